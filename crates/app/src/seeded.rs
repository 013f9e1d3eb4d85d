//! All the chance that one request needs, from one seed.

use parking_lot::Mutex;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// Chance from a seed that the system drew. Drawing the seed can fail, before anything is begun; this cannot.
pub struct Seeded(Mutex<ChaCha20Rng>);

impl Seeded {
    /// From thirty-two bytes of chance, used for this alone.
    pub fn new(seed: [u8; 32]) -> Self {
        Self(Mutex::new(ChaCha20Rng::from_seed(seed)))
    }

    /// Fills bytes; never twice with the same.
    pub fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().fill_bytes(bytes);
    }
}

impl std::fmt::Debug for Seeded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seeded")
    }
}
