//! What people said who were asked to a meeting. Who they are is forgotten after it; what they said is counted.

use alongside_domain::act::{Means, SubjectId};
use alongside_domain::reply::{Attendee, Needs, Reason, Standing};
use alongside_domain::sign_in::SecretHash;
use alongside_domain::{AreaSlug, Email, EmailKey, Id, Instant, PersonId};

use crate::sign_in_links::hash;
use crate::sql::{Error, Row, Snapshot, Transaction, Value, json, statements};

/// Whole replies, of which some part is asked for.
macro_rules! select {
    ($which:literal) => {
        concat!(
            "select id, area, subject, person, browser, standing, means, reason, is_first, name, email, needs, ",
            "language, asked_at, changed_at, forget_at, version from replies where ",
            $which
        )
    };
}

statements! {
    ADD = "insert into replies (id, area, subject, person, browser, standing, means, reason, is_first, name, email,
            email_key, needs, language, asked_at, changed_at, forget_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1)";
    CHANGE = "update replies set person = $3, browser = $4, standing = $5, means = $6, reason = $7, is_first = $8,
            name = $9, email = $10, email_key = $11, needs = $12, language = $13, asked_at = $14, changed_at = $15,
            forget_at = $16, version = version + 1
        where id = $1 and version = $2";
    FIND = select!("id = $1");
    OF_PERSON = select!("subject = $1 and person = $2");
    OF_BROWSER = select!("subject = $1 and browser = $2");
    BY_SECRET = "select reply from reply_links where secret = $1";
    TO_SUBJECT = select!("subject = $1 order by asked_at, id");
    STANDING = select!("subject = $1 and standing = $2 order by asked_at, id");
    FROM = select!("subject = $1 and email_key = $2 order by asked_at, id");
    BY_PERSON = select!("person = $1 order by asked_at, id");
    LINK = "insert into reply_links (secret, reply) values ($1, $2)";
    POSTPONE = "update replies set forget_at = $2 where subject = $1 and forget_at < $2";
    COUNT = "select subject, standing, reason, is_first, count(*) from replies where area = $1
        group by subject, standing, reason, is_first order by subject, standing, reason, is_first";
    FORGET = "update replies set person = null, browser = null, name = null, email = null,
            email_key = null, needs = null
        where forget_at < $1 and (person is not null or browser is not null or name is not null)";
    UNLINK = "delete from reply_links where reply in (select id from replies where forget_at < $1)";
}

/// A name only: somebody's reply.
#[derive(Debug)]
pub enum Replied {}

/// The id of a reply.
pub type ReplyId = Id<Replied>;

/// What somebody said who was asked to a meeting.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Its id.
    pub id: ReplyId,
    /// In which area.
    pub area: AreaSlug,
    /// To which meeting.
    pub subject: SubjectId,
    /// Whose it is, where they had signed in.
    pub person: Option<PersonId>,
    /// The browser it was sent from, which can change it.
    pub browser: Option<SecretHash>,
    /// How it stands with them.
    pub standing: Standing,
    /// How they take part.
    pub means: Option<Means>,
    /// Why they cannot come.
    pub reason: Option<Reason>,
    /// Whether it is their first meeting, where they said so.
    pub is_first: Option<bool>,
    /// Who they are; nothing of who cannot come, and nothing some time after the meeting.
    pub attendee: Option<Attendee>,
    /// In which language they read: a tag such as `en`.
    pub language: String,
    /// When they asked for a place.
    pub asked: Instant,
    /// When it was last changed.
    pub changed: Instant,
    /// When it is forgotten whose it is.
    pub forget: Instant,
    /// Goes up with every change.
    pub version: i64,
}

/// So many said the same of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Of which meeting.
    pub subject: SubjectId,
    /// How it stands with them.
    pub standing: Standing,
    /// Why they cannot come.
    pub reason: Option<Reason>,
    /// Whether it is their first meeting, where they said so.
    pub is_first: Option<bool>,
    /// How many.
    pub count: u64,
}

/// Adds a reply. A second of the same person or browser to the same meeting is
/// [`Class::Unique`](crate::Class::Unique).
pub fn add(tx: &mut Transaction<'_>, reply: &Reply) -> Result<(), Error> {
    let of = [
        reply.id.into(),
        reply.area.as_str().into(),
        reply.subject.into(),
    ];
    let values: Vec<Value<'_>> = of.into_iter().chain(said(reply)?).collect();
    tx.execute(ADD, &values).map(drop)
}

/// Keeps a reply as it is now, if nobody changed it since it was found. No means that somebody has.
pub fn change(tx: &mut Transaction<'_>, reply: &Reply) -> Result<bool, Error> {
    let of = [reply.id.into(), reply.version.into()];
    let values: Vec<Value<'_>> = of.into_iter().chain(said(reply)?).collect();
    Ok(tx.execute(CHANGE, &values)? == 1)
}

/// All that can change of a reply, in the order of the columns.
fn said(reply: &Reply) -> Result<[Value<'_>; 14], Error> {
    let of = reply.attendee.as_ref();
    let email = of.and_then(|of| of.email.as_ref());
    let needs = of.map(|of| json(&of.needs)).transpose()?;
    Ok([
        reply.person.into(),
        reply
            .browser
            .as_ref()
            .map(|hash| hash.bytes().as_slice())
            .into(),
        reply.standing.name().into(),
        reply.means.map(Means::name).into(),
        reply.reason.map(Reason::name).into(),
        reply.is_first.into(),
        of.map(|of| of.name.as_str()).into(),
        email.map(Email::reveal).into(),
        email.map(|email| email.key().reveal().to_owned()).into(),
        needs.into(),
        reply.language.as_str().into(),
        reply.asked.into(),
        reply.changed.into(),
        reply.forget.into(),
    ])
}

/// One reply.
pub fn find(snapshot: &mut Snapshot<'_>, id: ReplyId) -> Result<Option<Reply>, Error> {
    snapshot.row(FIND, &[id.into()], reply)
}

/// What somebody said of a meeting.
pub fn of_person(
    snapshot: &mut Snapshot<'_>,
    subject: SubjectId,
    person: PersonId,
) -> Result<Option<Reply>, Error> {
    snapshot.row(OF_PERSON, &[subject.into(), person.into()], reply)
}

/// What was said of a meeting from a browser.
pub fn of_browser(
    snapshot: &mut Snapshot<'_>,
    subject: SubjectId,
    browser: SecretHash,
) -> Result<Option<Reply>, Error> {
    let values = [subject.into(), browser.bytes().as_slice().into()];
    snapshot.row(OF_BROWSER, &values, reply)
}

/// The reply that the link with this secret leads to.
pub fn by_secret(snapshot: &mut Snapshot<'_>, secret: SecretHash) -> Result<Option<Reply>, Error> {
    let values = [secret.bytes().as_slice().into()];
    match snapshot.row(BY_SECRET, &values, |row| row.get(0))? {
        Some(id) => find(snapshot, id),
        None => Ok(None),
    }
}

/// Every reply to a meeting, in the order in which they asked.
pub fn to(snapshot: &mut Snapshot<'_>, subject: SubjectId) -> Result<Vec<Reply>, Error> {
    snapshot.rows(TO_SUBJECT, &[subject.into()], reply)
}

/// The replies to a meeting that stand like this, in the order in which they asked.
pub fn standing(
    snapshot: &mut Snapshot<'_>,
    subject: SubjectId,
    standing: Standing,
) -> Result<Vec<Reply>, Error> {
    snapshot.rows(STANDING, &[subject.into(), standing.name().into()], reply)
}

/// The replies to a meeting that give this address, in the order in which they asked.
pub fn from_address(
    snapshot: &mut Snapshot<'_>,
    subject: SubjectId,
    address: &EmailKey,
) -> Result<Vec<Reply>, Error> {
    snapshot.rows(FROM, &[subject.into(), address.reveal().into()], reply)
}

/// Every reply of somebody that is not forgotten.
pub fn by(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Vec<Reply>, Error> {
    snapshot.rows(BY_PERSON, &[person.into()], reply)
}

/// One more link with which a reply can be changed; those of earlier mails go on working.
pub fn link(tx: &mut Transaction<'_>, id: ReplyId, secret: SecretHash) -> Result<(), Error> {
    tx.execute(LINK, &[secret.bytes().as_slice().into(), id.into()])
        .map(drop)
}

/// The meeting is later: so is the day on which its replies are forgotten.
pub fn postpone(
    tx: &mut Transaction<'_>,
    subject: SubjectId,
    forget: Instant,
) -> Result<(), Error> {
    tx.execute(POSTPONE, &[subject.into(), forget.into()])
        .map(drop)
}

/// How many said what, of every meeting in an area.
pub fn count(snapshot: &mut Snapshot<'_>, area: &AreaSlug) -> Result<Vec<Counted>, Error> {
    snapshot.rows(COUNT, &[area.as_str().into()], |row| {
        let count: i64 = row.get(4)?;
        Ok(Counted {
            subject: row.get(0)?,
            standing: word(row, 1, Standing::from_name)?.ok_or_else(|| row.unread(1))?,
            reason: word(row, 2, Reason::from_name)?,
            is_first: row.get(3)?,
            count: count.try_into().map_err(|_| row.unread(4))?,
        })
    })
}

/// Forgets whose replies they are where it is time, and says of how many.
pub fn forget(tx: &mut Transaction<'_>, now: Instant) -> Result<u64, Error> {
    tx.execute(UNLINK, &[now.into()])?;
    tx.execute(FORGET, &[now.into()])
}

fn reply(row: &Row<'_>) -> Result<Reply, Error> {
    let has_browser: Option<Vec<u8>> = row.get(4)?;
    let name: Option<String> = row.get(9)?;
    let attendee = match name {
        None => None,
        Some(name) => Some(Attendee {
            name,
            email: row.parse_any::<Email>(10)?,
            needs: row.json::<Needs>(11)?,
        }),
    };
    Ok(Reply {
        id: row.get(0)?,
        area: row.parse(1)?,
        subject: row.get(2)?,
        person: row.get(3)?,
        browser: has_browser.map(|_| hash(row, 4)).transpose()?,
        standing: word(row, 5, Standing::from_name)?.ok_or_else(|| row.unread(5))?,
        means: word(row, 6, Means::from_name)?,
        reason: word(row, 7, Reason::from_name)?,
        is_first: row.get(8)?,
        attendee,
        language: row.get(12)?,
        asked: row.get(13)?,
        changed: row.get(14)?,
        forget: row.get(15)?,
        version: row.get(16)?,
    })
}

/// A word that the program knows, where there is one.
fn word<T>(row: &Row<'_>, column: usize, known: fn(&str) -> Option<T>) -> Result<Option<T>, Error> {
    let word: Option<String> = row.get(column)?;
    let read = word.map(|word| known(&word).ok_or_else(|| row.unread(column)));
    read.transpose()
}
