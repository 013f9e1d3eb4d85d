//! What a command reads, and what it refuses to write over.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::GOOD;
use super::common::{alongside, folder, repository};

const BANK_HOLIDAYS: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20240506\r\n\
    SUMMARY:Early May\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn with_files(test: &str) -> std::path::PathBuf {
    let folder = folder(test);
    let copy = |from: &str, to: &str| {
        fs::copy(repository().join(from), folder.join(to)).unwrap();
    };
    fs::write(folder.join("a.csv"), GOOD).unwrap();
    copy("charters/amaze-2020.toml", "ours.toml");
    copy("calendars/school-terms/haringey.toml", "terms.toml");
    fs::write(folder.join("days.ics"), BANK_HOLIDAYS).unwrap();
    folder
}

fn refused(folder: &Path, args: &[&str], words: &str) {
    let ran = alongside(folder, args);
    assert_eq!(ran.status, 2, "{args:?}: {}{}", ran.out, ran.err);
    assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
    assert_eq!(ran.out, "", "{args:?}");
}

#[test]
fn no_report_is_written_over_a_file_that_is_read() {
    let folder = with_files("write_over");
    fs::create_dir(folder.join("sub")).unwrap();
    let judged = [
        "--charter",
        "ours.toml",
        "--terms",
        "terms.toml",
        "--bank-holidays",
        "days.ics",
    ];
    for file in ["a.csv", "ours.toml", "terms.toml", "days.ics"] {
        let before = fs::read(folder.join(file)).unwrap();
        let detour = format!("sub/../{file}");
        let mut audit = vec!["audit", "a.csv", "--out", &detour, "--format", "csv"];
        audit.extend(judged);
        refused(&folder, &audit, "which this command reads");
        if file != "a.csv" {
            let mut plan = vec![
                "plan",
                "--meeting",
                "2099-03-16",
                "--out",
                &detour,
                "--format",
                "ics",
            ];
            plan.extend(judged);
            refused(&folder, &plan, "which this command reads");
        }
        assert_eq!(fs::read(folder.join(file)).unwrap(), before, "{file}");
    }
    fs::copy(folder.join("a.csv"), folder.join("b.csv.part")).unwrap();
    refused(
        &folder,
        &["audit", "b.csv.part", "--out", "b.csv"],
        "which this command reads",
    );
}

#[test]
fn a_file_given_twice_is_refused_by_whatever_path() {
    let folder = with_files("given_twice");
    fs::create_dir(folder.join("sub")).unwrap();
    refused(
        &folder,
        &["audit", "a.csv", "sub/../a.csv"],
        "sub/../a.csv and a.csv are the same file",
    );
}

#[test]
fn ids_stay_unique_over_files_and_every_finding_names_its_file() {
    let folder = with_files("two_files");
    let row = |id: &str| format!("id,announced,starts\n{id},2024-02-01,2024-03-10\n");
    for (file, id) in [("x.csv", "m1"), ("y.csv", "m1"), ("z.csv", "y.csv:m1")] {
        fs::write(folder.join(file), row(id)).unwrap();
    }
    let run = |form: &str| {
        let ran = alongside(
            &folder,
            &[
                "audit",
                "x.csv",
                "y.csv",
                "z.csv",
                "--charter",
                "amaze-2020",
                "--as-of",
                "2024-12-01",
                "--format",
                form,
            ],
        );
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(
            ran.err
                .contains("y.csv: 1 id is used in an earlier file too"),
            "{}",
            ran.err
        );
        ran.out
    };
    let expected = [
        ("m1", "x.csv"),
        ("y.csv:m1", "y.csv"),
        ("z.csv:y.csv:m1", "z.csv"),
    ];
    let report: Value = serde_json::from_str(&run("json")).unwrap();
    let mut told: Vec<(&str, &str)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| &finding["subject"])
        .map(|subject| {
            (
                subject["id"].as_str().unwrap(),
                subject["file"].as_str().unwrap(),
            )
        })
        .collect();
    told.dedup();
    assert_eq!(told, expected);
    let csv_text = run("csv");
    let mut rows = csv::Reader::from_reader(csv_text.as_bytes());
    assert_eq!(&rows.headers().unwrap()[22], "file");
    let mut told: Vec<(String, String)> = rows
        .records()
        .map(Result::unwrap)
        .map(|row| (row[1].to_owned(), row[22].to_owned()))
        .collect();
    told.dedup();
    assert_eq!(
        told,
        expected.map(|(id, file)| (id.to_owned(), file.to_owned()))
    );
}

#[test]
fn files_of_one_name_in_two_folders_are_told_by_their_paths() {
    let folder = folder("one_name");
    for sub in ["north", "south"] {
        fs::create_dir(folder.join(sub)).unwrap();
        fs::write(folder.join(sub).join("m.csv"), GOOD).unwrap();
    }
    let ran = alongside(
        &folder,
        &["audit", "north/m.csv", "south/m.csv", "--format", "json"],
    );
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        report["files"],
        serde_json::json!(["north/m.csv", "south/m.csv"])
    );
}

#[test]
fn one_calendar_of_bank_holidays_does_not_serve_several_places() {
    let folder = with_files("one_place");
    let scots = fs::read_to_string(folder.join("ours.toml"))
        .unwrap()
        .replace("england-and-wales", "scotland")
        .replace("\"amaze-2020\"", "\"scots\"");
    fs::write(folder.join("scots.toml"), scots).unwrap();
    let args = |second| {
        [
            "audit",
            "a.csv",
            "--charter",
            "ours.toml",
            "--charter",
            second,
            "--bank-holidays",
            "days.ics",
        ]
    };
    refused(
        &folder,
        &args("scots.toml"),
        "days.ics lists the bank holidays of one place and does not say which, and the charters are for England \
         and Wales, Scotland",
    );
    assert_eq!(alongside(&folder, &args("default")).status, 0);
}

#[test]
fn the_ending_of_out_decides_in_capitals_too_and_one_that_is_not_known_is_refused() {
    let folder = with_files("endings");
    let ran = alongside(&folder, &["audit", "a.csv", "--out", "R.JSON"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let report = fs::read_to_string(folder.join("R.JSON")).unwrap();
    assert!(serde_json::from_str::<Value>(&report).is_ok(), "{report}");
    refused(
        &folder,
        &["audit", "a.csv", "--out", "r.xlsx"],
        "the ending `.xlsx` does not say which form to write",
    );
    let plan = ["plan", "--meeting", "2099-03-16", "--out"];
    refused(
        &folder,
        &[&plan[..], &["p.html"]].concat(),
        "Give a name that ends in .ics, .json or .txt",
    );
    assert!(!folder.join("r.xlsx").exists() && !folder.join("p.html").exists());
    let ran = alongside(
        &folder,
        &["audit", "a.csv", "--out", "r.xlsx", "--format", "csv"],
    );
    assert_eq!(ran.status, 0, "{}", ran.err);
    let ran = alongside(&folder, &[&plan[..], &["P.ICS"]].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    let ics = fs::read_to_string(folder.join("P.ICS")).unwrap();
    assert!(ics.starts_with("BEGIN:VCALENDAR"), "{ics}");
}
