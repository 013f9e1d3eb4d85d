//! Providers that are asked over HTTP, one question on a line of its own.
//!
//! Before the last byte of a question was handed over surely nothing was sent, and after it nobody can tell until an
//! answer comes: the same line as for mail.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ureq::http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, SendBody};
use url::Url;

use crate::failure::{SendError, Step, Trouble};

/// More bytes than a provider answers.
const MOST_BYTES: u64 = 64 * 1024;

/// How a provider is spoken to.
#[derive(Debug, Clone)]
pub struct HttpOptions {
    /// How long to wait for a line.
    pub patience: Duration,
    /// How long to wait for the answer: to hang up early is not to know whether it was sent.
    pub patience_for_the_answer: Duration,
    /// Certificates in PEM that the provider must be vouched for by, in place of those that the machine trusts.
    pub trusted_certificates: Option<Vec<u8>>,
}

impl Default for HttpOptions {
    fn default() -> Self {
        Self {
            patience: Duration::from_secs(30),
            patience_for_the_answer: Duration::from_mins(2),
            trusted_certificates: None,
        }
    }
}

/// Why there is no provider at an address. The address is not repeated, as it may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAProvider {
    /// It is no address, or one that is not safe.
    #[error("write https://HOST; http:// is for this machine alone")]
    Address,
    /// The certificates cannot be read.
    #[error("the certificates are not PEM")]
    Certificates,
}

/// A provider's address, and how it is asked.
pub(crate) struct Provider {
    address: Url,
    agent: Agent,
}

/// A question.
pub(crate) struct Question<'a> {
    /// The steps of its address, after the provider's own.
    pub(crate) steps: &'a [&'a str],
    /// What proves who asks.
    pub(crate) authorization: &'a str,
    /// Of which kind the body is.
    pub(crate) media: &'a str,
    /// The body.
    pub(crate) body: &'a str,
}

/// What a provider answered.
pub(crate) struct Answer {
    /// The status (RFC 9110).
    pub(crate) status: u16,
    /// The body; empty where its end never came.
    pub(crate) body: String,
}

impl Provider {
    pub(crate) fn at(address: &str, options: &HttpOptions) -> Result<Self, NotAProvider> {
        let address: Url = address.parse().map_err(|_| NotAProvider::Address)?;
        let is_near = matches!(
            address.host_str(),
            Some("localhost" | "127.0.0.1" | "[::1]")
        );
        let is_safe = address.scheme() == "https" || (address.scheme() == "http" && is_near);
        if !is_safe || !address.username().is_empty() || address.password().is_some() {
            return Err(NotAProvider::Address);
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(provider)
            .root_certs(roots(options.trusted_certificates.as_deref())?)
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .timeout_resolve(Some(options.patience))
            .timeout_connect(Some(options.patience))
            .timeout_send_request(Some(options.patience))
            .timeout_send_body(Some(options.patience))
            .timeout_recv_response(Some(options.patience_for_the_answer))
            .timeout_recv_body(Some(options.patience))
            // A line that the other side closed meanwhile would look like one that broke after the question.
            .max_idle_connections(0)
            .max_redirects(0)
            .http_status_as_error(false);
        Ok(Self {
            address,
            agent: config.build().into(),
        })
    }

    /// Asks, and gives the answer whatever its status.
    pub(crate) fn ask(&self, question: &Question<'_>) -> Result<Answer, SendError> {
        let mut address = self.address.clone();
        if let Ok(mut path) = address.path_segments_mut() {
            path.pop_if_empty().extend(question.steps);
        }
        let is_at_its_end = AtomicBool::new(false);
        let mut body = ToItsEnd {
            rest: question.body.as_bytes(),
            is_at_its_end: &is_at_its_end,
        };
        let sent = self
            .agent
            .post(address.as_str())
            .header(AUTHORIZATION, question.authorization)
            .header(CONTENT_TYPE, question.media)
            .header(CONTENT_LENGTH, question.body.len())
            .send(SendBody::from_reader(&mut body));
        let mut answer = sent.map_err(|error| {
            let trouble = trouble(&error);
            if is_at_its_end.load(Ordering::Relaxed) {
                SendError::uncertain(Step::Answer, trouble)
            } else {
                SendError::unsent(Step::Asking, trouble)
            }
        })?;
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(MOST_BYTES);
        Ok(Answer {
            status,
            // The status says how it went, whatever becomes of the words after it.
            body: body.read_to_string().unwrap_or_default(),
        })
    }
}

fn roots(trusted: Option<&[u8]>) -> Result<RootCerts, NotAProvider> {
    let Some(pem) = trusted else {
        return Ok(RootCerts::PlatformVerifier);
    };
    let mut certificates: Vec<Certificate<'static>> = Vec::new();
    for item in parse_pem(pem) {
        if let PemItem::Certificate(certificate) = item.map_err(|_| NotAProvider::Certificates)? {
            certificates.push(certificate);
        }
    }
    if certificates.is_empty() {
        return Err(NotAProvider::Certificates);
    }
    Ok(RootCerts::new_with_certs(&certificates))
}

/// A body that takes note when its last byte was taken to be handed over.
struct ToItsEnd<'a> {
    rest: &'a [u8],
    is_at_its_end: &'a AtomicBool,
}

impl Read for ToItsEnd<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.rest.read(buffer)?;
        if self.rest.is_empty() {
            self.is_at_its_end.store(true, Ordering::Relaxed);
        }
        Ok(read)
    }
}

fn trouble(error: &ureq::Error) -> Trouble {
    match error {
        ureq::Error::Timeout(_) => Trouble::TimedOut,
        ureq::Error::Io(error) => Trouble::of_machine(error),
        ureq::Error::HostNotFound => Trouble::Machine("there is no such host".to_owned()),
        ureq::Error::ConnectionFailed => Trouble::Machine("no line could be made".to_owned()),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => {
            Trouble::Machine("the line could not be put under TLS".to_owned())
        }
        _ => Trouble::NoAnswer,
    }
}

impl Answer {
    /// It was not sent, and whether that is for good.
    pub(crate) fn unsent(&self, detail: Option<String>, is_final: bool) -> SendError {
        let code = self.status;
        let trouble = Trouble::Refused { code, detail };
        if is_final {
            SendError::never(Step::Answer, trouble)
        } else {
            SendError::unsent(Step::Answer, trouble)
        }
    }

    /// Nobody can tell from this answer whether it was sent.
    pub(crate) fn unclear(&self, detail: Option<String>) -> SendError {
        let code = self.status;
        SendError::uncertain(Step::Answer, Trouble::Refused { code, detail })
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider").finish_non_exhaustive()
    }
}
