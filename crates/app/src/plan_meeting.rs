//! A meeting is planned, page by page. Nothing of it is public before it is announced.

use alongside_charter::When;
use alongside_domain::act::{Level, Means};
use alongside_domain::meeting::{Draft, Session, Step};
use alongside_domain::policy::{Action, Place};
use alongside_domain::{AreaSlug, Controller, Instant, OrganisationId, Wording};
use alongside_sheet::read_when;
use alongside_store::plans::{self, Plan, PlanId};
use alongside_store::{Snapshot, Transaction};
use jiff::tz::TimeZone;

use crate::area::Area;
use crate::call::Call;
use crate::failure::Failure;
use crate::repeat_meeting::{MOST, Repeats, Series, series};
use crate::wrong::Wrong;

/// The longest name of a meeting, of a group or of a place, in characters.
pub(crate) const LONGEST_LINE: usize = 200;
/// The longest text of several lines, in characters.
const LONGEST_TEXT: usize = 2_000;
/// A meeting has at most so many times at which people can come.
const MOST_SESSIONS: usize = 8;

/// What was typed on one page.
#[derive(Debug, Clone, Copy)]
pub enum Answer<'a> {
    /// What it is called, what it is for, and the group it belongs to, which may stay empty.
    Purpose {
        /// What it is called.
        title: &'a str,
        /// What it is for.
        purpose: &'a str,
        /// The group.
        body: &'a str,
    },
    /// How far people are taken in.
    Level(&'a str),
    /// What can still be changed, what is decided, and what becomes of what people say.
    Input {
        /// What can still be changed.
        open: &'a str,
        /// What is decided already.
        decided: &'a str,
        /// What becomes of what people say.
        used: &'a str,
    },
    /// How people can take part, and where.
    Ways {
        /// Each way that was ticked.
        means: &'a [&'a str],
        /// The address of the room.
        place: &'a str,
    },
    /// One more time.
    Session {
        /// On which day.
        day: &'a str,
        /// From when.
        from: &'a str,
        /// Until when; may stay empty.
        to: &'a str,
    },
    /// The first of a series, and how it comes again.
    Series {
        /// On which day.
        day: &'a str,
        /// From when.
        from: &'a str,
        /// Until when; may stay empty.
        to: &'a str,
        /// How it comes again.
        repeats: Repeats<'a>,
    },
    /// A time less, by its place in the order.
    NoSession(usize),
}

impl Answer<'_> {
    /// The page it belongs to.
    pub const fn step(&self) -> Step {
        match self {
            Self::Purpose { .. } => Step::Purpose,
            Self::Level(_) => Step::Level,
            Self::Input { .. } => Step::Input,
            Self::Ways { .. } => Step::Ways,
            Self::Session { .. } | Self::Series { .. } | Self::NoSession(_) => Step::Dates,
        }
    }
}

/// A plan that whoever asks may change.
pub fn find(
    snapshot: &mut Snapshot<'_>,
    call: &Call<'_>,
    area: &Area,
    id: PlanId,
) -> Result<Plan, Failure> {
    let plan = plans::find(snapshot, id)?.filter(|plan| plan.area == area.slug);
    let plan = plan.ok_or(Failure::NotFound)?;
    may(call, area, plan.organisation)?;
    Ok(plan)
}

/// Begins a plan in the name of an organisation.
pub fn begin(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &Area,
    organisation: OrganisationId,
) -> Result<PlanId, Failure> {
    may(call, area, organisation)?;
    let id = call.id();
    plans::add(tx, id, &area.slug, organisation, call.now)?;
    Ok(id)
}

/// Keeps what was typed on one page, if nobody changed the plan since `seen`.
pub fn answer(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &Area,
    (id, seen): (PlanId, i64),
    answer: &Answer<'_>,
) -> Result<Draft, Failure> {
    let mut plan = find(tx, call, area, id)?;
    if plan.version != seen {
        return Err(Failure::Stale);
    }
    take(&mut plan.draft, answer, &area.zone, call.now)?;
    if plans::change(tx, id, seen, &plan.draft, call.now)? {
        Ok(plan.draft)
    } else {
        Err(Failure::Stale)
    }
}

/// Gives a plan up.
pub fn give_up(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &Area,
    id: PlanId,
) -> Result<(), Failure> {
    find(tx, call, area, id)?;
    Ok(plans::remove(tx, id)?)
}

/// Whether whoever asks may announce in the name of an organisation, in an area that can be added to.
pub(crate) fn may(
    call: &Call<'_>,
    area: &Area,
    organisation: OrganisationId,
) -> Result<Controller, Failure> {
    let mut known = area.organisations.iter();
    let known = known.find(|known| known.id == organisation && known.ended.is_none());
    let by = Controller {
        area: area.slug.clone(),
        organisation,
        kind: known.ok_or(Failure::NotFound)?.kind,
    };
    call.may(Action::Announce, &Place::Organisation(by.clone()))?;
    if area.settings.is_read_only {
        return Err(Failure::ReadOnly);
    }
    Ok(by)
}

/// The area as it is in the transaction.
pub(crate) fn area(snapshot: &mut Snapshot<'_>, slug: &AreaSlug) -> Result<Area, Failure> {
    Area::load(snapshot, slug, None)?.ok_or(Failure::NotFound)
}

fn take(
    draft: &mut Draft,
    answer: &Answer<'_>,
    zone: &TimeZone,
    now: Instant,
) -> Result<(), Failure> {
    let mut wrong = Wrong::default();
    match *answer {
        Answer::Purpose {
            title,
            purpose,
            body,
        } => {
            draft.title = line(&mut wrong, "title", title);
            draft.purpose = text(&mut wrong, "purpose", purpose);
            draft.body = match body.trim() {
                "" => String::new(),
                body => line(&mut wrong, "body", body),
            };
        }
        Answer::Level(level) => {
            let says = "choose how far people are taken in";
            draft.level = wrong.take("level", Level::from_name(level).ok_or(says));
        }
        Answer::Input {
            open,
            decided,
            used,
        } => {
            draft.open = text(&mut wrong, "open", open);
            draft.decided = text(&mut wrong, "decided", decided);
            draft.used = text(&mut wrong, "used", used);
        }
        Answer::Ways { means, place } => {
            let ticked = |known: &Means| means.contains(&known.name());
            draft.means = Means::ALL.into_iter().filter(ticked).collect();
            if draft.means.is_empty() {
                wrong.add("means", "choose at least one way to take part");
            }
            draft.place = match place.trim() {
                "" if draft.means.contains(&Means::Venue) => {
                    wrong.add("place", "write where the room is, so that people find it");
                    String::new()
                }
                "" => String::new(),
                place => line(&mut wrong, "place", place),
            };
        }
        Answer::Session { day, from, to } => {
            if let Some(session) = session(&mut wrong, [day, from, to], zone, now) {
                let most = if draft.repeats {
                    usize::from(MOST)
                } else {
                    MOST_SESSIONS
                };
                if draft.sessions.len() >= most {
                    wrong.add("day", format!("a meeting has at most {most} times"));
                } else if !draft.add(session) {
                    wrong.add("from", "this time is in the plan already");
                }
            }
        }
        Answer::Series {
            day,
            from,
            to,
            repeats,
        } => {
            let first = session(&mut wrong, [day, from, to], zone, now);
            let series = first.and_then(|first| series(&mut wrong, first, &repeats, zone));
            if let Some(series) = series {
                repeat(draft, series, &mut wrong);
            }
        }
        Answer::NoSession(place) if place < draft.sessions.len() => {
            draft.sessions.remove(place);
            if draft.sessions.is_empty() {
                draft.repeats = false;
                draft.left_out.clear();
            }
        }
        Answer::NoSession(_) => return Err(Failure::Stale),
    }
    wrong.refuse()
}

/// Every time of a series that is not in the plan yet.
fn repeat(draft: &mut Draft, series: Series, wrong: &mut Wrong) {
    for session in series.sessions {
        draft.add(session);
    }
    if draft.sessions.len() > usize::from(MOST) {
        wrong.add("times", format!("a series has at most {MOST} meetings"));
    }
    draft.repeats = true;
    draft.left_out.extend(series.left_out);
    draft.left_out.dedup();
}

pub(crate) fn line(wrong: &mut Wrong, field: &'static str, written: &str) -> String {
    let line = wrong.take(field, Wording::line(written, LONGEST_LINE));
    line.map_or_else(String::new, |line| line.as_str().to_owned())
}

fn text(wrong: &mut Wrong, field: &'static str, written: &str) -> String {
    let text = wrong.take(field, Wording::within(written, LONGEST_TEXT));
    text.map_or_else(String::new, |text| text.as_str().to_owned())
}

/// A time as it was typed: a day, an hour, and perhaps the hour at which it ends.
pub(crate) fn session(
    wrong: &mut Wrong,
    [day, from, to]: [&str; 3],
    zone: &TimeZone,
    now: Instant,
) -> Option<Session> {
    let needed = |written: &str, says: &str| match written.trim() {
        "" => Err(says.to_owned()),
        written => Ok(written.to_owned()),
    };
    let day = needed(day, "write a day, such as 14 June 2027");
    let day = day.and_then(|day| Ok(read_when(&day, zone)?.day(zone)));
    let day = wrong.take("day", day);
    let from = wrong.take("from", needed(from, "write when it starts, such as 18:00"));
    let (day, from) = (day?, from?);
    let hour = |field, written: &str, wrong: &mut Wrong| {
        let says = || format!("{written} is not an hour. Write it like 18:00.");
        let read = read_when(&format!("{day} {}", written.trim()), zone);
        let at = match read {
            Ok(When::At(at)) => Instant::try_from(at).map_err(|_| says()),
            Ok(When::Day(_)) | Err(_) => Err(says()),
        };
        wrong.take(field, at)
    };
    let starts = hour("from", &from, wrong)?;
    let ends = match to.trim() {
        "" => None,
        to => Some(hour("to", to, wrong)?),
    };
    if starts <= now {
        wrong.add(
            "day",
            "this is past. A meeting is announced for a time to come",
        );
        return None;
    }
    if ends.is_some_and(|ends| ends <= starts) {
        wrong.add("to", "it ends before it starts");
        return None;
    }
    Some(Session { starts, ends })
}
