//! Headings: the columns of one sheet, or the keys of one list.

use std::collections::BTreeSet;

use alongside_charter::Name;

use crate::Reading;
use crate::columns::{self, Column};
use crate::problem::{Place, nearest, quoted};
use crate::text::on_one_line;

/// The most columns of one sheet.
pub(crate) const MAX_COLUMNS: usize = 500;

/// How many rows a note names.
const LISTED: usize = 5;

/// What a file counts, and so how a place in it is named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    /// Rows of a sheet, the headings among them.
    Rows,
    /// Items of a list.
    Items,
}

impl Counted {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Rows => "row",
            Self::Items => "item",
        }
    }

    /// `row 2`, `rows 2 and 5`, `rows 2, 5, 6, 7, 9 and 30 more`.
    pub(crate) fn listed(self, numbers: &[usize]) -> String {
        let plural = if numbers.len() == 1 { "" } else { "s" };
        let told = &numbers[..numbers.len().min(LISTED)];
        let mut told: Vec<String> = told.iter().map(ToString::to_string).collect();
        let last = match numbers.len() - told.len() {
            0 => told.pop(),
            more => Some(format!("{more} more")),
        };
        let last = last.unwrap_or_default();
        let and = if told.is_empty() { "" } else { " and " };
        format!("{}{plural} {}{and}{last}", self.word(), told.join(", "))
    }
}

struct Heading {
    written: String,
    column: Column,
}

/// The headings of one sheet in their order.
pub(crate) struct Headings<'r> {
    names: &'r [Name],
    standards: &'r [Name],
    pub(crate) counted: Counted,
    list: Vec<Heading>,
    carried: usize,
}

impl<'r> Headings<'r> {
    pub(crate) const fn new(counted: Counted, reading: &'r Reading<'r>) -> Self {
        Self {
            names: reading.names,
            standards: reading.standards,
            counted,
            list: Vec::new(),
            carried: 0,
        }
    }

    /// Takes one heading more; `Err` says what is wrong with it.
    pub(crate) fn add(&mut self, written: &str) -> Result<(), String> {
        let written = on_one_line(written).trim().to_owned();
        let read = Column::under(&written, self.names);
        let fault = match &read {
            _ if self.list.len() == MAX_COLUMNS => Err(format!(
                "there are more than {MAX_COLUMNS} columns. Take out those that are not needed."
            )),
            Err(columns::NoStandard) => Err(
                "it does not say which standard the claims are about. Head it like \
                 claim:meeting-notice."
                    .to_owned(),
            ),
            Ok(Some(column)) if column.is_read() => self.is_first(column),
            Ok(_) => Ok(()),
        };
        let column = read.ok().flatten().unwrap_or_else(|| {
            self.carried += 1;
            Column::Carried(self.carried - 1)
        });
        self.list.push(Heading { written, column });
        fault
    }

    fn is_first(&self, column: &Column) -> Result<(), String> {
        let Some(first) = self.position(|known| known == column) else {
            return Ok(());
        };
        let what = match self.counted {
            Counted::Rows => "column",
            Counted::Items => "key",
        };
        Err(format!(
            "it is read as the same as {what} {}. Take out one of the two.",
            self.shown(first)
        ))
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// What stands under a heading; beyond the last there is none.
    pub(crate) fn column(&self, index: usize) -> &Column {
        self.list
            .get(index)
            .map_or(&Column::Nameless, |heading| &heading.column)
    }

    pub(crate) fn position(&self, test: impl Fn(&Column) -> bool) -> Option<usize> {
        self.list.iter().position(|heading| test(&heading.column))
    }

    /// The headings of what is carried along, in the order of [`Column::Carried`]. Each is
    /// another: of those that are written alike, all but the first have a number after them.
    pub(crate) fn carried(&self) -> Vec<String> {
        let carried = || {
            let is_carried = |heading: &&Heading| matches!(heading.column, Column::Carried(_));
            self.list.iter().filter(is_carried)
        };
        let written: BTreeSet<&str> = carried().map(|heading| heading.written.as_str()).collect();
        let mut taken = BTreeSet::new();
        let mut names = Vec::with_capacity(self.carried);
        for heading in carried() {
            let mut name = heading.written.clone();
            let mut number = 1;
            while taken.contains(&name) || (number > 1 && written.contains(name.as_str())) {
                number += 1;
                name = format!("{} ({number})", heading.written);
            }
            taken.insert(name.clone());
            names.push(name);
        }
        names
    }

    /// Whether it is known which standards there are, and this is none of them.
    pub(crate) fn is_unknown(&self, standard: &Name) -> bool {
        !self.standards.is_empty() && !self.standards.contains(standard)
    }

    /// The standard that may have been meant, as the end of a note.
    pub(crate) fn meant_standard(&self, written: &Name) -> String {
        nearest(written.as_str(), self.standards.iter().map(Name::as_str))
            .map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"))
    }

    /// The place of a cell or value.
    pub(crate) fn place(&self, number: usize, index: usize) -> Place {
        let heading = self
            .list
            .get(index)
            .map_or("", |heading| &heading.written)
            .to_owned();
        match self.counted {
            Counted::Rows => Place::Cell {
                row: number,
                letters: columns::letters(index),
                heading,
            },
            Counted::Items => Place::Value {
                item: number,
                key: heading,
            },
        }
    }

    /// The columns that nobody reads or that no charter in use asks for, and what may have been
    /// meant by them.
    pub(crate) fn notes(&self) -> Vec<String> {
        let what = match self.counted {
            Counted::Rows => "column",
            Counted::Items => "key",
        };
        let (mut notes, mut others) = (Vec::new(), Vec::new());
        let names = self.carried();
        for (index, heading) in self.list.iter().enumerate() {
            let place = match &heading.column {
                Column::Carried(place) => *place,
                Column::Claim(standard) if self.is_unknown(standard) => {
                    notes.push(format!(
                        "{what} {} is about no standard of the charters in use{}",
                        self.shown(index),
                        self.meant_standard(standard)
                    ));
                    continue;
                }
                _ => continue,
            };
            let mut shown = self.shown(index);
            if let Some(name) = names.get(place).filter(|name| **name != heading.written) {
                shown = format!("{shown} (as {})", quoted(name));
            }
            match columns::meant(&heading.written, self.names) {
                Some(meant) => notes.push(format!(
                    "{what} {shown} is not one that is read; did you mean \"{meant}\"?"
                )),
                None => others.push(shown),
            }
        }
        if !others.is_empty() {
            let plural = if others.len() == 1 { "" } else { "s" };
            notes.push(format!(
                "carried along and not read: {what}{plural} {}",
                others.join(", ")
            ));
        }
        notes
    }

    fn shown(&self, index: usize) -> String {
        let written = self.list.get(index).map_or("", |heading| &heading.written);
        match self.counted {
            Counted::Rows => format!("{} {}", columns::letters(index), quoted(written)),
            Counted::Items => quoted(written),
        }
    }
}
