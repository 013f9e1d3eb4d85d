//! The command `alongside`: audits a record against agreed standards, plans what keeps them, reads and
//! checks charters, counts elections, and runs the service.

mod archive;
mod args;
mod audit;
mod charter;
mod config;
mod count;
mod demo;
mod draw;
mod failure;
mod inputs;
mod keep;
mod library;
mod memory;
mod opinion;
mod output;
mod plan;
mod record;
mod report;
mod serve;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{
    Args, Command, ConfigArgs, ConfigCommand, KeptArgs, OperatorArgs, OperatorCommand, ServeArgs,
};
use crate::config::{Config, Flags};
use crate::failure::Failure;

/// Exit status where `--fail-on` says so, and where a check does not hold.
const FOUND: u8 = 1;
/// Exit status where the command could not be carried out.
const FAILED: u8 = 2;
/// Exit status where what was asked for is not to be had as things stand, and the answer says why.
const OPEN: u8 = 3;

fn main() -> ExitCode {
    let now = now();
    let done = match Args::parse().command {
        Command::Audit(args) => audit::run(&args, now),
        Command::Plan(args) => plan::run(&args, now),
        Command::Charter(args) => charter::run(&args),
        Command::Count(args) => count::run(&args),
        Command::Opinion(args) => opinion::run(&args),
        Command::Draw(args) => draw::run(&args, now),
        Command::Serve(args) => serve(&args),
        Command::Migrate(kept) => settings(&kept).and_then(|config| keep::migrate(&config)),
        Command::Backup(args) => {
            settings(&args.kept).and_then(|config| keep::backup(&config, &args.file))
        }
        Command::Restore(args) => {
            settings(&args.kept).and_then(|config| keep::restore(&config, &args.file, now))
        }
        Command::Restored(kept) => settings(&kept).and_then(|config| keep::restored(&config, now)),
        Command::Import(args) => {
            settings(&args.kept).and_then(|config| keep::load(&config, &args, now))
        }
        Command::Record(args) => record::run(&args),
        Command::Archive(args) => {
            settings(&args.kept).and_then(|config| archive::run(&config, &args, now))
        }
        Command::Operator(OperatorArgs {
            what: OperatorCommand::Invite { email, area, kept },
        }) => settings(&kept)
            .and_then(|config| keep::invite_somebody(&config, &email, area.as_deref(), now)),
        Command::Operator(OperatorArgs {
            what: OperatorCommand::ForgetPasskeys { email, kept },
        }) => settings(&kept).and_then(|config| keep::forget_passkeys(&config, &email, now)),
        Command::Config(ConfigArgs {
            what: ConfigCommand::Check { kept },
        }) => settings(&kept).and_then(|config| keep::check(&config)),
    };
    match done {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            output::complain(&failure);
            ExitCode::from(FAILED)
        }
    }
}

fn serve(args: &ServeArgs) -> Result<Outcome, Failure> {
    let flags = Flags {
        database: args.kept.database.clone(),
        listen: args.listen,
    };
    let config = Config::read(args.kept.config.as_deref(), &flags)?;
    memory::share();
    serve::run(&config, args.demo)?;
    Ok(Outcome::Done)
}

fn settings(kept: &KeptArgs) -> Result<Config, Failure> {
    let flags = Flags {
        database: kept.database.clone(),
        listen: None,
    };
    Config::read(kept.config.as_deref(), &flags)
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
    /// Something was found that `--fail-on` names, or something does not hold that was checked.
    Found,
    /// Something has to be settled first, and was told.
    Open,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Found => Self::from(FOUND),
            Outcome::Open => Self::from(OPEN),
        }
    }
}
