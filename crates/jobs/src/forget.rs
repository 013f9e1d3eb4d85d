//! Every night: what was done is forgotten once nobody will ask about it any more.

use alongside_store::jobs::{self, Leased};
use alongside_store::{Error, Transaction};
use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp};

use crate::schedule::nightly;
use crate::{Context, Failure, Schedule, Work};

const KIND: &str = "forget";

/// Forgets, in one transaction, what is named in its one function.
#[derive(Debug, Clone, Copy)]
pub struct Forget;

impl Forget {
    /// When it does.
    pub const SCHEDULE: Schedule = Schedule {
        kind: KIND,
        next: |after| nightly(after, Time::constant(2, 30, 0, 0)),
    };
}

/// How long a job that is done can still be asked about, and its key keeps the same work from being asked for again.
const JOBS: SignedDuration = SignedDuration::from_hours(7 * 24);

impl Work for Forget {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, _: &Leased, context: &Context<'_>) -> Result<(), Failure> {
        let now = context.now();
        context.database().write(|tx| forget(tx, now))?;
        Ok(())
    }
}

/// Everything that is forgotten, one line each.
fn forget(tx: &mut Transaction<'_>, now: Timestamp) -> Result<(), Error> {
    // The marks of mails go with their jobs.
    jobs::forget(tx, now.saturating_sub(JOBS).unwrap_or(Timestamp::MIN))?;
    Ok(())
}
