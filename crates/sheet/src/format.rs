//! Formats: which one a file has, told by what is in it and then by the ending of its name.

use std::borrow::Cow;

use crate::problem::{Problem, Problems, quoted};
use crate::{Reading, Sheet, calendar, delimited, json, text, workbook};

/// The largest file that is taken, in bytes.
pub(crate) const MAX_BYTES: usize = 64 << 20;

/// What else people have, told by how it begins, and what to do with it.
pub(crate) const OTHERS: [(&[u8], &str); 7] = [
    (
        b"%PDF",
        "this is a PDF, from which no columns can be read. Save the sheet it was made from as XLSX, ODS or CSV.",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "this is an old Excel file (.xls), or a workbook with a password. Open it, take any password off, and save it as XLSX.",
    ),
    (b"\x1f\x8b", "this file is packed. Unpack it first."),
    (
        b"{\\rtf",
        "this is a text document and not a sheet. Save the table in it as XLSX, ODS or CSV.",
    ),
    (
        b"\x89PNG",
        "this is a picture. Write what it shows into a sheet, and save it as XLSX, ODS or CSV.",
    ),
    (
        b"\xff\xd8\xff",
        "this is a picture. Write what it shows into a sheet, and save it as XLSX, ODS or CSV.",
    ),
    (
        b"BEGIN:VCARD",
        "these are contacts and not a calendar. Export the calendar as an .ics file.",
    ),
];

/// Reads a file, or tells every problem in it. `file` is the name used in messages, and its ending
/// counts where what is in the file could be of several formats.
pub fn read(file: &str, bytes: &[u8], reading: &Reading<'_>) -> Result<Sheet, Vec<Problem>> {
    let refuse = |message: &str| Err(Problems::only(file, message));
    if bytes.len() > MAX_BYTES {
        return refuse("the file is larger than 64 MB. Cut it in two.");
    }
    if bytes.starts_with(b"PK") {
        return workbook::read(file, bytes, reading);
    }
    if let Some((_, message)) = OTHERS.iter().find(|(begins, _)| bytes.starts_with(begins)) {
        return refuse(message);
    }
    let text = text::decode(bytes);
    let begins = text.trim_start();
    if begins.is_empty() {
        return refuse("the file is empty. Save the sheet again, and check that it holds rows.");
    }
    let is_calendar = begins
        .get(..15)
        .is_some_and(|b| b.eq_ignore_ascii_case("BEGIN:VCALENDAR"));
    match ending(file).as_ref() {
        _ if is_calendar => calendar::read(file, &text, reading),
        "ics" => refuse(
            "the file holds no calendar: it does not begin with BEGIN:VCALENDAR. Export it from the calendar again.",
        ),
        "csv" | "tsv" => delimited::read(file, &text, reading),
        _ if begins.starts_with(['{', '[']) => json::read(file, &text, reading),
        "json" => refuse(
            "the file holds no JSON: it begins neither with [ nor with {. Write a list of items.",
        ),
        ending @ ("xlsx" | "xlsm" | "ods") => refuse(&format!(
            "this is not a workbook, though its name ends with .{ending}. Save it again as XLSX, ODS or CSV."
        )),
        _ if begins.starts_with('<') => refuse(
            "this is a web page or XML, from which no columns can be read. Open it in a spreadsheet and save it as XLSX, ODS or CSV.",
        ),
        "xls" | "doc" | "docx" | "pdf" | "numbers" => refuse(&format!(
            "{} is not of a kind that can be read. Save the sheet as XLSX, ODS or CSV.",
            quoted(file)
        )),
        _ => delimited::read(file, &text, reading),
    }
}

/// The ending of a file name in lower case.
pub(crate) fn ending(file: &str) -> Cow<'_, str> {
    match file.rsplit_once('.') {
        Some((_, ending)) => ending.to_ascii_lowercase().into(),
        None => "".into(),
    }
}
