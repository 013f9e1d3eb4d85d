//! The addresses of what is public.

use alongside_charter::Kind;

use super::{
    AREA, ASSET, BRAND, CHANGES_ATOM, CHARTER_FILE, FOLLOW, FOLLOW_ENDING, FOLLOW_LINK,
    MEETINGS_ICS, ORGANISATION, ORGANISATIONS, Query, RECORD, STANDARDS, STANDARDS_CSV, SUBJECT,
    SUBJECTS, fill,
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

/// Where somebody says whether they come to a meeting.
pub fn answer(area: &str, id: &str) -> String {
    subject(area, Kind::Meeting, id, &Query::new())
}

/// Where somebody asks to be told by mail; from the page of a meeting, or empty.
pub fn follow(area: &str, about: &str) -> String {
    format!(
        "{}{}",
        fill(FOLLOW, &[area]),
        Query::new().and("about", about)
    )
}

/// The link of a mail to somebody who is told.
pub fn follow_link(secret: &str) -> String {
    fill(FOLLOW_LINK, &[secret])
}

/// Where they end it.
pub fn follow_ending(secret: &str) -> String {
    fill(FOLLOW_ENDING, &[secret])
}

/// A file of the look.
pub fn asset(file: &str) -> String {
    fill(ASSET, &[file])
}

/// The stylesheet of a brand colour.
pub fn brand(colour: &str) -> String {
    fill(BRAND, &[colour])
}
