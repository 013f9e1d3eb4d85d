//! The charter file format. Described for writers in `docs/charter-format.md`.

mod rule;

use jiff::tz::TimeZoneDatabase;

use super::{Charter, Condition, SCHOOL_HOLIDAY, Standard, Strength};
use crate::calendar::Place;
use crate::document::{Document, Mistakes, Placed, Table, nearest};
use crate::name::Name;
use crate::subject::Kind;

const CHARTER_KEYS: [&str; 6] = ["id", "title", "source", "place", "time_zone", "standard"];
const STANDARD_KEYS: [&str; 10] = [
    "id",
    "applies_to",
    "says",
    "strength",
    "source",
    "applies_from",
    "until",
    "when",
    "rule",
    "longer",
];

pub(super) fn charter(text: &str) -> Result<Charter, Mistakes> {
    let (mut doc, mut file) = Document::open(text);
    let id = file.text("id", &mut doc).and_then(|id| name(&id, &mut doc));
    let title = file.text("title", &mut doc);
    let source = file.text("source", &mut doc);
    let place = file.text("place", &mut doc);
    let place =
        place.and_then(|p| one_of(&p, &Place::ALL.map(Place::name), Place::from_name, &mut doc));
    let time_zone = file.text("time_zone", &mut doc).and_then(|zone| {
        // The bundled data only: the same answer on every machine.
        let found = TimeZoneDatabase::bundled().get(&zone.value).ok();
        if found.is_none() {
            doc.mistake(
                &zone.span,
                format!(
                    "`{}` is no time zone; in the UK write Europe/London",
                    zone.value
                ),
            );
        }
        found
    });
    let mut standards: Vec<Standard> = Vec::new();
    for table in file.tables("standard", &mut doc) {
        let span = table.span.clone();
        if let Some(read) = standard(table, &mut doc) {
            let rival = standards
                .iter()
                .find(|s| s.id == read.id && overlap(s, &read));
            if rival.is_some() {
                doc.mistake(&span, format!(
                    "there are two standards `{}` for the same days; give the older one `until`, and this one `applies_from`, the day of the change",
                    read.id
                ));
            }
            standards.push(read);
        }
    }
    let span = file.span.clone();
    if standards.is_empty() {
        doc.mistake(
            &(span.end..span.end),
            "the charter has no [[standard]] that can be read",
        );
    }
    file.refuse_rest(&CHARTER_KEYS, &mut doc);
    let read = (|| {
        Some(Charter {
            id: id?,
            title: title?.value,
            source: source?.value,
            place: place?,
            time_zone: time_zone?,
            standards,
        })
    })();
    doc.finish(read)
}

/// Whether a day could be judged by both.
fn overlap(a: &Standard, b: &Standard) -> bool {
    let starts_before_end = |x: &Standard, y: &Standard| match (x.applies_from, y.until) {
        (Some(from), Some(until)) => from < until,
        _ => true,
    };
    starts_before_end(a, b) && starts_before_end(b, a)
}

fn standard(mut table: Table<'_>, doc: &mut Document<'_>) -> Option<Standard> {
    let id = table.text("id", doc).and_then(|id| name(&id, doc));
    let applies_to = table.text("applies_to", doc);
    let applies_to =
        applies_to.and_then(|k| one_of(&k, &Kind::ALL.map(Kind::name), Kind::from_name, doc));
    let says = table.text("says", doc);
    let strength = table.text("strength", doc).and_then(|s| {
        let from_name = |name: &str| Strength::ALL.into_iter().find(|s| s.name() == name);
        one_of(&s, &Strength::ALL.map(Strength::name), from_name, doc)
    });
    let source = table.optional_text("source", doc).map(|s| s.value);
    let applies_from = table.optional_date("applies_from", doc).map(|d| d.value);
    let until = table.optional_date("until", doc);
    if let (Some(from), Some(until)) = (applies_from, &until)
        && until.value <= from
    {
        doc.mistake(
            &until.span,
            "`until` is the first day it no longer applies, so it comes after `applies_from`",
        );
    }
    let when = table.optional_text("when", doc).and_then(|when| {
        let condition = condition(&when, doc)?;
        if condition.name == *SCHOOL_HOLIDAY {
            doc.mistake(
                &when.span,
                "`school-holiday` can lengthen a period, and is known nowhere else",
            );
        }
        Some(condition)
    });
    let longer = table.has("longer").then(|| table.tables("longer", doc));
    let rule = if let Some(value) = table.take("rule") {
        Table::from_value(value, "rule", doc).and_then(|t| rule::rule(t, longer, doc))
    } else {
        doc.mistake(&table.span, "`rule` is missing");
        None
    };
    table.refuse_rest(&STANDARD_KEYS, doc);
    Some(Standard {
        id: id?,
        applies_to: applies_to?,
        says: says?.value,
        strength: strength?,
        source,
        applies_from,
        until: until.map(|d| d.value),
        when,
        rule: rule?,
    })
}

fn condition(written: &Placed<String>, doc: &mut Document<'_>) -> Option<Condition> {
    let (negated, rest) = match written.value.strip_prefix("not ") {
        Some(rest) => (true, rest),
        None => (false, written.value.as_str()),
    };
    let name = name(
        &Placed {
            value: rest.to_owned(),
            span: written.span.clone(),
        },
        doc,
    )?;
    if negated && name == *SCHOOL_HOLIDAY {
        doc.mistake(
            &written.span,
            "`school-holiday` can lengthen a period, but its absence cannot",
        );
    }
    Some(Condition { name, negated })
}

fn name(written: &Placed<String>, doc: &mut Document<'_>) -> Option<Name> {
    let name = Name::new(&written.value).filter(|name| *name == *written.value);
    if name.is_none() {
        doc.mistake(&written.span, format!(
            "`{}` is not a name: write small letters, digits and hyphens, such as meeting-notice",
            written.value
        ));
    }
    name
}

fn one_of<T>(
    written: &Placed<String>,
    known: &[&str],
    read: impl Fn(&str) -> Option<T>,
    doc: &mut Document<'_>,
) -> Option<T> {
    let value = read(&written.value);
    if value.is_none() {
        let hint = nearest(&written.value, known)
            .map_or_else(String::new, |n| format!("; did you mean {n}?"));
        doc.mistake(
            &written.span,
            format!(
                "`{}` is not one of {}{hint}",
                written.value,
                known.join(", ")
            ),
        );
    }
    value
}
