//! Meetings that were announced at short notice, told apart.

use alongside_charter::{Fact, Finding, Kind, Subject, fact, summarise};
use alongside_domain::meeting::RAPID;
use alongside_pages::public::Rapid;

use crate::areas::{AsOf, Known};

/// Whether a meeting was announced although that breaks a standard.
pub(crate) fn is_rapid(subject: &Subject) -> bool {
    subject.fact(RAPID).is_some_and(Fact::holds)
}

/// Of the meetings that were announced by a day, by everyone or by one organiser, those at short notice.
pub(crate) fn rapid(
    known: &Known,
    as_of: &AsOf,
    findings: &[Finding<'_>],
    organiser: Option<&str>,
) -> Option<Rapid> {
    let is_announced = |subject: &&Subject| {
        let when = subject.fact(fact::ANNOUNCED).and_then(Fact::when);
        subject.kind == Kind::Meeting
            && organiser.is_none_or(|name| subject.organiser == name)
            && when.is_some_and(|when| !as_of.is_before(when, &known.area.zone))
    };
    let announced: Vec<&Subject> = known.area.subjects().filter(is_announced).collect();
    let rapid = announced.iter().filter(|of| is_rapid(of)).count();
    if rapid == 0 {
        return None;
    }
    let is_rest = |of: &&Finding<'_>| !of.subject().is_some_and(is_rapid);
    let rest: Vec<Finding<'_>> = findings.iter().filter(is_rest).cloned().collect();
    Rapid::new(announced.len(), rapid, &summarise(&rest), organiser)
}
