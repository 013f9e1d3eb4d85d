//! What keeps a file of ballots from being read.

use std::fmt;

/// One thing in a file of ballots that cannot be read, with its line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// The column of a CSV file by its heading, where it is one column's.
    pub column: Option<String>,
    /// What is wrong and what would be right.
    pub says: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.column {
            Some(column) => write!(f, "line {}, column `{column}`: {}", self.line, self.says),
            None => write!(f, "line {}: {}", self.line, self.says),
        }
    }
}

/// Everything in a file of ballots that cannot be read, in the order of its lines. Never empty.
///
/// Of a file that is something else altogether the first [`Problems::MOST`] are kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// More than this many are not kept: the first ones show what is wrong.
    pub const MOST: usize = 1_000;

    /// One after another.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    pub(crate) fn add(&mut self, line: usize, says: impl Into<String>) {
        self.add_in(line, None, says);
    }

    pub(crate) fn add_in(&mut self, line: usize, column: Option<&str>, says: impl Into<String>) {
        if self.0.len() < Self::MOST {
            self.0.push(Problem {
                line,
                column: column.map(str::to_owned),
                says: says.into(),
            });
        }
    }

    /// The value, if nothing is wrong.
    pub(crate) fn or_else<T>(mut self, value: impl FnOnce() -> Option<T>) -> Result<T, Self> {
        if self.0.is_empty()
            && let Some(value) = value()
        {
            return Ok(value);
        }
        self.0.sort_by_key(|problem| problem.line);
        Err(self)
    }
}

impl<'p> IntoIterator for &'p Problems {
    type Item = &'p Problem;
    type IntoIter = std::slice::Iter<'p, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, problem) in self.0.iter().enumerate() {
            if place > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
