//! The addresses of what is public.

use alongside_charter::Kind;

use super::{
    AREA, ASSET, BRAND, CALENDAR, CHANGES_ATOM, CHARTER_FILE, MEETINGS_ICS, ORGANISATION,
    ORGANISATIONS, Query, RECORD, STANDARDS, STANDARDS_CSV, SUBJECT, SUBJECTS, fill,
};

/// The first page of an area.
pub fn area(area: &str) -> String {
    fill(AREA, &[area])
}

/// Standards and findings of an area, with `query` as [`Query`] wrote it.
pub fn standards(area: &str, query: &Query) -> String {
    format!("{}{query}", fill(STANDARDS, &[area]))
}

/// The findings of an area as a table, with the question that narrows them.
pub fn standards_csv(area: &str, query: &Query) -> String {
    format!("{}{query}", fill(STANDARDS_CSV, &[area]))
}

/// The record of an area.
pub fn record(area: &str, query: &Query) -> String {
    format!("{}{query}", fill(RECORD, &[area]))
}

/// What changed lately in an area, as a feed.
pub fn changes_atom(area: &str) -> String {
    fill(CHANGES_ATOM, &[area])
}

/// The meetings of an area for a calendar.
pub fn meetings_ics(area: &str) -> String {
    fill(MEETINGS_ICS, &[area])
}

/// The meetings of one body of an area for a calendar.
pub fn meetings_ics_of(area: &str, body: &str) -> String {
    let query = Query::new().and("body", body);
    format!("{}{query}", meetings_ics(area))
}

/// Who takes part in an area.
pub fn organisations(area: &str) -> String {
    fill(ORGANISATIONS, &[area])
}

/// An organisation's own history.
pub fn organisation(area: &str, organisation: &str) -> String {
    fill(ORGANISATION, &[area, organisation])
}

/// The file of a charter that was adopted.
pub fn charter_file(area: &str, version: &str) -> String {
    fill(CHARTER_FILE, &[area, version])
}

/// What is planned, month by month, from the month in `query` on.
pub fn calendar(area: &str, query: &Query) -> String {
    format!("{}{query}", fill(CALENDAR, &[area]))
}

/// The subjects of one kind.
pub fn subjects(area: &str, kind: Kind, query: &Query) -> String {
    format!("{}{query}", fill(SUBJECTS, &[area, kind.plural()]))
}

/// One subject, as known on the day in `query`.
pub fn subject(area: &str, kind: Kind, id: &str, query: &Query) -> String {
    format!("{}{query}", fill(SUBJECT, &[area, kind.plural(), id]))
}

/// One subject for a calendar.
pub fn subject_ics(area: &str, kind: Kind, id: &str) -> String {
    fill(SUBJECT, &[area, kind.plural(), &format!("{id}.ics")])
}

/// A file of the look.
pub fn asset(file: &str) -> String {
    fill(ASSET, &[file])
}

/// The stylesheet of a brand colour.
pub fn brand(colour: &str) -> String {
    fill(BRAND, &[colour])
}
