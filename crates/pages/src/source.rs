//! Sources: where a fact or a standard comes from.

/// A source as somebody wrote it. It becomes a link only where all of it is a web address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) words: &'a str,
}

impl<'a> Source<'a> {
    /// `None` where nothing is stated.
    pub(crate) fn new(written: &'a str) -> Option<Self> {
        let words = written.trim();
        (!words.is_empty()).then_some(Self { words })
    }

    /// Whether it is an `http` or `https` address with a plain host and nothing that could pass for
    /// something else.
    pub(crate) fn is_link(&self) -> bool {
        let Some((scheme, rest)) = self.words.split_once("://") else {
            return false;
        };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
        let is_host = host.starts_with(|c: char| c.is_ascii_alphanumeric())
            && host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c));
        is_web && is_host && rest.chars().all(may_stand_in_address)
    }
}

/// The signs that RFC 3986 allows.
fn may_stand_in_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        let is_link = |written| Source::new(written).is_some_and(|source| source.is_link());
        for link in [
            "https://example.org/minutes?of=14#notes",
            "HTTP://example.org",
            " https://localhost:8080/a ",
        ] {
            assert!(is_link(link), "{link}");
        }
        for words in [
            "",
            "Minutes of 14 June",
            "see https://example.org",
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "data:text/html,<script>",
            "https://",
            "https://council.example@elsewhere.example/",
            "https://example.org/\"onmouseover=\"alert(1)",
            "https://example.org/<script>",
            "https://ex\u{202e}ample.org",
        ] {
            assert!(!is_link(words), "{words}");
        }
    }
}
