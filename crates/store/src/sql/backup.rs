//! A copy of the whole database in one file, and back.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::database::{Database, Engine, Options};
use super::error::{Class, Error};
use super::sqlite::{Sqlite, fault, make_private};

/// How long others have to let go of a database.
const PATIENCE: Duration = Duration::from_secs(2);

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

    /// Puts a backup in place of everything that is in a database, all at once. What `prepare` changes is changed
    /// before: nobody sees the backup as it was. It is brought up to date first.
    ///
    /// A database that somebody else has open is left as it is, [`Class::Busy`].
    pub fn restore<E: From<Error>>(
        url: &str,
        file: &Path,
        prepare: impl FnOnce(&Self) -> Result<(), E>,
    ) -> Result<(), E> {
        match url.split_once(':') {
            Some(("sqlite", path)) => put_back(path, file, prepare),
            _ => Err(E::from(Error::other(
                "PostgreSQL restores its own backups: stop the service, run `pg_restore --clean --if-exists --dbname=URL FILE`, and then `alongside restored`",
            ))),
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

fn put_back<E: From<Error>>(
    path: &str,
    file: &Path,
    prepare: impl FnOnce(&Database) -> Result<(), E>,
) -> Result<(), E> {
    let restoring = |error| fault("the backup could not be restored", error);
    let from = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let from = from.map_err(restoring)?;
    check_is_ours(&from)?;
    let mut to = alone(path)?;
    let beside = format!("{path}.restoring");
    // What a restore that was cut short left behind.
    clear(&beside)?;
    make_private(beside.as_ref())
        .map_err(|error| Error::new(Class::Other, "the backup could not be restored", error))?;
    let mut copy = Connection::open(&beside).map_err(restoring)?;
    let copied = copy_all(&from, &mut copy, restoring).map_err(E::from);
    let prepared = copied.and_then(|()| {
        let database = Database::open(&format!("sqlite:{beside}"), &Options::default())?;
        database.migrate()?;
        prepare(&database)
    });
    let done = prepared.and_then(|()| Ok(copy_all(&copy, &mut to, restoring)?));
    drop(copy);
    // The error that matters is the one that we are about to give; at worst the next restore clears up.
    let cleared = clear(&beside);
    done?;
    Ok(cleared?)
}

/// Removes a database that was only for a while, with what stands beside it.
fn clear(path: &str) -> Result<(), Error> {
    for ending in ["", "-wal", "-shm", "-journal"] {
        match fs::remove_file(format!("{path}{ending}")) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                let what = "what was made to restore a backup could not be removed";
                return Err(Error::new(Class::Other, what, error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The database for us alone, for as long as the connection is there.
fn alone(path: &str) -> Result<Connection, Error> {
    const IN_USE: &str =
        "it is in use, and nothing was changed: stop everything that runs on it, and restore again";
    let opening = |error| fault("the database could not be opened", error);
    make_private(path.as_ref())
        .map_err(|error| Error::new(Class::Other, "the database could not be made", error))?;
    let connection = Connection::open(path).map_err(opening)?;
    connection.busy_timeout(PATIENCE).map_err(opening)?;
    connection
        .pragma_update(None, "locking_mode", "exclusive")
        .map_err(opening)?;
    // A database whose changes are kept in a log of their own takes another form only for whoever has it alone.
    let form = connection.query_row("pragma journal_mode = delete", [], |row| {
        row.get::<_, String>(0)
    });
    let form = form.and_then(|form| {
        connection.execute_batch("begin exclusive; commit;")?;
        Ok(form)
    });
    match form {
        Ok(form) if form == "delete" => Ok(connection),
        Ok(_) => Err(Error::without_cause(Class::Busy, IN_USE)),
        Err(error) => {
            let found = fault(IN_USE, error);
            Err(match found.class() {
                Class::Busy => found,
                _ => Error::new(Class::Other, "the database could not be opened", found),
            })
        }
    }
}

fn check_is_ours(backup: &Connection) -> Result<(), Error> {
    check(backup)?;
    let ours =
        "select count(*) from sqlite_schema where name in ('refinery_schema_history', 'outbox')";
    let found: i64 = backup
        .query_row(ours, [], |row| row.get(0))
        .map_err(|error| fault("the backup could not be restored", error))?;
    if found == 2 {
        Ok(())
    } else {
        Err(Error::other("this file is not a backup of Alongside"))
    }
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
