//! The areas as they are, kept in memory between requests.
//!
//! The version of an area is read from the database for each request, in the snapshot that the rest of the answer is
//! read from, and what is kept here is given out only for that very version. Where it is older, what changed since is
//! read, so nobody sees an area older than the last change that was kept, however many processes there are.

use std::sync::Arc;

use alongside_app::area::Area;
use alongside_charter::{Audit, Finding, SchoolTerms, Subject, When};
use alongside_domain::replay::State;
use alongside_domain::{AreaSlug, Instant};
use alongside_pages::Colour;
use alongside_pages::public;
use alongside_store::{Error, Snapshot, areas};
use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use parking_lot::Mutex;
use quick_cache::Weighter;
use quick_cache::sync::Cache as Kept;

/// About how many areas are kept; so few that they are not shared out between several smaller caches.
const ABOUT: usize = 31;
/// All areas together have no more subjects, of about a kilobyte each.
const LIMIT: u64 = 30_000;
/// What an area takes besides its subjects, in subjects.
const OVERHEAD: u64 = 50;
/// So many areas at once can be read anew.
const DOORS: usize = 16;

const MINUTE: i64 = 60 * 1_000_000;
/// The clocks of machines that share a database are no further apart.
const BETWEEN_CLOCKS: i64 = 60 * MINUTE;

/// The areas, the least wanted of which go when there is no more room.
pub(crate) struct Areas {
    kept: Kept<Box<str>, Arc<Known>, Subjects>,
    /// Areas as they stood at the end of a day.
    past: Kept<(Box<str>, Date), Arc<Known>, Subjects>,
    /// Who reads an area anew holds the door, so that the others find it read.
    doors: [Mutex<()>; DOORS],
    /// The same for areas as they stood.
    doors_to_the_past: [Mutex<()>; DOORS],
    /// The school terms of all areas.
    terms: Vec<SchoolTerms>,
}

#[derive(Debug, Clone)]
struct Subjects;

impl Weighter<Box<str>, Arc<Known>> for Subjects {
    fn weight(&self, _: &Box<str>, known: &Arc<Known>) -> u64 {
        known.subjects + OVERHEAD
    }
}

impl Weighter<(Box<str>, Date), Arc<Known>> for Subjects {
    fn weight(&self, _: &(Box<str>, Date), known: &Arc<Known>) -> u64 {
        known.subjects + OVERHEAD
    }
}

impl Areas {
    pub(crate) fn new(terms: Vec<SchoolTerms>) -> Self {
        Self {
            kept: Kept::with_weighter(ABOUT, LIMIT, Subjects),
            past: Kept::with_weighter(ABOUT, LIMIT / 2, Subjects),
            doors: std::array::from_fn(|_| Mutex::new(())),
            doors_to_the_past: std::array::from_fn(|_| Mutex::new(())),
            terms,
        }
    }

    /// An area as the snapshot has it, or as somebody has changed it since; nothing where there is none.
    pub(crate) fn at(
        &self,
        snapshot: &mut Snapshot<'_>,
        slug: &AreaSlug,
    ) -> Result<Option<Arc<Known>>, Error> {
        let Some(version) = areas::version(snapshot, slug.as_str())? else {
            return Ok(None);
        };
        if let Some(known) = self.fresh(slug, version) {
            return Ok(Some(known));
        }
        let door = self.doors.get(door_of(slug));
        let _held = door.map(|door| door.lock());
        if let Some(known) = self.fresh(slug, version) {
            return Ok(Some(known));
        }
        let earlier = self.kept.get(slug.as_str());
        let Some(area) = Area::load(snapshot, slug, earlier.as_ref().map(|known| &known.area))?
        else {
            return Ok(None);
        };
        let known = Arc::new(Known::new(area, &self.terms));
        self.kept.insert(slug.as_str().into(), Arc::clone(&known));
        Ok(Some(known))
    }

    /// An area as it stood at the end of a past day. Where its record began later, it is as it is now, to be judged as
    /// of that day.
    pub(crate) fn stood(
        &self,
        snapshot: &mut Snapshot<'_>,
        known: &Arc<Known>,
        day: Date,
    ) -> Result<Arc<Known>, Error> {
        let key = (Box::from(known.area.slug.as_str()), day);
        let version = known.area.version;
        let kept = |past: &Self| {
            let kept = past.past.get(&key);
            kept.filter(|kept| kept.area.version == version)
        };
        if let Some(kept) = kept(self) {
            return Ok(kept);
        }
        // Whoever asks for many days at once waits for one after another.
        let door = self.doors_to_the_past.get(door_of(&known.area.slug));
        let _held = door.map(|door| door.lock());
        if let Some(kept) = kept(self) {
            return Ok(kept);
        }
        let before = known
            .after(day)
            .and_then(|after| Instant::try_from(after).ok());
        let until = before.and_then(|before| Instant::from_micros(before.micros() - 1));
        // Before its first act nothing was there to be read.
        let until = until.filter(|until| *until >= known.area.opened);
        let stood = match until {
            Some(until) => known.area.stood(snapshot, until)?,
            None => None,
        };
        let (area, state) = match stood {
            Some((area, state)) => (area, Some(state)),
            None => (known.area.clone(), None),
        };
        let past = Arc::new(Known {
            past: Some(Past { day, state }),
            ..Known::new(area, &self.terms)
        });
        self.past.insert(key, Arc::clone(&past));
        Ok(past)
    }

    /// What is kept, unless it is older. Something newer is what has been kept in the database meanwhile.
    fn fresh(&self, slug: &AreaSlug, version: i64) -> Option<Arc<Known>> {
        let known = self.kept.get(slug.as_str())?;
        (known.area.version >= version).then_some(known)
    }
}

/// The same door for the same area.
fn door_of(slug: &AreaSlug) -> usize {
    let sum = slug.as_str().bytes().map(usize::from).sum::<usize>();
    sum % DOORS
}

/// An area at one of its versions, with what judges it.
pub(crate) struct Known {
    pub(crate) area: Area,
    subjects: u64,
    colour: Colour,
    /// The name of the file of its logo, as addresses have it.
    logo: Option<String>,
    /// The terms of its schools, as they were published.
    pub(crate) terms: Vec<SchoolTerms>,
    /// The audits of the minute in which they were last asked for.
    audits: Mutex<Option<(i64, Arc<Vec<Audit>>)>>,
    /// Where it is not as it is now.
    pub(crate) past: Option<Past>,
}

/// A day that is over, at the end of which an area is looked at.
pub(crate) struct Past {
    pub(crate) day: Date,
    /// What was known then, from the acts up to then; nothing where the record began later.
    pub(crate) state: Option<State>,
}

/// The day, or the very instant, as of which findings hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AsOf {
    pub(crate) day: Date,
    pub(crate) when: When,
    /// The first instant after what is looked at.
    pub(crate) before: Timestamp,
    /// The minute, where it is now.
    minute: Option<i64>,
}

impl AsOf {
    /// Whether it is a day that is over.
    pub(crate) const fn is_past(&self) -> bool {
        self.minute.is_none()
    }

    /// Whether something is still to come. Something of today of which the hour is not known is.
    pub(crate) fn is_before(&self, when: When, zone: &TimeZone) -> bool {
        match (when, self.when) {
            (When::At(at), When::At(now)) => at > now,
            (When::Day(day), When::At(_)) => day >= self.day,
            (when, When::Day(day)) => when.day(zone) > day,
        }
    }
}

impl Known {
    fn new(area: Area, terms: &[SchoolTerms]) -> Self {
        // A colour that is not one is that of the theme.
        let colour = Colour::parse(&area.settings.colour).unwrap_or_default();
        Self {
            subjects: area.subjects().count() as u64,
            colour,
            logo: area.logo.as_ref().map(|logo| logo.name.to_string()),
            terms: area.terms(terms),
            area,
            audits: Mutex::new(None),
            past: None,
        }
    }

    /// Its logo, where it has one.
    pub(crate) fn logo(&self) -> Option<public::Logo<'_>> {
        let (logo, file) = (self.area.logo.as_ref()?, self.logo.as_deref()?);
        Some(public::Logo {
            file,
            says: &logo.says,
            width: logo.width,
            height: logo.height,
        })
    }

    /// The area as its pages name it.
    pub(crate) fn place(&self) -> public::Area<'_> {
        let notice = self.area.settings.notice.as_str();
        public::Area {
            slug: self.area.slug.as_str(),
            name: &self.area.name,
            colour: self.colour,
            logo: self.logo(),
            zone: self.area.zone.clone(),
            has_record: true,
            notice: (!notice.is_empty()).then_some(notice),
            stood: self.past.as_ref().map(|past| public::Stood {
                day: past.day,
                opened: self.area.opened.timestamp(),
                is_rebuilt: past.state.is_some(),
            }),
        }
    }

    /// As of a day that is past, or else as of now: nobody knows what will have been done by a day to come.
    pub(crate) fn as_of(&self, day: Option<Date>, now: Instant) -> AsOf {
        // What somebody just did is done, whatever this machine's clock says; but no clock that was far ahead once has
        // everything judged as if its day had come.
        let last = self.area.last;
        let now = if last.micros_since(now) <= BETWEEN_CLOCKS {
            now.max(last)
        } else {
            now
        };
        let zone = &self.area.zone;
        let at = now.timestamp();
        let today = zone.to_datetime(at).date();
        let past = day.filter(|day| *day < today);
        let past = past.and_then(|day| Some((day, self.after(day)?)));
        match past {
            Some((day, before)) => AsOf {
                day,
                when: When::Day(day),
                before,
                minute: None,
            },
            None => AsOf {
                day: today,
                when: When::At(at),
                before: now.max(last).plus_micros(1).timestamp(),
                minute: Some(now.micros().div_euclid(MINUTE)),
            },
        }
    }

    /// The first instant after a day.
    fn after(&self, day: Date) -> Option<Timestamp> {
        let next = day.checked_add(1.day()).ok()?;
        let next = next.to_zoned(self.area.zone.clone()).ok()?;
        Some(next.timestamp())
    }

    /// What judges the area. Those for now are made once in a minute.
    pub(crate) fn audits(&self, as_of: &AsOf) -> Arc<Vec<Audit>> {
        let fresh = || Arc::new(self.area.audits(as_of.when, &self.terms));
        let Some(minute) = as_of.minute else {
            return fresh();
        };
        let mut kept = self.audits.lock();
        match kept.as_ref().filter(|(of, _)| *of == minute) {
            Some((_, audits)) => Arc::clone(audits),
            None => Arc::clone(&kept.insert((minute, fresh())).1),
        }
    }

    /// Everyone who organised one of these, in the order of their names.
    pub(crate) fn organisers<'a>(subjects: impl Iterator<Item = &'a Subject>) -> Vec<&'a str> {
        let mut names: Vec<&str> = subjects
            .map(|subject| subject.organiser.as_str())
            .filter(|name| !name.is_empty())
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// Findings in the order in which they are read: the latest first, those without a day last.
pub(crate) fn latest_first<'f, 'a>(
    findings: impl Iterator<Item = &'f Finding<'a>>,
) -> Vec<&'f Finding<'a>> {
    let mut findings: Vec<_> = findings.collect();
    findings.sort_by_cached_key(|finding| std::cmp::Reverse(finding.day()));
    findings
}
