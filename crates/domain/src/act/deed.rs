//! What was done: one variant for each kind of act.
//!
//! Every field is an id, a name from a charter, a day, an instant, a number, yes or no, a word
//! from a list, a digest, or a commitment. There is no field for a text and none for a person,
//! and `act/tests.rs` holds that none comes in unseen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::commitment::{Commitment, Digest};
use super::description::Description;
use super::value::{Claimed, Day, Key, Moment, SubjectKind, Value};
use crate::area::GssCode;
use crate::id::Id;
use crate::organisation::{ForumStage, OrganisationId, OrganisationKind};

/// What a subject's id is the id of; a name only.
#[derive(Debug)]
pub enum AnySubject {}

/// The id of a meeting, consultation, claim, promise or other subject. It is public.
pub type SubjectId = Id<AnySubject>;

/// An organisation of the record, or somebody outside it by a name that may have to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// An organisation that is registered in the record.
    Organisation(OrganisationId),
    /// Somebody else, by name.
    Named(Commitment),
}

/// What a subject is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct About {
    /// Its kind.
    pub kind: SubjectKind,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Commitment>,
    /// Who organises it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organiser: Option<Party>,
    /// The body it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Commitment>,
    /// The meeting of which it is one session, or the project it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<SubjectId>,
}

/// Where an imported subject comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Import {
    /// The sheet that was loaded.
    pub sheet: Digest,
    /// The subject's own id in it.
    pub row: Commitment,
    /// What the sheet names as the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Commitment>,
}

/// In what form a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperForm {
    /// As it was written.
    Original,
    /// Easy Read.
    EasyRead,
    /// Plain text.
    PlainText,
    /// Large print.
    LargePrint,
    /// In another language.
    Translation,
    /// To listen to.
    Audio,
    /// In British Sign Language.
    Bsl,
}

/// One version of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Paper {
    /// Commitment to the file's digest, as text.
    pub file: Commitment,
    /// In what form.
    pub form: PaperForm,
    /// In what language, where it is not English; a tag of RFC 5646 in lower case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Key>,
    /// What it is called.
    pub title: Commitment,
}

/// Why a text was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WithdrawalReason {
    /// It told of somebody who can be recognised.
    Personal,
    /// A court or a law asks for it.
    Legal,
    /// Whoever it belonged to asked for their data to be erased.
    Erasure,
    /// It could put somebody in danger.
    Safety,
    /// It broke the rights of whoever wrote it first.
    Copyright,
}

/// Why a subject was struck out. It stays to be seen as struck out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StrikeReason {
    /// It is in the record already, by another id.
    Duplicate(SubjectId),
    /// It was entered by mistake and never was.
    Mistake,
    /// It belongs to another area.
    OtherArea,
}

/// What was done. The name in JSON is the variant's in kebab case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "act",
    content = "body",
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case",
    deny_unknown_fields
)]
pub enum Deed {
    /// An area's record begins.
    AreaOpened {
        /// What the area is called.
        name: Commitment,
        /// Its code in the national register.
        #[serde(skip_serializing_if = "Option::is_none")]
        gss: Option<GssCode>,
    },
    /// An organisation takes part.
    OrganisationRegistered {
        /// Its id.
        organisation: OrganisationId,
        /// Its kind.
        kind: OrganisationKind,
        /// Its name.
        name: Commitment,
    },
    /// It has another name.
    OrganisationRenamed {
        /// Which.
        organisation: OrganisationId,
        /// Its name from now on.
        name: Commitment,
    },
    /// It has ended.
    OrganisationEnded {
        /// Which.
        organisation: OrganisationId,
        /// Who goes on in its place.
        #[serde(skip_serializing_if = "Option::is_none")]
        successor: Option<OrganisationId>,
    },
    /// A forum has gone from one stage of its life to another.
    ForumStageChanged {
        /// Which forum.
        organisation: OrganisationId,
        /// From this stage.
        from: ForumStage,
        /// To this one.
        to: ForumStage,
    },
    /// The area adopts a version of a charter.
    CharterAdopted {
        /// The charter's id.
        charter: Key,
        /// The file of this version.
        version: Digest,
        /// The first day on which it counts.
        from: Day,
    },
    /// The area ends a charter.
    CharterEnded {
        /// The charter's id.
        charter: Key,
        /// The first day on which it no longer counts.
        from: Day,
    },
    /// A subject from elsewhere, with what is known of it.
    SubjectRecorded {
        /// Its id.
        subject: SubjectId,
        /// What it is.
        about: About,
        /// What was seen to happen.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        facts: BTreeMap<Key, Value>,
        /// What somebody reports, by standard.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        claims: BTreeMap<Key, Claimed>,
        /// The sheet it comes from, where it does.
        #[serde(skip_serializing_if = "Option::is_none")]
        import: Option<Import>,
    },
    /// A fact is entered that was not known before.
    FactRecorded {
        /// About what.
        subject: SubjectId,
        /// Which fact.
        fact: Key,
        /// What is so.
        value: Value,
    },
    /// A fact was wrong.
    FactCorrected {
        /// About what.
        subject: SubjectId,
        /// Which fact.
        fact: Key,
        /// What the record said.
        was: Value,
        /// What is so; nothing where it did not happen.
        #[serde(skip_serializing_if = "Option::is_none")]
        now: Option<Value>,
        /// Why it was wrong.
        why: Commitment,
    },
    /// Somebody reports a figure about a standard.
    ClaimRecorded {
        /// About what.
        subject: SubjectId,
        /// About which standard.
        standard: Key,
        /// What they report.
        claim: Claimed,
    },
    /// The date is made known, without time and place. It is not an announcement.
    DateSaved {
        /// Its id.
        subject: SubjectId,
        /// What it is.
        about: About,
        /// When it is to be.
        starts: Moment,
    },
    /// It is announced with all that people need to come.
    Announced {
        /// Its id.
        subject: SubjectId,
        /// What it is.
        about: About,
        /// When it starts; of a consultation, when it is to open.
        starts: Moment,
        /// When it ends or closes.
        #[serde(skip_serializing_if = "Option::is_none")]
        ends: Option<Moment>,
        /// What else is known of it, such as how many ways there are to take part.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        facts: BTreeMap<Key, Value>,
    },
    /// What people are told of it before they decide to come; a later one takes its place.
    Described {
        /// Of what.
        subject: SubjectId,
        /// What they are told.
        description: Description,
    },
    /// It is moved. The clock starts again.
    Rescheduled {
        /// What.
        subject: SubjectId,
        /// When it starts now.
        starts: Moment,
        /// When it ends now.
        #[serde(skip_serializing_if = "Option::is_none")]
        ends: Option<Moment>,
        /// Why.
        #[serde(skip_serializing_if = "Option::is_none")]
        why: Option<Commitment>,
    },
    /// It is called off.
    Cancelled {
        /// What.
        subject: SubjectId,
        /// Why.
        #[serde(skip_serializing_if = "Option::is_none")]
        why: Option<Commitment>,
    },
    /// Papers are shared.
    PapersShared {
        /// For what.
        subject: SubjectId,
        /// Which.
        papers: Vec<Paper>,
    },
    /// Minutes or notes are published.
    MinutesPublished {
        /// Of what.
        subject: SubjectId,
        /// The minutes in each form there is.
        minutes: Vec<Paper>,
    },
    /// A consultation opens now.
    ConsultationOpened {
        /// Its id.
        subject: SubjectId,
        /// What it is.
        about: About,
        /// When it is to close.
        closes: Moment,
        /// What else is known of it.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        facts: BTreeMap<Key, Value>,
    },
    /// It is to close on another day.
    ClosingMoved {
        /// Which.
        subject: SubjectId,
        /// When it is to close now.
        closes: Moment,
        /// Why.
        #[serde(skip_serializing_if = "Option::is_none")]
        why: Option<Commitment>,
    },
    /// It closes now.
    ConsultationClosed {
        /// Which.
        subject: SubjectId,
    },
    /// What people said in it is answered.
    ConsultationAnswered {
        /// Which.
        subject: SubjectId,
        /// The answer in each form there is.
        answer: Vec<Paper>,
    },
    /// A reason is given why a standard was not kept.
    Excused {
        /// Of what.
        subject: SubjectId,
        /// Which standard; nothing where it speaks of all.
        #[serde(skip_serializing_if = "Option::is_none")]
        standard: Option<Key>,
        /// Why.
        reason: Commitment,
        /// Who agreed. Where nobody did, the reason is shown and does not excuse.
        #[serde(skip_serializing_if = "Option::is_none")]
        agreed_by: Option<Party>,
    },
    /// A subject is struck out as not belonging here.
    SubjectStruck {
        /// Which.
        subject: SubjectId,
        /// Why.
        reason: StrikeReason,
    },
    /// A text is taken back: from now on its commitment stays closed.
    TextWithdrawn {
        /// Which.
        text: Commitment,
        /// Why.
        reason: WithdrawalReason,
    },
}

impl Deed {
    /// Its name in the record, as `act` has it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::AreaOpened { .. } => "area-opened",
            Self::OrganisationRegistered { .. } => "organisation-registered",
            Self::OrganisationRenamed { .. } => "organisation-renamed",
            Self::OrganisationEnded { .. } => "organisation-ended",
            Self::ForumStageChanged { .. } => "forum-stage-changed",
            Self::CharterAdopted { .. } => "charter-adopted",
            Self::CharterEnded { .. } => "charter-ended",
            Self::SubjectRecorded { .. } => "subject-recorded",
            Self::FactRecorded { .. } => "fact-recorded",
            Self::FactCorrected { .. } => "fact-corrected",
            Self::ClaimRecorded { .. } => "claim-recorded",
            Self::DateSaved { .. } => "date-saved",
            Self::Announced { .. } => "announced",
            Self::Described { .. } => "described",
            Self::Rescheduled { .. } => "rescheduled",
            Self::Cancelled { .. } => "cancelled",
            Self::PapersShared { .. } => "papers-shared",
            Self::MinutesPublished { .. } => "minutes-published",
            Self::ConsultationOpened { .. } => "consultation-opened",
            Self::ClosingMoved { .. } => "closing-moved",
            Self::ConsultationClosed { .. } => "consultation-closed",
            Self::ConsultationAnswered { .. } => "consultation-answered",
            Self::Excused { .. } => "excused",
            Self::SubjectStruck { .. } => "subject-struck",
            Self::TextWithdrawn { .. } => "text-withdrawn",
        }
    }

    /// The subject it is about; none where it is about the area itself.
    pub const fn subject(&self) -> Option<SubjectId> {
        match self {
            Self::AreaOpened { .. }
            | Self::OrganisationRegistered { .. }
            | Self::OrganisationRenamed { .. }
            | Self::OrganisationEnded { .. }
            | Self::ForumStageChanged { .. }
            | Self::CharterAdopted { .. }
            | Self::CharterEnded { .. }
            | Self::TextWithdrawn { .. } => None,
            Self::SubjectRecorded { subject, .. }
            | Self::FactRecorded { subject, .. }
            | Self::FactCorrected { subject, .. }
            | Self::ClaimRecorded { subject, .. }
            | Self::DateSaved { subject, .. }
            | Self::Announced { subject, .. }
            | Self::Described { subject, .. }
            | Self::Rescheduled { subject, .. }
            | Self::Cancelled { subject, .. }
            | Self::PapersShared { subject, .. }
            | Self::MinutesPublished { subject, .. }
            | Self::ConsultationOpened { subject, .. }
            | Self::ClosingMoved { subject, .. }
            | Self::ConsultationClosed { subject }
            | Self::ConsultationAnswered { subject, .. }
            | Self::Excused { subject, .. }
            | Self::SubjectStruck { subject, .. } => Some(*subject),
        }
    }
}
