//! Who comes to a meeting and what they need, for those who prepare it; and what is arranged.

use alongside_charter::When;
use alongside_domain::act::Means;
use alongside_domain::reply::{Need, Needs, Reason, Rule};
use askama::Template;

use super::head::Head;
use crate::form::{Choice, Choices, Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::{Shell, SubjectLink};
use crate::words::isolated;

/// Somebody who comes, or waits.
#[derive(Debug, Clone, Copy)]
pub struct ReplyRow<'a> {
    /// What they want to be called.
    pub name: &'a str,
    /// How they take part.
    pub means: Option<Means>,
    /// What they need.
    pub needs: &'a Needs,
    /// Their address, where they may be written to; empty otherwise.
    pub email: &'a str,
}

/// Who comes to a meeting, and what is arranged for it.
#[derive(Debug, Clone, Copy)]
pub struct RepliesDesk<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// Which meeting.
    pub subject: SubjectLink<'a>,
    /// When it begins.
    pub starts: When,
    /// So many weeks before it an interpreter of sign language is booked, where it is sooner than that.
    pub is_soon_for_sign_language: Option<i64>,
    /// Whether anything can be arranged still.
    pub may_change: bool,
    /// Those who come, in the order in which they asked.
    pub coming: &'a [ReplyRow<'a>],
    /// Those who wait, the next one first.
    pub waiting: &'a [ReplyRow<'a>],
    /// Why people cannot come, and how many said so; those who took it back say nothing.
    pub cannot: &'a [(Option<Reason>, usize)],
    /// What was arranged when the form was made; a hidden field sends it back.
    pub version: i64,
    /// How many places the room has.
    pub room: Typed<'a>,
    /// Who gets the next place.
    pub rule: Rule,
    /// How to join by video or phone.
    pub joining: Typed<'a>,
    /// Whether there is a room.
    pub has_room: bool,
    /// Whether people can join by video or phone.
    pub has_joining: bool,
}

impl RepliesDesk<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let d = shell.d();
        let rules = [
            (Rule::Order, d.replies_rule_order()),
            (Rule::NewFirst, d.replies_rule_new_first()),
        ];
        let options = rules.into_iter().map(|(rule, label)| Choice {
            value: rule.name().to_owned(),
            label,
            is_chosen: self.rule == rule,
            ..Choice::default()
        });
        let page = RepliesView {
            head: Head::new(&shell, self.subject, self.starts),
            shell,
            page: self,
            room: Field::new("room", d.replies_room(), d.replies_room_hint(), self.room),
            rule: Choices {
                name: "rule".to_owned(),
                label: d.replies_rule(),
                options: options.collect(),
                ..Choices::default()
            },
            joining: Field::new(
                "joining",
                d.replies_joining(),
                d.replies_joining_hint(),
                self.joining,
            ),
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "staff/replies.html")]
struct RepliesView<'p> {
    shell: Shell<'p>,
    head: Head,
    page: &'p RepliesDesk<'p>,
    room: Field,
    rule: Choices,
    joining: Field,
}

impl RepliesView<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        errors([self.room.told(), self.joining.told()])
    }

    fn action(&self) -> String {
        links::meeting_replies(self.shell.slug(), self.page.subject.id)
    }

    fn count(&self, rows: &[ReplyRow<'_>]) -> String {
        self.shell.d().replies_count(rows.len())
    }

    fn how(&self, row: &ReplyRow<'_>) -> String {
        row.means
            .map_or_else(String::new, |means| self.shell.words.means(means))
    }

    /// What somebody needs, a line each.
    fn needs(&self, row: &ReplyRow<'_>) -> Vec<String> {
        let (words, d) = (self.shell.words, self.shell.d());
        let needs = row.needs;
        let mut lines: Vec<String> = needs.ticked.iter().map(|need| words.need(*need)).collect();
        if !needs.language.is_empty() {
            lines.push(d.replies_language(isolated(&needs.language)));
        }
        if !needs.note.is_empty() {
            lines.push(isolated(&needs.note));
        }
        if !row.email.is_empty() {
            lines.push(d.replies_email(isolated(row.email)));
        }
        lines
    }

    /// Each need with how many of those who come have it.
    fn all_needs(&self) -> Vec<(String, String)> {
        let of = |need: Need| {
            self.rows()
                .filter(|row| row.needs.ticked.contains(&need))
                .count()
        };
        Need::ALL
            .into_iter()
            .map(|need| (need, of(need)))
            .filter(|(_, count)| *count > 0)
            .map(|(need, count)| {
                (
                    self.shell.words.need(need),
                    self.shell.d().replies_count(count),
                )
            })
            .collect()
    }

    fn rows(&self) -> impl Iterator<Item = &ReplyRow<'_>> {
        self.page.coming.iter().chain(self.page.waiting)
    }

    fn needs_any(&self, wanted: &[Need]) -> bool {
        self.rows()
            .any(|row| wanted.iter().any(|need| row.needs.ticked.contains(need)))
    }

    /// How many weeks ahead an interpreter of sign language had to be booked, where one is needed and it is late.
    fn late_for_sign_language(&self) -> Option<i64> {
        let weeks = self.page.is_soon_for_sign_language?;
        self.needs_any(&[Need::SignLanguage, Need::Deafblind])
            .then_some(weeks)
    }

    fn needs_interpreter(&self) -> bool {
        self.needs_any(&[
            Need::SignLanguage,
            Need::Deafblind,
            Need::Interpreter,
            Need::Lipspeaker,
        ])
    }

    /// Why people cannot come, and how many said so.
    fn reasons(&self) -> Vec<(String, String)> {
        let says = |reason: &Option<Reason>| match reason {
            Some(reason) => self.shell.words.reason(*reason),
            None => self.shell.t().cannot_unsaid(),
        };
        let rows = self.page.cannot.iter();
        rows.map(|(reason, count)| (says(reason), self.shell.d().replies_count(*count)))
            .collect()
    }
}
