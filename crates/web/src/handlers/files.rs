//! Files: the look, and the few that machines ask for by a name of their own.

use std::sync::Arc;

use alongside_domain::{AreaSlug, Email};
use alongside_pages::Colour;

use crate::answer::{Answer, Made, Media};
use crate::asked::Asked;
use crate::failure::Failure;

/// Where browsers look for an icon that no page names.
pub(crate) const ICON: &str = "/favicon.ico";
/// Where crawlers ask what they may read (RFC 9309).
pub(crate) const ROBOTS: &str = "/robots.txt";
/// Whom to tell of a weakness (RFC 9116).
pub(crate) const SECURITY: &str = "/.well-known/security.txt";

pub(crate) fn asset(asked: &Asked) -> Result<Answer, Failure> {
    let file = asked.service().look().file(asked.step("file"));
    Ok(Answer::forever(file.ok_or(Failure::NotFound)?))
}

pub(crate) fn icon(asked: &Asked) -> Result<Answer, Failure> {
    let icon = asked.service().look().icon();
    Ok(Answer::public(icon.ok_or(Failure::NotFound)?))
}

/// The stylesheet of a colour: one address for each colour, so that none is made twice.
pub(crate) fn brand(asked: &Asked) -> Result<Answer, Failure> {
    let written = asked.step("colour");
    let colour = Colour::parse(written).filter(|colour| colour.to_string() == written);
    let sheet = colour.ok_or(Failure::NotFound)?.stylesheet();
    Ok(Answer::forever(Arc::new(Made::new(
        Media::Css,
        sheet.into(),
    ))))
}

/// The logo that an area shows. One that it does not show any more is given to nobody.
pub(crate) fn logo(asked: &Asked) -> Result<Answer, Failure> {
    let slug: AreaSlug = asked.step("area").parse().map_err(|_| Failure::NotFound)?;
    let known = asked.read(|snapshot| asked.service().areas().at(snapshot, &slug))?;
    let area = &known.ok_or(Failure::NotFound)?.area;
    let name = area.logo.as_ref().map(|logo| logo.name);
    let name = name.filter(|name| name.to_string() == asked.step("file"));
    let name = name.ok_or(Failure::NotFound)?;
    let made = || Ok(Made::new(Media::Png, asked.file(name)?));
    Ok(asked.kept_made(area.version, Media::Png, made)?.for_good())
}

#[expect(clippy::unnecessary_wraps, reason = "all that answer have one shape")]
/// Crawlers may read everything that is public, and have no business with forms.
pub(crate) fn robots(_: &Asked) -> Result<Answer, Failure> {
    const SAYS: &str = "User-agent: *\nDisallow: /sign-in\nDisallow: /me\nDisallow: /operator\nDisallow: /*/desk\n";
    Ok(text(SAYS.to_owned()))
}

/// Only where it is known whom to tell.
pub(crate) fn security(asked: &Asked) -> Result<Answer, Failure> {
    let settings = asked.service().settings();
    let contact = settings.contact.trim();
    let contact = if contact.starts_with("https://") {
        contact.to_owned()
    } else if contact.parse::<Email>().is_ok() {
        format!("mailto:{contact}")
    } else {
        return Err(Failure::NotFound);
    };
    // It has to say until when it holds: here, for a year from when it is read.
    let until = asked.now().plus_micros(365 * 24 * 60 * 60 * 1_000_000);
    let day = until.to_string();
    let day = day.get(..10).unwrap_or_default();
    Ok(text(format!(
        "Contact: {contact}\nExpires: {day}T00:00:00Z\nCanonical: {}\n",
        settings.base.with(SECURITY)
    )))
}

fn text(says: String) -> Answer {
    Answer::public(Arc::new(Made::new(Media::Text, says.into())))
}
