//! Pages that are text alone.

use alongside_pages::public::{Text, TextPage};

use crate::answer::Answer;
use crate::asked::Asked;
use crate::failure::Failure;

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

fn text(asked: &Asked, text: Text) -> Result<Answer, Failure> {
    let page = TextPage {
        shell: asked.shell()?,
        text,
        contact: &asked.service().settings().contact,
    };
    Ok(asked.html(page.render()?))
}
