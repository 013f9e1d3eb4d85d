//! People, by their id or their address.

use alongside_domain::{EmailKey, Instant, Person, PersonId, PersonName};

use crate::sql::{Error, Row, Snapshot, Transaction, statements};

statements! {
    ADD = "insert into people (id, email, email_key, name, since) values ($1, $2, $3, $4, $5)";
    FIND = "select id, email, name from people where id = $1";
    CALLED = "select id, email, name from people where email_key = $1";
    RENAME = "update people set name = $2 where id = $1";
}

/// Adds somebody. An address that is known already is [`Class::Unique`](crate::Class::Unique).
pub fn add(tx: &mut Transaction<'_>, person: &Person, since: Instant) -> Result<(), Error> {
    let key = person.email.key();
    let values = [
        person.id.into(),
        person.email.reveal().into(),
        key.reveal().into(),
        person.name.as_ref().map(PersonName::reveal).into(),
        since.into(),
    ];
    tx.execute(ADD, &values).map(drop)
}

/// Somebody by their id.
pub fn find(snapshot: &mut Snapshot<'_>, id: PersonId) -> Result<Option<Person>, Error> {
    snapshot.row(FIND, &[id.into()], |row| person(row, [0, 1, 2]))
}

/// Somebody by their address, however it is spelled.
pub fn at_address(snapshot: &mut Snapshot<'_>, key: &EmailKey) -> Result<Option<Person>, Error> {
    snapshot.row(CALLED, &[key.reveal().into()], |row| person(row, [0, 1, 2]))
}

/// Changes what somebody wants to be called; nothing where they would rather not say.
pub fn rename(
    tx: &mut Transaction<'_>,
    id: PersonId,
    name: Option<&PersonName>,
) -> Result<(), Error> {
    let values = [id.into(), name.map(PersonName::reveal).into()];
    tx.execute(RENAME, &values).map(drop)
}

/// Somebody, from the columns of id, address and name.
pub(crate) fn person(row: &Row<'_>, columns: [usize; 3]) -> Result<Person, Error> {
    let [id, email, name] = columns;
    let called = row.get::<Option<String>>(name)?;
    let called = called.map(|called| PersonName::new(&called).map_err(|_| row.unread(name)));
    Ok(Person {
        id: row.get(id)?,
        email: row.parse(email)?,
        name: called.transpose()?,
    })
}
