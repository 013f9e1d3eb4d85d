//! Several files as one record.

use std::collections::BTreeSet;

use alongside_charter::{Kind, Subject};
use alongside_sheet::{Carried, Sheet};

/// Several files as one record.
#[derive(Default)]
pub(crate) struct Record {
    pub(crate) subjects: Vec<Subject>,
    /// For each file the place of its first subject.
    pub(crate) firsts: Vec<usize>,
    /// Columns nobody reads, each with a value for every subject.
    pub(crate) carried: Vec<Carried>,
    pub(crate) notes: Vec<String>,
    /// The ids met, by which a later file's are told apart.
    ids: BTreeSet<(Kind, String)>,
}

impl Record {
    /// Adds a file's subjects behind those of the earlier files, and its further columns beside theirs.
    pub(crate) fn add(&mut self, file: &str, sheet: Sheet) {
        let (before, after) = (
            self.subjects.len(),
            self.subjects.len() + sheet.subjects.len(),
        );
        self.firsts.push(before);
        let mut told_apart = 0;
        for mut subject in sheet.subjects {
            told_apart += usize::from(self.tell_apart(file, &mut subject));
            self.subjects.push(subject);
        }
        for column in sheet.carried {
            let known = self
                .carried
                .iter_mut()
                .find(|known| known.heading == column.heading);
            if let Some(known) = known {
                known.values.extend(column.values);
            } else {
                let mut values = vec![String::new(); before];
                values.extend(column.values);
                self.carried.push(Carried {
                    heading: column.heading,
                    values,
                });
            }
        }
        for column in &mut self.carried {
            column.values.resize(after, String::new());
        }
        self.notes.extend(
            sheet
                .notes
                .into_iter()
                .map(|note| format!("{file}: {note}.")),
        );
        match told_apart {
            0 => {}
            1 => self.notes.push(format!(
                "{file}: 1 id is used in an earlier file too; here it is told as {file}:ID."
            )),
            n => self.notes.push(format!(
                "{file}: {n} ids are used in an earlier file too; here they are told as {file}:ID."
            )),
        }
    }

    /// Puts the file's name before an id that something of that kind has already.
    fn tell_apart(&mut self, file: &str, subject: &mut Subject) -> bool {
        let mut is_changed = false;
        while !self.ids.insert((subject.kind, subject.id.clone())) {
            subject.id = format!("{file}:{}", subject.id);
            is_changed = true;
        }
        is_changed
    }
}
