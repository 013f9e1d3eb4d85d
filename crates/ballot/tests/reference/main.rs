//! Counts that others published, held against ours.
//!
//! The data is not in the repository: `../shared/data/stv` beside it, or the folder `stv` in the one that
//! `ALONGSIDE_REFERENCE_DATA` names. Its origin and licence are told in `docs/ballot.md`.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

mod dumps;
mod wards;

use std::path::{Path, PathBuf};

/// A folder of reference data; `None`, and said so, where it is not here. Under `CI=true` that fails.
#[expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test finds its data, or says that it has none"
)]
fn folder(name: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let given = std::env::var_os("ALONGSIDE_REFERENCE_DATA").map(PathBuf::from);
    let folder = given
        .unwrap_or_else(|| root.join("../shared/data"))
        .join("stv")
        .join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    let is_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(!is_ci, "there is no reference data in {}", folder.display());
    eprintln!(
        "skipped: there is no reference data in {}",
        folder.display()
    );
    None
}

#[expect(clippy::disallowed_methods, reason = "a test reads its data")]
fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap()
}

/// The files of a folder with this ending, in order.
#[expect(clippy::disallowed_methods, reason = "a test reads its data")]
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.collect();
    files.retain(|file| file.to_string_lossy().ends_with(ending));
    files.sort();
    files
}
