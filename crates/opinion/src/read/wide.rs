//! A file with a line for each participant and a column for each statement.

use super::table::{Column, Table};
use super::votes::vote_of;
use super::{Problem, Signs, quoted};
use crate::votes::Casts;

/// Reads the file `participants-votes.csv` that Polis gives out: a line for each participant, a column for each
/// statement whose heading is its number. 1 agrees, -1 disagrees, 0 passes; an empty cell has not been seen. Columns
/// whose heading is no number are about the participant and left alone.
pub fn read_wide_votes(file: &str, bytes: &[u8]) -> Result<Casts, Vec<Problem>> {
    let mut table = Table::open(file, bytes, "then a line for each participant")?;
    let participant = table.needed(&["participant", "participant-id", "voter-id"], "who votes");
    let numbers: Vec<String> = table
        .headings()
        .iter()
        .filter(|heading| !heading.is_empty() && heading.bytes().all(|byte| byte.is_ascii_digit()))
        .cloned()
        .collect();
    let mut statements: Vec<Column> = Vec::with_capacity(numbers.len());
    for number in &numbers {
        statements.extend(table.column_where(|name| name == number));
    }
    let mut casts = Casts::default();
    for statement in &statements {
        casts.statement(&statement.heading);
    }
    let Some(participant) = participant else {
        return table.problems.instead_of(casts);
    };
    while table.next() {
        if !table.is_whole() {
            continue;
        }
        let Some(who) = table.text(&participant).map(str::to_owned) else {
            continue;
        };
        if who.is_empty() {
            table.complain(&participant, "the cell is empty. Write the id, such as 12.");
        }
        for statement in &statements {
            let cell = table.cell(statement);
            if cell.is_empty() {
                continue;
            }
            let text = String::from_utf8_lossy(cell).into_owned();
            if let Some(vote) = vote_of(&text, Signs::AgreeIsPlus) {
                casts.cast(&who, &statement.heading, vote, 0);
            } else {
                let says = format!(
                    "{} is not a vote. Write 1 for agree, -1 for disagree, 0 for pass, and nothing where the \
                     statement was not seen.",
                    quoted(&text)
                );
                table.complain(statement, says);
            }
        }
    }
    table.problems.instead_of(casts)
}
