//! Where databases are named, and where they differ.

use std::fs;
use std::path::{Path, PathBuf};

const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");

#[test]
fn the_list_of_forks_is_the_code() {
    let mut forks: Vec<String> = sources()
        .iter()
        .flat_map(|(path, text)| {
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            let notes = text
                .lines()
                .filter_map(|line| line.trim().strip_prefix("// fork: "));
            notes
                .map(|note| format!("{file}: {note}"))
                .collect::<Vec<_>>()
        })
        .collect();
    forks.sort();
    let listed: Vec<&str> = include_str!("../FORKS.txt").lines().collect();
    assert_eq!(
        forks, listed,
        "FORKS.txt may only shrink: think twice before a line is added"
    );
}

#[test]
fn only_the_seam_names_a_database_or_makes_a_statement_of_text() {
    let named = [
        "rusqlite",
        "postgres",
        "sqlite",
        "Statement::new",
        "r2d2",
        "refinery",
    ];
    for (path, text) in sources() {
        if path.starts_with(Path::new(SOURCES).join("sql")) || path.ends_with("sql.rs") {
            continue;
        }
        for (number, line) in (1..).zip(text.lines()) {
            let says = line.trim().starts_with("//");
            let name = named.iter().find(|name| line.contains(*name));
            assert!(
                says || name.is_none(),
                "{}:{number}: {name:?}",
                path.display()
            );
        }
    }
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut folders = vec![PathBuf::from(SOURCES)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found
}
