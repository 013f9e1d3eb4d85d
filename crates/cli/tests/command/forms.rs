//! The forms of the report.

use std::fs;

use serde_json::Value;

use super::common::{alongside, folder, repository};
use super::{GOOD, audit};

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
    fs::write(
        folder.join("days.ics"),
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20240506\r\nSUMMARY:Early May\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n",
    )
    .unwrap();
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
            "--terms",
            "haringey",
            "--terms",
            "england-usual",
            "--bank-holidays",
            "days.ics",
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
    assert_eq!(report["bank_holidays"], "days.ics");
    assert_eq!(report["school_terms"][0]["id"], "haringey");
    assert_eq!(report["school_terms"][1]["estimate"], true);
    let rows = report["summary"]["standards"].as_array().unwrap();
    let dated = |key: &str| rows.iter().any(|row| row[key].is_string());
    assert!(dated("applies_from"), "the sample has no dated standard");
    let claimed = |row: &Value| row["claimed_missed_subjects"] == serde_json::json!(["4"]);
    assert!(rows.iter().any(claimed), "{rows:#?}");
    let recorded = |row: &Value| {
        let ids = row["missed_subjects"].as_array().unwrap();
        ids.iter().all(|id| id != "4")
    };
    assert!(rows.iter().all(recorded), "{rows:#?}");
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
fn a_report_names_the_school_terms_and_bank_holidays_it_was_given_and_no_others() {
    let folder = folder("named_calendars");
    fs::write(folder.join("meetings.csv"), GOOD).unwrap();
    fs::write(
        folder.join("days.json"),
        r#"{"england-and-wales": {"events": [{"title": "x", "date": "2024-05-06"}]}}"#,
    )
    .unwrap();
    for form in ["table", "markdown"] {
        let run = |more: &[&str]| {
            let mut all = vec!["audit", "meetings.csv", "--format", form];
            all.extend(more);
            let ran = alongside(&folder, &all);
            assert_eq!(ran.status, 0, "{}", ran.err);
            ran.out.replace('\n', " ")
        };
        let plain = run(&[]);
        assert!(!plain.contains(", with the"), "{plain}");
        let named = run(&["--terms", "england-usual", "--bank-holidays", "days.json"]);
        assert!(
            named.contains(
                ", with the school terms England, the usual pattern (an estimate) and the bank holidays of days.json"
            ),
            "{named}"
        );
    }
}

#[test]
fn each_version_of_a_standard_is_a_row_that_says_from_when_it_judges() {
    let folder = folder("versions");
    let standard = |dates: &str, weeks: u8| {
        format!(
            "[[standard]]\nid='notice'\napplies_to='meeting'\nsays='So.'\nstrength='agreed'\n{dates}\n\
             rule={{gap=['announced','starts'],at_least='{weeks} weeks',counted='date-difference'}}\n"
        )
    };
    let charter = format!(
        "id='ours'\ntitle='x'\nsource='x'\nplace='scotland'\ntime_zone='Europe/London'\n{}{}",
        standard("until=2024-01-01", 2),
        standard("applies_from=2024-01-01", 3)
    );
    fs::write(folder.join("ours.toml"), charter).unwrap();
    fs::write(
        folder.join("m.csv"),
        "id,announced,starts\nm1,2023-02-01,2023-02-20\nm2,2024-02-01,2024-02-20\n",
    )
    .unwrap();
    let run = |form: &str| {
        let args = [
            "audit",
            "m.csv",
            "--charter",
            "ours.toml",
            "--format",
            form,
            "--as-of",
            "2024-12-01",
        ];
        let ran = alongside(&folder, &args);
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran.out
    };
    let report: Value = serde_json::from_str(&run("json")).unwrap();
    let rows = &report["summary"]["standards"];
    assert_eq!(
        (
            &rows[0]["until"],
            &rows[0]["kept"],
            &rows[1]["applies_from"],
            &rows[1]["missed"]
        ),
        (
            &"2024-01-01".into(),
            &1.into(),
            &"2024-01-01".into(),
            &1.into()
        )
    );
    let markdown = run("markdown");
    assert!(
        markdown.contains("| notice (ours), before Mon 1 January 2024 | agreed | 1 of 1")
            && markdown.contains("| notice (ours), from Mon 1 January 2024 | agreed | 0 of 1"),
        "{markdown}"
    );
    assert_eq!(markdown.matches("(m1)").count(), 1, "{markdown}");
}
