//! Acts are kept with the change that they tell of, and entered in one order, on both databases.

use std::error::Error;
use std::thread;

use alongside_store::{Class, Database, Options, outbox};
use alongside_testkit::{Outcome, Scratch};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

alongside_testkit::on_both!(
    an_act_comes_back_to_the_byte_with_its_digest,
    an_act_is_added_once,
    entries_of_an_area_follow_one_another_without_a_gap,
    an_act_that_was_acknowledged_comes_before_every_later_one,
    two_who_enter_at_once_give_no_place_twice,
);

fn open(scratch: &Scratch) -> Result<(Database, Timestamp), Box<dyn Error>> {
    let database = Database::open(scratch.url(), &Options::default())?;
    database.migrate()?;
    Ok((database, "2026-11-23T08:00:00.5Z".parse()?))
}

fn add(
    database: &Database,
    area: &str,
    number: u32,
    at: Timestamp,
) -> Result<(), alongside_store::Error> {
    let id = Uuid::from_u128(number.into());
    // No two acts of an area are of the same instant.
    let at = at + (i64::from(number) - 1).microseconds();
    database.write(|tx| outbox::add(tx, id, area, None, at, &format!("{{\"act\":{number}}}")))
}

fn entries(database: &Database, area: &str) -> Result<Vec<(i64, u128)>, Box<dyn Error>> {
    let acts = database.read(|snapshot| outbox::entered(snapshot, area, 0, 1000))?;
    let numbered = acts.iter().map(|act| Some((act.entry?, act.id.as_u128())));
    numbered
        .collect::<Option<_>>()
        .ok_or_else(|| "an act without a place was given".into())
}

fn an_act_comes_back_to_the_byte_with_its_digest(scratch: &Scratch) -> Outcome {
    let (database, at) = open(scratch)?;
    add(&database, "haringey", 1, at)?;
    let id = Uuid::from_u128(1);
    let act = database
        .read(|snapshot| outbox::find(snapshot, id))?
        .ok_or("not found")?;
    assert_eq!(
        (act.id, act.area.as_str(), act.at, act.entry),
        (id, "haringey", at, None)
    );
    assert_eq!(act.body, "{\"act\":1}");
    assert_eq!(act.digest, DIGEST);
    Ok(())
}

fn an_act_is_added_once(scratch: &Scratch) -> Outcome {
    let (database, at) = open(scratch)?;
    add(&database, "haringey", 1, at)?;
    let again = add(&database, "haringey", 1, at);
    assert_eq!(again.map_err(|error| error.class()), Err(Class::Unique));
    Ok(())
}

fn entries_of_an_area_follow_one_another_without_a_gap(scratch: &Scratch) -> Outcome {
    let (database, at) = open(scratch)?;
    for (number, area) in [
        (1, "haringey"),
        (2, "bromley"),
        (3, "haringey"),
        (4, "haringey"),
    ] {
        add(&database, area, number, at)?;
    }
    let entered = database.write(|tx| outbox::enter(tx, "haringey", 2))?;
    assert_eq!(entered, [Uuid::from_u128(1), Uuid::from_u128(3)]);
    database.write(|tx| outbox::enter(tx, "haringey", 2))?;
    let none_left = database.write(|tx| outbox::enter(tx, "haringey", 2))?;
    assert!(none_left.is_empty(), "{none_left:?}");
    database.write(|tx| outbox::enter(tx, "bromley", 2))?;
    assert_eq!(entries(&database, "haringey")?, [(0, 1), (1, 3), (2, 4)]);
    assert_eq!(entries(&database, "bromley")?, [(0, 2)]);
    Ok(())
}

fn an_act_that_was_acknowledged_comes_before_every_later_one(scratch: &Scratch) -> Outcome {
    let (database, at) = open(scratch)?;
    add(&database, "haringey", 1, at)?;
    database.write(|tx| outbox::enter(tx, "haringey", 10))?;
    // Somebody's clock is slow, or the act tells of something that was done before.
    add(&database, "haringey", 2, at - 1.hour())?;
    database.write(|tx| outbox::enter(tx, "haringey", 10))?;
    assert_eq!(entries(&database, "haringey")?, [(0, 1), (1, 2)]);
    Ok(())
}

fn two_who_enter_at_once_give_no_place_twice(scratch: &Scratch) -> Outcome {
    const EACH: u32 = 10;
    let (database, at) = open(scratch)?;
    let failed: Vec<alongside_store::Error> = thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|number| {
                let database = &database;
                scope.spawn(move || {
                    (0..EACH).try_for_each(|act| {
                        add(database, "haringey", number * EACH + act, at)?;
                        database
                            .write(|tx| outbox::enter(tx, "haringey", 3))
                            .map(drop)
                    })
                })
            })
            .collect();
        let ends = threads.into_iter().map(thread::ScopedJoinHandle::join);
        ends.filter_map(|end| end.ok()?.err()).collect()
    });
    assert!(failed.is_empty(), "{failed:?}");
    database.write(|tx| outbox::enter(tx, "haringey", 100))?;
    let entries = entries(&database, "haringey")?;
    let places: Vec<i64> = entries.iter().map(|(place, _)| *place).collect();
    assert_eq!(places, (0..40).collect::<Vec<i64>>());
    let mut acts: Vec<u128> = entries.iter().map(|(_, act)| *act).collect();
    acts.sort_unstable();
    assert_eq!(acts, (0..40).collect::<Vec<u128>>());
    Ok(())
}
/// `printf '{"act":1}' | sha256sum`
const DIGEST: [u8; 32] = [
    0xf2, 0x4d, 0x05, 0x2e, 0x86, 0xe7, 0x04, 0x89, 0xef, 0x6d, 0x65, 0x03, 0x76, 0x0d, 0x0a, 0x92,
    0x4f, 0x16, 0x72, 0xd5, 0xfa, 0xdb, 0x61, 0x14, 0x11, 0x13, 0x64, 0xac, 0xce, 0x0a, 0xc3, 0x63,
];
