//! What witnesses signed of the log of each area: of each the last.

use alongside_tlog::{NotANote, Note};
use jiff::Timestamp;

use super::{Log, count, find, whole};
use crate::sql::{Error, Row, Snapshot, Transaction, statements};

statements! {
    OF = "select witness, size, signed_at, signature from log_witnesses where area = $1 order by witness";
    KEEP = "insert into log_witnesses (area, witness, size, signed_at, signature) values ($1, $2, $3, $4, $5)
        on conflict (area, witness) do update set size = $3, signed_at = $4, signature = $5
        where log_witnesses.size <= $3";
    UNSEEN = "select area from logs where size > (select coalesce(min(size), -1) from log_witnesses
            where log_witnesses.area = logs.area and witness = $1)
        order by area";
}

/// What a witness signed last of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosigned {
    /// Its public key, as a line.
    pub witness: String,
    /// How many entries the log had.
    pub size: u64,
    /// When, as the witness says.
    pub at: Timestamp,
    /// The line of its signature.
    pub signature: String,
}

/// What each witness signed last of an area's log, in the order of their keys.
pub fn cosigned(snapshot: &mut Snapshot<'_>, area: &str) -> Result<Vec<Cosigned>, Error> {
    snapshot.rows(OF, &[area.into()], read)
}

/// Keeps what a witness signed, unless it signed more since.
pub fn keep_cosigned(
    tx: &mut Transaction<'_>,
    area: &str,
    cosigned: &Cosigned,
) -> Result<(), Error> {
    let values = [
        area.into(),
        cosigned.witness.as_str().into(),
        whole(cosigned.size)?.into(),
        cosigned.at.into(),
        cosigned.signature.as_str().into(),
    ];
    tx.execute(KEEP, &values).map(drop)
}

/// The areas whose logs have grown since a witness signed them, by its public key as a line.
pub fn unseen_by(snapshot: &mut Snapshot<'_>, witness: &str) -> Result<Vec<String>, Error> {
    snapshot.rows(UNSEEN, &[witness.into()], |row| row.get(0))
}

/// The signed checkpoint of an area's log, with what witnesses signed of the very same.
pub fn checkpoint(snapshot: &mut Snapshot<'_>, area: &str) -> Result<Option<(Log, Note)>, Error> {
    let Some(log) = find(snapshot, area)? else {
        return Ok(None);
    };
    let unread = |error: NotANote| Error::other(error.to_string());
    let mut note: Note = log.checkpoint.parse().map_err(unread)?;
    for seen in cosigned(snapshot, area)? {
        if seen.size == log.size {
            note.add(seen.signature.parse().map_err(unread)?);
        }
    }
    Ok(Some((log, note)))
}

fn read(row: &Row<'_>) -> Result<Cosigned, Error> {
    Ok(Cosigned {
        witness: row.get(0)?,
        size: count(row.get(1)?)?,
        at: row.get(2)?,
        signature: row.get(3)?,
    })
}
