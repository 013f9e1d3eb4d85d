//! Names: the ids of standards and the words for facts.

use std::fmt;
use std::sync::Arc;

/// A short name in lower case with hyphens, such as `meeting-notice` or `announced`.
///
/// Standards, facts, numbers and conditions are all called by such names. Cloning is cheap, so a
/// reader of a large sheet makes each name once and shares it between rows.
///
/// ```
/// use alongside_charter::Name;
/// assert_eq!(Name::new("Save the date").unwrap().as_str(), "save-the-date");
/// assert!(Name::new("3 weeks!").is_none());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

impl Name {
    /// Makes a name from what somebody wrote: case is folded, spaces and underscores become
    /// hyphens. `None` where what is left is not letters, digits and single hyphens, or does not
    /// begin with a letter.
    pub fn new(written: &str) -> Option<Self> {
        let name: String = written
            .trim()
            .chars()
            .map(|c| match c {
                ' ' | '_' => '-',
                c => c.to_ascii_lowercase(),
            })
            .collect();
        let fits = name.starts_with(|c: char| c.is_ascii_lowercase())
            && !name.ends_with('-')
            && !name.contains("--")
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        fits.then(|| Self(name.into()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name in words: hyphens become spaces.
    pub fn words(&self) -> String {
        self.as_str().replace('-', " ")
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
