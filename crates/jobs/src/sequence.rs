//! Every half minute: acts that wait get their places in the log of their area, and are published under a signature.

use alongside_store::jobs::Leased;
use alongside_store::log::{self, Signer, Unsequenced};
use jiff::Timestamp;

use crate::{Context, Failure, Schedule, Work};

const KIND: &str = "sequence";
/// Seconds from one time to the next. Whoever did something can have its receipt as soon.
const EVERY: i64 = 30;
/// How many entries one round publishes at most: a tile's worth four times over, so that nobody waits long for the pen.
const AT_ONCE: u32 = 1024;

/// Publishes what was done, in the log of each area, with the key of the instance.
///
/// It may run twice at once, and its worker may die anywhere within: see [`alongside_store::log`]. A log that must not
/// go on (the settings name another one, or something was tampered with) is told to the operator's log each time and
/// left as it is; the others go on.
pub struct Sequence {
    signer: Signer,
}

impl Sequence {
    /// When it does.
    pub const SCHEDULE: Schedule = Schedule { kind: KIND, next };

    /// Publishes under this name and key.
    pub fn new(signer: Signer) -> Self {
        Self { signer }
    }

    fn publish(&self, area: &str, context: &Context<'_>) -> Result<(), Unsequenced> {
        while !context.is_stopping() {
            let round = log::sequence(
                context.database(),
                area,
                &self.signer,
                context.now(),
                AT_ONCE,
            )?;
            if !round.is_more {
                break;
            }
        }
        Ok(())
    }
}

impl Work for Sequence {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, _: &Leased, context: &Context<'_>) -> Result<(), Failure> {
        let mut failed = None;
        for area in context.database().read(log::behind)? {
            match self.publish(&area, context) {
                Ok(()) => {}
                // Somebody else was at it, or the database is away: this one is tried again.
                Err(Unsequenced::Store(error)) => failed = Some(Failure::from(error)),
                // The next time comes soon and says the same, until somebody has seen to it.
                Err(why) => tracing::error!(area, %why, "the log of an area does not go on"),
            }
        }
        failed.map_or(Ok(()), Err)
    }
}

pub(crate) fn next(after: Timestamp) -> Timestamp {
    let second = (after.as_second().div_euclid(EVERY) + 1) * EVERY;
    Timestamp::from_second(second).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_time_is_within_half_a_minute_and_never_now() {
        for (after, wanted) in [
            ("2026-11-23T08:00:00Z", "2026-11-23T08:00:30Z"),
            ("2026-11-23T08:00:29.999999Z", "2026-11-23T08:00:30Z"),
            ("2026-11-23T08:00:30Z", "2026-11-23T08:01:00Z"),
        ] {
            assert_eq!(
                next(after.parse().unwrap()),
                wanted.parse().unwrap(),
                "{after}"
            );
        }
        assert_eq!(next(Timestamp::MAX), Timestamp::MAX);
    }
}
