//! What never gets out of a file: the names of people who organise, and characters that steer a
//! terminal.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_charter::{Fact, Name};
use alongside_sheet::{Reading, Sheet, read};
use jiff::civil::date;
use jiff::tz::TimeZone;

fn read_any(file: &str, text: &str) -> Sheet {
    let reading = Reading {
        zone: &TimeZone::get("Europe/London").unwrap(),
        names: &[Name::new("brief").unwrap()],
        standards: &[],
        until: date(2022, 1, 1),
    };
    read(file, text.as_bytes(), &reading).unwrap()
}

/// A calendar of these events, each written without its BEGIN and END.
fn calendar(events: &[&str]) -> String {
    let events: Vec<String> = events
        .iter()
        .map(|e| format!("BEGIN:VEVENT\n{e}\nEND:VEVENT\n"))
        .collect();
    format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat())
}

const PANEL: &str = "UID:p\nSUMMARY:Panel\nDTSTART:20210614T183000Z";

#[test]
fn the_organiser_is_a_domain_and_never_a_name() {
    for (organizer, expected, is_noted) in [
        (
            ";CN=Jo Bloggs:mailto:jo.bloggs@Example.org",
            "example.org",
            true,
        ),
        (
            ";CN=Example Council:MAILTO:team@example.org?subject=x",
            "example.org",
            true,
        ),
        (";CN=Jo Bloggs:invalid:nomail", "", true),
        (
            ";CN=\"Jo Bloggs\":https://example.org/people/bloggs@jo",
            "",
            true,
        ),
        (":mailto:Jo Bloggs", "", false),
        (":mailto:x@Jo Bloggs", "", false),
        (
            ";CN=jo.bloggs@example.org:mailto:jo.bloggs@example.org",
            "example.org",
            false,
        ),
        (":mailto:jo.bloggs@example.org", "example.org", false),
    ] {
        let one = format!("{PANEL}\nORGANIZER{organizer}");
        let two = one.replace("UID:p", "UID:q");
        let sheet = read_any("a.ics", &calendar(&[&one, &two]));
        assert_eq!(sheet.subjects[0].organiser, expected, "{organizer}");
        assert_eq!(sheet.notes.len(), usize::from(is_noted), "{organizer}");
        let all = format!("{sheet:?}").to_lowercase();
        assert!(!all.contains("bloggs"), "{all}");
    }
}

#[test]
fn no_control_character_of_a_calendar_is_kept() {
    let event = "UID:a\u{1b}1\nSUMMARY:\u{1b}[2JPa\u{7}nel\\nnorth\nDTSTART:20210614T183000Z";
    let sheet = read_any("a.ics", &calendar(&[event]));
    let subject = &sheet.subjects[0];
    assert_eq!(
        (subject.id.as_str(), subject.title.as_str()),
        ("a1", "[2JPanel north")
    );
}

#[test]
fn no_control_character_of_a_file_is_kept() {
    let sheet = read_any(
        "a.csv",
        "id,title,organiser,source,excused,brief,claim:parking,ven\u{1b}ue\n\
         m\u{7}1,\u{1b}[2JPanel,\"first\nsecond\",let\u{9b}ter,sn\u{1b}ow,sig\u{8}ned,mo\u{1b}stly,\
         \"Town\u{1b}]0;x\u{7}\r\nhall\"\n\u{7},\u{1b},,,,,,\n",
    );
    let shown = format!("{:?}{:?}{:?}", sheet.subjects, sheet.carried, sheet.notes);
    assert!(!shown.contains("\\u{") && !shown.contains("\\n"), "{shown}");
    let [subject] = sheet.subjects.as_slice() else {
        panic!("{shown}")
    };
    assert_eq!(
        (subject.id.as_str(), subject.title.as_str()),
        ("m1", "[2JPanel")
    );
    assert_eq!(subject.organiser, "first second");
    assert_eq!(subject.fact("brief"), Some(Fact::Flag(true)));
    assert_eq!(sheet.carried[0].heading, "venue");
    assert_eq!(sheet.carried[0].values, ["Town]0;x hall"]);
}
