//! Choosing a panel by lot, under quotas, as fairly as can be.

#![expect(clippy::cast_precision_loss, reason = "counts of people and panels are far below 2^52")]

mod advice;
mod alternates;
mod chances;
pub mod commitment;
mod coverage;
pub mod frozen;
mod groups;
mod hull;
mod infeasible;
mod leximin;
mod lots;
mod lottery;
mod measures;
mod method;
mod pool;
mod program;
pub mod public_draw;

pub use advice::TOO_MUCH;
pub use alternates::{Replacement, alternates, replace};
pub use chances::{Chances, Mixture, Progress, Refusal};
pub use infeasible::{Clash, Infeasible, Relaxed};
pub use lots::Lots;
pub use measures::Measures;
pub use method::Method;
pub use pool::{Fault, Part, Person, Pool, Quota, Table};

/// The solver gave up. This has not been seen on any pool that makes sense; it is told and never guessed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the chances could not be worked out: {cause}")]
pub struct Unsolved {
    cause: String,
}

impl Unsolved {
    fn new(cause: &microlp::Error) -> Self {
        Self { cause: cause.to_string() }
    }

    fn because(cause: &str) -> Self {
        Self { cause: cause.to_owned() }
    }
}
