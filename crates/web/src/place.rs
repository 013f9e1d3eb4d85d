//! What answers about an area: given out as it was made for this version of the area, or made from it.

use alongside_domain::AreaSlug;
use alongside_domain::policy::Action;
use alongside_pages::public::{Area, Shell};
use alongside_store::{Snapshot, areas};

use crate::answer::{Answer, Made, Media};
use crate::areas::{AsOf, Known};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::question;

/// Answers about the area that the address names. `make` may be run again, and reads from the same moment of the
/// database that the area is from.
pub(crate) fn of_area(
    asked: &Asked,
    media: Media,
    make: impl Fn(&mut Snapshot<'_>, &Known) -> Result<String, Failure>,
) -> Result<Answer, Failure> {
    let (slug, version) = found(asked)?;
    asked.kept(version, media, || read(asked, &slug, &make))
}

/// A page about the area that changes when the area does not, so it is made for each who asks.
pub(crate) fn as_it_is(
    asked: &Asked,
    make: impl Fn(&mut Snapshot<'_>, &Known) -> Result<String, Failure>,
) -> Result<Answer, Failure> {
    let (slug, _) = found(asked)?;
    Ok(asked.html(read(asked, &slug, &make)?))
}

/// The same of what is made with more than its text.
pub(crate) fn made_of_area(
    asked: &Asked,
    media: Media,
    make: impl Fn(&mut Snapshot<'_>, &Known) -> Result<Made, Failure>,
) -> Result<Answer, Failure> {
    let (slug, version) = found(asked)?;
    asked.kept_made(version, media, || read(asked, &slug, &make))
}

/// The area that the address names, and its version now.
fn found(asked: &Asked) -> Result<(AreaSlug, i64), Failure> {
    let slug: AreaSlug = asked.step("area").parse().map_err(|_| Failure::NotFound)?;
    let version = asked.read::<_, Failure>(|snapshot| {
        areas::version(snapshot, slug.as_str())?.ok_or(Failure::NotFound)
    })?;
    Ok((slug, version))
}

fn read<T>(
    asked: &Asked,
    slug: &AreaSlug,
    make: impl Fn(&mut Snapshot<'_>, &Known) -> Result<T, Failure>,
) -> Result<T, Failure> {
    asked.read(|snapshot| {
        let areas = asked.service().areas();
        let known = areas.at(snapshot, slug)?.ok_or(Failure::NotFound)?;
        // Whatever takes a day is made from the area as it stood then.
        match as_of(asked, &known)? {
            past if past.is_past() => {
                let stood = areas.stood(snapshot, &known, past.day)?;
                make(snapshot, &stood)
            }
            _ => make(snapshot, &known),
        }
    })
}

/// What stands around a page of an area.
pub(crate) fn shell<'a>(asked: &'a Asked, area: &'a Area<'a>) -> Result<Shell<'a>, Failure> {
    Ok(Shell {
        area: Some(area),
        desk: asked.visitor.is_some() && asked.may_here(Action::SeeDesk),
        takes_day: asked.visit.takes_day,
        ..asked.shell()?
    })
}

/// As of which day, or as of now.
pub(crate) fn as_of(asked: &Asked, known: &Known) -> Result<AsOf, Failure> {
    let day = question::day(asked, "as_of")?;
    Ok(known.as_of(day, asked.now()))
}

/// The same around a page with a form.
pub(crate) fn shell_of_form<'a>(
    asked: &'a Asked,
    area: &'a Area<'a>,
) -> Result<Shell<'a>, Failure> {
    let shell = shell(asked, area)?;
    Ok(Shell {
        form_token: asked.shell_of_form()?.form_token,
        ..shell
    })
}
