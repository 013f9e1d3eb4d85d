//! Columns: what each heading of a sheet stands for.

use alongside_charter::{Name, fact};

use crate::problem::nearest;

/// What the cells under a heading are read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Column {
    Kind,
    Id,
    Title,
    Organiser,
    Body,
    Source,
    Excused,
    /// A day or an instant.
    Day(Name),
    /// Yes or no.
    YesNo(Name),
    /// A whole number.
    Count(Name),
    /// A day, a number, or yes and no: a fact that only charters know.
    Fact(Name),
    /// What is claimed about a standard.
    Claim(Name),
    /// Carried along: the place among [`Sheet::carried`](crate::Sheet::carried).
    Carried(usize),
    /// No heading, so nothing may stand under it.
    Nameless,
}

/// Days, in the order in which they are told of.
const DAYS: [&str; 15] = [
    fact::ANNOUNCED,
    fact::STARTS,
    fact::ENDS,
    fact::OPENED,
    fact::CLOSED,
    fact::RESPONDED,
    fact::AGENDA,
    fact::PAPERS,
    fact::MINUTES,
    fact::SUBMITTED,
    fact::PAID,
    fact::CANCELLED,
    fact::RESCHEDULED,
    fact::SAVE_THE_DATE,
    fact::DUE,
];
const YES_NO: [&str; 2] = [fact::INTERPRETER, fact::EVENING];
const COUNTS: [&str; 1] = [fact::WAYS];
const WORDS: [&str; 7] = [
    "kind",
    "id",
    "title",
    "organiser",
    "body",
    "source",
    "excused",
];

/// Headings that people write for one that is read.
const MEANT: [(&str, &str); 11] = [
    ("date", "starts"),
    ("day", "starts"),
    ("meeting-date", "starts"),
    ("start-date", "starts"),
    ("end-date", "ends"),
    ("invited", "announced"),
    ("invitation", "announced"),
    ("type", "kind"),
    ("name", "title"),
    ("meeting", "title"),
    ("reference", "id"),
];

/// Why a heading is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoStandard;

impl Column {
    /// What a heading stands for; `names` are the facts that charters look at. `None` where nobody
    /// reads what stands under it.
    pub(crate) fn under(heading: &str, names: &[Name]) -> Result<Option<Self>, NoStandard> {
        if let Some((claim, standard)) = heading.split_once(':')
            && folded(claim) == "claim"
        {
            let standard = Name::new(&folded(standard)).ok_or(NoStandard)?;
            return Ok(Some(Self::Claim(standard)));
        }
        let folded = folded(heading);
        if folded.is_empty() {
            return Ok(Some(Self::Nameless));
        }
        let word = match folded.as_str() {
            "kind" => Self::Kind,
            "id" => Self::Id,
            "title" => Self::Title,
            "organiser" | "organizer" => Self::Organiser,
            "body" => Self::Body,
            "source" => Self::Source,
            "excused" => Self::Excused,
            name => return Ok(Self::fact(name, names)),
        };
        Ok(Some(word))
    }

    fn fact(folded: &str, names: &[Name]) -> Option<Self> {
        let name = Name::new(folded)?;
        let column = match folded {
            "canceled" => Self::Day(Name::new(fact::CANCELLED)?),
            day if DAYS.contains(&day) => Self::Day(name),
            flag if YES_NO.contains(&flag) => Self::YesNo(name),
            count if COUNTS.contains(&count) => Self::Count(name),
            _ if names.contains(&name) => Self::Fact(name),
            _ => return None,
        };
        Some(column)
    }

    /// Whether anything is read from the cells under it.
    pub(crate) const fn is_read(&self) -> bool {
        !matches!(self, Self::Carried(_) | Self::Nameless)
    }
}

/// The headings that are read, for messages.
pub(crate) fn known() -> String {
    let known: Vec<&str> = WORDS
        .into_iter()
        .chain(DAYS)
        .chain(YES_NO)
        .chain(COUNTS)
        .collect();
    format!("{} and claim:STANDARD", known.join(", "))
}

/// The heading that somebody may have meant by one that is not read.
pub(crate) fn meant<'n>(heading: &str, names: &'n [Name]) -> Option<&'n str> {
    let folded = folded(heading);
    let as_written = MEANT
        .iter()
        .find(|(written, _)| *written == folded)
        .map(|(_, meant)| *meant);
    as_written.or_else(|| {
        let known = WORDS.into_iter().chain(DAYS).chain(YES_NO).chain(COUNTS);
        nearest(&folded, known.chain(names.iter().map(Name::as_str)))
    })
}

/// A heading with case, spaces, underscores and hyphens folded: `Save the_Date` is
/// `save-the-date`.
pub(crate) fn folded(heading: &str) -> String {
    let words = heading.split(|c: char| c.is_whitespace() || c == '_' || c == '-');
    let words: Vec<String> = words
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

/// The letters that a spreadsheet shows over a column, counted from 0.
pub(crate) fn letters(index: usize) -> String {
    let mut letters = Vec::new();
    let mut left = index + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[left % 26]));
        left /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_any_case_with_spaces_underscores_or_hyphens() {
        let name = |name| Name::new(name).unwrap();
        for (heading, expected) in [
            ("KIND", Column::Kind),
            (" Organizer ", Column::Organiser),
            ("Save the date", Column::Day(name("save-the-date"))),
            ("save_the-date", Column::Day(name("save-the-date"))),
            ("Ways", Column::Count(name("ways"))),
            ("interpreter", Column::YesNo(name("interpreter"))),
            (
                "Claim: Meeting notice",
                Column::Claim(name("meeting-notice")),
            ),
            ("claim:papers-ahead", Column::Claim(name("papers-ahead"))),
            ("Previous minutes", Column::Fact(name("previous-minutes"))),
            ("  ", Column::Nameless),
        ] {
            let read = Column::under(heading, &[name("previous-minutes")]);
            assert_eq!(read, Ok(Some(expected)), "{heading}");
        }
        assert_eq!(Column::under("Venue", &[]), Ok(None));
        assert_eq!(Column::under("claim:", &[]), Err(NoStandard));
    }

    #[test]
    fn a_mistyped_heading_has_one_that_is_meant() {
        let names = [Name::new("work-stream").unwrap()];
        for (heading, expected) in [
            ("anounced", Some("announced")),
            ("Start", Some("starts")),
            ("Date", Some("starts")),
            ("workstream", Some("work-stream")),
            ("venue", None),
        ] {
            assert_eq!(meant(heading, &names), expected, "{heading}");
        }
    }

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        for (index, expected) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (702, "AAA"),
        ] {
            assert_eq!(letters(index), expected);
        }
    }
}
