//! What the feeds are made of.

use alongside_charter::{Audit, Charter, Finding, Kind, Subject, When, fact};
use alongside_pages::feed::{
    AtomEntry, AtomFeed, Calendar, Event, FindingsTable, Invitation, Method, Participant, Standing,
};
use alongside_pages::public::{Act, ActRow, Matter, SubjectLink};
use alongside_pages::{Language, Words};
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;

pub(crate) const ORIGIN: &str = "https://alongside.example";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

const fn meeting<'a>(id: &'a str, title: &'a str) -> SubjectLink<'a> {
    SubjectLink {
        kind: Kind::Meeting,
        id,
        title,
    }
}

fn act<'a>(at_text: &str, act: Act, matter: Matter<'a>, why: &'a str) -> ActRow<'a> {
    ActRow {
        id: None,
        at: at(at_text),
        act,
        matter,
        by: "Exampleshire Council",
        why,
        is_why_gone: false,
        signed: None,
    }
}

pub(crate) fn atom(language: Language) -> String {
    let entries = [
        AtomEntry {
            id: "sha256:34f3",
            act: act(
                "2026-03-02T12:01:00Z",
                Act::Rescheduled,
                Matter::Subject(meeting("m-1", "Steering <group> & others \u{7}]]>")),
                "the hall was \"flooded\"",
            ),
        },
        AtomEntry {
            id: "sha256:aa01",
            act: act("2026-03-01T09:30:00.25Z", Act::AreaOpened, Matter::Area, ""),
        },
    ];
    AtomFeed {
        words: Words::of(language),
        origin: ORIGIN,
        slug: "exampleshire",
        area: "Exampleshire",
        began: at("2026-03-01T09:30:00Z"),
        entries: &entries,
    }
    .render()
    .unwrap()
}

fn event(subject: SubjectLink<'_>, starts: When, ends: Option<When>) -> Event<'_> {
    Event {
        slug: "exampleshire",
        subject,
        starts,
        ends,
        organiser: "Exampleshire Council; NHS, Exampleshire",
        purpose: "",
        place: "",
        has_joining: false,
        standing: Standing::Announced,
        sequence: 0,
        changed: at("2026-03-02T12:01:00Z"),
    }
}

/// A meeting of which all is known.
fn whole() -> Event<'static> {
    let (starts, ends) = (at("2026-06-14T18:30:00Z"), at("2026-06-14T20:00:00Z"));
    let title = "Steering group, spring;\nwith a second line";
    Event {
        purpose: "To choose the venues of next year; İçin görüşme, للاجتماع في المكتبة العامة, and \\ more\r\nand a line",
        place: "The library, 1 High Road; first floor",
        has_joining: true,
        sequence: 3,
        ..event(meeting("m-1", title), starts.into(), Some(ends.into()))
    }
}

fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap()
}

pub(crate) fn calendar() -> String {
    let (starts, ends) = (at("2026-06-14T18:30:00Z"), at("2026-06-14T20:00:00Z"));
    let events = [
        whole(),
        Event {
            standing: Standing::Cancelled,
            organiser: "",
            ..event(meeting("2021/06 (b)", ""), starts.into(), None)
        },
        Event {
            standing: Standing::Saved,
            ..event(
                meeting("m-3", "Two days"),
                date(2026, 7, 1).into(),
                Some(date(2026, 7, 2).into()),
            )
        },
        // An end before its start is not told.
        event(meeting("m-4", "Odd"), ends.into(), Some(starts.into())),
    ];
    Calendar {
        words: Words::of(Language::English),
        origin: ORIGIN,
        name: "Exampleshire, North; East\nX-BAD:1",
        zone: &london(),
        events: &events,
    }
    .render()
}

pub(crate) fn invitation(method: Method, name: &str) -> String {
    Invitation {
        method,
        words: Words::of(Language::English),
        origin: ORIGIN,
        zone: &london(),
        event: whole(),
        organiser: Participant {
            name,
            address: "hello@alongside.example",
        },
        attendee: Participant {
            name: "",
            address: "sam@example.org",
        },
    }
    .render()
}

fn subjects() -> Vec<Subject> {
    let mut first = Subject::new(Kind::Meeting, "m-1")
        .with(fact::ANNOUNCED, date(2026, 3, 1))
        .with(fact::STARTS, date(2026, 3, 20));
    "=HYPERLINK(\"https://evil.example\")".clone_into(&mut first.title);
    "@sum".clone_into(&mut first.organiser);
    "notes, \"as sent\"\nby post".clone_into(&mut first.source);
    let mut second = Subject::new(Kind::Meeting, "m-2").with(fact::STARTS, date(2026, 4, 20));
    " \t+1".clone_into(&mut second.title);
    vec![first, second]
}

pub(crate) fn table() -> String {
    let charter = Charter::parse(include_str!("../../samples/agreement.toml")).unwrap();
    let audit = Audit::new([charter], date(2026, 11, 22));
    let subjects = subjects();
    let found = audit.findings(&subjects);
    let found: Vec<&Finding<'_>> = found.iter().collect();
    FindingsTable {
        origin: ORIGIN,
        slug: "exampleshire",
        findings: &found,
    }
    .render()
    .unwrap()
}
