//! Findings as they are shown: each with its sum, what it rests on and where its facts come from.

use std::borrow::Cow;

use alongside_charter::{About, Basis, Finding, LongDay, Sum, When};
use jiff::tz::TimeZone;

use crate::number::Count;
use crate::outcome::Outcome;
use crate::source::Source;

/// As many findings of one outcome are shown in full; the rest stand in a table.
pub(crate) const MOST_IN_FULL: usize = 200;

/// As many findings lie open on the screen, where nothing was missed.
const MOST_LAID_OPEN: usize = 3;

/// One finding with the id by which it can be linked to.
pub(crate) struct FindingView<'f, 'a> {
    pub(crate) finding: &'f Finding<'a>,
    pub(crate) anchor: String,
}

impl<'a> FindingView<'_, 'a> {
    pub(crate) const fn outcome(&self) -> Outcome {
        Outcome::of(self.finding)
    }

    /// What it is about: the subject's title, or its id where it has none; the period of a share.
    pub(crate) fn title(&self) -> Cow<'a, str> {
        match self.finding.about {
            About::One(subject) => Cow::Borrowed(subject.label()),
            About::Many { .. } => self.finding.about.title(),
        }
    }

    pub(crate) fn organiser(&self) -> Option<&'a str> {
        Some(self.finding.organiser()).filter(|organiser| !organiser.is_empty())
    }

    /// The subject's id; `None` for a share.
    pub(crate) fn id(&self) -> Option<&'a str> {
        let id = self.finding.subject()?.id.as_str();
        (!id.is_empty()).then_some(id)
    }

    pub(crate) const fn sum(&self) -> Sum<'_, 'a> {
        self.finding.sum()
    }

    /// What the verdict rests on, in words.
    pub(crate) fn rests_on(&self) -> &'static str {
        match self.finding.basis {
            Basis::Recorded => "the record",
            Basis::Claimed if self.has_claim() => "a claim: somebody says so, it is not recorded",
            Basis::Claimed => "nothing recorded with a date",
        }
    }

    fn has_claim(&self) -> bool {
        self.finding
            .subject()
            .is_some_and(|subject| subject.claim_about(&self.finding.standard.id).is_some())
    }

    pub(crate) fn source(&self) -> Option<Source<'a>> {
        Source::new(&self.finding.subject()?.source)
    }

    /// Whether the hour matters, and not only the day.
    pub(crate) const fn is_by_the_hour(&self) -> bool {
        matches!(self.finding.act_by, Some(When::At(_)))
    }

    /// The last day or moment at which it can be kept, or could have been.
    pub(crate) fn act_by(&self) -> Option<String> {
        let zone = &self.finding.charter().time_zone;
        Some(moment(self.finding.act_by?, zone))
    }
}

/// A day, or a day and the time, as people write them.
pub(crate) fn moment(when: When, zone: &TimeZone) -> String {
    let day = LongDay(when.day(zone));
    match when {
        When::Day(_) => day.to_string(),
        When::At(instant) => {
            let at = zone.to_datetime(instant);
            let (hour, half) = match at.hour() {
                0 if at.minute() == 0 => return format!("midnight, as {day} begins"),
                0 => (12, "am"),
                hour @ 1..12 => (hour, "am"),
                12 => (12, "pm"),
                hour => (hour - 12, "pm"),
            };
            format!("{day} at {hour}:{:02}{half}", at.minute())
        }
    }
}

/// All findings of one standard that came to the same.
pub(crate) struct FindingGroup<'f, 'a> {
    /// The id of its list.
    pub(crate) id: String,
    pub(crate) outcome: Outcome,
    /// The first ones, shown in full.
    pub(crate) in_full: Vec<FindingView<'f, 'a>>,
    /// What is too much to be shown in full.
    pub(crate) in_short: Vec<FindingView<'f, 'a>>,
}

impl<'f, 'a> FindingGroup<'f, 'a> {
    pub(crate) fn new(
        id: String,
        outcome: Outcome,
        mut findings: Vec<FindingView<'f, 'a>>,
    ) -> Self {
        let in_short = findings.split_off(findings.len().min(MOST_IN_FULL));
        Self {
            id,
            outcome,
            in_full: findings,
            in_short,
        }
    }

    pub(crate) fn count(&self) -> Count {
        Count(self.in_full.len() + self.in_short.len())
    }

    pub(crate) fn shown(&self) -> Count {
        Count(self.in_full.len())
    }

    pub(crate) fn more(&self) -> Count {
        Count(self.in_short.len())
    }

    /// Whether it is open on the screen before anybody asks. On paper all are.
    pub(crate) fn is_open(&self) -> bool {
        self.outcome.is_laid_open() || self.in_full.len() <= MOST_LAID_OPEN
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn moments_are_written_as_people_read_a_clock() {
        let zone = TimeZone::get("Europe/London").unwrap();
        let at = |hour, minute| {
            let instant = date(2021, 6, 14)
                .at(hour, minute, 0, 0)
                .to_zoned(zone.clone());
            moment(When::At(instant.unwrap().timestamp()), &zone)
        };
        assert_eq!(at(0, 0), "midnight, as Mon 14 June 2021 begins");
        assert_eq!(at(0, 5), "Mon 14 June 2021 at 12:05am");
        assert_eq!(at(9, 30), "Mon 14 June 2021 at 9:30am");
        assert_eq!(at(12, 0), "Mon 14 June 2021 at 12:00pm");
        assert_eq!(at(19, 30), "Mon 14 June 2021 at 7:30pm");
        assert_eq!(
            moment(When::Day(date(2021, 6, 14)), &zone),
            "Mon 14 June 2021"
        );
    }
}
