//! The report for reading in the terminal.

use std::io::Write;

use alongside_charter::{Finding, summarise};
use comfy_table::{Cell, CellAlignment, Table};

use super::{CLAIMS_AND_EVIDENCE, Report, TOLD, named, share_words, verdict_words, version_words};
use crate::failure::Failure;
use crate::output::{self, Plain};

/// Of one verdict, this many findings are told; the rest are counted.
const MOST_TOLD: usize = 50;

/// Writes a table of the standards, then the findings with their sums, what needs attention first.
pub(crate) fn write(report: &Report<'_>, to: &mut dyn Write) -> Result<(), Failure> {
    let to = &mut Plain(to);
    writeln!(to, "{}\n", output::wrapped(&report.headline(), 0))?;
    if !report.findings.is_empty() {
        writeln!(to, "{}\n", standards(report))?;
    }
    for block in &TOLD {
        let findings: Vec<&Finding<'_>> = report
            .findings
            .iter()
            .filter(|finding| block.has(finding))
            .collect();
        if findings.is_empty() {
            continue;
        }
        writeln!(to, "{} ({})\n", block.words.to_uppercase(), findings.len())?;
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
    if let Some(unasked) = report.unasked_words() {
        writeln!(to, "{}\n", output::wrapped(&unasked, 0))?;
    }
    if !report.findings.is_empty() {
        let strength = report.strength_words().unwrap_or_default();
        let last = format!("{CLAIMS_AND_EVIDENCE} {strength}");
        writeln!(to, "{}", output::wrapped(last.trim_end(), 0))?;
    }
    Ok(())
}

/// The counts of each standard.
fn standards(report: &Report<'_>) -> Table {
    let mut rows = output::table(&[
        "standard",
        "strength",
        "kept of measured",
        "missed",
        "no evidence",
        "due",
        "excused",
        "claimed kept/missed",
    ]);
    let summaries = summarise(report.findings);
    for summary in &summaries {
        let all = &summary.all;
        let charter = match report.audit.charters().count() {
            1 => String::new(),
            _ => format!(" ({})", summary.charter.id),
        };
        let id = format!(
            "{}{charter}{}",
            summary.standard.id,
            version_words(summary, &summaries)
        );
        let strength = summary.standard.strength.name();
        let mut row = vec![Cell::new(id), Cell::new(strength)];
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
    let claimed = if finding.claim().is_some() {
        " (claimed)"
    } else {
        ""
    };
    format!(
        "{}{claimed}",
        named(&finding.about.title(), &finding.about.id())
    )
}

fn standard(report: &Report<'_>, finding: &Finding<'_>) -> String {
    match report.audit.charters().count() {
        1 => finding.standard.id.to_string(),
        _ => format!("{} ({})", finding.standard.id, finding.charter().id),
    }
}
