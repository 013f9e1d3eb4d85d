//! What people in every group say, and what to ask next.

use crate::axes::Axes;
use crate::number::real;
use crate::tally::{Counts, Side, Tallies};

/// How far the groups agree on one statement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CommonGround {
    /// The number of the statement.
    pub statement: usize,
    /// Group-informed consensus: the shares of the groups that agree, multiplied (Small et al. 2021). High only where
    /// it is high in every group. It shrinks with the number of groups, so look at the smallest share too.
    pub agree: f64,
    /// The smallest share of a group that agrees.
    pub least_agree: f64,
    /// The shares that disagree, multiplied.
    pub disagree: f64,
    /// The smallest share of a group that disagrees.
    pub least_disagree: f64,
}

impl CommonGround {
    /// How far the groups agree on a statement. Shares are [`Counts::share`].
    pub fn on(tallies: &Tallies, statement: usize) -> Self {
        let shares = |side| {
            (0..tallies.groups())
                .map(|group| tallies.in_group(group, statement).share(side))
                .fold((1.0, 1.0_f64), |(product, least): (f64, f64), share| {
                    (product * share, least.min(share))
                })
        };
        let (agree, least_agree) = shares(Side::Agree);
        let (disagree, least_disagree) = shares(Side::Disagree);
        Self {
            statement,
            agree,
            least_agree,
            disagree,
            least_disagree,
        }
    }

    /// The smallest share of a group that takes this side.
    pub fn least(&self, side: Side) -> f64 {
        match side {
            Side::Agree => self.least_agree,
            Side::Disagree => self.least_disagree,
        }
    }
}

/// What a statement that asks who somebody is counts when the next statement is chosen.
const META: f64 = 49.0;

/// How much is to be learnt from asking one more person about a statement (Polis): (i · (1 + 8 · 2^(−n / 5)))² with the
/// importance i = (1 − p) · (extremity + 1) · a, where n have voted, a is the share that agrees and p the share that
/// passes, each as if one more had and one more had not. New statements come first, then those that set people apart and
/// that few pass. It is larger for what many agree with: see [`routing`] for what stands against that.
pub fn priority(counts: Counts, extremity: f64, is_meta: bool) -> f64 {
    if is_meta {
        return META;
    }
    let seen = f64::from(counts.seen);
    let passes = (f64::from(counts.passes()) + 1.0) / (seen + 2.0);
    let importance = (1.0 - passes) * (extremity + 1.0) * counts.share(Side::Agree);
    let newness = 1.0 + 8.0 * libm::exp2(-seen / 5.0);
    (importance * newness) * (importance * newness)
}

/// How likely each statement is to be shown next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Next {
    /// The number of the statement.
    pub statement: usize,
    /// What is to be learnt, as [`priority`].
    pub priority: f64,
    /// The probability with which it is drawn, if the person has seen none of them.
    pub weight: f64,
}

/// The part of all draws that every statement has an equal share in.
pub const EXPLORED: f64 = 0.2;

/// Chances to be shown next, adding up to 1: by [`priority`], but a part `explored` of it in equal shares, so that no
/// statement is starved because few agreed with it early on. Leave out what a person has seen, and draw by what is left.
pub fn routing(
    tallies: &Tallies,
    axes: &Axes,
    is_asked: impl Fn(usize) -> bool,
    is_meta: impl Fn(usize) -> bool,
    explored: f64,
) -> Vec<Next> {
    let asked: Vec<(usize, f64)> = (0..tallies.statements())
        .filter(|statement| is_asked(*statement))
        .map(|statement| {
            let counts = tallies.grouped(statement);
            let priority = priority(counts, axes.extremity(statement), is_meta(statement));
            (statement, priority)
        })
        .collect();
    let all: f64 = asked.iter().map(|(_, priority)| priority).sum();
    let equal = 1.0 / real(asked.len());
    asked
        .iter()
        .map(|(statement, priority)| {
            let by_priority = if all > 0.0 { priority / all } else { equal };
            Next {
                statement: *statement,
                priority: *priority,
                weight: (1.0 - explored) * by_priority + explored * equal,
            }
        })
        .collect()
}
