//! What quotas cost, and what another method would give.

use crate::chances::Chances;
use crate::groups::Groups;
use crate::leximin::maximin;
use crate::method::Method;
use crate::{Pool, Unsolved};

/// How many times the even chance a chance may be before a warning is due. Beyond it, whoever says something untrue
/// about themselves has much to gain (Flanigan, Liang, Procaccia and Wang, AAAI 2024).
pub const TOO_MUCH: f64 = 3.0;

impl Chances<'_> {
    /// For each category of [`Pool::categories`], what the smallest chance could be if its quotas were not there: what
    /// they cost in fairness. Worked out without a check that panels can give it, so it is an upper bound.
    pub fn without_each_category(&self) -> Result<Vec<f64>, Unsolved> {
        let pool: &Pool = self.pool();
        let mut costs = Vec::new();
        for category in pool.categories() {
            let mut groups: Groups = self.inner().clone();
            for (quota, rule) in pool.quotas().iter().zip(&mut groups.quotas) {
                if quota.category == *category {
                    (rule.min, rule.max) = (0, pool.size());
                }
            }
            costs.push(maximin(&groups, &[])?.unwrap_or_default());
        }
        Ok(costs)
    }

    /// The smallest and the greatest chance that [`Method::Goldilocks`] would give to those who have any.
    pub fn under_goldilocks(&self) -> Result<Option<(f64, f64)>, Unsolved> {
        let groups = self.inner();
        let Some(chances) = Method::Goldilocks.chances(groups, &[], &mut |_| {})? else {
            return Ok(None);
        };
        let some = || groups.open().map(|group| chances[group]);
        Ok(Some((
            some().fold(1.0, f64::min),
            some().fold(0.0, f64::max),
        )))
    }
}
