//! What a copy refuses, and what it keeps of it.

use std::fs;
use std::path::PathBuf;

use super::super::verify::describe;
use super::kept::Kept;
use crate::failure::Failure;
use crate::{Outcome, now, output};

/// The folder of what was refused, in that of the copy.
const EVIDENCE: &str = "evidence";
const OURS: &str = "checkpoint-kept";
const THEIRS: &str = "checkpoint-refused";

/// The first entry in which two records differ, counted from 0.
pub(super) struct Parting {
    pub(super) place: u64,
    pub(super) ours: Vec<u8>,
    pub(super) theirs: Vec<u8>,
}

/// Why a copy was left as it is.
pub(super) enum Refusal {
    /// There is nothing that could be signed.
    NoCheckpoint,
    /// It is not signed by whom it should be.
    Unsigned(String),
    /// What the site gives out is not what it signed.
    NotItself(String),
    /// The site signed an older state of the same record.
    Shorter { size: u64 },
    /// The site signed another record under the same name.
    Rewritten { size: u64, parts: Option<Parting> },
}

impl Refusal {
    /// Tells it, and keeps what proves it.
    pub(super) fn told(&self, kept: &Kept, theirs: &[u8]) -> Result<Outcome, Failure> {
        let mut says = format!("REFUSED: {}", self.says(kept.size()));
        if kept.checkpoint.is_some() {
            let place = self.keep(kept, theirs, &says)?;
            says += &format!(
                "\nThe copy was left as it is. What the site signed before and what it shows now are side by side in {}, with the time.",
                place.display()
            );
        }
        output::say(&says)?;
        Ok(Outcome::Found)
    }

    fn says(&self, size: u64) -> String {
        match self {
            Self::NoCheckpoint => {
                "the site gives out no signed checkpoint. Nothing was fetched.".to_owned()
            }
            Self::Unsigned(why) => format!(
                "what the site gives out as its checkpoint is not signed with the key of this record: {why}."
            ),
            Self::NotItself(why) => format!(
                "what the site gives out is not what it signed: {why}. It may be damaged, or was changed without the key. This alone does not show that the record was rewritten; try again, and tell whoever runs the site."
            ),
            Self::Shorter { size: shown } => format!(
                "the site shows the record with {shown} entries, and has signed it with {size}: the last {} are missing. Either the site was put back to an older copy of itself, or you were given an old answer. If it stays so, or goes on from there, the record is rewritten.",
                size - shown
            ),
            Self::Rewritten { size: shown, parts } => format!(
                "the record was rewritten. The site has signed a record of {size} entries, and now signs one of {shown} that does not begin with them.{}",
                parts.as_ref().map(Parting::says).unwrap_or_default()
            ),
        }
    }

    /// Keeps both checkpoints. What was refused before is kept once.
    fn keep(&self, kept: &Kept, theirs: &[u8], says: &str) -> Result<PathBuf, Failure> {
        let evidence = kept.folder.join(EVIDENCE);
        let before = fs::read_dir(&evidence).into_iter().flatten().flatten();
        let mut same = before.map(|entry| entry.path()).filter(|place| {
            let is =
                |file: &str, bytes: &[u8]| fs::read(place.join(file)).is_ok_and(|of| of == bytes);
            is(THEIRS, theirs) && is(OURS, kept.checkpoint.as_deref().unwrap_or_default())
        });
        if let Some(place) = same.next() {
            return Ok(place);
        }
        let at = now();
        let name = at.strftime("%Y-%m-%dT%H-%M-%SZ").to_string();
        let put = |file: &str, bytes: &[u8]| kept.put(&format!("{EVIDENCE}/{name}/{file}"), bytes);
        if let Self::Rewritten {
            parts: Some(parts), ..
        } = self
        {
            put(&format!("entry-{}-kept", parts.place), &parts.ours)?;
            put(&format!("entry-{}-refused", parts.place), &parts.theirs)?;
        }
        put("what-happened.txt", format!("{at}\n{says}\n").as_bytes())?;
        put(OURS, kept.checkpoint.as_deref().unwrap_or_default())?;
        put(THEIRS, theirs)?;
        Ok(evidence.join(name))
    }
}

impl Parting {
    fn says(&self) -> String {
        format!(
            " The first entry that differs is entry {}: it was {}, and is now {}.",
            self.place,
            describe(&self.ours),
            describe(&self.theirs)
        )
    }
}
