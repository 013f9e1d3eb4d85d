//! The reference record, row by row, as the command tells it.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

mod common;

use common::{alongside, folder, repository};
use serde_json::Value;

fn audit(charter: &str) -> Vec<Value> {
    let ran = alongside(
        &repository(),
        &[
            "audit",
            "records/haringey-2021.csv",
            "--charter",
            charter,
            "--as-of",
            "2022-03-19",
            "--format",
            "json",
        ],
    );
    assert_eq!(ran.status, 0, "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    report["findings"].as_array().unwrap().clone()
}

fn finding<'f>(findings: &'f [Value], id: &str, standard: &str) -> &'f Value {
    findings
        .iter()
        .find(|f| f["subject"]["id"] == id && f["standard"] == standard)
        .unwrap_or_else(|| panic!("no finding of {standard} for {id}"))
}

#[test]
fn the_session_of_14_june_had_5_days_and_2_full_working_days_and_was_16_short() {
    for charter in ["amaze-2020", "default"] {
        let findings = audit(charter);
        let notice = finding(&findings, "n1", "meeting-notice");
        assert_eq!(notice["verdict"], "missed");
        assert_eq!(notice["basis"], "recorded");
        assert_eq!(notice["measured"], 5);
        assert_eq!(notice["required"], 21);
        assert_eq!(notice["shortfall"], 16);
        assert_eq!(notice["act_by"], "2021-05-24");
        assert_eq!(
            notice["sum"],
            "Announced Wed 9 June 2021 for Mon 14 June 2021: 5 days by date difference (2 full working days \
             between). Three weeks needed an announcement by Mon 24 May 2021: 16 days short."
        );
        let papers = finding(&findings, "n1", "papers-ahead");
        assert_eq!(
            (papers["verdict"].as_str(), papers["act_by"].as_str()),
            (Some("missed"), Some("2021-06-07"))
        );
    }
}

#[test]
fn the_session_of_16_june_had_7_days_and_4_full_working_days_and_was_14_short() {
    let findings = audit("amaze-2020");
    let notice = finding(&findings, "n2", "meeting-notice");
    assert_eq!(notice["verdict"], "missed");
    assert_eq!(notice["measured"], 7);
    assert_eq!(notice["shortfall"], 14);
    assert_eq!(notice["act_by"], "2021-05-26");
    assert!(
        notice["sum"]
            .as_str()
            .unwrap()
            .contains("(4 full working days between)"),
        "{notice}"
    );
}

#[test]
fn papers_sent_with_the_invitation_to_16_june_are_kept_by_date_difference_and_missed_by_clear_days()
{
    let findings = audit("amaze-2020");
    let papers = finding(&findings, "n2", "papers-ahead");
    assert_eq!(
        (papers["verdict"].as_str(), papers["counted"].as_str()),
        (Some("kept"), Some("date-difference"))
    );
    assert_eq!(papers["act_by"], "2021-06-09");

    let folder = folder("clear_days");
    let charter = folder.join("clear.toml");
    std::fs::write(
        &charter,
        "id='clear'\ntitle='x'\nsource='x'\nplace='england-and-wales'\ntime_zone='Europe/London'\n\
         [[standard]]\nid='papers-ahead'\napplies_to='meeting'\nsays='So.'\nstrength='ideal'\n\
         rule={gap=['papers','starts'],at_least='7 days',counted='clear-days'}\n",
    )
    .unwrap();
    let findings = audit(charter.to_str().unwrap());
    let papers = finding(&findings, "n2", "papers-ahead");
    assert_eq!(
        (papers["verdict"].as_str(), papers["counted"].as_str()),
        (Some("missed"), Some("clear-days"))
    );
    assert_eq!(
        (papers["measured"].as_i64(), papers["shortfall"].as_i64()),
        (Some(6), Some(1))
    );
}

#[test]
fn the_undated_cases_are_claims_and_the_healthwatch_meeting_is_claimed_to_be_kept() {
    let findings = audit("amaze-2020");
    let bounds =
        |least: Value, most: Value| serde_json::json!({"at_least": least, "at_most": most});
    let rows = [
        (
            "n4",
            "missed",
            bounds(Value::Null, 13.into()),
            bounds(8.into(), Value::Null),
        ),
        (
            "n5",
            "missed",
            bounds(19.into(), 19.into()),
            bounds(2.into(), 2.into()),
        ),
        (
            "n6",
            "missed",
            bounds(17.into(), 18.into()),
            bounds(3.into(), 4.into()),
        ),
        (
            "n7",
            "missed",
            bounds(Value::Null, 20.into()),
            bounds(1.into(), Value::Null),
        ),
        (
            "n8",
            "kept",
            bounds(21.into(), Value::Null),
            bounds(0.into(), 0.into()),
        ),
    ];
    for (id, verdict, measured, shortfall) in rows {
        let notice = finding(&findings, id, "meeting-notice");
        assert_eq!(notice["basis"], "claimed", "{id}");
        assert_eq!(notice["verdict"], verdict, "{id}");
        assert_eq!(notice["measured"], measured, "{id}");
        assert_eq!(notice["shortfall"], shortfall, "{id}");
        assert_eq!(notice["act_by"], Value::Null, "{id}");
    }
    let healthwatch = finding(&findings, "n8", "meeting-notice");
    assert!(
        healthwatch["subject"]["organiser"]
            .as_str()
            .unwrap()
            .contains("Healthwatch")
    );
}

#[test]
fn meetings_with_details_to_follow_have_not_been_announced() {
    let findings = audit("amaze-2020");
    let notice = finding(&findings, "n3", "meeting-notice");
    assert_eq!(
        (notice["verdict"].as_str(), notice["basis"].as_str()),
        (Some("no-evidence"), Some("claimed"))
    );
    assert!(
        notice["sum"]
            .as_str()
            .unwrap()
            .contains("details to follow")
    );
}

#[test]
fn nothing_undated_is_ever_recorded() {
    let record = std::fs::read_to_string(repository().join("records/haringey-2021.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(record.as_bytes());
    let header = rows.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|h| h == name).unwrap();
    let (id, announced, starts) = (column("id"), column("announced"), column("starts"));
    let undated: Vec<String> = rows
        .records()
        .map(Result::unwrap)
        .filter(|row| row[announced].is_empty() && row[starts].is_empty())
        .map(|row| row[id].to_owned())
        .collect();
    assert!(undated.len() >= 6, "{undated:?}");
    for charter in ["amaze-2020", "default"] {
        for finding in audit(charter) {
            if undated.iter().any(|id| finding["subject"]["id"] == **id) {
                assert_eq!(finding["basis"], "claimed", "{finding}");
                assert_eq!(finding["act_by"], Value::Null, "{finding}");
            }
        }
    }
}

#[test]
fn a_promise_without_a_date_shows_that_no_date_is_recorded() {
    let findings = audit("default");
    for n in 1..=14 {
        let promise = finding(&findings, &format!("p{n}"), "promise-dated");
        assert_eq!(promise["verdict"], "no-evidence", "p{n}");
    }
}
