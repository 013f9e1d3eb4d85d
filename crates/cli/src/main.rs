//! The command `alongside`: audits a record against agreed standards, plans what keeps them, and
//! reads and checks charters.

mod args;
mod audit;
mod charter;
mod demo;
mod failure;
mod inputs;
mod library;
mod output;
mod plan;
mod report;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};

/// Exit status where `--fail-on` says so.
const FOUND: u8 = 1;
/// Exit status where the command could not be carried out.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let now = now();
    let done = match Args::parse().command {
        Command::Audit(args) => audit::run(&args, now),
        Command::Plan(args) => plan::run(&args, now),
        Command::Charter(args) => charter::run(&args),
    };
    match done {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            output::complain(&failure);
            ExitCode::from(FAILED)
        }
    }
}

/// The one place that reads a clock; everything else is told the time.
#[expect(clippy::disallowed_methods, reason = "the composition root")]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// How a command ended that was carried out.
enum Outcome {
    /// Nothing to report by exit status.
    Done,
    /// Something was found that `--fail-on` names.
    Found,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Found => Self::from(FOUND),
        }
    }
}
