//! Excuses: reasons that somebody agreed to.

use crate::name::Name;

/// A reason why a standard was not kept, and who agreed that it excuses.
///
/// A reason nobody agreed to is shown beside the miss but does not excuse it.
///
/// ```
/// use alongside_charter::Excuse;
/// let excuse = Excuse::parse("papers-ahead: the printer failed; agreed by the steering group");
/// assert_eq!(excuse.standard.as_ref().unwrap().as_str(), "papers-ahead");
/// assert_eq!(excuse.reason, "the printer failed");
/// assert_eq!(excuse.agreed_by.as_deref(), Some("the steering group"));
/// assert_eq!(Excuse::parse("we were busy").agreed_by, None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excuse {
    /// The one standard it speaks of; `None` where it speaks of the whole subject.
    pub standard: Option<Name>,
    /// Why.
    pub reason: String,
    /// Who agreed, where somebody did.
    pub agreed_by: Option<String>,
}

impl Excuse {
    /// Reads `reason; agreed by WHO`, with `STANDARD-ID:` before it where it speaks of one standard.
    ///
    /// The agreement is a clause of its own: it stands after one of `;` `,` `(` `|` or a dash, or
    /// at the very beginning (`agreed by WHO: reason`), and begins with "agreed by", "agreed with",
    /// "agreed:" or "approved by". What is "not agreed" or "to be agreed" is no agreement.
    pub fn parse(written: &str) -> Self {
        let (standard, rest) = match written.split_once(':') {
            Some((id, rest)) if Name::new(id).is_some_and(|name| name == *id.trim()) => {
                (Name::new(id), rest)
            }
            _ => (None, written),
        };
        let (reason, agreed_by) = match agreement(rest) {
            Some((0, who)) => match who.split_once([':', ';']) {
                Some((who, reason)) => (reason, Some(who)),
                None => ("", Some(who)),
            },
            Some((at, who)) => (&rest[..at], Some(who)),
            None => (rest, None),
        };
        Self {
            standard,
            reason: trimmed(reason).to_owned(),
            agreed_by: agreed_by
                .map(|who| trimmed(who).to_owned())
                .filter(|who| !who.is_empty()),
        }
    }

    /// Whether it excuses this standard for a subject of this organiser, who cannot be the one who
    /// agrees.
    pub(crate) fn excuses(&self, standard: &Name, organiser: &str) -> bool {
        let agreed = |who: &String| !who.eq_ignore_ascii_case(organiser.trim());
        !self.reason.is_empty()
            && self.agreed_by.as_ref().is_some_and(agreed)
            && self.standard.as_ref().is_none_or(|only| only == standard)
    }
}

/// Where the clause of the agreement begins (0 where nothing stands before it), and who agreed.
fn agreement(text: &str) -> Option<(usize, &str)> {
    const BEGINNINGS: [&str; 4] = ["agreed by ", "agreed with ", "agreed:", "approved by "];
    let breaks = text
        .match_indices(BREAKS)
        .map(|(at, mark)| (at, at + mark.len()));
    [(0, 0)].into_iter().chain(breaks).find_map(|(at, after)| {
        let clause = text[after..].trim_start();
        let lower = clause.to_ascii_lowercase();
        let beginning = BEGINNINGS
            .iter()
            .find(|beginning| lower.starts_with(**beginning))?;
        Some((at, &clause[beginning.len()..]))
    })
}

/// What may stand between a reason and its agreement.
const BREAKS: [char; 7] = [';', ',', '(', '|', '–', '—', '-'];

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == ')' || BREAKS.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agreement_is_read_where_it_is_a_clause_of_its_own() {
        let read = |text: &str| {
            let excuse = Excuse::parse(text);
            (excuse.reason, excuse.agreed_by)
        };
        for text in [
            "snow; agreed by the forum",
            "snow, agreed with the forum",
            "snow (agreed by the forum)",
            "snow | approved by the forum",
            "snow — Agreed: the forum",
            "agreed by the forum: snow",
        ] {
            assert_eq!(
                read(text),
                ("snow".to_owned(), Some("the forum".to_owned())),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_not_agreed_or_still_to_be_agreed_is_no_agreement() {
        for text in [
            "snow; not agreed by the forum",
            "officers disagreed with parents",
            "still to be agreed by the steering group",
            "nobody agreed: snow",
            "snow; to be agreed by all",
            "we were busy",
            "snow; agreed by ",
        ] {
            assert_eq!(Excuse::parse(text).agreed_by, None, "{text}");
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic() {
        bolero::check!().for_each(|bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            drop(Excuse::parse(&text));
            drop(Excuse::parse(&format!("{text}; agreed by {text}")));
        });
    }
}
