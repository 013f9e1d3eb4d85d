//! Dates, numbers and facts in words.

use std::fmt::{self, Write};

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use crate::fact::{self, When};

/// A day as people write it: `Wed 9 June 2021`.
///
/// ```
/// use alongside_charter::LongDay;
/// assert_eq!(LongDay(jiff::civil::date(2021, 6, 9)).to_string(), "Wed 9 June 2021");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LongDay(pub Date);

impl fmt::Display for LongDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weekday = match self.0.weekday() {
            Weekday::Monday => "Mon",
            Weekday::Tuesday => "Tue",
            Weekday::Wednesday => "Wed",
            Weekday::Thursday => "Thu",
            Weekday::Friday => "Fri",
            Weekday::Saturday => "Sat",
            Weekday::Sunday => "Sun",
        };
        write!(
            f,
            "{weekday} {} {} {}",
            self.0.day(),
            month(self.0),
            self.0.year()
        )
    }
}

/// The names of the months, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The month's name.
fn month(day: Date) -> &'static str {
    usize::try_from(day.month() - 1)
        .ok()
        .and_then(|i| MONTHS.get(i))
        .copied()
        .unwrap_or_default()
}

/// A moment in a place's time, with the hour where it is known and asked for.
pub(crate) struct Moment<'z> {
    pub(crate) when: When,
    pub(crate) zone: &'z TimeZone,
    pub(crate) hour: bool,
}

impl fmt::Display for Moment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        LongDay(self.when.day(self.zone)).fmt(f)?;
        match self.when {
            When::At(instant) if self.hour => {
                let at = self.zone.to_datetime(instant);
                if at.hour() == 0 && at.minute() == 0 {
                    // "Midnight" and "12am" leave open which night is meant.
                    return f.write_str(" at its start");
                }
                let half = if at.hour() < 12 { "am" } else { "pm" };
                write!(f, " at {}", (at.hour() + 11) % 12 + 1)?;
                if at.minute() != 0 {
                    write!(f, ":{:02}", at.minute())?;
                }
                f.write_str(half)
            }
            _ => Ok(()),
        }
    }
}

/// How a fact is spoken of: that it was done, and the doing as a noun.
pub(crate) struct FactWords {
    /// `announced`
    pub(crate) done: String,
    /// `an announcement`
    pub(crate) noun: String,
}

/// The words for a fact; one that is not known is spoken of by its name.
pub(crate) fn fact_words(name: &str) -> FactWords {
    let (done, noun) = match name {
        fact::ANNOUNCED => ("announced", "an announcement"),
        fact::STARTS => ("held", "a date to start"),
        fact::ENDS => ("ended", "an end"),
        fact::OPENED => ("opened", "an opening"),
        fact::CLOSED => ("closed", "a close"),
        fact::RESPONDED => ("answered", "an answer"),
        fact::AGENDA => ("agenda shared", "an agenda"),
        fact::PAPERS => ("papers shared", "papers"),
        fact::MINUTES => ("notes published", "published notes"),
        fact::SUBMITTED => ("sent in", "a date sent in"),
        fact::PAID => ("paid", "a payment"),
        fact::CANCELLED => ("called off", "a cancellation notice"),
        "acknowledged" => ("acknowledged", "an acknowledgement"),
        _ => {
            let words = name.replace('-', " ");
            let noun = format!("\"{words}\"");
            return FactWords { done: words, noun };
        }
    };
    FactWords {
        done: done.to_owned(),
        noun: noun.to_owned(),
    }
}

/// A count with its unit: `1 day`, `16 days`, `at least 8 days`.
pub(crate) fn amount(
    f: &mut impl Write,
    count: impl fmt::Display,
    one: bool,
    unit: &str,
) -> fmt::Result {
    let unit = if one {
        unit.trim_end_matches('s')
    } else {
        unit
    };
    write!(f, "{count}{}{unit}", if unit.is_empty() { "" } else { " " })
}

/// `3 weeks` as `Three weeks`; numbers past twenty stay in figures.
pub(crate) fn in_letters(written: &str) -> String {
    const LETTERS: [&str; 21] = [
        "No",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
        "Thirteen",
        "Fourteen",
        "Fifteen",
        "Sixteen",
        "Seventeen",
        "Eighteen",
        "Nineteen",
        "Twenty",
    ];
    let (number, rest) = written.split_once(' ').unwrap_or((written, ""));
    let letters = number.parse::<usize>().ok().and_then(|n| LETTERS.get(n));
    format!("{} {rest}", letters.copied().unwrap_or(number))
        .trim_end()
        .to_owned()
}

/// The first letter made a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
