//! Who visits: somebody who has signed in, or nobody that is known.

use alongside_app::who::{Signed, Who, note_use, who};
use alongside_domain::policy::Actor;
use alongside_domain::sign_in::{SessionEnd, SessionLimits};
use alongside_domain::{Email, Holding, Instant, PersonId, PersonName};
use alongside_pages::public::Said;
use alongside_store::Database;
use alongside_store::sessions::SessionId;

use crate::cookies::Secret;
use crate::failure::Failure;

/// Somebody who has signed in.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub(crate) person: PersonId,
    /// What they are called; empty where they have not said.
    pub(crate) name: String,
    pub(crate) email: Email,
    /// Every role they hold or held.
    pub(crate) roles: Vec<Holding>,
    /// Where they are signed in.
    pub(crate) session: SessionId,
    /// Whether a passkey is asked of them before their staff roles count.
    pub(crate) needs_passkey: bool,
    /// Whether they hold a staff role, whether it counts already or not.
    pub(crate) is_staff: bool,
    /// For how many seconds more the session can last at most, where it was noted just now that it is in use.
    pub(crate) renewed: Option<i64>,
    /// What counts of what they may do.
    actor: Actor,
    /// What would count with a passkey, where one is asked of them.
    with_passkey: Option<Actor>,
}

/// What a session cookie stands for.
#[derive(Debug, Clone)]
pub(crate) enum Visiting {
    /// There is none.
    Stranger,
    /// Somebody who has signed in.
    In(Box<Visitor>),
    /// Nobody any more, and why, where that is known: the cookie is to go.
    Over(Option<SessionEnd>),
}

impl Visitor {
    fn new(who: Who, now: Instant) -> Self {
        let with_passkey = who.needs_passkey.then(|| Actor::Person {
            id: who.person.id,
            roles: who.roles.clone(),
            now,
        });
        Self {
            actor: who.actor(now),
            with_passkey,
            is_staff: who.is_staff(now),
            person: who.person.id,
            name: who
                .person
                .name
                .as_ref()
                .map_or_else(String::new, |name| PersonName::reveal(name).to_owned()),
            email: who.person.email,
            roles: who.roles,
            session: who.session.id,
            renewed: None,
            needs_passkey: who.needs_passkey,
        }
    }

    /// As the policy asks about them: until a passkey that is asked for was used, staff roles do not count.
    pub(crate) const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The same as if they had used the passkey that is asked of them; `None` where none is.
    pub(crate) const fn actor_with_passkey(&self) -> Option<&Actor> {
        self.with_passkey.as_ref()
    }

    /// How long their sessions last.
    pub(crate) const fn limits(&self) -> SessionLimits {
        SessionLimits::of(self.is_staff)
    }
}

impl Visiting {
    /// Who has signed in with this secret. That they are here is noted now and then.
    pub(crate) fn find(
        database: &Database,
        secret: &Secret,
        now: Instant,
    ) -> Result<Self, Failure> {
        let signed = database.read(|snapshot| who(snapshot, secret, now))?;
        Ok(match signed {
            Signed::Never => Self::Over(None),
            Signed::Out(end) => Self::Over(Some(end)),
            Signed::In(who) => {
                // A page that can be read is shown though a note of it cannot be kept.
                let noted = note_use(database, secret, &who).unwrap_or_else(|error| {
                    tracing::warn!(%error, "that a session is in use was not noted");
                    false
                });
                let lasted = now.micros_since(who.session.session.began);
                let left = (SessionLimits::AT_HOME.absolute - lasted) / 1_000_000;
                let mut visitor = Visitor::new(*who, now);
                visitor.renewed = noted.then_some(left);
                Self::In(Box::new(visitor))
            }
        })
    }

    /// What the next page says of it.
    pub(crate) const fn said(&self) -> Option<Said> {
        match self {
            Self::Stranger | Self::In(_) | Self::Over(None) => None,
            Self::Over(Some(SessionEnd::Revoked)) => Some(Said::SignedOut),
            Self::Over(Some(SessionEnd::Idle)) => Some(Said::SignedOutUnused),
            Self::Over(Some(SessionEnd::Old)) => Some(Said::SignedOutInTime),
        }
    }
}
