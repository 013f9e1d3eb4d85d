//! Points put together around means.

use crate::axes::Point;

/// Rounds of moving the means.
const MOST_ROUNDS: usize = 100;
/// Means that all move less than this stand still.
const STILL: f64 = 0.01;

/// Points put together around means: for each point the number of its mean.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Means {
    pub(crate) means: Vec<Point>,
    pub(crate) of: Vec<usize>,
}

impl Means {
    /// Weighted k-means (Lloyd 1982): each point goes to its nearest mean, each mean to the middle of its points, until
    /// all stand still. A mean that has lost its points is dropped.
    pub(crate) fn settle(points: &[Point], weights: &[f64], start: Vec<Point>) -> Self {
        let mut means = start;
        let mut of = vec![0; points.len()];
        for _ in 0..MOST_ROUNDS {
            for (at, point) in of.iter_mut().zip(points) {
                *at = nearest(*point, &means);
            }
            let moved = middles(points, weights, &mut of, means.len());
            let is_still = moved.len() == means.len()
                && moved
                    .iter()
                    .zip(&means)
                    .all(|(a, b)| a.distance(*b) < STILL);
            means = moved;
            if is_still {
                break;
            }
        }
        Self { means, of }
    }

    /// How far the points are from their means, squared and weighted.
    pub(crate) fn looseness(&self, points: &[Point], weights: &[f64]) -> f64 {
        let each = points.iter().zip(weights).zip(&self.of);
        each.map(|((point, weight), of)| weight * point.squared_distance(self.means[*of]))
            .sum()
    }
}

/// The nearest of several points; of several equally near the first.
pub(crate) fn nearest(point: Point, among: &[Point]) -> usize {
    let mut best = (f64::INFINITY, 0);
    for (at, other) in among.iter().enumerate() {
        let distance = point.squared_distance(*other);
        if distance < best.0 {
            best = (distance, at);
        }
    }
    best.1
}

/// The middle of each mean's points; empty ones are taken out and the rest renumbered.
fn middles(points: &[Point], weights: &[f64], of: &mut [usize], count: usize) -> Vec<Point> {
    let mut sums = vec![(0.0, 0.0, 0.0); count];
    for ((point, weight), at) in points.iter().zip(weights).zip(of.iter()) {
        let sum = &mut sums[*at];
        sum.0 += weight * point.x;
        sum.1 += weight * point.y;
        sum.2 += weight;
    }
    let mut renumbered = vec![0; count];
    let mut means = Vec::with_capacity(count);
    for (old, (x, y, weight)) in sums.iter().enumerate() {
        renumbered[old] = means.len();
        if *weight > 0.0 {
            means.push(Point {
                x: x / weight,
                y: y / weight,
            });
        }
    }
    for at in of.iter_mut() {
        *at = renumbered[*at];
    }
    means
}

/// The first so many points that differ.
pub(crate) fn first_distinct(points: impl Iterator<Item = Point>, count: usize) -> Vec<Point> {
    let mut distinct: Vec<Point> = Vec::with_capacity(count);
    for point in points {
        if distinct.len() == count {
            break;
        }
        if !distinct.contains(&point) {
            distinct.push(point);
        }
    }
    distinct
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(xs: &[f64]) -> Vec<Point> {
        xs.iter().map(|x| Point { x: *x, y: 0.0 }).collect()
    }

    #[test]
    fn points_gather_around_their_means_by_weight() {
        let points = points(&[0.0, 1.0, 10.0, 12.0]);
        let start = first_distinct(points.iter().copied(), 2);
        let means = Means::settle(&points, &[1.0, 3.0, 1.0, 1.0], start);
        assert_eq!(means.of, [0, 0, 1, 1]);
        assert_eq!(means.means, self::points(&[0.75, 11.0]));
        assert!((means.looseness(&points, &[1.0, 3.0, 1.0, 1.0]) - 2.75).abs() < 1e-12);
    }

    #[test]
    fn a_mean_without_points_is_dropped() {
        let points = points(&[0.0, 1.0]);
        let means = Means::settle(&points, &[1.0, 1.0], self::points(&[99.0, 0.0]));
        assert_eq!(means.of, [0, 0]);
        assert_eq!(means.means, self::points(&[0.5]));
    }

    #[test]
    fn the_first_points_that_differ_are_taken() {
        let points = points(&[4.0, 4.0, 2.0, 4.0, 1.0]);
        let first = |count| first_distinct(points.iter().copied(), count);
        assert_eq!(first(2), self::points(&[4.0, 2.0]));
        assert_eq!(first(9), self::points(&[4.0, 2.0, 1.0]));
    }
}
