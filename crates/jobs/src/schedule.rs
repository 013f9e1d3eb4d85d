//! What happens again and again: a job of its kind, enqueued once for each time.

use alongside_store::jobs::{self, Ask, Turn};
use alongside_store::{Database, Error, schedules};
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// When a kind of job is asked for again and again, with `{}` for it to know.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    /// The kind of the job.
    pub kind: &'static str,
    /// The first time after an instant, and never that instant itself.
    pub next: fn(Timestamp) -> Timestamp,
}

/// How often a job is tried: with the waits between, for about a day.
const ATTEMPTS: u32 = 10;

impl Schedule {
    /// Enqueues the job if its time has come, once however many processes look at the clock, and says whether it was
    /// us. Times that passed while nobody looked come once, together.
    pub fn tick(&self, database: &Database, now: Timestamp) -> Result<bool, Error> {
        let planned = database.read(|snapshot| schedules::next(snapshot, self.kind))?;
        if planned.is_some_and(|next| next > now) {
            return Ok(false);
        }
        database.write(|tx| {
            schedules::plan(tx, self.kind, (self.next)(now))?;
            let after = |due: Timestamp| (self.next)(due.max(now));
            let Some(due) = schedules::tick(tx, self.kind, now, after)? else {
                return Ok(false);
            };
            let ask = Ask {
                id: self.id(due),
                kind: self.kind,
                key: Some(&due.to_string()),
                payload: "{}",
                due: now,
                turn: Turn::Prompt,
                max_attempts: ATTEMPTS,
                asked: now,
            };
            jobs::enqueue(tx, &ask)
        })
    }

    /// The same time of the same schedule has the same id.
    fn id(&self, due: Timestamp) -> Uuid {
        let hash = Sha256::digest(format!("{} {due}", self.kind));
        let mut bits = [0; 10];
        bits.iter_mut()
            .zip(hash)
            .for_each(|(bit, from)| *bit = from);
        let millis = u64::try_from(due.as_millisecond()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &bits).into_uuid()
    }
}

/// Every night at so many hours and minutes, UTC: the night is quiet, and no clock change can skip or double a time.
pub(crate) fn nightly(after: Timestamp, at: Time) -> Timestamp {
    let mut day = TimeZone::UTC.to_datetime(after).date();
    loop {
        let Ok(time) = TimeZone::UTC.to_timestamp(day.to_datetime(at)) else {
            return Timestamp::MAX;
        };
        if time > after {
            return time;
        }
        let Ok(tomorrow) = day.tomorrow() else {
            return Timestamp::MAX;
        };
        day = tomorrow;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_night_is_after_the_instant_and_never_the_instant_itself() {
        let at = Time::constant(2, 30, 0, 0);
        for (after, wanted) in [
            ("2026-03-28T00:00:00Z", "2026-03-28T02:30:00Z"),
            ("2026-03-28T02:29:59.999999Z", "2026-03-28T02:30:00Z"),
            ("2026-03-28T02:30:00Z", "2026-03-29T02:30:00Z"),
            ("2026-12-31T23:59:59Z", "2027-01-01T02:30:00Z"),
        ] {
            let next = nightly(after.parse().unwrap(), at);
            assert_eq!(next, wanted.parse().unwrap(), "{after}");
        }
        assert_eq!(nightly(Timestamp::MAX, at), Timestamp::MAX);
    }
}
