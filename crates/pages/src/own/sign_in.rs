//! Signing in: asking for a link, opening it, and what is said where it does not open.

use askama::Template;

use crate::form::{Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::Shell;

/// What is wrong with an address that was typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressProblem {
    /// There is none.
    Missing,
    /// It is not one.
    NotAnAddress,
}

/// Where somebody signs in.
#[derive(Debug, Clone, Copy)]
pub struct SignIn<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// What was typed, kept.
    pub email: &'a str,
    /// What is wrong with it.
    pub problem: Option<AddressProblem>,
}

impl SignIn<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let t = self.shell.t();
        let error = address_problem(&self.shell, self.problem);
        let typed = Typed {
            value: self.email,
            error: &error,
        };
        let page = SignInView {
            shell: self.shell,
            field: Field::new("email", t.sign_in_email(), t.sign_in_email_hint(), typed),
        };
        Ok(without_control_characters(page.render()?))
    }
}

/// What is said beside an address.
pub(super) fn address_problem(shell: &Shell<'_>, problem: Option<AddressProblem>) -> String {
    let t = shell.t();
    match problem {
        None => String::new(),
        Some(AddressProblem::Missing) => t.sign_in_email_missing(),
        Some(AddressProblem::NotAnAddress) => t.sign_in_email_not(),
    }
}

/// What is said once a link was asked for: the same whether the address is known or not.
#[derive(Debug, Clone, Copy)]
pub struct LinkSent<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// How long a link can be opened.
    pub minutes: u32,
    /// Whether mails are shown on the page of the demo.
    pub is_demo: bool,
}

impl LinkSent<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let page = SentView {
            shell: self.shell,
            page: self,
        };
        Ok(without_control_characters(page.render()?))
    }
}

/// The page that the link of a mail opens: one button, because programs that look through mail open links too.
#[derive(Debug, Clone, Copy)]
pub struct OpenLink<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// The secret of the link, as it stands in the address.
    pub secret: &'a str,
}

impl OpenLink<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let page = OpenView {
            shell: self.shell,
            action: links::sign_in_link(self.secret),
        };
        Ok(without_control_characters(page.render()?))
    }
}

/// Why a link does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkProblem {
    /// It is too old.
    TooOld,
    /// It was used.
    Used,
    /// It was asked for in another browser.
    OtherBrowser,
    /// There is no such link, or nobody it is for.
    Unknown,
}

/// What is said where a link does not open.
#[derive(Debug, Clone, Copy)]
pub struct LinkRefused<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// Why.
    pub problem: LinkProblem,
}

impl LinkRefused<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let t = self.shell.t();
        let page = RefusedView {
            shell: self.shell,
            why: match self.problem {
                LinkProblem::TooOld => t.refused_too_old(),
                LinkProblem::Used => t.refused_used(),
                LinkProblem::OtherBrowser => t.refused_other_browser(),
                LinkProblem::Unknown => t.refused_unknown(),
            },
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "own/sign_in.html")]
struct SignInView<'p> {
    shell: Shell<'p>,
    field: Field,
}

impl SignInView<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        errors([self.field.told()])
    }
}

#[derive(Template)]
#[template(path = "own/sent.html")]
struct SentView<'p> {
    shell: Shell<'p>,
    page: &'p LinkSent<'p>,
}

#[derive(Template)]
#[template(path = "own/open.html")]
struct OpenView<'p> {
    shell: Shell<'p>,
    action: String,
}

#[derive(Template)]
#[template(path = "own/refused.html")]
struct RefusedView<'p> {
    shell: Shell<'p>,
    why: String,
}
