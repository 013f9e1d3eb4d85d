//! The table of who may do what, as data.

use super::Action;
use crate::role::Role;

/// Whom a line of the table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody at all.
    Anyone,
    /// Anybody who has signed in.
    SignedIn,
    /// Who holds a role.
    Role(Role),
}

/// How far a line of the table reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// What is one's own.
    Own,
    /// What the organisation answers for in which the role is held.
    Organisation,
    /// The area of the role.
    Area,
    /// Everything.
    Instance,
}

use Reach::{Area, Instance, Organisation, Own};
use Role::{
    AreaAdministrator, CoOrdinator, Finance, Member, Officer, Operator, Representative, Scrutineer,
    Sponsor, SteeringMember,
};
use Who::Role as Held;

type Rows = &'static [(Who, Reach)];

/// Both sides run meetings and consultations of their own organisation, and of no other.
const WHO_ORGANISE: Rows = &[
    (Held(CoOrdinator), Organisation),
    (Held(SteeringMember), Organisation),
    (Held(Officer), Organisation),
];

/// Who may do this, and how far. Every action has its lines here; what has none is for nobody.
pub const fn rows(action: Action) -> Rows {
    match action {
        Action::ReadPublic => &[(Who::Anyone, Instance)],
        Action::KeepOwnPage | Action::KeepOwnSessions | Action::Join | Action::Leave => {
            &[(Who::SignedIn, Own)]
        }
        Action::SendClaim => &[
            (Held(Member), Own),
            (Held(Representative), Own),
            (Held(SteeringMember), Own),
            (Held(CoOrdinator), Own),
        ],
        Action::OpenArea | Action::EndKeeper | Action::SeeJobs | Action::KeepRunning => {
            &[(Held(Operator), Instance)]
        }
        Action::ChangeArea
        | Action::RegisterOrganisation
        | Action::AdoptCharter
        | Action::InviteFirst
        | Action::EndFirst => &[(Held(AreaAdministrator), Area)],
        Action::InviteToArea => &[(Held(Operator), Instance), (Held(AreaAdministrator), Area)],
        // Only the forum says how far it is: nobody from outside opens or closes it.
        Action::ChangeForumStage => &[
            (Held(CoOrdinator), Organisation),
            (Held(SteeringMember), Organisation),
        ],
        Action::Import | Action::RecordFact | Action::WithdrawText => &[
            (Held(CoOrdinator), Organisation),
            (Held(Officer), Organisation),
            (Held(AreaAdministrator), Area),
        ],
        Action::Announce
        | Action::SharePapers
        | Action::PublishMinutes
        | Action::RunConsultation
        | Action::GiveReason => WHO_ORGANISE,
        // The other side agrees: that it is not the one who gave the reason is checked with the act.
        Action::AgreeReason => &[
            (Held(CoOrdinator), Organisation),
            (Held(SteeringMember), Organisation),
            (Held(Sponsor), Organisation),
        ],
        Action::SeeDesk => &[
            (Held(CoOrdinator), Organisation),
            (Held(SteeringMember), Organisation),
            (Held(Officer), Organisation),
            (Held(Sponsor), Organisation),
            (Held(Finance), Organisation),
            (Held(AreaAdministrator), Area),
        ],
        // Steering members see a count: docs/decisions/0021-who-the-members-are-only-the-co-ordinator-sees.md.
        Action::SeeMembers | Action::KeepMembers => &[(Held(CoOrdinator), Organisation)],
        Action::CountMembers => &[
            (Held(Member), Organisation),
            (Held(Representative), Organisation),
            (Held(SteeringMember), Organisation),
            (Held(CoOrdinator), Organisation),
            (Held(Officer), Area),
            (Held(Sponsor), Area),
            (Held(Scrutineer), Area),
            (Held(AreaAdministrator), Area),
        ],
        // Whoever could invite a co-ordinator could see the roll through them, so an area's
        // administrator invites only the first of an organisation.
        // Who comes to a forum's meeting is nearly who its members are, so steering members do not see it either.
        Action::PrepareMeeting
        | Action::InviteToOrganisation
        | Action::EndRole
        | Action::AnswerDataRequest => &[
            (Held(CoOrdinator), Organisation),
            (Held(Officer), Organisation),
        ],
        Action::SeeClaims => &[
            (Held(Finance), Organisation),
            (Held(CoOrdinator), Organisation),
        ],
        Action::ApprovePayment => &[
            (Held(CoOrdinator), Organisation),
            (Held(SteeringMember), Organisation),
            (Held(Officer), Organisation),
        ],
        Action::Pay => &[(Held(Finance), Organisation)],
    }
}
