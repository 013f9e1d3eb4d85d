//! Feeds and mails, kept as they go out.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

// `cfg(test)` lets its helpers unwrap, as tests may.
#[cfg(test)]
mod known;

use alongside_charter::When;
use alongside_domain::Role;
use alongside_domain::act::Means;
use alongside_pages::feed::{FINDINGS_COLUMNS, Method};
use alongside_pages::mail::{
    FollowMail, Followed, Happened, InvitationMail, Mail, Meeting, Occasion, SignInMail, ToldMail,
};
use alongside_pages::{Language, Words};
use jiff::civil::date;
use jiff::tz::TimeZone;

use known::{ORIGIN, atom, calendar, invitation, table};

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
    // The rules of the zone stand before the meetings, once.
    assert_eq!(read.components.len(), 5);
    assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
    assert_eq!(text.matches("DTSTAMP").count(), 4);
    assert!(text.replace("\r\n", "").find(['\r', '\n']).is_none());
    assert!(!text.contains("\r\nX-BAD"));
}

#[test]
fn an_invitation_says_what_a_calendar_is_to_do_with_it() {
    let request = invitation(Method::Request, "Exampleshire Council");
    insta::assert_snapshot!(request.replace("\r\n", "\n"));
    let cancel = invitation(Method::Cancel, "Exampleshire Council");
    for line in ["METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:3"] {
        assert!(cancel.contains(&format!("{line}\r\n")), "{line}");
    }
    let publish = invitation(Method::Publish, "Exampleshire Council");
    assert!(publish.contains("METHOD:PUBLISH\r\n") && !publish.contains("ATTENDEE"));
    // All three are about the same meeting.
    let uid = |text: &str| {
        let mut lines = text.lines().map(str::to_owned);
        lines.find(|line| line.starts_with("UID:")).unwrap()
    };
    assert_eq!(uid(&request), uid(&cancel));
    assert_eq!(uid(&request), uid(&publish));
}

#[test]
fn a_name_begins_no_line_and_ends_no_parameter() {
    let text = invitation(
        Method::Request,
        "A \"b\";X=1:\r\nATTENDEE:mailto:kim@example.org",
    );
    let unfolded = text.replace("\r\n ", "");
    let organiser = "\r\nORGANIZER;CN=\"A 'b';X=1: ATTENDEE:mailto:kim@example.org\":mailto:hello@alongside.example\r\n";
    assert!(unfolded.contains(organiser), "{unfolded}");
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
        let asked = [Followed::Area, Followed::Body("SEND <board>")];
        let follow = |asked| FollowMail {
            words,
            origin: ORIGIN,
            place: "Exampleshire",
            asked,
            secret: "c2VjcmV0",
        };
        for (name, mail) in [
            ("sign-in", sign_in.render().unwrap()),
            ("invitation", invitation.render().unwrap()),
            ("follow", follow(&asked).render().unwrap()),
            ("follow-again", follow(&[]).render().unwrap()),
            (
                "announced",
                told(words, Occasion::News, Happened::Announced),
            ),
            ("moved", told(words, Occasion::News, moved())),
            ("off", told(words, Occasion::News, Happened::Off)),
            (
                "reminder",
                told(words, Occasion::Reminder { days: 1 }, Happened::Announced),
            ),
            ("week", told(words, Occasion::Week, moved())),
        ] {
            assert!(!mail.subject.contains(['\r', '\n']));
            let name = format!("mail-{name}-{}", language.code());
            let all = format!("{}\n\n{}\n{}", mail.subject, mail.text, mail.html);
            insta::assert_snapshot!(name, all);
        }
    }
}

fn moved() -> Happened {
    Happened::Moved(Some(at("2026-12-01T18:00:00Z")))
}

fn at(text: &str) -> When {
    When::At(text.parse().unwrap())
}

fn told(words: &Words, occasion: Occasion, happened: Happened) -> Mail {
    let meetings = [Meeting {
        id: "0197a001-0000-7000-8000-000000000001".to_owned(),
        title: "Spring <meeting>",
        happened,
        times: [
            Some(at("2027-06-08T17:00:00Z")),
            Some(at("2027-06-08T19:00:00Z")),
        ],
        ways: vec![
            (Means::Venue, "The library, 1 High Road"),
            (Means::Online, ""),
        ],
        purpose: "To choose the venues & more",
        why: match happened {
            Happened::Announced => "",
            Happened::Moved(_) | Happened::Off => "The hall is flooded",
        },
    }];
    let mail = ToldMail {
        words,
        origin: ORIGIN,
        area: "exampleshire",
        place: "Exampleshire",
        zone: &TimeZone::get("Europe/London").unwrap(),
        occasion,
        meetings: &meetings,
        secret: "c2VjcmV0",
    };
    mail.render().unwrap()
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
