//! Readers: so many a second, or as many as there can be.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{ACCEPT_ENCODING, HOST};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::Outcome;
use crate::data::AREAS;
use crate::latency::Latency;

/// As many readers at once.
const CONNECTIONS: usize = 16;

/// What pages are asked for in turn.
pub(crate) struct Paced(Vec<String>);

impl Paced {
    /// Every kind of public page of every area.
    pub(crate) fn every_page() -> Self {
        let of_area = |area: usize| {
            [
                format!("/area-{area}"),
                format!("/area-{area}/standards"),
                format!("/area-{area}/standards?result=missed"),
                format!("/area-{area}/meetings"),
                format!("/area-{area}/record"),
                format!("/area-{area}/organisations"),
            ]
        };
        let mut pages: Vec<String> = (0..AREAS).flat_map(of_area).collect();
        pages.push("/".to_owned());
        Self(pages)
    }
}

/// What came of asking as fast as could be.
pub(crate) struct Flood {
    pub(crate) answered: u64,
    /// How many bytes each answer had, as it was sent.
    pub(crate) bytes: usize,
    pub(crate) body: Bytes,
    /// The headers that say what the bytes are.
    pub(crate) headers: Vec<(String, String)>,
    took: Duration,
}

impl Flood {
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    pub(crate) fn a_second(&self) -> f64 {
        self.answered as f64 / self.took.as_secs_f64()
    }
}

fn runtime() -> Outcome<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?)
}

/// Asks so many times a second, each at its time whether or not the one before has been answered, as long as one of
/// the connections is free; what has to wait for one has been waiting since its time.
pub(crate) fn paced(port: u16, a_second: u32, time: Duration, pages: &Paced) -> Outcome<Latency> {
    runtime()?.block_on(async {
        let begun = Instant::now();
        let every = Duration::from_secs(1) / a_second;
        let next = Arc::new(AtomicUsize::new(0));
        let pages = Arc::new(pages.0.clone());
        let mut readers = Vec::new();
        for _ in 0..CONNECTIONS {
            let (next, pages) = (Arc::clone(&next), Arc::clone(&pages));
            readers.push(tokio::spawn(async move {
                let mut line = connect(port).await.map_err(|error| error.to_string())?;
                let mut took = Vec::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let due = begun + every * u32::try_from(number).unwrap_or(u32::MAX);
                    if due >= begun + time {
                        return Ok::<_, String>(took);
                    }
                    tokio::time::sleep_until(due.into()).await;
                    // Neighbours in the list are neighbours in time only by chance.
                    let page = &pages[number * 7 % pages.len()];
                    ask(&mut line, page)
                        .await
                        .map_err(|error| format!("{page}: {error}"))?;
                    took.push(due.elapsed().as_secs_f64() * 1_000.0);
                }
            }));
        }
        let mut all = Vec::new();
        for reader in readers {
            all.extend(reader.await??);
        }
        Ok(Latency::of(all))
    })
}

/// Asks for one thing over all connections as fast as it is answered.
pub(crate) fn flood(port: u16, address: &str, time: Duration) -> Outcome<Flood> {
    runtime()?.block_on(async {
        let mut line = connect(port).await?;
        let (headers, body) = ask(&mut line, address).await?;
        let answered = Arc::new(AtomicU64::new(0));
        let begun = Instant::now();
        let mut readers = Vec::new();
        for _ in 0..CONNECTIONS {
            let (answered, address) = (Arc::clone(&answered), address.to_owned());
            readers.push(tokio::spawn(async move {
                let mut line = connect(port).await.map_err(|error| error.to_string())?;
                while begun.elapsed() < time {
                    ask(&mut line, &address)
                        .await
                        .map_err(|error| error.to_string())?;
                    answered.fetch_add(1, Ordering::Relaxed);
                }
                Ok::<_, String>(())
            }));
        }
        for reader in readers {
            reader.await??;
        }
        Ok(Flood {
            answered: answered.load(Ordering::Relaxed),
            bytes: body.len(),
            body,
            headers,
            took: begun.elapsed(),
        })
    })
}

pub(crate) type Line = SendRequest<Empty<Bytes>>;

pub(crate) async fn connect(port: u16) -> Outcome<Line> {
    let stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    let (line, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(line)
}

/// The headers that say what the bytes are, and the bytes as they were sent.
pub(crate) async fn ask(line: &mut Line, address: &str) -> Outcome<(Vec<(String, String)>, Bytes)> {
    line.ready().await?;
    let request = Request::get(address)
        .header(HOST, "localhost")
        .header(ACCEPT_ENCODING, "gzip, deflate, br")
        .body(Empty::new())?;
    let answer = line.send_request(request).await?;
    if answer.status() != StatusCode::OK {
        return Err(format!("{address} was answered with {}", answer.status()).into());
    }
    let said = ["content-type", "content-encoding"];
    let headers = said
        .iter()
        .filter_map(|name| {
            let value = answer.headers().get(*name)?.to_str().ok()?;
            Some(((*name).to_owned(), value.to_owned()))
        })
        .collect();
    let body = answer.into_body().collect().await?.to_bytes();
    Ok((headers, body))
}
