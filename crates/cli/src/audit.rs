//! `alongside audit`: a record in, a report out.

mod record;

use std::fs;
use std::path::Path;

use alongside_charter::{Basis, Charter, Finding, Name, Verdict, When};
use alongside_pages::AuditReport;
use alongside_sheet::Reading;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use self::record::Record;
use crate::args::{AuditArgs, AuditFormat, FailOn};
use crate::failure::Failure;
use crate::report::{self, Report};
use crate::{Outcome, inputs, library, output};

/// Reads the record, audits it, writes the report.
pub(crate) fn run(args: &AuditArgs, now: Timestamp) -> Result<Outcome, Failure> {
    inputs::refuse_twice(&args.files)?;
    inputs::refuse_over(args.out.as_deref(), &args.files, &args.judged_by)?;
    let format = match args.format {
        Some(format) => format,
        None => format_of(args.out.as_deref())?,
    };
    let charters = library::charters(&args.judged_by)?;
    let zone = library::zone(&charters);
    let as_of = day_given("--as-of", args.as_of.as_deref(), now, &zone)?;
    let files = inputs::names(&args.files);
    let bank_holidays = args.judged_by.bank_holidays.as_deref().map(inputs::name_of);
    let record = read_record(args, &files, &charters, &zone, as_of)?;
    let audit = library::audit(&args.judged_by, charters, &args.judged_by.terms, as_of)?;
    let findings = audit.findings(&record.subjects);
    for remark in &record.notes {
        output::note(remark);
    }
    let report = Report {
        files: &files,
        firsts: &record.firsts,
        bank_holidays: bank_holidays.as_deref(),
        audit: &audit,
        subjects: &record.subjects,
        carried: &record.carried,
        findings: &findings,
        zone: &zone,
    };
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

/// Reads all files; the problems of all are told at once.
fn read_record(
    args: &AuditArgs,
    files: &[String],
    charters: &[Charter],
    zone: &TimeZone,
    as_of: When,
) -> Result<Record, Failure> {
    let mut names: Vec<Name> = charters.iter().flat_map(Charter::names).collect();
    names.sort();
    names.dedup();
    let standards: Vec<Name> = charters
        .iter()
        .flat_map(|charter| &charter.standards)
        .map(|standard| standard.id.clone())
        .collect();
    let reading = Reading {
        zone,
        names: &names,
        standards: &standards,
        // Meetings that repeat without end are followed for a year beyond the day of the audit.
        until: as_of.day(zone).saturating_add(1.year()),
    };
    let (mut record, mut problems) = (Record::default(), Vec::new());
    for (file, name) in args.files.iter().zip(files) {
        let bytes = fs::read(file).map_err(Failure::reading(file))?;
        match alongside_sheet::read(name, &bytes, &reading) {
            Ok(sheet) => record.add(name, sheet),
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

/// The form that goes with the ending of the file asked for.
fn format_of(out: Option<&Path>) -> Result<AuditFormat, Failure> {
    let Some((out, ending)) = out.and_then(|out| Some((out, output::ending(out)?))) else {
        return Ok(AuditFormat::Table);
    };
    Ok(match ending.as_str() {
        "json" => AuditFormat::Json,
        "csv" => AuditFormat::Csv,
        "html" | "htm" => AuditFormat::Html,
        "md" => AuditFormat::Markdown,
        "txt" => AuditFormat::Table,
        _ => {
            return Err(Failure::Ending {
                out: out.to_owned(),
                ending,
                known: ".html, .csv, .json, .md or .txt",
            });
        }
    })
}

fn outcome(fail_on: &[FailOn], findings: &[Finding<'_>]) -> Outcome {
    let is_missed =
        |finding: &Finding<'_>, basis| finding.verdict == Verdict::Missed && finding.basis == basis;
    let fails = |finding: &Finding<'_>| {
        fail_on.iter().any(|on| match on {
            FailOn::Missed => is_missed(finding, Basis::Recorded),
            FailOn::ClaimedMissed => is_missed(finding, Basis::Claimed),
            FailOn::NoEvidence => finding.verdict == Verdict::NoEvidence,
        })
    };
    if findings.iter().any(fails) {
        Outcome::Found
    } else {
        Outcome::Done
    }
}
