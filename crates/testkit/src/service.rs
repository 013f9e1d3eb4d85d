//! The service as a process of its own, which a test starts, stops and kills as a machine would.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::io::{self, BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::Missing;

/// A service has to have started, or to have ended, by then.
const PATIENCE: Duration = Duration::from_mins(1);
/// How a service says that it can be asked.
const READY: &str = "Alongside is at";
/// As many of its last lines are kept.
const LINES: usize = 200;

/// How the service is started.
pub struct Setup {
    program: PathBuf,
    database: String,
    folder: PathBuf,
    port: u16,
    is_demo: bool,
    settings: Vec<(&'static str, OsString)>,
}

impl Setup {
    /// The program, a database, and a folder to run in; on a free port of 127.0.0.1, the same each time.
    pub fn new(
        program: impl Into<PathBuf>,
        database: &str,
        folder: &Path,
    ) -> Result<Self, Box<dyn Error>> {
        Ok(Self {
            program: program.into(),
            database: database.to_owned(),
            folder: folder.to_owned(),
            port: TcpListener::bind("127.0.0.1:0")?.local_addr()?.port(),
            is_demo: false,
            settings: Vec::new(),
        })
    }

    /// With the invented borough.
    #[must_use]
    pub const fn demo(mut self) -> Self {
        self.is_demo = true;
        self
    }

    /// With a setting, by the name of its variable.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.settings.push((name, value.into()));
        self
    }

    /// Where it listens.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// How its addresses begin.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Another command of the program on the same database, to its end.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        self.surround(&mut command);
        command.args(words).args(["--database", &self.database]);
        command
    }

    /// Starts it, and waits until it says that it can be asked.
    pub fn start(&self) -> Result<Service, Box<dyn Error>> {
        // A write past a limit is to be an error, as on a full disk, and not the end of the process.
        let mut command = Command::new("sh");
        command.args(["-c", r#"trap "" XFSZ; exec "$0" "$@""#]);
        command.arg(&self.program).arg("serve");
        command.args(["--database", &self.database]);
        command.arg(format!("--listen=127.0.0.1:{}", self.port));
        command.args(self.is_demo.then_some("--demo"));
        self.surround(&mut command);
        let mut child = command.stderr(Stdio::piped()).spawn()?;
        let stderr = child.stderr.take().ok_or("the service has no stderr")?;
        let said = Arc::default();
        let (tell, ready) = mpsc::channel();
        let keep = Arc::clone(&said);
        thread::spawn(move || listen(stderr, &keep, &tell));
        let service = Service { child, said, ready };
        match service.ready.recv_timeout(PATIENCE) {
            Ok(()) => Ok(service),
            Err(_) => Err(format!("the service did not start:\n{}", service.said()).into()),
        }
    }

    fn surround(&self, command: &mut Command) {
        command.env_clear().current_dir(&self.folder);
        command.envs(env::var_os("PATH").map(|path| ("PATH", path)));
        command.envs(self.settings.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::null());
    }
}

fn listen(stderr: ChildStderr, said: &Mutex<Vec<String>>, tell: &Sender<()>) {
    for line in BufReader::new(stderr).lines().map_while(Result::ok) {
        let is_ready = line.starts_with(READY);
        {
            let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
            if said.len() >= LINES {
                said.remove(0);
            }
            said.push(line);
        }
        if is_ready && tell.send(()).is_err() {
            return;
        }
    }
}

/// A service that runs, until it is stopped or this goes.
pub struct Service {
    child: Child,
    said: Arc<Mutex<Vec<String>>>,
    /// Breaks off when the service has ended, and its log with it.
    ready: Receiver<()>,
}

impl Service {
    /// The last lines of its log.
    pub fn said(&self) -> String {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.join("\n")
    }

    /// Whether it has ended.
    pub fn has_ended(&mut self) -> io::Result<bool> {
        Ok(self.child.try_wait()?.is_some())
    }

    /// Ends it at once, in the middle of whatever it does (SIGKILL).
    pub fn kill(&mut self) -> io::Result<()> {
        self.child.kill()?;
        self.child.wait().map(drop)
    }

    /// Asks it to end in its own time (SIGTERM).
    pub fn ask_to_end(&self) -> Result<(), Missing> {
        let mut kill = Command::new("sh");
        kill.args(["-c", r#"kill -TERM "$0""#]);
        run(kill.arg(self.child.id().to_string()))
    }

    /// Waits until it has ended.
    pub fn end(mut self) -> Result<ExitStatus, Box<dyn Error>> {
        match self.ready.recv_timeout(PATIENCE) {
            Err(RecvTimeoutError::Disconnected) => Ok(self.child.wait()?),
            _ => Err(format!("the service did not end:\n{}", self.said()).into()),
        }
    }

    /// From now on no file of the service grows, as on a full disk; or each may again.
    pub fn fill_disk(&self, is_full: bool) -> Result<(), Missing> {
        let limit = if is_full { "0" } else { "unlimited" };
        let mut prlimit = Command::new("prlimit");
        prlimit.args(["--pid", &self.child.id().to_string()]);
        run(prlimit.arg(format!("--fsize={limit}:")))
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.kill());
    }
}

fn run(command: &mut Command) -> Result<(), Missing> {
    let why = match command.status() {
        Ok(status) if status.success() => return Ok(()),
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    };
    Err(Missing::Failed(format!("{command:?}"), why))
}
