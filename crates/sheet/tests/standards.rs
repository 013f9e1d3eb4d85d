//! Claims and excuses that speak of standards of no charter in use.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_charter::Name;
use alongside_sheet::{Reading, read};
use jiff::civil::date;
use jiff::tz::TimeZone;

/// The notes on a file where the charters in use have these standards.
fn notes(standards: &[&str], text: &str) -> Vec<String> {
    let standards: Vec<Name> = standards.iter().map(|id| Name::new(id).unwrap()).collect();
    let reading = Reading {
        zone: &TimeZone::get("Europe/London").unwrap(),
        names: &[],
        standards: &standards,
        until: date(2022, 1, 1),
    };
    read("a.csv", text.as_bytes(), &reading).unwrap().notes
}

#[test]
fn a_claim_about_a_standard_of_no_charter_in_use_is_noted() {
    let text = "title,claim:papers-ahed,claim:parking,claim:papers-ahead\nPanel,14d,3,7d\n";
    assert_eq!(
        notes(&["papers-ahead", "meeting-notice"], text),
        [
            "column B \"claim:papers-ahed\" is about no standard of the charters in use; did you mean \"papers-ahead\"?",
            "column C \"claim:parking\" is about no standard of the charters in use",
        ]
    );
    assert_eq!(notes(&[], text), [""; 0]);
}

#[test]
fn an_excuse_for_a_standard_of_no_charter_in_use_is_noted_with_its_rows() {
    let text = "title,excused\nOne,papers-ahed: snow; agreed by the board\n\
                Two,papers-ahead: snow; agreed by the board\n\
                Three,papers-ahed: flood; agreed by the board\n\
                Four,snow; agreed by the board\nFive,parking: full; agreed by the board\n";
    assert_eq!(
        notes(&["papers-ahead"], text),
        [
            "rows 2 and 4, \"excused\": \"papers-ahed\" is no standard of the charters in use, so it excuses nothing under them; did you mean \"papers-ahead\"?",
            "row 6, \"excused\": \"parking\" is no standard of the charters in use, so it excuses nothing under them",
        ]
    );
    assert_eq!(notes(&[], text), [""; 0]);
    let many = format!("title,excused\n{}", "One,parking: full\n".repeat(9));
    assert!(
        notes(&["papers-ahead"], &many)[0]
            .starts_with("rows 2, 3, 4, 5, 6 and 4 more, \"excused\"")
    );
}
