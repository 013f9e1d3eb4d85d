//! Calendars: every event and every repeat of one is a meeting.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_charter::{Fact, Kind, Subject};
use alongside_sheet::{Problem, Reading, Sheet, read};
use jiff::civil::date;
use jiff::tz::TimeZone;

fn read_calendar(text: &str) -> Result<Sheet, Vec<Problem>> {
    let zone = TimeZone::get("Europe/London").unwrap();
    let reading = Reading {
        zone: &zone,
        names: &[],
        standards: &[],
        until: date(2021, 12, 31),
    };
    read("a.ics", text.as_bytes(), &reading)
}

/// A calendar of these events, each written without its BEGIN and END.
fn calendar(events: &[&str]) -> String {
    let events: Vec<String> = events
        .iter()
        .map(|e| format!("BEGIN:VEVENT\n{e}\nEND:VEVENT\n"))
        .collect();
    let events = events.concat();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n{events}END:VCALENDAR\n")
}

fn subjects(events: &[&str]) -> Vec<Subject> {
    read_calendar(&calendar(events))
        .unwrap_or_else(|p| panic!("{}", p[0]))
        .subjects
}

fn problems(text: &str) -> Vec<String> {
    read_calendar(text)
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn ids(subjects: &[Subject]) -> Vec<&str> {
    subjects.iter().map(|subject| subject.id.as_str()).collect()
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "a fact is looked for, and may not be there"
)]
fn at(instant: &str) -> Option<Fact> {
    Some(Fact::At(instant.parse().unwrap()))
}

const PANEL: &str =
    "UID:p\nSUMMARY:Panel\nDTSTAMP:20210609T090000Z\nDTSTART:20210614T183000Z\nLOCATION:Hall";

#[test]
fn an_event_is_a_meeting_announced_when_it_was_created() {
    let subjects = subjects(&["UID:a1@example.org\nSUMMARY:Steering group\\, spring\n\
         ORGANIZER;CN=Example Council:mailto:jo.bloggs@example.org\n\
         CREATED:20210601T100000Z\nDTSTAMP:20210609T090000Z\n\
         DTSTART;TZID=Europe/London:20210614T193000\nDTEND;TZID=Europe/London:20210614T210000"]);
    let [meeting] = subjects.as_slice() else {
        panic!("{subjects:?}")
    };
    assert_eq!(
        (meeting.kind, meeting.id.as_str()),
        (Kind::Meeting, "a1@example.org")
    );
    assert_eq!(meeting.title, "Steering group, spring");
    assert_eq!(meeting.organiser, "example.org");
    assert_eq!(meeting.fact("announced"), at("2021-06-01T10:00:00Z"));
    assert_eq!(meeting.fact("starts"), at("2021-06-14T18:30:00Z"));
    assert_eq!(meeting.fact("ends"), at("2021-06-14T20:00:00Z"));
    assert_eq!(meeting.facts().len(), 3);
}

#[test]
fn without_created_the_first_stamp_of_its_versions_counts() {
    let later = PANEL.replace("0609T09", "0611T09") + "\nSEQUENCE:1";
    assert_eq!(
        subjects(&[&later, PANEL])[0].fact("announced"),
        at("2021-06-09T09:00:00Z")
    );
    let unknown = format!("{PANEL}\nCREATED:19000101T120000Z");
    assert_eq!(
        subjects(&[&unknown])[0].fact("announced"),
        at("2021-06-09T09:00:00Z")
    );
}

#[test]
fn times_are_read_in_every_form_they_have() {
    let event = |start: &str| format!("UID:x\nDTSTAMP:20210501T000000Z\nLOCATION:Hall\n{start}");
    for (start, expected) in [
        ("DTSTART:20210614T183000Z", at("2021-06-14T18:30:00Z")),
        ("DTSTART:20210614T193000", at("2021-06-14T18:30:00Z")),
        (
            "DTSTART;TZID=Europe/Paris:20210614T203000",
            at("2021-06-14T18:30:00Z"),
        ),
        (
            "DTSTART;TZID=\"GMT Standard Time\":20210614T193000",
            at("2021-06-14T18:30:00Z"),
        ),
        (
            "dtstart;tzid=/mozilla.org/20050126_1/Europe/London:20210614T193000",
            at("2021-06-14T18:30:00Z"),
        ),
        (
            "DTSTART;VALUE=DATE:20210614",
            Some(Fact::Day(date(2021, 6, 14))),
        ),
        ("DTSTART:20210614", Some(Fact::Day(date(2021, 6, 14)))),
        // Skipped when the clocks go forward, and there twice when they go back.
        (
            "DTSTART;TZID=Europe/London:20210328T013000",
            at("2021-03-28T01:30:00Z"),
        ),
        (
            "DTSTART;TZID=Europe/London:20211031T013000",
            at("2021-10-31T00:30:00Z"),
        ),
    ] {
        assert_eq!(
            subjects(&[&event(start)])[0].fact("starts"),
            expected,
            "{start}"
        );
    }
    for (length, expected) in [
        ("DTEND:20210614T200000Z", at("2021-06-14T20:00:00Z")),
        ("DURATION:PT1H30M", at("2021-06-14T20:00:00Z")),
        ("DURATION:P1D", at("2021-06-15T18:30:00Z")),
    ] {
        let event = event(&format!("DTSTART:20210614T183000Z\n{length}"));
        assert_eq!(subjects(&[&event])[0].fact("ends"), expected, "{length}");
    }
    for (length, last) in [
        ("DTEND;VALUE=DATE:20210616", 15),
        ("DURATION:P1D", 14),
        ("DURATION:P1W", 20),
    ] {
        let event = event(&format!("DTSTART;VALUE=DATE:20210614\n{length}"));
        let expected = Some(Fact::Day(date(2021, 6, last)));
        assert_eq!(subjects(&[&event])[0].fact("ends"), expected, "{length}");
    }
}

#[test]
fn times_without_a_zone_are_in_that_of_the_calendar() {
    let text = calendar(&["UID:x\nDTSTART:20210614T193000\nDTSTAMP:20210501T000000Z"]);
    let text = text.replace("VERSION:2.0", "X-WR-TIMEZONE:Europe/Paris");
    let subjects = read_calendar(&text).unwrap().subjects;
    assert_eq!(subjects[0].fact("starts"), at("2021-06-14T17:30:00Z"));
}

#[test]
fn a_zone_of_the_calendars_own_is_known_by_what_it_says_it_is() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Ours\nX-LIC-LOCATION:Europe/London\nEND:VTIMEZONE\n";
    let text = calendar(&["UID:x\nDTSTART;TZID=Ours:20210614T193000"]);
    let with_zone = text.replacen("BEGIN:VEVENT", &format!("{zone}BEGIN:VEVENT"), 1);
    let subjects = read_calendar(&with_zone).unwrap().subjects;
    assert_eq!(subjects[0].fact("starts"), at("2021-06-14T18:30:00Z"));
    assert_eq!(
        problems(&text),
        [
            "a.ics, line 6: the time zone \"Ours\" is not known. Export the calendar with one like Europe/London."
        ]
    );
}

#[test]
fn every_repeat_is_a_meeting_at_the_same_time_by_the_clock() {
    let subjects = subjects(&[
        "UID:w\nSUMMARY:Weekly\nDTSTAMP:20210901T090000Z\nLOCATION:Hall\n\
         DTSTART;TZID=Europe/London:20211018T180000\nDTEND;TZID=Europe/London:20211018T190000\n\
         RRULE:FREQ=WEEKLY;UNTIL=20211108T180000Z\n\
         EXDATE;TZID=Europe/London:20211025T180000\nRDATE;TZID=Europe/London:20211103T100000",
    ]);
    assert_eq!(
        ids(&subjects),
        [
            "w/2021-10-18",
            "w/2021-11-01",
            "w/2021-11-03",
            "w/2021-11-08"
        ]
    );
    let starts: Vec<_> = subjects.iter().map(|s| s.fact("starts")).collect();
    assert_eq!(
        starts,
        [
            at("2021-10-18T17:00:00Z"),
            at("2021-11-01T18:00:00Z"),
            at("2021-11-03T10:00:00Z"),
            at("2021-11-08T18:00:00Z"),
        ]
    );
    assert_eq!(subjects[1].fact("ends"), at("2021-11-01T19:00:00Z"));
    assert!(
        subjects
            .iter()
            .all(|s| s.fact("announced") == at("2021-09-01T09:00:00Z"))
    );
}

#[test]
fn repeats_follow_their_rule() {
    let base = "UID:r\nDTSTAMP:20210101T090000Z\nLOCATION:Hall\nDTSTART:20210614T183000Z\n";
    for (rule, expected) in [
        (
            "FREQ=MONTHLY;BYDAY=2MO;COUNT=3",
            vec!["r/2021-06-14", "r/2021-07-12", "r/2021-08-09"],
        ),
        (
            "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2",
            vec!["r/2021-06-14", "r/2021-06-25", "r/2021-07-30"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=26",
            vec!["r/2021-06-14", "r/2021-12-13"],
        ),
        (
            "FREQ=YEARLY;UNTIL=20230614",
            vec!["r/2021-06-14", "r/2022-06-14", "r/2023-06-14"],
        ),
        (
            "FREQ=DAILY;UNTIL=20210615T183000Z",
            vec!["r/2021-06-14", "r/2021-06-15"],
        ),
        ("FREQ=DAILY;UNTIL=20200101T000000Z", vec!["r/2021-06-14"]),
        (
            "FREQ=DAILY;BYHOUR=9,18;BYMINUTE=30;COUNT=3",
            vec!["r/2021-06-14", "r/2021-06-15", "r/2021-06-15T18:30:00"],
        ),
    ] {
        assert_eq!(
            ids(&subjects(&[&format!("{base}RRULE:{rule}")])),
            expected,
            "{rule}"
        );
    }
    let days = "UID:d\nDTSTART;VALUE=DATE:20210614\nRRULE:FREQ=WEEKLY;UNTIL=20210628\nEXDATE;VALUE=DATE:20210621";
    assert_eq!(ids(&subjects(&[days])), ["d/2021-06-14", "d/2021-06-28"]);
}

#[test]
fn rules_that_cannot_be_followed_are_problems() {
    let base = "UID:r\nDTSTART:20200614T183000Z\n";
    for (rule, expected) in [
        ("FREQ=HOURLY", "more often than once a day"),
        ("FREQ=DAILY;COUNT=1001", "more than 1000 times"),
        ("FREQ=DAILY;UNTIL=20991231", "more than 1000 times"),
        (
            "FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5",
            "more than 24 times a day",
        ),
        ("FREQ=SOMETIMES", "cannot be followed"),
        ("often", "cannot be followed"),
        ("FREQ=DAILY;UNTIL=soon", "cannot be followed"),
    ] {
        let told = problems(&calendar(&[&format!("{base}RRULE:{rule}")]));
        assert!(
            told.len() == 1 && told[0].starts_with("a.ics, line 7: "),
            "{rule}: {told:?}"
        );
        assert!(told[0].contains(expected), "{told:?}");
    }
}

#[test]
fn a_changed_repeat_keeps_its_place_in_the_series() {
    let series = "UID:s\nSUMMARY:Panel\nCREATED:20210501T090000Z\nDTSTAMP:20210501T090000Z\n\
         DTSTART;TZID=Europe/London:20210614T180000\nDTEND;TZID=Europe/London:20210614T190000\n\
         RRULE:FREQ=WEEKLY;COUNT=3";
    let moved = "UID:s\nRECURRENCE-ID;TZID=Europe/London:20210621T180000\nSEQUENCE:1\n\
         DTSTAMP:20210618T090000Z\nDTSTART;TZID=Europe/London:20210622T180000\nSUMMARY:Panel\\, moved";
    let off = "UID:s\nRECURRENCE-ID:20210628T170000Z\nDTSTAMP:20210627T090000Z\n\
         LAST-MODIFIED:20210626T090000Z\nDTSTART:20210628T170000Z\nSTATUS:CANCELLED";
    let subjects = subjects(&[moved, series, off]);
    assert_eq!(
        ids(&subjects),
        ["s/2021-06-14", "s/2021-06-21", "s/2021-06-28"]
    );
    let [first, second, third] = subjects.as_slice() else {
        panic!()
    };
    assert_eq!(
        (first.fact("rescheduled"), first.fact("cancelled")),
        (None, None)
    );
    assert_eq!(second.title, "Panel, moved");
    assert_eq!(second.fact("starts"), at("2021-06-22T17:00:00Z"));
    assert_eq!(second.fact("announced"), at("2021-05-01T09:00:00Z"));
    assert_eq!(second.fact("rescheduled"), at("2021-06-18T09:00:00Z"));
    assert_eq!(third.title, "Panel");
    assert_eq!(third.fact("cancelled"), at("2021-06-26T09:00:00Z"));
    assert_eq!(third.fact("rescheduled"), None);
}

#[test]
fn a_later_version_with_another_start_is_a_change_of_date() {
    let moved = PANEL
        .replace("0609T09", "0611T10")
        .replace("0614T18", "0616T18")
        + "\nSEQUENCE:2";
    let subjects = subjects(&[PANEL, &moved]);
    assert_eq!(ids(&subjects), ["p"]);
    assert_eq!(subjects[0].fact("starts"), at("2021-06-16T18:30:00Z"));
    assert_eq!(subjects[0].fact("announced"), at("2021-06-09T09:00:00Z"));
    assert_eq!(subjects[0].fact("rescheduled"), at("2021-06-11T10:00:00Z"));
}

#[test]
fn events_that_share_a_uid_and_are_no_versions_are_a_problem() {
    let other = PANEL.replace("0614T18", "0616T18");
    let told = problems(&calendar(&[PANEL, &other]));
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("a.ics, line 11: the event of line 4 has the same UID"),
        "{told:?}"
    );
    assert_eq!(
        subjects(&[PANEL, PANEL]).len(),
        1,
        "the same one twice does no harm"
    );
}

#[test]
fn what_is_called_off_says_when() {
    let off = PANEL.replace("0609T09", "0612T09") + "\nSEQUENCE:1\nSTATUS:CANCELLED";
    let expected = at("2021-06-12T09:00:00Z");
    assert_eq!(subjects(&[PANEL, &off])[0].fact("cancelled"), expected);
    assert_eq!(subjects(&[&off])[0].fact("announced"), expected);
    let sent = calendar(&["UID:p\nDTSTAMP:20210612T090000Z\nSEQUENCE:1"])
        .replace("VERSION:2.0", "METHOD:CANCEL");
    let subjects = read_calendar(&(calendar(&[PANEL]) + &sent))
        .unwrap()
        .subjects;
    assert_eq!(subjects[0].fact("cancelled"), expected);
    assert_eq!(subjects[0].fact("starts"), at("2021-06-14T18:30:00Z"));
}

#[test]
fn a_series_that_is_called_off_had_the_meetings_before_that() {
    let series = "UID:s\nDTSTAMP:20210616T090000Z\nDTSTART:20210614T183000Z\nRRULE:FREQ=WEEKLY;COUNT=2\nSTATUS:CANCELLED";
    let cancelled: Vec<_> = subjects(&[series])
        .iter()
        .map(|s| s.fact("cancelled"))
        .collect();
    assert_eq!(cancelled, [None, at("2021-06-16T09:00:00Z")]);
}

#[test]
fn a_date_to_keep_free_is_no_announcement() {
    let stamp = at("2021-06-09T09:00:00Z");
    let tentative = format!("{PANEL}\nSTATUS:TENTATIVE");
    let day = "UID:p\nDTSTAMP:20210609T090000Z\nDTSTART;VALUE=DATE:20210614";
    for event in [tentative.as_str(), day, &format!("{day}\nLOCATION:")] {
        let subject = &subjects(&[event])[0];
        assert_eq!(subject.fact("announced"), None, "{event}");
        assert_eq!(subject.fact("save-the-date"), stamp, "{event}");
    }
    for place in ["LOCATION:Hall", "URL:https://example.org"] {
        let subject = &subjects(&[&format!("{day}\n{place}")])[0];
        assert_eq!(subject.fact("announced"), stamp, "{place}");
    }
    let confirmed = PANEL.replace("0609T09", "0611T10") + "\nSEQUENCE:1\nSTATUS:CONFIRMED";
    let subject = &subjects(&[&tentative, &confirmed])[0];
    assert_eq!(subject.fact("save-the-date"), stamp);
    assert_eq!(subject.fact("announced"), at("2021-06-11T10:00:00Z"));
}

#[test]
fn how_to_join_and_who_was_asked_are_never_read() {
    let event = "UID:x\nSUMMARY:Panel\nDTSTART:20210614T183000Z\nDTSTAMP:20210609T090000Z\n\
         ORGANIZER:mailto:jo.bloggs@Council.Example.org\nATTENDEE;CN=Sam:mailto:sam@secret.example\n\
         DESCRIPTION:Meeting ID: 123 456 secret\nURL:https://join.example/secret\n\
         CONFERENCE;VALUE=URI:https://meet.example/secret\nLOCATION:https://room.example/secret";
    let sheet = read_calendar(&calendar(&[event])).unwrap();
    assert_eq!(sheet.subjects[0].organiser, "council.example.org");
    let all = format!("{sheet:?}");
    assert!(
        !all.contains("secret") && !all.contains("bloggs") && !all.contains("Sam"),
        "{all}"
    );
}

#[test]
fn lines_are_joined_where_they_were_folded_and_windows_line_ends_are_read() {
    let text =
        calendar(&["UID:x\nSUMMARY:A long\n  title that was\n\t folded\nDTSTART:20210614T183000Z"]);
    for text in [
        text.clone(),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
    ] {
        let subjects = read_calendar(&text).unwrap().subjects;
        assert_eq!(subjects[0].title, "A long title that was folded");
    }
}

#[test]
fn several_calendars_in_a_file_are_read_and_tasks_are_passed_over() {
    let task = "BEGIN:VTODO\nUID:t\nEND:VTODO\nEND:VCALENDAR";
    let text =
        calendar(&[PANEL]) + &calendar(&["UID:q\nDTSTART:20210614"]).replace("END:VCALENDAR", task);
    let sheet = read_calendar(&text).unwrap();
    assert_eq!(ids(&sheet.subjects), ["p", "q"]);
    assert_eq!(
        sheet.notes,
        ["1 task was passed over: only events are read"]
    );
}

#[test]
fn all_problems_of_a_calendar_name_their_lines() {
    let told = problems(&calendar(&[
        "UID:a\nDTSTART:20210631T183000Z\nDTSTAMP:soon",
        "UID:b\nSUMMARY:No start",
        "UID:c\nDTSTART:20210614T183000Z\nDTEND:20210614T173000Z",
        "UID:d\nDTSTART:20210614T183000Z\nDURATION:two hours",
    ]));
    let expected = [
        "a.ics, line 6: \"20210631T183000Z\" of DTSTART is no day or time between 1900 and 2199.",
        "a.ics, line 7: \"soon\" of DTSTAMP is no day or time",
        "a.ics, line 9: the event has no DTSTART",
        "a.ics, line 13: DTEND comes before DTSTART.",
        "a.ics, line 21: \"two hours\" is not how long something lasts.",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}");
    }
}

#[test]
fn a_file_that_breaks_off_or_is_mixed_up_says_where() {
    for (text, expected) in [
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\n",
            "line 2: VEVENT begins here and never ends.",
        ),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n",
            "line 3: \"VCALENDAR\" ends here, though VEVENT of line 2 has not ended.",
        ),
        (
            "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
            "there is no event in this calendar.",
        ),
    ] {
        let told = problems(text);
        assert!(told[0].contains(expected), "{told:?}");
    }
}
