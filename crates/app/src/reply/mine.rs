//! What somebody with an account said of the meetings to come.

use alongside_charter::When;
use alongside_domain::{Instant, PersonId};
use alongside_store::Snapshot;
use alongside_store::record::{self, Of};
use alongside_store::replies::{self, Reply};
use jiff::tz::TimeZone;

use super::{begins, takes_replies};
use crate::area::zone;
use crate::failure::Failure;

/// A meeting to come that somebody with an account replied to.
#[derive(Debug, Clone)]
pub struct Mine {
    /// What they said.
    pub reply: Reply,
    /// What the meeting is called.
    pub title: String,
    /// When it begins.
    pub starts: When,
    /// The zone in which its hours are meant.
    pub zone: TimeZone,
}

/// The meetings to come that somebody replied to, soonest first.
pub fn mine(
    snapshot: &mut Snapshot<'_>,
    person: PersonId,
    now: Instant,
) -> Result<Vec<Mine>, Failure> {
    let mut mine = Vec::new();
    for reply in replies::by(snapshot, person)? {
        let Some(known) = record::load(snapshot, &reply.area, Of::Subjects(&[reply.subject]))?
        else {
            continue;
        };
        let starts = begins(&known.state, reply.subject).filter(|starts| *starts > now);
        let told = known.state.known_subjects().get(&reply.subject);
        let subject = known.state.subject(reply.subject);
        if let (Some(starts), Some(subject), true) =
            (starts, subject, told.is_some_and(takes_replies))
        {
            let zone = zone(snapshot, &known.state)?;
            let found = Mine {
                title: subject.title,
                starts: When::At(starts.timestamp()),
                zone,
                reply,
            };
            mine.push((starts, found));
        }
    }
    mine.sort_by_key(|(starts, _)| *starts);
    Ok(mine.into_iter().map(|(_, found)| found).collect())
}
