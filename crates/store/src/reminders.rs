//! What is still to be reminded of, each once. A meeting that is moved has its reminders anew.

use alongside_domain::act::SubjectId;
use alongside_domain::{AreaSlug, Instant};

use crate::sql::{Error, Snapshot, Transaction, statements};

statements! {
    SET = "insert into reminders (area, subject, days, starts_at, due_at) values ($1, $2, $3, $4, $5)
        on conflict (subject, days) do update set starts_at = $4, due_at = $5";
    DUE = "select area, subject, days, starts_at, due_at from reminders where due_at <= $1 order by due_at, subject
        limit $2";
    TAKE = "delete from reminders where subject = $1 and days = $2 and due_at = $3";
    CLEAR = "delete from reminders where subject = $1";
}

/// A reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// In which area.
    pub area: AreaSlug,
    /// Of which meeting.
    pub subject: SubjectId,
    /// How many days before.
    pub days: i64,
    /// When the meeting is.
    pub starts: Instant,
    /// When people are reminded.
    pub due: Instant,
}

/// Keeps a reminder, in place of the one so many days before.
pub fn set(tx: &mut Transaction<'_>, reminder: &Reminder) -> Result<(), Error> {
    let values = [
        reminder.area.as_str().into(),
        reminder.subject.into(),
        reminder.days.into(),
        reminder.starts.into(),
        reminder.due.into(),
    ];
    tx.execute(SET, &values).map(drop)
}

/// Those whose time has come, the longest due first.
pub fn due(snapshot: &mut Snapshot<'_>, now: Instant, limit: u32) -> Result<Vec<Reminder>, Error> {
    snapshot.rows(DUE, &[now.into(), limit.into()], |row| {
        Ok(Reminder {
            area: row.parse(0)?,
            subject: row.get(1)?,
            days: row.get(2)?,
            starts: row.get(3)?,
            due: row.get(4)?,
        })
    })
}

/// Takes one away, because it is seen to in this transaction. No means that somebody else was faster.
pub fn take(tx: &mut Transaction<'_>, reminder: &Reminder) -> Result<bool, Error> {
    let values = [
        reminder.subject.into(),
        reminder.days.into(),
        reminder.due.into(),
    ];
    Ok(tx.execute(TAKE, &values)? == 1)
}

/// Takes all of a meeting away.
pub fn clear(tx: &mut Transaction<'_>, subject: SubjectId) -> Result<(), Error> {
    tx.execute(CLEAR, &[subject.into()]).map(drop)
}
