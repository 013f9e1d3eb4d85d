//! The demo: accounts to sign in with, and the mails it would have sent.

use alongside_charter::When;
use alongside_domain::Role;
use askama::Template;
use jiff::Timestamp;

use crate::links;
use crate::markup::without_control_characters;
use crate::public::Shell;
use crate::words::isolated;

/// An account of the demo.
#[derive(Debug, Clone, Copy)]
pub struct DemoAccount<'a> {
    /// What the invented person is called.
    pub name: &'a str,
    /// What they do.
    pub role: Role,
    /// In which organisation or area; empty for the whole service.
    pub place: &'a str,
    /// The address to sign in with.
    pub email: &'a str,
}

/// A mail that the demo kept.
#[derive(Debug, Clone, Copy)]
pub struct DemoMail<'a> {
    /// When.
    pub at: Timestamp,
    /// To which address.
    pub to: &'a str,
    /// Its subject.
    pub subject: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// The page of the demo.
#[derive(Debug, Clone, Copy)]
pub struct DemoPage<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// How the service's own addresses begin, such as `http://localhost:8080`; only these become links.
    pub origin: &'a str,
    /// The accounts.
    pub accounts: &'a [DemoAccount<'a>],
    /// The mails, newest first.
    pub mails: &'a [DemoMail<'a>],
}

impl<'a> DemoPage<'a> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let page = View {
            shell,
            page: self,
            mails: self.mails.iter().map(|mail| self.mail(mail)).collect(),
        };
        Ok(without_control_characters(page.render()?))
    }

    fn mail(&self, mail: &DemoMail<'a>) -> Mail<'a> {
        let words = self.shell.words.at_the_desk();
        Mail {
            when: words.moment(When::At(mail.at), &self.shell.zone()),
            to: words.desk().demo_to(isolated(mail.to)),
            subject: mail.subject,
            lines: mail.text.lines().map(|line| self.line(line)).collect(),
        }
    }

    /// A line that is an address of our own becomes a link to it; nothing else does.
    fn line<'m>(&self, line: &'m str) -> Line<'m> {
        let own = line
            .strip_prefix(self.origin)
            .filter(|path| path.starts_with('/') && !path.contains([' ', '\\']))
            .filter(|path| !path.starts_with("//") && !self.origin.is_empty());
        own.map_or(Line::Words(line), |path| Line::Link { path, line })
    }
}

/// A mail as the page shows it.
struct Mail<'a> {
    when: String,
    to: String,
    subject: &'a str,
    lines: Vec<Line<'a>>,
}

enum Line<'a> {
    Words(&'a str),
    Link { path: &'a str, line: &'a str },
}

#[derive(Template)]
#[template(path = "operator/demo.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p DemoPage<'p>,
    mails: Vec<Mail<'p>>,
}

impl View<'_> {
    fn role_in(&self, account: &DemoAccount<'_>) -> String {
        self.shell.words.role_in(account.role, account.place)
    }
}
