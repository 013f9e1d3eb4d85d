//! The letter to somebody who would like to come to a meeting: how it stands with them, or what there is to tell.

use alongside_charter::{Fact, Kind, When, fact};
use alongside_domain::AreaSlug;
use alongside_domain::act::{Means, SubjectId};
use alongside_domain::follow::Recipient;
use alongside_domain::reply::{Standing, takes_a_place};
use alongside_domain::sign_in::SecretHash;
use alongside_store::replies::{self, ReplyId};
use alongside_store::{Transaction, outbox, places, record};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{Letter, Says};
use crate::area::{Entry, zone};
use crate::call::Call;
use crate::failure::Failure;
use crate::reply::begins;

/// What there is to tell of a meeting to those who would like to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum News {
    /// It has another time.
    Moved,
    /// It was called off.
    Off,
    /// It is near.
    Soon,
}

/// What somebody is told who would like to come to a meeting.
#[derive(Clone, PartialEq, Eq)]
pub struct Coming {
    /// How it stands with them.
    pub standing: Standing,
    /// What there is to tell; nothing where it is how it stands with them.
    pub news: Option<News>,
    /// The area's name in addresses.
    pub area: AreaSlug,
    /// Which meeting.
    pub subject: SubjectId,
    /// What it is called; empty where that was taken back.
    pub title: String,
    /// Who organises it.
    pub organiser: String,
    /// What it is.
    pub kind: Kind,
    /// When it begins.
    pub starts: When,
    /// When it ends, where that is known.
    pub ends: Option<When>,
    /// The zone in which its hours are meant.
    pub zone: TimeZone,
    /// How they take part.
    pub means: Option<Means>,
    /// The address of the room; empty where they do not come there.
    pub place: String,
    /// How to join by video or phone: empty where nobody said yet, nothing where they come to the room or wait.
    pub joining: Option<String>,
    /// What a calendar says of it.
    pub entry: Entry,
    /// When what is known of it changed last.
    pub changed: Timestamp,
    /// The secret of the link with which they change it.
    pub secret: [u8; 32],
}

pub(super) fn letter(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    id: ReplyId,
    news: Option<News>,
) -> Result<Option<Letter>, Failure> {
    let found = replies::find(tx, id)?.filter(|reply| reply.standing.wants_to_come());
    let Some(reply) = found else { return Ok(None) };
    let email = reply.attendee.and_then(|attendee| attendee.email);
    let known = record::load(tx, &reply.area, record::Of::Subjects(&[reply.subject]))?;
    let (Some(to), Some(known)) = (email, known) else {
        return Ok(None);
    };
    let state = &known.state;
    let starts = begins(state, reply.subject).filter(|starts| *starts > call.now);
    let told = state.known_subjects().get(&reply.subject);
    let (Some(starts), Some(subject), Some(told)) = (starts, state.subject(reply.subject), told)
    else {
        return Ok(None);
    };
    // Of what is called off nothing else is told any more, whatever was to be told before.
    let is_off = subject.fact(fact::CANCELLED).is_some();
    if is_off != (news == Some(News::Off)) {
        return Ok(None);
    }
    let entry = Entry::new(told, state);
    let mut ways = entry.ways.iter();
    let way = ways.find(|(means, _)| Some(*means) == reply.means);
    let place = way.and_then(|(_, place)| place.clone());
    let joins = reply.standing == Standing::Coming && !reply.means.is_some_and(takes_a_place);
    let joining = places::find(tx, reply.subject)?.joining;
    let secret = call.draw();
    replies::link(tx, id, SecretHash::of(&secret))?;
    let acts = outbox::about(tx, &subject.id)?;
    let changed = acts.last().map(|act| act.at);
    Ok(Some(Letter {
        to: Recipient::Mail(to),
        language: reply.language,
        says: Says::Reply(Box::new(Coming {
            standing: reply.standing,
            news,
            subject: reply.subject,
            organiser: subject.organiser.clone(),
            ends: subject.fact(fact::ENDS).and_then(Fact::when),
            kind: subject.kind,
            starts: When::At(starts.timestamp()),
            zone: zone(tx, state)?,
            means: reply.means,
            place: place.unwrap_or_default(),
            joining: joins.then_some(joining),
            entry,
            changed: changed.unwrap_or_else(|| call.now.timestamp()),
            secret,
            area: reply.area,
            title: subject.title,
        })),
    }))
}
