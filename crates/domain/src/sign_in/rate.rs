//! How often something may be done: a token bucket, kept as one instant.

use crate::instant::Instant;

/// So many at once, and then one more for every so many microseconds.
///
/// The bucket is kept as the instant at which it is full again (the generic cell rate algorithm,
/// ITU-T I.371, in its virtual-scheduling form), so that one number is stored and compared.
///
/// ```
/// use alongside_domain::Instant;
/// use alongside_domain::sign_in::Rate;
///
/// let rate = Rate { burst: 2, each: 60_000_000 };
/// let now = Instant::from_micros(1_000_000_000).unwrap();
/// let once = rate.take(None, now).unwrap();
/// let twice = rate.take(Some(once), now).unwrap();
/// let wait = rate.take(Some(twice), now).unwrap_err();
/// assert_eq!(wait.to_string(), "You have tried this too often. Try again in 1 minute.");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many at once.
    pub burst: u32,
    /// Microseconds until one more.
    pub each: i64,
}

/// It was done too often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("You have tried this too often. Try again in {}.", in_words(*.micros))]
pub struct Wait {
    /// How many microseconds until it may be done again.
    pub micros: i64,
}

const SECOND: i64 = 1_000_000;

impl Rate {
    /// Links asked for one address.
    pub const LINKS_FOR_AN_ADDRESS: Self = Self {
        burst: 5,
        each: 10 * 60 * SECOND,
    };
    /// Links asked for from one network address, behind which may be a whole school.
    pub const LINKS_FROM_A_NETWORK: Self = Self {
        burst: 30,
        each: 20 * SECOND,
    };
    /// Links asked for one mobile number: a text costs money, and a phone that rings troubles more than a mail.
    pub const LINKS_FOR_A_NUMBER: Self = Self {
        burst: 3,
        each: 8 * 3_600 * SECOND,
    };
    /// Links asked for mobile numbers in one area, whoever asks: so much may be spent on those who may never say yes.
    pub const LINKS_FOR_NUMBERS_IN_AN_AREA: Self = Self {
        burst: 200,
        each: 10 * 60 * SECOND,
    };
    /// Links and passkeys tried from one network address.
    pub const TRIES_FROM_A_NETWORK: Self = Self {
        burst: 30,
        each: 10 * SECOND,
    };
    /// Replies to meetings from one network address, behind which may be everybody at a school fair.
    pub const REPLIES_FROM_A_NETWORK: Self = Self {
        burst: 60,
        each: 10 * SECOND,
    };
    /// Invitations to one address, whoever sends them: nobody is to be troubled by mail they did not ask for.
    pub const INVITATIONS_TO_AN_ADDRESS: Self = Self {
        burst: 5,
        each: 6 * 3_600 * SECOND,
    };
    /// Invitations that one person sends: a forum's co-ordinator may begin with many.
    pub const INVITATIONS_BY_A_PERSON: Self = Self {
        burst: 50,
        each: 10 * 60 * SECOND,
    };
    /// Invitations to roles in one area, whoever sends them.
    pub const INVITATIONS_IN_AN_AREA: Self = Self {
        burst: 200,
        each: 5 * 60 * SECOND,
    };

    /// Takes one, if there is one: gives the instant at which all would be there again, to be
    /// kept. `full` is what was kept before. A refusal changes nothing.
    pub fn take(self, full: Option<Instant>, now: Instant) -> Result<Instant, Wait> {
        let most = i64::from(self.burst).saturating_mul(self.each);
        let full = full.map_or(now, |full| full.max(now));
        // After a clock was set back, nobody waits longer than for an empty bucket.
        let full = full.min(now.plus_micros(most));
        let next = full.plus_micros(self.each);
        let over = next.micros_since(now) - most;
        if over > 0 {
            return Err(Wait { micros: over });
        }
        Ok(next)
    }
}

fn in_words(micros: i64) -> String {
    let seconds = micros.div_euclid(SECOND) + 1;
    let (count, unit) = match seconds {
        ..=59 => (seconds, "second"),
        60..=3_599 => ((micros + 60 * SECOND - 1).div_euclid(60 * SECOND), "minute"),
        _ => (
            (micros + 3_600 * SECOND - 1).div_euclid(3_600 * SECOND),
            "hour",
        ),
    };
    if count == 1 {
        format!("1 {unit}")
    } else {
        format!("{count} {unit}s")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(micros: i64) -> Instant {
        Instant::from_micros(micros).unwrap()
    }

    #[test]
    fn so_many_at_once_and_then_one_at_a_time() {
        let rate = Rate { burst: 3, each: 10 };
        let mut full = None;
        for (now, expected) in [
            (100, None),
            (100, None),
            (100, None),
            (100, Some(10)),
            (109, Some(1)),
            (110, None),
            (110, Some(10)),
            (200, None),
            (200, None),
            (200, None),
            (200, Some(10)),
        ] {
            match rate.take(full, at(now)) {
                Ok(next) => {
                    assert_eq!(expected, None, "at {now}");
                    full = Some(next);
                }
                Err(wait) => assert_eq!(expected, Some(wait.micros), "at {now}"),
            }
        }
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out_for_longer_than_an_empty_bucket() {
        let rate = Rate { burst: 3, each: 10 };
        let wait = rate.take(Some(at(1_000_000)), at(100)).unwrap_err();
        assert_eq!(wait.micros, 10);
    }

    #[test]
    fn nothing_is_ever_allowed_by_a_bucket_that_holds_none() {
        assert!(Rate { burst: 0, each: 10 }.take(None, at(100)).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn in_any_stretch_no_more_than_the_burst_and_one_for_each_interval(
            burst in 1_u32..6,
            each in 1_i64..50,
            gaps in prop::collection::vec(0_i64..40, 1..60),
        ) {
            let rate = Rate { burst, each };
            let (mut now, mut full, mut taken) = (1_000, None, Vec::new());
            for gap in gaps {
                now += gap;
                if let Ok(next) = rate.take(full, at(now)) {
                    full = Some(next);
                    taken.push(now);
                }
            }
            for (first, start) in taken.iter().enumerate() {
                for (last, end) in taken.iter().enumerate().skip(first) {
                    let count = i64::try_from(last - first + 1).unwrap();
                    prop_assert!(count <= i64::from(burst) + (end - start) / each);
                }
            }
        }
    }
}
