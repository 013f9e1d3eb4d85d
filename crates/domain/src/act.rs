//! Public acts: what an organisation did, at an instant, in an area.
//!
//! An act is what the record is made of. It is versioned JSON in one canonical form, so that
//! anyone can hash it, and it holds neither text nor people: a title or a reason is a
//! [`Commitment`], and the text travels beside it in a [`Disclosed`]. `docs/acts.md` in the
//! repository describes the JSON of each act.

mod commitment;
mod deed;
mod description;
mod disclosed;
mod import;
mod value;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::area::AreaSlug;
use crate::instant::Instant;
use crate::organisation::OrganisationId;

pub use commitment::{Commitment, Digest, NotHex, Opening, Salt};
pub use deed::{
    About, AnySubject, Deed, Import, Paper, PaperForm, Party, StrikeReason, SubjectId,
    WithdrawalReason,
};
pub use description::{Description, Level, Means, Way};
pub use disclosed::{Disclosed, NotDisclosed, Stray};
pub use import::{ImportRefusal, Told, import};
pub use value::{Claimed, Day, Key, Moment, SubjectKind, Unfit, Unit, Value, Whole};

/// The version of the form in which acts are written.
pub const VERSION: u32 = 1;

/// The longest act, in bytes: the record holds entries up to this length (C2SP tlog-tiles).
pub const LONGEST: usize = 65_535;

/// A public act.
///
/// ```
/// use alongside_domain::act::Act;
/// let json = br#"{"act":"consultation-closed","area":"rivermead","at":"2026-03-02T12:00:00.000000Z","body":{"subject":"019caf00-0000-7000-8000-000000000001"},"by":"019caf00-0000-7000-8000-000000000002","version":1}"#;
/// let act = Act::parse(json).unwrap();
/// assert_eq!(act.canonical(), json);
/// assert!(Act::parse(&[json.as_slice(), b" "].concat()).is_err(), "one act has one set of bytes");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// In which area.
    pub area: AreaSlug,
    /// When it was done.
    pub at: Instant,
    /// The organisation that did it; never a person.
    pub by: OrganisationId,
    /// What was done.
    pub deed: Deed,
}

/// An act as it is read.
#[derive(Deserialize)]
struct Written {
    area: AreaSlug,
    at: Instant,
    by: OrganisationId,
    #[serde(flatten)]
    deed: Deed,
}

/// The same, as it is written.
#[derive(Serialize)]
struct Writing<'a> {
    area: &'a AreaSlug,
    at: Instant,
    by: OrganisationId,
    version: u32,
    #[serde(flatten)]
    deed: &'a Deed,
}

/// Only as much as tells whether the rest can be read.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// Why bytes are not an act that can be read.
#[derive(Debug, thiserror::Error)]
pub enum NotAnAct {
    /// There are too many of them.
    #[error("an act has at most {LONGEST} bytes")]
    TooLong,
    /// They are no JSON object with a version.
    #[error("this is not an act: it has no version")]
    NoVersion(#[source] serde_json::Error),
    /// It was written by a later program.
    #[error(
        "this act is of version {0}, which a later program writes; this one reads version {VERSION}"
    )]
    Later(u32),
    /// A part is missing, is of the wrong kind, or does not belong.
    #[error("this act cannot be read")]
    Unread(#[source] serde_json::Error),
    /// The same act has other bytes.
    #[error(
        "this act is not in canonical form: its keys are out of order, or it has spaces or parts that do not belong"
    )]
    NotCanonical,
}

impl Act {
    /// Reads an act from its canonical bytes, and from no others.
    pub fn parse(bytes: &[u8]) -> Result<Self, NotAnAct> {
        if bytes.len() > LONGEST {
            return Err(NotAnAct::TooLong);
        }
        let Versioned { version } = serde_json::from_slice(bytes).map_err(NotAnAct::NoVersion)?;
        if version != VERSION {
            return Err(NotAnAct::Later(version));
        }
        let written: Written = serde_json::from_slice(bytes).map_err(NotAnAct::Unread)?;
        let act = Self {
            area: written.area,
            at: written.at,
            by: written.by,
            deed: written.deed,
        };
        if act.canonical() == bytes {
            Ok(act)
        } else {
            Err(NotAnAct::NotCanonical)
        }
    }

    /// The act in canonical form (RFC 8785): the bytes that are hashed, logged and signed.
    pub fn canonical(&self) -> Vec<u8> {
        let writing = Writing {
            area: &self.area,
            at: self.at,
            by: self.by,
            version: VERSION,
            deed: &self.deed,
        };
        // Writing fails for numbers without end and keys that are no text; an act can hold neither.
        serde_json_canonicalizer::to_vec(&writing).unwrap_or_default()
    }

    /// The SHA-256 of the canonical bytes.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.canonical())
    }

    /// Every text the act commits to.
    pub fn commitments(&self) -> BTreeSet<Commitment> {
        let mut found = BTreeSet::new();
        // All that begins like a commitment is one: no other field can.
        if let Ok(json) = serde_json::to_value(&self.deed) {
            collect(&json, &mut found);
        }
        // A withdrawal names a commitment of another act.
        if let Deed::TextWithdrawn { text, .. } = &self.deed {
            found.remove(text);
        }
        found
    }
}

fn collect(json: &serde_json::Value, found: &mut BTreeSet<Commitment>) {
    match json {
        serde_json::Value::String(text) => found.extend(text.parse::<Commitment>()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|item| collect(item, found)),
        _ => {}
    }
}

#[cfg(test)]
mod fields;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
