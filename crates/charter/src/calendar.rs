//! Which days are working days, and which are school holidays.

mod bank_holidays;
mod faith;
mod official;
mod terms;

use std::fmt;

use jiff::civil::{Date, Weekday};

pub use faith::FaithDays;
pub use official::OfficialError;
pub use terms::SchoolTerms;

use crate::counting::days_between;

/// A place with bank holidays of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// England and Wales.
    EnglandAndWales,
    /// Scotland: the bank holidays of the Act, not the local holidays of its councils.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

impl Place {
    /// All places.
    pub const ALL: [Self; 3] = [Self::EnglandAndWales, Self::Scotland, Self::NorthernIreland];

    /// The name used in charter files, which is also the one in the official JSON file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EnglandAndWales => "england-and-wales",
            Self::Scotland => "scotland",
            Self::NorthernIreland => "northern-ireland",
        }
    }

    /// The place that has this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.name() == name)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EnglandAndWales => "England and Wales",
            Self::Scotland => "Scotland",
            Self::NorthernIreland => "Northern Ireland",
        })
    }
}

/// A bank holiday: the day on which it is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BankHoliday {
    /// The day on which it is kept, which is the substitute day where the law moves it.
    pub day: Date,
    /// What it is called.
    pub name: String,
}

/// The working days of a place: Mondays to Fridays without its bank holidays.
///
/// [`Calendar::by_rule`] needs no file and no network. Where the government has proclaimed a day
/// that this library does not know, give the official list to [`Calendar::with_official`].
///
/// ```
/// use alongside_charter::{Calendar, Place};
/// use jiff::civil::date;
///
/// let calendar = Calendar::by_rule(Place::EnglandAndWales);
/// assert_eq!(calendar.bank_holiday(date(2022, 9, 19)), Some("State funeral of Queen Elizabeth II"));
/// assert!(!calendar.is_working_day(date(2021, 5, 31)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    place: Place,
    /// In order of their days.
    holidays: Vec<BankHoliday>,
    /// The days of `holidays` that fall on Monday to Friday, in order, each once.
    on_weekdays: Vec<Date>,
}

impl Calendar {
    /// The bank holidays that follow from the Banking and Financial Dealings Act 1971, the other
    /// Acts that name a day, and the proclamations up to 2026, for the years 1978 to 2100.
    ///
    /// Right for 1995 to 2026; later years are right until a further proclamation changes them.
    pub fn by_rule(place: Place) -> Self {
        Self::from_list(place, bank_holidays::by_rule(place))
    }

    /// The same calendar with the years of an official list taken from that list.
    ///
    /// `text` is the government's `bank-holidays.json` or one of its `.ics` files. A year counts
    /// as listed where the list has a day in its January and one in its December; other years keep
    /// what they had, so that a list that stops half-way through a year takes nothing away, but
    /// days it adds to such a year are added.
    pub fn with_official(self, text: &str) -> Result<Self, OfficialError> {
        let listed = official::read(text, self.place)?;
        let whole_year = |year: i16| {
            let has_month = |month| {
                listed
                    .iter()
                    .any(|h| h.day.year() == year && h.day.month() == month)
            };
            has_month(1) && has_month(12)
        };
        let mut holidays: Vec<BankHoliday> = self
            .holidays
            .into_iter()
            .filter(|h| !whole_year(h.day.year()))
            .collect();
        let known: Vec<Date> = holidays.iter().map(|h| h.day).collect();
        holidays.extend(listed.into_iter().filter(|h| !known.contains(&h.day)));
        Ok(Self::from_list(self.place, holidays))
    }

    fn from_list(place: Place, mut holidays: Vec<BankHoliday>) -> Self {
        holidays.sort();
        let mut on_weekdays: Vec<Date> = holidays
            .iter()
            .map(|h| h.day)
            .filter(|day| !is_weekend(*day))
            .collect();
        on_weekdays.dedup();
        Self {
            place,
            holidays,
            on_weekdays,
        }
    }

    /// Whose bank holidays these are.
    pub const fn place(&self) -> Place {
        self.place
    }

    /// All bank holidays known, in order.
    pub fn bank_holidays(&self) -> &[BankHoliday] {
        &self.holidays
    }

    /// The name of the bank holiday kept on this day, if there is one.
    pub fn bank_holiday(&self, day: Date) -> Option<&str> {
        let at = self.holidays.partition_point(|h| h.day < day);
        self.holidays
            .get(at)
            .filter(|h| h.day == day)
            .map(|h| h.name.as_str())
    }

    /// Monday to Friday and not a bank holiday.
    pub fn is_working_day(&self, day: Date) -> bool {
        !is_weekend(day) && self.on_weekdays.binary_search(&day).is_err()
    }

    /// Working days before `day`, counted from a fixed Monday: only differences mean anything.
    pub(crate) fn working_days_before(&self, day: Date) -> i64 {
        const A_MONDAY: Date = Date::constant(1970, 1, 5);
        let days = days_between(A_MONDAY, day);
        let (weeks, rest) = (days.div_euclid(7), days.rem_euclid(7));
        let weekdays = weeks * 5 + rest.min(5);
        let holidays = self.on_weekdays.partition_point(|h| *h < day);
        weekdays - i64::try_from(holidays).unwrap_or(i64::MAX)
    }
}

pub(crate) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}
