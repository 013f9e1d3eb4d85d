//! What was looked at, each with whether it holds, in words that need no other knowledge.

use crate::failure::Failure;
use crate::{Outcome, output};

/// More mistakes of one kind than this are counted and not told one by one.
const MOST_TOLD: usize = 20;

/// What was looked at, each with whether it holds.
#[derive(Debug, Default)]
pub(super) struct Checks {
    says: Vec<String>,
    missed: usize,
    left: usize,
}

impl Checks {
    pub(super) fn hold(&mut self, says: impl AsRef<str>) {
        self.say("holds:        ", says.as_ref());
    }

    pub(super) fn miss(&mut self, says: impl AsRef<str>) {
        self.missed += 1;
        if self.missed <= MOST_TOLD {
            self.say("DOES NOT HOLD:", says.as_ref());
        }
    }

    /// What could not be looked at, and why.
    pub(super) fn leave(&mut self, says: impl AsRef<str>) {
        self.left += 1;
        self.say("not checked:  ", says.as_ref());
    }

    /// What to know about what was said so far.
    pub(super) fn remark(&mut self, says: impl AsRef<str>) {
        self.say("note:         ", says.as_ref());
    }

    // What a record or a site says cannot look like a line of ours.
    fn say(&mut self, holds: &str, says: &str) {
        self.says
            .push(format!("{holds} {}", output::one_line(says)));
    }

    /// How much did not hold so far.
    pub(super) const fn missed(&self) -> usize {
        self.missed
    }

    pub(super) fn told(mut self) -> Result<Outcome, Failure> {
        let (end, outcome) = match (self.missed, self.left) {
            (0, 0) => ("Everything holds.".to_owned(), Outcome::Done),
            (0, _) => (
                "Everything that could be checked holds.".to_owned(),
                Outcome::Done,
            ),
            (missed, _) => {
                if let Some(more) = missed.checked_sub(MOST_TOLD).filter(|more| *more > 0) {
                    self.says
                        .push(format!("… and {more} more that do not hold."));
                }
                let says = format!(
                    "Something does not hold ({missed}). What is shown is not what was signed, or this copy was damaged on its way. Keep this copy, fetch another one, and compare."
                );
                (says, Outcome::Found)
            }
        };
        self.says.push(end);
        output::say(&self.says.join("\n"))?;
        Ok(outcome)
    }
}
