//! The command as a new user meets it.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

mod common;

use std::fs;

use common::{Ran, alongside, folder, repository};
use serde_json::Value;

const GOOD: &str = "Title,Announced,Starts,Papers,Minutes,Room\n\
    Spring meeting,26/02/2024,25 March 2024 18:00,2024-03-18,2 April 2024,Library\n\
    Summer meeting,20 May 2024,2024-06-10,3 June 2024,,Hall\n";

fn audit(test: &str, sheet: &str, args: &[&str]) -> Ran {
    let folder = folder(test);
    fs::write(folder.join("meetings.csv"), sheet).unwrap();
    let mut all = vec!["audit", "meetings.csv", "--as-of", "2024-12-01"];
    all.extend(args);
    alongside(&folder, &all)
}

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
fn every_form_of_the_report_tells_the_same_findings() {
    let folder = folder("forms");
    fs::write(folder.join("meetings.csv"), GOOD).unwrap();
    let run = |out: &str| {
        let ran = alongside(
            &folder,
            &[
                "audit",
                "meetings.csv",
                "--as-of",
                "2024-12-01",
                "--out",
                out,
            ],
        );
        assert_eq!(ran.status, 0, "{}", ran.err);
        fs::read_to_string(folder.join(out)).unwrap()
    };
    let json: Value = serde_json::from_str(&run("r.json")).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let csv_text = run("r.csv");
    let mut rows = csv::Reader::from_reader(csv_text.as_bytes());
    let (html, markdown) = (run("r.html"), run("r.md"));
    assert!(!findings.is_empty());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), findings.len());
    for (row, finding) in rows.iter().zip(findings) {
        assert_eq!(&row[7], finding["verdict"].as_str().unwrap());
        let sum = finding["sum"].as_str().unwrap();
        assert_eq!(&row[17], sum);
        assert!(markdown.contains(sum), "{sum}");
        assert!(html.contains(&sum.replace('"', "&#34;")), "{sum}");
    }
}

#[test]
fn the_json_report_keeps_to_its_published_schema() {
    let schema: Value = serde_json::from_str(
        &fs::read_to_string(repository().join("docs/audit.schema.json")).unwrap(),
    )
    .unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let sheet = "kind,title,announced,starts,opened,closed,ways,minutes,excused,evening,cancelled,papers,claim:meeting-notice,submitted,paid\n\
        meeting,a,2024-01-02,2024-02-01,,,,2024-02-10,,yes,,2024-01-20,,,\n\
        meeting,b,2024-01-30,2024-02-01,,,,,snow; agreed by the forum,no,,,,,\n\
        meeting,c,,,,,,,,,,,17..18d,,\n\
        meeting,d,2024-01-02,2024-02-01,,,,,,,2024-01-31,,,,\n\
        meeting,e,,2099-02-01T18:00,,,,,,,,,,,\n\
        consultation,f,,,2024-01-02,2024-03-01,1,,,,,,,,\n\
        claim,g,,,,,,,,,,,,2024-01-02,2024-01-10\n";
    let charter =
        fs::read_to_string(repository().join("crates/charter/tests/data/example-charter.toml"))
            .unwrap();
    let folder = folder("schema");
    fs::write(folder.join("meetings.csv"), sheet).unwrap();
    fs::write(folder.join("example.toml"), charter).unwrap();
    let ran = alongside(
        &folder,
        &[
            "audit",
            "meetings.csv",
            "--charter",
            "example.toml",
            "--charter",
            "default",
            "--as-of",
            "2024-12-01",
            "--format",
            "json",
        ],
    );
    assert_eq!(ran.status, 0, "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let faults: Vec<String> = schema
        .iter_errors(&report)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert_eq!(report["charter"], "example-2024,default");
    for verdict in ["kept", "missed", "due", "no-evidence", "excused"] {
        let found = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|f| f["verdict"] == verdict);
        assert!(found, "the sample has no {verdict}");
    }
    let mut wrong = report.clone();
    wrong["findings"][0]["verdict"] = "fine".into();
    assert!(
        !schema.is_valid(&wrong),
        "the schema refuses what is not in it"
    );
}

#[test]
fn a_spreadsheet_cannot_smuggle_a_formula_into_the_csv_report() {
    let ran = audit(
        "formula",
        &GOOD.replace("Spring meeting", "=HYPERLINK(1)"),
        &["--format", "csv"],
    );
    assert!(ran.out.contains("'=HYPERLINK(1)"), "{}", ran.out);
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
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "copy.toml: good, 15 standards\n")
    );
}

fn plan(args: &[&str]) -> Value {
    let mut all = vec!["plan", "--format", "json", "--charter", "amaze-2020"];
    all.extend(args);
    let ran = alongside(&repository(), &all);
    assert_eq!(ran.status, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn by<'p>(plan: &'p Value, standard: &str) -> &'p str {
    let steps = plan["steps"].as_array().unwrap();
    steps.iter().find(|s| s["standard"] == standard).unwrap()["by"]
        .as_str()
        .unwrap()
}

#[test]
fn a_meeting_in_good_time_gets_its_dated_list() {
    let told = plan(&["--meeting", "14 June 2021", "--today", "2021-05-24"]);
    assert_eq!(told["plan"]["in_time"], true);
    assert_eq!(told["earliest"], Value::Null);
    assert_eq!(by(&told["plan"], "meeting-notice"), "2021-05-24");
    assert_eq!(by(&told["plan"], "papers-ahead"), "2021-06-07");
}

#[test]
fn a_meeting_too_soon_gets_the_earliest_day_outside_school_holidays() {
    // Three weeks from 8 July 2026 is the first week of the summer holidays.
    let told = plan(&["--meeting", "2026-07-20", "--today", "2026-07-08"]);
    assert_eq!(told["plan"]["in_time"], false);
    let earliest = told["earliest"]["day"].as_str().unwrap();
    assert!(
        ("2026-09-01".."2026-09-08").contains(&earliest),
        "{earliest}"
    );
    assert_eq!(told["earliest"]["in_time"], true);
    assert_eq!(told["school_terms_estimated"], true);
}

#[test]
fn a_consultation_gets_its_closing_day_longer_where_a_holiday_falls_inside() {
    let ran = alongside(
        &repository(),
        &[
            "plan",
            "--consultation",
            "2026-11-02",
            "--today",
            "2026-10-01",
            "--format",
            "json",
        ],
    );
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        told["plan"]["closes"], "2026-12-13",
        "42 days, both included, before the holidays"
    );
    let ran = alongside(
        &repository(),
        &[
            "plan",
            "--consultation",
            "2026-11-23",
            "--today",
            "2026-10-01",
            "--format",
            "json",
        ],
    );
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        told["plan"]["closes"], "2027-01-17",
        "56 days, as Christmas falls inside"
    );
    assert_eq!(told["plan"]["in_time"], true);
}

#[test]
fn a_plan_goes_into_a_calendar() {
    let folder = folder("plan_ics");
    let ran = alongside(
        &folder,
        &[
            "plan",
            "--meeting",
            "2027-03-15",
            "--today",
            "2027-01-04",
            "--out",
            "plan.ics",
        ],
    );
    assert_eq!(ran.status, 0, "{}", ran.err);
    let ics = fs::read_to_string(folder.join("plan.ics")).unwrap();
    let calendar: icalendar::Calendar = ics.parse().unwrap();
    assert_eq!(calendar.components.len(), 5, "{ics}");
    assert!(
        ics.contains("DTSTART;VALUE=DATE:20270222"),
        "the announcement\n{ics}"
    );
    assert!(
        ics.contains("\r\nUID:meeting-2027-03-15-default-meeting-notice@plan.alongside\r\n"),
        "{ics}"
    );
}
