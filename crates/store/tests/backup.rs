//! A copy of everything in one file, and back.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::thread;

use alongside_store::{Class, Database, Options, outbox};
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

fn restore(url: &str, file: &Path) -> Result<(), alongside_store::Error> {
    Database::restore(url, file, |_| Ok(()))
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
    drop(restored);
    restore(elsewhere.url(), &file)?;
    let restored = open(elsewhere.url())?;
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
    drop(database);
    assert!(restore(scratch.url(), &file).is_err());
    fs::write(&file, "a letter to the council")?;
    assert!(restore(scratch.url(), &file).is_err());
    fs::write(&file, "")?;
    assert!(restore(scratch.url(), &file).is_err());
    assert_eq!(acts(&open(scratch.url())?)?, 1);
    Ok(())
}

#[test]
fn a_database_in_use_is_left_as_it_is() -> Outcome {
    let scratch = Scratch::sqlite()?;
    let database = open(scratch.url())?;
    let file = scratch.folder().join("backup.db");
    database.backup(&file)?;
    add(&database, 0)?;
    let refused = restore(scratch.url(), &file)
        .err()
        .ok_or("it was restored")?;
    assert_eq!(refused.class(), Class::Busy);
    assert!(refused.to_string().contains("it is in use"), "{refused}");
    assert_eq!(acts(&database)?, 1);
    add(&database, 1)?;
    drop(database);
    restore(scratch.url(), &file)?;
    assert_eq!(acts(&open(scratch.url())?)?, 0);
    Ok(())
}

#[test]
fn what_is_to_be_changed_in_a_backup_is_changed_before_anybody_sees_it() -> Outcome {
    let scratch = Scratch::sqlite()?;
    let database = open(scratch.url())?;
    let file = scratch.folder().join("backup.db");
    database.backup(&file)?;
    add(&database, 7)?;
    drop(database);
    let failed = Database::restore(scratch.url(), &file, |_| Err(Box::<dyn Error>::from("no")));
    assert!(failed.is_err());
    let database = open(scratch.url())?;
    let kept = database.read(|snapshot| outbox::find(snapshot, Uuid::from_u128(7)))?;
    assert!(kept.is_some(), "nothing was restored");
    drop(database);
    Database::restore(scratch.url(), &file, |restored| add(restored, 0))?;
    assert_eq!(acts(&open(scratch.url())?)?, 1);
    let left = fs::read_dir(scratch.folder())?
        .filter_map(Result::ok)
        .any(|file| file.file_name().to_string_lossy().contains("restoring"));
    assert!(!left);
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
    assert!(says(restore(scratch.url(), &file)).contains("pg_restore"));
    Ok(())
}
