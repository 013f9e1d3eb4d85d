//! The report for a wiki or an e-mail.

use std::io::Write;

use alongside_charter::{Finding, summarise};

use super::{CLAIMS_AND_EVIDENCE, Report, TOLD, share_words, version_words};
use crate::failure::Failure;
use crate::output::{Plain, one_line};

/// Writes headings, a table of the standards, and every finding with its sum.
pub(crate) fn write(report: &Report<'_>, to: &mut dyn Write) -> Result<(), Failure> {
    let to = &mut Plain(to);
    writeln!(to, "# Were the agreed standards kept?\n")?;
    writeln!(to, "{}.\n", plain(&report.headline()))?;
    writeln!(
        to,
        "| standard | strength | kept of measured | missed | no evidence | due | excused | claimed kept | claimed missed |"
    )?;
    writeln!(to, "|---|---|---|---:|---:|---:|---:|---:|---:|")?;
    let summaries = summarise(report.findings);
    for summary in &summaries {
        let all = &summary.all;
        writeln!(
            to,
            "| {} ({}){} | {} | {} | {} | {} | {} | {} | {} | {} |",
            summary.standard.id,
            summary.charter.id,
            version_words(summary, &summaries),
            summary.standard.strength.name(),
            share_words(all),
            all.missed,
            all.no_evidence,
            all.due,
            all.excused,
            all.claimed_kept,
            all.claimed_missed
        )?;
    }
    for summary in &summaries {
        writeln!(to, "\n## {}\n", plain(&summary.standard.says))?;
        writeln!(
            to,
            "Standard `{}`{} of {}; strength: {}. Source: {}.\n",
            summary.standard.id,
            version_words(summary, &summaries),
            plain(&summary.charter.title),
            summary.standard.strength.name(),
            plain(
                summary
                    .standard
                    .source
                    .as_deref()
                    .unwrap_or(&summary.charter.source)
            )
        )?;
        let of_this = |finding: &&Finding<'_>| std::ptr::eq(finding.standard, summary.standard);
        let findings: Vec<&Finding<'_>> = report.findings.iter().filter(of_this).collect();
        for block in &TOLD {
            for finding in findings.iter().filter(|finding| block.has(finding)) {
                let claimed = if block.basis.is_none() && finding.claim().is_some() {
                    " (claimed)"
                } else {
                    ""
                };
                writeln!(
                    to,
                    "- **{}{claimed}**: {} ({}). {}",
                    block.words,
                    plain(&finding.about.title()),
                    plain(&finding.about.id()),
                    plain(&finding.sum().to_string())
                )?;
            }
        }
    }
    if let Some(unasked) = report.unasked_words() {
        writeln!(to, "\n{}", plain(&unasked))?;
    }
    writeln!(to, "\n{CLAIMS_AND_EVIDENCE}")?;
    if let Some(words) = report.strength_words() {
        writeln!(to, "{words}")?;
    }
    Ok(())
}

/// A text in which nothing is markup.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '!' => {
                plain.extend(['\\', c]);
            }
            c => plain.push(c),
        }
    }
    plain
}
