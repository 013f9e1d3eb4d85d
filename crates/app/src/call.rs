//! Who asks, when, and where chance comes from.

use alongside_domain::act::Salt;
use alongside_domain::policy::{Action, Actor, Place, may};
use alongside_domain::{Id, Instant};
use alongside_store::jobs;

use crate::failure::Failure;

/// What a use case is given besides what is wanted.
#[derive(Clone)]
pub struct Call<'a> {
    /// Who asks.
    pub caller: Caller,
    /// When.
    pub now: Instant,
    /// Fills bytes with chance.
    pub chance: &'a (dyn Fn(&mut [u8]) + Send + Sync),
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// Somebody by their roles, or a stranger.
    Actor(Actor),
    /// Whoever has the machine: they could change its files, so nothing is forbidden to them.
    Machine,
}

impl Call<'_> {
    /// Whether this may be done, or why not.
    pub fn may(&self, action: Action, on: &Place) -> Result<(), Failure> {
        match &self.caller {
            Caller::Machine => Ok(()),
            Caller::Actor(actor) => may(actor, action, on).map_err(Failure::NotAllowed),
        }
    }

    /// Whether this may be done to any of these, or why not to the last.
    pub fn may_any(&self, action: Action, on: &[Place]) -> Result<(), Failure> {
        let mut refused = Err(Failure::NotFound);
        for place in on {
            refused = self.may(action, place);
            if refused.is_ok() {
                break;
            }
        }
        refused
    }

    /// Random bytes.
    pub fn draw<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.chance)(&mut bytes);
        bytes
    }

    /// A new id.
    pub fn id<T>(&self) -> Id<T> {
        Id::new(self.now, self.draw())
    }

    /// A new salt.
    pub fn salt(&self) -> Salt {
        Salt::new(self.draw())
    }

    /// A job that is due now and tried so often.
    pub(crate) fn job<'a>(
        &self,
        kind: &'a str,
        payload: &'a str,
        max_attempts: u32,
    ) -> jobs::Ask<'a> {
        let now = self.now.timestamp();
        jobs::Ask {
            id: self.id::<()>().uuid(),
            kind,
            key: None,
            payload,
            due: now,
            turn: jobs::Turn::Prompt,
            max_attempts,
            asked: now,
        }
    }
}
