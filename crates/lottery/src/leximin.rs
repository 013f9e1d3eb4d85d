//! Chances that are as equal as the quotas allow, without regard yet to whether panels can give them.
//!
//! **Leximin**: the smallest chance is as great as it can be; among all ways to reach that, the second smallest is as
//! great as it can be; and so on to the greatest. It is found in stages. A stage raises everybody whose chance is not
//! settled as high as they can all go together, and then settles those who cannot go higher: of the others it asks
//! again and again who can rise at all while nobody falls, until nobody can.
//!
//! The unknowns are the expected seats of each group, x = count · chance. A stage writes them as
//! count · z + more, with z the chance that is raised and more ≥ 0: the programme then has a row for each quota and
//! not for each group, which is what makes it fast. That no chance passes the ceiling is asked only of the groups that
//! would pass it.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use crate::Unsolved;
use crate::groups::Groups;
use crate::program::{Cut, Terms, add_rules, solve};

/// How far somebody's chance is tried to be raised when it is asked whether it can be.
const TRIAL: f64 = 0.01;
/// A chance that can be raised by less than this is settled.
const SETTLED: f64 = 1e-6;
/// Room for the solver's rounding where a chance is to be no less than before: the first that is enough is taken.
const ROOMS: [f64; 4] = [0.0, 1e-10, 1e-8, 1e-6];

/// The chance of each group (0 where barred), as equal as can be, with none above `ceiling`. `None` where no chances
/// keep the rules.
pub(crate) fn leximin(
    groups: &Groups,
    cuts: &[Cut],
    ceiling: f64,
    step: &mut dyn FnMut(usize),
) -> Result<Option<Vec<f64>>, Unsolved> {
    let mut settled = unsettled(groups);
    let mut least = 0.0;
    loop {
        let left = settled.iter().filter(|chance| chance.is_none()).count();
        step(groups.len() - left);
        if left == 0 {
            return Ok(Some(settled.into_iter().flatten().collect()));
        }
        let Some(stage) = raise(groups, cuts, &settled, least, ceiling)? else {
            return Ok(None);
        };
        least = stage;
        if least > ceiling - SETTLED {
            for chance in &mut settled {
                *chance = chance.or(Some(ceiling));
            }
            continue;
        }
        for group in stuck(groups, cuts, &settled, least, ceiling)? {
            settled[group] = Some(least);
        }
    }
}

/// The greatest smallest chance of those that are not settled, and nothing more.
pub(crate) fn maximin(groups: &Groups, cuts: &[Cut]) -> Result<Option<f64>, Unsolved> {
    raise(groups, cuts, &unsettled(groups), 0.0, 1.0)
}

/// The same where no chance may be above a ceiling that was itself found with rounding.
pub(crate) fn maximin_below(groups: &Groups, most: f64) -> Result<Option<f64>, Unsolved> {
    raise(
        groups,
        &[],
        &unsettled(groups),
        0.0,
        (most + ROUNDED).min(1.0),
    )
}

/// By how much a ceiling may be too low by rounding.
pub(crate) const ROUNDED: f64 = 1e-7;

/// Nobody's chance is settled but of those who are barred.
fn unsettled(groups: &Groups) -> Vec<Option<f64>> {
    let settled = groups.barred.iter().map(|barred| barred.then_some(0.0));
    settled.collect()
}

/// By how many expected seats a group may pass the ceiling by rounding.
const PASSES: f64 = 1e-8;

/// The programme of one stage while it is written.
struct Stage {
    problem: Problem,
    terms: Vec<Terms>,
    fixed: Vec<f64>,
    room: f64,
}

impl Stage {
    fn new(groups: &Groups, room: f64) -> Self {
        Self {
            room,
            problem: Problem::new(OptimizationDirection::Maximize),
            terms: vec![Vec::new(); groups.len()],
            fixed: vec![0.0; groups.len()],
        }
    }

    /// Expected seats that may go above those of a settled chance, but not below.
    fn settle(&mut self, groups: &Groups, group: usize, chance: f64, ceiling: f64) {
        let count = groups.weight(group);
        if groups.barred[group] {
            return;
        }
        self.fixed[group] = count * (chance - self.room).max(0.0);
        self.free(group, 0.0, count * ceiling - self.fixed[group]);
    }

    /// Lets expected seats of a group be more by up to `most`, each worth `worth`.
    fn free(&mut self, group: usize, worth: f64, most: f64) -> Variable {
        let more = self.problem.add_var(worth, (0.0, most.max(0.0)));
        self.terms[group].push((more, 1.0));
        more
    }
}

/// How high the chances that are not settled can go together: at least `least`, at most `ceiling`.
fn raise(
    groups: &Groups,
    cuts: &[Cut],
    settled: &[Option<f64>],
    least: f64,
    ceiling: f64,
) -> Result<Option<f64>, Unsolved> {
    for room in ROOMS {
        if let Some(level) = raise_within(groups, cuts, settled, least, ceiling, room)? {
            return Ok(Some(level));
        }
    }
    Ok(None)
}

fn raise_within(
    groups: &Groups,
    cuts: &[Cut],
    settled: &[Option<f64>],
    least: f64,
    ceiling: f64,
    room: f64,
) -> Result<Option<f64>, Unsolved> {
    let mut stage = Stage::new(groups, room);
    let level = stage
        .problem
        .add_var(1.0, ((least - room).max(0.0), ceiling));
    let mut rising = Vec::new();
    for (group, chance) in settled.iter().enumerate() {
        if let Some(chance) = chance {
            stage.settle(groups, group, *chance, ceiling);
            continue;
        }
        let count = groups.weight(group);
        stage.terms[group].push((level, count));
        let more = stage.free(group, 0.0, count * (ceiling - least));
        rising.push((count, more));
    }
    add_rules(&mut stage.problem, groups, cuts, &stage.terms, &stage.fixed);
    let Some(mut solution) = solve(&stage.problem)? else {
        return Ok(None);
    };
    let mut asked = vec![false; rising.len()];
    loop {
        let z = solution.var_value(level);
        let mut passes = false;
        for (is_asked, (count, more)) in asked.iter_mut().zip(&rising) {
            let over = z * count + solution.var_value(*more) - count * ceiling;
            if over > PASSES && !*is_asked {
                *is_asked = true;
                passes = true;
                let row = [(level, *count), (*more, 1.0)];
                stage
                    .problem
                    .add_constraint(row, ComparisonOp::Le, count * ceiling);
            }
        }
        if !passes {
            return Ok(Some(z.clamp(least, ceiling)));
        }
        match solve(&stage.problem)? {
            Some(again) => solution = again,
            None => return Ok(None),
        }
    }
}

/// The groups whose chance cannot rise above `least` while no other falls.
fn stuck(
    groups: &Groups,
    cuts: &[Cut],
    settled: &[Option<f64>],
    least: f64,
    ceiling: f64,
) -> Result<Vec<usize>, Unsolved> {
    let mut asked: Vec<bool> = settled.iter().map(Option::is_none).collect();
    loop {
        let rises = trial(groups, cuts, settled, least, ceiling, &asked)?;
        let before = asked.iter().filter(|is| **is).count();
        for group in rises {
            asked[group] = false;
        }
        let after = asked.iter().filter(|is| **is).count();
        if after == 0 {
            // Only rounding lets every one of them rise: at this level nobody can.
            return Ok((0..groups.len())
                .filter(|group| settled[*group].is_none())
                .collect());
        }
        if after == before {
            return Ok((0..groups.len()).filter(|group| asked[*group]).collect());
        }
    }
}

/// Which of those that are asked rise when as many as can do so.
fn trial(
    groups: &Groups,
    cuts: &[Cut],
    settled: &[Option<f64>],
    least: f64,
    ceiling: f64,
    asked: &[bool],
) -> Result<Vec<usize>, Unsolved> {
    for room in ROOMS {
        if let Some(rising) = trial_within(groups, cuts, settled, least, ceiling, asked, room)? {
            return Ok(rising);
        }
    }
    Err(Unsolved::because(
        "chances that were found cannot be found again",
    ))
}

fn trial_within(
    groups: &Groups,
    cuts: &[Cut],
    settled: &[Option<f64>],
    least: f64,
    ceiling: f64,
    asked: &[bool],
    room: f64,
) -> Result<Option<Vec<usize>>, Unsolved> {
    let mut stage = Stage::new(groups, room);
    let mut tried = Vec::new();
    for (group, chance) in settled.iter().enumerate() {
        if let Some(chance) = chance {
            stage.settle(groups, group, *chance, ceiling);
            continue;
        }
        let count = groups.weight(group);
        stage.fixed[group] = count * (least - room).max(0.0);
        let above = count * ceiling - stage.fixed[group];
        if asked[group] {
            let some = (count * TRIAL).min(above);
            tried.push((group, stage.free(group, 1.0 / count, some)));
            stage.free(group, 0.0, above - some);
        } else {
            stage.free(group, 0.0, above);
        }
    }
    add_rules(&mut stage.problem, groups, cuts, &stage.terms, &stage.fixed);
    let Some(solution) = solve(&stage.problem)? else {
        return Ok(None);
    };
    let rising = tried
        .into_iter()
        .filter(|(group, more)| solution.var_value(*more) > SETTLED * groups.weight(*group));
    Ok(Some(rising.map(|(group, _)| group).collect()))
}
