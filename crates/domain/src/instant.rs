//! Instants: microseconds, as they are kept and as they are signed.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An instant in UTC, to the microsecond, from 1970 to the end of 9999.
///
/// In acts it is text of 27 characters (RFC 3339), so that a person can read it and text sorts as
/// time does:
///
/// ```
/// use alongside_domain::Instant;
/// let noon: Instant = "2026-03-02T12:00:00.000000Z".parse().unwrap();
/// assert_eq!(noon.micros(), 1_772_452_800_000_000);
/// assert!("2026-03-02T12:00:00Z".parse::<Instant>().is_err(), "one instant has one text");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Instant(i64);

/// A text that is not an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an instant: write it like 2026-03-02T12:00:00.000000Z")]
pub struct NotAnInstant;

/// The last microsecond that a calendar here can name: 9999-12-30, 22:00 UTC.
const LAST: i64 = 253_402_207_200_999_999;

impl Instant {
    /// 1 January 1970, 00:00 UTC.
    pub const EPOCH: Self = Self(0);

    /// From microseconds since [`Self::EPOCH`]; `None` outside the years 1970 to 9999.
    pub const fn from_micros(micros: i64) -> Option<Self> {
        if 0 <= micros && micros <= LAST {
            Some(Self(micros))
        } else {
            None
        }
    }

    /// Microseconds since [`Self::EPOCH`].
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The instant in the form the charter engine takes.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::MAX)
    }

    /// So many microseconds later, or as late as an instant can be.
    #[must_use]
    pub fn plus_micros(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros).clamp(0, LAST))
    }

    /// How many microseconds later this is than `earlier`; below zero where it is before it.
    pub const fn micros_since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }
}

impl TryFrom<Timestamp> for Instant {
    type Error = NotAnInstant;

    /// What is finer than a microsecond is cut off.
    fn try_from(timestamp: Timestamp) -> Result<Self, NotAnInstant> {
        Self::from_micros(timestamp.as_microsecond()).ok_or(NotAnInstant)
    }
}

impl FromStr for Instant {
    type Err = NotAnInstant;

    fn from_str(text: &str) -> Result<Self, NotAnInstant> {
        let timestamp: Timestamp = text.parse().map_err(|_| NotAnInstant)?;
        let instant = Self::try_from(timestamp)?;
        (instant.to_string() == text)
            .then_some(instant)
            .ok_or(NotAnInstant)
    }
}

impl TryFrom<String> for Instant {
    type Error = NotAnInstant;

    fn try_from(text: String) -> Result<Self, NotAnInstant> {
        text.parse()
    }
}

impl From<Instant> for String {
    fn from(instant: Instant) -> Self {
        instant.to_string()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6}", self.timestamp())
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_instant_read_back_and_none_lies_beyond() {
        for micros in [0, 1, 999_999, LAST] {
            let instant = Instant::from_micros(micros).unwrap();
            assert_eq!(instant.to_string().len(), 27);
            assert_eq!(instant.to_string().parse(), Ok(instant));
            assert_eq!(instant.timestamp().as_microsecond(), micros);
        }
        assert_eq!(Instant::from_micros(-1), None);
        assert_eq!(Instant::from_micros(LAST + 1), None);
        assert_eq!(Timestamp::MAX.as_microsecond(), LAST);
    }

    #[test]
    fn other_ways_to_write_the_same_instant_are_refused() {
        for text in [
            "2026-03-02T12:00:00.000000+00:00",
            "2026-03-02 12:00:00.000000Z",
            "2026-03-02T12:00:00.0000001Z",
            "2026-03-02t12:00:00.000000z",
            "1969-12-31T23:59:59.999999Z",
        ] {
            assert_eq!(text.parse::<Instant>(), Err(NotAnInstant), "{text}");
        }
    }
}
