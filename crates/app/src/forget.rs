//! What need not be kept is forgotten.

use alongside_domain::Instant;
use alongside_domain::sign_in::{Link, SessionLimits};
use alongside_store::{Transaction, jobs, passkeys, rates, sessions, sign_in_links};

use crate::call::Call;
use crate::failure::Failure;

/// A day in microseconds.
const DAY: i64 = 24 * 3_600 * 1_000_000;

/// Forgets links that no longer work, sessions that are over by age, questions to passkeys, tries that are there
/// again, and jobs done a week ago.
pub fn forget(tx: &mut Transaction<'_>, call: &Call<'_>) -> Result<(), Failure> {
    let ago = |micros: i64| -> Instant { call.now.plus_micros(-micros) };
    sign_in_links::forget(tx, ago(Link::LIFE + DAY))?;
    passkeys::forget(tx, ago(Link::LIFE))?;
    sessions::forget(tx, ago(SessionLimits::AT_HOME.absolute))?;
    rates::forget(tx, call.now)?;
    jobs::forget(tx, ago(7 * DAY).timestamp())?;
    Ok(())
}
