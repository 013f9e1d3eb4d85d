//! Opinion groups: people who stand near each other on the map.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;

use crate::axes::Point;
use crate::means::{Means, first_distinct, nearest};
use crate::number::{part, real};
use crate::silhouette::silhouette;

/// How many clumps people are put into before the clumps are put into groups.
const CLUMPS: usize = 100;
/// The most groups that are tried.
const MOST_GROUPS: usize = 5;
/// For how many people one more group is tried. Polis counts clumps, and so never finds three camps of people who all
/// answer alike.
const PEOPLE_A_GROUP: f64 = 12.0;
/// How many starts are spread out for each number of groups.
pub(crate) const MORE_STARTS: usize = 8;
/// A start has to leave the clumps this much nearer to their means, as a part, to be taken for an earlier one.
const NEARER: f64 = 1e-6;

/// People in clumps: whoever answers nearly alike.
#[derive(Debug, Clone)]
pub(crate) struct Clumps {
    pub(crate) places: Vec<Point>,
    /// How many people are in each.
    pub(crate) weights: Vec<f64>,
    /// For each person the number of their clump.
    pub(crate) of: Vec<usize>,
}

impl Clumps {
    /// Puts people into at most 100 clumps by k-means. It begins with the first places that differ, or with earlier
    /// clumps.
    pub(crate) fn of(people: &[Point], before: Option<&[Point]>) -> Self {
        let mut start: Vec<Point> = before.unwrap_or_default().to_vec();
        if start.len() < CLUMPS {
            let places = start.iter().chain(people).copied();
            start = first_distinct(places, CLUMPS);
        }
        let Means { means, of } = Means::settle(people, &vec![1.0; people.len()], start);
        let mut weights = vec![0.0; means.len()];
        for clump in &of {
            weights[*clump] += 1.0;
        }
        Self {
            places: means,
            weights,
            of,
        }
    }
}

impl Clumps {
    /// Everybody a clump of their own.
    pub(crate) fn single(people: &[Point]) -> Self {
        Self {
            places: people.to_vec(),
            weights: vec![1.0; people.len()],
            of: (0..people.len()).collect(),
        }
    }
}

/// What groups have to be like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// Exactly so many, or as many as stand apart most clearly.
    pub(crate) groups: Option<usize>,
    /// Nobody is put into a smaller group.
    pub(crate) smallest: usize,
    /// How many starts chance spreads out, beside the first clumps and the groups before.
    pub(crate) more_starts: usize,
}

/// One way of putting places into groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Grouping {
    /// For each place its group.
    pub of: Vec<usize>,
    /// How many groups there are.
    pub groups: usize,
    /// How clearly they stand apart, from -1 to 1.
    pub silhouette: f64,
}

/// Puts places at which people stand into groups, and gives the best way for each number of groups that can be made: 2
/// to 5, and fewer where there are few people. No group has fewer than `smallest` people.
///
/// Groups are weighted k-means, from several starts: the first places that differ, and so many more that chance, seeded
/// with `seed`, spreads out. Polis has no more starts, and often ends with groups that are far from the tightest;
/// [`Opinion`](crate::Opinion) has eight. The silhouette counts every person once.
pub fn group_places(
    places: &[Point],
    people: &[u32],
    smallest: usize,
    more_starts: usize,
    seed: u64,
) -> Vec<Grouping> {
    let clumps = Clumps {
        places: places.to_vec(),
        weights: people.iter().map(|people| f64::from(*people)).collect(),
        of: Vec::new(),
    };
    let wanted = Wanted {
        groups: None,
        smallest,
        more_starts,
    };
    groupings(&clumps, wanted, None, &mut ChaCha8Rng::seed_from_u64(seed))
}

/// The best grouping for each number of groups that can be made. Without groups asked for, the numbers are 2 to 5, and
/// fewer where there are few people.
pub(crate) fn groupings(
    clumps: &Clumps,
    wanted: Wanted,
    before: Option<&[Point]>,
    chance: &mut ChaCha8Rng,
) -> Vec<Grouping> {
    let people: f64 = clumps.weights.iter().sum();
    let most = (2..=MOST_GROUPS)
        .take_while(|groups| real(*groups) <= 2.0 + people / PEOPLE_A_GROUP)
        .count()
        + 1;
    let numbers = wanted.groups.map_or(2..=most, |groups| groups..=groups);
    numbers
        .filter(|groups| *groups >= 2 && *groups <= clumps.places.len())
        .filter_map(|groups| best(clumps, groups, wanted, before, chance))
        .collect()
}

/// The grouping into so many groups whose clumps are nearest to their means, of several starts; none where every start
/// ends with a group that is too small.
fn best(
    clumps: &Clumps,
    groups: usize,
    wanted: Wanted,
    before: Option<&[Point]>,
    chance: &mut ChaCha8Rng,
) -> Option<Grouping> {
    let before = before.filter(|means| means.len() == groups);
    let mut starts: Vec<Vec<Point>> = before.into_iter().map(<[_]>::to_vec).collect();
    starts.push(first_distinct(clumps.places.iter().copied(), groups));
    starts.extend((0..wanted.more_starts).map(|_| spread_out(clumps, groups, chance)));
    let mut best: Option<(f64, Means)> = None;
    for start in starts {
        let Some(means) = without_tiny(clumps, start, wanted.smallest) else {
            continue;
        };
        let looseness = means.looseness(&clumps.places, &clumps.weights);
        if best
            .as_ref()
            .is_none_or(|(least, _)| looseness < least * (1.0 - NEARER))
        {
            best = Some((looseness, means));
        }
    }
    let (_, means) = best?;
    Some(Grouping {
        silhouette: silhouette(&clumps.places, &clumps.weights, &means.of, groups),
        of: means.of,
        groups,
    })
}

/// The groups of people who were in groups before, for each person: from where those groups stand now, and from one
/// other start.
pub(crate) fn grouping_from(
    people: &Clumps,
    wanted: Wanted,
    before: &[usize],
    chance: &mut ChaCha8Rng,
) -> Option<Vec<usize>> {
    let groups = wanted.groups?;
    let stand = middles_of(&people.places, before, groups);
    let starts = [stand, spread_out(people, groups, chance)];
    let made = starts
        .into_iter()
        .filter_map(|start| without_tiny(people, start, wanted.smallest))
        .map(|means| (means.looseness(&people.places, &people.weights), means));
    let best = made.min_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, means)| means.of)
}

/// Where groups stand: the middle of those in each. An empty one is left out.
pub(crate) fn middles_of(people: &[Point], of: &[usize], groups: usize) -> Vec<Point> {
    let mut sums = vec![(0.0, 0.0, 0.0); groups];
    for (point, group) in people.iter().zip(of) {
        let sum = &mut sums[*group];
        sum.0 += point.x;
        sum.1 += point.y;
        sum.2 += 1.0;
    }
    let filled = sums.iter().filter(|(_, _, count)| *count > 0.0);
    filled
        .map(|(x, y, count)| Point {
            x: x / count,
            y: y / count,
        })
        .collect()
}

/// Groups from one start, none of them tiny: clumps that would be a tiny group are left out while the means settle, and
/// join the nearest group afterwards. None where that leaves fewer groups.
fn without_tiny(clumps: &Clumps, start: Vec<Point>, smallest: usize) -> Option<Means> {
    let groups = start.len();
    let mut weights = clumps.weights.clone();
    let mut start = start;
    // Each round leaves out at least one clump more.
    for _ in 0..=clumps.places.len() {
        let means = Means::settle(&clumps.places, &weights, start);
        if means.means.len() < groups {
            return None;
        }
        let sizes = sizes(&means.of, &clumps.weights, groups);
        let Some(tiny) = (0..groups).find(|group| sizes[*group] < real(smallest)) else {
            return Some(means);
        };
        let mut left_out = 0;
        for (weight, group) in weights.iter_mut().zip(&means.of) {
            if *group == tiny && *weight > 0.0 {
                *weight = 0.0;
                left_out += 1;
            }
        }
        if left_out == 0 {
            return None;
        }
        // The place of the tiny group goes to the clump that is farthest from where it would belong.
        let others: Vec<Point> = (0..groups)
            .filter(|group| *group != tiny)
            .map(|group| means.means[group])
            .collect();
        let farthest = farthest(clumps, &weights, &others)?;
        start = others;
        start.push(farthest);
    }
    None
}

/// The clump whose people are farthest from all means, weighed by how many they are.
fn farthest(clumps: &Clumps, weights: &[f64], means: &[Point]) -> Option<Point> {
    let mut best: Option<(f64, Point)> = None;
    for (place, weight) in clumps.places.iter().zip(weights) {
        let away = weight * place.squared_distance(means[nearest(*place, means)]);
        if away > 0.0 && best.is_none_or(|(most, _)| away > most) {
            best = Some((away, *place));
        }
    }
    best.map(|(_, place)| place)
}

pub(crate) fn sizes(of: &[usize], weights: &[f64], groups: usize) -> Vec<f64> {
    let mut sizes = vec![0.0; groups];
    for (group, weight) in of.iter().zip(weights) {
        sizes[*group] += weight;
    }
    sizes
}

/// A start whose means are likely to be far apart (k-means++, Arthur and Vassilvitskii 2007).
fn spread_out(clumps: &Clumps, groups: usize, chance: &mut ChaCha8Rng) -> Vec<Point> {
    let mut means: Vec<Point> = Vec::with_capacity(groups);
    let mut away = clumps.weights.clone();
    while means.len() < groups {
        let all: f64 = away.iter().sum();
        let mut left = part(chance) * all;
        let drawn = away.iter().position(|weight| {
            left -= weight;
            left < 0.0
        });
        let last = || away.iter().rposition(|weight| *weight > 0.0).unwrap_or(0);
        means.push(clumps.places[drawn.unwrap_or_else(last)]);
        for ((away, place), weight) in away.iter_mut().zip(&clumps.places).zip(&clumps.weights) {
            *away = weight * place.squared_distance(means[nearest(*place, &means)]);
        }
    }
    means
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(middle: f64, count: usize) -> impl Iterator<Item = Point> {
        (0..count).map(move |i| Point {
            x: middle + 0.1 * real(i % 5),
            y: 0.1 * real(i % 3),
        })
    }

    fn made(people: &[Point], groups: Option<usize>) -> Vec<Grouping> {
        let clumps = Clumps::of(people, None);
        let wanted = Wanted {
            groups,
            smallest: 3,
            more_starts: MORE_STARTS,
        };
        groupings(&clumps, wanted, None, &mut ChaCha8Rng::seed_from_u64(1))
    }

    #[test]
    fn two_heaps_are_two_groups() {
        let people: Vec<Point> = around(0.0, 40).chain(around(8.0, 25)).collect();
        let made = made(&people, None);
        let clearest = made
            .iter()
            .max_by(|a, b| a.silhouette.total_cmp(&b.silhouette));
        let clearest = clearest.unwrap();
        assert_eq!(clearest.groups, 2);
        assert!(clearest.silhouette > 0.9);
    }

    #[test]
    fn one_person_far_away_is_no_group() {
        let lonely = Point { x: 900.0, y: 0.0 };
        let people: Vec<Point> = around(0.0, 40)
            .chain(around(8.0, 25))
            .chain([lonely])
            .collect();
        let made = made(&people, Some(2));
        let clumps = Clumps::of(&people, None);
        let sizes = sizes(&made[0].of, &clumps.weights, 2);
        assert!(sizes.contains(&40.0) && sizes.contains(&26.0), "{sizes:?}");
    }

    #[test]
    fn more_groups_than_people_can_fill_are_not_made() {
        let people: Vec<Point> = around(0.0, 4).collect();
        assert!(made(&people, Some(4)).is_empty());
        assert!(made(&people, Some(40)).is_empty());
        assert!(made(&[], None).is_empty());
        assert!(made(&vec![Point::default(); 1_000], None).is_empty());
    }
}
