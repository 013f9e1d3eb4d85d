//! Adopting charters.

use askama::Template;
use jiff::civil::Date;

use crate::form::{Choice, Choices, Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::Shell;
use crate::words::isolated;

/// A charter that was adopted.
#[derive(Debug, Clone, Copy)]
pub struct AdoptedCharter<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Its id.
    pub id: &'a str,
    /// The first day on which it counts.
    pub from: Date,
    /// The first day on which it no longer does.
    pub until: Option<Date>,
}

/// A charter that comes with the program.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn<'a> {
    /// Its id, which the form sends.
    pub id: &'a str,
    /// What it is called.
    pub title: &'a str,
}

/// Where charters are adopted.
#[derive(Debug, Clone, Copy)]
pub struct ChartersForm<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The version of the area that the form was made for; a hidden field sends it back.
    pub version: i64,
    /// Those in force.
    pub now: &'a [AdoptedCharter<'a>],
    /// Those that were, or will be.
    pub before: &'a [AdoptedCharter<'a>],
    /// Those to choose from.
    pub built_in: &'a [BuiltIn<'a>],
    /// The id of the one chosen; empty for a text of their own.
    pub chosen: &'a str,
    /// The text of a charter of their own.
    pub text: Typed<'a>,
    /// From which day, such as 2021-06-14.
    pub from: Typed<'a>,
    /// What in the text cannot be read, each with its line.
    pub mistakes: &'a [String],
}

impl ChartersForm<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let d = shell.d();
        let page = View {
            shell,
            page: self,
            charter: self.choice(d.charters_choose(), d.charters_own()),
            text: Field::new("text", d.charters_text(), d.charters_text_hint(), self.text),
            from: Field::new("from", d.charters_day(), d.charters_day_hint(), self.from),
        };
        Ok(without_control_characters(page.render()?))
    }

    fn choice(&self, label: String, own: String) -> Choices {
        let option = |value: &str, label: String| Choice {
            value: value.to_owned(),
            label,
            is_chosen: self.chosen == value,
            ..Choice::default()
        };
        let built_in = self.built_in.iter();
        let mut options: Vec<Choice> = built_in
            .map(|charter| option(charter.id, isolated(charter.title)))
            .collect();
        options.push(option("", own));
        Choices {
            name: "charter".to_owned(),
            label,
            options,
            ..Choices::default()
        }
    }
}

#[derive(Template)]
#[template(path = "staff/charters.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p ChartersForm<'p>,
    charter: Choices,
    text: Field,
    from: Field,
}

impl View<'_> {
    fn errors(&self) -> Vec<(&str, &str)> {
        errors([&self.text, &self.from].map(|field| (field.name.as_str(), field.error.as_str())))
    }

    /// From when on, and until when where that is known.
    fn period(&self, charter: &AdoptedCharter<'_>) -> String {
        let (d, from) = (self.shell.d(), self.shell.day(charter.from));
        match charter.until {
            Some(until) => d.charters_from_until(from, self.shell.day(until)),
            None => d.charters_from(from),
        }
    }

    fn action(&self) -> String {
        links::charters(self.shell.slug())
    }
}
