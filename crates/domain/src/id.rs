//! Ids: a UUID of version 7 that knows what it is the id of.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid, Variant};

use crate::instant::Instant;

/// The id of a `T`: a UUID of version 7 (RFC 9562), as text in lower case with hyphens.
///
/// The id of one thing cannot be given where that of another is asked for:
///
/// ```compile_fail
/// use alongside_domain::{Instant, OrganisationId, PersonId};
/// let person = PersonId::new(Instant::EPOCH, [0; 10]);
/// let organisation: OrganisationId = person;
/// ```
///
/// An id tells when it was made, to the millisecond, so what is public should not carry the id of
/// a person.
#[derive(Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id<T> {
    uuid: Uuid,
    of: PhantomData<fn() -> T>,
}

/// A text that is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id: an id is a UUID of version 7 in lower case with hyphens")]
pub struct NotAnId;

impl<T> Id<T> {
    /// An id made at an instant from 80 random bits, of which 74 are used.
    pub fn new(at: Instant, bits: [u8; 10]) -> Self {
        let millis = u64::try_from(at.micros() / 1000).unwrap_or_default();
        Self::of(Builder::from_unix_timestamp_millis(millis, &bits).into_uuid())
    }

    /// The same without what it is the id of.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }

    const fn of(uuid: Uuid) -> Self {
        Self {
            uuid,
            of: PhantomData,
        }
    }
}

impl<T> FromStr for Id<T> {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let uuid = Uuid::try_parse(text).map_err(|_| NotAnId)?;
        let is_ours = uuid.get_version_num() == 7 && uuid.get_variant() == Variant::RFC4122;
        let id = Self::of(uuid);
        // Capitals, braces and the form without hyphens are read by the parser and are not ours.
        (is_ours && id.to_string() == text)
            .then_some(id)
            .ok_or(NotAnId)
    }
}

impl<T> TryFrom<String> for Id<T> {
    type Error = NotAnId;

    fn try_from(text: String) -> Result<Self, NotAnId> {
        text.parse()
    }
}

impl<T> From<Id<T>> for String {
    fn from(id: Id<T>) -> Self {
        id.to_string()
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid.hyphenated(), f)
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

// By hand, as a derive would ask the same of `T`, which is only a name here.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Thing;

    #[test]
    fn an_id_reads_back_from_its_text() {
        let id = Id::<Thing>::new(Instant::EPOCH, [0xff; 10]);
        assert_eq!(id.to_string(), "00000000-0000-7fff-bfff-ffffffffffff");
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn ids_sort_by_when_they_were_made() {
        let at = |micros| Id::<Thing>::new(Instant::from_micros(micros).unwrap(), [7; 10]);
        assert!(at(1_000) < at(2_000));
    }

    #[test]
    fn only_the_one_text_of_a_version_7_uuid_is_an_id() {
        for text in [
            "",
            "1",
            "00000000-0000-7FFF-BFFF-FFFFFFFFFFFF",
            "0000000000007fffbfffffffffffffff",
            "{00000000-0000-7fff-bfff-ffffffffffff}",
            "00000000-0000-4fff-bfff-ffffffffffff",
            "00000000-0000-7fff-ffff-ffffffffffff",
            " 00000000-0000-7fff-bfff-ffffffffffff",
        ] {
            assert_eq!(text.parse::<Id<Thing>>(), Err(NotAnId), "{text}");
        }
    }
}
