//! Whether panels can give the chances: the check that makes the shortcut of `leximin.rs` exact.
//!
//! Chances that keep the quotas on average need not be a mixture of panels that keep them exactly. A mixture is sought
//! by column generation: a small programme mixes the panels known so far to fall short by as little as can be, its
//! prices say which panel would help most, and that panel is sought among all. Where the best panel for some prices is
//! worth less than the chances themselves, no mixture gives them, and those prices are a *cut*: an inequality that
//! every panel keeps and the chances break.

use microlp::{
    ComparisonOp, Error, OptimizationDirection, Problem, Solution, SolveOptions, Variable,
};

use crate::Unsolved;
use crate::groups::{Groups, Seats};
use crate::program::{Cut, Effort, best_panel, solve};

/// What is known of some chances.
pub(crate) enum Found {
    /// These panels can be mixed to fall short of nobody's chance by more than the number.
    Mixture(f64),
    /// No mixture gives them: every panel keeps this inequality, and they break it by the number.
    Outside(Cut, f64),
}

/// Looks for a mixture of panels that gives everybody their chance up to `near`, beginning with the panels given and
/// adding to them. After `most` panels more it stops with what it has.
pub(crate) fn check(
    groups: &Groups,
    chances: &[f64],
    panels: &mut Vec<Seats>,
    near: f64,
    most: usize,
) -> Result<Found, Unsolved> {
    let mut prices = Prices::new(groups, chances, panels)?;
    for added in 0.. {
        let (short, worth) = prices.read();
        if short <= near || added == most {
            return Ok(Found::Mixture(short.max(0.0)));
        }
        let Some((seats, bound)) = best_panel(groups, &worth, Effort::EXACT)? else {
            return Err(Unsolved::because(
                "a panel that was there is not there any more",
            ));
        };
        let wanted: f64 = (0..groups.len())
            .map(|group| worth[group] * groups.weight(group) * chances[group])
            .sum();
        // Less than this is the solver's rounding, not a gap.
        if wanted - bound > near.max(1e-8) {
            return Ok(Found::Outside(tidy(&worth, bound), wanted - bound));
        }
        if panels.contains(&seats) {
            return Ok(Found::Mixture(short.max(0.0)));
        }
        prices.add(groups, &seats)?;
        panels.push(seats);
    }
    Err(Unsolved::because("a search without end"))
}

/// A cut whose numbers the solver can work with: the greatest is 1, and those that are next to nothing are left out,
/// which only makes the sum smaller.
fn tidy(worth: &[f64], most: f64) -> Cut {
    let greatest = worth.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let scaled = worth.iter().map(|worth| worth / greatest);
    Cut {
        weights: scaled
            .map(|worth| if worth < 1e-5 { 0.0 } else { worth })
            .collect(),
        most: most / greatest,
    }
}

/// The prices of seats: the programme that is dual to mixing.
struct Prices {
    solution: Option<Solution>,
    worth: Vec<Option<Variable>>,
    level: Variable,
}

impl Prices {
    /// max Σ y·x − μ over y ≥ 0 with Σ count·y ≤ 1 and Σ y·seats ≤ μ for every panel: its greatest value is the least
    /// shortfall, and y are the prices.
    fn new(groups: &Groups, chances: &[f64], panels: &[Seats]) -> Result<Self, Unsolved> {
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let level = problem.add_var(-1.0, (0.0, f64::from(groups.size)));
        let mut worth = vec![None; groups.len()];
        for group in groups.open() {
            let expected = groups.weight(group) * chances[group];
            worth[group] = Some(problem.add_var(expected, (0.0, 1.0 / groups.weight(group))));
        }
        let sum = worth
            .iter()
            .enumerate()
            .filter_map(|(group, worth)| Some(((*worth)?, groups.weight(group))));
        problem.add_constraint(sum.collect::<Vec<_>>(), ComparisonOp::Le, 1.0);
        let mut prices = Self {
            solution: None,
            worth,
            level,
        };
        for seats in panels {
            problem.add_constraint(prices.row(seats), ComparisonOp::Le, 0.0);
        }
        prices.solution = solve(&problem)?;
        Ok(prices)
    }

    fn row(&self, seats: &Seats) -> Vec<(Variable, f64)> {
        let taken = self
            .worth
            .iter()
            .zip(seats)
            .filter(|(_, seats)| **seats > 0);
        let mut row: Vec<_> = taken
            .filter_map(|(worth, seats)| Some(((*worth)?, f64::from(*seats))))
            .collect();
        row.push((self.level, -1.0));
        row
    }

    fn add(&mut self, _groups: &Groups, seats: &Seats) -> Result<(), Unsolved> {
        let row = self.row(seats);
        let Some(solution) = self.solution.take() else {
            return Err(Unsolved::because("prices are not known"));
        };
        let outcome = solution
            .add_constraint(row, ComparisonOp::Le, 0.0)
            .map_err(|cause| Unsolved::new(&cause))?;
        self.solution = outcome.into_solution().ok();
        Ok(())
    }

    /// The shortfall and the price of each group's seats.
    fn read(&self) -> (f64, Vec<f64>) {
        let Some(solution) = &self.solution else {
            return (f64::INFINITY, vec![0.0; self.worth.len()]);
        };
        let worth = self
            .worth
            .iter()
            .map(|worth| worth.map_or(0.0, |worth| solution.var_value(worth).max(0.0)));
        (solution.objective(), worth.collect())
    }
}

/// How often each panel is drawn so that nobody falls short of their chance by more than can be helped, and by how
/// much somebody does.
pub(crate) fn weights(
    groups: &Groups,
    chances: &[f64],
    panels: &[Seats],
) -> Result<(Vec<f64>, f64), Unsolved> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let short = problem.add_var(1.0, (0.0, 1.0));
    let weights: Vec<Variable> = panels
        .iter()
        .map(|_| problem.add_var(0.0, (0.0, 1.0)))
        .collect();
    for group in groups.open() {
        let mut row: Vec<(Variable, f64)> = weights
            .iter()
            .zip(panels)
            .filter(|(_, seats)| seats[group] > 0)
            .map(|(weight, seats)| (*weight, f64::from(seats[group])))
            .collect();
        row.push((short, groups.weight(group)));
        problem.add_constraint(row, ComparisonOp::Ge, groups.weight(group) * chances[group]);
    }
    problem.add_constraint(
        weights.iter().map(|weight| (*weight, 1.0)),
        ComparisonOp::Eq,
        1.0,
    );
    let solution = match problem.solve_with(SolveOptions::default()) {
        Ok(outcome) => outcome.into_solution().ok(),
        Err(Error::Infeasible) => None,
        Err(cause) => return Err(Unsolved::new(&cause)),
    };
    let Some(solution) = solution else {
        return Err(Unsolved::because("the panels cannot be mixed"));
    };
    let mixed = weights
        .iter()
        .map(|weight| solution.var_value(*weight).max(0.0));
    Ok((mixed.collect(), solution.var_value(short)))
}
