//! The house rules that no compiler knows. Every finding is printed at once, each with its place.

mod arrows;
mod docs;
mod length;
mod lockfile;
mod machine_paths;
mod reasons;
mod repository;
mod shortcuts;

use std::fmt;
use std::path::Path;

use anyhow::{Result, bail};

use repository::Repository;

/// One breach of a house rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: usize,
    says: String,
}

impl Finding {
    fn new(path: &str, line: usize, says: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            says: says.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.says)
    }
}

pub(crate) fn run() -> Result<()> {
    let repository = Repository::read()?;
    let mut findings = check(&repository);
    findings.sort();
    findings.dedup();
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => println!("tidy: {} files read, all in order", repository.files.len()),
        1 => bail!("1 place is not tidy"),
        many => bail!("{many} places are not tidy"),
    }
    Ok(())
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|found| found == extension)
}

fn check(repository: &Repository) -> Vec<Finding> {
    let mut findings = arrows::check(&repository.crates);
    findings.extend(lockfile::check(repository.lock_file_is_tracked));
    for file in &repository.files {
        let (path, text) = (file.path.as_str(), file.text.as_str());
        findings.extend(machine_paths::check(path, text));
        if has_extension(path, "rs") {
            findings.extend(length::check(path, text));
            findings.extend(shortcuts::check(path, text));
        }
        // The fuzz targets are a workspace of their own, with reasons of their own.
        if path == "Cargo.toml" || path == "fuzz/Cargo.toml" {
            findings.extend(reasons::check_workspace(path, text));
        } else if path.ends_with("/Cargo.toml") && !text.contains("\n[workspace]") {
            // A manifest that is a workspace of its own, as that of the fuzz targets, can take nothing from the root.
            findings.extend(reasons::check_member(path, text));
        }
        if docs::is_document(path) {
            findings.extend(docs::check(path, text, repository));
        }
    }
    findings
}
