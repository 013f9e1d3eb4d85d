//! Links in emails that sign somebody in.

use alongside_domain::sign_in::{Link, SecretHash};
use alongside_domain::{Id, Instant, PersonId};

use crate::sql::{Error, Row, Snapshot, Transaction, statements};

statements! {
    ASK = "insert into sign_in_links (id, person, browser, asked_at) values ($1, $2, $3, $4)";
    FIND = "select person, asked_at from sign_in_links where id = $1 and used_at is null";
    SET_SECRET = "update sign_in_links set secret = $2 where id = $1 and used_at is null";
    BY_SECRET = "select id, person, secret, browser, asked_at, used_at from sign_in_links where secret = $1";
    USE = "update sign_in_links set used_at = $2 where id = $1 and used_at is null";
    FORGET = "delete from sign_in_links where asked_at < $1";
}

/// A name only: a link that was asked for.
#[derive(Debug)]
pub enum Asked {}

/// The id of a link.
pub type LinkId = Id<Asked>;

/// Keeps that somebody asked, in a browser. There is no secret before the mail is written.
pub fn ask(
    tx: &mut Transaction<'_>,
    id: LinkId,
    person: PersonId,
    browser: SecretHash,
    now: Instant,
) -> Result<(), Error> {
    let values = [
        id.into(),
        person.into(),
        browser.bytes().as_slice().into(),
        now.into(),
    ];
    tx.execute(ASK, &values).map(drop)
}

/// Whom a link is for and when it was asked for, as long as it was not used.
pub fn asked_by(
    snapshot: &mut Snapshot<'_>,
    id: LinkId,
) -> Result<Option<(PersonId, Instant)>, Error> {
    snapshot.row(FIND, &[id.into()], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Gives a link its secret, in place of an earlier one.
pub fn set_secret(tx: &mut Transaction<'_>, id: LinkId, secret: SecretHash) -> Result<(), Error> {
    tx.execute(SET_SECRET, &[id.into(), secret.bytes().as_slice().into()])
        .map(drop)
}

/// The link with this secret.
pub fn find(
    snapshot: &mut Snapshot<'_>,
    secret: SecretHash,
) -> Result<Option<(LinkId, Link)>, Error> {
    snapshot.row(BY_SECRET, &[secret.bytes().as_slice().into()], |row| {
        let link = Link {
            person: row.get(1)?,
            secret: hash(row, 2)?,
            browser: hash(row, 3)?,
            asked: row.get(4)?,
            used: row.get(5)?,
        };
        Ok((row.get(0)?, link))
    })
}

/// Uses a link up. No means that it was used before.
pub fn use_up(tx: &mut Transaction<'_>, id: LinkId, now: Instant) -> Result<bool, Error> {
    Ok(tx.execute(USE, &[id.into(), now.into()])? == 1)
}

/// Forgets links asked for before an instant, and says how many they were.
pub fn forget(tx: &mut Transaction<'_>, before: Instant) -> Result<u64, Error> {
    tx.execute(FORGET, &[before.into()])
}

/// A hash that was kept.
pub(crate) fn hash(row: &Row<'_>, column: usize) -> Result<SecretHash, Error> {
    let bytes: Vec<u8> = row.get(column)?;
    let bytes = bytes.try_into().map_err(|_| row.unread(column))?;
    Ok(SecretHash::from_bytes(bytes))
}
