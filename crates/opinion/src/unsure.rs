//! What is not known yet.

use crate::number::real;
use crate::significance::{AT_90_PERCENT, test_of_share};
use crate::tally::{Counts, Side, Tallies};

/// A statement has been asked of few where fewer than this part of the people have voted on it.
const FEW: f64 = 0.1;
/// Many pass where it is at least this part of those who have seen it.
const MANY: f64 = 0.3;
/// Fewer votes than this say nothing, however few people there are.
const FEWEST_VOTES: u32 = 5;

/// A statement on which it is not known what most people think.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unsure {
    /// The number of the statement.
    pub statement: usize,
    /// How many said what.
    pub counts: Counts,
    /// Why it is not known.
    pub why: Why,
}

/// Why it is not known what most people think.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Many who saw it passed.
    ManyPass,
    /// As many may agree as disagree: neither side is more than half at 90 % one-sided.
    Split,
    /// Few people have voted on it.
    FewVotes,
}

/// What is not known yet: what many pass on first, then what is split, then what few have voted on; in each the most
/// voted first.
pub(crate) fn unsure(
    tallies: &Tallies,
    people: usize,
    is_told: impl Fn(usize) -> bool,
) -> Vec<Unsure> {
    let mut unsure: Vec<Unsure> = (0..tallies.statements())
        .filter(|statement| is_told(*statement))
        .filter_map(|statement| {
            let counts = tallies.everyone(statement);
            Some(Unsure {
                statement,
                counts,
                why: why(counts, people)?,
            })
        })
        .collect();
    unsure.sort_by(|a, b| {
        let by_votes = b.counts.seen.cmp(&a.counts.seen);
        a.why
            .cmp(&b.why)
            .then(by_votes)
            .then(a.statement.cmp(&b.statement))
    });
    unsure
}

fn why(counts: Counts, people: usize) -> Option<Why> {
    let seen = f64::from(counts.seen);
    if counts.seen < FEWEST_VOTES || seen < FEW * real(people) {
        return Some(Why::FewVotes);
    }
    if f64::from(counts.passes()) >= MANY * seen {
        return Some(Why::ManyPass);
    }
    let is_known = Side::BOTH
        .into_iter()
        .any(|side| test_of_share(counts, side) > AT_90_PERCENT);
    (!is_known).then_some(Why::Split)
}
