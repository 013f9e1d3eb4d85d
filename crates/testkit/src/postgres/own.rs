//! A PostgreSQL server of a test's own, which it may stop and start.

use std::error::Error;
use std::fs;
use std::io::Read as _;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use tempfile::TempDir;

use super::{command, make, owner, programs, quiet, run};

/// A server that only one test uses. It stops when the test ends, however it ends.
pub struct Own {
    programs: PathBuf,
    owner: Option<(u32, u32)>,
    port: u16,
    /// Stops the server when this process is gone: then the other end of its input is.
    watcher: Child,
    told: ChildStdout,
    folder: TempDir,
}

/// Waits until its input ends, and then stops the server.
const WATCHER: &str = r#"read -r _; "$@""#;

impl Own {
    /// Makes one and starts it.
    pub fn start() -> Result<Self, Box<dyn Error>> {
        let programs = programs()?;
        let folder = TempDir::new()?;
        let me = fs::metadata(folder.path())?.uid();
        // PostgreSQL does not run as root.
        let owner = if me == 0 { Some(owner()?) } else { None };
        if let Some((user, group)) = owner {
            chown(folder.path(), Some(user), Some(group))?;
        }
        let data = folder.path().join("data");
        run(make(&programs, owner, &data))?;
        let mut stop = command(&programs.join("pg_ctl"), owner);
        stop.args(["stop", "--silent", "--mode=immediate", "--pgdata"]);
        stop.arg(&data);
        let mut watcher = quiet("sh");
        watcher.args(["-c", WATCHER, "watcher"]);
        watcher.arg(stop.get_program()).args(stop.get_args());
        let mut watcher = watcher
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let told = watcher.stdout.take().ok_or("the watcher has no output")?;
        let own = Self {
            programs,
            owner,
            port: TcpListener::bind("127.0.0.1:0")?.local_addr()?.port(),
            watcher,
            told,
            folder,
        };
        own.start_again()?;
        Ok(own)
    }

    /// Where its one database is, as `alongside serve --database` takes it.
    pub fn url(&self) -> String {
        format!(
            "postgres://postgres@127.0.0.1:{}/postgres?sslmode=disable",
            self.port
        )
    }

    /// Ends it at once, and every connection with it.
    pub fn stop(&self) -> Result<(), Box<dyn Error>> {
        let mut stop = self.control("stop");
        stop.arg("--mode=immediate");
        Ok(run(stop)?)
    }

    /// Starts it after it was stopped, with all that was kept.
    pub fn start_again(&self) -> Result<(), Box<dyn Error>> {
        let mut start = self.control("start");
        // Nothing here outlives the tests, so nothing waits for the disk.
        start.arg("--options").arg(format!(
            "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories= -c fsync=off -c autovacuum=off",
            self.port
        ));
        start.arg("--log").arg(self.folder.path().join("log"));
        Ok(run(start)?)
    }

    fn control(&self, what: &str) -> Command {
        let mut control = command(&self.programs.join("pg_ctl"), self.owner);
        control.args([what, "--wait", "--silent", "--pgdata"]);
        control.arg(self.folder.path().join("data"));
        control
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        // It has stopped the server when its output ends; the folder goes after that.
        drop(self.told.read_to_end(&mut Vec::new()));
        drop(self.watcher.wait());
    }
}
