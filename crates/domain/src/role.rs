//! Roles: what somebody does, and where it can be done.

use std::fmt;

use crate::area::AreaSlug;
use crate::instant::Instant;
use crate::organisation::{Controller, OrganisationKind};

/// What somebody does in an organisation, in an area, or for the whole instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A parent carer who belongs to a forum or a support group.
    Member,
    /// A member who speaks for parent carers on a body.
    Representative,
    /// Who runs the forum from day to day.
    CoOrdinator,
    /// One of those who steer the forum.
    SteeringMember,
    /// Someone who works for the council, the NHS or a school.
    Officer,
    /// The senior person who answers for the agreement on the services' side.
    Sponsor,
    /// Someone who looks on: a councillor on a scrutiny panel, a governor, a board member.
    Scrutineer,
    /// Who pays claims.
    Finance,
    /// Who looks after an area's settings.
    AreaAdministrator,
    /// Who runs the machine.
    Operator,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 10] = [
        Self::Member,
        Self::Representative,
        Self::CoOrdinator,
        Self::SteeringMember,
        Self::Officer,
        Self::Sponsor,
        Self::Scrutineer,
        Self::Finance,
        Self::AreaAdministrator,
        Self::Operator,
    ];

    /// The name in files, forms and addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Representative => "representative",
            Self::CoOrdinator => "co-ordinator",
            Self::SteeringMember => "steering-member",
            Self::Officer => "officer",
            Self::Sponsor => "sponsor",
            Self::Scrutineer => "scrutineer",
            Self::Finance => "finance",
            Self::AreaAdministrator => "area-administrator",
            Self::Operator => "operator",
        }
    }

    /// The role that has this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether the role can be held in an organisation of this kind.
    pub const fn may_be_held_in(self, kind: OrganisationKind) -> bool {
        match self {
            Self::Member | Self::CoOrdinator => kind.has_members(),
            Self::Representative | Self::SteeringMember => {
                matches!(kind, OrganisationKind::Forum)
            }
            Self::Officer => kind.is_service(),
            Self::Sponsor | Self::Scrutineer => {
                matches!(kind, OrganisationKind::Council | OrganisationKind::NhsBody)
            }
            Self::Finance => !matches!(kind, OrganisationKind::School),
            Self::AreaAdministrator | Self::Operator => false,
        }
    }

    /// Whether the person does this as part of a service, or with power over others' data, so that
    /// a passkey is asked of them.
    pub const fn is_staff(self) -> bool {
        !matches!(
            self,
            Self::Member | Self::Representative | Self::SteeringMember
        )
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SteeringMember => "steering group member",
            Self::AreaAdministrator => "area administrator",
            other => other.name(),
        })
    }
}

/// Where a role is held.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldIn {
    /// In one organisation, for one area.
    Organisation(Controller),
    /// In one area.
    Area(AreaSlug),
    /// For the whole instance.
    Instance,
}

impl HeldIn {
    /// The area, of a role that is not held for the whole instance.
    pub const fn area(&self) -> Option<&AreaSlug> {
        match self {
            Self::Organisation(held) => Some(&held.area),
            Self::Area(area) => Some(area),
            Self::Instance => None,
        }
    }
}

/// A role that somebody holds, from an instant and perhaps until another (Popolo: a membership
/// with a role).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    role: Role,
    held_in: HeldIn,
    from: Instant,
    until: Option<Instant>,
}

/// Why a role cannot be held like this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoldingRefusal {
    /// The place is not one for the role.
    #[error("{} {role} is a role {}. It cannot be held {}.", article(*role), home(*role), whereabouts(held_in))]
    WrongPlace {
        /// The role.
        role: Role,
        /// Where it was to be held.
        held_in: HeldIn,
    },
    /// It ends before it begins.
    #[error("A role cannot end before it begins. Change one of the two days.")]
    EndsFirst,
}

impl Holding {
    /// A role held from an instant.
    pub fn new(
        role: Role,
        held_in: HeldIn,
        from: Instant,
        until: Option<Instant>,
    ) -> Result<Self, HoldingRefusal> {
        let fits = match (&held_in, role) {
            (HeldIn::Organisation(held), role) => role.may_be_held_in(held.kind),
            (HeldIn::Area(_), role) => role == Role::AreaAdministrator,
            (HeldIn::Instance, role) => role == Role::Operator,
        };
        if !fits {
            return Err(HoldingRefusal::WrongPlace { role, held_in });
        }
        if until.is_some_and(|until| until < from) {
            return Err(HoldingRefusal::EndsFirst);
        }
        Ok(Self {
            role,
            held_in,
            from,
            until,
        })
    }

    /// What they do.
    pub const fn role(&self) -> Role {
        self.role
    }

    /// Where.
    pub const fn held_in(&self) -> &HeldIn {
        &self.held_in
    }

    /// From when.
    pub const fn from(&self) -> Instant {
        self.from
    }

    /// Until when, where that is known; at that instant it is over.
    pub const fn until(&self) -> Option<Instant> {
        self.until
    }

    /// Whether it is held at this instant.
    pub fn is_held_at(&self, at: Instant) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }

    /// The same, ended at this instant, or at its end where that is before.
    #[must_use]
    pub fn ended(self, at: Instant) -> Self {
        let end = at.max(self.from);
        let until = Some(self.until.map_or(end, |until| until.min(end)));
        Self { until, ..self }
    }
}

const fn article(role: Role) -> &'static str {
    match role {
        Role::Officer | Role::AreaAdministrator | Role::Operator => "An",
        _ => "A",
    }
}

const fn home(role: Role) -> &'static str {
    match role {
        Role::Member | Role::CoOrdinator => "in a parent carer forum or a support group",
        Role::Representative | Role::SteeringMember => "in a parent carer forum",
        Role::Officer => "in a council, an NHS body or a school",
        Role::Sponsor | Role::Scrutineer => "in a council or an NHS body",
        Role::Finance => "in an organisation that pays claims",
        Role::AreaAdministrator => "for a whole area",
        Role::Operator => "for the whole service",
    }
}

fn whereabouts(held_in: &HeldIn) -> String {
    match held_in {
        HeldIn::Organisation(held) if held.kind == OrganisationKind::NhsBody => {
            "in an NHS body".to_owned()
        }
        HeldIn::Organisation(held) => format!("in a {}", held.kind),
        HeldIn::Area(_) => "for a whole area".to_owned(),
        HeldIn::Instance => "for the whole service".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::OrganisationId;

    fn at(micros: i64) -> Instant {
        Instant::from_micros(micros).unwrap()
    }

    fn in_a(kind: OrganisationKind) -> HeldIn {
        HeldIn::Organisation(Controller {
            area: "rivermead".parse().unwrap(),
            organisation: OrganisationId::new(Instant::EPOCH, [1; 10]),
            kind,
        })
    }

    #[test]
    fn where_each_role_can_be_held() {
        let mut places: Vec<(String, HeldIn)> = OrganisationKind::ALL
            .into_iter()
            .map(|kind| (kind.to_string(), in_a(kind)))
            .collect();
        places.push((
            "area".to_owned(),
            HeldIn::Area("rivermead".parse().unwrap()),
        ));
        places.push(("instance".to_owned(), HeldIn::Instance));
        let table: Vec<String> = Role::ALL
            .into_iter()
            .map(|role| {
                let fitting: Vec<&str> = places
                    .iter()
                    .filter(|(_, place)| Holding::new(role, place.clone(), at(0), None).is_ok())
                    .map(|(name, _)| name.as_str())
                    .collect();
                format!("{role}: {}", fitting.join(", "))
            })
            .collect();
        insta::assert_snapshot!(table.join("\n"));
    }

    #[test]
    fn a_role_in_the_wrong_place_is_refused_in_words() {
        let refused = Holding::new(
            Role::CoOrdinator,
            in_a(OrganisationKind::Council),
            at(0),
            None,
        );
        assert_eq!(
            refused.unwrap_err().to_string(),
            "A co-ordinator is a role in a parent carer forum or a support group. It cannot be held in a council."
        );
    }

    #[test]
    fn a_role_is_held_from_its_first_instant_to_just_before_its_last() {
        let held = Holding::new(Role::Operator, HeldIn::Instance, at(10), Some(at(20))).unwrap();
        for (micros, expected) in [(9, false), (10, true), (19, true), (20, false), (21, false)] {
            assert_eq!(held.is_held_at(at(micros)), expected, "{micros}");
        }
        assert!(Holding::new(Role::Operator, HeldIn::Instance, at(20), Some(at(10))).is_err());
        assert_eq!(held.clone().ended(at(15)).until(), Some(at(15)));
        assert_eq!(held.clone().ended(at(25)).until(), Some(at(20)));
        assert_eq!(held.ended(at(5)).until(), Some(at(10)));
    }

    #[test]
    fn names_of_roles_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_name(role.name()), Some(role));
        }
        assert_eq!(Role::from_name("owner"), None);
    }
}
