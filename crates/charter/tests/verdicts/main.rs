//! What becomes of a standard: one rule a test.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

mod claim;
mod gap;
mod rule;

use alongside_charter::{Audit, Basis, Charter, Finding, Kind, Measure, Subject, Verdict, When};
use jiff::Timestamp;
use jiff::civil::Date;

const HEAD: &str = r#"
id = "example"
title = "Example"
source = "an example"
place = "england-and-wales"
time_zone = "Europe/London"
"#;

pub(crate) fn charter(standards: &str) -> Charter {
    let text = format!("{HEAD}{standards}");
    Charter::parse(&text).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{text}"))
}

pub(crate) fn standard(applies_to: &str, rule: &str) -> Charter {
    charter(&format!(
        "[[standard]]\nid = 's'\napplies_to = '{applies_to}'\nsays = 'So.'\nstrength = 'agreed'\n{rule}\n"
    ))
}

pub(crate) fn notice() -> Charter {
    standard(
        "meeting",
        "rule = { gap = ['announced', 'starts'], at_least = '3 weeks', counted = 'date-difference' }",
    )
}

pub(crate) fn notes() -> Charter {
    standard(
        "meeting",
        "rule = { gap = ['starts', 'minutes'], at_most = '10 days', counted = 'working-days-between' }",
    )
}

/// What a test looks at, without what it borrows.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) verdict: Verdict,
    pub(crate) basis: Basis,
    pub(crate) measured: Option<Measure>,
    pub(crate) shortfall: Option<Measure>,
    pub(crate) act_by: Option<When>,
    pub(crate) sum: String,
}

pub(crate) fn see(finding: &Finding<'_>) -> Seen {
    Seen {
        verdict: finding.verdict,
        basis: finding.basis,
        measured: finding.measured,
        shortfall: finding.shortfall(),
        act_by: finding.act_by,
        sum: finding.sum().to_string(),
    }
}

pub(crate) fn audit(audit: &Audit, subject: Subject) -> Seen {
    let subjects = [subject];
    let findings = audit.findings(&subjects);
    assert_eq!(findings.len(), 1, "one standard, one finding");
    see(&findings[0])
}

pub(crate) fn judged(charter: Charter, as_of: impl Into<When>, subject: Subject) -> Seen {
    audit(&Audit::new([charter], as_of), subject)
}

pub(crate) fn meeting() -> Subject {
    Subject::new(Kind::Meeting, "m")
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn day(day: Date) -> When {
    When::Day(day)
}

pub(crate) fn consultation(opened: Date, closed: Date) -> Subject {
    Subject::new(Kind::Consultation, "c")
        .with("opened", opened)
        .with("closed", closed)
}
