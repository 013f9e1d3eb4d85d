//! Somebody's role is ended.

use alongside_domain::policy::{Action, Place, can_be_ended_from_outside};
use alongside_domain::{AreaSlug, HeldIn, Holding, Role};
use alongside_store::Transaction;
use alongside_store::roles::{self, HeldBy, HeldId};

use crate::call::Call;
use crate::failure::Failure;

/// Ends a role that is held in an area or in one of its organisations. Whoever holds it may, too. That of somebody in
/// charge of an organisation may be ended by whoever looks after the area, where nobody in it could.
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
    if may_leave(call, &held).is_err() {
        may_end(tx, call, area, &held.holding)?;
    }
    end(tx, call, held)
}

/// Ends the role of an operator, or of somebody who looks after an area. There is always an operator left.
pub fn end_keeper(tx: &mut Transaction<'_>, call: &Call<'_>, id: HeldId) -> Result<(), Failure> {
    call.may(Action::EndKeeper, &Place::Instance)?;
    let held = roles::find(tx, id)?.ok_or(Failure::NotFound)?;
    match held.holding.held_in() {
        HeldIn::Organisation(_) => return Err(Failure::NotFound),
        HeldIn::Area(_) => {}
        HeldIn::Instance => {
            let is_other = |other: &HeldBy| {
                other.person.id != held.person.id
                    && other.holding.role() == Role::Operator
                    && other.holding.is_held_at(call.now)
            };
            if !roles::of_keepers(tx)?.iter().any(is_other) {
                let says = "this is the only operator; invite another first";
                return Err(Failure::wrong("role", says));
            }
        }
    }
    end(tx, call, held)
}

fn may_leave(call: &Call<'_>, held: &HeldBy) -> Result<(), Failure> {
    let own = Place::Person {
        person: held.person.id,
        held_by: None,
    };
    call.may(Action::Leave, &own)
}

fn may_end(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    holding: &Holding,
) -> Result<(), Failure> {
    let HeldIn::Organisation(controller) = holding.held_in() else {
        return call.may(Action::EndKeeper, &Place::Instance);
    };
    let refused = call.may(Action::EndRole, &Place::Organisation(controller.clone()));
    if refused.is_ok() {
        return Ok(());
    }
    let held = roles::in_area(tx, area)?.into_iter();
    let known: Vec<Holding> = held.map(|held| held.holding).collect();
    if can_be_ended_from_outside(holding, &known, call.now) {
        return call.may(Action::EndFirst, &Place::Area(area.clone()));
    }
    refused
}

fn end(tx: &mut Transaction<'_>, call: &Call<'_>, held: HeldBy) -> Result<(), Failure> {
    let ended = held.holding.ended(call.now);
    Ok(roles::end(tx, held.id, ended.until().unwrap_or(call.now))?)
}
