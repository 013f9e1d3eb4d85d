//! Whoever has the machine gives somebody a role, without asking them.

use alongside_domain::{Email, HeldIn, Holding, PersonId, PersonName, Role};
use alongside_store::{Transaction, people, roles};

use crate::accept_invitation::make_account;
use crate::call::{Call, Caller};
use crate::failure::Failure;

/// Makes an account, unless there is one for the address, and gives it a role. Nobody who asks over the network may.
pub fn give_role(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    email: &str,
    name: &str,
    role: Role,
    held_in: &HeldIn,
) -> Result<PersonId, Failure> {
    if call.caller != Caller::Machine {
        return Err(Failure::NotFound);
    }
    let email: Email = email.parse().map_err(|why| Failure::wrong("email", why))?;
    let holding = Holding::new(role, held_in.clone(), call.now, None)?;
    let name = PersonName::new(name).map_err(|why| Failure::wrong("name", why))?;
    let person = make_account(tx, call, &email)?;
    people::rename(tx, person, Some(&name))?;
    roles::give(tx, call.id(), person, &holding)?;
    Ok(person)
}
