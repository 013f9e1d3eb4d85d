//! The line to a bucket's server, and what is kept of what went wrong on it.

use std::error::Error as StdError;
use std::pin::Pin;
use std::time::Duration;

use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpService,
};

use super::Cause;
use crate::tls;

/// How long until the other machine takes a connection.
const TO_CONNECT: Duration = Duration::from_secs(3);
/// How long one try may take, from its beginning to the last byte.
const TO_ANSWER: Duration = Duration::from_secs(30);

/// Goes to the address that was set and to no other: through no proxy, and after no redirect. `object_store` is handed
/// this in place of a line that it would set up itself.
#[derive(Debug, Clone)]
pub(super) struct Line(reqwest::Client);

/// Why a bucket did not do as asked, without the request: a server's answer may repeat all of it, and this is for a
/// log.
#[derive(Debug, thiserror::Error)]
pub(super) enum Told {
    /// S3 has a word for each reason.
    #[error("the server answered {status} {code}")]
    Refused { status: u16, code: String },
    #[error("the server answered that the bucket is elsewhere")]
    Elsewhere,
    #[error("the server could not be spoken to: {0}")]
    Away(String),
}

impl Line {
    /// `is_open`: nothing is encrypted. Certificates are in PEM.
    pub(super) fn new(is_open: bool, trusted: Option<&[u8]>) -> Result<Self, Cause> {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::client(trusted)?)
            .https_only(!is_open)
            .http1_only()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(TO_CONNECT)
            .timeout(TO_ANSWER)
            .user_agent("alongside")
            .build()?;
        Ok(Self(client))
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let response = self.0.call(request).await?;
        let status = response.status().as_u16();
        // 304, 409 and 412 answer a condition.
        if status < 300 || [304, 409, 412].contains(&status) {
            return Ok(response);
        }
        if status < 400 {
            return Err(HttpError::new(HttpErrorKind::Unknown, Told::Elsewhere));
        }
        let (parts, body) = response.into_parts();
        let body = body.bytes().await?;
        let code = code(&String::from_utf8_lossy(&body)).to_owned();
        if status == 404 && code != "NoSuchBucket" {
            return Ok(HttpResponse::from_parts(parts, body.into()));
        }
        // What is only too busy just now is asked again.
        let kind = match status {
            408 | 429 | 500 | 502..=504 => HttpErrorKind::Request,
            _ => HttpErrorKind::Unknown,
        };
        Err(HttpError::new(kind, Told::Refused { status, code }))
    }
}

impl HttpConnector for Line {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.clone()))
    }
}

impl HttpService for Line {
    fn call<'c, 'f>(
        &'c self,
        request: HttpRequest,
    ) -> Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'f>>
    where
        'c: 'f,
        Self: 'f,
    {
        Box::pin(self.ask(request))
    }
}

/// The cause to keep of what `object_store` gave.
pub(super) fn told(error: object_store::Error) -> Cause {
    match find(&error) {
        Some(Told::Refused { status, code }) => Told::Refused {
            status: *status,
            code: code.clone(),
        },
        Some(Told::Elsewhere) => Told::Elsewhere,
        _ => match find::<HttpError>(&error) {
            Some(away) => Told::Away(lowest(away)),
            None => return error.into(),
        },
    }
    .into()
}

/// Whether the server does not know how to keep a file only where there is none. Some say so; others take no notice.
pub(super) fn knows_no_conditions(error: &object_store::Error) -> bool {
    matches!(
        find(error),
        Some(Told::Refused {
            status: 400 | 501,
            ..
        })
    )
}

/// What S3 calls it: one word, or nothing.
fn code(body: &str) -> &str {
    let code = body
        .split_once("<Code>")
        .and_then(|(_, rest)| rest.split_once("</Code>"));
    let (code, _) = code.unwrap_or_default();
    let is_word = code.len() < 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_word { code } else { "" }
}

fn find<'e, E: StdError + 'static>(error: &'e (dyn StdError + 'static)) -> Option<&'e E> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        cause = error.source();
    }
    None
}

/// The first cause of all.
fn lowest(error: &dyn StdError) -> String {
    let mut error = error;
    while let Some(cause) = error.source() {
        error = cause;
    }
    error.to_string()
}
