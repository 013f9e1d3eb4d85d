//! Why something was not done.

use std::fmt::Display;

use alongside_charter::Mistakes;
use alongside_domain::act::{ImportRefusal, Stray};
use alongside_domain::policy::Refusal;
use alongside_domain::replay::Misfit;
use alongside_domain::sign_in::Wait;
use alongside_domain::{HoldingRefusal, InvitationRefusal};

use crate::wrong::Wrong;

/// Why something was not done. Each says in the words of whoever asked what they can do about it; only
/// [`Self::Store`] is none of theirs.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The database did not do as asked.
    #[error("This could not be saved just now.")]
    Store(#[from] alongside_store::Error),
    /// They may not.
    #[error(transparent)]
    NotAllowed(#[from] Refusal),
    /// There is no such thing.
    #[error("There is nothing here by this name.")]
    NotFound,
    /// Somebody else was quicker.
    #[error("Somebody changed this while you were looking at it. Look again before you change it.")]
    Stale,
    /// Nothing can be added to this area's record.
    #[error(
        "This area is shown as it was built from its sources. Nothing can be added to it here."
    )]
    ReadOnly,
    /// Something that was typed cannot be taken.
    #[error("{0}")]
    Wrong(#[from] Wrong),
    /// A charter has mistakes.
    #[error("This charter has mistakes.")]
    Charter(Mistakes),
    /// It does not fit what the record says.
    #[error(transparent)]
    Misfit(#[from] Misfit),
    /// A row of a sheet cannot go into the record.
    #[error(transparent)]
    Import(#[from] ImportRefusal),
    /// A text does not belong to the act it came with: a fault of the program.
    #[error("This could not be saved just now.")]
    Stray(#[from] Stray),
    /// An invitation cannot be accepted.
    #[error(transparent)]
    Invitation(#[from] InvitationRefusal),
    /// A role cannot be held there.
    #[error(transparent)]
    Role(#[from] HoldingRefusal),
    /// It was tried too often.
    #[error(transparent)]
    TooOften(#[from] Wait),
}

impl Failure {
    /// One thing that was typed cannot be taken.
    pub fn wrong(field: &'static str, says: impl Display) -> Self {
        let mut wrong = Wrong::default();
        wrong.add(field, says);
        Self::Wrong(wrong)
    }
}
