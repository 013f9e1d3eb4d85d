//! Your page: what is known of you, what you do where, and where you are signed in.

use std::borrow::Borrow;

use alongside_charter::When;
use alongside_domain::Role;
use alongside_domain::follow::Pace;
use alongside_domain::reply::Standing;
use askama::Template;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::form::{Field, Typed, errors};
use crate::links;
use crate::mail::Followed;
use crate::markup::without_control_characters;
use crate::public::Shell;
use crate::words::isolated;

/// What somebody does, and where.
#[derive(Debug, Clone, Copy)]
pub struct RoleHeld<'a> {
    /// What they do.
    pub role: Role,
    /// In which organisation or area; empty for the whole service.
    pub place: &'a str,
    /// The area's name in addresses; empty where the role is not held in one.
    pub area: &'a str,
    /// Whether the role leads to the area's desk, or to the operator's page.
    pub has_desk: bool,
}

/// An invitation that waits.
#[derive(Debug, Clone, Copy)]
pub struct Waiting<'a> {
    /// Its id.
    pub id: &'a str,
    /// What they are asked to do.
    pub role: Role,
    /// In which organisation or area; empty for the whole service.
    pub place: &'a str,
    /// The last day on which it can be accepted.
    pub until: Date,
}

/// A browser in which somebody is signed in.
#[derive(Debug, Clone, Copy)]
pub struct SessionRow<'a> {
    /// Its id.
    pub id: &'a str,
    /// What the browser calls itself, in short; empty where not known.
    pub browser: &'a str,
    /// When they signed in.
    pub began: Date,
    /// When it was used last.
    pub seen: Date,
    /// Whether it is the one that reads this.
    pub is_this: bool,
}

/// A passkey.
#[derive(Debug, Clone, Copy)]
pub struct PasskeyRow<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called; empty where it has no name.
    pub name: &'a str,
    /// When it was added.
    pub added: Date,
    /// When it was used last.
    pub used: Option<Date>,
}

/// A meeting to come that somebody replied to.
#[derive(Debug, Clone, Copy)]
pub struct MyMeeting<'a> {
    /// The area's name in addresses.
    pub area: &'a str,
    /// The meeting's id.
    pub id: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// When it begins.
    pub starts: When,
    /// The zone in which its hours are meant.
    pub zone: &'a TimeZone,
    /// How it stands with them.
    pub standing: Standing,
}

/// What somebody follows in an area.
#[derive(Debug, Clone, Copy)]
pub struct MyFollowing<'a> {
    /// The area's name in addresses.
    pub area: &'a str,
    /// What people call the area.
    pub place: &'a str,
    /// What is followed, and how often they are told.
    pub follows: &'a [(Followed<'a>, Pace)],
}

/// Your page.
#[derive(Debug, Clone, Copy)]
pub struct Me<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// What they are called; empty where they have not said.
    pub name: Typed<'a>,
    /// Their mail address.
    pub email: &'a str,
    /// What they do.
    pub roles: &'a [RoleHeld<'a>],
    /// What they are asked to do.
    pub invitations: &'a [Waiting<'a>],
    /// The meetings to come that they replied to.
    pub meetings: &'a [MyMeeting<'a>],
    /// What they follow, area by area.
    pub following: &'a [MyFollowing<'a>],
    /// Where they are signed in.
    pub sessions: &'a [SessionRow<'a>],
    /// Their passkeys.
    pub passkeys: &'a [PasskeyRow<'a>],
}

impl Me<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let t = self.shell.t();
        let page = View {
            shell: self.shell,
            page: self,
            field: Field::new("name", t.me_name(), t.me_name_hint(), self.name),
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "own/me.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p Me<'p>,
    field: Field,
}

impl View<'_> {
    fn when(&self, meeting: &MyMeeting<'_>) -> String {
        self.shell.words.moment(meeting.starts, meeting.zone)
    }

    fn reply(meeting: &MyMeeting<'_>) -> String {
        links::reply(meeting.area, meeting.id)
    }

    fn stands(&self, meeting: &MyMeeting<'_>) -> String {
        let t = self.shell.t();
        match meeting.standing {
            Standing::Coming => t.reply_stands_coming(),
            Standing::Waiting => t.reply_stands_waiting(),
            Standing::Declined => t.reply_stands_declined(),
            Standing::Withdrawn => t.reply_stands_withdrawn(),
        }
    }

    fn followed(&self, following: &MyFollowing<'_>, (what, pace): &(Followed<'_>, Pace)) -> String {
        let t = self.shell.t();
        let what = self.shell.words.followed(*what, following.place);
        match pace {
            Pace::Each => t.me_follows_each(what),
            Pace::Weekly => t.me_follows_weekly(what),
        }
    }

    fn errors(&self) -> Vec<[&str; 3]> {
        errors([self.field.told()])
    }

    fn role_in(&self, role: impl Borrow<Role>, place: &str) -> String {
        self.shell.words.role_in(*role.borrow(), place)
    }

    fn browser(&self, session: &SessionRow<'_>) -> String {
        if session.browser.is_empty() {
            self.shell.t().me_session_unknown()
        } else {
            isolated(session.browser)
        }
    }

    fn passkey(&self, passkey: &PasskeyRow<'_>) -> String {
        if passkey.name.is_empty() {
            self.shell.t().me_passkey_unnamed()
        } else {
            isolated(passkey.name)
        }
    }

    fn passkey_use(&self, passkey: &PasskeyRow<'_>) -> String {
        let t = self.shell.t();
        passkey.used.map_or_else(
            || t.me_passkey_unused(),
            |day| t.me_passkey_used(self.shell.day(day)),
        )
    }
}
