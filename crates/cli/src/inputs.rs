//! The files that a command reads.

use std::fs;
use std::path::{Path, PathBuf};

use crate::args::JudgedBy;
use crate::failure::Failure;
use crate::{library, output};

/// Refuses a file that is given twice, by whatever path: each of its rows would count twice.
pub(crate) fn refuse_twice(files: &[PathBuf]) -> Result<(), Failure> {
    let mut met: Vec<(PathBuf, &Path)> = Vec::new();
    for file in files {
        // What is not there is told where it is read.
        let Ok(place) = fs::canonicalize(file) else {
            continue;
        };
        if let Some((_, first)) = met.iter().find(|(known, _)| *known == place) {
            return Err(Failure::GivenTwice {
                first: (*first).to_owned(),
                again: file.clone(),
            });
        }
        met.push((place, file));
    }
    Ok(())
}

/// Refuses to write a report over a file that the command reads: a record, a charter, school terms
/// or bank holidays.
pub(crate) fn refuse_over(
    out: Option<&Path>,
    records: &[PathBuf],
    judged_by: &JudgedBy,
) -> Result<(), Failure> {
    let read = records.iter().map(PathBuf::as_path);
    refuse_over_any(out, read.chain(library::files(judged_by)))
}

/// Refuses to write a report over any of the files that the command reads.
pub(crate) fn refuse_over_any<'f>(
    out: Option<&Path>,
    read: impl Iterator<Item = &'f Path>,
) -> Result<(), Failure> {
    let Some(out) = out else { return Ok(()) };
    let written: Vec<PathBuf> = [out.to_owned(), output::part_of(out)]
        .iter()
        .filter_map(|path| fs::canonicalize(path).ok())
        .collect();
    for input in read {
        if fs::canonicalize(input).is_ok_and(|input| written.contains(&input)) {
            return Err(Failure::WritesOver {
                out: out.to_owned(),
                input: input.to_owned(),
            });
        }
    }
    Ok(())
}

/// What each file is called in reports: its name, or, where two have the same, the path as given.
pub(crate) fn names(files: &[PathBuf]) -> Vec<String> {
    let names: Vec<String> = files.iter().map(|file| name_of(file)).collect();
    let told = |(file, name): (&PathBuf, &String)| {
        if names.iter().filter(|other| *other == name).count() > 1 {
            file.display().to_string()
        } else {
            name.clone()
        }
    };
    files.iter().zip(&names).map(told).collect()
}

/// The name of a file without its folder.
pub(crate) fn name_of(file: &Path) -> String {
    file.file_name()
        .unwrap_or(file.as_os_str())
        .to_string_lossy()
        .into_owned()
}
