//! Conversations that Polis has looked at: the same numbers come out here.
//!
//! The data (CC BY 4.0, gathered using the Polis software and sub-licensed with attribution to The Computational
//! Democracy Project) lies beside the repository, or where `ALONGSIDE_REFERENCE_DATA` says. Where it is not there these
//! tests say so and pass, but for the machine that checks, where they fail.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test that cannot run has failed; the data is not ours to keep in the repository"
)]

mod cold;
mod formulae;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use alongside_opinion::{Conversation, read_statements, read_votes};

/// The folder of a conversation; none where the data is not there.
fn folder(name: &str) -> Option<PathBuf> {
    let data = env::var_os("ALONGSIDE_REFERENCE_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let folder = data.join("opinion").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    let says = format!("the reference data is not there: {}", folder.display());
    assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "{says}");
    println!("skipped: {says}");
    None
}

fn read(folder: &Path) -> Conversation {
    let bytes = |file: &str| fs::read(folder.join(file)).unwrap();
    let casts = read_votes("votes.csv", &bytes("votes.csv"), None).unwrap();
    let statements = read_statements("comments.csv", &bytes("comments.csv")).unwrap();
    Conversation::new(casts, statements)
}
