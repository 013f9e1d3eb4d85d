//! Findings as a table that any spreadsheet opens (RFC 4180).

use alongside_charter::{Basis, Fact, Finding, Kind};
use alongside_domain::meeting::RAPID;

use crate::anchor;
use crate::links::{self, Query};
use crate::outcome::Outcome;

/// The columns, in their order:
///
/// | column | holds |
/// |---|---|
/// | `charter` | the charter's id |
/// | `standard` | the standard's id in it |
/// | `says` | what the standard says |
/// | `strength` | `law`, `agreed` or `ideal` |
/// | `kind` | the kind of subject, such as `meeting` |
/// | `subject` | the subject's id; empty for many taken together |
/// | `title` | what the subject is called |
/// | `day` | its day, such as 2021-06-14; empty where not known |
/// | `organiser` | who organises it; empty where not known |
/// | `result` | `kept`, `missed`, `excused`, `no-evidence`, `due`, `claimed-kept` or `claimed-missed`, as in the addresses of the standards page |
/// | `rests_on` | `recorded` or `claimed` |
/// | `sum` | the sum in words, in English |
/// | `source` | where the facts come from |
/// | `address` | the page on which the result stands |
/// | `rapid` | of one meeting, `yes` where it was announced at short notice although that breaks a standard, and else `no`; empty for anything else |
pub const FINDINGS_COLUMNS: [&str; 15] = [
    "charter",
    "standard",
    "says",
    "strength",
    "kind",
    "subject",
    "title",
    "day",
    "organiser",
    "result",
    "rests_on",
    "sum",
    "source",
    "address",
    "rapid",
];

/// Findings with where they are published.
#[derive(Debug, Clone, Copy)]
pub struct FindingsTable<'a> {
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: &'a str,
    /// The area's name in addresses.
    pub slug: &'a str,
    /// The findings, in the order in which they are to stand.
    pub findings: &'a [&'a Finding<'a>],
}

impl FindingsTable<'_> {
    /// The table as CSV: a line of headings ([`FINDINGS_COLUMNS`]), then a line for each finding.
    pub fn render(&self) -> Result<String, crate::Error> {
        let mut out = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let custom = |error: csv::Error| crate::Error::Custom(error.into());
        out.write_record(FINDINGS_COLUMNS).map_err(custom)?;
        for finding in self.findings {
            out.write_record(self.row(finding)).map_err(custom)?;
        }
        let bytes = out
            .into_inner()
            .map_err(|error| crate::Error::Custom(error.into()))?;
        String::from_utf8(bytes).map_err(|error| crate::Error::Custom(error.into()))
    }

    fn row(&self, finding: &Finding<'_>) -> [String; 15] {
        let standard = finding.standard;
        let subject = finding.subject();
        let of_subject = |of: fn(&alongside_charter::Subject) -> &str| {
            subject.map(of).map_or_else(String::new, harmless)
        };
        let page = subject.map_or_else(
            || {
                let query = Query::new().and("standard", standard.id.as_str());
                links::standards(self.slug, &query)
            },
            |subject| {
                let page = links::subject(self.slug, subject.kind, &subject.id, &Query::new());
                format!(
                    "{page}#{}",
                    anchor::of_standard(finding.charter(), standard)
                )
            },
        );
        [
            harmless(finding.charter().id.as_str()),
            standard.id.as_str().to_owned(),
            harmless(&standard.says),
            standard.strength.name().to_owned(),
            finding.about.kind().name().to_owned(),
            of_subject(|subject| &subject.id),
            of_subject(|subject| subject.label()),
            finding
                .day()
                .map_or_else(String::new, |day| day.to_string()),
            harmless(finding.organiser()),
            Outcome::of(finding).class().to_owned(),
            match finding.basis {
                Basis::Recorded => "recorded",
                Basis::Claimed => "claimed",
            }
            .to_owned(),
            harmless(&finding.sum().to_string()),
            of_subject(|subject| &subject.source),
            format!("{}{page}", self.origin),
            subject
                .filter(|subject| subject.kind == Kind::Meeting)
                .map(|subject| subject.fact(RAPID).is_some_and(Fact::holds))
                .map_or("", |is_rapid| if is_rapid { "yes" } else { "no" })
                .to_owned(),
        ]
    }
}

/// Text that a spreadsheet takes as text: one that would begin a formula gets an apostrophe before it.
fn harmless(text: &str) -> String {
    let begins = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
    if begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
