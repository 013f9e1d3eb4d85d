//! What in the tables cannot be used.

use std::fmt;

/// Which part of what was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The table of quotas.
    Quotas,
    /// The table of people.
    Pool,
    /// The size of the panel.
    Size,
}

/// One thing that has to be mended before anything can be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it is.
    pub part: Part,
    /// The row, numbered as its table numbers it; 0 for the table as a whole.
    pub row: usize,
    /// The column from 0 and its heading.
    pub column: Option<(usize, String)>,
    /// What is there, why it cannot be used and what to do, in plain words.
    pub message: String,
}

impl Fault {
    pub(super) fn new(part: Part, row: usize, message: impl Into<String>) -> Self {
        Self {
            part,
            row,
            column: None,
            message: message.into(),
        }
    }

    pub(super) fn at(mut self, column: usize, heading: &str) -> Self {
        self.column = Some((column, heading.to_owned()));
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Quotas => f.write_str("quotas")?,
            Part::Pool => f.write_str("pool")?,
            Part::Size => f.write_str("size")?,
        }
        if self.row > 0 {
            write!(f, ", row {}", self.row)?;
        }
        if let Some((_, heading)) = &self.column {
            write!(f, ", column \"{heading}\"")?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for Fault {}
