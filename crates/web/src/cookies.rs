//! Cookies: five, all kept from scripts and from other sites.

use axum::http::{HeaderMap, header};
use cookie::{Cookie, SameSite};
use data_encoding::BASE64URL_NOPAD;

use alongside_pages::Language;
use alongside_pages::public::{ActId, Said};

use crate::own_address::OwnAddress;
use crate::settings::BaseUrl;

/// A cookie that this service sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name {
    /// A secret by which a browser is known again: links to sign in work only where they were asked for, and forms
    /// only in the browser that opened them.
    Browser,
    /// A secret by which somebody who signed in is known again.
    Session,
    /// The language that was chosen.
    Language,
    /// What was done just now, for the page that follows.
    Said,
    /// Where somebody was going who has to sign in first.
    Next,
}

/// 32 random bytes.
pub(crate) type Secret = [u8; 32];

impl Name {
    /// What it is called. `__Host-` has browsers take it only from this very host under TLS (RFC 6265bis, 4.1.3).
    const fn written(self, base: &BaseUrl) -> &'static str {
        match (self, base.is_secure()) {
            (Self::Browser, true) => "__Host-browser",
            (Self::Browser, false) => "browser",
            (Self::Session, true) => "__Host-session",
            (Self::Session, false) => "session",
            (Self::Language, _) => "language",
            (Self::Said, _) => "said",
            (Self::Next, _) => "next",
        }
    }

    fn cookie(self, base: &BaseUrl, value: String) -> Cookie<'static> {
        let mut cookie = Cookie::new(self.written(base), value);
        cookie.set_path("/");
        cookie.set_http_only(true);
        cookie.set_secure(base.is_secure());
        // A link in an email comes from elsewhere, and whoever follows it should still be known.
        cookie.set_same_site(SameSite::Lax);
        cookie
    }
}

/// A cookie with a secret, kept for so many seconds; a browser forgets it earlier when somebody clears it.
pub(crate) fn with_secret(
    name: Name,
    base: &BaseUrl,
    secret: &Secret,
    seconds: i64,
) -> Cookie<'static> {
    let mut cookie = name.cookie(base, BASE64URL_NOPAD.encode(secret));
    cookie.set_max_age(cookie::time::Duration::seconds(seconds));
    cookie
}

/// A cookie with the language that was chosen, for a year.
pub(crate) fn with_language(base: &BaseUrl, language: Language) -> Cookie<'static> {
    let mut cookie = Name::Language.cookie(base, language.code().to_owned());
    cookie.set_max_age(cookie::time::Duration::days(365));
    cookie
}

/// A cookie with what was done, which the next page takes away.
pub(crate) fn with_said(base: &BaseUrl, said: Said, act: Option<ActId>) -> Cookie<'static> {
    let act = act.map(|act| format!(".{act}")).unwrap_or_default();
    let mut cookie = Name::Said.cookie(base, format!("{}{act}", said.code()));
    cookie.set_max_age(cookie::time::Duration::minutes(1));
    cookie
}

/// What a cookie tells was done, and the act of which the page offers the receipt.
pub(crate) fn said(written: &str) -> (Option<Said>, Option<ActId>) {
    let (code, act) = written.split_once('.').unwrap_or((written, ""));
    (Said::from_code(code), act.parse().ok())
}

/// A cookie with where somebody was going, kept for as long as it takes to sign in.
pub(crate) fn with_next(base: &BaseUrl, address: &OwnAddress) -> Cookie<'static> {
    let written = BASE64URL_NOPAD.encode(address.header_value().as_bytes());
    let mut cookie = Name::Next.cookie(base, written);
    cookie.set_max_age(cookie::time::Duration::hours(1));
    cookie
}

/// Where somebody was going: an address of ours, whatever the browser sent.
pub(crate) fn next(headers: &HeaderMap, base: &BaseUrl) -> Option<OwnAddress> {
    let written = BASE64URL_NOPAD.decode(sent(headers, Name::Next, base)?.as_bytes());
    OwnAddress::parse(str::from_utf8(&written.ok()?).ok()?)
}

/// Whether a cookie is the one of this name.
pub(crate) fn is(cookie: &Cookie<'_>, name: Name, base: &BaseUrl) -> bool {
    cookie.name() == name.written(base)
}

/// The cookie taken away.
pub(crate) fn removed(name: Name, base: &BaseUrl) -> Cookie<'static> {
    let mut cookie = name.cookie(base, String::new());
    cookie.set_max_age(cookie::time::Duration::ZERO);
    cookie
}

/// What a browser sent under this name. Where there are two, neither counts: one may have been put there by another.
pub(crate) fn sent<'h>(headers: &'h HeaderMap, name: Name, base: &BaseUrl) -> Option<&'h str> {
    let written = name.written(base);
    let mut found = headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter_map(|(name, value)| (name == written).then_some(value));
    let only = found.next()?;
    found.next().is_none().then_some(only)
}

/// The secret that a browser sent under this name.
pub(crate) fn secret(headers: &HeaderMap, name: Name, base: &BaseUrl) -> Option<Secret> {
    let bytes = BASE64URL_NOPAD.decode(sent(headers, name, base)?.as_bytes());
    bytes.ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn base(url: &str) -> BaseUrl {
        url.parse().unwrap()
    }

    #[test]
    fn under_tls_a_secret_belongs_to_this_host_alone() {
        let cookie = with_secret(
            Name::Session,
            &base("https://alongside.example"),
            &[7; 32],
            3_600,
        );
        assert_eq!(
            cookie.to_string(),
            "__Host-session=BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=3600"
        );
    }

    #[test]
    fn a_secret_reads_back_and_what_is_not_one_does_not() {
        let base = base("http://localhost:8080");
        let sent = with_secret(Name::Browser, &base, &[7; 32], 60);
        let pair = format!("{}={}", sent.name(), sent.value());
        for (header, expected) in [
            (pair.clone(), Some([7; 32])),
            (format!("a=b; {pair};c=d"), Some([7; 32])),
            (format!("{pair}; {pair}"), None),
            ("browser=short".to_owned(), None),
            ("browser=".to_owned(), None),
            (String::new(), None),
            (format!("__Host-{pair}"), None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, HeaderValue::from_str(&header).unwrap());
            assert_eq!(secret(&headers, Name::Browser, &base), expected, "{header}");
        }
    }

    #[test]
    fn a_cookie_taken_away_is_gone_at_once() {
        let gone = removed(Name::Session, &base("http://localhost:8080")).to_string();
        assert!(gone.contains("Max-Age=0"), "{gone}");
    }
}
