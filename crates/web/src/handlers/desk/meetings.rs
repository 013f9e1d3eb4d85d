//! Meetings to come: planned, moved, called off.

use alongside_app::Failure as App;
use alongside_app::area::{Area, Organisation};
use alongside_app::move_meeting::{self, Wish};
use alongside_app::plan_meeting;
use alongside_app::save_date::{is_saved, move_saved};
use alongside_charter::{Fact, Kind, Subject, When, fact};
use alongside_domain::act::SubjectId;
use alongside_domain::policy::{Action, Place};
use alongside_domain::{Id, OrganisationId};
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::public::{Said, SubjectLink};
use alongside_pages::staff::{
    MeetingDesk, MeetingLine, MeetingStage, MeetingsDesk, PlanLine, PlannedBy,
};
use alongside_store::plans;

use super::texts::Readers;
use super::{again, controller, done, here, is_allowed, see, shell, stale};
use crate::answer::Answer;
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::handlers::subjects::id_of;

/// What is planned, and what is to come.
pub(crate) fn page(asked: &Asked) -> Result<Answer, Failure> {
    Ok(asked.html(written(asked, "")?))
}

/// A plan begins, and leads to its first question.
pub(crate) fn begin(asked: &Asked) -> Result<Answer, Failure> {
    let known = here(asked)?;
    let chosen = asked.fields()?.get("organisation");
    let Ok(organisation) = chosen.parse::<OrganisationId>() else {
        let page = written(asked, "Choose in whose name the meeting is planned.")?;
        return Ok(again(asked, page));
    };
    let id = asked.change(|tx, call| plan_meeting::begin(tx, call, &known.area, organisation))?;
    let first = alongside_domain::meeting::Step::ALL[0];
    see(&links::plan_step(
        known.area.slug.as_str(),
        &id.to_string(),
        first.name(),
    ))
}

/// Where a meeting is moved or called off.
pub(crate) fn meeting(asked: &Asked) -> Result<Answer, Failure> {
    let known = here(asked)?;
    let subject = changeable(asked, &known)?;
    Ok(asked.html(form(asked, &known, subject, &Filled::default())?))
}

/// A meeting is moved.
pub(crate) fn move_it(asked: &Asked) -> Result<Answer, Failure> {
    let (known, fields) = (here(asked)?, asked.fields()?);
    let subject = changeable(asked, &known)?;
    let (slug, id) = (&known.area.slug, id_of(asked.step("subject"))?);
    let wish = Wish {
        seen: fields
            .get("version")
            .parse()
            .map_err(|_| Failure::Unreadable)?,
        day: fields.get("day"),
        from: fields.get("from"),
        to: fields.get("to"),
        why: fields.get("why"),
    };
    let back = links::desk_meetings(slug.as_str());
    let is_saved = is_saved(subject);
    let moved = asked.change(|tx, call| {
        if is_saved {
            move_saved(tx, call, slug, (id, wish.seen), wish.day)
        } else {
            move_meeting::move_meeting(tx, call, slug, id, &wish)
        }
    });
    let wrong = match moved {
        Ok(()) if is_saved => return done(asked, &back, Said::DateSaved),
        Ok(()) => return done(asked, &back, Said::MeetingMoved),
        Err(App::Wrong(wrong)) => wrong,
        Err(App::Stale | App::Misfit(_)) => {
            let typed = [
                ("Day", wish.day),
                ("From", wish.from),
                ("Until", wish.to),
                ("Why", wish.why),
            ];
            let back = links::desk_meeting(slug.as_str(), &subject.id);
            return stale(asked, &typed, &back);
        }
        Err(failure) => return Err(failure.into()),
    };
    let typed = |name, value| Typed {
        value,
        error: wrong.with(name),
    };
    let filled = Filled {
        day: typed("day", wish.day),
        from: typed("from", wish.from),
        to: typed("to", wish.to),
        why: typed("why", wish.why),
        off: Typed::default(),
    };
    Ok(again(asked, form(asked, &known, subject, &filled)?))
}

/// A meeting is called off.
pub(crate) fn call_off(asked: &Asked) -> Result<Answer, Failure> {
    let (known, fields) = (here(asked)?, asked.fields()?);
    let subject = changeable(asked, &known)?;
    let (slug, id) = (&known.area.slug, id_of(asked.step("subject"))?);
    let why = fields.get("off");
    let back = links::desk_meetings(slug.as_str());
    match asked.change(|tx, call| move_meeting::call_off(tx, call, slug, id, why)) {
        Ok(()) => done(asked, &back, Said::MeetingCalledOff),
        Err(App::Wrong(wrong)) => {
            let filled = Filled {
                off: Typed {
                    value: why,
                    error: wrong.with("why"),
                },
                ..Filled::default()
            };
            Ok(again(asked, form(asked, &known, subject, &filled)?))
        }
        Err(App::Misfit(_)) => stale(asked, &[("Why", why)], &back),
        Err(failure) => Err(failure.into()),
    }
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Filled<'a> {
    day: Typed<'a>,
    from: Typed<'a>,
    to: Typed<'a>,
    why: Typed<'a>,
    off: Typed<'a>,
}

fn form(
    asked: &Asked,
    known: &Known,
    subject: &Subject,
    filled: &Filled<'_>,
) -> Result<String, Failure> {
    let around = known.place();
    let readers = Readers::of(asked, known, subject)?;
    let page = MeetingDesk {
        shell: shell(asked, &around)?,
        version: known.area.version,
        subject: SubjectLink::from(subject),
        starts: starts(subject).ok_or(Failure::NotFound)?,
        is_saved: is_saved(subject),
        late_for_sign_language: super::replies::is_soon(
            starts(subject).ok_or(Failure::NotFound)?,
            asked.now(),
        ),
        day: filled.day,
        from: filled.from,
        to: filled.to,
        why: filled.why,
        off: filled.off,
        texts: readers
            .texts(&subject.title, starts(subject))
            .filter(|_| !is_saved(subject)),
    };
    Ok(page.render()?)
}

/// The meeting that the address names, if whoever asks may change it.
pub(super) fn changeable<'a>(asked: &Asked, known: &'a Known) -> Result<&'a Subject, Failure> {
    let id: SubjectId = id_of(asked.step("subject"))?;
    let subject = known.area.subject(id);
    let subject = subject.filter(|subject| subject.kind == Kind::Meeting);
    let subject = subject.ok_or(Failure::NotFound)?;
    if may_change(asked, &known.area, subject) {
        Ok(subject)
    } else {
        Err(Failure::NotFound)
    }
}

/// Whoever may announce for an organisation moves what it organises, until it has begun.
pub(super) fn may_change(asked: &Asked, area: &Area, subject: &Subject) -> bool {
    let organiser = area.organisation_called(&subject.organiser);
    let may = organiser.is_some_and(|of| {
        let on = Place::Organisation(controller(area, of));
        is_allowed(asked, Action::Announce, &on)
    });
    let is_announced = subject.fact(fact::ANNOUNCED).is_some();
    may && (is_announced || is_saved(subject)) && !is_off(subject) && !area.settings.is_read_only
}

/// Whoever answers for the data of who organises it sees who comes.
fn may_prepare(asked: &Asked, area: &Area, subject: &Subject) -> bool {
    let organiser = area.organisation_called(&subject.organiser);
    let may = organiser.is_some_and(|of| {
        let on = Place::Organisation(controller(area, of));
        is_allowed(asked, Action::PrepareMeeting, &on)
    });
    may && subject.fact(fact::ANNOUNCED).is_some()
}

fn stage(subject: &Subject) -> MeetingStage {
    if is_off(subject) {
        MeetingStage::Off
    } else if is_saved(subject) {
        MeetingStage::Saved
    } else {
        MeetingStage::Announced
    }
}

pub(super) fn is_off(subject: &Subject) -> bool {
    subject.fact(fact::CANCELLED).is_some()
}

pub(super) fn starts(subject: &Subject) -> Option<When> {
    subject.fact(fact::STARTS).and_then(Fact::when)
}

fn written(asked: &Asked, error: &str) -> Result<String, Failure> {
    let known = here(asked)?;
    let area = &known.area;
    let organisations = organisations(asked, area);
    let ids: Vec<String> = organisations.iter().map(|of| of.id.to_string()).collect();
    let plannedby: Vec<PlannedBy<'_>> = organisations
        .iter()
        .zip(&ids)
        .map(|(of, id)| PlannedBy { id, name: &of.name })
        .collect();
    let mut plans = asked.read(|snapshot| plans::in_area(snapshot, &area.slug))?;
    plans.retain(|plan| organisations.iter().any(|of| of.id == plan.organisation));
    let plan_ids: Vec<String> = plans.iter().map(|plan| plan.id.to_string()).collect();
    let lines: Vec<PlanLine<'_>> = plans
        .iter()
        .zip(&plan_ids)
        .map(|(plan, id)| PlanLine {
            id,
            title: &plan.draft.title,
            next: plan.draft.lacks(),
        })
        .collect();
    let around = known.place();
    let page = MeetingsDesk {
        shell: shell(asked, &around)?,
        organisations: if area.settings.is_read_only {
            &[]
        } else {
            &plannedby
        },
        error,
        plans: &lines,
        meetings: &coming(asked, &known),
    };
    Ok(page.render()?)
}

/// The organisations in whose name whoever asks may announce.
pub(super) fn organisations<'a>(asked: &Asked, area: &'a Area) -> Vec<&'a Organisation> {
    let may_plan = |of: &&Organisation| {
        let on = Place::Organisation(controller(area, of));
        of.ended.is_none() && is_allowed(asked, Action::Announce, &on)
    };
    area.organisations.iter().filter(may_plan).collect()
}

/// The meetings to come, soonest first.
fn coming<'a>(asked: &Asked, known: &'a Known) -> Vec<MeetingLine<'a>> {
    let area = &known.area;
    let as_of = known.as_of(None, asked.now());
    let mut coming: Vec<MeetingLine<'a>> = area
        .subjects()
        .filter(|subject| subject.kind == Kind::Meeting)
        .filter_map(|subject| Some((subject, starts(subject)?)))
        .filter(|(_, starts)| as_of.is_before(*starts, &area.zone))
        .map(|(subject, starts)| MeetingLine {
            subject: SubjectLink::from(subject),
            starts,
            stage: stage(subject),
            may_change: may_change(asked, area, subject),
            may_prepare: may_prepare(asked, area, subject),
        })
        .collect();
    coming.sort_by_key(|line| line.starts.day(&area.zone));
    coming
}

/// The id of a plan in the address.
pub(super) fn plan_id<T>(asked: &Asked) -> Result<Id<T>, Failure> {
    asked.step("plan").parse().map_err(|_| Failure::NotFound)
}
