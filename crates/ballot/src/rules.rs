//! The rule sets, and what they have in common.

use std::fmt;

use crate::ballots::Ballots;
use crate::constraint::Constraint;
use crate::result::{About, Count};
use crate::{meek, scottish};

/// By which rules an election is counted. Different rules can elect different people, so a result
/// always says which it was counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52,
    /// carried into the 2011 Order (SSI 2011/399): surpluses by weighted inclusive Gregory transfer,
    /// values to five decimals and rounded down. Made so that people can check it by hand.
    Scottish,
    /// Meek's method (Hill, Wichmann and Woodall, *Algorithm 123*, The Computer Journal 30, 1987) as
    /// the reference rule of the Proportional Representation Foundation has it: nine decimals, and
    /// rounds end when all surpluses together are less than 0.000001. Every paper is counted as if
    /// those excluded had never stood.
    Meek,
}

impl Rules {
    /// The name for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scottish => "scottish",
            Self::Meek => "meek",
        }
    }

    /// How many decimals its figures have.
    pub const fn places(self) -> u8 {
        match self {
            Self::Scottish => scottish::PLACES,
            Self::Meek => meek::PLACES,
        }
    }

    /// The rule set in full, with its source.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Scottish => {
                "Scottish rules for local elections (SSI 2007/42, schedule 1, rules 45 to 52)"
            }
            Self::Meek => "Meek’s rules (reference rule of the PR Foundation, 9 decimals)",
        }
    }
}

impl fmt::Display for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// Candidates between whom only a lot can decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LotNeeded {
    /// The stage that waits for it, from 1.
    pub stage: usize,
    /// What it is about.
    pub about: About,
    /// Those who tie, in the order of the paper; at least two.
    pub among: Vec<usize>,
    /// Their names.
    pub names: Vec<String>,
}

impl fmt::Display for LotNeeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = match self.about {
            About::Surplus => "whose surplus is passed on first",
            About::Exclusion => "who is excluded",
        };
        let (last, others) = self
            .names
            .split_last()
            .map_or(("", &[][..]), |(last, others)| (last.as_str(), others));
        write!(
            f,
            "stage {} needs a lot to say {about}: {} and {last} tie, and the rules have nothing more to tell them apart",
            self.stage,
            others.join(", ")
        )
    }
}

/// How lots are settled: given those who tie, the place in [`LotNeeded::among`] of the one on whom the
/// lot falls (whose surplus is first, or who is excluded). `None` stops the count.
///
/// The engine has no randomness of its own. Give it an order that was settled in public, or derive the
/// place from a number that was announced; [`no_lots`] where no lot may be drawn.
pub type Lots<'l> = dyn FnMut(&LotNeeded) -> Option<usize> + 'l;

/// Draws no lot: a tie that needs one stops the count with [`Refusal::NeedsLot`].
pub const fn no_lots(_: &LotNeeded) -> Option<usize> {
    None
}

/// Settles every lot by an order of candidates that was settled before the count: of those who tie,
/// the one who comes first in it.
pub fn lots_in_order(order: &[usize]) -> impl FnMut(&LotNeeded) -> Option<usize> + use<'_> {
    |needed| {
        let first = order.iter().find(|one| needed.among.contains(one))?;
        needed.among.iter().position(|one| one == first)
    }
}

/// Why an election could not be counted to its end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing to count.
    #[error("no paper has a preference for anybody who stands")]
    NoValidPaper,
    /// Everybody has withdrawn.
    #[error("every candidate has withdrawn")]
    NobodyStands,
    /// A tie that only a lot can decide, and no lot was given.
    #[error("{0}")]
    NeedsLot(LotNeeded),
    /// No way of filling the seats keeps the constraints.
    #[error("no choice of {seats} candidates keeps all constraints")]
    Infeasible {
        /// How many are to be elected.
        seats: usize,
    },
}

/// Counts an election. The same ballots, rules and lots give the same result on every machine.
///
/// With one seat, both rule sets are the alternative vote.
pub fn count(ballots: &Ballots, rules: Rules, lots: &mut Lots<'_>) -> Result<Count, Refusal> {
    count_within(ballots, rules, &[], lots)
}

/// The same with constraints on who is elected together, which no statute has: see [`Constraint`].
pub fn count_within(
    ballots: &Ballots,
    rules: Rules,
    constraints: &[Constraint],
    lots: &mut Lots<'_>,
) -> Result<Count, Refusal> {
    if ballots.candidates().iter().all(|one| one.withdrawn) {
        return Err(Refusal::NobodyStands);
    }
    if ballots.valid() == 0 {
        return Err(Refusal::NoValidPaper);
    }
    match rules {
        Rules::Scottish => scottish::count(ballots, constraints, lots),
        Rules::Meek => meek::count(ballots, constraints, lots),
    }
}
