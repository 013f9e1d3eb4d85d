//! Secrets, of which only the hash is kept.

use std::fmt;

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq;

/// The SHA-256 of a secret of at least 16 random bytes. Who reads the database cannot sign in
/// with it. A password, which somebody thought of, would need a slow hash instead.
#[derive(Clone, Copy)]
pub struct SecretHash([u8; 32]);

impl SecretHash {
    /// The hash of a secret.
    pub fn of(secret: &[u8]) -> Self {
        Self(Sha256::digest(secret).into())
    }

    /// A hash that was kept.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes to keep, and to look up by.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether it is the hash of this secret, in a time that does not tell how near it was.
    pub fn is_of(&self, secret: &[u8]) -> bool {
        self.0.ct_eq(&Self::of(secret).0).into()
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(the hash of a secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_secret_itself_has_its_hash() {
        let hash = SecretHash::of(b"sixteen bytes ok");
        assert!(hash.is_of(b"sixteen bytes ok"));
        assert!(!hash.is_of(b"sixteen bytes oK"));
        assert!(!hash.is_of(b""));
        assert!(SecretHash::from_bytes(*hash.bytes()).is_of(b"sixteen bytes ok"));
        assert_eq!(format!("{hash:?}"), "(the hash of a secret)");
    }
}
