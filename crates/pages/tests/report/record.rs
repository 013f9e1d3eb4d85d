//! A small invented record in which everything happens once.

use alongside_charter::{Audit, Charter, Claim, Excuse, Kind, Name, Subject};
use alongside_pages::AuditReport;
use jiff::civil::date;

const AGREEMENT: &str = r#"
id = "exampleshire-2024"
title = "Exampleshire working agreement"
source = "https://exampleshire.example/agreement"
place = "england-and-wales"
time_zone = "Europe/London"

[[standard]]
id = "meeting-notice"
applies_to = "meeting"
says = "Parent carers hear of a meeting at least three weeks before it."
strength = "agreed"
rule = { gap = ["announced", "starts"], at_least = "3 weeks", counted = "date-difference" }

[[standard]]
id = "ways-to-answer"
applies_to = "consultation"
says = "There are at least two ways to answer."
strength = "ideal"
source = "Good practice guide, page 4"
rule = { number = "ways", at_least = 2 }

[[standard]]
id = "evening-meetings"
applies_to = "meeting"
says = "A quarter of meetings over a year are in the evening."
strength = "agreed"
rule = { share = "evening", at_least = "25%", over = "12 months" }

[[standard]]
id = "reply"
applies_to = "report"
says = "A reply is published within a year."
strength = "law"
rule = { gap = ["opened", "responded"], at_most = "366 days", counted = "date-difference" }

[[standard]]
id = "joining-details"
applies_to = "project"
says = "Details go out 48 hours before."
strength = "ideal"
until = 2024-01-01
rule = { gap = ["details", "starts"], at_least = "48 hours", counted = "hours" }

[[standard]]
id = "joining-details"
applies_to = "project"
says = "Details go out 72 hours before."
strength = "agreed"
applies_from = 2024-01-01
rule = { gap = ["details", "starts"], at_least = "72 hours", counted = "hours" }

[[standard]]
id = "complaint-answered"
applies_to = "complaint"
says = "A complaint is answered within 30 days."
strength = "law"
rule = { gap = ["submitted", "answered"], at_most = "30 days", counted = "inclusive" }
"#;

/// A record with the audit by which it is judged.
pub(crate) struct Record {
    pub(crate) audit: Audit,
    pub(crate) subjects: Vec<Subject>,
    pub(crate) notes: Vec<String>,
}

impl Record {
    pub(crate) fn of(subjects: Vec<Subject>) -> Self {
        let charter = Charter::parse(AGREEMENT).unwrap();
        Self {
            audit: Audit::new([charter], date(2024, 6, 15)),
            subjects,
            notes: Vec::new(),
        }
    }

    pub(crate) fn page(&self) -> String {
        AuditReport {
            title: "Notice of meetings in Exampleshire",
            files: &["meetings.csv".to_owned(), "diary.ics".to_owned()],
            audit: &self.audit,
            findings: &self.audit.findings(&self.subjects),
            subjects: &self.subjects,
            notes: &self.notes,
        }
        .render()
        .unwrap()
    }
}

/// Each verdict on each basis, a share, two versions of a standard, hostile text, and what no
/// standard is about.
pub(crate) fn with_everything() -> Record {
    let mut claimed_kept = meeting("claimed-kept", "Forum");
    claim(&mut claimed_kept, ">=21d");
    let mut claimed_missed = meeting("claimed-missed", "Council");
    claim(&mut claimed_missed, "17..18d");
    let mut claimed_open = meeting("claimed-open", "Council");
    claim(&mut claimed_open, "details to follow");
    let mut excused = told(meeting("excused", "Council"), 10);
    excused.excuse = Some(Excuse::parse("the hall was flooded; agreed by the forum"));
    let mut not_excused = told(meeting("not-excused", "Council"), 20);
    not_excused.excuse = Some(Excuse::parse("we were busy"));
    let mut excused_claim = meeting("excused-undated", "");
    excused_claim.excuse = Some(Excuse::parse(
        "meeting-notice: no notes; agreed by the forum",
    ));
    let mut hostile = told(
        meeting(
            "\"><script>alert('id')</script>",
            "<b onclick=alert(1)>Bold & Co</b>",
        ),
        5,
    );
    hostile.title = String::from("<script>alert('title')</script>\u{7}");
    hostile.source = String::from("javascript:alert('source')");
    let mut kept = told(meeting("kept", "Forum"), 30);
    kept.title = String::from("Short breaks working group");
    kept.source = String::from("https://exampleshire.example/minutes?of=1&view=full");

    let mut record = Record::of(vec![
        kept,
        told(meeting("missed", "Council"), 5),
        meeting("due", "Council").with("starts", date(2024, 9, 2)),
        meeting("no-evidence", "NHS trust").with("starts", date(2024, 5, 1)),
        excused,
        not_excused,
        claimed_kept,
        claimed_missed,
        claimed_open,
        meeting("undated", ""),
        excused_claim,
        hostile,
        Subject::new(Kind::Consultation, "survey")
            .with("opened", date(2024, 2, 1))
            .with("ways", 1),
        Subject::new(Kind::Project, "before")
            .with("announced", date(2023, 11, 1))
            .with("details", date(2023, 11, 1))
            .with("starts", date(2023, 12, 1)),
        Subject::new(Kind::Project, "after")
            .with("announced", date(2024, 2, 1))
            .with("starts", date(2024, 3, 1)),
        Subject::new(Kind::Promise, "a letter"),
        Subject::new(Kind::Promise, "another letter"),
    ]);
    record.notes = vec!["diary.ics says nothing about papers.".to_owned()];
    record
}

pub(crate) fn meeting(id: &str, organiser: &str) -> Subject {
    let mut meeting = Subject::new(Kind::Meeting, id);
    organiser.clone_into(&mut meeting.organiser);
    meeting
}

/// A meeting of 20 May 2024, announced so many days before.
pub(crate) fn told(meeting: Subject, days: i64) -> Subject {
    use jiff::ToSpan;
    let starts = date(2024, 5, 20);
    meeting
        .with("starts", starts)
        .with("announced", starts.saturating_sub(days.days()))
}

pub(crate) fn claim(meeting: &mut Subject, words: &str) {
    let notice = Name::new("meeting-notice").unwrap();
    meeting.claim(notice, Claim::parse(words).unwrap());
}
