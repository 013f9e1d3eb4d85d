//! A job that was given up is tried again.

use alongside_domain::policy::{Action, Place};
use alongside_store::{Transaction, jobs, mails};

use crate::call::Call;
use crate::failure::Failure;

/// Gives a job that was given up all its attempts again.
pub fn revive_job(tx: &mut Transaction<'_>, call: &Call<'_>, id: &str) -> Result<(), Failure> {
    call.may(Action::SeeJobs, &Place::Instance)?;
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    // Whoever has it tried again has seen that a mail which may have gone out did not.
    mails::clear(tx, id)?;
    if jobs::revive(tx, id, call.now.timestamp())? {
        Ok(())
    } else {
        Err(Failure::NotFound)
    }
}
