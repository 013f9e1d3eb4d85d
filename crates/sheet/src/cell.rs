//! Cells: what a spreadsheet, a CSV file or a JSON value can hold in one place.

use std::borrow::Cow;

use jiff::civil::DateTime;

/// A value as the file has it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Nothing, or white space.
    Empty,
    /// Text, without the white space around it.
    Text(&'a str),
    /// A number of a format that has numbers.
    Number(f64),
    /// Yes or no of a format that has them.
    Flag(bool),
    /// A day, or a day with a time, of a format that has them.
    Moment(DateTime),
    /// What cannot be a value of anything: what is shown, and what it is.
    Unreadable(Cow<'a, str>, &'static str),
}

/// What stands where nothing is known.
const NOT_HELD: [&str; 18] = [
    "-",
    "–",
    "—",
    "?",
    "n/a",
    "na",
    "none",
    "nil",
    "not stated",
    "not known",
    "not held",
    "not recorded",
    "not available",
    "not applicable",
    "unknown",
    "tbc",
    "tba",
    "no date",
];

impl<'a> Cell<'a> {
    /// The cell that a text makes. What a spreadsheet saves for a sum gone wrong is no text.
    pub(crate) fn text(text: &'a str) -> Self {
        let text = text.trim();
        match text.as_bytes().first() {
            None => Self::Empty,
            Some(b'#')
                if [
                    "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!",
                ]
                .contains(&text) =>
            {
                Self::failed(text.into())
            }
            Some(b'#') if text.bytes().all(|b| b == b'#') => Self::Unreadable(
                text.into(),
                "what a spreadsheet shows when a column is too narrow. Widen the column and save again",
            ),
            Some(b'E')
                if text
                    .strip_prefix("Err:")
                    .is_some_and(|n| n.parse::<u16>().is_ok()) =>
            {
                Self::failed(text.into())
            }
            Some(_) => Self::Text(text),
        }
    }

    /// A sum that went wrong.
    pub(crate) fn failed(shown: Cow<'a, str>) -> Self {
        let what =
            "what a spreadsheet shows when a sum fails. Mend the sum, or write the value itself";
        Self::Unreadable(shown, what)
    }

    /// What the cell says, as text.
    pub(crate) fn shown(&self) -> Cow<'a, str> {
        match self {
            Self::Empty => "".into(),
            Self::Text(text) => (*text).into(),
            Self::Number(number) => number.to_string().into(),
            Self::Flag(yes) => if *yes { "yes" } else { "no" }.into(),
            Self::Moment(moment) if moment.time() == jiff::civil::Time::midnight() => {
                moment.date().to_string().into()
            }
            Self::Moment(moment) => moment.strftime("%Y-%m-%d %H:%M").to_string().into(),
            Self::Unreadable(shown, _) => shown.clone(),
        }
    }

    /// The number, where it is a whole one.
    pub(crate) fn whole_number(&self) -> Option<i64> {
        match self {
            // Whole numbers up to 2^53 are exact in a spreadsheet; more is not a count of anything.
            #[expect(
                clippy::cast_possible_truncation,
                reason = "checked to be whole and small"
            )]
            Self::Number(n) if n.fract() == 0.0 && n.abs() < 9e15 => Some(*n as i64),
            Self::Text(text) if text.len() <= 15 => text.parse().ok(),
            _ => None,
        }
    }

    /// Yes or no, where it says one of them.
    pub(crate) fn yes_or_no(&self) -> Option<bool> {
        match self {
            Self::Flag(yes) => Some(*yes),
            Self::Number(_) => match self.whole_number() {
                Some(0) => Some(false),
                Some(1) => Some(true),
                _ => None,
            },
            Self::Text(text) => {
                let is =
                    |words: [&str; 6]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
                if is(["yes", "y", "true", "x", "✓", "1"]) || *text == "✔" {
                    Some(true)
                } else if is(["no", "n", "false", "✗", "✘", "0"]) {
                    Some(false)
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    /// Whether it says in words or signs that nothing is known.
    pub(crate) fn is_not_held(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => NOT_HELD.iter().any(|word| word.eq_ignore_ascii_case(text)),
            _ => false,
        }
    }

    /// Whether it stands for an empty cell where words are read for what they say.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => ["-", "–", "—", "?", "n/a", "none"].contains(text),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_read_in_the_ways_people_tick_boxes() {
        for (text, expected) in [
            ("Yes", Some(true)),
            ("y", Some(true)),
            ("X", Some(true)),
            ("✓", Some(true)),
            ("1", Some(true)),
            ("TRUE", Some(true)),
            ("No", Some(false)),
            ("n", Some(false)),
            ("0", Some(false)),
            ("maybe", None),
        ] {
            assert_eq!(Cell::text(text).yes_or_no(), expected, "{text}");
        }
        assert_eq!(Cell::Number(2.0).yes_or_no(), None);
    }

    #[test]
    fn a_failed_sum_is_no_text() {
        for text in ["#REF!", "#N/A", "Err:508", "####"] {
            assert!(matches!(Cell::text(text), Cell::Unreadable(..)), "{text}");
        }
        assert_eq!(Cell::text(" #1 priority "), Cell::Text("#1 priority"));
        assert_eq!(Cell::text(" \u{a0} "), Cell::Empty);
    }

    #[test]
    fn only_whole_numbers_are_counts() {
        for (cell, expected) in [
            (Cell::Number(3.0), Some(3)),
            (Cell::Number(3.5), None),
            (Cell::Number(f64::NAN), None),
            (Cell::Number(1e300), None),
            (Cell::Text("12"), Some(12)),
            (Cell::Text("-2"), Some(-2)),
            (Cell::Text("two"), None),
            (Cell::Text("1,200"), None),
        ] {
            assert_eq!(cell.whole_number(), expected, "{cell:?}");
        }
    }
}
