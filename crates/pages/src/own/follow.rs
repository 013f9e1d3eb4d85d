//! Following by email or text message: asking, saying that it was oneself, changing and ending. None of these pages tells whose it is.

use alongside_charter::{Kind, When};
use alongside_domain::follow::Pace;
use askama::Template;
use jiff::tz::TimeZone;

use super::AddressProblem;

use crate::form::{Choice, Choices, Field, Typed, errors};
use crate::links::{self, Query};
use crate::mail::Followed;
use crate::markup::without_control_characters;
use crate::public::Shell;
use crate::words::{Language, isolated};

/// Which of the questions was not answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unanswered {
    /// What to hear of.
    pub what: bool,
    /// How often.
    pub pace: bool,
}

/// Where somebody asks to be told.
#[derive(Debug, Clone, Copy)]
pub struct FollowForm<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The id of the meeting from whose page they came; empty where they did not.
    pub about: &'a str,
    /// What can be followed, each with its name in the form.
    pub choices: &'a [(&'a str, Followed<'a>)],
    /// What is chosen.
    pub what: &'a str,
    /// How often, as it is chosen.
    pub pace: &'a str,
    /// In which language.
    pub language: Language,
    /// The address of somebody who has signed in; nothing for all others, who type theirs.
    pub own: Option<&'a str>,
    /// Whether people can be told by text message.
    pub has_texts: bool,
    /// The address or number that was typed, kept.
    pub to: &'a str,
    /// What is wrong with it.
    pub problem: Option<AddressProblem>,
    /// What was not answered.
    pub unanswered: Unanswered,
}

impl FollowForm<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let t = self.shell.t();
        let place = self.shell.place();
        let words = self.shell.words;
        let what = self.choices.iter().map(|(name, followed)| Choice {
            value: (*name).to_owned(),
            label: match followed {
                Followed::Meeting(_) => t.follow_meeting(),
                other => words.followed(*other, place),
            },
            hint: String::new(),
            is_chosen: *name == self.what,
        });
        let page = FormView {
            shell: self.shell,
            page: self,
            to: self.recipient(),
            what: Choices {
                name: "what".to_owned(),
                label: t.follow_what(),
                hint: String::new(),
                error: said(self.unanswered.what, t.follow_what_choose()),
                options: what.collect(),
            },
            pace: Choices {
                error: said(self.unanswered.pace, t.follow_pace_choose()),
                ..pace(&self.shell, "pace", t.follow_pace(), Some(self.pace), false)
            },
            language: languages(&self.shell, self.language),
        };
        Ok(without_control_characters(page.render()?))
    }
}

impl FollowForm<'_> {
    /// Where they are told, as they type it; nothing where they are told at their own address and nowhere else.
    fn recipient(&self) -> Option<Field> {
        let t = self.shell.t();
        let (label, hint) = match (self.own, self.has_texts) {
            (Some(_), false) => return None,
            (Some(_), true) => (t.follow_to_instead(), t.follow_to_instead_hint()),
            (None, true) => (t.follow_to(), t.follow_to_hint()),
            (None, false) => (t.follow_email(), t.follow_email_hint()),
        };
        let error = match (self.problem, self.has_texts) {
            (Some(AddressProblem::Missing), true) => t.follow_to_missing(),
            (Some(AddressProblem::NotAnAddress), true) => t.follow_to_wrong(),
            (problem, _) => super::sign_in::address_problem(&self.shell, problem),
        };
        let typed = Typed {
            value: self.to,
            error: &error,
        };
        Some(Field::new("to", label, hint, typed))
    }
}

fn said(is_so: bool, words: String) -> String {
    if is_so { words } else { String::new() }
}

fn pace(
    shell: &Shell<'_>,
    name: &str,
    label: String,
    chosen: Option<&str>,
    may_end: bool,
) -> Choices {
    let t = shell.t();
    let mut options: Vec<Choice> = Pace::ALL
        .into_iter()
        .map(|pace| {
            let (label, hint) = match pace {
                Pace::Each => (t.follow_pace_each(), t.follow_pace_each_hint()),
                Pace::Weekly => (t.follow_pace_weekly(), t.follow_pace_weekly_hint()),
            };
            Choice {
                value: pace.name().to_owned(),
                label,
                hint,
                is_chosen: chosen == Some(pace.name()),
            }
        })
        .collect();
    if may_end {
        options.push(Choice {
            value: "none".to_owned(),
            label: t.follow_pace_none(),
            ..Choice::default()
        });
    }
    Choices {
        name: name.to_owned(),
        label,
        options,
        ..Choices::default()
    }
}

fn languages(shell: &Shell<'_>, chosen: Language) -> Choices {
    let options = Language::ALL.into_iter().map(|language| Choice {
        value: language.code().to_owned(),
        label: language.own_name().to_owned(),
        hint: String::new(),
        is_chosen: language == chosen,
    });
    Choices {
        name: "language".to_owned(),
        label: shell.t().follow_language(),
        options: options.collect(),
        ..Choices::default()
    }
}

#[derive(Template)]
#[template(path = "own/follow_form.html")]
struct FormView<'p> {
    shell: Shell<'p>,
    page: &'p FollowForm<'p>,
    to: Option<Field>,
    what: Choices,
    pace: Choices,
    language: Choices,
}

impl FormView<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        let to = self.to.iter().map(Field::told);
        errors(to.chain([self.what.told(), self.pace.told()]))
    }

    fn place(&self) -> String {
        isolated(self.shell.place())
    }
}

/// What is said once somebody asked: the same whoever asks for whom.
#[derive(Debug, Clone, Copy)]
pub struct FollowSent<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// Whether mails are shown on the page of the demo.
    pub is_demo: bool,
}

impl FollowSent<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let page = SentView {
            shell: self.shell,
            is_demo: self.is_demo,
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "own/follow_sent.html")]
struct SentView<'p> {
    shell: Shell<'p>,
    is_demo: bool,
}

/// Something that is followed, and how.
#[derive(Debug, Clone, Copy)]
pub struct FollowRow<'a> {
    /// What.
    pub followed: Followed<'a>,
    /// How often.
    pub pace: Pace,
    /// Whether it was confirmed.
    pub is_confirmed: bool,
}

/// What the link of a mail opens. Opening it changes nothing, because programs that look through mail open links too.
#[derive(Debug, Clone, Copy)]
pub struct FollowLink<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// The secret of the link, as it stands in the address.
    pub secret: &'a str,
    /// The area in words.
    pub place: &'a str,
    /// The area in addresses.
    pub area: &'a str,
    /// What is followed.
    pub follows: &'a [FollowRow<'a>],
    /// In which language messages are.
    pub language: Language,
    /// The meeting of which the message with the link told.
    pub about: Option<ToldOf<'a>>,
}

/// A meeting of which somebody was told, as it is now.
#[derive(Debug, Clone, Copy)]
pub struct ToldOf<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called; empty where that was taken back.
    pub title: &'a str,
    /// When it starts.
    pub starts: Option<When>,
    /// Whether it was called off.
    pub is_off: bool,
    /// The zone of its days.
    pub zone: &'a TimeZone,
}

impl FollowLink<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let rows = self.follows.iter().enumerate();
        let page = LinkView {
            shell: self.shell,
            page: self,
            is_new: self.follows.iter().all(|row| !row.is_confirmed),
            rows: rows.map(|(place, row)| self.row(place, row)).collect(),
            language: languages(&self.shell, self.language),
        };
        Ok(without_control_characters(page.render()?))
    }

    fn row(&self, place: usize, row: &FollowRow<'_>) -> Choices {
        let label = self.shell.words.followed(row.followed, self.place);
        let name = format!("pace-{place}");
        let choices = pace(&self.shell, &name, label, Some(row.pace.name()), true);
        Choices {
            hint: said(!row.is_confirmed, self.shell.t().follow_new()),
            ..choices
        }
    }
}

#[derive(Template)]
#[template(path = "own/follow_link.html")]
struct LinkView<'p> {
    shell: Shell<'p>,
    page: &'p FollowLink<'p>,
    is_new: bool,
    rows: Vec<Choices>,
    language: Choices,
}

impl LinkView<'_> {
    fn come(&self, of: &ToldOf<'_>) -> String {
        links::reply(self.page.area, of.id)
    }

    fn cannot(&self, of: &ToldOf<'_>) -> String {
        links::cannot_come(self.page.area, of.id)
    }

    fn meeting(&self, of: &ToldOf<'_>) -> String {
        links::subject(self.page.area, Kind::Meeting, of.id, &Query::new())
    }

    fn meetings(&self) -> String {
        links::subjects(self.page.area, Kind::Meeting, &Query::new())
    }

    fn when(&self, of: &ToldOf<'_>) -> Option<String> {
        Some(self.shell.words.moment(of.starts?, of.zone))
    }

    fn place(&self) -> String {
        isolated(self.page.place)
    }
}

/// How far somebody is who ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending<'a> {
    /// They are asked.
    Asked {
        /// The secret of the link, as it stands in the address.
        secret: &'a str,
        /// The area in words.
        place: &'a str,
    },
    /// It is ended.
    Ended,
    /// The link is of no use.
    Gone,
}

/// Where somebody ends it.
#[derive(Debug, Clone, Copy)]
pub struct FollowEnding<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// How far they are.
    pub ending: Ending<'a>,
}

impl FollowEnding<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let t = self.shell.t();
        let (heading, lead) = match self.ending {
            Ending::Asked { place, .. } => {
                (t.follow_end_heading(isolated(place)), t.follow_end_lead())
            }
            Ending::Ended => (t.follow_ended_heading(), t.follow_ended_lead()),
            Ending::Gone => (t.follow_gone_heading(), t.follow_gone_lead()),
        };
        let page = EndingView {
            shell: self.shell,
            heading,
            lead,
            action: match self.ending {
                Ending::Asked { secret, .. } => Some(links::follow_ending(secret)),
                Ending::Ended | Ending::Gone => None,
            },
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "own/follow_ending.html")]
struct EndingView<'p> {
    shell: Shell<'p>,
    heading: String,
    lead: String,
    action: Option<String>,
}
