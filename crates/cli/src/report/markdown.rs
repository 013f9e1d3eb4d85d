//! The report for a wiki or an e-mail.

use std::io::Write;

use alongside_charter::{Basis, Finding, summarise};

use super::{Report, TOLD, share_words, verdict_words};
use crate::failure::Failure;

/// Writes headings, a table of the standards, and every finding with its sum.
pub(crate) fn write(report: &Report<'_>, to: &mut dyn Write) -> Result<(), Failure> {
    writeln!(to, "# Were the agreed standards kept?\n")?;
    writeln!(to, "{}.\n", plain(&report.headline()))?;
    writeln!(
        to,
        "| standard | kept of measured | missed | no evidence | due | excused | claimed kept | claimed missed |"
    )?;
    writeln!(to, "|---|---|---:|---:|---:|---:|---:|---:|")?;
    let summaries = summarise(report.findings);
    for summary in &summaries {
        let all = &summary.all;
        writeln!(
            to,
            "| {} ({}) | {} | {} | {} | {} | {} | {} | {} |",
            summary.standard.id,
            summary.charter.id,
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
            "Standard `{}` of {}; strength: {}. Source: {}.\n",
            summary.standard.id,
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
        let of_this = |finding: &&Finding<'_>| {
            finding.standard.id == summary.standard.id && finding.charter().id == summary.charter.id
        };
        let findings: Vec<&Finding<'_>> = report.findings.iter().filter(of_this).collect();
        for verdict in TOLD {
            for finding in findings.iter().filter(|finding| finding.verdict == verdict) {
                let claimed = if finding.basis == Basis::Claimed {
                    ", claimed"
                } else {
                    ""
                };
                writeln!(
                    to,
                    "- **{}{claimed}**: {} ({}). {}",
                    verdict_words(verdict),
                    plain(&finding.about.title()),
                    plain(&finding.about.id()),
                    plain(&finding.sum().to_string())
                )?;
            }
        }
    }
    writeln!(
        to,
        "\nClaims are what somebody reports and nobody recorded; they are never counted as measured. No evidence is never a pass."
    )?;
    Ok(())
}

/// A text in which nothing is markup.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '!' => {
                plain.extend(['\\', c]);
            }
            '\n' | '\r' => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}
