//! Chance that is the same every time, and never the same twice.

use std::sync::atomic::{AtomicU64, Ordering};

/// Fills bytes as a source of chance would: each call differs from all before it in this process (`SplitMix64`, Steele,
/// Lea and Flood 2014).
pub fn chance(bytes: &mut [u8]) {
    static STATE: AtomicU64 = AtomicU64::new(0);
    for part in bytes.chunks_mut(8) {
        let mut z = STATE.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        for (byte, drawn) in part.iter_mut().zip(z.to_be_bytes()) {
            *byte = drawn;
        }
    }
}
