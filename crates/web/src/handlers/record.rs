//! The record of an area: its acts, newest first.

use alongside_pages::public::{ActRow, RecordPage};
use alongside_store::{outbox, record as kept};

use crate::acts::Teller;
use crate::answer::{Answer, Media};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::{place, question};

/// So many acts stand on a page.
const ON_A_PAGE: u32 = 50;

pub(crate) fn record(asked: &Asked) -> Result<Answer, Failure> {
    place::of_area(asked, Media::Html, |snapshot, known| {
        let slug = known.area.slug.as_str();
        let total = usize::try_from(outbox::count(snapshot, slug)?).unwrap_or(usize::MAX);
        let part = question::part(asked, ON_A_PAGE as usize, total)?;
        let newer = u32::try_from(part.begins()).unwrap_or(u32::MAX);
        let acts = outbox::latest(snapshot, slug, newer, ON_A_PAGE)?;
        let told = kept::disclosed_in_turn(snapshot, &acts)?;
        let teller = Teller::new(&known.area);
        let rows: Vec<ActRow<'_>> = told.iter().map(|told| teller.row(told)).collect();
        let here = known.place();
        let page = RecordPage {
            shell: place::shell(asked, &here)?,
            part,
            acts: &rows,
        };
        Ok(page.render()?)
    })
}
