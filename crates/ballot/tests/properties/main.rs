//! What holds for every election.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

mod counts;
mod files;
mod peer;

use alongside_ballot::{Ballots, LotNeeded};
use proptest::prelude::*;

/// An election: who stands for how many seats, and rankings with their numbers of papers.
#[derive(Debug, Clone)]
struct Election {
    candidates: usize,
    seats: usize,
    withdrawn: Vec<usize>,
    papers: Vec<(Vec<usize>, u64)>,
}

impl Election {
    fn ballots(&self) -> Ballots {
        let mut ballots =
            Ballots::new(self.seats, (1..=self.candidates).map(|n| format!("C{n}"))).unwrap();
        for (ranking, papers) in &self.papers {
            ballots.add(ranking, *papers).unwrap();
        }
        for candidate in &self.withdrawn {
            ballots.withdraw(*candidate).unwrap();
        }
        ballots
    }
}

/// Elections with at least one valid paper.
fn elections() -> impl Strategy<Value = Election> {
    (2..=8_usize, 1..=5_usize)
        .prop_flat_map(|(candidates, seats)| {
            let ranking = (
                Just((0..candidates).collect::<Vec<usize>>()).prop_shuffle(),
                0..=candidates,
            )
                .prop_map(|(mut all, length)| {
                    all.truncate(length);
                    all
                });
            let papers = prop::collection::vec((ranking, 1..40_u64), 1..30);
            let withdrawn = prop::collection::vec(0..candidates, 0..2);
            (papers, withdrawn).prop_map(move |(papers, withdrawn)| Election {
                candidates,
                seats,
                withdrawn,
                papers,
            })
        })
        .prop_filter("somebody has a valid paper", |election| {
            election.ballots().valid() > 0
        })
}

/// Lots that follow from a number.
fn lots(number: u64) -> impl FnMut(&LotNeeded) -> Option<usize> {
    move |needed| {
        let mixed = (number ^ needed.stage as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 7;
        usize::try_from(mixed % needed.among.len() as u64).ok()
    }
}
