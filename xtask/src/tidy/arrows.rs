//! Which crate may build on which. A pure crate stays pure because nothing it points at can reach outside.

use super::Finding;

/// Every crate and what it may point at, without the `alongside-` before each name; a crate joins the workspace
/// by a line here. `web` may only read from `store`, which its own tests hold.
const ARROWS: &[(&str, &[&str])] = &[
    (
        "cli",
        &[
            "web", "jobs", "app", "store", "notify", "report", "pages", "sheet", "domain", "tlog",
            "charter", "lottery", "ballot", "opinion", "plain",
        ],
    ),
    (
        "web",
        &[
            "app", "pages", "report", "sheet", "store", "domain", "charter",
        ],
    ),
    (
        "jobs",
        &[
            "app", "store", "notify", "pages", "report", "tlog", "domain",
        ],
    ),
    ("app", &["store", "sheet", "domain", "charter", "plain"]),
    ("store", &["domain", "tlog"]),
    ("report", &["pages", "domain", "charter"]),
    (
        "pages",
        &["domain", "charter", "lottery", "ballot", "opinion"],
    ),
    ("domain", &["charter", "lottery", "ballot", "opinion"]),
    ("sheet", &["charter"]),
    // These point at nothing of ours.
    ("charter", &[]),
    ("lottery", &[]),
    ("ballot", &[]),
    ("opinion", &[]),
    ("plain", &[]),
    ("tlog", &[]),
    ("notify", &[]),
    ("xtask", &[]),
    // Only tests use it, so no line above names it.
    (
        "testkit",
        &[
            "web", "jobs", "app", "store", "notify", "report", "pages", "domain", "tlog", "charter",
        ],
    ),
];

/// A crate of ours and those of ours that it builds on.
pub(super) struct Crate {
    pub(super) name: String,
    pub(super) manifest: String,
    pub(super) needs: Vec<String>,
}

pub(super) fn check(crates: &[Crate]) -> Vec<Finding> {
    crates.iter().flat_map(check_one).collect()
}

fn check_one(krate: &Crate) -> Vec<Finding> {
    let from = short(&krate.name);
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == from) else {
        let says = format!(
            "`{}` has no line in the table of arrows: xtask/src/tidy/arrows.rs",
            krate.name
        );
        return vec![Finding::new(&krate.manifest, 1, says)];
    };
    let astray = krate
        .needs
        .iter()
        .map(|to| short(to))
        .filter(|to| !allowed.contains(to));
    astray
        .map(|to| {
            Finding::new(
                &krate.manifest,
                1,
                format!("`{from}` may not point at `{to}`"),
            )
        })
        .collect()
}

fn short(name: &str) -> &str {
    name.strip_prefix("alongside-").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_arrow(from: &str, to: &str) -> Vec<String> {
        let manifest = "crates/x/Cargo.toml".to_owned();
        let krate = Crate {
            name: from.to_owned(),
            manifest,
            needs: vec![to.to_owned()],
        };
        check(&[krate])
            .into_iter()
            .map(|finding| finding.says)
            .collect()
    }

    #[test]
    fn an_arrow_in_the_table_is_allowed() {
        assert!(check_arrow("alongside-sheet", "alongside-charter").is_empty());
        assert!(check_arrow("alongside-cli", "alongside-pages").is_empty());
    }

    #[test]
    fn an_arrow_not_in_the_table_is_refused() {
        assert_eq!(
            check_arrow("alongside-charter", "alongside-pages"),
            ["`charter` may not point at `pages`"]
        );
        assert_eq!(
            check_arrow("alongside-web", "alongside-notify"),
            ["`web` may not point at `notify`"]
        );
    }

    #[test]
    fn a_crate_without_a_line_is_refused() {
        let says = check_arrow("alongside-utils", "alongside-charter");
        assert!(
            says[0].contains("`alongside-utils` has no line"),
            "{says:?}"
        );
    }

    #[test]
    fn nothing_builds_on_what_only_tests_use() {
        assert!(
            ARROWS
                .iter()
                .all(|(_, allowed)| !allowed.contains(&"testkit"))
        );
    }

    #[test]
    fn arrows_run_one_way_and_end_at_crates_that_have_a_line() {
        let mut settled: Vec<&str> = Vec::new();
        while settled.len() < ARROWS.len() {
            let next = ARROWS.iter().find(|(name, allowed)| {
                !settled.contains(name) && allowed.iter().all(|to| settled.contains(to))
            });
            settled.push(
                next.expect("a ring of arrows, or an arrow to a crate that has no line")
                    .0,
            );
        }
    }
}
