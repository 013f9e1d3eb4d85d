//! What is known of one organisation or one subject.

use std::collections::BTreeMap;

use alongside_charter::{Excuse, Subject};
use serde::{Deserialize, Serialize};

use super::{NO_WORDS, State, Words};
use crate::act::{
    About, Claimed, Commitment, Description, Digest, Import, Key, Moment, Paper, Party,
    StrikeReason, SubjectId, Value,
};
use crate::instant::Instant;
use crate::organisation::{ForumStage, OrganisationId, OrganisationKind};

/// What is known of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownOrganisation {
    /// Its kind.
    pub kind: OrganisationKind,
    /// Its name now.
    pub name: Commitment,
    /// When it was registered.
    pub registered: Instant,
    /// Where a forum is in its life; nothing for other organisations.
    pub stage: Option<ForumStage>,
    /// When it ended, once it has.
    pub ended: Option<Instant>,
    /// Who goes on in its place.
    pub successor: Option<OrganisationId>,
}

/// How a fact came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Origin {
    /// The act from which it is known.
    pub act: Digest,
    /// When that was.
    pub at: Instant,
    /// By whom.
    pub by: OrganisationId,
    /// Whether the act is what happened (it was announced here), and not a word about it.
    pub is_witnessed: bool,
}

/// A reason given, and who agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct KnownExcuse {
    /// The standard it speaks of; nothing where it speaks of all.
    pub standard: Option<Key>,
    /// The reason.
    pub reason: Commitment,
    /// Who agreed that it excuses.
    pub agreed_by: Option<Party>,
    /// The act by which it is known.
    pub origin: Origin,
}

/// How far a consultation is that was opened by an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsultationStage {
    /// People can answer.
    Open,
    /// It has closed.
    Closed,
}

/// Everything that is known of a subject. As JSON it is what a store keeps of it between two acts, and no public
/// form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct KnownSubject {
    /// What it is.
    pub about: About,
    /// Where it comes from, where it was loaded from a sheet.
    pub import: Option<Import>,
    /// What is so, and how that is known.
    pub facts: BTreeMap<Key, (Value, Origin)>,
    /// What somebody reports, by standard.
    pub claims: BTreeMap<Key, (Claimed, Origin)>,
    /// Its papers, in the order they were shared.
    pub papers: Vec<Paper>,
    /// Its minutes.
    pub minutes: Vec<Paper>,
    /// The answer to it.
    pub answer: Vec<Paper>,
    /// The reasons given, in their order.
    pub excuses: Vec<KnownExcuse>,
    /// The acts about it, in their order.
    pub acts: Vec<Digest>,
    /// What people are told of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Description>,
    /// How far a consultation that was opened here is.
    pub consultation: Option<ConsultationStage>,
    /// Why it was struck out, where it was.
    pub struck: Option<StrikeReason>,
}

impl KnownSubject {
    pub(in crate::replay) const fn new(about: About) -> Self {
        Self {
            about,
            import: None,
            facts: BTreeMap::new(),
            claims: BTreeMap::new(),
            papers: Vec::new(),
            minutes: Vec::new(),
            answer: Vec::new(),
            excuses: Vec::new(),
            acts: Vec::new(),
            description: None,
            consultation: None,
            struck: None,
        }
    }

    /// The value of a fact.
    pub fn value(&self, name: &str) -> Option<Value> {
        let found = self.facts.iter().find(|(key, _)| *key.name() == *name);
        found.map(|(_, (value, _))| *value)
    }

    pub(in crate::replay) fn set(&mut self, name: &'static str, value: Value, origin: Origin) {
        if let Some(key) = Key::known(name) {
            self.facts.insert(key, (value, origin));
        }
    }

    pub(in crate::replay) fn set_or_clear(
        &mut self,
        name: &'static str,
        when: Option<Moment>,
        origin: Origin,
    ) {
        match when {
            Some(moment) => self.set(name, moment.into(), origin),
            None => self.facts.retain(|key, _| *key.name() != *name),
        }
    }

    /// The subject as the charter engine takes it, with the names of organisations as they are at
    /// the instant of `state`.
    pub(in crate::replay) fn subject(&self, id: SubjectId, state: &State) -> Subject {
        let said = |commitment: Option<Commitment>| {
            let words = commitment.and_then(|one| state.words(one).said());
            words.unwrap_or_default().to_owned()
        };
        let called = |party: Party| match state.party_words(party) {
            Words::Say(name) => name.to_owned(),
            // Its history stays together when its name has gone.
            Words::Withdrawn(_) | Words::NotShown => match party {
                Party::Organisation(id) => id.to_string(),
                Party::Named(_) => NO_WORDS.to_owned(),
            },
        };
        let mut subject = Subject::new(self.about.kind.0, id.to_string());
        subject.title = said(self.about.title);
        subject.body = said(self.about.body);
        subject.organiser = self.about.organiser.map(called).unwrap_or_default();
        subject.source = said(self.import.and_then(|import| import.source));
        for (key, (value, _)) in &self.facts {
            subject.record(key.name().clone(), (*value).into());
        }
        for (standard, (claimed, _)) in &self.claims {
            if let Some(claim) = claimed.claim(state.words(claimed.words).said()) {
                subject.claim(standard.name().clone(), claim);
            }
        }
        subject.excuse = self.counted_excuse().map(|excuse| Excuse {
            standard: excuse.standard.as_ref().map(|key| key.name().clone()),
            // That there was a reason both sides agreed to does not end with its words.
            reason: state
                .words(excuse.reason)
                .said()
                .unwrap_or(NO_WORDS)
                .to_owned(),
            agreed_by: excuse.agreed_by.map(called),
        });
        subject
    }

    /// The engine takes one excuse for a subject: the latest that somebody agreed to, or else the
    /// latest. All are in [`Self::excuses`].
    fn counted_excuse(&self) -> Option<&KnownExcuse> {
        let agreed = self
            .excuses
            .iter()
            .rev()
            .find(|excuse| excuse.agreed_by.is_some());
        agreed.or_else(|| self.excuses.last())
    }
}
