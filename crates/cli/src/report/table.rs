//! The report for reading in the terminal.

use std::io::Write;

use alongside_charter::{Basis, Finding, summarise};
use comfy_table::{Cell, CellAlignment, Table};

use super::{Report, TOLD, share_words, verdict_words};
use crate::failure::Failure;
use crate::output;

/// Of one verdict, this many findings are told; the rest are counted.
const MOST_TOLD: usize = 50;

/// Writes a table of the standards, then the findings with their sums, what needs attention first.
pub(crate) fn write(report: &Report<'_>, to: &mut dyn Write) -> Result<(), Failure> {
    writeln!(to, "{}\n", report.headline())?;
    if report.findings.is_empty() {
        writeln!(
            to,
            "No standard of these charters applies to anything in the record: {} subjects were read.",
            report.subjects.len()
        )?;
        return Ok(());
    }
    writeln!(to, "{}\n", standards(report))?;
    for verdict in TOLD {
        let findings: Vec<&Finding<'_>> = report
            .findings
            .iter()
            .filter(|finding| finding.verdict == verdict)
            .collect();
        if findings.is_empty() {
            continue;
        }
        writeln!(
            to,
            "{} ({})\n",
            verdict_words(verdict).to_uppercase(),
            findings.len()
        )?;
        for finding in findings.iter().take(MOST_TOLD) {
            let what = format!("{} · {}", label(finding), standard(report, finding));
            writeln!(to, "{}", output::wrapped(&what, 2))?;
            writeln!(to, "{}\n", output::wrapped(&finding.sum().to_string(), 4))?;
        }
        if let Some(more) = findings
            .len()
            .checked_sub(MOST_TOLD)
            .filter(|more| *more > 0)
        {
            writeln!(
                to,
                "  … and {more} more: --format csv or --format html tells all.\n"
            )?;
        }
    }
    let last = "Claims are what somebody reports and nobody recorded; they are never counted as measured. \
                No evidence is never a pass.";
    writeln!(to, "{}", output::wrapped(last, 0))?;
    Ok(())
}

/// The counts of each standard.
fn standards(report: &Report<'_>) -> Table {
    let mut rows = output::table(&[
        "standard",
        "kept of measured",
        "missed",
        "no evidence",
        "due",
        "excused",
        "claimed kept/missed",
    ]);
    for summary in summarise(report.findings) {
        let all = &summary.all;
        let id = match report.audit.charters().count() {
            1 => summary.standard.id.to_string(),
            _ => format!("{} ({})", summary.standard.id, summary.charter.id),
        };
        let mut row = vec![Cell::new(id)];
        if let Some(share) = summary.shares.first() {
            row.push(Cell::new(format!(
                "{} (share of many)",
                verdict_words(share.verdict).to_lowercase()
            )));
        } else {
            row.push(Cell::new(share_words(all)));
            let counts = [all.missed, all.no_evidence, all.due, all.excused];
            row.extend(counts.map(|n| Cell::new(n).set_alignment(CellAlignment::Right)));
            row.push(
                Cell::new(format!("{}/{}", all.claimed_kept, all.claimed_missed))
                    .set_alignment(CellAlignment::Right),
            );
        }
        rows.add_row(row);
    }
    rows
}

fn label(finding: &Finding<'_>) -> String {
    let (id, title) = (finding.about.id(), finding.about.title());
    let claimed = if finding.basis == Basis::Claimed {
        " (claimed)"
    } else {
        ""
    };
    if title.is_empty() {
        format!("{id}{claimed}")
    } else {
        format!("{title} [{id}]{claimed}")
    }
}

fn standard(report: &Report<'_>, finding: &Finding<'_>) -> String {
    match report.audit.charters().count() {
        1 => finding.standard.id.to_string(),
        _ => format!("{} ({})", finding.standard.id, finding.charter().id),
    }
}
