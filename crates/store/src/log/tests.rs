//! What a log promises, on both databases: what is given out, and what is found. Below it, whatever fails and whoever
//! else is at it (`faults.rs`), and which log goes on and under which key (`guard.rs`).

mod faults;
mod guard;

use std::collections::BTreeMap;

use alongside_testkit::{Outcome, Scratch};
use alongside_tlog::{
    Bundle, Checkpoint, KeyName, Kind, Replay, SigningKey, Tile, VerifierKey, continues,
};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::*;
use crate::outbox;
use crate::sql::{Database, Options};

alongside_testkit::on_both!(
    a_log_holds_what_was_done_in_the_order_it_was_entered,
    what_was_tampered_with_is_never_signed,
    an_act_that_was_changed_after_it_was_published_is_found,
    a_tile_that_grew_is_given_out_as_it_was,
    what_is_not_published_is_not_given_out,
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
