//! Invitations to a role.

use crate::email::EmailKey;
use crate::id::Id;
use crate::instant::Instant;
use crate::role::{HeldIn, Holding, HoldingRefusal, Role};

/// The id of an invitation.
pub type InvitationId = Id<Invitation>;

/// That somebody is asked to take on a role. Who has signed in by a link to the address can
/// accept it; the invitation itself signs nobody in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// To whom.
    pub to: EmailKey,
    /// To which role.
    pub role: Role,
    /// Where.
    pub held_in: HeldIn,
    /// When it was sent.
    pub sent: Instant,
    /// When it was taken back, where it was.
    pub taken_back: Option<Instant>,
    /// When it was accepted, once it was.
    pub accepted: Option<Instant>,
}

/// Why an invitation cannot be accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvitationRefusal {
    /// It is for another address. The same is said where there is no such invitation.
    #[error("There is no invitation here for the address you signed in with.")]
    NotForYou,
    /// It was taken back.
    #[error("This invitation was taken back. Ask whoever invited you.")]
    TakenBack,
    /// It was accepted.
    #[error("You have accepted this invitation already.")]
    Accepted,
    /// It is too old.
    #[error("This invitation is more than 14 days old. Ask whoever invited you for a new one.")]
    TooOld,
    /// The role cannot be held there.
    #[error(transparent)]
    Role(#[from] HoldingRefusal),
}

impl Invitation {
    /// How long it can be accepted, in microseconds: 14 days.
    pub const LIFE: i64 = 14 * 24 * 3_600 * 1_000_000;

    /// Accepts it, by somebody who has shown that `address` is theirs: gives the invitation as
    /// accepted, and the role they hold from now.
    pub fn accept(
        &self,
        address: &EmailKey,
        now: Instant,
    ) -> Result<(Self, Holding), InvitationRefusal> {
        if self.to != *address {
            return Err(InvitationRefusal::NotForYou);
        }
        if self.accepted.is_some() {
            return Err(InvitationRefusal::Accepted);
        }
        if self.taken_back.is_some() {
            return Err(InvitationRefusal::TakenBack);
        }
        if now.micros_since(self.sent) >= Self::LIFE {
            return Err(InvitationRefusal::TooOld);
        }
        let holding = Holding::new(self.role, self.held_in.clone(), now, None)?;
        let accepted = Self {
            accepted: Some(now),
            ..self.clone()
        };
        Ok((accepted, holding))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::Email;

    fn at(micros: i64) -> Instant {
        Instant::from_micros(micros).unwrap()
    }

    fn key(address: &str) -> EmailKey {
        address.parse::<Email>().unwrap().key()
    }

    fn invitation(role: Role) -> Invitation {
        Invitation {
            id: InvitationId::new(at(0), [1; 10]),
            to: key("Sam@example.org"),
            role,
            held_in: HeldIn::Area("rivermead".parse().unwrap()),
            sent: at(100),
            taken_back: None,
            accepted: None,
        }
    }

    #[test]
    fn an_invitation_is_accepted_once_in_time_and_by_whom_it_is_for() {
        let sent = invitation(Role::AreaAdministrator);
        let accept = |invitation: &Invitation, address: &str, now| {
            invitation
                .accept(&key(address), at(now))
                .map(|(_, held)| held.from().micros())
        };
        let late = 100 + Invitation::LIFE;
        let (accepted, held) = sent.accept(&key("sam@example.org"), at(200)).unwrap();
        assert_eq!((held.role(), held.held_in()), (sent.role, &sent.held_in));
        let taken_back = Invitation {
            taken_back: Some(at(150)),
            ..sent.clone()
        };
        for (invitation, address, now, expected) in [
            (&sent, "sam@example.org", 100, Ok(100)),
            (&sent, "SAM@EXAMPLE.ORG", late - 1, Ok(late - 1)),
            (
                &sent,
                "sam@example.org",
                late,
                Err(InvitationRefusal::TooOld),
            ),
            (
                &sent,
                "other@example.org",
                200,
                Err(InvitationRefusal::NotForYou),
            ),
            (
                &accepted,
                "sam@example.org",
                300,
                Err(InvitationRefusal::Accepted),
            ),
            (
                &accepted,
                "other@example.org",
                300,
                Err(InvitationRefusal::NotForYou),
            ),
            (
                &taken_back,
                "sam@example.org",
                300,
                Err(InvitationRefusal::TakenBack),
            ),
        ] {
            assert_eq!(
                accept(invitation, address, now),
                expected,
                "{address} {now}"
            );
        }
    }

    #[test]
    fn an_invitation_gives_no_role_where_it_cannot_be_held() {
        let refused = invitation(Role::Officer).accept(&key("sam@example.org"), at(200));
        assert!(matches!(refused, Err(InvitationRefusal::Role(_))));
    }
}
