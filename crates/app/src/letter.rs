//! Letters: what goes to one person by mail.
//!
//! What is to be sent is a job of kind [`KIND`], whose payload names what it is about and nobody. The letter itself is
//! put together when the job runs, so that no secret rests in the queue and who left meanwhile is not written to.

use alongside_domain::act::{Means, SubjectId};
use alongside_domain::reply::{Standing, takes_a_place};
use alongside_domain::sign_in::{Link, SecretHash};
use alongside_domain::{AreaSlug, Email, HeldIn, Instant, Invitation, InvitationId, Role};
use alongside_store::replies::{self, ReplyId};
use alongside_store::sign_in_links::{self, LinkId};
use alongside_store::{Snapshot, Transaction, areas, invitations, jobs, people, places, record};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::area::zone;
use crate::call::Call;
use crate::failure::Failure;
use crate::reply::begins;

/// The kind of these jobs.
pub const KIND: &str = "mail";

/// How often a letter is tried, over about half a day.
const ATTEMPTS: u32 = 8;

/// What a letter is about: the payload of its job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// A link that was asked for.
    Link(LinkId),
    /// An invitation.
    Invitation(InvitationId),
    /// How it stands with somebody who would like to come to a meeting.
    Reply(ReplyId),
    /// Nothing: somebody asked for a link whose address is not known. The job is there so that asking takes as long.
    Nothing,
}

/// A letter, to be put in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub to: Email,
    /// In which language they read, where they chose one: a tag such as `en`.
    pub language: Option<String>,
    /// What it says.
    pub says: Says,
}

/// What a letter says.
#[derive(Clone, PartialEq, Eq)]
pub enum Says {
    /// A link that signs in.
    Link {
        /// The secret in its address.
        secret: [u8; 32],
    },
    /// An invitation to a role.
    Invitation {
        /// Which role.
        role: Role,
        /// In what: the name of an organisation or an area; nothing where it is the whole service.
        place: Option<String>,
        /// When it can no longer be accepted.
        until: Instant,
    },
    /// That somebody comes to a meeting, or waits for a place.
    Reply(Box<Coming>),
}

/// What somebody is told who would like to come to a meeting.
#[derive(Clone, PartialEq, Eq)]
pub struct Coming {
    /// How it stands with them.
    pub standing: Standing,
    /// The area's name in addresses.
    pub area: AreaSlug,
    /// Which meeting.
    pub subject: SubjectId,
    /// What it is called; empty where that was taken back.
    pub title: String,
    /// When it begins.
    pub starts: Instant,
    /// The zone in which its hours are meant.
    pub zone: TimeZone,
    /// How they take part.
    pub means: Option<Means>,
    /// The address of the room; empty where they do not come there.
    pub place: String,
    /// How to join by video or phone: empty where nobody said yet, nothing where they come to the room or wait.
    pub joining: Option<String>,
    /// The secret of the link with which they change it.
    pub secret: [u8; 32],
}

impl std::fmt::Debug for Says {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(what a letter says)")
    }
}

/// Asks for a letter to be sent.
pub(crate) fn enqueue(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    about: About,
) -> Result<(), Failure> {
    // Ids alone: it cannot fail to be written.
    let payload = serde_json::to_string(&about).unwrap_or_default();
    jobs::enqueue(tx, &call.job(KIND, &payload, ATTEMPTS))?;
    Ok(())
}

/// Puts a letter together; nothing where there is none to send any more. A link is given its secret here.
pub fn prepare(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    about: About,
) -> Result<Option<Letter>, Failure> {
    match about {
        About::Nothing => Ok(None),
        About::Link(id) => link(tx, call, id),
        About::Invitation(id) => invitation(tx, id),
        About::Reply(id) => reply(tx, call, id),
    }
}

fn link(tx: &mut Transaction<'_>, call: &Call<'_>, id: LinkId) -> Result<Option<Letter>, Failure> {
    let Some((person, asked)) = sign_in_links::asked_by(tx, id)? else {
        return Ok(None);
    };
    if call.now.micros_since(asked) >= Link::LIFE {
        return Ok(None);
    }
    let secret = call.draw();
    sign_in_links::set_secret(tx, id, SecretHash::of(&secret))?;
    let person = people::find(tx, person)?;
    Ok(person.map(|person| Letter {
        to: person.email,
        language: None,
        says: Says::Link { secret },
    }))
}

fn invitation(snapshot: &mut Snapshot<'_>, id: InvitationId) -> Result<Option<Letter>, Failure> {
    let Some(sent) = invitations::find(snapshot, id)? else {
        return Ok(None);
    };
    let invitation = sent.invitation;
    if invitation.taken_back.is_some() || invitation.accepted.is_some() {
        return Ok(None);
    }
    let place = name_of(snapshot, &invitation.held_in)?;
    Ok(Some(Letter {
        to: sent.email,
        language: None,
        says: Says::Invitation {
            role: invitation.role,
            place,
            until: invitation.sent.plus_micros(Invitation::LIFE),
        },
    }))
}

fn reply(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    id: ReplyId,
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
    let (Some(starts), Some(subject)) = (starts, state.subject(reply.subject)) else {
        return Ok(None);
    };
    let ways = state.known_subjects().get(&reply.subject);
    let ways = ways
        .and_then(|known| known.description.as_ref())
        .map(|of| of.ways.as_slice());
    let way = ways
        .unwrap_or_default()
        .iter()
        .find(|way| Some(way.means) == reply.means);
    let place = way.and_then(|way| state.words(way.place?).said());
    let joins = reply.standing == Standing::Coming && !reply.means.is_some_and(takes_a_place);
    let joining = places::find(tx, reply.subject)?.joining;
    let secret = call.draw();
    replies::link(tx, id, SecretHash::of(&secret))?;
    Ok(Some(Letter {
        to,
        language: Some(reply.language),
        says: Says::Reply(Box::new(Coming {
            standing: reply.standing,
            subject: reply.subject,
            title: subject.title,
            starts,
            zone: zone(tx, state)?,
            means: reply.means,
            place: place.unwrap_or_default().to_owned(),
            joining: joins.then_some(joining),
            secret,
            area: reply.area,
        })),
    }))
}

/// What the place is called in which a role is held.
pub fn name_of(snapshot: &mut Snapshot<'_>, held_in: &HeldIn) -> Result<Option<String>, Failure> {
    Ok(match held_in {
        HeldIn::Instance => None,
        HeldIn::Area(area) => areas::find(snapshot, area)?.map(|found| found.name),
        HeldIn::Organisation(controller) => {
            let known = record::load(snapshot, &controller.area, record::Of::Subjects(&[]))?;
            known.and_then(|known| {
                let found = known.state.organisations().get(&controller.organisation)?;
                known.state.words(found.name).said().map(ToOwned::to_owned)
            })
        }
    })
}
