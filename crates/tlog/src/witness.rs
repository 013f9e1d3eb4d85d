//! What a log sends to a witness, and what the witness makes of it (C2SP tlog-witness, `add-checkpoint`).

use std::fmt;

use crate::checkpoint::{Checkpoint, Unopened};
use crate::hash::{Hash, NotAHash};
use crate::key::{Kind, SigningKey, VerifierKey};
use crate::note::{NotANote, Note, Signature, Unverified};
use crate::proof::continues;
use crate::tile::decimal;

/// The most hashes that a submission can have (C2SP tlog-witness).
pub const MOST_PROVEN: usize = 63;

/// A checkpoint that a witness is asked to cosign.
///
/// ```
/// use alongside_tlog::{Checkpoint, Edge, Hash, KeyName, Kind, SigningKey, Submission};
/// let key = SigningKey::from_seed(KeyName::new("example.org/record").unwrap(), Kind::Log, &[7; 32]);
/// let mut edge = Edge::default();
/// edge.add(Hash::entry(b"one"), |_, _| {});
/// let (origin, root) = ("example.org/record".to_owned(), edge.root());
/// let checkpoint = Checkpoint { origin, size: 1, root, extensions: Vec::new() }.sign(&key).unwrap();
/// let sent = Submission { old: 0, proof: Vec::new(), checkpoint }.to_string();
/// let read = Submission::parse(sent.as_bytes()).unwrap();
/// let seen = read.judge(None, &[key.verifier().clone()]).unwrap();
/// assert_eq!(seen.size, 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// How many entries the log had when the witness last saw it, as far as the log knows.
    pub old: u64,
    /// The proof that the log began with these, lowest hash first.
    pub proof: Vec<Hash>,
    /// What the log signed.
    pub checkpoint: Note,
}

/// Why bytes are no submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotASubmission {
    /// The first line does not say how large the log was.
    #[error("the first line is `old ` and how many entries the log had, in digits")]
    Old,
    /// There is no empty line between the proof and the checkpoint.
    #[error("an empty line stands between the proof and the checkpoint")]
    Parts,
    /// A line of the proof is no hash.
    #[error("line {0} of the proof is not a hash in base64: {1}")]
    Hash(usize, NotAHash),
    /// The proof is too long.
    #[error("a proof has at most {MOST_PROVEN} lines")]
    TooLong,
    /// The checkpoint is no signed note.
    #[error("the checkpoint: {0}")]
    Note(NotANote),
}

/// Why a witness does not cosign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Declined {
    /// What was sent is not whole, or says that the log was larger than it is.
    #[error("the checkpoint cannot be read, or is smaller than the log was: {0}")]
    Malformed(String),
    /// No key of this log signed it.
    #[error("the log did not sign this: {0}")]
    Unsigned(Unverified),
    /// The witness saw the log at another size.
    #[error("the log had {0} entries when it was seen last; the proof has to begin there")]
    Seen(u64),
    /// What was seen is not how the log begins.
    #[error(
        "the log does not begin with what was seen before: it was rewritten, or shows several people several logs"
    )]
    Rewritten,
}

impl Submission {
    /// Reads a submission from bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, NotASubmission> {
        let parts = bytes.windows(2).position(|pair| pair == b"\n\n");
        let (head, note) = parts
            .and_then(|end| bytes.split_at_checked(end))
            .ok_or(NotASubmission::Parts)?;
        let checkpoint = Note::parse(note.get(2..).unwrap_or_default());
        let head = str::from_utf8(head).map_err(|_| NotASubmission::Old)?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old "));
        let old = old.and_then(decimal).ok_or(NotASubmission::Old)?;
        let proof: Vec<Hash> = (1..)
            .zip(lines)
            .take(MOST_PROVEN + 1)
            .map(|(at, line)| line.parse().map_err(|why| NotASubmission::Hash(at, why)))
            .collect::<Result<_, _>>()?;
        if proof.len() > MOST_PROVEN {
            return Err(NotASubmission::TooLong);
        }
        Ok(Self {
            old,
            proof,
            checkpoint: checkpoint.map_err(NotASubmission::Note)?,
        })
    }

    /// The log that it says it is about: what to look its keys and the last that was seen of it up by.
    pub fn origin(&self) -> &str {
        self.checkpoint.text().lines().next().unwrap_or_default()
    }

    /// What to keep and cosign, if the log signed it and begins with what was seen of it last. `trusted` are keys of
    /// this log.
    pub fn judge(
        &self,
        seen: Option<&Checkpoint>,
        trusted: &[VerifierKey],
    ) -> Result<Checkpoint, Declined> {
        let opened = Checkpoint::open_note(&self.checkpoint, self.origin(), trusted);
        let new = opened.map_err(|why| match why {
            Unopened::Unverified(why) => Declined::Unsigned(why),
            Unopened::NotByTheLog => Declined::Unsigned(Unverified::Unknown),
            other => Declined::Malformed(other.to_string()),
        })?;
        let new = new.checkpoint;
        if self.old > new.size {
            let says = format!("{} entries became {}", self.old, new.size);
            return Err(Declined::Malformed(says));
        }
        let (root, size) = seen.map_or((Hash::EMPTY, 0), |seen| (seen.root, seen.size));
        if self.old != size {
            return Err(Declined::Seen(size));
        }
        if continues((root, size), (new.root, new.size), &self.proof) {
            Ok(new)
        } else {
            Err(Declined::Rewritten)
        }
    }

    /// The cosignature of a witness over the checkpoint, at this time in seconds since 1970. Keep what
    /// [`judge`](Self::judge) gave first: what was signed must never be forgotten.
    pub fn cosign(&self, key: &SigningKey, time: u64) -> Option<Signature> {
        if key.verifier().kind() != Kind::Witness {
            return None;
        }
        let mut note = Note::new(self.checkpoint.text()).ok()?;
        note.sign_at(key, time);
        note.signatures().first().cloned()
    }
}

impl fmt::Display for Submission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof
            .iter()
            .try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl Declined {
    /// The status of HTTP that says so.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) => 400,
            Self::Unsigned(_) => 403,
            Self::Seen(_) => 409,
            Self::Rewritten => 422,
        }
    }
}
