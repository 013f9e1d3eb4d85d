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
use tower::ServiceExt as _;

use crate::network::Peer;
use crate::service::Service;

/// The head of a request has to be there by then, so that nobody holds a connection by sending it drop by drop.
const HEAD_TO_ARRIVE: Duration = Duration::from_secs(15);
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
    serve_router(listener, ops, service, router, end).await
}

/// The same with another router in front.
pub(crate) async fn serve_router(
    listener: TcpListener,
    ops: Option<TcpListener>,
    service: Service,
    router: Router,
    end: impl Future<Output = ()>,
) -> io::Result<()> {
    let connections = GracefulShutdown::new();
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
        let watcher = connections.watcher();
        let router = router.clone();
        tokio::spawn(async move {
            converse(stream, Peer(peer.ip()), router, watcher).await;
            drop(place);
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
async fn converse(stream: TcpStream, peer: Peer, router: Router, watcher: Watcher) {
    // Answers go out whole; waiting for more to fill a packet would only delay them.
    drop(stream.set_nodelay(true));
    let answer = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        router.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TO_ARRIVE)
        .serve_connection(TokioIo::new(stream), answer);
    // A connection that broke off is nobody's fault here.
    drop(watcher.watch(connection).await);
}
