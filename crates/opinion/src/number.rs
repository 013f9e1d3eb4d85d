//! Counts as real numbers, chance from a seed, and rounding.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng as _;

/// A count as a real number; exact below 2^53, which no conversation reaches.
#[expect(clippy::cast_precision_loss, reason = "no count comes near 2^53")]
pub(crate) fn real(count: usize) -> f64 {
    count as f64
}

/// A number from 0 to below 1.
pub(crate) fn part(chance: &mut ChaCha8Rng) -> f64 {
    const SCALE: f64 = 1.0 / 4_294_967_296.0;
    f64::from(chance.next_u32()) * SCALE
}

/// A number from 0 to below `end`; 0 where that is 0.
pub(crate) fn below(chance: &mut ChaCha8Rng, end: usize) -> usize {
    let end = u64::try_from(end).unwrap_or(u64::MAX);
    // The high half of the product; its bias is under 2^-32 for every count that occurs.
    let product = u128::from(chance.next_u64()) * u128::from(end);
    usize::try_from(product >> 64).unwrap_or(0)
}

/// Two numbers multiplied entry by entry and added up.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
