//! Every night: what need not be kept is forgotten.

use alongside_app::forget::forget;
use alongside_app::{Call, Caller, change_logo, sheets};
use alongside_domain::Instant;
use alongside_store::files::{Digest, FileError};
use alongside_store::jobs::Leased;
use jiff::civil::Time;

use crate::schedule::nightly;
use crate::{Context, Failure, Schedule, Work};

const KIND: &str = "forget";

/// Removes an uploaded file. One that is not there is as good as removed.
pub type RemoveFile = Box<dyn Fn(Digest) -> Result<(), FileError> + Send + Sync>;

/// Forgets what [`alongside_app::forget`] names, and removes the files of sheets that nobody loaded within a day and of
/// logos that were replaced a week ago.
pub struct Forget {
    remove_file: RemoveFile,
}

impl Forget {
    /// When it does.
    pub const SCHEDULE: Schedule = Schedule {
        kind: KIND,
        next: |after| nightly(after, Time::constant(2, 30, 0, 0)),
    };

    /// Forgets, and removes files in this way.
    pub fn new(remove_file: RemoveFile) -> Self {
        Self { remove_file }
    }
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
        let database = context.database();
        let unforgotten = |_| Failure::again("what need not be kept could not be forgotten");
        database
            .write(|tx| forget(tx, &call))
            .map_err(unforgotten)?;
        let sheets = database.read(|snapshot| sheets::too_old(snapshot, now));
        for (name, sent) in sheets.map_err(unforgotten)? {
            // The file first: were it forgotten before, nobody would ever remove it.
            (self.remove_file)(name)
                .map_err(|_| Failure::again("the file of an old sheet could not be removed"))?;
            database
                .write(|tx| sheets::forget(tx, name, sent))
                .map_err(unforgotten)?;
        }
        let logos = database.read(|snapshot| change_logo::unused(snapshot, now));
        for name in logos.map_err(unforgotten)? {
            (self.remove_file)(name)
                .map_err(|_| Failure::again("the file of an old logo could not be removed"))?;
            database
                .write(|tx| change_logo::forget(tx, name, now))
                .map_err(unforgotten)?;
        }
        Ok(())
    }
}
