//! Whether a request that changes something was sent by a page of this service, and not by another site in somebody's
//! browser.

use axum::http::{HeaderMap, header};
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::cookies::Secret;
use crate::settings::BaseUrl;

/// The field of a form that holds its token.
pub(crate) const TOKEN: &str = "form-token";

/// What a browser says about the page that sent a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sender {
    /// A page of this service.
    Ours,
    /// It does not say: an old browser, or none.
    Unsaid,
    /// Another site.
    Another,
}

impl Sender {
    /// By `Sec-Fetch-Site`, which no page can set, and by `Origin`: neither may say that it was another.
    pub(crate) fn of(headers: &HeaderMap, base: &BaseUrl) -> Self {
        let site = headers.get("sec-fetch-site").map(|site| {
            if site == "same-origin" {
                Self::Ours
            } else {
                Self::Another
            }
        });
        let origin = headers.get(header::ORIGIN).map(|origin| {
            if origin == base.origin() {
                Self::Ours
            } else {
                Self::Another
            }
        });
        match (site, origin) {
            (Some(Self::Another), _) | (_, Some(Self::Another)) => Self::Another,
            (Some(_), _) | (_, Some(_)) => Self::Ours,
            (None, None) => Self::Unsaid,
        }
    }
}

/// The token of a form: what only a page can know that was made for this browser.
pub(crate) fn token(browser: &Secret) -> String {
    let mut hash = Sha256::new();
    hash.update(b"form");
    hash.update(browser);
    BASE64URL_NOPAD.encode(&hash.finalize())
}

/// Whether this is the token for this browser, in a time that does not tell how near it was.
pub(crate) fn is_token(written: &str, browser: &Secret) -> bool {
    token(browser).as_bytes().ct_eq(written.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn another_site_is_known_by_either_sign() {
        let base: BaseUrl = "https://alongside.example".parse().unwrap();
        for (site, origin, expected) in [
            ("same-origin", "https://alongside.example", Sender::Ours),
            ("same-origin", "", Sender::Ours),
            ("", "https://alongside.example", Sender::Ours),
            ("", "", Sender::Unsaid),
            ("cross-site", "", Sender::Another),
            ("same-site", "https://alongside.example", Sender::Another),
            ("none", "", Sender::Another),
            ("same-origin", "https://evil.example", Sender::Another),
            ("", "null", Sender::Another),
            ("", "http://alongside.example", Sender::Another),
            (
                "",
                "https://alongside.example.evil.example",
                Sender::Another,
            ),
        ] {
            let mut headers = HeaderMap::new();
            for (name, value) in [("sec-fetch-site", site), ("origin", origin)] {
                if !value.is_empty() {
                    headers.insert(name, HeaderValue::from_static(value));
                }
            }
            assert_eq!(Sender::of(&headers, &base), expected, "{site} {origin}");
        }
    }

    #[test]
    fn a_token_is_good_in_one_browser() {
        assert!(is_token(&token(&[1; 32]), &[1; 32]));
        assert!(!is_token(&token(&[1; 32]), &[2; 32]));
        assert!(!is_token("", &[1; 32]));
    }
}
