//! People. Everything here is personal, so nothing here can be printed or put into an act.

use std::fmt;

use crate::email::Email;
use crate::id::Id;
use crate::wording::{Wording, WordingError};

/// The id of a person. It is personal, and no act has a place for it.
pub type PersonId = Id<Person>;

/// Someone that an organisation knows. Named as in Popolo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// What they want to be called; nobody has to say.
    pub name: Option<PersonName>,
    /// Where to reach them.
    pub email: Email,
}

/// What somebody wants to be called. It can be asked for and is never printed by itself.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonName(Wording);

impl PersonName {
    /// At most so many characters.
    pub const LONGEST: usize = 200;

    /// A name as somebody wrote it, on one line.
    pub fn new(written: &str) -> Result<Self, WordingError> {
        Wording::line(written, Self::LONGEST).map(Self)
    }

    /// The name, to show to those who may see it.
    pub fn reveal(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(a name)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;

    #[test]
    fn nothing_personal_shows_when_a_person_is_printed() {
        let person = Person {
            id: PersonId::new(Instant::EPOCH, [0; 10]),
            name: Some(PersonName::new(" Sam Okoro ").unwrap()),
            email: "sam@example.org".parse().unwrap(),
        };
        let printed = format!("{person:?}");
        assert!(
            !printed.contains("Sam") && !printed.contains("sam"),
            "{printed}"
        );
        assert_eq!(
            person.name.as_ref().map(PersonName::reveal),
            Some("Sam Okoro")
        );
    }
}
