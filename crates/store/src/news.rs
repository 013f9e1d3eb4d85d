//! What there is to tell of meetings: that one was announced, moved or called off.

use alongside_domain::act::SubjectId;
use alongside_domain::follow::NewsId;
use alongside_domain::{AreaSlug, Instant};

use crate::sql::{Error, Row, Snapshot, Transaction, statements};

statements! {
    ADD = "insert into news (id, area, subject, whole, kind, was_at, at) values ($1, $2, $3, $4, $5, $6, $7)";
    FIND = "select id, area, subject, whole, kind, was_at, at from news where id = $1";
    OF_WHOLE = "select id, area, subject, whole, kind, was_at, at from news where area = $1 and whole = $2 and at = $3
        order by id";
    BETWEEN = "select id, area, subject, whole, kind, was_at, at from news where area = $1 and at > $2 and at <= $3
        order by at, id";
    IS_LATEST = "select count(*) from news where subject = $1 and at > $2";
    FORGET = "delete from news where at < $1";
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It was announced.
    Announced,
    /// It has another time.
    Moved,
    /// It was called off.
    Off,
}

/// Something that there is to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Its id.
    pub id: NewsId,
    /// In which area.
    pub area: AreaSlug,
    /// Of which meeting.
    pub subject: SubjectId,
    /// What the meeting is part of, or itself.
    pub whole: SubjectId,
    /// What happened.
    pub kind: Kind,
    /// When it was to be before it was moved.
    pub was: Option<Instant>,
    /// When it happened.
    pub at: Instant,
}

/// Keeps something to tell.
pub fn add(tx: &mut Transaction<'_>, news: &News) -> Result<(), Error> {
    let values = [
        news.id.into(),
        news.area.as_str().into(),
        news.subject.into(),
        news.whole.into(),
        news.kind.name().into(),
        news.was.into(),
        news.at.into(),
    ];
    tx.execute(ADD, &values).map(drop)
}

/// One of them.
pub fn find(snapshot: &mut Snapshot<'_>, id: NewsId) -> Result<Option<News>, Error> {
    snapshot.row(FIND, &[id.into()], read)
}

/// Everything that happened together to one meeting and its other times.
pub fn together(snapshot: &mut Snapshot<'_>, news: &News) -> Result<Vec<News>, Error> {
    let values = [news.area.as_str().into(), news.whole.into(), news.at.into()];
    snapshot.rows(OF_WHOLE, &values, read)
}

/// Everything that happened in an area after one instant and no later than another, earliest first.
pub fn between(
    snapshot: &mut Snapshot<'_>,
    area: &AreaSlug,
    after: Instant,
    until: Instant,
) -> Result<Vec<News>, Error> {
    let values = [area.as_str().into(), after.into(), until.into()];
    snapshot.rows(BETWEEN, &values, read)
}

/// Whether nothing happened to the meeting since.
pub fn is_latest(snapshot: &mut Snapshot<'_>, news: &News) -> Result<bool, Error> {
    let values = [news.subject.into(), news.at.into()];
    let later: Option<i64> = snapshot.row(IS_LATEST, &values, |row| row.get(0))?;
    Ok(later == Some(0))
}

/// Forgets what happened before an instant, and says how much that was.
pub fn forget(tx: &mut Transaction<'_>, before: Instant) -> Result<u64, Error> {
    tx.execute(FORGET, &[before.into()])
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Moved => "moved",
            Self::Off => "off",
        }
    }
}

fn read(row: &Row<'_>) -> Result<News, Error> {
    Ok(News {
        id: row.get(0)?,
        area: row.parse(1)?,
        subject: row.get(2)?,
        whole: row.get(3)?,
        kind: match row.get::<String>(4)?.as_str() {
            "announced" => Kind::Announced,
            "moved" => Kind::Moved,
            "off" => Kind::Off,
            _ => return Err(row.unread(4)),
        },
        was: row.get(5)?,
        at: row.get(6)?,
    })
}
