//! An area as a site gives it out, asked over one kept connection.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use alongside_domain::AreaSlug;
use alongside_pages::links;
use alongside_web::BaseUrl;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Error};

use super::source::Unread;
use crate::failure::Failure;
use crate::output;

/// What is larger is not taken: the longest part of a list of acts is about half of it.
const LARGEST: u64 = 64 << 20;
/// A connection that breaks is tried so often, after pauses that get longer.
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_secs(1);
const PATIENCE: Duration = Duration::from_mins(2);

/// A site, and the area on it.
pub(super) struct Site {
    agent: Agent,
    pub(super) base: BaseUrl,
    pub(super) area: AreaSlug,
}

/// Whether somebody means a site and not a folder.
pub(super) fn is_meant(what: &str) -> bool {
    what.starts_with("https://") || what.starts_with("http://")
}

impl Site {
    /// The area at an address such as `https://alongside.example/rivermead`, or at its record.
    pub(super) fn open(address: &str) -> Result<Self, Failure> {
        let not_one = || Failure::NotAnArea(address.to_owned());
        let whole = address.trim_end_matches('/');
        let whole = whole.strip_suffix("/record").unwrap_or(whole);
        let (base, area) = whole.rsplit_once('/').ok_or_else(not_one)?;
        let base: BaseUrl = base.parse().map_err(|_| not_one())?;
        let area: AreaSlug = area.parse().map_err(|_| not_one())?;
        if !base.is_secure() {
            if !matches!(base.host(), "localhost" | "127.0.0.1" | "[::1]") {
                return Err(Failure::NotSecret(address.to_owned()));
            }
            output::note(
                "This address is asked without encryption, which is right only for a service on this machine.",
            );
        }
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent(concat!("alongside/", env!("CARGO_PKG_VERSION")))
            .timeout_global(Some(PATIENCE))
            .tls_config(tls);
        Ok(Self {
            agent: config.build().into(),
            base,
            area,
        })
    }

    /// A file of the signed record.
    pub(super) fn record(&self, path: &str) -> Result<Vec<u8>, Unread> {
        self.get(&self.address_of(path))
    }

    /// Where a file of the signed record is.
    pub(super) fn address_of(&self, path: &str) -> String {
        let record = links::record(self.area.as_str(), &links::Query::new());
        self.base.with(&format!("{record}/{path}"))
    }

    /// A file of a charter that was adopted.
    pub(super) fn charter(&self, version: &str) -> Result<Vec<u8>, Unread> {
        self.get(
            &self
                .base
                .with(&links::charter_file(self.area.as_str(), version)),
        )
    }

    /// What is at an address. Only a connection that breaks is tried again.
    pub(super) fn get(&self, address: &str) -> Result<Vec<u8>, Unread> {
        let mut tries = 1;
        loop {
            match self.ask(address) {
                Ok((200, bytes)) => return Ok(bytes),
                Ok((status, _)) => {
                    return Err(Unread::Missing(format!("the site answers {status}")));
                }
                Err(_) if tries < TRIES => thread::sleep(PAUSE * tries),
                Err(cause) => {
                    let address = address.to_owned();
                    return Err(Unread::Trouble(Failure::Unreachable { address, cause }));
                }
            }
            tries += 1;
        }
    }

    fn ask(&self, address: &str) -> Result<(u16, Vec<u8>), Box<Error>> {
        let mut response = self.agent.get(address).call()?;
        let status = response.status().as_u16();
        let body = response.body_mut().with_config().limit(LARGEST);
        Ok((status, body.read_to_vec()?))
    }
}
