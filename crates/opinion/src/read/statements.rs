//! A file with a line for each statement.

use super::table::{Column, Table};
use super::{Problem, quoted};
use crate::conversation::{Standing, Statement};

/// Reads statements, a line each: the column `comment-id` (or `statement`), and, where they are there, `comment-body` (or
/// `text`) with what it says, `moderated` (1 let in, -1 taken out, 0 not decided) and `is-meta` (whether it asks who
/// somebody is). This is the file `comments.csv` that Polis gives out.
pub fn read_statements(file: &str, bytes: &[u8]) -> Result<Vec<Statement>, Vec<Problem>> {
    let mut table = Table::open(file, bytes, "then a line for each statement")?;
    let id = table.needed(
        &["comment-id", "statement-id", "statement", "tid", "id"],
        "what the statement is called in the votes",
    );
    let text = table.column(&["comment-body", "body", "text", "txt", "says"]);
    let standing = table.column(&["moderated", "mod"]);
    let is_meta = table.column(&["is-meta", "meta"]);
    let Some(id) = id else {
        return table.problems.instead_of(Vec::new());
    };
    let mut statements = Vec::new();
    while table.next() {
        if !table.is_whole() {
            continue;
        }
        let Some(name) = table.text(&id).map(str::to_owned) else {
            continue;
        };
        if name.is_empty() {
            table.complain(&id, "the cell is empty. Write the id, such as 12.");
        }
        let statement = Statement {
            id: name,
            text: text
                .as_ref()
                .and_then(|text| table.text(text).map(str::to_owned))
                .unwrap_or_default(),
            standing: standing
                .as_ref()
                .and_then(|standing| read_standing(&mut table, standing))
                .unwrap_or_default(),
            is_meta: is_meta
                .as_ref()
                .and_then(|is_meta| read_yes(&mut table, is_meta))
                .unwrap_or_default(),
        };
        statements.push(statement);
    }
    table.problems.instead_of(statements)
}

fn read_standing(table: &mut Table<'_>, column: &Column) -> Option<Standing> {
    let text = table.text(column)?;
    let standing = match text {
        "1" => Standing::Accepted,
        "0" | "" => Standing::Waiting,
        "-1" => Standing::Rejected,
        _ => {
            let says = format!(
                "{} does not say whether the statement was let in. Write 1 for let in, -1 for taken out and 0 for not \
                 decided.",
                quoted(text)
            );
            table.complain(column, says);
            return None;
        }
    };
    Some(standing)
}

fn read_yes(table: &mut Table<'_>, column: &Column) -> Option<bool> {
    let text = table.text(column)?;
    match text.to_lowercase().as_str() {
        "true" | "1" | "yes" | "t" => Some(true),
        "false" | "0" | "no" | "f" | "" => Some(false),
        _ => {
            let says = format!(
                "{} is neither yes nor no. Write true or false.",
                quoted(text)
            );
            table.complain(column, says);
            None
        }
    }
}
