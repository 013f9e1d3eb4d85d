//! Bounds on who is elected together, from a CSV.

use std::fs;
use std::path::Path;

use alongside_ballot::{Ballots, Constraint};
use serde::Deserialize;

use crate::failure::Failure;
use crate::inputs;

/// A row of the file: `group,at_least,at_most,candidates`, the candidates by name with `;` between.
#[derive(Deserialize)]
struct Row {
    group: String,
    at_least: Option<usize>,
    at_most: Option<usize>,
    candidates: String,
}

/// Reads bounds; everything that is wrong is told at once, with its row.
pub(super) fn read(file: &Path, ballots: &Ballots) -> Result<Vec<Constraint>, Failure> {
    let bytes = fs::read(file).map_err(Failure::reading(file))?;
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(&bytes[..]);
    let mut constraints = Vec::new();
    let mut wrong = Vec::new();
    for (number, row) in (2..).zip(reader.deserialize::<Row>()) {
        match row
            .map_err(|cause| cause.to_string())
            .and_then(|row| of_row(row, ballots))
        {
            Ok(constraint) => constraints.push(constraint),
            Err(says) => wrong.push(format!("{}, row {number}: {says}", inputs::name_of(file))),
        }
    }
    if constraints.is_empty() && wrong.is_empty() {
        wrong.push(format!(
            "{} has no row. Its columns are group, at_least, at_most and candidates.",
            inputs::name_of(file)
        ));
    }
    if wrong.is_empty() {
        Ok(constraints)
    } else {
        Err(Failure::Count(format!(
            "{}\nNothing was counted.",
            wrong.join("\n")
        )))
    }
}

fn of_row(row: Row, ballots: &Ballots) -> Result<Constraint, String> {
    let names = row
        .candidates
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let mut members = Vec::new();
    let mut unknown = Vec::new();
    for name in names {
        match ballots.candidates().iter().position(|one| one.name == name) {
            Some(place) => members.push(place),
            None => unknown.push(name),
        }
    }
    if !unknown.is_empty() {
        return Err(format!(
            "nobody stands who is called {}. Write names as the ballots have them, with ; between.",
            unknown.join(" or ")
        ));
    }
    let at_least = row.at_least.unwrap_or(0);
    let at_most = row.at_most.unwrap_or(ballots.seats());
    if at_least > at_most {
        return Err(format!(
            "at least {at_least} and at most {at_most} cannot hold together."
        ));
    }
    Ok(Constraint {
        name: row.group,
        members,
        at_least,
        at_most,
    })
}
