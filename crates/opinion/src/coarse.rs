//! Shares told so coarsely that nobody's answer can be worked back from them.

use std::cmp::Reverse;

use crate::common_ground::CommonGround;
use crate::opinion::{FEWEST, Opinion};
use crate::representative::{Majority, Representative};
use crate::tally::{Counts, Side};
use crate::unsure::Unsure;

/// Of fewer people than this only one half is told apart from the other: "nearly all" of ten would be nine or ten.
const ENOUGH_FOR_FOUR: u32 = 20;

/// Which part of some people took a side, in steps wide enough to be published.
///
/// Of 5 to 19 people there are two steps, and from 20 on four. Every step holds at least three different counts, and
/// none of them is only "all" or only "nobody", even where it is known how many voted.
///
/// ```
/// use alongside_opinion::Part;
///
/// assert_eq!(Part::of(9, 9), Some(Part::MoreThanHalf));
/// assert_eq!(Part::of(29, 30), Some(Part::NearlyAll));
/// assert_eq!(Part::of(4, 4), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// At most 15 of 100; told only of 20 people or more.
    Few,
    /// At most half.
    HalfOrFewer,
    /// More than half.
    MoreThanHalf,
    /// At least 85 of 100; told only of 20 people or more.
    NearlyAll,
}

impl Part {
    /// The part that `count` of `seen` people are; none of fewer than five.
    pub fn of(count: u32, seen: u32) -> Option<Self> {
        if (seen as usize) < FEWEST {
            return None;
        }
        let is_told_finely = seen >= ENOUGH_FOR_FOUR;
        let (count, seen) = (u64::from(count), u64::from(seen));
        Some(if is_told_finely && count * 100 <= seen * 15 {
            Self::Few
        } else if is_told_finely && count * 100 >= seen * 85 {
            Self::NearlyAll
        } else if count * 2 > seen {
            Self::MoreThanHalf
        } else {
            Self::HalfOrFewer
        })
    }

    /// A share that stands for the whole step: 0.1, 0.3, 0.7 or 0.9.
    pub fn share(self) -> f64 {
        match self {
            Self::Few => 0.1,
            Self::HalfOrFewer => 0.3,
            Self::MoreThanHalf => 0.7,
            Self::NearlyAll => 0.9,
        }
    }

    /// The fewest and the most of `seen` people that this can be.
    fn range(self, seen: u32) -> Range {
        let mut counts = (0..=seen).filter(|count| Self::of(*count, seen) == Some(self));
        let least = counts.next().unwrap_or(0);
        Range {
            least,
            most: counts.next_back().unwrap_or(least),
        }
    }
}

/// What a count can be.
#[derive(Clone, Copy)]
struct Range {
    least: u32,
    most: u32,
}

impl Range {
    /// What a reader knows of the people who took a side.
    fn known(counts: Counts, side: Side) -> Self {
        let part = Part::of(counts.of(side), counts.seen);
        part.map_or(Self::any(counts.seen), |part| part.range(counts.seen))
    }

    fn any(seen: u32) -> Self {
        Self {
            least: 0,
            most: seen,
        }
    }
}

impl Opinion {
    /// Which part of a group took a side; none where fewer than five of it have voted.
    ///
    /// # Panics
    /// Where there is no such group or statement.
    pub fn part_of_group(&self, group: usize, statement: usize, side: Side) -> Option<Part> {
        let counts = self.tallies().in_group(group, statement);
        Part::of(counts.of(side), counts.seen)
    }

    /// Which part of everybody took a side. None where fewer than five have voted, and where, beside the parts of the
    /// groups, it would tell how many it was in a group or among those who are in none.
    ///
    /// # Panics
    /// Where there is no such statement.
    pub fn part_of_everyone(&self, statement: usize, side: Side) -> Option<Part> {
        let (tallies, all) = (self.tallies(), self.tallies().everyone(statement));
        let part = Part::of(all.of(side), all.seen)?;
        let groups = (0..tallies.groups()).map(|group| tallies.in_group(group, statement));
        let mut some: Vec<Range> = groups.map(|counts| Range::known(counts, side)).collect();
        some.push(Range::any(
            all.seen.saturating_sub(tallies.grouped(statement).seen),
        ));
        leaves_open(&some, part.range(all.seen)).then_some(part)
    }

    /// Common ground on a statement from the parts that may be published of each group: the product of their shares in
    /// tenths, and the smallest.
    ///
    /// # Panics
    /// Where there is no such statement.
    pub fn coarse_common_ground(&self, statement: usize) -> CommonGround {
        let of_side = |side| {
            let groups = 0..self.groups().len();
            let parts = groups.filter_map(|group| self.part_of_group(group, statement, side));
            let (product, least) = parts
                .map(Part::share)
                .fold((1.0, 1.0_f64), |(product, least), share| {
                    (product * share, least.min(share))
                });
            ((product * 10.0).round() / 10.0, least)
        };
        let (agree, least_agree) = of_side(Side::Agree);
        let (disagree, least_disagree) = of_side(Side::Disagree);
        CommonGround {
            statement,
            agree,
            least_agree,
            disagree,
            least_disagree,
        }
    }
}

/// What may be published stands in the order of what is told of it, and then of the statements: the order of the exact
/// figures would tell which of two shares in one step is the greater.
impl Opinion {
    pub(crate) fn order_representative(&self, found: &mut [Representative]) {
        if self.settings().publish {
            found.sort_by_key(|one| {
                let part = self.part_of_group(one.group, one.statement, one.side);
                let told = (Reverse(one.is_sure), Reverse(part));
                (one.group, one.side, told, one.statement)
            });
        }
    }

    pub(crate) fn order_majority(&self, found: &mut [Majority]) {
        if self.settings().publish {
            found.sort_by_key(|one| {
                let part = self.part_of_everyone(one.statement, one.side);
                (one.side, Reverse(part), one.statement)
            });
        }
    }

    pub(crate) fn order_unsure(&self, found: &mut [Unsure]) {
        if self.settings().publish {
            found.sort_by_key(|one| (one.why, one.statement));
        }
    }

    pub(crate) fn order_common_ground(&self, found: &mut [CommonGround]) {
        if self.settings().publish {
            found.sort_by(|a, b| {
                let told = |one: &CommonGround| self.coarse_common_ground(one.statement).agree;
                told(b)
                    .total_cmp(&told(a))
                    .then(a.statement.cmp(&b.statement))
            });
        }
    }
}

/// Whether counts that are only known to lie within ranges stay unknown when it is told within which their sum lies.
fn leaves_open(some: &[Range], sum: Range) -> bool {
    let least: u32 = some.iter().map(|one| one.least).sum();
    let most: u32 = some.iter().map(|one| one.most).sum();
    let is_open = |one: &Range| {
        let at_least = sum.least.saturating_sub(most - one.most).max(one.least);
        let at_most = sum.most.saturating_sub(least - one.least).min(one.most);
        one.least == one.most || at_least < at_most
    };
    some.iter().all(is_open) && sum.least.max(least) < sum.most.min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_holds_three_counts_and_none_only_all_or_nobody() {
        for seen in 5..=400 {
            for count in 0..=seen {
                let range = Part::of(count, seen).unwrap().range(seen);
                assert!((range.least..=range.most).contains(&count));
                assert!(range.most - range.least >= 2, "{count} of {seen}");
            }
        }
        assert!((0..5).all(|seen| (0..=seen).all(|count| Part::of(count, seen).is_none())));
    }

    #[test]
    fn a_sum_that_gives_the_parts_away_is_not_told() {
        // Five groups of five: at most two in four of them, and 13 of 25 in all, leave only 2, 2, 2, 2 and 5.
        let few = Range { least: 0, most: 2 };
        let many = Range { least: 3, most: 5 };
        let groups = [few, few, few, few, many];
        let more_than_half = Part::MoreThanHalf.range(25);
        assert_eq!((more_than_half.least, more_than_half.most), (13, 21));
        assert!(!leaves_open(&groups, more_than_half));
        let half_or_fewer = Part::HalfOrFewer.range(25);
        assert!(leaves_open(&groups, half_or_fewer));
        // Two who are in no group, where the others cannot be so many.
        let half_of_twenty = Part::HalfOrFewer.range(20);
        let more_of_22 = Part::MoreThanHalf.range(22);
        assert!(!leaves_open(&[half_of_twenty, Range::any(2)], more_of_22));
    }

    /// The same by trying all counts, for small rooms.
    #[test]
    fn what_is_told_never_leaves_one_count() {
        for (first, second, outside) in [(5, 5, 0), (5, 6, 1), (9, 5, 3), (15, 5, 2), (21, 5, 4)] {
            let all = first + second + outside;
            let possible: Vec<[u32; 3]> = (0..=first)
                .flat_map(|a| (0..=second).flat_map(move |b| (0..=outside).map(move |c| [a, b, c])))
                .collect();
            for true_counts in &possible {
                let told = |counts: &[u32; 3]| {
                    let [a, b, c] = *counts;
                    let parts = (Part::of(a, first), Part::of(b, second));
                    let known = [
                        parts.0.unwrap().range(first),
                        parts.1.unwrap().range(second),
                    ];
                    let known = [known[0], known[1], Range::any(outside)];
                    let part = Part::of(a + b + c, all).unwrap();
                    (parts, leaves_open(&known, part.range(all)).then_some(part))
                };
                let what = told(true_counts);
                if what.1.is_none() {
                    continue;
                }
                let alike: Vec<_> = possible
                    .iter()
                    .filter(|other| told(other) == what)
                    .collect();
                for place in 0..3 {
                    let is_open = alike.iter().any(|other| other[place] != true_counts[place]);
                    assert!(is_open || (place == 2 && outside == 0), "{true_counts:?}");
                }
            }
        }
    }
}
