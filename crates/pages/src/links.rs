//! Links: the address of every page, in one place.
//!
//! Each pattern is what a router mounts; each function fills one in. Addresses never break: a page
//! that moves keeps its old pattern here.

use alongside_charter::Kind;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The first page of the instance: its areas.
pub const HOME: &str = "/";
/// What the service is.
pub const ABOUT: &str = "/about";
/// The accessibility statement.
pub const ACCESSIBILITY: &str = "/accessibility";
/// What is kept of whom, and why.
pub const PRIVACY: &str = "/privacy";
/// What the words mean.
pub const GLOSSARY: &str = "/glossary";
/// A file of the look: style, font, icon.
pub const ASSET: &str = "/assets/{file}";
/// A small stylesheet for one colour, six hexadecimal figures.
pub const BRAND: &str = "/brand/{colour}/area.css";
/// The first page of an area: is it working here?
pub const AREA: &str = "/{area}";
/// Standards and findings of an area.
pub const STANDARDS: &str = "/{area}/standards";
/// The record of an area.
pub const RECORD: &str = "/{area}/record";
/// An organisation's own history.
pub const ORGANISATION: &str = "/{area}/organisations/{organisation}";
/// One subject; `{kind}` is the plural of its kind.
pub const SUBJECT: &str = "/{area}/{kind}/{subject}";

/// Every pattern, so that a router can be held against them.
pub const ALL: [&str; 12] = [
    HOME,
    ABOUT,
    ACCESSIBILITY,
    PRIVACY,
    GLOSSARY,
    ASSET,
    BRAND,
    AREA,
    STANDARDS,
    RECORD,
    ORGANISATION,
    SUBJECT,
];

/// First steps of addresses that no area may have as its name.
pub const TAKEN: [&str; 14] = [
    "about",
    "accessibility",
    "api",
    "areas",
    "assets",
    "brand",
    "glossary",
    "health",
    "me",
    "metrics",
    "privacy",
    "ready",
    "sign-in",
    "sign-out",
];

/// Letters and figures, and what RFC 3986 leaves unreserved.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Whether an area may be called this in addresses.
///
/// ```
/// use alongside_pages::links;
/// assert!(links::may_name_an_area("exampleshire"));
/// assert!(!links::may_name_an_area("glossary"));
/// assert!(!links::may_name_an_area("Example shire"));
/// ```
pub fn may_name_an_area(slug: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !slug.is_empty()
        && slug.chars().all(is_plain)
        && !slug.starts_with('-')
        && !slug.ends_with('-')
        && !TAKEN.contains(&slug)
}

/// The first page of an area.
pub fn area(area: &str) -> String {
    fill(AREA, &[area])
}

/// Standards and findings of an area, with `query` as [`Query`] wrote it.
pub fn standards(area: &str, query: &Query) -> String {
    format!("{}{query}", fill(STANDARDS, &[area]))
}

/// The record of an area.
pub fn record(area: &str) -> String {
    fill(RECORD, &[area])
}

/// An organisation's own history.
pub fn organisation(area: &str, organisation: &str) -> String {
    fill(ORGANISATION, &[area, organisation])
}

/// One subject, as known on the day in `query`.
pub fn subject(area: &str, kind: Kind, id: &str, query: &Query) -> String {
    format!("{}{query}", fill(SUBJECT, &[area, kind.plural(), id]))
}

/// A file of the look.
pub fn asset(file: &str) -> String {
    fill(ASSET, &[file])
}

/// The stylesheet of a brand colour.
pub fn brand(colour: &str) -> String {
    fill(BRAND, &[colour])
}

/// The same address in another language.
pub fn in_language(address: &str, code: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut parts: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("lang="))
        .collect();
    let language = format!("lang={}", utf8_percent_encode(code, PLAIN));
    parts.push(&language);
    format!("{path}?{}", parts.join("&"))
}

/// The question behind an address: names and values, empty values left out.
///
/// ```
/// use alongside_pages::links::Query;
/// let query = Query::new().and("standard", "meeting notice").and("from", "");
/// assert_eq!(query.to_string(), "?standard=meeting%20notice");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query(String);

impl Query {
    /// Nothing asked.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with one more name and value.
    #[must_use]
    pub fn and(mut self, name: &str, value: &str) -> Self {
        if !value.is_empty() {
            self.0.push(if self.0.is_empty() { '?' } else { '&' });
            self.0.push_str(name);
            self.0.push('=');
            self.0.extend(utf8_percent_encode(value, PLAIN));
        }
        self
    }
}

impl std::fmt::Display for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The pattern with its `{…}` filled in, in their order.
fn fill(pattern: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut address = String::with_capacity(pattern.len() + 24);
    for step in pattern.split('/').skip(1) {
        address.push('/');
        if step.starts_with('{') {
            let value = values.next().copied().unwrap_or_default();
            // A step of dots alone would be taken for a way up.
            if value.chars().all(|c| c == '.') {
                address.push_str(&value.replace('.', "%2E"));
            } else {
                address.extend(utf8_percent_encode(value, PLAIN));
            }
        } else {
            address.push_str(step);
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_stays_one_step_of_the_address() {
        for (id, shown) in [
            ("m1", "/exampleshire/meetings/m1"),
            (
                "2021/06/14 (b)",
                "/exampleshire/meetings/2021%2F06%2F14%20%28b%29",
            ),
            ("..", "/exampleshire/meetings/%2E%2E"),
            ("\"><script>", "/exampleshire/meetings/%22%3E%3Cscript%3E"),
            ("Ŵyl?x#y", "/exampleshire/meetings/%C5%B4yl%3Fx%23y"),
        ] {
            assert_eq!(
                subject("exampleshire", Kind::Meeting, id, &Query::new()),
                shown
            );
        }
    }

    #[test]
    fn no_area_takes_the_place_of_a_page() {
        for pattern in [HOME, ABOUT, ACCESSIBILITY, PRIVACY, GLOSSARY, ASSET, BRAND] {
            let first = pattern.split('/').nth(1).unwrap_or_default();
            assert!(!may_name_an_area(first), "{first}");
        }
    }

    #[test]
    fn a_language_takes_the_place_of_the_one_before() {
        assert_eq!(in_language("/a", "tr"), "/a?lang=tr");
        assert_eq!(
            in_language("/a?standard=x&lang=tr&page=2", "ar"),
            "/a?standard=x&page=2&lang=ar"
        );
    }
}
