//! Whether as many witnesses signed a checkpoint as somebody asks for.

use alongside_tlog::{Kind, Note, Unverified, VerifierKey};

use super::checks::Checks;
use super::verify::read_key;
use crate::failure::Failure;

/// The witnesses that whoever checks trusts, and how many of them have to have signed.
pub(super) struct Witnesses {
    keys: Vec<VerifierKey>,
    needed: usize,
}

impl Witnesses {
    /// All of these have to, unless it is said how many.
    pub(super) fn read(lines: &[String], needed: Option<usize>) -> Result<Self, Failure> {
        let keys: Vec<VerifierKey> = lines
            .iter()
            .map(|line| read_key(line, "--witness"))
            .collect::<Result<_, _>>()?;
        let needed = needed.unwrap_or(keys.len());
        Ok(Self { keys, needed })
    }

    /// Holds the signatures under a checkpoint against what is asked for. Where nothing is, nothing is said.
    pub(super) fn hold(&self, checkpoint: &[u8], checks: &mut Checks) {
        if self.keys.is_empty() && self.needed == 0 {
            return;
        }
        let note = match Note::parse(checkpoint) {
            Ok(note) => note,
            Err(why) => return checks.miss(format!("`checkpoint`: {why}")),
        };
        let held = match note.verify(&self.keys) {
            Ok(held) => held,
            Err(Unverified::Unknown) => Vec::new(),
            Err(why) => return checks.miss(format!("`checkpoint`: {why}")),
        };
        let names: Vec<&str> = held
            .iter()
            .filter(|held| held.key.kind() == Kind::Witness)
            .map(|held| held.key.name().as_str())
            .collect();
        let told = format!(
            "{} of the {} witnesses that you trust signed this checkpoint ({})",
            names.len(),
            self.keys.len(),
            if names.is_empty() {
                "none".to_owned()
            } else {
                names.join(", ")
            }
        );
        if names.len() >= self.needed {
            checks.hold(told);
        } else {
            checks.miss(format!("{told}, and {} are needed", self.needed));
        }
    }
}
