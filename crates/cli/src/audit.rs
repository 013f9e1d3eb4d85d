//! `alongside audit`: a record in, a report out.

use std::fs;
use std::path::Path;

use alongside_charter::{Charter, Finding, Name, Subject, Verdict, When};
use alongside_pages::AuditReport;
use alongside_sheet::{Carried, Reading, Sheet};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::args::{AuditArgs, AuditFormat, FailOn};
use crate::failure::Failure;
use crate::report::{self, Report};
use crate::{Outcome, library, output};

/// Reads the record, audits it, writes the report.
pub(crate) fn run(args: &AuditArgs, now: Timestamp) -> Result<Outcome, Failure> {
    let charters = library::charters(&args.judged_by)?;
    // The zone of the first charter is the one in which the record's own dates are meant.
    let zone = charters
        .first()
        .map_or(TimeZone::UTC, |charter| charter.time_zone.clone());
    let as_of = day_given("--as-of", args.as_of.as_deref(), now, &zone)?;
    let files: Vec<String> = args.files.iter().map(|file| name_of(file)).collect();
    let record = read_record(args, &charters, &zone, as_of)?;
    let audit = library::audit(&args.judged_by, charters, &args.judged_by.terms, as_of)?;
    let findings = audit.findings(&record.subjects);
    for remark in &record.notes {
        output::note(remark);
    }
    let report = Report {
        files: &files,
        audit: &audit,
        subjects: &record.subjects,
        carried: &record.carried,
        findings: &findings,
        zone: &zone,
    };
    let format = args
        .format
        .unwrap_or_else(|| format_of(args.out.as_deref()));
    output::write(args.out.as_deref(), |to| match format {
        AuditFormat::Table => report::table::write(&report, to),
        AuditFormat::Json => report::json::write(&report, to),
        AuditFormat::Csv => report::csv::write(&report, to),
        AuditFormat::Markdown => report::markdown::write(&report, to),
        AuditFormat::Html => {
            let page = AuditReport {
                title: "Were the agreed standards kept?",
                files: &files,
                audit: &audit,
                findings: &findings,
                subjects: &record.subjects,
                notes: &record.notes,
            };
            let page = page
                .render()
                .map_err(|cause| Failure::Page(cause.to_string()))?;
            Ok(to.write_all(page.as_bytes())?)
        }
    })?;
    if let Some(out) = &args.out {
        output::note(&format!("The report is in {}", out.display()));
    }
    Ok(outcome(&args.fail_on, &findings))
}

/// Several files as one record.
#[derive(Default)]
struct Record {
    subjects: Vec<Subject>,
    /// Columns nobody reads, each with a value for every subject.
    carried: Vec<Carried>,
    notes: Vec<String>,
}

impl Record {
    /// Adds a file's subjects behind those of the earlier files, and its further columns beside theirs.
    fn add(&mut self, file: &str, sheet: Sheet) {
        let (before, after) = (
            self.subjects.len(),
            self.subjects.len() + sheet.subjects.len(),
        );
        self.subjects.extend(sheet.subjects);
        for column in sheet.carried {
            let known = self
                .carried
                .iter_mut()
                .find(|known| known.heading == column.heading);
            if let Some(known) = known {
                known.values.extend(column.values);
            } else {
                let mut values = vec![String::new(); before];
                values.extend(column.values);
                self.carried.push(Carried {
                    heading: column.heading,
                    values,
                });
            }
        }
        for column in &mut self.carried {
            column.values.resize(after, String::new());
        }
        self.notes.extend(
            sheet
                .notes
                .into_iter()
                .map(|note| format!("{file}: {note}.")),
        );
    }
}

/// Reads all files; the problems of all are told at once.
fn read_record(
    args: &AuditArgs,
    charters: &[Charter],
    zone: &TimeZone,
    as_of: When,
) -> Result<Record, Failure> {
    let mut names: Vec<Name> = charters.iter().flat_map(Charter::names).collect();
    names.sort();
    names.dedup();
    let reading = Reading {
        zone,
        names: &names,
        // Meetings that repeat without end are followed for a year beyond the day of the audit.
        until: as_of.day(zone).saturating_add(1.year()),
    };
    let (mut record, mut problems) = (Record::default(), Vec::new());
    for file in &args.files {
        let bytes = fs::read(file).map_err(Failure::reading(file))?;
        match alongside_sheet::read(&name_of(file), &bytes, &reading) {
            Ok(sheet) => record.add(&name_of(file), sheet),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        Ok(record)
    } else {
        Err(Failure::Sheet(problems))
    }
}

/// A day given as an option, or today in the zone.
pub(crate) fn day_given(
    option: &'static str,
    given: Option<&str>,
    now: Timestamp,
    zone: &TimeZone,
) -> Result<When, Failure> {
    match given {
        Some(text) => {
            alongside_sheet::read_when(text, zone).map_err(|cause| Failure::Date { option, cause })
        }
        None => Ok(When::Day(zone.to_datetime(now).date())),
    }
}

fn name_of(file: &Path) -> String {
    file.file_name()
        .unwrap_or(file.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// The form that goes with the ending of the file asked for.
fn format_of(out: Option<&Path>) -> AuditFormat {
    match out
        .and_then(Path::extension)
        .and_then(|ending| ending.to_str())
    {
        Some("json") => AuditFormat::Json,
        Some("csv") => AuditFormat::Csv,
        Some("html" | "htm") => AuditFormat::Html,
        Some("md") => AuditFormat::Markdown,
        _ => AuditFormat::Table,
    }
}

fn outcome(fail_on: &[FailOn], findings: &[Finding<'_>]) -> Outcome {
    let fails = |finding: &Finding<'_>| {
        fail_on.iter().any(|on| match on {
            FailOn::Missed => finding.verdict == Verdict::Missed,
            FailOn::NoEvidence => finding.verdict == Verdict::NoEvidence,
        })
    };
    if findings.iter().any(fails) {
        Outcome::Found
    } else {
        Outcome::Done
    }
}
