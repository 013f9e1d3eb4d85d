//! What a log promises, on both databases, whatever fails and whoever else is at it.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::thread;

use alongside_testkit::{Outcome, Scratch};
use alongside_tlog::{
    Bundle, Checkpoint, KeyName, Kind, Refused, Replay, SigningKey, Tile, VerifierKey, continues,
};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::sequence::{Moment, Step, round};
use super::*;
use crate::outbox;
use crate::sql::{Database, Options};

alongside_testkit::on_both!(
    a_log_holds_what_was_done_in_the_order_it_was_entered,
    whichever_step_fails_or_seems_to_the_log_goes_on_whole,
    many_who_sequence_at_once_make_one_log,
    a_typo_never_starts_a_second_log,
    a_log_that_was_lost_or_is_old_is_not_begun_unasked,
    a_log_is_handed_over_by_an_entry_of_its_own,
    what_was_tampered_with_is_never_signed,
    an_act_that_was_changed_after_it_was_published_is_found,
    a_tile_that_grew_is_given_out_as_it_was,
    what_is_not_published_is_not_given_out,
    a_log_waits_after_a_backup_was_restored,
);

const AREA: &str = "haringey";

statements! {
    DROP_TILE = "delete from log_tiles where area = 'haringey' and level = 0 and number = 1";
    CUT_TILE = "update log_tiles set hashes = (select hashes from log_tiles where level = 1) where level = 0 and number = 1";
    ROLL_BACK = "update logs set size = size - 1 where area = 'haringey'";
    SWAP_KEY = "update logs set key = first_key || 'x' where area = 'haringey'";
    DROP_WAITING = "delete from outbox where area = 'haringey' and entry = (select size from logs where area = 'haringey')";
}

/// These tamper with what is no longer looked at when a log goes on, and a replay finds them.
mod later {
    use crate::sql::{Statement, statements};

    statements! {
        EDIT_ACT = "update outbox set body = '{\"act\":\"other\"}' where area = 'haringey' and entry = 3";
        SWAP_ACTS = "update outbox set entry = case when entry = 3 then -4 when entry = 4 then -3 else entry end";
        SWAP_BACK = "update outbox set entry = -entry where entry < 0";
    }

    pub(super) const EDIT: Statement = EDIT_ACT;
    pub(super) const SWAP: [Statement; 2] = [SWAP_ACTS, SWAP_BACK];
    pub(super) const ALL: usize = STATEMENTS.len();
}

fn signer() -> Signer {
    with_key(1)
}

fn with_key(seed: u8) -> Signer {
    let name = KeyName::new("alongside.example");
    Signer {
        host: "alongside.example".to_owned(),
        key: SigningKey::from_seed(name.expect("a name"), Kind::Log, &[seed; 32]),
    }
}

fn start() -> Timestamp {
    Timestamp::from_second(1_795_000_000).unwrap_or(Timestamp::MAX)
}

fn open(scratch: &Scratch) -> Result<Database, Error> {
    let database = Database::open(scratch.url(), &Options::default())?;
    database.migrate()?;
    Ok(database)
}

fn body(number: u32) -> String {
    format!("{{\"act\":{number}}}")
}

fn add(database: &Database, numbers: std::ops::Range<u32>) -> Result<(), Error> {
    database.write(|tx| {
        numbers.clone().try_for_each(|number| {
            let at = start() + i64::from(number).microseconds();
            outbox::add(
                tx,
                Uuid::from_u128(number.into()),
                AREA,
                None,
                at,
                &body(number),
            )
        })
    })
}

/// Sequences until there is nothing left.
fn sequence_all(database: &Database, signer: &Signer, limit: u32) -> Result<u64, Unsequenced> {
    loop {
        let round = sequence(database, AREA, signer, start(), limit)?;
        if !round.is_more {
            return Ok(round.size);
        }
    }
}

/// Checks everything that is given out, as somebody who has only the first key, and says what the entries are.
fn check(database: &Database) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let log = database
        .read(|snapshot| find(snapshot, AREA))?
        .ok_or("there is no log")?;
    let first: VerifierKey = log.first_key.parse()?;
    let mut replay = Replay::new(log.origin.as_str(), first);
    let (mut found, mut tiles) = (Vec::new(), BTreeMap::new());
    for of in Bundle::all_of(log.size) {
        let bytes = database
            .read(|snapshot| bundle(snapshot, AREA, of))?
            .ok_or("no bundle")?;
        for entry in of.read(&bytes)? {
            replay.add(entry, |tile, hashes| {
                tiles.insert(tile, hashes.to_vec());
            })?;
            found.push(String::from_utf8(entry.to_vec())?);
        }
    }
    tiles.extend(
        replay
            .edge()
            .partial()
            .map(|(tile, hashes)| (tile, hashes.to_vec())),
    );
    replay.hold(log.checkpoint.as_bytes())?;
    for of in Tile::all_of(log.size) {
        let bytes = database
            .read(|snapshot| tile(snapshot, AREA, of))?
            .ok_or("no tile")?;
        assert_eq!(Some(&of.read(&bytes)?), tiles.get(&of), "{of}");
    }
    let trusted = [log.key.parse()?];
    for place in (0..log.size).step_by(37).chain(log.size.checked_sub(1)) {
        let receipt = database
            .read(|snapshot| receipt(snapshot, AREA, place))?
            .ok_or("no receipt")?;
        receipt
            .to_string()
            .parse::<Receipt>()?
            .verify(None, &log.origin, &trusted)?;
    }
    Ok(found)
}

fn bodies(numbers: std::ops::Range<u32>) -> Vec<String> {
    numbers.map(body).collect()
}

fn a_log_holds_what_was_done_in_the_order_it_was_entered(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    add(&database, 10..310)?;
    assert_eq!(sequence_all(&database, &signer(), 100)?, 300);
    // Somebody's clock was slow.
    add(&database, 0..10)?;
    assert_eq!(sequence_all(&database, &signer(), 100)?, 310);
    assert_eq!(check(&database)?, [bodies(10..310), bodies(0..10)].concat());
    assert_eq!(database.read(behind)?, Vec::<String>::new());
    Ok(())
}

/// Every step, failing before it, within it, and after it was kept though it looks as if it had not been.
fn whichever_step_fails_or_seems_to_the_log_goes_on_whole(scratch: &Scratch) -> Outcome {
    for step in [Step::Begin, Step::Enter, Step::Publish] {
        for moment in [Moment::Before, Moment::Within, Moment::After] {
            fail_at(&scratch.another()?, step, moment)?;
        }
    }
    Ok(())
}

fn fail_at(scratch: &Scratch, step: Step, moment: Moment) -> Outcome {
    let database = open(scratch)?;
    let mut done = 0;
    if step != Step::Begin {
        add(&database, 0..60)?;
        done = sequence_all(&database, &signer(), 100)?.try_into()?;
    }
    add(&database, done..done + 90)?;
    done += 90;
    let (left, mut failures, mut seen) = (Cell::new(2), 0, Vec::new());
    let fate = |at, when| {
        if (at, when) == (step, moment) && left.get() > 0 {
            left.set(left.get() - 1);
            return Err(Error::other("the power went"));
        }
        Ok(())
    };
    loop {
        match round(&database, AREA, &signer(), start(), 50, &fate) {
            Ok(round) if !round.is_more => break,
            Ok(_) => {}
            Err(Unsequenced::Store(error)) if error.to_string() == "the power went" => {
                failures += 1;
            }
            Err(error) => return Err(error.into()),
        }
        // Whatever there is at any time is whole.
        if let Some(checkpoint) = checkpoint(&database)? {
            check(&database)?;
            seen.push(checkpoint);
        }
    }
    // A log that was begun, though it did not look so, is not begun again.
    let wanted = if (step, moment) == (Step::Begin, Moment::After) {
        1
    } else {
        2
    };
    assert_eq!(failures, wanted, "{step:?} {moment:?}");
    assert_eq!(check(&database)?, bodies(0..done), "{step:?} {moment:?}");
    hold_together(&database, &seen)
}

fn checkpoint(database: &Database) -> Result<Option<Checkpoint>, Box<dyn std::error::Error>> {
    let Some(log) = database.read(|snapshot| find(snapshot, AREA))? else {
        return Ok(None);
    };
    Ok(Some(log.checkpoint.parse::<Note>()?.text().parse()?))
}

/// Every checkpoint that anybody saw is the beginning of the log as it is.
fn hold_together(database: &Database, seen: &[Checkpoint]) -> Outcome {
    let now = checkpoint(database)?.ok_or("there is no log")?;
    for then in seen {
        let proof = database
            .read(|snapshot| prefix(snapshot, AREA, then.size))?
            .ok_or("no proof")?;
        assert!(
            continues((then.root, then.size), (now.root, now.size), &proof),
            "{then}"
        );
    }
    Ok(())
}

fn many_who_sequence_at_once_make_one_log(scratch: &Scratch) -> Outcome {
    const EACH: u32 = 15;
    const DOORS: u32 = 4;
    open(scratch)?;
    // As a process of its own would, and as somebody would who looks after every step.
    let work = &|door: u32| -> Result<Vec<Checkpoint>, String> {
        let database = Database::open(scratch.url(), &Options::default())
            .map_err(|error| error.to_string())?;
        let mut seen = Vec::new();
        for number in door * EACH..(door + 1) * EACH {
            add(&database, number..number + 1).map_err(|error| error.to_string())?;
            let round = sequence(&database, AREA, &signer(), start(), 7);
            round.map_err(|error| error.to_string())?;
            seen.extend(checkpoint(&database).map_err(|error| error.to_string())?);
        }
        Ok(seen)
    };
    let ends: Vec<Result<Vec<Checkpoint>, String>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..DOORS)
            .map(|door| scope.spawn(move || work(door)))
            .collect();
        let ends = workers.into_iter().map(thread::ScopedJoinHandle::join);
        ends.map(|end| end.unwrap_or_else(|_| Err("a panic".to_owned())))
            .collect()
    });
    let seen = ends.into_iter().collect::<Result<Vec<_>, _>>()?.concat();
    let database = open(scratch)?;
    let all = EACH * DOORS;
    assert_eq!(sequence_all(&database, &signer(), 1000)?, u64::from(all));
    let mut found = check(&database)?;
    found.sort();
    let mut wanted = bodies(0..all);
    wanted.sort();
    assert_eq!(found, wanted);
    assert!(
        seen.iter().any(|then| then.size < all.into()),
        "{}",
        seen.len()
    );
    hold_together(&database, &seen)
}

fn a_typo_never_starts_a_second_log(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    add(&database, 0..3)?;
    sequence_all(&database, &signer(), 10)?;
    let before = database.read(|snapshot| find(snapshot, AREA))?;
    add(&database, 3..6)?;
    let typo = Signer {
        host: "alongside.exmaple".to_owned(),
        ..signer()
    };
    let refused = sequence_all(&database, &typo, 10);
    assert!(
        matches!(refused, Err(Unsequenced::Refused(Refused::Origin { .. }))),
        "{refused:?}"
    );
    let refused = sequence_all(&database, &with_key(2), 10);
    assert!(
        matches!(refused, Err(Unsequenced::Refused(Refused::Key { .. }))),
        "{refused:?}"
    );
    let refused = begin_by_name(&database, AREA, &typo);
    assert!(matches!(refused, Err(Unsequenced::Begun(_))), "{refused:?}");
    assert_eq!(database.read(|snapshot| find(snapshot, AREA))?, before);
    assert_eq!(database.read(behind)?, [AREA]);
    // Set right, it goes on.
    assert_eq!(sequence_all(&database, &signer(), 10)?, 6);
    check(&database)?;
    Ok(())
}

fn a_log_that_was_lost_or_is_old_is_not_begun_unasked(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    let begun = sequence(&database, AREA, &signer(), start(), 10);
    assert!(
        matches!(begun, Err(Unsequenced::NoLog)),
        "an area without acts: {begun:?}"
    );
    add(&database, 0..3)?;
    let later = start() + 25.hours();
    let begun = sequence(&database, AREA, &signer(), later, 10);
    assert!(matches!(begun, Err(Unsequenced::Unnamed)), "{begun:?}");
    begin_by_name(&database, AREA, &signer())?;
    assert_eq!(sequence(&database, AREA, &signer(), later, 10)?.size, 3);

    let scratch = scratch.another()?;
    let copy = open(&scratch)?;
    add(&copy, 0..3)?;
    copy.write(|tx| outbox::enter(tx, AREA, 2))?;
    for begun in [
        sequence(&copy, AREA, &signer(), start(), 10).map(drop),
        begin_by_name(&copy, AREA, &signer()),
    ] {
        assert!(matches!(begun, Err(Unsequenced::Lost)), "{begun:?}");
    }
    Ok(())
}

fn a_log_is_handed_over_by_an_entry_of_its_own(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    add(&database, 0..3)?;
    sequence_all(&database, &signer(), 10)?;
    add(&database, 3..5)?;
    // Two that wait have places already, and one has none yet.
    database.write(|tx| outbox::enter(tx, AREA, 2))?;
    add(&database, 5..6)?;
    assert!(matches!(
        hand_over(&database, AREA, &with_key(2), &with_key(3)),
        Err(Unsequenced::Refused(Refused::Key { .. }))
    ));
    assert!(
        hand_over(&database, AREA, &signer(), &signer()).is_err(),
        "to itself"
    );
    assert_eq!(hand_over(&database, AREA, &signer(), &with_key(2))?, 5);
    assert!(
        hand_over(&database, AREA, &signer(), &with_key(3)).is_err(),
        "one waits already"
    );
    assert_eq!(database.read(behind)?, [AREA]);
    // The old key signs what came before, and no more; the new one goes on.
    assert_eq!(sequence(&database, AREA, &signer(), start(), 10)?.size, 5);
    check(&database)?;
    let refused = sequence(&database, AREA, &signer(), start(), 10);
    assert!(
        matches!(refused, Err(Unsequenced::Refused(Refused::Key { .. }))),
        "{refused:?}"
    );
    assert_eq!(sequence_all(&database, &with_key(2), 10)?, 7);
    let found = check(&database)?;
    assert_eq!(found[..5], bodies(0..5));
    assert!(
        found[5].starts_with("tlog-key-handover/v1\n"),
        "{}",
        found[5]
    );
    assert_eq!(found[6..], bodies(5..6));
    let log = database
        .read(|snapshot| find(snapshot, AREA))?
        .ok_or("no log")?;
    assert_eq!(log.key, with_key(2).key(AREA)?.verifier().to_string());
    assert_eq!(log.first_key, signer().key(AREA)?.verifier().to_string());
    assert_eq!(database.read(behind)?, Vec::<String>::new());
    Ok(())
}

fn what_was_tampered_with_is_never_signed(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    add(&database, 0..300)?;
    sequence_all(&database, &signer(), 100)?;
    add(&database, 300..303)?;
    database.write(|tx| outbox::enter(tx, AREA, 10))?;
    let before = database.read(|snapshot| find(snapshot, AREA))?;
    for (number, tampering) in STATEMENTS.iter().enumerate() {
        // Everything is tried and rolled back, within one transaction.
        let outcome: Result<(), Error> = database.write(|tx| {
            assert_eq!(tx.execute(*tampering, &[])?, 1, "{tampering:?}");
            let next = published(tx, AREA).and_then(|log| {
                let log = log.ok_or_else(|| Error::other("no log"))?;
                let size = log.edge.size();
                let waiting = entries(tx, AREA, size, 10)?;
                let signs = signer();
                let key = signs
                    .key(AREA)
                    .map_err(|error| Error::other(error.to_string()))?;
                let next = log.next(&signs.origin(AREA), &key, waiting.iter().map(Vec::as_slice));
                next.map_err(|error| Error::other(error.to_string()))
            });
            assert!(next.is_err(), "{number}: {tampering:?}: {next:?}");
            Err(Error::other("roll back"))
        });
        assert!(outcome.is_err());
    }
    assert_eq!(database.read(|snapshot| find(snapshot, AREA))?, before);
    assert_eq!(sequence_all(&database, &signer(), 10)?, 303);
    check(&database)?;
    Ok(())
}

fn an_act_that_was_changed_after_it_was_published_is_found(scratch: &Scratch) -> Outcome {
    assert_eq!(later::ALL, 3);
    for tampering in [&[later::EDIT][..], &later::SWAP] {
        let scratch = scratch.another()?;
        let database = open(&scratch)?;
        add(&database, 0..6)?;
        sequence_all(&database, &signer(), 10)?;
        check(&database)?;
        database.write(|tx| {
            tampering
                .iter()
                .try_for_each(|statement| tx.execute(*statement, &[]).map(drop))
        })?;
        let found = check(&database).map_err(|error| error.to_string());
        assert!(
            found
                .as_ref()
                .is_err_and(|error| error.contains("an entry was changed")),
            "{found:?}"
        );
        // Nor does it go unnoticed that the log goes on.
        add(&database, 6..8)?;
        sequence_all(&database, &signer(), 10)?;
        assert!(check(&database).is_err());
    }
    Ok(())
}

fn a_tile_that_grew_is_given_out_as_it_was(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    let mut kept = BTreeMap::new();
    for numbers in [0..3, 3..250, 250..256, 256..300] {
        add(&database, numbers)?;
        let size = sequence_all(&database, &signer(), 1000)?;
        for of in Tile::all_of(size) {
            kept.insert(
                of,
                database
                    .read(|snapshot| tile(snapshot, AREA, of))?
                    .ok_or("no tile")?,
            );
        }
    }
    assert_eq!(kept.len(), 5);
    for (of, bytes) in &kept {
        assert_eq!(
            database
                .read(|snapshot| tile(snapshot, AREA, *of))?
                .as_ref(),
            Some(bytes),
            "{of}"
        );
    }
    Ok(())
}

fn what_is_not_published_is_not_given_out(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    let of = Bundle::of(0, 3).ok_or("no bundle")?;
    let of_tile = Tile::in_tree(0, 0, 3).ok_or("no tile")?;
    add(&database, 0..2)?;
    sequence_all(&database, &signer(), 10)?;
    add(&database, 2..3)?;
    database.write(|tx| outbox::enter(tx, AREA, 10))?;
    database.read(|snapshot| {
        assert_eq!(bundle(snapshot, AREA, of)?, None);
        assert_eq!(tile(snapshot, AREA, of_tile)?, None);
        assert_eq!(receipt(snapshot, AREA, 2)?, None);
        assert_eq!(prefix(snapshot, AREA, 3)?, None);
        assert_eq!(receipt(snapshot, "bromley", 0)?, None);
        for address in [
            "tile/0/000.p/3",
            "tile/entries/000.p/3",
            "tile/0/001",
            "tile/9/000",
            "checkpoint",
            "",
        ] {
            assert_eq!(at(snapshot, AREA, address)?, None, "{address}");
        }
        assert!(at(snapshot, AREA, "tile/0/000.p/2")?.is_some());
        Ok::<_, Error>(())
    })?;
    sequence_all(&database, &signer(), 10)?;
    assert!(
        database
            .read(|snapshot| bundle(snapshot, AREA, of))?
            .is_some()
    );
    let long = "x".repeat(alongside_tlog::LONGEST_ENTRY + 1);
    let added =
        database.write(|tx| outbox::add(tx, Uuid::from_u128(9), AREA, None, start(), &long));
    assert!(added.is_err());
    Ok(())
}

fn a_log_waits_after_a_backup_was_restored(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    add(&database, 0..3)?;
    sequence_all(&database, &signer(), 10)?;
    add(&database, 3..5)?;
    let next = database.read(|snapshot| {
        let log = published(snapshot, AREA)?.ok_or_else(|| Error::other("no log"))?;
        Ok::<_, Error>((log.checkpoint.clone(), log))
    })?;
    database.write(pause_all)?;
    let waits = sequence(&database, AREA, &signer(), start(), 10);
    assert!(matches!(waits, Err(Unsequenced::Paused)), "{waits:?}");
    // Nor does whoever had read it before.
    let (checkpoint, log) = next;
    let key = signer().key(AREA)?;
    let next = log
        .next(&signer().origin(AREA), &key, [b"x".as_slice()])?
        .ok_or("nothing")?;
    assert!(!database.write(|tx| publish(tx, AREA, &checkpoint, &next))?);
    assert!(database.write(|tx| go_on(tx, AREA))?);
    assert!(!database.write(|tx| go_on(tx, "bromley"))?);
    assert_eq!(sequence_all(&database, &signer(), 10)?, 5);
    check(&database)?;
    Ok(())
}
