//! How often a meeting of a series comes.

use jiff::Span;
use jiff::civil::Date;

/// How often a meeting of a series comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Every {
    /// Each week on the same weekday.
    Week,
    /// Each second week.
    TwoWeeks,
    /// Each fourth week.
    FourWeeks,
    /// Each month on the same weekday of the month, such as the first Monday; of a fifth one, on the last.
    Month,
    /// Once in each half of a school term, on the same weekday of the same week of it.
    HalfTerm,
}

impl Every {
    /// All of them, the most often first.
    pub const ALL: [Self; 5] = [
        Self::Week,
        Self::TwoWeeks,
        Self::FourWeeks,
        Self::Month,
        Self::HalfTerm,
    ];

    /// As forms name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::TwoWeeks => "two-weeks",
            Self::FourWeeks => "four-weeks",
            Self::Month => "month",
            Self::HalfTerm => "half-term",
        }
    }

    /// The one of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|every| every.name() == name)
    }

    /// The day of the meeting so many times after the first; none past the end of the calendar, and none of half
    /// terms, which differ from place to place.
    ///
    /// ```
    /// use alongside_domain::meeting::Every;
    /// use jiff::civil::date;
    ///
    /// assert_eq!(Every::TwoWeeks.after(date(2027, 1, 12), 2), Some(date(2027, 2, 9)));
    /// assert_eq!(Every::Month.after(date(2027, 1, 4), 1), Some(date(2027, 2, 1)), "the first Monday");
    /// assert_eq!(Every::Month.after(date(2027, 3, 31), 1), Some(date(2027, 4, 28)), "the last Wednesday");
    /// ```
    pub fn after(self, first: Date, times: u8) -> Option<Date> {
        let times = i64::from(times);
        let weeks = |each: i64| {
            let span = Span::new().try_weeks(each * times).ok()?;
            first.checked_add(span).ok()
        };
        match self {
            Self::Week => weeks(1),
            Self::TwoWeeks => weeks(2),
            Self::FourWeeks => weeks(4),
            Self::HalfTerm => None,
            Self::Month => {
                let nth = (first.day() - 1) / 7 + 1;
                let month = first.first_of_month();
                let month = month
                    .checked_add(Span::new().try_months(times).ok()?)
                    .ok()?;
                let nth = if nth > 4 { -1 } else { nth };
                month.nth_weekday_of_month(nth, first.weekday()).ok()
            }
        }
    }
}
