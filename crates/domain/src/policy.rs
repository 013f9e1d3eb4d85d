//! Who may do what. One table, in `policy/table.rs`, decides; a snapshot of it is in
//! `policy/snapshots`.

mod action;
mod table;

use crate::area::AreaSlug;
use crate::instant::Instant;
use crate::organisation::{Controller, OrganisationKind};
use crate::person::PersonId;
use crate::role::{HeldIn, Holding, Role};

pub use action::Action;
pub use table::{Reach, Who, rows};

/// Who asks, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who has not signed in.
    Stranger,
    /// Somebody who has.
    Person {
        /// Who.
        id: PersonId,
        /// Every role they hold or held.
        roles: Vec<Holding>,
        /// The instant of asking: a role counts only while it is held.
        now: Instant,
    },
}

/// What something is done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The whole instance.
    Instance,
    /// An area.
    Area(AreaSlug),
    /// What an organisation answers for.
    Organisation(Controller),
    /// What belongs to one person: their page, their claim, their membership.
    Person {
        /// Whose it is.
        person: PersonId,
        /// The organisation that holds it, where one does.
        held_by: Option<Controller>,
    },
}

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It might be allowed to somebody who has signed in.
    #[error("Sign in to {0}.")]
    SignIn(Action),
    /// It belongs to somebody else.
    #[error("You can {0} only for yourself.")]
    NotYours(Action),
    /// No role they hold here allows it.
    #[error("Your roles here do not let you {0}. Ask whoever looks after this area who does.")]
    NoRole(Action),
    /// Nobody decides about money for themselves.
    #[error("You cannot {0} when the money goes to you. Somebody else has to.")]
    OwnMoney(Action),
}

/// Whether somebody may do something to something.
///
/// A role counts while it is held and where it is held: in its organisation for its area, in its
/// area, or for the instance. Having several roles allows what each allows.
///
/// ```
/// use alongside_domain::policy::{Action, Actor, Place, Refusal, may};
/// let area = Place::Area("rivermead".parse().unwrap());
/// assert_eq!(may(&Actor::Stranger, Action::ReadPublic, &area), Ok(()));
/// assert_eq!(
///     may(&Actor::Stranger, Action::SeeDesk, &area).unwrap_err().to_string(),
///     "Sign in to see the list of what is due."
/// );
/// ```
pub fn may(actor: &Actor, action: Action, on: &Place) -> Result<(), Refusal> {
    let rows = table::rows(action);
    if rows.iter().any(|(who, _)| *who == Who::Anyone) {
        return Ok(());
    }
    let Actor::Person { id, roles, now } = actor else {
        return Err(Refusal::SignIn(action));
    };
    let is_own = matches!(on, Place::Person { person, .. } if person == id);
    if action.is_about_money() && is_own {
        return Err(Refusal::OwnMoney(action));
    }
    let held: Vec<&Holding> = roles.iter().filter(|role| role.is_held_at(*now)).collect();
    let is_reached = rows.iter().any(|(who, reach)| match who {
        Who::Anyone => true,
        Who::SignedIn => reaches_oneself(*reach, is_own),
        Who::Role(role) => held
            .iter()
            .any(|holding| holding.role() == *role && reaches(*reach, holding, on, is_own)),
    });
    if is_reached {
        Ok(())
    } else if rows.iter().all(|(_, reach)| *reach == Reach::Own) {
        Err(Refusal::NotYours(action))
    } else {
        Err(Refusal::NoRole(action))
    }
}

const fn reaches_oneself(reach: Reach, is_own: bool) -> bool {
    matches!(reach, Reach::Own) && is_own
}

fn reaches(reach: Reach, holding: &Holding, on: &Place, is_own: bool) -> bool {
    match (reach, holding.held_in()) {
        (Reach::Own, HeldIn::Organisation(_)) => is_own && is_in(holding, on),
        (Reach::Own, _) => is_own,
        (Reach::Organisation, HeldIn::Organisation(_)) => is_in(holding, on),
        (Reach::Area, held_in) => held_in.area().is_some_and(|area| area_of(on) == Some(area)),
        (Reach::Instance, HeldIn::Instance) => true,
        _ => false,
    }
}

/// Whether a thing is held by the very organisation in which the role is held, for the same area.
fn is_in(holding: &Holding, on: &Place) -> bool {
    let HeldIn::Organisation(held) = holding.held_in() else {
        return false;
    };
    controller_of(on) == Some(held)
}

const fn controller_of(on: &Place) -> Option<&Controller> {
    match on {
        Place::Organisation(controller) => Some(controller),
        Place::Person { held_by, .. } => held_by.as_ref(),
        Place::Instance | Place::Area(_) => None,
    }
}

fn area_of(on: &Place) -> Option<&AreaSlug> {
    match on {
        Place::Area(area) => Some(area),
        _ => controller_of(on).map(|held_by| &held_by.area),
    }
}

/// Whether somebody holds any of these roles now.
pub fn holds_any(roles: &[Holding], wanted: &[Role], now: Instant) -> bool {
    roles
        .iter()
        .any(|holding| holding.is_held_at(now) && wanted.contains(&holding.role()))
}

/// Whether who holds a role can invite others to its organisation.
pub fn is_in_charge(role: Role) -> bool {
    let mut lines = rows(Action::InviteToOrganisation).iter();
    lines.any(|(who, _)| *who == Who::Role(role))
}

/// Whether an organisation has nobody, by all roles known there, so that its first person is invited from outside: of a
/// forum or a group nobody at all, for whoever came in would see who the others are; of others nobody who could invite.
pub fn has_nobody(organisation: &Controller, known: &[Holding], now: Instant) -> bool {
    let counts = |role: Role| {
        organisation.kind.has_members() || !has_charge(organisation.kind) || is_in_charge(role)
    };
    !held_here(organisation, known, now).any(|holding| counts(holding.role()))
}

/// Whether a role that somebody holds can be ended from outside their organisation, because otherwise nobody could end
/// it: that of somebody in charge. Of a forum or a group only where nobody else has a role there: it chooses for itself.
pub fn can_be_ended_from_outside(ending: &Holding, known: &[Holding], now: Instant) -> bool {
    let HeldIn::Organisation(organisation) = ending.held_in() else {
        return false;
    };
    let is_first = is_in_charge(ending.role()) || !has_charge(organisation.kind);
    let is_alone = held_here(organisation, known, now).count() <= 1;
    is_first && (is_alone || !organisation.kind.has_members())
}

/// Whether any role in an organisation of this kind can invite others to it.
fn has_charge(kind: OrganisationKind) -> bool {
    let mut roles = Role::ALL.into_iter();
    roles.any(|role| role.may_be_held_in(kind) && is_in_charge(role))
}

fn held_here<'h>(
    organisation: &Controller,
    known: &'h [Holding],
    now: Instant,
) -> impl Iterator<Item = &'h Holding> {
    let id = organisation.organisation;
    known.iter().filter(move |holding| {
        holding.is_held_at(now)
            && matches!(holding.held_in(), HeldIn::Organisation(held) if held.organisation == id)
    })
}

#[cfg(test)]
mod tests;
