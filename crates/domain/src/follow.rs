//! Following: being told by mail or text message, with or without an account.

use std::fmt;
use std::str::FromStr;

use crate::act::SubjectId;
use crate::email::{Email, NotAnEmail};
use crate::id::Id;
use crate::instant::Instant;
use crate::mobile::{Mobile, NotAMobile};

/// A name only: somebody who is told of an area.
#[derive(Debug)]
pub enum Follower {}

/// The id of a follower.
pub type FollowerId = Id<Follower>;

/// A name only: something that there is to tell.
#[derive(Debug)]
pub enum Item {}

/// The id of something that there is to tell.
pub type NewsId = Id<Item>;

/// Where somebody is told. Not printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// By mail.
    Mail(Email),
    /// By text message.
    Text(Mobile),
}

/// A text that is neither a mail address nor the number of a mobile phone. It does not repeat the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotARecipient {
    /// It has an `@`.
    #[error(transparent)]
    Email(#[from] NotAnEmail),
    /// It has none.
    #[error(transparent)]
    Mobile(#[from] NotAMobile),
}

impl Recipient {
    /// The address or number, to send to or to show to whom it belongs.
    pub fn reveal(&self) -> &str {
        match self {
            Self::Mail(email) => email.reveal(),
            Self::Text(mobile) => mobile.reveal(),
        }
    }

    /// What two spellings of it have in common; not printed either.
    ///
    /// ```
    /// use alongside_domain::follow::Recipient;
    /// let key = |text: &str| text.parse::<Recipient>().map(|to| to.key());
    /// assert_eq!(key("Sam@Example.org"), key("sam@example.org"));
    /// assert_eq!(key("07700 900123"), key("+44 (0)7700 900123"));
    /// assert!(key("somebody").is_err());
    /// ```
    pub fn key(&self) -> String {
        match self {
            Self::Mail(email) => email.key().reveal().to_owned(),
            Self::Text(mobile) => mobile.reveal().to_owned(),
        }
    }
}

impl FromStr for Recipient {
    type Err = NotARecipient;

    fn from_str(text: &str) -> Result<Self, NotARecipient> {
        Ok(if text.contains('@') {
            Self::Mail(text.parse()?)
        } else {
            Self::Text(text.parse()?)
        })
    }
}

/// What somebody follows in an area.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Everything.
    Area,
    /// What a body does, by its name.
    Body(String),
    /// One meeting with its other times, by the one of which the others are part.
    Meeting(SubjectId),
}

/// A text that is no target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is nothing that can be followed")]
pub struct NotATarget;

impl Target {
    /// Its kind, and which of that kind.
    pub fn parts(&self) -> (&'static str, String) {
        match self {
            Self::Area => ("area", String::new()),
            Self::Body(name) => ("body", name.clone()),
            Self::Meeting(id) => ("meeting", id.to_string()),
        }
    }

    /// The target of a kind, and which of that kind.
    ///
    /// ```
    /// use alongside_domain::follow::Target;
    /// let body = Target::Body("SEND board".to_owned());
    /// let (kind, what) = body.parts();
    /// assert_eq!(Target::from_parts(kind, &what), Ok(body));
    /// assert!(Target::from_parts("meeting", "m1").is_err());
    /// ```
    pub fn from_parts(kind: &str, what: &str) -> Result<Self, NotATarget> {
        match (kind, what) {
            ("area", "") => Ok(Self::Area),
            ("body", name) if !name.is_empty() => Ok(Self::Body(name.to_owned())),
            ("meeting", id) => id.parse().map(Self::Meeting).map_err(|_| NotATarget),
            _ => Err(NotATarget),
        }
    }
}

/// How often somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pace {
    /// Each time.
    Each,
    /// Once a week, where there was anything.
    Weekly,
}

impl Pace {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Each, Self::Weekly];

    /// As forms and the store say it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Each => "each",
            Self::Weekly => "weekly",
        }
    }
}

/// A text that is no pace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("choose how often")]
pub struct NotAPace;

impl FromStr for Pace {
    type Err = NotAPace;

    fn from_str(text: &str) -> Result<Self, NotAPace> {
        let mut all = Self::ALL.into_iter();
        all.find(|pace| pace.name() == text).ok_or(NotAPace)
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One thing that somebody follows, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// What.
    pub target: Target,
    /// How often they are told.
    pub pace: Pace,
    /// When it was asked for.
    pub asked: Instant,
    /// When whoever reads the mails or texts said so too.
    pub confirmed: Option<Instant>,
}

/// How long a wish to follow waits for whoever reads the mails or texts, in microseconds: a day.
pub const TO_CONFIRM: i64 = 24 * 3_600 * 1_000_000;

/// How long the link of a mail or text can be used, in microseconds: a year. Every later one has a link of its own.
pub const LINK_LIFE: i64 = 366 * 24 * 3_600 * 1_000_000;
