//! Quotas that cannot hold together: which of them, and the least that would have to give.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use crate::groups::{Groups, Rule};
use crate::program::{Effort, Terms, best_panel, solve_whole, whole};
use crate::{Pool, Unsolved};

/// Why no panel can be drawn from a pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Infeasible {
    /// Quotas that cannot hold together, while any one of them fewer can: places in [`Pool::quotas`], each with the
    /// side of it that is in the way.
    pub conflict: Vec<Clash>,
    /// The least that would have to give: places in [`Pool::quotas`] with a new `min` and `max`. `None` where nothing
    /// that may give is enough.
    pub relaxation: Option<Vec<Relaxed>>,
    /// Whether all quotas could be kept if people who live together could be drawn together.
    pub by_households: bool,
}

/// One quota of a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clash {
    /// Its place in [`Pool::quotas`].
    pub quota: usize,
    /// Whether its `min` is part of the conflict.
    pub min: bool,
    /// Whether its `max` is part of the conflict.
    pub max: bool,
}

/// A quota as it would have to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relaxed {
    /// Its place in [`Pool::quotas`].
    pub quota: usize,
    /// The new `min`.
    pub min: u32,
    /// The new `max`.
    pub max: u32,
}

impl Infeasible {
    /// By how many seats quotas change in all; `None` where nothing that may give is enough.
    pub fn total(&self, pool: &Pool) -> Option<u32> {
        let changes = self.relaxation.as_ref()?.iter().map(|to| {
            let from = &pool.quotas()[to.quota];
            from.min - to.min + to.max - from.max
        });
        Some(changes.sum())
    }
}

/// Names a conflict and the least relaxation of quotas for which there is no panel.
pub(crate) fn explain(pool: &Pool, groups: &Groups) -> Result<Infeasible, Unsolved> {
    Ok(Infeasible {
        conflict: conflict(groups)?,
        relaxation: relaxation(pool, groups)?,
        by_households: !groups.households.is_empty()
            && has_panel(&Groups {
                households: Vec::new(),
                ..groups.clone()
            })?,
    })
}

/// Leaves out one side of one quota after another for as long as there is still no panel. What remains cannot lose any
/// more: it is an irreducible conflict.
fn conflict(groups: &Groups) -> Result<Vec<Clash>, Unsolved> {
    let mut kept = groups.clone();
    for place in 0..kept.quotas.len() {
        for side in [Side::Max, Side::Min] {
            let without = side.off(&kept.quotas[place], groups.size);
            if without == kept.quotas[place] {
                continue;
            }
            let before = std::mem::replace(&mut kept.quotas[place], without);
            if has_panel(&kept)? {
                kept.quotas[place] = before;
            }
        }
    }
    let clashes = kept.quotas.iter().enumerate().map(|(quota, rule)| Clash {
        quota,
        min: rule.min > 0,
        max: rule.max < groups.size,
    });
    Ok(clashes.filter(|clash| clash.min || clash.max).collect())
}

#[derive(Clone, Copy)]
enum Side {
    Min,
    Max,
}

impl Side {
    fn off(self, rule: &Rule, size: u32) -> Rule {
        match self {
            Self::Min => Rule {
                min: 0,
                ..rule.clone()
            },
            Self::Max => Rule {
                max: rule.max.max(size),
                ..rule.clone()
            },
        }
    }
}

fn has_panel(groups: &Groups) -> Result<bool, Unsolved> {
    Ok(best_panel(groups, &vec![0.0; groups.len()], Effort::EXACT)?.is_some())
}

/// min Σ (1 + 2/min) · lowered + raised, so that a quota of one is not given up lightly (the rule of the Sortition
/// Foundation's library), with nothing lowered below its floor or raised above its ceiling.
fn relaxation(pool: &Pool, groups: &Groups) -> Result<Option<Vec<Relaxed>>, Unsolved> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let small = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let mut terms: Vec<Terms> = Vec::new();
    for group in 0..groups.len() {
        let most = groups.count(group).min(groups.size);
        terms.push(vec![(problem.add_integer_var(0.0, (0, small(most))), 1.0)]);
    }
    let seats = |groups: &[usize]| -> Vec<(Variable, f64)> {
        groups
            .iter()
            .flat_map(|group| terms[*group].clone())
            .collect()
    };
    let everybody: Vec<usize> = (0..groups.len()).collect();
    problem.add_constraint(seats(&everybody), ComparisonOp::Eq, f64::from(groups.size));
    for household in &groups.households {
        problem.add_constraint(seats(household), ComparisonOp::Le, 1.0);
    }
    let mut gives = Vec::new();
    for (quota, rule) in pool.quotas().iter().zip(&groups.quotas) {
        let dear = if quota.min > 0 {
            1.0 + 2.0 / f64::from(quota.min)
        } else {
            1.0
        };
        let lowered =
            problem.add_integer_var(dear, (0, small(quota.min - quota.floor.min(quota.min))));
        let room = quota.ceiling.min(groups.size.max(quota.max)) - quota.max;
        let raised = problem.add_integer_var(1.0, (0, small(room)));
        let mut row = seats(&rule.groups);
        row.push((lowered, 1.0));
        problem.add_constraint(&row, ComparisonOp::Ge, f64::from(quota.min));
        row.pop();
        row.push((raised, -1.0));
        problem.add_constraint(&row, ComparisonOp::Le, f64::from(quota.max));
        gives.push((lowered, raised));
    }
    let Some(solution) = solve_whole(&problem, Effort::EXACT)? else {
        return Ok(None);
    };
    let relaxed = gives.iter().enumerate().map(|(place, (lowered, raised))| {
        let quota = &pool.quotas()[place];
        Relaxed {
            quota: place,
            min: quota.min - whole(solution.var_value(*lowered)).min(quota.min),
            max: quota.max + whole(solution.var_value(*raised)),
        }
    });
    let changed = relaxed.filter(|to| {
        let quota = &pool.quotas()[to.quota];
        (to.min, to.max) != (quota.min, quota.max)
    });
    Ok(Some(changed.collect()))
}
