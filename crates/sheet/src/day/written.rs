//! The forms in which a day is written.

use alongside_charter::MONTHS;
use jiff::civil::{Date, Weekday};

use super::{Fault, Written, YEARS, clock, outside_years};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Monday),
    ("Tuesday", Weekday::Tuesday),
    ("Wednesday", Weekday::Wednesday),
    ("Thursday", Weekday::Thursday),
    ("Friday", Weekday::Friday),
    ("Saturday", Weekday::Saturday),
    ("Sunday", Weekday::Sunday),
];

/// The three parts of a day before anything is made of them.
pub(super) struct Parts<'t> {
    pub(super) year: &'t str,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) form: Form,
}

/// How the parts stand, so that the mended day can be shown in the same way.
#[derive(Clone, Copy)]
pub(super) enum Form {
    DayFirst(char),
    YearFirst,
    Words,
}

pub(super) fn read(text: &str) -> Result<Written, Fault> {
    let mut scan = Scan {
        whole: text.trim(),
        rest: text.trim(),
    };
    let weekday = scan.weekday();
    let parts = match scan.digits() {
        Some(first) => scan.after_number(first)?,
        None => scan.after_month()?,
    };
    let date = scan.day_of(&parts)?;
    if let Some((name, _)) = weekday.filter(|(_, weekday)| *weekday != date.weekday()) {
        return Err(scan.weekday_differs(name, date));
    }
    let (time, offset) = clock::read(scan.rest, scan.whole).map_err(Fault::Wrong)?;
    Ok(Written { date, time, offset })
}

/// What is left of a text while it is read from the front.
pub(super) struct Scan<'t> {
    pub(super) whole: &'t str,
    pub(super) rest: &'t str,
}

impl<'t> Scan<'t> {
    /// Takes what the test holds for, if anything.
    fn take(&mut self, test: impl Fn(char) -> bool) -> Option<&'t str> {
        let end = self.rest.find(|c| !test(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!taken.is_empty()).then_some(taken)
    }

    fn digits(&mut self) -> Option<&'t str> {
        self.take(|c| c.is_ascii_digit())
    }

    fn word(&mut self) -> Option<&'t str> {
        self.take(char::is_alphabetic)
    }

    /// Passes over what stands between the parts of a day in words.
    fn pass(&mut self) {
        self.rest = self
            .rest
            .trim_start_matches(|c: char| c.is_whitespace() || ",.-/'’".contains(c));
    }

    /// Takes `Wed`, `Weds.` or `Wednesday,` from the front.
    fn weekday(&mut self) -> Option<(&'static str, Weekday)> {
        let before = self.rest;
        let named = self.word().and_then(|word| {
            let full = if word.eq_ignore_ascii_case("weds") {
                "wednesday"
            } else {
                word
            };
            WEEKDAYS.into_iter().find(|(name, _)| shortens(full, name))
        });
        if named.is_some() {
            self.pass();
        } else {
            self.rest = before;
        }
        named
    }

    /// A day that begins with a number: its day, its year, or all of it.
    fn after_number(&mut self, first: &'t str) -> Result<Parts<'t>, Fault> {
        let separator = self.rest.chars().next().filter(|c| "-/.".contains(*c));
        match separator {
            Some(separator) => self.with_separators(first, separator),
            None if self.rest.is_empty() => self.bare_number(first),
            None => {
                self.pass_ordinal();
                self.pass();
                self.day_then_month(first)
            }
        }
    }

    /// `2021-06-09`, `09/06/2021`, `9-Jun-2021`.
    fn with_separators(&mut self, first: &'t str, separator: char) -> Result<Parts<'t>, Fault> {
        self.rest = &self.rest[separator.len_utf8()..];
        let Some(second) = self.digits() else {
            return self.day_then_month(first);
        };
        let Some(after) = self.rest.strip_prefix(separator) else {
            return Err(self.two_numbers(first, second, separator));
        };
        self.rest = after;
        let third = self.digits().ok_or(Fault::NotADay)?;
        let (day, year, form) = if first.len() == 4 {
            (third, first, Form::YearFirst)
        } else {
            (first, third, Form::DayFirst(separator))
        };
        Ok(Parts {
            year,
            month: small(second)?,
            day: small(day)?,
            form,
        })
    }

    /// Two numbers of which no day can be made: `9/6`, `06/2021`, `2021-06`.
    fn two_numbers(&self, first: &str, second: &str, separator: char) -> Fault {
        if !self.rest.is_empty() && !self.rest.starts_with(' ') {
            return Fault::NotADay;
        }
        match (first.len(), second.len()) {
            (5, _) if separator == '.' => self.inner_number(),
            (4, 1..=2) | (1..=2, 4) => self.no_day("month"),
            (1..=2, 1..=2) if separator != '.' => self.no_year(),
            _ => Fault::NotADay,
        }
    }

    /// `20210609`, or a number that a spreadsheet shows in place of a day. Eight digits with a
    /// year in front are never a day with its year behind: the month would be 19 or more.
    fn bare_number(&self, digits: &'t str) -> Result<Parts<'t>, Fault> {
        match digits.len() {
            8 => Ok(Parts {
                year: &digits[..4],
                month: small(&digits[4..6])?,
                day: small(&digits[6..])?,
                form: Form::YearFirst,
            }),
            5 => Err(self.inner_number()),
            4 if digits.parse().is_ok_and(|year| YEARS.contains(&year)) => Err(self.no_day("year")),
            _ => Err(Fault::NotADay),
        }
    }

    /// The rest of `9 June 2021`.
    fn day_then_month(&mut self, day: &'t str) -> Result<Parts<'t>, Fault> {
        let mut word = self.word().ok_or(Fault::NotADay)?;
        if word.eq_ignore_ascii_case("of") {
            self.pass();
            word = self.word().ok_or(Fault::NotADay)?;
        }
        self.pass();
        let Some(month) = month(word) else {
            return Err(self.no_month(word));
        };
        let day = small(day)?;
        let year = self.year()?;
        Ok(Parts {
            year,
            month,
            day,
            form: Form::Words,
        })
    }

    /// `June 9, 2021`, which can be read in one way only.
    fn after_month(&mut self) -> Result<Parts<'t>, Fault> {
        let word = self.word().ok_or(Fault::NotADay)?;
        self.pass();
        let number = self.digits();
        let month = month(word);
        match (month, number) {
            (Some(_), None) if self.rest.is_empty() => Err(self.no_day("month")),
            (Some(_), Some(year)) if year.len() == 4 => Err(self.no_day("month")),
            (Some(month), Some(day)) => {
                self.pass_ordinal();
                self.pass();
                let year = self.year()?;
                Ok(Parts {
                    year,
                    month,
                    day: small(day)?,
                    form: Form::Words,
                })
            }
            (None, Some(day)) if day.len() <= 2 => {
                self.pass();
                Err(self.no_month(word))
            }
            _ => Err(Fault::NotADay),
        }
    }

    /// Takes a year, and not the hour of a time that stands where the year should.
    fn year(&mut self) -> Result<&'t str, Fault> {
        let before = self.rest;
        match self.digits() {
            Some(year) if year.len() == 4 => Ok(year),
            Some(year)
                if year.len() == 2 && (self.rest.is_empty() || self.rest.starts_with(' ')) =>
            {
                Ok(year)
            }
            _ => {
                self.rest = before;
                Err(self.no_year())
            }
        }
    }

    fn pass_ordinal(&mut self) {
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|ordinal| {
            let (front, rest) = self.rest.split_at_checked(ordinal.len())?;
            let ends = !rest.starts_with(char::is_alphabetic);
            (front.eq_ignore_ascii_case(ordinal) && ends).then_some(rest)
        });
        self.rest = ordinal.unwrap_or(self.rest);
    }

    fn day_of(&self, parts: &Parts<'_>) -> Result<Date, Fault> {
        if parts.year.len() == 2 {
            return Err(self.short_year(parts));
        }
        let year: i16 = parts.year.parse().map_err(|_| Fault::NotADay)?;
        if !YEARS.contains(&year) {
            return Err(Fault::Wrong(outside_years(self.whole)));
        }
        let first = i8::try_from(parts.month)
            .ok()
            .and_then(|month| Date::new(year, month, 1).ok());
        let Some(first) = first else {
            return Err(self.no_such_month(parts, year));
        };
        i8::try_from(parts.day)
            .ok()
            .and_then(|day| Date::new(year, first.month(), day).ok())
            .ok_or_else(|| self.no_such_day(parts, first.last_of_month()))
    }
}

/// A day or month of one or two digits.
fn small(digits: &str) -> Result<u8, Fault> {
    if digits.len() > 2 {
        Err(Fault::NotADay)
    } else {
        digits.parse().map_err(|_| Fault::NotADay)
    }
}

/// Whether a word is a name or its first letters, three at least.
fn shortens(word: &str, name: &str) -> bool {
    word.len() >= 3
        && name
            .get(..word.len())
            .is_some_and(|front| front.eq_ignore_ascii_case(word))
}

fn month(word: &str) -> Option<u8> {
    let place = MONTHS.iter().position(|name| shortens(word, name))?;
    u8::try_from(place + 1).ok()
}
