//! A meeting from its plan to who comes, on both databases.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

mod due;
mod places;
mod planning;
mod reply;
mod series;
mod town;
