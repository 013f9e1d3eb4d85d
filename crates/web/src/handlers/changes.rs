//! What is different between the ends of two days.

use std::collections::BTreeMap;
use std::sync::Arc;

use alongside_app::area::Area;
use alongside_charter::{Audit, Fact, Finding, Name, Subject};
use alongside_pages::Outcome;
use alongside_pages::public::{AreaChange, ChangesPage, ResultChange, SubjectChange, SubjectLink};
use alongside_store::Snapshot;
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::answer::{Answer, Media};
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::{place, question};

/// So far back one looks who does not say how far.
const USUAL_DAYS: i64 = 30;
const ORDER: &str = "The first day has to be before the second.";

pub(crate) fn changes(asked: &Asked) -> Result<Answer, Failure> {
    place::of_area(asked, Media::Html, |snapshot, known| {
        let today = known.as_of(None, asked.now()).day;
        let to = question::day(asked, "to")?.map_or(today, |day| day.min(today));
        let usual = to.checked_sub(USUAL_DAYS.days()).unwrap_or(to);
        let from = question::day(asked, "from")?.unwrap_or(usual);
        if from >= to {
            return Err(Failure::Question {
                field: "from",
                says: ORDER,
            });
        }
        let before = Then::at(asked, snapshot, known, from)?;
        let after = Then::at(asked, snapshot, known, to)?;
        let was = before.as_ref().map_or_else(Vec::new, Then::findings);
        let is = after.as_ref().map_or_else(Vec::new, Then::findings);
        let (before, after) = (
            before.as_ref().map(|then| &then.known.area),
            after.as_ref().map(|then| &then.known.area),
        );
        let here = known.place();
        let page = ChangesPage {
            shell: place::shell(asked, &here)?,
            from,
            to,
            area: of_area(before, after),
            subjects: of_subjects(before, after, &was, &is),
        };
        Ok(page.render()?)
    })
}

/// An area at the end of a day.
struct Then {
    known: Arc<Known>,
    audits: Arc<Vec<Audit>>,
}

impl Then {
    /// Nothing where the record began later.
    fn at(
        asked: &Asked,
        snapshot: &mut Snapshot<'_>,
        known: &Known,
        day: Date,
    ) -> Result<Option<Self>, Failure> {
        let areas = asked.service().areas();
        let now = areas.at(snapshot, &known.area.slug)?;
        let now = now.ok_or(Failure::NotFound)?;
        let as_of = now.as_of(Some(day), asked.now());
        let then = if as_of.is_past() {
            areas.stood(snapshot, &now, as_of.day)?
        } else {
            now
        };
        let is_there = then.past.as_ref().is_none_or(|past| past.state.is_some());
        let audits = then.audits(&as_of);
        Ok(is_there.then_some(Self {
            known: then,
            audits,
        }))
    }

    fn findings(&self) -> Vec<Finding<'_>> {
        self.known.area.findings(&self.audits)
    }
}

fn of_area<'a>(before: Option<&'a Area>, after: Option<&'a Area>) -> Vec<AreaChange<'a>> {
    let Some(after) = after else {
        return Vec::new();
    };
    let mut changes = Vec::new();
    for is in &after.organisations {
        let was = before.and_then(|area| area.organisations.iter().find(|was| was.id == is.id));
        match was {
            None => changes.push(AreaChange::Joined(&is.name)),
            Some(was) if was.ended.is_none() && is.ended.is_some() => {
                changes.push(AreaChange::Ended(&is.name));
            }
            Some(was) if was.stage != is.stage => {
                let stage = is.stage.map(|stage| AreaChange::Stage(&is.name, stage));
                changes.extend(stage);
            }
            Some(_) => {}
        }
    }
    let known = |version| {
        let mut adopted = before.into_iter().flat_map(|area| &area.adopted);
        adopted.any(|was| was.version == version)
    };
    let new = after.adopted.iter().filter(|is| !known(is.version));
    changes.extend(new.map(|is| AreaChange::Adopted(is.charter.title.as_str())));
    changes
}

fn of_subjects<'a>(
    before: Option<&'a Area>,
    after: Option<&'a Area>,
    was: &'a [Finding<'a>],
    is: &'a [Finding<'a>],
) -> Vec<SubjectChange<'a>> {
    let Some(after) = after else {
        return Vec::new();
    };
    let earlier: BTreeMap<&str, &Subject> = before
        .into_iter()
        .flat_map(Area::subjects)
        .map(|subject| (subject.id.as_str(), subject))
        .collect();
    let (was, is) = (by_subject(was), by_subject(is));
    let none = Vec::new();
    let mut subjects: Vec<&Subject> = after.subjects().collect();
    subjects.sort_by_cached_key(|subject| (subject.day(&after.zone), subject.id.clone()));
    let changed = subjects.into_iter().filter_map(|subject| {
        let id = subject.id.as_str();
        let old = earlier.get(id).copied();
        let (was, is) = (was.get(id).unwrap_or(&none), is.get(id).unwrap_or(&none));
        let change = SubjectChange {
            subject: SubjectLink::from(subject),
            is_new: old.is_none(),
            facts: facts(old, subject),
            results: results(was, is),
        };
        let is_same = !change.is_new && change.facts.is_empty() && change.results.is_empty();
        (!is_same).then_some(change)
    });
    changed.collect()
}

fn by_subject<'f, 'a>(findings: &'f [Finding<'a>]) -> BTreeMap<&'a str, Vec<&'f Finding<'a>>> {
    let mut by_subject: BTreeMap<&str, Vec<&Finding<'a>>> = BTreeMap::new();
    for finding in findings {
        if let Some(subject) = finding.subject() {
            by_subject.entry(&subject.id).or_default().push(finding);
        }
    }
    by_subject
}

type FactChange<'a> = (&'a Name, Option<Fact>, Option<Fact>);

fn facts<'a>(old: Option<&'a Subject>, new: &'a Subject) -> Vec<FactChange<'a>> {
    let was = |name: &Name| old.and_then(|old| old.fact(name.as_str()));
    let now = new
        .facts()
        .iter()
        .map(|(name, fact)| (name, was(name), Some(*fact)));
    let gone = old.into_iter().flat_map(Subject::facts);
    let gone = gone
        .filter(|(name, _)| new.fact(name.as_str()).is_none())
        .map(|(name, fact)| (name, Some(*fact), None));
    let all = now.chain(gone);
    all.filter(|(_, before, after)| before != after).collect()
}

fn results<'a>(was: &[&'a Finding<'a>], is: &[&'a Finding<'a>]) -> Vec<ResultChange<'a>> {
    let same = |one: &Finding<'_>, other: &Finding<'_>| {
        one.standard.id == other.standard.id && one.charter().id == other.charter().id
    };
    let now = is.iter().map(|is| {
        let before = was.iter().find(|was| same(was, is));
        ResultChange {
            standard: &is.standard.says,
            before: before.map(|was| Outcome::of(was)),
            after: Some(Outcome::of(is)),
            sum: is.sum().to_string(),
        }
    });
    let gone = was.iter().filter(|was| !is.iter().any(|is| same(was, is)));
    let gone = gone.map(|was| ResultChange {
        standard: &was.standard.says,
        before: Some(Outcome::of(was)),
        after: None,
        sum: String::new(),
    });
    let all = now.chain(gone);
    all.filter(|change| change.before != change.after).collect()
}
