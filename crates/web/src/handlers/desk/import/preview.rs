//! What a sheet would change, in words.

use alongside_app::import::{Changed, Edit, Plan};
use alongside_charter::{Fact, LongDay, Subject};
use alongside_pages::staff::{ChangedValue, ImportPreview, ImportRow};
use jiff::tz::TimeZone;

use super::Looked;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::handlers::desk::shell;

/// So many rows are shown; the rest is counted.
const SHOWN: usize = 200;

/// A row with what would be known of it, or change.
struct Row<'p> {
    title: &'p str,
    is_new: bool,
    values: Vec<[String; 3]>,
}

/// The page. What changes comes first, because it takes the place of something.
pub(super) fn page(
    asked: &Asked,
    looked: &Looked,
    version: i64,
    plan: &Plan<'_>,
    notes: &[String],
) -> Result<String, Failure> {
    let zone = &looked.known.area.zone;
    let changed = plan.changed.iter().map(|changed| of_changed(changed, zone));
    let new = plan.new.iter().map(|row| of_new(row, zone));
    let rows: Vec<Row<'_>> = changed.chain(new).take(SHOWN).collect();
    let values: Vec<Vec<ChangedValue<'_>>> = rows
        .iter()
        .map(|row| {
            let values = row.values.iter();
            values
                .map(|[name, was, now]| ChangedValue { name, was, now })
                .collect()
        })
        .collect();
    let rows: Vec<ImportRow<'_>> = rows
        .iter()
        .zip(&values)
        .map(|(row, values)| ImportRow {
            title: row.title,
            is_new: row.is_new,
            values,
        })
        .collect();
    let around = looked.known.place();
    let page = ImportPreview {
        shell: shell(asked, &around)?,
        sheet: asked.step("sheet"),
        file: &looked.kept.told.file,
        version,
        new: plan.new.len(),
        changed: plan.changed.len(),
        unchanged: plan.same,
        rows: &rows,
        notes,
    };
    Ok(page.render()?)
}

fn of_changed<'p>(changed: &Changed<'p>, zone: &TimeZone) -> Row<'p> {
    let value = |edit: &Edit| match edit {
        Edit::Fact { fact, was, now } => [
            fact.name().words(),
            was.map(|was| words(was.into(), zone)).unwrap_or_default(),
            words((*now).into(), zone),
        ],
        Edit::Claim { standard, words } => [
            claimed(&standard.name().words()),
            String::new(),
            words.clone(),
        ],
        Edit::Reason { words } => [REASON.to_owned(), String::new(), words.clone()],
    };
    Row {
        title: changed.row.label(),
        is_new: false,
        values: changed.edits.iter().map(value).collect(),
    }
}

/// Everything that becomes public.
fn of_new<'p>(row: &'p Subject, zone: &TimeZone) -> Row<'p> {
    let said = |name: &str, says: &str| {
        let is_said = !says.trim().is_empty();
        is_said.then(|| [name.to_owned(), String::new(), says.to_owned()])
    };
    let about = [
        said("what", row.kind.name()),
        said("organiser", &row.organiser),
        said("body", &row.body),
        said("source", &row.source),
    ];
    let facts = row.facts().iter();
    let facts = facts.map(|(name, fact)| [name.words(), String::new(), words(*fact, zone)]);
    let claims = row.claims().iter();
    let claims =
        claims.filter_map(|(standard, claim)| said(&claimed(&standard.words()), claim.words()));
    let excuse = row.excuse.as_ref();
    let reason = excuse.and_then(|excuse| said(REASON, &excuse.reason));
    let agreed = excuse.and_then(|excuse| said("agreed by", excuse.agreed_by.as_deref()?));
    Row {
        title: row.label(),
        is_new: true,
        values: about
            .into_iter()
            .flatten()
            .chain(facts)
            .chain(claims)
            .chain(reason)
            .chain(agreed)
            .collect(),
    }
}

const REASON: &str = "reason given";

fn claimed(standard: &str) -> String {
    format!("said about {standard}")
}

/// A fact as people write it.
fn words(fact: Fact, zone: &TimeZone) -> String {
    match fact {
        Fact::Day(day) => LongDay(day).to_string(),
        Fact::At(instant) => {
            let at = zone.to_datetime(instant);
            let half = if at.hour() < 12 { "am" } else { "pm" };
            let hour = (at.hour() + 11) % 12 + 1;
            format!("{}, {hour}:{:02}{half}", LongDay(at.date()), at.minute())
        }
        Fact::Number(number) => number.to_string(),
        Fact::Flag(true) => "yes".to_owned(),
        Fact::Flag(false) => "no".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_written_as_people_write_them() {
        let zone = TimeZone::get("Europe/London").unwrap();
        let at = |written: &str| Fact::At(written.parse().unwrap());
        for (fact, written) in [
            (
                Fact::Day(jiff::civil::date(2021, 6, 14)),
                "Mon 14 June 2021",
            ),
            (at("2021-06-14T18:30:00Z"), "Mon 14 June 2021, 7:30pm"),
            (at("2021-06-13T23:00:00Z"), "Mon 14 June 2021, 12:00am"),
            (at("2021-01-14T12:05:00Z"), "Thu 14 January 2021, 12:05pm"),
            (Fact::Number(3), "3"),
            (Fact::Flag(true), "yes"),
            (Fact::Flag(false), "no"),
        ] {
            assert_eq!(words(fact, &zone), written);
        }
    }
}
