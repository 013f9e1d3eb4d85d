//! One PostgreSQL server for everything that tests at the same time, in however many processes.
//!
//! Whoever comes first starts it, in a temporary folder, on a socket and a free port of this machine, without care for a loss of power. Every process
//! that uses it holds a shared lock while it lives, however it dies. A watcher beside the server stops it and clears
//! up once nobody has held that lock for a while, and itself holds it alone meanwhile, so that a newcomer waits and
//! then starts a new one.

use std::error::Error;
use std::fs::{self, File, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{self, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, io};

use postgres::{Client, NoTls};

mod own;

pub use own::Own;

/// What a test cannot do without.
#[derive(Debug, thiserror::Error)]
pub enum Missing {
    /// No server is installed.
    #[error(
        "PostgreSQL is not here, and every test of the store runs on it too: install `postgresql` (Debian, Ubuntu: `apt-get install postgresql`)"
    )]
    Server,
    /// `flock` or `setpriv` is not installed.
    #[error(
        "`{0}` is not here, and the tests need it to look after PostgreSQL: install `util-linux`"
    )]
    Tool(&'static str),
    /// It is there and did not do as asked.
    #[error("`{0}` did not work: {1}")]
    Failed(String, String),
}

/// A database of a test's own.
pub(crate) struct Fresh {
    server: &'static Server,
    name: String,
}

struct Server {
    folder: PathBuf,
    /// Part of the socket's name, and the way in over the network.
    port: u16,
    /// Held until the process is gone.
    _in_use: File,
}

impl Fresh {
    pub(crate) fn new() -> Result<Self, Box<dyn Error>> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = server()?;
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{}_{count}", process::id());
        server
            .client()?
            .batch_execute(&format!("create database {name}"))?;
        Ok(Self { server, name })
    }

    pub(crate) fn url(&self) -> String {
        self.server.url(&self.name)
    }

    /// The same over the network, and the certificate that vouches for it.
    pub(crate) fn over_tls(&self) -> Result<(String, Vec<u8>), Box<dyn Error>> {
        let certificate = fs::read(self.server.folder.join(CERTIFICATE))?;
        let (port, name) = (self.server.port, &self.name);
        let url = format!("postgres://postgres@127.0.0.1:{port}/{name}?sslmode=require");
        Ok((url, certificate))
    }

    /// The tables in which a row holds these words anywhere.
    pub(crate) fn tables_holding(&self, words: &str) -> Result<Vec<String>, Box<dyn Error>> {
        let mut client = Client::connect(&self.url(), NoTls)?;
        let tables = "select tablename::text from pg_tables where schemaname = 'public' order by 1";
        let mut found = Vec::new();
        for row in client.query(tables, &[])? {
            let table: String = row.get(0);
            let rows =
                format!("select 1 from \"{table}\" t where position($1 in t::text) > 0 limit 1");
            if !client.query(&rows, &[&words])?.is_empty() {
                found.push(table);
            }
        }
        Ok(found)
    }

    pub(crate) fn disconnect(&self) -> Result<(), Box<dyn Error>> {
        let end = "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1";
        self.server.client()?.execute(end, &[&self.name])?;
        Ok(())
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let drop_it = format!("drop database {} with (force)", self.name);
        if let Ok(mut client) = self.server.client() {
            // What stays behind goes with the server.
            drop(client.batch_execute(&drop_it));
        }
    }
}

impl Server {
    fn client(&self) -> Result<Client, postgres::Error> {
        Client::connect(&self.url("postgres"), NoTls)
    }

    fn url(&self, database: &str) -> String {
        let socket = self.folder.to_string_lossy().replace('/', "%2F");
        format!("postgres://postgres@{socket}:{}/{database}", self.port)
    }
}

/// The server, started if nobody has.
fn server() -> Result<&'static Server, Box<dyn Error>> {
    static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
    let server = SERVER.get_or_init(|| find_or_start().map_err(|error| error.to_string()));
    server.as_ref().map_err(|error| error.clone().into())
}

fn find_or_start() -> Result<Server, Box<dyn Error>> {
    let me = tempfile::tempfile()?.metadata()?.uid();
    let base = env::temp_dir().join(format!("alongside-test-postgres-{me}"));
    fs::create_dir_all(&base)?;
    // Waits while the watcher is stopping a server.
    let in_use = File::create(base.join("in-use"))?;
    in_use.lock_shared()?;
    let starting = File::create(base.join("starting"))?;
    starting.lock()?;
    let folder = base.join("server");
    let mut server = Server {
        port: port(&folder).unwrap_or_default(),
        folder,
        _in_use: in_use,
    };
    if server.client().is_err() {
        start(&base, &server.folder, me == 0)?;
        server.port = port(&server.folder).ok_or("the server did not say its port")?;
        server.client()?;
    }
    Ok(server)
}

/// The port of a server that runs, or ran: the fourth line of a file that it keeps.
fn port(folder: &Path) -> Option<u16> {
    let about = fs::read_to_string(folder.join("data").join("postmaster.pid")).ok()?;
    about.lines().nth(3)?.trim().parse().ok()
}

const CERTIFICATE: &str = "certificate.pem";
const KEY: &str = "key.pem";

/// A certificate for 127.0.0.1, which vouches for itself.
fn certify(folder: &Path, owner: Option<(u32, u32)>) -> Result<(), Box<dyn Error>> {
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()])?;
    fs::write(folder.join(CERTIFICATE), made.cert.pem())?;
    let key = folder.join(KEY);
    fs::write(&key, made.signing_key.serialize_pem())?;
    fs::set_permissions(&key, Permissions::from_mode(0o600))?;
    if let Some((user, group)) = owner {
        chown(&key, Some(user), Some(group))?;
    }
    Ok(())
}

fn start(base: &Path, folder: &Path, as_root: bool) -> Result<(), Box<dyn Error>> {
    let programs = programs()?;
    if folder.try_exists()? {
        // What a machine that lost power left behind.
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir(folder)?;
    // PostgreSQL does not run as root.
    let owner = if as_root { Some(owner()?) } else { None };
    if let Some((user, group)) = owner {
        chown(folder, Some(user), Some(group))?;
    }
    let data = folder.join("data");
    run(make(&programs, owner, &data))?;
    certify(folder, owner)?;
    // Nothing here outlives the tests, so nothing waits for the disk.
    let settings = format!(
        "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories={folder} -c max_connections=400 \
         -c ssl=on -c ssl_cert_file={folder}/{CERTIFICATE} -c ssl_key_file={folder}/{KEY} \
         -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off",
        TcpListener::bind("127.0.0.1:0")?.local_addr()?.port(),
        folder = folder.display()
    );
    let mut pg_ctl = command(&programs.join("pg_ctl"), owner);
    pg_ctl.args(["start", "--wait", "--silent", "--options", &settings]);
    pg_ctl.arg("--log").arg(folder.join("log"));
    pg_ctl.arg("--pgdata").arg(&data);
    run(pg_ctl)?;
    watch(base, folder, &programs, owner)
}

/// What makes the files of a server.
fn make(programs: &Path, owner: Option<(u32, u32)>, data: &Path) -> Command {
    let mut initdb = command(&programs.join("initdb"), owner);
    initdb.args(["--auth=trust", "--username=postgres", "--no-sync"]);
    initdb.args(["--locale=C", "--encoding=UTF8", "--pgdata"]);
    initdb.arg(data);
    initdb
}

/// Stops the server when nobody has used it for ten seconds.
const WATCHER: &str = r#"
idle=0
while sleep 2; do
    if flock --nonblock "$BASE/in-use" true; then idle=$((idle + 1)); else idle=0; fi
    if [ "$idle" -ge 5 ]; then
        flock --nonblock "$BASE/in-use" sh -c '"$@"; rm -rf "$SERVER"' stop "$@" && exit
    fi
done
"#;

fn watch(
    base: &Path,
    server: &Path,
    programs: &Path,
    owner: Option<(u32, u32)>,
) -> Result<(), Box<dyn Error>> {
    find("flock").ok_or(Missing::Tool("flock"))?;
    let mut stop = command(&programs.join("pg_ctl"), owner);
    stop.args(["stop", "--silent", "--mode=immediate", "--pgdata"]);
    stop.arg(server.join("data"));
    let mut watcher = quiet("sh");
    watcher.args(["-c", WATCHER, "watcher"]);
    watcher.arg(stop.get_program()).args(stop.get_args());
    watcher.env("BASE", base).env("SERVER", server);
    // In a group of its own, so that stopping the tests does not stop it.
    watcher.process_group(0).spawn()?;
    Ok(())
}

/// A command that holds on to nothing of ours and stands in no folder that may go.
fn quiet(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir("/");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn command(program: &Path, owner: Option<(u32, u32)>) -> Command {
    let Some((user, group)) = owner else {
        return quiet(program);
    };
    let mut command = quiet("setpriv");
    command.arg(format!("--reuid={user}"));
    command.arg(format!("--regid={group}"));
    command.args(["--clear-groups", "--"]).arg(program);
    command
}

fn run(mut command: Command) -> Result<(), Missing> {
    let why = match command.status() {
        Ok(status) if status.success() => return Ok(()),
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    };
    Err(Missing::Failed(format!("{command:?}"), why))
}

/// Who the server runs as when we are root: the user that the package makes, or nobody.
fn owner() -> Result<(u32, u32), Box<dyn Error>> {
    find("setpriv").ok_or(Missing::Tool("setpriv"))?;
    let users = fs::read_to_string("/etc/passwd")?;
    let find = |name: &str| {
        let mut fields = users
            .lines()
            .map(|line| line.split(':'))
            .find_map(|mut fields| (fields.next() == Some(name)).then_some(fields))?
            .skip(1);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    let owner = find("postgres").or_else(|| find("nobody"));
    owner.ok_or_else(|| io::Error::other("there is neither a user `postgres` nor `nobody`").into())
}

/// The folder with the server's programs: in the path, or where Debian keeps the newest.
fn programs() -> Result<PathBuf, Missing> {
    if let Some(found) = find("initdb") {
        let found = fs::canonicalize(&found).unwrap_or(found);
        return found.parent().map(Path::to_owned).ok_or(Missing::Server);
    }
    let versions = fs::read_dir("/usr/lib/postgresql").map_err(|_| Missing::Server)?;
    let programs = versions
        .filter_map(|version| {
            let folder = version.ok()?.path();
            let number: u32 = folder.file_name()?.to_str()?.parse().ok()?;
            let programs = folder.join("bin");
            programs
                .join("initdb")
                .exists()
                .then_some((number, programs))
        })
        .max();
    programs
        .map(|(_, programs)| programs)
        .ok_or(Missing::Server)
}

fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}
