//! How alike two ways of parting the same people into groups are.

use std::collections::BTreeMap;

use crate::number::real;

/// The adjusted Rand index (Hubert and Arabie 1985): 1 where both part people in the same way, around 0 where they have
/// no more in common than chance gives. What the groups are called does not matter.
///
/// ```
/// use alongside_opinion::adjusted_rand_index;
///
/// assert_eq!(adjusted_rand_index(&[0, 0, 1, 1], &[7, 7, 3, 3]), 1.0);
/// assert!(adjusted_rand_index(&[0, 0, 1, 1], &[0, 1, 0, 1]) < 0.0);
/// ```
pub fn adjusted_rand_index(a: &[usize], b: &[usize]) -> f64 {
    let mut both: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut in_a: BTreeMap<usize, usize> = BTreeMap::new();
    let mut in_b: BTreeMap<usize, usize> = BTreeMap::new();
    for (a, b) in a.iter().zip(b) {
        *both.entry((*a, *b)).or_default() += 1;
        *in_a.entry(*a).or_default() += 1;
        *in_b.entry(*b).or_default() += 1;
    }
    let pairs = |count: &usize| real(*count) * (real(*count) - 1.0) / 2.0;
    let together: f64 = both.values().map(pairs).sum();
    let (of_a, of_b): (f64, f64) = (
        in_a.values().map(pairs).sum(),
        in_b.values().map(pairs).sum(),
    );
    let all = pairs(&a.len().min(b.len()));
    let by_chance = if all > 0.0 { of_a * of_b / all } else { 0.0 };
    let most = f64::midpoint(of_a, of_b);
    if (most - by_chance).abs() < f64::EPSILON * most.max(1.0) {
        // Both put everybody together, or everybody apart.
        return 1.0;
    }
    (together - by_chance) / (most - by_chance)
}
