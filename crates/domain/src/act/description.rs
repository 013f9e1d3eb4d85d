//! What people are told of a meeting before they decide to come: what it is for and what can still be changed by them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::commitment::Commitment;

/// How far people are taken in, as the area's documents tell it apart; DOMAIN.md sets other ladders beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// They are told.
    Inform,
    /// They are asked, and others decide.
    Consult,
    /// They work on it together with others, who decide.
    Participate,
    /// They decide together with others, from the outset.
    CoProduce,
}

impl Level {
    /// All of them, the least first.
    pub const ALL: [Self; 4] = [
        Self::Inform,
        Self::Consult,
        Self::Participate,
        Self::CoProduce,
    ];

    /// As forms and acts name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inform => "inform",
            Self::Consult => "consult",
            Self::Participate => "participate",
            Self::CoProduce => "co-produce",
        }
    }

    /// The one of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How somebody takes part in a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Means {
    /// In a room.
    Venue,
    /// By video.
    Online,
    /// By phone.
    Phone,
}

impl Means {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Venue, Self::Online, Self::Phone];

    /// As forms and acts name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Venue => "venue",
            Self::Online => "online",
            Self::Phone => "phone",
        }
    }

    /// The one of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|means| means.name() == name)
    }
}

/// One way to take part. How to join by video or phone is told only to those who come, so it is never here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Way {
    /// How.
    pub means: Means,
    /// The address of the room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Commitment>,
}

/// What people are told of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Description {
    /// How far they are taken in.
    pub level: Level,
    /// What it is for.
    pub purpose: Commitment,
    /// What can still be changed.
    pub open: Commitment,
    /// What is decided already.
    pub decided: Commitment,
    /// What becomes of what they say.
    pub used: Commitment,
    /// How they can take part.
    pub ways: Vec<Way>,
}
