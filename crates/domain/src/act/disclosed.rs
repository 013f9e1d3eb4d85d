//! An act together with the texts that may be shown.

use std::collections::BTreeMap;

use super::{Act, Commitment, Digest, NotAnAct, Opening};

/// An act and those of its texts that are known. A text that has gone leaves its commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosed {
    act: Act,
    digest: Digest,
    openings: BTreeMap<Commitment, Opening>,
}

/// A text that opens no commitment of the act it came with: it was changed, or belongs elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a text beside this act is not one that the act commits to: it would be {0}")]
pub struct Stray(pub Commitment);

/// Why bytes and texts are not an act with its texts.
#[derive(Debug, thiserror::Error)]
pub enum NotDisclosed {
    /// The bytes are no act.
    #[error(transparent)]
    Act(#[from] NotAnAct),
    /// A text is not one of its.
    #[error(transparent)]
    Text(#[from] Stray),
}

impl Disclosed {
    /// An act as it was kept or logged, with its texts.
    pub fn parse(
        bytes: &[u8],
        openings: impl IntoIterator<Item = Opening>,
    ) -> Result<Self, NotDisclosed> {
        let act = Act::parse(bytes)?;
        Ok(Self::with_digest(act, Digest::of(bytes), openings)?)
    }

    /// An act with texts, each of which opens one of its commitments.
    pub fn new(act: Act, openings: impl IntoIterator<Item = Opening>) -> Result<Self, Stray> {
        let digest = act.digest();
        Self::with_digest(act, digest, openings)
    }

    fn with_digest(
        act: Act,
        digest: Digest,
        openings: impl IntoIterator<Item = Opening>,
    ) -> Result<Self, Stray> {
        let expected = act.commitments();
        let openings: BTreeMap<Commitment, Opening> = openings
            .into_iter()
            .map(|opening| (opening.commitment(), opening))
            .collect();
        match openings.keys().find(|found| !expected.contains(found)) {
            Some(stray) => Err(Stray(*stray)),
            None => Ok(Self {
                act,
                digest,
                openings,
            }),
        }
    }

    /// The act.
    pub const fn act(&self) -> &Act {
        &self.act
    }

    /// The digest of the act.
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// The texts that are known.
    pub fn openings(&self) -> impl Iterator<Item = (Commitment, &Opening)> {
        self.openings
            .iter()
            .map(|(found, opening)| (*found, opening))
    }

    /// The text of a commitment, where it is known.
    pub fn text(&self, commitment: Commitment) -> Option<&str> {
        self.openings.get(&commitment).map(Opening::text)
    }

    /// The commitments of the act whose text is not here.
    pub fn missing(&self) -> Vec<Commitment> {
        let all = self.act.commitments().into_iter();
        all.filter(|one| !self.openings.contains_key(one)).collect()
    }

    /// The same with a text taken away.
    #[must_use]
    pub fn without(mut self, commitment: Commitment) -> Self {
        self.openings.remove(&commitment);
        self
    }
}
