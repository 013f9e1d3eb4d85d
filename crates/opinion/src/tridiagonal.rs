//! Eigenvalues and eigenvectors of a small symmetric matrix that has entries only on and beside its diagonal.

use crate::number::real;

/// Rounds for one eigenvalue; three are usual.
const MOST_ROUNDS: usize = 60;

/// Eigenvalues, greatest first, each with its eigenvector of length 1, by the QL method with implicit shifts (Martin and
/// Wilkinson, "The implicit QL algorithm", Numerische Mathematik 12, 1968).
///
/// `beside[i]` stands between `diagonal[i]` and `diagonal[i + 1]`.
pub(crate) fn eigen(diagonal: &[f64], beside: &[f64]) -> Vec<(f64, Vec<f64>)> {
    let size = diagonal.len();
    let mut values = diagonal.to_vec();
    let mut off: Vec<f64> = beside
        .iter()
        .copied()
        .take(size.saturating_sub(1))
        .collect();
    off.push(0.0);
    // Row by row the vectors' entries: `vectors[row][i]` belongs to value `i`.
    let mut vectors: Vec<Vec<f64>> = (0..size)
        .map(|row| (0..size).map(|i| real(usize::from(row == i))).collect())
        .collect();
    for low in 0..size {
        for _ in 0..MOST_ROUNDS {
            let high = first_split(&values, &off, low);
            if high == low {
                break;
            }
            turn(&mut values, &mut off, &mut vectors, low, high);
        }
    }
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|a, b| values[*b].total_cmp(&values[*a]).then(a.cmp(b)));
    order
        .into_iter()
        .map(|i| (values[i], vectors.iter().map(|row| row[i]).collect()))
        .collect()
}

/// The first place from `low` on after which nothing stands beside the diagonal any more.
fn first_split(values: &[f64], off: &[f64], low: usize) -> usize {
    (low..values.len().saturating_sub(1))
        .find(|i| off[*i].abs() <= f64::EPSILON * (values[*i].abs() + values[i + 1].abs()))
        .unwrap_or(values.len().saturating_sub(1))
}

/// One sweep of rotations from `high` down to `low`.
fn turn(values: &mut [f64], off: &mut [f64], vectors: &mut [Vec<f64>], low: usize, high: usize) {
    let half = (values[low + 1] - values[low]) / (2.0 * off[low]);
    let root = half.hypot(1.0);
    let mut rest = values[high] - values[low] + off[low] / (half + root.copysign(half));
    let (mut sine, mut cosine, mut shift) = (1.0, 1.0, 0.0);
    for i in (low..high).rev() {
        let (across, along) = (sine * off[i], cosine * off[i]);
        let length = across.hypot(rest);
        off[i + 1] = length;
        if length == 0.0 {
            // The matrix fell into two parts on the way: the next round goes on with them.
            values[i + 1] -= shift;
            off[high] = 0.0;
            return;
        }
        sine = across / length;
        cosine = rest / length;
        let value = values[i + 1] - shift;
        let turned = (values[i] - value) * sine + 2.0 * cosine * along;
        shift = sine * turned;
        values[i + 1] = value + shift;
        rest = cosine * turned - along;
        for row in vectors.iter_mut() {
            let (left, right) = (row[i], row[i + 1]);
            row[i + 1] = sine * left + cosine * right;
            row[i] = cosine * left - sine * right;
        }
    }
    values[low] -= shift;
    off[low] = rest;
    off[high] = 0.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_equal_links_has_the_eigenvalues_of_the_book() {
        // 2 on the diagonal and -1 beside it: 2 - 2 cos(k pi / (n + 1)).
        let (size, n) = (9, 9.0);
        let found = eigen(&vec![2.0; size], &vec![-1.0; size - 1]);
        for (i, (value, vector)) in found.iter().enumerate() {
            let k = n - real(i);
            let expected = 2.0 - 2.0 * (k * std::f64::consts::PI / (n + 1.0)).cos();
            assert!((value - expected).abs() < 1e-12, "{i}: {value} {expected}");
            for row in 0..size {
                let before = if row > 0 { vector[row - 1] } else { 0.0 };
                let after = vector.get(row + 1).copied().unwrap_or(0.0);
                let product = 2.0 * vector[row] - before - after;
                assert!((product - value * vector[row]).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn what_falls_into_parts_is_solved_part_by_part() {
        let found = eigen(&[1.0, 5.0, 3.0], &[0.0, 0.0]);
        let values: Vec<f64> = found.iter().map(|(value, _)| *value).collect();
        assert_eq!(values, [5.0, 3.0, 1.0]);
        assert!(eigen(&[], &[]).is_empty());
    }
}
