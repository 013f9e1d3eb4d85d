//! A meeting is announced: the plan becomes public, once for each time at which people can come.

use std::collections::BTreeMap;

use alongside_charter::{Kind, SchoolTerms, fact};
use alongside_domain::act::{
    About, Deed, Description, Key, Means, Moment, Party, SubjectId, SubjectKind, Value, Way, Whole,
};
use alongside_domain::meeting::{Draft, RAPID, SERIES};
use alongside_domain::{AreaSlug, OrganisationId, Wording};
use alongside_store::Transaction;
use alongside_store::plans::{self, PlanId};
use alongside_store::record::Of;

use crate::call::Call;
use crate::failure::Failure;
use crate::judge_dates::{Calendars, Judge, Judged};
use crate::plan_meeting::{area as load, find};
use crate::record::Record;
use crate::tell::{self, Time};
use crate::wrong::Wrong;

/// Why a standard is not kept, and what is done so that people can take part all the same.
#[derive(Debug, Clone, Copy, Default)]
pub struct Breach<'a> {
    /// Why.
    pub reason: &'a str,
    /// What is done about it.
    pub measures: &'a str,
}

/// Announces a meeting, and gives the subject of its first time.
pub fn announce_meeting(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    (id, seen): (PlanId, i64),
    breach: &Breach<'_>,
    terms: &[SchoolTerms],
) -> Result<SubjectId, Failure> {
    let area = load(tx, slug)?;
    let plan = find(tx, call, &area, id)?;
    if plan.version != seen {
        return Err(Failure::Stale);
    }
    let draft = &plan.draft;
    if draft.lacks().is_some() {
        return Err(Failure::wrong("plan", "something is still to say"));
    }
    if draft.sessions.iter().any(|of| of.starts <= call.now) {
        let says = "a time of this meeting is past. Take it out, or choose another";
        return Err(Failure::wrong("plan", says));
    }
    // A day of a faith warns whoever plans; it breaks nothing that would need a reason.
    let known = Calendars {
        terms,
        ..Calendars::default()
    };
    let judged = Judge::new(&area, known, call.now).judge(draft);
    let why = reason(&judged, breach)?;
    let record = Record::load(tx, call, slug, Of::Subjects(draft.saved.as_slice()))?;
    let mut announcing = Announcing {
        record,
        by: plan.organisation,
        draft,
        times: Vec::new(),
    };
    for of in &judged {
        announcing.one(of, why.as_ref())?;
    }
    let times = announcing.times;
    let first = times.first().ok_or(Failure::NotFound)?.subject;
    tell::announced(tx, call, slug, &area.zone, &times)?;
    plans::remove(tx, id)?;
    Ok(first)
}

/// The reason for what is not kept, with what is done about it; both have to be said where anything is not kept.
fn reason(judged: &[Judged], breach: &Breach<'_>) -> Result<Option<Wording>, Failure> {
    if judged.iter().all(|of| of.misses.is_empty()) {
        return Ok(None);
    }
    let mut wrong = Wrong::default();
    let reason = wrong.take("reason", Wording::new(breach.reason));
    let measures = wrong.take("measures", Wording::new(breach.measures));
    wrong.refuse()?;
    let (Some(reason), Some(measures)) = (reason, measures) else {
        return Err(Failure::NotFound);
    };
    // It is also read on one line.
    let ends = reason.as_str().ends_with(['.', '!', '?', '؟']);
    let stop = if ends { "" } else { "." };
    let both = format!("{reason}{stop}\nWhat is done about it: {measures}");
    let both = Wording::new(&both).map_err(|why| Failure::wrong("reason", why))?;
    Ok(Some(both))
}

struct Announcing<'t, 'c, 'k, 'd> {
    record: Record<'t, 'c, 'k>,
    by: OrganisationId,
    draft: &'d Draft,
    /// What was announced. The others are part of the first.
    times: Vec<Time>,
}

impl Announcing<'_, '_, '_, '_> {
    fn one(&mut self, of: &Judged, why: Option<&Wording>) -> Result<(), Failure> {
        let saved = self.draft.saved.filter(|_| self.times.is_empty());
        let subject = saved.unwrap_or_else(|| self.record.new_subject());
        let is_rapid = !of.misses.is_empty();
        let announced = Deed::Announced {
            subject,
            about: self.about()?,
            starts: Moment::At(of.session.starts),
            ends: of.session.ends.map(Moment::At),
            facts: self.facts(is_rapid)?,
        };
        self.record.act(self.by, announced)?;
        let description = self.description()?;
        let described = Deed::Described {
            subject,
            description,
        };
        self.record.act(self.by, described)?;
        for miss in &of.misses {
            let Some(why) = why else { continue };
            let excused = Deed::Excused {
                subject,
                standard: Key::try_from(miss.standard.clone()).ok(),
                reason: self.record.seal(why),
                // Nobody agreed: the reason is shown, and the standard was not kept all the same.
                agreed_by: None,
            };
            self.record.act(self.by, excused)?;
        }
        self.times.push(Time {
            subject,
            starts: of.session.starts,
        });
        Ok(())
    }

    fn about(&mut self) -> Result<About, Failure> {
        let title = words(&self.draft.title)?;
        let body = match self.draft.body.as_str() {
            "" => None,
            body => Some(words(body)?),
        };
        Ok(About {
            kind: SubjectKind(Kind::Meeting),
            title: Some(self.record.seal(&title)),
            organiser: Some(Party::Organisation(self.by)),
            body: body.map(|body| self.record.seal(&body)),
            part_of: self.times.first().map(|time| time.subject),
        })
    }

    fn facts(&self, is_rapid: bool) -> Result<BTreeMap<Key, Value>, Failure> {
        let ways = i64::try_from(self.draft.means.len()).unwrap_or(i64::MAX);
        let ways = Whole::try_from(ways).map_err(|why| Failure::wrong("plan", why))?;
        let mut facts = BTreeMap::new();
        let is_series = self.draft.repeats && self.draft.sessions.len() > 1;
        let told = [
            (fact::WAYS, Some(Value::Number(ways))),
            (RAPID, is_rapid.then_some(Value::Flag(true))),
            (SERIES, is_series.then_some(Value::Flag(true))),
        ];
        for (name, value) in told {
            if let (Ok(key), Some(value)) = (Key::try_from(name.to_owned()), value) {
                facts.insert(key, value);
            }
        }
        Ok(facts)
    }

    fn description(&mut self) -> Result<Description, Failure> {
        let draft = self.draft;
        let level = draft.level.ok_or(Failure::NotFound)?;
        let mut seal = |text: &str| Ok::<_, Failure>(self.record.seal(&words(text)?));
        Ok(Description {
            level,
            purpose: seal(&draft.purpose)?,
            open: seal(&draft.open)?,
            decided: seal(&draft.decided)?,
            used: seal(&draft.used)?,
            ways: draft
                .means
                .iter()
                .map(|means| {
                    let has_place = *means == Means::Venue && !draft.place.is_empty();
                    let place = has_place.then(|| seal(&draft.place)).transpose()?;
                    Ok(Way {
                        means: *means,
                        place,
                    })
                })
                .collect::<Result<_, Failure>>()?,
        })
    }
}

/// What was taken into the plan was in order; what the program itself cannot read is a fault of its own.
fn words(text: &str) -> Result<Wording, Failure> {
    Wording::new(text).map_err(|why| Failure::wrong("plan", why))
}
