//! How long answers took, for every benchmark that asks for pages.

use std::fmt;

/// How long answers took, in milliseconds, in order.
pub(crate) struct Latency(Vec<f64>);

impl Latency {
    pub(crate) fn of(mut took: Vec<f64>) -> Self {
        took.sort_by(f64::total_cmp);
        Self(took)
    }

    /// The time that this part of all answers took at most.
    fn at(&self, part: f64) -> f64 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place in a list"
        )]
        let place = ((self.0.len() as f64 * part).ceil() as usize).saturating_sub(1);
        self.0.get(place).copied().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Latency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [half, most, all] = [0.5, 0.99, 1.0].map(|part| self.at(part));
        write!(f, "{half:.1} ms, {most:.1} ms, {all:.1} ms")
    }
}
