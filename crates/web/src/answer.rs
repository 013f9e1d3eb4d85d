//! Answers: what a handler gives back, before it is known how the reader wants it sent.

use std::sync::{Arc, OnceLock};

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use bytes::Bytes;
use cookie::Cookie;
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest as _, Sha256};

use crate::encoding::{Encoding, compressed};
use crate::own_address::OwnAddress;

/// What kind of thing is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Media {
    Html,
    Json,
    /// One JSON object on each line.
    JsonLines,
    Problem,
    Css,
    Script,
    Svg,
    Png,
    Pdf,
    Font,
    Text,
    Atom,
    Calendar,
    Csv,
    /// Entries of a record, text for the most part.
    Entries,
    Other,
}

impl Media {
    /// What a file of the look is, by its name.
    pub(crate) fn of_file(name: &str) -> Self {
        match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("css") => Self::Css,
            Some("js") => Self::Script,
            Some("svg") => Self::Svg,
            Some("woff2") => Self::Font,
            Some("json") => Self::Json,
            Some("txt") => Self::Text,
            _ => Self::Other,
        }
    }

    pub(crate) const fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Json => "application/json",
            Self::JsonLines => "application/jsonl",
            Self::Problem => "application/problem+json",
            Self::Css => "text/css; charset=utf-8",
            Self::Script => "text/javascript; charset=utf-8",
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
            Self::Font => "font/woff2",
            Self::Text => "text/plain; charset=utf-8",
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Calendar => "text/calendar; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Entries | Self::Other => "application/octet-stream",
        })
    }

    /// Whether it comes smaller when it is compressed.
    const fn is_loose(self) -> bool {
        !matches!(self, Self::Font | Self::Png | Self::Pdf | Self::Other)
    }

    /// Whether it is written in the reader's language, and says who has signed in.
    pub(crate) const fn is_for_a_reader(self) -> bool {
        matches!(self, Self::Html)
    }
}

/// Something made to be sent, perhaps to many: its bytes, a mark by which a reader knows what they have already, and
/// the bytes compressed, each once and when first asked for.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) media: Media,
    /// A weak entity tag (RFC 9110, 8.8.3): the same for every encoding.
    pub(crate) tag: HeaderValue,
    /// Where to go on reading (RFC 8288).
    pub(crate) link: Option<HeaderValue>,
    plain: Bytes,
    gzip: OnceLock<Option<Bytes>>,
    brotli: OnceLock<Option<Bytes>>,
}

/// What is smaller fits into one packet either way.
const WORTH_COMPRESSING: usize = 1_024;

impl Made {
    pub(crate) fn new(media: Media, plain: Bytes) -> Self {
        let digest: [u8; 32] = Sha256::digest(&plain).into();
        let written = BASE64URL_NOPAD.encode(&digest);
        // 22 characters hold 128 bits, which no two pages share.
        let tag = format!("W/\"{}\"", written.get(..22).unwrap_or(&written));
        let tag = HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("W/\"\""));
        Self::tagged(media, tag, plain)
    }

    const fn tagged(media: Media, tag: HeaderValue, plain: Bytes) -> Self {
        Self {
            media,
            tag,
            link: None,
            plain,
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        }
    }

    /// The same with where to go on reading.
    pub(crate) fn with_link(self, link: Option<HeaderValue>) -> Self {
        Self { link, ..self }
    }

    /// How many bytes it takes to keep, with what it will be compressed to.
    pub(crate) fn weight(&self) -> usize {
        self.plain.len() + self.plain.len() / 2
    }

    /// The bytes in the encoding that is asked for, or plain where that is as good.
    pub(crate) fn encoded(&self, encoding: Encoding) -> (Bytes, Encoding) {
        if !self.media.is_loose() || self.plain.len() < WORTH_COMPRESSING {
            return (self.plain.clone(), Encoding::Plain);
        }
        let kept = match encoding {
            Encoding::Plain => return (self.plain.clone(), encoding),
            Encoding::Gzip => &self.gzip,
            Encoding::Brotli => &self.brotli,
        };
        match kept.get_or_init(|| compressed(&self.plain, encoding)) {
            Some(bytes) => (bytes.clone(), encoding),
            None => (self.plain.clone(), Encoding::Plain),
        }
    }
}

/// Who may keep an answer, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeping {
    /// Anybody, asking each time whether it is still so.
    Public,
    /// Nobody. Nor is it compressed: it may hold a secret beside what a stranger had typed in, and its length would
    /// tell how alike they are (the BREACH attack).
    Personal,
    /// Anybody for good: its address changes when it does.
    Forever,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) made: Option<Arc<Made>>,
    pub(crate) keeping: Keeping,
    pub(crate) cookies: Vec<Cookie<'static>>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
}

impl Answer {
    /// Something public, which anybody may keep and ask about again.
    pub(crate) const fn public(made: Arc<Made>) -> Self {
        Self::with(StatusCode::OK, Some(made), Keeping::Public)
    }

    /// Something for one reader.
    pub(crate) fn personal(media: Media, bytes: impl Into<Bytes>) -> Self {
        let made = Made::new(media, bytes.into());
        Self::with(StatusCode::OK, Some(Arc::new(made)), Keeping::Personal)
    }

    /// Something at an address that changes when it does.
    pub(crate) const fn forever(made: Arc<Made>) -> Self {
        Self::with(StatusCode::OK, Some(made), Keeping::Forever)
    }

    /// After a change: go and read here.
    pub(crate) fn see(address: &OwnAddress) -> Self {
        Self::redirect(StatusCode::SEE_OTHER, address)
    }

    /// It has its place here, for good.
    pub(crate) fn moved(address: &OwnAddress) -> Self {
        Self::redirect(StatusCode::PERMANENT_REDIRECT, address)
    }

    fn redirect(status: StatusCode, address: &OwnAddress) -> Self {
        Self::with(status, None, Keeping::Personal).and(header::LOCATION, address.header_value())
    }

    const fn with(status: StatusCode, made: Option<Arc<Made>>, keeping: Keeping) -> Self {
        Self {
            status,
            made,
            keeping,
            cookies: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// The same, for its address changes when it does.
    #[must_use]
    pub(crate) const fn for_good(mut self) -> Self {
        self.keeping = Keeping::Forever;
        self
    }

    /// The same with another status.
    #[must_use]
    pub(crate) const fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same with one more header.
    #[must_use]
    pub(crate) fn and(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The same with one more cookie.
    #[must_use]
    pub(crate) fn and_cookie(mut self, cookie: Cookie<'static>) -> Self {
        self.cookies.push(cookie);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_that_of_the_bytes() {
        let made = |text: &'static str| Made::new(Media::Html, Bytes::from_static(text.as_bytes()));
        assert_eq!(made("a").tag, made("a").tag);
        assert_ne!(made("a").tag, made("b").tag);
    }

    #[test]
    fn what_is_small_or_dense_is_sent_as_it_is() {
        let small = Made::new(Media::Html, Bytes::from_static(b"<p>"));
        assert_eq!(small.encoded(Encoding::Brotli).1, Encoding::Plain);
        let dense = Made::new(Media::Font, Bytes::from(vec![0; 5_000]));
        assert_eq!(dense.encoded(Encoding::Gzip).1, Encoding::Plain);
    }
}
