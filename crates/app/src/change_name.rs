//! Somebody says what they want to be called.

use alongside_domain::policy::{Action, Place};
use alongside_domain::{PersonId, PersonName};
use alongside_store::{Transaction, people};

use crate::call::Call;
use crate::failure::Failure;

/// Changes a name; an empty one takes it away.
pub fn change_name(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    person: PersonId,
    name: &str,
) -> Result<(), Failure> {
    let own = Place::Person {
        person,
        held_by: None,
    };
    call.may(Action::KeepOwnPage, &own)?;
    let name = match name.trim() {
        "" => None,
        name => Some(PersonName::new(name).map_err(|why| Failure::wrong("name", why))?),
    };
    Ok(people::rename(tx, person, name.as_ref())?)
}
