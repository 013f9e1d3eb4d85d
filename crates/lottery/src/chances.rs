//! Everybody's chance, and what gives it to them.

use sha2::{Digest, Sha256};

use crate::coverage::bar_the_unreachable;
use crate::groups::{Groups, Seats};
use crate::hull::{self, Found};
use crate::infeasible::{Infeasible, explain};
use crate::lottery::{Lottery, seat};
use crate::method::Method;
use crate::program::Cut;
use crate::{Pool, Unsolved};

/// Why no chances can be given.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// No panel keeps all the quotas.
    #[error("no panel keeps all the quotas")]
    Infeasible(Infeasible),
    /// The solver gave up.
    #[error(transparent)]
    Unsolved(#[from] Unsolved),
}

/// How far the work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Groups of people who are alike that a panel has been found for, of how many.
    Reached(usize, usize),
    /// Groups whose chance is settled, of how many.
    Settled(usize, usize),
    /// Panels that were mixed to check that the chances can be given.
    Mixed(usize, usize),
    /// Panels of the lottery, of how many.
    Drawn(usize, usize),
}

/// Everybody's chance by a method, before the chances are made into a lottery.
///
/// ```
/// use alongside_lottery::{Chances, Measures, Method, Pool, Table};
///
/// let row = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
/// let quotas = Table::new(
///     ["category", "feature", "min", "max"],
///     [row(&["area", "north", "1", "1"]), row(&["area", "south", "1", "1"])],
/// );
/// let people = Table::new(
///     ["id", "area"],
///     [row(&["ann", "north"]), row(&["bob", "south"]), row(&["cas", "south"]), row(&["dee", "south"])],
/// );
/// let pool = Pool::read(&people, &quotas, 2).unwrap();
///
/// let chances = Chances::find(&pool, Method::Leximin, &mut |_| {})?;
/// assert!((chances.of(0) - 1.0).abs() < 1e-6, "the only one from the north is always on the panel");
/// assert!((chances.of(1) - 1.0 / 3.0).abs() < 1e-6);
///
/// let lottery = chances.lottery(300, &mut |_| {})?;
/// assert_eq!(lottery.panels.len(), 300);
/// assert_eq!(lottery.chances()[2], 100.0 / 300.0);
/// # Ok::<(), alongside_lottery::Refusal>(())
/// ```
#[derive(Debug, Clone)]
pub struct Chances<'p> {
    pool: &'p Pool,
    groups: Groups,
    /// The chance of each group.
    by_group: Vec<f64>,
    /// Panels found on the way, which can be mixed to give the chances up to `shortfall`.
    panels: Vec<Seats>,
    shortfall: f64,
    cuts: usize,
}

/// With no more groups than this, a mixture is sought until it is exact.
const FEW: usize = 100;
/// How many panels are added to the mixture of a larger pool.
const MOST_ADDED: usize = 40;
/// How near a mixture comes to the chances to count as giving them, with few groups and with many.
const EXACTLY: f64 = 1e-8;
const NEARLY: f64 = 5e-4;
/// With more groups than this, the lottery itself shows how near panels come to the chances.
const MANY: usize = 500;
/// After so many cuts the last chances are taken, and their shortfall told.
const MOST_CUTS: usize = 300;

impl<'p> Chances<'p> {
    /// Finds everybody's chance. `progress` hears how far the work has come.
    pub fn find(
        pool: &'p Pool,
        method: Method,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, Refusal> {
        let mut groups = Groups::of(pool);
        let all = groups.len();
        let reached =
            bar_the_unreachable(&mut groups, &mut |n| progress(Progress::Reached(n, all)))?;
        let Some(mut panels) = reached else {
            return Err(Refusal::Infeasible(explain(pool, &groups)?));
        };
        let mut cuts: Vec<Cut> = Vec::new();
        let mut before: Vec<f64> = Vec::new();
        loop {
            let found =
                method.chances(&groups, &cuts, &mut |n| progress(Progress::Settled(n, all)))?;
            let chances =
                found.ok_or_else(|| Unsolved::because("panels were found, and then no chances"))?;
            let (near, most) = match groups.len() {
                0..=FEW => (EXACTLY, usize::MAX),
                _ => (NEARLY, MOST_ADDED),
            };
            if groups.len() > MANY {
                return Ok(Self {
                    pool,
                    groups,
                    by_group: chances,
                    panels,
                    shortfall: f64::NAN,
                    cuts: 0,
                });
            }
            let mut lottery = Lottery::new(&groups, &chances);
            let seeds = seeds(groups.len());
            for added in 0..seeds {
                lottery.add()?;
                progress(Progress::Mixed(added, seeds + most.min(MOST_ADDED)));
            }
            let mut known: Vec<Seats> = std::mem::take(&mut lottery.panels);
            known.extend(panels.iter().cloned());
            known.sort_unstable();
            known.dedup();
            match hull::check(&groups, &chances, &mut known, near, most)? {
                // A cut that changes nothing is about the solver's rounding.
                Found::Outside(cut, _) if cuts.len() < MOST_CUTS && !is_same(&before, &chances) => {
                    cuts.push(cut);
                    panels = known;
                    before = chances;
                }
                Found::Outside(_, by) => {
                    return Ok(Self {
                        pool,
                        groups,
                        by_group: chances,
                        panels: known,
                        shortfall: by,
                        cuts: cuts.len(),
                    });
                }
                Found::Mixture(shortfall) => {
                    return Ok(Self {
                        pool,
                        groups,
                        by_group: chances,
                        panels: known,
                        shortfall,
                        cuts: cuts.len(),
                    });
                }
            }
        }
    }

    pub(crate) const fn pool(&self) -> &'p Pool {
        self.pool
    }

    pub(crate) const fn inner(&self) -> &Groups {
        &self.groups
    }

    /// The chance of a person, by their place in [`Pool::people`].
    pub fn of(&self, person: usize) -> f64 {
        let group = self
            .groups
            .members
            .iter()
            .position(|members| members.contains(&person));
        group.map_or(0.0, |group| self.by_group[group])
    }

    /// Everybody's chance, in the order of [`Pool::people`], to nine decimals.
    pub fn all(&self) -> Vec<f64> {
        let mut all = vec![0.0; self.pool.people().len()];
        for (members, chance) in self.groups.members.iter().zip(&self.by_group) {
            for person in members {
                all[*person] = crate::measures::rounded(chance.clamp(0.0, 1.0));
            }
        }
        all
    }

    /// Who is in no panel that keeps the quotas: places in [`Pool::people`].
    pub fn uncovered(&self) -> Vec<usize> {
        let barred = self
            .groups
            .members
            .iter()
            .zip(&self.groups.barred)
            .filter(|(_, barred)| **barred);
        let mut places: Vec<usize> = barred
            .flat_map(|(members, _)| members.iter().copied())
            .collect();
        places.sort_unstable();
        places
    }

    /// How many groups of people who are alike there are.
    pub fn groups(&self) -> usize {
        self.groups.len()
    }

    /// By how much a mixture of panels was found to fall short of somebody's chance at most. Up to 1e-7 the chances
    /// are proved to be the best there are; `NAN` where the pool is so large that it is left to [`Chances::mixture`] to
    /// show.
    pub const fn shortfall(&self) -> f64 {
        self.shortfall
    }

    /// How often chances were found that no panels can give, and others had to be looked for.
    pub const fn cuts(&self) -> usize {
        self.cuts
    }

    /// Everybody's chance with exact weights in place of equally likely panels, as nearly as it was found: by the
    /// panels that the chances were checked with, or, in a pool too large for that, by [`Lots::weights`](crate::Lots::weights)
    /// on the panels of a lottery.
    pub fn mixture(&self, lots: &crate::Lots<'_>) -> Result<Mixture, Refusal> {
        if self.shortfall.is_nan() {
            let weights = lots.weights(&self.all());
            return Ok(Mixture {
                panels: weights.parts.iter().filter(|parts| **parts > 0).count(),
                chances: weights.chances,
                shortfall: weights.shortfall,
            });
        }
        let (weights, shortfall) = hull::weights(&self.groups, &self.by_group, &self.panels)?;
        let sum: f64 = weights.iter().sum();
        let mut chances = vec![0.0; self.pool.people().len()];
        for (group, members) in self.groups.members.iter().enumerate() {
            let expected: f64 = self
                .panels
                .iter()
                .zip(&weights)
                .map(|(seats, weight)| weight / sum * f64::from(seats[group]))
                .sum();
            for person in members {
                chances[*person] = expected / self.groups.weight(group);
            }
        }
        Ok(Mixture {
            chances,
            shortfall,
            panels: weights.iter().filter(|weight| **weight > 0.0).count(),
        })
    }

    /// Makes the chances into a lottery of `count` panels that are all equally likely.
    pub fn lottery(
        &self,
        count: usize,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<crate::Lots<'p>, Refusal> {
        let mut lottery = Lottery::new(&self.groups, &self.by_group);
        for drawn in 0..count {
            lottery.add()?;
            progress(Progress::Drawn(drawn + 1, count));
        }
        let hash = self.pool.hash();
        let panels = seat(self.pool, &self.groups, &lottery.panels, &hash);
        Ok(crate::Lots {
            pool: self.pool,
            panels,
        })
    }
}

/// Whether two answers are the same but for rounding.
fn is_same(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| (a - b).abs() < 1e-8)
}

/// How many panels of the lottery a mixture begins with.
const fn seeds(groups: usize) -> usize {
    if groups <= FEW {
        2 * groups
    } else {
        groups + groups / 2
    }
}

/// Panels with weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixture {
    /// Everybody's chance when a panel is drawn by the weights.
    pub chances: Vec<f64>,
    /// By how much somebody falls short at most.
    pub shortfall: f64,
    /// How many panels have a weight.
    pub panels: usize,
}

impl Pool {
    /// SHA-256 of the pool, the quotas and the size: of the people in the order of their ids, so that the order of
    /// the rows changes nothing.
    pub fn hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text.as_bytes());
        };
        add("alongside-lottery pool 1");
        add(&self.size().to_string());
        for quota in self.quotas() {
            add(&quota.category);
            add(&quota.feature);
            add(&format!("{} {}", quota.min, quota.max));
        }
        for person in self.people() {
            add(&person.id);
            add(person.household.as_deref().unwrap_or_default());
            for quota in &person.quotas {
                add(&self.quotas()[*quota].feature);
            }
        }
        hash.finalize().into()
    }
}
