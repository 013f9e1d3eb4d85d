//! A date is saved for people to keep free, and later planned and announced.

use alongside_app::save_date::{Wish, plan_saved, save_date};
use alongside_app::{Failure as App, Wrong};
use alongside_domain::meeting::Step;
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::public::Said;
use alongside_pages::staff::{DateForm, PlannedBy};

use super::meetings::organisations;
use super::{again, done, here, see, shell};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::handlers::subjects::id_of;

/// Where a date is saved.
pub(crate) fn form(asked: &Asked) -> Result<Answer, Failure> {
    let nothing = Wish {
        organisation: "",
        title: "",
        body: "",
        day: "",
    };
    Ok(asked.html(written(asked, &nothing, &Wrong::default())?))
}

/// A date is saved.
pub(crate) fn save(asked: &Asked) -> Result<Answer, Failure> {
    let (known, fields) = (here(asked)?, asked.fields()?);
    let wish = Wish {
        organisation: fields.get("organisation"),
        title: fields.get("title"),
        body: fields.get("body"),
        day: fields.get("day"),
    };
    let slug = &known.area.slug;
    match asked.change(|tx, call| save_date(tx, call, slug, &wish)) {
        Ok(_) => {
            let back = links::desk_meetings(slug.as_str());
            done(asked, &back, Said::DateSaved)
        }
        Err(App::Wrong(wrong)) => Ok(again(asked, written(asked, &wish, &wrong)?)),
        Err(failure) => Err(failure.into()),
    }
}

/// The plan of the meeting of a saved date begins, or goes on.
pub(crate) fn plan(asked: &Asked) -> Result<Answer, Failure> {
    let (known, id) = (here(asked)?, id_of(asked.step("subject"))?);
    let slug = &known.area.slug;
    let plan = asked.change(|tx, call| plan_saved(tx, call, slug, id))?;
    let first = Step::ALL[0].name();
    see(&links::plan_step(slug.as_str(), &plan.to_string(), first))
}

fn written(asked: &Asked, wish: &Wish<'_>, wrong: &Wrong) -> Result<String, Failure> {
    let known = here(asked)?;
    let organisations = organisations(asked, &known.area);
    let ids: Vec<String> = organisations.iter().map(|of| of.id.to_string()).collect();
    let by: Vec<PlannedBy<'_>> = organisations
        .iter()
        .zip(&ids)
        .map(|(of, id)| PlannedBy { id, name: &of.name })
        .collect();
    let around = known.place();
    let page = DateForm {
        shell: shell(asked, &around)?,
        organisations: &by,
        organisation: typed(wrong, "organisation", wish.organisation),
        title: typed(wrong, "title", wish.title),
        body: typed(wrong, "body", wish.body),
        day: typed(wrong, "day", wish.day),
    };
    Ok(page.render()?)
}

fn typed<'a>(wrong: &'a Wrong, name: &str, value: &'a str) -> Typed<'a> {
    Typed {
        value,
        error: wrong.with(name),
    }
}
