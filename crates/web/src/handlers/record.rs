//! The record of an area: its acts, newest first.

use alongside_pages::public::{ActRow, RecordPage, Seen, Witnessed};
use alongside_store::{Snapshot, log, outbox, record as kept};

use crate::acts::Teller;
use crate::answer::{Answer, Media};
use crate::areas::Known;
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
        let witnesses = Witnesses::of(asked, snapshot, known)?;
        let seen = witnesses.as_ref().map_or_else(Vec::new, Witnesses::seen);
        let page = RecordPage {
            shell: place::shell(asked, &here)?,
            part,
            acts: &rows,
            witnessed: witnesses.as_ref().map(|of| of.told(&seen)),
        };
        Ok(page.render()?)
    })
}

/// The witnesses that are asked, with what they signed of a record.
struct Witnesses<'a> {
    asked: &'a [String],
    signed: Vec<log::Cosigned>,
    published: u64,
    needed: usize,
}

impl<'a> Witnesses<'a> {
    /// Nothing where none are asked, or there is nothing to sign yet.
    fn of(
        asked: &'a Asked,
        snapshot: &mut Snapshot<'_>,
        known: &Known,
    ) -> Result<Option<Self>, Failure> {
        let keys = asked.service().settings().witnesses.as_slice();
        let slug = known.area.slug.as_str();
        let log = log::find(snapshot, slug)?.filter(|log| !keys.is_empty() && log.size > 0);
        let Some(log) = log else { return Ok(None) };
        Ok(Some(Self {
            asked: keys,
            signed: log::cosigned(snapshot, slug)?,
            published: log.size,
            needed: usize::try_from(known.area.settings.witnesses_needed).unwrap_or(1),
        }))
    }

    fn seen(&self) -> Vec<Seen<'_>> {
        let seen = |key: &'a String| {
            let signed = self.signed.iter().find(|signed| signed.witness == *key);
            Seen {
                name: key.split('+').next().unwrap_or_default(),
                signed: signed.map(|signed| (signed.size, signed.at)),
            }
        };
        self.asked.iter().map(seen).collect()
    }

    const fn told<'s>(&self, seen: &'s [Seen<'s>]) -> Witnessed<'s> {
        Witnessed {
            needed: self.needed,
            published: self.published,
            witnesses: seen,
        }
    }
}
