//! What a log says of itself: its name, how long it is, and its hash (C2SP tlog-checkpoint).

use std::fmt;
use std::str::FromStr;

use crate::hash::Hash;
use crate::key::{Kind, SigningKey, VerifierKey};
use crate::note::{NotANote, Note, Unverified, Verified, signed_by};
use crate::tile::decimal;

/// A log at one size.
///
/// ```
/// use alongside_tlog::Checkpoint;
/// let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
/// let checkpoint: Checkpoint = text.parse().unwrap();
/// assert_eq!(checkpoint.size, 20_852_163);
/// assert_eq!(checkpoint.to_string(), text);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log: one line.
    pub origin: String,
    /// How many entries it has.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// Further lines that the log wrote. Ours write none.
    pub extensions: Vec<String>,
}

/// A checkpoint whose signatures were checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened<'k> {
    /// What it says.
    pub checkpoint: Checkpoint,
    /// Who signed it, of those who are trusted: the log, and perhaps witnesses.
    pub signatures: Vec<Verified<'k>>,
}

/// Why text is not a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotACheckpoint {
    /// There are fewer than three lines, or the last has no end.
    #[error("a checkpoint has at least three lines: a name, how many entries, and a hash")]
    Lines,
    /// There is nothing in the first line.
    #[error("the first line of a checkpoint names the log, and this one is empty")]
    Origin,
    /// The second line is not a number as it should be written.
    #[error("the second line of a checkpoint is how many entries the log has, in digits")]
    Size,
    /// The third line is not a hash.
    #[error("the third line of a checkpoint is the hash of the log in base64")]
    Root,
    /// A further line is empty.
    #[error("a further line of a checkpoint is empty")]
    Extension,
}

/// Why a checkpoint is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unopened {
    /// It is not a signed note.
    #[error("this is not a signed note: {0}")]
    Note(#[from] NotANote),
    /// It is not signed by the log.
    #[error("{0}")]
    Unverified(#[from] Unverified),
    /// Only witnesses signed it.
    #[error("witnesses signed this, but not the log itself")]
    NotByTheLog,
    /// What was signed is not a checkpoint.
    #[error("{0}")]
    Checkpoint(#[from] NotACheckpoint),
    /// It is of another log.
    #[error("this is about the log `{found}`, and not about `{wanted}`")]
    Origin {
        /// Which log was asked for.
        wanted: String,
        /// Which it is about.
        found: String,
    },
}

impl Checkpoint {
    /// The checkpoint signed by its log.
    pub fn sign(&self, key: &SigningKey) -> Result<Note, NotANote> {
        let mut note = Note::new(self.to_string())?;
        note.sign(key);
        Ok(note)
    }

    /// Reads the checkpoint of a log, if the log signed it with one of these keys. Keys of witnesses may be among them.
    pub fn open<'k>(
        bytes: &[u8],
        origin: &str,
        trusted: &'k [VerifierKey],
    ) -> Result<Opened<'k>, Unopened> {
        Self::open_note(&Note::parse(bytes)?, origin, trusted)
    }

    /// The same, of a note that was read already.
    pub fn open_note<'k>(
        note: &Note,
        origin: &str,
        trusted: &'k [VerifierKey],
    ) -> Result<Opened<'k>, Unopened> {
        let signatures = note.verify(trusted)?;
        if signed_by(&signatures, Kind::Log) == 0 {
            return Err(Unopened::NotByTheLog);
        }
        let checkpoint: Self = note.text().parse()?;
        if checkpoint.origin != origin {
            return Err(Unopened::Origin {
                wanted: origin.to_owned(),
                found: checkpoint.origin,
            });
        }
        Ok(Opened {
            checkpoint,
            signatures,
        })
    }
}

impl Opened<'_> {
    /// How many witnesses of those who are trusted saw it.
    pub fn witnesses(&self) -> usize {
        signed_by(&self.signatures, Kind::Witness)
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root)?;
        self.extensions
            .iter()
            .try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl FromStr for Checkpoint {
    type Err = NotACheckpoint;

    fn from_str(text: &str) -> Result<Self, NotACheckpoint> {
        let whole = text.strip_suffix('\n').ok_or(NotACheckpoint::Lines)?;
        let mut lines = whole.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next())
        else {
            return Err(NotACheckpoint::Lines);
        };
        if origin.is_empty() {
            return Err(NotACheckpoint::Origin);
        }
        let extensions: Vec<String> = lines.map(str::to_owned).collect();
        if extensions.iter().any(String::is_empty) {
            return Err(NotACheckpoint::Extension);
        }
        Ok(Self {
            origin: origin.to_owned(),
            size: decimal(size).ok_or(NotACheckpoint::Size)?,
            root: root.parse().map_err(|_| NotACheckpoint::Root)?,
            extensions,
        })
    }
}
