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
    /// What is wrong with the file that was sent; its text is in the field for the text.
    pub file_error: &'a str,
    /// What was typed to end one.
    pub ending: Ending<'a>,
}

/// What was typed to end a charter.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ending<'a> {
    /// The id of the one chosen.
    pub chosen: Typed<'a>,
    /// The first day on which it no longer counts.
    pub from: Typed<'a>,
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
            file: Field::new(
                "file",
                d.charters_file(),
                d.charters_file_hint(),
                Typed {
                    value: "",
                    error: self.file_error,
                },
            ),
            from: Field::new("from", d.charters_day(), d.charters_day_hint(), self.from),
            ends: self.ends(d.charters_end_which()),
            ends_from: Field::new(
                "ends-from",
                d.charters_end_day(),
                d.charters_day_hint(),
                self.ending.from,
            ),
        };
        Ok(without_control_characters(page.render()?))
    }

    /// Those that can be ended.
    fn ends(&self, label: String) -> Choices {
        let open = self.now.iter().filter(|charter| charter.until.is_none());
        Choices {
            name: "ends".to_owned(),
            label,
            error: self.ending.chosen.error.to_owned(),
            options: open
                .map(|charter| Choice {
                    value: charter.id.to_owned(),
                    label: isolated(charter.title),
                    is_chosen: self.ending.chosen.value == charter.id,
                    ..Choice::default()
                })
                .collect(),
            ..Choices::default()
        }
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
    file: Field,
    from: Field,
    ends: Choices,
    ends_from: Field,
}

impl View<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        errors([
            self.text.told(),
            self.file.told(),
            self.from.told(),
            self.ends.told(),
            self.ends_from.told(),
        ])
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

    fn ending(&self) -> String {
        links::charter_ending(self.shell.slug())
    }
}
