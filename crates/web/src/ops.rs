//! What those who run the service ask, at an address of its own that the public does not reach.

use alongside_store::jobs::{Backlog, backlog};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use crate::service::Service;

/// `/health`: the process is up. `/ready`: it can answer. `/metrics`: what was counted.
pub(crate) fn router(service: Service) -> Router {
    Router::new()
        .route("/health", get(async || "up\n"))
        .route("/ready", get(ready))
        .route("/metrics", get(metrics))
        .with_state(service)
}

async fn ready(State(service): State<Service>) -> Response {
    if service.is_ending() {
        return (StatusCode::SERVICE_UNAVAILABLE, "ending\n").into_response();
    }
    match queue(service).await {
        Some(_) => "ready\n".into_response(),
        None => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        )
            .into_response(),
    }
}

async fn metrics(State(service): State<Service>) -> Response {
    let backlog = queue(service.clone()).await;
    match service.metrics().text(backlog.as_ref()) {
        Ok(text) => {
            const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// How long the queue is, or nothing while the database does not answer.
async fn queue(service: Service) -> Option<Backlog> {
    let asked = tokio::task::spawn_blocking(move || {
        let now = service.now().timestamp();
        let database = &service.parts().database;
        database.read(|snapshot| backlog(snapshot, now)).ok()
    });
    asked.await.ok().flatten()
}
