//! Workbooks: the first sheet of an XLSX or ODS file that has anything in it.

mod unpacked;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, DataType, ExcelDateTime, Ods, Range, Reader, Sheet as Tab};
use calamine::{SheetVisible, Xlsx};
use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, civil};

use self::unpacked::Format;
use crate::cell::Cell;
use crate::headings::Counted;
use crate::problem::{Problem, Problems, quoted};
use crate::rows::Rows;
use crate::taker::Taker;
use crate::{Reading, Sheet};

/// The most cells that a row has in Excel.
const MAX_CELLS_IN_ROW: usize = 16_384;

/// A workbook that its own program would not open either, or only by mending it.
struct Damaged;

pub(crate) fn read(file: &str, bytes: &[u8], reading: &Reading<'_>) -> Result<Sheet, Vec<Problem>> {
    let mut rows = Rows::new(file, Counted::Rows, reading);
    hand_over(file, bytes, &mut rows)?;
    rows.finish()
}

/// Hands the headings and rows of a workbook to whoever takes them.
pub(crate) fn hand_over(
    file: &str,
    bytes: &[u8],
    rows: &mut impl Taker,
) -> Result<(), Vec<Problem>> {
    let format = unpacked::check(bytes).map_err(|message| Problems::only(file, message))?;
    // calamine 0.38 counts in cell references and the like without looking for overflow, which a
    // file made to do harm can turn into a panic. Nothing of what it was doing is kept then.
    let read = catch_unwind(AssertUnwindSafe(|| match format {
        Format::Xlsx => xlsx(file, bytes, rows),
        Format::Ods => ods(file, bytes, rows),
    }));
    read.unwrap_or(Err(Damaged)).unwrap_or_else(|Damaged| {
        let message = "the workbook is damaged. Open it in a spreadsheet, let that mend it, and \
                       save it again as XLSX, ODS or CSV.";
        Err(Problems::only(file, message))
    })
}

type Read = Result<Result<(), Vec<Problem>>, Damaged>;

fn xlsx(file: &str, bytes: &[u8], rows: &mut impl Taker) -> Read {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Damaged)?;
    let mut used = Vec::new();
    for name in shown(book.sheets_metadata()) {
        // A tab that holds only a chart has no cells and no reader for them.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            continue;
        };
        while let Some(cell) = cells.next_cell().map_err(|_| Damaged)? {
            if !matches!(cell_of(cell.get_value()), Cell::Empty) {
                used.push(name);
                break;
            }
        }
    }
    let Some((first, others)) = used.split_first() else {
        return Ok(Err(empty(file, rows.in_a_row())));
    };
    let mut table = Table::of(file, first, others, rows);
    let mut cells = book.worksheet_cells_reader(first).map_err(|_| Damaged)?;
    let (mut row, mut in_row) = (0, Vec::<(usize, DataRef<'_>)>::new());
    while let Some(cell) = cells.next_cell().map_err(|_| Damaged)? {
        let (at, column) = cell.get_position();
        if at != row {
            table.row(row, &in_row);
            in_row.clear();
            // Rows stand in order; a file in which they do not was not written by a spreadsheet.
            row = Some(at).filter(|at| *at > row).ok_or(Damaged)?;
        }
        if in_row.len() > MAX_CELLS_IN_ROW {
            return Err(Damaged);
        }
        if !cell.get_value().is_empty() {
            in_row.push((column as usize, cell.get_value().clone()));
        }
        if table.rows.is_full() {
            break;
        }
    }
    table.row(row, &in_row);
    Ok(Ok(()))
}

fn ods(file: &str, bytes: &[u8], rows: &mut impl Taker) -> Read {
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|_| Damaged)?;
    let mut used = Vec::new();
    for name in shown(book.sheets_metadata()) {
        let range = book.worksheet_range(&name).map_err(|_| Damaged)?;
        if range
            .used_cells()
            .any(|(_, _, data)| !matches!(cell_of(data), Cell::Empty))
        {
            used.push(name);
        }
    }
    let Some((first, others)) = used.split_first() else {
        return Ok(Err(empty(file, rows.in_a_row())));
    };
    let range: Range<Data> = book.worksheet_range(first).map_err(|_| Damaged)?;
    let (top, left) = range.start().ok_or(Damaged)?;
    let mut table = Table::of(file, first, others, rows);
    let mut in_row = Vec::new();
    for (row, cells) in (top..).zip(range.rows()) {
        in_row.clear();
        let cells = (left as usize..)
            .zip(cells)
            .filter(|(_, data)| !data.is_empty());
        in_row.extend(cells.map(|(column, data)| (column, data.clone())));
        table.row(row, &in_row);
        if table.rows.is_full() {
            break;
        }
    }
    Ok(Ok(()))
}

/// The tabs that people see.
fn shown(tabs: &[Tab]) -> Vec<String> {
    let visible = tabs
        .iter()
        .filter(|tab| tab.visible == SheetVisible::Visible);
    visible.map(|tab| tab.name.clone()).collect()
}

fn empty(file: &str, in_a_row: &str) -> Vec<Problem> {
    let message = format!(
        "no sheet of the workbook has anything in it. Write headings in the first row and {in_a_row} in each row below it."
    );
    Problems::only(file, message)
}

/// The rows of one tab on their way to whoever takes them.
struct Table<'t, T> {
    rows: &'t mut T,
    has_headings: bool,
}

impl<'t, T: Taker> Table<'t, T> {
    fn of(file: &str, tab: &str, others: &[String], rows: &'t mut T) -> Self {
        if !others.is_empty() {
            // A problem in row 3 is of no help to someone who looks at another tab.
            rows.rename(&format!("{file}, sheet {}", quoted(tab)));
            let others: Vec<String> = others.iter().map(|name| quoted(name)).collect();
            let (what, are) = if others.len() == 1 {
                ("sheet", "is")
            } else {
                ("sheets", "are")
            };
            rows.note(format!(
                "the first sheet with anything in it, {}, is read; the {what} {} {are} not",
                quoted(tab),
                others.join(", ")
            ));
        }
        Self {
            rows,
            has_headings: false,
        }
    }

    /// Takes the cells of a row, which is counted from 0.
    fn row(&mut self, row: u32, cells: &[(usize, impl DataType)]) {
        let number = row as usize + 1;
        let cells = cells.iter().map(|(column, data)| (*column, cell_of(data)));
        if self.has_headings {
            self.rows.row(number, cells);
            return;
        }
        let mut headings = Vec::new();
        for (column, cell) in cells.filter(|(_, cell)| !matches!(cell, Cell::Empty)) {
            // Rows refuses so many columns; here they only must not be made.
            let column = column.min(2 * crate::headings::MAX_COLUMNS);
            headings.resize(headings.len().max(column + 1), String::new());
            if let Some(heading) = headings.get_mut(column) {
                *heading = cell.shown().into_owned();
            }
        }
        if !headings.is_empty() {
            self.rows
                .headings(number, headings.iter().map(String::as_str));
            self.has_headings = true;
        }
    }
}

fn cell_of(data: &impl DataType) -> Cell<'_> {
    if let Some(text) = data.get_string() {
        Cell::text(text)
    } else if let Some(number) = data.get_float() {
        Cell::Number(number)
    } else if let Some(flag) = data.get_bool() {
        Cell::Flag(flag)
    } else if let Some(moment) = data.get_datetime() {
        moment_of(moment)
    } else if let Some(written) = data.get_datetime_iso() {
        iso_moment(written)
    } else if let Some(written) = data.get_duration_iso() {
        Cell::Unreadable(written.into(), LENGTH)
    } else if let Some(error) = data.get_error() {
        Cell::failed(error.to_string().into())
    } else if let Some(number) = data.get_int() {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a spreadsheet's numbers are floats"
        )]
        Cell::Number(number as f64)
    } else {
        Cell::Empty
    }
}

const LENGTH: &str = "a length of time or a time without its day. Write the day, with the time \
                      after it if it is known";

/// A date cell of Excel: days since 1900 or 1904, rounded to the second because fractions of a
/// day are not exact.
fn moment_of(moment: ExcelDateTime) -> Cell<'static> {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    if moment.is_duration() || !(1.0..=2_958_465.0).contains(&moment.as_f64()) {
        return Cell::Unreadable(moment.as_f64().to_string().into(), LENGTH);
    }
    let small = |n: u8| i8::try_from(n).unwrap_or(-1);
    let date = i16::try_from(year)
        .ok()
        .and_then(|y| Date::new(y, small(month), small(day)).ok());
    let time = civil::Time::new(small(hour), small(minute), small(second), 0).ok();
    let rounded = SignedDuration::from_secs(i64::from(milli >= 500));
    let moment_of =
        |(date, time): (Date, civil::Time)| date.to_datetime(time).checked_add(rounded).ok();
    match date.zip(time).and_then(moment_of) {
        Some(moment) => Cell::Moment(moment),
        None => Cell::Unreadable(
            moment.as_f64().to_string().into(),
            "no day of the calendar. Write the day again",
        ),
    }
}

/// A date cell of ODS. One with an offset, which spreadsheets do not write, is read as text.
fn iso_moment(written: &str) -> Cell<'_> {
    let moment = written
        .parse::<DateTime>()
        .or_else(|_| written.parse::<Date>().map(Into::into));
    moment.map_or(Cell::text(written), Cell::Moment)
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType::{DateTime as Moment, TimeDelta};
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_of_excel_count_from_1900_or_1904_and_are_rounded_to_the_second() {
        let day = date(2021, 6, 9);
        for (value, is_1904, expected) in [
            (44_356.0, false, day.at(0, 0, 0, 0)),
            (42_894.0, true, day.at(0, 0, 0, 0)),
            (44_356.763_888_888_9, false, day.at(18, 20, 0, 0)),
            (44_356.999_999_999, false, date(2021, 6, 10).at(0, 0, 0, 0)),
        ] {
            let read = moment_of(ExcelDateTime::new(value, Moment, is_1904));
            assert_eq!(read, Cell::Moment(expected), "{value}");
        }
    }

    #[test]
    fn a_time_without_its_day_and_a_length_of_time_are_no_days() {
        for (value, kind) in [
            (0.75, Moment),
            (1.5, TimeDelta),
            (f64::NAN, Moment),
            (1e300, Moment),
        ] {
            let read = moment_of(ExcelDateTime::new(value, kind, false));
            assert!(matches!(read, Cell::Unreadable(..)), "{value}: {read:?}");
        }
        assert!(matches!(
            cell_of(&Data::DurationIso("PT18H".to_owned())),
            Cell::Unreadable(..)
        ));
    }

    #[test]
    fn days_of_ods_are_read_with_and_without_a_time() {
        let day = date(2021, 6, 9);
        for (written, expected) in [
            ("2021-06-09", Cell::Moment(day.at(0, 0, 0, 0))),
            ("2021-06-09T18:20:00", Cell::Moment(day.at(18, 20, 0, 0))),
            (
                "2021-06-09T18:20:00.000000000",
                Cell::Moment(day.at(18, 20, 0, 0)),
            ),
            ("2021-06-09T18:20:00Z", Cell::Text("2021-06-09T18:20:00Z")),
        ] {
            assert_eq!(
                cell_of(&Data::DateTimeIso(written.to_owned())),
                expected,
                "{written}"
            );
        }
    }
}
