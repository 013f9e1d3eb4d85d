//! A meeting that comes again and again: its times, without those that fall on a holiday.

use alongside_domain::Instant;
use alongside_domain::meeting::{Every, Session};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::judge_dates::Judge;
use crate::wrong::Wrong;

/// A series has at most so many meetings: what is further off than a year of months is planned when it comes near.
pub const MOST: u8 = 12;
/// So many days are looked at for each meeting before a series stops short: no run of holidays is longer.
const LOOKED_AT: u8 = 120;

/// How a meeting comes again, as it was typed.
#[derive(Debug, Clone, Copy)]
pub struct Repeats<'a> {
    /// How often.
    pub every: &'a str,
    /// How many meetings there are in all.
    pub times: &'a str,
    /// What knows of holidays.
    pub judge: &'a Judge,
}

/// The times of a series, and what was left out of it.
#[derive(Debug, Default)]
pub(crate) struct Series {
    pub(crate) sessions: Vec<Session>,
    /// A sentence for each day that was left out.
    pub(crate) left_out: Vec<String>,
}

/// A series from its first meeting on. Whoever chose the first day knows it, so only later ones are left out.
pub(crate) fn series(
    wrong: &mut Wrong,
    first: Session,
    repeats: &Repeats<'_>,
    zone: &TimeZone,
) -> Option<Series> {
    let every = Every::from_name(repeats.every).ok_or("choose how often it comes");
    let every = wrong.take("every", every);
    let times = repeats.times.trim().parse::<u8>().ok();
    let times = times.filter(|times| (2..=MOST).contains(times));
    let says = format!("write how many meetings there are in all, from 2 to {MOST}");
    let times = wrong.take("times", times.ok_or(says));
    let (every, times) = (every?, usize::from(times?));
    let civil = |at: Instant| zone.to_datetime(at.timestamp());
    let starts = civil(first.starts);
    let mut series = Series::default();
    for number in 0..LOOKED_AT {
        if series.sessions.len() == times {
            break;
        }
        let day = every.after(starts.date(), number)?;
        let holidays = repeats.judge.remarks_on(day);
        if number > 0 && !holidays.is_empty() {
            series.left_out.extend(holidays);
            continue;
        }
        // The clock on the wall shows the same hour in summer and in winter.
        let moved = |at: Instant| instant(day.to_datetime(civil(at).time()), zone);
        series.sessions.push(Session {
            starts: moved(first.starts)?,
            ends: first.ends.and_then(moved),
        });
    }
    Some(series)
}

fn instant(at: DateTime, zone: &TimeZone) -> Option<Instant> {
    let at = zone.to_ambiguous_timestamp(at).compatible().ok()?;
    Instant::try_from(at).ok()
}
