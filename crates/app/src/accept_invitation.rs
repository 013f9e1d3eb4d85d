//! Somebody accepts an invitation.

use alongside_domain::policy::has_nobody;
use alongside_domain::{
    Email, HeldIn, Holding, Invitation, InvitationId, InvitationRefusal, Person, PersonId,
};
use alongside_store::{Transaction, invitations, people, roles};

use crate::call::Call;
use crate::failure::Failure;

/// Accepts an invitation, by somebody who has signed in by a link to the address that was invited.
pub fn accept_invitation(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    person: PersonId,
    id: InvitationId,
) -> Result<(), Failure> {
    let person = people::find(tx, person)?.ok_or(Failure::NotFound)?;
    let found = invitations::find(tx, id)?.ok_or(InvitationRefusal::NotForYou)?;
    let (accepted, holding) = found.invitation.accept(&person.email.key(), call.now)?;
    let_others_fall(tx, call, &accepted)?;
    invitations::keep(tx, &accepted)?;
    let held = roles::of(tx, person.id)?.into_iter().any(|(_, known)| {
        known.role() == holding.role()
            && known.held_in() == holding.held_in()
            && known.is_held_at(call.now)
    });
    if !held {
        roles::give(tx, call.id(), person.id, &holding)?;
    }
    Ok(())
}

/// The first person of an organisation is invited from outside, and then it chooses for itself: when somebody comes
/// in, every other invitation from before falls. Otherwise whoever sent two could come in later by the second.
fn let_others_fall(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    accepted: &Invitation,
) -> Result<(), Failure> {
    let HeldIn::Organisation(controller) = &accepted.held_in else {
        return Ok(());
    };
    let held: Vec<Holding> = roles::in_area(tx, &controller.area)?
        .into_iter()
        .map(|held| held.holding)
        .collect();
    if !has_nobody(controller, &held, call.now) {
        return Ok(());
    }
    for other in invitations::in_area(tx, &controller.area)? {
        let other = other.invitation;
        let is_here = matches!(&other.held_in, HeldIn::Organisation(held) if held.organisation == controller.organisation);
        if is_here && other.id != accepted.id && other.accepted.is_none() {
            let taken_back = other.taken_back.or(Some(call.now));
            invitations::keep(
                tx,
                &Invitation {
                    taken_back,
                    ..other
                },
            )?;
        }
    }
    Ok(())
}

/// Makes an account for an address, unless there is one.
pub(crate) fn make_account(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    email: &Email,
) -> Result<PersonId, Failure> {
    if let Some(known) = people::at_address(tx, &email.key())? {
        return Ok(known.id);
    }
    let person = Person {
        id: call.id(),
        name: None,
        email: email.clone(),
    };
    people::add(tx, &person, call.now)?;
    Ok(person.id)
}
