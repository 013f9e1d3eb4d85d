//! Something that a charter asks for is noted as done.

use alongside_app::Failure as App;
use alongside_app::due::Due;
use alongside_app::note_done::{Wish, note_done};
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::public::Said;
use alongside_pages::staff::{DoneForm, DueLine};

use super::{again, done, due_next, here, shell, stale, today};
use crate::answer::Answer;
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::handlers::subjects::id_of;

/// Where the day is given.
pub(crate) fn form(asked: &Asked) -> Result<Answer, Failure> {
    let known = here(asked)?;
    let today = today(asked, &known);
    let due = asked_for(asked, &known).ok_or(Failure::NotFound)?;
    Ok(asked.html(filled_in(asked, &known, &due, Typed::new(&today))?))
}

/// It was done on this day.
pub(crate) fn note(asked: &Asked) -> Result<Answer, Failure> {
    let (known, fields) = (here(asked)?, asked.fields()?);
    let (slug, terms) = (&known.area.slug, &known.terms);
    let wish = Wish {
        subject: id_of(asked.step("subject"))?,
        fact: asked.step("fact"),
        day: fields.get("day"),
    };
    let back = links::desk(slug.as_str());
    match asked.change(|tx, call| note_done(tx, call, slug, terms, &wish)) {
        Ok(()) => done(asked, &back, Said::DoneNoted),
        Err(App::Wrong(wrong)) => {
            let day = Typed {
                value: wish.day,
                error: wrong.with("day"),
            };
            let due = asked_for(asked, &known).ok_or(Failure::NotFound)?;
            Ok(again(asked, filled_in(asked, &known, &due, day)?))
        }
        Err(App::Stale | App::Misfit(_)) => stale(asked, &[("Day", wish.day)], &back),
        Err(failure) => Err(failure.into()),
    }
}

/// What is asked for at this address, of those for whom whoever asks may act.
fn asked_for<'a>(asked: &Asked, known: &'a Known) -> Option<DueLine<'a>> {
    let (subject, fact) = (asked.step("subject"), asked.step("fact"));
    let is_it = |of: &Due<'_, '_>| of.subject.id == subject && of.fact() == Some(fact);
    let (found, _) = due_next(asked, known, is_it);
    found.into_iter().next()
}

fn filled_in(
    asked: &Asked,
    known: &Known,
    due: &DueLine<'_>,
    day: Typed<'_>,
) -> Result<String, Failure> {
    let around = known.place();
    let page = DoneForm {
        shell: shell(asked, &around)?,
        due,
        day,
    };
    Ok(page.render()?)
}
