//! Lots that follow from an announced number, so that everybody can repeat them.

use std::fmt;

use alongside_ballot::{LotNeeded, Rules};
use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The SHA-256 hash of the file of ballots, byte for byte.
pub(super) struct Hash([u8; 32]);

impl Hash {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

/// Bytes that follow from an announced number.
pub(super) struct Seed([u8; 32]);

/// What is mixed in, so that no other use of the same number gives the same choice.
const LABEL: &[u8] = b"draw-v1";

impl Seed {
    /// The digits of the number, with whatever parts them as one space, hashed with SHA-256. Zeros in
    /// front count. `None` where there is no digit, or anything else.
    pub(super) fn of_number(announced: &str) -> Option<Self> {
        let parts = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '.');
        if !announced.chars().all(|c| c.is_ascii_digit() || parts(c)) {
            return None;
        }
        let digits: Vec<&str> = announced
            .split(parts)
            .filter(|part| !part.is_empty())
            .collect();
        (!digits.is_empty()).then(|| Self(Sha256::digest(digits.join(" ")).into()))
    }

    /// On which of those who tie the lot falls. What it is drawn from is the hash of the ballots, the
    /// rules and the stage, hashed together: nobody can have chosen them to suit the number.
    pub(super) fn lot(&self, ballots: &Hash, rules: Rules, needed: &LotNeeded) -> usize {
        let stage = needed.stage as u64;
        let from = Sha256::new()
            .chain_update(ballots.0)
            .chain_update(rules.name())
            .chain_update(stage.to_be_bytes())
            .finalize();
        let picked = self.pick(&from.into(), needed.among.len() as u64);
        usize::try_from(picked).unwrap_or_default()
    }

    /// A number from 0 to `n` − 1, each as likely as any other: the first 8 bytes of HMAC-SHA256 with
    /// the seed as key, over a label, what is drawn from, and a counter from 0 that goes up where they
    /// are beyond the last whole multiple of `n`.
    fn pick(&self, from: &[u8; 32], n: u64) -> u64 {
        let n = n.max(1);
        let fair = u64::MAX - (u64::MAX % n + 1) % n;
        let numbers = (0_u64..).map(|counter| self.number(from, counter));
        numbers
            .into_iter()
            .find(|number| *number <= fair)
            .unwrap_or_default()
            % n
    }

    fn number(&self, from: &[u8; 32], counter: u64) -> u64 {
        // RFC 2104 pads a key with zeros to the 64 bytes of a block.
        let mut key = [0; 64];
        key[..32].copy_from_slice(&self.0);
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&key.into());
        mac.update(LABEL);
        mac.update(from);
        mac.update(&counter.to_be_bytes());
        let bytes = mac.finalize().into_bytes();
        bytes
            .iter()
            .take(8)
            .fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_what_was_announced_however_it_is_parted() {
        let bytes = |text: &str| Seed::of_number(text).map(|seed| seed.0);
        assert_eq!(bytes("07, 13, 22"), bytes(" 07-13-22 "));
        assert_ne!(bytes("7 13 22"), bytes("07 13 22"));
        assert!(bytes("seven").is_none() && bytes(" ").is_none());
    }

    /// Worked out with the rule written anew in another language; the same as those of the draw.
    #[test]
    fn a_pick_is_fixed_for_good() {
        let seed = Seed::of_number("1 2 3").unwrap();
        let picks = [1, 2, 10, 1_000, u64::MAX].map(|n| seed.pick(&[0; 32], n));
        assert_eq!(picks, [0, 0, 0, 420, 2_011_850_366_853_240_420]);
    }

    #[test]
    fn the_lot_depends_on_the_ballots_the_rules_and_the_stage() {
        let seed = Seed::of_number("4 8 15 16 23 42").unwrap();
        let needed = |stage| LotNeeded {
            stage,
            about: alongside_ballot::About::Exclusion,
            among: (0..1_000).collect(),
            names: Vec::new(),
        };
        let lot = |bytes: &[u8], rules, stage| seed.lot(&Hash::of(bytes), rules, &needed(stage));
        let first = lot(b"a", Rules::Scottish, 1);
        assert_eq!(first, lot(b"a", Rules::Scottish, 1));
        assert_ne!(first, lot(b"b", Rules::Scottish, 1));
        assert_ne!(first, lot(b"a", Rules::Meek, 1));
        assert_ne!(first, lot(b"a", Rules::Scottish, 2));
    }
}
