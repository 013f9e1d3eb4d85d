//! Text with signatures below it (C2SP signed-note).

use std::fmt;
use std::str::FromStr;

use crate::base64;
use crate::key::{Forged, KeyId, KeyName, Kind, SigningKey, VerifierKey};

/// The longest note that is read, in bytes.
pub const LONGEST_NOTE: usize = 1_000_000;

/// The most signatures that are read.
pub const MOST_SIGNATURES: usize = 100;

/// A text and who signed it. What it says counts only once [`verify`](Self::verify) found a key that is trusted.
///
/// ```
/// use alongside_tlog::{KeyName, Kind, Note, SigningKey};
/// let key = SigningKey::from_seed(KeyName::new("example.org/notes").unwrap(), Kind::Log, &[7; 32]);
/// let mut note = Note::new("Ducks fly.\n").unwrap();
/// note.sign(&key);
/// let read: Note = note.to_string().parse().unwrap();
/// assert!(read.verify(&[key.verifier().clone()]).is_ok());
/// let changed: Note = note.to_string().replace("fly", "sit").parse().unwrap();
/// assert!(changed.verify(&[key.verifier().clone()]).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// One line below the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    name: KeyName,
    id: KeyId,
    bytes: Vec<u8>,
}

/// A signature that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified<'k> {
    /// Whose it is.
    pub key: &'k VerifierKey,
    /// When a witness gave it, in seconds since 1970. A log's has no time.
    pub time: Option<u64>,
}

/// Why text is not a signed note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotANote {
    /// There is too much of it.
    #[error("a signed note has at most {LONGEST_NOTE} bytes")]
    TooLong,
    /// It is not UTF-8, or it holds a tab or another control character.
    #[error("a signed note is text in UTF-8 without control characters other than line ends")]
    NotText,
    /// The text does not end with the end of a line.
    #[error("the text of a signed note ends with the end of a line")]
    NoEnd,
    /// There is no empty line with signatures below it.
    #[error("a signed note has an empty line, and below it at least one signature")]
    NoSignatures,
    /// There are too many signatures.
    #[error("a signed note has at most {MOST_SIGNATURES} signatures")]
    TooMany,
    /// A line below the text is none.
    #[error("line {0} below the text is not a signature: a dash `—`, a name, and base64")]
    NotASignature(usize),
}

/// Why a note is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unverified {
    /// Nobody who is trusted signed it.
    #[error("no key that is trusted signed this")]
    Unknown,
    /// A signature says that it is of a trusted key, and is not: the text or the signature was changed.
    #[error("the signature of `{0}` does not fit the text: one of them was changed")]
    Forged(KeyName),
}

impl Note {
    /// A text that nobody signed yet. It ends with the end of a line.
    pub fn new(text: impl Into<String>) -> Result<Self, NotANote> {
        let text = text.into();
        if text.len() > LONGEST_NOTE {
            return Err(NotANote::TooLong);
        }
        if !is_text(&text) {
            return Err(NotANote::NotText);
        }
        if !text.ends_with('\n') {
            return Err(NotANote::NoEnd);
        }
        Ok(Self {
            text,
            signatures: Vec::new(),
        })
    }

    /// Reads a signed note from bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, NotANote> {
        if bytes.len() > LONGEST_NOTE {
            return Err(NotANote::TooLong);
        }
        let whole = str::from_utf8(bytes).map_err(|_| NotANote::NotText)?;
        if !is_text(whole) {
            return Err(NotANote::NotText);
        }
        let end = whole.rfind("\n\n").ok_or(NotANote::NoSignatures)?;
        let (text, below) = whole.split_at(end + 1);
        let lines = below
            .strip_prefix('\n')
            .and_then(|lines| lines.strip_suffix('\n'));
        let lines = lines
            .filter(|lines| !lines.is_empty())
            .ok_or(NotANote::NoSignatures)?;
        if lines.split('\n').count() > MOST_SIGNATURES {
            return Err(NotANote::TooMany);
        }
        let numbered = lines.split('\n').enumerate();
        let signatures = numbered
            .map(|(at, line)| Signature::parse(line).ok_or(NotANote::NotASignature(at + 1)))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            text: text.to_owned(),
            signatures,
        })
    }

    /// The text, with the end of its last line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every signature, known or not.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Signs it as a log does.
    pub fn sign(&mut self, key: &SigningKey) {
        self.sign_at(key, 0);
    }

    /// Signs it; a witness says when, in seconds since 1970, up to 2⁶³ − 1.
    pub fn sign_at(&mut self, key: &SigningKey, time: u64) {
        let public = key.verifier();
        let (name, id) = (public.name().clone(), public.id());
        self.signatures
            .retain(|known| known.name != name || known.id != id);
        let bytes = key.sign(&self.text, time);
        self.signatures.push(Signature { name, id, bytes });
    }

    /// Takes over a signature that somebody gave for the same text, in place of an earlier one of that key.
    pub fn add(&mut self, signature: Signature) {
        self.signatures
            .retain(|known| known.name != signature.name || known.id != signature.id);
        self.signatures.push(signature);
    }

    /// The signatures of trusted keys, one for each. A single one that does not hold is reason to believe nothing;
    /// signatures of keys that are not known are passed over.
    pub fn verify<'k>(&self, trusted: &'k [VerifierKey]) -> Result<Vec<Verified<'k>>, Unverified> {
        let mut held: Vec<Verified<'k>> = Vec::new();
        for signature in &self.signatures {
            let is_by =
                |key: &&VerifierKey| *key.name() == signature.name && key.id() == signature.id;
            let Some(key) = trusted.iter().find(is_by) else {
                continue;
            };
            let time = key.verify(&self.text, &signature.bytes);
            let time = time.map_err(|Forged| Unverified::Forged(signature.name.clone()))?;
            if held.iter().all(|held| held.key != key) {
                held.push(Verified { key, time });
            }
        }
        if held.is_empty() {
            Err(Unverified::Unknown)
        } else {
            Ok(held)
        }
    }
}

fn is_text(text: &str) -> bool {
    text.bytes().all(|byte| byte >= b' ' || byte == b'\n')
}

impl Signature {
    fn parse(line: &str) -> Option<Self> {
        let (name, base64) = line.strip_prefix("— ")?.split_once(' ')?;
        let bytes = base64::decode(base64)?;
        let (id, bytes) = bytes.split_first_chunk()?;
        if bytes.is_empty() {
            return None;
        }
        Some(Self {
            name: KeyName::new(name).ok()?,
            id: KeyId::from_bytes(*id),
            bytes: bytes.to_vec(),
        })
    }

    /// The name of the key, as the signature gives it.
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// The id of the key, as the signature gives it.
    pub const fn id(&self) -> KeyId {
        self.id
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [self.id.as_bytes().as_slice(), &self.bytes].concat();
        write!(f, "— {} {}", self.name, base64::encode(&bytes))
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures
            .iter()
            .try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

impl FromStr for Note {
    type Err = NotANote;

    fn from_str(text: &str) -> Result<Self, NotANote> {
        Self::parse(text.as_bytes())
    }
}

impl FromStr for Signature {
    type Err = NotANote;

    fn from_str(line: &str) -> Result<Self, NotANote> {
        Self::parse(line).ok_or(NotANote::NotASignature(1))
    }
}

/// Whether somebody signed as a log, and how many as witnesses.
pub(crate) fn signed_by(held: &[Verified<'_>], kind: Kind) -> usize {
    held.iter().filter(|held| held.key.kind() == kind).count()
}
