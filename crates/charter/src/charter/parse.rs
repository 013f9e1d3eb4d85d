//! The charter file format. Described for writers in `docs/charter-format.md`.

use std::ops::Range;

use jiff::tz::TimeZoneDatabase;
use toml::Spanned;
use toml::de::{DeInteger, DeValue};

use super::{
    Bound, Charter, Condition, Gap, Limit, Longer, Over, Rule, SCHOOL_HOLIDAY, Share, Standard,
    Strength,
};
use crate::calendar::Place;
use crate::counting::Counting;
use crate::document::{Document, Mistake, Placed, Table, nearest};
use crate::name::Name;
use crate::subject::Kind;

/// No standard speaks of more than a century.
const MOST: i64 = 36_500;

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
const RULE_KEYS: [&str; 9] = [
    "gap",
    "present",
    "number",
    "share",
    "at_least",
    "at_most",
    "counted",
    "with_at_least",
    "over",
];

pub(super) fn charter(text: &str) -> Result<Charter, Vec<Mistake>> {
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
    let when = table
        .optional_text("when", doc)
        .and_then(|when| condition(&when, doc));
    let longer = table.has("longer").then(|| table.tables("longer", doc));
    let rule = if let Some(value) = table.take("rule") {
        Table::from_value(value, "rule", doc).and_then(|t| rule(t, longer, doc))
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

fn rule(
    mut table: Table<'_>,
    longer: Option<Vec<Table<'_>>>,
    doc: &mut Document<'_>,
) -> Option<Rule> {
    let kinds: Vec<&str> = ["gap", "present", "number", "share"]
        .into_iter()
        .filter(|k| table.has(k))
        .collect();
    let [kind] = kinds[..] else {
        doc.mistake(
            &table.span,
            "a rule says exactly one of `gap`, `present`, `number` or `share`",
        );
        return None;
    };
    if let (Some(first), false) = (longer.as_ref().and_then(|l| l.first()), kind == "gap") {
        doc.mistake(&first.span, "`longer` goes with a `gap` only");
    }
    let span = table.span.clone();
    let read = match kind {
        "gap" => gap(&mut table, longer.unwrap_or_default(), doc),
        "present" => {
            let fact = table.text("present", doc).and_then(|fact| name(&fact, doc));
            fact.map(|fact| Rule::Present { fact })
        }
        "number" => {
            let number = table
                .text("number", doc)
                .and_then(|number| name(&number, doc));
            let limit = limit(&mut table, &span, Unit::Number, doc);
            (|| {
                Some(Rule::Number {
                    name: number?,
                    limit: limit?,
                })
            })()
        }
        _ => {
            let of = table.text("share", doc).and_then(|of| name(&of, doc));
            let with_at_least = table.take("with_at_least").and_then(|n| number(&n, doc));
            let over = table.text("over", doc).and_then(|over| period(&over, doc));
            let limit = limit(&mut table, &span, Unit::Percent, doc);
            (|| {
                Some(Rule::Share(Share {
                    of: of?,
                    with_at_least,
                    limit: limit?,
                    over: over?,
                }))
            })()
        }
    };
    table.refuse_rest(&RULE_KEYS, doc);
    read
}

fn gap(table: &mut Table<'_>, longer: Vec<Table<'_>>, doc: &mut Document<'_>) -> Option<Rule> {
    let span = table.span.clone();
    let ends = table.take("gap").and_then(|value| two_names(value, doc));
    let counted = table.text("counted", doc);
    let counted = counted.and_then(|way| {
        one_of(
            &way,
            &Counting::ALL.map(Counting::name),
            Counting::from_name,
            doc,
        )
    });
    let unit = if counted == Some(Counting::Hours) {
        Unit::Hours
    } else {
        Unit::Days
    };
    let usual = limit(table, &span, unit, doc);
    let longer: Vec<Longer> = longer
        .into_iter()
        .filter_map(|mut table| {
            let span = table.span.clone();
            let when = table.text("when", doc).and_then(|when| condition(&when, doc));
            let limit = limit(&mut table, &span, unit, doc);
            table.refuse_rest(&["when", "at_least", "at_most"], doc);
            let (limit, usual) = (limit?, usual.as_ref()?);
            if limit.bound != usual.bound || limit.amount <= usual.amount {
                doc.mistake(&span, format!(
                    "a longer period is on the same side as the usual one and more than it; the usual one is {} {}",
                    if usual.bound == Bound::AtLeast { "at_least" } else { "at_most" },
                    usual.written
                ));
            }
            Some(Longer { when: when?, limit })
        })
        .collect();
    let (from, to) = ends?;
    Some(Rule::Gap(Gap {
        from,
        to,
        limit: usual?,
        counted: counted?,
        longer,
    }))
}

fn two_names(value: Spanned<DeValue<'_>>, doc: &mut Document<'_>) -> Option<(Name, Name)> {
    let span = value.span();
    if let DeValue::Array(items) = value.into_inner() {
        let names: Vec<Option<Name>> = items
            .iter()
            .map(|item| match item.get_ref() {
                DeValue::String(text) => name(
                    &Placed {
                        value: text.to_string(),
                        span: item.span(),
                    },
                    doc,
                ),
                _ => None,
            })
            .collect();
        if let [Some(from), Some(to)] = &names[..]
            && from != to
        {
            return Some((from.clone(), to.clone()));
        }
    }
    doc.mistake(
        &span,
        "`gap` is two different facts, the earlier first: [\"announced\", \"starts\"]",
    );
    None
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Days,
    Hours,
    Number,
    Percent,
}

/// Takes `at_least` or `at_most`, whichever is there.
fn limit(
    table: &mut Table<'_>,
    span: &Range<usize>,
    unit: Unit,
    doc: &mut Document<'_>,
) -> Option<Limit> {
    let (at_least, at_most) = (table.take("at_least"), table.take("at_most"));
    let (bound, value) = match (at_least, at_most) {
        (Some(value), None) => (Bound::AtLeast, value),
        (None, Some(value)) => (Bound::AtMost, value),
        _ => {
            doc.mistake(span, "this says exactly one of `at_least` or `at_most`");
            return None;
        }
    };
    if unit == Unit::Number {
        let amount = number(&value, doc)?;
        return Some(Limit {
            bound,
            amount,
            written: amount.to_string(),
        });
    }
    let text = match value.get_ref() {
        DeValue::String(text) => text.trim(),
        _ => "",
    };
    let read = match unit {
        Unit::Percent => text
            .strip_suffix('%')
            .and_then(|n| n.trim().parse().ok())
            .filter(|n| (0..=100).contains(n)),
        _ => length(text).and_then(|(n, each)| match (unit, each) {
            (Unit::Days, "day" | "days") | (Unit::Hours, "hour" | "hours") => Some(n),
            (Unit::Days, "week" | "weeks") => Some(n * 7),
            _ => None,
        }),
    };
    let Some(amount) = read else {
        let how = match unit {
            Unit::Days => "write a length such as \"10 days\" or \"3 weeks\"",
            Unit::Hours => "counted in hours, so write a length such as \"48 hours\"",
            Unit::Number | Unit::Percent => "write a whole share such as \"25%\"",
        };
        doc.mistake(&value.span(), how);
        return None;
    };
    Some(Limit {
        bound,
        amount,
        written: text.to_owned(),
    })
}

/// `3 weeks` as 3 and `weeks`.
fn length(text: &str) -> Option<(i64, &str)> {
    let (n, unit) = text.split_once(' ')?;
    let n: i64 = n.parse().ok()?;
    (0..=MOST).contains(&n).then(|| (n, unit.trim()))
}

fn number(value: &Spanned<DeValue<'_>>, doc: &mut Document<'_>) -> Option<i64> {
    let read = match value.get_ref() {
        DeValue::Integer(n) => from_toml(n).filter(|n| (0..=1_000_000).contains(n)),
        _ => None,
    };
    if read.is_none() {
        doc.mistake(
            &value.span(),
            "write a whole number without quotation marks, such as 2",
        );
    }
    read
}

fn from_toml(n: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(n.as_str(), n.radix()).ok()
}

fn period(written: &Placed<String>, doc: &mut Document<'_>) -> Option<Over> {
    let read = length(&written.value)
        .filter(|(n, _)| *n > 0)
        .and_then(|(n, unit)| {
            let n = i32::try_from(n).ok()?;
            match unit {
                "day" | "days" => Some(Over::Days(n)),
                "week" | "weeks" => Some(Over::Days(n * 7)),
                "month" | "months" => Some(Over::Months(n)),
                "year" | "years" => Some(Over::Months(n * 12)),
                _ => None,
            }
        });
    if read.is_none() {
        doc.mistake(
            &written.span,
            "write a period such as \"12 months\" or \"90 days\"",
        );
    }
    read
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
