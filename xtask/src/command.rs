//! Running other programs.

use std::env;
use std::iter;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// `cargo` with these arguments, which are split at spaces: the same cargo that started us.
pub(crate) fn cargo(arguments: &str) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments.split_whitespace());
    command
}

/// Runs a command in plain sight and fails when it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = line(command);
    println!("$ {line}");
    let status = command
        .status()
        .with_context(|| format!("cannot start `{line}`"))?;
    ensure!(status.success(), "`{line}` failed ({status})");
    Ok(())
}

/// Runs a command unseen and says whether it did its work within the time.
pub(crate) fn succeeds_within(limit: Duration, command: &mut Command) -> Result<bool> {
    let line = line(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start `{line}`"))?;
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if started.elapsed() >= limit {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// Whether `cargo NAME` is there.
pub(crate) fn is_installed(subcommand: &str) -> bool {
    let version = &mut cargo(&format!("{subcommand} --version"));
    succeeds_within(Duration::from_mins(1), version).unwrap_or(false)
}

/// Whether a program is there, asked for its version.
pub(crate) fn starts(program: &str, version: &str) -> bool {
    succeeds_within(Duration::from_mins(1), Command::new(program).arg(version)).unwrap_or(false)
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    let set = command
        .get_envs()
        .filter_map(|(name, value)| Some((name, value?)));
    let set = set.map(|(name, value)| format!("{}={}", name.display(), value.display()));
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default();
    let words = iter::once(program)
        .chain(command.get_args())
        .map(|word| word.display().to_string());
    set.chain(words).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_fails_is_named_with_its_arguments() {
        let error = run(&mut cargo("no-such-subcommand --at-all")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("`cargo no-such-subcommand --at-all` failed"),
            "{error}"
        );
    }

    #[test]
    fn a_subcommand_that_is_not_there_is_not_installed() {
        assert!(is_installed("fmt"));
        assert!(!is_installed("no-such-subcommand"));
    }

    #[test]
    fn a_command_that_takes_too_long_is_ended() {
        let mut sleep = Command::new("sleep");
        sleep.arg("30");
        let started = Instant::now();
        assert!(!succeeds_within(Duration::from_millis(100), &mut sleep).unwrap());
        assert!(started.elapsed() < Duration::from_secs(10));
    }
}
