//! The days on which an event repeats.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use rrule::RRuleSet;

use super::moment::Moment;
use crate::problem::quoted;

/// The most repeats of one event.
pub(super) const MAX_REPEATS: usize = 1_000;

/// The most events of one calendar that repeat; each can take some thousandths of a second.
pub(super) const MAX_SERIES: usize = 5_000;

/// The most times of one day that a rule can name. It takes memory for each before it gives one.
const MAX_TIMES: usize = 24;

/// What calendar and clock show at each repeat after a rule (RFC 5545, section 3.3.10). A rule
/// without end is followed to the end of the day `until`.
///
/// The rule is worked out as if all of it were in UTC, since it speaks of what calendar and clock
/// show and not of instants: a meeting at 18:00 stays at 18:00 when the clocks change.
pub(super) fn after(rule: &str, first: &Moment, until: Date) -> Result<Vec<DateTime>, String> {
    let parts = parts(rule).ok_or_else(|| not_followed(rule))?;
    let part = |name: &str| {
        parts
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| *value)
    };
    if part("FREQ").is_some_and(|every| {
        ["HOURLY", "MINUTELY", "SECONDLY"].contains(&every.to_ascii_uppercase().as_str())
    }) {
        return Err(
            "it repeats more often than once a day, which no meeting does. Correct RRULE."
                .to_owned(),
        );
    }
    let times = ["BYHOUR", "BYMINUTE", "BYSECOND"]
        .map(|name| part(name).map_or(1, |of| of.split(',').count()));
    if times.into_iter().fold(1, usize::saturating_mul) > MAX_TIMES {
        return Err(format!(
            "it repeats more than {MAX_TIMES} times a day, which no meeting does. Correct RRULE."
        ));
    }
    let last = match part("UNTIL") {
        Some(written) => Some(last_shown(written, first).ok_or_else(|| not_followed(rule))?),
        None if part("COUNT").is_some() => None,
        None => Some(until.to_datetime(Time::constant(23, 59, 59, 0))),
    };
    if last.is_some_and(|last| last < first.shown) {
        return Ok(Vec::new());
    }
    let mut text = format!("DTSTART:{}Z\nRRULE:", basic(first.shown));
    for (name, value) in parts.iter().filter(|(name, _)| name != "UNTIL") {
        text.extend([name, "=", value, ";"]);
    }
    text.extend(last.map(|last| format!("UNTIL={}Z", basic(last))));
    let set: RRuleSet = text
        .trim_end_matches(';')
        .parse()
        .map_err(|_| not_followed(rule))?;
    let mut repeats = Vec::new();
    for repeat in &set.limit() {
        if repeats.len() == MAX_REPEATS {
            return Err(format!(
                "it repeats more than {MAX_REPEATS} times. Give RRULE an earlier end (UNTIL), or \
                 export a shorter time."
            ));
        }
        let instant = Timestamp::from_second(repeat.timestamp()).map_err(|_| not_followed(rule))?;
        repeats.push(TimeZone::UTC.to_datetime(instant));
    }
    Ok(repeats)
}

fn not_followed(rule: &str) -> String {
    format!(
        "the rule of repeats {} cannot be followed. Correct RRULE, or list the days with RDATE.",
        quoted(rule)
    )
}

/// The parts of a rule, their names in capitals.
fn parts(rule: &str) -> Option<Vec<(String, &str)>> {
    let parts = rule.split(';').filter(|part| !part.trim().is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=')?;
            Some((name.trim().to_ascii_uppercase(), value.trim()))
        })
        .collect()
}

/// What calendar and clock show when the repeats end; a day ends with it.
fn last_shown(written: &str, first: &Moment) -> Option<DateTime> {
    if written.len() == 8 {
        let day: Date = written.parse().ok()?;
        return Some(day.to_datetime(Time::constant(23, 59, 59, 0)));
    }
    match (written.strip_suffix(['Z', 'z']), &first.zone) {
        (Some(utc), Some(zone)) => {
            let instant = TimeZone::UTC
                .to_timestamp(utc.parse::<DateTime>().ok()?)
                .ok()?;
            Some(zone.to_datetime(instant))
        }
        (utc, _) => utc.unwrap_or(written).parse().ok(),
    }
}

fn basic(shown: DateTime) -> String {
    shown.strftime("%Y%m%dT%H%M%S").to_string()
}
