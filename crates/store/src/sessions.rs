//! Sessions: where somebody is signed in.

use alongside_domain::sign_in::{SecretHash, Session, Strength};
use alongside_domain::{Id, Instant, PersonId};

use crate::sql::{Error, Row, Snapshot, Transaction, statements};

statements! {
    BEGIN = "insert into sessions (id, person, secret, by_passkey, device, began_at, seen_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    BY_SECRET = "select id, person, by_passkey, device, began_at, seen_at, revoked_at from sessions
        where secret = $1";
    OF = "select id, person, by_passkey, device, began_at, seen_at, revoked_at from sessions
        where person = $1 and revoked_at is null order by seen_at desc, id";
    ONE_OF = "select id, person, by_passkey, device, began_at, seen_at, revoked_at from sessions
        where person = $1 and id = $2";
    KEEP = "update sessions set by_passkey = $2, seen_at = $3, revoked_at = $4 where id = $1";
    FORGET = "delete from sessions where began_at < $1";
    FORGET_ALL = "delete from sessions";
}

/// A name only: a session that was kept.
#[derive(Debug)]
pub enum Begun {}

/// The id of a session.
pub type SessionId = Id<Begun>;

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub person: PersonId,
    /// On what kind of device, in words that only its owner sees.
    pub device: String,
    /// How long it has lasted.
    pub session: Session,
}

/// Keeps a session that begins.
pub fn begin(tx: &mut Transaction<'_>, kept: &Kept, secret: SecretHash) -> Result<(), Error> {
    let values = [
        kept.id.into(),
        kept.person.into(),
        secret.bytes().as_slice().into(),
        (kept.session.strength == Strength::Passkey).into(),
        kept.device.as_str().into(),
        kept.session.began.into(),
        kept.session.seen.into(),
    ];
    tx.execute(BEGIN, &values).map(drop)
}

/// The session with this secret, over or not.
pub fn find(snapshot: &mut Snapshot<'_>, secret: SecretHash) -> Result<Option<Kept>, Error> {
    snapshot.row(BY_SECRET, &[secret.bytes().as_slice().into()], kept)
}

/// Somebody's sessions that were not ended by hand, the last used first.
pub fn of(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Vec<Kept>, Error> {
    snapshot.rows(OF, &[person.into()], kept)
}

/// One of somebody's sessions, over or not.
pub fn one_of(
    snapshot: &mut Snapshot<'_>,
    person: PersonId,
    id: SessionId,
) -> Result<Option<Kept>, Error> {
    snapshot.row(ONE_OF, &[person.into(), id.into()], kept)
}

/// Keeps what became of a session.
pub fn keep(tx: &mut Transaction<'_>, id: SessionId, session: &Session) -> Result<(), Error> {
    let values = [
        id.into(),
        (session.strength == Strength::Passkey).into(),
        session.seen.into(),
        session.revoked.into(),
    ];
    tx.execute(KEEP, &values).map(drop)
}

/// Forgets sessions that began before an instant, and says how many they were.
pub fn forget(tx: &mut Transaction<'_>, before: Instant) -> Result<u64, Error> {
    tx.execute(FORGET, &[before.into()])
}

/// Forgets all sessions, so that everybody is signed out, and says how many they were.
pub fn forget_all(tx: &mut Transaction<'_>) -> Result<u64, Error> {
    tx.execute(FORGET_ALL, &[])
}

fn kept(row: &Row<'_>) -> Result<Kept, Error> {
    let by_passkey: bool = row.get(2)?;
    Ok(Kept {
        id: row.get(0)?,
        person: row.get(1)?,
        device: row.get(3)?,
        session: Session {
            strength: if by_passkey {
                Strength::Passkey
            } else {
                Strength::Link
            },
            began: row.get(4)?,
            seen: row.get(5)?,
            revoked: row.get(6)?,
        },
    })
}
