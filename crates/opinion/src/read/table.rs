//! A CSV file as headings and rows.

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::{Problem, Problems, quoted};

/// A file that is read row by row.
pub(super) struct Table<'f> {
    bytes: &'f [u8],
    rows: Reader<&'f [u8]>,
    row: ByteRecord,
    headings: Vec<String>,
    pub(super) problems: Problems,
}

/// A column that was found: where, and what its heading is.
#[derive(Debug, Clone)]
pub(super) struct Column {
    at: usize,
    pub(super) heading: String,
}

impl<'f> Table<'f> {
    /// Reads the headings. `holds` says what the file should be, for whoever gave another.
    pub(super) fn open(file: &str, bytes: &'f [u8], holds: &str) -> Result<Self, Vec<Problem>> {
        let problems = Problems::of(file);
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if bytes.contains(&0) {
            return Err(problems.whole("this is not a text file. Save it as CSV in UTF-8."));
        }
        let mut rows = ReaderBuilder::new()
            .delimiter(delimiter(bytes))
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes);
        let mut row = ByteRecord::new();
        // Reading from memory cannot fail.
        if !matches!(rows.read_byte_record(&mut row), Ok(true)) {
            let says =
                format!("the file is empty. It should begin with a line of headings, and {holds}.");
            return Err(problems.whole(says));
        }
        let headings = row
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).trim().to_owned());
        let headings = headings.collect();
        Ok(Self {
            bytes,
            rows,
            row,
            headings,
            problems,
        })
    }

    pub(super) fn headings(&self) -> &[String] {
        &self.headings
    }

    /// The column with one of these names, however they are written: `comment-id`, `Comment ID`.
    pub(super) fn column(&mut self, names: &[&str]) -> Option<Column> {
        self.column_where(|name| names.contains(&name))
    }

    /// The column whose name, in small letters and with hyphens, is one of those wanted.
    pub(super) fn column_where(&mut self, is_wanted: impl Fn(&str) -> bool) -> Option<Column> {
        let mut found: Option<Column> = None;
        for (at, heading) in self.headings.iter().enumerate() {
            if !is_wanted(&name_of(heading)) {
                continue;
            }
            if let Some(found) = &found {
                let says = format!(
                    "this column holds the same as the column {}. Leave one of them out.",
                    quoted(&found.heading)
                );
                self.problems.add(Some(1), Some(heading), says);
                continue;
            }
            found = Some(Column {
                at,
                heading: heading.clone(),
            });
        }
        found
    }

    /// The same for a column that has to be there.
    pub(super) fn needed(&mut self, names: &[&str], holds: &str) -> Option<Column> {
        let found = self.column(names);
        if found.is_none() {
            let says = format!(
                "there is no column `{}`. It holds {holds}. The headings are {}.",
                names[0],
                self.headings
                    .iter()
                    .map(|h| quoted(h))
                    .collect::<Vec<_>>()
                    .join(", ")
            );
            self.problems.add(Some(1), None, says);
        }
        found
    }

    /// Goes to the next row that has something in it. False where there is none.
    pub(super) fn next(&mut self) -> bool {
        while matches!(self.rows.read_byte_record(&mut self.row), Ok(true)) {
            if self.row.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                return true;
            }
        }
        false
    }

    /// The line of the file on which the row begins.
    pub(super) fn line(&self) -> u64 {
        let Some(position) = self.row.position() else {
            return 0;
        };
        // Empty lines before a row are passed over, and its position is before them.
        let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let before = self.bytes.get(start..).unwrap_or_default().iter();
        let empty = before
            .take_while(|byte| matches!(byte, b'\n' | b'\r'))
            .filter(|byte| **byte == b'\n')
            .count();
        position.line() + u64::try_from(empty).unwrap_or(0)
    }

    /// A cell without the spaces around it; empty where the row ends before it.
    pub(super) fn cell(&self, column: &Column) -> &[u8] {
        self.row.get(column.at).unwrap_or_default().trim_ascii()
    }

    /// A cell as text. What is not UTF-8 is a problem.
    pub(super) fn text(&mut self, column: &Column) -> Option<&str> {
        // Looked at twice, so that the problem can be told after the text was not given out.
        if std::str::from_utf8(self.cell(column)).is_ok() {
            return std::str::from_utf8(self.cell(column)).ok();
        }
        let line = self.line();
        let says = "this is not text in UTF-8. Save the file as CSV in UTF-8.";
        self.problems.add(Some(line), Some(&column.heading), says);
        None
    }

    /// A problem with a cell of this row.
    pub(super) fn complain(&mut self, column: &Column, message: impl Into<String>) {
        let line = self.line();
        self.problems
            .add(Some(line), Some(&column.heading), message);
    }

    /// Whether the row has a cell for every heading, which is a problem where not.
    pub(super) fn is_whole(&mut self) -> bool {
        let (found, wanted) = (self.row.len(), self.headings.len());
        let spare = || {
            self.row
                .iter()
                .skip(wanted)
                .any(|cell| !cell.trim_ascii().is_empty())
        };
        if found == wanted || found > wanted && !spare() {
            return true;
        }
        let line = self.line();
        let says = format!(
            "this line has {found} cells and the headings have {wanted}. Look for a comma too many or too few, or for a \
             quotation mark that is opened and never closed."
        );
        self.problems.add(Some(line), None, says);
        false
    }
}

/// A heading in small letters, words parted by hyphens.
pub(super) fn name_of(heading: &str) -> String {
    heading.trim().to_lowercase().replace(['_', ' '], "-")
}

/// The sign between cells: the one that stands most often in the first line, a comma where none does.
fn delimiter(bytes: &[u8]) -> u8 {
    let first = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let count = |sign: u8| first.split(|byte| *byte == sign).count();
    let mut best = b',';
    for sign in [b';', b'\t'] {
        if count(sign) > count(best) {
            best = sign;
        }
    }
    best
}
