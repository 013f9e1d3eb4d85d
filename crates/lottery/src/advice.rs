//! What quotas cost, and what another method would give.

use crate::chances::Chances;
use crate::groups::Groups;
use crate::leximin::{maximin, maximin_below};
use crate::method::goldilocks;
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

    /// The smallest and the greatest chance that [`Method::Goldilocks`](crate::Method::Goldilocks) would give to those
    /// who have any. Worked out from what quotas allow on average, without a check that panels can give it: the smallest
    /// is an upper bound, and the greatest a lower one.
    pub fn under_goldilocks(&self) -> Result<Option<(f64, f64)>, Unsolved> {
        let groups = self.inner();
        let Some(most) = goldilocks(groups, &[])? else {
            return Ok(None);
        };
        // What leximin under that ceiling begins with.
        let least = maximin_below(groups, most)?;
        Ok(least.map(|least| (least, most)))
    }
}
