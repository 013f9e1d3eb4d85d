//! Somebody accepts an invitation.

use alongside_domain::{Email, InvitationId, InvitationRefusal, Person, PersonId};
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
