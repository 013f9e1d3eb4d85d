//! Every mistake in a charter file is told at once, with its place and how to mend it.

use alongside_charter::{Audit, Charter, Counting, Kind, Rule, Subject};
use jiff::civil::date;

#[test]
fn all_mistakes_of_a_file_are_told_at_once_with_line_and_column() {
    let text = r#"id = "Bad Id"
title = "x"
source = "x"
place = "england"
time_zone = "Europe/Lundon"
colour = "red"

[[standard]]
id = "notice"
applies_to = "meetings"
says = "So."
strength = "strong"
applies_from = 2024-01-01
until = 2023-01-01
rule = { gap = ["announced"], at_least = "3 wekes", counted = "date-diff" }
longer = [{ when = "interpreter", at_least = "2 days" }]

[[standard]]
id = "ways"
applies_to = "consultation"
says = "So."
strength = "agreed"
rule = { number = "ways", present = "brief", at_least = 2 }

[[standard]]
id = "share"
applies_to = "meeting"
says = "So."
strength = "agreed"
rule = { share = "evening", at_least = "250%", over = "a while" }

[[standard]]
id = "none"
applies_to = "meeting"
says = ""
strength = "agreed"
"#;
    let mistakes = Charter::parse(text).unwrap_err();
    let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    for expected in [
        "line 1, column 6: `Bad Id` is not a name",
        "line 4, column 9: `england` is not one of england-and-wales, scotland, northern-ireland",
        "line 5, column 13: `Europe/Lundon` is no time zone",
        "line 6, column 1: `colour` is not known here",
        "line 10, column 14: `meetings` is not one of meeting, consultation, claim, project, promise, report, body, complaint; did you mean meeting?",
        "line 12, column 12: `strong` is not one of law, agreed, ideal",
        "line 14, column 9: `until` is the first day it no longer applies",
        "line 15, column 16: `gap` is two different facts",
        "line 15, column 42: write a length such as",
        "line 15, column 63: `date-diff` is not one of",
        "line 23, column 8: a rule says exactly one of",
        "line 30, column 40: write a whole share such as",
        "line 30, column 55: write a period of at most 100 years",
        "line 32, column 1: `rule` is missing",
        "line 35, column 8: `says` is a text in quotation marks",
    ] {
        assert!(
            told.iter().any(|t| t.starts_with(expected)),
            "not told: {expected}\n{told:#?}"
        );
    }
}

#[test]
fn text_that_is_not_toml_is_told_with_its_line_and_the_rest_is_still_checked() {
    let mistakes =
        Charter::parse("id = \"x\"\ntitle = 'unfinished\nplace = \"mars\"\n").unwrap_err();
    assert!(
        mistakes
            .iter()
            .any(|m| m.line == 2 && m.message.starts_with("this is not TOML")),
        "{mistakes:?}"
    );
    assert!(
        mistakes
            .iter()
            .any(|m| m.line == 3 && m.message.contains("`mars`")),
        "{mistakes:?}"
    );
}

#[test]
fn two_versions_of_a_standard_may_not_judge_the_same_day() {
    let head = "id='x'\ntitle='x'\nsource='x'\nplace='scotland'\ntime_zone='Europe/London'\n";
    let version = |dates: &str| {
        format!(
            "[[standard]]\nid='s'\napplies_to='meeting'\nsays='So.'\nstrength='ideal'\n{dates}\nrule={{present='brief'}}\n"
        )
    };
    let both = |a: &str, b: &str| Charter::parse(&format!("{head}{}{}", version(a), version(b)));
    assert!(both("until=2022-01-01", "applies_from=2022-01-01").is_ok());
    let mistakes = both("until=2022-01-02", "applies_from=2022-01-01").unwrap_err();
    assert!(
        mistakes[0]
            .message
            .contains("two standards `s` for the same days"),
        "{mistakes:?}"
    );
    assert!(both("", "").is_err());
}

#[test]
fn the_published_example_of_the_format_is_read() {
    let text = include_str!("data/example-charter.toml");
    let charter = Charter::parse(text).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let ids: Vec<&str> = charter.standards.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "meeting-notice",
            "papers-ahead",
            "minutes-after",
            "ways-to-answer",
            "evening-meetings"
        ]
    );
    let Rule::Gap(gap) = &charter.standards[0].rule else {
        panic!("a gap")
    };
    assert_eq!(
        (gap.limit.amount, gap.counted),
        (21, Counting::DateDifference)
    );
    let names: Vec<String> = charter.names().iter().map(ToString::to_string).collect();
    assert_eq!(
        names,
        [
            "announced",
            "evening",
            "interpreter",
            "minutes",
            "papers",
            "starts",
            "ways"
        ]
    );
}

#[test]
fn no_text_makes_the_reader_panic() {
    let example = include_str!("data/example-charter.toml");
    bolero::check!()
        .with_type::<(Vec<u8>, u16, u16)>()
        .for_each(|(bytes, at, cut)| {
            // Rubbish alone, and rubbish in the middle of a good file with some of it cut away.
            let rubbish = String::from_utf8_lossy(bytes);
            drop(Charter::parse(&rubbish));
            let at = usize::from(*at) % example.len();
            let after = (at + usize::from(*cut) % 40).min(example.len());
            let (head, tail) = (example.get(..at), example.get(after..));
            let mended = head
                .zip(tail)
                .map(|(head, tail)| format!("{head}{rubbish}{tail}"));
            // What is read can also be judged by.
            if let Some(Ok(charter)) = mended.map(|text| Charter::parse(&text)) {
                let subjects = [Subject::new(Kind::Meeting, "m")
                    .with("announced", date(2024, 1, 8))
                    .with("starts", date(2024, 1, 22))];
                let audit = Audit::new([charter], date(2024, 2, 1));
                for finding in audit.findings(&subjects) {
                    drop(finding.sum().to_string());
                }
                drop(audit.plan(&subjects[0]));
            }
        });
}

#[test]
fn what_could_never_work_is_a_mistake() {
    let head = "id='x'\ntitle='x'\nsource='x'\nplace='scotland'\ntime_zone='Europe/London'\n\
                [[standard]]\nid='s'\napplies_to='meeting'\nsays='So.'\nstrength='ideal'\n";
    for (rule, expected) in [
        (
            "rule={share='evening',at_least='25%',over='20000 years'}",
            "a period of at most 100 years",
        ),
        (
            "rule={gap=['papers','starts'],at_least='36500 weeks',counted='date-difference'}",
            "write a length",
        ),
        (
            "rule={gap=['papers','starts'],at_least='2 weeks',counted='working-days-before'}",
            "counted in working days",
        ),
        (
            "rule={gap=['claim','starts'],at_least='2 days',counted='inclusive'}",
            "`claim` is a column of words",
        ),
        (
            "rule={gap=['ways','starts'],at_least='2 days',counted='inclusive'}",
            "`ways` has no day",
        ),
        (
            "rule={number='announced',at_least=2}",
            "`announced` is no number",
        ),
        (
            "rule={share='ways',at_least='25%',over='1 year'}",
            "say `with_at_least`",
        ),
        (
            "when='school-holiday'\nrule={present='brief'}",
            "can lengthen a period",
        ),
        (
            "rule={present='brief',over='1 year'}",
            "`over` is not known here; known here: present, after",
        ),
    ] {
        let mistakes = Charter::parse(&format!("{head}{rule}\n")).unwrap_err();
        assert!(
            mistakes.iter().any(|m| m.message.contains(expected)),
            "{rule}: {mistakes}"
        );
    }
}

#[test]
fn facts_of_a_charters_own_are_told_with_the_known_one_they_may_be_meant_for() {
    let charter = Charter::parse(
        "id='x'\ntitle='x'\nsource='x'\nplace='scotland'\ntime_zone='Europe/London'\n\
         [[standard]]\nid='s'\napplies_to='meeting'\nsays='So.'\nstrength='ideal'\nwhen='canceled'\n\
         rule={gap=['anounced','starts'],at_least='2 days',counted='inclusive'}\n",
    )
    .unwrap();
    let own: Vec<_> = charter
        .own_facts()
        .into_iter()
        .map(|(own, near)| (own.to_string(), near))
        .collect();
    assert_eq!(
        own,
        [
            ("anounced".to_owned(), Some("announced")),
            ("canceled".to_owned(), Some("cancelled"))
        ]
    );
}
