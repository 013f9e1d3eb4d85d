//! Linear and integer programmes over seats, handed to `microlp`.
//!
//! Nothing here looks at a clock: searches are limited by their number of steps, so that the same pool gives the same
//! panels on a fast machine and on a slow one.

use microlp::{
    ComparisonOp, Error, OptimizationDirection, Problem, Solution, SolveOptions, SolveOutcome,
    Variable,
};

use crate::Unsolved;
use crate::groups::{Groups, Rule, Seats};

/// A linear inequality over seats that every panel keeps: Σ weights · seats ≤ most. (A cut, where some mixture that
/// keeps the quotas on average breaks it.)
#[derive(Debug, Clone)]
pub(crate) struct Cut {
    pub(crate) weights: Vec<f64>,
    pub(crate) most: f64,
}

/// The expected seats of one group as a sum of unknowns times numbers.
pub(crate) type Terms = Vec<(Variable, f64)>;

/// Adds the rules that expected seats keep: the size, quotas, households and cuts. `terms` says what the expected
/// seats of each group are made of, beside a number in `fixed`.
pub(crate) fn add_rules(
    problem: &mut Problem,
    groups: &Groups,
    cuts: &[Cut],
    terms: &[Terms],
    fixed: &[f64],
) {
    let everybody = Rule {
        groups: (0..groups.len()).collect(),
        min: groups.size,
        max: groups.size,
    };
    let mut sum = Sum::new(terms, fixed);
    for rule in std::iter::once(&everybody).chain(&groups.quotas) {
        sum.begin();
        for group in &rule.groups {
            sum.add(*group, 1.0);
        }
        sum.between(problem, f64::from(rule.min), f64::from(rule.max));
    }
    for household in &groups.households {
        sum.begin();
        for group in household {
            sum.add(*group, 1.0);
        }
        sum.at_most(problem, 1.0);
    }
    for cut in cuts {
        sum.begin();
        for (group, weight) in cut.weights.iter().enumerate().filter(|(_, w)| **w != 0.0) {
            sum.add(group, *weight);
        }
        sum.at_most(problem, cut.most);
    }
}

/// A sum of expected seats as a row of a programme.
struct Sum<'t> {
    terms: &'t [Terms],
    fixed: &'t [f64],
    /// The number before each unknown, by its place, and the unknowns met so far.
    numbers: Vec<f64>,
    met: Vec<Variable>,
    constant: f64,
}

impl<'t> Sum<'t> {
    fn new(terms: &'t [Terms], fixed: &'t [f64]) -> Self {
        Self {
            terms,
            fixed,
            numbers: Vec::new(),
            met: Vec::new(),
            constant: 0.0,
        }
    }

    fn begin(&mut self) {
        for variable in self.met.drain(..) {
            self.numbers[variable.idx()] = 0.0;
        }
        self.constant = 0.0;
    }

    fn add(&mut self, group: usize, weight: f64) {
        self.constant += weight * self.fixed[group];
        for (variable, number) in &self.terms[group] {
            let place = variable.idx();
            if self.numbers.len() <= place {
                self.numbers.resize(place + 1, 0.0);
            }
            if self.numbers[place] == 0.0 {
                self.met.push(*variable);
            }
            self.numbers[place] += weight * number;
        }
    }

    fn row(&self) -> Vec<(Variable, f64)> {
        self.met
            .iter()
            .map(|variable| (*variable, self.numbers[variable.idx()]))
            .collect()
    }

    /// One row whose slack has two bounds, in place of two rows.
    fn between(&self, problem: &mut Problem, min: f64, max: f64) {
        let (min, max) = (min - self.constant, max - self.constant);
        let mut row = self.row();
        if row.is_empty() {
            // Nothing is left to choose: the rule holds, or it did not hold for the numbers that were fixed.
        } else if min >= max {
            problem.add_constraint(row, ComparisonOp::Eq, min);
        } else {
            let slack = problem.add_var(0.0, (min, max));
            row.push((slack, -1.0));
            problem.add_constraint(row, ComparisonOp::Eq, 0.0);
        }
    }

    fn at_most(&self, problem: &mut Problem, most: f64) {
        let row = self.row();
        if !row.is_empty() {
            problem.add_constraint(row, ComparisonOp::Le, most - self.constant);
        }
    }
}

/// Solves a programme without whole numbers; `None` where nothing keeps its rules. Where a tight tolerance is too much
/// for the solver it is asked again with looser ones.
pub(crate) fn solve(problem: &Problem) -> Result<Option<Solution>, Unsolved> {
    let mut last = Error::Infeasible;
    for (tolerance, presolve) in WAYS {
        let mut options = SolveOptions::default();
        options.tolerances.feasibility = tolerance;
        options.presolve = presolve;
        match problem.solve_with(options) {
            Ok(outcome) => return Ok(outcome.into_solution().ok()),
            Err(Error::Infeasible) => return Ok(None),
            Err(cause) => last = cause,
        }
    }
    Err(Unsolved::new(&last))
}

/// How far a rule may be missed by rounding, in seats, and whether the programme is made simpler first.
const WAYS: [(f64, bool); 4] = [(1e-9, true), (1e-9, false), (1e-7, true), (1e-7, false)];

/// How hard to look for the best panel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Effort {
    /// Stop at a panel that is known to be this near to the best, as a part of its worth.
    pub(crate) gap: f64,
    /// Stop after so many steps of the search, where a panel has been found.
    pub(crate) nodes: Option<u64>,
}

impl Effort {
    /// The best panel, with proof.
    pub(crate) const EXACT: Self = Self {
        gap: 0.0,
        nodes: None,
    };
}

/// The panel with the greatest Σ worth · seats, and a number that no panel exceeds; `None` where no panel keeps the
/// rules. Groups that are barred have no seats, and `least` asks for at least so many of one group.
pub(crate) fn best_panel(
    groups: &Groups,
    worth: &[f64],
    effort: Effort,
) -> Result<Option<(Seats, f64)>, Unsolved> {
    let open: Vec<usize> = groups.open().collect();
    best_panel_of(groups, &open, worth, effort)
}

/// The same with seats for some groups only.
pub(crate) fn best_panel_of(
    groups: &Groups,
    among: &[usize],
    worth: &[f64],
    effort: Effort,
) -> Result<Option<(Seats, f64)>, Unsolved> {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let mut terms: Vec<Terms> = vec![Vec::new(); groups.len()];
    for group in among {
        let most = i32::try_from(groups.count(*group).min(groups.size)).unwrap_or(i32::MAX);
        let seats = problem.add_integer_var(worth[*group], (0, most));
        terms[*group].push((seats, 1.0));
    }
    if !has_room(groups, &terms) {
        return Ok(None);
    }
    add_rules(&mut problem, groups, &[], &terms, &vec![0.0; groups.len()]);
    let Some(solution) = solve_whole(&problem, effort)? else {
        return Ok(None);
    };
    let seats: Seats = terms
        .iter()
        .map(|terms| {
            terms
                .first()
                .map_or(0, |(seats, _)| whole(solution.var_value(*seats)))
        })
        .collect();
    if !groups.allows(&seats) {
        return Err(Unsolved::because(
            "the solver gave a panel that does not keep the quotas",
        ));
    }
    let value: f64 = (0..groups.len())
        .map(|group| worth[group] * f64::from(seats[group]))
        .sum();
    let bound = solution
        .stats()
        .best_bound
        .filter(|_| effort != Effort::EXACT);
    Ok(Some((seats, bound.unwrap_or(value).max(value))))
}

/// Whether every quota that asks for somebody has somebody: a row of nothing is no row for the solver.
fn has_room(groups: &Groups, terms: &[Terms]) -> bool {
    groups
        .quotas
        .iter()
        .all(|rule| rule.min == 0 || rule.groups.iter().any(|group| !terms[*group].is_empty()))
}

/// Solves a programme with whole numbers; `None` where nothing keeps its rules.
pub(crate) fn solve_whole(problem: &Problem, effort: Effort) -> Result<Option<Solution>, Unsolved> {
    let mut options = SolveOptions::default();
    options.mip_gap = effort.gap;
    options.node_limit = effort.nodes;
    match problem.solve_with(options) {
        Ok(outcome) => finish(outcome),
        Err(Error::Infeasible) => Ok(None),
        Err(cause) => Err(Unsolved::new(&cause)),
    }
}

/// After so many steps without any panel a search is given up.
const MOST_NODES: u64 = 200_000;

/// A search that stopped before it found any panel goes on until it finds one.
fn finish(mut outcome: SolveOutcome) -> Result<Option<Solution>, Unsolved> {
    while outcome.solution().is_none() {
        if outcome.stats().nodes_solved > MOST_NODES {
            return Err(Unsolved::because(
                "the search for a panel has no end in sight",
            ));
        }
        outcome = match outcome.resume() {
            Ok(outcome) => outcome,
            Err(Error::Infeasible) => return Ok(None),
            Err(cause) => return Err(Unsolved::new(&cause)),
        };
    }
    Ok(outcome.into_solution().ok())
}

/// The whole number that a solver's number stands for.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounded, and not below 0"
)]
pub(crate) fn whole(number: f64) -> u32 {
    number.round().max(0.0) as u32
}
