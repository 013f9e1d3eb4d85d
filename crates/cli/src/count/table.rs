//! The result for reading in the terminal.

use std::io::Write;

use alongside_ballot::{Count, PaperCounts, Stage};
use alongside_pages::{count_caution, stage_heading, stage_words};
use comfy_table::{Cell, CellAlignment};

use super::{Lots, Told};
use crate::failure::Failure;
use crate::output::{self, Plain};

/// Writes who is elected, then each stage with its figures, exact.
pub(super) fn write(told: &Told<'_>, to: &mut dyn Write) -> Result<(), Failure> {
    let to = &mut Plain(to);
    let count = told.count;
    for paragraph in head(told) {
        writeln!(to, "{}\n", output::wrapped(&paragraph, 0))?;
    }
    writeln!(to, "ELECTED\n")?;
    for (number, name) in (1..).zip(count.winner_names()) {
        writeln!(to, "{}", output::wrapped(&format!("{number}. {name}"), 2))?;
    }
    for stage in &count.stages {
        let heading = format!("STAGE {}: {}", stage.number, stage_heading(count, stage));
        writeln!(to, "\n{}\n", output::wrapped(&heading, 0))?;
        for sentence in stage_words(count, stage) {
            writeln!(to, "{}", output::wrapped(&sentence, 2))?;
        }
        writeln!(to, "\n{}", figures(count, stage))?;
    }
    Ok(())
}

fn head(told: &Told<'_>) -> Vec<String> {
    let count = told.count;
    let title = if count.title.is_empty() {
        "Election"
    } else {
        &count.title
    };
    let seats = if count.seats == 1 {
        "1 seat".to_owned()
    } else {
        format!("{} seats", count.seats)
    };
    let mut head = vec![format!(
        "{title}: {seats}, counted by {}. {} Quota: {} votes.",
        count.rules,
        papers(count.papers),
        count.quota()
    )];
    let withdrawn: Vec<&str> = count
        .candidates
        .iter()
        .filter(|one| one.withdrawn)
        .map(|one| one.name.as_str())
        .collect();
    if !withdrawn.is_empty() {
        head.push(format!("Withdrew: {}.", withdrawn.join(", ")));
    }
    if !told.constraints.is_empty() {
        let bounds: Vec<String> = told
            .constraints
            .iter()
            .map(|one| {
                format!(
                    "{}: {} to {} of {}",
                    one.name,
                    one.at_least,
                    one.at_most,
                    count.names(&one.members).join(", ")
                )
            })
            .collect();
        head.push(format!(
            "Counted within bounds, which are no part of these rules (Hill’s rule of doomed and guarded candidates). {}.",
            bounds.join(". ")
        ));
    }
    head.extend(count_caution(count));
    head.extend(told.lots.as_ref().map(Lots::words));
    head
}

fn papers(papers: PaperCounts) -> String {
    let besides = [
        (papers.empty, "without a mark"),
        (papers.spoilt, "without a clear first choice"),
        (papers.for_nobody, "only for candidates who withdrew"),
        (
            papers.cut_short,
            "counted up to a place where the next choice was not clear",
        ),
    ];
    let rest = besides.into_iter().filter(|(many, _)| *many > 0);
    let rest = rest.map(|(many, what)| format!(" Papers {what}: {many}."));
    format!(
        "Valid papers: {}.{}",
        papers.valid,
        rest.collect::<String>()
    )
}

fn figures(count: &Count, stage: &Stage) -> comfy_table::Table {
    let mut table = output::table(&["candidate", "votes", "standing"]);
    let figure = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    for (place, votes) in stage.totals.iter().enumerate() {
        let standing = standing(count, stage, place);
        table.add_row([
            Cell::new(output::one_line(count.name(place))),
            figure(votes.to_string()),
            Cell::new(standing),
        ]);
    }
    let others = [
        ("(with nobody: no further choice)", stage.non_transferable),
        ("(lost in rounding down)", stage.residue),
        ("(quota)", stage.quota),
    ];
    for (name, votes) in others {
        table.add_row([Cell::new(name), figure(votes.to_string()), Cell::new("")]);
    }
    table
}

/// `elected`, `out` or nothing.
fn standing(count: &Count, stage: &Stage, candidate: usize) -> &'static str {
    let mut met = count.stages.iter().take(stage.number);
    if met.clone().any(|stage| stage.elected.contains(&candidate)) {
        "elected"
    } else if met.any(|stage| stage.excluded.contains(&candidate)) {
        "out"
    } else {
        ""
    }
}
