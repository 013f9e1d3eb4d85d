//! Areas: what they are called, how they look, and how far their pages are.

use alongside_domain::act::Commitment;
use alongside_domain::{AreaSlug, GssCode, Instant};

use crate::sql::{Error, Row, Snapshot, Transaction, statements};

statements! {
    OPEN = "insert into areas (slug, name, name_text, gss, opened_at, version, reshaped, last_at, colour, contact, notice,
            asks_passkey, is_read_only)
        values ($1, $2, $3, $4, $5, 0, 0, $5, '4a3f8f', '', '', $6, $7)";
    ALL = "select slug, name, version, reshaped, colour, contact, notice, asks_passkey, is_read_only, gss, opened_at, last_at,
            witnesses_needed, sends_texts
        from areas";
    FIND = "select slug, name, version, reshaped, colour, contact, notice, asks_passkey, is_read_only, gss, opened_at, last_at,
            witnesses_needed, sends_texts
        from areas where slug = $1";
    CHANGE = "update areas set colour = $3, contact = $4, notice = $5, asks_passkey = $6, is_read_only = $7,
            witnesses_needed = $8, sends_texts = $9, version = version + 1, reshaped = version + 1
        where slug = $1 and version = $2";
    VERSION = "select version from areas where slug = $1";
    VERSION_OF_ALL = "select cast(coalesce(sum(version + 1), 0) as bigint) from areas";
    MOVE_ON = "update areas set version = version + 1, last_at = $2 where slug = $1 and last_at < $2";
    DISTINGUISH = "update areas set version = $1, reshaped = $1 where version < $1";
    RENEW = "update areas set version = version + 1, reshaped = version + 1 where slug = $1";
    RESHAPE = "update areas set reshaped = version where slug = $1";
    LAST = "select last_at from areas where slug = $1";
    FORGET_NAME = "update areas set name = slug where slug = $1 and name_text = $2";
}

/// An area, without its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its name in addresses.
    pub slug: AreaSlug,
    /// What people call it.
    pub name: String,
    /// How many changes its pages have seen.
    pub version: i64,
    /// The version that the last change made which was not about a single subject.
    pub reshaped: i64,
    /// What can be set.
    pub settings: Settings,
    /// Its code in the national register, where it has one.
    pub gss: Option<GssCode>,
    /// When its record began.
    pub opened: Instant,
    /// When the last act of its record was done.
    pub last: Instant,
}

/// What an area's administrator can set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Its brand colour, six hexadecimal figures.
    pub colour: String,
    /// Whom to write to; empty where nobody was named.
    pub contact: String,
    /// What every page has to say first; empty where nothing is.
    pub notice: String,
    /// Whether staff are asked for a passkey.
    pub asks_passkey: bool,
    /// Whether nothing can be added to its record here.
    pub is_read_only: bool,
    /// How many witnesses have to have signed before its record is called witnessed.
    pub witnesses_needed: i64,
    /// Whether people can be told by text message.
    pub sends_texts: bool,
}

/// An area that begins, with the first colour of the theme.
pub(crate) fn open(
    tx: &mut Transaction<'_>,
    slug: &AreaSlug,
    name: &str,
    text: Commitment,
    gss: Option<&str>,
    at: Instant,
) -> Result<(), Error> {
    let values = [
        slug.as_str().into(),
        name.into(),
        text.to_string().into(),
        gss.into(),
        at.into(),
        true.into(),
        false.into(),
    ];
    tx.execute(OPEN, &values).map(drop)
}

/// Every area, in no order.
pub fn all(snapshot: &mut Snapshot<'_>) -> Result<Vec<Area>, Error> {
    snapshot.rows(ALL, &[], area)
}

/// One area.
pub fn find(snapshot: &mut Snapshot<'_>, slug: &AreaSlug) -> Result<Option<Area>, Error> {
    snapshot.row(FIND, &[slug.as_str().into()], area)
}

/// How many changes an area's pages have seen; nothing where there is no such area.
pub fn version(snapshot: &mut Snapshot<'_>, slug: &str) -> Result<Option<i64>, Error> {
    snapshot.row(VERSION, &[slug.into()], |row| row.get(0))
}

/// A number that goes up with every change of any area, and whenever one is opened: none is ever closed.
pub fn version_of_all(snapshot: &mut Snapshot<'_>) -> Result<i64, Error> {
    let sum = snapshot.row(VERSION_OF_ALL, &[], |row| row.get(0))?;
    Ok(sum.unwrap_or(0))
}

/// Changes the settings that somebody saw at a version. No means that something was changed since.
pub fn change(
    tx: &mut Transaction<'_>,
    slug: &AreaSlug,
    seen: i64,
    settings: &Settings,
) -> Result<bool, Error> {
    let values = [
        slug.as_str().into(),
        seen.into(),
        settings.colour.as_str().into(),
        settings.contact.as_str().into(),
        settings.notice.as_str().into(),
        settings.asks_passkey.into(),
        settings.is_read_only.into(),
        settings.witnesses_needed.into(),
        settings.sends_texts.into(),
    ];
    Ok(tx.execute(CHANGE, &values)? == 1)
}

/// One more change, made by an act. No means that the act is not later than the last.
pub(crate) fn move_on(tx: &mut Transaction<'_>, slug: &str, at: Instant) -> Result<bool, Error> {
    Ok(tx.execute(MOVE_ON, &[slug.into(), at.into()])? == 1)
}

/// One more change, which no act made and which is about every page.
pub(crate) fn renew(tx: &mut Transaction<'_>, slug: &AreaSlug) -> Result<(), Error> {
    tx.execute(RENEW, &[slug.as_str().into()]).map(drop)
}

/// The last change was not about a single subject.
pub(crate) fn reshape(tx: &mut Transaction<'_>, slug: &str) -> Result<(), Error> {
    tx.execute(RESHAPE, &[slug.into()]).map(drop)
}

/// After a backup was put back: every area goes on from a version that was never given out, whatever was done since the
/// backup and is gone. The microseconds of the clock are far more than there can have been changes.
pub fn distinguish(tx: &mut Transaction<'_>, now: Instant) -> Result<(), Error> {
    tx.execute(DISTINGUISH, &[now.into()]).map(drop)
}

/// The instant of the last act of an area; nothing where there is no such area.
pub fn last(snapshot: &mut Snapshot<'_>, area: &str) -> Result<Option<Instant>, Error> {
    snapshot.row(LAST, &[area.into()], |row| row.get(0))
}

/// Has an area go by its name in addresses, if this is the text that was taken back.
pub(crate) fn forget_name(
    tx: &mut Transaction<'_>,
    area: &AreaSlug,
    text: Commitment,
) -> Result<(), Error> {
    let values = [area.as_str().into(), text.to_string().into()];
    tx.execute(FORGET_NAME, &values).map(drop)
}

fn area(row: &Row<'_>) -> Result<Area, Error> {
    Ok(Area {
        slug: row.parse(0)?,
        name: row.get(1)?,
        version: row.get(2)?,
        reshaped: row.get(3)?,
        settings: Settings {
            colour: row.get(4)?,
            contact: row.get(5)?,
            notice: row.get(6)?,
            asks_passkey: row.get(7)?,
            is_read_only: row.get(8)?,
            witnesses_needed: row.get(12)?,
            sends_texts: row.get(13)?,
        },
        gss: row.parse_any(9)?,
        opened: row.get(10)?,
        last: row.get(11)?,
    })
}
