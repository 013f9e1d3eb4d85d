//! Audits, from records to exit statuses.

use std::fs;

use super::common::{alongside, folder};
use super::{GOOD, audit};

#[test]
fn a_sheet_is_audited_by_the_starting_charter_where_none_is_named() {
    let ran = audit("starting_charter", GOOD, &[]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        ran.out
            .contains("meetings.csv, judged by default, as of Sun 1 December 2024"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("meeting-notice"), "{}", ran.out);
}

#[test]
fn every_typo_is_told_at_once_with_file_row_and_column_and_nothing_is_audited() {
    let sheet = GOOD
        .replace("26/02/2024", "31/02/2024")
        .replace("3 June 2024", "3 Jnue 2024");
    let ran = audit("typos", &sheet, &["--format", "json"]);
    assert_eq!(ran.status, 2);
    assert_eq!(ran.out, "", "no half report");
    for expected in [
        "meetings.csv, row 2, column B",
        "31/02/2024",
        "meetings.csv, row 3, column D",
        "3 Jnue 2024",
    ] {
        assert!(
            ran.err.contains(expected),
            "{expected} is not told:\n{}",
            ran.err
        );
    }
}

#[test]
fn a_report_that_fails_leaves_the_earlier_file_as_it_was() {
    let folder = folder("earlier_file");
    fs::write(folder.join("report.csv"), "earlier").unwrap();
    fs::write(
        folder.join("meetings.csv"),
        GOOD.replace("26/02/2024", "31/02/2024"),
    )
    .unwrap();
    let ran = alongside(&folder, &["audit", "meetings.csv", "--out", "report.csv"]);
    assert_eq!(ran.status, 2);
    assert_eq!(
        fs::read_to_string(folder.join("report.csv")).unwrap(),
        "earlier"
    );
}

#[test]
fn fail_on_missed_gives_status_1_and_the_report_all_the_same() {
    let late = GOOD
        .replace("26/02/2024", "26/03/2024")
        .replace("25 March 2024 18:00", "27 March 2024");
    let ran = audit("fail_on", &late, &["--fail-on", "missed"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.out.contains("20 days short"), "{}", ran.out);
    assert_eq!(
        audit(
            "fail_on_kept",
            GOOD,
            &["--charter", "amaze-2020", "--fail-on", "missed"]
        )
        .status,
        0
    );
}

#[test]
fn what_is_not_there_is_told_with_what_to_give_instead() {
    let ran = audit("no_charter", GOOD, &["--charter", "amaze"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("there is no charter `amaze`") && ran.err.contains("amaze-2020"),
        "{}",
        ran.err
    );
    let ran = alongside(&folder("no_file"), &["audit", "missing.csv"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("missing.csv cannot be read"),
        "{}",
        ran.err
    );
    let ran = audit("bad_day", GOOD, &["--as-of", "yesterday"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("--as-of"), "{}", ran.err);
}

const CLAIMED: &str = "id,announced,starts,claim:meeting-notice\n\
    m1,2024-02-01,2024-02-10,\n\
    m2,,,<14d\n\
    m3,,,>=21d\n\
    m4,2024-02-01,2024-03-10,\n";

#[test]
fn what_is_claimed_stands_in_blocks_of_its_own_behind_what_is_recorded() {
    let ran = audit("claimed_blocks", CLAIMED, &["--charter", "amaze-2020"]);
    let at = |words: &str| {
        ran.out
            .find(words)
            .unwrap_or_else(|| panic!("no {words} in\n{}", ran.out))
    };
    assert!(at("\nMISSED (1)") < at("\nCLAIMED MISSED (1)"));
    assert!(at("\nKEPT (1)") < at("\nCLAIMED KEPT (1)"));
    let claimed = ran.out.matches("(claimed)").count();
    assert_eq!(claimed, 2, "only where a claim is rested on\n{}", ran.out);
    assert!(ran.out.contains("m2 (claimed) · meeting-notice"));
    // Undated, so that even that it took place is a claim; but nobody claims anything of papers.
    assert!(ran.out.contains("m2 · papers-ahead"), "{}", ran.out);
}

#[test]
fn a_claimed_miss_fails_a_run_only_where_that_is_asked_for() {
    let sheet = "id,claim:meeting-notice\nm2,<14d\n";
    let run = |test: &str, on: &str| {
        audit(test, sheet, &["--charter", "amaze-2020", "--fail-on", on]).status
    };
    assert_eq!(run("fail_on_recorded", "missed"), 0);
    assert_eq!(run("fail_on_claimed", "claimed-missed"), 1);
}

#[test]
fn the_strength_is_told_and_that_a_miss_is_no_breach_of_the_law() {
    for (test, form) in [("strength_table", "table"), ("strength_md", "markdown")] {
        let ran = audit(test, GOOD, &["--charter", "amaze-2020", "--format", form]);
        assert!(ran.out.contains("strength"), "{}", ran.out);
        assert!(ran.out.contains("ideal"), "{}", ran.out);
        let sentence = "Missing what is agreed or ideal is not unlawful.";
        let flat = ran.out.replace('\n', " ");
        assert!(flat.contains(sentence), "{}", ran.out);
    }
}

#[test]
fn what_no_standard_was_asked_of_is_named_with_the_reason() {
    use std::fmt::Write;
    let mut sheet = "id,kind,announced,starts,cancelled\nm1,meeting,2024-02-01,2024-03-10,\n\
                     off,meeting,2024-02-01,2024-03-10,2024-03-01\n"
        .to_owned();
    for n in 1..=25 {
        writeln!(sheet, "p{n},complaint,,,").unwrap();
    }
    for (test, form) in [("unasked_table", "table"), ("unasked_md", "markdown")] {
        let ran = audit(test, &sheet, &["--charter", "amaze-2020", "--format", form]);
        let flat = ran.out.replace('\n', " ");
        assert!(
            flat.contains("No standard of this charter was asked of off, p1, p2,")
                && flat.contains(
                    "p19 and 6 more: what was called off is judged only by standards for that"
                ),
            "{}",
            ran.out
        );
    }
    let json = audit(
        "unasked_json",
        &sheet,
        &["--charter", "amaze-2020", "--format", "json"],
    );
    let report: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let unasked = report["summary"]["unasked"].as_array().unwrap();
    assert_eq!((unasked.len(), unasked[0].as_str()), (26, Some("off")));
}

#[test]
fn no_control_character_reaches_the_terminal() {
    // A charter in TOML may hold any character; the sheet's reader lets none through.
    let hostile = "id='ours'\ntitle=\"x\\u001b[2Jx\"\nsource='x'\nplace='scotland'\ntime_zone='Europe/London'\n\
        [[standard]]\nid='a'\napplies_to='meeting'\nsays=\"So\\u001b[31m\\u009b\\u202e.\\nMISSED (9)\"\nstrength='ideal'\n\
        rule={gap=['announced','starts'],at_least='3 weeks',counted='date-difference'}\n";
    let folder = folder("control");
    fs::write(folder.join("ours.toml"), hostile).unwrap();
    fs::write(
        folder.join("m.csv"),
        "id,title,announced,starts\nm1,\"a\u{1b}[2J\u{202e}\nMISSED (9)\",2024-02-01,2024-03-10\n",
    )
    .unwrap();
    let charter = ["--charter", "ours.toml"];
    let runs: [&[&str]; 4] = [
        &["audit", "m.csv", "--format", "table"],
        &["audit", "m.csv", "--format", "markdown"],
        &["plan", "--meeting", "2027-03-15", "--today", "2027-01-04"],
        &["charter", "show", "ours.toml"],
    ];
    for args in runs {
        let mut all = args.to_vec();
        if args[0] != "charter" {
            all.extend(charter);
        }
        let ran = alongside(&folder, &all);
        assert_eq!(ran.status, 0, "{}", ran.err);
        let raw =
            |text: &str| text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}');
        assert!(!raw(&ran.out) && !raw(&ran.err), "{args:?}: {ran:?}");
        if args[0] != "charter" {
            let forged = ran.out.lines().any(|line| line.starts_with("MISSED (9)"));
            assert!(!forged, "{}", ran.out);
        }
    }
}
