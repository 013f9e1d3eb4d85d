//! Letters to those who follow something. Each holds a link of its own, with which what they are told can be changed
//! or ended.

use std::collections::BTreeMap;

use alongside_charter::When;
use alongside_domain::act::SubjectId;
use alongside_domain::follow::{Follow, FollowerId, NewsId, Pace, Recipient, Target};
use alongside_domain::sign_in::SecretHash;
use alongside_domain::{AreaSlug, Instant};
use alongside_store::followers::{self, Known};
use alongside_store::news::{self, Kind};
use alongside_store::{Snapshot, Transaction, areas};
use jiff::tz::TimeZone;

use super::meeting::{Found, Happened, Meeting, find};
use super::{Letter, Says};
use crate::area::zone_at;
use crate::call::Call;
use crate::failure::Failure;
use crate::follow::Secret;
use crate::reply;

/// What somebody is told because they follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The area, and what it is called.
    pub area: AreaSlug,
    /// What it is called.
    pub name: String,
    /// The zone in which its days are meant.
    pub zone: TimeZone,
    /// The secret in the address with which they change or end it.
    pub secret: Secret,
    /// What they are told.
    pub what: What,
}

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// What they asked to follow and did not confirm yet; where there is nothing, that they may change what they
    /// follow.
    Follow(Vec<Followed>),
    /// What happened to one meeting, at its one time or several.
    News(Vec<Meeting>),
    /// That a meeting is so many days away.
    Reminder(Meeting, i64),
    /// What there was in a week.
    Week(Vec<Meeting>),
}

impl What {
    /// The meeting that it is about, where it is one.
    fn meeting(&self) -> Option<SubjectId> {
        match self {
            Self::News(meetings) => meetings.first().map(|meeting| meeting.id),
            Self::Reminder(meeting, _) => Some(meeting.id),
            Self::Follow(_) | Self::Week(_) => None,
        }
    }
}

/// Something that is followed, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Followed {
    /// Everything in the area.
    Area,
    /// What a body of this name does.
    Body(String),
    /// A meeting of this title; empty where it was taken back.
    Meeting(String),
}

/// Something that is followed, in words.
pub(crate) fn followed(
    snapshot: &mut Snapshot<'_>,
    area: &AreaSlug,
    target: &Target,
) -> Result<Followed, Failure> {
    Ok(match target {
        Target::Area => Followed::Area,
        Target::Body(name) => Followed::Body(name.clone()),
        Target::Meeting(id) => {
            let found = find(snapshot, area, *id, Happened::Announced)?;
            Followed::Meeting(found.map(|found| found.meeting.title).unwrap_or_default())
        }
    })
}

pub(super) fn follow(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    to: FollowerId,
) -> Result<Option<Letter>, Failure> {
    let Some(known) = followers::find(tx, to)? else {
        return Ok(None);
    };
    let mut asked = Vec::new();
    for follow in followers::follows(tx, to)? {
        if follow.confirmed.is_none() {
            asked.push(followed(tx, &known.area, &follow.target)?);
        }
    }
    letter(tx, call, known, What::Follow(asked))
}

pub(super) fn news(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    id: NewsId,
    to: FollowerId,
) -> Result<Option<Letter>, Failure> {
    let (Some(news), Some(known)) = (news::find(tx, id)?, followers::find(tx, to)?) else {
        return Ok(None);
    };
    // Whoever would like to come has a letter of their own about what was changed, with more in it.
    let is_change = news.kind != Kind::Announced;
    if is_change && wrote_to(tx, news.subject, &known.to, news.at)? {
        return Ok(None);
    }
    let mut meetings = Vec::new();
    let mut is_wanted = false;
    let follows = followers::follows(tx, to)?;
    let together = match news.kind {
        Kind::Announced => news::together(tx, &news)?,
        Kind::Moved | Kind::Off if news::is_latest(tx, &news)? => vec![news],
        // What happened since has a letter of its own.
        Kind::Moved | Kind::Off => Vec::new(),
    };
    for news in together {
        let happened = happened(news.kind, news.was);
        if let Some(found) = find(tx, &news.area, news.subject, happened)? {
            is_wanted |= follows.iter().any(|follow| hears(follow, &found));
            // That it is off has a letter of its own too, but the other times are told.
            if news.kind == Kind::Off || !found.meeting.is_off() {
                meetings.push(found.meeting);
            }
        }
    }
    if meetings.is_empty() || !is_wanted {
        return Ok(None);
    }
    letter(tx, call, known, What::News(meetings))
}

pub(super) fn reminder(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    (subject, starts, days): (SubjectId, Instant, i64),
    to: FollowerId,
) -> Result<Option<Letter>, Failure> {
    let Some(known) = followers::find(tx, to)? else {
        return Ok(None);
    };
    let Some(found) = find(tx, &known.area, subject, Happened::Announced)? else {
        return Ok(None);
    };
    let follows = followers::follows(tx, to)?;
    let target = Target::Meeting(found.whole);
    let is_wanted = follows
        .iter()
        .any(|follow| follow.target == target && follow.confirmed.is_some());
    let meeting = found.meeting;
    let is_so = !meeting.is_off() && meeting.starts() == Some(starts) && call.now < starts;
    if !is_wanted || !is_so {
        return Ok(None);
    }
    // Reminders of both kinds begin at the same instant, about now.
    if wrote_to(tx, subject, &known.to, call.now)? {
        return Ok(None);
    }
    letter(tx, call, known, What::Reminder(meeting, days))
}

pub(super) fn week(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    to: FollowerId,
    (after, until): (Instant, Instant),
) -> Result<Option<Letter>, Failure> {
    let Some(known) = followers::find(tx, to)? else {
        return Ok(None);
    };
    let follows = followers::follows(tx, to)?;
    // The last that happened to each meeting; but one that is new to them is new, and one that was never told of and
    // is off already is nothing to tell.
    let mut last: BTreeMap<SubjectId, (usize, Happened, Instant)> = BTreeMap::new();
    let mut new = Vec::new();
    for (place, news) in news::between(tx, &known.area, after, until)?
        .into_iter()
        .enumerate()
    {
        if news.kind == Kind::Announced {
            new.push(news.subject);
        }
        let happened = match happened(news.kind, news.was) {
            Happened::Moved(_) if new.contains(&news.subject) => Happened::Announced,
            happened => happened,
        };
        last.insert(news.subject, (place, happened, news.at));
    }
    let mut in_order: Vec<_> = last.into_iter().collect();
    in_order.sort_by_key(|(_, (place, ..))| *place);
    let mut meetings = Vec::new();
    for (subject, (_, happened, at)) in in_order {
        let Some(found) = find(tx, &known.area, subject, happened)? else {
            continue;
        };
        let heard = |pace| {
            let of = |follow: &&Follow| follow.pace == pace && hears(follow, &found);
            let mut by_then = follows.iter().filter(of);
            by_then.any(|follow| follow.confirmed.is_some_and(|confirmed| confirmed <= at))
        };
        if heard(Pace::Weekly)
            && !heard(Pace::Each)
            && !(found.meeting.is_off() && new.contains(&subject))
        {
            meetings.push(found.meeting);
        }
    }
    if meetings.is_empty() {
        return Ok(None);
    }
    letter(tx, call, known, What::Week(meetings))
}

/// Whether somebody who follows this hears of a meeting.
fn hears(follow: &Follow, found: &Found) -> bool {
    follow.confirmed.is_some()
        && match &follow.target {
            Target::Area => true,
            Target::Body(name) => *name == found.body,
            Target::Meeting(id) => *id == found.whole,
        }
}

fn happened(kind: Kind, was: Option<Instant>) -> Happened {
    match kind {
        Kind::Announced => Happened::Announced,
        Kind::Moved => Happened::Moved(was.map(|was| When::At(was.timestamp()))),
        Kind::Off => Happened::Off,
    }
}

/// Whether a letter of their own went there about a meeting, as to somebody who would like to come.
fn wrote_to(
    snapshot: &mut Snapshot<'_>,
    subject: SubjectId,
    to: &Recipient,
    since: Instant,
) -> Result<bool, Failure> {
    match to {
        Recipient::Mail(email) => reply::wrote_to(snapshot, subject, &email.key(), since),
        Recipient::Text(_) => Ok(false),
    }
}

/// The letter, with a new link.
fn letter(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    known: Known,
    what: What,
) -> Result<Option<Letter>, Failure> {
    let Some(area) = areas::find(tx, &known.area)? else {
        return Ok(None);
    };
    let zone = zone_at(tx, &known.area)?;
    let secret: Secret = call.draw();
    let about = what.meeting();
    followers::link(tx, known.id, SecretHash::of(&secret), call.now, about)?;
    Ok(Some(Letter {
        to: known.to,
        language: known.language,
        says: Says::Told(Box::new(Told {
            area: known.area,
            name: area.name,
            zone,
            secret,
            what,
        })),
    }))
}
