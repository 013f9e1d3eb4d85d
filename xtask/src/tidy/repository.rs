//! What the checks look at, read once.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use cargo_metadata::{DependencyKind, MetadataCommand};

use super::arrows::Crate;

/// The repository as git would take it now: what it tracks and what it does not ignore.
#[derive(Default)]
pub(super) struct Repository {
    /// Every text file.
    pub(super) files: Vec<File>,
    /// Every file and every folder, from the root, parted by `/`.
    pub(super) paths: BTreeSet<String>,
    pub(super) crates: Vec<Crate>,
    pub(super) lock_file_is_tracked: bool,
}

pub(super) struct File {
    /// From the root, parted by `/`.
    pub(super) path: String,
    pub(super) text: String,
}

impl Repository {
    pub(super) fn read() -> Result<Self> {
        let mut repository = Self {
            crates: crates()?,
            lock_file_is_tracked: !git(&["ls-files", "-z", "--", "Cargo.lock"])?.is_empty(),
            ..Self::default()
        };
        for path in git(&[
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])? {
            // Deleted here but not yet in git, or a link to a folder.
            if !Path::new(&path).is_file() {
                continue;
            }
            let bytes = fs::read(&path).with_context(|| format!("cannot read {path}"))?;
            repository
                .paths
                .extend(with_its_folders(&path).map(str::to_owned));
            if let Some(text) = text(bytes) {
                repository.files.push(File { path, text });
            }
        }
        Ok(repository)
    }
}

/// `a/b/c.md`, `a/b` and `a`.
fn with_its_folders(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| Some(path.rsplit_once('/')?.0))
}

fn text(bytes: Vec<u8>) -> Option<String> {
    if bytes.contains(&0) {
        None
    } else {
        String::from_utf8(bytes).ok()
    }
}

/// The paths that git lists, one after each zero byte.
fn git(arguments: &[&str]) -> Result<BTreeSet<String>> {
    let output = Command::new("git")
        .args(arguments)
        .output()
        .context("cannot start git, which tidy asks what belongs to the repository")?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "git could not list the files: {}",
        complaint.trim()
    );
    let list = String::from_utf8(output.stdout).context("a file name is not UTF-8")?;
    Ok(list.split_terminator('\0').map(str::to_owned).collect())
}

fn crates() -> Result<Vec<Crate>> {
    let metadata = MetadataCommand::new().no_deps().exec()?;
    let ours: BTreeSet<&str> = metadata
        .packages
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    let crates = metadata.packages.iter().map(|package| {
        let manifest = package.manifest_path.strip_prefix(&metadata.workspace_root);
        Crate {
            name: package.name.to_string(),
            manifest: manifest
                .unwrap_or(&package.manifest_path)
                .as_str()
                .replace('\\', "/"),
            needs: package
                .dependencies
                .iter()
                // What only tests and benches use may point anywhere.
                .filter(|dependency| dependency.kind != DependencyKind::Development)
                .filter(|dependency| ours.contains(dependency.name.as_str()))
                .map(|dependency| dependency.name.clone())
                .collect(),
        }
    });
    Ok(crates.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_comes_with_every_folder_above_it() {
        let paths: Vec<_> = with_its_folders("docs/decisions/README.md").collect();
        assert_eq!(
            paths,
            ["docs/decisions/README.md", "docs/decisions", "docs"]
        );
    }

    #[test]
    fn pictures_and_workbooks_are_not_text() {
        assert_eq!(text(b"PK\x03\x04\0\0".to_vec()), None);
        assert_eq!(text(vec![0xff, 0xfe, b'a']), None);
        assert_eq!(text("três".into()), Some("três".to_owned()));
    }
}
