//! The places in the room of a meeting, who gets the next one, and what only those are told who come.

use alongside_domain::AreaSlug;
use alongside_domain::act::SubjectId;
use alongside_domain::reply::Rule;

use crate::sql::{Error, Snapshot, Transaction, statements};

statements! {
    FIND = "select room, taken, rule, joining, version from places where subject = $1";
    BEGIN = "insert into places (subject, area, room, taken, rule, joining, version)
        values ($1, $2, null, 0, $3, '', 0) on conflict (subject) do nothing";
    CHANGE = "update places set room = $3, rule = $4, joining = $5, version = version + 1
        where subject = $1 and version = $2";
    TAKE = "update places set taken = taken + 1 where subject = $1 and (room is null or taken < room)";
    FREE = "update places set taken = taken - 1 where subject = $1 and taken > 0";
}

/// What is arranged for a meeting.
#[derive(Clone, PartialEq, Eq)]
pub struct Places {
    /// How many places the room has; as many as come where nobody said.
    pub room: Option<u32>,
    /// How many of them are taken.
    pub taken: u32,
    /// Who gets the next one when it is full.
    pub rule: Rule,
    /// How to join by video or phone; empty where nobody said.
    pub joining: String,
    /// Goes up with every change.
    pub version: i64,
}

impl Default for Places {
    fn default() -> Self {
        Self {
            room: None,
            taken: 0,
            rule: Rule::Order,
            joining: String::new(),
            version: 0,
        }
    }
}

impl Places {
    /// How many are left; nothing where there is no limit.
    pub fn left(&self) -> Option<u32> {
        self.room.map(|room| room.saturating_sub(self.taken))
    }
}

/// How to join is for those who come, and for no log.
impl std::fmt::Debug for Places {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Places")
            .field("room", &self.room)
            .field("taken", &self.taken)
            .field("rule", &self.rule)
            .finish_non_exhaustive()
    }
}

/// What is arranged for a meeting; as it is before anybody arranged anything, where nobody has.
pub fn find(snapshot: &mut Snapshot<'_>, subject: SubjectId) -> Result<Places, Error> {
    let found = snapshot.row(FIND, &[subject.into()], |row| {
        let room: Option<i64> = row.get(0)?;
        let taken: i64 = row.get(1)?;
        let rule: String = row.get(2)?;
        Ok(Places {
            room: room
                .map(|room| u32::try_from(room).map_err(|_| row.unread(0)))
                .transpose()?,
            taken: taken.try_into().map_err(|_| row.unread(1))?,
            rule: Rule::from_name(&rule).ok_or_else(|| row.unread(2))?,
            joining: row.get(3)?,
            version: row.get(4)?,
        })
    })?;
    Ok(found.unwrap_or_default())
}

/// Arranges it in this way, if nobody arranged it differently since it was found. No means that somebody has.
pub fn change(
    tx: &mut Transaction<'_>,
    area: &AreaSlug,
    subject: SubjectId,
    places: &Places,
) -> Result<bool, Error> {
    begin(tx, area, subject)?;
    let values = [
        subject.into(),
        places.version.into(),
        places.room.into(),
        places.rule.name().into(),
        places.joining.as_str().into(),
    ];
    Ok(tx.execute(CHANGE, &values)? == 1)
}

/// Takes a place. No means that there is none: two who ask for the last one do not both get it.
pub fn take(tx: &mut Transaction<'_>, area: &AreaSlug, subject: SubjectId) -> Result<bool, Error> {
    begin(tx, area, subject)?;
    Ok(tx.execute(TAKE, &[subject.into()])? == 1)
}

/// Gives a place back.
pub fn free(tx: &mut Transaction<'_>, subject: SubjectId) -> Result<(), Error> {
    tx.execute(FREE, &[subject.into()]).map(drop)
}

fn begin(tx: &mut Transaction<'_>, area: &AreaSlug, subject: SubjectId) -> Result<(), Error> {
    let values = [
        subject.into(),
        area.as_str().into(),
        Rule::Order.name().into(),
    ];
    tx.execute(BEGIN, &values).map(drop)
}
