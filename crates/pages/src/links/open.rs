//! The addresses of what is public.

use alongside_charter::Kind;

use super::{
    AREA, ASSET, BRAND, CALENDAR, CANNOT_COME, CHANGES, CHANGES_ATOM, CHARTER_FILE, COPY, FLYER,
    FLYER_PDF, FOLLOW, FOLLOW_ENDING, FOLLOW_LINK, LOGO, MEETINGS_ICS, NOT_MY_REPLY, ORGANISATION,
    ORGANISATIONS, Query, RECORD, RECORD_ACT, RECORD_CHECKPOINT, RECORD_KEY, RECORD_LINES,
    RECORD_RECEIPT, REPLY, REPLY_LINK, STANDARDS, STANDARDS_CSV, SUBJECT, SUBJECTS, WHO_COULD_COME,
    fill, in_language,
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

/// One act of the record.
pub fn record_act(area: &str, act: &str) -> String {
    fill(RECORD_ACT, &[area, act])
}

/// The file that proves that an entry is in the record.
pub fn record_receipt(area: &str, entry: u64) -> String {
    fill(RECORD_RECEIPT, &[area, &entry.to_string()])
}

/// How long the record is, and its hash, signed.
pub fn record_checkpoint(area: &str) -> String {
    fill(RECORD_CHECKPOINT, &[area])
}

/// The public key that the record began with.
pub fn record_key(area: &str) -> String {
    fill(RECORD_KEY, &[area])
}

/// The entries of the record with their texts, from a place on.
pub fn record_lines(area: &str, from: u64) -> String {
    let from = if from == 0 {
        String::new()
    } else {
        from.to_string()
    };
    let query = Query::new().and("from", &from);
    format!("{}{query}", fill(RECORD_LINES, &[area]))
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

/// What is different between two days.
pub fn changes(area: &str, query: &Query) -> String {
    format!("{}{query}", fill(CHANGES, &[area]))
}

/// What a copy of an area's pages is.
pub fn copy(area: &str) -> String {
    fill(COPY, &[area])
}

/// Who could come to the meetings of the last year.
pub fn who_could_come(area: &str) -> String {
    fill(WHO_COULD_COME, &[area])
}

/// Where somebody says that they would like to come to a meeting.
pub fn reply(area: &str, subject: &str) -> String {
    fill(REPLY, &[area, subject])
}

/// Where somebody says that they cannot come to a meeting.
pub fn cannot_come(area: &str, subject: &str) -> String {
    fill(CANNOT_COME, &[area, subject])
}

/// Where a browser forgets the reply of whoever used it before.
pub fn not_my_reply(area: &str, subject: &str) -> String {
    fill(NOT_MY_REPLY, &[area, subject])
}

/// The link of a mail to a reply.
pub fn reply_link(secret: &str) -> String {
    fill(REPLY_LINK, &[secret])
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

/// A flyer of a meeting, to print.
pub fn flyer(area: &str, kind: Kind, id: &str) -> String {
    fill(FLYER, &[area, kind.plural(), id])
}

/// The same as PDF, in a language.
pub fn flyer_pdf(area: &str, kind: Kind, id: &str, code: &str) -> String {
    in_language(&fill(FLYER_PDF, &[area, kind.plural(), id]), code)
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

/// The logo of an area.
pub fn logo(area: &str, file: &str) -> String {
    fill(LOGO, &[area, file])
}

/// The stylesheet of a brand colour.
pub fn brand(colour: &str) -> String {
    fill(BRAND, &[colour])
}
