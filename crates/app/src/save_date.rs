//! A date is made known so that people can keep it free. It is no announcement, and no notice counts from it.

use alongside_charter::{Fact, Kind, Subject, fact};
use alongside_domain::act::{About, Deed, Moment, Party, SubjectId, SubjectKind};
use alongside_domain::meeting::Draft;
use alongside_domain::{AreaSlug, Instant, OrganisationId, Wording};
use alongside_sheet::read_when;
use alongside_store::Transaction;
use alongside_store::plans::{self, PlanId};
use alongside_store::record::Of;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::call::Call;
use crate::failure::Failure;
use crate::move_meeting::organiser;
use crate::plan_meeting::{LONGEST_LINE, area as load, line, may};
use crate::record::Record;
use crate::wrong::Wrong;

/// A date to keep free, as it was typed.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// In whose name.
    pub organisation: &'a str,
    /// What the meeting is called.
    pub title: &'a str,
    /// The board or group it belongs to; may stay empty.
    pub body: &'a str,
    /// On which day.
    pub day: &'a str,
}

/// Makes a date known, and gives the subject that may be announced later.
pub fn save_date(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    wish: &Wish<'_>,
) -> Result<SubjectId, Failure> {
    let area = load(tx, slug)?;
    let mut wrong = Wrong::default();
    let says = "choose in whose name";
    let by = wish.organisation.parse::<OrganisationId>();
    let by = wrong.take("organisation", by.map_err(|_| says));
    let title = line(&mut wrong, "title", wish.title);
    let body = match wish.body.trim() {
        "" => None,
        body => Some(line(&mut wrong, "body", body)),
    };
    let day = wrong.take("day", day(wish.day, &area.zone, call.now));
    let (Some(by), Some(day)) = (by, day) else {
        return Err(wrong.into());
    };
    may(call, &area, by)?;
    wrong.refuse()?;
    let day = day.try_into().map_err(|why| Failure::wrong("day", why))?;
    let mut record = Record::load(tx, call, slug, Of::Subjects(&[]))?;
    let words =
        |text: &str| Wording::line(text, LONGEST_LINE).map_err(|why| Failure::wrong("title", why));
    let (title, body) = (words(&title)?, body.map(|body| words(&body)).transpose()?);
    let about = About {
        kind: SubjectKind(Kind::Meeting),
        title: Some(record.seal(&title)),
        organiser: Some(Party::Organisation(by)),
        body: body.map(|body| record.seal(&body)),
        part_of: None,
    };
    let subject = record.new_subject();
    let saved = Deed::DateSaved {
        subject,
        about,
        starts: Moment::Day(day),
    };
    record.act(by, saved)?;
    Ok(subject)
}

/// Gives a saved date another day. It is still no announcement: no notice counts from it, and nobody is written to.
pub fn move_saved(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    (id, seen): (SubjectId, i64),
    written: &str,
) -> Result<(), Failure> {
    let area = load(tx, slug)?;
    let mut record = Record::load(tx, call, slug, Of::Subjects(&[id]))?;
    let by = organiser(&record, id)?;
    may(call, &area, by)?;
    record.unchanged_since(seen)?;
    let known = record.state().known_subjects().get(&id);
    let about = known.ok_or(Failure::NotFound)?.about;
    let was = area.subject(id).filter(|subject| is_saved(subject));
    let was = was.ok_or(Failure::NotFound)?.day(&area.zone);
    let day = day(written, &area.zone, call.now).map_err(|why| Failure::wrong("day", why))?;
    if was == Some(day) {
        return Err(Failure::wrong("day", "it is on this day already"));
    }
    let day = day.try_into().map_err(|why| Failure::wrong("day", why))?;
    let saved = Deed::DateSaved {
        subject: id,
        about,
        starts: Moment::Day(day),
    };
    record.act(by, saved)
}

/// Begins the plan of a meeting of which the date was saved: announced, it is the same meeting.
pub fn plan_saved(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    id: SubjectId,
) -> Result<PlanId, Failure> {
    let area = load(tx, slug)?;
    let subject = area.subject(id).filter(|subject| is_saved(subject));
    let subject = subject.ok_or(Failure::NotFound)?;
    let by = area.organisation_called(&subject.organiser);
    let by = by.ok_or(Failure::NotFound)?.id;
    may(call, &area, by)?;
    let in_area = plans::in_area(tx, slug)?;
    let begun = in_area.iter().find(|plan| plan.draft.saved == Some(id));
    if let Some(begun) = begun {
        return Ok(begun.id);
    }
    let plan = call.id();
    plans::add(tx, plan, slug, by, call.now)?;
    let draft = Draft {
        title: subject.title.clone(),
        body: subject.body.clone(),
        saved: Some(id),
        ..Draft::default()
    };
    plans::change(tx, plan, 1, &draft, call.now)?;
    Ok(plan)
}

/// Whether its date is to be kept free, and it is neither announced nor called off.
pub fn is_saved(subject: &Subject) -> bool {
    let has = |name| subject.fact(name).is_some_and(Fact::holds);
    has(fact::SAVE_THE_DATE) && !has(fact::ANNOUNCED) && !has(fact::CANCELLED)
}

fn day(written: &str, zone: &TimeZone, now: Instant) -> Result<Date, String> {
    if written.trim().is_empty() {
        return Err("write a day, such as 14 June 2027".to_owned());
    }
    let day = read_when(written.trim(), zone)?.day(zone);
    if day <= zone.to_datetime(now.timestamp()).date() {
        return Err("this is past, or today. A date is saved for a time to come".to_owned());
    }
    Ok(day)
}
