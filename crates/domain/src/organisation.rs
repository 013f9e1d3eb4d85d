//! Organisations: each answers for the data it holds.

mod forum;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::area::AreaSlug;
use crate::id::Id;

pub use forum::{ForumStage, StageRefusal};

/// What an organisation's id is the id of; a name only.
#[derive(Debug)]
pub enum Organisation {}

/// The id of an organisation. It is public.
pub type OrganisationId = Id<Organisation>;

/// What kind of organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrganisationKind {
    /// A local authority.
    Council,
    /// A parent carer forum.
    Forum,
    /// A trust, an integrated care board or another part of the NHS.
    NhsBody,
    /// A group in which families support each other.
    SupportGroup,
    /// A school, nursery or college.
    School,
    /// A charity or company that holds the money and the staff of a forum.
    Host,
}

impl OrganisationKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Council,
        Self::Forum,
        Self::NhsBody,
        Self::SupportGroup,
        Self::School,
        Self::Host,
    ];

    /// The kind in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Council => "council",
            Self::Forum => "parent carer forum",
            Self::NhsBody => "NHS body",
            Self::SupportGroup => "support group",
            Self::School => "school",
            Self::Host => "host organisation",
        }
    }

    /// Whether parent carers are its members. Who they are is for nobody outside it to see.
    pub const fn has_members(self) -> bool {
        matches!(self, Self::Forum | Self::SupportGroup)
    }

    /// Whether it is one of the services that families depend on.
    pub const fn is_service(self) -> bool {
        matches!(self, Self::Council | Self::NhsBody | Self::School)
    }
}

impl fmt::Display for OrganisationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// Whose data something is: one organisation, met in one area. An organisation of several areas
/// is one controller, and what it holds for each is told apart by the area.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Controller {
    /// The area it is held for.
    pub area: AreaSlug,
    /// The organisation that answers for it.
    pub organisation: OrganisationId,
    /// What kind of organisation that is.
    pub kind: OrganisationKind,
}
