//! CSV as people keep it.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_charter::{ClaimUnit, Fact, Kind, Measure, Name};
use alongside_sheet::{Problem, Reading, Sheet, read};
use jiff::civil::date;
use jiff::tz::TimeZone;

fn read_as(file: &str, bytes: &[u8]) -> Result<Sheet, Vec<Problem>> {
    let zone = TimeZone::get("Europe/London").unwrap();
    let names = [Name::new("brief").unwrap(), Name::new("parents").unwrap()];
    read(
        file,
        bytes,
        &Reading {
            zone: &zone,
            names: &names,
            standards: &[],
            until: date(2022, 1, 1),
        },
    )
}

fn sheet(text: &str) -> Sheet {
    read_as("a.csv", text.as_bytes()).unwrap_or_else(|problems| panic!("{}", told(&problems)))
}

fn problems(text: &str) -> Vec<String> {
    let problems = read_as("a.csv", text.as_bytes()).unwrap_err();
    problems.iter().map(ToString::to_string).collect()
}

fn told(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn every_column_is_read_into_its_place() {
    let sheet = sheet(
        "Kind,ID,Title,Organizer,Body,Announced,Starts,Ends,Opened,Closed,Responded,Agenda,Papers,\
         Minutes,Submitted,Paid,Cancelled,Rescheduled,Save the date,Due,Interpreter,Evening,Ways,\
         Excused,Source,Claim: Papers ahead,Brief,Parents,Venue\n\
         meeting,m1,Panel,Council,Board,1/3/2021,24/3/2021 6pm,24/3/2021 8pm,2021-01-01,2021-02-12,\
         2021-05-01,2021-03-10,2021-03-17,2021-04-01,2021-03-25,2021-04-20,2021-03-20,2021-03-02,\
         2021-02-01,2021-06-01,yes,no,2,papers-ahead: printer broke; agreed by the board,letter,\
         <14d,brief.pdf,12,Town hall\n",
    );
    let subject = &sheet.subjects[0];
    assert_eq!((subject.kind, subject.id.as_str()), (Kind::Meeting, "m1"));
    assert_eq!(
        (subject.title.as_str(), subject.organiser.as_str()),
        ("Panel", "Council")
    );
    assert_eq!(
        (subject.body.as_str(), subject.source.as_str()),
        ("Board", "letter")
    );
    let excuse = subject.excuse.as_ref().unwrap();
    assert_eq!(excuse.agreed_by.as_deref(), Some("the board"));
    for (name, expected) in [
        ("announced", date(2021, 3, 1)),
        ("opened", date(2021, 1, 1)),
        ("closed", date(2021, 2, 12)),
        ("responded", date(2021, 5, 1)),
        ("agenda", date(2021, 3, 10)),
        ("papers", date(2021, 3, 17)),
        ("minutes", date(2021, 4, 1)),
        ("submitted", date(2021, 3, 25)),
        ("paid", date(2021, 4, 20)),
        ("cancelled", date(2021, 3, 20)),
        ("rescheduled", date(2021, 3, 2)),
        ("save-the-date", date(2021, 2, 1)),
        ("due", date(2021, 6, 1)),
    ] {
        assert_eq!(subject.fact(name), Some(Fact::Day(expected)), "{name}");
    }
    assert_eq!(
        subject.fact("starts"),
        Some(Fact::At("2021-03-24T18:00:00Z".parse().unwrap()))
    );
    assert_eq!(
        subject.fact("ends"),
        Some(Fact::At("2021-03-24T20:00:00Z".parse().unwrap()))
    );
    assert_eq!(subject.fact("interpreter"), Some(Fact::Flag(true)));
    assert_eq!(subject.fact("evening"), Some(Fact::Flag(false)));
    assert_eq!(subject.fact("ways"), Some(Fact::Number(2)));
    assert_eq!(subject.fact("brief"), Some(Fact::Flag(true)));
    assert_eq!(subject.fact("parents"), Some(Fact::Number(12)));
    let claim = subject
        .claim_about(&Name::new("papers-ahead").unwrap())
        .unwrap();
    assert_eq!(
        (claim.measure(), claim.unit()),
        (Some(Measure::at_most(13)), ClaimUnit::Days)
    );
    assert_eq!(sheet.carried[0].heading, "Venue");
    assert_eq!(sheet.carried[0].values, ["Town hall"]);
    assert_eq!(
        sheet.notes,
        ["carried along and not read: column AC \"Venue\""]
    );
}

#[test]
fn kind_is_a_meeting_and_id_the_row_unless_they_are_given() {
    let sheet = sheet("title,kind,id\nOne,,\nTwo,Consultations,c9\n");
    let ids: Vec<_> = sheet
        .subjects
        .iter()
        .map(|s| (s.kind, s.id.as_str()))
        .collect();
    assert_eq!(ids, [(Kind::Meeting, "2"), (Kind::Consultation, "c9")]);
}

#[test]
fn a_sheet_is_read_alike_however_it_was_saved() {
    let text = "title,announced,remarks\n\"Café, first floor\",9/6/2021,£5\nPanel,10/6/2021,\n";
    let expected = sheet(text);
    assert_eq!(expected.subjects[0].title, "Café, first floor");
    let utf16 = |mark: u16, order: fn(u16) -> [u8; 2]| {
        [mark]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(order)
            .collect::<Vec<u8>>()
    };
    let semicolons = text.replace(',', ";").replace("Café;", "Café,");
    for (what, bytes) in [
        (
            "with a byte order mark",
            ["\u{feff}", text].concat().into_bytes(),
        ),
        (
            "with Windows line ends",
            text.replace('\n', "\r\n").into_bytes(),
        ),
        (
            "with old Mac line ends",
            text.replace('\n', "\r").into_bytes(),
        ),
        ("with semicolons", semicolons.clone().into_bytes()),
        (
            "with a line that says so",
            format!("sep=;\r\n{semicolons}").into_bytes(),
        ),
        (
            "with tabs",
            text.replace(',', "\t")
                .replace("Café\t", "Café,")
                .into_bytes(),
        ),
        (
            "without a last line end",
            text.trim_end().as_bytes().to_vec(),
        ),
        (
            "as UTF-16, little end first",
            utf16(0xfeff, u16::to_le_bytes),
        ),
        ("as UTF-16, big end first", utf16(0xfeff, u16::to_be_bytes)),
        (
            "as Windows-1252",
            text.chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap())
                .collect(),
        ),
    ] {
        assert_eq!(read_as("a.csv", &bytes).as_ref(), Ok(&expected), "{what}");
    }
    assert_eq!(
        read_as("noname", text.as_bytes()).as_ref(),
        Ok(&expected),
        "without an ending"
    );
}

#[test]
fn all_problems_of_a_file_are_told_at_once_each_with_its_place() {
    let told = problems(
        "kind,title,announced,starts,ends,ways,claim:meeting-notice\n\
         meting,One,31/04/2021,14/06/2021,13/06/2021,two,14 moons\n\
         \n\
         meeting,\"Two\nlines\",9/6/21,,,,\n\
         meeting,Three,Tue 9 June 2021,#REF!,,,\n",
    );
    let expected = [
        "a.csv, row 2, column A \"kind\": \"meting\" is not a kind that standards apply to; did you mean meeting?",
        "a.csv, row 2, column C \"announced\": \"31/04/2021\" is not a day: April has 30 days. Write it like 30/04/2021 or 30 April 2021.",
        "a.csv, row 2, column F \"ways\": \"two\" is not a whole number. Write it in figures, like 2, or leave it empty if it is not known.",
        "a.csv, row 2, column G \"claim:meeting-notice\": \"14 moons\" is not a figure that can be read; write it like 19d, <14d, >=21d or 17..18d, or in words without a figure.",
        "a.csv, row 2, column E \"ends\": \"ends\" (Sun 13 June 2021) comes before \"starts\" (Mon 14 June 2021). Correct one of the two.",
        "a.csv, row 4, column C \"announced\": \"9/6/21\" has a year of two digits. Write the year in full: 9/6/2021.",
        "a.csv, row 5, column C \"announced\": \"Tue 9 June 2021\" does not exist: 9 June 2021 is a Wednesday, not a Tuesday. Correct the day or the weekday, or leave the weekday out.",
        "a.csv, row 5, column D \"starts\": \"#REF!\" is what a spreadsheet shows when a sum fails. Mend the sum, or write the value itself.",
    ];
    assert_eq!(told, expected);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
    for end in ["\n", "\r\n"] {
        let text = "title,announced\n\"a\nb\",x\n\n\n\"c\n\nd\",x\n,\ne,x\n".replace('\n', end);
        let rows: Vec<_> = problems(&text)
            .iter()
            .map(|told| told[7..12].to_owned())
            .collect();
        assert_eq!(rows, ["row 2", "row 5", "row 7"], "{end:?}");
    }
}

#[test]
fn a_value_beyond_the_headings_is_a_problem_and_missing_cells_are_empty() {
    let read = sheet("title,announced,starts\nOne\nTwo,9/6/2021,,,\n");
    assert_eq!(read.subjects.len(), 2);
    let told = problems("title,announced\nPanel, first floor,9/6/2021\n");
    assert_eq!(told.len(), 2);
    assert!(told[1].starts_with("a.csv, row 2, column C: \"9/6/2021\" stands under no heading."));
}

#[test]
fn headings_that_are_the_same_are_a_problem() {
    let told = problems("title,Organiser,organizer,venue,venue\nA,B,C,D,E\n");
    assert_eq!(
        told,
        [
            "a.csv, row 1, column C \"organizer\": it is read as the same as column B \"Organiser\". Take out one of the two."
        ]
    );
}

#[test]
fn a_sheet_without_headings_names_the_ones_that_are_read() {
    let told = problems("Panel,9/6/2021\nBoard,10/6/2021\n");
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("a.csv, row 1: this row is taken for the headings"),
        "{}",
        told[0]
    );
    assert!(told[0].ends_with("due, interpreter, evening, ways and claim:STANDARD."));
}

#[test]
fn a_mistyped_heading_is_carried_along_with_a_note() {
    let sheet = sheet("title,anounced,Date,place\nPanel,soon,2021,hall\n");
    assert_eq!(
        sheet.notes,
        [
            "column B \"anounced\" is not one that is read; did you mean \"announced\"?",
            "column C \"Date\" is not one that is read; did you mean \"starts\"?",
            "carried along and not read: column D \"place\"",
        ]
    );
    assert_eq!(sheet.carried.len(), 3);
}

#[test]
fn carried_values_stay_beside_their_subjects() {
    let sheet = sheet("title,venue\nOne,\nTwo,hall\n,total 2\nThree,\n");
    assert_eq!(sheet.subjects.len(), 3);
    assert_eq!(sheet.carried[0].values, ["", "hall", ""]);
    let note = "row 4 was passed over: nothing stands in the columns that are read";
    assert!(sheet.notes.iter().any(|n| n == note), "{:?}", sheet.notes);
}

#[test]
fn empty_rows_are_passed_over_and_noted_where_others_follow() {
    let sheet = sheet("title,venue\n,\nOne,\n , \nTwo,\n,\n,\n");
    assert_eq!(sheet.subjects.len(), 2);
    assert!(
        sheet
            .notes
            .contains(&"2 empty rows were passed over".to_owned()),
        "{:?}",
        sheet.notes
    );
}

#[test]
fn an_id_used_twice_for_one_kind_names_both_rows() {
    let told = problems("id,kind\nx,meeting\nx,claim\nx,meeting\n,meeting\n5,meeting\n");
    assert_eq!(
        told,
        [
            "a.csv, row 4, column A \"id\": the meeting in row 2 has the id \"x\" too. Give each an id of its own.",
            "a.csv, row 6, column A \"id\": the meeting in row 5 has the id \"5\" too. Give each an id of its own.",
        ]
    );
}

#[test]
fn what_ends_before_it_begins_is_a_problem_and_the_same_day_is_not() {
    let told = problems(
        "opened,closed,submitted,paid,starts,ends\n\
         2021-02-01,2021-01-01,,,,\n,,2021-02-01,2021-01-31,,\n\
         ,,,,2021-02-01 18:00,2021-02-01 17:00\n,,,,2021-02-01 18:00,2021-02-01\n",
    );
    assert_eq!(told.len(), 3);
    assert!(told[0].starts_with("a.csv, row 2, column B \"closed\""));
    assert!(told[1].starts_with("a.csv, row 3, column D \"paid\""));
    assert!(
        told[2].contains("(Mon 1 February 2021, 5:00pm) comes before"),
        "{}",
        told[2]
    );
}

#[test]
fn an_open_quotation_mark_does_not_swallow_the_rest_of_a_file() {
    let told = problems("title,announced\n\"One,2021-01-01\nTwo,2021-01-02\n");
    assert!(
        told[0].contains("row 2: a quotation mark (\") is opened here"),
        "{told:?}"
    );
    assert_eq!(
        sheet("title,announced\na 5\" pipe,2021-01-01\n").subjects[0].title,
        "a 5\" pipe"
    );
}

#[test]
fn files_that_hold_no_sheet_say_so() {
    for (file, bytes, expected) in [
        ("a.csv", b"".as_slice(), "the file is empty"),
        ("a.csv", b" \r\n ", "the file is empty"),
        ("a.csv", b",,\n,,\n", "the file holds no rows"),
        (
            "a.csv",
            b"title,announced\n",
            "there are headings and no rows",
        ),
        ("a.csv", b"title\0announced\n", "not a text file"),
        ("a.pdf", b"%PDF-1.7 ...", "this is a PDF"),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "old Excel file (.xls)",
        ),
        (
            "a.xlsx",
            b"title,announced\n",
            "not a workbook, though its name ends with .xlsx",
        ),
        (
            "a.xlsx",
            b"PK\x03\x04 and so on",
            "the workbook is damaged or not complete",
        ),
        ("a.ics", b"SUMMARY:x\n", "the file holds no calendar"),
        ("a.json", b"title", "the file holds no JSON"),
        ("a.xls", b"<html><table>", "this is a web page or XML"),
    ] {
        let told = told(&read_as(file, bytes).unwrap_err());
        assert!(
            told.starts_with(&format!("{file}: ")) && told.contains(expected),
            "{told}"
        );
    }
}

#[test]
fn a_text_longer_than_ten_thousand_characters_is_a_problem() {
    let told = problems(&format!("title,venue\n{},x\n", "a".repeat(10_001)));
    assert!(
        told[0].contains("goes on for more than 10000 characters"),
        "{told:?}"
    );
}

#[test]
fn a_refusal_is_not_read_as_signed() {
    let sheet = sheet("title,brief\nOne,refused\nTwo,signed by both\nThree,none\n");
    let briefs: Vec<_> = sheet.subjects.iter().map(|s| s.fact("brief")).collect();
    assert_eq!(
        briefs,
        [Some(Fact::Flag(false)), Some(Fact::Flag(true)), None]
    );
    let told = problems("title,brief\nOne,disputed by the forum\n");
    assert_eq!(
        told,
        [
            "a.csv, row 2, column B \"brief\": \"disputed by the forum\" says neither yes nor no nor when: write the day it was signed or done, like 9 June 2021, 09/06/2021 or 2021-06-09, or yes or no; a whole number, a link or the name of a file will do too."
        ]
    );
}

#[test]
fn every_column_with_a_repeated_heading_is_kept() {
    let sheet = sheet("title,Room,Room,Room (2),Room\nPanel,a,b,c,d\n");
    let carried: Vec<_> = sheet
        .carried
        .iter()
        .map(|column| (column.heading.as_str(), column.values[0].as_str()))
        .collect();
    assert_eq!(
        carried,
        [
            ("Room", "a"),
            ("Room (3)", "b"),
            ("Room (2)", "c"),
            ("Room (4)", "d")
        ]
    );
    assert_eq!(
        sheet.notes,
        [
            "carried along and not read: columns B \"Room\", C \"Room\" (as \"Room (3)\"), D \"Room (2)\", E \"Room\" (as \"Room (4)\")"
        ]
    );
}

#[test]
fn a_meeting_is_neither_called_off_nor_moved_after_it_took_place() {
    let told = problems(
        "kind,starts,cancelled,rescheduled\nmeeting,2021-06-14,2021-06-15,\n\
         ,2021-06-14 18:00,,2021-06-15\n,2021-06-14 18:00,2021-06-14 19:00,2021-06-14\n\
         ,2021-06-14,yes,\nproject,2021-06-14,2021-09-01,\n",
    );
    assert_eq!(
        told,
        [
            "a.csv, row 2, column C \"cancelled\": a meeting cannot be called off after it took place: \"cancelled\" (Tue 15 June 2021) comes after \"starts\" (Mon 14 June 2021). Correct one of the two.",
            "a.csv, row 3, column D \"rescheduled\": a meeting cannot be moved after it took place: \"rescheduled\" (Tue 15 June 2021) comes after \"starts\" (Mon 14 June 2021, 6:00pm). Correct one of the two.",
        ]
    );
}
