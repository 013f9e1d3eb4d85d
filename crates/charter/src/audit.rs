//! The audit: charters and subjects in, findings out, as of any instant.

mod gap;
mod known;
mod many;
mod one;
mod plan;

pub use known::EVENING_FROM_HOUR;
pub use plan::{Plan, Step};

use jiff::civil::Date;

use crate::calendar::{Calendar, FaithDays, SchoolTerms};
use crate::charter::{Charter, Rule, Standard};
use crate::claim::Claim;
use crate::fact::When;
use crate::finding::{Basis, Evidence, Finding, Verdict};
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
    faith_days: Vec<FaithDays>,
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
            faith_days: Vec::new(),
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

    /// The same with these days of faiths, of which plans warn. Nothing is judged by them.
    #[must_use]
    pub fn with_faith_days(mut self, days: impl IntoIterator<Item = FaithDays>) -> Self {
        self.faith_days.extend(days);
        self
    }

    /// What to know of the faiths' days that a day touches.
    pub fn faith_remarks(&self, day: Date) -> Vec<String> {
        let files = self.faith_days.iter();
        files.flat_map(|days| days.remarks(day)).collect()
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
                let public_on = self.public_on(judge, subject);
                self.judge_one(judge, subject, public_on, &mut findings);
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
        let called_off = self.called_off(judge, subject);
        for standard in &judge.charter.standards {
            let applies = standard.applies_to == subject.kind
                && standard.in_force_on(judged_on)
                // What was called off is judged by the standards for that, and by no others.
                && if called_off {
                    standard.is_for_cancelled()
                } else {
                    standard.when.as_ref().is_none_or(|when| self.holds(judge, subject, when))
                };
            if applies && let Some(mut finding) = self.finding(judge, subject, standard) {
                if public_on.is_none() && !finding.rests_on_a_fact() {
                    // Of something without a single date, even that it took place is a claim.
                    finding.basis = Basis::Claimed;
                }
                findings.push(finding);
            }
        }
    }

    /// The finding of one standard; `None` for a share, which is not asked of one subject.
    fn finding<'a>(
        &'a self,
        judge: &'a Judge,
        subject: &'a Subject,
        standard: &'a Standard,
    ) -> Option<Finding<'a>> {
        let mut finding = match &standard.rule {
            Rule::Gap(gap) => self.gap(judge, subject, standard, gap),
            Rule::Number { name, limit } => self.number(judge, subject, standard, name, limit),
            Rule::Present { fact, after } => {
                self.present(judge, subject, standard, fact, after.as_ref())
            }
            Rule::Share(_) => return None,
        };
        if finding.verdict == Verdict::NoEvidence
            && let Some(claim) = subject.claim_about(&standard.id)
        {
            judge_claim(&mut finding, claim);
        }
        if let Some(excuse) = &subject.excuse
            && excuse.excuses(&standard.id, &subject.organiser)
            // What is not shown at all is excused only by an excuse that names this standard.
            && (finding.verdict == Verdict::Missed
                || (finding.verdict == Verdict::NoEvidence && excuse.standard.is_some()))
        {
            finding.verdict = Verdict::Excused;
        }
        Some(finding)
    }
}

/// The subjects that no finding speaks of, in their order: no standard was asked of them. What was
/// called off is judged only by standards for that; others may not be in force, or not fit.
///
/// `findings` are those of an audit of `subjects`.
pub fn unasked<'a>(findings: &[Finding<'_>], subjects: &'a [Subject]) -> Vec<&'a Subject> {
    // Findings come in the order of the subjects: one walk along both.
    let mut asked = findings.iter().filter_map(Finding::subject).peekable();
    let mut unasked = Vec::new();
    for subject in subjects {
        let mut found = false;
        while asked
            .next_if(|asked| std::ptr::eq(*asked, subject))
            .is_some()
        {
            found = true;
        }
        if !found {
            unasked.push(subject);
        }
    }
    unasked
}

/// Puts a claim in the place of a finding without evidence. Both ends of what is claimed have to
/// agree before it says anything.
fn judge_claim<'a>(finding: &mut Finding<'a>, claim: &'a Claim) {
    finding.basis = Basis::Claimed;
    finding.evidence = Evidence::Claimed(claim);
    finding.measured = claim.measure_in(finding.unit());
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
