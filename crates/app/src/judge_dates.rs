//! What the charters of an area say of the dates of a meeting that is planned, if it is announced now.

use alongside_charter::{
    Audit, EVENING_FROM_HOUR, FaithDays, Kind, LongDay, Name, SchoolTerms, Subject, When, fact,
};
use alongside_domain::Instant;
use alongside_domain::meeting::{Draft, Session};
use alongside_domain::reply::{WEEKS_FOR_SIGN_LANGUAGE, is_late_for_sign_language};
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::area::Area;

/// So many days that keep every standard are offered.
const OFFERED: usize = 3;

/// When an evening is offered beside a daytime meeting, and a morning beside an evening: hour and minute.
const EVENING: (i8, i8) = (18, 30);
const MORNING: (i8, i8) = (10, 30);

/// One time, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Which.
    pub session: Session,
    /// The standards that it is too late to keep.
    pub misses: Vec<Line>,
    /// The standards that can be kept, and by when what has to be done, earliest first.
    pub to_do: Vec<Line>,
    /// What to know of the day: that it is a bank holiday, in the school holidays, or a day of a faith, or that it is
    /// late to find an interpreter of sign language.
    pub remarks: Vec<String>,
}

/// What one standard says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which standard.
    pub standard: Name,
    /// The standard in words.
    pub says: String,
    /// What to do for it.
    pub action: String,
    /// The last day to do it, where one follows.
    pub by: Option<Date>,
    /// The sum in words.
    pub sum: String,
}

/// What is known of days.
#[derive(Debug, Clone, Copy, Default)]
pub struct Calendars<'a> {
    /// The terms of the schools in the area.
    pub terms: &'a [SchoolTerms],
    /// Terms that are usual in the country. They help to choose a day of which the others know nothing, and judge none.
    pub usual_terms: &'a [SchoolTerms],
    /// Days of faiths.
    pub faith_days: &'a [FaithDays],
}

/// Judges dates by the charters that count on the day on which somebody asks.
#[derive(Debug)]
pub struct Judge {
    audit: Audit,
    terms: Vec<SchoolTerms>,
    usual_terms: Vec<SchoolTerms>,
    zone: TimeZone,
    now: Instant,
    today: Date,
}

impl Judge {
    /// The judge of an area, now.
    pub fn new(area: &Area, calendars: Calendars<'_>, now: Instant) -> Self {
        let today = area.zone.to_datetime(now.timestamp()).date();
        let audit = Audit::new(area.charters_on(today).cloned(), When::At(now.timestamp()));
        Self {
            audit: audit
                .with_school_terms(calendars.terms.iter().cloned())
                .with_faith_days(calendars.faith_days.iter().cloned()),
            terms: calendars.terms.to_vec(),
            usual_terms: calendars.usual_terms.to_vec(),
            zone: area.zone.clone(),
            now,
            today,
        }
    }

    /// Judges every time of a plan.
    pub fn judge(&self, draft: &Draft) -> Vec<Judged> {
        let sessions = draft.sessions.iter();
        sessions.map(|session| self.one(draft, *session)).collect()
    }

    fn one(&self, draft: &Draft, session: Session) -> Judged {
        let meeting = bare(draft).with(fact::STARTS, session.starts.timestamp());
        let plan = self.audit.plan(&meeting);
        let line = |step: &alongside_charter::Step<'_>| Line {
            standard: step.standard.id.clone(),
            says: step.standard.says.clone(),
            action: step.action.clone(),
            by: step.by,
            sum: step.sum.clone(),
        };
        let (late, rest): (Vec<_>, Vec<_>) = plan.steps.iter().partition(|step| step.too_late);
        Judged {
            session,
            misses: late.into_iter().map(line).collect(),
            to_do: rest.into_iter().map(line).collect(),
            remarks: plan
                .remarks
                .into_iter()
                .chain(self.usual_holiday(self.day(session)))
                .chain(self.sign_language(session))
                .collect(),
        }
    }

    fn day(&self, session: Session) -> Date {
        self.zone.to_datetime(session.starts.timestamp()).date()
    }

    /// That it is late to find an interpreter of sign language, where it is. It breaks nothing.
    fn sign_language(&self, session: Session) -> Option<String> {
        is_late_for_sign_language(session.starts, self.now).then(|| {
            let day = self.day(session);
            format!(
                "{} is less than {WEEKS_FOR_SIGN_LANGUAGE} weeks away: interpreters of British Sign Language \
                 advise booking earlier. Ask now whether one is free.",
                LongDay(day)
            )
        })
    }

    /// That a day of which the schools here have said nothing is usually in the holidays.
    fn usual_holiday(&self, day: Date) -> Option<String> {
        let holiday = |terms: &SchoolTerms| terms.holiday_within(day, day);
        if self.terms.iter().any(|terms| holiday(terms).is_some()) {
            return None;
        }
        let mut usual = self.usual_terms.iter();
        usual.any(|terms| holiday(terms) == Some(true)).then(|| {
            format!(
                "{} is usually in the school holidays. The dates of the schools here are not known: ask them.",
                LongDay(day)
            )
        })
    }

    /// Whether a day is in the school holidays, as far as is known or usual.
    pub(crate) fn is_in_holidays(&self, day: Date) -> bool {
        let holiday = |terms: &SchoolTerms| terms.holiday_within(day, day) == Some(true);
        self.terms.iter().any(holiday) || self.usual_holiday(day).is_some()
    }

    /// So many halves of terms, from the one that a day is in on, or fewer where no more are known: where schools here
    /// differ, those of the schools whose terms are known furthest. The usual ones, where only they reach so far.
    pub(crate) fn half_terms(&self, day: Date, count: usize) -> Vec<(Date, Date)> {
        let furthest = |all: &[SchoolTerms]| {
            let known = all.iter().map(|terms| terms.terms_from(day));
            known.max_by_key(Vec::len).unwrap_or_default()
        };
        let mut halves = furthest(&self.terms);
        if halves.len() < count {
            let usual = furthest(&self.usual_terms);
            halves = if usual.len() < count { halves } else { usual };
        }
        halves.truncate(count);
        halves
    }

    /// What to know of a day: that it is a bank holiday, in the school holidays, or a day of a faith.
    pub fn remarks_on(&self, day: Date) -> Vec<String> {
        let meeting = Subject::new(Kind::Meeting, "plan").with(fact::STARTS, day);
        let mut remarks = self.audit.plan(&meeting).remarks;
        remarks.extend(self.usual_holiday(day));
        remarks
    }

    /// The other half of the day for somebody who cannot come to the one that is planned: an evening on the day of a
    /// daytime meeting, or a morning on the day of an evening; of the same length. None where the plan has both, or
    /// is a series.
    pub fn counterpart(&self, draft: &Draft, now: Instant) -> Option<Session> {
        let civil = |at: Instant| self.zone.to_datetime(at.timestamp());
        let is_evening = |of: &Session| civil(of.starts).hour() >= EVENING_FROM_HOUR;
        let first = draft.sessions.first().filter(|_| !draft.repeats)?;
        let evening = is_evening(first);
        if draft.sessions.iter().any(|of| is_evening(of) != evening) {
            return None;
        }
        let (hour, minute) = if evening { MORNING } else { EVENING };
        let at = civil(first.starts).date().at(hour, minute, 0, 0);
        let at = self.zone.to_ambiguous_timestamp(at).compatible().ok()?;
        let starts = Instant::try_from(at).ok()?;
        let ends = first
            .ends
            .map(|ends| starts.plus_micros(ends.micros_since(first.starts)));
        (starts > now).then_some(Session { starts, ends })
    }

    /// The next days, from a day on, that keep every standard if the meeting is announced now.
    pub fn offers(&self, draft: &Draft, from: Date) -> Vec<Date> {
        let mut offers = Vec::new();
        let mut from = from.max(self.today);
        while offers.len() < OFFERED {
            let wanted = bare(draft).with(fact::STARTS, from);
            let Some(plan) = self.audit.earliest(&wanted) else {
                break;
            };
            let Some(day) = plan.subject.day(&self.zone) else {
                break;
            };
            // A day of a faith breaks nothing, and is not the one to offer.
            if self.audit.faith_remarks(day).is_empty() {
                offers.push(day);
            }
            match day.checked_add(1.day()) {
                Ok(next) => from = next,
                Err(_) => break,
            }
        }
        offers
    }
}

/// A meeting of which only the ways to take part are known.
fn bare(draft: &Draft) -> Subject {
    let ways = i64::try_from(draft.means.len()).unwrap_or(i64::MAX);
    Subject::new(Kind::Meeting, "plan").with(fact::WAYS, ways)
}
