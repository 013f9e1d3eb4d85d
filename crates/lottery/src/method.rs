//! The goals that chances can be set by.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use crate::Unsolved;
use crate::groups::Groups;
use crate::leximin::{ROUNDED, leximin, maximin};
use crate::program::{Cut, Terms, add_rules, solve};

/// What makes chances fair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// The smallest chance as great as can be, then the second smallest, and so on.
    Leximin,
    /// The smallest chance as great as can be, and nothing more.
    Maximin,
    /// The product of all chances as great as can be.
    Nash,
    /// Neither tiny chances nor great ones: n/k · max + k/n / min as small as can be, then leximin. It leaves less to
    /// gain for whoever says something untrue about themselves.
    Goldilocks,
    /// Everybody's chance as near to size over people as can be, then leximin.
    Uniform,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 5] = [
        Self::Leximin,
        Self::Maximin,
        Self::Nash,
        Self::Goldilocks,
        Self::Uniform,
    ];

    /// Its name in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Leximin => "leximin",
            Self::Maximin => "maximin",
            Self::Nash => "nash",
            Self::Goldilocks => "goldilocks",
            Self::Uniform => "uniform",
        }
    }

    /// The method of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }

    /// The chance of each group by this method, over all that keeps the rules and the cuts. `None` where nothing does.
    pub(crate) fn chances(
        self,
        groups: &Groups,
        cuts: &[Cut],
        step: &mut dyn FnMut(usize),
    ) -> Result<Option<Vec<f64>>, Unsolved> {
        match self {
            Self::Leximin => leximin(groups, cuts, 1.0, step),
            Self::Maximin => match maximin(groups, cuts)? {
                Some(least) => Ok(between(groups, cuts, least, None)?.map(|(_, chances)| chances)),
                None => Ok(None),
            },
            Self::Nash => nash(groups, cuts),
            Self::Goldilocks => match goldilocks(groups, cuts)? {
                Some(most) => capped(groups, cuts, most, step),
                None => Ok(None),
            },
            Self::Uniform => match nearest_to_even(groups, cuts)? {
                Some(most) => capped(groups, cuts, most, step),
                None => Ok(None),
            },
        }
    }
}

/// Leximin under a ceiling that was itself found with rounding.
fn capped(
    groups: &Groups,
    cuts: &[Cut],
    most: f64,
    step: &mut dyn FnMut(usize),
) -> Result<Option<Vec<f64>>, Unsolved> {
    leximin(groups, cuts, (most + ROUNDED).min(1.0), step)
}

/// Expected seats as unknowns of their own.
struct Expected {
    problem: Problem,
    terms: Vec<Terms>,
    seats: Vec<Option<Variable>>,
}

impl Expected {
    /// Seats between the chances `least` and 1.
    fn new(groups: &Groups, least: f64) -> Self {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut terms = vec![Vec::new(); groups.len()];
        let mut seats = vec![None; groups.len()];
        for group in groups.open() {
            let count = groups.weight(group);
            let unknown = problem.add_var(0.0, (count * (least - 1e-9).max(0.0), count));
            terms[group].push((unknown, 1.0));
            seats[group] = Some(unknown);
        }
        Self {
            problem,
            terms,
            seats,
        }
    }

    /// Asks a group to have no greater chance than `most`, or to be no further from `even` than that.
    fn limit(&mut self, groups: &Groups, group: usize, most: Variable, even: Option<f64>) {
        let Some(seats) = self.seats[group] else {
            return;
        };
        let count = groups.weight(group);
        let middle = count * even.unwrap_or(0.0);
        let below = [(seats, 1.0), (most, -count)];
        self.problem.add_constraint(below, ComparisonOp::Le, middle);
        if even.is_some() {
            let above = [(seats, 1.0), (most, count)];
            self.problem.add_constraint(above, ComparisonOp::Ge, middle);
        }
    }
}

/// The least that the greatest chance can be where the smallest is at least `least`, and chances for which it is that;
/// where `even` is given, the greatest distance from it counts in place of the greatest chance.
fn between(
    groups: &Groups,
    cuts: &[Cut],
    least: f64,
    even: Option<f64>,
) -> Result<Option<(f64, Vec<f64>)>, Unsolved> {
    between_asking(groups, cuts, least, even, &mut vec![false; groups.len()])
}

/// The same, beginning with the groups that were `asked` to keep the limit before, to which it adds.
fn between_asking(
    groups: &Groups,
    cuts: &[Cut],
    least: f64,
    even: Option<f64>,
    asked: &mut [bool],
) -> Result<Option<(f64, Vec<f64>)>, Unsolved> {
    let mut expected = Expected::new(groups, least);
    let most = expected.problem.add_var(1.0, (0.0, 1.0));
    add_rules(
        &mut expected.problem,
        groups,
        cuts,
        &expected.terms,
        &vec![0.0; groups.len()],
    );
    for group in groups.open().filter(|group| asked[*group]) {
        expected.limit(groups, group, most, even);
    }
    loop {
        let Some(solution) = solve(&expected.problem)? else {
            return Ok(None);
        };
        let level = solution.var_value(most);
        let chance = |group: usize| {
            expected.seats[group].map_or(0.0, |seats| {
                solution.var_value(seats) / groups.weight(group)
            })
        };
        let over = |group: usize| match even {
            None => chance(group) - level,
            Some(even) => (chance(group) - even).abs() - level,
        };
        // Only the groups that pass the limit are asked to keep it.
        let passing: Vec<usize> = groups
            .open()
            .filter(|group| !asked[*group] && over(*group) > 1e-8)
            .collect();
        if passing.is_empty() {
            return Ok(Some((
                level,
                (0..groups.len())
                    .map(|group| chance(group).clamp(0.0, 1.0))
                    .collect(),
            )));
        }
        for group in passing {
            asked[group] = true;
            expected.limit(groups, group, most, even);
        }
    }
}

/// The greatest chance for which n/k · max + k/n / min is smallest (Baharav and Flanigan, EC 2024, arXiv 2406.15009,
/// with γ = 1). With the smallest chance given, the least greatest chance is a linear programme, and convex in it: so
/// is the sum, and its lowest point is found by narrowing a range by the golden section, which asks for one programme
/// each time.
pub(crate) fn goldilocks(groups: &Groups, cuts: &[Cut]) -> Result<Option<f64>, Unsolved> {
    let Some(best) = maximin(groups, cuts)? else {
        return Ok(None);
    };
    let people: f64 = groups.open().map(|group| groups.weight(group)).sum();
    let even = f64::from(groups.size) / people;
    let mut asked = vec![false; groups.len()];
    let mut cost = |least: f64| -> Result<(f64, f64), Unsolved> {
        let found = between_asking(groups, cuts, least, None, &mut asked)?;
        let most = found.map_or(1.0, |(most, _)| most);
        Ok((most / even + even / least, most))
    };
    let (mut low, mut high) = (best * 0.05, best);
    let inner = |low: f64, high: f64| (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
    let (left, right) = inner(low, high);
    let (mut at_left, mut at_right) = (cost(left)?, cost(right)?);
    for _ in 0..ROUNDS {
        if at_left.0 <= at_right.0 {
            high = inner(low, high).1;
            at_right = at_left;
            at_left = cost(inner(low, high).0)?;
        } else {
            low = inner(low, high).0;
            at_left = at_right;
            at_right = cost(inner(low, high).1)?;
        }
    }
    Ok(Some(cost(high)?.1))
}

/// The golden section of 1.
const GOLDEN: f64 = 0.618_033_988_749_894_8;
/// How often the range is narrowed: to GOLDEN^14, an eight-hundredth.
const ROUNDS: usize = 14;

/// The greatest chance where everybody's is as near to the even one as can be.
fn nearest_to_even(groups: &Groups, cuts: &[Cut]) -> Result<Option<f64>, Unsolved> {
    let people: f64 = groups.open().map(|group| groups.weight(group)).sum();
    let even = f64::from(groups.size) / people;
    Ok(between(groups, cuts, 0.0, Some(even))?.map(|(away, _)| (even + away).min(1.0)))
}

/// In how many steps the logarithm of a chance is followed, and how often the steps are made finer.
const STEPS: usize = 12;
const FINER: usize = 14;
/// Below this chance the logarithm is followed no further.
const LOWEST: f64 = 1e-5;

/// max Σ count · ln p. The logarithm is followed by straight pieces over a range around the last answer; the range is
/// narrowed where the answer lies inside it, and moved where it lies at its end.
fn nash(groups: &Groups, cuts: &[Cut]) -> Result<Option<Vec<f64>>, Unsolved> {
    let mut ranges = vec![(LOWEST, 1.0); groups.len()];
    let mut chances = vec![0.0; groups.len()];
    for _ in 0..FINER {
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let mut terms: Vec<Terms> = vec![Vec::new(); groups.len()];
        let mut fixed = vec![0.0; groups.len()];
        for group in groups.open() {
            let (low, high): (f64, f64) = ranges[group];
            let count = groups.weight(group);
            fixed[group] = 0.0;
            terms[group].push((problem.add_var(1.0 / low * 2.0, (0.0, count * low)), 1.0));
            let mut from = low;
            for step in 1..=STEPS {
                let part = step as f64 / STEPS as f64;
                // Pieces grow with the chance where the range is wide, as the logarithm flattens.
                let to = if step == STEPS {
                    high
                } else {
                    low + (high - low) * part * part
                };
                if to > from {
                    terms[group].push((
                        problem.add_var(1.0 / (from * to).sqrt(), (0.0, count * (to - from))),
                        1.0,
                    ));
                }
                from = to.max(from);
            }
            if high < 1.0 {
                terms[group].push((
                    problem.add_var(0.5 / high, (0.0, count * (1.0 - high))),
                    1.0,
                ));
            }
        }
        add_rules(&mut problem, groups, cuts, &terms, &fixed);
        let Some(solution) = solve(&problem)? else {
            return Ok(None);
        };
        for group in groups.open() {
            let seats: f64 = terms[group]
                .iter()
                .map(|(unknown, _)| solution.var_value(*unknown))
                .sum();
            let chance = (seats / groups.weight(group)).clamp(1e-9, 1.0);
            chances[group] = chance;
            let (low, high) = ranges[group];
            let width = if chance > low * 1.001 && chance < high * 0.999 {
                (high - low) / 3.0
            } else {
                (high - low) * 0.7
            };
            let low = (chance - width / 2.0).max(chance / 4.0).max(LOWEST);
            ranges[group] = (low, (chance + width / 2.0).min(1.0).max(low * 1.0001));
        }
    }
    Ok(Some(chances))
}
