//! Sheets that were sent in, to be looked at before they are loaded: which file is kept of each, and since when.
//!
//! A sheet is noted before its file is kept, and forgotten after its file was removed. So no file is left behind that
//! nobody knows of: it may hold what people wrote about each other.

use alongside_domain::{AreaSlug, Instant};

use crate::files::Digest;
use crate::sql::{Error, Row, Snapshot, Transaction, statements};

statements! {
    EXPECT = "insert into sheets (name, area, sent_at) values ($1, $2, $3)
        on conflict (name) do update set sent_at = $3, loaded_at = null";
    FIND = "select sent_at, loaded_at from sheets where name = $1 and area = $2";
    LOADED = "update sheets set loaded_at = $2 where name = $1";
    BEFORE = "select name, sent_at from sheets where sent_at < $1 order by sent_at, name";
    FORGET = "delete from sheets where name = $1 and sent_at = $2";
}

/// A sheet that was sent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sheet {
    /// When.
    pub sent: Instant,
    /// When it was loaded, once it was.
    pub loaded: Option<Instant>,
}

/// Notes that the file of this name is about to be kept for an area, or once more.
pub fn expect(
    tx: &mut Transaction<'_>,
    name: Digest,
    area: &AreaSlug,
    now: Instant,
) -> Result<(), Error> {
    let values = [name.to_string().into(), area.as_str().into(), now.into()];
    tx.execute(EXPECT, &values).map(drop)
}

/// The sheet of this name that was sent in for an area.
pub fn find(
    snapshot: &mut Snapshot<'_>,
    name: Digest,
    area: &AreaSlug,
) -> Result<Option<Sheet>, Error> {
    let values = [name.to_string().into(), area.as_str().into()];
    snapshot.row(FIND, &values, |row| {
        Ok(Sheet {
            sent: row.get(0)?,
            loaded: row.get(1)?,
        })
    })
}

/// Notes that a sheet was loaded: its file is not needed any more.
pub fn loaded(tx: &mut Transaction<'_>, name: Digest, now: Instant) -> Result<(), Error> {
    tx.execute(LOADED, &[name.to_string().into(), now.into()])
        .map(drop)
}

/// Every sheet that was last sent in before an instant, with when, the oldest first.
pub fn before(
    snapshot: &mut Snapshot<'_>,
    instant: Instant,
) -> Result<Vec<(Digest, Instant)>, Error> {
    snapshot.rows(BEFORE, &[instant.into()], |row| {
        Ok((digest(row, 0)?, row.get(1)?))
    })
}

/// Forgets a sheet whose file was removed, unless it was sent in again meanwhile.
pub fn forget(tx: &mut Transaction<'_>, name: Digest, sent: Instant) -> Result<bool, Error> {
    Ok(tx.execute(FORGET, &[name.to_string().into(), sent.into()])? == 1)
}

fn digest(row: &Row<'_>, column: usize) -> Result<Digest, Error> {
    let text: String = row.get(column)?;
    Digest::parse(&text).ok_or_else(|| row.unread(column))
}
