//! Anchors: the ids by which findings can be linked to.
//!
//! A finding's id is `charter--standard--subject`. Names of charters and standards and slugs hold no
//! double hyphen and no underscore, so that an id made with `_` never meets one of these.

use std::collections::HashMap;

use alongside_charter::{Charter, Finding, Standard};

/// `charter--standard`; a later version of a standard has the day from which it applies behind it.
pub(crate) fn of_standard(charter: &Charter, standard: &Standard) -> String {
    let first = charter
        .standards
        .iter()
        .find(|known| known.id == standard.id);
    let is_first = first.is_none_or(|first| first.applies_from == standard.applies_from);
    match standard.applies_from {
        Some(from) if !is_first => format!("{}--{}-from-{from}", charter.id, standard.id),
        _ => format!("{}--{}", charter.id, standard.id),
    }
}

/// The ids given to the findings of one standard: each once, and the same every time for the same
/// record.
pub(crate) struct Anchors<'s> {
    standard: &'s str,
    /// The slugs taken, and the number last put behind each. Asked, never walked.
    taken: HashMap<String, usize>,
}

impl<'s> Anchors<'s> {
    /// For the findings of the standard with this id.
    pub(crate) fn new(standard: &'s str) -> Self {
        Self {
            standard,
            taken: HashMap::new(),
        }
    }

    /// The next finding's id. The second subject of the same name gets `-2` behind it.
    pub(crate) fn next(&mut self, finding: &Finding<'_>) -> String {
        let slug = finding
            .subject()
            .map_or_else(|| "share".to_owned(), |subject| slug(&subject.id));
        let free = match self.taken.get(&slug).copied() {
            None => slug,
            Some(mut number) => loop {
                number += 1;
                let numbered = format!("{slug}-{number}");
                if !self.taken.contains_key(&numbered) {
                    self.taken.insert(slug, number);
                    break numbered;
                }
            },
        };
        let anchor = format!("{}--{free}", self.standard);
        self.taken.insert(free, 1);
        anchor
    }
}

/// Letters and digits in lower case, with one hyphen for each run of anything else.
fn slug(id: &str) -> String {
    let mut slug = String::with_capacity(id.len());
    for letter in id.chars() {
        if letter.is_alphanumeric() {
            slug.extend(letter.to_lowercase().filter(|c| c.is_alphanumeric()));
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.ends_with('-') {
        slug.pop();
    }
    if slug.is_empty() {
        slug.push_str("unnamed");
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_holds_letters_digits_and_single_hyphens() {
        let slugs = [
            "N 1",
            "2021/06-14 (b)",
            "\"><script>",
            "Sesiwn Ŵyl",
            " -- ",
            "",
        ]
        .map(slug);
        assert_eq!(
            slugs,
            [
                "n-1",
                "2021-06-14-b",
                "script",
                "sesiwn-ŵyl",
                "unnamed",
                "unnamed"
            ]
        );
    }
}
