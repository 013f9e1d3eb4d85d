//! One of n from a public number, so that everybody can check that nobody chose.
//!
//! Three things are fixed and published first: what is drawn from (as a hash), by which number it will be drawn, and
//! when that number comes to be. Then the number decides, by a rule without any freedom. Lots that settle ties in an
//! election work the same way.
//!
//! - **A number that somebody announces**, such as the numbers of a national lottery: [`Seed::of_number`].
//! - **drand**, a public network that gives out a number every three seconds, signed so that nobody can have chosen it:
//!   [`drand::round_at`] says which one a time means, [`drand::seed`] checks its signature.
//! - **Ten-sided dice** on camera: [`dice`] reads them as the number of the panel itself.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// What the hash of what is drawn from is mixed with, so that no other use of the same number gives the same choice.
const LABEL: &[u8] = b"draw-v1";

/// Bytes that follow from a public number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Seed([u8; 32]);

impl Seed {
    /// A seed of 32 bytes that are public already.
    pub const fn of_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The seed of a number as it was announced: SHA-256 of how [`spelled`] writes it. `None` where it is none.
    ///
    /// How many numbers there are and their order do count, so they have to be agreed beforehand.
    ///
    /// ```
    /// use alongside_lottery::public_draw::Seed;
    ///
    /// assert_eq!(Seed::of_number("07, 13, 22"), Seed::of_number("7 13 22"));
    /// assert_ne!(Seed::of_number("71322"), Seed::of_number("7 13 22"));
    /// assert_ne!(Seed::of_number("13 7 22"), Seed::of_number("7 13 22"));
    /// assert_eq!(Seed::of_number("seven"), None);
    /// ```
    pub fn of_number(announced: &str) -> Option<Self> {
        spelled(announced).map(|number| Self(Sha256::digest(number).into()))
    }

    /// The bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A number from 0 to `n` − 1, each as likely as any other: the first 8 bytes of HMAC-SHA256 with the seed as
    /// key, over `draw-v1`, the hash of what is drawn from, and a counter of 8 bytes that begins with 0 (all with the
    /// highest byte first). Where they are beyond the last whole multiple of `n` the counter goes up by one.
    ///
    /// ```
    /// use alongside_lottery::public_draw::Seed;
    ///
    /// let seed = Seed::of_number("4 8 15 16 23 42").unwrap();
    /// let first = seed.pick(&[7; 32], 1000);
    /// assert!(first < 1000);
    /// assert_eq!(first, seed.pick(&[7; 32], 1000));
    /// ```
    ///
    /// # Panics
    ///
    /// Where `n` is 0: there is nothing to draw from.
    pub fn pick(&self, from: &[u8; 32], n: u64) -> u64 {
        assert!(n > 0, "nothing to draw from");
        let fair = u64::MAX - (u64::MAX % n + 1) % n;
        let mut counter = 0_u64;
        loop {
            let number = self.number(from, counter);
            if number <= fair {
                return number % n;
            }
            counter += 1;
        }
    }

    /// The 8 bytes for one counter, as a number.
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

    /// The order in which `n` things are drawn one after another: lots for a tie. Each lot is a pick among what is
    /// left, with the hash of what is drawn from and the turn hashed together.
    pub fn shuffle(&self, from: &[u8; 32], n: usize) -> Vec<usize> {
        let mut left: Vec<usize> = (0..n).collect();
        let mut drawn = Vec::with_capacity(n);
        for turn in 0_u64.. {
            if left.is_empty() {
                break;
            }
            let hash = Sha256::new()
                .chain_update(from)
                .chain_update(turn.to_be_bytes())
                .finalize();
            let place = self.pick(&hash.into(), left.len() as u64);
            drawn.push(left.remove(usize::try_from(place).unwrap_or_default()));
        }
        drawn
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seed({})", data_encoding::HEXLOWER.encode(&self.0))
    }
}

/// The one spelling of an announced number, so that nobody can choose among spellings: its parts without zeros in
/// front, with one space between. Anything but letters and digits parts them. `None` where there is no digit, or
/// anything that is a letter, or a digit other than 0 to 9.
///
/// ```
/// use alongside_lottery::public_draw::spelled;
///
/// for announced in ["4 8 15 0", "04, 08; 15 / 00", "4-8-15-0"] {
///     assert_eq!(spelled(announced).as_deref(), Some("4 8 15 0"));
/// }
/// assert_eq!(spelled("4 and 8"), None);
/// ```
pub fn spelled(announced: &str) -> Option<String> {
    if !announced
        .chars()
        .all(|c| c.is_ascii_digit() || !c.is_alphanumeric())
    {
        return None;
    }
    let parts: Vec<&str> = announced
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| match part.trim_start_matches('0') {
            "" => "0",
            bare => bare,
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// How many ten-sided dice show every number from 0 to `n` − 1: 3 for a thousand.
pub fn dice_needed(n: usize) -> usize {
    let mut dice = 1;
    let mut shows = 10_usize;
    while shows < n {
        dice += 1;
        shows = shows.saturating_mul(10);
    }
    dice
}

/// Why dice do not decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DiceError {
    /// Another number of dice is needed.
    #[error("{needed} ten-sided dice are needed, each showing 0 to 9, and {given} were given")]
    Count {
        /// How many are needed.
        needed: usize,
        /// How many were given.
        given: usize,
    },
    /// A die shows more than 9.
    #[error("a ten-sided die shows 0 to 9")]
    Face,
    /// The number shown is not that of a panel.
    #[error("no panel has the number {0}: roll all dice again")]
    Again(usize),
}

/// The number that ten-sided dice show, the first die first: `[4, 1, 7]` is 417 of a thousand.
pub fn dice(faces: &[u8], n: usize) -> Result<usize, DiceError> {
    let needed = dice_needed(n);
    if faces.len() != needed {
        return Err(DiceError::Count {
            needed,
            given: faces.len(),
        });
    }
    if faces.iter().any(|face| *face > 9) {
        return Err(DiceError::Face);
    }
    let shown = faces
        .iter()
        .fold(0, |number, face| number * 10 + usize::from(*face));
    if shown < n {
        Ok(shown)
    } else {
        Err(DiceError::Again(shown))
    }
}

/// The public numbers of the drand network "quicknet" of the League of Entropy: one every three seconds, each a BLS
/// signature that only most of its members together can make, and that everybody can check.
pub mod drand {
    use drand_verify::{G2PubkeyRfc, Pubkey};
    use sha2::{Digest, Sha256};

    use super::Seed;

    /// The hash that the network is known by.
    pub const CHAIN: &str = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
    /// The network's public key, in hexadecimal.
    pub const PUBLIC_KEY: &str = "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a";
    /// When round 1 was, in seconds since 1970.
    pub const GENESIS: i64 = 1_692_803_367;
    /// Seconds from round to round.
    pub const PERIOD: i64 = 3;

    /// The round that is the newest at a time, in seconds since 1970: ⌊(t − genesis) / 3⌋ + 1. `None` before the first.
    ///
    /// ```
    /// // 2026-04-20 at midnight UTC.
    /// assert_eq!(alongside_lottery::public_draw::drand::round_at(1_776_643_200), Some(27_946_612));
    /// ```
    pub fn round_at(seconds: i64) -> Option<u64> {
        let since = seconds.checked_sub(GENESIS).filter(|since| *since >= 0)?;
        u64::try_from(since / PERIOD + 1).ok()
    }

    /// When a round is, in seconds since 1970.
    pub fn time_of(round: u64) -> Option<i64> {
        i64::try_from(round)
            .ok()?
            .checked_sub(1)?
            .checked_mul(PERIOD)?
            .checked_add(GENESIS)
    }

    /// Why a signature gives no seed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
    pub enum SignatureError {
        /// It is not one.
        #[error("this is not a signature of the network: it has 96 characters, 0 to 9 and a to f")]
        Unreadable,
        /// It is one of another round, or of nobody.
        #[error("this is not the network's signature of round {0}")]
        Wrong(u64),
    }

    /// The seed of a round: SHA-256 of its signature, once the signature is seen to be the network's.
    ///
    /// ```
    /// use alongside_lottery::public_draw::drand;
    ///
    /// let signature = "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92";
    /// assert!(drand::seed(123, signature).is_ok());
    /// assert_eq!(drand::seed(124, signature), Err(drand::SignatureError::Wrong(124)));
    /// ```
    pub fn seed(round: u64, signature: &str) -> Result<Seed, SignatureError> {
        let read = |text: &str| {
            data_encoding::HEXLOWER_PERMISSIVE
                .decode(text.as_bytes())
                .ok()
        };
        let signature = read(signature.trim())
            .filter(|bytes| bytes.len() == 48)
            .ok_or(SignatureError::Unreadable)?;
        let key = read(PUBLIC_KEY).and_then(|key| G2PubkeyRfc::from_variable(&key).ok());
        let is_theirs = key.is_some_and(|key| key.verify(round, b"", &signature).unwrap_or(false));
        if !is_theirs {
            return Err(SignatureError::Wrong(round));
        }
        Ok(Seed::of_bytes(Sha256::digest(&signature).into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_picked_about_as_often() {
        let mut counts = [0_u32; 7];
        for i in 0_u64..7_000 {
            let from: [u8; 32] = Sha256::digest(i.to_be_bytes()).into();
            let picked = Seed::of_bytes([3; 32]).pick(&from, 7);
            counts[usize::try_from(picked).unwrap()] += 1;
        }
        assert!(
            counts.iter().all(|count| (850..1150).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn a_pick_is_fixed_for_good() {
        let seed = Seed::of_number("1 2 3").unwrap();
        let picks: Vec<u64> = [1, 2, 10, 1000, u64::MAX]
            .map(|n| seed.pick(&[0; 32], n))
            .to_vec();
        assert_eq!(picks[0], 0);
        assert_eq!(picks, FIXED, "the rule of version 1 must not change");
    }

    /// Worked out once, with the rule written anew in another language.
    const FIXED: [u64; 5] = [0, 0, 0, 420, 2_011_850_366_853_240_420];

    #[test]
    fn a_shuffle_has_everybody_once() {
        let mut drawn = Seed::of_bytes([9; 32]).shuffle(&[1; 32], 40);
        assert_ne!(drawn, (0..40).collect::<Vec<_>>());
        drawn.sort_unstable();
        assert_eq!(drawn, (0..40).collect::<Vec<_>>());
    }

    #[test]
    fn dice_name_a_panel_or_are_rolled_again() {
        for (faces, n, expected) in [
            (&[4, 1, 7][..], 1000, Ok(417)),
            (&[0, 0, 0], 1000, Ok(0)),
            (&[7, 5], 75, Err(DiceError::Again(75))),
            (&[7, 4], 75, Ok(74)),
            (
                &[1, 2],
                1000,
                Err(DiceError::Count {
                    needed: 3,
                    given: 2,
                }),
            ),
            (&[1, 2, 10], 1000, Err(DiceError::Face)),
        ] {
            assert_eq!(dice(faces, n), expected, "{faces:?} of {n}");
        }
        assert_eq!([1, 10, 11, 1000, 1001].map(dice_needed), [1, 1, 2, 3, 4]);
    }

    #[test]
    fn a_round_is_the_newest_at_its_time() {
        for (seconds, round) in [
            (drand::GENESIS - 1, None),
            (drand::GENESIS, Some(1)),
            (drand::GENESIS + 2, Some(1)),
            (drand::GENESIS + 3, Some(2)),
        ] {
            assert_eq!(drand::round_at(seconds), round);
        }
        assert_eq!(drand::time_of(27_946_612), Some(1_776_643_200));
        assert_eq!(drand::time_of(0), Some(drand::GENESIS - 3));
    }

    #[test]
    fn one_bit_of_a_signature_changed_is_refused() {
        let good = "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92";
        let bad = good.replace("fc92", "fc93");
        assert_eq!(
            drand::seed(123, &bad),
            Err(drand::SignatureError::Wrong(123))
        );
        assert_eq!(
            drand::seed(123, "00"),
            Err(drand::SignatureError::Unreadable)
        );
        assert!(drand::seed(123, &good.to_uppercase()).is_ok());
    }
}
