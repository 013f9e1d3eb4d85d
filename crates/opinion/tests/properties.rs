//! What holds for every conversation and every file.

use std::cmp::Reverse;
use std::fmt::Write as _;

use alongside_opinion::{
    Casts, Conversation, Opinion, Settings, Signs, Vote, read_statements, read_topic, read_votes,
    read_wide_votes,
};
use proptest::collection::vec;
use proptest::prelude::*;

#[derive(Debug, Clone)]
struct Cast {
    person: u8,
    statement: u8,
    vote: Vote,
}

fn vote() -> impl Strategy<Value = Vote> {
    prop_oneof![
        3 => Just(Vote::Agree),
        3 => Just(Vote::Disagree),
        1 => Just(Vote::Pass)
    ]
}

fn casts() -> impl Strategy<Value = Vec<Cast>> {
    let cast = (0..40_u8, 0..15_u8, vote()).prop_map(|(person, statement, vote)| Cast {
        person,
        statement,
        vote,
    });
    vec(cast, 0..400)
}

/// The votes with their places in the list as their times, taken in in the order given.
fn conversation(casts: &[Cast], order: &[usize]) -> Conversation {
    let mut taken = Casts::default();
    for at in order {
        let cast = &casts[*at];
        let time = i64::try_from(*at).unwrap_or(i64::MAX);
        let (person, statement) = (cast.person.to_string(), cast.statement.to_string());
        taken.cast(&person, &statement, cast.vote, time);
    }
    Conversation::new(taken, Vec::new())
}

fn told(opinion: &Opinion) -> String {
    let places: Vec<_> = (0..opinion.people())
        .map(|person| opinion.place(person))
        .collect();
    format!(
        "{places:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        opinion.silhouettes(),
        opinion.stability(),
        opinion.unclear(),
        opinion.representative(),
        opinion.common_ground(),
        opinion.routing(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_votes_changes_nothing(casts in casts(), seed in any::<u64>()) {
        let forward: Vec<usize> = (0..casts.len()).collect();
        let mut other = forward.clone();
        let mut state = seed;
        for last in (1..other.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            other.swap(last, usize::try_from(state >> 33).unwrap_or(0) % (last + 1));
        }
        let look = |order: &[usize]| Opinion::of(&conversation(&casts, order), Settings::default());
        prop_assert_eq!(told(&look(&forward).unwrap()), told(&look(&other).unwrap()));
    }

    #[test]
    fn everybody_who_voted_enough_is_in_one_group_and_no_group_is_tiny(
        casts in casts(),
        publish in any::<bool>(),
    ) {
        let order: Vec<usize> = (0..casts.len()).collect();
        let settings = Settings { publish, ..Settings::default() };
        let opinion = Opinion::of(&conversation(&casts, &order), settings).unwrap();
        let placed: Vec<usize> = (0..opinion.people())
            .filter_map(|person| opinion.place(person).map(|(_, group)| group))
            .collect();
        prop_assert_eq!(placed.len(), opinion.grouped());
        let least = if publish { 5 } else { 3 };
        if opinion.groups().len() > 1 {
            prop_assert!(opinion.groups().iter().all(|group| group.size >= least));
        }
        for (number, group) in opinion.groups().iter().enumerate() {
            prop_assert_eq!(placed.iter().filter(|own| **own == number).count(), group.size);
        }
    }

    #[test]
    fn counts_add_up_and_chances_add_to_one(casts in casts()) {
        let order: Vec<usize> = (0..casts.len()).collect();
        let conversation = conversation(&casts, &order);
        let opinion = Opinion::of(&conversation, Settings::default()).unwrap();
        let tallies = opinion.tallies();
        let seen: u32 = (0..tallies.statements()).map(|s| tallies.everyone(s).seen).sum();
        prop_assert_eq!(usize::try_from(seen).unwrap(), conversation.votes().len());
        for statement in 0..tallies.statements() {
            let (all, grouped) = (tallies.everyone(statement), tallies.grouped(statement));
            prop_assert!(grouped.seen <= all.seen && grouped.agree <= all.agree);
            prop_assert_eq!(all.agree + all.disagree + all.passes(), all.seen);
        }
        let routing = opinion.routing();
        let weights: f64 = routing.iter().map(|next| next.weight).sum();
        prop_assert!(routing.is_empty() || (weights - 1.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_published_rests_on_fewer_than_five(casts in casts()) {
        let order: Vec<usize> = (0..casts.len()).collect();
        let settings = Settings { publish: true, ..Settings::default() };
        let opinion = Opinion::of(&conversation(&casts, &order), settings).unwrap();
        let tallies = opinion.tallies();
        for common in opinion.common_ground() {
            for group in 0..tallies.groups() {
                prop_assert!(tallies.in_group(group, common.statement).seen >= 5);
            }
        }
        for one in opinion.representative() {
            prop_assert!(one.counts.seen >= 5);
            prop_assert!(tallies.elsewhere(one.group, one.statement).seen >= 5);
        }
        prop_assert!(opinion.majority().iter().all(|one| one.counts.seen >= 5));
        prop_assert!(opinion.unsure().iter().all(|one| one.counts.seen >= 5));
        prop_assert!(opinion.routing().iter().all(|one| tallies.everyone(one.statement).seen >= 5));
    }

    #[test]
    fn the_order_of_what_is_published_tells_no_more_than_its_figures(casts in casts()) {
        let order: Vec<usize> = (0..casts.len()).collect();
        let settings = Settings { publish: true, ..Settings::default() };
        let opinion = Opinion::of(&conversation(&casts, &order), settings).unwrap();
        let representative: Vec<_> = opinion.representative().into_iter().map(|one| {
            let part = opinion.part_of_group(one.group, one.statement, one.side);
            (one.group, one.side, Reverse(one.is_sure), Reverse(part), one.statement)
        }).collect();
        prop_assert!(representative.is_sorted(), "{:?}", representative);
        let majority: Vec<_> = opinion.majority().into_iter().map(|one| {
            (one.side, Reverse(opinion.part_of_everyone(one.statement, one.side)), one.statement)
        }).collect();
        prop_assert!(majority.is_sorted(), "{:?}", majority);
        let unsure: Vec<_> = opinion.unsure().into_iter().map(|one| (one.why, one.statement)).collect();
        prop_assert!(unsure.is_sorted(), "{:?}", unsure);
        let ground: Vec<_> = opinion.common_ground().into_iter().map(|one| {
            let tenths = (opinion.coarse_common_ground(one.statement).agree * 10.0).round();
            (Reverse(format!("{tenths:04}")), one.statement)
        }).collect();
        prop_assert!(ground.is_sorted(), "{:?}", ground);
    }

    #[test]
    fn no_bytes_upset_a_reader(bytes in vec(any::<u8>(), 0..300)) {
        read_anything(&bytes);
    }

    #[test]
    fn no_text_that_is_nearly_a_file_upsets_a_reader(
        lines in vec("(statement|comment-id|participant|vote|timestamp|1|-1|0|2|,|;|\"|\u{e9}| ){0,9}", 0..9),
    ) {
        let text = format!("statement,participant,vote,timestamp\n{}", lines.join("\n"));
        read_anything(text.as_bytes());
        read_anything(lines.join("\r\n").as_bytes());
    }

    #[test]
    fn votes_written_down_are_read_back(casts in casts(), is_minus in any::<bool>()) {
        let signs = if is_minus { Signs::AgreeIsMinus } else { Signs::AgreeIsPlus };
        let mut file = "participant,statement,vote,timestamp\n".to_owned();
        for (at, cast) in casts.iter().enumerate() {
            let number = match (cast.vote, is_minus) {
                (Vote::Pass, _) => 0,
                (Vote::Agree, false) | (Vote::Disagree, true) => 1,
                _ => -1,
            };
            writeln!(file, "{},{},{number},{at}", cast.person, cast.statement).unwrap();
        }
        let read = read_votes("votes.csv", file.as_bytes(), Some(signs)).unwrap();
        let order: Vec<usize> = (0..casts.len()).collect();
        let (read, expected) = (read.latest(), conversation(&casts, &order));
        let expected = expected.votes();
        prop_assert_eq!(read.people(), expected.people());
        for person in 0..read.people() {
            prop_assert_eq!(read.participant(person), expected.participant(person));
            let rows: (Vec<_>, Vec<_>) = (read.votes_of(person).collect(), expected.votes_of(person).collect());
            prop_assert_eq!(&rows.0, &rows.1);
        }
    }
}

/// Every reader, and what is made of what it reads.
fn read_anything(bytes: &[u8]) {
    let known = read_statements("comments.csv", bytes).unwrap_or_default();
    for casts in [
        read_votes("votes.csv", bytes, None),
        read_wide_votes("wide.csv", bytes),
    ] {
        match casts {
            Ok(casts) => {
                let conversation = Conversation::new(casts, known.clone());
                assert!(Opinion::of(&conversation, Settings::default()).is_ok());
            }
            Err(problems) => assert!(problems.iter().all(|problem| !problem.message.is_empty())),
        }
    }
    read_topic(bytes);
}
