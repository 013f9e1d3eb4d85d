//! Groups while they are made: how many, and what they are called.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;

use crate::axes::Point;
use crate::groups::{Clumps, Grouping, MORE_STARTS, Wanted, groupings};
use crate::opinion::{CannotGroup, Opinion, Settings};

/// After so many times in a row that another number of groups stood apart more clearly, it is taken.
const WINS: usize = 4;

/// Groups of people, before they are named.
pub(crate) struct Made {
    pub(crate) clumps: Vec<Point>,
    pub(crate) of: Vec<usize>,
    pub(crate) groups: usize,
    pub(crate) silhouettes: BTreeMap<usize, f64>,
    pub(crate) chosen: Option<usize>,
    pub(crate) rival: Option<(usize, usize)>,
}

impl Made {
    pub(crate) fn of(
        points: &[Point],
        settings: Settings,
        smallest: usize,
        before: Option<&Opinion>,
        chance: &mut ChaCha8Rng,
    ) -> Result<Self, CannotGroup> {
        let clumps = Clumps::of(points, before.map(|before| before.clumps.as_slice()));
        let middles: Option<Vec<Point>> =
            before.map(|before| before.groups.iter().map(|group| group.middle).collect());
        let wanted = Wanted {
            groups: settings.groups.filter(|groups| *groups > 1),
            smallest,
            more_starts: MORE_STARTS,
        };
        let tried = groupings(&clumps, wanted, middles.as_deref(), chance);
        let silhouettes = tried
            .iter()
            .map(|tried| (tried.groups, tried.silhouette))
            .collect();
        let (chosen, rival) = match settings.groups {
            Some(1) => (None, None),
            _ => choose(&tried, before),
        };
        if let (None, Some(groups)) = (chosen, wanted.groups) {
            return Err(CannotGroup {
                groups,
                people: points.len(),
                smallest,
            });
        }
        let of = match chosen {
            Some(chosen) => clumps.of.iter().map(|clump| chosen.of[*clump]).collect(),
            None => vec![0; points.len()],
        };
        Ok(Self {
            groups: chosen.map_or(usize::from(!points.is_empty()), |chosen| chosen.groups),
            chosen: chosen.map(|chosen| chosen.groups),
            clumps: clumps.places,
            of,
            silhouettes,
            rival,
        })
    }

    /// Numbers the groups: as before where most of a group's people are the same, else by size.
    pub(crate) fn name(&mut self, people: &[usize], before: Option<&Opinion>) {
        let was = |person: usize| Some(before?.place(person)?.1);
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let mut sizes = vec![(0_usize, usize::MAX); self.groups];
        for (person, group) in people.iter().zip(&self.of) {
            if let Some(was) = was(*person) {
                *shared.entry((*group, was)).or_default() += 1;
            }
            let (size, first) = &mut sizes[*group];
            *size += 1;
            *first = (*first).min(*person);
        }
        let mut by_shared: Vec<((usize, usize), usize)> = shared.into_iter().collect();
        by_shared.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut name: Vec<Option<usize>> = vec![None; self.groups];
        for ((group, was), _) in by_shared {
            if name[group].is_none() && was < self.groups && !name.contains(&Some(was)) {
                name[group] = Some(was);
            }
        }
        let mut by_size: Vec<usize> = (0..self.groups).collect();
        by_size.sort_by(|a, b| {
            sizes[*b]
                .0
                .cmp(&sizes[*a].0)
                .then(sizes[*a].1.cmp(&sizes[*b].1))
        });
        for group in by_size {
            if name[group].is_none() {
                name[group] = (0..self.groups).find(|free| !name.contains(&Some(*free)));
            }
        }
        for group in &mut self.of {
            *group = name[*group].unwrap_or(*group);
        }
    }
}

/// The grouping that stands apart most clearly, of equals the one with fewer groups. Where there were groups before,
/// their number stays until another has won four times in a row.
fn choose<'g>(
    tried: &'g [Grouping],
    before: Option<&Opinion>,
) -> (Option<&'g Grouping>, Option<(usize, usize)>) {
    let Some(clearest) = tried
        .iter()
        .rev()
        .max_by(|a, b| a.silhouette.total_cmp(&b.silhouette))
    else {
        return (None, None);
    };
    let stays = before.and_then(|before| {
        let stays = before.chosen?;
        tried.iter().find(|tried| tried.groups == stays)
    });
    match stays {
        Some(stays) if stays.groups != clearest.groups => {
            let rival = before.and_then(|before| before.rival);
            let wins = match rival {
                Some((groups, wins)) if groups == clearest.groups => wins + 1,
                _ => 1,
            };
            if wins >= WINS {
                (Some(clearest), None)
            } else {
                (Some(stays), Some((clearest.groups, wins)))
            }
        }
        _ => (Some(clearest), None),
    }
}
