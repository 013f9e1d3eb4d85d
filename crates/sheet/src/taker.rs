//! Who takes the rows of a sheet, whatever the format that they come from.

use crate::cell::Cell;

/// Takes headings and rows: as subjects ([`crate::read`]), or as they are ([`crate::table`]).
pub(crate) trait Taker {
    /// What stands in a row, for messages.
    fn in_a_row(&self) -> &'static str;

    /// Problems from here on are of a file of another name: of one sheet of it.
    fn rename(&mut self, file: &str);

    /// Takes the row of headings.
    fn headings<'c>(&mut self, row: usize, written: impl IntoIterator<Item = &'c str>);

    /// Takes one row: each cell with the place of its heading.
    fn row<'c>(&mut self, number: usize, cells: impl IntoIterator<Item = (usize, Cell<'c>)>);

    /// A problem in one row, or in one cell of it.
    fn problem(&mut self, number: usize, index: Option<usize>, message: impl Into<String>);

    /// What a reader of the file may want to know.
    fn note(&mut self, note: String);

    /// Whether more was given than is taken, so that the rest of the file need not be looked at.
    fn is_full(&self) -> bool;
}
