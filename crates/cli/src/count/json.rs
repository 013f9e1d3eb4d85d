//! The result for programs. Described by `docs/count.schema.json`.

use std::collections::BTreeMap;
use std::io::Write;

use alongside_ballot::{
    About, Action, Count, ElectedBy, Exclusion, LotNeeded, Stage, Tie, TieBreak,
};
use serde::Serialize;

use super::lot::Hash;
use super::{Lots, Told};
use crate::failure::Failure;

/// Writes one JSON object. Figures are strings, exact to the last decimal of the rules.
pub(super) fn write(told: &Told<'_>, to: &mut dyn Write) -> Result<(), Failure> {
    put(&ResultRow::of(told), to)
}

/// Writes what a tie waits for.
pub(super) fn write_needed(
    needed: &LotNeeded,
    hash: &Hash,
    to: &mut dyn Write,
) -> Result<(), Failure> {
    let needed = Needed {
        lot_needed: NeededRow {
            stage: needed.stage,
            about: about(needed.about),
            among: &needed.names,
            ballots_sha256: hash.to_string(),
        },
    };
    put(&needed, to)
}

fn put(value: &impl Serialize, to: &mut dyn Write) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *to, value).map_err(std::io::Error::from)?;
    Ok(writeln!(to)?)
}

#[derive(Serialize)]
struct Needed<'n> {
    lot_needed: NeededRow<'n>,
}

#[derive(Serialize)]
struct NeededRow<'n> {
    stage: usize,
    about: &'static str,
    among: &'n [String],
    ballots_sha256: String,
}

#[derive(Serialize)]
struct ResultRow<'c> {
    title: &'c str,
    rules: &'static str,
    rules_title: &'static str,
    seats: usize,
    valid: u64,
    empty: u64,
    spoilt: u64,
    for_nobody: u64,
    cut_short: u64,
    quota: String,
    candidates: Vec<&'c str>,
    withdrawn: Vec<&'c str>,
    constraints: Vec<ConstraintRow<'c>>,
    lots: Option<LotsRow<'c>>,
    stages: Vec<StageRow<'c>>,
    winners: Vec<&'c str>,
}

impl<'c> ResultRow<'c> {
    fn of(told: &'c Told<'_>) -> Self {
        let count = told.count;
        let papers = count.papers;
        let withdrawn = count.candidates.iter().filter(|one| one.withdrawn);
        Self {
            title: &count.title,
            rules: count.rules.name(),
            rules_title: count.rules.title(),
            seats: count.seats,
            valid: papers.valid,
            empty: papers.empty,
            spoilt: papers.spoilt,
            for_nobody: papers.for_nobody,
            cut_short: papers.cut_short,
            quota: count.quota().to_string(),
            candidates: count
                .candidates
                .iter()
                .map(|one| one.name.as_str())
                .collect(),
            withdrawn: withdrawn.map(|one| one.name.as_str()).collect(),
            constraints: told
                .constraints
                .iter()
                .map(|one| ConstraintRow {
                    group: &one.name,
                    at_least: one.at_least,
                    at_most: one.at_most,
                    candidates: count.names(&one.members),
                })
                .collect(),
            lots: told.lots.as_ref().map(LotsRow::of),
            stages: count
                .stages
                .iter()
                .map(|stage| StageRow::of(count, stage))
                .collect(),
            winners: count.winner_names(),
        }
    }
}

#[derive(Serialize)]
struct ConstraintRow<'c> {
    group: &'c str,
    at_least: usize,
    at_most: usize,
    candidates: Vec<&'c str>,
}

#[derive(Serialize)]
struct LotsRow<'c> {
    by: &'static str,
    number: Option<&'c str>,
    ballots_sha256: Option<&'c str>,
}

impl<'c> LotsRow<'c> {
    fn of(lots: &'c Lots) -> Self {
        let (by, number, hash) = match lots {
            Lots::Number { number, hash } => ("number", Some(number), Some(hash)),
            Lots::Order => ("order-in-file", None, None),
        };
        Self {
            by,
            number: number.map(String::as_str),
            ballots_sha256: hash.map(String::as_str),
        }
    }
}

#[derive(Serialize)]
struct StageRow<'c> {
    number: usize,
    action: &'static str,
    from: Option<&'c str>,
    totals: BTreeMap<&'c str, String>,
    non_transferable: String,
    residue: String,
    quota: String,
    elected: Vec<&'c str>,
    elected_by: Option<&'static str>,
    excluded: Vec<&'c str>,
    excluded_because: Option<&'static str>,
    tie: Option<TieRow<'c>>,
}

impl<'c> StageRow<'c> {
    fn of(count: &'c Count, stage: &'c Stage) -> Self {
        let totals = stage.totals.iter().enumerate();
        let (action, from, because) = match stage.action {
            Action::FirstPreferences => ("first-preferences", None, None),
            Action::Surplus { from, .. } => ("surplus", Some(from), None),
            Action::Surpluses => ("surpluses", None, None),
            Action::Exclusion { of, why } => ("exclusion", Some(of), Some(because(why))),
        };
        Self {
            number: stage.number,
            action,
            from: from.map(|place| count.name(place)),
            totals: totals
                .map(|(place, votes)| (count.name(place), votes.to_string()))
                .collect(),
            non_transferable: stage.non_transferable.to_string(),
            residue: stage.residue.to_string(),
            quota: stage.quota.to_string(),
            elected: count.names(&stage.elected),
            elected_by: stage.by.map(|by| match by {
                ElectedBy::Quota => "quota",
                ElectedBy::LastSeats => "last-seats",
            }),
            excluded: count.names(&stage.excluded),
            excluded_because: because,
            tie: stage.tie.as_ref().map(|tie| TieRow::of(count, tie)),
        }
    }
}

const fn because(why: Exclusion) -> &'static str {
    match why {
        Exclusion::Fewest => "fewest",
        Exclusion::FewestUnguarded => "fewest-unguarded",
        Exclusion::Doomed => "doomed",
    }
}

const fn about(about: About) -> &'static str {
    match about {
        About::Surplus => "surplus",
        About::Exclusion => "exclusion",
    }
}

#[derive(Serialize)]
struct TieRow<'c> {
    between: Vec<&'c str>,
    about: &'static str,
    by: &'static str,
    stage: Option<usize>,
    among: Option<Vec<&'c str>>,
    chosen: &'c str,
}

impl<'c> TieRow<'c> {
    fn of(count: &'c Count, tie: &'c Tie) -> Self {
        let (by, stage, among) = match &tie.by {
            TieBreak::EarlierStage(stage) => ("earlier-stage", Some(*stage), None),
            TieBreak::Lot { among } => ("lot", None, Some(count.names(among))),
        };
        Self {
            between: count.names(&tie.between),
            about: about(tie.about),
            by,
            stage,
            among,
            chosen: count.name(tie.chosen),
        }
    }
}
