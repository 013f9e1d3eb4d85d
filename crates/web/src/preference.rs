//! Lists of what a reader prefers, each with a weight from 0 to 1 (RFC 9110, 12.4.2).

use axum::http::{HeaderMap, HeaderName};

/// What is listed with its weight, in the order in which it is written. A weight that cannot be read is 0.
pub(crate) fn preferences<'h>(
    headers: &'h HeaderMap,
    name: &HeaderName,
) -> impl Iterator<Item = (&'h str, f32)> {
    headers
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|part| {
            let (name, parameters) = part.split_once(';').unwrap_or((part, "q=1"));
            let weight = parameters.trim().strip_prefix("q=");
            let weight = weight.and_then(|weight| weight.trim().parse().ok());
            (name.trim(), weight.unwrap_or(0.0))
        })
        .filter(|(name, _)| !name.is_empty())
}
