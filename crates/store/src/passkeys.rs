//! Passkeys, and the questions they are to answer.

use alongside_domain::sign_in::SecretHash;
use alongside_domain::{Id, Instant, PersonId};

use crate::sql::{Error, Row, Snapshot, Transaction, statements};

statements! {
    ADD = "insert into passkeys (id, person, credential, data, name, added_at) values ($1, $2, $3, $4, $5, $6)";
    OF = "select id, person, data, name, added_at, used_at from passkeys where person = $1 order by added_at, id";
    BY_CREDENTIAL = "select id, person, data, name, added_at, used_at from passkeys where credential = $1";
    USE = "update passkeys set data = $2, used_at = $3 where id = $1";
    REMOVE = "delete from passkeys where id = $1 and person = $2";
    ASK = "insert into passkey_challenges (browser, state, asked_at) values ($1, $2, $3)
        on conflict (browser) do update set state = $2, asked_at = $3";
    ASKED = "select state, asked_at from passkey_challenges where browser = $1";
    ANSWERED = "delete from passkey_challenges where browser = $1";
    FORGET = "delete from passkey_challenges where asked_at < $1";
}

/// The id of a passkey.
pub type PasskeyId = Id<Passkey>;

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its id.
    pub id: PasskeyId,
    /// Whose.
    pub person: PersonId,
    /// What a signature is checked with, as whoever checks it writes it.
    pub data: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub added: Instant,
    /// When it was last used.
    pub used: Option<Instant>,
}

/// Adds a passkey. A credential that is known already is [`Class::Unique`](crate::Class::Unique).
pub fn add(tx: &mut Transaction<'_>, passkey: &Passkey, credential: &[u8]) -> Result<(), Error> {
    let values = [
        passkey.id.into(),
        passkey.person.into(),
        credential.into(),
        passkey.data.as_str().into(),
        passkey.name.as_str().into(),
        passkey.added.into(),
    ];
    tx.execute(ADD, &values).map(drop)
}

/// Somebody's passkeys, oldest first.
pub fn of(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Vec<Passkey>, Error> {
    snapshot.rows(OF, &[person.into()], passkey)
}

/// The passkey that a browser names by this.
pub fn find(snapshot: &mut Snapshot<'_>, credential: &[u8]) -> Result<Option<Passkey>, Error> {
    snapshot.row(BY_CREDENTIAL, &[credential.into()], passkey)
}

/// Keeps that one was used, and what is checked next time.
pub fn used(
    tx: &mut Transaction<'_>,
    id: PasskeyId,
    data: &str,
    now: Instant,
) -> Result<(), Error> {
    tx.execute(USE, &[id.into(), data.into(), now.into()])
        .map(drop)
}

/// Removes somebody's passkey. No means that they have no such one.
pub fn remove(tx: &mut Transaction<'_>, id: PasskeyId, person: PersonId) -> Result<bool, Error> {
    Ok(tx.execute(REMOVE, &[id.into(), person.into()])? == 1)
}

/// Keeps the question that was put to a browser, in place of an earlier one.
pub fn ask(
    tx: &mut Transaction<'_>,
    browser: SecretHash,
    state: &str,
    now: Instant,
) -> Result<(), Error> {
    let values = [browser.bytes().as_slice().into(), state.into(), now.into()];
    tx.execute(ASK, &values).map(drop)
}

/// The question that was put to a browser, and when. It is answered once: it is gone then.
pub fn answer(
    tx: &mut Transaction<'_>,
    browser: SecretHash,
) -> Result<Option<(String, Instant)>, Error> {
    let browser = browser.bytes().as_slice();
    let asked = tx.row(ASKED, &[browser.into()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    tx.execute(ANSWERED, &[browser.into()])?;
    Ok(asked)
}

/// Forgets questions put before an instant.
pub fn forget(tx: &mut Transaction<'_>, before: Instant) -> Result<u64, Error> {
    tx.execute(FORGET, &[before.into()])
}

fn passkey(row: &Row<'_>) -> Result<Passkey, Error> {
    Ok(Passkey {
        id: row.get(0)?,
        person: row.get(1)?,
        data: row.get(2)?,
        name: row.get(3)?,
        added: row.get(4)?,
        used: row.get(5)?,
    })
}
