//! Pools with what is expected of them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use alongside_lottery::{Pool, Table};

/// A pool, and everybody's expected chance in any order.
pub(crate) struct Given {
    pub(crate) folder: PathBuf,
    pub(crate) pool: Pool,
    pub(crate) expected: Vec<f64>,
}

impl Given {
    /// Fails where a panel does not keep every rule.
    pub(crate) fn check_panel(&self, panel: &[usize]) {
        assert_eq!(panel.len(), self.pool.size() as usize);
        assert!(
            panel.is_sorted_by(|one, other| one < other),
            "somebody is on it twice"
        );
        for (place, quota) in self.pool.quotas().iter().enumerate() {
            let count = panel
                .iter()
                .filter(|person| self.pool.people()[**person].quotas.contains(&place))
                .count();
            let fits = (quota.min as usize..=quota.max as usize).contains(&count);
            assert!(fits, "{count} of {} {}", quota.category, quota.feature);
        }
        let mut households: Vec<&String> = panel
            .iter()
            .filter_map(|person| self.pool.people()[*person].household.as_ref())
            .collect();
        households.sort();
        assert!(
            households.is_sorted_by(|one, other| one < other),
            "two of one household"
        );
    }
}

/// One of our pools, in the repository.
pub(crate) fn ours(name: &str) -> Given {
    given(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/pools")
            .join(name),
        false,
    )
}

/// A pool of others; `None` where reference data are not there, which is a failure on the machine that checks.
#[expect(
    clippy::disallowed_methods,
    reason = "where reference data are is said by the environment"
)]
#[expect(
    clippy::print_stderr,
    reason = "whoever reads the tests should know what was left out"
)]
pub(crate) fn theirs(name: &str) -> Option<Given> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = env::var_os("ALONGSIDE_REFERENCE_DATA")
        .map_or(beside, PathBuf::from)
        .join("sortition")
        .join(name);
    if folder.is_dir() {
        return Some(given(&folder, false));
    }
    assert!(
        env::var_os("CI").is_none_or(|ci| ci != "true"),
        "{name} is not there: set ALONGSIDE_REFERENCE_DATA"
    );
    eprintln!("left out: {name} is not there (ALONGSIDE_REFERENCE_DATA names the folder)");
    None
}

/// The pool of a folder, with its rows turned round where asked.
pub(crate) fn given(folder: &Path, turned: bool) -> Given {
    let name = folder.file_name().unwrap().to_str().unwrap();
    let size = name.rsplit('_').next().unwrap().parse().unwrap();
    let mut people = table(&folder.join("respondents.csv"));
    if turned {
        people.rows.reverse();
    }
    Given {
        folder: folder.to_owned(),
        pool: Pool::read(&people, &table(&folder.join("categories.csv")), size).unwrap(),
        expected: expected(&text(&folder.join("expected.json"))),
    }
}

fn expected(json: &str) -> Vec<f64> {
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    let chances: Vec<&serde_json::Value> = match (
        &json["leximin_by_person"],
        &json["leximin_probability_by_row_order"],
    ) {
        (serde_json::Value::Object(people), _) => people.values().collect(),
        (_, serde_json::Value::Array(rows)) => rows.iter().collect(),
        _ => panic!("no chances are expected"),
    };
    chances
        .into_iter()
        .map(|chance| chance.as_f64().unwrap().abs())
        .collect()
}

fn table(file: &Path) -> Table {
    let text = text(file);
    let mut lines = text
        .lines()
        .map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let headings = lines.next().unwrap();
    Table::new(headings.iter().map(String::as_str), lines)
}

#[expect(
    clippy::disallowed_methods,
    reason = "too much text to be built into the tests"
)]
fn text(file: &Path) -> String {
    fs::read_to_string(file).unwrap()
}
