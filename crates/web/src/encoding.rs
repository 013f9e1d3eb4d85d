//! How bytes are compressed on their way, and what a reader says they can read (RFC 9110, 12.5.3).

use std::io::Read as _;

use axum::http::{HeaderMap, HeaderValue, header};
use brotli::CompressorReader;
use bytes::Bytes;
use flate2::Compression;
use flate2::bufread::GzEncoder;

use crate::preference::preferences;

/// How bytes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Encoding {
    Plain,
    Gzip,
    Brotli,
}

impl Encoding {
    /// The best of those that the reader can read.
    pub(crate) fn accepted(headers: &HeaderMap) -> Self {
        let (mut gzip, mut brotli, mut any) = (None, None, None);
        for (name, weight) in preferences(headers, &header::ACCEPT_ENCODING) {
            match name {
                "gzip" | "x-gzip" => gzip = Some(weight > 0.0),
                "br" => brotli = Some(weight > 0.0),
                "*" => any = Some(weight > 0.0),
                _ => {}
            }
        }
        let takes = |named: Option<bool>| named.or(any).unwrap_or(false);
        if takes(brotli) {
            Self::Brotli
        } else if takes(gzip) {
            Self::Gzip
        } else {
            Self::Plain
        }
    }

    pub(crate) const fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Plain => None,
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Brotli => Some(HeaderValue::from_static("br")),
        }
    }
}

/// Brotli's own scale to 11: here most of the gain is had, and a page takes about as long as to write it.
const BROTLI_QUALITY: u32 = 5;
/// The base-2 logarithm of how far back Brotli looks.
const BROTLI_WINDOW: u32 = 20;
const BUFFER: usize = 8_192;

/// The bytes compressed; `None` where that did not work, and they go out as they are.
pub(crate) fn compressed(plain: &[u8], encoding: Encoding) -> Option<Bytes> {
    let mut out = Vec::with_capacity(plain.len() / 4);
    match encoding {
        Encoding::Plain => return None,
        Encoding::Gzip => GzEncoder::new(plain, Compression::default()).read_to_end(&mut out),
        Encoding::Brotli => CompressorReader::new(plain, BUFFER, BROTLI_QUALITY, BROTLI_WINDOW)
            .read_to_end(&mut out),
    }
    .ok()?;
    Some(out.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_that_can_be_read_is_sent() {
        for (says, expected) in [
            ("", Encoding::Plain),
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip, deflate", Encoding::Gzip),
            ("br;q=0, gzip;q=0.5", Encoding::Gzip),
            ("*", Encoding::Brotli),
            ("*, br;q=0", Encoding::Gzip),
            ("identity, *;q=0", Encoding::Plain),
            ("br;q=x", Encoding::Plain),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(
                header::ACCEPT_ENCODING,
                HeaderValue::from_str(says).unwrap(),
            );
            assert_eq!(Encoding::accepted(&headers), expected, "{says}");
        }
    }

    #[test]
    fn what_is_compressed_reads_back() {
        let plain = "the same again and again ".repeat(100);
        let gzip = compressed(plain.as_bytes(), Encoding::Gzip).unwrap();
        let mut back = String::new();
        flate2::read::GzDecoder::new(&gzip[..])
            .read_to_string(&mut back)
            .unwrap();
        assert_eq!(back, plain);
        let br = compressed(plain.as_bytes(), Encoding::Brotli).unwrap();
        let mut back = String::new();
        brotli::Decompressor::new(&br[..], BUFFER)
            .read_to_string(&mut back)
            .unwrap();
        assert_eq!(back, plain);
        assert!(br.len() < plain.len() / 10 && gzip.len() < plain.len() / 10);
    }
}
