//! Acts on their way into the record of their area.
//!
//! An act is added in the transaction that does what it tells of, so there is never the one without the other. One
//! sequencer for each area later [`enter`]s what waits: it takes only what was kept before it looked, so an act that
//! somebody was told of comes before every act that was begun after that.

use alongside_tlog::LONGEST_ENTRY;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::sql::{Error, Row, Snapshot, Transaction, statements};

statements! {
    ADD = "insert into outbox (id, area, subject, at, body, digest, kind, organisation)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    WAITING = "select id from outbox where area = $1 and entry is null order by at, id limit $2";
    NEXT = "select (select coalesce(max(entry) + 1, 0) from outbox where area = $1),
        (select coalesce(max(entry) + 1, 0) from log_handovers where area = $1)";
    ENTER = "update outbox set entry = $2 where id = $1 and entry is null";
    ENTERED = "select id, area, at, body, digest, entry from outbox
        where area = $1 and entry >= $2 order by entry limit $3";
    FIND = "select id, area, at, body, digest, entry from outbox where id = $1";
    ABOUT = "select id, area, at, body, digest, entry from outbox where subject = $1 order by at";
    FROM = "select id, area, at, body, digest, entry from outbox
        where area = $1 and at > $2 order by at limit $3";
    BEFORE = "select id, area, at, body, digest, entry from outbox
        where area = $1 and at < $2 order by at desc limit $3";
    LATEST = "select id, area, at, body, digest, entry from outbox
        where area = $1 order by at desc limit $2 offset $3";
    LAST_ABOUT = "select subject, max(at) from outbox where area = $1 and subject is not null group by subject";
    COUNT = "select count(*) from outbox where area = $1";
    AT_PLACE = "select id, area, at, body, digest, entry from outbox where area = $1 and entry = $2";
}

/// An act as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its own, made by whoever did it.
    pub id: Uuid,
    /// Whose record it goes into.
    pub area: String,
    /// When it was done, to the microsecond.
    pub at: Timestamp,
    /// Canonical JSON, kept to the byte.
    pub body: String,
    /// SHA-256 of the body.
    pub digest: Vec<u8>,
    /// Its place in the record of its area, counted from 0, once it has one.
    pub entry: Option<i64>,
}

/// Adds an act, with the id of the subject it is about. Its body is canonical JSON and holds nothing personal, which its makers see to.
/// One that is longer than an entry of the record can be is an error.
pub fn add(
    tx: &mut Transaction<'_>,
    id: Uuid,
    area: &str,
    subject: Option<&str>,
    at: Timestamp,
    body: &str,
) -> Result<(), Error> {
    if body.len() > LONGEST_ENTRY {
        return Err(Error::other(
            "an act is longer than an entry of the record can be",
        ));
    }
    let digest = Sha256::digest(body);
    let (kind, organisation) = found_by(body);
    let values = [
        id.into(),
        area.into(),
        subject.into(),
        at.into(),
        body.into(),
        digest.as_slice().into(),
        kind.into(),
        organisation.into(),
    ];
    tx.execute(ADD, &values).map(drop)
}

/// The kind of an act and who did it, from its body: in canonical form it begins with the one, and nearly ends with
/// the other.
fn found_by(body: &str) -> (&str, &str) {
    let kind = body.strip_prefix("{\"act\":\"");
    let kind = kind
        .and_then(|rest| rest.split('"').next())
        .unwrap_or_default();
    let by = body.strip_suffix("\",\"version\":1}");
    let by = by
        .and_then(|rest| rest.rsplit('"').next())
        .unwrap_or_default();
    (kind, by)
}

/// Gives up to so many waiting acts of an area their places, one after the other, and says which they were.
pub fn enter(tx: &mut Transaction<'_>, area: &str, limit: u32) -> Result<Vec<Uuid>, Error> {
    let waiting: Vec<Uuid> = tx.rows(WAITING, &[area.into(), limit.into()], |row| row.get(0))?;
    if waiting.is_empty() {
        return Ok(waiting);
    }
    for (entry, id) in (next(tx, area)?..).zip(&waiting) {
        tx.execute(ENTER, &[(*id).into(), entry.into()])?;
    }
    Ok(waiting)
}

/// The first place of an area's record that nothing has yet.
pub(crate) fn next(snapshot: &mut Snapshot<'_>, area: &str) -> Result<i64, Error> {
    let after = |row: &Row<'_>| Ok(row.get::<i64>(0)?.max(row.get(1)?));
    Ok(snapshot.row(NEXT, &[area.into()], after)?.unwrap_or(0))
}

/// The record of an area from an entry on.
pub fn entered(
    snapshot: &mut Snapshot<'_>,
    area: &str,
    from: i64,
    limit: u32,
) -> Result<Vec<Act>, Error> {
    snapshot.rows(ENTERED, &[area.into(), from.into(), limit.into()], act)
}

/// One act, entered or still waiting.
pub fn find(snapshot: &mut Snapshot<'_>, id: Uuid) -> Result<Option<Act>, Error> {
    snapshot.row(FIND, &[id.into()], act)
}

/// The act that has a place in the record of an area; nothing where none has, or a hand-over.
pub fn at_place(snapshot: &mut Snapshot<'_>, area: &str, entry: i64) -> Result<Option<Act>, Error> {
    snapshot.row(AT_PLACE, &[area.into(), entry.into()], act)
}

/// Every act about a subject, in the order they were done.
pub fn about(snapshot: &mut Snapshot<'_>, subject: &str) -> Result<Vec<Act>, Error> {
    snapshot.rows(ABOUT, &[subject.into()], act)
}

/// The acts of an area after an instant, entered or waiting, oldest first.
pub fn after(
    snapshot: &mut Snapshot<'_>,
    area: &str,
    instant: Timestamp,
    limit: u32,
) -> Result<Vec<Act>, Error> {
    snapshot.rows(FROM, &[area.into(), instant.into(), limit.into()], act)
}

/// The acts of an area before an instant, entered or waiting, newest first.
pub fn before(
    snapshot: &mut Snapshot<'_>,
    area: &str,
    instant: Timestamp,
    limit: u32,
) -> Result<Vec<Act>, Error> {
    snapshot.rows(BEFORE, &[area.into(), instant.into(), limit.into()], act)
}

/// The acts of an area, entered or waiting, newest first, without so many of the newest.
pub fn latest(
    snapshot: &mut Snapshot<'_>,
    area: &str,
    without: u32,
    limit: u32,
) -> Result<Vec<Act>, Error> {
    snapshot.rows(LATEST, &[area.into(), limit.into(), without.into()], act)
}

/// When the last act about each subject of an area was done, in no order.
pub fn last_about_each(
    snapshot: &mut Snapshot<'_>,
    area: &str,
) -> Result<Vec<(String, Timestamp)>, Error> {
    snapshot.rows(LAST_ABOUT, &[area.into()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

/// How many acts an area has.
pub fn count(snapshot: &mut Snapshot<'_>, area: &str) -> Result<u64, Error> {
    let count: Option<i64> = snapshot.row(COUNT, &[area.into()], |row| row.get(0))?;
    Ok(count.and_then(|count| count.try_into().ok()).unwrap_or(0))
}

pub(crate) fn act(row: &Row<'_>) -> Result<Act, Error> {
    Ok(Act {
        id: row.get(0)?,
        area: row.get(1)?,
        at: row.get(2)?,
        body: row.get(3)?,
        digest: row.get(4)?,
        entry: row.get(5)?,
    })
}
