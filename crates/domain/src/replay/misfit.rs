//! Why an act does not fit what is known.

use alongside_charter::{Kind, Name};

use crate::act::{StrikeReason, SubjectId};
use crate::adoption::AdoptionRefusal;
use crate::organisation::{ForumStage, OrganisationId, StageRefusal};

/// Why an act cannot be done, or, found in a record, changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// The record has not begun.
    #[error("This area's record has not begun.")]
    NotOpen,
    /// It has begun already.
    #[error("This area's record has begun already.")]
    OpenAlready,
    /// The act is of another area.
    #[error("This belongs to the record of another area.")]
    OtherArea,
    /// Whoever did it, or whom it is about, is not registered.
    #[error("This organisation is not registered in this area. Register it first.")]
    UnknownOrganisation(OrganisationId),
    /// It is registered already.
    #[error("This organisation is registered already.")]
    KnownOrganisation(OrganisationId),
    /// It has ended.
    #[error("This organisation has ended, so nothing more can be done by it or to it.")]
    EndedOrganisation(OrganisationId),
    /// It is not a forum.
    #[error("Only a parent carer forum goes through stages.")]
    NoForum,
    /// The forum was at another stage than whoever changed it thought.
    #[error("This forum is at another stage by now: {0}. Look again before you change it.")]
    StageIs(ForumStage),
    /// The step cannot be taken.
    #[error(transparent)]
    Stage(#[from] StageRefusal),
    /// The charter cannot be adopted or ended like this.
    #[error(transparent)]
    Adoption(#[from] AdoptionRefusal),
    /// Nothing is known of the subject.
    #[error("The record does not know what this is about.")]
    UnknownSubject(SubjectId),
    /// It is known already.
    #[error("This is in the record already.")]
    KnownSubject(SubjectId),
    /// It is struck out.
    #[error("This was struck out of the record, so nothing more can be added to it.")]
    Struck(StrikeReason),
    /// It is another kind of thing.
    #[error("This is a {is}; only a {needed} can have this done to it.")]
    Kind {
        /// What it is.
        is: Kind,
        /// What it would have to be.
        needed: Kind,
    },
    /// It is announced already.
    #[error("This is announced already. To change its date, reschedule it.")]
    Announced,
    /// It is not announced, so there is no announcement that could be moved.
    #[error("This is not announced yet. Announce it, or save another date for it.")]
    NotAnnounced,
    /// It is called off.
    #[error("This was called off. To hold it after all, announce a new one.")]
    Cancelled,
    /// The fact is known.
    #[error("\"{}\" is known already. If it is wrong, correct it.", .0.words())]
    KnownFact(Name),
    /// The fact is known only from an act, and only another act changes it.
    #[error("\"{}\" was recorded as it happened, so it cannot be corrected by hand.", .0.words())]
    Witnessed(Name),
    /// The record says something else than whoever corrected it thought.
    #[error("The record says something else about \"{}\" by now. Look again before you correct it.", .0.words())]
    FactIs(Name),
    /// The consultation is open or was.
    #[error("This consultation has opened already.")]
    Opened,
    /// It is not open.
    #[error("This consultation is not open.")]
    NotOpened,
    /// It has closed.
    #[error("This consultation has closed already.")]
    Closed,
    /// There is nothing in it.
    #[error("Add at least one paper.")]
    NoPapers,
    /// One side cannot agree with itself.
    #[error("Whoever organised this cannot agree to their own reason. The other side has to.")]
    OwnReason,
}
