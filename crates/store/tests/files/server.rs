//! A server that speaks S3 on a free port of this machine and keeps buckets as folders. It checks signatures.

use std::error::Error;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;

use hyper::header::IF_NONE_MATCH;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Response, StatusCode};
use hyper_util::rt::TokioIo;
use rustls::ServerConfig;
use rustls::pki_types::PrivatePkcs8KeyDer;
use s3s::Body;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

pub(crate) const KEY: &str = "ALONGSIDEKEY";
pub(crate) const SECRET: &str = "open/sesame+1";
/// The one bucket that is there.
pub(crate) const BUCKET: &str = "uploads";

/// What the server is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// In the open, and it knows all that is asked of it.
    Plain,
    /// Under TLS.
    Tls,
    /// It does not know how to keep a file only where there is none.
    WithoutConditions,
}

pub(crate) struct Server {
    pub(crate) endpoint: String,
    /// Vouches for 127.0.0.1, in PEM.
    pub(crate) certificate: Vec<u8>,
}

impl Server {
    /// Serves until the test is over.
    pub(crate) async fn start(folder: &Path, kind: Kind) -> Result<Self, Box<dyn Error>> {
        std::fs::create_dir(folder.join(BUCKET))?;
        let fs = FileSystem::new(folder).map_err(|error| format!("{error:?}"))?;
        let mut service = S3ServiceBuilder::new(fs);
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = service.build();
        let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()])?;
        let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key.into())?;
        let tls = TlsAcceptor::from(Arc::new(tls));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (service, tls) = (service.clone(), tls.clone());
                tokio::spawn(async move {
                    if kind != Kind::Tls {
                        talk(stream, service, kind).await;
                    } else if let Ok(stream) = tls.accept(stream).await {
                        talk(stream, service, kind).await;
                    }
                });
            }
        });
        let scheme = if kind == Kind::Tls { "https" } else { "http" };
        Ok(Self {
            endpoint: format!("{scheme}://{address}"),
            certificate: made.cert.pem().into_bytes(),
        })
    }
}

async fn talk<S: AsyncRead + AsyncWrite + Unpin + 'static>(
    stream: S,
    service: S3Service,
    kind: Kind,
) {
    let answer = service_fn(|request: hyper::Request<hyper::body::Incoming>| {
        let service = &service;
        async move {
            if kind == Kind::WithoutConditions && request.headers().contains_key(IF_NONE_MATCH) {
                return Ok(refusal(StatusCode::NOT_IMPLEMENTED, "NotImplemented"));
            }
            // The folders would be made.
            if !request.uri().path().starts_with("/uploads/") {
                return Ok(refusal(StatusCode::NOT_FOUND, "NoSuchBucket"));
            }
            service.call(request.map(Body::from)).await
        }
    });
    let served = http1::Builder::new().serve_connection(TokioIo::new(stream), answer);
    // The other side may hang up whenever it likes.
    drop(served.await);
}

fn refusal(status: StatusCode, code: &str) -> Response<Body> {
    let body = format!("<Error><Code>{code}</Code></Error>");
    let mut answer = Response::new(Body::from(body));
    *answer.status_mut() = status;
    answer
}
