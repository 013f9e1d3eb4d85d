//! What the runner promises, held on both databases.

mod log;
mod mail;
mod runner;
mod schedule;
mod sequence;
mod shop;
mod told;
mod town;
