//! People who are alike, taken together.
//!
//! Two people with the same features (and not of a household with others in the pool) can be exchanged for one
//! another without changing anything that the quotas see. Every goal here (leximin, maximin, Nash, Goldilocks) has a
//! best answer that treats them alike, so the programmes count seats for each group and not for each person: fewer
//! unknowns, and no symmetry to get lost in. (The literature says "types" or "feature vectors"; see §4 of the
//! Methods of Flanigan, Gölz, Gupta, Hennig and Procaccia, Nature 596, 2021, doi 10.1038/s41586-021-03788-6.)

use std::collections::BTreeMap;

use crate::Pool;

/// How many seats of a panel go to each group, in the order of the groups.
pub(crate) type Seats = Vec<u32>;

/// One rule about sums of seats: at least `min` and at most `max` for the groups that are named.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rule {
    pub(crate) groups: Vec<usize>,
    pub(crate) min: u32,
    pub(crate) max: u32,
}

/// A pool as the programmes see it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Groups {
    /// The people of each group: places in [`Pool::people`].
    pub(crate) members: Vec<Vec<usize>>,
    /// For each quota, who counts towards it.
    pub(crate) quotas: Vec<Rule>,
    /// For each household with several people in the pool, its groups.
    pub(crate) households: Vec<Vec<usize>>,
    pub(crate) size: u32,
    /// Groups that are in no possible panel, left out of every programme.
    pub(crate) barred: Vec<bool>,
}

impl Groups {
    pub(crate) fn of(pool: &Pool) -> Self {
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        for household in pool.people().iter().filter_map(|p| p.household.as_deref()) {
            *sizes.entry(household).or_default() += 1;
        }
        let mut places: BTreeMap<(&[usize], Option<&str>), Vec<usize>> = BTreeMap::new();
        for (place, person) in pool.people().iter().enumerate() {
            let shared = person.household.as_deref().filter(|name| sizes[name] > 1);
            places
                .entry((&person.quotas, shared))
                .or_default()
                .push(place);
        }
        let mut quotas: Vec<Rule> = pool
            .quotas()
            .iter()
            .map(|quota| Rule {
                groups: Vec::new(),
                min: quota.min,
                max: quota.max,
            })
            .collect();
        let mut households: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (group, (features, household)) in places.keys().enumerate() {
            for quota in *features {
                quotas[*quota].groups.push(group);
            }
            if let Some(household) = household {
                households.entry(household).or_default().push(group);
            }
        }
        Self {
            barred: vec![false; places.len()],
            quotas,
            households: households.into_values().collect(),
            size: pool.size(),
            members: places.into_values().collect(),
        }
    }

    /// How many groups there are.
    pub(crate) fn len(&self) -> usize {
        self.members.len()
    }

    /// How many people a group has.
    pub(crate) fn count(&self, group: usize) -> u32 {
        u32::try_from(self.members[group].len()).unwrap_or(u32::MAX)
    }

    /// How many people a group has, as a number to reckon with.
    pub(crate) fn weight(&self, group: usize) -> f64 {
        f64::from(self.count(group))
    }

    /// The groups that can be on a panel.
    pub(crate) fn open(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(|group| !self.barred[*group])
    }

    /// Whether the seats keep every rule.
    pub(crate) fn allows(&self, seats: &[u32]) -> bool {
        let sum = |groups: &[usize]| groups.iter().map(|group| seats[*group]).sum::<u32>();
        seats.iter().sum::<u32>() == self.size
            && (0..self.len()).all(|group| seats[group] <= self.count(group))
            && self
                .quotas
                .iter()
                .all(|rule| (rule.min..=rule.max).contains(&sum(&rule.groups)))
            && self.households.iter().all(|groups| sum(groups) <= 1)
    }
}
