//! Somebody's own calendar: the meetings they come to, and those of what they follow, at a secret address.
//!
//! Whoever has the address reads the calendar, as a phone does that knows no password. So it shows nothing but what
//! is public of each meeting; and whoever made the address can make another, after which the first opens nothing.

use std::collections::{BTreeMap, BTreeSet};

use alongside_domain::act::SubjectId;
use alongside_domain::follow::Target;
use alongside_domain::reply::Standing;
use alongside_domain::sign_in::SecretHash;
use alongside_domain::{AreaSlug, PersonId};
use alongside_store::{Snapshot, Transaction, calendars, followers, people, replies};

use crate::area::Area;
use crate::call::Call;
use crate::failure::Failure;

/// What somebody's calendar shows of an area.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The meetings that they come to.
    pub coming: BTreeSet<SubjectId>,
    /// What they follow.
    pub follows: BTreeSet<Target>,
}

impl Wanted {
    /// Whether a meeting belongs to it, of a body that may be empty.
    pub fn takes(&self, area: &Area, id: SubjectId, body: &str) -> bool {
        let whole = area.whole(id);
        self.coming.contains(&id)
            || self.follows.iter().any(|target| match target {
                Target::Area => true,
                Target::Body(name) => name == body,
                Target::Meeting(followed) => *followed == whole,
            })
    }
}

/// Makes the address of somebody's calendar, in place of the one before. The secret is given out this once.
pub fn make(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    person: PersonId,
) -> Result<[u8; 32], Failure> {
    let secret: [u8; 32] = call.draw();
    calendars::make(tx, person, SecretHash::of(&secret), call.now)?;
    Ok(secret)
}

/// Takes the address away; there may be none.
pub fn end(tx: &mut Transaction<'_>, person: PersonId) -> Result<(), Failure> {
    calendars::remove(tx, person)?;
    Ok(())
}

/// What the calendar at an address shows, by area; nothing where there is no such calendar.
pub fn open(
    snapshot: &mut Snapshot<'_>,
    secret: &[u8],
) -> Result<Option<BTreeMap<AreaSlug, Wanted>>, Failure> {
    let Some(whose) = calendars::whose(snapshot, SecretHash::of(secret))? else {
        return Ok(None);
    };
    let mut wanted: BTreeMap<AreaSlug, Wanted> = BTreeMap::new();
    for reply in replies::by(snapshot, whose)? {
        if reply.standing == Standing::Coming {
            let of = wanted.entry(reply.area).or_default();
            of.coming.insert(reply.subject);
        }
    }
    let person = people::find(snapshot, whose)?.ok_or(Failure::NotFound)?;
    for known in followers::with_address(snapshot, &person.email.key())? {
        for follow in followers::follows(snapshot, known.id)? {
            if follow.confirmed.is_some() {
                let of = wanted.entry(known.area.clone()).or_default();
                of.follows.insert(follow.target);
            }
        }
    }
    Ok(Some(wanted))
}
