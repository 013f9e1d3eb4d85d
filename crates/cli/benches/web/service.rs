//! The service as it is run, and a bare handler beside it.

use std::io::Write as _;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::Router;
use axum::http::header::HeaderName;
use axum::http::{HeaderMap, HeaderValue};
use axum::routing::get;
use bytes::Bytes;

use crate::Outcome;
use crate::load::{self, Flood};

/// `alongside serve` on a database that has its data.
pub(crate) struct Service {
    pub(crate) port: u16,
    pub(crate) to_first_page: Duration,
    process: Child,
    _folder: tempfile::TempDir,
}

impl Service {
    pub(crate) fn start(database: &str) -> Outcome<Self> {
        let port = free_port()?;
        let folder = tempfile::TempDir::new()?;
        let begun = Instant::now();
        let process = Command::new(env!("CARGO_BIN_EXE_alongside"))
            .args(["serve", "--database", database])
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .current_dir(folder.path())
            .env("ALONGSIDE_FILES", folder.path().join("files"))
            .env("ALONGSIDE_MAIL_FOLDER", folder.path().join("mail"))
            .stderr(Stdio::null())
            .spawn()?;
        let mut service = Self {
            port,
            to_first_page: Duration::ZERO,
            process,
            _folder: folder,
        };
        service.to_first_page = wait(port, "/area-0", begun)?;
        Ok(service)
    }

    /// The most memory that was resident, in megabytes.
    pub(crate) fn megabytes(&self) -> Outcome<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
        let kilobytes: f64 = kilobytes
            .ok_or("this system does not tell")?
            .trim()
            .parse()?;
        Ok(kilobytes / 1_024.0)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// A handler that gives out bytes it holds, in a process of its own.
pub(crate) struct Bare {
    pub(crate) port: u16,
    process: Child,
    _file: tempfile::NamedTempFile,
}

impl Bare {
    pub(crate) fn start(like: &Flood) -> Outcome<Self> {
        let port = free_port()?;
        let mut file = tempfile::NamedTempFile::new()?;
        let headers = serde_json::to_string(&like.headers)?;
        writeln!(file, "{headers}")?;
        file.write_all(&like.body)?;
        file.flush()?;
        let begun = Instant::now();
        let process = Command::new(std::env::current_exe()?)
            .args(["bare", &port.to_string()])
            .arg(file.path())
            .spawn()?;
        let bare = Self {
            port,
            process,
            _file: file,
        };
        wait(port, "/", begun)?;
        Ok(bare)
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Serves the bytes of a file under the headers of its first line, and does nothing else.
pub(crate) fn serve_bare(port: u16, file: &str) -> Outcome<()> {
    let bytes = Bytes::from(std::fs::read(file)?);
    let end = bytes
        .iter()
        .position(|byte| *byte == b'\n')
        .ok_or("no headers")?;
    let headers: Vec<(String, String)> = serde_json::from_slice(&bytes[..end])?;
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
    }
    let body = bytes.slice(end + 1..);
    let router = Router::new().route("/", get(move || async move { (map, body) }));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        Ok(axum::serve(listener, router).await?)
    })
}

/// What a first visit of an area's page takes.
pub(crate) struct Weight {
    bytes: usize,
    pub(crate) requests: usize,
}

impl Weight {
    /// The page, and what it names as styles, font and icon.
    pub(crate) fn of(port: u16) -> Outcome<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            let mut line = load::connect(port).await?;
            let page = plain(port, "/area-7").await?;
            let (_, sent) = load::ask(&mut line, "/area-7").await?;
            let mut weight = Self {
                bytes: sent.len(),
                requests: 1,
            };
            let mut named: Vec<&str> = page
                .split(['"', '\''])
                .filter(|part| part.starts_with("/assets/") || part.starts_with("/brand/"))
                .collect();
            named.sort_unstable();
            named.dedup();
            for file in named {
                let (_, sent) = load::ask(&mut line, file).await?;
                weight.bytes += sent.len();
                weight.requests += 1;
            }
            Ok(weight)
        })
    }

    #[expect(clippy::cast_precision_loss, reason = "a page is small")]
    pub(crate) fn kilobytes(&self) -> f64 {
        self.bytes as f64 / 1_024.0
    }
}

/// A page without compression, to be read here.
async fn plain(port: u16, address: &str) -> Outcome<String> {
    use http_body_util::{BodyExt, Empty};
    let mut line = load::connect(port).await?;
    line.ready().await?;
    let request = hyper::Request::get(address)
        .header("host", "localhost")
        .body(Empty::new())?;
    let body = line.send_request(request).await?.into_body();
    Ok(String::from_utf8(body.collect().await?.to_bytes().into())?)
}

fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// How long it took from the beginning until something was answered.
fn wait(port: u16, address: &str, begun: Instant) -> Outcome<Duration> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        while begun.elapsed() < Duration::from_secs(20) {
            if let Ok(mut line) = load::connect(port).await {
                load::ask(&mut line, address).await?;
                return Ok(begun.elapsed());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Err("the service did not start".into())
    })
}
