//! Days and times as people write them, day first or as ISO 8601 has them.

mod clock;
mod faults;
mod written;

use alongside_charter::{Fact, When};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

pub(crate) use self::faults::inner_number;
use crate::problem::quoted;

/// The years in which a day can lie.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// How to write a day, for messages.
pub(crate) const LIKE: &str = "9 June 2021, 09/06/2021 or 2021-06-09";

/// Why a text was not read as a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It does not look like a day at all.
    NotADay,
    /// It looks like a day, and none was or will be like it. With why and how to mend it.
    Wrong(String),
}

/// A day as somebody wrote it, perhaps with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Written {
    date: Date,
    time: Option<Time>,
    offset: Option<Offset>,
}

/// Reads a day, or an instant where a time is written with it.
pub(crate) fn read(text: &str, zone: &TimeZone) -> Result<Fact, Fault> {
    // Nearly all cells of a large file are like this, and this is twenty times as fast.
    if let Some(day) = iso_day(text.as_bytes()) {
        return Ok(Fact::Day(day));
    }
    let written = written::read(text)?;
    let Some(time) = written.time else {
        return Ok(Fact::Day(written.date));
    };
    let moment = written.date.to_datetime(time);
    match written.offset {
        Some(offset) => instant_at(moment, offset).map_err(Fault::Wrong),
        None => instant_in(moment, zone, text).map_err(Fault::Wrong),
    }
}

/// Reads a day, with or without a time, as a cell of a sheet would be read; else says why it is
/// none and how to mend it.
///
/// ```
/// use alongside_charter::When;
/// use jiff::{civil::date, tz::TimeZone};
///
/// let read = |text| alongside_sheet::read_when(text, &TimeZone::UTC);
/// assert_eq!(read("9 June 2021"), Ok(When::Day(date(2021, 6, 9))));
/// assert!(read("31/06/2021").unwrap_err().contains("June has 30 days"));
/// ```
pub fn read_when(text: &str, zone: &TimeZone) -> Result<When, String> {
    let not_a_day = || format!("{} is not a day. Write it like {LIKE}.", quoted(text));
    match read(text.trim(), zone) {
        Ok(fact) => fact.when().ok_or_else(not_a_day),
        Err(Fault::NotADay) => Err(not_a_day()),
        Err(Fault::Wrong(why)) => Err(why),
    }
}

/// What a spreadsheet's own date cell says: a day where its time is midnight, else an instant.
pub(crate) fn of_moment(moment: DateTime, zone: &TimeZone) -> Result<Fact, String> {
    if !YEARS.contains(&moment.year()) {
        return Err(outside_years(&moment.date().to_string()));
    }
    if moment.time() == Time::midnight() {
        return Ok(Fact::Day(moment.date()));
    }
    instant_in(moment, zone, &moment.strftime("%Y-%m-%d %H:%M").to_string())
}

/// `2021-06-09` and nothing else.
fn iso_day(bytes: &[u8]) -> Option<Date> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes else {
        return None;
    };
    let two = |tens: u8, ones: u8| {
        let both = tens.is_ascii_digit() && ones.is_ascii_digit();
        both.then(|| (tens - b'0') * 10 + (ones - b'0'))
    };
    let year = i16::from(two(y1, y2)?) * 100 + i16::from(two(y3, y4)?);
    let (month, day) = (
        i8::try_from(two(m1, m2)?).ok()?,
        i8::try_from(two(d1, d2)?).ok()?,
    );
    YEARS
        .contains(&year)
        .then(|| Date::new(year, month, day).ok())?
}

fn instant_at(moment: DateTime, offset: Offset) -> Result<Fact, String> {
    offset
        .to_timestamp(moment)
        .map(Fact::At)
        .map_err(|_| outside_years(&moment.to_string()))
}

/// The instant at which clocks in the zone show this, told apart from the hour that is skipped or
/// repeated when they change.
fn instant_in(moment: DateTime, zone: &TimeZone, text: &str) -> Result<Fact, String> {
    let with = |offset: Offset| {
        let minutes = offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
        format!(
            "{}{sign}{hours:02}:{minutes:02}",
            moment.strftime("%Y-%m-%d %H:%M")
        )
    };
    match zone.to_ambiguous_timestamp(moment).offset() {
        AmbiguousOffset::Unambiguous { offset } => instant_at(moment, offset),
        AmbiguousOffset::Fold { before, after } => Err(format!(
            "{} came twice, because the clocks went back. Write which one is meant: {} for the \
             first or {} for the second.",
            quoted(text),
            with(before),
            with(after)
        )),
        AmbiguousOffset::Gap { before, .. } => Err(format!(
            "{} never came, because the clocks went forward over it. Write the time that clocks \
             showed, or say what it is counted from, like {}.",
            quoted(text),
            with(before)
        )),
    }
}

fn outside_years(shown: &str) -> String {
    format!(
        "{} is outside the years {} to {}. Correct the year.",
        quoted(shown),
        YEARS.start(),
        YEARS.end()
    )
}

#[cfg(test)]
mod tests;
