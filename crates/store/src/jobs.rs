//! Work to be done after a change was kept: enqueued in its transaction, taken by one worker at a time.
//!
//! A worker [`take`]s jobs on a lease, does the work outside any transaction, and then says how it went:
//! [`complete`] or [`fail`]. If it dies, the lease lapses and another takes the job, so **a job may run more than
//! once**, and what it does must bear that. A worker whose lease has lapsed cannot say anything about the job any
//! more. After its last attempt a job is dead: it stays, for an operator to look at and [`revive`].

use std::time::Duration;

use jiff::Timestamp;
use uuid::Uuid;

use crate::sql::{Error, Row, Snapshot, Transaction, Value, statements};

statements! {
    ENQUEUE = "insert into jobs (id, kind, key, payload, state, due_at, attempts, max_attempts, asked_at, turn)
        values ($1, $2, $3, $4, 'open', $5, 0, $6, $7, $8)
        on conflict (kind, key) do nothing";
    ENQUEUE_TEN = "insert into jobs (id, kind, key, payload, state, due_at, attempts, max_attempts, asked_at, turn) values
            ($1, $2, $3, $4, 'open', $5, 0, $6, $7, $8),
            ($9, $10, $11, $12, 'open', $13, 0, $14, $15, $16),
            ($17, $18, $19, $20, 'open', $21, 0, $22, $23, $24),
            ($25, $26, $27, $28, 'open', $29, 0, $30, $31, $32),
            ($33, $34, $35, $36, 'open', $37, 0, $38, $39, $40),
            ($41, $42, $43, $44, 'open', $45, 0, $46, $47, $48),
            ($49, $50, $51, $52, 'open', $53, 0, $54, $55, $56),
            ($57, $58, $59, $60, 'open', $61, 0, $62, $63, $64),
            ($65, $66, $67, $68, 'open', $69, 0, $70, $71, $72),
            ($73, $74, $75, $76, 'open', $77, 0, $78, $79, $80)
        on conflict (kind, key) do nothing";
    BURY_SPENT = "update jobs set state = 'dead', ended_at = $1, leased_by = null,
            last_error = 'the worker did not come back from the last attempt'
        where state = 'open' and due_at <= $1 and attempts >= max_attempts";
    TAKE = "update jobs set leased_by = $3, due_at = $4, attempts = attempts + 1
        where id in (select id from jobs where state = 'open' and due_at <= $1 and turn <= $5
            order by turn, due_at, id limit $2)
        returning id, kind, payload, attempts, max_attempts, turn";
    EXTEND = "update jobs set due_at = $4
        where id = $1 and leased_by = $2 and attempts = $3 and state = 'open'";
    COMPLETE = "update jobs set state = 'done', ended_at = $4, leased_by = null, last_error = null
        where id = $1 and leased_by = $2 and attempts = $3 and state = 'open'";
    PUT_BACK = "update jobs set due_at = $4, leased_by = null, last_error = $5
        where id = $1 and leased_by = $2 and attempts = $3 and state = 'open'";
    BURY = "update jobs set state = 'dead', ended_at = $4, leased_by = null, last_error = $5
        where id = $1 and leased_by = $2 and attempts = $3 and state = 'open'";
    GIVE_BACK = "update jobs set due_at = $4, leased_by = null, attempts = attempts - 1
        where id = $1 and leased_by = $2 and attempts = $3 and state = 'open'";
    REVIVE = "update jobs set state = 'open', due_at = $2, attempts = 0, ended_at = null
        where id = $1 and state = 'dead'";
    FORGET = "delete from jobs where state = 'done' and ended_at < $1";
    DEAD = "select id, kind, payload, attempts, last_error, asked_at, ended_at from jobs
        where state = 'dead' order by ended_at desc, id limit $1";
    NEXT_DUE = "select min(due_at) from jobs where state = 'open' and turn = $1";
    COUNT_OPEN = "select count(*), count(case when due_at <= $1 then 1 end), min(due_at),
            count(case when leased_by is not null and due_at > $1 then 1 end) from jobs
        where state = 'open'";
    COUNT_DEAD = "select count(*) from jobs where state = 'dead'";
}

/// What goes first where several jobs are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// At once: somebody may be waiting for it.
    Prompt,
    /// After all that is prompt: one of many alike, of which there may be thousands.
    Bulk,
}

/// What is to be done.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// Its own, made by whoever asks.
    pub id: Uuid,
    /// Which kind of work.
    pub kind: &'a str,
    /// Where there is one, the same kind of work under the same key is asked for once, until it is [`forget`]-ten.
    pub key: Option<&'a str>,
    /// What the work needs to know.
    pub payload: &'a str,
    /// Not before.
    pub due: Timestamp,
    /// Before what else that is due.
    pub turn: Turn,
    /// How often it is tried, at least once.
    pub max_attempts: u32,
    /// Now.
    pub asked: Timestamp,
}

/// A job in the hands of a worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leased {
    /// Which.
    pub id: Uuid,
    /// Which kind of work.
    pub kind: String,
    /// What the work needs to know.
    pub payload: String,
    /// Which attempt this is, counted from 1.
    pub attempt: u32,
    /// The last attempt there will be.
    pub max_attempts: u32,
    /// Before what else it came.
    pub turn: Turn,
    worker: String,
}

/// A job that nobody tries any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dead {
    /// Which.
    pub id: Uuid,
    /// Which kind of work.
    pub kind: String,
    /// What the work needs to know.
    pub payload: String,
    /// How often it was tried.
    pub attempts: u32,
    /// What the last attempt said.
    pub last_error: Option<String>,
    /// When it was asked for.
    pub asked: Timestamp,
    /// When it was given up.
    pub ended: Timestamp,
}

/// How long the queue is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlog {
    /// Not done yet, leased ones among them.
    pub open: i64,
    /// Could be taken now.
    pub due: i64,
    /// When the next may be taken; in the past if some are due.
    pub next_due: Option<Timestamp>,
    /// Being done.
    pub running: i64,
    /// Given up.
    pub dead: i64,
}

/// Enqueues a job, unless its key says that it was asked for before: then it says no and changes nothing.
pub fn enqueue(tx: &mut Transaction<'_>, ask: &Ask<'_>) -> Result<bool, Error> {
    Ok(tx.execute(ENQUEUE, &ask.values())? == 1)
}

/// Enqueues many jobs, those left out that were asked for before: sooner than one after another.
pub fn enqueue_all(tx: &mut Transaction<'_>, asks: &[Ask<'_>]) -> Result<(), Error> {
    let tens = asks.chunks_exact(10);
    for ask in tens.remainder() {
        enqueue(tx, ask)?;
    }
    for ten in tens {
        let values: Vec<Value<'_>> = ten.iter().flat_map(Ask::values).collect();
        tx.execute(ENQUEUE_TEN, &values)?;
    }
    Ok(())
}

impl Ask<'_> {
    /// In the order of the columns.
    fn values(&self) -> [Value<'_>; 8] {
        [
            self.id.into(),
            self.kind.into(),
            self.key.into(),
            self.payload.into(),
            self.due.into(),
            self.max_attempts.max(1).into(),
            self.asked.into(),
            self.turn.value(),
        ]
    }
}

/// Leases up to so many jobs that are due, what is prompt first and then the longest due, to a worker until an instant.
///
/// The worker's name is its own: two that share one could speak for each other.
pub fn take(
    tx: &mut Transaction<'_>,
    worker: &str,
    now: Timestamp,
    until: Timestamp,
    limit: u32,
) -> Result<Vec<Leased>, Error> {
    take_until(tx, worker, (now, until), Turn::Bulk, limit)
}

/// The same of what is prompt alone.
pub fn take_prompt(
    tx: &mut Transaction<'_>,
    worker: &str,
    now: Timestamp,
    until: Timestamp,
    limit: u32,
) -> Result<Vec<Leased>, Error> {
    take_until(tx, worker, (now, until), Turn::Prompt, limit)
}

fn take_until(
    tx: &mut Transaction<'_>,
    worker: &str,
    (now, until): (Timestamp, Timestamp),
    last: Turn,
    limit: u32,
) -> Result<Vec<Leased>, Error> {
    // A job that takes its worker down with it would otherwise be tried for ever.
    tx.execute(BURY_SPENT, &[now.into()])?;
    let values = [
        now.into(),
        limit.into(),
        worker.into(),
        until.into(),
        last.value(),
    ];
    let mut taken = tx.rows(TAKE, &values, |row| leased(row, worker))?;
    taken.sort_by_key(|job| (job.turn, job.id));
    Ok(taken)
}

/// Keeps a long job for longer. No means that the lease had lapsed and somebody else has the job.
pub fn extend(tx: &mut Transaction<'_>, job: &Leased, until: Timestamp) -> Result<bool, Error> {
    let [id, worker, attempt] = job.held();
    Ok(tx.execute(EXTEND, &[id, worker, attempt, until.into()])? == 1)
}

/// It is done. No means that the lease had lapsed and somebody else has the job.
pub fn complete(tx: &mut Transaction<'_>, job: &Leased, now: Timestamp) -> Result<bool, Error> {
    let [id, worker, attempt] = job.held();
    Ok(tx.execute(COMPLETE, &[id, worker, attempt, now.into()])? == 1)
}

/// It did not work out: it is tried again after a while, or given up after the last attempt.
/// No means that the lease had lapsed and somebody else has the job.
pub fn fail(
    tx: &mut Transaction<'_>,
    job: &Leased,
    now: Timestamp,
    again: Timestamp,
    error: &str,
) -> Result<bool, Error> {
    let (statement, at) = if job.attempt < job.max_attempts {
        (PUT_BACK, again)
    } else {
        (BURY, now)
    };
    let [id, worker, attempt] = job.held();
    let values = [id, worker, attempt, at.into(), error.into()];
    Ok(tx.execute(statement, &values)? == 1)
}

/// It did not work out and never will: it is given up, however many attempts were left.
/// No means that the lease had lapsed and somebody else has the job.
pub fn bury(
    tx: &mut Transaction<'_>,
    job: &Leased,
    now: Timestamp,
    error: &str,
) -> Result<bool, Error> {
    let [id, worker, attempt] = job.held();
    let values = [id, worker, attempt, now.into(), error.into()];
    Ok(tx.execute(BURY, &values)? == 1)
}

/// It was not begun: whoever comes next may take it at once, and it has cost no attempt.
/// No means that the lease had lapsed and somebody else has the job.
pub fn give_back(tx: &mut Transaction<'_>, job: &Leased, now: Timestamp) -> Result<bool, Error> {
    let [id, worker, attempt] = job.held();
    Ok(tx.execute(GIVE_BACK, &[id, worker, attempt, now.into()])? == 1)
}

/// Gives a dead job all its attempts again. No means that there is no such dead job.
pub fn revive(tx: &mut Transaction<'_>, id: Uuid, now: Timestamp) -> Result<bool, Error> {
    Ok(tx.execute(REVIVE, &[id.into(), now.into()])? == 1)
}

/// Forgets what was done before an instant, keys and all, and says how many jobs that were.
pub fn forget(tx: &mut Transaction<'_>, before: Timestamp) -> Result<u64, Error> {
    tx.execute(FORGET, &[before.into()])
}

/// The jobs that were given up, the latest first.
pub fn dead(snapshot: &mut Snapshot<'_>, limit: u32) -> Result<Vec<Dead>, Error> {
    snapshot.rows(DEAD, &[limit.into()], |row| {
        Ok(Dead {
            id: row.get(0)?,
            kind: row.get(1)?,
            payload: row.get(2)?,
            attempts: row.get(3)?,
            last_error: row.get(4)?,
            asked: row.get(5)?,
            ended: row.get(6)?,
        })
    })
}

/// When the next job may be taken; in the past if some are due.
pub fn next_due(snapshot: &mut Snapshot<'_>) -> Result<Option<Timestamp>, Error> {
    let prompt = next_due_of(snapshot, Turn::Prompt)?;
    let bulk = next_due_of(snapshot, Turn::Bulk)?;
    Ok([prompt, bulk].into_iter().flatten().min())
}

/// The same of what has one turn.
pub fn next_due_of(snapshot: &mut Snapshot<'_>, turn: Turn) -> Result<Option<Timestamp>, Error> {
    let next = snapshot.row(NEXT_DUE, &[turn.value()], |row| row.get(0))?;
    Ok(next.flatten())
}

/// How long the queue is.
pub fn backlog(snapshot: &mut Snapshot<'_>, now: Timestamp) -> Result<Backlog, Error> {
    let dead = snapshot.row(COUNT_DEAD, &[], |row| row.get(0))?;
    let open = snapshot.row(COUNT_OPEN, &[now.into()], |row| {
        Ok(Backlog {
            open: row.get(0)?,
            due: row.get(1)?,
            next_due: row.get(2)?,
            running: row.get(3)?,
            dead: dead.unwrap_or(0),
        })
    })?;
    Ok(open.unwrap_or(Backlog {
        open: 0,
        due: 0,
        next_due: None,
        running: 0,
        dead: dead.unwrap_or(0),
    }))
}

/// How long to wait after a failed attempt, counted from 1: ten seconds, then three times as long each time, up to
/// six hours.
pub fn back_off(attempt: u32) -> Duration {
    const FIRST: u64 = 10;
    const LONGEST: u64 = 6 * 60 * 60;
    let factor = 3_u64.saturating_pow(attempt.saturating_sub(1));
    Duration::from_secs(FIRST.saturating_mul(factor).min(LONGEST))
}

impl Turn {
    const fn value(self) -> Value<'static> {
        Value::Whole(self as i64)
    }
}

impl Leased {
    /// What shows that the lease is still this one: another worker, or another attempt, is another lease.
    fn held(&self) -> [Value<'_>; 3] {
        [
            self.id.into(),
            self.worker.as_str().into(),
            self.attempt.into(),
        ]
    }
}

fn leased(row: &Row<'_>, worker: &str) -> Result<Leased, Error> {
    Ok(Leased {
        id: row.get(0)?,
        kind: row.get(1)?,
        payload: row.get(2)?,
        attempt: row.get(3)?,
        max_attempts: row.get(4)?,
        turn: match row.get::<i64>(5)? {
            0 => Turn::Prompt,
            _ => Turn::Bulk,
        },
        worker: worker.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_from_ten_seconds_to_six_hours() {
        let waits: Vec<u64> = (1..=9).map(|attempt| back_off(attempt).as_secs()).collect();
        assert_eq!(waits, [10, 30, 90, 270, 810, 2430, 7290, 21600, 21600]);
        assert_eq!(back_off(u32::MAX).as_secs(), 21600);
    }
}
