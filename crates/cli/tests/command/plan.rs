//! `alongside plan`.

use std::fs;

use serde_json::Value;

use super::common::{Ran, alongside, folder, repository};

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

fn run(args: &[&str]) -> Ran {
    alongside(&repository(), &[&["plan"], args].concat())
}

#[test]
fn a_calendar_for_another_day_than_the_one_asked_for_says_so() {
    let folder = folder("moved_plan");
    let args = ["--meeting", "2026-07-20", "--today", "2026-07-08"];
    for out in ["plan.ics", "plan.json"] {
        let ran = alongside(&folder, &[&["plan"], &args[..], &["--out", out]].concat());
        assert!(
            ran.err.contains(
                "It is too late for Mon 20 July 2026 to keep every standard. The earliest working day outside \
                 school holidays that keeps them all is Wed 2 September 2026."
            ),
            "{}",
            ran.err
        );
    }
    let ran = run(&[&args[..], &["--format", "ics"]].concat());
    assert!(ran.err.contains("It is too late"), "{}", ran.err);
    let ran = run(&[&args[..], &["--format", "json"]].concat());
    assert_eq!(ran.err, "", "JSON says it itself");
}

#[test]
fn a_consultation_that_closes_too_soon_keeps_its_opening_day() {
    let ran = run(&[
        "--consultation",
        "2026-11-02",
        "--closes",
        "2026-11-09",
        "--today",
        "2026-10-01",
    ]);
    assert!(ran.out.contains("The first closing day"), "{}", ran.out);
    assert!(ran.out.contains("Sun 13 December 2026"), "{}", ran.out);
}

#[test]
fn a_meeting_with_a_time_has_it_in_the_calendar() {
    let args = ["--today", "2027-01-04", "--format", "ics", "--meeting"];
    let ran = run(&[&args[..], &["2027-06-14 18:00"]].concat());
    assert!(
        ran.out.contains("\r\nDTSTART:20270614T170000Z\r\n"),
        "6pm in British Summer Time\n{}",
        ran.out
    );
    let ran = run(&["--meeting", "2027-06-14 18:00", "--today", "2027-01-04"]);
    assert!(
        ran.out.contains("A meeting on Mon 14 June 2027, 6:00pm:"),
        "{}",
        ran.out
    );
}

#[test]
fn a_plan_looks_ahead_and_closes_after_it_opens() {
    let refused = |args: &[&str], words: &str| {
        let ran = run(args);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert!(ran.err.contains(words), "{}", ran.err);
    };
    refused(
        &["--meeting", "2026-07-07", "--today", "2026-07-08"],
        "--meeting: Tue 7 July 2026 has passed; today is Wed 8 July 2026. A plan looks ahead",
    );
    refused(
        &["--consultation", "2026-07-07", "--today", "2026-07-08"],
        "--consultation: Tue 7 July 2026 has passed",
    );
    refused(
        &[
            "--consultation",
            "2026-11-02",
            "--closes",
            "2026-11-01",
            "--today",
            "2026-07-08",
        ],
        "--closes: Sun 1 November 2026 is before the consultation opens on Mon 2 November 2026",
    );
    let ran = run(&["--meeting", "2026-07-08", "--today", "2026-07-08"]);
    assert_eq!(ran.status, 0, "today has not passed: {}", ran.err);
}

#[test]
fn with_makes_a_condition_hold_and_without_it_the_plan_says_what_would() {
    let law = [
        "--meeting",
        "2026-12-14",
        "--today",
        "2026-10-01",
        "--charter",
        "england-law",
    ];
    let ran = run(&law);
    assert!(
        ran.out.replace('\n', " ").contains(
            "No standard of this charter applies to such a meeting unless it is \"council meeting\" (--with \
             council-meeting)"
        ),
        "{}",
        ran.out
    );
    let ran = run(&[&law[..], &["--with", "Council meeting", "--format", "json"]].concat());
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert!(!told["plan"]["steps"].as_array().unwrap().is_empty());
    let ran = run(&[&law[..], &["--with", "council-meting"]].concat());
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("--with council-meting: no standard")
            && ran.err.contains("Give one of council-meeting."),
        "{}",
        ran.err
    );
    let day = |more: &[&str]| {
        let args = [
            &[
                "--meeting",
                "2026-12-14",
                "--today",
                "2026-10-01",
                "--format",
                "json",
            ],
            more,
        ];
        let told: Value = serde_json::from_str(&run(&args.concat()).out).unwrap();
        by(&told["plan"], "papers-ahead").to_owned()
    };
    assert_eq!(day(&["--with", "interpreter"]), day(&["--interpreter"]));
    assert_ne!(day(&["--interpreter"]), day(&[]));
}

#[test]
fn a_plan_remarks_on_the_day_itself() {
    let args = ["--meeting", "2026-12-25", "--today", "2026-10-01"];
    let holiday = "Fri 25 December 2026 is a bank holiday: Christmas Day.";
    let ran = run(&args);
    assert!(ran.out.contains(holiday), "{}", ran.out);
    let ran = run(&[&args[..], &["--format", "ics"]].concat());
    assert!(ran.err.contains(holiday), "{}", ran.err);
    let ran = run(&[&args[..], &["--format", "json"]].concat());
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["plan"]["remarks"][0], holiday);
}

#[test]
fn an_estimate_serves_only_days_that_the_terms_given_do_not_know() {
    let consultation = |opens: &str, today: &str| {
        let ran = run(&[
            "--consultation",
            opens,
            "--today",
            today,
            "--terms",
            "haringey",
        ]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran.out.replace('\n', " ")
    };
    let known = consultation("2022-09-12", "2022-09-01");
    assert!(known.contains("no estimate was used."), "{known}");
    let unknown = consultation("2026-11-23", "2026-10-01");
    assert!(
        unknown.contains("for days that these do not know an estimate is used"),
        "{unknown}"
    );
    let json = run(&[
        "--consultation",
        "2022-09-12",
        "--today",
        "2022-09-01",
        "--terms",
        "haringey",
        "--format",
        "json",
    ]);
    let told: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(told["school_terms_estimated"], false);
}
