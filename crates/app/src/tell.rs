//! What is told to many: news of a meeting, a reminder of it, what there was in a week.
//!
//! A job of kind [`KIND`] writes to so many at once, enqueues a letter for each and then the job for those who come
//! after, all in one transaction. Each letter has a key of what it tells and to whom. So whoever does a job again
//! enqueues nothing again, and nobody is left out, wherever the one before broke off.

use alongside_charter::{Fact, When, fact};
use alongside_domain::act::SubjectId;
use alongside_domain::follow::{FollowerId, NewsId};
use alongside_domain::replay::KnownSubject;
use alongside_domain::{AreaSlug, Instant};
use alongside_store::followers::{self, About as Of};
use alongside_store::jobs::{self, Turn};
use alongside_store::news::{self, Kind, News};
use alongside_store::record;
use alongside_store::reminders::{self, Reminder};
use alongside_store::{Snapshot, Transaction};
use jiff::ToSpan as _;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::failure::Failure;
use crate::letter::{self, About, News as ReplyNews};
use crate::reply;

/// The kind of these jobs.
pub const KIND: &str = "tell";

/// How many are written to in one transaction.
pub const AT_ONCE: u32 = 500;

/// How often a job is tried, over about half a day.
const ATTEMPTS: u32 = 8;

/// How many days before a meeting people are reminded of it.
const REMINDED: [i64; 2] = [7, 1];

/// How many reminders are seen to at once.
const REMINDERS_AT_ONCE: u32 = 100;

/// What is younger is left for the next week's letter: whoever announced it may not have kept it yet.
const STILL_COMING: i64 = 5 * 60 * 1_000_000;

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// That something happened.
    News(NewsId),
    /// That a meeting is near.
    Reminder {
        /// In which area.
        area: AreaSlug,
        /// Of which meeting.
        subject: SubjectId,
        /// When it is.
        starts: Instant,
        /// How many days before.
        days: i64,
    },
    /// What there was since they were last told, up to an instant.
    Week {
        /// Up to when.
        until: Instant,
    },
}

/// The payload of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Telling {
    /// What is told.
    pub what: What,
    /// Who were told already: all up to this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<FollowerId>,
}

/// A meeting whose time is told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Time {
    pub(crate) subject: SubjectId,
    pub(crate) starts: Instant,
}

/// Meetings were announced together: that is told, and reminded of.
pub(crate) fn announced(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    zone: &TimeZone,
    times: &[Time],
) -> Result<(), Failure> {
    let Some(whole) = times.first().map(|time| time.subject) else {
        return Ok(());
    };
    let mut first = None;
    for time in times {
        let id = add(
            tx,
            call,
            (area, time.subject, whole),
            (Kind::Announced, None),
        )?;
        first.get_or_insert(id);
        remind_of(tx, call, area, zone, *time)?;
    }
    first.map_or(Ok(()), |id| begin(tx, call, What::News(id)))
}

/// A meeting has another time.
pub(crate) fn moved(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    (area, zone): (&AreaSlug, &TimeZone),
    (time, whole): (Time, SubjectId),
    was: Option<Instant>,
) -> Result<(), Failure> {
    let id = add(tx, call, (area, time.subject, whole), (Kind::Moved, was))?;
    reminders::clear(tx, time.subject)?;
    remind_of(tx, call, area, zone, time)?;
    begin(tx, call, What::News(id))
}

/// A meeting was called off.
pub(crate) fn called_off(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    (subject, whole): (SubjectId, SubjectId),
) -> Result<(), Failure> {
    let id = add(tx, call, (area, subject, whole), (Kind::Off, None))?;
    reminders::clear(tx, subject)?;
    begin(tx, call, What::News(id))
}

fn add(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    (area, subject, whole): (&AreaSlug, SubjectId, SubjectId),
    (kind, was): (Kind, Option<Instant>),
) -> Result<NewsId, Failure> {
    let news = News {
        id: call.id(),
        area: area.clone(),
        subject,
        whole,
        kind,
        was,
        at: call.now,
    };
    news::add(tx, &news)?;
    Ok(news.id)
}

/// Keeps the reminders of a meeting that are still to come.
fn remind_of(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    zone: &TimeZone,
    time: Time,
) -> Result<(), Failure> {
    for days in REMINDED {
        // By the clock on the wall, whatever becomes of summer time in between.
        let due = time.starts.timestamp().to_zoned(zone.clone());
        let due = due.checked_sub(days.days()).ok();
        let due = due.and_then(|due| Instant::try_from(due.timestamp()).ok());
        if let Some(due) = due.filter(|due| *due > call.now) {
            let reminder = Reminder {
                area: area.clone(),
                subject: time.subject,
                days,
                starts: time.starts,
                due,
            };
            reminders::set(tx, &reminder)?;
        }
    }
    Ok(())
}

/// Begins to remind of what is due. A reminder that comes so late that it would say something else is left out.
pub fn remind(tx: &mut Transaction<'_>, call: &Call<'_>) -> Result<(), Failure> {
    for due in reminders::due(tx, call.now, REMINDERS_AT_ONCE)? {
        if !reminders::take(tx, &due)? || is_too_late(&due, call.now) {
            continue;
        }
        let key = format!("soon {} {} {}", due.subject, due.starts, due.days);
        reply::tell(tx, call, due.subject, ReplyNews::Soon, &key)?;
        let what = What::Reminder {
            area: due.area,
            subject: due.subject,
            starts: due.starts,
            days: due.days,
        };
        begin(tx, call, what)?;
    }
    Ok(())
}

/// When the machine stood still: a week's reminder when it is as good as tomorrow, or any once the meeting has begun.
fn is_too_late(due: &Reminder, now: Instant) -> bool {
    const HOUR: i64 = 3_600 * 1_000_000;
    let left = due.starts.micros_since(now);
    left <= 0 || (due.days > 1 && left < 48 * HOUR)
}

/// Begins the letters of a week. `key` is the same whenever the same week's are begun.
pub fn sum_up(tx: &mut Transaction<'_>, call: &Call<'_>, key: &str) -> Result<(), Failure> {
    let telling = Telling {
        what: What::Week {
            until: call.now.plus_micros(-STILL_COMING),
        },
        after: None,
    };
    enqueue(tx, call, &telling, key)
}

fn begin(tx: &mut Transaction<'_>, call: &Call<'_>, what: What) -> Result<(), Failure> {
    let telling = Telling { what, after: None };
    let key = telling.what.key();
    enqueue(tx, call, &telling, &key)
}

fn enqueue(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    telling: &Telling,
    key: &str,
) -> Result<(), Failure> {
    // Ids and instants alone: it cannot fail to be written.
    let payload = serde_json::to_string(telling).unwrap_or_default();
    let job = call.job(KIND, &payload, ATTEMPTS);
    let ask = jobs::Ask {
        key: Some(key),
        ..job
    };
    jobs::enqueue(tx, &ask)?;
    Ok(())
}

/// Writes to the next so many, and sees to it that those after them are written to.
pub fn tell(tx: &mut Transaction<'_>, call: &Call<'_>, telling: &Telling) -> Result<(), Failure> {
    let Batch { letters, last } = next(tx, call, telling)?;
    let key = telling.what.key();
    let letters: Vec<(String, String)> = letters
        .into_iter()
        .map(|(to, about)| {
            let payload = serde_json::to_string(&about).unwrap_or_default();
            (format!("{key} {to}"), payload)
        })
        .collect();
    let asks: Vec<jobs::Ask<'_>> = letters
        .iter()
        .map(|(key, payload)| jobs::Ask {
            key: Some(key),
            turn: Turn::Bulk,
            ..call.job(letter::KIND, payload, letter::ATTEMPTS)
        })
        .collect();
    jobs::enqueue_all(tx, &asks)?;
    let Some(last) = last else {
        return Ok(());
    };
    let rest = Telling {
        what: telling.what.clone(),
        after: Some(last),
    };
    enqueue(tx, call, &rest, &format!("{key} {last}"))
}

/// Who is written to next.
struct Batch {
    /// Each with what their letter is about.
    letters: Vec<(FollowerId, About)>,
    /// The last of them, where there may be more.
    last: Option<FollowerId>,
}

impl Batch {
    fn new(found: Vec<FollowerId>, about: impl Fn(FollowerId) -> About) -> Self {
        Self {
            last: last(&found, |to| *to),
            letters: found.into_iter().map(|to| (to, about(to))).collect(),
        }
    }
}

fn last<T>(found: &[T], id: impl Fn(&T) -> FollowerId) -> Option<FollowerId> {
    let is_full = u32::try_from(found.len()).is_ok_and(|found| found >= AT_ONCE);
    found.last().filter(|_| is_full).map(id)
}

fn next(tx: &mut Transaction<'_>, call: &Call<'_>, telling: &Telling) -> Result<Batch, Failure> {
    match &telling.what {
        What::News(id) => of_news(tx, *id, telling.after),
        What::Reminder {
            area,
            subject,
            starts,
            days,
        } => {
            let Some((whole, _)) = place(tx, area, *subject)? else {
                return Ok(Batch::new(Vec::new(), |_| About::Nothing));
            };
            let found = followers::to_remind(tx, telling.after, &whole.to_string(), AT_ONCE)?;
            Ok(Batch::new(found, |to| About::Reminder {
                subject: *subject,
                starts: *starts,
                days: *days,
                to,
            }))
        }
        What::Week { until } => {
            let until = (*until).min(call.now);
            let found = followers::to_sum_up(tx, telling.after, until, AT_ONCE)?;
            let last = last(&found, |(to, _)| *to);
            let mut letters = Vec::new();
            for (to, after) in found {
                // Once, whoever else sums up now: the next begins where this one ends.
                if followers::told(tx, to, until)? {
                    letters.push((to, About::Week { to, after, until }));
                }
            }
            Ok(Batch { letters, last })
        }
    }
}

fn of_news(
    snapshot: &mut Snapshot<'_>,
    id: NewsId,
    after: Option<FollowerId>,
) -> Result<Batch, Failure> {
    let nobody = || Batch::new(Vec::new(), |_| About::Nothing);
    let Some(news) = news::find(snapshot, id)? else {
        return Ok(nobody());
    };
    let Some((whole, body)) = place(snapshot, &news.area, news.subject)? else {
        return Ok(nobody());
    };
    let of = Of {
        area: &news.area,
        whole: &whole.to_string(),
        body: &body,
    };
    let found = followers::to_tell(snapshot, after, of, news.at, AT_ONCE)?;
    Ok(Batch::new(found, |to| About::News { news: id, to }))
}

/// What a meeting is part of, or itself, and the body that meets.
pub(crate) fn place(
    snapshot: &mut Snapshot<'_>,
    area: &AreaSlug,
    subject: SubjectId,
) -> Result<Option<(SubjectId, String)>, Failure> {
    let Some(found) = record::load(snapshot, area, record::Of::Subjects(&[subject]))? else {
        return Ok(None);
    };
    let state = &found.state;
    let known = state.known_subjects().get(&subject);
    Ok(known.map(|known| {
        let body = known.about.body.and_then(|body| state.words(body).said());
        let whole = known.about.part_of.unwrap_or(subject);
        (whole, body.unwrap_or_default().to_owned())
    }))
}

/// When a meeting starts, where that is known to the minute.
pub(crate) fn starts(known: &KnownSubject) -> Option<Instant> {
    let starts: Fact = known.value(fact::STARTS)?.into();
    match starts.when()? {
        When::At(at) => Instant::try_from(at).ok(),
        When::Day(_) => None,
    }
}

impl What {
    /// The same whenever the same is told.
    fn key(&self) -> String {
        match self {
            Self::News(id) => format!("news {id}"),
            Self::Reminder {
                subject,
                starts,
                days,
                ..
            } => format!("reminder {subject} {starts} {days}"),
            Self::Week { until } => format!("week {until}"),
        }
    }
}
