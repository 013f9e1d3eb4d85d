//! Somebody signs out, here or elsewhere.

use alongside_domain::policy::{Action, Place};
use alongside_domain::{Instant, PersonId};
use alongside_store::sessions::{self, SessionId};
use alongside_store::{Snapshot, Transaction};

use crate::call::Call;
use crate::failure::Failure;

/// Ends one of somebody's own sessions. One that was ended already stays so, since the same instant.
pub fn end_session(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    person: PersonId,
    id: SessionId,
) -> Result<(), Failure> {
    let own = Place::Person {
        person,
        held_by: None,
    };
    call.may(Action::KeepOwnSessions, &own)?;
    let kept = sessions::one_of(tx, person, id)?.ok_or(Failure::NotFound)?;
    if kept.session.revoked.is_some() {
        return Ok(());
    }
    Ok(sessions::keep(tx, id, &kept.session.revoke(call.now))?)
}

/// Somebody's sessions that are not over, the last used first.
pub fn sessions_of(
    snapshot: &mut Snapshot<'_>,
    person: PersonId,
    limits: alongside_domain::sign_in::SessionLimits,
    now: Instant,
) -> Result<Vec<sessions::Kept>, Failure> {
    let mut kept = sessions::of(snapshot, person)?;
    kept.retain(|kept| kept.session.touch(limits, now).is_ok());
    Ok(kept)
}
