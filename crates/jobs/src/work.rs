//! What a kind of job does.

use std::borrow::Cow;
use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use alongside_store::jobs::{self, Leased};
use alongside_store::{Database, Error, Transaction};
use jiff::Timestamp;

use crate::Clock;

/// What is done for one kind of job.
pub trait Work: Send + Sync {
    /// The kind.
    fn kind(&self) -> &'static str;

    /// Does it. It may be done a second time, if the worker dies or the database is gone before it is said that it
    /// was done. A panic counts as a [`Failure`] that may be tried again.
    fn run(&self, job: &Leased, context: &Context<'_>) -> Result<(), Failure>;
}

/// Why it did not work out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Whether it may work later. If not, the job is given up at once, for an operator to see.
    pub again: bool,
    /// What an operator reads, in the log too. Nothing personal is in it.
    pub says: Cow<'static, str>,
}

impl Failure {
    /// It may work later.
    pub fn again(says: impl Into<Cow<'static, str>>) -> Self {
        Self {
            again: true,
            says: says.into(),
        }
    }

    /// It never will.
    pub fn never(says: impl Into<Cow<'static, str>>) -> Self {
        Self {
            again: false,
            says: says.into(),
        }
    }
}

impl From<Error> for Failure {
    /// Without the cause, which may hold values.
    fn from(error: Error) -> Self {
        Self::again(error.to_string())
    }
}

/// What a work has around it.
pub struct Context<'a> {
    pub(crate) database: &'a Database,
    pub(crate) clock: &'a Clock,
    pub(crate) lease: Duration,
    pub(crate) is_stopping: &'a AtomicBool,
    /// Whether it is kept already that the job was done.
    pub(crate) is_kept: &'a Cell<bool>,
}

impl<'a> Context<'a> {
    /// The database.
    pub fn database(&self) -> &'a Database {
        self.database
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Whether the runner is to stop. A work that takes minutes looks here between its steps, and ends with a
    /// [`Failure`] to be done again.
    pub fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::Relaxed)
    }

    /// Keeps the last that a job leaves, and with it, in the same transaction, that the job was done. Thousands of jobs
    /// wait for the disk half as often by it.
    pub fn end_with(
        &self,
        job: &Leased,
        mut last: impl FnMut(&mut Transaction<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let now = self.now();
        let kept = self.database.write(|tx| {
            last(tx)?;
            jobs::complete(tx, job, now)
        })?;
        self.is_kept.set(kept);
        Ok(())
    }

    /// Whether the job is still in our hands, as far as this transaction goes: nobody else can get it before it is
    /// kept, or for the time of a lease after.
    pub fn hold(&self, tx: &mut Transaction<'_>, job: &Leased) -> Result<bool, Error> {
        jobs::extend(tx, job, later(self.now(), self.lease))
    }
}

/// So much later, or as late as an instant can be.
pub(crate) fn later(at: Timestamp, by: Duration) -> Timestamp {
    at.saturating_add(by).unwrap_or(Timestamp::MAX)
}
