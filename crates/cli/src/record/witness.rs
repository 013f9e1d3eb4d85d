//! `alongside record witness`: watches records of others, and cosigns what only grew (C2SP tlog-witness).

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use alongside_tlog::{Checkpoint, Declined, Kind, Note, SigningKey, Submission, VerifierKey};
use axum::Router;
use axum::body::{self, Body};
use axum::extract::{Path as At, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use tokio::net::TcpListener;

use super::keys;
use crate::failure::Failure;
use crate::{Outcome, now, output, serve};

/// More bytes than a submission has: 63 hashes and a checkpoint with its signatures.
const MOST_BYTES: usize = 64 * 1024;
/// A submission has to be there by then.
const TO_ARRIVE: Duration = Duration::from_secs(30);
/// What says how large a log was when it was seen last.
const SIZE: &str = "text/x.tlog.size";

/// What a witness is run with.
pub(super) struct Wish<'a> {
    pub(super) key: &'a Path,
    pub(super) records: &'a Path,
    pub(super) seen: &'a Path,
    pub(super) listen: SocketAddr,
}

/// A witness: its key, the logs it watches, and what it saw of each.
struct Witness {
    key: SigningKey,
    /// Keys that count for each log, by its name.
    logs: BTreeMap<String, Vec<VerifierKey>>,
    folder: PathBuf,
    /// Whoever judges, keeps and signs does so alone.
    alone: Mutex<()>,
    /// Held as long as this process watches: two with one folder could sign two stories.
    _held: File,
}

/// Watches until it is told to stop.
pub(super) fn run(wish: &Wish<'_>) -> Result<Outcome, Failure> {
    let witness = Witness::open(wish)?;
    let says = format!(
        "This witness listens at {} and watches {}. Whoever asks it for signatures needs its key:\n{}",
        wish.listen,
        witness
            .logs
            .keys()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", "),
        witness.key.verifier()
    );
    let start = |error: std::io::Error| Failure::Start(error.to_string());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(start)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(wish.listen).await.map_err(start)?;
        let _inside = runtime.enter();
        let stopped = serve::stopped().map_err(start)?;
        output::note(&says);
        let served = axum::serve(listener, router(Arc::new(witness)));
        served.with_graceful_shutdown(stopped).await.map_err(start)
    })?;
    Ok(Outcome::Done)
}

fn router(witness: Arc<Witness>) -> Router {
    Router::new()
        .route("/", get(about))
        .route("/add-checkpoint", post(add))
        .route("/{log}/checkpoint", get(latest))
        .with_state(witness)
}

/// Who this is, for somebody who finds the address.
async fn about(State(witness): State<Arc<Witness>>) -> String {
    let mut text = format!(
        "A witness of signed records. It signs that nothing in them was changed since it saw them last.\n\nkey: {}\n",
        witness.key.verifier()
    );
    for origin in witness.logs.keys() {
        let seen_at = name_of(origin);
        text.extend([
            "watches: ",
            origin,
            ", seen at /",
            &seen_at,
            "/checkpoint\n",
        ]);
    }
    text
}

async fn add(State(witness): State<Arc<Witness>>, body: Body) -> Response {
    let read = tokio::time::timeout(TO_ARRIVE, body::to_bytes(body, MOST_BYTES)).await;
    let Ok(Ok(bytes)) = read else {
        return told(
            StatusCode::BAD_REQUEST,
            "the submission did not arrive whole, or is too long",
        );
    };
    let done = tokio::task::spawn_blocking(move || witness.add(&bytes)).await;
    done.unwrap_or_else(|_| told(StatusCode::INTERNAL_SERVER_ERROR, "the witness broke off"))
}

/// The checkpoint that was seen last, for anybody to hold against the one that they were shown.
async fn latest(State(witness): State<Arc<Witness>>, At(log): At<String>) -> Response {
    let known = witness.logs.keys().find(|origin| name_of(origin) == log);
    let seen = known.map(|origin| fs::read_to_string(witness.file(origin)));
    match seen {
        Some(Ok(checkpoint)) => checkpoint.into_response(),
        _ => told(StatusCode::NOT_FOUND, "nothing was seen of such a log"),
    }
}

impl Witness {
    fn open(wish: &Wish<'_>) -> Result<Self, Failure> {
        let key = keys::read(wish.key)?;
        if key.verifier().kind() != Kind::Witness {
            return Err(Failure::NotAWitness(wish.key.to_owned()));
        }
        let lines = fs::read_to_string(wish.records).map_err(Failure::reading(wish.records))?;
        let mut logs = BTreeMap::<String, Vec<VerifierKey>>::new();
        for line in lines.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let known: VerifierKey = line
                .parse()
                .map_err(|why| Failure::Key(wish.records.display().to_string(), why))?;
            let of = logs.entry(known.name().to_string()).or_default();
            of.push(known);
        }
        fs::create_dir_all(wish.seen).map_err(Failure::writing(wish.seen))?;
        let lock = wish.seen.join("lock");
        let held = File::create(&lock).map_err(Failure::writing(&lock))?;
        held.try_lock()
            .map_err(|_| Failure::WatchedTwice(wish.seen.to_owned()))?;
        Ok(Self {
            key,
            logs,
            folder: wish.seen.to_owned(),
            alone: Mutex::new(()),
            _held: held,
        })
    }

    fn file(&self, origin: &str) -> PathBuf {
        self.folder.join(name_of(origin))
    }

    /// What was seen last of a log. What cannot be read, or was not signed here, is no reason to begin anew.
    fn seen(&self, origin: &str) -> Result<Option<Checkpoint>, String> {
        let file = self.file(origin);
        if !file.exists() {
            return Ok(None);
        }
        let bytes = fs::read(&file).map_err(|why| why.to_string())?;
        let note = Note::parse(&bytes).map_err(|why| why.to_string())?;
        let own = [self.key.verifier().clone()];
        note.verify(&own).map_err(|why| why.to_string())?;
        let seen = note.text().parse::<Checkpoint>();
        seen.map(Some).map_err(|why| why.to_string())
    }

    /// Judges, keeps, and only then gives the signature away.
    fn add(&self, bytes: &[u8]) -> Response {
        let sent = match Submission::parse(bytes) {
            Ok(sent) => sent,
            Err(why) => return told(StatusCode::BAD_REQUEST, &why.to_string()),
        };
        let Some(trusted) = self.logs.get(sent.origin()) else {
            return told(StatusCode::NOT_FOUND, "this log is not watched here");
        };
        let _alone = self.alone.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = match self.seen(sent.origin()) {
            Ok(seen) => seen,
            Err(why) => {
                output::note(&format!(
                    "What was seen of {} cannot be read: {why}",
                    sent.origin()
                ));
                return told(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "what was seen cannot be read",
                );
            }
        };
        if let Err(why) = sent.judge(seen.as_ref(), trusted) {
            return self.declined(&sent, &why);
        }
        let time = u64::try_from(now().as_second()).unwrap_or_default();
        let Some(signature) = sent.cosign(&self.key, time) else {
            return told(StatusCode::INTERNAL_SERVER_ERROR, "the key cannot sign");
        };
        let mut note = sent.checkpoint.clone();
        note.add(signature.clone());
        // A crash before this leaves nothing signed; one after it leaves a signature that nobody has, and the same
        // checkpoint is cosigned again when it is asked for.
        if let Err(why) = output::keep(&self.file(sent.origin()), note.to_string().as_bytes()) {
            output::note(&format!("What was seen cannot be kept: {why}"));
            return told(
                StatusCode::INTERNAL_SERVER_ERROR,
                "what was seen cannot be kept",
            );
        }
        format!("{signature}\n").into_response()
    }

    /// Says why not. A log that was rewritten is kept as evidence beside what was seen of it.
    fn declined(&self, sent: &Submission, why: &Declined) -> Response {
        let status = StatusCode::from_u16(why.status()).unwrap_or(StatusCode::BAD_REQUEST);
        match why {
            Declined::Seen(size) => {
                let size = format!("{size}\n");
                return (status, [(header::CONTENT_TYPE, SIZE)], size).into_response();
            }
            Declined::Rewritten => {
                let text = sent.checkpoint.to_string();
                let sum = HEXLOWER.encode(&Sha256::digest(&text));
                let name = format!(
                    "{}.rewritten-{}",
                    name_of(sent.origin()),
                    sum.get(..16).unwrap_or_default()
                );
                let kept = output::keep(&self.folder.join(&name), text.as_bytes());
                output::note(&format!(
                    "{} does not begin with what was seen of it before. Both checkpoints are signed by it: {} and {name} in {}. Show them to others.{}",
                    sent.origin(),
                    name_of(sent.origin()),
                    self.folder.display(),
                    kept.err().map_or_else(String::new, |why| format!(
                        " (The second could not be kept: {why})"
                    ))
                ));
            }
            Declined::Malformed(_) | Declined::Unsigned(_) => {}
        }
        told(status, &why.to_string())
    }
}

/// What stands for a log in addresses and names of files.
fn name_of(origin: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(origin))
}

fn told(status: StatusCode, says: &str) -> Response {
    (status, format!("{says}\n")).into_response()
}
