//! Files that cannot be loaded: each is told in words, and nothing of it is kept.

use std::io::Write as _;
use std::path::Path;

use alongside_testkit::{Outcome, Scratch};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

alongside_testkit::on_both!(
    every_problem_is_told_with_its_row_and_column,
    a_file_made_to_do_harm_is_refused_in_words,
    a_file_that_is_too_large_is_refused_in_words,
);

const IMPORT: &str = "/haringey/desk/import";

pub(super) fn files_in(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap();
    let count = |path: std::path::PathBuf| if path.is_dir() { files_in(&path) } else { 1 };
    entries.map(|entry| count(entry.unwrap().path())).sum()
}

/// Nothing was kept: no file, and nothing in the area.
#[track_caller]
fn nothing_is_kept(town: &Town, scratch: &Scratch, version: &str) {
    assert_eq!(files_in(&scratch.folder().join("files")), 0);
    assert_eq!(town.version(), version);
}

fn every_problem_is_told_with_its_row_and_column(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let version = town.version();
    let sheet = b"title,announced,starts\n\
        Panel,31/04/2021,2021-06-01\n\
        <b>Board</b>,soon,2021-06-32\n";
    let answer = town.send(Officer, IMPORT, &[], "C:\\me\\mine.csv", sheet);
    answer.must_say(
        422,
        &[
            "This file cannot be loaded yet",
            "Nothing was changed. Mend these in mine.csv",
            "mine.csv, row 2, column B \"announced\": \"31/04/2021\" is not a day",
            "mine.csv, row 3, column B \"announced\"",
            "mine.csv, row 3, column C \"starts\"",
            "See what it would change",
        ],
    );
    assert!(!answer.text().contains("<b>Board"));
    nothing_is_kept(&town, scratch, &version);
    // What can be read and cannot go into the record is told as well, all of it.
    let own = b"id,title,organiser,starts,excused\n\
        1,Panel,Haringey Council,2021-06-01,snow; agreed by Haringey Council\n\
        2,Board,Haringey Council,2021-07-01,snow; agreed by Haringey Council\n";
    let answer = town.send(Officer, IMPORT, &[], "mine.csv", own);
    answer.must_say(
        422,
        &[
            "The reason given for \"1\" was agreed by whoever organised it",
            "The reason given for \"2\" was agreed by whoever organised it",
        ],
    );
    nothing_is_kept(&town, scratch, &version);
    Ok(())
}

/// A workbook that says of itself that it unpacks to 257 MB.
fn bomb() -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let content = vec![b' '; 1_234_567];
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("xl/workbook.xml", deflated)?;
    zip.write_all(&content)?;
    let mut bytes = zip.finish()?.into_inner();
    let size = u32::try_from(content.len())?.to_le_bytes();
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == size {
            bytes[at..at + 4].copy_from_slice(&(257_u32 << 20).to_le_bytes());
        }
    }
    Ok(bytes)
}

fn a_file_made_to_do_harm_is_refused_in_words(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let version = town.version();
    let html = b"<!DOCTYPE html><html><body onload=alert(1)>Sign in</body></html>";
    let unending = "a".repeat(300_000);
    for (name, bytes, words) in [
        (
            "a.xlsx",
            bomb()?.as_slice(),
            "unpacks to more than can be taken in",
        ),
        ("a.csv", html, "a.csv"),
        ("a.html", html, "this is a web page"),
        ("a.csv", b"%PDF-1.7", "this is a PDF"),
        ("a.csv", b"PK\x03\x04nonsense", "a.csv"),
        ("a.csv", b"\x00\x01\x02\xff\xfe", "a.csv"),
        ("a.csv", unending.as_bytes(), "a.csv"),
        ("a.csv", b" \n", "the file is empty"),
        ("a.csv", b"", "Choose a file that has something in it"),
        ("\"><script>.csv", b"title,starts\nx,soon\n", "is not a day"),
    ] {
        let answer = town.send(Officer, IMPORT, &[], name, bytes);
        answer.must_say(422, &[words]);
        let text = answer.text();
        assert!(
            !text.contains("onload=alert") || text.contains("&#60;"),
            "{name}"
        );
        assert!(!text.contains("<script"), "{name}");
        nothing_is_kept(&town, scratch, &version);
    }
    Ok(())
}

fn a_file_that_is_too_large_is_refused_in_words(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let version = town.version();
    let sheet = |size: usize| {
        let mut sheet = b"title,starts\n".to_vec();
        sheet.resize(size, b'\n');
        sheet
    };
    let answer = town.send(Officer, IMPORT, &[], "a.csv", &sheet(LARGEST_FILE + 1));
    answer.must_say(
        422,
        &["This file has 10.1 megabytes, and the most is 10. Cut it in two"],
    );
    // Of what is far too large no more is taken in than has to be to know it.
    let answer = town.send(
        Officer,
        IMPORT,
        &[],
        "a.csv",
        &sheet(LARGEST_FILE + (1 << 20)),
    );
    answer.must_say(
        413,
        &[
            "This file is too large",
            "A file can have up to 10 megabytes",
        ],
    );
    nothing_is_kept(&town, scratch, &version);
    Ok(())
}
