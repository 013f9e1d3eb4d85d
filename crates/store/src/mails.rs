//! Which mails went out, so that none goes out twice.
//!
//! Whoever sends the mail of a job [`begin`]s in a transaction that is kept before the first word to the mail server,
//! and then says how it went: [`sent`], or [`undo`] if surely nothing was sent. If it dies in between, or cannot
//! tell, the mark stays, and the next attempt learns that the mail may have gone out. **A mail goes out at most
//! once**, and the one that may be missing is seen by an operator, who can [`clear`] the mark.

use jiff::Timestamp;
use uuid::Uuid;

use crate::sql::{Error, Snapshot, Transaction, statements};

statements! {
    BEGIN = "insert into mails (job, begun_at) values ($1, $2) on conflict (job) do nothing";
    FIND = "select begun_at, sent_at from mails where job = $1";
    SENT = "update mails set sent_at = $3 where job = $1 and begun_at = $2 and sent_at is null";
    UNDO = "delete from mails where job = $1 and begun_at = $2 and sent_at is null";
    CLEAR = "delete from mails where job = $1 and sent_at is null";
}

/// What came of asking to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// The mark was made: the mail may be sent.
    Begun,
    /// There was a mark: the mail must not be sent.
    BegunBefore {
        /// Whether it is known that the mail went out.
        sent: bool,
    },
}

/// A mark: that a mail was about to go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// When it was about to.
    pub begun: Timestamp,
    /// When it had gone out; none means that nobody knows.
    pub sent: Option<Timestamp>,
}

/// Marks the mail of a job as about to go out, unless it was marked before.
pub fn begin(tx: &mut Transaction<'_>, job: Uuid, now: Timestamp) -> Result<Begin, Error> {
    if tx.execute(BEGIN, &[job.into(), now.into()])? == 1 {
        return Ok(Begin::Begun);
    }
    let sent = find(tx, job)?.is_some_and(|mark| mark.sent.is_some());
    Ok(Begin::BegunBefore { sent })
}

/// The mark of a job's mail.
pub fn find(snapshot: &mut Snapshot<'_>, job: Uuid) -> Result<Option<Mark>, Error> {
    snapshot.row(FIND, &[job.into()], |row| {
        Ok(Mark {
            begun: row.get(0)?,
            sent: row.get(1)?,
        })
    })
}

/// The mail that was begun at an instant has gone out. No means that this mark is not there any more.
pub fn sent(
    tx: &mut Transaction<'_>,
    job: Uuid,
    begun: Timestamp,
    now: Timestamp,
) -> Result<bool, Error> {
    Ok(tx.execute(SENT, &[job.into(), begun.into(), now.into()])? == 1)
}

/// Surely nothing was sent of what was begun at an instant: it may be begun again. No means that this mark is not
/// there any more, or that the mail is known to have gone out.
pub fn undo(tx: &mut Transaction<'_>, job: Uuid, begun: Timestamp) -> Result<bool, Error> {
    Ok(tx.execute(UNDO, &[job.into(), begun.into()])? == 1)
}

/// Lets a mail that may have gone out be sent again, because an operator says so. No means that there is no such
/// mail, or that it is known to have gone out.
pub fn clear(tx: &mut Transaction<'_>, job: Uuid) -> Result<bool, Error> {
    Ok(tx.execute(CLEAR, &[job.into()])? == 1)
}
