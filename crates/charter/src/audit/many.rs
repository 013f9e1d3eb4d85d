//! The rule of a share of many subjects.

use super::{Audit, Judge};
use crate::charter::{Bound, Rule, Standard};
use crate::claim::Measure;
use crate::fact::Fact;
use crate::finding::{About, Basis, Evidence, Finding, Verdict};
use crate::subject::Subject;

impl Audit {
    /// The finding of a share, over the period that ends with the day of the audit. `None` where
    /// the standard is no share, is not in force, or nothing falls into the period.
    ///
    /// Subjects of which it is not known whether they count stay in the base: the share is at
    /// least what is known to count, and at most that with all the unknown ones.
    pub(super) fn share<'a>(
        &'a self,
        judge: &'a Judge,
        standard: &'a Standard,
        subjects: &[Subject],
    ) -> Option<Finding<'a>> {
        let Rule::Share(share) = &standard.rule else {
            return None;
        };
        let zone = &judge.charter.time_zone;
        let last = self.as_of.day(zone);
        let first = share.over.first_day(last);
        if !standard.in_force_on(last) {
            return None;
        }
        let (mut yes, mut unknown, mut total) = (0, 0, 0);
        for subject in subjects {
            let applies = subject.kind == standard.applies_to
                && self
                    .public_on(judge, subject)
                    .is_some_and(|day| standard.in_force_on(day))
                && subject
                    .day(zone)
                    .is_some_and(|day| first <= day && day <= last)
                && !self.called_off(judge, subject)
                && standard
                    .when
                    .as_ref()
                    .is_none_or(|when| self.holds(judge, subject, when));
            if !applies {
                continue;
            }
            total += 1;
            match (
                self.known(judge, subject, share.of.as_str()),
                share.with_at_least,
            ) {
                (Some(Fact::Number(n)), Some(enough)) => yes += usize::from(n >= enough),
                (None, _) | (Some(_), Some(_)) => unknown += 1,
                (Some(fact), None) => yes += usize::from(fact.holds()),
            }
        }
        if total == 0 {
            return None;
        }
        let percent = |part: usize| {
            i64::try_from(match share.limit.bound {
                // Rounded to the side that is harder to keep with.
                Bound::AtLeast => part * 100 / total,
                Bound::AtMost => (part * 100).div_ceil(total),
            })
            .unwrap_or(i64::MAX)
        };
        let (low, high) = (percent(yes), percent(yes + unknown));
        let verdict = match (share.limit.keeps(low), share.limit.keeps(high)) {
            (true, true) => Verdict::Kept,
            (false, false) => Verdict::Missed,
            _ => Verdict::NoEvidence,
        };
        Some(Finding {
            judge,
            about: About::Many {
                kind: standard.applies_to,
                first,
                last,
            },
            standard,
            verdict,
            basis: Basis::Recorded,
            measured: Some(Measure::between(low, high)),
            limit: Some(&share.limit),
            act_by: None,
            evidence: Evidence::Share {
                yes,
                unknown,
                total,
            },
        })
    }
}
