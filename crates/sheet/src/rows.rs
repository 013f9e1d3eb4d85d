//! Rows: from headings and cells to subjects, for every kind of sheet.

use std::collections::BTreeMap;

use alongside_charter::{Kind, Name, Subject};
use jiff::tz::TimeZone;

use crate::cell::Cell;
use crate::columns::{self, Column};
use crate::headings::{Counted, Headings, MAX_COLUMNS};
use crate::problem::{Place, Problem, Problems, quoted};
use crate::taker::Taker;
use crate::text::on_one_line;
use crate::{Carried, Reading, Sheet, order, values};

/// The most rows of one sheet.
const MAX_ROWS: usize = 1_000_000;
/// The most bytes of text in one cell.
const MAX_TEXT: usize = 10_000;
/// The most text kept of one file. A workbook can name one long text in millions of cells.
const MAX_KEPT: usize = 256 << 20;

/// A sheet while it is read, row by row.
pub(crate) struct Rows<'r> {
    zone: &'r TimeZone,
    headings: Headings<'r>,
    /// The row of the headings.
    top: usize,
    subjects: Vec<Subject>,
    /// The row of each subject.
    numbers: Vec<usize>,
    /// For each heading that is carried along, the values so far.
    carried: Vec<Vec<String>>,
    notes: Vec<String>,
    problems: Problems,
    kept: usize,
    is_full: bool,
    /// The last row so far with anything in it, and how many before it have nothing.
    last: usize,
    empty: usize,
    /// Rows with nothing in the columns that are read.
    unread: Vec<usize>,
}

impl<'r> Rows<'r> {
    pub(crate) fn new(file: &str, counted: Counted, reading: &'r Reading<'r>) -> Self {
        Self {
            zone: reading.zone,
            headings: Headings::new(counted, reading),
            top: 1,
            subjects: Vec::new(),
            numbers: Vec::new(),
            carried: Vec::new(),
            notes: Vec::new(),
            problems: Problems::of(file),
            kept: 0,
            is_full: false,
            last: 0,
            empty: 0,
            unread: Vec::new(),
        }
    }

    /// Takes one heading more and gives its place; `number` is where it first stands.
    pub(crate) fn add_heading(&mut self, number: usize, written: &str) -> usize {
        let index = self.headings.len();
        if index > MAX_COLUMNS {
            self.is_full = true;
            return index;
        }
        if let Err(message) = self.headings.add(written) {
            self.problem(number, Some(index), message);
        }
        if matches!(self.headings.column(index), Column::Carried(_)) {
            self.carried.push(Vec::new());
        }
        index
    }

    fn cell(&mut self, index: usize, cell: &Cell<'_>, subject: &mut Subject) -> Result<(), String> {
        if let Cell::Text(text) = cell
            && text.len() > MAX_TEXT
        {
            return Err(format!(
                "{} goes on for more than {MAX_TEXT} characters. Keep long texts in a document, \
                 and look for a quotation mark that is opened and never closed.",
                quoted(text)
            ));
        }
        match self.headings.column(index) {
            Column::Nameless => Err(format!(
                "{} stands under no heading. Give the column a heading or take the value out; a \
                 text that holds the sign between columns needs quotation marks around it.",
                quoted(&cell.shown())
            )),
            Column::Carried(place) => {
                if let Some(values) = self.carried.get_mut(*place) {
                    let text = on_one_line(&cell.shown()).into_owned();
                    self.kept += text.len();
                    values.resize(self.subjects.len(), String::new());
                    values.push(text);
                }
                Ok(())
            }
            column => values::read(column, cell, self.zone, subject),
        }
    }

    fn keep(&mut self, number: usize, mut subject: Subject) {
        if subject.id.is_empty() {
            subject.id = number.to_string();
        }
        self.check_order(number, &subject);
        let texts = [
            &subject.id,
            &subject.title,
            &subject.organiser,
            &subject.body,
            &subject.source,
        ];
        self.kept += texts.map(String::len).iter().sum::<usize>();
        self.subjects.push(subject);
        self.numbers.push(number);
        let too_much = if self.subjects.len() > MAX_ROWS {
            format!("there are more than {MAX_ROWS} rows. Cut the file in two.")
        } else if self.kept > MAX_KEPT {
            "the file holds more text than can be taken in. Cut it in two.".to_owned()
        } else {
            return;
        };
        self.is_full = true;
        self.problem(number, None, too_much);
    }

    /// A row such as `Total` under a column of remarks is no subject.
    fn pass_over(&mut self, number: usize) {
        self.unread.push(number);
        for values in &mut self.carried {
            values.truncate(self.subjects.len());
        }
    }

    fn check_order(&mut self, number: usize, subject: &Subject) {
        for (name, message) in order::faults(subject, self.zone) {
            let is_it = |column: &Column| matches!(column, Column::Day(day) if *day == *name);
            let index = self.headings.position(is_it);
            self.problem(number, index, message);
        }
    }

    /// The sheet, or all its problems.
    pub(crate) fn finish(mut self) -> Result<Sheet, Vec<Problem>> {
        if self.headings.position(Column::is_read).is_none() {
            self.no_heading();
        } else if self.subjects.is_empty() && self.problems.is_empty() {
            self.problems.add(Place::File, self.nothing_in_it());
        }
        self.check_ids();
        self.notes.extend(self.headings.notes());
        self.note_excuses();
        self.note_rows();
        let subjects = self.subjects;
        let carried =
            self.headings
                .carried()
                .into_iter()
                .zip(self.carried)
                .map(|(heading, mut values)| {
                    values.resize(subjects.len(), String::new());
                    Carried { heading, values }
                });
        let carried = carried.collect();
        self.problems.instead_of(Sheet {
            subjects,
            carried,
            notes: self.notes,
        })
    }

    const fn nothing_in_it(&self) -> &'static str {
        match self.headings.counted {
            Counted::Rows => {
                "there are headings and no rows with anything in them. Write a row for each \
                 meeting, consultation or claim."
            }
            Counted::Items => {
                "the list holds nothing. Write an item for each meeting, consultation or claim."
            }
        }
    }

    /// Nothing else can be said of a sheet without headings.
    fn no_heading(&mut self) {
        let (place, what) = match self.headings.counted {
            Counted::Rows => (
                Place::Row(self.top),
                "this row is taken for the headings, and none of them is one that is read. Head \
                 the columns with the names below, and take out any rows above the headings",
            ),
            Counted::Items => (
                Place::File,
                "none of the keys is one that is read. Use the names below",
            ),
        };
        self.problems
            .add(place, format!("{what}. Read are: {}.", columns::known()));
        self.subjects.clear();
        self.numbers.clear();
    }

    /// Two subjects of one kind cannot have the same id.
    fn check_ids(&mut self) {
        let mut by_id: Vec<(Kind, &str, usize)> = self
            .subjects
            .iter()
            .zip(&self.numbers)
            .map(|(subject, number)| (subject.kind, subject.id.as_str(), *number))
            .collect();
        by_id.sort_unstable();
        let word = self.headings.counted.word();
        let same = by_id.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1));
        let mut twice = Vec::new();
        for (first, others) in same.filter_map(<[_]>::split_first) {
            for (kind, id, number) in others {
                twice.push((
                    *number,
                    format!(
                        "the {kind} in {word} {} has the id {} too. Give each an id of its own.",
                        first.2,
                        quoted(id)
                    ),
                ));
            }
        }
        let index = self.headings.position(|column| *column == Column::Id);
        for (number, message) in twice {
            self.problem(number, index, message);
        }
    }

    /// Excuses that speak of a standard that no charter in use has.
    fn note_excuses(&mut self) {
        let mut unknown: BTreeMap<&Name, Vec<usize>> = BTreeMap::new();
        for (subject, number) in self.subjects.iter().zip(&self.numbers) {
            let excuse = subject.excuse.as_ref();
            if let Some(standard) = excuse.and_then(|excuse| excuse.standard.as_ref())
                && self.headings.is_unknown(standard)
            {
                unknown.entry(standard).or_default().push(*number);
            }
        }
        let notes: Vec<String> = unknown
            .into_iter()
            .map(|(standard, numbers)| {
                format!(
                    "{}, \"excused\": \"{standard}\" is no standard of the charters in use, so it \
                     excuses nothing under them{}",
                    self.headings.counted.listed(&numbers),
                    self.headings.meant_standard(standard)
                )
            })
            .collect();
        self.notes.extend(notes);
    }

    fn note_rows(&mut self) {
        let word = self.headings.counted.word();
        match self.empty {
            0 => {}
            1 => self.notes.push(format!("1 empty {word} was passed over")),
            n => self
                .notes
                .push(format!("{n} empty {word}s were passed over")),
        }
        if let Some((first, others)) = self.unread.split_first() {
            let more = match others.len() {
                0 => " was".to_owned(),
                n => format!(" and {n} more were"),
            };
            self.notes.push(format!(
                "{word} {first}{more} passed over: nothing stands in the columns that are read"
            ));
        }
    }
}

impl Taker for Rows<'_> {
    fn in_a_row(&self) -> &'static str {
        "a meeting, consultation or claim"
    }

    fn rename(&mut self, file: &str) {
        self.problems.rename(file);
    }

    /// Takes the row of headings.
    fn headings<'c>(&mut self, row: usize, written: impl IntoIterator<Item = &'c str>) {
        (self.top, self.last) = (row, row);
        for heading in written {
            self.add_heading(row, heading);
        }
    }

    /// Whether more was given than is taken, so that the rest of the file need not be looked at.
    fn is_full(&self) -> bool {
        self.is_full
    }

    /// A problem in one row, or in one cell of it.
    fn problem(&mut self, number: usize, index: Option<usize>, message: impl Into<String>) {
        let place = match (index, self.headings.counted) {
            (Some(index), _) => self.headings.place(number, index),
            (None, Counted::Rows) => Place::Row(number),
            (None, Counted::Items) => Place::Item(number),
        };
        self.problems.add(place, message);
    }

    fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// Takes one row: each cell with the place of its heading.
    fn row<'c>(&mut self, number: usize, cells: impl IntoIterator<Item = (usize, Cell<'c>)>) {
        if self.is_full {
            return;
        }
        let mut subject = Subject::new(Kind::Meeting, String::new());
        let (mut is_empty, mut is_read) = (true, false);
        for (index, cell) in cells {
            let text = match cell {
                Cell::Text(text) => on_one_line(text),
                _ => "".into(),
            };
            // What is left of a text without its control characters may be nothing.
            let cell = match cell {
                Cell::Text(_) => Cell::text(&text),
                other => other,
            };
            if matches!(cell, Cell::Empty) {
                continue;
            }
            is_empty = false;
            is_read |= self.headings.column(index).is_read();
            if let Err(message) = self.cell(index, &cell, &mut subject) {
                self.problem(number, Some(index), message);
            }
        }
        if is_empty {
            return;
        }
        self.empty += number.saturating_sub(self.last + 1);
        self.last = number;
        if is_read {
            self.keep(number, subject);
        } else {
            self.pass_over(number);
        }
    }
}
