//! Whoever is told of an area by mail or text message, what they follow, and the links of what they got.

use alongside_domain::act::SubjectId;
use alongside_domain::follow::{Follow, Follower, FollowerId, Pace, Recipient, Target};
use alongside_domain::sign_in::SecretHash;
use alongside_domain::{AreaSlug, EmailKey, Id, Instant};

use crate::sql::{Error, Row, Snapshot, Transaction, statements};

statements! {
    ADD = "insert into followers (id, area, address, address_key, language, told_until) values ($1, $2, $3, $4, $5, $6)";
    FIND = "select id, area, address, language, told_until from followers where id = $1";
    AT_ADDRESS = "select id, area, address, language, told_until from followers where area = $1 and address_key = $2";
    WITH_ADDRESS = "select id, area, address, language, told_until from followers where address_key = $1 order by area";
    BY_LINK = "select f.id, f.area, f.address, f.language, f.told_until, l.subject
        from followers f join follower_links l on l.follower = f.id where l.secret = $1 and l.made_at > $2";
    SPEAK = "update followers set language = $2 where id = $1";
    TOLD = "update followers set told_until = $2 where id = $1 and told_until < $2";
    REMOVE = "delete from followers where id = $1";
    FOLLOWS = "select kind, what, pace, asked_at, confirmed_at from follows where follower = $1 order by kind, what";
    FOLLOW = "insert into follows (follower, kind, what, pace, asked_at, confirmed_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (follower, kind, what) do update set pace = $4, asked_at = $5, confirmed_at = $6";
    STOP = "delete from follows where follower = $1 and kind = $2 and what = $3";
    FORGET_BODY = "delete from follows where kind = 'body' and what = $2
        and follower in (select id from followers where area = $1)";
    LINK = "insert into follower_links (secret, follower, made_at, subject) values ($1, $2, $3, $4)";
    COUNT = "select count(distinct f.id) from followers f join follows w on w.follower = f.id
        where f.area = $1 and w.confirmed_at is not null";
    REACH = "select f.language, cast(sum(case when f.address_key like '+%' then 0 else 1 end) as bigint),
            cast(sum(case when f.address_key like '+%' then 1 else 0 end) as bigint)
        from followers f
        where f.area = $1 and exists (select 1 from follows w where w.follower = f.id
            and w.pace = 'each' and w.confirmed_at is not null
            and (w.kind = 'area' or (w.kind = 'body' and w.what = $2) or (w.kind = 'meeting' and w.what = $3)))
        group by f.language order by f.language";
    TO_TELL = "select distinct f.id from followers f join follows w on w.follower = f.id
        where f.id > $1 and f.area = $2 and w.pace = 'each' and w.confirmed_at <= $3
            and (w.kind = 'area' or (w.kind = 'body' and w.what = $4) or (w.kind = 'meeting' and w.what = $5))
        order by f.id limit $6";
    TO_REMIND = "select f.id from followers f join follows w on w.follower = f.id
        where f.id > $1 and w.kind = 'meeting' and w.what = $2 and w.confirmed_at is not null
        order by f.id limit $3";
    TO_SUM_UP = "select f.id, f.told_until from followers f
        where f.id > $1
            and exists (select 1 from follows w where w.follower = f.id and w.pace = 'weekly'
                and w.confirmed_at is not null)
            and exists (select 1 from news n where n.area = f.area and n.at > f.told_until and n.at <= $2)
        order by f.id limit $3";
    FORGET_FOLLOWS = "delete from follows where confirmed_at is null and asked_at < $1";
    FORGET_FOLLOWERS = "delete from followers where not exists (select 1 from follows w where w.follower = followers.id)";
    FORGET_LINKS = "delete from follower_links where made_at < $1";
}

/// Somebody who is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Their id.
    pub id: FollowerId,
    /// Of what they are told.
    pub area: AreaSlug,
    /// Where.
    pub to: Recipient,
    /// In which language, by its code.
    pub language: String,
    /// Up to when they were told what they hear of once a week.
    pub told_until: Instant,
}

/// Keeps somebody new.
pub fn add(tx: &mut Transaction<'_>, known: &Known) -> Result<(), Error> {
    let key = known.to.key();
    let values = [
        known.id.into(),
        known.area.as_str().into(),
        known.to.reveal().into(),
        key.as_str().into(),
        known.language.as_str().into(),
        known.told_until.into(),
    ];
    tx.execute(ADD, &values).map(drop)
}

/// One of them.
pub fn find(snapshot: &mut Snapshot<'_>, id: FollowerId) -> Result<Option<Known>, Error> {
    snapshot.row(FIND, &[id.into()], known)
}

/// Whoever has this address or number, in an area.
pub fn at_address(
    snapshot: &mut Snapshot<'_>,
    area: &AreaSlug,
    to: &Recipient,
) -> Result<Option<Known>, Error> {
    let key = to.key();
    let values = [area.as_str().into(), key.as_str().into()];
    snapshot.row(AT_ADDRESS, &values, known)
}

/// Whoever has this mail address, in every area where there is somebody.
pub fn with_address(snapshot: &mut Snapshot<'_>, key: &EmailKey) -> Result<Vec<Known>, Error> {
    snapshot.rows(WITH_ADDRESS, &[key.reveal().into()], known)
}

/// Whose message has this link, where it was made after an instant; and of which meeting it told.
pub fn by_link(
    snapshot: &mut Snapshot<'_>,
    secret: SecretHash,
    after: Instant,
) -> Result<Option<(Known, Option<SubjectId>)>, Error> {
    let values = [secret.bytes().as_slice().into(), after.into()];
    snapshot.row(BY_LINK, &values, |row| Ok((known(row)?, row.parse_any(5)?)))
}

/// Gives them another language.
pub fn speak(tx: &mut Transaction<'_>, id: FollowerId, language: &str) -> Result<(), Error> {
    tx.execute(SPEAK, &[id.into(), language.into()]).map(drop)
}

/// They were told everything up to an instant. No means that they were told more.
pub fn told(tx: &mut Transaction<'_>, id: FollowerId, until: Instant) -> Result<bool, Error> {
    Ok(tx.execute(TOLD, &[id.into(), until.into()])? == 1)
}

/// Forgets one of them, with what they follow and their links. No means that there is none.
pub fn remove(tx: &mut Transaction<'_>, id: FollowerId) -> Result<bool, Error> {
    Ok(tx.execute(REMOVE, &[id.into()])? == 1)
}

/// What somebody follows.
pub fn follows(snapshot: &mut Snapshot<'_>, id: FollowerId) -> Result<Vec<Follow>, Error> {
    snapshot.rows(FOLLOWS, &[id.into()], |row| {
        let (kind, what): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(Follow {
            target: Target::from_parts(&kind, &what).map_err(|_| row.unread(1))?,
            pace: row.parse::<Pace>(2)?,
            asked: row.get(3)?,
            confirmed: row.get(4)?,
        })
    })
}

/// Keeps something that they follow, in place of what was kept of it.
pub fn follow(tx: &mut Transaction<'_>, id: FollowerId, follow: &Follow) -> Result<(), Error> {
    let (kind, what) = follow.target.parts();
    let values = [
        id.into(),
        kind.into(),
        what.as_str().into(),
        follow.pace.name().into(),
        follow.asked.into(),
        follow.confirmed.into(),
    ];
    tx.execute(FOLLOW, &values).map(drop)
}

/// They follow something no more.
pub fn stop(tx: &mut Transaction<'_>, id: FollowerId, target: &Target) -> Result<bool, Error> {
    let (kind, what) = target.parts();
    let values = [id.into(), kind.into(), what.as_str().into()];
    Ok(tx.execute(STOP, &values)? == 1)
}

/// Keeps the link of a message to them, which tells of a meeting or of none.
pub fn link(
    tx: &mut Transaction<'_>,
    id: FollowerId,
    secret: SecretHash,
    now: Instant,
    about: Option<SubjectId>,
) -> Result<(), Error> {
    let about = about.map(|id| id.to_string());
    let values = [
        secret.bytes().as_slice().into(),
        id.into(),
        now.into(),
        about.as_deref().into(),
    ];
    tx.execute(LINK, &values).map(drop)
}

/// How many are told of something in an area.
pub fn count(snapshot: &mut Snapshot<'_>, area: &AreaSlug) -> Result<i64, Error> {
    let count = snapshot.row(COUNT, &[area.as_str().into()], |row| row.get(0))?;
    Ok(count.unwrap_or(0))
}

/// What is told, as far as it matters to whom.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// In which area.
    pub area: &'a AreaSlug,
    /// What the meeting is part of, or itself.
    pub whole: &'a str,
    /// The body that meets; empty where there is none.
    pub body: &'a str,
}

/// How many are told each time in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// The code of the language.
    pub language: String,
    /// How many by mail.
    pub mails: i64,
    /// How many by text message.
    pub texts: i64,
}

/// How many are told each time, language by language.
pub fn reach(snapshot: &mut Snapshot<'_>, about: About<'_>) -> Result<Vec<Reach>, Error> {
    let values = [
        about.area.as_str().into(),
        about.body.into(),
        about.whole.into(),
    ];
    snapshot.rows(REACH, &values, |row| {
        Ok(Reach {
            language: row.get(0)?,
            mails: row.get(1)?,
            texts: row.get(2)?,
        })
    })
}

/// The next after one of them, of those who are told each time and who followed by then.
pub fn to_tell(
    snapshot: &mut Snapshot<'_>,
    after: Option<FollowerId>,
    about: About<'_>,
    by: Instant,
    limit: u32,
) -> Result<Vec<FollowerId>, Error> {
    let after = text(after);
    let values = [
        after.as_str().into(),
        about.area.as_str().into(),
        by.into(),
        about.body.into(),
        about.whole.into(),
        limit.into(),
    ];
    snapshot.rows(TO_TELL, &values, |row| row.get(0))
}

/// The next after one of them, of those who follow one meeting, however often they are told.
pub fn to_remind(
    snapshot: &mut Snapshot<'_>,
    after: Option<FollowerId>,
    whole: &str,
    limit: u32,
) -> Result<Vec<FollowerId>, Error> {
    let after = text(after);
    let values = [after.as_str().into(), whole.into(), limit.into()];
    snapshot.rows(TO_REMIND, &values, |row| row.get(0))
}

/// The next after one of them, of those who are told of something once a week and whose area has news up to an
/// instant; each with up to when they were told.
pub fn to_sum_up(
    snapshot: &mut Snapshot<'_>,
    after: Option<FollowerId>,
    until: Instant,
    limit: u32,
) -> Result<Vec<(FollowerId, Instant)>, Error> {
    let after = text(after);
    let values = [after.as_str().into(), until.into(), limit.into()];
    snapshot.rows(TO_SUM_UP, &values, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Nobody follows a body of this name any more, because no text of the area says it.
pub fn forget_body(tx: &mut Transaction<'_>, area: &AreaSlug, body: &str) -> Result<(), Error> {
    tx.execute(FORGET_BODY, &[area.as_str().into(), body.into()])
        .map(drop)
}

/// Forgets what nobody confirmed since an instant, whoever follows nothing any more, and links made before another.
pub fn forget(tx: &mut Transaction<'_>, asked: Instant, made: Instant) -> Result<(), Error> {
    tx.execute(FORGET_FOLLOWS, &[asked.into()])?;
    tx.execute(FORGET_FOLLOWERS, &[])?;
    tx.execute(FORGET_LINKS, &[made.into()]).map(drop)
}

/// Before every id where there is none.
fn text(after: Option<Id<Follower>>) -> String {
    after.map_or_else(String::new, |id| id.to_string())
}

fn known(row: &Row<'_>) -> Result<Known, Error> {
    Ok(Known {
        id: row.get(0)?,
        area: row.parse(1)?,
        to: row.parse(2)?,
        language: row.get(3)?,
        told_until: row.get(4)?,
    })
}
