//! Mails to those who follow something: what happened, what is near, what there was in a week.

use alongside_charter::{Kind, When};
use alongside_domain::act::Means;
use askama::Template;
use jiff::tz::TimeZone;

use super::{Body, Mail};
use crate::links::{self, Query};
use crate::markup::without_control_characters;
use crate::words::{Words, isolated};

/// The mail that asks whether somebody wants to be told.
#[derive(Debug, Clone, Copy)]
pub struct FollowMail<'a> {
    /// The words of its language.
    pub words: &'a Words,
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: &'a str,
    /// The area.
    pub place: &'a str,
    /// What was asked for and is not confirmed; nothing where they are told already.
    pub asked: &'a [Followed<'a>],
    /// The secret of its link.
    pub secret: &'a str,
}

/// Something that is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed<'a> {
    /// Everything in the area.
    Area,
    /// What a body does, by its name.
    Body(&'a str),
    /// A meeting, by its title.
    Meeting(&'a str),
}

impl Words {
    /// What somebody's own calendar is called.
    pub fn own_calendar(&self) -> String {
        self.says().own_calendar()
    }

    /// Something that is followed, in words.
    pub(crate) fn followed(&self, followed: Followed<'_>, place: &str) -> String {
        let says = self.says();
        match followed {
            Followed::Area => says.follow_area(isolated(place)),
            Followed::Body(name) => says.follow_body(isolated(name)),
            Followed::Meeting(title) => says.follow_meeting_called(isolated(title)),
        }
    }
}

impl FollowMail<'_> {
    /// The mail.
    pub fn render(&self) -> Result<Mail, crate::Error> {
        let says = self.words.says();
        let place = isolated(self.place);
        let asked = self.asked.iter();
        let asked: Vec<String> = asked
            .map(|followed| self.words.followed(*followed, self.place))
            .collect();
        let link = format!("{}{}", self.origin, links::follow_link(self.secret));
        let link = links::in_language(&link, self.words.code());
        let from = says.mail_from(self.origin);
        let body = if asked.is_empty() {
            Body {
                words: self.words,
                subject: says.mail_follow_again_subject(place),
                before: vec![says.mail_follow_again_lead()],
                link,
                button: says.mail_follow_again_button(),
                after: vec![from],
            }
        } else {
            let lead = says.mail_follow_lead(self.words.listed(&asked));
            Body {
                words: self.words,
                subject: says.mail_follow_subject(place),
                before: vec![lead, says.mail_follow_how()],
                link,
                button: says.mail_follow_button(),
                after: vec![says.mail_follow_not_you(), from],
            }
        };
        body.write()
    }
}

/// Why a mail to somebody who follows something goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// Something happened.
    News,
    /// A meeting is so many days away.
    Reminder {
        /// How many.
        days: i64,
    },
    /// A week is over.
    Week,
}

/// What happened to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// It was announced.
    Announced,
    /// It was moved, from a time where that is known.
    Moved(Option<When>),
    /// It was called off.
    Off,
}

/// A meeting as it is now. A text that was taken back is empty.
#[derive(Debug, Clone)]
pub struct Meeting<'a> {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: &'a str,
    /// What happened to it.
    pub happened: Happened,
    /// When it starts and ends.
    pub times: [Option<When>; 2],
    /// How people can take part, each with the address of the room where it is one.
    pub ways: Vec<(Means, &'a str)>,
    /// What it is for.
    pub purpose: &'a str,
    /// Why it was moved or called off.
    pub why: &'a str,
}

/// A mail to somebody who follows something.
#[derive(Debug, Clone, Copy)]
pub struct ToldMail<'a> {
    /// The words of its language.
    pub words: &'a Words,
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: &'a str,
    /// The area in addresses.
    pub area: &'a str,
    /// The area in words.
    pub place: &'a str,
    /// The zone of its days.
    pub zone: &'a TimeZone,
    /// Why it goes out.
    pub occasion: Occasion,
    /// The meetings, at least one.
    pub meetings: &'a [Meeting<'a>],
    /// The secret of the link with which what they are told is changed or ended.
    pub secret: &'a str,
}

impl ToldMail<'_> {
    /// The mail.
    pub fn render(&self) -> Result<Mail, crate::Error> {
        let says = self.words.says();
        let meetings: Vec<Section> = self.meetings.iter().map(|one| self.section(one)).collect();
        let change = self.whole(&links::follow_link(self.secret));
        let end = self.whole(&links::follow_ending(self.secret));
        let because = says.mail_told_because(isolated(self.place));
        let from = says.mail_from(self.origin);
        let mut lines = Vec::new();
        for meeting in &meetings {
            lines.extend(meeting.lines());
        }
        lines.extend([
            because.clone(),
            format!("{}:\n{change}", says.mail_told_change()),
            format!("{}:\n{end}", says.mail_told_end()),
            from.clone(),
        ]);
        let html = View {
            words: self.words,
            subject: self.subject(),
            meetings,
            because,
            change,
            end,
            from,
        };
        let plain = |text| self.words.without_needless_isolation(text);
        Ok(Mail {
            subject: plain(self.subject()),
            text: plain(without_control_characters(format!(
                "{}\n",
                lines.join("\n\n")
            ))),
            html: plain(without_control_characters(html.render()?)),
        })
    }

    fn whole(&self, path: &str) -> String {
        links::in_language(&format!("{}{path}", self.origin), self.words.code())
    }

    fn subject(&self) -> String {
        let says = self.words.says();
        let first = self.meetings.first();
        let title = isolated(first.map_or("", |meeting| meeting.title));
        match (self.occasion, first.map(|meeting| meeting.happened)) {
            (Occasion::Week, _) | (_, None) => says.mail_week(isolated(self.place)),
            (Occasion::Reminder { days: 1 }, _) => says.mail_reminder_day(title),
            (Occasion::Reminder { .. }, _) => says.mail_reminder_week(title),
            (Occasion::News, Some(Happened::Announced)) => says.mail_news_announced(title),
            (Occasion::News, Some(Happened::Moved(_))) => says.mail_news_moved(title),
            (Occasion::News, Some(Happened::Off)) => says.mail_news_off(title),
        }
    }

    fn section(&self, meeting: &Meeting<'_>) -> Section {
        let says = self.words.says();
        let mut lines = Vec::new();
        match (self.occasion, meeting.happened) {
            (Occasion::Reminder { .. }, _) => {}
            (_, Happened::Announced) => lines.push(says.mail_told_announced()),
            (_, Happened::Moved(None)) => lines.push(says.mail_told_moved()),
            (_, Happened::Moved(Some(was))) => {
                lines.push(says.mail_told_was(self.words.moment(was, self.zone)));
            }
            (_, Happened::Off) => lines.push(says.mail_told_off()),
        }
        let is_off = meeting.happened == Happened::Off;
        if let Some(when) = self.when(meeting.times) {
            lines.push(if is_off {
                says.mail_told_was_planned(when)
            } else {
                says.mail_told_when(when)
            });
        }
        if !meeting.why.is_empty() {
            lines.push(says.mail_told_why(isolated(meeting.why)));
        }
        if !is_off {
            let ways: Vec<String> = meeting.ways.iter().map(|way| self.way(*way)).collect();
            if !ways.is_empty() {
                lines.push(says.mail_told_how(self.words.listed(&ways)));
            }
            if !meeting.purpose.is_empty() {
                lines.push(says.mail_told_purpose(isolated(meeting.purpose)));
            }
        }
        let kind = Kind::Meeting;
        let page = links::subject(self.area, kind, &meeting.id, &Query::new());
        let mut ways_on = Vec::new();
        if !is_off {
            let come = links::reply(self.area, &meeting.id);
            ways_on.push((says.reply_invite_come(), self.whole(&come)));
            let cannot = links::cannot_come(self.area, &meeting.id);
            ways_on.push((says.reply_invite_cannot(), self.whole(&cannot)));
        }
        ways_on.push((says.mail_told_more(), self.whole(&page)));
        let calendar = links::subject_ics(self.area, kind, &meeting.id);
        let title = match meeting.title {
            "" => meeting.id.clone(),
            title => title.to_owned(),
        };
        Section {
            title,
            lines,
            ways_on: ways_on
                .into_iter()
                .chain([(says.mail_told_calendar(), self.whole(&calendar))])
                .collect(),
        }
    }

    fn when(&self, [starts, ends]: [Option<When>; 2]) -> Option<String> {
        let starts = starts?;
        let from = self.words.moment(starts, self.zone);
        let Some(ends) = ends else {
            return Some(from);
        };
        let until = match ends {
            When::At(at) if ends.day(self.zone) == starts.day(self.zone) => {
                self.words.hour(self.zone.to_datetime(at))
            }
            ends => self.words.moment(ends, self.zone),
        };
        Some(self.words.says().mail_told_from_until(from, until))
    }

    fn way(&self, (means, place): (Means, &str)) -> String {
        let says = self.words.says();
        let how = match means {
            Means::Venue => says.told_venue(),
            Means::Online => says.told_online(),
            Means::Phone => says.told_phone(),
        };
        if place.is_empty() {
            how
        } else {
            format!("{how} ({})", isolated(place))
        }
    }
}

/// One meeting of a mail.
struct Section {
    title: String,
    lines: Vec<String>,
    /// Links, each with what it leads to.
    ways_on: Vec<(String, String)>,
}

impl Section {
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.title.clone()];
        lines.extend(self.lines.iter().cloned());
        let ways_on = self.ways_on.iter();
        lines.extend(ways_on.map(|(says, link)| format!("{says}:\n{link}")));
        lines
    }
}

#[derive(Template)]
#[template(path = "mail/told.html")]
struct View<'a> {
    words: &'a Words,
    subject: String,
    meetings: Vec<Section>,
    because: String,
    change: String,
    end: String,
    from: String,
}
