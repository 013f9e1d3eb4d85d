//! What can go wrong with a database, in four classes that callers tell apart.

use std::borrow::Cow;
use std::error::Error as StdError;

/// Why the database refused. The words are for a log, never for a page; the cause is kept below them.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct Error {
    class: Class,
    what: Cow<'static, str>,
    #[source]
    cause: Option<Cause>,
}

type Cause = Box<dyn StdError + Send + Sync>;

/// What a caller can do about an [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// There is one already.
    Unique,
    /// It points at something that is not there, or something still points at it.
    ForeignKey,
    /// Somebody else was at it, or the database could not be reached. The same may succeed a little later;
    /// `read` and `write` have already tried several times.
    Busy,
    /// A fault of ours, or of the machine.
    Other,
}

impl Error {
    /// What a caller can do about it.
    pub fn class(&self) -> Class {
        self.class
    }

    pub(super) fn new(
        class: Class,
        what: impl Into<Cow<'static, str>>,
        cause: impl Into<Cause>,
    ) -> Self {
        Self {
            class,
            what: what.into(),
            cause: Some(cause.into()),
        }
    }

    pub(super) fn without_cause(class: Class, what: impl Into<Cow<'static, str>>) -> Self {
        Self {
            class,
            what: what.into(),
            cause: None,
        }
    }

    pub(crate) fn other(what: impl Into<Cow<'static, str>>) -> Self {
        Self::without_cause(Class::Other, what)
    }
}
