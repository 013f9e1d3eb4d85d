//! JSON lists.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_charter::{Fact, Kind, Name};
use alongside_sheet::{Problem, Reading, Sheet, read};
use jiff::civil::date;
use jiff::tz::TimeZone;

fn read_json(text: &str) -> Result<Sheet, Vec<Problem>> {
    let zone = TimeZone::get("Europe/London").unwrap();
    let names = [Name::new("brief").unwrap()];
    let reading = Reading {
        zone: &zone,
        names: &names,
        standards: &[],
        until: date(2022, 1, 1),
    };
    read("a.json", text.as_bytes(), &reading)
}

fn problems(text: &str) -> Vec<String> {
    read_json(text)
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn items_have_the_columns_of_a_sheet_as_keys() {
    let list = r#"[
        {"kind": "consultation", "id": 7, "title": "Transport", "opened": "2021-01-01", "ways": 2,
         "interpreter": true, "closed": null, "brief": false, "venue": "hall"},
        {"announced": "9 June 2021", "starts": "2021-06-14T18:00+01:00", "tags": ["a", {"b": 1}]}
    ]"#;
    let sheet = read_json(list).unwrap();
    assert_eq!(
        read_json(&format!("{{\"version\": 1, \"subjects\": {list}}}")).as_ref(),
        Ok(&sheet)
    );
    let [first, second] = sheet.subjects.as_slice() else {
        panic!("{sheet:?}")
    };
    assert_eq!((first.kind, first.id.as_str()), (Kind::Consultation, "7"));
    assert_eq!(first.fact("opened"), Some(Fact::Day(date(2021, 1, 1))));
    assert_eq!(first.fact("ways"), Some(Fact::Number(2)));
    assert_eq!(first.fact("interpreter"), Some(Fact::Flag(true)));
    assert_eq!(first.fact("brief"), Some(Fact::Flag(false)));
    assert_eq!(first.fact("closed"), None);
    assert_eq!((second.kind, second.id.as_str()), (Kind::Meeting, "2"));
    assert_eq!(
        second.fact("starts"),
        Some(Fact::At("2021-06-14T17:00:00Z".parse().unwrap()))
    );
    let carried: Vec<_> = sheet
        .carried
        .iter()
        .map(|c| (c.heading.as_str(), &c.values[..]))
        .collect();
    let tags = [String::new(), r#"["a", {"b": 1}]"#.to_owned()];
    assert_eq!(
        carried,
        [
            ("venue", &["hall".to_owned(), String::new()][..]),
            ("tags", &tags[..])
        ]
    );
    assert_eq!(
        sheet.notes,
        ["carried along and not read: keys \"venue\", \"tags\""]
    );
}

#[test]
fn problems_name_the_item_and_the_key() {
    let told = problems(
        r#"[{"announced": "31/04/2021", "ways": 1.5}, 7, {"announced": 44356, "title": ["a"]},
            {"Announced": "2021-06-09"}, {"id": "x"}, {"id": "x"}]"#,
    );
    let expected = [
        "a.json, item 1, \"announced\": \"31/04/2021\" is not a day: April has 30 days.",
        "a.json, item 1, \"ways\": \"1.5\" is not a whole number.",
        "a.json, item 2: it has no keys.",
        "a.json, item 3, \"announced\": \"44356\" looks like a spreadsheet's inner number",
        "a.json, item 3, \"title\": \"[\"a\"]\" is more than one value.",
        "a.json, item 4, \"Announced\": it is read as the same as key \"announced\".",
        "a.json, item 6, \"id\": the meeting in item 5 has the id \"x\" too.",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}");
    }
}

#[test]
fn a_key_that_stands_twice_in_an_item_is_a_problem() {
    let told = problems(r#"[{"title": "a", "venue": "x", "venue": "y", "title": "b"}]"#);
    let expected = ["venue", "title"].map(|key| {
        format!("a.json, item 1, \"{key}\": it stands twice in this item. Take out one of the two.")
    });
    assert_eq!(told, expected);
}

#[test]
fn what_is_no_list_of_items_says_so() {
    for (text, expected) in [
        (r#"{"meetings": []}"#, "there is no list named \"subjects\""),
        (r#"{"subjects": 7}"#, "it holds no list"),
        (
            "[",
            "this is not JSON: EOF while parsing a list at line 1 column 1.",
        ),
        ("[]", "none of the keys is one that is read"),
        (
            r#"[{"colour": "red"}]"#,
            "none of the keys is one that is read",
        ),
    ] {
        let told = problems(text);
        assert!(told.len() == 1 && told[0].contains(expected), "{told:?}");
    }
}
