//! A copy of everything in one file, and back.

use std::error::Error;
use std::fs;
use std::thread;

use alongside_store::{Database, Options, outbox};
use alongside_testkit::{Outcome, Scratch};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

fn open(url: &str) -> Result<Database, Box<dyn Error>> {
    let database = Database::open(url, &Options::default())?;
    database.migrate()?;
    Ok(database)
}

fn add(database: &Database, number: u32) -> Result<(), alongside_store::Error> {
    let id = Uuid::from_u128(number.into());
    let at = Timestamp::UNIX_EPOCH + i64::from(number).microseconds();
    database.write(|tx| outbox::add(tx, id, "haringey", None, at, "{}"))
}

/// How many of the acts numbered from 0 are there, and that none is there after one that is not.
fn acts(database: &Database) -> Result<u32, alongside_store::Error> {
    database.read(|snapshot| {
        let mut found = 0;
        while outbox::find(snapshot, Uuid::from_u128(found.into()))?.is_some() {
            found += 1;
        }
        Ok(found)
    })
}

#[test]
fn a_backup_made_while_others_write_is_whole_and_comes_back() -> Outcome {
    let scratch = Scratch::sqlite()?;
    let database = open(scratch.url())?;
    add(&database, 0)?;
    let file = scratch.folder().join("backup.db");
    let (before, written) = thread::scope(|scope| {
        let writer = scope.spawn(|| (1..200).try_for_each(|number| add(&database, number)));
        let before = acts(&database)?;
        database.backup(&file)?;
        let written = writer.join().map_err(|_| "the writer panicked")?;
        Ok::<_, Box<dyn Error>>((before, written))
    })?;
    written?;
    let elsewhere = Scratch::sqlite()?;
    let restored = open(elsewhere.url())?;
    add(&restored, 1000)?;
    restored.restore(&file)?;
    restored.migrate()?;
    let found = acts(&restored)?;
    assert!((before..=200).contains(&found), "{before} {found}");
    let gone = restored.read(|snapshot| outbox::find(snapshot, Uuid::from_u128(1000)))?;
    assert_eq!(gone, None);
    assert_eq!(acts(&database)?, 200);
    add(&restored, found)?;
    assert_eq!(acts(&restored)?, found + 1);
    Ok(())
}

#[cfg(unix)]
#[test]
fn only_their_owner_may_read_a_database_and_its_backup() -> Outcome {
    use std::os::unix::fs::PermissionsExt;

    let scratch = Scratch::sqlite()?;
    let database = open(scratch.url())?;
    database.backup(&scratch.folder().join("backup.db"))?;
    for file in fs::read_dir(scratch.folder())? {
        let file = file?;
        let mode = file.metadata()?.permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", file.file_name());
    }
    Ok(())
}

#[test]
fn a_backup_never_writes_over_a_file_and_leaves_no_part_behind() -> Outcome {
    let scratch = Scratch::sqlite()?;
    let database = open(scratch.url())?;
    let file = scratch.folder().join("backup.db");
    // A backup that was cut short.
    fs::write(scratch.folder().join("backup.db.part"), "half")?;
    database.backup(&file)?;
    let kept = fs::read(&file)?;
    assert!(database.backup(&file).is_err());
    assert_eq!(fs::read(&file)?, kept);
    let mut names: Vec<_> = fs::read_dir(scratch.folder())?
        .map(|entry| entry.map(|entry| entry.file_name()))
        .collect::<Result<_, _>>()?;
    names.sort();
    names.retain(|name| name.to_string_lossy().starts_with("backup"));
    assert_eq!(names, ["backup.db"]);
    Ok(())
}

#[test]
fn what_is_no_backup_is_refused_and_changes_nothing() -> Outcome {
    let scratch = Scratch::sqlite()?;
    let database = open(scratch.url())?;
    add(&database, 0)?;
    let file = scratch.folder().join("other");
    assert!(database.restore(&file).is_err());
    fs::write(&file, "a letter to the council")?;
    assert!(database.restore(&file).is_err());
    fs::write(&file, "")?;
    assert!(database.restore(&file).is_err());
    assert_eq!(acts(&database)?, 1);
    Ok(())
}

#[test]
fn on_postgres_a_backup_says_which_tool_makes_it() -> Outcome {
    let scratch = Scratch::postgres()?;
    let database = open(scratch.url())?;
    let file = scratch.folder().join("backup");
    let says = |outcome: Result<(), alongside_store::Error>| {
        outcome
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    };
    assert!(says(database.backup(&file)).contains("pg_dump"));
    assert!(says(database.restore(&file)).contains("pg_restore"));
    Ok(())
}
