//! A sheet as it is: headings and rows of text, for whoever knows what they mean.

use crate::cell::Cell;
use crate::format::{MAX_BYTES, OTHERS, ending};
use crate::headings::MAX_COLUMNS;
use crate::problem::{Place, Problem, Problems, quoted};
use crate::taker::Taker;
use crate::text::{self, on_one_line};
use crate::{delimited, workbook};

/// The most rows, and the most bytes of text, that are taken.
const MAX_ROWS: usize = 1_000_000;
const MAX_KEPT: usize = 256 << 20;

/// Headings and rows of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The headings, without spaces around them.
    pub headings: Vec<String>,
    /// Each row that has anything in it: its number, as a spreadsheet numbers it, and a text for each heading.
    pub rows: Vec<(usize, Vec<String>)>,
    /// What a reader of the file may want to know, each a short sentence without a full stop.
    pub notes: Vec<String>,
}

impl Table {
    /// The place of a cell of this table in messages.
    pub fn place(&self, row: usize, column: usize) -> Place {
        Place::Cell {
            row,
            letters: letters(column),
            heading: self.headings.get(column).cloned().unwrap_or_default(),
        }
    }
}

/// The letters over a column: A for 0, Z for 25, AA for 26.
fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Reads a CSV file, or an Excel or `LibreOffice` workbook, as headings and rows, or tells every problem in it. `file`
/// is the name used in messages, `in_a_row` says what stands in a row ("one person").
///
/// ```
/// let table = alongside_sheet::table("a.csv", b"id;area\nann;north\n\nbob;\n", "one person").unwrap();
/// assert_eq!(table.headings, ["id", "area"]);
/// assert_eq!(table.rows[1], (4, vec!["bob".to_owned(), String::new()]));
/// ```
pub fn table(file: &str, bytes: &[u8], in_a_row: &'static str) -> Result<Table, Vec<Problem>> {
    let refuse = |message: &str| Err(Problems::only(file, message));
    if bytes.len() > MAX_BYTES {
        return refuse("the file is larger than 64 MB. Cut it in two.");
    }
    let mut taken = Taken::new(file, in_a_row);
    if bytes.starts_with(b"PK") {
        workbook::hand_over(file, bytes, &mut taken)?;
        return taken.finish();
    }
    if let Some((_, message)) = OTHERS.iter().find(|(begins, _)| bytes.starts_with(begins)) {
        return refuse(message);
    }
    if let ending @ ("xlsx" | "xlsm" | "ods" | "xls" | "numbers") = ending(file).as_ref() {
        return refuse(&format!(
            "this is not a workbook that can be read, though its name ends with .{ending}. Save it again as XLSX, ODS or CSV."
        ));
    }
    let text = text::decode(bytes);
    if text.trim().is_empty() {
        return refuse("the file is empty. Save the sheet again, and check that it holds rows.");
    }
    delimited::hand_over(file, &text, &mut taken)?;
    taken.finish()
}

/// A table while it is read.
struct Taken {
    in_a_row: &'static str,
    table: Table,
    problems: Problems,
    kept: usize,
    is_full: bool,
}

impl Taken {
    fn new(file: &str, in_a_row: &'static str) -> Self {
        Self {
            in_a_row,
            table: Table {
                headings: Vec::new(),
                rows: Vec::new(),
                notes: Vec::new(),
            },
            problems: Problems::of(file),
            kept: 0,
            is_full: false,
        }
    }

    fn finish(self) -> Result<Table, Vec<Problem>> {
        self.problems.instead_of(self.table)
    }

    /// The text of a cell, or why it has none.
    fn text(&self, index: usize, cell: &Cell<'_>) -> Result<String, String> {
        let shown = cell.shown();
        if let Cell::Unreadable(shown, what) = cell {
            return Err(format!("{} is {what}.", quoted(shown)));
        }
        if self.table.headings.get(index).is_none_or(String::is_empty) {
            return Err(format!(
                "{} stands under no heading. Give the column a heading or take the value out; a \
                 text that holds the sign between columns needs quotation marks around it.",
                quoted(&shown)
            ));
        }
        Ok(on_one_line(&shown).trim().to_owned())
    }
}

impl Taker for Taken {
    fn in_a_row(&self) -> &'static str {
        self.in_a_row
    }

    fn rename(&mut self, file: &str) {
        self.problems.rename(file);
    }

    fn headings<'c>(&mut self, row: usize, written: impl IntoIterator<Item = &'c str>) {
        for heading in written {
            self.table
                .headings
                .push(on_one_line(heading).trim().to_owned());
            if self.table.headings.len() > MAX_COLUMNS {
                self.is_full = true;
                let message = format!(
                    "there are more than {MAX_COLUMNS} columns. Take out those that are not needed."
                );
                self.problem(row, None, message);
                return;
            }
        }
    }

    fn row<'c>(&mut self, number: usize, cells: impl IntoIterator<Item = (usize, Cell<'c>)>) {
        if self.is_full {
            return;
        }
        let mut row = vec![String::new(); self.table.headings.len()];
        let mut is_empty = true;
        for (index, cell) in cells {
            if matches!(cell, Cell::Empty) {
                continue;
            }
            is_empty = false;
            match self.text(index, &cell) {
                Ok(text) => {
                    self.kept += text.len();
                    row[index] = text;
                }
                Err(message) => self.problem(number, Some(index), message),
            }
        }
        if is_empty {
            return;
        }
        self.table.rows.push((number, row));
        if self.table.rows.len() > MAX_ROWS || self.kept > MAX_KEPT {
            self.is_full = true;
            self.problem(
                number,
                None,
                "the file holds more than can be taken in. Cut it in two.",
            );
        }
    }

    fn problem(&mut self, number: usize, index: Option<usize>, message: impl Into<String>) {
        let place = match index {
            Some(index) => self.table.place(number, index),
            None => Place::Row(number),
        };
        self.problems.add(place, message);
    }

    fn note(&mut self, note: String) {
        self.table.notes.push(note);
    }

    fn is_full(&self) -> bool {
        self.is_full
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), expected);
        }
    }

    #[test]
    fn what_cannot_be_a_value_is_told_with_its_place() {
        let problems = table(
            "a.csv",
            b"id,area\nann,#REF!\nbob,north,extra\n",
            "one person",
        )
        .unwrap_err();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(
            told[0].starts_with("a.csv, row 2, column B \"area\": \"#REF!\" is"),
            "{told:?}"
        );
        assert!(
            told[1].starts_with("a.csv, row 3, column C: \"extra\" stands under no heading"),
            "{told:?}"
        );
    }

    #[test]
    fn no_bytes_make_a_table_panic() {
        bolero::check!().for_each(|bytes: &[u8]| {
            drop(table("a.csv", bytes, "one person"));
        });
    }
}
