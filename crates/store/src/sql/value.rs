//! What goes into a statement and comes out of a row: five kinds that both databases keep alike.

use std::borrow::Cow;

use alongside_domain::{Id, Instant};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use super::error::Error;

/// A value on its way in or out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value<'v> {
    Null,
    Bool(bool),
    Whole(i64),
    Text(Cow<'v, str>),
    Blob(Cow<'v, [u8]>),
}

/// What the program keeps as JSON, which SQL never looks into; [`super::Row::json`] reads it back.
pub(crate) fn json<T: Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::other("what is to be kept cannot be written"))
}

impl Value<'_> {
    /// The kind in a word, for messages: what a value holds is nobody's business in a log.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "a yes or no",
            Self::Whole(_) => "a whole number",
            Self::Text(_) => "text",
            Self::Blob(_) => "bytes",
        }
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Whole(value)
    }
}

impl From<u32> for Value<'_> {
    fn from(value: u32) -> Self {
        Self::Whole(value.into())
    }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(value: &'v str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl<'v> From<&'v [u8]> for Value<'v> {
    fn from(value: &'v [u8]) -> Self {
        Self::Blob(Cow::Borrowed(value))
    }
}

/// An instant is kept as whole microseconds since 1970 began in UTC; what is finer is cut off.
impl From<Timestamp> for Value<'_> {
    fn from(value: Timestamp) -> Self {
        Self::Whole(value.as_microsecond())
    }
}

/// An id is kept as its 36 characters in lower case, which sort as the id does.
impl From<Uuid> for Value<'_> {
    fn from(value: Uuid) -> Self {
        Self::Text(Cow::Owned(value.hyphenated().to_string()))
    }
}

impl From<Instant> for Value<'_> {
    fn from(value: Instant) -> Self {
        Self::Whole(value.micros())
    }
}

impl<T> From<Id<T>> for Value<'_> {
    fn from(value: Id<T>) -> Self {
        Self::Text(Cow::Owned(value.to_string()))
    }
}

impl From<String> for Value<'_> {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}

impl<'v, T: Into<Value<'v>>> From<Option<T>> for Value<'v> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// What a column can be read as.
pub(crate) trait FromValue: Sized {
    /// What was hoped for, for messages.
    const WANTED: &'static str;

    /// Nothing if the value is of another kind.
    fn from_value(value: &Value<'_>) -> Option<Self>;
}

impl FromValue for bool {
    const WANTED: &'static str = "a yes or no";

    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Bool(value) => Some(*value),
            // fork: a yes or no is read from 0 or 1 where there is no type for it
            Value::Whole(0) => Some(false),
            Value::Whole(1) => Some(true),
            _ => None,
        }
    }
}

impl FromValue for i64 {
    const WANTED: &'static str = "a whole number";

    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Whole(value) => Some(*value),
            _ => None,
        }
    }
}

impl FromValue for u32 {
    const WANTED: &'static str = "a whole number from 0 to 4294967295";

    fn from_value(value: &Value<'_>) -> Option<Self> {
        i64::from_value(value).and_then(|value| value.try_into().ok())
    }
}

impl FromValue for String {
    const WANTED: &'static str = "text";

    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Text(value) => Some(value.to_string()),
            _ => None,
        }
    }
}

impl FromValue for Vec<u8> {
    const WANTED: &'static str = "bytes";

    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Blob(value) => Some(value.to_vec()),
            _ => None,
        }
    }
}

impl FromValue for Timestamp {
    const WANTED: &'static str = "an instant in microseconds";

    fn from_value(value: &Value<'_>) -> Option<Self> {
        i64::from_value(value).and_then(|value| Timestamp::from_microsecond(value).ok())
    }
}

impl FromValue for Instant {
    const WANTED: &'static str = "an instant in microseconds";

    fn from_value(value: &Value<'_>) -> Option<Self> {
        i64::from_value(value).and_then(Self::from_micros)
    }
}

impl<T> FromValue for Id<T> {
    const WANTED: &'static str = "an id";

    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Text(value) => value.parse().ok(),
            _ => None,
        }
    }
}

impl FromValue for Uuid {
    const WANTED: &'static str = "an id";

    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Text(value) => Uuid::try_parse(value).ok(),
            _ => None,
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const WANTED: &'static str = T::WANTED;

    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}
