//! Saying whether you come to a meeting: with an account or without, in your language.

use alongside_charter::When;
use alongside_domain::act::Means;
use alongside_domain::reply::{Category, Need, Reason, Rule, Standing};
use askama::Template;

use crate::form::{Choice, Choices, Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::{Shell, SubjectLink};
use crate::words::isolated;

/// The meeting that somebody replies to.
#[derive(Debug, Clone, Copy)]
pub struct Invited<'a> {
    /// Which.
    pub subject: SubjectLink<'a>,
    /// When it begins.
    pub starts: When,
    /// Who organises it.
    pub organiser: &'a str,
    /// How people can take part, each with the address of the room where it is one.
    pub ways: &'a [(Means, Option<&'a str>)],
    /// How many places the room has and how many are left, where there is a limit.
    pub room: Option<(u32, u32)>,
    /// Who gets the next place.
    pub rule: Rule,
}

/// How it stands with somebody who replied before.
#[derive(Debug, Clone, Copy)]
pub struct Stands<'a> {
    /// How.
    pub standing: Standing,
    /// How they take part.
    pub means: Option<Means>,
    /// Their place among those who wait, from 1.
    pub place: usize,
    /// How to join by video or phone; empty where it was not told.
    pub joining: &'a str,
    /// Whether they are known by the browser alone, which somebody else may use.
    pub is_by_browser: bool,
}

/// What was asked for in the form, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// How they want to take part.
    pub means: Typed<'a>,
    /// What they want to be called.
    pub name: Typed<'a>,
    /// Where they are written to.
    pub email: Typed<'a>,
    /// `yes`, `no` or nothing.
    pub is_first: &'a str,
    /// The names of the needs that were ticked.
    pub needs: &'a [&'a str],
    /// Which language they need.
    pub language: Typed<'a>,
    /// Anything else.
    pub note: Typed<'a>,
    /// Whether they may be written to about it.
    pub may_write: bool,
}

/// Where somebody says that they would like to come, or sees how it stands.
#[derive(Debug, Clone, Copy)]
pub struct ReplyPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The meeting.
    pub invited: Invited<'a>,
    /// How it stands, where they replied before.
    pub stands: Option<Stands<'a>>,
    /// Whether they have signed in, so that their address is known.
    pub has_account: bool,
    /// What they asked for.
    pub asked: Asked<'a>,
}

/// Where somebody says that they cannot come.
#[derive(Debug, Clone, Copy)]
pub struct CannotPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The meeting.
    pub invited: Invited<'a>,
    /// Whether they said before that they come, so that they need give no reason.
    pub is_coming: bool,
}

/// What the link of a mail to a reply opens.
#[derive(Debug, Clone, Copy)]
pub struct ReplyLink<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// The secret of the link, as it stands in the address.
    pub secret: &'a str,
    /// The meeting and how it stands; nothing where the link leads nowhere any more.
    pub found: Option<(Invited<'a>, Stands<'a>)>,
}

impl ReplyPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let t = self.shell.t();
        let asked = &self.asked;
        let organiser = isolated(self.invited.organiser);
        let page = ReplyView {
            shell: self.shell,
            page: self,
            means: self.means(),
            name: Field::new(
                "name",
                t.reply_name(),
                t.reply_name_hint(&organiser),
                asked.name,
            ),
            email: Field::new("email", t.reply_email(), t.reply_email_hint(), asked.email),
            first: self.first(),
            needs: Category::ALL
                .into_iter()
                .map(|category| self.needs(category))
                .collect(),
            language: Field::new(
                "needs-language",
                t.reply_language(),
                t.reply_language_hint(),
                asked.language,
            ),
            note: Field::new("note", t.reply_note(), t.reply_note_hint(), asked.note),
        };
        Ok(without_control_characters(page.render()?))
    }

    fn means(&self) -> Choices {
        let t = self.shell.t();
        let option = |(means, place): &(Means, Option<&str>)| Choice {
            value: means.name().to_owned(),
            label: self.shell.words.means(*means),
            hint: place.map(isolated).unwrap_or_default(),
            is_chosen: self.asked.means.value == means.name(),
        };
        Choices {
            name: "means".to_owned(),
            label: t.reply_means(),
            error: self.asked.means.error.to_owned(),
            options: self.invited.ways.iter().map(option).collect(),
            ..Choices::default()
        }
    }

    fn first(&self) -> Choices {
        let t = self.shell.t();
        let option = |value: &str, label: String| Choice {
            value: value.to_owned(),
            label,
            is_chosen: self.asked.is_first == value,
            ..Choice::default()
        };
        Choices {
            name: "first".to_owned(),
            label: t.reply_first(),
            hint: t.reply_first_hint(),
            options: vec![option("yes", t.reply_yes()), option("no", t.reply_no())],
            ..Choices::default()
        }
    }

    fn needs(&self, category: Category) -> Choices {
        let words = self.shell.words;
        let of = Need::ALL
            .into_iter()
            .filter(|need| need.category() == category);
        Choices {
            name: format!("needs-{}", category.name()),
            label: words.category(category),
            options: of
                .map(|need| Choice {
                    value: need.name().to_owned(),
                    label: words.need(need),
                    is_chosen: self.asked.needs.contains(&need.name()),
                    ..Choice::default()
                })
                .collect(),
            ..Choices::default()
        }
    }
}

impl CannotPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let page = CannotView {
            shell: self.shell,
            page: self,
        };
        Ok(without_control_characters(page.render()?))
    }
}

impl ReplyLink<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let page = LinkView {
            shell: self.shell,
            page: self,
        };
        Ok(without_control_characters(page.render()?))
    }
}

/// What is said of how it stands: a heading, a sentence, and how to join where that is told.
struct Told {
    heading: String,
    lead: String,
    joining: Option<String>,
}

fn told(shell: &Shell<'_>, stands: &Stands<'_>) -> Told {
    let t = shell.t();
    let (heading, lead) = match stands.standing {
        Standing::Coming => (t.reply_stands_coming(), t.reply_stands_coming_lead()),
        Standing::Waiting => (
            t.reply_stands_waiting(),
            t.reply_stands_waiting_lead(stands.place),
        ),
        Standing::Declined => (t.reply_stands_declined(), t.reply_stands_declined_lead()),
        Standing::Withdrawn => (t.reply_stands_withdrawn(), t.reply_stands_withdrawn_lead()),
    };
    let joins = stands.standing == Standing::Coming
        && stands.means.is_some_and(|means| means != Means::Venue);
    let joining = joins.then(|| match stands.joining {
        "" => t.reply_joining_later(),
        joining => joining.to_owned(),
    });
    Told {
        heading,
        lead,
        joining,
    }
}

#[derive(Template)]
#[template(path = "own/reply.html")]
struct ReplyView<'p> {
    shell: Shell<'p>,
    page: &'p ReplyPage<'p>,
    means: Choices,
    name: Field,
    email: Field,
    first: Choices,
    needs: Vec<Choices>,
    language: Field,
    note: Field,
}

impl ReplyView<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        errors([
            self.means.told(),
            self.name.told(),
            self.email.told(),
            self.language.told(),
            self.note.told(),
        ])
    }

    fn told(&self) -> Option<Told> {
        let stands = self.page.stands.as_ref()?;
        Some(told(&self.shell, stands))
    }

    fn wants_to_come(&self) -> bool {
        let stands = self.page.stands;
        stands.is_some_and(|stands| stands.standing.wants_to_come())
    }

    fn is_by_browser(&self) -> bool {
        self.page.stands.is_some_and(|stands| stands.is_by_browser)
    }

    /// Whether the needs are shown without being asked for.
    fn has_needs(&self) -> bool {
        let asked = &self.page.asked;
        let is_wrong = !self.language.error.is_empty() || !self.note.error.is_empty();
        is_wrong || !asked.needs.is_empty() || !asked.note.value.is_empty()
    }

    fn has_choice(&self) -> bool {
        self.page.invited.ways.len() > 1
    }

    fn has_room(&self) -> bool {
        let mut ways = self.page.invited.ways.iter();
        ways.any(|(means, _)| *means == Means::Venue)
    }

    fn action(&self) -> String {
        links::reply(self.shell.slug(), self.page.invited.subject.id)
    }

    fn cannot(&self) -> String {
        links::cannot_come(self.shell.slug(), self.page.invited.subject.id)
    }

    fn not_mine(&self) -> String {
        links::not_my_reply(self.shell.slug(), self.page.invited.subject.id)
    }

    fn head(&self) -> Head<'_> {
        Head::new(&self.shell, &self.page.invited)
    }

    fn rule(&self) -> String {
        let t = self.shell.t();
        match self.page.invited.rule {
            Rule::Order => t.reply_rule_order(),
            Rule::NewFirst => t.reply_rule_new_first(),
        }
    }

    fn organiser(&self) -> String {
        isolated(self.page.invited.organiser)
    }
}

/// What is said of a meeting over a page about it.
struct Head<'p> {
    title: &'p str,
    when: String,
    href: String,
}

impl<'p> Head<'p> {
    fn new(shell: &Shell<'_>, invited: &Invited<'p>) -> Self {
        Self {
            title: invited.subject.label(),
            when: shell.words.moment(invited.starts, &shell.zone()),
            href: invited.subject.to(shell.slug()),
        }
    }
}

#[derive(Template)]
#[template(path = "own/cannot_come.html")]
struct CannotView<'p> {
    shell: Shell<'p>,
    page: &'p CannotPage<'p>,
}

impl CannotView<'_> {
    fn head(&self) -> Head<'_> {
        Head::new(&self.shell, &self.page.invited)
    }

    fn action(&self) -> String {
        links::cannot_come(self.shell.slug(), self.page.invited.subject.id)
    }

    /// Each reason with its words.
    fn reasons(&self) -> Vec<(&'static str, String)> {
        let words = self.shell.words;
        let reasons = Reason::ALL.into_iter();
        reasons
            .map(|reason| (reason.name(), words.reason(reason)))
            .collect()
    }
}

#[derive(Template)]
#[template(path = "own/reply_link.html")]
struct LinkView<'p> {
    shell: Shell<'p>,
    page: &'p ReplyLink<'p>,
}

impl LinkView<'_> {
    fn action(&self) -> String {
        links::reply_link(self.page.secret)
    }

    fn told(&self, stands: &Stands<'_>) -> Told {
        told(&self.shell, stands)
    }

    fn head<'i>(&self, invited: &Invited<'i>) -> Head<'i> {
        Head::new(&self.shell, invited)
    }
}
