//! Witnesses of signed records, asked over HTTP (C2SP tlog-witness, `add-checkpoint`).

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ureq::Agent;
use ureq::http::header;
use ureq::tls::{RootCerts, TlsConfig};
use url::Url;

/// A witness answers within this, or another time.
const PATIENCE: Duration = Duration::from_secs(20);
/// More bytes than an answer has.
const MOST_BYTES: u64 = 16 * 1024;
/// What says how large a log was when the witness saw it last.
const SIZE: &str = "text/x.tlog.size";

/// Where a witness is asked for its signature.
pub struct Witness {
    address: Url,
    agent: Agent,
}

/// What a witness answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The lines of its signatures.
    Signed(String),
    /// It saw the log with so many entries: the proof has to begin there.
    Seen(u64),
    /// It does not sign, with the status that says why.
    Declined(u16),
}

/// An address at which no witness can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the address of a witness begins with https://, or with http:// on this machine")]
pub struct NotAWitness;

/// A witness that could not be asked. It names no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the witness could not be asked: {0}")]
pub struct Unasked(String);

impl Witness {
    /// The witness at an address, to which `add-checkpoint` is added.
    pub fn at(address: &str) -> Result<Self, NotAWitness> {
        let mut address: Url = address.parse().map_err(|_| NotAWitness)?;
        let is_near = matches!(
            address.host_str(),
            Some("localhost" | "127.0.0.1" | "[::1]")
        );
        if address.scheme() != "https" && !(address.scheme() == "http" && is_near) {
            return Err(NotAWitness);
        }
        let mut path = address.path_segments_mut().map_err(|()| NotAWitness)?;
        path.pop_if_empty().push("add-checkpoint");
        drop(path);
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(provider)
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .http_status_as_error(false);
        Ok(Self {
            address,
            agent: config.build().into(),
        })
    }

    /// Asks it to sign what was sent, in the form of C2SP tlog-witness.
    pub fn ask(&self, submission: &str) -> Result<Answer, Unasked> {
        let unasked = |why: ureq::Error| Unasked(why.to_string());
        let sent = self.agent.post(self.address.as_str());
        let mut answer = sent.send(submission).map_err(unasked)?;
        let status = answer.status().as_u16();
        let media = answer.headers().get(header::CONTENT_TYPE);
        let is_size = media.is_some_and(|media| media == SIZE);
        let body = answer.body_mut().with_config().limit(MOST_BYTES);
        let body = body.read_to_string().map_err(unasked)?;
        Ok(match status {
            200 => Answer::Signed(body),
            409 if is_size => body
                .trim_end_matches('\n')
                .parse()
                .map_or(Answer::Declined(409), Answer::Seen),
            other => Answer::Declined(other),
        })
    }
}

impl fmt::Debug for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Witness").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_witness_is_asked_under_tls_or_on_this_machine() {
        for (address, asked) in [
            (
                "https://witness.example",
                "https://witness.example/add-checkpoint",
            ),
            (
                "https://witness.example/a/",
                "https://witness.example/a/add-checkpoint",
            ),
            (
                "http://127.0.0.1:8090",
                "http://127.0.0.1:8090/add-checkpoint",
            ),
        ] {
            assert_eq!(Witness::at(address).unwrap().address.as_str(), asked);
        }
        for address in [
            "http://witness.example",
            "witness.example",
            "mailto:a@b.example",
        ] {
            assert_eq!(Witness::at(address).unwrap_err(), NotAWitness, "{address}");
        }
    }
}
