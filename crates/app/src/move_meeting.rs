//! A meeting that was announced is moved or called off. The clock of its notice starts again.

use alongside_charter::fact;
use alongside_domain::act::{Deed, Moment, Party, SubjectId};
use alongside_domain::replay::KnownSubject;
use alongside_domain::reply::KEPT;
use alongside_domain::{AreaSlug, OrganisationId, Wording};
use alongside_store::record::Of;
use alongside_store::{Transaction, replies};

use crate::call::Call;
use crate::failure::Failure;
use crate::letter::News;
use crate::plan_meeting::{area as load, may, session};
use crate::record::Record;
use crate::reply;
use crate::tell::{self, Time};
use crate::wrong::Wrong;

/// The longest reason, in characters.
const LONGEST_REASON: usize = 500;

/// When it is to be instead, as it was typed.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The version of the area that whoever typed it saw.
    pub seen: i64,
    /// On which day.
    pub day: &'a str,
    /// From when.
    pub from: &'a str,
    /// Until when; may stay empty.
    pub to: &'a str,
    /// Why.
    pub why: &'a str,
}

/// Moves a meeting to another time.
pub fn move_meeting(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    subject: SubjectId,
    wish: &Wish<'_>,
) -> Result<(), Failure> {
    let area = load(tx, slug)?;
    let mut record = Record::load(tx, call, slug, Of::Subjects(&[subject]))?;
    let by = organiser(&record, subject)?;
    may(call, &area, by)?;
    record.unchanged_since(wish.seen)?;
    let mut wrong = Wrong::default();
    let when = [wish.day, wish.from, wish.to];
    let session = session(&mut wrong, when, &area.zone, call.now);
    let why = wrong.take("why", Wording::line(wish.why, LONGEST_REASON));
    let (Some(session), Some(why)) = (session, why) else {
        return Err(wrong.into());
    };
    let known = record.state().known_subjects().get(&subject);
    let starts = Moment::At(session.starts).into();
    if known.is_some_and(|known| known.value(fact::STARTS) == Some(starts)) {
        return Err(Failure::wrong("from", "it is at this time already"));
    }
    let (whole, was) = (whole(known, subject), known.and_then(tell::starts));
    let why = record.seal(&why);
    let moved = Deed::Rescheduled {
        subject,
        starts: Moment::At(session.starts),
        ends: session.ends.map(Moment::At),
        why: Some(why),
    };
    record.act(by, moved)?;
    replies::postpone(tx, subject, session.starts.plus_micros(KEPT))?;
    let key = format!("moved {subject} {}", session.starts);
    reply::tell(tx, call, subject, News::Moved, &key)?;
    let time = Time {
        subject,
        starts: session.starts,
    };
    tell::moved(tx, call, (slug, &area.zone), (time, whole), was)
}

/// Calls a meeting off.
pub fn call_off(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    subject: SubjectId,
    why: &str,
) -> Result<(), Failure> {
    let area = load(tx, slug)?;
    let mut record = Record::load(tx, call, slug, Of::Subjects(&[subject]))?;
    let by = organiser(&record, subject)?;
    may(call, &area, by)?;
    let why = Wording::line(why, LONGEST_REASON).map_err(|why| Failure::wrong("why", why))?;
    let why = Some(record.seal(&why));
    let whole = whole(record.state().known_subjects().get(&subject), subject);
    record.act(by, Deed::Cancelled { subject, why })?;
    reply::tell(tx, call, subject, News::Off, &format!("off {subject}"))?;
    tell::called_off(tx, call, slug, (subject, whole))
}

/// What it is part of, or itself.
fn whole(known: Option<&KnownSubject>, subject: SubjectId) -> SubjectId {
    known
        .and_then(|known| known.about.part_of)
        .unwrap_or(subject)
}

/// Who organises it: only they move it. What somebody outside the record organises is moved by nobody here.
pub(crate) fn organiser(
    record: &Record<'_, '_, '_>,
    subject: SubjectId,
) -> Result<OrganisationId, Failure> {
    let known = record.state().known_subjects().get(&subject);
    match known.and_then(|known| known.about.organiser) {
        Some(Party::Organisation(organiser)) => Ok(organiser),
        Some(Party::Named(_)) | None => Err(Failure::NotFound),
    }
}
