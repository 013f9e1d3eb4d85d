//! Registering organisations, and the stages of a forum.

use alongside_app::Failure as App;
use alongside_app::area::{Area, Organisation};
use alongside_app::change_forum_stage::change_forum_stage;
use alongside_app::open_area::LONGEST_NAME;
use alongside_app::register_organisation::register_organisation;
use alongside_app::sentence;
use alongside_domain::policy::{Action, Place, Refusal};
use alongside_domain::{ForumStage, OrganisationKind, Wording};
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::public::Said;
use alongside_pages::staff::{OrganisationsForm, Registered, kind_name, stage_name};

use super::{again, controller, done, here, is_allowed, shell, slug, stale};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::failure::Failure;

/// Who has something to do here.
pub(super) const SEEN_BY: &[Action] = &[Action::RegisterOrganisation, Action::ChangeForumStage];

/// Who is registered, and a form for one more.
pub(crate) fn form(asked: &Asked) -> Result<Answer, Failure> {
    if !SEEN_BY.iter().any(|action| asked.may_here(*action)) {
        let missing = Action::RegisterOrganisation;
        return Err(Failure::Refused(Refusal::NoRole(missing)));
    }
    Ok(asked.html(filled_in(asked, &Filled::default())?))
}

/// An organisation is registered.
pub(crate) fn register(asked: &Asked) -> Result<Answer, Failure> {
    let (slug, fields) = (slug(asked)?, asked.fields()?);
    let name = fields.get("name");
    let mut kinds = OrganisationKind::ALL.into_iter();
    let kind = kinds.find(|kind| kind_name(*kind) == fields.get("kind"));
    let mut filled = Filled {
        name,
        kind,
        ..Filled::default()
    };
    let Some(kind) = kind else {
        filled.kind_error = "Choose what it is.";
        let unfit = Wording::line(name, LONGEST_NAME).err();
        filled.name_error = unfit.map(sentence).unwrap_or_default();
        return Ok(again(asked, filled_in(asked, &filled)?));
    };
    match asked.change(|tx, call| register_organisation(tx, call, &slug, kind, name)) {
        Ok(_) => {
            let back = links::desk_organisations(slug.as_str());
            done(asked, &back, Said::OrganisationRegistered)
        }
        Err(failure @ (App::Wrong(_) | App::ReadOnly | App::Misfit(_))) => {
            filled.name_error = failure.to_string();
            Ok(again(asked, filled_in(asked, &filled)?))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// A forum goes from the stage that was seen to another.
pub(crate) fn change_stage(asked: &Asked) -> Result<Answer, Failure> {
    let (slug, fields) = (slug(asked)?, asked.fields()?);
    let organisation = asked.step("organisation").parse();
    let organisation = organisation.map_err(|_| Failure::NotFound)?;
    let stage = |name| {
        let mut stages = ForumStage::ALL.into_iter();
        let found = stages.find(|stage| stage_name(*stage) == fields.get(name));
        found.ok_or(Failure::Unreadable)
    };
    let steps @ [_, to] = [stage("seen")?, stage("stage")?];
    let back = links::desk_organisations(slug.as_str());
    match asked.change(|tx, call| change_forum_stage(tx, call, &slug, organisation, steps)) {
        Ok(()) => done(asked, &back, Said::StageChanged),
        // The list offers what can follow on the stage that was seen, and nothing where nothing can be added.
        Err(App::Misfit(_) | App::ReadOnly) => {
            let to = to.to_string();
            stale(asked, &[("New stage", &to)], &back)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Filled<'a> {
    name: &'a str,
    name_error: String,
    kind: Option<OrganisationKind>,
    kind_error: &'a str,
}

fn filled_in(asked: &Asked, filled: &Filled<'_>) -> Result<String, Failure> {
    let known = here(asked)?;
    let area = &known.area;
    let rows: Vec<(String, &Organisation, Vec<ForumStage>)> = area
        .organisations
        .iter()
        .filter(|known| known.ended.is_none())
        .map(|known| (known.id.to_string(), known, next(asked, area, known)))
        .collect();
    let rows: Vec<Registered<'_>> = rows
        .iter()
        .map(|(id, known, next)| Registered {
            id,
            name: &known.name,
            kind: known.kind,
            stage: known.stage,
            next,
        })
        .collect();
    let around = known.place();
    let form = OrganisationsForm {
        shell: shell(asked, &around)?,
        version: area.version,
        organisations: &rows,
        may_register: asked.may_here(Action::RegisterOrganisation),
        name: Typed {
            value: filled.name,
            error: &filled.name_error,
        },
        kind: filled.kind,
        kind_error: filled.kind_error,
    };
    Ok(form.render()?)
}

/// The stages to which whoever asks may take a forum.
fn next(asked: &Asked, area: &Area, forum: &Organisation) -> Vec<ForumStage> {
    let on = Place::Organisation(controller(area, forum));
    let Some(stage) = forum.stage else {
        return Vec::new();
    };
    if area.settings.is_read_only || !is_allowed(asked, Action::ChangeForumStage, &on) {
        return Vec::new();
    }
    let all = ForumStage::ALL.into_iter();
    all.filter(|next| stage.step_to(*next).is_ok()).collect()
}
