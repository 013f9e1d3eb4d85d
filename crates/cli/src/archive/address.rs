//! An address of the service, as far as a copy tells addresses apart, and the file that stands for it.

use std::collections::BTreeMap;

use alongside_pages::{Language, links};
use jiff::civil::Date;

/// Of what a copy is made.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The area, by its name in addresses.
    pub(super) area: String,
    /// The address of the service, such as `https://alongside.example`.
    pub(super) origin: String,
    /// The day on which the copy is made: a page as of this day is the page.
    pub(super) today: Date,
    /// The first and the last month in which anything happens, such as `2026-03`: the calendar has no end.
    pub(super) months: (String, String),
}

/// One page or file, in one language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address {
    /// First, so that all of one language come before those of the next.
    pub(super) language: Language,
    pub(super) path: String,
    question: BTreeMap<String, String>,
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Elsewhere, or within the page: it stays as it is.
    AsItIs,
    /// To what may be in the copy, and to a place on it.
    Here(Address, String),
    /// To what the service alone has.
    Online(String),
}

impl Address {
    pub(super) const fn new(path: String, language: Language) -> Self {
        Self {
            language,
            path,
            question: BTreeMap::new(),
        }
    }

    /// The same in another language.
    pub(super) fn said_in(&self, language: Language) -> Self {
        Self {
            language,
            ..self.clone()
        }
    }

    /// What the service is asked for.
    pub(super) fn request(&self) -> String {
        let mut query = links::Query::new();
        for (name, value) in &self.question {
            query = query.and(name, value);
        }
        let query = query.and("lang", self.language.code());
        format!("{}{query}", self.path)
    }

    /// Where a link on this page leads.
    pub(super) fn follow(&self, link: &str, place: &Place) -> Target {
        let link = link.strip_prefix(&place.origin).unwrap_or(link);
        let (link, fragment) = match link.split_once('#') {
            Some((link, fragment)) => (link, format!("#{fragment}")),
            None => (link, String::new()),
        };
        let (path, query) = link.split_once('?').unwrap_or((link, ""));
        let path = match path {
            "" if query.is_empty() => return Target::AsItIs,
            "" => self.path.clone(),
            _ if path.starts_with('/') && !path.starts_with("//") => path.to_owned(),
            _ if path.starts_with("//") || path.contains(':') => return Target::AsItIs,
            _ => {
                let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
                format!("{folder}/{path}")
            }
        };
        let online = Target::Online(format!("{}{link}{fragment}", place.origin));
        if !is_of(&path, &place.area) {
            return online;
        }
        self.asked(path, query, place)
            .map_or(online, |address| Target::Here(address, fragment))
    }

    /// The address with what stands behind its question mark, as far as a copy goes.
    fn asked(&self, path: String, query: &str, place: &Place) -> Option<Self> {
        let mut address = Self::new(path, self.language);
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = plain(value);
            match name {
                _ if value.is_empty() => {}
                "lang" => address.language = Language::from_code(&value)?,
                "as_of" if value == place.today.to_string() => {}
                "as_of" => return None,
                "from" if address.path.ends_with("/calendar") => {
                    let (first, last) = &place.months;
                    if value < *first || value > *last {
                        return None;
                    }
                    address.question.insert(name.to_owned(), value);
                }
                _ => {
                    address.question.insert(name.to_owned(), value);
                }
            }
        }
        // A list by one thing is in the copy with all its parts; by two, there would be no end of them.
        let chosen = address.question.keys().filter(|name| *name != "page");
        (chosen.count() <= 1).then_some(address)
    }

    /// The name of the file that stands for it, such as `meetings/0194.tr.html`: letters, figures, `.`, `_` and `-`
    /// alone, as every disk takes them.
    pub(super) fn file(&self, place: &Place, ending: Option<&str>) -> String {
        let own = format!("/{}", place.area);
        let inside = self.path.strip_prefix(&own);
        let steps = inside.map_or_else(|| format!("site{}", self.path), ToOwned::to_owned);
        let steps: Vec<String> = steps
            .split('/')
            .filter(|step| !step.is_empty())
            .map(|step| tame(&plain(step)))
            .collect();
        let mut name = steps.join("/");
        if name.is_empty() {
            name.push_str("index");
        }
        let (stem, written) = match ending {
            Some(ending) => (name.as_str(), ending),
            None => name.rsplit_once('.').unwrap_or((name.as_str(), "")),
        };
        let mut file = stem.to_owned();
        for (name, value) in &self.question {
            file.push_str(&tame(&format!("_{name}-{value}")));
        }
        for part in [self.tongue(), written] {
            if !part.is_empty() {
                file.push('.');
                file.push_str(part);
            }
        }
        file
    }

    /// What tells its language in the name of a file; nothing in English.
    const fn tongue(&self) -> &'static str {
        match self.language {
            Language::English => "",
            other => other.code(),
        }
    }
}

/// Whether an address is one of the area, or one of those that stand beside every area.
fn is_of(path: &str, area: &str) -> bool {
    let first = path.split('/').nth(1).unwrap_or_default();
    first == area || links::TAKEN.contains(&first)
}

/// A part of an address without its escapes.
fn plain(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_encoding::percent_decode_str(&text)
        .decode_utf8_lossy()
        .into_owned()
}

fn tame(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let tamed: String = text
        .chars()
        .map(|c| if is_plain(c) { c } else { '-' })
        .collect();
    tamed.trim_start_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        Place {
            area: "rivermead".to_owned(),
            origin: "https://alongside.example".to_owned(),
            today: jiff::civil::date(2026, 11, 23),
            months: ("2024-05".to_owned(), "2027-01".to_owned()),
        }
    }

    fn here(link: &str) -> (String, String) {
        let from = Address::new("/rivermead/meetings".to_owned(), Language::English);
        match from.follow(link, &place()) {
            Target::Here(address, _) => (address.request(), address.file(&place(), Some("html"))),
            other => panic!("{link} leads to {other:?}"),
        }
    }

    #[test]
    fn a_page_has_a_file_in_each_language_that_every_disk_takes() {
        for (link, request, file) in [
            ("/rivermead", "/rivermead?lang=en", "index.html"),
            ("/rivermead?lang=tr", "/rivermead?lang=tr", "index.tr.html"),
            (
                "?page=2&lang=ar",
                "/rivermead/meetings?page=2&lang=ar",
                "meetings_page-2.ar.html",
            ),
            (
                "/rivermead/standards?as_of=2026-11-23&organiser=A%20%2F%20b&result=",
                "/rivermead/standards?organiser=A%20%2F%20b&lang=en",
                "standards_organiser-A---b.html",
            ),
            ("/about#how", "/about?lang=en", "site/about.html"),
            (
                "https://alongside.example/rivermead/calendar?from=2026-03",
                "/rivermead/calendar?from=2026-03&lang=en",
                "calendar_from-2026-03.html",
            ),
        ] {
            assert_eq!(here(link), (request.to_owned(), file.to_owned()), "{link}");
        }
    }

    #[test]
    fn what_has_no_end_and_what_is_of_others_stays_online() {
        let from = Address::new("/rivermead".to_owned(), Language::Turkish);
        for link in [
            "/haringey/meetings",
            "/",
            "/rivermead/standards?as_of=2025-01-01",
            "/rivermead/calendar?from=1999-01",
            "/rivermead/standards?organiser=A&result=missed",
        ] {
            let online = Target::Online(format!("https://alongside.example{link}"));
            assert_eq!(from.follow(link, &place()), online, "{link}");
        }
        for link in ["#main", "https://www.gov.uk/", "mailto:a@b.example"] {
            assert_eq!(from.follow(link, &place()), Target::AsItIs, "{link}");
        }
    }
}
