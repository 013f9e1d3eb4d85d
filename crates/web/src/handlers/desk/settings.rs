//! How an area looks, whom to write to, and what it asks of staff.

use alongside_app::Failure as App;
use alongside_app::change_settings::{Wish, change_settings};
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::public::Said;
use alongside_pages::staff::{LogoForm, SettingsForm};

use super::{again, done, here, shell, slug, stale};
use crate::answer::Answer;
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;

/// As people speak of [`Picture::MOST_BYTES`](alongside_app::picture::Picture::MOST_BYTES).
const MOST_MEGABYTES: u32 = 1;

/// The settings as they are.
pub(crate) fn form(asked: &Asked) -> Result<Answer, Failure> {
    let known = here(asked)?;
    let area = &known.area;
    let (colour, contact) = (&area.settings.colour, &area.settings.contact);
    let needed = area.settings.witnesses_needed.to_string();
    let filled = Filled {
        version: area.version,
        colour: Typed::new(colour),
        contact: Typed::new(contact),
        asks_passkey: area.settings.asks_passkey,
        witnesses: Typed::new(&needed),
        sends_texts: area.settings.sends_texts,
        ..Filled::default()
    };
    Ok(asked.html(filled_in(asked, &known, &filled)?))
}

/// The settings as they are, with the form of the logo as somebody filled it in and what is wrong with it.
pub(super) fn form_with_logo(
    asked: &Asked,
    file_error: &str,
    says: Typed<'_>,
) -> Result<Answer, Failure> {
    let known = here(asked)?;
    let settings = &known.area.settings;
    let needed = settings.witnesses_needed.to_string();
    let filled = Filled {
        version: known.area.version,
        colour: Typed::new(&settings.colour),
        contact: Typed::new(&settings.contact),
        asks_passkey: settings.asks_passkey,
        witnesses: Typed::new(&needed),
        sends_texts: settings.sends_texts,
        logo_file_error: file_error,
        logo_says: Some(says),
    };
    Ok(again(asked, filled_in(asked, &known, &filled)?))
}

/// The settings as somebody wants them.
pub(crate) fn change(asked: &Asked) -> Result<Answer, Failure> {
    let (slug, fields) = (slug(asked)?, asked.fields()?);
    let (colour, contact) = (fields.get("colour"), fields.get("contact"));
    // Nothing but a plain no takes the safeguard away.
    let asks_passkey = fields.get("passkey") != "no";
    let witnesses = fields.get("witnesses");
    // Nothing but a plain yes spends money.
    let sends_texts = fields.get("texts") == "yes";
    let wish = Wish {
        seen: fields
            .get("version")
            .parse()
            .map_err(|_| Failure::Unreadable)?,
        colour,
        contact,
        asks_passkey,
        witnesses: are_asked(asked).then_some(witnesses),
        sends_texts: can_text(asked).then_some(sends_texts),
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
                ("How many witnesses have to sign the record?", witnesses),
                (
                    "Can people be told by text message?",
                    if sends_texts { "Yes" } else { "No" },
                ),
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
    let filled = Filled {
        version: wish.seen,
        colour: typed("colour", colour),
        contact: typed("contact", contact),
        asks_passkey,
        witnesses: typed("witnesses", witnesses),
        sends_texts,
        ..Filled::default()
    };
    Ok(again(asked, filled_in(asked, &known, &filled)?))
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Filled<'a> {
    version: i64,
    colour: Typed<'a>,
    contact: Typed<'a>,
    asks_passkey: bool,
    witnesses: Typed<'a>,
    sends_texts: bool,
    logo_file_error: &'a str,
    /// Nothing where nobody typed anything: what it says now is shown.
    logo_says: Option<Typed<'a>>,
}

/// Whether witnesses are asked to sign records here.
fn are_asked(asked: &Asked) -> bool {
    !asked.service().settings().witnesses.is_empty()
}

/// Whether text messages can be sent from here.
fn can_text(asked: &Asked) -> bool {
    asked.service().settings().texts.is_some()
}

fn filled_in(asked: &Asked, known: &Known, filled: &Filled<'_>) -> Result<String, Failure> {
    let around = known.place();
    let says_now = around.logo.map_or("", |logo| logo.says);
    let form = SettingsForm {
        shell: shell(asked, &around)?,
        version: filled.version,
        colour: filled.colour,
        contact: filled.contact,
        asks_for_passkey: filled.asks_passkey,
        witnesses: are_asked(asked).then_some(filled.witnesses),
        sends_texts: can_text(asked).then_some(filled.sends_texts),
        logo: LogoForm {
            seen: around.logo,
            most_megabytes: MOST_MEGABYTES,
            file_error: filled.logo_file_error,
            says: filled.logo_says.unwrap_or(Typed::new(says_now)),
        },
    };
    Ok(form.render()?)
}
