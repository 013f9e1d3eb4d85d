//! Of whom a passkey is asked.

use std::collections::BTreeSet;

use super::session::Strength;
use crate::area::AreaSlug;
use crate::instant::Instant;
use crate::role::Holding;

/// Whether an area asks staff roles for a passkey.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PasskeyRule {
    /// The areas that have relaxed it.
    pub relaxed_in: BTreeSet<AreaSlug>,
}

/// Whether somebody who signed in like this has to use a passkey before any of their staff roles
/// counts. One area that asks is enough; the operator's role is never relaxed.
pub fn asks_for_passkey(
    roles: &[Holding],
    strength: Strength,
    rule: &PasskeyRule,
    now: Instant,
) -> bool {
    let asks = |held: &Holding| {
        let area = held.held_in().area();
        area.is_none_or(|area| !rule.relaxed_in.contains(area))
    };
    strength < Strength::Passkey
        && roles
            .iter()
            .any(|held| held.is_held_at(now) && held.role().is_staff() && asks(held))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::{Controller, OrganisationId, OrganisationKind};
    use crate::role::{HeldIn, Role};

    fn held(role: Role, area: &str) -> Holding {
        let kind = OrganisationKind::ALL
            .into_iter()
            .find(|kind| role.may_be_held_in(*kind));
        let area: AreaSlug = area.parse().unwrap();
        let held_in = match (kind, role) {
            (Some(kind), _) => HeldIn::Organisation(Controller {
                area,
                organisation: OrganisationId::new(Instant::EPOCH, [1; 10]),
                kind,
            }),
            (None, Role::Operator) => HeldIn::Instance,
            (None, _) => HeldIn::Area(area),
        };
        Holding::new(role, held_in, Instant::EPOCH, None).unwrap()
    }

    #[test]
    fn of_which_roles_a_passkey_is_asked() {
        let relaxed = PasskeyRule {
            relaxed_in: ["hillford".parse().unwrap()].into(),
        };
        let table: Vec<String> = Role::ALL
            .into_iter()
            .map(|role| {
                let asks = |area: &str| {
                    asks_for_passkey(
                        &[held(role, area)],
                        Strength::Link,
                        &relaxed,
                        Instant::EPOCH,
                    )
                };
                format!(
                    "{role}: {}, where relaxed: {}",
                    asks("rivermead"),
                    asks("hillford")
                )
            })
            .collect();
        insta::assert_snapshot!(table.join("\n"));
    }

    #[test]
    fn nobody_is_asked_twice_nor_for_a_role_that_has_ended() {
        let rule = PasskeyRule::default();
        let roles = [held(Role::Officer, "rivermead")];
        assert!(!asks_for_passkey(
            &roles,
            Strength::Passkey,
            &rule,
            Instant::EPOCH
        ));
        let ended = [roles[0].clone().ended(Instant::EPOCH)];
        assert!(!asks_for_passkey(
            &ended,
            Strength::Link,
            &rule,
            Instant::EPOCH
        ));
        let both = [
            held(Role::Member, "rivermead"),
            held(Role::Finance, "rivermead"),
        ];
        assert!(asks_for_passkey(
            &both,
            Strength::Link,
            &rule,
            Instant::EPOCH
        ));
    }
}
