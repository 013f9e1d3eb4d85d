//! Who could come: what people said of the meetings that were, with how early they were told and at what time of day.
//!
//! The numbers of this file are exact and for nobody to read: pages tell them as [`alongside_domain::reply::Told`]. Only
//! meetings that have begun are in it, so that no number moves while somebody watches.

use std::collections::BTreeMap;

use alongside_charter::{EVENING_FROM_HOUR, Fact, Kind, Subject, When, fact};
use alongside_domain::reply::{Reason, Standing};
use alongside_store::replies::Counted;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

/// At what time a meeting was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Time {
    /// On a working day, by day.
    Day,
    /// On a working day, in the evening.
    Evening,
    /// On a Saturday or a Sunday.
    Weekend,
    /// On a working day, at an hour that is not known.
    Unknown,
}

/// What people said of a meeting, or of several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Wanted to come, whether they had a place or waited for one to the end.
    pub wanted: u64,
    /// Of them, had no place to the end.
    pub waited: u64,
    /// Of those who wanted to come and said so: that it was their first meeting.
    pub first: u64,
    /// How many said whether it was.
    pub first_asked: u64,
    /// Could not come, by the reason; nothing where they did not say.
    pub cannot: BTreeMap<Option<Reason>, u64>,
}

impl Said {
    /// How many could not come.
    pub fn all_who_cannot(&self) -> u64 {
        self.cannot.values().sum()
    }

    fn add(&mut self, counted: &Counted) {
        match counted.standing {
            Standing::Coming | Standing::Waiting => {
                self.wanted += counted.count;
                if counted.standing == Standing::Waiting {
                    self.waited += counted.count;
                }
                if let Some(is_first) = counted.is_first {
                    self.first_asked += counted.count;
                    self.first += if is_first { counted.count } else { 0 };
                }
            }
            Standing::Declined | Standing::Withdrawn => {
                *self.cannot.entry(counted.reason).or_default() += counted.count;
            }
        }
    }
}

/// A meeting that was.
#[derive(Debug, Clone)]
pub struct Turnout<'a> {
    /// Which.
    pub subject: &'a Subject,
    /// On which day.
    pub day: Date,
    /// At what time.
    pub time: Time,
    /// How many days before it people were told of this day; nothing where that is not known.
    pub notice: Option<i32>,
    /// What they said.
    pub said: Said,
}

/// A year of meetings.
#[derive(Debug, Clone)]
pub struct WhoCouldCome<'a> {
    /// The first day of it.
    pub from: Date,
    /// Each, the latest first.
    pub meetings: Vec<Turnout<'a>>,
    /// What people said of all of them.
    pub said: Said,
}

impl WhoCouldCome<'_> {
    /// How many meetings were at which time.
    pub fn times(&self) -> BTreeMap<Time, usize> {
        let mut times = BTreeMap::new();
        for meeting in &self.meetings {
            *times.entry(meeting.time).or_default() += 1;
        }
        times
    }

    /// The notice in the middle, in days, of those meetings of which it is known, and how many they are.
    pub fn usual_notice(&self) -> Option<(i32, usize)> {
        let mut known: Vec<i32> = self.meetings.iter().filter_map(|of| of.notice).collect();
        known.sort_unstable();
        let middle = known.get(known.len().checked_sub(1)? / 2)?;
        Some((*middle, known.len()))
    }
}

/// What people said of the meetings of the year that ends now, or with a day.
pub fn who_could_come<'a>(
    subjects: impl Iterator<Item = &'a Subject>,
    counted: &[Counted],
    zone: &TimeZone,
    until: When,
) -> WhoCouldCome<'a> {
    let mut by_subject: BTreeMap<String, Said> = BTreeMap::new();
    for one in counted {
        by_subject
            .entry(one.subject.to_string())
            .or_default()
            .add(one);
    }
    let last = until.day(zone);
    let from = last.checked_sub(1.year()).unwrap_or(last);
    let mut meetings: Vec<Turnout<'a>> = subjects
        .filter(|subject| subject.kind == Kind::Meeting)
        .filter(|subject| subject.fact(fact::CANCELLED).is_none())
        .filter_map(|subject| {
            let starts = subject.fact(fact::STARTS).and_then(Fact::when)?;
            let day = starts.day(zone);
            (has_begun(starts, until, zone) && day > from).then(|| Turnout {
                subject,
                day,
                time: time(starts, zone),
                notice: notice(subject, day, zone),
                said: by_subject.remove(&subject.id).unwrap_or_default(),
            })
        })
        .collect();
    meetings.sort_by(|a, b| {
        b.day
            .cmp(&a.day)
            .then_with(|| a.subject.id.cmp(&b.subject.id))
    });
    let mut said = Said::default();
    for meeting in &meetings {
        let of = &meeting.said;
        said.wanted += of.wanted;
        said.waited += of.waited;
        said.first += of.first;
        said.first_asked += of.first_asked;
        for (reason, count) in &of.cannot {
            *said.cannot.entry(*reason).or_default() += count;
        }
    }
    WhoCouldCome {
        from,
        meetings,
        said,
    }
}

/// A meeting of a day has begun when the day is over.
fn has_begun(starts: When, until: When, zone: &TimeZone) -> bool {
    match (starts, until) {
        (When::At(starts), When::At(until)) => starts <= until,
        (When::Day(day), When::At(until)) => day < zone.to_datetime(until).date(),
        (starts, When::Day(until)) => starts.day(zone) <= until,
    }
}

fn time(starts: When, zone: &TimeZone) -> Time {
    let day = starts.day(zone);
    if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        return Time::Weekend;
    }
    match starts {
        When::Day(_) => Time::Unknown,
        When::At(at) if zone.to_datetime(at).hour() >= EVENING_FROM_HOUR => Time::Evening,
        When::At(_) => Time::Day,
    }
}

/// Days from when people were told of this very day.
fn notice(subject: &Subject, day: Date, zone: &TimeZone) -> Option<i32> {
    let told = subject.fact(fact::RESCHEDULED);
    let told = told.or_else(|| subject.fact(fact::ANNOUNCED))?.day(zone)?;
    told.until(day).ok().map(|span| span.get_days())
}

#[cfg(test)]
mod tests {
    use alongside_domain::Id;
    use alongside_domain::act::SubjectId;

    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("Europe/London").unwrap()
    }

    fn id(number: u8) -> SubjectId {
        Id::new(alongside_domain::Instant::EPOCH, [number; 10])
    }

    fn meeting(number: u8, starts: &str, announced: &str) -> Subject {
        let at = |text: &str| Fact::At(text.parse().unwrap());
        Subject::new(Kind::Meeting, id(number).to_string())
            .with(fact::STARTS, at(starts))
            .with(fact::ANNOUNCED, at(announced))
    }

    fn counted(number: u8, standing: Standing, reason: Option<Reason>, count: u64) -> Counted {
        Counted {
            subject: id(number),
            standing,
            reason,
            is_first: standing.wants_to_come().then_some(true),
            count,
        }
    }

    #[test]
    fn a_year_of_meetings_with_what_people_said() {
        let subjects = [
            meeting(1, "2026-11-10T18:00:00Z", "2026-10-13T09:00:00Z"),
            meeting(2, "2026-06-06T10:00:00Z", "2026-06-01T09:00:00Z"),
            meeting(3, "2026-03-03T10:00:00Z", "2026-02-01T09:00:00Z"),
            // Not yet, and too long ago.
            meeting(4, "2026-12-10T18:00:00Z", "2026-11-13T09:00:00Z"),
            meeting(5, "2025-11-20T18:00:00Z", "2025-11-13T09:00:00Z"),
        ];
        let counts = [
            counted(1, Standing::Coming, None, 9),
            counted(1, Standing::Waiting, None, 2),
            counted(1, Standing::Declined, Some(Reason::Notice), 3),
            counted(2, Standing::Declined, Some(Reason::Notice), 4),
            counted(2, Standing::Withdrawn, None, 1),
            counted(4, Standing::Coming, None, 50),
        ];
        let until = When::At("2026-11-23T09:00:00Z".parse().unwrap());
        let year = who_could_come(subjects.iter(), &counts, &zone(), until);
        let days: Vec<_> = year
            .meetings
            .iter()
            .map(|of| (of.time, of.notice))
            .collect();
        assert_eq!(
            days,
            [
                (Time::Evening, Some(28)),
                (Time::Weekend, Some(5)),
                (Time::Day, Some(30))
            ]
        );
        assert_eq!(year.usual_notice(), Some((28, 3)));
        assert_eq!(
            (year.said.wanted, year.said.waited, year.said.first),
            (11, 2, 11)
        );
        assert_eq!(year.said.cannot[&Some(Reason::Notice)], 7);
        assert_eq!(year.said.all_who_cannot(), 8);
        assert_eq!(year.meetings[2].said, Said::default());
    }

    #[test]
    fn a_day_that_is_not_over_is_not_counted_yet() {
        let today = When::Day("2026-11-23".parse().unwrap());
        let now = When::At("2026-11-23T23:00:00Z".parse().unwrap());
        let later = When::At("2026-11-24T01:00:00Z".parse().unwrap());
        assert!(!has_begun(today, now, &zone()));
        assert!(has_begun(today, later, &zone()));
    }
}
