//! The rules of a fact that has to be there, and of a number.

use super::{Audit, Judge};
use crate::charter::{Limit, Standard};
use crate::claim::Measure;
use crate::fact::Fact;
use crate::finding::{About, Basis, Evidence, Finding, Verdict};
use crate::name::Name;
use crate::subject::Subject;

impl Audit {
    pub(super) fn number<'a>(
        &'a self,
        judge: &'a Judge,
        subject: &'a Subject,
        standard: &'a Standard,
        name: &Name,
        limit: &'a Limit,
    ) -> Finding<'a> {
        let number = match self.known(judge, subject, name.as_str()) {
            Some(Fact::Number(n)) => Some(n),
            _ => None,
        };
        Finding {
            judge,
            about: About::One(subject),
            standard,
            verdict: match number {
                Some(n) if limit.keeps(n) => Verdict::Kept,
                Some(_) => Verdict::Missed,
                None => self.not_shown(judge, subject),
            },
            basis: Basis::Recorded,
            measured: number.map(Measure::exactly),
            limit: Some(limit),
            act_by: None,
            evidence: Evidence::Number,
        }
    }

    pub(super) fn present<'a>(
        &'a self,
        judge: &'a Judge,
        subject: &'a Subject,
        standard: &'a Standard,
        fact: &Name,
        after: Option<&Name>,
    ) -> Finding<'a> {
        let zone = &judge.charter.time_zone;
        let fact = self.known(judge, subject, fact.as_str());
        let after_when = after.and_then(|after| self.moment(judge, subject, after.as_str()));
        let too_early = match (fact.and_then(Fact::when), after_when) {
            (Some(when), Some(after)) => when.is_before(after, zone),
            _ => false,
        };
        let verdict = match (fact, after) {
            (Some(_), _) if too_early => Verdict::NoEvidence,
            (Some(fact), _) if fact.holds() => Verdict::Kept,
            (Some(_), _) => Verdict::Missed,
            // What has to follow is due until the day that it has to follow is over.
            (None, Some(_)) => match after_when {
                Some(after) if self.as_of.day(zone) <= after.day(zone) => Verdict::Due,
                _ => Verdict::NoEvidence,
            },
            (None, None) => self.not_shown(judge, subject),
        };
        Finding {
            judge,
            about: About::One(subject),
            standard,
            verdict,
            basis: Basis::Recorded,
            measured: None,
            limit: None,
            act_by: None,
            evidence: Evidence::Present { fact, too_early },
        }
    }

    /// A fact is missing that has no day of its own: due until the subject's day has come.
    fn not_shown(&self, judge: &Judge, subject: &Subject) -> Verdict {
        let zone = &judge.charter.time_zone;
        match subject.day(zone) {
            Some(day) if self.as_of.day(zone) < day => Verdict::Due,
            _ => Verdict::NoEvidence,
        }
    }
}
