//! The pool and the quotas: who put themselves forward, and what the panel must look like.

mod fault;
mod read;

pub use fault::{Fault, Part};
pub use read::Table;

/// Somebody who put themselves forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their id: what the column `id` says, or the number of their row from 1.
    pub id: String,
    /// Which quota of each category they count towards: places in [`Pool::quotas`], in the order of the categories.
    pub quotas: Vec<usize>,
    /// Who they live with: at most one of a household is on a panel.
    pub household: Option<String>,
}

/// How many of the panel must have one feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota {
    /// What is looked at, such as `area`.
    pub category: String,
    /// What it must be, such as `north`.
    pub feature: String,
    /// The fewest of the panel.
    pub min: u32,
    /// The most of the panel.
    pub max: u32,
    /// How low `min` may be put where the quotas cannot hold together.
    pub floor: u32,
    /// How high `max` may be put where the quotas cannot hold together.
    pub ceiling: u32,
}

/// People, quotas and the size of the panel, checked against one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    people: Vec<Person>,
    order: Vec<usize>,
    quotas: Vec<Quota>,
    categories: Vec<String>,
    size: u32,
}

impl Pool {
    /// Everybody, in the order of their ids, so that the order of the rows changes nothing: ids of nothing but digits
    /// first, by number, then all others as text.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// Where each row's person stands in [`Pool::people`], in the order of the rows.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The quotas, category by category.
    pub fn quotas(&self) -> &[Quota] {
        &self.quotas
    }

    /// The names of the categories, in the order in which the quotas name them.
    pub fn categories(&self) -> &[String] {
        &self.categories
    }

    /// How many the panel has.
    pub const fn size(&self) -> u32 {
        self.size
    }

    /// The chance that everybody would have if there were no quotas: size over number of people.
    pub fn even_chance(&self) -> f64 {
        f64::from(self.size) / self.people.len() as f64
    }

    /// The categories whose quotas leave no room, so that every panel has as many of some feature as every other: a
    /// `min` that is the `max`, or all `min`, or all `max`, of which add up to the size. Whoever has a table of many
    /// such panels can work out which people have the same feature.
    pub fn fixed_categories(&self) -> Vec<&str> {
        let is_fixed = |category: &&String| {
            let own = || {
                self.quotas
                    .iter()
                    .filter(|quota| quota.category == **category)
            };
            let sum = |bound: fn(&Quota) -> u32| own().map(bound).map(u64::from).sum::<u64>();
            let size = u64::from(self.size);
            own().any(|quota| quota.min == quota.max)
                || sum(|quota| quota.min) == size
                || sum(|quota| quota.max) == size
        };
        let fixed = self.categories.iter().filter(is_fixed);
        fixed.map(String::as_str).collect()
    }

    /// The same people with other quotas, one for each of [`Pool::quotas`] in their order.
    #[must_use]
    pub fn with_bounds(&self, bounds: &[(u32, u32)]) -> Self {
        let mut pool = self.clone();
        for (quota, (min, max)) in pool.quotas.iter_mut().zip(bounds) {
            (quota.min, quota.max) = (*min, *max);
        }
        pool
    }
}
