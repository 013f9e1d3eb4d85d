//! The service as people use it, in process, on both databases.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

mod follow;
mod links;
mod matrix;
mod operator;
mod own_calendar;
mod passkeys;
mod replies;
mod sessions;
mod texts;
