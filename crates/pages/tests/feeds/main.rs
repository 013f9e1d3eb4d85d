//! Feeds and mails, kept as they go out.

use alongside_charter::{Audit, Charter, Finding, Kind, Subject, fact};
use alongside_domain::Role;
use alongside_pages::feed::{
    AtomEntry, AtomFeed, Calendar, Event, FINDINGS_COLUMNS, FindingsTable,
};
use alongside_pages::mail::{InvitationMail, SignInMail};
use alongside_pages::public::{Act, ActRow, Matter, SubjectLink};
use alongside_pages::{Language, Words};
use jiff::Timestamp;
use jiff::civil::date;

const ORIGIN: &str = "https://alongside.example";

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
        at: at(at_text),
        act,
        matter,
        by: "Exampleshire Council",
        why,
    }
}

fn atom(language: Language) -> String {
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

#[test]
fn a_feed_of_changes() {
    insta::assert_snapshot!(atom(Language::English).replace("><", ">\n<"));
}

#[test]
fn a_feed_has_all_that_rfc_4287_asks_for_and_no_id_twice() {
    for language in Language::ALL {
        let xml = atom(language);
        let mut reader = quick_xml::Reader::from_str(&xml);
        let mut ids = Vec::new();
        let mut path: Vec<String> = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Start(tag) => {
                    path.push(tag.name().as_ref().to_owned());
                    seen.push(path.join("/"));
                }
                quick_xml::events::Event::End(_) => drop(path.pop()),
                quick_xml::events::Event::Text(text)
                    if path.last().is_some_and(|at| at == "id") =>
                {
                    ids.push(text.into_inner().into_owned());
                }
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        for part in [
            "feed/title",
            "feed/id",
            "feed/updated",
            "feed/entry/title",
            "feed/entry/id",
            "feed/entry/updated",
            "feed/entry/author/name",
        ] {
            assert!(seen.iter().any(|path| path == part), "{part}");
        }
        let mut once = ids.clone();
        once.dedup();
        assert_eq!(ids, once);
    }
}

fn calendar() -> String {
    let event = |subject, starts, ends| Event {
        subject,
        starts,
        ends,
        organiser: "Exampleshire Council; NHS, Exampleshire",
        is_cancelled: false,
        changed: at("2026-03-02T12:01:00Z"),
    };
    let (starts, ends) = (at("2026-06-14T18:30:00Z"), at("2026-06-14T20:00:00Z"));
    let events = [
        event(
            meeting("m-1", "Steering group, spring;\nwith a second line"),
            starts.into(),
            Some(ends.into()),
        ),
        Event {
            is_cancelled: true,
            organiser: "",
            ..event(meeting("2021/06 (b)", ""), starts.into(), None)
        },
        event(
            meeting("m-3", "Two days"),
            date(2026, 7, 1).into(),
            Some(date(2026, 7, 2).into()),
        ),
        // An end before its start is not told.
        event(meeting("m-4", "Odd"), ends.into(), Some(starts.into())),
    ];
    Calendar {
        origin: ORIGIN,
        slug: "exampleshire",
        area: "Exampleshire",
        events: &events,
    }
    .render()
}

#[test]
fn a_calendar_of_meetings() {
    insta::assert_snapshot!(calendar().replace("\r\n", "\n"));
}

#[test]
fn a_calendar_is_the_same_each_time_and_reads_back() {
    let text = calendar();
    assert_eq!(text, calendar());
    assert!(text.lines().all(|line| line.len() <= 75));
    assert!(!text.contains("METHOD"));
    let read: icalendar::Calendar = text.parse().unwrap();
    assert_eq!(read.components.len(), 4);
}

fn findings<'a>(audit: &'a Audit, subjects: &'a [Subject]) -> Vec<Finding<'a>> {
    audit.findings(subjects)
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

fn table() -> String {
    let charter = Charter::parse(include_str!("../../samples/agreement.toml")).unwrap();
    let audit = Audit::new([charter], date(2026, 11, 22));
    let subjects = subjects();
    let found = findings(&audit, &subjects);
    let found: Vec<&Finding<'_>> = found.iter().collect();
    FindingsTable {
        origin: ORIGIN,
        slug: "exampleshire",
        findings: &found,
    }
    .render()
    .unwrap()
}

#[test]
fn a_table_of_findings() {
    insta::assert_snapshot!(table().replace("\r\n", "\n"));
}

#[test]
fn no_cell_of_the_table_begins_a_formula() {
    let text = table();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap(), &FINDINGS_COLUMNS[..]);
    let mut rows = 0;
    for row in reader.records() {
        for cell in &row.unwrap() {
            assert!(
                !cell.trim_start().starts_with(['=', '+', '-', '@']),
                "{cell}"
            );
        }
        rows += 1;
    }
    assert!(rows > 2);
}

#[test]
fn mails_in_every_language() {
    for language in Language::ALL {
        let words = Words::of(language);
        let sign_in = SignInMail {
            words,
            origin: ORIGIN,
            link: "https://alongside.example/sign-in/link/c2VjcmV0",
            minutes: 15,
        };
        let invitation = InvitationMail {
            words,
            origin: ORIGIN,
            role: Role::CoOrdinator,
            place: "Exampleshire <Parent> Carer Forum",
            until: date(2026, 12, 6),
        };
        for (name, mail) in [
            ("sign-in", sign_in.render().unwrap()),
            ("invitation", invitation.render().unwrap()),
        ] {
            assert!(!mail.subject.contains(['\r', '\n']));
            let name = format!("mail-{name}-{}", language.code());
            let all = format!("{}\n\n{}\n{}", mail.subject, mail.text, mail.html);
            insta::assert_snapshot!(name, all);
        }
    }
}

#[test]
fn the_link_of_a_mail_stands_on_a_line_of_its_own() {
    let link = "https://alongside.example/sign-in/link/c2VjcmV0";
    for language in Language::ALL {
        let mail = SignInMail {
            words: Words::of(language),
            origin: ORIGIN,
            link,
            minutes: 15,
        };
        let text = mail.render().unwrap().text;
        assert_eq!(text.lines().filter(|line| *line == link).count(), 1);
    }
}
