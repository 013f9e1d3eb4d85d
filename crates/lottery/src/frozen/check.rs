//! Going through a published draw again.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;

use super::{Files, Outcome, Statement, chances_text, csv, hash_of, panel_name, settle};
use crate::commitment::{Hash, root};

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What, as a sentence that holds or does not.
    pub says: String,
    /// Whether it holds.
    pub holds: bool,
}

impl Check {
    pub(super) fn new(holds: bool, says: impl Into<String>) -> Self {
        Self {
            says: says.into(),
            holds,
        }
    }
}

/// Checks everything that the published files alone can show: that no file was changed since `draw.json`, that what
/// decides is one thing in all that is said of it, that everybody on a panel has a commitment, and that the public number
/// means the panel that `outcome.json` names. Whatever follows from other files (the chances from the panels, the
/// statement from all, the outcome from the number) is made again from them and compared byte for byte.
///
/// Whether the panels keep the quotas and were worked out as the method says needs everybody's features, which are not
/// published: work the draw out again from the private files, [`freeze`](super::freeze) it again, and compare.
pub fn check(public: &Files) -> Vec<Check> {
    let mut checks = Vec::new();
    let statement = match public
        .get("draw.json")
        .ok_or_else(|| "draw.json is not there".to_owned())
        .and_then(|text| Statement::parse(text))
    {
        Ok(statement) => statement,
        Err(says) => return vec![Check::new(false, says)],
    };
    checks.push(Check::new(
        true,
        "draw.json can be read, and is of a version that is known",
    ));
    checks.push(match statement.by.agrees(statement.panels) {
        Ok(says) => Check::new(true, says),
        Err(says) => Check::new(false, says),
    });
    let texts =
        ["panels.csv", "chances.csv", "quotas.csv", "commitments.csv"].map(|name| public.get(name));
    let [Some(panels), Some(chances), Some(quotas), Some(commitments)] = texts else {
        checks.push(Check::new(
            false,
            "panels.csv, chances.csv, quotas.csv and commitments.csv are there",
        ));
        return checks;
    };
    checks.push(Check::new(
        hash_of(panels) == statement.table,
        "panels.csv is the table that draw.json names",
    ));
    checks.push(Check::new(
        hash_of(chances) == statement.chances,
        "chances.csv is the one that draw.json names",
    ));
    checks.push(Check::new(
        hash_of(quotas) == statement.quotas,
        "quotas.csv is the one that draw.json names",
    ));
    match tickets(commitments, &statement) {
        Ok(()) => checks.push(Check::new(
            true,
            format!(
                "all {} tickets have a commitment, under the root that draw.json names",
                statement.people
            ),
        )),
        Err(says) => checks.push(Check::new(false, says)),
    }
    match counts(panels, commitments, &statement) {
        Ok(counts) => {
            checks.push(Check::new(
                true,
                format!(
                    "there are {} panels of {} different tickets each",
                    statement.panels, statement.size
                ),
            ));
            checks.push(told(chances, &counts));
        }
        Err(says) => checks.push(Check::new(false, says)),
    }
    checks.push(again(public, &statement));
    if let Some(text) = public.get("outcome.json") {
        checks.push(outcome(public, &statement, text));
    }
    checks
}

fn leaves(commitments: &str) -> Result<Vec<Hash>, String> {
    let rows = csv::rows::<2>("commitments.csv", commitments, "ticket,leaf")?;
    let leaf = |[ticket, leaf]: [&str; 2]| {
        let read = HEXLOWER
            .decode(leaf.as_bytes())
            .ok()
            .and_then(|bytes| bytes.try_into().ok());
        read.ok_or_else(|| format!("commitments.csv: the leaf of {ticket} is not a hash"))
    };
    rows.into_iter().map(leaf).collect()
}

fn tickets(commitments: &str, statement: &Statement) -> Result<(), String> {
    let rows = csv::rows::<2>("commitments.csv", commitments, "ticket,leaf")?;
    let leaves = leaves(commitments)?;
    if !rows.is_sorted_by(|[a, _], [b, _]| a < b) || rows.len() != statement.people {
        return Err(format!(
            "commitments.csv has each of the {} tickets once and in order",
            statement.people
        ));
    }
    if HEXLOWER.encode(&root(&leaves)) != statement.commitments {
        return Err("the commitments are those that draw.json names".to_owned());
    }
    Ok(())
}

/// On how many panels each ticket is.
fn counts<'t>(
    panels: &'t str,
    commitments: &'t str,
    statement: &Statement,
) -> Result<BTreeMap<&'t str, usize>, String> {
    let known = csv::rows::<2>("commitments.csv", commitments, "ticket,leaf")?;
    let mut counts: BTreeMap<&str, usize> =
        known.into_iter().map(|[ticket, _]| (ticket, 0)).collect();
    let rows = csv::rows::<2>("panels.csv", panels, "panel,tickets")?;
    if rows.len() != statement.panels {
        return Err(format!("panels.csv has {} panels", statement.panels));
    }
    for (number, [name, tickets]) in rows.into_iter().enumerate() {
        let tickets: Vec<&str> = tickets.split(' ').collect();
        if name != panel_name(number, statement.panels) {
            return Err(format!(
                "panel {} of panels.csv has its number",
                panel_name(number, statement.panels)
            ));
        }
        if tickets.len() != statement.size as usize || !tickets.is_sorted_by(|a, b| a < b) {
            return Err(format!(
                "panel {name} has {} different tickets, in order",
                statement.size
            ));
        }
        for ticket in tickets {
            let count = counts
                .get_mut(ticket)
                .ok_or_else(|| format!("panel {name}: ticket {ticket} is in the pool"))?;
            *count += 1;
        }
    }
    Ok(counts)
}

/// The chances, made again from the panels; targets are the method's and stand in no other file.
fn told(chances: &str, counts: &BTreeMap<&str, usize>) -> Check {
    let says = "chances.csv, made again by counting on how many panels each ticket is, is the same to the byte";
    let rows = match csv::rows::<3>("chances.csv", chances, "ticket,target,panels") {
        Ok(rows) => rows,
        Err(says) => return Check::new(false, says),
    };
    let targets: BTreeMap<&str, &str> = rows
        .iter()
        .map(|[ticket, target, _]| (*ticket, *target))
        .collect();
    let again = counts.iter().map(|(ticket, count)| {
        let target = targets
            .get(ticket)
            .and_then(|target| target.parse::<f64>().ok());
        (
            *ticket,
            format!("{:.3}", target.unwrap_or_default()),
            *count,
        )
    });
    Check::new(chances_text(again) == chances, says)
}

/// The statement, made again from the files that it speaks of.
fn again(public: &Files, statement: &Statement) -> Check {
    let text = |name: &str| public.get(name).map(String::as_str).unwrap_or_default();
    let panels = csv::rows::<2>("panels.csv", text("panels.csv"), "panel,tickets");
    let leaves = leaves(text("commitments.csv"));
    let (Ok(panels), Ok(leaves)) = (panels, leaves) else {
        return Check::new(false, "draw.json can be made again from the other files");
    };
    let made = Statement {
        people: leaves.len(),
        panels: panels.len(),
        table: hash_of(text("panels.csv")),
        chances: hash_of(text("chances.csv")),
        quotas: hash_of(text("quotas.csv")),
        commitments: HEXLOWER.encode(&root(&leaves)),
        ..statement.clone()
    };
    Check::new(
        made.json() == text("draw.json"),
        "draw.json, made again with the fingerprints of the other files, is the same to the byte",
    )
}

fn outcome(public: &Files, statement: &Statement, text: &str) -> Check {
    let read = match Outcome::parse(text) {
        Ok(read) => read,
        Err(says) => return Check::new(false, says),
    };
    let says = format!(
        "the public number ({}) means panel {}: outcome.json, made again from it, is the same to the byte",
        read.shown(),
        read.panel
    );
    match settle(public, read.answer.clone()) {
        Ok(again) => Check::new(again.json() == text && again.is_of(statement), says),
        Err(cause) => Check::new(false, format!("{says}: {cause}")),
    }
}
