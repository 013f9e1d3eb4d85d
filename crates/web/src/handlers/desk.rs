//! The desk of an area: what those who look after its record do there.
//!
//! Every page of it is made for the one who reads it. What each may is asked of the policy for the very organisation it
//! is done in; the rows of the routes ask only whether they may do it anywhere in the area.

pub(crate) mod channels;
pub(crate) mod charters;
pub(crate) mod dates;
pub(crate) mod done;
pub(crate) mod import;
pub(crate) mod logo;
pub(crate) mod meetings;
pub(crate) mod organisations;
pub(crate) mod people;
pub(crate) mod plan;
pub(crate) mod replies;
pub(crate) mod settings;
mod texts;
pub(crate) mod withdrawal;

use std::collections::BTreeSet;
use std::sync::Arc;

use alongside_app::area::{Area, Organisation};
use alongside_app::due::{Due, due};
use alongside_charter::{Fact, Subject, fact};
use alongside_domain::act::SubjectId;
use alongside_domain::meeting::Channel;
use alongside_domain::policy::{Action, Place, may};
use alongside_domain::{AreaSlug, Controller};
use alongside_pages::public::{self, Said, Shell, SubjectLink, has_flyer};
use alongside_pages::staff::{Desk, DeskPart, DueLine, StalePage, ToTell};
use alongside_store::followers;
use axum::http::StatusCode;

use crate::answer::Answer;
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::own_address::OwnAddress;

/// So much of what is due is shown: more is no help to anybody.
const SHOWN_DUE: usize = 20;

/// What can be done here.
pub(crate) fn desk(asked: &Asked) -> Result<Answer, Failure> {
    let known = here(asked)?;
    let around = known.place();
    let parts: Vec<DeskPart> = [
        (DeskPart::Meetings, &[Action::Announce][..]),
        (DeskPart::Import, &[Action::Import]),
        (DeskPart::People, people::SEEN_BY),
        (DeskPart::Organisations, organisations::SEEN_BY),
        (DeskPart::Charters, &[Action::AdoptCharter]),
        (DeskPart::Settings, &[Action::ChangeArea]),
    ]
    .into_iter()
    .filter(|(_, actions)| actions.iter().any(|action| asked.may_here(*action)))
    .map(|(part, _)| part)
    .collect();
    let is_organiser = asked.may_here(Action::Announce);
    let (due, more) = due_next(asked, &known, |_| true);
    let page = Desk {
        shell: shell(asked, &around)?,
        due: is_organiser.then_some(&due),
        to_tell: &to_tell(asked, &known),
        more,
        parts: &parts,
        told: told(asked, &known)?,
    };
    Ok(asked.html(page.render()?))
}

/// How many are told of the area by mail, unless they are so few that one of them could be known.
fn told(asked: &Asked, known: &Known) -> Result<Option<usize>, Failure> {
    const FEWEST: usize = 5;
    let count = asked.read::<_, alongside_store::Error>(|snapshot| {
        followers::count(snapshot, &known.area.slug)
    })?;
    let count = usize::try_from(count).unwrap_or_default();
    Ok(Some(count).filter(|count| *count >= FEWEST))
}

/// What the charters ask for next of those for whom whoever asks may act, as far as it is wanted, and how much more
/// there is.
fn due_next<'a>(
    asked: &Asked,
    known: &'a Known,
    is_wanted: impl Fn(&Due<'_, '_>) -> bool,
) -> (Vec<DueLine<'a>>, usize) {
    let area = &known.area;
    let ours: Vec<&str> = area
        .organisations
        .iter()
        .filter(|of| of.ended.is_none())
        .filter(|of| {
            is_allowed(
                asked,
                Action::Announce,
                &Place::Organisation(controller(area, of)),
            )
        })
        .map(|of| of.name.as_str())
        .collect();
    let as_of = known.as_of(None, asked.now());
    let audits = known.audits(&as_of);
    let findings = area.findings(&audits);
    let is_ours = |subject: &Subject| ours.contains(&subject.organiser.as_str());
    let all = due(&findings, as_of.day, &area.zone, is_ours);
    let line = |of: &Due<'_, '_>| {
        let subject = area.subject(of.subject.id.parse().ok()?)?;
        Some(DueLine {
            subject: SubjectLink::from(subject),
            action: of.finding.action()?,
            fact: of.fact().map(ToOwned::to_owned),
            by: of.by,
            is_overdue: of.is_overdue,
            says: of.finding.standard.says.clone(),
            sum: of.finding.sum().to_string(),
        })
    };
    let wanted: Vec<_> = all.iter().filter(|of| is_wanted(of)).collect();
    let shown = wanted.iter().take(SHOWN_DUE).filter_map(|of| line(of));
    (shown.collect(), wanted.len().saturating_sub(SHOWN_DUE))
}

/// The meetings to come of those for whom whoever asks may act, of which nobody noted that people were told in any
/// way but by the website; of those that belong together only the next, and none where it is noted of one of them.
fn to_tell<'a>(asked: &Asked, known: &'a Known) -> Vec<ToTell<'a>> {
    let area = &known.area;
    let as_of = known.as_of(None, asked.now());
    let is_told = |subject: &Subject| {
        let mut facts = subject.facts().iter();
        facts.any(|(name, _)| Channel::is_fact(name.as_str()))
    };
    let mut open: Vec<(ToTell<'a>, SubjectId)> = area
        .subjects()
        .filter(|subject| has_flyer(subject) && meetings::may_change(asked, area, subject))
        .filter_map(|subject| {
            let starts = subject.fact(fact::STARTS).and_then(Fact::when)?;
            let id: SubjectId = subject.id.parse().ok()?;
            // What came in with a sheet was announced elsewhere.
            area.entry(id).filter(|entry| !entry.purpose.is_empty())?;
            let beside = area.beside(id);
            let is_open = !is_told(subject) && !beside.into_iter().any(is_told);
            let line = ToTell {
                subject: SubjectLink::from(subject),
                starts,
            };
            let is_next = is_open && as_of.is_before(starts, &area.zone);
            is_next.then(|| (line, area.whole(id)))
        })
        .collect();
    open.sort_by_key(|(line, _)| line.starts.day(&area.zone));
    let mut seen = BTreeSet::new();
    open.retain(|(_, whole)| seen.insert(*whole));
    open.into_iter().map(|(line, _)| line).collect()
}

/// The name of the area in the address.
fn slug(asked: &Asked) -> Result<AreaSlug, Failure> {
    asked.step("area").parse().map_err(|_| Failure::NotFound)
}

/// The area that the address names, as it is now.
fn here(asked: &Asked) -> Result<Arc<Known>, Failure> {
    let slug = slug(asked)?;
    let found = asked.read(|snapshot| asked.service().areas().at(snapshot, &slug));
    found?.ok_or(Failure::NotFound)
}

/// What stands around a page of the desk.
fn shell<'a>(asked: &'a Asked, area: &'a public::Area<'a>) -> Result<Shell<'a>, Failure> {
    Ok(Shell {
        area: Some(area),
        desk: true,
        ..asked.shell_of_form()?
    })
}

/// Whether whoever asks may do this there.
fn is_allowed(asked: &Asked, action: Action, on: &Place) -> bool {
    may(&asked.actor(), action, on).is_ok()
}

/// An organisation as the policy asks about it.
fn controller(area: &Area, organisation: &Organisation) -> Controller {
    Controller {
        area: area.slug.clone(),
        organisation: organisation.id,
        kind: organisation.kind,
    }
}

/// Today, as people write it.
fn today(asked: &Asked, known: &Known) -> String {
    let now = known.area.zone.to_datetime(asked.now().timestamp());
    now.strftime("%-d %B %Y").to_string()
}

/// A form that is shown again, with what is wrong beside its fields.
fn again(asked: &Asked, page: String) -> Answer {
    let answer = asked.html(page);
    answer.with_status(StatusCode::UNPROCESSABLE_ENTITY)
}

/// It was done: on to a page that says so.
fn done(asked: &Asked, address: &str, said: Said) -> Result<Answer, Failure> {
    let address = OwnAddress::parse(address);
    let address = address.ok_or_else(|| Failure::fault("an address of ours is none"))?;
    Ok(asked.done(&address, said))
}

fn see(address: &str) -> Result<Answer, Failure> {
    let address = OwnAddress::parse(address);
    let address = address.ok_or_else(|| Failure::fault("an address of ours is none"))?;
    Ok(Answer::see(&address))
}

/// Somebody else was faster: what was typed, to be copied, and the way to how it is now.
fn stale(asked: &Asked, typed: &[(&str, &str)], back: &str) -> Result<Answer, Failure> {
    let known = here(asked)?;
    let around = known.place();
    let page = StalePage {
        shell: shell(asked, &around)?,
        typed,
        back,
    };
    let answer = asked.html(page.render()?);
    Ok(answer.with_status(StatusCode::CONFLICT))
}
