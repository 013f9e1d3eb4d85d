//! Letters: what goes to one person by mail, or by text message.
//!
//! What is to be sent is a job of kind [`KIND`], whose payload names what it is about and nobody. The letter itself is
//! put together when the job runs, so that no secret rests in the queue and who left meanwhile is not written to.

use alongside_domain::act::SubjectId;
use alongside_domain::follow::{FollowerId, NewsId, Recipient};
use alongside_domain::sign_in::{Link, SecretHash};
use alongside_domain::{AreaSlug, HeldIn, Instant, Invitation, InvitationId, Role};
use alongside_store::replies::ReplyId;
use alongside_store::sign_in_links::{self, LinkId};
use alongside_store::{Snapshot, Transaction, areas, invitations, jobs, people, record};
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::failure::Failure;

mod meeting;
mod reply;
mod told;

pub use meeting::{Happened, Meeting};
pub use reply::{Coming, News};
pub(crate) use told::followed;
pub use told::{Followed, Told, What};

/// The kind of these jobs.
pub const KIND: &str = "mail";

/// How often a letter is tried, over about half a day.
pub(crate) const ATTEMPTS: u32 = 8;

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
    /// What there is to tell of the meeting to somebody who would like to come.
    ReplyNews(ReplyId, News),
    /// What somebody wants to follow, or follows: they are asked whether it was them, and given a link.
    Follow(FollowerId),
    /// Something that happened.
    News {
        /// What.
        news: NewsId,
        /// Who is told.
        to: FollowerId,
    },
    /// A meeting that is near.
    Reminder {
        /// Which.
        subject: SubjectId,
        /// When it was to be when this was asked for.
        starts: Instant,
        /// How many days before.
        days: i64,
        /// Who is reminded.
        to: FollowerId,
    },
    /// What happened after one instant and no later than another.
    Week {
        /// Who is told.
        to: FollowerId,
        /// After when.
        after: Instant,
        /// Until when.
        until: Instant,
    },
    /// Nothing: somebody asked for a link whose address is not known. The job is there so that asking takes as long.
    Nothing,
}

/// A letter, to be put in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub to: Recipient,
    /// In which language, by its code.
    pub language: String,
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
    /// What they are told because they follow it.
    Told(Box<Told>),
}

/// The language of letters to those who never chose one.
const USUAL_LANGUAGE: &str = "en";

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

/// The same, unless a letter was asked for with this key before.
pub(crate) fn enqueue_once(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    about: About,
    key: &str,
) -> Result<(), Failure> {
    let payload = serde_json::to_string(&about).unwrap_or_default();
    let ask = jobs::Ask {
        key: Some(key),
        ..call.job(KIND, &payload, ATTEMPTS)
    };
    jobs::enqueue(tx, &ask)?;
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
        About::Reply(id) => reply::letter(tx, call, id, None),
        About::ReplyNews(id, news) => reply::letter(tx, call, id, Some(news)),
        About::Follow(to) => told::follow(tx, call, to),
        About::News { news, to } => told::news(tx, call, news, to),
        About::Reminder {
            subject,
            starts,
            days,
            to,
        } => told::reminder(tx, call, (subject, starts, days), to),
        About::Week { to, after, until } => told::week(tx, call, to, (after, until)),
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
        to: Recipient::Mail(person.email),
        language: USUAL_LANGUAGE.to_owned(),
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
        to: Recipient::Mail(sent.email),
        language: USUAL_LANGUAGE.to_owned(),
        says: Says::Invitation {
            role: invitation.role,
            place,
            until: invitation.sent.plus_micros(Invitation::LIFE),
        },
    }))
}

/// A meeting as it is now, for somebody who was told of it; nothing where it was struck out.
pub(crate) fn meeting_now(
    snapshot: &mut Snapshot<'_>,
    area: &AreaSlug,
    id: SubjectId,
) -> Result<Option<Meeting>, Failure> {
    let found = meeting::find(snapshot, area, id, Happened::Announced)?;
    Ok(found.map(|found| found.meeting))
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
