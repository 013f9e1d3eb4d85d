//! Cells that stand for many. ODS writes a thousand equal cells as one with a number, and calamine
//! makes a thousand of it.

use quick_xml::events::{BytesStart, Event};

use super::{Archive, DAMAGED, TOO_LARGE, xml};

/// The most cells of an ODS file, which calamine unpacks all at once.
const MAX_CELLS: usize = 4_000_000;

/// The most text that repeated cells and spaces of an ODS file may unpack to.
const MAX_REPEATED: usize = 256 << 20;

/// Adds up what the cells come to as calamine unpacks them. Looks, too, that every element ends:
/// calamine 0.38 goes on for ever after a table that does not.
pub(super) fn check(archive: &mut Archive<'_>) -> Result<(), &'static str> {
    let mut reader = xml(archive.by_name("content.xml").map_err(|_| DAMAGED)?);
    reader.config_mut().check_end_names = true;
    let mut unpacked = Unpacked::default();
    let mut depth = 0_usize;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| DAMAGED)? {
            Event::Start(element) => {
                depth += 1;
                unpacked.start(&element);
            }
            Event::End(_) => depth = depth.checked_sub(1).ok_or(DAMAGED)?,
            Event::Text(text) => unpacked.text(text.len()),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(DAMAGED),
            _ => {}
        }
        if unpacked.is_too_large() {
            return Err(TOO_LARGE);
        }
    }
}

#[derive(Default)]
struct Unpacked {
    /// Cells so far, each row once.
    cells: usize,
    /// Characters in cells that stand for several, and spaces that are counted.
    repeated: usize,
    /// Rows so far, repeated ones too, and cells in the widest.
    rows: usize,
    width: usize,
    /// The rows down to the last that holds something, as wide as the widest: what calamine fills;
    /// of the tables before, and of this one.
    areas: usize,
    area: usize,
    in_row: usize,
    row_times: usize,
    /// Empty cells that count once another cell follows in their row.
    waiting: usize,
    cell_times: usize,
}

impl Unpacked {
    fn start(&mut self, element: &BytesStart<'_>) {
        let attributes = element.attributes_raw();
        match element.name().as_ref() {
            "table:table" => {
                self.areas = self.areas.saturating_add(self.area);
                (self.rows, self.width, self.area) = (0, 0, 0);
            }
            "table:table-row" => {
                self.row_times = times(attributes, "number-rows-repeated");
                self.rows = self.rows.saturating_add(self.row_times);
                (self.in_row, self.waiting) = (0, 0);
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(attributes),
            "text:s" => {
                let spaces = times(attributes, "text:c");
                self.repeated = self.repeated.saturating_add(spaces);
                self.text(spaces);
            }
            _ => {}
        }
    }

    fn cell(&mut self, attributes: &str) {
        let times = times(attributes, "number-columns-repeated");
        let is_filled = attributes.contains("office:") || attributes.contains("formula");
        let more = self
            .waiting
            .saturating_add(if is_filled { times } else { 0 });
        self.waiting = if is_filled { 0 } else { times };
        self.cell_times = times.saturating_mul(self.row_times);
        self.cells = self.cells.saturating_add(more);
        self.in_row = self.in_row.saturating_add(more);
        self.width = self.width.max(self.in_row);
        if is_filled {
            self.area = self.area.max(self.rows.saturating_mul(self.width));
            self.text(attributes.len());
        }
    }

    /// Text in a cell that stands once is no more than the file holds.
    fn text(&mut self, length: usize) {
        if self.cell_times > 1 {
            self.repeated = self
                .repeated
                .saturating_add(length.saturating_mul(self.cell_times));
        }
    }

    const fn is_too_large(&self) -> bool {
        self.cells > MAX_CELLS
            || self.areas.saturating_add(self.area) > MAX_CELLS
            || self.repeated > MAX_REPEATED
    }
}

/// The largest number that an attribute of this name has. All of them are looked at, in whatever
/// way they are written, because it must not be less than what calamine finds.
fn times(attributes: &str, name: &str) -> usize {
    let numbers = attributes.match_indices(name).map(|(at, _)| {
        let value = attributes.get(at + name.len()..).unwrap_or_default();
        let value = value.trim_start_matches(|c: char| c.is_whitespace() || "=\"'+".contains(c));
        let end = value
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(value.len());
        let is_plain = !value[end..].starts_with('&') && end > 0;
        if is_plain {
            value[..end].parse().unwrap_or(usize::MAX)
        } else {
            usize::MAX
        }
    });
    numbers.max().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_times_is_never_taken_for_less_than_it_is() {
        for (attributes, expected) in [
            ("", 1),
            (r#" table:style-name="ce1""#, 1),
            (r#" table:number-columns-repeated="16384""#, 16_384),
            (
                r" table:number-columns-repeated = '7' office:value-type='string'",
                7,
            ),
            (
                r#" a:number-columns-repeated="2" table:number-columns-repeated="9""#,
                9,
            ),
            (r#" table:number-columns-repeated="&#49;6384""#, usize::MAX),
            (r#" table:number-columns-repeated="1&#54;384""#, usize::MAX),
            (
                r#" table:number-columns-repeated="99999999999999999999999""#,
                usize::MAX,
            ),
        ] {
            assert_eq!(
                times(attributes, "number-columns-repeated"),
                expected,
                "{attributes}"
            );
        }
    }
}
