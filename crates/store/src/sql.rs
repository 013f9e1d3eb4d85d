//! The seam: the same statements on two databases. Nothing outside this module and the folder below it names one.
//!
//! `FORKS.txt` in the folder lists every place where the two differ, and a test compares it with the code.

mod backup;
mod database;
mod error;
mod migrations;
mod postgres;
mod sqlite;
mod statement;
mod transaction;
mod value;

#[cfg(test)]
mod tests;

pub use database::{Database, Options};
pub use error::{Class, Error};
pub use transaction::{Snapshot, Transaction};

pub(crate) use statement::{Statement, statements};
pub(crate) use transaction::Row;
pub(crate) use value::{Value, json};
