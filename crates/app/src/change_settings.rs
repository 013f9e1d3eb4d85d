//! An area's settings are changed.

use alongside_domain::policy::{Action, Place};
use alongside_domain::{AreaSlug, Wording};
use alongside_store::Transaction;
use alongside_store::areas::{self, Settings};

use crate::call::Call;
use crate::failure::Failure;
use crate::wrong::Wrong;

/// So many witnesses can be asked for.
const MOST_WITNESSES: std::ops::RangeInclusive<i64> = 1..=20;

/// What was typed.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The version of the area that whoever typed it saw.
    pub seen: i64,
    /// The brand colour, six hexadecimal figures with or without `#`.
    pub colour: &'a str,
    /// Whom to write to; may be empty.
    pub contact: &'a str,
    /// Whether staff are asked for a passkey.
    pub asks_passkey: bool,
    /// How many witnesses have to have signed before the record is called witnessed; as before where nobody was asked.
    pub witnesses: Option<&'a str>,
    /// Whether people can be told by text message; as before where nobody was asked.
    pub sends_texts: Option<bool>,
}

/// Changes an area's settings.
pub fn change_settings(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    wish: &Wish<'_>,
) -> Result<(), Failure> {
    call.may(Action::ChangeArea, &Place::Area(area.clone()))?;
    let colour = wish.colour.trim().trim_start_matches('#').to_lowercase();
    let mut wrong = Wrong::default();
    if colour.len() != 6 || !colour.chars().all(|c| c.is_ascii_hexdigit()) {
        let says = "write a colour as six figures from 0 to 9 and a to f, such as 4a3f8f";
        wrong.add("colour", says);
    }
    let contact = match wish.contact.trim() {
        "" => String::new(),
        contact => wrong
            .take("contact", Wording::line(contact, 200))
            .map_or_else(String::new, |contact| contact.as_str().to_owned()),
    };
    let witnesses = wish.witnesses.map(|written| {
        let number = written
            .trim()
            .parse()
            .ok()
            .filter(|number| MOST_WITNESSES.contains(number));
        number.ok_or("write a number from 1 to 20")
    });
    let witnesses = witnesses.and_then(|read| wrong.take("witnesses", read));
    wrong.refuse()?;
    let before = areas::find(tx, area)?.ok_or(Failure::NotFound)?;
    let settings = Settings {
        colour,
        contact,
        asks_passkey: wish.asks_passkey,
        witnesses_needed: witnesses.unwrap_or(before.settings.witnesses_needed),
        sends_texts: wish.sends_texts.unwrap_or(before.settings.sends_texts),
        ..before.settings
    };
    if areas::change(tx, area, wish.seen, &settings)? {
        Ok(())
    } else {
        Err(Failure::Stale)
    }
}

/// Shows an area as it is now and lets nothing be added to it, with something that every page has to say first.
pub fn show_only(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    notice: &str,
) -> Result<(), Failure> {
    call.may(Action::KeepRunning, &Place::Instance)?;
    let before = areas::find(tx, area)?.ok_or(Failure::NotFound)?;
    let settings = Settings {
        notice: notice.to_owned(),
        is_read_only: true,
        ..before.settings
    };
    areas::change(tx, area, before.version, &settings)?;
    Ok(())
}
