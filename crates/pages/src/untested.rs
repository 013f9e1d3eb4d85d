//! What is in the files and has no finding of its own, so that nothing is dropped in silence.

use std::collections::HashSet;
use std::ptr;

use alongside_charter::{Audit, Finding, Kind, Rule, Subject};

use crate::number::{Count, by_count, capital};
use crate::source::Source;

/// The subjects no finding speaks of one by one.
pub(crate) struct Untested<'a> {
    pub(crate) subjects: Vec<UntestedSubject<'a>>,
    /// How many of each kind, and why.
    pub(crate) reasons: Vec<String>,
}

/// One of them.
pub(crate) struct UntestedSubject<'a> {
    pub(crate) subject: &'a Subject,
}

impl<'a> UntestedSubject<'a> {
    pub(crate) fn kind(&self) -> String {
        capital(self.subject.kind.name())
    }

    pub(crate) fn source(&self) -> Option<Source<'a>> {
        Source::new(&self.subject.source)
    }
}

impl<'a> Untested<'a> {
    pub(crate) fn new(audit: &Audit, findings: &[Finding<'_>], subjects: &'a [Subject]) -> Self {
        // Asked, never walked.
        let tested: HashSet<*const Subject> = findings
            .iter()
            .filter_map(|finding| finding.subject().map(ptr::from_ref))
            .collect();
        let subjects: Vec<_> = subjects
            .iter()
            .filter(|subject| !tested.contains(&ptr::from_ref(*subject)))
            .map(|subject| UntestedSubject { subject })
            .collect();
        let reasons = Kind::ALL
            .into_iter()
            .filter_map(|kind| reason(audit, findings, &subjects, kind))
            .collect();
        Self { subjects, reasons }
    }

    pub(crate) fn count(&self) -> Count {
        Count(self.subjects.len())
    }

    /// "2 other things".
    pub(crate) fn things(&self) -> String {
        let things = by_count(self.subjects.len(), "other thing", "other things");
        format!("{} {things}", self.count())
    }
}

/// "3 promises: the charter has no standard about promises that could be tested."
fn reason(
    audit: &Audit,
    findings: &[Finding<'_>],
    subjects: &[UntestedSubject<'_>],
    kind: Kind,
) -> Option<String> {
    let count = subjects.iter().filter(|of| of.subject.kind == kind).count();
    if count == 0 {
        return None;
    }
    let plural = kind.plural();
    let about = || {
        audit
            .charters()
            .flat_map(|charter| &charter.standards)
            .filter(|s| s.applies_to == kind)
    };
    let of_one = about().any(|standard| !matches!(standard.rule, Rule::Share(_)));
    let why = if of_one {
        format!(
            "there are standards about {plural}, but none that was in force when these were made public and fits them"
        )
    } else if findings
        .iter()
        .any(|f| f.subject().is_none() && f.about.kind() == kind)
    {
        format!("the standards about {plural} look at many of them together, above")
    } else {
        match audit.charters().count() {
            1 => format!("the charter has no standard about {plural} that could be tested"),
            _ => format!("none of the charters has a standard about {plural} that could be tested"),
        }
    };
    let things = by_count(count, kind.name(), plural);
    Some(format!("{} {things}: {why}.", Count(count)))
}
