//! Where reports go.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use comfy_table::{ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle};

use crate::Outcome;
use crate::failure::Failure;

/// Writes a report to a file, or to the terminal where no file is named.
///
/// A file is written beside its place first and then put there, so that a report that fails
/// half-way leaves the earlier one as it was. A reader who closes the pipe early has seen enough.
pub(crate) fn write(
    out: Option<&Path>,
    report: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let Some(path) = out else {
        let mut terminal = BufWriter::new(io::stdout().lock());
        let written = report(&mut terminal).and_then(|()| Ok(terminal.flush()?));
        return match written {
            Err(Failure::Output(cause)) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written,
        };
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::writing(path))?;
    }
    let part = part_of(path);
    let mut file = BufWriter::new(File::create(&part).map_err(Failure::writing(path))?);
    let written = report(&mut file)
        .and_then(|()| file.flush().map_err(Failure::writing(path)))
        .and_then(|()| fs::rename(&part, path).map_err(Failure::writing(path)));
    if written.is_err() {
        // The failure itself is told; a part file that cannot be taken away changes nothing of it.
        drop(fs::remove_file(&part));
    }
    written
}

/// Puts a file into its place, with the folders above it, once the disk has it: a crash leaves the earlier one or this.
pub(crate) fn keep(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let part = part_of(path);
    let mut file = File::create(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&part, path)?;
    File::open(folder)?.sync_all()
}

/// Where a report is written before it is put in its place.
pub(crate) fn part_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}

/// A text for people on its way to its reader: control characters, which could move the cursor of
/// a terminal or hide what stands there, come out as `\u{fffd}`. Line breaks stay.
///
/// Whoever writes to it writes whole characters, as `write!` does.
pub(crate) struct Plain<'w>(pub(crate) &'w mut dyn Write);

impl Write for Plain<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .write_all(plain(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A text without control characters, and without those that turn the direction of writing.
fn plain(text: &str) -> Cow<'_, str> {
    const SHOWN: char = '\u{fffd}';
    let hides = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(hides) {
        Cow::Owned(text.replace(hides, SHOWN.encode_utf8(&mut [0; 4])))
    } else {
        Cow::Borrowed(text)
    }
}

/// A text in one line: what a record says cannot look like a line of the report.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    const BREAKS: [char; 7] = ['\n', '\r', '\t', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}'];
    if text.contains(BREAKS) {
        Cow::Owned(text.replace(BREAKS, " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// The ending of a file's name in small letters, where it has one.
pub(crate) fn ending(out: &Path) -> Option<String> {
    Some(out.extension()?.to_string_lossy().to_lowercase())
}

/// What a command has to say that writes no report.
pub(crate) fn say(text: &str) -> Result<Outcome, Failure> {
    write(None, |out| Ok(writeln!(out, "{}", plain(text))?))?;
    Ok(Outcome::Done)
}

/// Tells a person on the terminal what went wrong.
pub(crate) fn complain(failure: &Failure) {
    note(&format!("alongside: {failure}"));
}

/// Tells a person something beside the report.
pub(crate) fn note(text: &str) {
    // With nobody left to read it there is nothing to be done.
    drop(writeln!(Plain(&mut io::stderr().lock()), "{text}"));
}

/// The width of text where it is not a terminal that reads, and at most where it is: longer lines
/// are hard to read.
const WIDTH: u16 = 100;

/// How many columns text may take.
pub(crate) fn width() -> u16 {
    Table::new().width().unwrap_or(WIDTH).min(WIDTH)
}

/// An empty table for the terminal: a line under the header, and nothing else drawn.
pub(crate) fn table(header: &[&str]) -> Table {
    const STYLE: TableStyle = TableStyle::new()
        .header_lines(ContentLineStyle::new(' ', ' ', ' '))
        .header_separator(LineStyle::new(' ', '─', ' ', ' '))
        .content_lines(ContentLineStyle::new(' ', ' ', ' '));
    let mut table = Table::new();
    table
        .load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width())
        .set_header(header);
    table
}

/// A text in lines of the terminal's width, each set in by so many columns.
pub(crate) fn wrapped(text: &str, indent: usize) -> String {
    let indent = " ".repeat(indent);
    let options = textwrap::Options::new(width().into())
        .initial_indent(&indent)
        .subsequent_indent(&indent);
    textwrap::fill(&one_line(text), options)
}
