//! A meeting that comes again and again: its times, without those that fall on a holiday.

use alongside_charter::LongDay;
use alongside_domain::Instant;
use alongside_domain::meeting::{Every, Session};
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
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
    let day = civil(first.starts).date();
    let (days, left_out) = match every {
        Every::HalfTerm => wrong.take("every", half_terms(repeats.judge, day, times))?,
        every => days(repeats.judge, every, day, times)?,
    };
    let mut series = Series {
        sessions: Vec::new(),
        left_out,
    };
    for day in days {
        // The clock on the wall shows the same hour in summer and in winter.
        let moved = |at: Instant| instant(day.to_datetime(civil(at).time()), zone);
        series.sessions.push(Session {
            starts: moved(first.starts)?,
            ends: first.ends.and_then(moved),
        });
    }
    Some(series)
}

/// So many days, each so long after the one before, without those on which something is; and why they were left out.
fn days(
    judge: &Judge,
    every: Every,
    first: Date,
    times: usize,
) -> Option<(Vec<Date>, Vec<String>)> {
    let (mut days, mut left_out) = (Vec::new(), Vec::new());
    for number in 0..LOOKED_AT {
        if days.len() == times {
            break;
        }
        let day = every.after(first, number)?;
        let remarks = judge.remarks_on(day);
        if number > 0 && !remarks.is_empty() {
            left_out.extend(remarks);
        } else {
            days.push(day);
        }
    }
    Some((days, left_out))
}

/// A day in each half of a term from the one that the first is in on: the same weekday in the same week of it. Where
/// something is on that day, the next such weekday of that half on which nothing is, or else the last before it.
fn half_terms(
    judge: &Judge,
    first: Date,
    times: usize,
) -> Result<(Vec<Date>, Vec<String>), String> {
    let halves = judge.half_terms(first, times);
    let Some((begins, _)) = halves.first() else {
        let says = if judge.is_in_holidays(first) {
            "the first day is in the school holidays. Choose a day in a term, or another way in which it comes again"
        } else {
            "no school terms of this area are known for this day. Choose another way in which it comes again"
        };
        return Err(says.to_owned());
    };
    if let (Some((_, ends)), true) = (halves.last(), halves.len() < times) {
        return Err(format!(
            "the school terms of this area are known only until {}, which is enough for {} meetings. Choose fewer, \
             or another way in which it comes again",
            LongDay(*ends),
            halves.len()
        ));
    }
    let week = weekdays(*begins, first, first).len().saturating_sub(1);
    let (mut days, mut left_out) = (vec![first], Vec::new());
    for (begins, ends) in halves.iter().skip(1) {
        let all = weekdays(*begins, *ends, first);
        let (before, after) = all.split_at(week.min(all.len().saturating_sub(1)));
        let mut wanted = after.iter().chain(before.iter().rev());
        let found = wanted.find(|day| {
            let remarks = judge.remarks_on(**day);
            let is_free = remarks.is_empty();
            left_out.extend(remarks);
            is_free
        });
        days.extend(found);
    }
    Ok((days, left_out))
}

/// Every day from one to another that is the weekday of a third.
fn weekdays(from: Date, to: Date, like: Date) -> Vec<Date> {
    let days = from.series(1.day()).take_while(|day| *day <= to);
    days.filter(|day| day.weekday() == like.weekday()).collect()
}

fn instant(at: DateTime, zone: &TimeZone) -> Option<Instant> {
    let at = zone.to_ambiguous_timestamp(at).compatible().ok()?;
    Instant::try_from(at).ok()
}
