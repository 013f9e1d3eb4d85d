//! The desk of an area: what those who look after its record do there.
//!
//! Every page of it is made for the one who reads it. What each may is asked of the policy for the very organisation it
//! is done in; the rows of the routes ask only whether they may do it anywhere in the area.

pub(crate) mod charters;
pub(crate) mod import;
pub(crate) mod meetings;
pub(crate) mod organisations;
pub(crate) mod people;
pub(crate) mod plan;
pub(crate) mod settings;

use std::fmt::Display;
use std::sync::Arc;

use alongside_app::area::{Area, Organisation};
use alongside_domain::policy::{Action, Place, may};
use alongside_domain::{AreaSlug, Controller};
use alongside_pages::public::{self, Said, Shell};
use alongside_pages::staff::{Desk, DeskPart, StalePage};
use axum::http::StatusCode;

use crate::answer::Answer;
use crate::areas::Known;
use crate::asked::Asked;
use crate::cookies;
use crate::failure::Failure;
use crate::own_address::OwnAddress;

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
    let page = Desk {
        shell: shell(asked, &around)?,
        parts: &parts,
    };
    Ok(asked.html(page.render()?))
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

/// A form that is shown again, with what is wrong beside its fields.
fn again(asked: &Asked, page: String) -> Answer {
    let answer = asked.html(page);
    answer.with_status(StatusCode::UNPROCESSABLE_ENTITY)
}

/// It was done: on to a page that says so.
fn done(asked: &Asked, address: &str, said: Said) -> Result<Answer, Failure> {
    let base = &asked.service().settings().base;
    Ok(see(address)?.and_cookie(cookies::with_said(base, said)))
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

/// A sentence of its own, to stand beside a field.
fn sentence(says: impl Display) -> String {
    let mut says = says.to_string();
    if let Some(first) = says.get(..1).map(str::to_uppercase) {
        says.replace_range(..1, &first);
    }
    if !says.ends_with('.') {
        says.push('.');
    }
    says
}
