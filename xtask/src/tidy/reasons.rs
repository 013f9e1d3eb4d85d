//! Every dependency says why it is there, once, in the root manifest.

use super::Finding;

/// The root manifest: every dependency but our own has a comment line directly above it.
pub(super) fn check_workspace(path: &str, text: &str) -> Vec<Finding> {
    let mut above = "";
    let mut findings = Vec::new();
    for entry in entries(text) {
        if entry.section == "workspace.dependencies"
            && let Some(name) = entry.key()
            && !entry.line.contains("path = ")
            && !above.starts_with('#')
        {
            let says = format!("`{name}` does not say why it is here, in a comment line above it");
            findings.push(Finding::new(path, entry.number, says));
        }
        above = entry.line;
    }
    findings
}

/// A member's manifest: every dependency comes from the root manifest, so that it has a reason and one version.
pub(super) fn check_member(path: &str, text: &str) -> Vec<Finding> {
    let astray = entries(text).filter_map(|entry| {
        let name = match entry.section.split_once("dependencies.") {
            // `[dependencies.name]`, whose lines would have to be read together.
            Some((_, name)) if entry.line.starts_with('[') => name,
            None if entry.section.ends_with("dependencies") && !entry.comes_from_the_root() => {
                entry.key()?
            }
            _ => return None,
        };
        let says =
            format!("take `{name}` from the root manifest on one line: `{name}.workspace = true`");
        Some(Finding::new(path, entry.number, says))
    });
    astray.collect()
}

struct Entry<'a> {
    /// The header that the line stands under, or is.
    section: &'a str,
    number: usize,
    line: &'a str,
}

impl<'a> Entry<'a> {
    /// The name before `=` or before `.workspace`, if the line begins an entry.
    fn key(&self) -> Option<&'a str> {
        let (key, _) = self.line.split_once('=')?;
        let key = key.split('.').next()?.trim().trim_matches('"');
        let is_name = key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        (!key.is_empty() && is_name).then_some(key)
    }

    fn comes_from_the_root(&self) -> bool {
        self.line.contains("workspace = true")
    }
}

fn entries(text: &str) -> impl Iterator<Item = Entry<'_>> {
    let mut section = "";
    (1..).zip(text.lines()).map(move |(number, line)| {
        let line = line.trim();
        if let Some(header) = line
            .strip_prefix('[')
            .and_then(|line| line.split(']').next())
        {
            section = header;
        }
        Entry {
            section,
            number,
            line,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(text: &str) -> Vec<String> {
        let text = format!("[workspace]\nresolver = \"3\"\n\n[workspace.dependencies]\n{text}");
        check_workspace("Cargo.toml", &text)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    fn member(text: &str) -> Vec<String> {
        check_member("crates/a/Cargo.toml", text)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn a_dependency_with_its_reason_above_is_in_order() {
        assert!(root("# Reads CSV as spreadsheets write it.\ncsv = \"1.4\"\n").is_empty());
    }

    #[test]
    fn our_own_crates_need_no_reason() {
        assert!(
            root("alongside-pages = { path = \"crates/pages\", version = \"0.1.0\" }\n").is_empty()
        );
    }

    #[test]
    fn a_dependency_without_a_reason_is_found() {
        assert_eq!(
            root("# Reads CSV.\ncsv = \"1.4\"\ntoml = \"1\"\n"),
            ["Cargo.toml:7: `toml` does not say why it is here, in a comment line above it"]
        );
        assert_eq!(root("# A heading.\n\ncsv = \"1.4\"\n").len(), 1);
    }

    #[test]
    fn only_dependencies_need_a_reason() {
        assert!(root("\n[profile.dev]\ndebug = 1\n").is_empty());
    }

    #[test]
    fn a_member_takes_its_dependencies_from_the_root() {
        let text = "[package]\nname = \"a\"\n\n[dependencies]\ncsv.workspace = true\n\
            toml = { workspace = true, features = [\"serde\"] }\n\n[lints]\nworkspace = true\n";
        assert!(member(text).is_empty());
    }

    #[test]
    fn a_member_with_a_dependency_of_its_own_is_found() {
        assert_eq!(
            member("[dev-dependencies]\ncsv = \"1.4\"\n"),
            [
                "crates/a/Cargo.toml:2: take `csv` from the root manifest on one line: `csv.workspace = true`"
            ]
        );
        assert_eq!(
            member("[target.'cfg(unix)'.dependencies]\nlibc = \"0.2\"\n").len(),
            1
        );
        assert_eq!(member("[dependencies.csv]\nversion = \"1.4\"\n").len(), 1);
    }
}
