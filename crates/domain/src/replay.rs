//! What is known, rebuilt from acts.
//!
//! [`State::replay`] applies a list of acts in their order and gives what was known at an
//! instant: the organisations, the charters adopted, and the subjects from whose facts findings
//! are computed. Corrections are acts too, so a replay to an earlier instant gives what was
//! known then.

mod apply;
mod known;
mod misfit;

use std::collections::BTreeMap;

use alongside_charter::Subject;

use crate::act::{Commitment, Deed, Disclosed, Party, SubjectId, WithdrawalReason};
use crate::adoption::{Adoption, Adoptions};
use crate::area::{AreaSlug, GssCode};
use crate::instant::Instant;
use crate::organisation::OrganisationId;

pub use known::{ConsultationStage, KnownExcuse, KnownOrganisation, KnownSubject, Origin};
pub use misfit::Misfit;

/// What stands in for a text that is not known where a finding needs words.
const NO_WORDS: &str = "[text withdrawn]";

/// What is known of one area at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    area: Option<KnownArea>,
    organisations: BTreeMap<OrganisationId, KnownOrganisation>,
    adoptions: Adoptions,
    subjects: BTreeMap<SubjectId, KnownSubject>,
    texts: BTreeMap<Commitment, String>,
    withdrawn: BTreeMap<Commitment, WithdrawalReason>,
}

/// What is known of the area itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownArea {
    /// Its name in addresses.
    pub slug: AreaSlug,
    /// What it is called.
    pub name: Commitment,
    /// Its code in the national register.
    pub gss: Option<GssCode>,
    /// When its record began.
    pub opened: Instant,
}

/// A text that an act commits to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words<'a> {
    /// It says this.
    Say(&'a str),
    /// It was taken back.
    Withdrawn(WithdrawalReason),
    /// It was not handed over with the acts, and no act takes it back.
    NotShown,
}

/// An act that does not fit what is known, and was passed over: its place in the list, and why.
pub type PassedOver = (usize, Misfit);

/// What is known, in the parts in which a store keeps it.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// The area, once its record has begun.
    pub area: Option<KnownArea>,
    /// Every organisation.
    pub organisations: Vec<(OrganisationId, KnownOrganisation)>,
    /// Every change of a charter, in the order made known.
    pub adoptions: Vec<Adoption>,
    /// The subjects that are looked at.
    pub subjects: Vec<(SubjectId, KnownSubject)>,
    /// The texts of all of these.
    pub texts: Vec<(Commitment, String)>,
    /// The texts of all of these that were taken back.
    pub withdrawn: Vec<(Commitment, WithdrawalReason)>,
}

impl From<Parts> for State {
    /// What a replay of all the acts would give, as far as the parts go: an act about a subject
    /// that is not among them cannot be applied.
    fn from(parts: Parts) -> Self {
        Self {
            area: parts.area,
            organisations: parts.organisations.into_iter().collect(),
            adoptions: Adoptions::from(parts.adoptions),
            subjects: parts.subjects.into_iter().collect(),
            texts: parts.texts.into_iter().collect(),
            withdrawn: parts.withdrawn.into_iter().collect(),
        }
    }
}

impl State {
    /// What was known at `as_of`, from acts in the order of the record; later ones are passed by,
    /// except that a text taken back later is not shown for an earlier time either.
    /// What does not fit changes nothing and is told, as the record cannot be mended.
    pub fn replay<'a>(
        acts: impl IntoIterator<Item = &'a Disclosed>,
        as_of: Instant,
    ) -> (Self, Vec<PassedOver>) {
        let mut state = Self::default();
        let mut passed_over = Vec::new();
        let mut withdrawn_later = Vec::new();
        for (place, disclosed) in acts.into_iter().enumerate() {
            let act = disclosed.act();
            if act.at <= as_of {
                if let Err(misfit) = state.apply(disclosed) {
                    passed_over.push((place, misfit));
                }
            } else if let Deed::TextWithdrawn { text, reason } = act.deed {
                withdrawn_later.push((text, reason));
            }
        }
        // What must not be read today must not be read by asking for yesterday.
        for (text, reason) in withdrawn_later {
            state.withdraw(text, reason);
        }
        (state, passed_over)
    }

    /// The area, once its record has begun.
    pub const fn area(&self) -> Option<&KnownArea> {
        self.area.as_ref()
    }

    /// The organisations, by id.
    pub const fn organisations(&self) -> &BTreeMap<OrganisationId, KnownOrganisation> {
        &self.organisations
    }

    /// The charters adopted.
    pub const fn adoptions(&self) -> &Adoptions {
        &self.adoptions
    }

    /// Everything that is known of each subject, by id; those struck out too.
    pub const fn known_subjects(&self) -> &BTreeMap<SubjectId, KnownSubject> {
        &self.subjects
    }

    /// The subjects from whose facts findings are computed, in the order of their ids: all that
    /// are not struck out.
    pub fn subjects(&self) -> Vec<Subject> {
        let counted = self
            .subjects
            .iter()
            .filter(|(_, known)| known.struck.is_none());
        counted
            .map(|(id, known)| known.subject(*id, self))
            .collect()
    }

    /// One subject, as findings are computed from it; none where it is not known or struck out.
    pub fn subject(&self, id: SubjectId) -> Option<Subject> {
        let known = self
            .subjects
            .get(&id)
            .filter(|known| known.struck.is_none())?;
        Some(known.subject(id, self))
    }

    /// The organisation of this name that has not ended, as its name is written.
    pub fn organisation_called(&self, name: &str) -> Option<OrganisationId> {
        let is_called = |known: &KnownOrganisation| {
            known.ended.is_none() && self.words(known.name).said() == Some(name)
        };
        let found = self
            .organisations
            .iter()
            .find(|(_, known)| is_called(known));
        found.map(|(id, _)| *id)
    }

    /// What a commitment says.
    pub fn words(&self, commitment: Commitment) -> Words<'_> {
        match (self.withdrawn.get(&commitment), self.texts.get(&commitment)) {
            (Some(reason), _) => Words::Withdrawn(*reason),
            (None, Some(text)) => Words::Say(text),
            (None, None) => Words::NotShown,
        }
    }

    /// What an organisation or somebody else is called.
    pub fn party_words(&self, party: Party) -> Words<'_> {
        match party {
            Party::Named(name) => self.words(name),
            Party::Organisation(id) => self
                .organisations
                .get(&id)
                .map_or(Words::NotShown, |known| self.words(known.name)),
        }
    }
}

impl<'a> Words<'a> {
    /// The text, where it is known.
    pub const fn said(self) -> Option<&'a str> {
        match self {
            Self::Say(text) => Some(text),
            Self::Withdrawn(_) | Self::NotShown => None,
        }
    }
}

#[cfg(test)]
mod tests;
