//! How a runner learns at once that there is something to do.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::{Condvar, Mutex};

/// Whoever enqueues a job in the same process rings it once the change is kept; a job of another process is seen a
/// second later at most. Clones are the same bell.
#[derive(Clone, Default)]
pub struct Bell(Arc<Inner>);

#[derive(Default)]
struct Inner {
    rings: Mutex<u64>,
    rung: Condvar,
}

impl Bell {
    /// Wakes whoever waits.
    pub fn ring(&self) {
        let mut rings = self.0.rings.lock();
        *rings = rings.wrapping_add(1);
        self.0.rung.notify_all();
    }

    /// How often it has been rung.
    pub(crate) fn rings(&self) -> u64 {
        *self.0.rings.lock()
    }

    /// Waits until it was rung more often than that, or until the time is up.
    pub(crate) fn wait(&self, rings: u64, at_most: Duration) {
        let mut now = self.0.rings.lock();
        self.0
            .rung
            .wait_while_for(&mut now, |now| *now == rings, at_most);
    }
}

impl fmt::Debug for Bell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bell")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_between_looking_and_waiting_is_not_lost() {
        let bell = Bell::default();
        let rings = bell.rings();
        bell.clone().ring();
        // This would outlast any test.
        bell.wait(rings, Duration::from_hours(24));
        assert_ne!(bell.rings(), rings);
    }
}
