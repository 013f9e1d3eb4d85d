//! A flyer of a meeting: one page to print, and the same words for a PDF.

use alongside_charter::{Subject, When};
use alongside_domain::act::Means;
use askama::Template;

use crate::Direction;
use crate::code::Code;
use crate::links::{self, Query};
use crate::markup::without_control_characters;
use crate::public::shell::{Shell, SubjectLink};
use crate::public::subject::Told;

/// On a flyer a text has no more characters; the rest is read at its address.
const LONGEST: usize = 320;

/// A flyer of a meeting.
#[derive(Debug, Clone, Copy)]
pub struct Flyer<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The meeting.
    pub subject: &'a Subject,
    /// When people can come, earliest first.
    pub times: &'a [When],
    /// What people are told of it, where anybody said so.
    pub told: Option<&'a Told<'a>>,
    /// The whole address of the meeting's page.
    pub address: &'a str,
    /// Whom to write to; empty where nobody was named.
    pub contact: &'a str,
}

/// Everything that stands on a flyer, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The language, as its code.
    pub language: String,
    /// Which way it is written.
    pub direction: Direction,
    /// Who invites.
    pub over: String,
    /// What to.
    pub title: String,
    /// Questions, each with the lines of its answer.
    pub parts: Vec<(String, Vec<String>)>,
    /// What is at the address.
    pub more: String,
    /// The address.
    pub address: String,
    /// The address as a code.
    pub code: Code,
    /// What the code is.
    pub code_says: String,
    /// Whom to ask; empty where nobody was named.
    pub questions: String,
}

impl Flyer<'_> {
    /// What stands on it; nothing where its address is too long for a code.
    pub fn sheet(&self) -> Option<Sheet> {
        let t = self.shell.t();
        let zone = self.shell.zone();
        let times = self.times.iter();
        let times: Vec<String> = times
            .map(|when| self.shell.words.moment(*when, &zone))
            .collect();
        let mut parts = vec![(t.flyer_when(), times)];
        if let Some(told) = self.told {
            parts.push((t.told_ways(), self.ways(told)));
            for (heading, words) in [
                (t.told_purpose(), told.purpose),
                (t.told_open(), told.open),
                (t.told_used(), told.used),
            ] {
                parts.push((heading, words.map(short).unwrap_or_default()));
            }
        }
        parts.retain(|(_, lines)| !lines.is_empty());
        let code = Code::of(self.address)?;
        Some(Sheet {
            language: self.shell.lang().to_owned(),
            direction: self.shell.words.direction(),
            over: match self.subject.organiser.as_str() {
                "" => t.flyer_over_none(),
                organiser => t.flyer_over(crate::words::isolated(organiser)),
            },
            title: SubjectLink::from(self.subject).label().to_owned(),
            parts,
            more: t.flyer_more(),
            address: self.address.to_owned(),
            code,
            code_says: t.flyer_code(),
            questions: match self.contact {
                "" => String::new(),
                contact => t.flyer_questions(crate::words::isolated(contact)),
            },
        })
    }

    fn ways(&self, told: &Told<'_>) -> Vec<String> {
        let t = self.shell.t();
        let mut lines: Vec<String> = told
            .ways
            .iter()
            .map(|(means, place)| match (means, place) {
                (Means::Venue, Some(place)) => {
                    t.flyer_way(t.told_venue(), crate::words::isolated(place))
                }
                (Means::Venue, None) => t.told_venue(),
                (Means::Online, _) => t.told_online(),
                (Means::Phone, _) => t.told_phone(),
            })
            .collect();
        if told.ways.iter().any(|(means, _)| *means != Means::Venue) {
            lines.push(t.told_joining());
        }
        lines
    }

    /// The page as HTML. `sheet` is what stands on it, and `has_pdf` whether there is a PDF of it.
    pub fn render(&self, sheet: &Sheet, has_pdf: bool) -> Result<String, crate::Error> {
        let page = View {
            shell: self.shell,
            page: self,
            sheet,
            has_pdf,
        };
        Ok(without_control_characters(page.render()?))
    }
}

/// The lines of a text, cut after a word where there is too much of it.
fn short(text: &str) -> Vec<String> {
    let mut left = LONGEST;
    let mut lines = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let count = line.chars().count();
        if count <= left {
            lines.push(line.to_owned());
            left -= count;
            continue;
        }
        let mut cut: String = line.chars().take(left).collect();
        if let Some(end) = cut.rfind(char::is_whitespace) {
            cut.truncate(end);
        }
        lines.push(format!("{} …", cut.trim_end()));
        break;
    }
    lines
}

#[derive(Template)]
#[template(path = "public/flyer.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p Flyer<'p>,
    sheet: &'p Sheet,
    has_pdf: bool,
}

impl View<'_> {
    fn back(&self) -> String {
        let subject = self.page.subject;
        links::subject(self.shell.slug(), subject.kind, &subject.id, &Query::new())
    }

    fn pdf(&self) -> String {
        links::flyer_pdf(
            self.shell.slug(),
            self.page.subject.kind,
            &self.page.subject.id,
            self.shell.lang(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_after_a_word() {
        assert_eq!(short("a\n\n b "), ["a", "b"]);
        let long = "word ".repeat(100);
        let cut = short(&long);
        assert_eq!(cut.len(), 1);
        assert!(cut[0].ends_with("word …") && cut[0].chars().count() <= LONGEST + 2);
        let two = format!("{}\n{}\nthird", "x".repeat(LONGEST - 4), "one two three");
        assert_eq!(short(&two)[1], "one …");
        assert_eq!(short(&two).len(), 2);
    }
}
