//! Meek's rules against `stv-rs`, which others wrote.

use alongside_ballot::{Rules, count, lots_in_order};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use stv_rs::arithmetic::{FixedDecimal9, Integer64};
use stv_rs::cli::Parallel;
use stv_rs::meek::stv_droop;
use stv_rs::types::{Ballot, Candidate, Election as Theirs};

use super::{Election, elections};

/// Winners as they have them, by lots in the order of the paper.
fn theirs(election: &Election) -> Vec<usize> {
    let name = |place: usize| Candidate::new(format!("c{place}"), false);
    let candidates: Vec<Candidate> = (0..election.candidates).map(name).collect();
    let papers = election
        .papers
        .iter()
        .filter(|(ranking, _)| !ranking.is_empty());
    let ballot = |(ranking, papers): &(Vec<usize>, u64)| {
        Ballot::new(
            usize::try_from(*papers).unwrap(),
            ranking.iter().map(|place| [*place]),
        )
    };
    let ballots: Vec<Ballot> = papers.map(ballot).collect();
    let election = Theirs::builder()
        .title("")
        .num_seats(election.seats)
        .candidates(candidates)
        .ballots(ballots)
        .build();
    let mut transcript = Vec::new();
    let result = stv_droop::<Integer64, FixedDecimal9>(
        &mut transcript,
        &election,
        "",
        6,
        Parallel::No,
        None,
        false,
        // Their other way stops with a panic where the surplus is below nothing.
        true,
        false,
    );
    let mut winners = result.unwrap().elected;
    winners.sort_unstable();
    winners
}

#[test]
fn winners_are_those_of_another_program() {
    let mut runner = TestRunner::deterministic();
    for _ in 0..1_000 {
        let mut election = elections().new_tree(&mut runner).unwrap().current();
        election.withdrawn.clear();
        election.seats = election.seats.min(election.candidates - 1);
        let order: Vec<usize> = (0..election.candidates).collect();
        let ours = count(&election.ballots(), Rules::Meek, &mut lots_in_order(&order)).unwrap();
        let mut winners = ours.winners;
        winners.sort_unstable();
        assert_eq!(winners, theirs(&election), "{election:?}");
    }
}
