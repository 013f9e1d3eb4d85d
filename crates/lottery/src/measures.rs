//! How fair chances are, in four numbers.

/// How fair some chances are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures {
    /// The smallest chance.
    pub min: f64,
    /// The greatest chance.
    pub max: f64,
    /// How unequal they are, from 0 (all alike) towards 1 (one has it all): Σ (2i − n − 1) p(i) / (n Σ p), with the
    /// chances in rising order and i from 1.
    pub gini: f64,
    /// The geometric mean, which falls where anybody's chance is tiny. A chance below 1 in 10,000 counts as that, as in
    /// the tables of Flanigan and others (2021).
    pub geometric_mean: f64,
}

/// The least that a chance counts as in the geometric mean.
const LEAST: f64 = 1e-4;

impl Measures {
    /// The measures of some chances; all 0 where there are none. Each is rounded to nine decimals, so that it is the
    /// same wherever it is worked out.
    ///
    /// ```
    /// use alongside_lottery::Measures;
    ///
    /// let measures = Measures::of(&[0.25, 0.25, 0.5, 1.0]);
    /// assert_eq!((measures.min, measures.max), (0.25, 1.0));
    /// assert_eq!(measures.gini, 0.3125);
    /// ```
    pub fn of(chances: &[f64]) -> Self {
        let mut rising = chances.to_vec();
        rising.sort_by(f64::total_cmp);
        let n = rising.len() as f64;
        let sum: f64 = rising.iter().sum();
        let spread: f64 = (1..)
            .zip(&rising)
            .map(|(i, chance)| (2.0 * f64::from(i) - n - 1.0) * chance)
            .sum();
        let logs: f64 = rising.iter().map(|chance| chance.max(LEAST).ln()).sum();
        let nothing = rising.is_empty() || sum <= 0.0;
        Self {
            min: rounded(rising.first().copied().unwrap_or_default()),
            max: rounded(rising.last().copied().unwrap_or_default()),
            gini: if nothing {
                0.0
            } else {
                rounded(spread / (n * sum))
            },
            geometric_mean: if rising.is_empty() {
                0.0
            } else {
                rounded((logs / n).exp())
            },
        }
    }
}

/// Nine decimals, and no minus before a zero.
pub(crate) fn rounded(number: f64) -> f64 {
    (number * 1e9).round() / 1e9 + 0.0
}
