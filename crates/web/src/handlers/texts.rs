//! Pages that are text alone.

use alongside_pages::public::{CopyPage, Text, TextPage};
use alongside_store::log;

use crate::answer::{Answer, Media};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::place;

pub(crate) fn about(asked: &Asked) -> Result<Answer, Failure> {
    text(asked, Text::About)
}

pub(crate) fn accessibility(asked: &Asked) -> Result<Answer, Failure> {
    text(asked, Text::Accessibility)
}

pub(crate) fn privacy(asked: &Asked) -> Result<Answer, Failure> {
    text(asked, Text::Privacy)
}

pub(crate) fn glossary(asked: &Asked) -> Result<Answer, Failure> {
    text(asked, Text::Glossary)
}

/// What a copy of the area's pages is.
pub(crate) fn copy(asked: &Asked) -> Result<Answer, Failure> {
    place::of_area(asked, Media::Html, |snapshot, known| {
        let here = known.place();
        let page = CopyPage {
            shell: place::shell(asked, &here)?,
            contact: &asked.service().settings().contact,
            is_signed: log::find(snapshot, known.area.slug.as_str())?.is_some(),
        };
        Ok(page.render()?)
    })
}

fn text(asked: &Asked, text: Text) -> Result<Answer, Failure> {
    let page = TextPage {
        shell: asked.shell()?,
        text,
        contact: &asked.service().settings().contact,
    };
    Ok(asked.html(page.render()?))
}
