//! Every night: what need not be kept is forgotten.

use alongside_app::forget::forget;
use alongside_app::{Call, Caller};
use alongside_domain::Instant;
use alongside_store::jobs::Leased;
use jiff::civil::Time;

use crate::schedule::nightly;
use crate::{Context, Failure, Schedule, Work};

const KIND: &str = "forget";

/// Forgets what [`alongside_app::forget`] names.
#[derive(Debug, Clone, Copy)]
pub struct Forget;

impl Forget {
    /// When it does.
    pub const SCHEDULE: Schedule = Schedule {
        kind: KIND,
        next: |after| nightly(after, Time::constant(2, 30, 0, 0)),
    };
}

impl Work for Forget {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, _: &Leased, context: &Context<'_>) -> Result<(), Failure> {
        let now =
            Instant::try_from(context.now()).map_err(|_| Failure::again("the clock is wrong"))?;
        let call = Call {
            caller: Caller::Machine,
            now,
            // Nothing is made here.
            chance: &|_| (),
        };
        let forgotten = context.database().write(|tx| forget(tx, &call));
        forgotten.map_err(|_| Failure::again("what need not be kept could not be forgotten"))
    }
}
