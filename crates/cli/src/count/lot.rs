//! Lots that follow from an announced number, so that everybody can repeat them.

use std::fmt;

use alongside_ballot::{LotNeeded, Rules};
use alongside_lottery::public_draw::Seed;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// The SHA-256 hash of the file of ballots, byte for byte.
pub(super) struct Hash([u8; 32]);

impl Hash {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// On which of those who tie the lot falls. What it is drawn from is the hash of the ballots, the
    /// rules and the stage, hashed together: nobody can have chosen them to suit the number. It is drawn as a panel
    /// is ([`alongside_lottery::public_draw`]).
    pub(super) fn lot(&self, seed: &Seed, rules: Rules, needed: &LotNeeded) -> usize {
        if needed.among.is_empty() {
            return 0;
        }
        let stage = needed.stage as u64;
        let from = Sha256::new()
            .chain_update(self.0)
            .chain_update(rules.name())
            .chain_update(stage.to_be_bytes())
            .finalize();
        let picked = seed.pick(&from.into(), needed.among.len() as u64);
        usize::try_from(picked).unwrap_or_default()
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lot_depends_on_the_ballots_the_rules_and_the_stage() {
        let seed = Seed::of_number("4 8 15 16 23 42").unwrap();
        let needed = |stage| LotNeeded {
            stage,
            about: alongside_ballot::About::Exclusion,
            among: (0..1_000).collect(),
            names: Vec::new(),
        };
        let lot = |bytes: &[u8], rules, stage| Hash::of(bytes).lot(&seed, rules, &needed(stage));
        let first = lot(b"a", Rules::Scottish, 1);
        assert_eq!(first, lot(b"a", Rules::Scottish, 1));
        assert_ne!(first, lot(b"b", Rules::Scottish, 1));
        assert_ne!(first, lot(b"a", Rules::Meek, 1));
        assert_ne!(first, lot(b"a", Rules::Scottish, 2));
    }
}
