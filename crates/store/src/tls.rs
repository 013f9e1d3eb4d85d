//! TLS to whatever this crate speaks to over a network: the cryptography is named, and so is whom it trusts.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::{self, PemObject};
use rustls::{ClientConfig, RootCertStore};

/// Why TLS could not be set up.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TlsError {
    #[error("TLS could not be set up")]
    Setup(#[source] rustls::Error),
    #[error("a trusted certificate could not be read")]
    Unread(#[source] pem::Error),
    #[error("a trusted certificate could not be read")]
    Unfit(#[source] rustls::Error),
}

/// Trusts these certificates, in PEM, or where none are given those that the machine trusts.
pub(crate) fn client(trusted: Option<&[u8]>) -> Result<ClientConfig, TlsError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(TlsError::Setup)?;
    Ok(builder
        .with_root_certificates(roots(trusted)?)
        .with_no_client_auth())
}

fn roots(trusted: Option<&[u8]>) -> Result<RootCertStore, TlsError> {
    let mut store = RootCertStore::empty();
    let Some(pem) = trusted else {
        // A machine may keep a certificate that nobody understands any more; the others still count.
        store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        return Ok(store);
    };
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(TlsError::Unread)?;
        store.add(certificate).map_err(TlsError::Unfit)?;
    }
    Ok(store)
}
