//! Cards: findings as the pages show them, each with its sum, what it rests on and its source.

use alongside_charter::{Basis, Finding, Sum, When};

use crate::anchor;
use crate::finding::FindingView;
use crate::links::{self, Query};
use crate::outcome::Outcome;
use crate::public::shell::Shell;
use crate::source::Source;

/// One finding.
pub(crate) struct Card<'f> {
    /// Its id where each standard comes up once, as on the page of one subject.
    pub(crate) anchor: String,
    pub(crate) outcome: Outcome,
    pub(crate) label: String,
    /// The subject; `None` for many taken together.
    pub(crate) title: Option<&'f str>,
    pub(crate) href: String,
    pub(crate) kind: String,
    pub(crate) day: Option<String>,
    pub(crate) standard: &'f str,
    pub(crate) sum: Sum<'f, 'f>,
    pub(crate) rests_on: String,
    pub(crate) act_by: Option<String>,
    pub(crate) organiser: Option<&'f str>,
    pub(crate) source: Option<Source<'f>>,
}

impl<'f> Card<'f> {
    pub(crate) fn new(shell: &Shell<'_>, query: &Query, finding: &'f Finding<'f>) -> Self {
        let t = shell.t();
        let words = shell.words;
        let outcome = Outcome::of(finding);
        let subject = finding.subject();
        let anchor = anchor::of_standard(finding.charter(), finding.standard);
        let zone = &finding.charter().time_zone;
        let has_claim = subject.is_some_and(|s| s.claim_about(&finding.standard.id).is_some());
        let view = FindingView {
            finding,
            anchor: String::new(),
        };
        Self {
            outcome,
            label: words.outcome(outcome),
            title: subject.map(alongside_charter::Subject::label),
            href: subject.map_or_else(String::new, |subject| {
                let page = links::subject(shell.slug(), subject.kind, &subject.id, query);
                format!("{page}#{anchor}")
            }),
            kind: words.kind(finding.about.kind()),
            day: subject
                .and_then(|subject| subject.day(zone))
                .map(|day| words.day(day)),
            standard: &finding.standard.says,
            sum: finding.sum(),
            rests_on: match finding.basis {
                Basis::Recorded => t.finding_recorded(),
                Basis::Claimed if has_claim => t.finding_claimed(),
                Basis::Claimed => t.finding_undated(),
            },
            act_by: finding.act_by.map(|when: When| words.moment(when, zone)),
            organiser: view.organiser(),
            source: view.source(),
            anchor,
        }
    }
}
