//! The rule of so much time between two facts.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::{Audit, Judge};
use crate::charter::{Bound, Condition, Gap, Limit, SCHOOL_HOLIDAY, Standard};
use crate::claim::Measure;
use crate::counting::Counting;
use crate::fact::{self, Fact, When};
use crate::finding::{About, Basis, Evidence, Finding, Verdict};
use crate::subject::Subject;

/// The limit that holds for one gap, and why.
struct Needed<'a> {
    limit: &'a Limit,
    because: Option<&'a Condition>,
    terms_unknown: bool,
}

impl Audit {
    pub(super) fn gap<'a>(
        &'a self,
        judge: &'a Judge,
        subject: &'a Subject,
        standard: &'a Standard,
        gap: &'a Gap,
    ) -> Finding<'a> {
        let zone = &judge.charter.time_zone;
        let from = self.moment(judge, subject, gap.from.as_str());
        let to = match gap.limit.bound {
            // What comes after enough time is planned: its day is known before it comes.
            Bound::AtLeast => self
                .planned(judge, subject, gap.to.as_str())
                .and_then(Fact::when),
            Bound::AtMost => self.moment(judge, subject, gap.to.as_str()),
        };
        let needed = self.needed(judge, subject, gap, from, to);
        let measured = match (from, to) {
            (Some(from), Some(to)) => measure(judge, gap, from, to),
            _ => None,
        };
        let act_by = self.act_by(judge, subject, gap, from, to);
        let reversed = gap.limit.bound == Bound::AtMost
            && from
                .zip(to)
                .is_some_and(|(from, to)| to.is_before(from, zone));
        let to_come = from.is_some_and(|from| !self.has_come(judge, from));
        let verdict = match measured {
            // What should follow is dated before what it follows: one of the dates is wrong.
            Some(_) if reversed => Verdict::NoEvidence,
            // Nothing of it has happened yet, and plans can change.
            Some(_) if to_come => Verdict::Due,
            Some(measured) => verdict(measured, needed.limit),
            None => match act_by {
                Some(act_by) if self.not_past(judge, act_by) => Verdict::Due,
                None if self.still_running(judge, gap, needed.limit, from) => Verdict::Due,
                _ => Verdict::NoEvidence,
            },
        };
        let moved = gap.from == *fact::ANNOUNCED && self.moved(judge, subject).is_some();
        Finding {
            judge,
            about: About::One(subject),
            standard,
            verdict,
            basis: Basis::Recorded,
            measured,
            limit: Some(needed.limit),
            act_by,
            evidence: Evidence::Gap {
                from,
                to,
                because: needed.because,
                terms_unknown: needed.terms_unknown,
                reversed,
                moved,
            },
        }
    }

    /// The limit that holds, given as much of the gap as is known.
    ///
    /// Whether a school holiday falls inside is asked only of the part of the period that the
    /// limit needs, so that starting earlier than necessary, into a holiday, never makes a period
    /// that was long enough too short.
    fn needed<'a>(
        &self,
        judge: &Judge,
        subject: &Subject,
        gap: &'a Gap,
        from: Option<When>,
        to: Option<When>,
    ) -> Needed<'a> {
        let (limit, because) = self.usual_limit(judge, subject, gap);
        let mut needed = Needed {
            limit,
            because,
            terms_unknown: false,
        };
        let zone = &judge.charter.time_zone;
        let (from, to) = (from.map(|w| w.day(zone)), to.map(|w| w.day(zone)));
        let mut longer: Vec<_> = gap
            .longer
            .iter()
            .filter(|longer| longer.when.name == *SCHOOL_HOLIDAY)
            .collect();
        longer.sort_by_key(|longer| longer.limit.amount);
        for longer in longer {
            if longer.limit.amount <= needed.limit.amount {
                continue;
            }
            let Some((first, last)) = part_needed(judge, gap, needed.limit, from, to) else {
                continue;
            };
            match self.holiday_within(first, last) {
                Some(true) => {
                    needed.limit = &longer.limit;
                    needed.because = Some(&longer.when);
                }
                Some(false) => break,
                None => needed.terms_unknown = true,
            }
        }
        needed
    }

    /// The last day or instant at which the standard can be kept, given the fact that is fixed:
    /// the later one where a gap has to be long, the earlier one where it has to be short.
    fn act_by(
        &self,
        judge: &Judge,
        subject: &Subject,
        gap: &Gap,
        from: Option<When>,
        to: Option<When>,
    ) -> Option<When> {
        let (zone, calendar) = (&judge.charter.time_zone, &judge.calendar);
        let (from, to) = match gap.limit.bound {
            Bound::AtLeast => (None, to),
            Bound::AtMost => (from, None),
        };
        let fixed = from.or(to)?;
        let amount = self.needed(judge, subject, gap, from, to).limit.amount;
        if gap.counted == Counting::Hours {
            // Where only the day is known, its first instant: the side that keeps in every case.
            let (first, _) = fixed.instants(zone)?;
            let hours = SignedDuration::from_hours(amount);
            let act_by = match gap.limit.bound {
                Bound::AtLeast => first.checked_sub(hours),
                Bound::AtMost => first.checked_add(hours),
            };
            return act_by.ok().map(When::At);
        }
        let fixed = fixed.day(zone);
        Some(When::Day(match gap.limit.bound {
            Bound::AtLeast => gap.counted.latest_from(fixed, amount, calendar),
            Bound::AtMost => gap.counted.latest_to(fixed, amount, calendar),
        }))
    }

    fn not_past(&self, judge: &Judge, act_by: When) -> bool {
        let zone = &judge.charter.time_zone;
        match (self.as_of, act_by) {
            (When::At(as_of), When::At(act_by)) => as_of <= act_by,
            (as_of, act_by) => as_of.day(zone) <= act_by.day(zone),
        }
    }

    /// Something has begun that must last for so long, and has not lasted that long yet.
    fn still_running(&self, judge: &Judge, gap: &Gap, limit: &Limit, from: Option<When>) -> bool {
        let zone = &judge.charter.time_zone;
        gap.limit.bound == Bound::AtLeast
            && from.is_some_and(|from| {
                let count =
                    gap.counted
                        .count(from.day(zone), self.as_of.day(zone), &judge.calendar);
                count < limit.amount
            })
    }
}

/// The first and last day of the part of a gap that a limit needs, both included.
fn part_needed(
    judge: &Judge,
    gap: &Gap,
    limit: &Limit,
    from: Option<Date>,
    to: Option<Date>,
) -> Option<(Date, Date)> {
    match gap.limit.bound {
        Bound::AtLeast => {
            let to = to?;
            let latest = gap.counted.latest_from(to, limit.amount, &judge.calendar);
            Some((from.map_or(latest, |from| from.max(latest)), to))
        }
        Bound::AtMost => {
            let from = from?;
            let latest = gap.counted.latest_to(from, limit.amount, &judge.calendar);
            Some((from, to.map_or(latest, |to| to.min(latest))))
        }
    }
}

/// Counts from one moment to another. Hours between facts of which only the day is known lie
/// between two figures; a part of an hour counts on the side that is harder to keep with.
fn measure(judge: &Judge, gap: &Gap, from: When, to: When) -> Option<Measure> {
    let zone = &judge.charter.time_zone;
    if gap.counted != Counting::Hours {
        let count = gap
            .counted
            .count(from.day(zone), to.day(zone), &judge.calendar);
        return Some(Measure::exactly(count));
    }
    let (from_first, from_last) = from.instants(zone)?;
    let (to_first, to_last) = to.instants(zone)?;
    let hours = |from: Timestamp, to: Timestamp| {
        let seconds = to.duration_since(from).as_secs();
        match gap.limit.bound {
            Bound::AtLeast => seconds.div_euclid(3600),
            Bound::AtMost => -(-seconds).div_euclid(3600),
        }
    };
    Some(Measure::between(
        hours(from_last, to_first),
        hours(from_first, to_last),
    ))
}

/// Kept or missed where every figure it could be says so.
fn verdict(measured: Measure, limit: &Limit) -> Verdict {
    let ends = [measured.at_least, measured.at_most];
    let keeps = |end: &Option<i64>| end.is_some_and(|figure| limit.keeps(figure));
    if ends.iter().all(keeps) {
        Verdict::Kept
    } else if ends.iter().any(keeps) {
        Verdict::NoEvidence
    } else {
        Verdict::Missed
    }
}
