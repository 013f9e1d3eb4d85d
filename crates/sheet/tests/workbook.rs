//! Workbooks. `tests/data/*.xlsx` and `*.ods` were made from the flat files beside them with
//! `soffice --convert-to`; all that is in them is invented.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_charter::{Fact, Kind, Measure, Name};
use alongside_sheet::{Problem, Reading, Sheet, read};
use jiff::civil::date;
use jiff::tz::TimeZone;

const XLSX: &[u8] = include_bytes!("data/meetings.xlsx");
const ODS: &[u8] = include_bytes!("data/meetings.ods");
const XLSX_WITH_TYPO: &[u8] = include_bytes!("data/meetings-with-typo.xlsx");
const ODS_WITH_TYPO: &[u8] = include_bytes!("data/meetings-with-typo.ods");

fn read_book(file: &str, bytes: &[u8]) -> Result<Sheet, Vec<Problem>> {
    let zone = TimeZone::get("Europe/London").unwrap();
    let names = [Name::new("brief").unwrap()];
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

#[test]
fn cells_of_a_workbook_are_read_by_their_type() {
    for (file, bytes) in [("meetings.xlsx", XLSX), ("meetings.ods", ODS)] {
        let sheet = read_book(file, bytes).unwrap();
        let ids: Vec<_> = sheet
            .subjects
            .iter()
            .map(|s| (s.kind, s.id.as_str()))
            .collect();
        let kinds = [
            Kind::Meeting,
            Kind::Meeting,
            Kind::Consultation,
            Kind::Project,
        ];
        assert_eq!(
            ids,
            kinds
                .into_iter()
                .zip(["3", "4", "6", "7"])
                .collect::<Vec<_>>(),
            "{file}"
        );
        let first = &sheet.subjects[0];
        assert_eq!(
            first.title, "Steering group (spring)",
            "{file}: on one line"
        );
        assert_eq!(
            first.fact("announced"),
            Some(Fact::Day(date(2021, 3, 1))),
            "{file}"
        );
        let six = Fact::At("2021-03-24T18:00:00Z".parse().unwrap());
        assert_eq!(first.fact("starts"), Some(six), "{file}");
        assert_eq!(
            first.fact("papers"),
            Some(Fact::Day(date(2021, 3, 15))),
            "{file}: a sum"
        );
        assert_eq!(first.fact("ways"), Some(Fact::Number(2)), "{file}");
        assert_eq!(first.fact("interpreter"), Some(Fact::Flag(true)), "{file}");
        let second = &sheet.subjects[1];
        let summer = Fact::At("2021-06-14T18:30:00Z".parse().unwrap());
        assert_eq!(second.fact("starts"), Some(summer), "{file}");
        assert_eq!(second.fact("papers"), None, "{file}");
        assert_eq!(
            second.fact("interpreter"),
            Some(Fact::Flag(false)),
            "{file}"
        );
        let claim = second
            .claim_about(&Name::new("minutes-after").unwrap())
            .unwrap();
        assert_eq!(claim.measure(), Some(Measure::exactly(10)), "{file}");
        assert_eq!(
            sheet.subjects[2].fact("brief"),
            Some(Fact::Flag(true)),
            "{file}"
        );
        assert_eq!(
            sheet.subjects[3].fact("starts"),
            Some(Fact::Day(date(2021, 6, 7))),
            "{file}"
        );
        assert_eq!(sheet.carried[0].values, ["Town hall", "", "", ""], "{file}");
        assert_eq!(
            sheet.notes,
            [
                "the first sheet with anything in it, \"Meetings\", is read; the sheet \"Remarks\" is not",
                "carried along and not read: column I \"Venue\"",
                "1 empty row was passed over",
            ],
            "{file}: a hidden sheet is not looked at"
        );
    }
}

#[test]
fn both_formats_of_one_workbook_give_the_same_facts() {
    let facts = |sheet: Sheet| -> Vec<_> {
        sheet
            .subjects
            .into_iter()
            .map(|s| (s.id.clone(), s.facts().to_vec()))
            .collect()
    };
    assert_eq!(
        facts(read_book("meetings.xlsx", XLSX).unwrap()),
        facts(read_book("meetings.ods", ODS).unwrap())
    );
}

#[test]
fn a_typo_among_date_cells_is_found_where_it_stands() {
    for (file, bytes) in [("a.xlsx", XLSX_WITH_TYPO), ("a.ods", ODS_WITH_TYPO)] {
        let problems = read_book(file, bytes).unwrap_err();
        let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [format!(
                "{file}, sheet \"Meetings\", row 4, column D \"Announced\": \"31/04/2021\" is not a \
                 day: April has 30 days. Write it like 30/04/2021 or 30 April 2021."
            )]
        );
    }
}

#[test]
fn a_workbook_is_known_by_what_is_in_it() {
    assert!(read_book("meetings.csv", XLSX).is_ok());
    assert!(read_book("meetings", ODS).is_ok());
}
