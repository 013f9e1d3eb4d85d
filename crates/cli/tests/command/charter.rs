//! `alongside charter`.

use std::fs;

use super::common::{alongside, folder};

#[test]
fn every_mistake_in_a_charter_is_told_with_line_and_column() {
    let folder = folder("charter_check");
    fs::write(
        folder.join("ours.toml"),
        "id = \"ours\"\ntitle = 3\n[[standard]]\nid = \"a\"\n",
    )
    .unwrap();
    let ran = alongside(&folder, &["charter", "check", "ours.toml"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err
            .contains("ours.toml:2:9: `title` is a text in quotation marks"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("ours.toml:3:1: `rule` is missing"),
        "{}",
        ran.err
    );
    let shown = alongside(&folder, &["charter", "show", "default", "--toml"]);
    fs::write(folder.join("copy.toml"), shown.out).unwrap();
    let ran = alongside(&folder, &["charter", "check", "copy.toml"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        ran.out.starts_with("copy.toml: good, 15 standards\n"),
        "{}",
        ran.out
    );
}

#[test]
fn a_fact_of_a_charters_own_is_told_with_the_known_one_it_may_stand_for() {
    let folder = folder("own_facts");
    fs::write(
        folder.join("ours.toml"),
        "id='ours'\ntitle='x'\nsource='x'\nplace='scotland'\ntime_zone='Europe/London'\n\
         [[standard]]\nid='a'\napplies_to='meeting'\nsays='So.'\nstrength='ideal'\nwhen='strategic'\n\
         rule={gap=['anounced','starts'],at_least='3 weeks',counted='date-difference'}\n",
    )
    .unwrap();
    let ran = alongside(&folder, &["charter", "check", "ours.toml"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(
        ran.out,
        "ours.toml: good, 1 standard\n  \
         `anounced` is a fact of this charter's own, read from a column of that name; did you mean\n  \
         `announced`?\n  \
         `strategic` is a fact of this charter's own, read from a column of that name.\n"
    );
}
