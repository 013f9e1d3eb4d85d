//! Votes and statements from CSV files. Everything wrong with a file is told at once.

mod statements;
mod table;
mod topic;
mod votes;
mod wide;

use std::fmt;

pub use statements::read_statements;
pub use topic::read_topic;
pub use votes::{Signs, read_votes};
pub use wide::read_wide_votes;

/// How many problems of one file are told one by one; the rest are counted.
const TOLD: usize = 1_000;
/// How much of what somebody wrote is quoted back.
const QUOTED: usize = 80;

/// One thing in a file that cannot be read. `Display` gives the whole message:
///
/// > votes.csv, line 3, column "vote": "2" is not a vote. Write 1 for agree, -1 for disagree and 0 for pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was named to the reader.
    pub file: String,
    /// The line, counted from 1; none for the file as a whole.
    pub line: Option<u64>,
    /// The heading of the column as it is written; none for the whole line.
    pub column: Option<String>,
    /// What is there, why it cannot be read and how to mend it, in plain words.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {}", quoted(column))?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for Problem {}

/// The problems of one file while it is read.
struct Problems {
    file: String,
    found: Vec<Problem>,
    untold: usize,
}

impl Problems {
    fn of(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            found: Vec::new(),
            untold: 0,
        }
    }

    fn add(&mut self, line: Option<u64>, column: Option<&str>, message: impl Into<String>) {
        if self.found.len() == TOLD {
            self.untold += 1;
            return;
        }
        self.found.push(Problem {
            file: self.file.clone(),
            line,
            column: column.map(str::to_owned),
            message: message.into(),
        });
    }

    fn whole(mut self, message: impl Into<String>) -> Vec<Problem> {
        self.add(None, None, message);
        self.found
    }

    /// What was read if nothing was wrong, else everything that was.
    fn instead_of<T>(mut self, read: T) -> Result<T, Vec<Problem>> {
        if self.found.is_empty() {
            return Ok(read);
        }
        if self.untold > 0 {
            self.found.push(Problem {
                file: self.file,
                line: None,
                column: None,
                message: format!("… and {} more problems of this file.", self.untold),
            });
        }
        Err(self.found)
    }
}

/// What somebody wrote, in quotation marks, and not all of it where it is long.
fn quoted(text: &str) -> String {
    if text.chars().count() <= QUOTED {
        return format!("\"{text}\"");
    }
    let start: String = text.chars().take(QUOTED).collect();
    format!("\"{start}…\"")
}
