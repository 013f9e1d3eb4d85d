//! What sets a group apart, and what most people say.

use crate::significance::{AT_90_PERCENT, limit_for_many, tail, test_of_difference, test_of_share};
use crate::tally::{Counts, Side, Tallies};

/// How many statements are told for a group, and for each side of the majority.
pub const MOST_TOLD: usize = 5;

/// A statement that a group answers otherwise than the others do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Representative {
    /// The number of the group.
    pub group: usize,
    /// The number of the statement.
    pub statement: usize,
    /// The side that the group takes more than others do.
    pub side: Side,
    /// How many of the group said what.
    pub counts: Counts,
    /// The share of the group that takes this side, as [`Counts::share`].
    pub share: f64,
    /// So many times the share among the other groups.
    pub ratio: f64,
    /// How far the group's share is above that of the others, as [`test_of_difference`].
    pub z: f64,
    /// How far the group's share is above one half, as [`test_of_share`].
    pub test: f64,
    /// Whether it passed both tests, or only came nearest to it.
    pub is_sure: bool,
}

impl Representative {
    fn of(tallies: &Tallies, group: usize, statement: usize, side: Side) -> Self {
        let counts = tallies.in_group(group, statement);
        let others = tallies.elsewhere(group, statement);
        let share = counts.share(side);
        Self {
            group,
            statement,
            side,
            counts,
            share,
            ratio: share / others.share(side),
            z: test_of_difference(counts, others, side),
            test: test_of_share(counts, side),
            is_sure: false,
        }
    }

    /// By which statements of a group are ranked.
    fn weight(&self) -> f64 {
        self.ratio * self.z * self.share * self.test
    }

    /// The probability that chance alone passes the two tests as far: that of the weaker one.
    fn probability(&self) -> f64 {
        tail(self.z).max(tail(self.test))
    }

    fn passes(&self) -> bool {
        self.z > AT_90_PERCENT && self.test > AT_90_PERCENT
    }
}

/// What sets each group apart (Polis): the statements whose side the group takes more than the others do, and more
/// often than not, both at 90 % one-sided; at most five for a group, and at least one, first what it agrees with.
///
/// Among them is the statement that the group agrees with most clearly, even where others do too, so that no group is
/// told only by what it is against. `is_told` says which statements may be told of which group. With `correct`, a tenth
/// of all that is told may be chance (Benjamini–Hochberg); without it, a tenth of all that was tested.
pub fn representative(
    tallies: &Tallies,
    is_told: impl Fn(usize, usize) -> bool,
    correct: bool,
) -> Vec<Representative> {
    if tallies.groups() < 2 {
        return Vec::new();
    }
    let tested: Vec<Vec<[Representative; 2]>> = (0..tallies.groups())
        .map(|group| {
            (0..tallies.statements())
                .filter(|statement| is_told(group, *statement))
                .map(|statement| {
                    Side::BOTH.map(|side| Representative::of(tallies, group, statement, side))
                })
                .collect()
        })
        .collect();
    let limit = correct.then(|| {
        let all = tested.iter().flatten().flatten();
        limit_for_many(all.map(Representative::probability).collect())
    });
    let stands = |tested: &Representative| {
        tested.passes() && limit.is_none_or(|limit| tested.probability() <= limit)
    };
    tested
        .iter()
        .flat_map(|tested| told_of(tested, stands))
        .collect()
}

/// What is told of one group.
fn told_of(
    tested: &[[Representative; 2]],
    stands: impl Fn(&Representative) -> bool,
) -> Vec<Representative> {
    let mut sure = Vec::new();
    let mut nearest: Option<Representative> = None;
    let mut agreed: Option<Representative> = None;
    for [agree, disagree] in tested {
        let stronger = if agree.z > disagree.z {
            agree
        } else {
            disagree
        };
        if stands(agree) || stands(disagree) {
            sure.push(Representative {
                is_sure: true,
                ..*stronger
            });
        }
        if nearest.is_none_or(|nearest| stronger.z > nearest.z) {
            nearest = Some(*stronger);
        }
        if is_agreed_more(agree, agreed.as_ref()) {
            agreed = Some(*agree);
        }
    }
    let is_agreed = |one: &Representative| agreed.is_some_and(|a| a.statement == one.statement);
    let agreed = agreed.map(|agreed| Representative {
        is_sure: stands(&agreed),
        ..agreed
    });
    let is_any_sure = !sure.is_empty();
    sure.retain(|one| !is_agreed(one));
    sure.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
    let mut told: Vec<Representative> = agreed.into_iter().chain(sure).take(MOST_TOLD).collect();
    if !is_any_sure && told.is_empty() {
        told.extend(nearest);
    }
    // In this order and otherwise as they are.
    told.sort_by_key(|one| one.side);
    told
}

/// Whether a group agrees with a statement more clearly than with the one before: by all four measures where that one
/// is agreed with more than elsewhere, else by how many agree.
fn is_agreed_more(one: &Representative, before: Option<&Representative>) -> bool {
    if one.counts.agree == 0 && one.counts.disagree == 0 {
        return false;
    }
    match before {
        Some(before) if before.ratio > 1.0 => one.weight() > before.weight(),
        Some(before) => one.share * one.test > before.share * before.test,
        None => one.test > AT_90_PERCENT || one.ratio > 1.0 && one.share > 0.5,
    }
}

/// A statement that most people answer alike, whichever group they are in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Majority {
    /// The number of the statement.
    pub statement: usize,
    /// The side that most take.
    pub side: Side,
    /// How many said what.
    pub counts: Counts,
    /// The share that takes this side, as [`Counts::share`].
    pub share: f64,
    /// How far the share is above one half, as [`test_of_share`].
    pub test: f64,
}

/// What most people say (Polis): more than half at 90 % one-sided, the clearest five of each side.
pub fn majority(tallies: &Tallies, is_told: impl Fn(usize) -> bool) -> Vec<Majority> {
    let of_side = |side| {
        let mut of_side: Vec<Majority> = (0..tallies.statements())
            .filter(|statement| is_told(*statement))
            .map(|statement| {
                let counts = tallies.everyone(statement);
                Majority {
                    statement,
                    side,
                    counts,
                    share: counts.share(side),
                    test: test_of_share(counts, side),
                }
            })
            .filter(|one| one.share > 0.5 && one.test > AT_90_PERCENT)
            .collect();
        of_side.sort_by(|a, b| (b.share * b.test).total_cmp(&(a.share * a.test)));
        of_side.truncate(MOST_TOLD);
        of_side
    };
    Side::BOTH.into_iter().flat_map(of_side).collect()
}
