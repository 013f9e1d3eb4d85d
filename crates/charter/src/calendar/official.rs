//! The government's own list of bank holidays, as JSON or as iCalendar.

use jiff::civil::Date;
use serde_json::Value;

use super::{BankHoliday, Place};

/// Why a file is not an official list of bank holidays.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OfficialError {
    /// Neither JSON nor iCalendar.
    #[error("this is neither the official bank-holidays.json nor an .ics file; download it again")]
    NotAList,
    /// Good JSON that has no list for the place.
    #[error("the file has no list for {0}; the official file has one for each part of the UK")]
    NoPlace(Place),
    /// A list without a single day.
    #[error("the file has no bank holiday in it; download it again")]
    Empty,
    /// An entry without a readable date or name.
    #[error("entry {entry} has no {lacks} that can be read")]
    Entry {
        /// Which entry, from 1.
        entry: usize,
        /// What it lacks.
        lacks: &'static str,
    },
}

/// Reads either form. The iCalendar form holds one place only, so the caller's place is taken.
pub(super) fn read(text: &str, place: Place) -> Result<Vec<BankHoliday>, OfficialError> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let holidays = if text.starts_with('{') {
        read_json(text, place)?
    } else if text.starts_with("BEGIN:VCALENDAR") {
        read_ics(text)?
    } else {
        return Err(OfficialError::NotAList);
    };
    if holidays.is_empty() {
        Err(OfficialError::Empty)
    } else {
        Ok(holidays)
    }
}

fn read_json(text: &str, place: Place) -> Result<Vec<BankHoliday>, OfficialError> {
    let file: Value = serde_json::from_str(text).map_err(|_| OfficialError::NotAList)?;
    let events = file
        .get(place.name())
        .and_then(|division| division.get("events"))
        .and_then(Value::as_array)
        .ok_or(OfficialError::NoPlace(place))?;
    let read_event = |(i, event): (usize, &Value)| {
        let text_of = |key| event.get(key).and_then(Value::as_str);
        let lacks = |lacks| OfficialError::Entry {
            entry: i + 1,
            lacks,
        };
        Ok(BankHoliday {
            day: text_of("date")
                .and_then(|d| d.parse().ok())
                .ok_or(lacks("date"))?,
            name: text_of("title").ok_or(lacks("title"))?.to_owned(),
        })
    };
    events.iter().enumerate().map(read_event).collect()
}

/// Only `DTSTART` and `SUMMARY` of each event matter, both on one line in the official files, so
/// that this crate does without a whole iCalendar library.
fn read_ics(text: &str) -> Result<Vec<BankHoliday>, OfficialError> {
    let mut holidays = Vec::new();
    let events = text.split("BEGIN:VEVENT").skip(1);
    for (i, event) in events.enumerate() {
        let value_of = |key: &str| {
            event.lines().find_map(|line| {
                let (name, value) = line.trim_end().split_once(':')?;
                (name.split(';').next() == Some(key)).then_some(value)
            })
        };
        let lacks = |lacks| OfficialError::Entry {
            entry: i + 1,
            lacks,
        };
        let day = value_of("DTSTART")
            .and_then(|value| value.get(..8))
            .and_then(|value| Date::strptime("%Y%m%d", value).ok())
            .ok_or(lacks("DTSTART"))?;
        let name = value_of("SUMMARY")
            .ok_or(lacks("SUMMARY"))?
            .replace('\\', "");
        holidays.push(BankHoliday { day, name });
    }
    Ok(holidays)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use jiff::civil::date;

    const JSON: &str = r#"{"england-and-wales": {"division": "england-and-wales", "events": [
        {"title": "New Year’s Day", "date": "2031-01-01", "notes": "", "bunting": true},
        {"title": "A day of thanks", "date": "2031-07-07", "notes": "", "bunting": true},
        {"title": "Christmas Day", "date": "2031-12-25", "notes": "", "bunting": true},
        {"title": "A further day", "date": "2032-03-01", "notes": "", "bunting": true}]}}"#;

    #[test]
    fn a_listed_year_is_taken_from_the_official_file_and_other_years_stay() {
        let calendar = Calendar::by_rule(Place::EnglandAndWales)
            .with_official(JSON)
            .unwrap();
        assert_eq!(
            calendar.bank_holiday(date(2031, 7, 7)),
            Some("A day of thanks")
        );
        assert!(
            calendar.is_working_day(date(2031, 12, 26)),
            "Boxing Day is not in the list"
        );
        assert!(
            !calendar.is_working_day(date(2032, 3, 1)),
            "added to a year half listed"
        );
        assert!(
            !calendar.is_working_day(date(2032, 12, 27)),
            "the rest of that year stays"
        );
    }

    #[test]
    fn the_icalendar_form_is_read() {
        let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTEND;VALUE=DATE:20310708\r\n\
                   DTSTART;VALUE=DATE:20310707\r\nSUMMARY:A day\\, of thanks\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let calendar = Calendar::by_rule(Place::Scotland)
            .with_official(ics)
            .unwrap();
        assert_eq!(
            calendar.bank_holiday(date(2031, 7, 7)),
            Some("A day, of thanks")
        );
    }

    #[test]
    fn what_is_not_a_list_is_refused_with_the_reason() {
        let calendar = || Calendar::by_rule(Place::Scotland);
        assert_eq!(
            calendar().with_official("<html>"),
            Err(OfficialError::NotAList)
        );
        assert_eq!(
            calendar().with_official(JSON),
            Err(OfficialError::NoPlace(Place::Scotland))
        );
        assert_eq!(
            calendar().with_official("BEGIN:VCALENDAR"),
            Err(OfficialError::Empty)
        );
        let no_date = r#"{"scotland": {"events": [{"title": "x", "date": "soon"}]}}"#;
        assert_eq!(
            calendar().with_official(no_date),
            Err(OfficialError::Entry {
                entry: 1,
                lacks: "date"
            })
        );
    }

    #[test]
    fn no_bytes_make_the_reader_panic() {
        bolero::check!().for_each(|bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            for start in [
                "",
                "{\"scotland\":{\"events\":[",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:",
            ] {
                drop(read(&format!("{start}{text}"), Place::Scotland));
            }
        });
    }
}
