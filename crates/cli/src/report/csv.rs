//! The report for spreadsheets: one row a finding.

use std::io::{self, Write};

use super::{Report, iso};
use crate::failure::Failure;

const COLUMNS: [&str; 23] = [
    "kind",
    "id",
    "title",
    "organiser",
    "charter",
    "standard",
    "strength",
    "verdict",
    "basis",
    "counted",
    "unit",
    "required",
    "measured_at_least",
    "measured_at_most",
    "shortfall_at_least",
    "shortfall_at_most",
    "act_by",
    "sum",
    "source",
    "says",
    "excuse",
    "agreed_by",
    "file",
];

/// Writes the findings in the order of the record, the columns nobody reads after the others.
pub(crate) fn write(report: &Report<'_>, to: &mut dyn Write) -> Result<(), Failure> {
    rows(report, to).map_err(|cause| Failure::Output(io::Error::from(cause)))
}

fn rows(report: &Report<'_>, to: &mut dyn Write) -> csv::Result<()> {
    let mut rows = csv::Writer::from_writer(to);
    for column in COLUMNS {
        rows.write_field(column)?;
    }
    for column in report.carried {
        rows.write_field(text(&column.heading))?;
    }
    rows.write_record(None::<&[u8]>)?;
    for (finding, place) in report.placed() {
        let number = |n: Option<i64>| n.map_or_else(String::new, |n| n.to_string());
        let (measured, shortfall) = (finding.measured, finding.shortfall());
        let excuse = finding
            .subject()
            .and_then(|subject| subject.excuse.as_ref());
        for field in [
            finding.about.kind().name(),
            &text(&finding.about.id()),
            &text(&finding.about.title()),
            &text(finding.organiser()),
            finding.charter().id.as_str(),
            finding.standard.id.as_str(),
            finding.standard.strength.name(),
            finding.verdict.name(),
            finding.basis.name(),
            finding.counted().unwrap_or_default(),
            finding.unit(),
            &number(finding.limit.map(|limit| limit.amount)),
            &number(measured.and_then(|m| m.at_least)),
            &number(measured.and_then(|m| m.at_most)),
            &number(shortfall.and_then(|m| m.at_least)),
            &number(shortfall.and_then(|m| m.at_most)),
            &finding
                .act_by
                .map_or_else(String::new, |when| iso(when, report.zone)),
            &text(&finding.sum().to_string()),
            &text(finding.subject().map_or("", |subject| &subject.source)),
            &text(&finding.standard.says),
            &text(excuse.map_or("", |excuse| &excuse.reason)),
            &text(
                excuse
                    .and_then(|excuse| excuse.agreed_by.as_deref())
                    .unwrap_or_default(),
            ),
            &text(report.file_of(place)),
        ] {
            rows.write_field(field)?;
        }
        for column in report.carried {
            rows.write_field(text(place.map_or("", |place| &column.values[place])))?;
        }
        rows.write_record(None::<&[u8]>)?;
    }
    Ok(rows.flush()?)
}

/// A text that a spreadsheet will not take for a formula.
fn text(written: &str) -> String {
    if written.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{written}")
    } else {
        written.to_owned()
    }
}
