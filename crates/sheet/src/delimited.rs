//! CSV: rows of a text file, with commas, semicolons or tabs between the cells.

use csv::{Position, ReaderBuilder, StringRecord};

use crate::cell::Cell;
use crate::headings::Counted;
use crate::problem::{Problem, Problems};
use crate::rows::Rows;
use crate::taker::Taker;
use crate::{Reading, Sheet};

pub(crate) fn read(file: &str, text: &str, reading: &Reading<'_>) -> Result<Sheet, Vec<Problem>> {
    let mut rows = Rows::new(file, Counted::Rows, reading);
    hand_over(file, text, &mut rows)?;
    rows.finish()
}

/// Hands the headings and rows of a text to whoever takes them.
pub(crate) fn hand_over(file: &str, text: &str, rows: &mut impl Taker) -> Result<(), Vec<Problem>> {
    if text.contains('\0') {
        let message = "this is not a text file. Save the sheet as CSV (UTF-8), XLSX or ODS.";
        return Err(Problems::only(file, message));
    }
    let (text, delimiter) = delimiter(text);
    let mut records = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut line = Line::default();
    let mut has_headings = false;
    // Reading from memory cannot fail, and all of it is known to be text.
    while !rows.is_full() && matches!(records.read_record(&mut record), Ok(true)) {
        line.step(text, &record, records.position());
        if has_headings {
            rows.row(line.row, record.iter().map(Cell::text).enumerate());
        } else if let Some(last) = record.iter().rev().position(|cell| !cell.trim().is_empty()) {
            rows.headings(line.row, record.iter().take(record.len() - last));
            has_headings = true;
        }
    }
    if !has_headings {
        let message = format!(
            "the file holds no rows. Write headings in the first row and {} in each row below it.",
            rows.in_a_row()
        );
        return Err(Problems::only(file, message));
    }
    if leaves_quote_open(text.get(line.start..).unwrap_or_default(), delimiter) {
        rows.problem(line.row, None, OPEN_QUOTE);
    }
    Ok(())
}

const OPEN_QUOTE: &str = "a quotation mark (\") is opened here and never closed, so that all that \
                          follows would be one cell. Close it after the text it belongs to, or \
                          take it out.";

/// Whether a quotation mark at the beginning of a cell of the last record has no other to close
/// it.
fn leaves_quote_open(last: &str, delimiter: u8) -> bool {
    let mut before = b'\n';
    let mut is_odd = false;
    let mut begins = false;
    for byte in last.bytes() {
        if byte == b'"' {
            begins |= !is_odd && (before == delimiter || before == b'\n' || before == b'\r');
            is_odd = !is_odd;
        }
        before = byte;
    }
    is_odd && begins
}

/// The sign between the cells: the one that stands most often in the first line. A line such as
/// `sep=;`, which some programs write to say so, is taken off.
fn delimiter(text: &str) -> (&str, u8) {
    if let Some((first, rest)) = text.split_once('\n')
        && let Some(sign) = first.trim_end().strip_prefix("sep=")
        && let [sign @ (b',' | b';' | b'\t')] = sign.as_bytes()
    {
        return (rest, *sign);
    }
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let (mut is_quoted, mut has_words) = (false, false);
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if has_words && !is_quoted => break,
            _ if is_quoted => {}
            _ => match counts.iter_mut().find(|(sign, _)| *sign == byte) {
                Some((_, count)) => *count += 1,
                None => has_words |= !byte.is_ascii_whitespace(),
            },
        }
    }
    // Of signs that stand equally often the first is taken, so a sheet of one column has commas.
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    (text, most.map_or(b',', |(sign, _)| sign))
}

/// Which row of a spreadsheet a record is: empty lines count, lines inside a cell do not.
#[derive(Default)]
struct Line {
    row: usize,
    /// Where the record begins in the text.
    start: usize,
    /// Line ends inside cells so far.
    folded: usize,
}

impl Line {
    fn step(&mut self, text: &str, record: &StringRecord, end: &Position) {
        let whole = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        self.start = record.position().map_or(0, |start| whole(start.byte()));
        self.folded += record
            .as_slice()
            .bytes()
            .filter(|byte| *byte == b'\n')
            .count();
        let last = whole(end.byte())
            .checked_sub(1)
            .and_then(|last| text.as_bytes().get(last));
        let own_end = usize::from(last == Some(&b'\n'));
        // A file with the line ends of old Macs is a single line.
        self.row = whole(end.line())
            .saturating_sub(self.folded + own_end)
            .max(self.row + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_between_cells_is_the_one_most_used_in_the_headings() {
        for (text, expected) in [
            ("kind,id\n;;;;", b','),
            ("kind;\"a,b,c\";id\n", b';'),
            ("kind\tid, or so\ttitle", b'\t'),
            ("\n\nkind;id", b';'),
            ("sep=;\r\nkind,x;id", b';'),
            ("title", b','),
            ("", b','),
        ] {
            assert_eq!(delimiter(text).1, expected, "{text}");
        }
    }

    #[test]
    fn a_quotation_mark_left_open_is_told_from_one_for_inches() {
        for (last, expected) in [
            ("m1,\"Panel,2021-06-09\nm2,Board\n", true),
            ("\"m1,Panel\n", true),
            ("m1,\"Panel\"\n", false),
            ("m1,\"The \"\"big\"\" panel\",x", false),
            ("m1,a 5\" pipe,x", false),
        ] {
            assert_eq!(leaves_quote_open(last, b','), expected, "{last}");
        }
    }
}
