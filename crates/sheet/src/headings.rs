//! Headings: the columns of one sheet, or the keys of one list.

use alongside_charter::Name;

use crate::columns::{self, Column};
use crate::problem::{Place, quoted};

/// The most columns of one sheet.
pub(crate) const MAX_COLUMNS: usize = 500;

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
}

struct Heading {
    written: String,
    column: Column,
}

/// The headings of one sheet in their order.
pub(crate) struct Headings<'r> {
    names: &'r [Name],
    pub(crate) counted: Counted,
    list: Vec<Heading>,
    carried: usize,
}

impl<'r> Headings<'r> {
    pub(crate) const fn new(counted: Counted, names: &'r [Name]) -> Self {
        Self {
            names,
            counted,
            list: Vec::new(),
            carried: 0,
        }
    }

    /// Takes one heading more; `Err` says what is wrong with it.
    pub(crate) fn add(&mut self, written: &str) -> Result<(), String> {
        let written = written.trim().to_owned();
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

    /// The headings of what is carried along, in the order of [`Column::Carried`].
    pub(crate) fn carried(&self) -> impl Iterator<Item = &str> {
        let carried = self
            .list
            .iter()
            .filter(|h| matches!(h.column, Column::Carried(_)));
        carried.map(|heading| heading.written.as_str())
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

    /// The columns that nobody reads, and what may have been meant by them.
    pub(crate) fn notes(&self) -> Vec<String> {
        let what = match self.counted {
            Counted::Rows => "column",
            Counted::Items => "key",
        };
        let (mut notes, mut others) = (Vec::new(), Vec::new());
        for (index, heading) in self.list.iter().enumerate() {
            if !matches!(heading.column, Column::Carried(_)) {
                continue;
            }
            let shown = self.shown(index);
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
