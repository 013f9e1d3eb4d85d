//! A bucket: files on another machine that speaks S3.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::path::Path as Key;
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, ObjectStore, RetryConfig};
use url::{Host, Url};

use super::Cause;
use super::line::Line;

/// How often something is tried again that may succeed a moment later.
const MORE_TRIES: usize = 2;
/// No further try begins after this long.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long until the next try, at first and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));
/// What a server of one's own is told where it has no regions.
const ANY_REGION: &str = "us-east-1";

/// A bucket as its settings say it.
#[derive(Clone, Copy, Default)]
pub struct Written<'w> {
    /// `s3://BUCKET` or `s3://BUCKET/PREFIX`.
    pub place: &'w str,
    /// The address of a server that speaks S3, where it is not Amazon's.
    pub endpoint: Option<&'w str>,
    /// Where the bucket is; a server of one's own may have none.
    pub region: Option<&'w str>,
    /// The name of the key that opens the bucket.
    pub key: Option<&'w str>,
    /// The secret that belongs to it.
    pub secret: Option<&'w str>,
    /// Certificates in PEM that the server must be vouched for by, in place of those that the machine trusts.
    pub trusted_certificates: Option<&'w [u8]>,
}

/// A bucket and the way in. It shows as its place alone.
#[derive(Clone)]
pub struct Bucket {
    name: String,
    prefix: Key,
    endpoint: Option<Url>,
    region: String,
    key: String,
    secret: String,
    trusted_certificates: Option<Vec<u8>>,
}

/// What is wrong with a bucket as it is written. Nothing of what was written is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// The name or the prefix.
    #[error(
        "write `s3://BUCKET/PREFIX`; a bucket's name has small letters, digits, dots and dashes"
    )]
    Place,
    /// The server's address.
    #[error("write `https://HOST`, or `http://` and a port for a server on this machine")]
    Endpoint,
    /// There has to be a region, and it is not there or not one.
    #[error("write the region that the bucket is in, such as `eu-west-2`")]
    Region,
    /// There has to be a key, and it is not there or not one.
    #[error("write the name of the key (the access key ID)")]
    Key,
    /// There has to be a secret.
    #[error("write the secret of the key (the secret access key)")]
    Secret,
}

impl Bucket {
    /// Reads what the settings say, or everything that is wrong with it.
    pub fn read(written: &Written<'_>) -> Result<Self, Vec<Unusable>> {
        let place = place(written.place).ok_or(Unusable::Place);
        let endpoint = written
            .endpoint
            .map(|given| endpoint(given).ok_or(Unusable::Endpoint));
        let endpoint = endpoint.transpose();
        let anywhere = written.endpoint.map(|_| ANY_REGION);
        let region = written
            .region
            .or(anywhere)
            .filter(|region| is_region(region));
        let region = region.ok_or(Unusable::Region);
        let visible = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic());
        let key = written.key.filter(visible).ok_or(Unusable::Key);
        let secret = written.secret.filter(|secret| !secret.is_empty());
        let secret = secret.ok_or(Unusable::Secret);
        match (place, endpoint, region, key, secret) {
            (Ok((name, prefix)), Ok(endpoint), Ok(region), Ok(key), Ok(secret)) => Ok(Self {
                name,
                prefix,
                endpoint,
                region: region.to_owned(),
                key: key.to_owned(),
                secret: secret.to_owned(),
                trusted_certificates: written.trusted_certificates.map(<[u8]>::to_vec),
            }),
            (place, endpoint, region, key, secret) => Err([
                place.err(),
                endpoint.err(),
                region.err(),
                key.err(),
                secret.err(),
            ]
            .into_iter()
            .flatten()
            .collect()),
        }
    }

    /// What speaks to it. Nothing is asked of it yet.
    pub(super) fn open(&self) -> Result<Arc<dyn ObjectStore>, Cause> {
        let is_open = matches!(&self.endpoint, Some(endpoint) if endpoint.scheme() == "http");
        let line = Line::new(is_open, self.trusted_certificates.as_deref())?;
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&self.name)
            .with_region(&self.region)
            .with_access_key_id(&self.key)
            .with_secret_access_key(&self.secret)
            .with_virtual_hosted_style_request(false)
            // One file is removed at a time, in the way that every server knows.
            .with_disable_bulk_delete(true)
            .with_retry(RetryConfig {
                backoff: BackoffConfig {
                    init_backoff: PAUSES.0,
                    max_backoff: PAUSES.1,
                    base: 2.0,
                },
                max_retries: MORE_TRIES,
                retry_timeout: PATIENCE,
            })
            .with_http_connector(line);
        if let Some(endpoint) = &self.endpoint {
            builder = builder.with_endpoint(endpoint.as_str());
        }
        let bucket = builder.build()?;
        Ok(Arc::new(PrefixStore::new(bucket, self.prefix.clone())))
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let slash = if self.prefix.is_root() { "" } else { "/" };
        write!(f, "s3://{}{slash}{}", self.name, self.prefix)
    }
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn place(written: &str) -> Option<(String, Key)> {
    let written = written.strip_prefix("s3://")?;
    let (name, prefix) = written.split_once('/').unwrap_or((written, ""));
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_name = (3..=63).contains(&name.len())
        && name
            .bytes()
            .all(|byte| is_plain(byte) || b".-".contains(&byte))
        && name.bytes().next().is_some_and(is_plain)
        && name.bytes().next_back().is_some_and(is_plain)
        && !name.contains("..");
    // A slash at its end is passed over.
    let prefix = Key::parse(prefix)
        .ok()
        .filter(|_| !prefix.starts_with('/'))?;
    is_name.then(|| (name.to_owned(), prefix))
}

fn endpoint(written: &str) -> Option<Url> {
    let url = Url::parse(written).ok()?;
    let is_here = match url.host()? {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    let is_bare = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    let is_safe = url.scheme() == "https" || (url.scheme() == "http" && is_here);
    (is_bare && is_safe).then_some(url)
}

/// It becomes part of a host's name.
fn is_region(written: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !written.is_empty() && written.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Written<'_> = Written {
        place: "s3://files/alongside",
        endpoint: Some("https://s3.example.org"),
        region: None,
        key: Some("KEY"),
        secret: Some("open sesame"),
        trusted_certificates: None,
    };

    fn wrong(written: &Written<'_>) -> Vec<Unusable> {
        Bucket::read(written).err().unwrap_or_default()
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        use Unusable::{Endpoint, Key, Place, Region, Secret};
        let nothing = Written {
            place: "s3://",
            ..Written::default()
        };
        assert_eq!(wrong(&nothing), [Place, Region, Key, Secret]);
        let odd = Written {
            place: "s3://Files",
            endpoint: Some("http://s3.example.org"),
            region: Some("evil.example/"),
            key: Some("KEY\n"),
            secret: Some(""),
            ..Written::default()
        };
        assert_eq!(wrong(&odd), [Place, Endpoint, Region, Key, Secret]);
        assert_eq!(wrong(&WHOLE), []);
    }

    #[test]
    fn a_place_is_a_bucket_and_a_prefix() {
        let cases = [
            ("s3://files", Some("s3://files")),
            ("s3://files/", Some("s3://files")),
            ("s3://files/a/b/", Some("s3://files/a/b")),
            ("s3://my.files-2", Some("s3://my.files-2")),
            ("s3://files//a", None),
            ("s3://files/../a", None),
            ("s3://fi", None),
            ("s3://-files", None),
            ("s3://fi..les", None),
            ("s3://fi les", None),
            ("S3://files", None),
            ("files", None),
        ];
        for (place, shown) in cases {
            let read = Bucket::read(&Written { place, ..WHOLE });
            let read = read.ok().map(|bucket| bucket.to_string());
            assert_eq!(read.as_deref(), shown, "{place}");
        }
    }

    #[test]
    fn only_this_machine_is_spoken_to_in_the_open() {
        let cases = [
            ("https://s3.example.org", true),
            ("https://s3.example.org:9000/storage/s3", true),
            ("http://localhost:9000", true),
            ("http://127.0.0.1:9000", true),
            ("http://[::1]:9000", true),
            ("http://s3.example.org", false),
            ("http://localhost.example.org", false),
            ("http://10.0.0.1:9000", false),
            ("https://name:word@s3.example.org", false),
            ("https://s3.example.org?x", false),
            ("ftp://localhost", false),
            ("s3.example.org", false),
        ];
        for (endpoint, is_usable) in cases {
            let endpoint = Some(endpoint);
            let read = wrong(&Written { endpoint, ..WHOLE });
            assert_eq!(read.is_empty(), is_usable, "{endpoint:?}");
        }
    }
}
