//! The audit report: one page that can be read, printed and handed on.

use alongside_charter::{Audit, Finding, Kind, SchoolTerms, Subject};
use askama::Template;
use jiff::tz::TimeZone;

use crate::charter::{CharterView, charters};
use crate::finding::moment;
use crate::headline::Headline;
use crate::number::{Count, by_count, listed};
use crate::reading::Reading;
use crate::untested::Untested;

/// An audit as one HTML page that stands alone: it asks for nothing else, needs no script, and
/// prints whole.
///
/// ```
/// use alongside_charter::{Audit, Charter, Kind, Subject};
/// use alongside_pages::AuditReport;
/// use jiff::civil::date;
///
/// let charter = Charter::parse(r#"
///     id = "example"
///     title = "Working agreement"
///     source = "signed on 1 April 2021"
///     place = "england-and-wales"
///     time_zone = "Europe/London"
///     [[standard]]
///     id = "meeting-notice"
///     applies_to = "meeting"
///     says = "Parent carers hear of a meeting at least three weeks before it."
///     strength = "agreed"
///     rule = { gap = ["announced", "starts"], at_least = "3 weeks", counted = "date-difference" }
/// "#).unwrap();
/// let subjects = [Subject::new(Kind::Meeting, "session 1")
///     .with("announced", date(2021, 6, 9))
///     .with("starts", date(2021, 6, 14))];
/// let audit = Audit::new([charter], date(2021, 6, 15));
///
/// let page = AuditReport {
///     title: "Notice of meetings in Example",
///     files: &["meetings.csv".to_owned()],
///     audit: &audit,
///     findings: &audit.findings(&subjects),
///     subjects: &subjects,
///     notes: &[],
/// }
/// .render()?;
/// assert!(page.contains("One finding could be measured. It was missed."));
/// assert!(page.contains("16 days short."));
/// assert!(page.contains(r##"href="#example--meeting-notice--session-1""##));
/// # Ok::<(), alongside_pages::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct AuditReport<'a> {
    /// What the page is called.
    pub title: &'a str,
    /// The names of the files that were audited.
    pub files: &'a [String],
    /// The audit: its charters and the day as of which it judges.
    pub audit: &'a Audit,
    /// Its findings.
    pub findings: &'a [Finding<'a>],
    /// What was in the files. Those that no finding speaks of are listed at the end.
    pub subjects: &'a [Subject],
    /// What a reader of the report has to know about the files, a sentence or more each.
    pub notes: &'a [String],
}

impl AuditReport<'_> {
    /// The page as HTML. The same data gives the same text, to the byte.
    pub fn render(&self) -> Result<String, crate::Error> {
        let charters = charters(self.audit, self.findings);
        let page = Page {
            title: self.title,
            files: self.files,
            notes: self.notes,
            headline: Headline::new(&charters, self.findings),
            reading: Reading::new(&charters),
            untested: Untested::new(self.audit, self.findings, self.subjects),
            holds: holds(self.subjects),
            as_of: self.as_of(),
            school_terms: self.audit.school_terms(),
            charters,
        };
        Ok(without_control_characters(page.render()?))
    }

    /// The day as of which the audit judges, in the time of its first charter.
    fn as_of(&self) -> String {
        let first = self.audit.charters().next();
        let zone = first.map_or(TimeZone::UTC, |charter| charter.time_zone.clone());
        moment(self.audit.as_of(), &zone)
    }
}

#[derive(Template)]
#[template(path = "audit_report.html")]
struct Page<'p, 'a> {
    title: &'p str,
    files: &'p [String],
    notes: &'p [String],
    as_of: String,
    /// What is in the files, by kind.
    holds: String,
    headline: Headline,
    charters: Vec<CharterView<'p, 'a>>,
    untested: Untested<'p>,
    reading: Reading,
    school_terms: &'p [SchoolTerms],
}

impl Page<'_, '_> {
    fn has_standards(&self) -> bool {
        self.charters
            .iter()
            .any(|charter| !charter.standards.is_empty())
    }
}

/// "8 meetings and 12 promises".
fn holds(subjects: &[Subject]) -> String {
    let parts: Vec<String> = Kind::ALL
        .into_iter()
        .map(|kind| (kind, subjects.iter().filter(|s| s.kind == kind).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| {
            let things = by_count(count, kind.name(), kind.plural());
            format!("{} {things}", Count(count))
        })
        .collect();
    match parts.as_slice() {
        [] => "No meetings or other things".to_owned(),
        parts => listed(parts),
    }
}

/// HTML has no place for control characters, not even escaped; a sheet may hold them.
fn without_control_characters(html: String) -> String {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if html.contains(is_control) {
        html.replace(is_control, "\u{fffd}")
    } else {
        html
    }
}
