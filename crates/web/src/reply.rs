//! An answer as it goes out: compressed as the reader can read it, or not at all where they have it already.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use bytes::Bytes;

use crate::answer::{Answer, Keeping, Made, Media};
use crate::asked::Visit;
use crate::cookies;
use crate::encoding::Encoding;

/// The answer to send.
pub(crate) fn reply(visit: &Visit, answer: Answer) -> Response<Body> {
    let Answer {
        mut status,
        made,
        keeping,
        mut cookies,
        headers,
    } = answer;
    if visit.is_chosen {
        let base = &visit.service.settings().base;
        cookies.push(cookies::with_language(base, visit.language));
    }
    let mut out = HeaderMap::new();
    out.insert(header::CACHE_CONTROL, kept_by(keeping, !cookies.is_empty()));
    let mut bytes = Bytes::new();
    if let Some(made) = made {
        vary(&mut out, &made, keeping);
        if let Some(link) = &made.link {
            out.insert(header::LINK, link.clone());
        }
        let has_it = keeping != Keeping::Personal && {
            out.insert(header::ETAG, made.tag.clone());
            status == StatusCode::OK && is_known(&visit.headers, &made)
        };
        if has_it {
            status = StatusCode::NOT_MODIFIED;
        } else {
            out.insert(header::CONTENT_TYPE, made.media.content_type());
            let wanted = match keeping {
                Keeping::Personal => Encoding::Plain,
                Keeping::Public | Keeping::Forever => Encoding::accepted(&visit.headers),
            };
            let (encoded, encoding) = made.encoded(wanted);
            bytes = encoded;
            if let Some(encoding) = encoding.header() {
                out.insert(header::CONTENT_ENCODING, encoding);
            }
        }
    }
    if status != StatusCode::NOT_MODIFIED {
        out.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    }
    for (name, value) in headers {
        out.insert(name, value);
    }
    for cookie in cookies {
        if let Ok(cookie) = HeaderValue::from_str(&cookie.to_string()) {
            out.append(header::SET_COOKIE, cookie);
        }
    }
    if visit.method == Method::HEAD {
        bytes = Bytes::new();
    }
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    *response.headers_mut() = out;
    response
}

const fn kept_by(keeping: Keeping, has_cookies: bool) -> HeaderValue {
    HeaderValue::from_static(match (keeping, has_cookies) {
        (Keeping::Personal, _) => "no-store",
        (Keeping::Public | Keeping::Forever, true) => "private, no-cache",
        (Keeping::Public, false) => "no-cache",
        (Keeping::Forever, false) => "public, max-age=31536000, immutable",
    })
}

/// What an answer depends on, so that what is kept in between is given to nobody who would get another.
fn vary(out: &mut HeaderMap, made: &Made, keeping: Keeping) {
    let on = match (keeping, made.media) {
        (Keeping::Personal, _) => return,
        (_, Media::Html) => "Accept-Encoding, Accept-Language, Cookie",
        _ => "Accept-Encoding",
    };
    out.insert(header::VARY, HeaderValue::from_static(on));
}

/// Whether the reader has this very thing: `If-None-Match`, compared weakly (RFC 9110, 13.1.2). No comma is in a tag
/// of ours.
fn is_known(headers: &HeaderMap, made: &Made) -> bool {
    let bare = |tag: &str| tag.trim_start_matches("W/").to_owned();
    let own = made.tag.to_str().map(bare).unwrap_or_default();
    let known = headers.get_all(header::IF_NONE_MATCH).into_iter();
    known
        .filter_map(|known| known.to_str().ok())
        .flat_map(|known| known.split(','))
        .map(str::trim)
        .any(|known| known == "*" || bare(known) == own)
}
