//! The two directions in which votes differ most.

use rand_chacha::ChaCha8Rng;

use crate::number::{dot, part, real};
use crate::tridiagonal;

/// The most steps taken: where the third direction is as strong as the second nothing would be gained by more.
const MOST_STEPS: usize = 300;
/// Every so many steps it is looked whether the directions are found.
const LOOK_EVERY: usize = 6;

/// An eigenvector of length 1 with its eigenvalue.
pub(crate) struct Direction {
    pub(crate) value: f64,
    pub(crate) vector: Vec<f64>,
}

/// The greatest two eigenvalues of a symmetric matrix without negative eigenvalues, which is known only by what it makes
/// of a vector (Lanczos 1950, with every step made orthogonal to all earlier ones: Parlett, "The Symmetric Eigenvalue
/// Problem", chapter 13). `exact` is how far the matrix may move a direction away from its multiple, as a part of the
/// greatest eigenvalue.
///
/// One step costs one product with the matrix. That is why it is here and no library's decomposition of the whole
/// matrix: votes on 1,000 statements by 100,000 people give a matrix of a million entries, each a sum over everybody,
/// where only two of its thousand directions are asked for.
pub(crate) fn leading_two(
    mut times: impl FnMut(&[f64]) -> Vec<f64>,
    start: &[f64],
    exact: f64,
    chance: &mut ChaCha8Rng,
) -> Vec<Direction> {
    let size = start.len();
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let (mut diagonal, mut beside) = (Vec::new(), Vec::new());
    let mut next = start.to_vec();
    let mut scale = 0.0_f64;
    let mut has_turned = false;
    while basis.len() < size.min(MOST_STEPS) {
        let mut left = orthogonal(&mut next, &basis);
        if left <= 1e-12 * scale.max(f64::MIN_POSITIVE) || basis.is_empty() && left == 0.0 {
            // All that could be reached from the start is known. What is left is looked for from somewhere else.
            next = (0..size).map(|_| part(chance) - 0.5).collect();
            if orthogonal(&mut next, &basis) <= 1e-9 {
                break;
            }
            left = 0.0;
            has_turned = true;
        }
        if !basis.is_empty() {
            beside.push(left);
        }
        basis.push(next);
        let newest = &basis[basis.len() - 1];
        next = times(newest);
        let along = dot(newest, &next);
        scale = scale.max(along.abs());
        diagonal.push(along);
        if has_turned && dot(&next, &next).sqrt() <= 1e-12 * scale {
            // Chance found nothing outside what is known, so there is nothing.
            break;
        }
        has_turned = false;
        let steps = basis.len();
        if steps.is_multiple_of(LOOK_EVERY) || steps == size {
            let mut rest = next.clone();
            let norm = orthogonal(&mut rest, &basis);
            let found = tridiagonal::eigen(&diagonal, &beside);
            let is_exact = |(_, vector): &(f64, Vec<f64>)| {
                let last = vector.last().copied().unwrap_or(0.0);
                (norm * last).abs() <= exact * found[0].0.abs()
            };
            if found.len() >= 2 && found.iter().take(2).all(is_exact) && norm > 1e-12 * scale {
                break;
            }
        }
    }
    let found = tridiagonal::eigen(&diagonal, &beside);
    found
        .into_iter()
        .take(2)
        .map(|(value, weights)| Direction {
            value: value.max(0.0),
            vector: combined(&basis, &weights, size),
        })
        .collect()
}

/// Takes from a vector what lies along the basis and makes its length 1. Gives the length that was left.
fn orthogonal(vector: &mut [f64], basis: &[Vec<f64>]) -> f64 {
    // Twice is enough (Kahan, in Parlett): the second round takes away what the first one's rounding left.
    for _ in 0..2 {
        for known in basis {
            let along = dot(known, vector);
            for (entry, known) in vector.iter_mut().zip(known) {
                *entry -= along * known;
            }
        }
    }
    let length = dot(vector, vector).sqrt();
    if length > 0.0 {
        for entry in vector.iter_mut() {
            *entry /= length;
        }
    }
    length
}

fn combined(basis: &[Vec<f64>], weights: &[f64], size: usize) -> Vec<f64> {
    let mut vector = vec![0.0; size];
    for (known, weight) in basis.iter().zip(weights) {
        for (entry, known) in vector.iter_mut().zip(known) {
            *entry += weight * known;
        }
    }
    let length = dot(&vector, &vector).sqrt();
    if length > 0.0 {
        for entry in &mut vector {
            *entry /= length;
        }
    }
    vector
}

/// A start that leans no way in particular and that no direction of votes is at right angles to.
pub(crate) fn any_start(size: usize, chance: &mut ChaCha8Rng) -> Vec<f64> {
    (0..size)
        .map(|i| real(i % 2) - 0.5 + 0.5 * part(chance))
        .collect()
}

#[cfg(test)]
mod tests {
    use rand_chacha::rand_core::SeedableRng as _;

    use super::*;

    fn times(matrix: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
        matrix.iter().map(|row| dot(row, vector)).collect()
    }

    fn found(matrix: &[Vec<f64>]) -> Vec<Direction> {
        let mut chance = ChaCha8Rng::seed_from_u64(1);
        let start = any_start(matrix.len(), &mut chance);
        leading_two(|v| times(matrix, v), &start, 1e-10, &mut chance)
    }

    #[test]
    fn the_two_directions_are_those_that_the_matrix_only_stretches() {
        let mut chance = ChaCha8Rng::seed_from_u64(7);
        for size in [2, 3, 10, 60] {
            let half: Vec<Vec<f64>> = (0..size)
                .map(|_| (0..size).map(|_| part(&mut chance) - 0.5).collect())
                .collect();
            let matrix: Vec<Vec<f64>> = half
                .iter()
                .map(|a| half.iter().map(|b| dot(a, b)).collect())
                .collect();
            let found = found(&matrix);
            assert_eq!(found.len(), 2);
            assert!(found[0].value >= found[1].value);
            for direction in &found {
                let product = times(&matrix, &direction.vector);
                for (entry, expected) in product.iter().zip(&direction.vector) {
                    assert!((entry - direction.value * expected).abs() < 1e-7, "{size}");
                }
            }
            assert!(dot(&found[0].vector, &found[1].vector).abs() < 1e-8);
        }
    }

    #[test]
    fn two_directions_of_equal_strength_are_both_found() {
        let matrix = vec![
            vec![3.0, 0.0, 0.0],
            vec![0.0, 3.0, 0.0],
            vec![0.0, 0.0, 1.0],
        ];
        let values: Vec<f64> = found(&matrix).iter().map(|found| found.value).collect();
        assert!(
            (values[0] - 3.0).abs() < 1e-9 && (values[1] - 3.0).abs() < 1e-9,
            "{values:?}"
        );
    }

    #[test]
    fn nothing_has_no_direction() {
        let values: Vec<f64> = found(&vec![vec![0.0; 4]; 4])
            .iter()
            .map(|f| f.value)
            .collect();
        assert!(values.iter().all(|value| *value == 0.0));
        assert!(found(&[]).is_empty());
    }
}
