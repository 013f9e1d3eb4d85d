//! A log that changes its key says so in an entry of its own, which the old key and the new one sign.

use std::str::FromStr;

use crate::key::{NotAKey, SigningKey, VerifierKey};
use crate::note::{NotANote, Note, Unverified};
use crate::tile::decimal;

/// The first line of such an entry. No act and no checkpoint begins so: an act begins with `{`, and what would be the
/// second line of a checkpoint is not a number.
const HEADER: &str = "tlog-key-handover/v1";

/// From its place on, a log is signed with another key.
///
/// It is a signed note whose text is five lines: `tlog-key-handover/v1`, the name of the log, the place of this very
/// entry, the old key and the new one. Whoever knows the first key of a log and reads it from the beginning knows which
/// key counts at its end; and nobody can hand over a log with the old key alone to a key that is not theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The name of the log.
    pub origin: String,
    /// The place of the entry, counted from 0.
    pub place: u64,
    /// The key up to here.
    pub from: VerifierKey,
    /// The key from here on.
    pub to: VerifierKey,
}

/// Why an entry hands nothing over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotHandedOver {
    /// It is not a signed note.
    #[error("this is not a signed note: {0}")]
    Note(#[from] NotANote),
    /// Its text is not the five lines.
    #[error(
        "a hand-over is five lines: what it is, the log, its place, the old key and the new one"
    )]
    Lines,
    /// One of the keys cannot be read.
    #[error("a key in it cannot be read: {0}")]
    Key(#[from] NotAKey),
    /// It is of another log or another place, or from a key that was not in force.
    #[error("it was made for another log, another place or another key")]
    Elsewhere,
    /// It is not signed by both keys.
    #[error("both keys have to sign it: {0}")]
    Unverified(#[from] Unverified),
    /// Only one of the two signed it.
    #[error("both keys have to sign it, and only one did")]
    OneSided,
}

impl Handover {
    /// Whether an entry is meant to be one.
    pub fn is_meant(entry: &[u8]) -> bool {
        let rest = entry.strip_prefix(HEADER.as_bytes());
        rest.is_some_and(|rest| rest.starts_with(b"\n"))
    }

    /// The entry, signed with both keys; the names of log and place are in it.
    pub fn entry(
        origin: &str,
        place: u64,
        from: &SigningKey,
        to: &SigningKey,
    ) -> Result<Vec<u8>, NotANote> {
        let (old, new) = (from.verifier(), to.verifier());
        let mut note = Note::new(format!("{HEADER}\n{origin}\n{place}\n{old}\n{new}\n"))?;
        note.sign(from);
        note.sign(to);
        Ok(note.to_string().into_bytes())
    }

    /// Reads an entry that stands at this place of a log signed with this key, and believes it only if both signed.
    pub fn open(
        entry: &[u8],
        origin: &str,
        place: u64,
        key: &VerifierKey,
    ) -> Result<Self, NotHandedOver> {
        let note = Note::parse(entry)?;
        let handover: Self = note.text().parse()?;
        if handover.origin != origin || handover.place != place || handover.from != *key {
            return Err(NotHandedOver::Elsewhere);
        }
        let keys = [handover.from.clone(), handover.to.clone()];
        if note.verify(&keys)?.len() == keys.len() {
            Ok(handover)
        } else {
            Err(NotHandedOver::OneSided)
        }
    }
}

impl FromStr for Handover {
    type Err = NotHandedOver;

    fn from_str(text: &str) -> Result<Self, NotHandedOver> {
        let lines: Vec<&str> = text.split('\n').collect();
        let [HEADER, origin, place, from, to, ""] = lines.as_slice() else {
            return Err(NotHandedOver::Lines);
        };
        Ok(Self {
            origin: (*origin).to_owned(),
            place: decimal(place).ok_or(NotHandedOver::Lines)?,
            from: from.parse()?,
            to: to.parse()?,
        })
    }
}
