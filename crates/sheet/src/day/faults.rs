//! What is wrong with a day, and how to mend it.

use std::fmt::Arguments;

use alongside_charter::MONTHS;
use jiff::civil::Date;

use super::written::{Form, Parts, Scan};
use super::{Fault, LIKE, YEARS};
use crate::problem::{nearest, quoted};

impl Scan<'_> {
    fn wrong(&self, why: Arguments<'_>) -> Fault {
        Fault::Wrong(format!("{} {why}", quoted(self.whole)))
    }

    pub(super) fn no_year(&self) -> Fault {
        self.wrong(format_args!("has no year. Write it too, like 9 June 2021."))
    }

    pub(super) fn no_day(&self, what: &str) -> Fault {
        self.wrong(format_args!(
            "is a {what}. Write the day too, like 9 June 2021, or leave it empty if the day is \
             not known."
        ))
    }

    pub(super) fn inner_number(&self) -> Fault {
        Fault::Wrong(inner_number(self.whole))
    }

    /// A word between two numbers that would be a day if it were a month.
    pub(super) fn no_month(&self, word: &str) -> Fault {
        let year = self
            .rest
            .split(|c: char| !c.is_ascii_digit())
            .next()
            .unwrap_or_default();
        if !(year.len() == 4 && year.parse().is_ok_and(|year| YEARS.contains(&year))) {
            return Fault::NotADay;
        }
        let lower = word.to_lowercase();
        let near = MONTHS
            .into_iter()
            .find(|month| nearest(&lower, [month.to_lowercase().as_str()]).is_some());
        match near {
            Some(month) => self.wrong(format_args!(
                "is not a day: {} is not a month; did you mean {month}?",
                quoted(word)
            )),
            None => self.wrong(format_args!(
                "is not a day: {} is not a month. Write it like {LIKE}.",
                quoted(word)
            )),
        }
    }

    pub(super) fn short_year(&self, parts: &Parts<'_>) -> Fault {
        let (day, month, year) = (parts.day, parts.month, parts.year);
        let century = if year < "70" { 20 } else { 19 };
        let mended = match parts.form {
            Form::Words => format!(": {day} {} {century}{year}", name_of(month)),
            // 21-06-09 may well be meant the other way round.
            Form::DayFirst('-') | Form::YearFirst => format!(", like {LIKE}"),
            Form::DayFirst(c) => format!(": {day}{c}{month}{c}{century}{year}"),
        };
        self.wrong(format_args!(
            "has a year of two digits. Write the year in full{mended}."
        ))
    }

    pub(super) fn no_such_month(&self, parts: &Parts<'_>, year: i16) -> Fault {
        let (day, month) = (parts.day, parts.month);
        let swapped = (1..=12).contains(&day) && (1..=31).contains(&month);
        let mend = match parts.form {
            Form::DayFirst(c) if swapped => {
                format!("Days come first: {month:02}{c}{day:02}{c}{year}")
            }
            Form::YearFirst if swapped => {
                format!("The month comes before the day: {year}-{day:02}-{month:02}")
            }
            _ => format!("Write it like {LIKE}"),
        };
        self.wrong(format_args!(
            "is not a day: there is no month {month}. {mend}."
        ))
    }

    pub(super) fn no_such_day(&self, parts: &Parts<'_>, last: Date) -> Fault {
        let name = name_of(parts.month);
        let (year, days) = (last.year(), last.day());
        let of_year = if parts.month == 2 {
            format!(" {year}")
        } else {
            String::new()
        };
        let like = match parts.form {
            Form::YearFirst => last.to_string(),
            Form::DayFirst(_) | Form::Words => last.strftime("%d/%m/%Y").to_string(),
        };
        self.wrong(format_args!(
            "is not a day: {name}{of_year} has {days} days. Write it like {like} or {days} {name} {year}."
        ))
    }

    pub(super) fn weekday_differs(&self, written: &str, date: Date) -> Fault {
        let is = date.strftime("%-d %B %Y is a %A");
        self.wrong(format_args!(
            "does not exist: {is}, not a {written}. Correct the day or the weekday, or leave the weekday out."
        ))
    }
}

/// What to say of a number that stands where a day should.
pub(crate) fn inner_number(shown: &str) -> String {
    format!(
        "{} looks like a spreadsheet's inner number for a day. Set the format of the cell to Date, \
         or write the day like {LIKE}.",
        quoted(shown)
    )
}

fn name_of(month: u8) -> &'static str {
    usize::from(month)
        .checked_sub(1)
        .and_then(|at| MONTHS.get(at))
        .unwrap_or(&"that month")
}
