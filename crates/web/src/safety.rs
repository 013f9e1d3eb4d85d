//! The headers that every answer carries, so that a browser does no more with it than it should.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Nothing but our own files, and no script or style within a page. Forms go nowhere else, and no other page may
/// hold one of ours in a frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What pages never ask a browser for; passkeys are asked for by ours alone.
const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)";

/// What goes with every answer.
const ALWAYS: [(HeaderName, HeaderValue); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    ),
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    // For browsers that do not know `frame-ancestors`.
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    // Our own pages may know where somebody came from; with `no-referrer` browsers would send forms as from nowhere.
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(PERMISSIONS),
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// Two years, as the list that browsers are built with asks for.
const SECURE_FOR: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Puts them in.
pub(crate) fn guard(headers: &mut HeaderMap, is_secure: bool) {
    for (name, value) in ALWAYS {
        // An answer may ask for more.
        headers.entry(name).or_insert(value);
    }
    if is_secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, SECURE_FOR);
    }
}

/// What anybody's page may read from the interface for machines: all of it is public, and nothing there asks who
/// somebody is.
pub(crate) fn open(headers: &mut HeaderMap) {
    let any = HeaderValue::from_static("*");
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, any);
    let shown = HeaderValue::from_static("etag, link, x-request-id");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, shown);
}
