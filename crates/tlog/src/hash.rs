//! Hashes of entries and of nodes.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::base64;

/// The SHA-256 hash of an entry, of a node, or of a whole tree (RFC 6962, section 2.1). It is written in base64.
///
/// ```
/// use alongside_tlog::Hash;
/// // The tree of no entries has the hash of nothing.
/// assert_eq!(Hash::EMPTY.to_string(), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
/// let two = Hash::node(Hash::entry(b"one"), Hash::entry(b"two"));
/// assert_eq!(two.to_string().parse(), Ok(two));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; Self::LENGTH]);

/// Text that is not a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a hash is 32 bytes in base64, which are 44 characters")]
pub struct NotAHash;

impl Hash {
    /// How many bytes a hash has.
    pub const LENGTH: usize = 32;

    /// The root of the tree that has no entries: SHA-256 of nothing.
    pub const EMPTY: Self = Self([
        0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9,
        0x24, 0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52,
        0xb8, 0x55,
    ]);

    /// The hash of an entry: `SHA-256(0x00 || entry)`. The byte before it keeps an entry from passing for a node.
    pub fn entry(entry: &[u8]) -> Self {
        let mut hasher = Sha256::new_with_prefix([0]);
        hasher.update(entry);
        Self(hasher.finalize().into())
    }

    /// The hash of a node with two below it: `SHA-256(0x01 || left || right)`.
    pub fn node(left: Self, right: Self) -> Self {
        let mut bytes = [1; 1 + 2 * Self::LENGTH];
        bytes[1..=Self::LENGTH].copy_from_slice(&left.0);
        bytes[1 + Self::LENGTH..].copy_from_slice(&right.0);
        Self(Sha256::digest(bytes).into())
    }

    /// The hash of these bytes, which somebody else worked out.
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// The root over hashes of entries, or over the hashes of trees of one size, one after the other.
    pub(crate) fn over(hashes: &[Self]) -> Self {
        match hashes {
            [] => Self::EMPTY,
            [one] => *one,
            _ => {
                // The left side is the largest full tree that leaves something for the right.
                let (left, right) = hashes.split_at(hashes.len().next_power_of_two() / 2);
                Self::node(Self::over(left), Self::over(right))
            }
        }
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64::encode(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Hash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        if text.len() != 44 {
            return Err(NotAHash);
        }
        let bytes = base64::decode(text).ok_or(NotAHash)?;
        bytes.try_into().map(Self).map_err(|_| NotAHash)
    }
}
