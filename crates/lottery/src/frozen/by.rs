//! What decides a draw, and whether it says the same in all its parts.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::public_draw::{dice_needed, drand};

/// How the time of a round is written.
const TIME: &str = "%Y-%m-%d %H:%M:%S UTC";

/// The public number that decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "lowercase", deny_unknown_fields)]
pub enum By {
    /// The signature of a round of drand's network quicknet.
    Drand {
        /// The hash that the network is known by.
        chain: String,
        /// The round: the newest at that time.
        round: u64,
        /// The time that is announced, such as `2026-12-14 19:00:00 UTC`.
        time: String,
    },
    /// Ten-sided dice, rolled where everybody can see them.
    Dice {
        /// How many.
        dice: usize,
    },
    /// A number that somebody else announces.
    Number {
        /// Which, so that there can be no doubt afterwards.
        which: String,
    },
}

impl By {
    /// The round of drand at a time in seconds since 1970; `None` before the first.
    pub fn drand_at(seconds: i64) -> Option<Self> {
        let time = jiff::Timestamp::from_second(seconds).ok()?;
        Some(Self::Drand {
            chain: drand::CHAIN.to_owned(),
            round: drand::round_at(seconds)?,
            time: time.strftime(TIME).to_string(),
        })
    }

    /// The time that is announced, in seconds since 1970; `None` where none is, or none that can be read.
    pub fn time(&self) -> Option<i64> {
        let Self::Drand { time, .. } = self else {
            return None;
        };
        let time = DateTime::strptime(TIME, time).ok()?;
        Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
    }

    /// What is announced, as a sentence that holds; or what in it does not go together, so that the announcement and
    /// the number that is taken could be two things.
    pub(super) fn agrees(&self, panels: usize) -> Result<String, String> {
        match self {
            Self::Drand { chain, .. } if chain != drand::CHAIN => {
                Err("draw.json names a network that this program does not know".to_owned())
            }
            Self::Drand { round, time, .. } => {
                let at = self.time().ok_or_else(|| {
                    format!("draw.json names the time \"{time}\", which cannot be read")
                })?;
                if drand::round_at(at) == Some(*round) {
                    Ok(format!(
                        "round {round} of drand is the one of the time that was announced, {time}"
                    ))
                } else {
                    Err(format!(
                        "draw.json names round {round} of drand, which is not the one of the time that it names, {time}"
                    ))
                }
            }
            Self::Dice { dice } => {
                let needed = dice_needed(panels);
                if *dice == needed {
                    Ok(format!(
                        "as many dice were announced as {panels} panels need: {dice}"
                    ))
                } else {
                    Err(format!(
                        "draw.json names {dice} dice, and {panels} panels need {needed}"
                    ))
                }
            }
            Self::Number { which } if which.trim().is_empty() => {
                Err("draw.json does not say which number decides".to_owned())
            }
            Self::Number { .. } => Ok("draw.json says which number decides".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_announced_and_what_decides_are_one_thing() {
        let by = By::drand_at(1_776_643_200).unwrap();
        assert_eq!(by.time(), Some(1_776_643_200));
        assert!(by.agrees(1000).is_ok());
        let drand = |chain: &str, round, time: &str| By::Drand {
            chain: chain.to_owned(),
            round,
            time: time.to_owned(),
        };
        let time = "2026-04-20 00:00:00 UTC";
        assert_eq!(by, drand(drand::CHAIN, 27_946_612, time));
        for other in [
            drand("another", 27_946_612, time),
            drand(drand::CHAIN, 27_946_611, time),
            drand(drand::CHAIN, 27_946_613, time),
            drand(drand::CHAIN, 27_946_612, "2026-04-20 00:00:03 UTC"),
            drand(drand::CHAIN, 27_946_612, "2026-04-20"),
            drand(drand::CHAIN, 27_946_612, ""),
            By::Dice { dice: 2 },
            By::Dice { dice: 4 },
            By::Number {
                which: " ".to_owned(),
            },
        ] {
            assert!(other.agrees(1000).is_err(), "{other:?}");
        }
        assert!(By::Dice { dice: 3 }.agrees(1000).is_ok());
        assert_eq!(By::drand_at(0), None);
    }
}
