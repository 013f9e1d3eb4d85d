//! Addresses of this service that a reader is sent on to, so that nobody is ever sent away from it.

use axum::http::HeaderValue;

/// A path of this service with its question, such as `/rivermead/desk?page=2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnAddress(HeaderValue);

impl OwnAddress {
    /// An address, if it cannot be taken for one elsewhere: one slash at its beginning and no second beside it, no
    /// backslash, which browsers read as a slash, and nothing that is not plain ASCII.
    pub(crate) fn parse(written: &str) -> Option<Self> {
        let rest = written.strip_prefix('/')?;
        if rest.starts_with('/') || !written.bytes().all(|b| b.is_ascii_graphic() && b != b'\\') {
            return None;
        }
        HeaderValue::from_str(written).ok().map(Self)
    }

    /// An address that `alongside_pages::links` gives, which writes nothing that could lead elsewhere; the first page
    /// where it did.
    pub(crate) fn of_link(written: &str) -> Self {
        Self::parse(written).unwrap_or(Self(HeaderValue::from_static("/")))
    }

    /// The same without the slashes at the end of its path, where it has some.
    pub(crate) fn without_slashes_at_the_end(path: &str, query: Option<&str>) -> Option<Self> {
        let shorter = path.trim_end_matches('/');
        if shorter.len() == path.len() || shorter.is_empty() {
            return None;
        }
        match query {
            Some(query) => Self::parse(&format!("{shorter}?{query}")),
            None => Self::parse(shorter),
        }
    }

    /// As it is written.
    pub(crate) fn as_str(&self) -> &str {
        // Made from text alone.
        self.0.to_str().unwrap_or("/")
    }

    pub(crate) fn header_value(&self) -> HeaderValue {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_away_from_the_service() {
        for (written, is_own) in [
            ("/", true),
            ("/rivermead/desk?page=2", true),
            ("/a//b", true),
            ("", false),
            ("rivermead", false),
            ("//evil.example", false),
            ("/\\evil.example", false),
            ("/a\\b", false),
            ("https://evil.example/", false),
            ("javascript:alert(1)", false),
            ("/a\r\nSet-Cookie: x=y", false),
            ("/a b", false),
            ("/\t/evil.example", false),
            ("/Ŵyl", false),
        ] {
            assert_eq!(OwnAddress::parse(written).is_some(), is_own, "{written}");
        }
    }

    #[test]
    fn slashes_at_the_end_are_cut_off_and_nothing_else() {
        let cut = |path, query| {
            let address = OwnAddress::without_slashes_at_the_end(path, query)?;
            Some(address.0.to_str().unwrap().to_owned())
        };
        assert_eq!(cut("/a/", None).as_deref(), Some("/a"));
        assert_eq!(cut("/a/b//", Some("x=/")).as_deref(), Some("/a/b?x=/"));
        assert_eq!(cut("/a", None), None);
        assert_eq!(cut("/", None), None);
        assert_eq!(cut("//", None), None);
        assert_eq!(cut("//evil.example/", None), None);
    }
}
