//! Rules in a charter file.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeInteger, DeValue};

use super::{condition, name, one_of};
use crate::charter::{Bound, Gap, Limit, Longer, Over, Rule, Share};
use crate::counting::Counting;
use crate::document::{Document, Placed, Table};
use crate::fact;
use crate::name::Name;

/// No standard speaks of more than a century.
const MOST_DAYS: i64 = 36_500;
const MOST_MONTHS: i64 = 1_200;

/// Columns of a record that hold no facts, so that no rule can look at them.
const NO_FACTS: [&str; 8] = [
    "kind",
    "id",
    "title",
    "organiser",
    "body",
    "source",
    "excused",
    "claim",
];

/// Known facts that have no day.
const UNDATED: [&str; 3] = [fact::INTERPRETER, fact::EVENING, fact::WAYS];

pub(super) fn rule(
    mut table: Table<'_>,
    longer: Option<Vec<Table<'_>>>,
    doc: &mut Document<'_>,
) -> Option<Rule> {
    const KINDS: [(&str, &[&str]); 4] = [
        ("gap", &["gap", "at_least", "at_most", "counted"]),
        ("present", &["present", "after"]),
        ("number", &["number", "at_least", "at_most"]),
        (
            "share",
            &["share", "with_at_least", "at_least", "at_most", "over"],
        ),
    ];
    let kinds: Vec<_> = KINDS.iter().filter(|(kind, _)| table.has(kind)).collect();
    let [(kind, keys)] = kinds[..] else {
        let message = "a rule says exactly one of `gap`, `present`, `number` or `share`";
        doc.mistake(&table.span, message);
        return None;
    };
    if let (Some(first), false) = (longer.as_ref().and_then(|l| l.first()), *kind == "gap") {
        doc.mistake(&first.span, "`longer` goes with a `gap` only");
    }
    let read = match *kind {
        "gap" => gap(&mut table, longer.unwrap_or_default(), doc),
        "present" => present(&mut table, doc),
        "number" => number_rule(&mut table, doc),
        _ => share(&mut table, doc),
    };
    table.refuse_rest(keys, doc);
    read
}

fn present(table: &mut Table<'_>, doc: &mut Document<'_>) -> Option<Rule> {
    let fact = table
        .text("present", doc)
        .and_then(|fact| fact_name(&fact, doc));
    let has_after = table.has("after");
    let after = table
        .optional_text("after", doc)
        .and_then(|after| dated(&after, doc));
    (after.is_some() || !has_after).then_some(())?;
    Some(Rule::Present { fact: fact?, after })
}

fn number_rule(table: &mut Table<'_>, doc: &mut Document<'_>) -> Option<Rule> {
    let span = table.span.clone();
    let number = table.text("number", doc).and_then(|number| {
        let name = fact_name(&number, doc)?;
        if fact::KNOWN.contains(&name.as_str()) && name != *fact::WAYS {
            doc.mistake(&number.span, format!("`{name}` is no number"));
            return None;
        }
        Some(name)
    });
    let limit = limit(table, &span, Unit::Number, doc);
    Some(Rule::Number {
        name: number?,
        limit: limit?,
    })
}

fn share(table: &mut Table<'_>, doc: &mut Document<'_>) -> Option<Rule> {
    let span = table.span.clone();
    let of = table.text("share", doc).and_then(|of| fact_name(&of, doc));
    let with_at_least = table.take("with_at_least").and_then(|n| number(&n, doc));
    if with_at_least.is_none() && of.as_ref().is_some_and(|of| *of == *fact::WAYS) {
        doc.mistake(
            &span,
            "`ways` is a number: say `with_at_least`, such as with_at_least = 2",
        );
    }
    let over = table.text("over", doc).and_then(|over| period(&over, doc));
    let limit = limit(table, &span, Unit::Percent, doc);
    Some(Rule::Share(Share {
        of: of?,
        with_at_least,
        limit: limit?,
        over: over?,
    }))
}

/// The name of a fact that a rule can look at.
fn fact_name(written: &Placed<String>, doc: &mut Document<'_>) -> Option<Name> {
    let name = name(written, doc)?;
    if NO_FACTS.contains(&name.as_str()) {
        doc.mistake(
            &written.span,
            format!("`{name}` is a column of words and holds no fact"),
        );
        return None;
    }
    Some(name)
}

/// The name of a fact that has a day.
fn dated(written: &Placed<String>, doc: &mut Document<'_>) -> Option<Name> {
    let name = fact_name(written, doc)?;
    if UNDATED.contains(&name.as_str()) {
        doc.mistake(&written.span, format!("`{name}` has no day"));
        return None;
    }
    Some(name)
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
    let unit = match counted.map(Counting::unit) {
        Some("hours") => Unit::Hours,
        Some("working days") => Unit::WorkingDays,
        _ => Unit::Days,
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
                DeValue::String(text) => dated(
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
    WorkingDays,
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
        _ => length(text)
            .and_then(|(n, each)| match (unit, each) {
                (Unit::Days | Unit::WorkingDays, "day" | "days")
                | (Unit::Hours, "hour" | "hours") => Some(n),
                (Unit::Days, "week" | "weeks") => Some(n * 7),
                _ => None,
            })
            .filter(|n| *n <= MOST_DAYS),
    };
    let Some(amount) = read else {
        let how = match unit {
            Unit::Days => "write a length such as \"10 days\" or \"3 weeks\"",
            // A week of working days is five to some and seven to others.
            Unit::WorkingDays => {
                "counted in working days, so write a length in days such as \"10 days\""
            }
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
    (0..=MOST_DAYS).contains(&n).then(|| (n, unit.trim()))
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
    let days = |n| {
        i32::try_from(n)
            .ok()
            .filter(|_| n <= MOST_DAYS)
            .map(Over::Days)
    };
    let months = |n| {
        i32::try_from(n)
            .ok()
            .filter(|_| n <= MOST_MONTHS)
            .map(Over::Months)
    };
    let read = length(&written.value)
        .filter(|(n, _)| *n > 0)
        .and_then(|(n, unit)| match unit {
            "day" | "days" => days(n),
            "week" | "weeks" => days(n * 7),
            "month" | "months" => months(n),
            "year" | "years" => months(n * 12),
            _ => None,
        });
    if read.is_none() {
        doc.mistake(
            &written.span,
            "write a period of at most 100 years, such as \"12 months\" or \"90 days\"",
        );
    }
    read
}
