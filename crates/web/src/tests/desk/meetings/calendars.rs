//! Meetings in other people's calendars, and as programs read them in their pages.

use alongside_pages::feed::{Event, Invitation, Method, Participant, Standing};
use alongside_pages::public::SubjectLink;
use alongside_pages::{Language, Words};
use alongside_testkit::calendars::Readers;
use alongside_testkit::{Outcome, Scratch};
use jiff::tz::TimeZone;
use quick_xml::events::Event as Xml;
use serde_json::{Value, json};

use super::*;

alongside_testkit::on_both!(
    a_calendar_follows_a_meeting_that_is_moved_and_called_off,
    a_body_has_a_calendar_of_its_own,
    a_page_tells_programs_of_its_meeting,
);

impl Town {
    fn moved(&self, page: &str, day: &str) {
        let desk = format!("{MEETINGS}/{}", page.rsplit('/').next().unwrap());
        let version = self.get(Officer, &desk).version();
        let fields = [
            ("day", day),
            ("from", "18:30"),
            ("to", "20:00"),
            ("why", "The room is taken"),
            ("version", &version),
        ];
        let moved = self.post(Officer, &format!("{desk}/date"), &fields);
        assert_eq!(moved.status, 303, "{}", moved.says());
    }

    fn called_off(&self, page: &str) {
        let desk = format!("{MEETINGS}/{}", page.rsplit('/').next().unwrap());
        let off = self.post(Officer, &format!("{desk}/cancellation"), &[("off", "Snow")]);
        assert_eq!(off.status, 303, "{}", off.says());
    }

    fn calendar(&self, address: &str) -> String {
        let calendar = self.get(Nobody, address);
        assert_eq!(calendar.status, 200, "{address}");
        assert!(calendar.header("content-type").starts_with("text/calendar"));
        String::from_utf8(calendar.body).unwrap()
    }
}

fn a_calendar_follows_a_meeting_that_is_moved_and_called_off(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let page = town.announced();
    let file = format!("{page}.ics");
    let announced = town.calendar(&file);
    town.moved(&page, "2027-06-15");
    let moved = town.calendar(&file);
    town.called_off(&page);
    let off = town.calendar(&file);
    for calendar in [&announced, &moved, &off] {
        assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    }
    let Some(readers) = Readers::find()? else {
        return Ok(());
    };
    let event = |text: &str| -> Outcome<Value> {
        let read = readers.icalendar(text)?;
        assert_eq!(read["errors"], json!([]));
        assert_eq!(read["zones"], json!(["Europe/London"]));
        assert_eq!(read["method"], Value::Null);
        Ok(read["events"][0].clone())
    };
    let (first, second, third) = (event(&announced)?, event(&moved)?, event(&off)?);
    assert_eq!(first["summary"], "Spring <i>meeting");
    assert_eq!(first["location"], "The library, 1 High Road");
    assert_eq!(first["dtstart"], "2027-01-12T18:00:00+00:00");
    assert_eq!(second["dtstart"], "2027-06-15T18:30:00+01:00");
    assert_eq!(second["dtend"], "2027-06-15T20:00:00+01:00");
    let told = first["description"].as_str().unwrap();
    assert!(told.contains("To choose the venues"), "{told}");
    assert!(
        told.contains("How to join is told to those who come"),
        "{told}"
    );
    let standing = [&first, &second, &third].map(|event| event["status"].as_str().unwrap());
    assert_eq!(standing, ["CONFIRMED", "CONFIRMED", "CANCELLED"]);
    let sequence = |event: &Value| event["sequence"].as_u64().unwrap();
    assert!(sequence(&first) < sequence(&second) && sequence(&second) < sequence(&third));
    assert_eq!(
        (&first["uid"], &first["uid"]),
        (&second["uid"], &third["uid"])
    );
    assert!(first["dtstamp"].as_str() <= third["dtstamp"].as_str());

    // Somebody who put it into their calendar three times has it once, as it is now.
    let name = "Spring <i>meeting|The library, 1 High Road";
    let kept = readers.khal(&[&announced], 2027)?;
    // Where no end is known, `khal` takes an hour.
    assert_eq!(
        kept,
        [format!(
            "2027-01-12 18:00|2027-01-12 19:00|{name}|CONFIRMED"
        )]
    );
    let kept = readers.khal(&[&announced, &moved], 2027)?;
    assert_eq!(
        kept,
        [format!(
            "2027-06-15 18:30|2027-06-15 20:00|{name}|CONFIRMED"
        )]
    );
    let kept = readers.khal(&[&announced, &moved, &off], 2027)?;
    assert_eq!(
        kept,
        [format!(
            "2027-06-15 18:30|2027-06-15 20:00|{name}|CANCELLED"
        )]
    );
    Ok(())
}

fn a_body_has_a_calendar_of_its_own(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let page = town.announced();
    let link = "/haringey/meetings.ics?body=SEND%20board";
    assert!(town.get(Nobody, &page).text().contains(link));
    let of_body = town.calendar(link);
    let all = town.calendar("/haringey/meetings.ics");
    assert_eq!(of_body.matches("BEGIN:VEVENT").count(), 1);
    assert_eq!(all.matches("BEGIN:VEVENT").count(), 1);
    let nobodys = town.get(Nobody, "/haringey/meetings.ics?body=Nobody");
    assert_eq!(nobodys.status, 404);
    let Some(readers) = Readers::find()? else {
        return Ok(());
    };
    assert_eq!(
        readers.icalendar(&of_body)?["name"],
        "SEND board, Haringey <b>"
    );
    Ok(())
}

/// The properties of what a page marks for programs, each with its value.
fn marked(html: &str) -> Vec<(String, String)> {
    let Some((_, from)) = html.split_once("<div hidden itemscope") else {
        return Vec::new();
    };
    let mut reader = quick_xml::Reader::from_str(from);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut found = Vec::new();
    while let Ok(event) = reader.read_event() {
        let tag = match &event {
            Xml::Start(tag) | Xml::Empty(tag) => tag,
            Xml::Eof => break,
            _ => continue,
        };
        if tag.name().as_ref() == "h1" {
            break;
        }
        let attribute = |name: &str| {
            let mut all = tag.html_attributes().filter_map(Result::ok);
            let found = all.find(|one| one.key.as_ref() == name)?;
            Some(
                found
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .unwrap()
                    .into_owned(),
            )
        };
        if let Some(name) = attribute("itemprop") {
            let value = attribute("content").or_else(|| attribute("href"));
            found.push((name, value.or_else(|| attribute("itemtype")).unwrap()));
        }
    }
    found
}

fn a_page_tells_programs_of_its_meeting(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let page = town.announced();
    let at = |page: &str| marked(&town.get(Nobody, page).text());
    let first = at(&page);
    let has = |all: &[(String, String)], name: &str, value: &str| {
        let pair = (name.to_owned(), value.to_owned());
        assert!(all.contains(&pair), "{pair:?} {all:?}");
    };
    has(&first, "name", "Spring <i>meeting");
    has(&first, "eventStatus", "https://schema.org/EventScheduled");
    has(&first, "startDate", "2027-01-12T18:00:00+00:00");
    has(
        &first,
        "eventAttendanceMode",
        "https://schema.org/MixedEventAttendanceMode",
    );
    has(&first, "location", "https://schema.org/Place");
    has(&first, "address", "The library, 1 High Road");
    has(&first, "location", "https://schema.org/VirtualLocation");
    has(&first, "organizer", "https://schema.org/Organization");
    has(&first, "description", "To choose the venues");
    assert!(!first.iter().any(|(name, _)| name == "previousStartDate"));

    town.moved(&page, "2027-06-15");
    town.moved(&page, "2027-06-22");
    let moved = at(&page);
    has(&moved, "eventStatus", "https://schema.org/EventRescheduled");
    has(&moved, "startDate", "2027-06-22T18:30:00+01:00");
    has(&moved, "previousStartDate", "2027-06-15T18:30:00+01:00");
    has(&moved, "previousStartDate", "2027-01-12T18:00:00+00:00");
    town.called_off(&page);
    has(
        &at(&page),
        "eventStatus",
        "https://schema.org/EventCancelled",
    );
    Ok(())
}

#[test]
fn an_invitation_by_mail_is_what_a_calendar_takes() -> Outcome {
    let Some(readers) = Readers::find()? else {
        return Ok(());
    };
    let zone = TimeZone::get("Europe/London")?;
    let starts: jiff::Timestamp = "2027-06-15T17:30:00Z".parse()?;
    let written = |method, sequence| {
        let invitation = Invitation {
            method,
            words: Words::of(Language::Turkish),
            origin: "https://alongside.example",
            zone: &zone,
            event: Event {
                slug: "haringey",
                subject: SubjectLink {
                    kind: alongside_charter::Kind::Meeting,
                    id: "m-1",
                    title: "Bahar toplantısı; görüşme",
                },
                starts: starts.into(),
                ends: None,
                organiser: "Haringey, Council",
                purpose: "Yer seçmek",
                place: "The library",
                has_joining: true,
                standing: Standing::Announced,
                sequence,
                changed: starts,
            },
            organiser: Participant {
                name: "Haringey, \"Council\"",
                address: "hello@alongside.example",
            },
            attendee: Participant {
                name: "",
                address: "sam+me@example.org",
            },
        };
        invitation.render()
    };
    let (request, cancel) = (written(Method::Request, 1), written(Method::Cancel, 2));
    let read = readers.icalendar(&request)?;
    let event = &read["events"][0];
    assert_eq!(
        (&read["method"], &read["errors"]),
        (&json!("REQUEST"), &json!([]))
    );
    assert_eq!(event["organizer"], "mailto:hello@alongside.example");
    assert_eq!(event["attendee"], "mailto:sam+me@example.org");
    assert_eq!(event["summary"], "Bahar toplantısı; görüşme");
    let off = readers.icalendar(&cancel)?;
    assert_eq!(off["method"], "CANCEL");
    assert_eq!(off["events"][0]["status"], "CANCELLED");
    assert_eq!(off["events"][0]["uid"], event["uid"]);
    let kept = readers.khal(&[&request, &cancel], 2027)?;
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(kept[0].ends_with("|CANCELLED"), "{kept:?}");
    Ok(())
}
