//! How an area's log goes on: acts that wait get their places, and what was not published yet is signed.
//!
//! There are three durable steps, each a transaction of its own, and any process may take any of them at any time. Where
//! one ends between two steps, whoever sequences next simply begins at the first: what was done is found done.

use alongside_tlog::{Handover, KeyName, NotAKey, NotANote, Published, Refused, SigningKey};
use jiff::{SignedDuration, Timestamp};

use super::{
    begin, beginning, entries, find, is_handed_over, keep_handover, key_of, publish, published,
};
use crate::outbox;
use crate::sql::{Database, Error};

/// A log begins by itself only where the record is as young as this. Anything older had one once, or belongs to another
/// database: then an operator says so by name.
const YOUNG: SignedDuration = SignedDuration::from_hours(24);

/// Who signs the logs of an instance.
#[derive(Debug, Clone)]
pub struct Signer {
    /// How the names of its logs begin: the address of the service without its beginning, such as `example.org`.
    pub host: String,
    /// The key of the instance, under any name.
    pub key: SigningKey,
}

/// How far a round came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// How many entries the log has now.
    pub size: u64,
    /// Whether there may be more to do at once.
    pub is_more: bool,
}

/// Why a log does not go on.
#[derive(Debug, thiserror::Error)]
pub enum Unsequenced {
    /// The database refused.
    #[error("the log could not be read or kept")]
    Store(#[from] Error),
    /// Going on would fork the log, or sign what is not so.
    #[error("{0}")]
    Refused(#[from] Refused),
    /// The name of the log does not fit a key or a note.
    #[error("`{0}` cannot be the name of a log: {1}")]
    Name(String, NotAKey),
    /// The first checkpoint or a hand-over cannot be written.
    #[error("{0}")]
    Note(#[from] NotANote),
    /// There are places, but no log.
    #[error(
        "acts of this area have places in a log that this database does not have: the log was lost, or this is a copy of a part. A second log is not begun; restore the whole database"
    )]
    Lost,
    /// A backup was restored.
    #[error(
        "a backup was restored, and more may have been published since than it holds; an operator looks, and says that the log may go on"
    )]
    Paused,
    /// Nobody said that a log should begin here.
    #[error(
        "this area is older than a day and has no log yet; if it never had one anywhere, an operator begins it by name"
    )]
    Unnamed,
    /// There is no log to hand over, or none to begin.
    #[error("this area has no log")]
    NoLog,
    /// There is one already.
    #[error("this area has a log already: `{0}`")]
    Begun(String),
}

/// A durable step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Begin,
    Enter,
    Publish,
}

/// When something can go wrong at a step: before it, in its transaction, or after it was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Before,
    Within,
    After,
}

/// Lets a step go on, or has it fail, which only tests do.
pub(super) type Fate<'f> = &'f dyn Fn(Step, Moment) -> Result<(), Error>;

impl Signer {
    /// The name of the log of an area: the address under which it is served, without `https://`.
    pub fn origin(&self, area: &str) -> String {
        format!("{}/{area}/record", self.host)
    }

    /// The key under the name of an area's log.
    pub fn key(&self, area: &str) -> Result<SigningKey, Unsequenced> {
        let origin = self.origin(area);
        let name =
            KeyName::new(origin.as_str()).map_err(|error| Unsequenced::Name(origin, error))?;
        Ok(self.key.named(name))
    }
}

/// One round for an area: up to so many waiting acts get places, and up to as many entries are published.
pub fn sequence(
    database: &Database,
    area: &str,
    signer: &Signer,
    now: Timestamp,
    limit: u32,
) -> Result<Round, Unsequenced> {
    round(database, area, signer, now, limit, &|_, _| Ok(()))
}

pub(super) fn round(
    database: &Database,
    area: &str,
    signer: &Signer,
    now: Timestamp,
    limit: u32,
    fate: Fate<'_>,
) -> Result<Round, Unsequenced> {
    let (origin, key) = (signer.origin(area), signer.key(area)?);
    let log = database.read(|snapshot| find(snapshot, area))?;
    if log.as_ref().is_some_and(|log| log.is_paused) {
        return Err(Unsequenced::Paused);
    }
    if log.is_none() {
        durable(fate, Step::Begin, |within| {
            database.write(|tx| {
                // Somebody may have begun it since we looked.
                if find(tx, area)?.is_none() {
                    may_begin(beginning(tx, area)?, Some(now))?;
                    begin(tx, area, &Published::begin(&origin, &key)?)?;
                }
                within().map_err(Unsequenced::from)
            })
        })?;
    }
    // A crash here leaves a log of no entries, signed. That is true whoever has seen it, and the next round goes on from
    // it under the same name: from now on no other name or key is accepted for this area.

    let entered = durable(fate, Step::Enter, |within| {
        database.write(|tx| {
            let entered = outbox::enter(tx, area, limit)?;
            within()?;
            Ok::<_, Unsequenced>(entered.len())
        })
    })?;
    // A crash here leaves acts with places beyond the checkpoint. Their order is fixed before anything is signed, so
    // whoever sequences next can only sign this order, and two who do so at once sign the same. Nobody has to tidy up.

    let (before, waiting) = database.read(|snapshot| {
        let before = published(snapshot, area)?.ok_or(Unsequenced::NoLog)?;
        let waiting = entries(snapshot, area, before.edge.size(), limit)?;
        Ok::<_, Unsequenced>((before, waiting))
    })?;
    let (checkpoint, size) = (before.checkpoint.clone(), before.edge.size());
    let next = before.next(&origin, &key, waiting.iter().map(Vec::as_slice))?;
    let Some(next) = next else {
        return Ok(Round {
            size,
            is_more: false,
        });
    };
    // A crash here leaves nothing: what was signed is forgotten, and signed again by the next round, with more behind it
    // perhaps, and never with anything else before.

    let ours = durable(fate, Step::Publish, |within| {
        database.write(|tx| {
            let ours = publish(tx, area, &checkpoint, &next)?;
            within()?;
            Ok::<_, Unsequenced>(ours)
        })
    })?;
    // A crash here leaves everything published. Where another process was faster ours is thrown away: theirs begins with
    // what ours began with, and the next round sees what is left.

    let is_full = |count: usize| u32::try_from(count).is_ok_and(|count| count >= limit);
    Ok(Round {
        size: if ours { next.size } else { size },
        is_more: !ours || is_full(entered) || is_full(waiting.len()),
    })
}

/// Takes one durable step.
fn durable<T>(
    fate: Fate<'_>,
    step: Step,
    take: impl FnOnce(&dyn Fn() -> Result<(), Error>) -> Result<T, Unsequenced>,
) -> Result<T, Unsequenced> {
    fate(step, Moment::Before)?;
    let taken = take(&|| fate(step, Moment::Within))?;
    fate(step, Moment::After)?;
    Ok(taken)
}

/// Whether a log may begin where so many acts have places and the first was then; by name where no instant is given.
fn may_begin(
    (placed, first): (i64, Option<Timestamp>),
    now: Option<Timestamp>,
) -> Result<(), Unsequenced> {
    let Some(first) = first else {
        return Err(Unsequenced::NoLog);
    };
    if placed > 0 {
        return Err(Unsequenced::Lost);
    }
    match now {
        Some(now) if now.duration_since(first) > YOUNG => Err(Unsequenced::Unnamed),
        _ => Ok(()),
    }
}

/// Begins the log of an area whose record is older than a day, because an operator said so.
pub fn begin_by_name(database: &Database, area: &str, signer: &Signer) -> Result<(), Unsequenced> {
    let (origin, key) = (signer.origin(area), signer.key(area)?);
    database.write(|tx| {
        if let Some(log) = find(tx, area)? {
            return Err(Unsequenced::Begun(log.origin));
        }
        may_begin(beginning(tx, area)?, None)?;
        Ok(begin(tx, area, &Published::begin(&origin, &key)?)?)
    })
}

/// Hands the log of an area over to another key of the instance, in an entry at the first free place, which it gives.
///
/// What comes before is still signed with the old key, and everything from there on only with the new one. The same
/// again, to the key that counts already, is refused.
pub fn hand_over(
    database: &Database,
    area: &str,
    from: &Signer,
    to: &Signer,
) -> Result<u64, Unsequenced> {
    let (old, new) = (from.key(area)?, to.key(area)?);
    database.write(|tx| {
        let log = find(tx, area)?.ok_or(Unsequenced::NoLog)?;
        if log.origin != from.origin(area) || log.origin != to.origin(area) {
            let set = if log.origin == from.origin(area) {
                to
            } else {
                from
            }
            .origin(area);
            return Err(Refused::Origin {
                kept: log.origin,
                set,
            }
            .into());
        }
        if key_of(&log)? != *old.verifier() {
            let set = old.verifier().to_string();
            return Err(Refused::Key { kept: log.key, set }.into());
        }
        // One that waits to be published comes first.
        if is_handed_over(tx, area, log.size)? || old.verifier() == new.verifier() {
            let set = new.verifier().to_string();
            return Err(Refused::Key { kept: log.key, set }.into());
        }
        let place = outbox::next(tx, area)?;
        let at = super::count(place)?;
        let entry = Handover::entry(&log.origin, at, &old, &new)?;
        let entry =
            String::from_utf8(entry).map_err(|_| Error::other("a hand-over is not UTF-8"))?;
        keep_handover(tx, area, place, &entry)?;
        Ok(at)
    })
}
