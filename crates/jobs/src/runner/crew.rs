//! Who is on duty, and which jobs are in our hands.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use alongside_store::jobs::{Leased, Turn};
use parking_lot::{Condvar, Mutex};
use uuid::Uuid;

use super::Runner;

#[derive(Default)]
pub(super) struct Crew {
    on_duty: Mutex<usize>,
    left: Condvar,
    held: Mutex<BTreeMap<Uuid, Leased>>,
}

impl Crew {
    /// Waits so long at most until nobody is on duty, and says whether somebody still is.
    pub(super) fn is_on_duty_after(&self, at_most: Duration) -> bool {
        let mut on_duty = self.on_duty.lock();
        self.left
            .wait_while_for(&mut on_duty, |on_duty| *on_duty > 0, at_most);
        *on_duty > 0
    }

    /// The jobs in our hands.
    pub(super) fn held(&self) -> Vec<Leased> {
        self.held.lock().values().cloned().collect()
    }

    /// How many of them are one of many.
    pub(super) fn held_of_many(&self) -> usize {
        let held = self.held.lock();
        held.values().filter(|job| job.turn == Turn::Bulk).count()
    }

    /// A job is in our hands until what is given back is dropped.
    pub(super) fn hold(&self, job: &Leased) -> Held<'_> {
        self.held.lock().insert(job.id, job.clone());
        Held {
            crew: self,
            id: job.id,
        }
    }
}

pub(super) struct Held<'a> {
    crew: &'a Crew,
    id: Uuid,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.crew.held.lock().remove(&self.id);
    }
}

/// A worker on duty, until it is dropped, whatever the reason.
pub(super) struct OnDuty(Arc<Runner>);

impl OnDuty {
    pub(super) fn of(runner: &Arc<Runner>) -> Self {
        *runner.crew.on_duty.lock() += 1;
        Self(Arc::clone(runner))
    }
}

impl Drop for OnDuty {
    fn drop(&mut self) {
        *self.0.crew.on_duty.lock() -= 1;
        self.0.crew.left.notify_all();
    }
}
