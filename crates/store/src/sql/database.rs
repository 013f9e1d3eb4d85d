//! The database as the rest of the program has it: open, read, write.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use parking_lot::Mutex;

use super::error::{Class, Error};
use super::transaction::{Attempt, Snapshot, Transaction};
use super::{postgres, sqlite};

/// A database, shared by everyone who holds a clone. It blocks the thread that asks.
#[derive(Clone)]
pub struct Database(Arc<Inner>);

struct Inner {
    engine: Engine,
    persistence: Persistence,
}

/// What is tried again when somebody else was at it.
struct Persistence {
    attempts: u32,
    patience: Duration,
    /// Counts the pauses, so that two of them side by side differ in length.
    pauses: AtomicU32,
    /// Held by the one who tries again. Many who want the same row would otherwise meet over and over.
    turn: Mutex<()>,
}

pub(super) enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// How a database is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// How many connections are kept open at once, at least one.
    pub connections: u32,
    /// How often a closure is run before `Busy` is given back, at least once.
    pub attempts: u32,
    /// How long to wait for a connection, or for another process that writes.
    pub patience: Duration,
    /// Certificates in PEM that a server must be vouched for by, in place of those that the machine trusts.
    pub trusted_certificates: Option<Vec<u8>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connections: 8,
            attempts: 20,
            patience: Duration::from_secs(5),
            trusted_certificates: None,
        }
    }
}

impl Database {
    /// Opens `sqlite:PATH`, making the file if there is none, or `postgres:URL`, and changes nothing in it.
    ///
    /// Over a network PostgreSQL is spoken to under TLS, unless the address says `sslmode=disable`.
    pub fn open(url: &str, options: &Options) -> Result<Self, Error> {
        // Two who make the same file at once get in each other's way, and a server may be about to start.
        let persistence = Persistence::new(options);
        let engine = persistence.persist(|| {
            Engine::open(url, options).map_or_else(not_begun, |engine| Attempt::Done(Ok(engine)))
        })?;
        Ok(Self(Arc::new(Inner {
            engine,
            persistence,
        })))
    }

    /// Reads from one moment of the database. If that moment cannot be had, the closure is run again.
    pub fn read<T, E: From<Error>>(
        &self,
        mut work: impl FnMut(&mut Snapshot<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.persist(|| match &self.0.engine {
            Engine::Sqlite(engine) => engine.read(&mut work),
            Engine::Postgres(engine) => engine.read(&mut work),
        })
    }

    /// Changes the database: all that the closure asks for, or nothing.
    ///
    /// It is as if every change ran alone, one after another. Where two meet, one of them is run again, so the
    /// closure does nothing but read, decide and write: whatever goes out of the house is a job. Nor does it ask for
    /// another change, which on SQLite would wait for it in vain.
    pub fn write<T, E: From<Error>>(
        &self,
        mut work: impl FnMut(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.persist(|| match &self.0.engine {
            Engine::Sqlite(engine) => engine.write(&mut work),
            Engine::Postgres(engine) => engine.write(&mut work),
        })
    }

    /// How often somebody else was at it so far.
    #[cfg(test)]
    pub(super) fn pauses(&self) -> u32 {
        self.0.persistence.pauses.load(Ordering::Relaxed)
    }

    pub(super) fn persist<T, E>(&self, attempt: impl FnMut() -> Attempt<T, E>) -> Result<T, E> {
        self.0.persistence.persist(attempt)
    }

    pub(super) fn engine(&self) -> &Engine {
        &self.0.engine
    }
}

impl Engine {
    fn open(url: &str, options: &Options) -> Result<Self, Error> {
        match url.split_once(':') {
            Some(("sqlite", path)) => Ok(Self::Sqlite(sqlite::Sqlite::open(path, options)?)),
            Some(("postgres" | "postgresql", _)) => {
                Ok(Self::Postgres(postgres::Postgres::open(url, options)?))
            }
            // The address may hold a password, so it is not repeated.
            _ => Err(Error::other(
                "a database is `sqlite:PATH` or `postgres:URL`, and this is neither",
            )),
        }
    }
}

impl Persistence {
    fn new(options: &Options) -> Self {
        Self {
            attempts: options.attempts,
            patience: options.patience,
            pauses: AtomicU32::new(0),
            turn: Mutex::new(()),
        }
    }

    /// Tries until there is an answer, so many times at most, with a pause after each that found somebody else at it.
    ///
    /// First attempts run side by side; those that met somebody go on one after another. A turn that does not come is
    /// done without: it makes success likelier and is not what keeps changes apart.
    fn persist<T, E>(&self, mut attempt: impl FnMut() -> Attempt<T, E>) -> Result<T, E> {
        let mut turn = None;
        let mut number = 1;
        loop {
            match attempt() {
                Attempt::Done(outcome) => return outcome,
                Attempt::Again(error) if number >= self.attempts => return Err(error),
                Attempt::Again(_) => pause(number, self.pauses.fetch_add(1, Ordering::Relaxed)),
            }
            number += 1;
            turn = turn.or_else(|| self.turn.try_lock_for(self.patience));
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that waits: whoever was at it is given time to finish"
)]
fn pause(number: u32, spread: u32) {
    std::thread::sleep(pause_after(number, spread));
}

/// Twice as long each time, up to a limit, and up to half as long again, so that those who met do not meet again.
fn pause_after(number: u32, spread: u32) -> Duration {
    const FIRST: u64 = 500;
    const DOUBLINGS: u32 = 7;
    let base = FIRST << number.saturating_sub(1).min(DOUBLINGS);
    // Steps of the golden ratio: neighbours fall far apart.
    let share = u64::from(spread.wrapping_mul(0x9E37_79B9) >> 22);
    Duration::from_micros(base + base * share / 2048)
}

/// An error before any work was done, as an attempt: worth another only if somebody else was at it.
pub(super) fn not_begun<T, E: From<Error>>(error: Error) -> Attempt<T, E> {
    match error.class() {
        Class::Busy => Attempt::Again(error.into()),
        _ => Attempt::Done(Err(error.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_under_a_tenth_of_a_second() {
        let pauses: Vec<_> = (1..20).map(|number| pause_after(number, 0)).collect();
        assert!(pauses.is_sorted(), "{pauses:?}");
        let longest = (0..1000).map(|spread| pause_after(20, spread)).max();
        assert!(longest < Some(Duration::from_millis(100)), "{longest:?}");
    }

    #[test]
    fn pauses_side_by_side_differ() {
        assert_ne!(pause_after(1, 0), pause_after(1, 1));
    }
}
