//! In which language somebody is answered: the one they chose just now, the one they chose before, or the one that
//! their browser prefers.

use alongside_pages::Language;
use axum::http::{HeaderMap, header};

use crate::preference::preferences;

/// The language, and whether it was chosen just now.
pub(crate) fn of(
    chosen: Option<&str>,
    kept: Option<&str>,
    headers: &HeaderMap,
) -> (Language, bool) {
    if let Some(language) = chosen.and_then(Language::from_code) {
        return (language, true);
    }
    let language = kept.and_then(Language::from_code);
    let language = language.or_else(|| preferred(headers));
    (language.unwrap_or(Language::English), false)
}

/// The first of those that weigh most; `tr-TR` is Turkish.
fn preferred(headers: &HeaderMap) -> Option<Language> {
    let mut best: Option<(Language, f32)> = None;
    for (tag, weight) in preferences(headers, &header::ACCEPT_LANGUAGE) {
        let code = tag.split('-').next().unwrap_or(tag);
        if let Some(language) = Language::from_code(code)
            && weight > best.map_or(0.0, |(_, weight)| weight)
        {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn what_was_chosen_goes_before_what_is_preferred() {
        use Language::{Arabic, English, Turkish};
        for (chosen, kept, preferred, expected) in [
            (None, None, "", (English, false)),
            (None, None, "tr-TR,tr;q=0.9,en;q=0.8", (Turkish, false)),
            (None, None, "de,en;q=0.8,ar;q=0.9", (Arabic, false)),
            (None, None, "ar;q=0", (English, false)),
            (None, None, "fr, *", (English, false)),
            (None, Some("ar"), "tr", (Arabic, false)),
            (None, Some("xx"), "tr", (Turkish, false)),
            (Some("en"), Some("ar"), "tr", (English, true)),
            (Some("xx"), Some("ar"), "tr", (Arabic, false)),
        ] {
            let mut headers = HeaderMap::new();
            let value = HeaderValue::from_str(preferred).unwrap();
            headers.insert(header::ACCEPT_LANGUAGE, value);
            assert_eq!(of(chosen, kept, &headers), expected, "{preferred}");
        }
    }
}
