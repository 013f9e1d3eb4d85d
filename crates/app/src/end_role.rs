//! Somebody's role is ended.

use alongside_domain::policy::{Action, Place};
use alongside_domain::{AreaSlug, HeldIn};
use alongside_store::Transaction;
use alongside_store::roles::{self, HeldId};

use crate::call::Call;
use crate::failure::Failure;

/// Ends a role that is held in an area or in one of its organisations. Whoever holds it may, too.
pub fn end_role(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    id: HeldId,
) -> Result<(), Failure> {
    let held = roles::find(tx, id)?.ok_or(Failure::NotFound)?;
    if held.holding.held_in().area() != Some(area) {
        return Err(Failure::NotFound);
    }
    let place = match held.holding.held_in() {
        HeldIn::Instance => Place::Instance,
        HeldIn::Area(area) => Place::Area(area.clone()),
        HeldIn::Organisation(controller) => Place::Organisation(controller.clone()),
    };
    let own = Place::Person {
        person: held.person.id,
        held_by: None,
    };
    if call.may(Action::Leave, &own).is_err() {
        call.may(Action::EndRole, &place)?;
    }
    let ended = held.holding.ended(call.now);
    Ok(roles::end(tx, id, ended.until().unwrap_or(call.now))?)
}
