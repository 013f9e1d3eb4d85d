//! A copy of the whole database in one file, and back.

use std::fs;
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::database::{Database, Engine};
use super::error::{Class, Error};
use super::sqlite::{Sqlite, fault, make_private};

// fork: backups are made and restored here, or by the server's own tools
impl Database {
    /// Copies the database as it is at this moment into a file, while others read and write.
    ///
    /// The file is whole and checked, or it is not there; one that is there already is left alone.
    pub fn backup(&self, file: &Path) -> Result<(), Error> {
        match self.engine() {
            Engine::Sqlite(engine) => back_up(engine, file),
            Engine::Postgres(_) => Err(Error::other(
                "PostgreSQL makes its own backups: run `pg_dump --format=custom --file=FILE URL`",
            )),
        }
    }

    /// Puts a backup in place of everything that is in the database, all at once. The database is then as old as the
    /// backup: [`Database::migrate`] brings it up to date.
    pub fn restore(&self, file: &Path) -> Result<(), Error> {
        match self.engine() {
            Engine::Sqlite(engine) => put_back(engine, file),
            Engine::Postgres(_) => Err(Error::other(
                "PostgreSQL restores its own backups: run `pg_restore --clean --if-exists --dbname=URL FILE`",
            )),
        }
    }
}

fn back_up(engine: &Sqlite, file: &Path) -> Result<(), Error> {
    let io = |error| Error::new(Class::Other, "the backup could not be written", error);
    if file.try_exists().map_err(io)? {
        return Err(Error::other(
            "there is a file of this name already, and a backup is never written over another",
        ));
    }
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    let beside = Path::new(&beside);
    // What a backup that was cut short left behind.
    if beside.try_exists().map_err(io)? {
        fs::remove_file(beside).map_err(io)?;
    }
    make_private(beside).map_err(io)?;
    let copied = copy_into(engine, beside);
    if copied.is_err() {
        // The error that matters is the one that we are about to give; at worst the next backup clears up.
        drop(fs::remove_file(beside));
    }
    copied?;
    // A crash before this line leaves only the part, after it the whole.
    fs::rename(beside, file).map_err(io)?;
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    fs::File::open(folder.unwrap_or(Path::new(".")))
        .and_then(|folder| folder.sync_all())
        .map_err(io)
}

fn copy_into(engine: &Sqlite, file: &Path) -> Result<(), Error> {
    let copying = |error| fault("the backup could not be written", error);
    let reader = engine.reader()?;
    let mut copy = Connection::open(file).map_err(copying)?;
    copy_all(&reader, &mut copy, copying)?;
    // One file, without a log beside it.
    copy.pragma_update(None, "journal_mode", "delete")
        .map_err(copying)?;
    check(&copy)
}

fn put_back(engine: &Sqlite, file: &Path) -> Result<(), Error> {
    let restoring = |error| fault("the backup could not be restored", error);
    let from = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let from = from.map_err(restoring)?;
    check(&from)?;
    let ours =
        "select count(*) from sqlite_schema where name in ('refinery_schema_history', 'outbox')";
    let found: i64 = from
        .query_row(ours, [], |row| row.get(0))
        .map_err(restoring)?;
    if found != 2 {
        return Err(Error::other("this file is not a backup of Alongside"));
    }
    copy_all(&from, &mut *engine.writer()?, restoring)
}

/// In one step, so that it is one moment of the one and one transaction of the other.
fn copy_all(
    from: &Connection,
    to: &mut Connection,
    failed: impl Fn(rusqlite::Error) -> Error,
) -> Result<(), Error> {
    let backup = Backup::new(from, to).map_err(&failed)?;
    match backup.step(-1).map_err(&failed)? {
        StepResult::Done => Ok(()),
        _ => Err(Error::without_cause(
            Class::Busy,
            "somebody is reading or writing: nothing was copied",
        )),
    }
}

fn check(connection: &Connection) -> Result<(), Error> {
    let checking = |error| fault("a backup could not be checked", error);
    let found: String = connection
        .query_row("pragma integrity_check", [], |row| row.get(0))
        .map_err(checking)?;
    if found == "ok" {
        Ok(())
    } else {
        Err(Error::other(format!("a backup is damaged: {found}")))
    }
}
