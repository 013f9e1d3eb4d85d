//! How clearly groups stand apart.

use crate::axes::Point;

/// The mean silhouette of weighted points (Rousseeuw 1987), from -1 to 1. A point of weight w is w people at one place;
/// who is alone in a group counts 0.
///
/// With every weight 1 it is the usual mean.
pub(crate) fn silhouette(points: &[Point], weights: &[f64], of: &[usize], groups: usize) -> f64 {
    let mut sizes = vec![0.0; groups];
    for (weight, group) in weights.iter().zip(of) {
        sizes[*group] += weight;
    }
    let all: f64 = sizes.iter().sum();
    if all <= 0.0 || groups < 2 {
        return 0.0;
    }
    let mut sum = 0.0;
    let mut away = vec![0.0; groups];
    for ((point, weight), own) in points.iter().zip(weights).zip(of) {
        away.fill(0.0);
        for ((other, weight), group) in points.iter().zip(weights).zip(of) {
            away[*group] += weight * point.distance(*other);
        }
        sum += weight * of_one(&away, &sizes, *own);
    }
    sum / all
}

fn of_one(away: &[f64], sizes: &[f64], own: usize) -> f64 {
    let fellows = sizes[own] - 1.0;
    if fellows <= 0.0 {
        return 0.0;
    }
    let inside = away[own] / fellows;
    let outside = (0..sizes.len())
        .filter(|group| *group != own && sizes[*group] > 0.0)
        .map(|group| away[group] / sizes[group])
        .fold(f64::INFINITY, f64::min);
    let larger = inside.max(outside);
    if !outside.is_finite() || larger <= 0.0 {
        return 0.0;
    }
    (outside - inside) / larger
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(xs: &[f64]) -> Vec<Point> {
        xs.iter().map(|x| Point { x: *x, y: 0.0 }).collect()
    }

    #[test]
    fn a_weight_is_so_many_people_at_one_place() {
        let together = silhouette(&at(&[0.0, 1.0, 9.0]), &[2.0, 1.0, 3.0], &[0, 0, 1], 2);
        let apart = silhouette(
            &at(&[0.0, 0.0, 1.0, 9.0, 9.0, 9.0]),
            &[1.0; 6],
            &[0, 0, 0, 1, 1, 1],
            2,
        );
        assert!((together - apart).abs() < 1e-12, "{together} {apart}");
    }

    #[test]
    fn by_hand() {
        // 0 and 1 against 5: (1 - 1/5), (1 - 1/4), and 0 for the one alone.
        let found = silhouette(&at(&[0.0, 1.0, 5.0]), &[1.0; 3], &[0, 0, 1], 2);
        assert!((found - (0.8 + 0.75) / 3.0).abs() < 1e-12, "{found}");
    }

    #[test]
    fn all_at_one_place_is_no_sign_of_groups() {
        let together = silhouette(&at(&[1.0, 1.0]), &[4.0, 4.0], &[0, 1], 2);
        assert!(together.abs() < f64::EPSILON);
        assert!(silhouette(&[], &[], &[], 2).abs() < f64::EPSILON);
    }
}
