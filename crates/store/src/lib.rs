//! How things are kept and found. The only crate that knows a database, and within it only `src/sql/` names one.
//!
//! [`Database`] opens an embedded SQLite file or a PostgreSQL server and hands a closure one of two things: a
//! [`Snapshot`] to read from, or a [`Transaction`] to change something in. Both are opaque: what can be asked of
//! them are the functions of this crate, one module for each noun. Closures are synchronous and may run more than
//! once, so nothing leaves the house inside one; what has to leave is enqueued as a [`jobs`] row in the same
//! transaction, next to the act in the [`outbox`].
//!
//! Instants and ids are arguments. This crate reads no clock, no environment and no source of chance.

pub mod areas;
pub mod calendars;
pub mod charters;
pub mod files;
pub mod followers;
pub mod invitations;
pub mod jobs;
pub mod log;
pub mod logos;
pub mod mails;
pub mod news;
pub mod outbox;
pub mod passkeys;
pub mod people;
pub mod places;
pub mod plans;
pub mod rates;
pub mod record;
pub mod reminders;
pub mod replies;
pub mod roles;
pub mod schedules;
pub mod sessions;
pub mod sheets;
pub mod sign_in_links;
mod sql;
mod tls;

pub use sql::{Class, Database, Error, Options, Snapshot, Transaction};

/// Every statement of this crate, which a test prepares on both databases.
#[cfg(test)]
fn statements() -> impl Iterator<Item = sql::Statement> {
    [
        areas::STATEMENTS,
        calendars::STATEMENTS,
        charters::STATEMENTS,
        followers::STATEMENTS,
        invitations::STATEMENTS,
        jobs::STATEMENTS,
        logos::STATEMENTS,
        log::STATEMENTS,
        log::witnesses::STATEMENTS,
        mails::STATEMENTS,
        news::STATEMENTS,
        outbox::STATEMENTS,
        passkeys::STATEMENTS,
        people::STATEMENTS,
        places::STATEMENTS,
        plans::STATEMENTS,
        rates::STATEMENTS,
        record::STATEMENTS,
        replies::STATEMENTS,
        reminders::STATEMENTS,
        roles::STATEMENTS,
        schedules::STATEMENTS,
        sessions::STATEMENTS,
        sheets::STATEMENTS,
        sign_in_links::STATEMENTS,
    ]
    .into_iter()
    .flatten()
    .copied()
}
