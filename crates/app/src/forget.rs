//! What need not be kept is forgotten.

use alongside_domain::follow::{LINK_LIFE, TO_CONFIRM};
use alongside_domain::sign_in::{Link, SessionLimits};
use alongside_domain::{Instant, Invitation};
use alongside_store::{
    Transaction, followers, invitations, jobs, news, passkeys, rates, replies, sessions,
    sign_in_links,
};

use crate::call::Call;
use crate::failure::Failure;

/// A day in microseconds.
const DAY: i64 = 24 * 3_600 * 1_000_000;

/// How long an invitation that lapsed is kept, so that whoever asks what became of it is told.
const LAPSED: i64 = 30 * DAY;

/// What happened is kept for the weekly letters; after so long nobody is told of it.
const NEWS: i64 = 60 * DAY;

/// Forgets links that no longer work, sessions that are over by age, questions to passkeys, invitations that lapsed a
/// month ago, accepted or not, tries that are there again, who replied to a meeting that was a while ago, wishes to be
/// told that nobody confirmed within a day, news of two months ago, and jobs done a week ago.
pub fn forget(tx: &mut Transaction<'_>, call: &Call<'_>) -> Result<(), Failure> {
    let ago = |micros: i64| -> Instant { call.now.plus_micros(-micros) };
    sign_in_links::forget(tx, ago(Link::LIFE + DAY))?;
    passkeys::forget(tx, ago(Link::LIFE))?;
    sessions::forget(tx, ago(SessionLimits::AT_HOME.absolute))?;
    invitations::forget(tx, ago(Invitation::LIFE + LAPSED))?;
    replies::forget(tx, call.now)?;
    rates::forget(tx, call.now)?;
    followers::forget(tx, ago(TO_CONFIRM), ago(LINK_LIFE))?;
    news::forget(tx, ago(NEWS))?;
    jobs::forget(tx, ago(7 * DAY).timestamp())?;
    Ok(())
}
