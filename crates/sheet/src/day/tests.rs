//! How days are read and told of.

use jiff::civil::date;

use super::*;

fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap()
}

fn wrong(text: &str) -> String {
    match read(text, &london()) {
        Err(Fault::Wrong(message)) => message,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn a_day_is_read_day_first_or_as_iso() {
    for text in [
        "2021-06-09",
        "2021/06/09",
        "2021-6-9",
        "20210609",
        "9 June 2021",
        "9th June 2021",
        "9th of June, 2021",
        "09 Jun 2021",
        "9-Jun-2021",
        "9/June/2021",
        "Wed 9 June 2021",
        "Wednesday, 9 June 2021",
        "Weds. 9 June 2021",
        "Wed 09/06/2021",
        "09/06/2021",
        "9/6/2021",
        "9.6.2021",
        "9-6-2021",
        "June 9, 2021",
        "Jun 9th 2021",
        "JUNE 9 2021",
        " 9  June   2021 ",
    ] {
        assert_eq!(
            read(text, &london()),
            Ok(Fact::Day(date(2021, 6, 9))),
            "{text}"
        );
    }
}

#[test]
fn a_time_makes_it_an_instant_in_the_zone_of_the_place() {
    let six = Fact::At("2021-06-09T17:00:00Z".parse().unwrap());
    for text in [
        "2021-06-09T18:00",
        "2021-06-09 18:00",
        "2021-06-09T18:00:00",
        "2021-06-09T18:00:00.000",
        "2021-06-09T17:00Z",
        "2021-06-09T18:00+01:00",
        "2021-06-09 18:00 +0100",
        "2021-06-09T12:00-05:00",
        "9 June 2021 18:00",
        "9 June 2021, 6pm",
        "9 June 2021 at 18:00",
        "9 June 2021 at 6.00 p.m.",
        "9 June 2021 - 6 PM",
        "09/06/2021 18.00",
        "Wed 9 June 2021 6:00pm",
        "9 June 2021 18:00 BST",
        "9 June 2021 17:00 GMT",
    ] {
        assert_eq!(read(text, &london()), Ok(six), "{text}");
    }
    let half = Fact::At("2021-12-09T18:30:00Z".parse().unwrap());
    for text in [
        "9 December 2021 6.30pm",
        "Thu 9 Dec 2021, 6:30 pm",
        "2021-12-09 18:30",
    ] {
        assert_eq!(read(text, &london()), Ok(half), "{text}");
    }
    let noon = Fact::At("2021-12-09T12:00:00Z".parse().unwrap());
    for text in ["9 Dec 2021 noon", "9 Dec 2021 12pm", "9 Dec 2021, 12 noon"] {
        assert_eq!(read(text, &london()), Ok(noon), "{text}");
    }
}

#[test]
fn a_day_that_never_was_says_why_and_how_to_mend_it() {
    for (text, expected) in [
        (
            "31/04/2021",
            "\"31/04/2021\" is not a day: April has 30 days. Write it like 30/04/2021 or 30 April 2021.",
        ),
        (
            "29 February 2021",
            "\"29 February 2021\" is not a day: February 2021 has 28 days. Write it like 28/02/2021 or 28 February 2021.",
        ),
        (
            "2021-02-30",
            "\"2021-02-30\" is not a day: February 2021 has 28 days. Write it like 2021-02-28 or 28 February 2021.",
        ),
        (
            "06/14/2021",
            "\"06/14/2021\" is not a day: there is no month 14. Days come first: 14/06/2021.",
        ),
        (
            "32/13/2021",
            "\"32/13/2021\" is not a day: there is no month 13. Write it like 9 June 2021, 09/06/2021 or 2021-06-09.",
        ),
        (
            "9/6/21",
            "\"9/6/21\" has a year of two digits. Write the year in full: 9/6/2021.",
        ),
        (
            "9 June 21",
            "\"9 June 21\" has a year of two digits. Write the year in full: 9 June 2021.",
        ),
        (
            "9 June '21 6pm",
            "\"9 June '21 6pm\" has a year of two digits. Write the year in full: 9 June 2021.",
        ),
        (
            "21-06-09",
            "\"21-06-09\" has a year of two digits. Write the year in full, like 9 June 2021, 09/06/2021 or 2021-06-09.",
        ),
        (
            "9 June",
            "\"9 June\" has no year. Write it too, like 9 June 2021.",
        ),
        (
            "9 June 18:00",
            "\"9 June 18:00\" has no year. Write it too, like 9 June 2021.",
        ),
        (
            "9/6",
            "\"9/6\" has no year. Write it too, like 9 June 2021.",
        ),
        (
            "June 2021",
            "\"June 2021\" is a month. Write the day too, like 9 June 2021, or leave it empty if the day is not known.",
        ),
        (
            "06/2021",
            "\"06/2021\" is a month. Write the day too, like 9 June 2021, or leave it empty if the day is not known.",
        ),
        (
            "2021-06",
            "\"2021-06\" is a month. Write the day too, like 9 June 2021, or leave it empty if the day is not known.",
        ),
        (
            "2021",
            "\"2021\" is a year. Write the day too, like 9 June 2021, or leave it empty if the day is not known.",
        ),
        (
            "Tue 9 June 2021",
            "\"Tue 9 June 2021\" does not exist: 9 June 2021 is a Wednesday, not a Tuesday. Correct the day or the weekday, or leave the weekday out.",
        ),
        (
            "9 Jnue 2021",
            "\"9 Jnue 2021\" is not a day: \"Jnue\" is not a month; did you mean June?",
        ),
        (
            "9 June 2201",
            "\"9 June 2201\" is outside the years 1900 to 2199. Correct the year.",
        ),
        (
            "0021-06-09",
            "\"0021-06-09\" is outside the years 1900 to 2199. Correct the year.",
        ),
        (
            "44356",
            "\"44356\" looks like a spreadsheet's inner number for a day. Set the format of the cell to Date, or write the day like 9 June 2021, 09/06/2021 or 2021-06-09.",
        ),
    ] {
        assert_eq!(wrong(text), expected);
    }
}

#[test]
fn a_time_that_is_none_says_why_and_how_to_mend_it() {
    for (text, expected) in [
        ("9 June 2021 25:00", "there is no such time as \"25:00\""),
        ("9 June 2021 24:00", "there is no such time as \"24:00\""),
        ("9 June 2021 13pm", "there is no such time as \"13pm\""),
        ("9 June 2021 18:60", "there is no such time as \"18:60\""),
        (
            "9 June 2021 in the evening",
            "\"in the evening\" is not a time",
        ),
        ("9 June 2021 6", "\"6\" is not a time"),
        ("9 June 2021 18:00-20:00", "is from one time to another"),
        ("9 June 2021 10:00-12:00", "is from one time to another"),
        ("9 June 2021, 6pm to 8pm", "is from one time to another"),
    ] {
        let message = wrong(text);
        assert!(message.contains(expected), "{text}: {message}");
    }
}

#[test]
fn a_time_that_came_twice_or_never_asks_for_its_offset() {
    assert_eq!(
        wrong("31/10/2021 01:30"),
        "\"31/10/2021 01:30\" came twice, because the clocks went back. Write which one is \
         meant: 2021-10-31 01:30+01:00 for the first or 2021-10-31 01:30+00:00 for the second."
    );
    assert_eq!(
        wrong("28 March 2021 1.30am"),
        "\"28 March 2021 1.30am\" never came, because the clocks went forward over it. Write \
         the time that clocks showed, or say what it is counted from, like 2021-03-28 01:30+00:00."
    );
    let second = read("2021-10-31 01:30+00:00", &london());
    assert_eq!(
        second,
        Ok(Fact::At("2021-10-31T01:30:00Z".parse().unwrap()))
    );
}

#[test]
fn what_does_not_look_like_a_day_is_told_apart_from_a_mistyped_one() {
    for text in [
        "soon",
        "details to follow",
        "May be later",
        "12",
        "3 parents",
        "9.6",
        "1,200",
        "@",
        "Sunday",
    ] {
        assert_eq!(read(text, &london()), Err(Fault::NotADay), "{text}");
    }
}

#[test]
fn a_date_cell_at_midnight_is_a_day() {
    let day = date(2021, 6, 9);
    assert_eq!(of_moment(day.at(0, 0, 0, 0), &london()), Ok(Fact::Day(day)));
    let six = Fact::At("2021-06-09T17:00:00Z".parse().unwrap());
    assert_eq!(of_moment(day.at(18, 0, 0, 0), &london()), Ok(six));
    assert!(of_moment(date(2201, 1, 1).at(0, 0, 0, 0), &london()).is_err());
    assert!(of_moment(date(2021, 3, 28).at(1, 30, 0, 0), &london()).is_err());
}

#[test]
fn every_day_is_read_back_from_every_way_to_write_it() {
    let mut day = date(1999, 12, 1);
    while day < date(2004, 4, 1) {
        for format in [
            "%Y-%m-%d",
            "%d/%m/%Y",
            "%-d %B %Y",
            "%a %-d %b %Y",
            "%B %-d, %Y",
        ] {
            let text = day.strftime(format).to_string();
            assert_eq!(read(&text, &london()), Ok(Fact::Day(day)), "{text}");
        }
        day = day.tomorrow().unwrap();
    }
}

#[test]
fn no_text_makes_the_reader_panic() {
    let zone = london();
    bolero::check!().for_each(|bytes: &[u8]| {
        drop(read(&String::from_utf8_lossy(bytes), &zone));
    });
}
