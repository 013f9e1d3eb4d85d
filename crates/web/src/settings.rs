//! Settings: what the service is told about where it runs. It asks nobody but its caller.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use alongside_charter::{FaithDays, SchoolTerms};
use alongside_domain::{Instant, PiecePrice, Role};
use axum::http::Uri;
use jiff::Timestamp;

/// What the service is told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people find it.
    pub base: BaseUrl,
    /// Whom to write to: a mail address, or the address of a page.
    pub contact: String,
    /// Whether a proxy stands in front that says, last in `X-Forwarded-For`, who asks. Without one anybody could say
    /// so, and the header is not looked at.
    pub is_behind_proxy: bool,
    /// Up to how many bytes a file may have that somebody sends in.
    pub largest_file: usize,
    /// What the demo shows, where it is the demo.
    pub demo: Option<Demo>,
    /// The public keys of the witnesses that are asked to sign records, each as a line.
    pub witnesses: Vec<String>,
    /// How text messages go out, where they do.
    pub texts: Option<Texts>,
    /// When a copy of it is made: it then has the pages that can stand in one, and each says what it is.
    pub copy: Option<Instant>,
    /// The charters to choose from.
    pub charters: &'static [BuiltInCharter],
    /// The school terms that are known. An area is judged by those of its code or of its name in addresses.
    pub school_terms: Vec<SchoolTerms>,
    /// The school terms that are usual in the country. They help to choose days, and judge none.
    pub usual_terms: Vec<SchoolTerms>,
    /// The days of faiths, of which plans warn.
    pub faith_days: Vec<FaithDays>,
}

/// Text messages: somebody takes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts {
    /// What a piece of one costs, where that is known.
    pub price: Option<PiecePrice>,
}

/// What the demo shows: whom to sign in as, and the mails that go nowhere.
#[derive(Clone)]
pub struct Demo {
    /// The accounts.
    pub accounts: Vec<Account>,
    /// The mails and text messages so far, the latest first.
    pub outbox: Arc<dyn Fn() -> Vec<ShownMail> + Send + Sync>,
}

/// An invented person to sign in as.
#[derive(Debug, Clone)]
pub struct Account {
    /// What they are called.
    pub name: String,
    /// What they do.
    pub role: Role,
    /// In which organisation or area; empty for the whole service.
    pub place: String,
    /// The address to sign in with.
    pub email: String,
}

/// A mail or text message that went nowhere.
#[derive(Debug, Clone)]
pub struct ShownMail {
    /// When it was written.
    pub at: Timestamp,
    /// To which address or number.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}

impl fmt::Debug for Demo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Demo").field(&self.accounts.len()).finish()
    }
}

/// A charter that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltInCharter {
    /// By which a form names it.
    pub id: &'static str,
    /// The whole file.
    pub text: &'static str,
}

/// The public address of the service: `https://alongside.example`, or `http://localhost:8080` while it is worked on.
///
/// With `https` cookies are kept to secure connections, and browsers are told to use no others.
///
/// ```
/// use alongside_web::BaseUrl;
/// let base: BaseUrl = "https://alongside.example/".parse().unwrap();
/// assert_eq!(base.with("/rivermead"), "https://alongside.example/rivermead");
/// assert!("alongside.example".parse::<BaseUrl>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// The origin as browsers write it.
    origin: String,
    is_secure: bool,
}

/// A text that is not the public address of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the public address is `https://` and a name, with nothing behind it, such as https://alongside.example"
)]
pub struct NotABaseUrl;

impl BaseUrl {
    /// The whole address of a page, for mails and feeds.
    pub fn with(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The origin as browsers write it: scheme, name, and a port that is not the usual one.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The name alone, without a port: what passkeys are made for.
    pub fn host(&self) -> &str {
        let rest = self.origin.split_once("://").map_or("", |(_, rest)| rest);
        match rest.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => rest,
        }
    }

    /// Whether it is reached under TLS.
    pub const fn is_secure(&self) -> bool {
        self.is_secure
    }
}

impl FromStr for BaseUrl {
    type Err = NotABaseUrl;

    fn from_str(written: &str) -> Result<Self, NotABaseUrl> {
        let uri: Uri = written.parse().map_err(|_| NotABaseUrl)?;
        let is_secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(NotABaseUrl),
        };
        let authority = uri.authority().ok_or(NotABaseUrl)?;
        let is_bare = uri.path() == "/" && uri.query().is_none() && !written.contains('#');
        if !is_bare || authority.host().is_empty() || authority.as_str().contains('@') {
            return Err(NotABaseUrl);
        }
        let (scheme, usual) = if is_secure {
            ("https", 443)
        } else {
            ("http", 80)
        };
        let name = authority.host().to_ascii_lowercase();
        let origin = match authority.port_u16() {
            Some(port) if port != usual => format!("{scheme}://{name}:{port}"),
            _ => format!("{scheme}://{name}"),
        };
        Ok(Self { origin, is_secure })
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_is_read_as_browsers_write_it() {
        for (written, origin) in [
            (
                "https://Alongside.Example",
                Some("https://alongside.example"),
            ),
            (
                "https://alongside.example:443/",
                Some("https://alongside.example"),
            ),
            ("http://localhost:8080", Some("http://localhost:8080")),
            ("http://[::1]:8080", Some("http://[::1]:8080")),
            ("ftp://alongside.example", None),
            ("//alongside.example", None),
            ("https://", None),
            ("https://alongside.example/here", None),
            ("https://alongside.example?x", None),
            ("https://me:secret@alongside.example", None),
        ] {
            let base = written.parse::<BaseUrl>().ok();
            assert_eq!(base.as_ref().map(BaseUrl::origin), origin, "{written}");
        }
    }
}
