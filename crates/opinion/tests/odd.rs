//! Conversations that are hardly any.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_opinion::{
    CannotGroup, Casts, Conversation, Live, NewVote, Opinion, Settings, Side, Standing, Statement,
    Unclear, Vote, Why,
};

fn conversation(votes: impl IntoIterator<Item = (usize, usize, Vote)>) -> Conversation {
    let mut casts = Casts::default();
    for (person, statement, vote) in votes {
        casts.cast(&format!("p{person}"), &statement.to_string(), vote, 0);
    }
    Conversation::new(casts, Vec::new())
}

fn opinion(conversation: &Conversation) -> Opinion {
    Opinion::of(conversation, Settings::default()).unwrap()
}

/// Everybody votes on everything, as `vote` says.
fn all(people: usize, statements: usize, vote: impl Fn(usize, usize) -> Vote) -> Conversation {
    let every = (0..people).flat_map(|person| (0..statements).map(move |s| (person, s)));
    let votes: Vec<_> = every.map(|(p, s)| (p, s, vote(p, s))).collect();
    conversation(votes)
}

fn sizes(opinion: &Opinion) -> Vec<usize> {
    opinion.groups().iter().map(|group| group.size).collect()
}

/// Whether a vote agrees, by a sum that looks like chance and is the same everywhere.
fn mixed(person: usize, statement: usize) -> Vote {
    let mut z = (person as u64) << 32 | statement as u64;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    match (z >> 33) % 5 {
        0 | 1 => Vote::Agree,
        2 | 3 => Vote::Disagree,
        _ => Vote::Pass,
    }
}

fn two_camps(person: usize, statement: usize) -> Vote {
    let is_first = person % 5 < 3;
    match statement {
        0 | 1 => Vote::Agree,
        s if (s % 2 == 0) == is_first => Vote::Agree,
        _ => Vote::Disagree,
    }
}

#[test]
fn nobody_and_nothing_give_nothing() {
    let nothing = conversation([]);
    let opinion = opinion(&nothing);
    assert!(opinion.groups().is_empty() && !opinion.is_clear());
    assert!(opinion.common_ground().is_empty() && opinion.majority().is_empty());
    assert!(opinion.representative().is_empty() && opinion.routing().is_empty());
    assert_eq!(opinion.people_told(), 0);
}

#[test]
fn statements_without_votes_are_asked_next_and_told_as_unknown() {
    let known = vec![Statement::called("a"), Statement::called("b")];
    let conversation = Conversation::new(Casts::default(), known);
    let opinion = opinion(&conversation);
    let weights: Vec<f64> = opinion.routing().iter().map(|next| next.weight).collect();
    assert_eq!(weights, [0.5, 0.5]);
    assert!(
        opinion
            .unsure()
            .iter()
            .all(|unsure| unsure.why == Why::FewVotes)
    );
}

#[test]
fn one_statement_parts_people_and_is_no_sign_of_groups() {
    let one = all(30, 1, |person, _| {
        if person % 2 == 0 {
            Vote::Agree
        } else {
            Vote::Disagree
        }
    });
    let opinion = opinion(&one);
    assert_eq!(opinion.unclear(), Some(Unclear::NoMoreThanChance));
    assert!(!opinion.is_clear());
}

#[test]
fn everybody_alike_is_one_group_of_one_mind() {
    let alike = all(40, 10, |_, statement| {
        if statement == 3 {
            Vote::Disagree
        } else {
            Vote::Agree
        }
    });
    let opinion = opinion(&alike);
    assert_eq!(sizes(&opinion), [40]);
    assert!(!opinion.is_clear() && opinion.silhouettes().is_empty());
    assert_eq!(opinion.majority().len(), 6);
    assert_eq!(opinion.majority()[5].side, Side::Disagree);
    assert!(opinion.representative().is_empty());
}

#[test]
fn a_thousand_identical_people_are_one_group() {
    let opinion = opinion(&all(1_000, 20, |_, statement| mixed(0, statement)));
    assert_eq!(sizes(&opinion), [1_000]);
}

#[test]
fn two_kinds_of_identical_people_are_two_groups() {
    let opinion = opinion(&all(1_000, 12, two_camps));
    assert_eq!(sizes(&opinion), [600, 400]);
    assert!(opinion.is_clear());
    let shared = opinion.common_ground();
    assert_eq!((shared[0].statement, shared[1].statement), (0, 1));
    assert!(shared[1].least_agree > 0.99 && shared[2].least_agree < 0.01);
}

#[test]
fn a_small_camp_among_thousands_is_a_clear_group() {
    // Fewer are drawn again than there are, so the camp is smaller among them.
    let camps = all(4_000, 12, |person, s| {
        two_camps(if person % 33 == 0 { 3 } else { 0 }, s)
    });
    let opinion = opinion(&camps);
    assert_eq!(sizes(&opinion), [3_878, 122]);
    assert!(
        opinion.is_clear(),
        "{:?} {:?}",
        opinion.unclear(),
        opinion.stability()
    );
}

#[test]
fn one_person_and_two_people_do_not_upset_anything() {
    for people in 1..6 {
        let opinion = opinion(&all(people, 9, mixed));
        assert_eq!(sizes(&opinion).iter().sum::<usize>(), people);
        assert!(sizes(&opinion).iter().all(|size| *size >= 3 || people < 3));
    }
}

#[test]
fn votes_by_chance_have_no_clear_groups() {
    let mut clear = 0;
    for shift in 0..20 {
        let opinion = opinion(&all(120, 30, |person, s| mixed(person + 1_000 * shift, s)));
        clear += usize::from(opinion.is_clear());
    }
    // One in twenty is what the test lets through.
    assert!(clear <= 3, "{clear} of 20");
}

#[test]
fn the_latest_vote_counts_however_often_somebody_votes() {
    let mut casts = Casts::default();
    for (at, vote) in [
        (5, Vote::Agree),
        (9, Vote::Disagree),
        (7, Vote::Pass),
        (9, Vote::Agree),
    ] {
        casts.cast("p", "s", vote, at);
    }
    assert_eq!(casts.len(), 4);
    let votes = casts.latest();
    assert_eq!(votes.votes_of(0).collect::<Vec<_>>(), [(0, Vote::Agree)]);
}

#[test]
fn what_was_taken_out_shapes_and_tells_nothing() {
    let mut casts = Casts::default();
    for person in 0..40 {
        for statement in 0..12 {
            let vote = two_camps(person, statement);
            casts.cast(&person.to_string(), &statement.to_string(), vote, 0);
        }
    }
    let taken_out = |statement: usize| Statement {
        standing: if statement > 1 {
            Standing::Rejected
        } else {
            Standing::Accepted
        },
        ..Statement::called(&statement.to_string())
    };
    let conversation = Conversation::new(casts, (0..12).map(taken_out).collect());
    let opinion = opinion(&conversation);
    assert_eq!(sizes(&opinion), [40]);
    assert_eq!(opinion.common_ground().len(), 2);
    assert!(opinion.routing().iter().all(|next| next.statement < 2));
}

#[test]
fn groups_that_cannot_be_made_are_refused_with_the_reason() {
    let settings = Settings {
        groups: Some(4),
        ..Settings::default()
    };
    let refused = Opinion::of(&all(9, 9, mixed), settings).unwrap_err();
    assert_eq!(
        refused,
        CannotGroup {
            groups: 4,
            people: 9,
            smallest: 3
        }
    );
    assert!(
        refused
            .to_string()
            .starts_with("4 groups of at least 3 people each cannot be made")
    );
}

#[test]
fn nothing_is_published_about_fewer_than_five() {
    let publish = Settings {
        publish: true,
        ..Settings::default()
    };
    let few = Opinion::of(&all(4, 9, mixed), publish).unwrap();
    assert!(few.is_too_small() && few.groups().is_empty());
    assert!(
        few.majority().is_empty() && few.common_ground().is_empty() && few.routing().is_empty()
    );
    assert_eq!(few.people_told(), 0);
    // Thirty, four of them of another mind: those four are no group of their own.
    let camps = all(30, 12, |person, s| {
        two_camps(if person < 4 { 3 } else { 0 }, s)
    });
    assert_eq!(sizes(&opinion(&camps)), [26, 4]);
    let published = Opinion::of(&camps, publish).unwrap();
    assert!(
        sizes(&published).iter().all(|size| *size >= 5),
        "{:?}",
        sizes(&published)
    );
    // A statement that three people of a group have seen.
    let thin = conversation((0..40).flat_map(|person| {
        let seen = if person % 5 < 3 { 12 } else { 11 };
        let more = usize::from(person == 3 || person == 8);
        (0..seen + more).map(move |s| (person, s, two_camps(person, s)))
    }));
    let published = Opinion::of(&thin, publish).unwrap();
    let last = thin.votes().statement_called("11").unwrap();
    assert_eq!(published.groups().len(), 2);
    assert!(
        published
            .common_ground()
            .iter()
            .all(|common| common.statement != last)
    );
    assert!(
        published
            .representative()
            .iter()
            .all(|one| one.statement != last)
    );
    assert!(
        opinion(&thin)
            .common_ground()
            .iter()
            .any(|common| common.statement == last)
    );
}

#[test]
fn an_update_counts_as_a_look_at_all_votes_does() {
    let before = all(200, 20, two_camps);
    let mut live = Live::new(before, Settings::default()).unwrap();
    let changes: Vec<(String, String, Vote)> = (0..100)
        .map(|i| {
            let (person, statement) = (7 * i % 215, 4 * i % 21);
            (format!("p{person}"), statement.to_string(), mixed(i, 77))
        })
        .collect();
    let new: Vec<NewVote<'_>> = changes
        .iter()
        .map(|(participant, statement, vote)| NewVote {
            participant,
            statement,
            vote: *vote,
        })
        .collect();
    let moved = live.cast(&new);
    assert!(moved.len() < 10, "{moved:?}");
    let mut casts = Casts::default();
    for person in 0..200 {
        for s in 0..20 {
            casts.cast(
                &format!("p{person}"),
                &s.to_string(),
                two_camps(person, s),
                0,
            );
        }
    }
    for (participant, statement, vote) in &changes {
        casts.cast(participant, statement, *vote, 1);
    }
    let whole = Conversation::new(casts, Vec::new());
    for (statement, id) in (0..21).map(|s| (s, s.to_string())) {
        let theirs = whole.votes().statement_called(&id).unwrap();
        let ours = live.conversation().votes().statement_called(&id).unwrap();
        let expected = opinion(&whole).tallies().everyone(theirs);
        assert_eq!(
            live.opinion().tallies().everyone(ours),
            expected,
            "{statement}"
        );
    }
    for group in 0..2 {
        let people = (0..live.opinion().people()).filter(|person| {
            live.opinion()
                .place(*person)
                .is_some_and(|(_, own)| own == group)
        });
        let people: Vec<usize> = people.collect();
        assert_eq!(live.opinion().groups()[group].size, people.len());
        let seen = people
            .iter()
            .flat_map(|person| live.conversation().votes().votes_of(*person))
            .filter(|(statement, _)| *statement == 0)
            .count();
        let counted = live.opinion().tallies().in_group(group, 0).seen;
        assert_eq!(usize::try_from(counted).unwrap(), seen);
    }
    assert!(live.is_due());
    let before: Vec<_> = (0..200)
        .map(|person| live.opinion().place(person).unwrap().1)
        .collect();
    live.redraw().unwrap();
    let after: Vec<_> = (0..200)
        .map(|person| live.opinion().place(person).unwrap().1)
        .collect();
    assert_eq!(before, after);
    assert!(!live.is_due());
}

#[test]
fn the_number_of_groups_changes_only_after_it_was_clearer_four_times() {
    // Two camps; then a third grows out of the first.
    let mut live = Live::new(all(200, 20, two_camps), Settings::default()).unwrap();
    assert_eq!(live.opinion().groups().len(), 2);
    let third = |statement: usize| match statement {
        0 | 1 => Vote::Disagree,
        s if s % 4 < 2 => Vote::Agree,
        _ => Vote::Disagree,
    };
    let names: Vec<(String, String, Vote)> = (0..100)
        .flat_map(|person| (0..20).map(move |s| (format!("n{person}"), s.to_string(), third(s))))
        .collect();
    let new: Vec<NewVote<'_>> = names
        .iter()
        .map(|(participant, statement, vote)| NewVote {
            participant,
            statement,
            vote: *vote,
        })
        .collect();
    live.cast(&new);
    let mut counts = Vec::new();
    for _ in 0..5 {
        live.redraw().unwrap();
        counts.push(live.opinion().groups().len());
    }
    assert_eq!(counts, [2, 2, 2, 3, 3]);
}
