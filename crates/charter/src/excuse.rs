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
    /// `;` `,` `(` or a dash may stand between the two, and `REASON | WHO` says the same.
    pub fn parse(written: &str) -> Self {
        let (standard, rest) = match written.split_once(':') {
            Some((id, rest)) if !id.trim().contains(' ') && Name::new(id).is_some() => {
                (Name::new(id), rest)
            }
            _ => (None, written),
        };
        let lower = rest.to_ascii_lowercase();
        let agreed = [
            "agreed by ",
            "agreed with ",
            "agreed: ",
            "approved by ",
            "|",
        ]
        .iter()
        .find_map(|words| Some((lower.find(words)?, words.len())));
        let edges = |c: char| c.is_whitespace() || ";,|()–—-".contains(c);
        let (reason, agreed_by) = match agreed {
            Some((at, length)) => (&rest[..at], Some(rest[at + length..].trim_matches(edges))),
            None => (rest, None),
        };
        Self {
            standard,
            reason: reason.trim_matches(edges).to_owned(),
            agreed_by: agreed_by
                .filter(|who| !who.is_empty())
                .map(ToOwned::to_owned),
        }
    }

    /// Whether it excuses this standard.
    pub(crate) fn excuses(&self, standard: &Name) -> bool {
        !self.reason.is_empty()
            && self.agreed_by.is_some()
            && self.standard.as_ref().is_none_or(|only| only == standard)
    }
}
