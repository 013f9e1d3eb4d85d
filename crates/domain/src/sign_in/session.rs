//! Sessions: how long somebody stays signed in.

use crate::instant::Instant;

/// How somebody signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// By a link in an email.
    Link,
    /// By a passkey.
    Passkey,
}

/// How long sessions last, in microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLimits {
    /// Without being used.
    pub idle: i64,
    /// At most.
    pub absolute: i64,
}

const HOUR: i64 = 3_600 * 1_000_000;

impl SessionLimits {
    /// For parent carers, who come back now and then on their own phone: 30 days unused, half a
    /// year at most.
    pub const AT_HOME: Self = Self {
        idle: 30 * 24 * HOUR,
        absolute: 182 * 24 * HOUR,
    };
    /// For staff roles, who see others' data: two hours unused, a working day at most.
    pub const AT_WORK: Self = Self {
        idle: 2 * HOUR,
        absolute: 12 * HOUR,
    };

    /// The limits for somebody who holds a staff role, or none.
    pub const fn of(holds_staff_role: bool) -> Self {
        if holds_staff_role {
            Self::AT_WORK
        } else {
            Self::AT_HOME
        }
    }
}

/// A session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// When it began.
    pub began: Instant,
    /// When it was last used.
    pub seen: Instant,
    /// How it began.
    pub strength: Strength,
    /// When it was ended by hand, where it was.
    pub revoked: Option<Instant>,
}

/// Why a session is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SessionEnd {
    /// It was ended by hand.
    #[error("You signed out. Sign in again to go on.")]
    Revoked,
    /// It was not used for long.
    #[error("You were away for a while, so we signed you out. Sign in again to go on.")]
    Idle,
    /// It has lasted as long as it may.
    #[error("You have been signed in for as long as is safe. Sign in again to go on.")]
    Old,
}

impl Session {
    /// A session that begins.
    pub const fn begin(strength: Strength, now: Instant) -> Self {
        Self {
            began: now,
            seen: now,
            strength,
            revoked: None,
        }
    }

    /// The session as used now, or why it is over. A clock that was set back ends none and makes
    /// none last longer.
    pub fn touch(self, limits: SessionLimits, now: Instant) -> Result<Self, SessionEnd> {
        if self.revoked.is_some() {
            return Err(SessionEnd::Revoked);
        }
        if now.micros_since(self.began) >= limits.absolute {
            return Err(SessionEnd::Old);
        }
        if now.micros_since(self.seen) >= limits.idle {
            return Err(SessionEnd::Idle);
        }
        let seen = self.seen.max(now);
        Ok(Self { seen, ..self })
    }

    /// The session, ended by hand. What has been ended stays so.
    #[must_use]
    pub fn revoke(self, now: Instant) -> Self {
        let revoked = self.revoked.or(Some(now));
        Self { revoked, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: SessionLimits = SessionLimits {
        idle: 10,
        absolute: 30,
    };

    fn at(micros: i64) -> Instant {
        Instant::from_micros(micros).unwrap()
    }

    #[test]
    fn a_session_ends_unused_and_ends_at_last() {
        for (seen, now, expected) in [
            (100, 100, Ok(100)),
            (100, 109, Ok(109)),
            (100, 110, Err(SessionEnd::Idle)),
            (129, 129, Ok(129)),
            (129, 130, Err(SessionEnd::Old)),
            (105, 103, Ok(105)),
            (105, 90, Ok(105)),
        ] {
            let session = Session {
                seen: at(seen),
                ..Session::begin(Strength::Link, at(100))
            };
            let touched = session.touch(LIMITS, at(now)).map(|s| s.seen.micros());
            assert_eq!(touched, expected, "seen {seen}, now {now}");
        }
    }

    #[test]
    fn a_revoked_session_stays_revoked() {
        let session = Session::begin(Strength::Passkey, at(100)).revoke(at(101));
        assert_eq!(session.touch(LIMITS, at(101)), Err(SessionEnd::Revoked));
        assert_eq!(session.revoke(at(105)).revoked, Some(at(101)));
    }

    #[test]
    fn staff_are_signed_out_sooner() {
        let (home, work) = (SessionLimits::of(false), SessionLimits::of(true));
        assert!(work.idle < home.idle && work.absolute < home.absolute);
    }
}
