//! The place, and who is there.

use alongside_app::give_role::give_role;
use alongside_app::open_area::{Opened, Wish, open_area};
use alongside_app::register_organisation::register_organisation;
use alongside_app::{Call, Caller};
use alongside_domain::{AreaSlug, Controller, HeldIn, Instant, OrganisationKind, Person, Role};
use alongside_store::{Database, people};

use crate::{Outcome, chance};

pub(super) struct Place {
    pub(super) area: AreaSlug,
    pub(super) council: Controller,
    pub(super) forum: Controller,
}

/// Who has an account and no role.
pub(super) const NOBODY: &str = "nobody@people.example";

/// The address of whoever has a role.
pub(super) fn address_of(role: Role) -> String {
    format!("{}@people.example", role.name())
}

pub(super) fn settle(database: &Database, now: Instant) -> Outcome<Place> {
    let call = Call {
        caller: Caller::Machine,
        now,
        chance: &chance,
    };
    let wish = Wish {
        name: "Rivermead",
        slug: "rivermead",
        gss: "",
        council: "Rivermead Council",
    };
    let Opened { area, council } = database.write(|tx| open_area(tx, &call, &wish))?;
    let kind = OrganisationKind::Forum;
    let forum =
        database.write(|tx| register_organisation(tx, &call, &area, kind, "Rivermead Forum"))?;
    let of = |organisation, kind| Controller {
        area: area.clone(),
        organisation,
        kind,
    };
    let council = of(council, OrganisationKind::Council);
    let forum = of(forum, OrganisationKind::Forum);
    for role in Role::ALL {
        let held_in = match role {
            Role::Operator => HeldIn::Instance,
            Role::AreaAdministrator => HeldIn::Area(area.clone()),
            _ if role.may_be_held_in(OrganisationKind::Forum) => {
                HeldIn::Organisation(forum.clone())
            }
            _ => HeldIn::Organisation(council.clone()),
        };
        let (email, name) = (address_of(role), format!("The {role}"));
        database.write(|tx| give_role(tx, &call, &email, &name, role, &held_in))?;
    }
    let nobody = Person {
        id: call.id(),
        name: None,
        email: NOBODY.parse()?,
    };
    database.write(|tx| people::add(tx, &nobody, now))?;
    Ok(Place {
        area,
        council,
        forum,
    })
}
