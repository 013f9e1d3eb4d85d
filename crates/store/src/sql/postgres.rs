//! PostgreSQL: a server that several processes share.

use std::borrow::Cow;
use std::collections::HashMap;
use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::BytesMut;
use parking_lot::Mutex;
use postgres::config::{Host, SslMode};
use postgres::error::SqlState;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, IsolationLevel};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::database::{Options, not_begun};
use super::error::{Class, Error};
use super::statement::Statement;
use super::transaction::{self, Attempt, Row, Snapshot, Transaction};
use super::value::Value;

pub(super) struct Postgres {
    connections: r2d2::Pool<Connections>,
    /// Nobody got a connection the last time, though they waited.
    is_down: AtomicBool,
    /// Who looks whether the server is there again; the others do not wait for it.
    lookout: Mutex<Connections>,
}

/// How long it takes at most to see that a server is still away. Somebody waits for a page meanwhile.
const TO_LOOK: Duration = Duration::from_millis(500);

/// A connection, and what is known of it.
pub(super) struct Connection {
    pub(super) client: Client,
    known: Known,
}

#[derive(Default)]
struct Known {
    /// The statements that the server has already been told.
    prepared: HashMap<&'static str, postgres::Statement>,
    /// The line went dead. The client notices too, but not always at once.
    lost: bool,
}

pub(super) struct Session<'c> {
    transaction: postgres::Transaction<'c>,
    known: &'c mut Known,
}

impl Postgres {
    // fork: opened as a server, under TLS over a network
    pub(super) fn open(url: &str, options: &Options) -> Result<Self, Error> {
        let opening = |error| fault("the address of the database was not understood", error);
        let mut config = address(url).map_err(opening)?;
        config.application_name("alongside");
        config.connect_timeout(options.patience);
        let tls = tls(options)?;
        let mut hasty = config.clone();
        hasty.connect_timeout(options.patience.min(TO_LOOK));
        let lookout = Connections {
            config: hasty,
            tls: tls.clone(),
        };
        let maker = Connections { config, tls };
        // The pool would try for as long as patience lasts, and then say little about why.
        let first = r2d2::ManageConnection::connect(&maker);
        first.map_err(|error| fault("the database could not be reached", error))?;
        let connections = r2d2::Pool::builder()
            .max_size(options.connections)
            .min_idle(Some(1))
            .connection_timeout(options.patience)
            .error_handler(Box::new(r2d2::NopErrorHandler))
            .build_unchecked(maker);
        Ok(Self {
            connections,
            is_down: AtomicBool::new(false),
            lookout: Mutex::new(lookout),
        })
    }

    pub(super) fn read<T, E: From<Error>>(
        &self,
        work: &mut impl FnMut(&mut Snapshot<'_>) -> Result<T, E>,
    ) -> Attempt<T, E> {
        let mut connection = match self.connection() {
            Ok(connection) => connection,
            Err(error) => return Attempt::Done(Err(error.into())),
        };
        match Session::begin(&mut connection, IsolationLevel::RepeatableRead, true) {
            Ok(session) => {
                let mut snapshot = Snapshot::new(session);
                let outcome = work(&mut snapshot);
                snapshot.end(outcome)
            }
            Err(error) => not_begun(error),
        }
    }

    // fork: changes run side by side, and one of two that met is run again
    pub(super) fn write<T, E: From<Error>>(
        &self,
        work: &mut impl FnMut(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Attempt<T, E> {
        let mut connection = match self.connection() {
            Ok(connection) => connection,
            Err(error) => return Attempt::Done(Err(error.into())),
        };
        match Session::begin(&mut connection, IsolationLevel::Serializable, false) {
            Ok(session) => {
                let mut transaction = Transaction::new(session);
                let outcome = work(&mut transaction);
                transaction.end(outcome)
            }
            Err(error) => not_begun(error),
        }
    }

    pub(super) fn connection(&self) -> Result<r2d2::PooledConnection<Connections>, Error> {
        if self.is_down.load(Ordering::Relaxed) {
            self.look()?;
        }
        let found = self.connections.get().map_err(unreachable);
        self.is_down.store(found.is_err(), Ordering::Relaxed);
        found
    }

    /// Whether the server is there again. While it is away nobody else waits as long as the first who found it so: with
    /// each waits a thread, and there would soon be none left for what needs no database.
    fn look(&self) -> Result<(), Error> {
        const AWAY: &str = "the database is away";
        let Some(lookout) = self.lookout.try_lock() else {
            return Err(Error::without_cause(Class::Busy, AWAY));
        };
        match r2d2::ManageConnection::connect(&*lookout) {
            Ok(_) => {
                self.is_down.store(false, Ordering::Relaxed);
                Ok(())
            }
            Err(error) => Err(Error::new(Class::Busy, AWAY, Told::from(error))),
        }
    }
}

impl<'c> Session<'c> {
    fn begin(
        connection: &'c mut Connection,
        isolation: IsolationLevel,
        only_reads: bool,
    ) -> Result<transaction::Session<'c>, Error> {
        let begun = connection
            .client
            .build_transaction()
            .isolation_level(isolation)
            .read_only(only_reads)
            .start();
        let known = &mut connection.known;
        match begun {
            Ok(transaction) => Ok(transaction::Session::Postgres(Self { transaction, known })),
            Err(error) => {
                known.lost |= is_lost(&error);
                Err(fault("a transaction could not begin", error))
            }
        }
    }

    pub(super) fn rows<T>(
        &mut self,
        statement: Statement,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let prepared = self.prepared(statement, values.len())?;
        let found = self.transaction.query(&prepared, &places(values));
        let found = found.map_err(|error| self.refused(statement, error))?;
        found.iter().map(|row| read(&Row::Postgres(row))).collect()
    }

    pub(super) fn execute(
        &mut self,
        statement: Statement,
        values: &[Value<'_>],
    ) -> Result<u64, Error> {
        let prepared = self.prepared(statement, values.len())?;
        let changed = self.transaction.execute(&prepared, &places(values));
        changed.map_err(|error| self.refused(statement, error))
    }

    #[cfg(test)]
    pub(super) fn prepare(&mut self, statement: Statement) -> Result<(), Error> {
        let prepared = self.transaction.prepare(statement.text());
        prepared
            .map(drop)
            .map_err(|error| self.refused(statement, error))
    }

    pub(super) fn commit(self) -> Result<(), Error> {
        let known = self.known;
        self.transaction.commit().map_err(|error| {
            if is_lost(&error) {
                known.lost = true;
                // The server may have kept it before the line went dead, so it must not be done twice.
                let what = "the connection was lost while a transaction was being kept: whether it was is not known";
                return Error::new(Class::Other, what, error);
            }
            fault("a transaction could not be kept", error)
        })
    }

    fn prepared(
        &mut self,
        statement: Statement,
        given: usize,
    ) -> Result<postgres::Statement, Error> {
        let known = self.known.prepared.get(statement.text()).cloned();
        let prepared = if let Some(known) = known {
            known
        } else {
            let told = self.transaction.prepare(statement.text());
            let told = told.map_err(|error| self.refused(statement, error))?;
            let prepared = &mut self.known.prepared;
            prepared.entry(statement.text()).or_insert(told).clone()
        };
        let wanted = prepared.params().len();
        if wanted != given {
            return Err(Error::other(format!(
                "{given} values were given for {wanted} places: {}",
                statement.text()
            )));
        }
        Ok(prepared)
    }

    /// What is prepared may be what the server refused: the tables may have changed since. So it is told anew.
    fn refused(&mut self, statement: Statement, error: postgres::Error) -> Error {
        self.known.prepared.clear();
        self.known.lost |= is_lost(&error);
        let what = format!("a statement was refused: {}", statement.text());
        Error::new(class(&error), what, Told::from(error))
    }
}

fn places<'v>(values: &'v [Value<'v>]) -> Vec<&'v (dyn ToSql + Sync)> {
    values
        .iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect()
}

type Mismatch = Box<dyn StdError + Sync + Send>;

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Mismatch> {
        match (self, ty) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Bool(value), &Type::BOOL) => value.to_sql(ty, out),
            (Value::Whole(value), &Type::INT8) => value.to_sql(ty, out),
            (Value::Whole(value), &Type::INT4) => i32::try_from(*value)?.to_sql(ty, out),
            (Value::Text(value), &Type::TEXT) => value.to_sql(ty, out),
            (Value::Blob(value), &Type::BYTEA) => value.to_sql(ty, out),
            _ => Err(format!("{} was given where {ty} is wanted", self.kind()).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'r> FromSql<'r> for Value<'r> {
    fn from_sql(ty: &Type, raw: &'r [u8]) -> Result<Self, Mismatch> {
        Ok(match *ty {
            Type::BOOL => Value::Bool(bool::from_sql(ty, raw)?),
            Type::INT8 => Value::Whole(i64::from_sql(ty, raw)?),
            Type::INT4 => Value::Whole(i32::from_sql(ty, raw)?.into()),
            Type::BYTEA => Value::Blob(Cow::Borrowed(raw)),
            _ => Value::Text(Cow::Borrowed(str::from_utf8(raw)?)),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Mismatch> {
        Ok(Value::Null)
    }

    fn accepts(ty: &Type) -> bool {
        matches!(
            *ty,
            Type::BOOL | Type::INT8 | Type::INT4 | Type::TEXT | Type::BYTEA
        )
    }
}

pub(super) fn value(row: &postgres::Row, column: usize) -> Result<Value<'_>, Error> {
    row.try_get(column)
        .map_err(|error| fault("a column could not be read", error))
}

/// Makes connections.
pub(super) struct Connections {
    config: Config,
    tls: MakeRustlsConnect,
}

impl r2d2::ManageConnection for Connections {
    type Connection = Connection;
    type Error = postgres::Error;

    fn connect(&self) -> Result<Connection, postgres::Error> {
        Ok(Connection {
            client: self.config.connect(self.tls.clone())?,
            known: Known::default(),
        })
    }

    /// Looks, and sends nothing: a line that went dead unnoticed shows at its first use, which is then tried again.
    fn is_valid(&self, connection: &mut Connection) -> Result<(), postgres::Error> {
        if connection.client.is_closed() {
            connection.client.simple_query("")?;
        }
        Ok(())
    }

    fn has_broken(&self, connection: &mut Connection) -> bool {
        connection.known.lost || connection.client.is_closed()
    }
}

/// What the address says, and TLS over a network even where it leaves that open: "prefer" would let somebody in
/// between take the encryption away.
fn address(url: &str) -> Result<Config, postgres::Error> {
    let mut config: Config = url.parse()?;
    if config.get_ssl_mode() == SslMode::Prefer && !is_on_this_machine(&config) {
        config.ssl_mode(SslMode::Require);
    }
    Ok(config)
}

fn is_on_this_machine(config: &Config) -> bool {
    config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => ["localhost", "127.0.0.1", "::1"].contains(&name.as_str()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    })
}

fn tls(options: &Options) -> Result<MakeRustlsConnect, Error> {
    let config = crate::tls::client(options.trusted_certificates.as_deref());
    let unfit = |error| Error::new(Class::Other, "the connection could not be made safe", error);
    config.map(MakeRustlsConnect::new).map_err(unfit)
}

pub(super) fn fault(what: &'static str, error: postgres::Error) -> Error {
    Error::new(class(&error), what, Told::from(error))
}

/// What the server said, without the values it was said of: those may be somebody's, and this is for a log.
#[derive(Debug)]
enum Told {
    /// A refusal: its code (SQLSTATE), and the table and the rule by their names.
    Refusal {
        code: String,
        table: Option<String>,
        rule: Option<String>,
    },
    /// Something between here and the server.
    Between(postgres::Error),
}

impl From<postgres::Error> for Told {
    fn from(error: postgres::Error) -> Self {
        match error.as_db_error() {
            Some(refusal) => Self::Refusal {
                code: refusal.code().code().to_owned(),
                table: refusal.table().map(ToOwned::to_owned),
                rule: refusal.constraint().map(ToOwned::to_owned),
            },
            None => Self::Between(error),
        }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refusal { code, table, rule } => {
                write!(f, "the server refused with {code}")?;
                table
                    .as_ref()
                    .map_or(Ok(()), |table| write!(f, " in {table}"))?;
                rule.as_ref().map_or(Ok(()), |rule| write!(f, " by {rule}"))
            }
            Self::Between(error) => error.fmt(f),
        }
    }
}

impl StdError for Told {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Refusal { .. } => None,
            Self::Between(error) => error.source(),
        }
    }
}

fn unreachable(error: r2d2::Error) -> Error {
    Error::new(Class::Busy, "no connection to the database was free", error)
}

// fork: the codes of errors
fn class(error: &postgres::Error) -> Class {
    if is_lost(error) {
        return Class::Busy;
    }
    match error.code() {
        Some(&SqlState::UNIQUE_VIOLATION) => Class::Unique,
        Some(&SqlState::FOREIGN_KEY_VIOLATION) => Class::ForeignKey,
        Some(
            &SqlState::T_R_SERIALIZATION_FAILURE
            | &SqlState::T_R_DEADLOCK_DETECTED
            | &SqlState::LOCK_NOT_AVAILABLE
            | &SqlState::CANNOT_CONNECT_NOW
            | &SqlState::TOO_MANY_CONNECTIONS
            | &SqlState::DISK_FULL
            | &SqlState::OUT_OF_MEMORY,
        ) => Class::Busy,
        _ => Class::Other,
    }
}

/// Whether the line is dead, or the server said that it is about to be.
fn is_lost(error: &postgres::Error) -> bool {
    let io = StdError::source(error).and_then(|source| source.downcast_ref::<io::Error>());
    error.is_closed()
        // A certificate that will not do is of this kind, and will not do the next time either.
        || io.is_some_and(|io| io.kind() != io::ErrorKind::InvalidData)
        || matches!(
            error.code(),
            Some(&(SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN))
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_a_network_tls_is_left_out_only_where_the_address_says_so() {
        let cases = [
            ("postgres://db.example/x", SslMode::Require),
            ("postgres://db.example/x?sslmode=prefer", SslMode::Require),
            ("postgres://localhost,db.example/x", SslMode::Require),
            ("postgres://db.example/x?sslmode=disable", SslMode::Disable),
            ("postgres://localhost/x", SslMode::Prefer),
            ("postgres://localhost/x?sslmode=require", SslMode::Require),
            ("postgres://%2Frun%2Fpostgresql/x", SslMode::Prefer),
        ];
        for (url, mode) in cases {
            assert_eq!(address(url).unwrap().get_ssl_mode(), mode, "{url}");
        }
    }
}
