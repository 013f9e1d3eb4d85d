//! Keys that sign notes, and the keys that their signatures are checked with.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use ed25519_dalek::Signer as _;
use sha2::{Digest, Sha256};

use crate::base64;

/// What a signature says: the byte that C2SP signed-note gives each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Ed25519 over the text of the note: by a log (`0x01`).
    Log,
    /// Ed25519 over the text and a time: by a witness, who saw that nothing was rewritten (`0x04`, C2SP
    /// tlog-cosignature).
    Witness,
}

/// The name of a key: a web address without its beginning, such as `example.org/record`. It has no spaces and no `+`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName(String);

/// The four bytes that tell keys of one name apart. They say which key to try, and prove nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 4]);

/// A public key with its name, as a line of text: `NAME+ID+KEY`.
///
/// ```
/// use alongside_tlog::VerifierKey;
/// let line = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
/// let key: VerifierKey = line.parse().unwrap();
/// assert_eq!(key.name().as_str(), "PeterNeumann");
/// assert_eq!(key.to_string(), line);
/// assert!(line.replace("c74f", "c74e").parse::<VerifierKey>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: KeyName,
    id: KeyId,
    kind: Kind,
    key: ed25519_dalek::VerifyingKey,
}

/// A secret key with its name. It prints as its public half.
#[derive(Clone)]
pub struct SigningKey {
    public: VerifierKey,
    secret: ed25519_dalek::SigningKey,
}

/// Why text is not a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAKey {
    /// It is not made of three parts, or of five for a secret one.
    #[error("a public key is one line, `NAME+ID+KEY`, and a secret one `PRIVATE+KEY+NAME+ID+KEY`")]
    Parts,
    /// It has no name, or one with a space or `+`.
    #[error("the name of a key has no spaces and no `+`, and is not empty")]
    Name,
    /// The middle is not eight characters from 0 to f.
    #[error("the id of a key is eight characters from 0 to 9 and a to f")]
    Id,
    /// The end is not base64 of a key.
    #[error("the last part of a key is 33 bytes in base64: what kind it is, and the key")]
    Key,
    /// Another kind of key.
    #[error("this kind of key is not known here: only Ed25519, of a log (1) or of a witness (4)")]
    Kind(u8),
    /// The id is not that of the name and the key: a character was changed on the way.
    #[error("the id does not fit the name and the key, so a character is wrong somewhere")]
    Mismatch,
}

/// A signature that is not of the key, or not over the text.
pub(crate) struct Forged;

/// How many bytes before a witness's signature say when it was given.
const BYTES_OF_TIME: usize = 8;

impl Kind {
    const fn byte(self) -> u8 {
        match self {
            Self::Log => 1,
            Self::Witness => 4,
        }
    }

    const fn from_byte(byte: u8) -> Result<Self, NotAKey> {
        match byte {
            1 => Ok(Self::Log),
            4 => Ok(Self::Witness),
            other => Err(NotAKey::Kind(other)),
        }
    }
}

impl KeyName {
    /// A name, unless it is empty or has a space, a `+` or a control character.
    pub fn new(name: impl Into<String>) -> Result<Self, NotAKey> {
        let name = name.into();
        let stray = |c: char| c.is_whitespace() || c.is_control() || c == '+';
        if name.is_empty() || name.contains(stray) {
            return Err(NotAKey::Name);
        }
        Ok(Self(name))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl KeyId {
    /// The id of a key: the first four bytes of `SHA-256(name || 0x0A || kind || key)`.
    fn of(name: &KeyName, kind: Kind, key: &[u8]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(name.as_str());
        hasher.update([b'\n', kind.byte()]);
        hasher.update(key);
        let [a, b, c, d, ..]: [u8; 32] = hasher.finalize().into();
        Self([a, b, c, d])
    }

    pub(crate) const fn from_bytes(bytes: [u8; 4]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn as_bytes(&self) -> &[u8; 4] {
        &self.0
    }
}

impl VerifierKey {
    fn new(name: KeyName, kind: Kind, key: ed25519_dalek::VerifyingKey) -> Self {
        let id = KeyId::of(&name, kind, key.as_bytes());
        Self {
            name,
            id,
            kind,
            key,
        }
    }

    /// Its name.
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// Its id.
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// Whose it is.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether a signature of this key is over the text: if so, when it was given, for a witness.
    pub(crate) fn verify(&self, text: &str, signature: &[u8]) -> Result<Option<u64>, Forged> {
        let (time, message, signature) = match self.kind {
            Kind::Log => (None, text.as_bytes().to_vec(), signature),
            Kind::Witness => {
                let parts = signature.split_first_chunk::<BYTES_OF_TIME>();
                let (time, signature) = parts.ok_or(Forged)?;
                let time = u64::from_be_bytes(*time);
                i64::try_from(time).map_err(|_| Forged)?;
                (Some(time), seen(text, time), signature)
            }
        };
        let signature = ed25519_dalek::Signature::from_slice(signature).map_err(|_| Forged)?;
        let held = self.key.verify_strict(&message, &signature);
        held.map(|()| time).map_err(|_| Forged)
    }
}

/// What a witness signs (C2SP tlog-cosignature, "Ed25519 signed message").
fn seen(text: &str, time: u64) -> Vec<u8> {
    format!("cosignature/v1\ntime {time}\n{text}").into_bytes()
}

impl SigningKey {
    /// The key that follows from 32 bytes, which are secret and were drawn by chance.
    pub fn from_seed(name: KeyName, kind: Kind, seed: &[u8; 32]) -> Self {
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        let public = VerifierKey::new(name, kind, secret.verifying_key());
        Self { public, secret }
    }

    /// The same secret under another name. Who signs for several logs has a name for each: what is signed says which.
    #[must_use]
    pub fn named(&self, name: KeyName) -> Self {
        Self::from_seed(name, self.public.kind, self.secret.as_bytes())
    }

    /// The key that its signatures are checked with.
    pub const fn verifier(&self) -> &VerifierKey {
        &self.public
    }

    /// The key with its secret as one line of text, for a file that only the service reads.
    pub fn to_secret_line(&self) -> String {
        let VerifierKey { name, id, kind, .. } = &self.public;
        let bytes = [[kind.byte()].as_slice(), self.secret.as_bytes()].concat();
        format!("PRIVATE+KEY+{name}+{id}+{}", base64::encode(&bytes))
    }

    /// The bytes of a signature line after the id. `time` is in seconds since 1970; a log signs none.
    pub(crate) fn sign(&self, text: &str, time: u64) -> Vec<u8> {
        match self.public.kind {
            Kind::Log => self.secret.sign(text.as_bytes()).to_bytes().to_vec(),
            Kind::Witness => {
                let signature = self.secret.sign(&seen(text, time));
                [time.to_be_bytes().as_slice(), &signature.to_bytes()].concat()
            }
        }
    }
}

/// Name, id, kind and 32 bytes of a line.
fn parts(line: &str) -> Result<(KeyName, KeyId, Kind, [u8; 32]), NotAKey> {
    let mut parts = line.splitn(3, '+');
    let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(NotAKey::Parts);
    };
    let name = KeyName::new(name)?;
    let id = HEXLOWER.decode(id.as_bytes()).map_err(|_| NotAKey::Id)?;
    let id = KeyId(id.try_into().map_err(|_| NotAKey::Id)?);
    let bytes = base64::decode(key).ok_or(NotAKey::Key)?;
    let (kind, key) = bytes.split_first().ok_or(NotAKey::Key)?;
    let kind = Kind::from_byte(*kind)?;
    Ok((name, id, kind, key.try_into().map_err(|_| NotAKey::Key)?))
}

impl FromStr for VerifierKey {
    type Err = NotAKey;

    fn from_str(line: &str) -> Result<Self, NotAKey> {
        let (name, id, kind, bytes) = parts(line)?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(&bytes).map_err(|_| NotAKey::Key)?;
        let key = Self::new(name, kind, key);
        if key.id == id {
            Ok(key)
        } else {
            Err(NotAKey::Mismatch)
        }
    }
}

impl FromStr for SigningKey {
    type Err = NotAKey;

    fn from_str(line: &str) -> Result<Self, NotAKey> {
        let rest = line.strip_prefix("PRIVATE+KEY+").ok_or(NotAKey::Parts)?;
        let (name, id, kind, seed) = parts(rest)?;
        let key = Self::from_seed(name, kind, &seed);
        if key.public.id == id {
            Ok(key)
        } else {
            Err(NotAKey::Mismatch)
        }
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [[self.kind.byte()].as_slice(), self.key.as_bytes()].concat();
        write!(f, "{}+{}+{}", self.name, self.id, base64::encode(&bytes))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.public, f)
    }
}
