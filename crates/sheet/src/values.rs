//! Values: what a cell says under each kind of heading.

use alongside_charter::{Claim, Excuse, Fact, Kind, Name, Subject, fact};
use jiff::tz::TimeZone;

use crate::answers;
use crate::cell::Cell;
use crate::columns::{Column, folded};
use crate::day::{self, Fault, LIKE};
use crate::problem::{nearest, quoted};

/// Reads a cell into the subject of its row, or says why it cannot be read and how to mend it.
pub(crate) fn read(
    column: &Column,
    cell: &Cell<'_>,
    zone: &TimeZone,
    subject: &mut Subject,
) -> Result<(), String> {
    if let Cell::Unreadable(shown, what) = cell
        && column.is_read()
    {
        return Err(format!("{} is {what}.", quoted(shown)));
    }
    let fact = match column {
        Column::Kind => return kind(cell).map(|kind| subject.kind = kind),
        Column::Id => return words(cell, &mut subject.id),
        Column::Title => return words(cell, &mut subject.title),
        Column::Organiser => return words(cell, &mut subject.organiser),
        Column::Body => return words(cell, &mut subject.body),
        Column::Source => return words(cell, &mut subject.source),
        Column::Excused => {
            if !cell.is_blank() {
                subject.excuse = Some(Excuse::parse(&cell.shown()));
            }
            return Ok(());
        }
        Column::Claim(standard) => return claim(standard, cell, subject),
        Column::Day(name) => dated(name, cell, zone)?.map(|fact| (name, fact)),
        Column::YesNo(name) => yes_or_no(cell)?.map(|fact| (name, fact)),
        Column::Count(name) => count(cell)?.map(|fact| (name, fact)),
        Column::Fact(name) => any_fact(cell, zone)?.map(|fact| (name, fact)),
        Column::Carried(_) | Column::Nameless => None,
    };
    if let Some((name, fact)) = fact {
        subject.record(name.clone(), fact);
    }
    Ok(())
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "one shape for all kinds of column"
)]
fn words(cell: &Cell<'_>, into: &mut String) -> Result<(), String> {
    *into = cell.shown().into_owned();
    Ok(())
}

fn kind(cell: &Cell<'_>) -> Result<Kind, String> {
    let shown = cell.shown();
    if let Some(kind) = Kind::from_name(&shown) {
        return Ok(kind);
    }
    let written = folded(&shown);
    let named = |kind: &Kind| kind.name() == written || kind.plural() == written;
    Kind::ALL.into_iter().find(named).ok_or_else(|| {
        let known = Kind::ALL.map(Kind::name);
        let mend = match nearest(&written, known) {
            Some(near) => format!("did you mean {near}?"),
            None => format!(
                "write one of {}, or leave it empty for a meeting.",
                known.join(", ")
            ),
        };
        format!(
            "{} is not a kind that standards apply to; {mend}",
            quoted(&shown)
        )
    })
}

fn claim(standard: &Name, cell: &Cell<'_>, subject: &mut Subject) -> Result<(), String> {
    if cell.is_blank() {
        return Ok(());
    }
    if matches!(cell, Cell::Moment(_)) {
        return Err(format!(
            "{} is a day, and a claim is a figure. Write it like 19d, <14d, >=21d or 17..18d.",
            quoted(&cell.shown())
        ));
    }
    let claim = Claim::parse(&cell.shown()).map_err(|error| format!("{error}."))?;
    subject.claim(standard.clone(), claim);
    Ok(())
}

fn dated(name: &Name, cell: &Cell<'_>, zone: &TimeZone) -> Result<Option<Fact>, String> {
    let fault = match cell {
        Cell::Text(text) => match day::read(text, zone) {
            Ok(fact) => return Ok(Some(fact)),
            Err(fault) => fault,
        },
        Cell::Moment(moment) => return day::of_moment(*moment, zone).map(Some),
        _ => Fault::NotADay,
    };
    if cell.is_not_held() {
        return Ok(None);
    }
    let is_cancelled = *name == *fact::CANCELLED;
    match (cell.yes_or_no(), fault) {
        (Some(false), _) => Ok(None),
        // That it was called off is known, though not when.
        (Some(true), _) if is_cancelled => Ok(Some(Fact::Flag(true))),
        (None, Fault::NotADay) if is_cancelled && folded(&cell.shown()).starts_with("cancel") => {
            Ok(Some(Fact::Flag(true)))
        }
        (Some(true), _) => Err(format!(
            "{} does not say on which day. Write the day, like {LIKE}, or leave it empty if it is \
             not known.",
            quoted(&cell.shown())
        )),
        (None, Fault::Wrong(message)) => Err(message),
        (None, Fault::NotADay) => Err(match cell {
            Cell::Number(n) if (1.0..100_000.0).contains(n) => day::inner_number(&cell.shown()),
            _ => format!(
                "{} is not a day. Write it like {LIKE}, or leave it empty if it is not known.",
                quoted(&cell.shown())
            ),
        }),
    }
}

fn yes_or_no(cell: &Cell<'_>) -> Result<Option<Fact>, String> {
    match cell.yes_or_no() {
        Some(yes) => Ok(Some(Fact::Flag(yes))),
        None if cell.is_not_held() => Ok(None),
        None => Err(format!(
            "{} says neither yes nor no. Write yes or no, or leave it empty if it is not known.",
            quoted(&cell.shown())
        )),
    }
}

fn count(cell: &Cell<'_>) -> Result<Option<Fact>, String> {
    match cell.whole_number() {
        Some(number) if number >= 0 => Ok(Some(Fact::Number(number))),
        None if cell.is_not_held() => Ok(None),
        _ => Err(format!(
            "{} is not a whole number. Write it in figures, like 2, or leave it empty if it is \
             not known.",
            quoted(&cell.shown())
        )),
    }
}

/// A fact that only a charter knows: a day, a whole number, yes or no; or the link or name of a
/// document, or a word such as `signed`, which says yes by being there.
fn any_fact(cell: &Cell<'_>, zone: &TimeZone) -> Result<Option<Fact>, String> {
    if cell.is_not_held() {
        return Ok(None);
    }
    if let Some(number) = cell.whole_number() {
        return Ok(Some(Fact::Number(number)));
    }
    let unclear = || {
        format!(
            "{} says neither yes nor no nor when: write the day it was signed or done, like {LIKE}, \
             or yes or no; a whole number, a link or the name of a file will do too.",
            quoted(&cell.shown())
        )
    };
    match cell {
        Cell::Flag(yes) => Ok(Some(Fact::Flag(*yes))),
        Cell::Moment(moment) => day::of_moment(*moment, zone).map(Some),
        Cell::Text(text) => {
            if let Some(yes) = answers::yes_or_no(text) {
                return Ok(Some(Fact::Flag(yes)));
            }
            if answers::is_document(text) {
                return Ok(Some(Fact::Flag(true)));
            }
            match day::read(text, zone) {
                Ok(fact) => Ok(Some(fact)),
                Err(Fault::Wrong(message)) => Err(message),
                Err(Fault::NotADay) => Err(unclear()),
            }
        }
        _ => Err(unclear()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("Europe/London").unwrap()
    }

    fn day_of(name: &str, text: &str) -> Result<Option<Fact>, String> {
        dated(&Name::new(name).unwrap(), &Cell::text(text), &zone())
    }

    #[test]
    fn a_day_that_is_not_known_is_not_held() {
        for text in [
            "-",
            "n/a",
            "N/A",
            "Not stated",
            "unknown",
            "none",
            "?",
            "no",
        ] {
            assert_eq!(day_of("papers", text), Ok(None), "{text}");
        }
        assert!(day_of("papers", "soon").is_err());
        assert!(
            day_of("papers", "yes")
                .unwrap_err()
                .contains("does not say on which day")
        );
    }

    #[test]
    fn cancelled_without_a_day_is_a_yes() {
        assert_eq!(day_of("cancelled", "yes"), Ok(Some(Fact::Flag(true))));
        assert_eq!(day_of("cancelled", "Cancelled"), Ok(Some(Fact::Flag(true))));
        assert_eq!(day_of("cancelled", "no"), Ok(None));
        assert_eq!(
            day_of("cancelled", "9/6/2021"),
            Ok(Some(Fact::Day(date(2021, 6, 9))))
        );
    }

    #[test]
    fn a_bare_number_in_place_of_a_day_asks_for_the_format() {
        let name = Name::new("announced").unwrap();
        let message = dated(&name, &Cell::Number(44356.0), &zone()).unwrap_err();
        assert!(message.starts_with("\"44356\" looks like a spreadsheet's inner number"));
    }

    #[test]
    fn a_fact_of_a_charter_is_a_day_a_number_or_yes_and_no() {
        for (text, expected) in [
            ("2021-06-09", Some(Fact::Day(date(2021, 6, 9)))),
            ("12", Some(Fact::Number(12))),
            ("yes", Some(Fact::Flag(true))),
            ("✗", Some(Fact::Flag(false))),
            ("n/a", None),
            ("https://example.org/2021/06/brief", Some(Fact::Flag(true))),
            ("2021-06-09 brief v2.pdf", Some(Fact::Flag(true))),
            ("signed by both", Some(Fact::Flag(true))),
        ] {
            assert_eq!(any_fact(&Cell::text(text), &zone()), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_mistyped_figure_or_a_not_yet_is_never_a_yes() {
        for text in [
            "31/04/2021",
            "9 Jnue 2021",
            "9/6/21",
            "3 parents",
            "£12",
            "12.5",
            "not yet",
            "to follow",
            "in draft",
            "June 2021",
        ] {
            assert!(any_fact(&Cell::text(text), &zone()).is_err(), "{text}");
        }
    }

    #[test]
    fn a_refusal_or_a_wait_is_never_a_yes() {
        for text in ["refused", "unsigned", "Not signed", "not agreed", "no", "✗"] {
            let read = any_fact(&Cell::text(text), &zone());
            assert_eq!(read, Ok(Some(Fact::Flag(false))), "{text}");
        }
        for text in [
            "disputed by the forum",
            "waiting for the council",
            "maybe later",
            "signed by nobody",
            "signed?",
        ] {
            let message = any_fact(&Cell::text(text), &zone()).unwrap_err();
            assert!(
                message.contains("says neither yes nor no nor when: write the day it was signed"),
                "{message}"
            );
        }
    }

    #[test]
    fn a_kind_is_known_in_the_plural_and_a_mistyped_one_is_guessed() {
        for (text, expected) in [
            ("Meetings", Kind::Meeting),
            ("bodies", Kind::Body),
            ("claim", Kind::Claim),
        ] {
            assert_eq!(kind(&Cell::text(text)), Ok(expected), "{text}");
        }
        assert!(
            kind(&Cell::text("meting"))
                .unwrap_err()
                .ends_with("did you mean meeting?")
        );
        assert!(
            kind(&Cell::text("party"))
                .unwrap_err()
                .contains("write one of meeting, ")
        );
    }
}
