//! What is known of a subject at the instant of the audit.

use jiff::civil::Date;

use super::{Audit, Judge};
use crate::charter::{Condition, Gap, Limit, SCHOOL_HOLIDAY};
use crate::fact::{self, Fact, When};
use crate::subject::Subject;

/// A meeting that starts at this hour, or later, is in the evening.
pub const EVENING_FROM_HOUR: i8 = 17;

impl Audit {
    /// A fact as known at the instant of the audit: one that has come by then, or that says when
    /// something is planned to be.
    pub(super) fn known(&self, judge: &Judge, subject: &Subject, name: &str) -> Option<Fact> {
        let fact = self.planned(judge, subject, name)?;
        let come = fact.when().is_none_or(|when| self.has_come(judge, when));
        (come || fact::PLANNED.contains(&name)).then_some(fact)
    }

    /// A fact as known at the instant of the audit, also where its day is still to come.
    pub(super) fn planned(&self, judge: &Judge, subject: &Subject, name: &str) -> Option<Fact> {
        match name {
            // Before a move is known, so is the new date.
            fact::STARTS | fact::ENDS if !self.move_is_known(judge, subject) => None,
            // The clock knows better than who filled the cell.
            fact::EVENING => match self.planned(judge, subject, fact::STARTS) {
                Some(Fact::At(starts)) => {
                    let starts = judge.charter.time_zone.to_datetime(starts);
                    Some(Fact::Flag(starts.hour() >= EVENING_FROM_HOUR))
                }
                _ => subject.fact(name),
            },
            _ => subject.fact(name),
        }
    }

    /// False where the subject was moved, and that only became known later.
    fn move_is_known(&self, judge: &Judge, subject: &Subject) -> bool {
        let moved = subject.fact(fact::RESCHEDULED).and_then(Fact::when);
        moved.is_none_or(|moved| self.has_come(judge, moved))
    }

    pub(super) fn has_come(&self, judge: &Judge, when: When) -> bool {
        when.has_come(self.as_of, &judge.charter.time_zone)
    }

    /// When a fact happened, as known.
    pub(super) fn moment(&self, judge: &Judge, subject: &Subject, name: &str) -> Option<When> {
        let when = self.known(judge, subject, name).and_then(Fact::when);
        match (name, self.moved(judge, subject)) {
            // An announcement of what was moved is the announcement of its new date: the clock
            // starts again.
            (fact::ANNOUNCED, Some(moved)) => match when {
                Some(when) if moved.is_before(when, &judge.charter.time_zone) => Some(when),
                _ => Some(moved),
            },
            _ => when,
        }
    }

    /// When people were told that it is moved, where they were.
    pub(super) fn moved(&self, judge: &Judge, subject: &Subject) -> Option<When> {
        self.known(judge, subject, fact::RESCHEDULED)
            .and_then(Fact::when)
    }

    /// The day by which the standards in force are chosen: the last announcement known, or else
    /// the day the subject became public.
    pub(super) fn public_on(&self, judge: &Judge, subject: &Subject) -> Option<Date> {
        let zone = &judge.charter.time_zone;
        let moved = self
            .moved(judge, subject)
            .and_then(|_| self.moment(judge, subject, fact::ANNOUNCED));
        moved
            .map(|when| when.day(zone))
            .or_else(|| subject.public_on(zone))
    }

    /// Whether the subject was called off, as known, by the day it was to start. What is said to
    /// have been called off later took place, and is judged like the rest.
    pub(super) fn called_off(&self, judge: &Judge, subject: &Subject) -> bool {
        let Some(cancelled) = self.known(judge, subject, fact::CANCELLED) else {
            return false;
        };
        let zone = &judge.charter.time_zone;
        let starts = self.moment(judge, subject, fact::STARTS);
        let after = match (cancelled.day(zone), starts) {
            (Some(cancelled), Some(starts)) => cancelled > starts.day(zone),
            _ => false,
        };
        cancelled.holds() && !after
    }

    pub(super) fn holds(&self, judge: &Judge, subject: &Subject, condition: &Condition) -> bool {
        let holds = self
            .known(judge, subject, condition.name.as_str())
            .is_some_and(Fact::holds);
        holds != condition.negated
    }

    /// Whether a school holiday falls within these days; `None` where it is not known.
    ///
    /// A day is a holiday where any of the terms given says so. Estimates are asked only about
    /// days of which the others know nothing.
    pub(super) fn holiday_within(&self, first: Date, last: Date) -> Option<bool> {
        let among = |estimate: bool| {
            let mut known = false;
            for terms in self
                .school_terms
                .iter()
                .filter(|terms| terms.estimate == estimate)
            {
                match terms.holiday_within(first, last) {
                    Some(true) => return Some(true),
                    Some(false) => known = true,
                    None => {}
                }
            }
            known.then_some(false)
        };
        among(false).or_else(|| among(true))
    }

    /// The usual limit of a gap, or the longest of those whose condition a fact of the subject meets.
    pub(super) fn usual_limit<'a>(
        &self,
        judge: &Judge,
        subject: &Subject,
        gap: &'a Gap,
    ) -> (&'a Limit, Option<&'a Condition>) {
        gap.longer
            .iter()
            .filter(|longer| longer.when.name != *SCHOOL_HOLIDAY)
            .filter(|longer| self.holds(judge, subject, &longer.when))
            .map(|longer| (&longer.limit, Some(&longer.when)))
            .max_by_key(|(limit, _)| limit.amount)
            .unwrap_or((&gap.limit, None))
    }
}
