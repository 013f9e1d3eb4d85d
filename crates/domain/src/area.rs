//! Areas and their place in addresses.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An area's name in addresses: `/rivermead/meetings`. It never changes, as addresses never break.
///
/// ```
/// use alongside_domain::{AreaSlug, AreaSlugError};
/// assert_eq!("north-rivermead".parse::<AreaSlug>().unwrap().as_str(), "north-rivermead");
/// assert_eq!("me".parse::<AreaSlug>(), Err(AreaSlugError::Reserved));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AreaSlug(String);

/// Why a text cannot be an area's name in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AreaSlugError {
    /// Fewer than two characters, or more than forty.
    #[error("the name in addresses has 2 to 40 characters")]
    Length,
    /// Something else than letters, digits and single hyphens.
    #[error(
        "the name in addresses has small letters a to z, digits and single hyphens, and begins with a letter, such as north-rivermead"
    )]
    Characters,
    /// A word that addresses use for something else.
    #[error("this word means something else in addresses; add the kind of place, such as -borough")]
    Reserved,
}

/// First words of addresses that mean something else than an area, now or one day.
const RESERVED: [&str; 61] = [
    "about",
    "accessibility",
    "account",
    "accounts",
    "admin",
    "api",
    "area",
    "areas",
    "assets",
    "calendar",
    "charters",
    "check",
    "contact",
    "cookies",
    "demo",
    "desk",
    "error",
    "events",
    "export",
    "favicon",
    "feed",
    "feeds",
    "files",
    "follow",
    "glossary",
    "health",
    "healthz",
    "help",
    "home",
    "import",
    "install",
    "invitation",
    "invitations",
    "jobs",
    "join",
    "languages",
    "livez",
    "log",
    "login",
    "logout",
    "me",
    "metrics",
    "new",
    "openapi",
    "operator",
    "outbox",
    "passkeys",
    "press",
    "privacy",
    "ready",
    "readyz",
    "record",
    "regions",
    "replies",
    "robots",
    "search",
    "sign-in",
    "sign-out",
    "sitemap",
    "static",
    "well-known",
];

impl AreaSlug {
    /// The name as it stands in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AreaSlug {
    type Err = AreaSlugError;

    fn from_str(text: &str) -> Result<Self, AreaSlugError> {
        if !(2..=40).contains(&text.len()) {
            return Err(AreaSlugError::Length);
        }
        let fits = text.starts_with(|c: char| c.is_ascii_lowercase())
            && !text.ends_with('-')
            && !text.contains("--")
            && text
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !fits {
            return Err(AreaSlugError::Characters);
        }
        if RESERVED.contains(&text) {
            return Err(AreaSlugError::Reserved);
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for AreaSlug {
    type Error = AreaSlugError;

    fn try_from(text: String) -> Result<Self, AreaSlugError> {
        text.parse()
    }
}

impl From<AreaSlug> for String {
    fn from(slug: AreaSlug) -> Self {
        slug.0
    }
}

impl fmt::Display for AreaSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for AreaSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// The code of a local authority in the register of the Office for National Statistics, such as
/// `E99999999`: a letter for the country and eight digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct GssCode(String);

/// A text that is not a code of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a GSS code is the letter E, N, S or W and eight digits, such as E09000014")]
pub struct NotAGssCode;

impl GssCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for GssCode {
    type Err = NotAGssCode;

    fn from_str(text: &str) -> Result<Self, NotAGssCode> {
        let digits = text.strip_prefix(['E', 'N', 'S', 'W']).ok_or(NotAGssCode)?;
        (digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| Self(text.to_owned()))
            .ok_or(NotAGssCode)
    }
}

impl TryFrom<String> for GssCode {
    type Error = NotAGssCode;

    fn try_from(text: String) -> Result<Self, NotAGssCode> {
        text.parse()
    }
}

impl From<GssCode> for String {
    fn from(code: GssCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_addresses() {
        use AreaSlugError::{Characters, Length, Reserved};
        for (text, expected) in [
            ("rivermead", Ok(())),
            ("north-rivermead-2", Ok(())),
            ("st", Ok(())),
            ("", Err(Length)),
            ("a", Err(Length)),
            (&"a".repeat(41), Err(Length)),
            ("Rivermead", Err(Characters)),
            ("2-rivers", Err(Characters)),
            ("rivermead-", Err(Characters)),
            ("north--rivermead", Err(Characters)),
            ("north rivermead", Err(Characters)),
            ("rivermeäd", Err(Characters)),
            ("../etc", Err(Characters)),
            ("desk", Err(Reserved)),
            ("sign-in", Err(Reserved)),
        ] {
            assert_eq!(text.parse::<AreaSlug>().map(drop), expected, "{text}");
        }
    }

    #[test]
    fn reserved_words_are_in_order_and_would_otherwise_be_names() {
        assert!(RESERVED.is_sorted());
        for word in RESERVED {
            assert_eq!(
                word.parse::<AreaSlug>(),
                Err(AreaSlugError::Reserved),
                "{word}"
            );
        }
    }

    #[test]
    fn codes_of_the_register() {
        assert!("E99999999".parse::<GssCode>().is_ok());
        for text in [
            "",
            "E9999999",
            "e99999999",
            "X99999999",
            "E9999999x",
            "E999999999",
        ] {
            assert_eq!(text.parse::<GssCode>(), Err(NotAGssCode), "{text}");
        }
    }
}
