//! Who it is that a session belongs to, and what counts of what they may do.

use alongside_domain::policy::{Actor, holds_any};
use alongside_domain::sign_in::{
    PasskeyRule, SecretHash, SessionEnd, SessionLimits, Strength, asks_for_passkey,
};
use alongside_domain::{Holding, Instant, Person, Role};
use alongside_store::sessions::{self, Kept};
use alongside_store::{Database, Snapshot, areas, people, roles};

use crate::failure::Failure;

/// Somebody who has signed in.
#[derive(Debug, Clone)]
pub struct Who {
    /// Who.
    pub person: Person,
    /// Where they are signed in.
    pub session: Kept,
    /// When it was last noted that the session is in use.
    pub noted: Instant,
    /// Every role they hold or held.
    pub roles: Vec<Holding>,
    /// Whether a passkey is asked of them before their staff roles count.
    pub needs_passkey: bool,
}

/// Whom a session cookie belongs to.
#[derive(Debug, Clone)]
pub enum Signed {
    /// To somebody who is signed in.
    In(Box<Who>),
    /// To nobody any more.
    Out(SessionEnd),
    /// To nobody.
    Never,
}

impl Who {
    /// As the policy knows them: until a passkey that is asked for was used, staff roles do not count.
    pub fn actor(&self, now: Instant) -> Actor {
        let counts = |held: &&Holding| !self.needs_passkey || !held.role().is_staff();
        Actor::Person {
            id: self.person.id,
            roles: self.roles.iter().filter(counts).cloned().collect(),
            now,
        }
    }

    /// Whether they hold a staff role now, whether it counts already or not.
    pub fn is_staff(&self, now: Instant) -> bool {
        let staff: Vec<Role> = Role::ALL
            .into_iter()
            .filter(|role| role.is_staff())
            .collect();
        holds_any(&self.roles, &staff, now)
    }
}

/// How long a session may go on being used before that is noted: a note for every page would be a change for every
/// page.
const NOTED_EVERY: i64 = 5 * 60 * 1_000_000;

/// Who has signed in with this secret.
pub fn who(snapshot: &mut Snapshot<'_>, secret: &[u8], now: Instant) -> Result<Signed, Failure> {
    let Some(kept) = sessions::find(snapshot, SecretHash::of(secret))? else {
        return Ok(Signed::Never);
    };
    let Some(person) = people::find(snapshot, kept.person)? else {
        return Ok(Signed::Never);
    };
    let roles: Vec<Holding> = roles::of(snapshot, person.id)?
        .into_iter()
        .map(|(_, holding)| holding)
        .collect();
    let mut who = Who {
        person,
        noted: kept.session.seen,
        session: kept,
        roles,
        needs_passkey: false,
    };
    let limits = SessionLimits::of(who.is_staff(now));
    who.session.session = match who.session.session.touch(limits, now) {
        Ok(touched) => touched,
        Err(end) => return Ok(Signed::Out(end)),
    };
    if who.session.session.strength < Strength::Passkey && who.is_staff(now) {
        let rule = PasskeyRule {
            relaxed_in: areas::all(snapshot)?
                .into_iter()
                .filter(|area| !area.settings.asks_passkey)
                .map(|area| area.slug)
                .collect(),
        };
        who.needs_passkey = asks_for_passkey(&who.roles, who.session.session.strength, &rule, now);
    }
    Ok(Signed::In(Box::new(who)))
}

/// Notes that a session is in use, now and then, and says whether it was noted now.
pub fn note_use(database: &Database, secret: &[u8], who: &Who) -> Result<bool, Failure> {
    let seen = who.session.session.seen;
    if seen.micros_since(who.noted) < NOTED_EVERY {
        return Ok(false);
    }
    database.write(|tx| {
        let Some(kept) = sessions::find(tx, SecretHash::of(secret))? else {
            return Ok(false);
        };
        // Ended by hand meanwhile, or noted by another page.
        if kept.session.revoked.is_some() || seen.micros_since(kept.session.seen) < NOTED_EVERY {
            return Ok(false);
        }
        let session = alongside_domain::sign_in::Session {
            seen,
            ..kept.session
        };
        sessions::keep(tx, kept.id, &session)?;
        Ok(true)
    })
}
