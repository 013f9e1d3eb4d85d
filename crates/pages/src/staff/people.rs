//! Who holds which role in an area, and who is invited.

use std::borrow::Borrow;

use alongside_domain::Role;
use askama::Template;
use jiff::civil::Date;

use crate::form::{Choice, Choices, Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::Shell;
use crate::words::isolated;

/// Somebody with what they do.
#[derive(Debug, Clone, Copy)]
pub struct HeldRole<'a> {
    /// The id of the role they hold.
    pub id: &'a str,
    /// What they are called; empty where they have not said.
    pub name: &'a str,
    /// Their mail address.
    pub email: &'a str,
    /// What they do.
    pub role: Role,
    /// In which organisation or area.
    pub place: &'a str,
    /// From when.
    pub since: Date,
    /// Whether whoever reads this may end it.
    pub may_end: bool,
}

/// An invitation that was sent and not accepted yet.
#[derive(Debug, Clone, Copy)]
pub struct SentInvitation<'a> {
    /// Its id.
    pub id: &'a str,
    /// To which address.
    pub email: &'a str,
    /// What they are asked to do.
    pub role: Role,
    /// In which organisation or area.
    pub place: &'a str,
    /// The last day on which it can be accepted.
    pub until: Date,
}

/// A role that somebody can be invited to.
#[derive(Debug, Clone, Copy)]
pub struct RoleOffer<'a> {
    /// What the form sends.
    pub value: &'a str,
    /// The role.
    pub role: Role,
    /// In which organisation or area.
    pub place: &'a str,
}

/// Who holds which role.
#[derive(Debug, Clone, Copy)]
pub struct PeoplePage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// Who does what.
    pub held: &'a [HeldRole<'a>],
    /// Who is invited.
    pub invitations: &'a [SentInvitation<'a>],
    /// What somebody can be invited to; empty where nobody can be.
    pub offers: &'a [RoleOffer<'a>],
    /// To whom an invitation goes.
    pub email: Typed<'a>,
    /// The offer chosen.
    pub role: Typed<'a>,
}

impl PeoplePage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let d = shell.d();
        let page = View {
            shell,
            page: self,
            email: Field::new("email", d.people_email(), String::new(), self.email),
            role: Choices {
                name: "role".to_owned(),
                label: d.people_offer(),
                error: self.role.error.to_owned(),
                options: self
                    .offers
                    .iter()
                    .map(|offer| Choice {
                        value: offer.value.to_owned(),
                        label: shell.words.role_in(offer.role, offer.place),
                        hint: shell.words.role_means(offer.role),
                        is_chosen: offer.value == self.role.value,
                    })
                    .collect(),
                ..Choices::default()
            },
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "staff/people.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p PeoplePage<'p>,
    email: Field,
    role: Choices,
}

impl View<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        errors([self.email.told(), self.role.told()])
    }

    fn role_in(&self, role: impl Borrow<Role>, place: &str) -> String {
        self.shell.words.role_in(*role.borrow(), place)
    }

    /// Which role of whom a button ends.
    fn end_of(&self, held: &HeldRole<'_>) -> String {
        let name = if held.name.is_empty() {
            held.email
        } else {
            held.name
        };
        let role = self.role_in(held.role, held.place);
        self.shell.d().people_end(role, isolated(name))
    }

    fn action(&self) -> String {
        links::invitations(self.shell.slug())
    }
}
