//! The secret addresses of people's own calendars.

use alongside_domain::sign_in::SecretHash;
use alongside_domain::{Instant, PersonId};

use crate::sql::{Error, Snapshot, Transaction, statements};

statements! {
    MAKE = "insert into calendars (person, secret, made_at) values ($1, $2, $3)
        on conflict (person) do update set secret = $2, made_at = $3";
    MADE = "select made_at from calendars where person = $1";
    WHOSE = "select person from calendars where secret = $1";
    REMOVE = "delete from calendars where person = $1";
}

/// Gives somebody's calendar an address; the one before opens nothing any more.
pub fn make(
    tx: &mut Transaction<'_>,
    person: PersonId,
    secret: SecretHash,
    now: Instant,
) -> Result<(), Error> {
    let values = [person.into(), secret.bytes().as_slice().into(), now.into()];
    tx.execute(MAKE, &values).map(drop)
}

/// When the address of somebody's calendar was made; nothing where there is none.
pub fn made(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Option<Instant>, Error> {
    snapshot.row(MADE, &[person.into()], |row| row.get(0))
}

/// Whose calendar has this address.
pub fn whose(snapshot: &mut Snapshot<'_>, secret: SecretHash) -> Result<Option<PersonId>, Error> {
    snapshot.row(WHOSE, &[secret.bytes().as_slice().into()], |row| row.get(0))
}

/// Takes the address away. No means that there was none.
pub fn remove(tx: &mut Transaction<'_>, person: PersonId) -> Result<bool, Error> {
    Ok(tx.execute(REMOVE, &[person.into()])? == 1)
}
