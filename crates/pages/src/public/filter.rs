//! Which findings a list shows, and which part of a long one; both stand in the address.

use alongside_charter::Finding;
use jiff::civil::Date;

use crate::form::{Choice, Choices, Field};
use crate::links::Query;
use crate::outcome::Outcome;
use crate::public::shell::Shell;
use crate::words::Words;

/// What can be chosen in a filter: anything, or one of these.
pub(crate) fn choices(
    shell: &Shell<'_>,
    name: &str,
    label: String,
    options: impl IntoIterator<Item = Choice>,
) -> Choices {
    let all = Choice {
        label: shell.t().standards_filter_any(),
        ..Choice::default()
    };
    Choices {
        name: name.to_owned(),
        label,
        options: std::iter::once(all).chain(options).collect(),
        ..Choices::default()
    }
}

/// The first day of a filter, which is called `from`, or the last.
pub(crate) fn day(shell: &Shell<'_>, name: &str, day: Option<Date>) -> Field {
    let t = shell.t();
    Field {
        name: name.to_owned(),
        label: if name == "from" {
            t.standards_filter_from()
        } else {
            t.standards_filter_to()
        },
        hint: t.standards_filter_day_hint(),
        value: day.map(|day| day.to_string()).unwrap_or_default(),
        ..Field::default()
    }
}

/// Which findings are asked for. What is empty or `None` asks for all.
///
/// ```
/// use alongside_pages::Outcome;
/// use alongside_pages::public::Filter;
/// let filter = Filter { standard: "papers-ahead", outcome: Some(Outcome::Missed), ..Filter::default() };
/// assert_eq!(filter.query().to_string(), "?standard=papers-ahead&result=missed");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter<'a> {
    /// The id of a standard.
    pub standard: &'a str,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// Who organised it.
    pub organiser: &'a str,
    /// From this day of the subject on.
    pub from: Option<Date>,
    /// Up to this day of the subject.
    pub to: Option<Date>,
}

impl Filter<'_> {
    /// Whether a finding is asked for. One without a day is left out where a period is asked for.
    pub fn takes(&self, finding: &Finding<'_>) -> bool {
        let day = || finding.day();
        (self.standard.is_empty() || finding.standard.id == *self.standard)
            && self.outcome.is_none_or(|of| of == Outcome::of(finding))
            && (self.organiser.is_empty() || finding.organiser() == self.organiser)
            && self
                .from
                .is_none_or(|from| day().is_some_and(|day| day >= from))
            && self.to.is_none_or(|to| day().is_some_and(|day| day <= to))
    }

    /// As it stands in addresses; a form sends the same names.
    pub fn query(&self) -> Query {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        Query::new()
            .and("standard", self.standard)
            .and("result", self.outcome.map_or("", Outcome::class))
            .and("organiser", self.organiser)
            .and("from", &day(self.from))
            .and("to", &day(self.to))
    }
}

/// Which part of a long list is shown. Parts are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The part shown.
    pub number: usize,
    /// How many things a part has at most.
    pub size: usize,
    /// How many things there are in all.
    pub total: usize,
}

impl Part {
    /// How many parts there are; one, if it is empty, where there is nothing.
    pub fn of(&self) -> usize {
        self.total.div_ceil(self.size.max(1)).max(1)
    }

    /// The place of its first thing, from 0.
    pub const fn begins(&self) -> usize {
        self.number.saturating_sub(1) * self.size
    }

    /// The place after its last thing.
    pub fn ends(&self) -> usize {
        (self.begins() + self.size).min(self.total)
    }

    /// `Results 21 to 40 of 104`, without saying of what.
    pub(crate) fn showing(&self, words: &Words) -> String {
        words.says().list_showing(
            words.count(self.begins() + 1),
            words.count(self.ends()),
            words.count(self.total),
        )
    }

    /// The numbers to offer: the first, the last, and those beside the one shown; 0 for a gap.
    pub(crate) fn offered(&self) -> Vec<usize> {
        let of = self.of();
        let mut offered = Vec::new();
        for number in 1..=of {
            if number == 1 || number == of || number.abs_diff(self.number) <= 1 {
                offered.push(number);
            } else if offered.last() != Some(&0) {
                offered.push(0);
            }
        }
        offered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_offers_its_ends_and_what_lies_beside() {
        let offered = |number, total| {
            Part {
                number,
                size: 20,
                total,
            }
            .offered()
        };
        assert_eq!(offered(1, 0), [1]);
        assert_eq!(offered(1, 41), [1, 2, 3]);
        assert_eq!(offered(5, 200), [1, 0, 4, 5, 6, 0, 10]);
    }

    #[test]
    fn the_last_part_may_be_short() {
        let part = Part {
            number: 3,
            size: 20,
            total: 45,
        };
        assert_eq!((part.begins(), part.ends(), part.of()), (40, 45, 3));
    }
}
