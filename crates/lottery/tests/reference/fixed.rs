//! A draw has one set of bytes, for good: on every run, on every machine, in debug and in release builds.

use alongside_lottery::frozen::{
    Answer, By, Entry, Files, Frozen, SettleError, Statement, check, check_entry, freeze, hash_of,
    settle, tickets,
};
use alongside_lottery::public_draw::{DiceError, Seed, drand};
use alongside_lottery::{Chances, Method, Pool, Table, alternates, replace};

use super::pools::{Given, ours};

fn frozen(given: &Given, panels: usize, by: By) -> Frozen {
    let chances = Chances::find(&given.pool, Method::Leximin, &mut |_| {}).unwrap();
    let lots = chances.lottery(panels, &mut |_| {}).unwrap();
    let notes = vec!["A note.".to_owned()];
    freeze(
        &given.pool,
        Method::Leximin,
        &chances.all(),
        &lots,
        &tickets(&given.pool, &[5; 32]),
        by,
        notes,
    )
}

fn number() -> By {
    By::Number {
        which: "the first number that is heard".to_owned(),
    }
}

#[test]
fn the_bytes_of_a_draw_are_fixed() {
    // A change of these is a change of version: whoever published a draw could not check it any more.
    let fixed = [
        (
            "syn_mass_24",
            "9aa23e357b50a794352c9485d96bd9e31d28714437def911cf30fab5fa1be67b",
        ),
        (
            "syn_parentcarer_20",
            "bcdc1c998aa0249d0de8191f5989b49ea54abeadc2dceaea534a9f2150cd5bb7",
        ),
        (
            "tiny_gap1_3",
            "bc32334421ac5dd1ea7f9403bc233182903b8fcf6882e268956413c679e7078d",
        ),
    ];
    let found = fixed.map(|(name, _)| {
        let frozen = frozen(&ours(name), 300, number());
        let all: String = frozen.public.values().cloned().collect();
        (name, alongside_lottery::frozen::hash_of(&all))
    });
    assert_eq!(found, fixed.map(|(name, hash)| (name, hash.to_owned())));
}

#[test]
fn a_published_draw_is_checked_from_its_files_alone() {
    let mut files = frozen(&ours("tiny_gap2_4"), 50, number()).public;
    let outcome = settle(&files, Answer::Number("07 13 22".to_owned())).unwrap();
    files.insert("outcome.json".to_owned(), outcome.json());
    let checks = check(&files);
    assert_eq!(checks.len(), 10);
    assert!(checks.iter().all(|check| check.holds), "{checks:?}");
}

#[test]
fn whatever_is_changed_in_a_published_draw_is_seen() {
    let mut files = frozen(&ours("tiny_gap2_4"), 50, number()).public;
    let outcome = settle(&files, Answer::Number("07 13 22".to_owned())).unwrap();
    files.insert("outcome.json".to_owned(), outcome.json());
    for name in files.keys().cloned().collect::<Vec<_>>() {
        for (from, to) in [("0", "1"), ("T1", "T2"), ("\n", "\n\n")] {
            let mut changed: Files = files.clone();
            let text = changed[&name].replacen(from, to, 1);
            if text == files[&name]
                || name == "draw.json" && to == "\n\n" && !changed.contains_key("outcome.json")
            {
                continue;
            }
            changed.insert(name.clone(), text);
            assert!(
                check(&changed).iter().any(|check| !check.holds),
                "{name}: {from:?} to {to:?}"
            );
        }
        let mut without = files.clone();
        without.remove(&name);
        let is_told = check(&without).iter().any(|check| !check.holds);
        assert!(is_told || name == "outcome.json", "{name} is missing");
    }
}

#[test]
fn only_the_number_that_was_announced_settles_a_draw() {
    let given = ours("tiny_plain1_2");
    let dice = frozen(&given, 75, By::Dice { dice: 2 }).public;
    assert_eq!(settle(&dice, Answer::Dice(vec![4, 1])).unwrap().panel, "41");
    assert_eq!(
        settle(&dice, Answer::Dice(vec![8, 0])),
        Err(SettleError::Dice(DiceError::Again(80)))
    );
    assert!(matches!(
        settle(&dice, Answer::Number("41".to_owned())),
        Err(SettleError::Another(_))
    ));
    let by = By::drand_at(drand::time_of(123).unwrap()).unwrap();
    let drawn = frozen(&given, 10, by).public;
    let signature = "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92";
    assert_eq!(
        settle(&drawn, Answer::Signature(signature.to_owned()))
            .unwrap()
            .tickets
            .len(),
        2
    );
    let wrong = signature.replace("b75c", "b75d");
    assert!(matches!(
        settle(&drawn, Answer::Signature(wrong)),
        Err(SettleError::Signature(_))
    ));
}

#[test]
fn a_round_or_dice_that_were_not_announced_settle_nothing_and_are_seen() {
    let given = ours("tiny_plain1_2");
    let signature = "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92";
    // Somebody announced one time, and wrote down the round of another, whose number they know.
    let by = By::Drand {
        chain: drand::CHAIN.to_owned(),
        round: 123,
        time: "2026-12-14 19:00:00 UTC".to_owned(),
    };
    for (by, answer) in [
        (by, Answer::Signature(signature.to_owned())),
        (By::Dice { dice: 3 }, Answer::Dice(vec![4, 1])),
    ] {
        let files = frozen(&given, 75, by).public;
        let settled = settle(&files, answer);
        assert!(matches!(settled, Err(SettleError::File(_))), "{settled:?}");
        assert!(check(&files).iter().any(|check| !check.holds));
    }
}

#[test]
fn however_a_number_is_spelled_the_outcome_and_what_follows_are_the_same() {
    let mut files = frozen(&ours("tiny_gap2_4"), 50, number()).public;
    let settled = |announced: &str| settle(&files, Answer::Number(announced.to_owned())).unwrap();
    let one = settled("4 8 15");
    assert_eq!(one.answer, Answer::Number("4 8 15".to_owned()));
    for announced in [
        "04 8 15",
        "4 08 15",
        "4,8,15",
        " 4 - 8 / 15 ",
        "4\u{a0}8\u{2013}15",
    ] {
        let other = settled(announced);
        assert_eq!(other.json(), one.json(), "{announced}");
        assert_eq!(other.seed(), one.seed(), "{announced}");
    }
    assert_ne!(settled("4815").seed(), one.seed());
    // An outcome that was written with another spelling is not the one that the number gives.
    let json = one.json().replace("4 8 15", "4 08 15");
    files.insert("outcome.json".to_owned(), json);
    assert!(check(&files).iter().any(|check| !check.holds));
}

#[test]
fn a_file_written_otherwise_is_not_the_same_to_the_byte_even_with_fingerprints_to_match() {
    let files = frozen(&ours("tiny_gap2_4"), 50, number()).public;
    let with = |name: &str, text: String| {
        let mut changed = files.clone();
        changed.insert(name.to_owned(), text);
        let mut statement = Statement::parse(&changed["draw.json"]).unwrap();
        statement.chances = hash_of(&changed["chances.csv"]);
        changed.insert("draw.json".to_owned(), statement.json());
        changed
    };
    let whole = with("chances.csv", files["chances.csv"].clone());
    assert!(check(&whole).iter().all(|check| check.holds));
    // A target with a decimal more, a row twice, and a statement that is laid out otherwise.
    let longer = files["chances.csv"].replacen("0.", "0.0", 1);
    let last = files["chances.csv"].lines().last().unwrap();
    let twice = format!("{}{last}\n", files["chances.csv"]);
    let mut spread = files.clone();
    spread.insert(
        "draw.json".to_owned(),
        files["draw.json"].replace("  \"", " \""),
    );
    for changed in [
        with("chances.csv", longer),
        with("chances.csv", twice),
        spread,
    ] {
        let missed = check(&changed).into_iter().filter(|check| !check.holds);
        let missed: Vec<String> = missed.map(|check| check.says).collect();
        assert_eq!(missed.len(), 1, "{missed:?}");
        assert!(missed[0].contains("is the same to the byte"), "{missed:?}");
    }
}

#[test]
fn everybody_can_check_their_own_entry_and_no_other_passes_for_it() {
    let given = ours("syn_parentcarer_20");
    let mut files = frozen(&given, 40, number()).public;
    let tickets = tickets(&given.pool, &[5; 32]);
    let outcome = settle(&files, Answer::Number("7 13 22".to_owned())).unwrap();
    files.insert("outcome.json".to_owned(), outcome.json());
    let holds = |entry: &Entry| check_entry(&files, entry).iter().all(|check| check.holds);
    let entries: Vec<Entry> = (0..given.pool.people().len())
        .map(|place| Entry::of(&given.pool, &tickets, place).unwrap())
        .collect();
    for entry in &entries {
        let read = Entry::parse(&entry.json()).unwrap();
        assert_eq!(read, *entry);
        assert!(holds(&read), "{:?}", check_entry(&files, &read));
    }
    assert_eq!(Entry::of(&given.pool, &tickets, entries.len()), None);
    let drawn = entries.iter().filter(|entry| {
        let checks = check_entry(&files, entry);
        checks.last().unwrap().says.contains("was drawn")
    });
    assert_eq!(drawn.count(), 20);
    let own = &entries[3];
    let mut others = vec![own.clone(); 6];
    // The hash holds features alone; another category beside them is seen all the same.
    others[5].features[0].category = own.features[1].category.clone();
    others[0].ticket.clone_from(&entries[4].ticket);
    others[1].salt.clone_from(&entries[4].salt);
    others[2].features[0].feature.push('x');
    others[3].household = Some("another".to_owned());
    others[4].path.pop();
    for other in &others {
        assert!(!holds(other), "{other:?}");
    }
}

#[test]
fn what_is_published_shows_no_feature_and_no_id() {
    let given = ours("syn_parentcarer_20");
    let frozen = frozen(&given, 20, number());
    for name in ["panels.csv", "chances.csv", "commitments.csv"] {
        let text = &frozen.public[name];
        for quota in given.pool.quotas() {
            assert!(
                !text.contains(&quota.feature),
                "{name} shows {}",
                quota.feature
            );
        }
        assert!(
            given
                .pool
                .people()
                .iter()
                .all(|person| !text.contains(&person.id)),
            "{name} shows an id"
        );
    }
}

#[test]
fn somebody_steps_in_and_the_quotas_hold_as_well_as_they_can() {
    let given = ours("syn_parentcarer_20");
    let chances = Chances::find(&given.pool, Method::Leximin, &mut |_| {}).unwrap();
    let panel = chances.lottery(1, &mut |_| {}).unwrap().panels.remove(0);
    let seed = Seed::of_bytes([1; 32]);
    let chosen = alternates(&given.pool, &panel, 5, 0.85, seed);
    assert_eq!(chosen.len(), 5);
    assert_eq!(chosen, alternates(&given.pool, &panel, 5, 0.85, seed));
    assert!(chosen.iter().all(|place| !panel.contains(place)));
    // From the whole pool, whoever drops out has somebody who is alike enough.
    let everybody: Vec<usize> = (0..given.pool.people().len()).collect();
    let one = replace(&given.pool, &panel, &panel[..1], &everybody, seed).unwrap();
    assert_eq!(one.people.len(), 1);
    let mut with: Vec<usize> = panel[1..].iter().chain(&one.people).copied().collect();
    with.sort_unstable();
    if one.missed.is_empty() {
        given.check_panel(&with);
    }
    // Alternates that were chosen for it do better than the same number that were not.
    let last: Vec<usize> = everybody
        .iter()
        .rev()
        .filter(|place| !panel.contains(place))
        .take(5)
        .copied()
        .collect();
    let missed = |from: &[usize]| -> usize {
        (0..panel.len())
            .map(|place| {
                replace(&given.pool, &panel, &panel[place..=place], from, seed)
                    .unwrap()
                    .missed
                    .len()
            })
            .sum()
    };
    assert!(
        missed(&chosen) < missed(&last),
        "{} and {}",
        missed(&chosen),
        missed(&last)
    );
}

#[test]
fn of_those_who_help_alike_the_seed_decides_who_steps_in() {
    let row = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
    let quotas = Table::new(
        ["category", "feature", "min", "max"],
        [row(&["area", "north", "2", "2"])],
    );
    let people = Table::new(["area"], (0..12).map(|_| row(&["north"])));
    let pool = Pool::read(&people, &quotas, 2).unwrap();
    let everybody: Vec<usize> = (0..12).collect();
    let steps_in = |seed: u8, from: &[usize]| {
        let seed = Seed::of_bytes([seed; 32]);
        replace(&pool, &[0, 1], &[1], from, seed).unwrap().people
    };
    let mut met: Vec<Vec<usize>> = (0..60).map(|seed| steps_in(seed, &everybody)).collect();
    assert!(met.iter().all(|people| people.len() == 1));
    met.sort_unstable();
    met.dedup();
    assert!(met.len() >= 8, "{met:?}");
    let backwards: Vec<usize> = everybody.iter().rev().copied().collect();
    assert_eq!(steps_in(3, &everybody), steps_in(3, &backwards));
}
