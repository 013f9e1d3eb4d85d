//! Ballot papers, those that say the same kept once.

use std::fmt;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

/// Rankings with the number of papers that say exactly this. Memory grows with the number of
/// *distinct* rankings, not of papers.
///
/// A ranking is a list of candidates, most wanted first; a candidate is its place in the list of
/// candidates, from 0. Rankings keep the order in which they were first met.
#[derive(Clone, Default)]
pub struct Papers {
    /// All rankings, one behind the other.
    ranks: Vec<u16>,
    /// Where each ranking ends in `ranks`.
    ends: Vec<usize>,
    /// How many papers have each ranking.
    counts: Vec<u64>,
    /// The sum of `counts`.
    total: u64,
    /// Where to find a ranking by what it says; asked, never walked.
    known: HashTable<Known>,
}

impl Papers {
    /// Adds papers that all have this ranking.
    pub(crate) fn add(&mut self, ranking: &[u16], papers: u64) {
        let Self {
            ranks,
            ends,
            counts,
            total,
            known,
        } = self;
        *total += papers;
        let hash = hash_of(ranking);
        let is_same = |met: &Known| met.hash == hash && slice(ranks, ends, met.place) == ranking;
        match known.entry(hash, is_same, |met| met.hash) {
            Entry::Occupied(met) => counts[met.get().place as usize] += papers,
            Entry::Vacant(free) => {
                let place = u32::try_from(ends.len()).unwrap_or(u32::MAX);
                free.insert(Known { hash, place });
                ranks.extend_from_slice(ranking);
                ends.push(ranks.len());
                counts.push(papers);
            }
        }
    }

    /// How many distinct rankings there are.
    pub fn distinct(&self) -> usize {
        self.ends.len()
    }

    /// How many papers there are.
    pub const fn total(&self) -> u64 {
        self.total
    }

    /// Each ranking with its number of papers.
    pub fn iter(&self) -> impl Iterator<Item = (&[u16], u64)> {
        (0..)
            .zip(&self.counts)
            .map(|(place, count)| (self.ranking(place), *count))
    }

    /// One ranking.
    pub(crate) fn ranking(&self, place: u32) -> &[u16] {
        slice(&self.ranks, &self.ends, place)
    }

    /// How many papers have it.
    pub(crate) fn count(&self, place: u32) -> u64 {
        self.counts[place as usize]
    }

    /// The places of all rankings.
    pub(crate) fn places(&self) -> std::ops::Range<u32> {
        0..u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }
}

fn slice<'r>(ranks: &'r [u16], ends: &[usize], place: u32) -> &'r [u16] {
    let place = place as usize;
    let start = if place == 0 { 0 } else { ends[place - 1] };
    &ranks[start..ends[place]]
}

/// A ranking that was met: its hash, so that the table grows without a look at the rankings, and its
/// place.
#[derive(Clone, Copy)]
struct Known {
    hash: u64,
    place: u32,
}

/// The same on every machine and in every run; it decides where a ranking is looked for, and nothing
/// that anybody sees.
fn hash_of(ranking: &[u16]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = ranking.iter().fold(ODD, |hash, candidate| {
        (hash.rotate_left(23) ^ u64::from(*candidate)).wrapping_mul(ODD)
    });
    mixed ^ (mixed >> 29)
}

impl PartialEq for Papers {
    fn eq(&self, other: &Self) -> bool {
        (&self.ranks, &self.ends, &self.counts) == (&other.ranks, &other.ends, &other.counts)
    }
}

impl Eq for Papers {}

/// Only how many there are: a pattern of preferences can give a voter away.
impl fmt::Debug for Papers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Papers")
            .field("total", &self.total)
            .field("distinct", &self.distinct())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_that_say_the_same_are_kept_once() {
        let mut papers = Papers::default();
        for _ in 0..1_000 {
            papers.add(&[2, 0], 1);
            papers.add(&[0, 2], 2);
            papers.add(&[2], 3);
        }
        assert_eq!((papers.distinct(), papers.total()), (3, 6_000));
        assert_eq!(papers.ranks.len(), 5);
        let rows: Vec<_> = papers.iter().collect();
        assert_eq!(
            rows,
            [(&[2, 0][..], 1_000), (&[0, 2], 2_000), (&[2], 3_000)]
        );
    }

    #[test]
    fn no_ranking_shows_when_papers_are_printed() {
        let mut papers = Papers::default();
        papers.add(&[41, 17], 1);
        assert_eq!(
            format!("{papers:?}"),
            "Papers { total: 1, distinct: 1, .. }"
        );
    }
}
