//! An area as it stood on a day that is over.

use alongside_domain::act::Disclosed;
use alongside_domain::replay::State;
use alongside_domain::{AreaSlug, Instant};
use alongside_store::{Error, Snapshot, areas, outbox, record};
use jiff::Timestamp;

use super::{Area, files};

impl Area {
    /// The area as it stood at an instant, with all that was known of it then: rebuilt from its acts, and looking as it
    /// does now. Texts that were taken back since are not shown. Nothing where its record began later.
    pub fn stood(
        &self,
        snapshot: &mut Snapshot<'_>,
        until: Instant,
    ) -> Result<Option<(Self, State)>, Error> {
        let (state, _) = State::replay(&acts(snapshot, &self.slug)?, until);
        let Some(known) = state.area() else {
            return Ok(None);
        };
        let name = state.words(known.name).said().unwrap_or(self.slug.as_str());
        let found = areas::Area {
            slug: self.slug.clone(),
            name: name.to_owned(),
            version: self.version,
            reshaped: self.version,
            settings: self.settings.clone(),
            gss: known.gss.clone(),
            opened: known.opened,
            last: self.last.min(until),
        };
        let files = files(snapshot, &state)?;
        let area = Self::made(found, self.logo.clone(), &state, &files);
        Ok(Some((area, state)))
    }
}

/// Every act of an area with its texts, in the order of the record.
fn acts(snapshot: &mut Snapshot<'_>, slug: &AreaSlug) -> Result<Vec<Disclosed>, Error> {
    const AT_ONCE: u32 = 1_000;
    let mut all: Vec<Disclosed> = Vec::new();
    loop {
        let from = all
            .last()
            .map_or(Timestamp::MIN, |last| last.act().at.timestamp());
        let acts = outbox::after(snapshot, slug.as_str(), from, AT_ONCE)?;
        if acts.is_empty() {
            return Ok(all);
        }
        all.extend(record::disclosed_in_turn(snapshot, &acts)?);
    }
}
