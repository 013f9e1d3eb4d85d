//! A proof in a file: that something is in a log, to be checked without asking anybody (C2SP tlog-proof).

use std::fmt;
use std::str::FromStr;

use crate::base64;
use crate::checkpoint::{Checkpoint, Opened, Unopened};
use crate::hash::Hash;
use crate::key::VerifierKey;
use crate::note::{NotANote, Note};
use crate::proof::{LONGEST_PROOF, includes};
use crate::tile::decimal;

/// The first line of the file, which says what it is.
const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// The longest receipt that is read, in bytes: a note, a proof, and the longest entry in base64.
pub const LONGEST_RECEIPT: usize = 2_000_000;

/// An entry's place in a log, the proof of it and the checkpoint that it leads to.
///
/// The entry itself travels in the line `extra`, so that the file is enough. Nothing in that line is believed: its hash
/// has to lead to the root that the log signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The entry, where it is in the file.
    pub entry: Option<Vec<u8>>,
    /// Its place, counted from 0.
    pub place: u64,
    /// The hashes that lead from it to the root, lowest first.
    pub proof: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: Note,
}

/// Why text is not a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAReceipt {
    /// There is too much of it.
    #[error("a receipt has at most {LONGEST_RECEIPT} bytes")]
    TooLong,
    /// It is not UTF-8.
    #[error("a receipt is text in UTF-8")]
    NotText,
    /// It begins with something else.
    #[error("a receipt begins with the line `{HEADER}`")]
    Header,
    /// The line with the entry is not base64.
    #[error("the line that begins with `extra` is not base64")]
    Entry,
    /// There is no line with the place.
    #[error("a receipt has a line such as `index 12`")]
    Place,
    /// A line of the proof is not a hash.
    #[error("line {0} of the proof is not a hash in base64")]
    Hash(usize),
    /// The proof is longer than one can be.
    #[error("a proof has at most {LONGEST_PROOF} hashes")]
    Proof,
    /// No checkpoint follows, or one that is not signed.
    #[error("after the proof and an empty line comes the checkpoint: {0}")]
    Checkpoint(#[from] NotANote),
}

/// Why a receipt proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unheld {
    /// The entry is not in the file, and nobody gave it.
    #[error("the receipt does not hold the entry, so it has to be given as well")]
    NoEntry,
    /// The checkpoint is not believed.
    #[error("{0}")]
    Checkpoint(#[from] Unopened),
    /// The proof does not lead from the entry to the root.
    #[error(
        "the proof does not lead from this entry to the hash that the log signed: one of them was changed"
    )]
    Proof,
}

impl Receipt {
    /// Whether a log with this name and one of these keys has the entry, which is taken from the file if none is given.
    pub fn verify<'k>(
        &self,
        entry: Option<&[u8]>,
        origin: &str,
        trusted: &'k [VerifierKey],
    ) -> Result<Opened<'k>, Unheld> {
        let entry = entry.or(self.entry.as_deref()).ok_or(Unheld::NoEntry)?;
        let opened = Checkpoint::open_note(&self.checkpoint, origin, trusted)?;
        let Checkpoint { root, size, .. } = opened.checkpoint;
        if includes(root, size, self.place, Hash::entry(entry), &self.proof) {
            Ok(opened)
        } else {
            Err(Unheld::Proof)
        }
    }

    /// Reads a receipt from bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, NotAReceipt> {
        if bytes.len() > LONGEST_RECEIPT {
            return Err(NotAReceipt::TooLong);
        }
        let whole = str::from_utf8(bytes).map_err(|_| NotAReceipt::NotText)?;
        let rest = whole
            .strip_prefix(HEADER)
            .and_then(|rest| rest.strip_prefix('\n'));
        let mut rest = rest.ok_or(NotAReceipt::Header)?;
        let mut entry = None;
        if let Some(after) = rest.strip_prefix("extra ") {
            let (base64, after) = after.split_once('\n').ok_or(NotAReceipt::Entry)?;
            entry = Some(base64::decode(base64).ok_or(NotAReceipt::Entry)?);
            rest = after;
        }
        let line = rest
            .strip_prefix("index ")
            .and_then(|rest| rest.split_once('\n'));
        let (place, rest) = line.ok_or(NotAReceipt::Place)?;
        let place = decimal(place).ok_or(NotAReceipt::Place)?;
        let (proof, checkpoint) = proof(rest)?;
        Ok(Self {
            entry,
            place,
            proof,
            checkpoint: checkpoint.parse()?,
        })
    }
}

/// The hashes up to an empty line, and what comes after it.
fn proof(text: &str) -> Result<(Vec<Hash>, &str), NotAReceipt> {
    let mut hashes = Vec::new();
    let mut rest = text;
    loop {
        let (line, after) = rest.split_once('\n').ok_or(NotANote::NoSignatures)?;
        rest = after;
        if line.is_empty() {
            return Ok((hashes, rest));
        }
        if hashes.len() == LONGEST_PROOF {
            return Err(NotAReceipt::Proof);
        }
        let number = hashes.len() + 1;
        hashes.push(line.parse().map_err(|_| NotAReceipt::Hash(number))?);
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(entry) = &self.entry {
            writeln!(f, "extra {}", base64::encode(entry))?;
        }
        writeln!(f, "index {}", self.place)?;
        self.proof
            .iter()
            .try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for Receipt {
    type Err = NotAReceipt;

    fn from_str(text: &str) -> Result<Self, NotAReceipt> {
        Self::parse(text.as_bytes())
    }
}
