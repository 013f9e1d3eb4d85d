//! Memberships: that somebody belongs to an organisation (Popolo).

use crate::id::Id;
use crate::instant::Instant;
use crate::organisation::Controller;
use crate::person::PersonId;

/// The id of a membership.
pub type MembershipId = Id<Membership>;

/// That somebody belongs to an organisation. It is the data of that organisation alone: of a
/// forum's memberships others see a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Its id.
    pub id: MembershipId,
    /// Who.
    pub person: PersonId,
    /// To what, and for which area.
    pub of: Controller,
    /// From when.
    pub from: Instant,
    /// Until when, once it has ended.
    pub until: Option<Instant>,
}

/// Why a membership cannot be changed like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MembershipRefusal {
    /// The organisation has none.
    #[error("Only a parent carer forum or a support group has members.")]
    NoMembersHere,
    /// They belong already.
    #[error("This person is a member already.")]
    AlreadyMember,
    /// They have left.
    #[error("This membership has ended. To come back, join again.")]
    HasEnded,
}

impl Membership {
    /// Somebody joins, who is not in the organisation by any of `known`, their memberships so far.
    pub fn join(
        id: MembershipId,
        person: PersonId,
        of: Controller,
        now: Instant,
        known: &[Self],
    ) -> Result<Self, MembershipRefusal> {
        if !of.kind.has_members() {
            return Err(MembershipRefusal::NoMembersHere);
        }
        let is_member =
            |known: &Self| known.person == person && known.of == of && known.is_held_at(now);
        if known.iter().any(is_member) {
            return Err(MembershipRefusal::AlreadyMember);
        }
        Ok(Self {
            id,
            person,
            of,
            from: now,
            until: None,
        })
    }

    /// They leave.
    pub fn leave(self, now: Instant) -> Result<Self, MembershipRefusal> {
        if self.until.is_some_and(|until| until <= now) {
            return Err(MembershipRefusal::HasEnded);
        }
        let until = Some(now.max(self.from));
        Ok(Self { until, ..self })
    }

    /// Whether it holds at this instant.
    pub fn is_held_at(&self, at: Instant) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::{OrganisationId, OrganisationKind};

    fn controller(kind: OrganisationKind) -> Controller {
        Controller {
            area: "rivermead".parse().unwrap(),
            organisation: OrganisationId::new(Instant::EPOCH, [1; 10]),
            kind,
        }
    }

    fn join(
        kind: OrganisationKind,
        now: i64,
        known: &[Membership],
    ) -> Result<Membership, MembershipRefusal> {
        Membership::join(
            MembershipId::new(Instant::EPOCH, [3; 10]),
            PersonId::new(Instant::EPOCH, [2; 10]),
            controller(kind),
            Instant::from_micros(now).unwrap(),
            known,
        )
    }

    #[test]
    fn a_council_has_no_members() {
        for kind in OrganisationKind::ALL {
            assert_eq!(join(kind, 1, &[]).is_ok(), kind.has_members(), "{kind}");
        }
    }

    #[test]
    fn who_is_in_cannot_join_and_who_left_can_join_again() {
        let first = join(OrganisationKind::Forum, 1, &[]).unwrap();
        assert_eq!(
            join(OrganisationKind::Forum, 2, std::slice::from_ref(&first)),
            Err(MembershipRefusal::AlreadyMember)
        );
        let left = first.leave(Instant::from_micros(3).unwrap()).unwrap();
        assert_eq!(
            left.clone().leave(Instant::from_micros(4).unwrap()),
            Err(MembershipRefusal::HasEnded)
        );
        assert!(join(OrganisationKind::Forum, 3, &[left]).is_ok());
    }
}
