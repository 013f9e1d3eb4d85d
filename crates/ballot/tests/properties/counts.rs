//! Every count.

use alongside_ballot::{
    Action, Constraint, Count, ElectedBy, Refusal, Rules, Votes, count, count_within,
};
use proptest::prelude::*;

use super::{Election, elections, lots};

const BOTH: [Rules; 2] = [Rules::Scottish, Rules::Meek];

fn counted(election: &Election, rules: Rules, number: u64) -> Count {
    count(&election.ballots(), rules, &mut lots(number)).unwrap()
}

fn sum(votes: &[Votes]) -> u128 {
    votes.iter().map(|votes| votes.units()).sum()
}

/// Whether a lot was drawn, or figures were equal at any point where it mattered.
fn has_ties(count: &Count) -> bool {
    count.stages.iter().any(|stage| stage.tie.is_some())
}

proptest! {
    #[test]
    fn votes_in_are_votes_held_and_not_transferable_and_lost(election in elections(), number: u64) {
        for rules in BOTH {
            let count = counted(&election, rules, number);
            let one = 10_u128.pow(u32::from(rules.places()));
            for stage in &count.stages {
                let accounted = sum(&stage.totals) + stage.non_transferable.units() + stage.residue.units();
                prop_assert_eq!(accounted, u128::from(count.papers.valid) * one);
            }
        }
    }

    #[test]
    fn scottish_sums_of_what_nobody_holds_only_grow(election in elections(), number: u64) {
        let count = counted(&election, Rules::Scottish, number);
        for pair in count.stages.windows(2) {
            prop_assert!(pair[1].non_transferable >= pair[0].non_transferable);
            prop_assert!(pair[1].residue >= pair[0].residue);
            prop_assert_eq!(pair[1].quota, pair[0].quota);
            let moved: u128 = pair[1].moves.iter().map(|one| one.votes.units()).sum();
            let given = match pair[1].action {
                Action::Surplus { surplus, .. } => surplus.units(),
                Action::Exclusion { of, .. } => pair[0].totals[of].units(),
                _ => 0,
            };
            prop_assert_eq!(moved + pair[1].residue.units() - pair[0].residue.units(), given);
        }
    }

    #[test]
    fn a_meek_quota_never_grows_and_nobody_keeps_more_than_a_vote(election in elections(), number: u64) {
        let count = counted(&election, Rules::Meek, number);
        for pair in count.stages.windows(2) {
            prop_assert!(pair[1].quota <= pair[0].quota);
        }
        for stage in &count.stages {
            let keeping = stage.meek.as_ref().unwrap();
            prop_assert!(keeping.factors.iter().all(|factor| factor.units() <= 1_000_000_000));
        }
    }

    #[test]
    fn all_seats_are_filled_and_nobody_is_elected_twice_or_after_they_were_out(
        election in elections(),
        number: u64,
    ) {
        for rules in BOTH {
            let count = counted(&election, rules, number);
            let standing = count.candidates.iter().filter(|one| !one.withdrawn).count();
            prop_assert_eq!(count.winners.len(), standing.min(count.seats));
            let elected: Vec<usize> = count.stages.iter().flat_map(|stage| stage.elected.clone()).collect();
            prop_assert_eq!(&elected, &count.winners);
            let mut met = elected;
            met.extend(count.stages.iter().flat_map(|stage| stage.excluded.clone()));
            let all = met.len();
            met.sort_unstable();
            met.dedup();
            prop_assert_eq!(met.len(), all);
            for stage in &count.stages {
                if stage.by == Some(ElectedBy::Quota) {
                    prop_assert!(stage.elected.iter().all(|place| stage.totals[*place] >= stage.quota));
                }
            }
            prop_assert!(count.winners.iter().all(|place| !count.candidates[*place].withdrawn));
        }
    }

    #[test]
    fn the_order_of_papers_changes_nothing(election in elections(), number: u64) {
        let mut turned = election.clone();
        turned.papers.reverse();
        // A pile of papers in two parts is the same pile.
        let (ranking, papers) = turned.papers[0].clone();
        if papers > 1 {
            turned.papers[0].1 = papers - 1;
            turned.papers.push((ranking, 1));
        }
        for rules in BOTH {
            let (one, other) = (counted(&election, rules, number), counted(&turned, rules, number));
            prop_assert_eq!(one.stages, other.stages);
        }
    }

    #[test]
    fn who_withdrew_is_as_if_nobody_had_ranked_them(election in elections(), number: u64) {
        let mut without = election.clone();
        for (ranking, _) in &mut without.papers {
            ranking.retain(|place| !election.withdrawn.contains(place));
        }
        for rules in BOTH {
            let (one, other) = (counted(&election, rules, number), counted(&without, rules, number));
            prop_assert_eq!(one.stages, other.stages);
        }
    }

    #[test]
    fn one_seat_is_the_alternative_vote_by_either_rules(election in elections(), number: u64) {
        let election = Election { seats: 1, ..election };
        let counts = BOTH.map(|rules| counted(&election, rules, number));
        prop_assume!(counts.iter().all(|count| !has_ties(count)));
        prop_assert_eq!(&counts[0].winners, &counts[1].winners);
        prop_assert_eq!(counts[0].winners[0], alternative_vote(&election));
    }

    #[test]
    fn bounds_are_kept_whatever_the_votes(
        election in elections(),
        number: u64,
        members in prop::collection::vec(any::<bool>(), 8),
        others in prop::collection::vec(any::<bool>(), 8),
        at_least in 0..3_usize,
        at_most in 0..3_usize,
    ) {
        let of = |chosen: &[bool]| (0..election.candidates).filter(|place| chosen[*place]).collect::<Vec<usize>>();
        let constraints = [
            Constraint { name: "a".to_owned(), members: of(&members), at_least, at_most: 8 },
            Constraint { name: "b".to_owned(), members: of(&others), at_least: 0, at_most },
        ];
        for rules in BOTH {
            let ballots = election.ballots();
            let standing = ballots.candidates().iter().filter(|one| !one.withdrawn).count();
            match count_within(&ballots, rules, &constraints, &mut lots(number)) {
                Ok(count) => {
                    for one in &constraints {
                        let elected = count.winners.iter().filter(|place| one.members.contains(place)).count();
                        prop_assert!((one.at_least..=one.at_most).contains(&elected));
                    }
                    prop_assert_eq!(count.winners.len(), standing.min(count.seats));
                }
                Err(refusal) => prop_assert_eq!(refusal, Refusal::Infeasible { seats: election.seats.min(standing) }),
            }
        }
    }
}

/// The alternative vote, written out: whoever has fewest is out until somebody has more than half of
/// the papers that still name anybody.
fn alternative_vote(election: &Election) -> usize {
    let mut out = election.withdrawn.clone();
    loop {
        let mut totals = vec![0; election.candidates];
        for (ranking, papers) in &election.papers {
            if let Some(first) = ranking.iter().find(|place| !out.contains(place)) {
                totals[*first] += papers;
            }
        }
        let left = (0..election.candidates).filter(|place| !out.contains(place));
        let most = left.clone().max_by_key(|place| totals[*place]).unwrap();
        if totals[most] * 2 > totals.iter().sum() || left.clone().count() == 1 {
            return most;
        }
        out.push(left.min_by_key(|place| totals[*place]).unwrap());
    }
}
