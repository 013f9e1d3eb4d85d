//! What the runner promises, held on both databases.

mod log;
mod mail;
mod runner;
mod schedule;
mod sequence;
mod shop;
mod texts;
mod told;
mod town;
