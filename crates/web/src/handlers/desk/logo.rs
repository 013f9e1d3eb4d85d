//! The logo of an area: chosen, described in other words, and taken away.

use alongside_app::Failure as App;
use alongside_app::change_logo::{self, Wish, change_logo};
use alongside_app::picture::Picture;
use alongside_domain::AreaSlug;
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::public::Said;
use alongside_store::files::Digest;
use alongside_store::logos::Logo;
use bytes::Bytes;

use super::{done, here, settings, slug, stale};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::failure::Failure;

/// A picture comes in, or other words for the one that is shown.
pub(crate) fn choose(asked: &Asked) -> Result<Answer, Failure> {
    let (known, says) = (here(asked)?, asked.fields()?.get("says"));
    let (area, shown) = (&known.area.slug, known.area.logo.as_ref());
    let sent = asked.upload("file").filter(|sent| !sent.bytes.is_empty());
    let file = sent.map(|sent| &*sent.bytes);
    let chosen = match change_logo::choose(&Wish { file, says }, shown.is_some()) {
        Ok(chosen) => chosen,
        Err(wrong) => {
            let says = Typed {
                value: says,
                error: wrong.with("says"),
            };
            return settings::form_with_logo(asked, wrong.with("file"), says);
        }
    };
    let says = chosen.says.as_str().to_owned();
    let logo = match (chosen.picture, shown) {
        (Some(picture), _) => kept(asked, picture, says)?,
        (None, Some(shown)) => Logo {
            says,
            ..shown.clone()
        },
        (None, None) => return Err(Failure::Unreadable),
    };
    changed(asked, area, Some(&logo), Said::LogoKept)
}

/// The area shows none any more.
pub(crate) fn remove(asked: &Asked) -> Result<Answer, Failure> {
    changed(asked, &slug(asked)?, None, Said::LogoRemoved)
}

/// Keeps the file of a picture.
fn kept(asked: &Asked, picture: Picture, says: String) -> Result<Logo, Failure> {
    let Picture { png, width, height } = picture;
    Ok(Logo {
        name: asked.keep_file(Bytes::from(png))?,
        says,
        width,
        height,
    })
}

fn changed(
    asked: &Asked,
    area: &AreaSlug,
    logo: Option<&Logo>,
    said: Said,
) -> Result<Answer, Failure> {
    let fields = asked.fields()?;
    let seen = match fields.get("seen") {
        "" => None,
        name => Some(Digest::parse(name).ok_or(Failure::Unreadable)?),
    };
    let back = links::settings(area.as_str());
    match asked.change(|tx, call| change_logo(tx, call, area, seen, logo)) {
        Ok(()) => done(asked, &back, said),
        Err(App::Stale) => {
            let typed = [(
                "What are people told who cannot see it?",
                fields.get("says"),
            )];
            stale(asked, &typed, &back)
        }
        Err(failure) => Err(failure.into()),
    }
}
