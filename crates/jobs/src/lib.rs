//! What is done after a change was kept, and what is done again and again.
//!
//! A [`Runner`] takes jobs from the queue of `alongside_store::jobs`, hands each to the [`Work`] of its kind, and
//! says how it went: done, to be tried again after a while, or given up for an operator to see. Any number of runners
//! in any number of processes share one queue. **A job may run more than once**, as a worker can die at any moment,
//! and what it does must bear that; [`SendMessage`] shows how.
//!
//! The clock is passed in, so that tests have theirs. Logs hold the kind and the id of a job, its attempt, how long
//! it took and what a [`Failure`] says; never what the job was to know.

mod bell;
mod cosign;
mod forget;
mod letters;
mod runner;
mod schedule;
mod send;
mod sequence;
mod tell;
mod work;

use std::sync::Arc;

use jiff::Timestamp;

pub use bell::Bell;
pub use cosign::Cosign;
pub use forget::{Forget, RemoveFile};
pub use letters::{Chance, Letters};
pub use runner::{Options, Runner, Running};
pub use schedule::Schedule;
pub use send::{Compose, Message, SendMessage};
pub use sequence::Sequence;
pub use tell::{Remind, SumUp, Tell};
pub use work::{Context, Failure, Work};

/// Says what time it is.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;
