//! SQLite: one file, one writer, many readers.

use std::borrow::Cow;
use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::time::Duration;

use parking_lot::{Mutex, MutexGuard};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior, ffi};

use super::database::{Options, not_begun};
use super::error::{Class, Error};
use super::statement::Statement;
use super::transaction::{self, Attempt, Row, Snapshot, Transaction};
use super::value::Value;

/// The names by which a statement's first places are bound: `$1` is a name here and not a number.
const PLACES: [&str; 16] = [
    "$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$10", "$11", "$12", "$13", "$14", "$15",
    "$16",
];

pub(super) struct Sqlite {
    writer: Mutex<Connection>,
    patience: Duration,
    readers: r2d2::Pool<Readers>,
}

pub(super) struct Session<'c>(rusqlite::Transaction<'c>);

impl Sqlite {
    // fork: opened as a file with one writing connection and several reading ones
    pub(super) fn open(path: &str, options: &Options) -> Result<Self, Error> {
        let opening = |error| fault("the database could not be opened", error);
        make_private(path.as_ref()).map_err(|error| {
            Error::new(
                Class::Other,
                "the file of the database could not be made",
                error,
            )
        })?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let writer = connect(path, flags, options.patience).map_err(opening)?;
        // Readers and the writer do not wait for each other, and what was acknowledged outlives a loss of power. The
        // writer keeps up to 16 MiB of pages at hand: the parts of indexes that thousands of jobs touch again and again.
        writer
            .execute_batch(
                "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -16384;",
            )
            .map_err(opening)?;
        let readers = Readers {
            path: path.to_owned(),
            flags,
            patience: options.patience,
        };
        let readers = r2d2::Pool::builder()
            .max_size(options.connections)
            .min_idle(Some(1))
            .connection_timeout(options.patience)
            .error_handler(Box::new(r2d2::NopErrorHandler))
            .test_on_check_out(false)
            // The writer has shown that the file is there.
            .build_unchecked(readers);
        Ok(Self {
            writer: Mutex::new(writer),
            patience: options.patience,
            readers,
        })
    }

    pub(super) fn read<T, E: From<Error>>(
        &self,
        work: &mut impl FnMut(&mut Snapshot<'_>) -> Result<T, E>,
    ) -> Attempt<T, E> {
        let connection = match self.readers.get() {
            Ok(connection) => connection,
            Err(error) => return Attempt::Done(Err(unreachable(error).into())),
        };
        match Session::begin(&connection, TransactionBehavior::Deferred) {
            Ok(session) => {
                let mut snapshot = Snapshot::new(session);
                let outcome = work(&mut snapshot);
                snapshot.end(outcome)
            }
            Err(error) => not_begun(error),
        }
    }

    // fork: a change takes the only pen before it reads
    pub(super) fn write<T, E: From<Error>>(
        &self,
        work: &mut impl FnMut(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Attempt<T, E> {
        let connection = match self.writer() {
            Ok(connection) => connection,
            Err(error) => return Attempt::Done(Err(error.into())),
        };
        match Session::begin(&connection, TransactionBehavior::Immediate) {
            Ok(session) => {
                let mut transaction = Transaction::new(session);
                let outcome = work(&mut transaction);
                transaction.end(outcome)
            }
            Err(error) => not_begun(error),
        }
    }

    /// The writing connection, when it is our turn. Whoever panicked with it in hand was rolled back on the way out,
    /// so it is as good as new.
    pub(super) fn writer(&self) -> Result<MutexGuard<'_, Connection>, Error> {
        self.writer.try_lock_for(self.patience).ok_or_else(|| {
            let what =
                "another change took too long, or asked for a change of its own while it was made";
            Error::without_cause(Class::Busy, what)
        })
    }

    /// A reading connection of one's own.
    pub(super) fn reader(
        &self,
    ) -> Result<impl std::ops::Deref<Target = Connection> + use<>, Error> {
        Ok(Pooled(self.readers.get().map_err(unreachable)?))
    }
}

struct Pooled(r2d2::PooledConnection<Readers>);

impl std::ops::Deref for Pooled {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0
    }
}

impl<'c> Session<'c> {
    fn begin(
        connection: &'c Connection,
        behaviour: TransactionBehavior,
    ) -> Result<transaction::Session<'c>, Error> {
        let begun = rusqlite::Transaction::new_unchecked(connection, behaviour);
        let begun = begun.map_err(|error| fault("a transaction could not begin", error))?;
        Ok(transaction::Session::Sqlite(Self(begun)))
    }

    pub(super) fn rows<T>(
        &self,
        statement: Statement,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let asking = |error| refused(statement, error);
        let mut prepared = self.bound(statement, values)?;
        let mut found = prepared.raw_query();
        let mut rows = Vec::new();
        while let Some(row) = found.next().map_err(asking)? {
            rows.push(read(&Row::Sqlite(row))?);
        }
        Ok(rows)
    }

    pub(super) fn execute(&self, statement: Statement, values: &[Value<'_>]) -> Result<u64, Error> {
        let mut prepared = self.bound(statement, values)?;
        let changed = prepared.raw_execute();
        Ok(changed.map_err(|error| refused(statement, error))? as u64)
    }

    #[cfg(test)]
    pub(super) fn prepare(&self, statement: Statement) -> Result<(), Error> {
        let prepared = self.0.prepare_cached(statement.text());
        prepared
            .map(drop)
            .map_err(|error| refused(statement, error))
    }

    pub(super) fn commit(self) -> Result<(), Error> {
        self.0
            .commit()
            .map_err(|error| fault("a transaction could not be kept", error))
    }

    // fork: values are bound to the names $1, $2, ...
    fn bound(
        &self,
        statement: Statement,
        values: &[Value<'_>],
    ) -> Result<rusqlite::CachedStatement<'_>, Error> {
        let asking = |error| refused(statement, error);
        let mut prepared = self.0.prepare_cached(statement.text()).map_err(asking)?;
        let wanted = prepared.parameter_count();
        if wanted != values.len() {
            let given = values.len();
            return Err(Error::other(format!(
                "{given} values were given for {wanted} places: {}",
                statement.text()
            )));
        }
        for (number, value) in values.iter().enumerate() {
            let known = PLACES.get(number).map(|place| Cow::Borrowed(*place));
            let place = known.unwrap_or_else(|| Cow::Owned(format!("${}", number + 1)));
            let bound = prepared.raw_bind_parameter(place.as_ref(), value);
            bound.map_err(asking)?;
        }
        Ok(prepared)
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Bool(value) => ValueRef::Integer((*value).into()),
            Value::Whole(value) => ValueRef::Integer(*value),
            Value::Text(value) => ValueRef::Text(value.as_bytes()),
            Value::Blob(value) => ValueRef::Blob(value),
        }))
    }
}

pub(super) fn value<'r>(row: &'r rusqlite::Row<'_>, column: usize) -> Result<Value<'r>, Error> {
    let reading = |error| fault("a column could not be read", error);
    match row.get_ref(column).map_err(reading)? {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(value) => Ok(Value::Whole(value)),
        ValueRef::Text(value) => match str::from_utf8(value) {
            Ok(value) => Ok(Value::Text(Cow::Borrowed(value))),
            Err(error) => Err(Error::new(Class::Other, "a text is not UTF-8", error)),
        },
        ValueRef::Blob(value) => Ok(Value::Blob(Cow::Borrowed(value))),
        ValueRef::Real(_) => Err(Error::other(
            "a fraction came out of the database, and none is ever kept in it",
        )),
    }
}

/// Makes an empty file that only its owner may read, unless there is a file. What is made beside it takes after it.
pub(super) fn make_private(file: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Makes reading connections.
struct Readers {
    path: String,
    flags: OpenFlags,
    patience: Duration,
}

impl r2d2::ManageConnection for Readers {
    type Connection = Connection;
    type Error = rusqlite::Error;

    fn connect(&self) -> rusqlite::Result<Connection> {
        let connection = connect(&self.path, self.flags, self.patience)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }

    fn is_valid(&self, _: &mut Connection) -> rusqlite::Result<()> {
        Ok(())
    }

    fn has_broken(&self, _: &mut Connection) -> bool {
        false
    }
}

fn connect(path: &str, flags: OpenFlags, patience: Duration) -> rusqlite::Result<Connection> {
    const STATEMENTS: usize = 256;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(patience)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is deleted or taken back is not left readable in the file.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

pub(super) fn fault(what: &'static str, error: rusqlite::Error) -> Error {
    Error::new(class(&error), what, error)
}

fn refused(statement: Statement, error: rusqlite::Error) -> Error {
    let what = format!("a statement was refused: {}", statement.text());
    Error::new(class(&error), what, error)
}

fn unreachable(error: r2d2::Error) -> Error {
    Error::new(Class::Busy, "no connection to the database was free", error)
}

// fork: the codes of errors
fn class(error: &rusqlite::Error) -> Class {
    let Some(found) = error.sqlite_error() else {
        return Class::Other;
    };
    match (found.code, found.extended_code) {
        (_, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY) => Class::Unique,
        (_, ffi::SQLITE_CONSTRAINT_FOREIGNKEY) => Class::ForeignKey,
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Class::Busy,
        // The disk is full or away. It may be mended while the program runs.
        (ErrorCode::DiskFull | ErrorCode::SystemIoFailure | ErrorCode::CannotOpen, _) => {
            Class::Busy
        }
        _ => Class::Other,
    }
}
