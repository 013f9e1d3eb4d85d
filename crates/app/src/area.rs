//! An area as its acts leave it: what pages, feeds and the JSON interface are made from.

mod entry;
mod stood;

use std::collections::BTreeMap;
use std::sync::Arc;

use alongside_charter::{Audit, Charter, Finding, Name, SchoolTerms, Subject, When, fact};
use alongside_domain::act::{Digest, SubjectId};
use alongside_domain::replay::{KnownSubject, State};
use alongside_domain::{AreaSlug, ForumStage, GssCode, Instant, OrganisationId, OrganisationKind};
use alongside_sheet::{Problem, Reading, Sheet, read};
use alongside_store::logos::{self, Logo};
use alongside_store::record::Of;
use alongside_store::{Error, Snapshot, areas, charters, record};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub use entry::Entry;

/// An area at one of its versions.
#[derive(Debug, Clone)]
pub struct Area {
    /// Its name in addresses.
    pub slug: AreaSlug,
    /// What people call it.
    pub name: String,
    /// The version at which it is as told here.
    pub version: i64,
    /// When the last act of its record was done.
    pub last: Instant,
    /// When its record began.
    pub opened: Instant,
    /// Its code in the national register, where it has one.
    pub gss: Option<GssCode>,
    /// What can be set.
    pub settings: areas::Settings,
    /// Its logo, where it has one.
    pub logo: Option<Logo>,
    /// Its organisations, in the order of their names.
    pub organisations: Vec<Organisation>,
    /// The charters it adopted, all versions, in the order in which they began to count.
    pub adopted: Vec<Adopted>,
    /// The zone in which its days are meant.
    pub zone: TimeZone,
    periods: Vec<Period>,
    /// What became public before any charter counted. Nothing is judged of it.
    before: Vec<Subject>,
    /// What is part of something else: of each such subject, of what.
    parts: BTreeMap<SubjectId, SubjectId>,
    /// What calendars say of each subject.
    entries: BTreeMap<SubjectId, Entry>,
}

/// An organisation of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its kind.
    pub kind: OrganisationKind,
    /// Its name; its id where the name was taken back.
    pub name: String,
    /// How far a forum is.
    pub stage: Option<ForumStage>,
    /// When it was registered.
    pub registered: Instant,
    /// When it ended, once it has.
    pub ended: Option<Instant>,
}

/// A version of a charter, and when it counts.
#[derive(Debug, Clone)]
pub struct Adopted {
    /// The charter.
    pub charter: Arc<Charter>,
    /// The file of the version.
    pub version: Digest,
    /// The first day on which it counts.
    pub from: Date,
    /// The first day on which it no longer does, where there is one.
    pub until: Option<Date>,
}

/// A time in which the same versions count, and what became public in it.
#[derive(Debug, Clone)]
struct Period {
    from: Date,
    charters: Vec<Arc<Charter>>,
    subjects: Vec<Subject>,
}

impl Area {
    /// An area as it is; nothing where there is none of this name. Given the same area at an earlier version, only
    /// what changed since is read again.
    pub fn load(
        snapshot: &mut Snapshot<'_>,
        slug: &AreaSlug,
        earlier: Option<&Self>,
    ) -> Result<Option<Self>, Error> {
        let Some(found) = areas::find(snapshot, slug)? else {
            return Ok(None);
        };
        match earlier.filter(|earlier| earlier.version >= found.reshaped) {
            Some(earlier) if earlier.version == found.version => Ok(Some(earlier.clone())),
            Some(earlier) => {
                let of = Of::ChangedSince(earlier.version);
                let Some(known) = record::load(snapshot, slug, of)? else {
                    return Ok(None);
                };
                let mut area = earlier.clone();
                area.version = found.version;
                area.last = found.last;
                area.take_changes(&known.state);
                Ok(Some(area))
            }
            None => Self::load_all(snapshot, found),
        }
    }

    fn load_all(snapshot: &mut Snapshot<'_>, found: areas::Area) -> Result<Option<Self>, Error> {
        let Some(known) = record::load(snapshot, &found.slug, Of::All)? else {
            return Ok(None);
        };
        let logo = logos::shown(snapshot, &found.slug)?;
        let files = files(snapshot, &known.state)?;
        Ok(Some(Self::made(found, logo, &known.state, &files)))
    }

    /// An area from what is known of it and the charters it adopted, without its database: what whoever checks a record
    /// works out from its acts. It looks as a new area does. Nothing where no act opens it.
    pub fn rebuilt(state: &State, files: &BTreeMap<Digest, Arc<Charter>>) -> Option<Self> {
        let known = state.area()?;
        let name = state.words(known.name).said();
        let found = areas::Area {
            slug: known.slug.clone(),
            name: name.unwrap_or(known.slug.as_str()).to_owned(),
            version: 0,
            reshaped: 0,
            settings: areas::Settings::default(),
            gss: known.gss.clone(),
            opened: known.opened,
            last: known.opened,
        };
        Some(Self::made(found, None, state, files))
    }

    fn made(
        found: areas::Area,
        logo: Option<Logo>,
        state: &State,
        files: &BTreeMap<Digest, Arc<Charter>>,
    ) -> Self {
        let adopted = adopted(state, files);
        let zone = zone_of(&adopted);
        let mut area = Self {
            organisations: organisations(state),
            adopted,
            slug: found.slug,
            name: found.name,
            version: found.version,
            last: found.last,
            opened: found.opened,
            gss: found.gss,
            settings: found.settings,
            logo,
            zone,
            periods: periods(state, files),
            before: Vec::new(),
            parts: parts(state).collect(),
            entries: entries(state).collect(),
        };
        for (id, told) in state.known_subjects() {
            if let Some(subject) = state.subject(*id) {
                area.place(subject, told_at(*id, told));
            }
        }
        area
    }

    fn take_changes(&mut self, state: &State) {
        self.parts.extend(parts(state));
        self.entries.extend(entries(state));
        for (id, told) in state.known_subjects() {
            let text = id.to_string();
            self.before.retain(|subject| subject.id != text);
            for period in &mut self.periods {
                period.subjects.retain(|subject| subject.id != text);
            }
            if let Some(subject) = state.subject(*id) {
                self.place(subject, told_at(*id, told));
            }
        }
    }

    /// Puts a subject where it is judged: in the period in which it became public. What no date is known of is judged
    /// by what counted when it was told of: a charter that came later is nothing that anybody could have kept to.
    fn place(&mut self, subject: Subject, told: Timestamp) {
        let zone = &self.zone;
        let saved = || subject.fact(fact::SAVE_THE_DATE)?.day(zone);
        let public_on = subject.public_on(zone).or_else(saved);
        let day = public_on.unwrap_or_else(|| zone.to_datetime(told).date());
        let mut periods = self.periods.iter_mut().rev();
        let period = periods.find(|period| day >= period.from);
        match period {
            Some(period) => period.subjects.push(subject),
            None => self.before.push(subject),
        }
    }

    /// Every subject.
    pub fn subjects(&self) -> impl Iterator<Item = &Subject> {
        let judged = self.periods.iter().flat_map(|period| &period.subjects);
        judged.chain(&self.before)
    }

    /// One subject.
    pub fn subject(&self, id: SubjectId) -> Option<&Subject> {
        let text = id.to_string();
        self.subjects().find(|subject| subject.id == text)
    }

    /// What calendars say of a subject.
    pub fn entry(&self, id: SubjectId) -> Option<&Entry> {
        self.entries.get(&id)
    }

    /// What a subject is part of, or itself.
    pub fn whole(&self, id: SubjectId) -> SubjectId {
        self.parts.get(&id).copied().unwrap_or(id)
    }

    /// The other times of a meeting, or the other parts of what it is part of.
    pub fn beside(&self, id: SubjectId) -> Vec<&Subject> {
        let of = self.whole(id);
        let others = self.parts.keys().copied().chain([of]);
        let others = others.filter(|other| *other != id && self.whole(*other) == of);
        others.filter_map(|other| self.subject(other)).collect()
    }

    /// The charters that count on a day.
    pub fn charters_on(&self, day: Date) -> impl Iterator<Item = &Charter> {
        let period = self.periods.iter().rev().find(|period| day >= period.from);
        period
            .into_iter()
            .flat_map(|period| period.charters.iter().map(AsRef::as_ref))
    }

    /// The organisation of a name.
    pub fn organisation_called(&self, name: &str) -> Option<&Organisation> {
        self.organisations.iter().find(|known| known.name == name)
    }

    /// The organisations of a kind that have not ended.
    pub fn of_kind(&self, kind: OrganisationKind) -> impl Iterator<Item = &Organisation> {
        self.organisations
            .iter()
            .filter(move |known| known.kind == kind && known.ended.is_none())
    }

    /// The names of facts and of standards that its charters know, for reading sheets.
    pub fn names(&self) -> (Vec<Name>, Vec<Name>) {
        let charters = || self.adopted.iter().map(|adopted| &adopted.charter);
        let mut facts: Vec<Name> = charters().flat_map(|charter| charter.names()).collect();
        let mut standards: Vec<Name> = charters()
            .flat_map(|charter| charter.standards.iter().map(|standard| standard.id.clone()))
            .collect();
        for names in [&mut facts, &mut standards] {
            names.sort();
            names.dedup();
        }
        (facts, standards)
    }

    /// Reads a sheet as its charters and its zone have it; what repeats in a calendar without end is followed up to a
    /// day.
    pub fn read_sheet(&self, file: &str, bytes: &[u8], until: Date) -> Result<Sheet, Vec<Problem>> {
        let (names, standards) = self.names();
        let reading = Reading {
            zone: &self.zone,
            names: &names,
            standards: &standards,
            until,
        };
        read(file, bytes, &reading)
    }

    /// Those of some school terms that are its own: by its code, or else by its name in addresses. Nobody published an
    /// estimate, so no area is judged by one.
    pub fn terms(&self, all: &[SchoolTerms]) -> Vec<SchoolTerms> {
        let is_its = |terms: &&SchoolTerms| {
            let by_code = match (&terms.gss, &self.gss) {
                (Some(terms), Some(area)) => terms == area.as_str(),
                _ => false,
            };
            !terms.estimate && (by_code || terms.area == self.slug.as_str())
        };
        all.iter().filter(is_its).cloned().collect()
    }

    /// What judges it as of an instant: an audit for each period in which the same charters count.
    pub fn audits(&self, as_of: When, terms: &[SchoolTerms]) -> Vec<Audit> {
        let audit = |period: &Period| {
            let charters = period
                .charters
                .iter()
                .map(|charter| Charter::clone(charter));
            Audit::new(charters, as_of).with_school_terms(terms.iter().cloned())
        };
        self.periods.iter().map(audit).collect()
    }

    /// Every finding, by audits of [`Self::audits`].
    pub fn findings<'a>(&'a self, audits: &'a [Audit]) -> Vec<Finding<'a>> {
        let of_periods = audits.iter().zip(&self.periods);
        of_periods
            .flat_map(|(audit, period)| audit.findings(&period.subjects))
            .collect()
    }

    /// The findings of one subject, by audits of [`Self::audits`].
    pub fn findings_of<'a>(&'a self, audits: &'a [Audit], subject: &Subject) -> Vec<Finding<'a>> {
        let of_periods = audits.iter().zip(&self.periods);
        of_periods
            .filter_map(|(audit, period)| {
                let mut subjects = period.subjects.iter();
                let place = subjects.position(|known| known.id == subject.id)?;
                let one = period.subjects.get(place..=place)?;
                Some(audit.findings(one))
            })
            .flatten()
            .filter(|finding| finding.subject().is_some())
            .collect()
    }
}

/// What is part of what, among those that are not struck out.
fn parts(state: &State) -> impl Iterator<Item = (SubjectId, SubjectId)> {
    let known = state.known_subjects().iter();
    known.filter_map(|(id, known)| Some((*id, known.about.part_of?)))
}

/// What calendars say of each subject.
fn entries(state: &State) -> impl Iterator<Item = (SubjectId, Entry)> {
    let known = state.known_subjects().iter();
    known.map(|(id, known)| (*id, Entry::new(known, state)))
}

/// When the last was told of a subject that says when: a fact, a figure, a reason; or when it was first told of.
fn told_at(id: SubjectId, known: &KnownSubject) -> Timestamp {
    let facts = known.facts.values().map(|(_, origin)| origin);
    let claims = known.claims.values().map(|(_, origin)| origin);
    let reasons = known.excuses.iter().map(|excuse| &excuse.origin);
    let told = facts.chain(claims).chain(reasons).map(|origin| origin.at);
    let begun = || {
        let (seconds, nanos) = id.uuid().get_timestamp()?.to_unix();
        Timestamp::new(seconds.try_into().ok()?, nanos.try_into().ok()?).ok()
    };
    let last = told.max().map(Instant::timestamp);
    last.or_else(begun).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The zone in which the days of an area are meant.
pub(crate) fn zone(snapshot: &mut Snapshot<'_>, state: &State) -> Result<TimeZone, Error> {
    let files = files(snapshot, state)?;
    Ok(zone_of(&adopted(state, &files)))
}

/// That of the charter that was adopted first: a later one does not move the days of what has been.
fn zone_of(adopted: &[Adopted]) -> TimeZone {
    let first = adopted.first();
    first.map_or_else(usual_zone, |first| first.charter.time_zone.clone())
}

/// The same of an area by its name in addresses.
pub(crate) fn zone_at(snapshot: &mut Snapshot<'_>, slug: &AreaSlug) -> Result<TimeZone, Error> {
    match record::load(snapshot, slug, Of::Subjects(&[]))? {
        Some(known) => zone(snapshot, &known.state),
        None => Ok(usual_zone()),
    }
}

/// Where no charter says, days are those of the United Kingdom.
fn usual_zone() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
}

/// The charters of a state, each version once.
fn files(
    snapshot: &mut Snapshot<'_>,
    state: &State,
) -> Result<BTreeMap<Digest, Arc<Charter>>, Error> {
    let mut files = BTreeMap::new();
    for version in state
        .adoptions()
        .all()
        .iter()
        .filter_map(|change| change.version)
    {
        if files.contains_key(&version) {
            continue;
        }
        // It was read when it was adopted. A later program reads what an earlier one did.
        let file = charters::find(snapshot, version)?;
        if let Some(charter) = file.and_then(|file| Charter::parse(&file).ok()) {
            files.insert(version, Arc::new(charter));
        }
    }
    Ok(files)
}

fn periods(state: &State, files: &BTreeMap<Digest, Arc<Charter>>) -> Vec<Period> {
    let periods = state.adoptions().periods().into_iter();
    periods
        .map(|period| Period {
            from: period.from,
            charters: period
                .versions
                .values()
                .filter_map(|version| files.get(version).cloned())
                .collect(),
            subjects: Vec::new(),
        })
        .collect()
}

fn adopted(state: &State, files: &BTreeMap<Digest, Arc<Charter>>) -> Vec<Adopted> {
    let mut adopted: Vec<Adopted> = Vec::new();
    for period in state.adoptions().periods() {
        for known in adopted.iter_mut().filter(|known| known.until.is_none()) {
            if !period
                .versions
                .values()
                .any(|version| *version == known.version)
            {
                known.until = Some(period.from);
            }
        }
        for version in period.versions.values() {
            let goes_on = adopted
                .iter()
                .any(|known| known.version == *version && known.until.is_none());
            if let (false, Some(charter)) = (goes_on, files.get(version)) {
                adopted.push(Adopted {
                    charter: Arc::clone(charter),
                    version: *version,
                    from: period.from,
                    until: None,
                });
            }
        }
    }
    adopted
}

fn organisations(state: &State) -> Vec<Organisation> {
    let mut organisations: Vec<Organisation> = state
        .organisations()
        .iter()
        .map(|(id, known)| Organisation {
            id: *id,
            kind: known.kind,
            name: state
                .words(known.name)
                .said()
                .map_or_else(|| id.to_string(), ToOwned::to_owned),
            stage: known.stage,
            registered: known.registered,
            ended: known.ended,
        })
        .collect();
    organisations.sort_by_cached_key(|known| known.name.to_lowercase());
    organisations
}
