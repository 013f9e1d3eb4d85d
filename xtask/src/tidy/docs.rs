//! Documents name only what is there: paths, link targets and crates of ours.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::repository::Repository;
use super::{Finding, has_extension};

/// The top folders of the house. A path that begins with one of them is meant as a path of the repository.
const TOP_FOLDERS: [&str; 12] = [
    ".cargo",
    ".ci",
    "assets",
    "calendars",
    "charters",
    "crates",
    "docs",
    "e2e",
    "fuzz",
    "locales",
    "records",
    "xtask",
];

/// Fenced blocks in these languages are read like code in a sentence.
const SHELLS: [&str; 4] = ["bash", "console", "sh", "shell"];

/// The documents at the root, those under `docs/`, and every folder's README.
pub(super) fn is_document(path: &str) -> bool {
    has_extension(path, "md")
        && (!path.contains('/') || path.starts_with("docs/") || path.ends_with("/README.md"))
}

pub(super) fn check(path: &str, text: &str, repository: &Repository) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut in_shell = false;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        let line = text[..range.start].matches('\n').count() + 1;
        let mut check_code = |code: &str| {
            for (offset, row) in code.lines().enumerate() {
                let missing = row
                    .split_whitespace()
                    .filter_map(|word| missing_word(word, repository));
                findings.extend(missing.map(|says| Finding::new(path, line + offset, says)));
            }
        };
        match event {
            Event::Code(code) => check_code(&code),
            Event::Text(code) if in_shell => check_code(&code),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                in_shell = SHELLS.contains(&info.split_whitespace().next().unwrap_or_default());
            }
            Event::End(TagEnd::CodeBlock) => in_shell = false,
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if is_missing_target(path, &dest_url, repository) =>
            {
                findings.push(Finding::new(
                    path,
                    line,
                    format!("links to `{dest_url}`, which is not here"),
                ));
            }
            _ => {}
        }
    }
    findings
}

/// What is wrong with one word of code, if it is meant as a path or a crate of ours.
fn missing_word(word: &str, repository: &Repository) -> Option<String> {
    let word = word
        .trim_matches(|c: char| "()[],;\"'".contains(c))
        .trim_end_matches(['.', ':']);
    if is_crate_name(word) {
        let is_there = repository.crates.iter().any(|krate| krate.name == word);
        return (!is_there).then(|| format!("names the crate `{word}`, which is not here"));
    }
    let path = word.strip_prefix("./").unwrap_or(word);
    let (top, _) = path.split_once('/')?;
    (TOP_FOLDERS.contains(&top) && !is_there(path, repository))
        .then(|| format!("names `{path}`, which is not here"))
}

fn is_crate_name(word: &str) -> bool {
    word.strip_prefix("alongside-").is_some_and(|rest| {
        !rest.is_empty()
            && rest
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    })
}

/// Whether a link leads nowhere. Web addresses and places on the same page are not looked at.
fn is_missing_target(document: &str, target: &str, repository: &Repository) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() || target.contains("://") || target.starts_with("mailto:") {
        return false;
    }
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = if path.starts_with('/') {
        vec![]
    } else {
        folder.split('/').collect()
    };
    for step in path.split('/') {
        match step {
            ".." if steps.pop().is_none() => return true,
            ".." | "." => {}
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    !steps.is_empty() && !is_there(&steps.join("/"), repository)
}

/// Whether the repository has the file or folder; a path is looked up to its first placeholder, such as
/// `NNNN-title.md`, `*` or `<name>`, and without a line number at its end.
fn is_there(path: &str, repository: &Repository) -> bool {
    let path = path.split(['#', ':']).next().unwrap_or_default();
    let is_placeholder = |step: &&str| step.contains("NNNN") || step.contains(['*', '<', '{', '…']);
    let steps: Vec<&str> = path
        .split('/')
        .take_while(|step| !is_placeholder(step))
        .collect();
    let path = steps.join("/");
    let path = path.trim_end_matches('/');
    path.is_empty() || repository.paths.contains(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::arrows::Crate;

    fn check_text(path: &str, text: &str) -> Vec<String> {
        let charter = Crate {
            name: "alongside-charter".to_owned(),
            manifest: "crates/charter/Cargo.toml".to_owned(),
            needs: vec![],
        };
        let paths = [
            "README.md",
            "docs",
            "docs/a.md",
            "docs/decisions",
            "crates",
            "crates/charter",
        ];
        let repository = Repository {
            paths: paths.map(str::to_owned).into(),
            crates: vec![charter],
            ..Repository::default()
        };
        check(path, text, &repository)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn what_is_there_may_be_named() {
        let text = "See `docs/a.md`, [the page](docs/a.md#part), `crates/charter/`, `./docs/a.md:12`,\n\
            `docs/decisions/NNNN-title.md` and `alongside-charter`.\n\n\
            ```sh\ncargo bench -p alongside-charter > docs/a.md\n```\n";
        assert_eq!(check_text("README.md", text), [""; 0]);
    }

    #[test]
    fn a_path_in_code_that_is_not_there_is_found_with_its_line() {
        assert_eq!(
            check_text("README.md", "One.\n\nRun `alongside check docs/b.md`.\n"),
            ["README.md:3: names `docs/b.md`, which is not here"]
        );
        assert_eq!(
            check_text("README.md", "```sh\nls docs\nls crates/web\n```\n"),
            ["README.md:3: names `crates/web`, which is not here"]
        );
    }

    #[test]
    fn a_placeholder_stands_in_a_folder_that_is_there() {
        assert_eq!(check_text("README.md", "`docs/adr/NNNN-title.md`").len(), 1);
        assert_eq!(check_text("README.md", "`charters/*.toml`").len(), 1);
    }

    #[test]
    fn a_link_is_followed_from_the_folder_of_its_document() {
        assert!(
            check_text(
                "docs/a.md",
                "[up](../README.md) [here](a.md) [root](/docs) [x](#part)"
            )
            .is_empty()
        );
        assert_eq!(
            check_text("docs/a.md", "[gone](README.md)"),
            ["docs/a.md:1: links to `README.md`, which is not here"]
        );
        assert_eq!(check_text("docs/a.md", "[out](../../README.md)").len(), 1);
    }

    #[test]
    fn a_crate_of_ours_that_is_not_there_is_found() {
        assert_eq!(
            check_text("README.md", "`alongside-ballots`"),
            ["README.md:1: names the crate `alongside-ballots`, which is not here"]
        );
    }

    #[test]
    fn other_code_web_addresses_and_page_addresses_are_left_alone() {
        let text = "`a/b`, `/{area}/meetings`, `--out out/x.html`, <https://example.org/docs/x>,\n\
            [far](https://example.org/docs/y), [mail](mailto:a@example.org)\n\n```toml\nx = \"docs/z\"\n```\n";
        assert_eq!(check_text("README.md", text), [""; 0]);
    }

    #[test]
    fn documents_are_the_pages_people_read() {
        for path in [
            "README.md",
            "docs/decisions/README.md",
            "docs/a.md",
            "crates/charter/README.md",
        ] {
            assert!(is_document(path), "{path}");
        }
        for path in [
            "crates/cli/tests/report.md",
            "xtask/src/main.rs",
            "docs/a.toml",
        ] {
            assert!(!is_document(path), "{path}");
        }
    }
}
