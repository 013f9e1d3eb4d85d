//! The audit: charters and subjects in, findings out, as of any instant.

mod gap;
mod many;
mod plan;

pub use plan::{Plan, Step};

use jiff::civil::Date;

use crate::calendar::{Calendar, SchoolTerms};
use crate::charter::{Charter, Condition, Gap, Limit, Rule, SCHOOL_HOLIDAY, Standard};
use crate::claim::{Claim, ClaimUnit, Measure};
use crate::fact::{self, Fact, When};
use crate::finding::{About, Basis, Evidence, Finding, Verdict};
use crate::subject::Subject;

/// A charter with the calendar of its place.
#[derive(Debug, Clone)]
pub(crate) struct Judge {
    pub(crate) charter: Charter,
    pub(crate) calendar: Calendar,
}

/// Charters to judge by, what is known of calendars, and the instant as of which to judge.
///
/// Facts dated after that instant are not looked at, except those that say when something is
/// planned to be (`starts`, `ends`, `opened`, `closed`, `due`). A subject is judged by the version
/// of each standard in force when it was made public, for ever; one of which no date is held, by
/// the version in force at the instant of the audit.
///
/// ```
/// use alongside_charter::{Audit, Charter, Kind, Subject, Verdict};
/// use jiff::civil::date;
///
/// let charter = Charter::parse(r#"
///     id = "example"
///     title = "Example"
///     source = "an example"
///     place = "england-and-wales"
///     time_zone = "Europe/London"
///     [[standard]]
///     id = "meeting-notice"
///     applies_to = "meeting"
///     says = "Parent carers hear of a meeting at least three weeks before it."
///     strength = "ideal"
///     rule = { gap = ["announced", "starts"], at_least = "3 weeks", counted = "date-difference" }
/// "#).unwrap();
/// let meetings = [Subject::new(Kind::Meeting, "session 1")
///     .with("announced", date(2021, 6, 9))
///     .with("starts", date(2021, 6, 14))];
///
/// let audit = Audit::new([charter], date(2021, 6, 15));
/// let findings = audit.findings(&meetings);
/// assert_eq!(findings[0].verdict, Verdict::Missed);
/// assert_eq!(
///     findings[0].sum().to_string(),
///     "Announced Wed 9 June 2021 for Mon 14 June 2021: 5 days by date difference (2 full working \
///      days between). Three weeks needed an announcement by Mon 24 May 2021: 16 days short."
/// );
/// ```
#[derive(Debug, Clone)]
pub struct Audit {
    judges: Vec<Judge>,
    school_terms: Vec<SchoolTerms>,
    as_of: When,
}

impl Audit {
    /// An audit by these charters, with bank holidays by rule and no school terms.
    pub fn new(charters: impl IntoIterator<Item = Charter>, as_of: impl Into<When>) -> Self {
        let judge = |charter: Charter| Judge {
            calendar: Calendar::by_rule(charter.place),
            charter,
        };
        Self {
            judges: charters.into_iter().map(judge).collect(),
            school_terms: Vec::new(),
            as_of: as_of.into(),
        }
    }

    /// The same with this calendar for every charter of its place.
    #[must_use]
    pub fn with_calendar(mut self, calendar: &Calendar) -> Self {
        for judge in self
            .judges
            .iter_mut()
            .filter(|j| j.charter.place == calendar.place())
        {
            judge.calendar = calendar.clone();
        }
        self
    }

    /// The same with these school terms. With several, a day is a school holiday where any of them
    /// says so.
    #[must_use]
    pub fn with_school_terms(mut self, terms: impl IntoIterator<Item = SchoolTerms>) -> Self {
        self.school_terms.extend(terms);
        self
    }

    /// The charters, in the order given.
    pub fn charters(&self) -> impl Iterator<Item = &Charter> {
        self.judges.iter().map(|judge| &judge.charter)
    }

    /// The school terms given.
    pub fn school_terms(&self) -> &[SchoolTerms] {
        &self.school_terms
    }

    /// The instant as of which it judges.
    pub const fn as_of(&self) -> When {
        self.as_of
    }

    /// Every finding, in the order of the subjects, charters and standards; shares over many
    /// subjects come last.
    pub fn findings<'a>(&'a self, subjects: &'a [Subject]) -> Vec<Finding<'a>> {
        let mut findings = Vec::with_capacity(subjects.len() * self.judges.len() * 2);
        for subject in subjects {
            for judge in &self.judges {
                let judged_on = subject.public_on(&judge.charter.time_zone);
                self.judge_one(judge, subject, judged_on, &mut findings);
            }
        }
        for judge in &self.judges {
            let of_many = judge
                .charter
                .standards
                .iter()
                .filter_map(|s| self.share(judge, s, subjects));
            findings.extend(of_many);
        }
        findings
    }

    /// Judges one subject by the standards in force on the day it was made public, or, where that
    /// is not known, on the day of the audit.
    fn judge_one<'a>(
        &'a self,
        judge: &'a Judge,
        subject: &'a Subject,
        public_on: Option<Date>,
        findings: &mut Vec<Finding<'a>>,
    ) {
        let judged_on = public_on.unwrap_or_else(|| self.as_of.day(&judge.charter.time_zone));
        let cancelled = self
            .known(judge, subject, fact::CANCELLED)
            .is_some_and(Fact::holds);
        for standard in &judge.charter.standards {
            let applies = standard.applies_to == subject.kind
                && !matches!(standard.rule, Rule::Share(_))
                && standard.in_force_on(judged_on)
                // What was called off is judged by the standards for that, and by no others.
                && if cancelled {
                    standard.is_for_cancelled()
                } else {
                    standard.when.as_ref().is_none_or(|when| self.holds(judge, subject, when))
                };
            if applies {
                let mut finding = self.finding(judge, subject, standard);
                if public_on.is_none() {
                    // Of something without a single date, even that it took place is a claim.
                    finding.basis = Basis::Claimed;
                }
                findings.push(finding);
            }
        }
    }

    fn finding<'a>(
        &'a self,
        judge: &'a Judge,
        subject: &'a Subject,
        standard: &'a Standard,
    ) -> Finding<'a> {
        let mut finding = match &standard.rule {
            Rule::Gap(gap) => self.gap(judge, subject, standard, gap),
            Rule::Number { name, limit } => {
                let number = match self.known(judge, subject, name.as_str()) {
                    Some(Fact::Number(n)) => Some(n),
                    _ => None,
                };
                let verdict = match number {
                    Some(n) if limit.keeps(n) => Verdict::Kept,
                    Some(_) => Verdict::Missed,
                    None => self.not_shown(judge, subject),
                };
                Finding {
                    judge,
                    about: About::One(subject),
                    standard,
                    verdict,
                    basis: Basis::Recorded,
                    measured: number.map(Measure::exactly),
                    limit: Some(limit),
                    act_by: None,
                    evidence: Evidence::Number,
                }
            }
            // A share speaks of many subjects and is not asked of one.
            Rule::Share(_) | Rule::Present { .. } => self.present(judge, subject, standard),
        };
        if finding.verdict == Verdict::NoEvidence
            && let Some(claim) = subject.claim_about(&standard.id)
        {
            judge_claim(&mut finding, claim);
        }
        if let Some(excuse) = &subject.excuse
            && excuse.excuses(&standard.id)
            // What is not shown at all is excused only by an excuse that names this standard.
            && (finding.verdict == Verdict::Missed
                || (finding.verdict == Verdict::NoEvidence && excuse.standard.is_some()))
        {
            finding.verdict = Verdict::Excused;
        }
        finding
    }

    fn present<'a>(
        &'a self,
        judge: &'a Judge,
        subject: &'a Subject,
        standard: &'a Standard,
    ) -> Finding<'a> {
        let fact = match &standard.rule {
            Rule::Present { fact } => self.known(judge, subject, fact.as_str()),
            _ => None,
        };
        Finding {
            judge,
            about: About::One(subject),
            standard,
            verdict: match fact {
                Some(fact) if fact.holds() => Verdict::Kept,
                Some(_) => Verdict::Missed,
                None => self.not_shown(judge, subject),
            },
            basis: Basis::Recorded,
            measured: None,
            limit: None,
            act_by: None,
            evidence: Evidence::Present(fact),
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

    /// A fact as known at the instant of the audit. Whether it is in the evening follows from the
    /// time it starts, where it is not given.
    fn known(&self, judge: &Judge, subject: &Subject, name: &str) -> Option<Fact> {
        let zone = &judge.charter.time_zone;
        let Some(fact) = subject.fact(name) else {
            return match (name, subject.fact(fact::STARTS)?) {
                (fact::EVENING, Fact::At(starts)) => Some(Fact::Flag(
                    zone.to_datetime(starts).hour() >= EVENING_FROM_HOUR,
                )),
                _ => None,
            };
        };
        let come = fact
            .when()
            .is_none_or(|when| when.has_come(self.as_of, zone));
        (come || fact::PLANNED.contains(&name)).then_some(fact)
    }

    fn holds(&self, judge: &Judge, subject: &Subject, condition: &Condition) -> bool {
        let holds = self
            .known(judge, subject, condition.name.as_str())
            .is_some_and(Fact::holds);
        holds != condition.negated
    }

    /// Whether a school holiday falls within these days; `None` where it is not known.
    fn holiday_within(&self, first: Date, last: Date) -> Option<bool> {
        let mut known = !self.school_terms.is_empty();
        for terms in &self.school_terms {
            match terms.holiday_within(first, last) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => known = false,
            }
        }
        known.then_some(false)
    }

    /// The usual limit of a gap, or the longest of those whose condition a fact of the subject meets.
    fn usual_limit<'a>(
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

/// A meeting that starts at this hour, or later, is in the evening.
const EVENING_FROM_HOUR: i8 = 17;

/// Puts a claim in the place of a finding without evidence. Both ends of what is claimed have to
/// agree before it says anything.
fn judge_claim<'a>(finding: &mut Finding<'a>, claim: &'a Claim) {
    finding.basis = Basis::Claimed;
    finding.evidence = Evidence::Claimed(claim);
    finding.measured = claim
        .measure()
        .map(|m| in_unit(m, claim.unit(), finding.unit()));
    let (Some(measured), Some(limit)) = (finding.measured, finding.limit) else {
        return;
    };
    let keeps = |end: Option<i64>| end.map(|figure| limit.keeps(figure));
    // The end that is hardest to keep with, and the one that is easiest; an open end could be anything.
    let ends = [keeps(measured.at_least), keeps(measured.at_most)];
    let (worst, best) = match limit.bound {
        crate::Bound::AtLeast => (ends[0], ends[1]),
        crate::Bound::AtMost => (ends[1], ends[0]),
    };
    finding.verdict = match (worst, best) {
        (Some(true), _) => Verdict::Kept,
        (_, Some(false)) => Verdict::Missed,
        _ => Verdict::NoEvidence,
    };
}

/// A claimed figure in the unit of the standard.
fn in_unit(measure: Measure, from: ClaimUnit, to: &str) -> Measure {
    match (from, to) {
        (ClaimUnit::Days, "hours") => measure.map(|days| days * 24),
        (ClaimUnit::Hours, "days" | "working days") => Measure {
            at_least: measure.at_least.map(|hours| hours.div_euclid(24)),
            at_most: measure.at_most.map(|hours| -(-hours).div_euclid(24)),
        },
        _ => measure,
    }
}
