//! Digests, and commitments to text that may one day have to go.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::wording::Wording;

/// A text that is not a digest, a commitment or a salt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not {expected} followed by 64 hexadecimal digits in lower case")]
pub struct NotHex {
    expected: &'static str,
}

fn read(text: &str, prefix: &'static str) -> Result<[u8; 32], NotHex> {
    let not_hex = NotHex { expected: prefix };
    let digits = text.strip_prefix(prefix).ok_or(not_hex)?;
    let bytes = HEXLOWER.decode(digits.as_bytes()).map_err(|_| not_hex)?;
    bytes.try_into().map_err(|_| not_hex)
}

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

macro_rules! hash_as_text {
    ($name:ident, $prefix:literal) => {
        impl FromStr for $name {
            type Err = NotHex;

            fn from_str(text: &str) -> Result<Self, NotHex> {
                read(text, $prefix).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotHex;

            fn try_from(text: String) -> Result<Self, NotHex> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(hash: $name) -> Self {
                hash.to_string()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $prefix, HEXLOWER.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}

/// The SHA-256 of bytes that anybody may have: a charter, a sheet, an act. As text
/// `sha256:` and 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

/// `SHA-256(salt ‖ text)`: what an act holds in place of a text. As text `salted:` and 64
/// hexadecimal digits. Without the salt nobody can find the text by trying.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Commitment([u8; 32]);

/// Thirty-two random bytes, used for one text only. As text 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Salt([u8; 32]);

hash_as_text!(Digest, "sha256:");
hash_as_text!(Commitment, "salted:");
hash_as_text!(Salt, "");

impl Digest {
    /// The SHA-256 of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha256(&[bytes]))
    }

    /// The thirty-two bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Salt {
    /// A salt from random bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

/// A text and the salt that opens its commitment. It travels beside the act; once it is taken
/// away, the commitment in the act stays and says nothing.
///
/// ```
/// use alongside_domain::act::{Opening, Salt};
/// use alongside_domain::Wording;
///
/// let title = Opening::new(Salt::new([7; 32]), &Wording::new("Spring meeting").unwrap());
/// assert_eq!(
///     title.commitment().to_string(),
///     "salted:4feb9e75a7922a0a63d6194abb5aa4ce1cff62daa86c2c2d606df4016360c1e8"
/// );
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    salt: Salt,
    text: String,
}

impl Opening {
    /// A text with its salt. A salt that was used before would let two equal texts be seen as
    /// equal.
    pub fn new(salt: Salt, text: &Wording) -> Self {
        Self {
            salt,
            text: text.as_str().to_owned(),
        }
    }

    /// A file's address by its content, with a salt: a paper is committed to like a text, so that
    /// the act does not tell which file it was once the file has gone.
    pub fn of_file(salt: Salt, file: Digest) -> Self {
        Self {
            salt,
            text: file.to_string(),
        }
    }

    /// What the act holds.
    pub fn commitment(&self) -> Commitment {
        Commitment(sha256(&[&self.salt.0, self.text.as_bytes()]))
    }

    /// The salt, in hexadecimal.
    pub fn salt(&self) -> String {
        HEXLOWER.encode(&self.salt.0)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Opening {
    /// Without the text: it may be one that must not be kept, and logs are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Opening of {}", self.commitment())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opening(salt: u8, text: &str) -> Opening {
        Opening::new(Salt::new([salt; 32]), &Wording::new(text).unwrap())
    }

    #[test]
    fn a_digest_is_the_published_one() {
        // FIPS 180-4's example of one block.
        assert_eq!(
            Digest::of(b"abc").to_string(),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn equal_texts_with_other_salts_look_different() {
        assert_ne!(opening(1, "a").commitment(), opening(2, "a").commitment());
        assert_ne!(opening(1, "a").commitment(), opening(1, "b").commitment());
        assert_eq!(
            opening(1, "e\u{301}").commitment(),
            opening(1, "é").commitment()
        );
    }

    #[test]
    fn hashes_read_back_from_their_one_text() {
        let digest = Digest::of(b"abc");
        assert_eq!(digest.to_string().parse(), Ok(digest));
        let upper = digest
            .to_string()
            .to_uppercase()
            .replace("SHA256", "sha256");
        for text in [
            "",
            "sha256:",
            "salted:00",
            &upper,
            &digest.to_string()[..70],
        ] {
            assert!(text.parse::<Digest>().is_err(), "{text}");
        }
        assert!(digest.to_string().parse::<Commitment>().is_err());
    }

    #[test]
    fn a_text_that_may_have_to_go_is_not_printed() {
        assert!(!format!("{:?}", opening(1, "Spring")).contains("Spring"));
    }
}
