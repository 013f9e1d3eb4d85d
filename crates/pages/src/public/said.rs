//! What was done: one short line over the page that follows a form.

/// What was done. A redirect can carry its [`code`](Self::code), because no text of anyone's is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name says it")]
pub enum Said {
    SignedIn,
    SignedOut,
    SignedOutElsewhere,
    SignedOutUnused,
    SignedOutInTime,
    NameKept,
    PasskeyAdded,
    PasskeyRemoved,
    InvitationAccepted,
    SheetLoaded,
    InvitationSent,
    InvitationTakenBack,
    RoleEnded,
    OrganisationRegistered,
    StageChanged,
    CharterAdopted,
    CharterEnded,
    MeetingAnnounced,
    MeetingMoved,
    MeetingCalledOff,
    MeetingPrepared,
    PeopleTold,
    DoneNoted,
    PlanGivenUp,
    DateSaved,
    SettingsKept,
    LogoKept,
    LogoRemoved,
    AreaOpened,
    JobRevived,
    FollowKept,
    TextWithdrawn,
    CalendarEnded,
}

impl Said {
    /// All of them.
    pub const ALL: [Self; 33] = [
        Self::SignedIn,
        Self::SignedOut,
        Self::SignedOutElsewhere,
        Self::SignedOutUnused,
        Self::SignedOutInTime,
        Self::NameKept,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::InvitationAccepted,
        Self::SheetLoaded,
        Self::InvitationSent,
        Self::InvitationTakenBack,
        Self::RoleEnded,
        Self::OrganisationRegistered,
        Self::StageChanged,
        Self::CharterAdopted,
        Self::CharterEnded,
        Self::MeetingAnnounced,
        Self::MeetingMoved,
        Self::MeetingCalledOff,
        Self::MeetingPrepared,
        Self::PeopleTold,
        Self::DoneNoted,
        Self::PlanGivenUp,
        Self::DateSaved,
        Self::SettingsKept,
        Self::LogoKept,
        Self::LogoRemoved,
        Self::AreaOpened,
        Self::JobRevived,
        Self::FollowKept,
        Self::TextWithdrawn,
        Self::CalendarEnded,
    ];

    /// As an address or a cookie carries it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::SignedOut => "signed-out",
            Self::SignedOutElsewhere => "signed-out-elsewhere",
            Self::SignedOutUnused => "signed-out-unused",
            Self::SignedOutInTime => "signed-out-in-time",
            Self::NameKept => "name-kept",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::InvitationAccepted => "invitation-accepted",
            Self::SheetLoaded => "sheet-loaded",
            Self::InvitationSent => "invitation-sent",
            Self::InvitationTakenBack => "invitation-taken-back",
            Self::RoleEnded => "role-ended",
            Self::OrganisationRegistered => "organisation-registered",
            Self::StageChanged => "stage-changed",
            Self::CharterAdopted => "charter-adopted",
            Self::CharterEnded => "charter-ended",
            Self::MeetingAnnounced => "meeting-announced",
            Self::MeetingMoved => "meeting-moved",
            Self::MeetingCalledOff => "meeting-called-off",
            Self::MeetingPrepared => "meeting-prepared",
            Self::PeopleTold => "people-told",
            Self::DoneNoted => "done-noted",
            Self::PlanGivenUp => "plan-given-up",
            Self::DateSaved => "date-saved",
            Self::SettingsKept => "settings-kept",
            Self::LogoKept => "logo-kept",
            Self::LogoRemoved => "logo-removed",
            Self::AreaOpened => "area-opened",
            Self::JobRevived => "job-revived",
            Self::FollowKept => "follow-kept",
            Self::TextWithdrawn => "text-withdrawn",
            Self::CalendarEnded => "calendar-ended",
        }
    }

    /// The one with this code.
    ///
    /// ```
    /// use alongside_pages::public::Said;
    /// assert!(Said::ALL.into_iter().all(|said| Said::from_code(said.code()) == Some(said)));
    /// ```
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|said| said.code() == code)
    }
}
