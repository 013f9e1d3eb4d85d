//! What happens again and again: each time once, however many processes look at the clock.

use jiff::Timestamp;

use crate::sql::{Error, Snapshot, Transaction, statements};

statements! {
    PLAN = "insert into schedules (name, next_at) values ($1, $2) on conflict (name) do nothing";
    NEXT = "select next_at from schedules where name = $1";
    TICK = "update schedules set next_at = $3 where name = $1 and next_at = $2";
    STOP = "delete from schedules where name = $1";
}

/// Plans the first time, unless it was planned before.
pub fn plan(tx: &mut Transaction<'_>, name: &str, first: Timestamp) -> Result<(), Error> {
    tx.execute(PLAN, &[name.into(), first.into()]).map(drop)
}

/// When it happens next.
pub fn next(snapshot: &mut Snapshot<'_>, name: &str) -> Result<Option<Timestamp>, Error> {
    snapshot.row(NEXT, &[name.into()], |row| row.get(0))
}

/// If its time has come, says which time that is and plans the one after it; otherwise changes nothing.
///
/// What is to happen is enqueued in the same transaction, and so happens once for each time. `after` gives the next
/// time for one that has come. One that lies in the past as well comes at once: whoever would rather leave out what
/// was missed gives one in the future.
pub fn tick(
    tx: &mut Transaction<'_>,
    name: &str,
    now: Timestamp,
    after: impl FnOnce(Timestamp) -> Timestamp,
) -> Result<Option<Timestamp>, Error> {
    let Some(due) = next(tx, name)?.filter(|due| *due <= now) else {
        return Ok(None);
    };
    let values = [name.into(), due.into(), after(due).into()];
    let ours = tx.execute(TICK, &values)? == 1;
    Ok(ours.then_some(due))
}

/// Happens no more.
pub fn stop(tx: &mut Transaction<'_>, name: &str) -> Result<(), Error> {
    tx.execute(STOP, &[name.into()]).map(drop)
}
