//! Days and times as people write them, day first or as ISO 8601 has them.

mod clock;
mod written;

use alongside_charter::{Fact, When};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

pub(crate) use self::written::inner_number;
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
mod tests {
    use jiff::civil::date;

    use super::*;

    fn london() -> TimeZone {
        TimeZone::get("Europe/London").unwrap()
    }

    fn wrong(text: &str) -> String {
        match read(text, &london()) {
            Err(Fault::Wrong(message)) => message,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn a_day_is_read_day_first_or_as_iso() {
        for text in [
            "2021-06-09",
            "2021/06/09",
            "2021-6-9",
            "20210609",
            "9 June 2021",
            "9th June 2021",
            "9th of June, 2021",
            "09 Jun 2021",
            "9-Jun-2021",
            "9/June/2021",
            "Wed 9 June 2021",
            "Wednesday, 9 June 2021",
            "Weds. 9 June 2021",
            "Wed 09/06/2021",
            "09/06/2021",
            "9/6/2021",
            "9.6.2021",
            "9-6-2021",
            "June 9, 2021",
            "Jun 9th 2021",
            "JUNE 9 2021",
            " 9  June   2021 ",
        ] {
            assert_eq!(
                read(text, &london()),
                Ok(Fact::Day(date(2021, 6, 9))),
                "{text}"
            );
        }
    }

    #[test]
    fn a_time_makes_it_an_instant_in_the_zone_of_the_place() {
        let six = Fact::At("2021-06-09T17:00:00Z".parse().unwrap());
        for text in [
            "2021-06-09T18:00",
            "2021-06-09 18:00",
            "2021-06-09T18:00:00",
            "2021-06-09T18:00:00.000",
            "2021-06-09T17:00Z",
            "2021-06-09T18:00+01:00",
            "2021-06-09 18:00 +0100",
            "2021-06-09T12:00-05:00",
            "9 June 2021 18:00",
            "9 June 2021, 6pm",
            "9 June 2021 at 18:00",
            "9 June 2021 at 6.00 p.m.",
            "9 June 2021 - 6 PM",
            "09/06/2021 18.00",
            "Wed 9 June 2021 6:00pm",
            "9 June 2021 18:00 BST",
            "9 June 2021 17:00 GMT",
        ] {
            assert_eq!(read(text, &london()), Ok(six), "{text}");
        }
        let half = Fact::At("2021-12-09T18:30:00Z".parse().unwrap());
        for text in [
            "9 December 2021 6.30pm",
            "Thu 9 Dec 2021, 6:30 pm",
            "2021-12-09 18:30",
        ] {
            assert_eq!(read(text, &london()), Ok(half), "{text}");
        }
        let noon = Fact::At("2021-12-09T12:00:00Z".parse().unwrap());
        for text in ["9 Dec 2021 noon", "9 Dec 2021 12pm", "9 Dec 2021, 12 noon"] {
            assert_eq!(read(text, &london()), Ok(noon), "{text}");
        }
    }

    #[test]
    fn a_day_that_never_was_says_why_and_how_to_mend_it() {
        for (text, expected) in [
            (
                "31/04/2021",
                "\"31/04/2021\" is not a day: April has 30 days. Write it like 30/04/2021 or 30 April 2021.",
            ),
            (
                "29 February 2021",
                "\"29 February 2021\" is not a day: February 2021 has 28 days. Write it like 28/02/2021 or 28 February 2021.",
            ),
            (
                "2021-02-30",
                "\"2021-02-30\" is not a day: February 2021 has 28 days. Write it like 2021-02-28 or 28 February 2021.",
            ),
            (
                "06/14/2021",
                "\"06/14/2021\" is not a day: there is no month 14. Days come first: 14/06/2021.",
            ),
            (
                "32/13/2021",
                "\"32/13/2021\" is not a day: there is no month 13. Write it like 9 June 2021, 09/06/2021 or 2021-06-09.",
            ),
            (
                "9/6/21",
                "\"9/6/21\" has a year of two digits. Write the year in full: 9/6/2021.",
            ),
            (
                "9 June 21",
                "\"9 June 21\" has a year of two digits. Write the year in full: 9 June 2021.",
            ),
            (
                "9 June '21 6pm",
                "\"9 June '21 6pm\" has a year of two digits. Write the year in full: 9 June 2021.",
            ),
            (
                "21-06-09",
                "\"21-06-09\" has a year of two digits. Write the year in full, like 9 June 2021, 09/06/2021 or 2021-06-09.",
            ),
            (
                "9 June",
                "\"9 June\" has no year. Write it too, like 9 June 2021.",
            ),
            (
                "9 June 18:00",
                "\"9 June 18:00\" has no year. Write it too, like 9 June 2021.",
            ),
            (
                "9/6",
                "\"9/6\" has no year. Write it too, like 9 June 2021.",
            ),
            (
                "June 2021",
                "\"June 2021\" is a month. Write the day too, like 9 June 2021, or leave it empty if the day is not known.",
            ),
            (
                "06/2021",
                "\"06/2021\" is a month. Write the day too, like 9 June 2021, or leave it empty if the day is not known.",
            ),
            (
                "2021-06",
                "\"2021-06\" is a month. Write the day too, like 9 June 2021, or leave it empty if the day is not known.",
            ),
            (
                "2021",
                "\"2021\" is a year. Write the day too, like 9 June 2021, or leave it empty if the day is not known.",
            ),
            (
                "Tue 9 June 2021",
                "\"Tue 9 June 2021\" does not exist: 9 June 2021 is a Wednesday, not a Tuesday. Correct the day or the weekday, or leave the weekday out.",
            ),
            (
                "9 Jnue 2021",
                "\"9 Jnue 2021\" is not a day: \"Jnue\" is not a month; did you mean June?",
            ),
            (
                "9 June 2201",
                "\"9 June 2201\" is outside the years 1900 to 2199. Correct the year.",
            ),
            (
                "0021-06-09",
                "\"0021-06-09\" is outside the years 1900 to 2199. Correct the year.",
            ),
            (
                "44356",
                "\"44356\" looks like a spreadsheet's inner number for a day. Set the format of the cell to Date, or write the day like 9 June 2021, 09/06/2021 or 2021-06-09.",
            ),
        ] {
            assert_eq!(wrong(text), expected);
        }
    }

    #[test]
    fn a_time_that_is_none_says_why_and_how_to_mend_it() {
        for (text, expected) in [
            ("9 June 2021 25:00", "there is no such time as \"25:00\""),
            ("9 June 2021 24:00", "there is no such time as \"24:00\""),
            ("9 June 2021 13pm", "there is no such time as \"13pm\""),
            ("9 June 2021 18:60", "there is no such time as \"18:60\""),
            (
                "9 June 2021 in the evening",
                "\"in the evening\" is not a time",
            ),
            ("9 June 2021 6", "\"6\" is not a time"),
            ("9 June 2021 18:00-20:00", "is from one time to another"),
            ("9 June 2021 10:00-12:00", "is from one time to another"),
            ("9 June 2021, 6pm to 8pm", "is from one time to another"),
        ] {
            let message = wrong(text);
            assert!(message.contains(expected), "{text}: {message}");
        }
    }

    #[test]
    fn a_time_that_came_twice_or_never_asks_for_its_offset() {
        assert_eq!(
            wrong("31/10/2021 01:30"),
            "\"31/10/2021 01:30\" came twice, because the clocks went back. Write which one is \
             meant: 2021-10-31 01:30+01:00 for the first or 2021-10-31 01:30+00:00 for the second."
        );
        assert_eq!(
            wrong("28 March 2021 1.30am"),
            "\"28 March 2021 1.30am\" never came, because the clocks went forward over it. Write \
             the time that clocks showed, or say what it is counted from, like 2021-03-28 01:30+00:00."
        );
        let second = read("2021-10-31 01:30+00:00", &london());
        assert_eq!(
            second,
            Ok(Fact::At("2021-10-31T01:30:00Z".parse().unwrap()))
        );
    }

    #[test]
    fn what_does_not_look_like_a_day_is_told_apart_from_a_mistyped_one() {
        for text in [
            "soon",
            "details to follow",
            "May be later",
            "12",
            "3 parents",
            "9.6",
            "1,200",
            "@",
            "Sunday",
        ] {
            assert_eq!(read(text, &london()), Err(Fault::NotADay), "{text}");
        }
    }

    #[test]
    fn a_date_cell_at_midnight_is_a_day() {
        let day = date(2021, 6, 9);
        assert_eq!(of_moment(day.at(0, 0, 0, 0), &london()), Ok(Fact::Day(day)));
        let six = Fact::At("2021-06-09T17:00:00Z".parse().unwrap());
        assert_eq!(of_moment(day.at(18, 0, 0, 0), &london()), Ok(six));
        assert!(of_moment(date(2201, 1, 1).at(0, 0, 0, 0), &london()).is_err());
        assert!(of_moment(date(2021, 3, 28).at(1, 30, 0, 0), &london()).is_err());
    }

    #[test]
    fn every_day_is_read_back_from_every_way_to_write_it() {
        let mut day = date(1999, 12, 1);
        while day < date(2004, 4, 1) {
            for format in [
                "%Y-%m-%d",
                "%d/%m/%Y",
                "%-d %B %Y",
                "%a %-d %b %Y",
                "%B %-d, %Y",
            ] {
                let text = day.strftime(format).to_string();
                assert_eq!(read(&text, &london()), Ok(Fact::Day(day)), "{text}");
            }
            day = day.tomorrow().unwrap();
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic() {
        let zone = london();
        bolero::check!().for_each(|bytes: &[u8]| {
            drop(read(&String::from_utf8_lossy(bytes), &zone));
        });
    }
}
