//! Problems: what in a file cannot be read, where it stands and how to mend it.

use std::fmt;

/// How many problems of one file are told one by one; the rest are counted.
const TOLD: usize = 1_000;

/// How much of what somebody wrote is quoted back.
const QUOTED: usize = 80;

/// One thing in a file that cannot be read.
///
/// `Display` gives the whole message on one line:
///
/// > records.csv, row 3, column C "announced": "31/04/2021" is not a day: April has 30 days. Write
/// > it like 30/04/2021 or 30 April 2021.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was named to [`read`](crate::read); with the sheet where a workbook has
    /// several.
    pub file: String,
    /// Where in the file.
    pub place: Place,
    /// What is there, why it cannot be read and how to mend it, in plain words.
    pub message: String,
}

/// Where in a file a problem stands. Everything is counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Nowhere in particular: the file as a whole.
    File,
    /// A row of a sheet, numbered as a spreadsheet numbers it: the headings are row 1.
    Row(usize),
    /// A cell of a sheet.
    Cell {
        /// The row, numbered as a spreadsheet numbers it.
        row: usize,
        /// The letters over the column, such as `C`.
        letters: String,
        /// The heading of the column as it is written; empty where it has none.
        heading: String,
    },
    /// An item of a JSON list.
    Item(usize),
    /// A value in an item of a JSON list.
    Value {
        /// Which item.
        item: usize,
        /// The key of the value.
        key: String,
    },
    /// A line of a text file.
    Line(usize),
}

impl Place {
    /// The row, item or line; 0 for the file as a whole.
    fn number(&self) -> usize {
        match self {
            Self::File => 0,
            Self::Row(n) | Self::Item(n) | Self::Line(n) => *n,
            Self::Cell { row, .. } => *row,
            Self::Value { item, .. } => *item,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => Ok(()),
            Self::Row(row) => write!(f, ", row {row}"),
            Self::Cell {
                row,
                letters,
                heading,
            } if heading.is_empty() => {
                write!(f, ", row {row}, column {letters}")
            }
            Self::Cell {
                row,
                letters,
                heading,
            } => {
                write!(f, ", row {row}, column {letters} {}", quoted(heading))
            }
            Self::Item(item) => write!(f, ", item {item}"),
            Self::Value { item, key } => write!(f, ", item {item}, {}", quoted(key)),
            Self::Line(line) => write!(f, ", line {line}"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}: {}", self.file, self.place, self.message)
    }
}

impl std::error::Error for Problem {}

/// The problems of one file while it is read.
pub(crate) struct Problems {
    file: String,
    found: Vec<Problem>,
    untold: usize,
}

impl Problems {
    pub(crate) fn of(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            found: Vec::new(),
            untold: 0,
        }
    }

    /// From here on problems are of a file of another name.
    pub(crate) fn rename(&mut self, file: &str) {
        file.clone_into(&mut self.file);
    }

    /// The one problem because of which nothing else can be looked at.
    pub(crate) fn only(file: &str, message: impl Into<String>) -> Vec<Problem> {
        vec![Problem {
            file: file.to_owned(),
            place: Place::File,
            message: message.into(),
        }]
    }

    pub(crate) fn add(&mut self, place: Place, message: impl Into<String>) {
        if self.found.len() < TOLD {
            let message = message.into();
            self.found.push(Problem {
                file: self.file.clone(),
                place,
                message,
            });
        } else {
            self.untold += 1;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// What was read if nothing was wrong, else all problems in the order of the file.
    pub(crate) fn instead_of<T>(mut self, read: T) -> Result<T, Vec<Problem>> {
        if self.found.is_empty() {
            return Ok(read);
        }
        self.found.sort_by_key(|problem| problem.place.number());
        if self.untold > 0 {
            let message = format!(
                "there are {} more problems like these. Mend the ones above, then try again.",
                self.untold
            );
            self.found.push(Problem {
                file: self.file,
                place: Place::File,
                message,
            });
        }
        Err(self.found)
    }
}

/// What somebody wrote, in quotation marks, on one line and not too long.
pub(crate) fn quoted(written: &str) -> String {
    let mut shown: String = written
        .trim()
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(QUOTED + 1)
        .collect();
    if shown.chars().count() > QUOTED {
        shown.pop();
        shown.push('…');
    }
    format!("\"{shown}\"")
}

/// The known word most like a mistyped one, if it is like it at all: at most one letter in four
/// is different.
pub(crate) fn nearest<'k>(
    written: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    if written.len() > 40 {
        return None;
    }
    known
        .into_iter()
        .map(|word| (strsim::osa_distance(written, word), word))
        .filter(|(distance, word)| *distance <= (word.len() / 4).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_file_row_column_and_heading() {
        let place = Place::Cell {
            row: 3,
            letters: "C".to_owned(),
            heading: "Announced".to_owned(),
        };
        let problem = Problem {
            file: "a.csv".to_owned(),
            place,
            message: "it is so.".to_owned(),
        };
        assert_eq!(
            problem.to_string(),
            "a.csv, row 3, column C \"Announced\": it is so."
        );
    }

    #[test]
    fn what_is_quoted_stays_on_one_line_and_is_cut_when_long() {
        assert_eq!(quoted(" one\ntwo "), "\"one two\"");
        assert_eq!(quoted(&"é".repeat(90)).chars().count(), QUOTED + 3);
    }

    #[test]
    fn problems_beyond_a_thousand_are_counted() {
        let mut problems = Problems::of("a.csv");
        for row in (2..1_500).rev() {
            problems.add(Place::Row(row), "wrong");
        }
        let told = problems.instead_of(()).unwrap_err();
        assert_eq!(told.len(), TOLD + 1);
        assert!(
            told[TOLD].message.starts_with("there are 498 more"),
            "{}",
            told[TOLD]
        );
        assert!(told[0].place.number() < told[1].place.number());
    }

    #[test]
    fn a_nearest_word_differs_by_a_letter_in_four_at_most() {
        let known = ["announced", "starts", "due"];
        for (written, expected) in [
            ("anounced", Some("announced")),
            ("annuonced", Some("announced")),
            ("start", Some("starts")),
            ("status", None),
            ("date", None),
        ] {
            assert_eq!(nearest(written, known), expected, "{written}");
        }
    }
}
