//! A backup was put back.

use alongside_domain::policy::{Action, Place};
use alongside_store::{Transaction, areas, log, passkeys, sessions, sign_in_links};

use crate::call::Call;
use crate::failure::Failure;

/// Sees to what must not come back with a backup: sessions that were ended since, links that were used since, and
/// pages that somebody has kept of what was done since. Everybody signs in again, and no log goes on unasked.
pub fn after_restore(tx: &mut Transaction<'_>, call: &Call<'_>) -> Result<(), Failure> {
    call.may(Action::KeepRunning, &Place::Instance)?;
    log::pause_all(tx)?;
    sessions::forget_all(tx)?;
    // All that were asked for before now, and a backup has no others.
    let end = call.now.plus_micros(i64::MAX / 4);
    sign_in_links::forget(tx, end)?;
    passkeys::forget(tx, end)?;
    Ok(areas::distinguish(tx, call.now)?)
}
