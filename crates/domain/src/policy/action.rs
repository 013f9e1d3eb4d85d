//! What can be done.

use std::fmt;

/// Something that somebody may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Read what is public: pages, record, feeds, files.
    ReadPublic,
    /// See and change one's own page, and take one's own data along.
    KeepOwnPage,
    /// See and end one's own sessions and passkeys.
    KeepOwnSessions,
    /// Join a forum or a support group.
    Join,
    /// Leave it.
    Leave,
    /// Send in a claim for expenses and payment.
    SendClaim,
    /// Open an area.
    OpenArea,
    /// Change an area's settings.
    ChangeArea,
    /// Register an organisation in an area, or note that it has ended.
    RegisterOrganisation,
    /// Note that the forum has gone on to another stage.
    ChangeForumStage,
    /// Adopt or end a charter.
    AdoptCharter,
    /// Load a sheet of subjects and facts.
    Import,
    /// Record or correct a fact.
    RecordFact,
    /// Announce, move or call off a meeting or other subject.
    Announce,
    /// See who comes to a meeting and what they need, and arrange it.
    PrepareMeeting,
    /// Share papers.
    SharePapers,
    /// Publish minutes.
    PublishMinutes,
    /// Open, close and answer a consultation.
    RunConsultation,
    /// Give a reason why a standard was not kept.
    GiveReason,
    /// Agree that a reason excuses.
    AgreeReason,
    /// Take back a text that must not stay.
    WithdrawText,
    /// See the list of what is due.
    SeeDesk,
    /// See who the members of a forum or a group are.
    SeeMembers,
    /// Change who the members are and what is held about them.
    KeepMembers,
    /// See how many members there are, small numbers hidden.
    CountMembers,
    /// Invite somebody to a role in the organisation.
    InviteToOrganisation,
    /// Invite the first person of an organisation that has nobody
    /// ([`has_nobody`](crate::policy::has_nobody)).
    InviteFirst,
    /// Invite somebody to look after an area.
    InviteToArea,
    /// End somebody's role in the organisation.
    EndRole,
    /// End the role of somebody in charge of an organisation that nobody there can end
    /// ([`can_be_ended_from_outside`](crate::policy::can_be_ended_from_outside)).
    EndFirst,
    /// End the role of somebody who looks after an area or the service.
    EndKeeper,
    /// See claims.
    SeeClaims,
    /// Approve a payment.
    ApprovePayment,
    /// Pay.
    Pay,
    /// Answer a request to see or erase somebody's data.
    AnswerDataRequest,
    /// See jobs that could not be done, without what is in them.
    SeeJobs,
    /// Back up, restore and upgrade.
    KeepRunning,
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 37] = [
        Self::ReadPublic,
        Self::KeepOwnPage,
        Self::KeepOwnSessions,
        Self::Join,
        Self::Leave,
        Self::SendClaim,
        Self::OpenArea,
        Self::ChangeArea,
        Self::RegisterOrganisation,
        Self::ChangeForumStage,
        Self::AdoptCharter,
        Self::Import,
        Self::RecordFact,
        Self::Announce,
        Self::PrepareMeeting,
        Self::SharePapers,
        Self::PublishMinutes,
        Self::RunConsultation,
        Self::GiveReason,
        Self::AgreeReason,
        Self::WithdrawText,
        Self::SeeDesk,
        Self::SeeMembers,
        Self::KeepMembers,
        Self::CountMembers,
        Self::InviteToOrganisation,
        Self::InviteFirst,
        Self::InviteToArea,
        Self::EndRole,
        Self::EndFirst,
        Self::EndKeeper,
        Self::SeeClaims,
        Self::ApprovePayment,
        Self::Pay,
        Self::AnswerDataRequest,
        Self::SeeJobs,
        Self::KeepRunning,
    ];

    /// Whether it decides where money goes, so that nobody does it for themselves.
    pub const fn is_about_money(self) -> bool {
        matches!(self, Self::ApprovePayment | Self::Pay)
    }

    /// Whether it shows or changes what an organisation holds about people.
    pub const fn is_personal(self) -> bool {
        matches!(
            self,
            Self::KeepOwnPage
                | Self::KeepOwnSessions
                | Self::PrepareMeeting
                | Self::SeeMembers
                | Self::KeepMembers
                | Self::SeeClaims
                | Self::ApprovePayment
                | Self::Pay
                | Self::AnswerDataRequest
        )
    }

    /// What is done, to stand after "Sign in to" or "You may not".
    pub const fn words(self) -> &'static str {
        match self {
            Self::ReadPublic => "read what is public",
            Self::KeepOwnPage => "see and change your page",
            Self::KeepOwnSessions => "see where you are signed in",
            Self::Join => "join",
            Self::Leave => "leave",
            Self::SendClaim => "send in a claim",
            Self::OpenArea => "open an area",
            Self::ChangeArea => "change the area's settings",
            Self::RegisterOrganisation => "register an organisation",
            Self::ChangeForumStage => "change what stage the forum is at",
            Self::AdoptCharter => "adopt a charter",
            Self::Import => "load a sheet",
            Self::RecordFact => "record a fact",
            Self::Announce => "announce or move something",
            Self::PrepareMeeting => "see who comes to a meeting",
            Self::SharePapers => "share papers",
            Self::PublishMinutes => "publish minutes",
            Self::RunConsultation => "run a consultation",
            Self::GiveReason => "give a reason",
            Self::AgreeReason => "agree to a reason",
            Self::WithdrawText => "take back a text",
            Self::SeeDesk => "see the list of what is due",
            Self::SeeMembers => "see who the members are",
            Self::KeepMembers => "change the list of members",
            Self::CountMembers => "see how many members there are",
            Self::InviteToOrganisation => "invite somebody",
            Self::InviteFirst => "invite the first person of an organisation",
            Self::InviteToArea => "invite somebody to look after the area",
            Self::EndRole => "end somebody's role",
            Self::EndFirst => "end the role of whoever is in charge",
            Self::EndKeeper => "end the role of an operator",
            Self::SeeClaims => "see claims",
            Self::ApprovePayment => "approve a payment",
            Self::Pay => "make a payment",
            Self::AnswerDataRequest => "answer a request about somebody's data",
            Self::SeeJobs => "see jobs that could not be done",
            Self::KeepRunning => "back up or restore",
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}
