//! What a workbook would unpack to, looked at before anything is unpacked: a small file can be
//! made to fill the memory of a machine.

mod copies;
mod repeats;

use std::io::{BufRead, BufReader, Cursor, Read as _};

use quick_xml::Reader;
use zip::ZipArchive;

/// The most bytes that all parts of a workbook may unpack to. What a part declares is what `zip`
/// lets it unpack to.
const MAX_UNPACKED: u64 = 256 << 20;

const TOO_LARGE: &str = "the workbook unpacks to more than can be taken in. Take out what is not \
                         needed, or save the one sheet as CSV.";

const NOT_A_WORKBOOK: &str = "this is a packed folder (zip) and not a workbook. Unpack it, and \
                              give the sheet in it as XLSX, ODS or CSV.";

const DAMAGED: &str = "the workbook is damaged or not complete. Save it again, or send it again.";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Ods,
}

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Tells which format it is, or why it cannot be read.
pub(super) fn check(bytes: &[u8]) -> Result<Format, &'static str> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
    let mut size = 0_u64;
    for part in 0..archive.len() {
        let part = archive.by_index_raw(part).map_err(|_| DAMAGED)?;
        size = size.saturating_add(part.size());
    }
    if size > MAX_UNPACKED {
        return Err(TOO_LARGE);
    }
    let has = |front: &str| {
        archive
            .file_names()
            .any(|name| name.is_ok_and(|name| name.starts_with(front)))
    };
    if has("word/") || has("ppt/") {
        return Err(
            "this is a text document or slides and not a workbook. Save the table in it as XLSX, ODS or CSV.",
        );
    }
    if has("Index/") || has("Index.zip") {
        return Err("this is a document of Apple Numbers. Export it as Excel (XLSX) or CSV.");
    }
    if has("xl/workbook.bin") {
        return Err("this is a binary workbook (.xlsb). Save it as XLSX.");
    }
    if has("xl/") {
        copies::check(&mut archive)?;
        return Ok(Format::Xlsx);
    }
    is_spreadsheet(&mut archive)?;
    repeats::check(&mut archive)?;
    Ok(Format::Ods)
}

/// The reader of XML as calamine has it: where this one stops at a mistake, so does calamine.
fn xml<R: std::io::Read>(part: R) -> Reader<impl BufRead> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.trim_text(false);
    config.expand_empty_elements = true;
    reader
}

/// Whether an `OpenDocument` file says that it is a spreadsheet.
fn is_spreadsheet(archive: &mut Archive<'_>) -> Result<(), &'static str> {
    let part = archive.by_name("mimetype").map_err(|_| NOT_A_WORKBOOK)?;
    let mut kind = Vec::new();
    part.take(100).read_to_end(&mut kind).map_err(|_| DAMAGED)?;
    if kind == b"application/vnd.oasis.opendocument.spreadsheet" {
        return Ok(());
    }
    Err("this is not a spreadsheet. Save the table in it as XLSX, ODS or CSV.")
}
