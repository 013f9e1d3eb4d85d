//! Telling many: a batch after another, reminders every quarter of an hour, and once a week a letter with what there
//! was. Who is told what is decided in `alongside_app::tell`.

use alongside_app::tell::{self, Telling};
use alongside_app::{Call, Caller, Failure as App, Seeded};
use alongside_domain::Instant;
use alongside_store::Transaction;
use alongside_store::jobs::Leased;
use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::letters::Chance;
use crate::{Context, Failure, Schedule, Work};

const REMIND: &str = "remind";
const SUM_UP: &str = "sum-up";

/// The day and time of the weekly letter, in the zone of the service.
const WEEKLY: (Weekday, Time) = (Weekday::Thursday, Time::constant(17, 0, 0, 0));

/// Tells many of something: the next batch, and what comes after it as another job.
pub struct Tell(pub Chance);

/// Begins to remind of what is near.
pub struct Remind(pub Chance);

/// Begins the letters of a week.
pub struct SumUp(pub Chance);

impl Remind {
    /// When it looks: every quarter of an hour.
    pub const SCHEDULE: Schedule = Schedule {
        kind: REMIND,
        next: |after| {
            const QUARTER: i64 = 15 * 60;
            let begun = after.as_second().div_euclid(QUARTER);
            Timestamp::from_second((begun + 1) * QUARTER).unwrap_or(Timestamp::MAX)
        },
    };
}

impl SumUp {
    /// When: on Thursdays at five in the afternoon, as clocks in the United Kingdom show it.
    pub const SCHEDULE: Schedule = Schedule {
        kind: SUM_UP,
        next: weekly,
    };
}

fn weekly(after: Timestamp) -> Timestamp {
    let (day, time) = WEEKLY;
    let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
    let mut date = zone.to_datetime(after).date();
    loop {
        if date.weekday() == day
            && let Ok(at) = zone.to_timestamp(date.to_datetime(time))
            && at > after
        {
            return at;
        }
        let Ok(next) = date.checked_add(1.day()) else {
            return Timestamp::MAX;
        };
        date = next;
    }
}

impl Work for Tell {
    fn kind(&self) -> &'static str {
        tell::KIND
    }

    fn run(&self, job: &Leased, context: &Context<'_>) -> Result<(), Failure> {
        let telling: Telling = serde_json::from_str(&job.payload)
            .map_err(|_| Failure::never("a job of this kind does not say what is told"))?;
        within(&self.0, job, context, |tx, call| {
            tell::tell(tx, call, &telling)
        })
    }
}

impl Work for Remind {
    fn kind(&self) -> &'static str {
        REMIND
    }

    fn run(&self, job: &Leased, context: &Context<'_>) -> Result<(), Failure> {
        within(&self.0, job, context, tell::remind)
    }
}

impl Work for SumUp {
    fn kind(&self) -> &'static str {
        SUM_UP
    }

    fn run(&self, job: &Leased, context: &Context<'_>) -> Result<(), Failure> {
        let key = format!("{SUM_UP} {}", job.id);
        within(&self.0, job, context, |tx, call| {
            tell::sum_up(tx, call, &key)
        })
    }
}

/// Does it in one transaction, if the job is still in our hands.
fn within(
    chance: &Chance,
    job: &Leased,
    context: &Context<'_>,
    mut work: impl FnMut(&mut Transaction<'_>, &Call<'_>) -> Result<(), App>,
) -> Result<(), Failure> {
    let now = Instant::try_from(context.now()).map_err(|_| Failure::again("the clock is wrong"))?;
    let mut seed = [0; 32];
    chance(&mut seed).map_err(Failure::again)?;
    let seeded = Seeded::new(seed);
    let draw = |bytes: &mut [u8]| seeded.fill(bytes);
    let call = Call {
        caller: Caller::Machine,
        now,
        chance: &draw,
    };
    context.database().write(|tx| {
        if !context.hold(tx, job)? {
            return Err(Failure::again("somebody else has the job"));
        }
        // What it was about is not told: it may be somebody's.
        work(tx, &call).map_err(|_| Failure::again("they could not be told"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weekly_letter_is_at_five_by_the_clock_on_the_wall() {
        for (after, wanted) in [
            ("2026-11-23T08:00:00Z", "2026-11-26T17:00:00Z"),
            ("2026-11-26T17:00:00Z", "2026-12-03T17:00:00Z"),
            // Summer time begins on 28 March 2027.
            ("2027-03-25T17:00:00Z", "2027-04-01T16:00:00Z"),
        ] {
            let next = weekly(after.parse().unwrap());
            assert_eq!(next, wanted.parse().unwrap(), "{after}");
        }
    }

    #[test]
    fn reminders_are_looked_for_every_quarter_of_an_hour() {
        let next = Remind::SCHEDULE.next;
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(next(at("2026-11-23T08:00:00Z")), at("2026-11-23T08:15:00Z"));
        assert_eq!(next(at("2026-11-23T08:14:59Z")), at("2026-11-23T08:15:00Z"));
    }
}
