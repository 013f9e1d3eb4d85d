//! The facts this library knows the meaning of. A charter may name others; they are dates,
//! numbers or yes-and-no like these, and are put in words by their names.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Date, time and place were made known.
pub const ANNOUNCED: &str = "announced";
/// The date was made known without time and place: this is not an announcement.
pub const SAVE_THE_DATE: &str = "save-the-date";
/// It starts.
pub const STARTS: &str = "starts";
/// It ends.
pub const ENDS: &str = "ends";
/// A consultation opened.
pub const OPENED: &str = "opened";
/// A consultation closed or closes.
pub const CLOSED: &str = "closed";
/// What was said was answered.
pub const RESPONDED: &str = "responded";
/// The agenda was opened for items.
pub const AGENDA: &str = "agenda";
/// Papers were shared.
pub const PAPERS: &str = "papers";
/// Minutes or notes were published.
pub const MINUTES: &str = "minutes";
/// A claim was sent in.
pub const SUBMITTED: &str = "submitted";
/// It was paid.
pub const PAID: &str = "paid";
/// It was called off, on this day.
pub const CANCELLED: &str = "cancelled";
/// A new date was made known, on this day; `starts` holds the new date.
pub const RESCHEDULED: &str = "rescheduled";
/// By when a promise is to be kept.
pub const DUE: &str = "due";
/// An interpreter is booked.
pub const INTERPRETER: &str = "interpreter";
/// It is in the evening. Where the time it starts is known, that time decides.
pub const EVENING: &str = "evening";
/// How many ways there are to take part or to answer.
pub const WAYS: &str = "ways";

/// Every fact named here.
pub(crate) const KNOWN: [&str; 18] = [
    ANNOUNCED,
    SAVE_THE_DATE,
    STARTS,
    ENDS,
    OPENED,
    CLOSED,
    RESPONDED,
    AGENDA,
    PAPERS,
    MINUTES,
    SUBMITTED,
    PAID,
    CANCELLED,
    RESCHEDULED,
    DUE,
    INTERPRETER,
    EVENING,
    WAYS,
];

/// Facts that say when something is to be; they are known before their day comes.
pub(crate) const PLANNED: [&str; 5] = [STARTS, ENDS, OPENED, CLOSED, DUE];

/// A day, or an instant where the hour is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Some time on this civil day.
    Day(Date),
    /// At this instant.
    At(Timestamp),
}

impl When {
    /// The civil day in a place's time zone.
    pub fn day(self, zone: &TimeZone) -> Date {
        match self {
            Self::Day(day) => day,
            Self::At(instant) => zone.to_datetime(instant).date(),
        }
    }

    /// Whether it has come by `as_of`. A day given as the time of asking is taken to its end.
    pub(crate) fn has_come(self, as_of: Self, zone: &TimeZone) -> bool {
        match (self, as_of) {
            (Self::At(instant), Self::At(as_of)) => instant <= as_of,
            _ => self.day(zone) <= as_of.day(zone),
        }
    }

    /// Whether it was certainly before another: by the instant where both are known, else by the day.
    pub(crate) fn is_before(self, other: Self, zone: &TimeZone) -> bool {
        match (self, other) {
            (Self::At(this), Self::At(other)) => this < other,
            _ => self.day(zone) < other.day(zone),
        }
    }

    /// The first and the last instant it may have been.
    pub(crate) fn instants(self, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
        match self {
            Self::At(instant) => Some((instant, instant)),
            Self::Day(day) => {
                let start = |day: Date| Some(day.to_zoned(zone.clone()).ok()?.timestamp());
                Some((start(day)?, start(day.tomorrow().ok()?)?))
            }
        }
    }
}

impl From<Date> for When {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Timestamp> for When {
    fn from(instant: Timestamp) -> Self {
        Self::At(instant)
    }
}

/// A recorded fact: somebody saw it happen, or the thing itself says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// It happened on this day; the hour is not known.
    Day(Date),
    /// It happened at this instant.
    At(Timestamp),
    /// So many.
    Number(i64),
    /// Yes or no.
    Flag(bool),
}

impl Fact {
    /// When it happened, of a fact that has a date.
    pub const fn when(self) -> Option<When> {
        match self {
            Self::Day(day) => Some(When::Day(day)),
            Self::At(instant) => Some(When::At(instant)),
            Self::Number(_) | Self::Flag(_) => None,
        }
    }

    /// The civil day in a place's time zone, of a fact that has a date.
    pub fn day(self, zone: &TimeZone) -> Option<Date> {
        self.when().map(|when| when.day(zone))
    }

    /// Whether the fact says yes: a date does, a number above zero does.
    pub const fn holds(self) -> bool {
        match self {
            Self::Day(_) | Self::At(_) => true,
            Self::Number(n) => n > 0,
            Self::Flag(yes) => yes,
        }
    }
}

impl From<Date> for Fact {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Timestamp> for Fact {
    fn from(instant: Timestamp) -> Self {
        Self::At(instant)
    }
}

impl From<i64> for Fact {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Fact {
    fn from(yes: bool) -> Self {
        Self::Flag(yes)
    }
}
