//! An area's record, held open for a change.

use alongside_domain::act::{Act, Commitment, Deed, Disclosed, Opening, SubjectId};
use alongside_domain::replay::State;
use alongside_domain::{AreaSlug, Instant, OrganisationId, Wording};
use alongside_store::record::{Known, Of};
use alongside_store::{Transaction, areas, record};

use crate::call::{Call, Caller};
use crate::failure::Failure;

/// An area's record in a transaction: what is known, and the next acts.
pub struct Record<'t, 'c, 'k> {
    pub(crate) tx: &'t mut Transaction<'c>,
    pub(crate) call: &'k Call<'k>,
    area: AreaSlug,
    state: State,
    version: i64,
    last: Option<Instant>,
    openings: Vec<Opening>,
}

impl<'t, 'c, 'k> Record<'t, 'c, 'k> {
    /// The record of an area, with as much as is asked for.
    pub fn load(
        tx: &'t mut Transaction<'c>,
        call: &'k Call<'k>,
        area: &AreaSlug,
        of: Of<'_>,
    ) -> Result<Self, Failure> {
        let found = areas::find(tx, area)?.ok_or(Failure::NotFound)?;
        if found.settings.is_read_only && call.caller != Caller::Machine {
            return Err(Failure::ReadOnly);
        }
        let Known {
            state,
            version,
            last,
        } = record::load(tx, area, of)?.ok_or(Failure::NotFound)?;
        Ok(Self {
            tx,
            call,
            area: area.clone(),
            state,
            version,
            last: Some(last),
            openings: Vec::new(),
        })
    }

    /// The record of an area that begins.
    pub(crate) fn begin(tx: &'t mut Transaction<'c>, call: &'k Call<'k>, area: &AreaSlug) -> Self {
        Self {
            tx,
            call,
            area: area.clone(),
            state: State::default(),
            version: 0,
            last: None,
            openings: Vec::new(),
        }
    }

    /// What is known.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Goes on as somebody else, or at a later time, in the same transaction.
    pub const fn go_on(&mut self, call: &'k Call<'k>) {
        self.call = call;
    }

    /// Who does what follows, and when.
    pub const fn call(&self) -> &'k Call<'k> {
        self.call
    }

    /// How many changes there were when it was loaded.
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// Goes on only if nothing was changed since somebody looked.
    pub fn unchanged_since(&self, seen: i64) -> Result<(), Failure> {
        if self.version == seen {
            Ok(())
        } else {
            Err(Failure::Stale)
        }
    }

    /// Puts a text beside the next act, and gives what stands for it in the act.
    pub fn seal(&mut self, text: &Wording) -> Commitment {
        let opening = Opening::new(self.call.salt(), text);
        let commitment = opening.commitment();
        self.openings.push(opening);
        commitment
    }

    /// Puts texts beside the next act.
    pub fn beside(&mut self, openings: impl IntoIterator<Item = Opening>) {
        self.openings.extend(openings);
    }

    /// Does something in public: it is applied to what is known, or refused, and kept with what it leaves.
    pub fn act(&mut self, by: OrganisationId, deed: Deed) -> Result<(), Failure> {
        // Acts of an area follow one another, whatever the clock says.
        let after_last = self.last.map(|last| last.plus_micros(1));
        let at = after_last.map_or(self.call.now, |after| after.max(self.call.now));
        let act = Act {
            area: self.area.clone(),
            at,
            by,
            deed,
        };
        let disclosed = Disclosed::new(act, std::mem::take(&mut self.openings))?;
        self.state.apply(&disclosed)?;
        let id = self.call.id::<Act>().uuid();
        record::keep(self.tx, id, &disclosed, &self.state)?;
        self.last = Some(at);
        Ok(())
    }

    /// A new id for a subject.
    pub fn new_subject(&self) -> SubjectId {
        self.call.id()
    }
}
