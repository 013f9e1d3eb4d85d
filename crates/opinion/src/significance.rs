//! How far a share is from chance. All shares are counted as if one more vote had been cast each way.

use crate::tally::{Counts, Side};

/// The quantile of the normal distribution that one in ten exceeds: a one-sided test at 90 %.
pub const AT_90_PERCENT: f64 = 1.2816;
/// The same level as a probability.
pub(crate) const LEVEL: f64 = 0.1;

/// How far above one half a share is: 2 √(n + 1) · ((s + 1) / (n + 1) − ½), with s of n who took this side. Near the
/// normal distribution where chance alone decides.
pub fn test_of_share(counts: Counts, side: Side) -> f64 {
    let (s, n) = (f64::from(counts.of(side)), f64::from(counts.seen));
    2.0 * (n + 1.0).sqrt() * ((s + 1.0) / (n + 1.0) - 0.5)
}

/// How far the share among some is above the share among others: the test of two proportions with pooled variance, all
/// four counts raised by one.
pub fn test_of_difference(some: Counts, others: Counts, side: Side) -> f64 {
    let (s, n) = (f64::from(some.of(side)) + 1.0, f64::from(some.seen) + 1.0);
    let (t, m) = (
        f64::from(others.of(side)) + 1.0,
        f64::from(others.seen) + 1.0,
    );
    let pooled = (s + t) / (n + m);
    if pooled >= 1.0 {
        return 0.0;
    }
    (s / n - t / m) / (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt()
}

/// The probability that chance alone exceeds `z`.
pub(crate) fn tail(z: f64) -> f64 {
    0.5 * libm::erfc(z / std::f64::consts::SQRT_2)
}

/// Which of many tests stand when a tenth of those that stand may be wrong (Benjamini and Hochberg 1995): the greatest
/// probability that still does; below 0 where none does.
pub(crate) fn limit_for_many(mut probabilities: Vec<f64>) -> f64 {
    probabilities.sort_by(f64::total_cmp);
    let all = crate::number::real(probabilities.len());
    let mut limit = -1.0;
    for (before, probability) in probabilities.iter().enumerate() {
        if *probability <= LEVEL * crate::number::real(before + 1) / all {
            limit = *probability;
        }
    }
    limit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(agree: u32, disagree: u32, seen: u32) -> Counts {
        Counts {
            agree,
            disagree,
            seen,
        }
    }

    #[test]
    fn the_quantile_is_exceeded_one_time_in_ten() {
        assert!((tail(AT_90_PERCENT) - LEVEL).abs() < 1e-4);
        assert!((tail(0.0) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn tests_by_hand() {
        assert!((test_of_share(counts(6, 0, 6), Side::Agree) - 7.0_f64.sqrt()).abs() < 1e-12);
        let z = test_of_difference(counts(3, 0, 3), counts(1, 0, 3), Side::Agree);
        // 4/4 against 2/4, pooled 6/8.
        assert!(
            (z - 0.5 / (0.75_f64 * 0.25 * 0.5).sqrt()).abs() < 1e-12,
            "{z}"
        );
        let all = test_of_difference(counts(3, 0, 3), counts(3, 0, 3), Side::Agree);
        assert!(all.abs() < f64::EPSILON);
    }

    #[test]
    fn of_many_tests_those_stand_that_chance_does_not_give() {
        // Limits are 0.025, 0.05, 0.075, 0.1.
        let is = |of: Vec<f64>, expected: f64| (limit_for_many(of) - expected).abs() < 1e-15;
        assert!(is(vec![0.9, 0.04, 0.02, 0.2], 0.04));
        assert!(is(vec![0.09, 0.099, 0.0999, 0.095], 0.0999));
        assert!(limit_for_many(vec![0.3, 0.2]) < 0.0);
        assert!(limit_for_many(Vec::new()) < 0.0);
    }
}
