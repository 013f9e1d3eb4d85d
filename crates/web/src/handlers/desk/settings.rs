//! How an area looks, whom to write to, and what it asks of staff.

use alongside_app::Failure as App;
use alongside_app::change_settings::{Wish, change_settings};
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::public::Said;
use alongside_pages::staff::SettingsForm;

use super::{again, done, here, shell, slug, stale};
use crate::answer::Answer;
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;

/// The settings as they are.
pub(crate) fn form(asked: &Asked) -> Result<Answer, Failure> {
    let known = here(asked)?;
    let area = &known.area;
    let (colour, contact) = (&area.settings.colour, &area.settings.contact);
    let typed = [Typed::new(colour), Typed::new(contact)];
    let page = filled_in(
        asked,
        &known,
        area.version,
        typed,
        area.settings.asks_passkey,
    )?;
    Ok(asked.html(page))
}

/// The settings as somebody wants them.
pub(crate) fn change(asked: &Asked) -> Result<Answer, Failure> {
    let (slug, fields) = (slug(asked)?, asked.fields()?);
    let (colour, contact) = (fields.get("colour"), fields.get("contact"));
    // Nothing but a plain no takes the safeguard away.
    let asks_passkey = fields.get("passkey") != "no";
    let wish = Wish {
        seen: fields
            .get("version")
            .parse()
            .map_err(|_| Failure::Unreadable)?,
        colour,
        contact,
        asks_passkey,
    };
    let back = links::settings(slug.as_str());
    let wrong = match asked.change(|tx, call| change_settings(tx, call, &slug, &wish)) {
        Ok(()) => return done(asked, &back, Said::SettingsKept),
        Err(App::Wrong(wrong)) => wrong,
        Err(App::Stale) => {
            let passkey = if asks_passkey { "Yes" } else { "No" };
            let typed = [
                ("Colour", colour),
                ("Whom people can write to", contact),
                ("Are staff asked for a passkey?", passkey),
            ];
            return stale(asked, &typed, &back);
        }
        Err(failure) => return Err(failure.into()),
    };
    let typed = |name, value| Typed {
        value,
        error: wrong.with(name),
    };
    let known = here(asked)?;
    let typed = [typed("colour", colour), typed("contact", contact)];
    let page = filled_in(asked, &known, wish.seen, typed, asks_passkey)?;
    Ok(again(asked, page))
}

fn filled_in(
    asked: &Asked,
    known: &Known,
    version: i64,
    [colour, contact]: [Typed<'_>; 2],
    asks_for_passkey: bool,
) -> Result<String, Failure> {
    let around = known.place();
    let form = SettingsForm {
        shell: shell(asked, &around)?,
        version,
        colour,
        contact,
        asks_for_passkey,
    };
    Ok(form.render()?)
}
