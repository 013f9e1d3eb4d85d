//! Listening: requests come in, and at the end those that are under way are answered.

use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt as _;

use crate::crowd::Crowd;
use crate::network::Peer;
use crate::service::Service;

/// The head of a request has to be there by then, so that nobody holds a connection by sending it drop by drop.
const HEAD_TO_ARRIVE: Duration = Duration::from_secs(15);
/// Whoever takes nothing of an answer for so long is not waited for.
pub(crate) const TO_BE_TAKEN: Duration = Duration::from_secs(30);
/// What is under way at the end has so long.
const TO_END: Duration = Duration::from_secs(20);
/// So many connections at once; who comes then waits to be let in.
const CONNECTIONS: usize = 2_048;
/// Where the system has no room for another connection, one is not asked for at once again.
const PAUSE: Duration = Duration::from_millis(200);

/// Serves until `end` comes, then answers what is under way, for twenty seconds at most.
///
/// Readiness and figures are served on `ops`, if given, until the last request is answered.
pub async fn serve(
    listener: TcpListener,
    ops: Option<TcpListener>,
    service: Service,
    end: impl Future<Output = ()>,
) -> io::Result<()> {
    let router = service.router();
    serve_router(listener, ops, service, router, TO_BE_TAKEN, end).await
}

/// The same with another router in front.
pub(crate) async fn serve_router(
    listener: TcpListener,
    ops: Option<TcpListener>,
    service: Service,
    router: Router,
    to_be_taken: Duration,
    end: impl Future<Output = ()>,
) -> io::Result<()> {
    let connections = GracefulShutdown::new();
    let crowd = Arc::new(Crowd::default());
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let ops = ops.map(|listener| {
        let router = service.ops();
        tokio::spawn(async move { axum::serve(listener, router).await })
    });
    tokio::pin!(end);
    loop {
        let next = async {
            let place = Arc::clone(&room).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, (stream, peer)) = tokio::select! {
            () = &mut end => break,
            (place, accepted) = next => match accepted {
                Ok(accepted) => (place, accepted),
                Err(error) => {
                    tracing::warn!(error = error.kind().to_string(), "a connection could not be taken");
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
            },
        };
        // A proxy in front brings everybody, and counts for itself.
        let is_proxy = service.settings().is_behind_proxy;
        let own = crowd.enter(peer.ip());
        if own.is_none() && !is_proxy {
            service.metrics().crowded();
            continue;
        }
        let watcher = connections.watcher();
        let (router, service) = (router.clone(), service.clone());
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(to_be_taken));
        tokio::spawn(async move {
            service.metrics().came();
            if is_slow(converse(stream, Peer(peer.ip()), router, watcher).await) {
                service.metrics().slow();
            }
            service.metrics().went();
            drop((place, own));
        });
    }
    service.end();
    drop(listener);
    if tokio::time::timeout(TO_END, connections.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests were not answered in time to end");
    }
    if let Some(ops) = ops {
        ops.abort();
    }
    Ok(())
}

/// Answers the requests of one connection, until whoever is there goes away or the end comes.
async fn converse(
    stream: TimeoutStream<TcpStream>,
    peer: Peer,
    router: Router,
    watcher: Watcher,
) -> Result<(), hyper::Error> {
    // Answers go out whole; waiting for more to fill a packet would only delay them.
    drop(stream.get_ref().set_nodelay(true));
    let answer = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        router.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TO_ARRIVE)
        .serve_connection(TokioIo::new(Box::pin(stream)), answer);
    watcher.watch(connection).await
}

/// Whether a connection ended because nobody took what was sent. One that broke off is nobody's fault here.
fn is_slow(ended: Result<(), hyper::Error>) -> bool {
    let error = ended.err();
    let cause = error.as_ref().and_then(std::error::Error::source);
    let cause = cause.and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::TimedOut)
}
