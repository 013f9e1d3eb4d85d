//! A sheet is loaded into an area's record: looked at first, then kept. The same sheet twice changes nothing.
//!
//! A row is one that the record knows where the same organisation loaded one of the same kind and id, and its title
//! or the day it is about is the same. Two sheets that merely number their rows are so not taken for one.

use alongside_charter::Subject;
use alongside_domain::act::{
    Claimed, Commitment, Deed, Digest, Key, Opening, Party, SubjectId, Value, import as as_acts,
};
use alongside_domain::policy::{Action, Place};
use alongside_domain::replay::{KnownExcuse, KnownSubject, State};
use alongside_domain::{Controller, OrganisationId, Wording};
use alongside_store::Transaction;
use alongside_store::record::Of;
use jiff::tz::TimeZone;

use crate::call::Call;
use crate::failure::Failure;
use crate::record::Record;

/// What loading a sheet would do.
#[derive(Debug, Clone, Default)]
pub struct Plan<'s> {
    /// Rows that the record does not know.
    pub new: Vec<&'s Subject>,
    /// Rows that say more than the record, or something else.
    pub changed: Vec<Changed<'s>>,
    /// How many rows say what the record says.
    pub same: usize,
    /// What is left as the record says it, each in a sentence.
    pub left: Vec<String>,
}

/// A row that says more than the record, or something else.
#[derive(Debug, Clone)]
pub struct Changed<'s> {
    /// Which subject of the record.
    pub subject: SubjectId,
    /// The row.
    pub row: &'s Subject,
    /// What would change.
    pub edits: Vec<Edit>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A fact that was not known, or was something else.
    Fact {
        /// Which.
        fact: Key,
        /// What the record says.
        was: Option<Value>,
        /// What the row says.
        now: Value,
    },
    /// Something that is claimed about a standard.
    Claim {
        /// About which.
        standard: Key,
        /// In what words.
        words: String,
    },
    /// A reason that is given.
    Reason {
        /// In what words.
        words: String,
    },
}

/// Whoever may load a sheet for an organisation.
pub fn may_import(call: &Call<'_>, by: &Controller) -> Result<(), Failure> {
    let on = [
        Place::Area(by.area.clone()),
        Place::Organisation(by.clone()),
    ];
    call.may_any(Action::Import, &on)
}

/// As many rows can be loaded at once: everyone else who changes something waits meanwhile.
pub const MOST_ROWS: usize = 5_000;

/// Who agreed to the reason of a row, where that is not whoever it is loaded for: one side does not write the other's
/// agreement.
fn agreed_by_another<'r>(state: &State, by: OrganisationId, row: &'r Subject) -> Option<&'r str> {
    let name = row.excuse.as_ref()?.agreed_by.as_deref()?;
    (state.organisation_called(name) != Some(by)).then_some(name)
}

/// A row as it is kept.
fn heard(state: &State, by: OrganisationId, row: &Subject) -> Subject {
    let mut heard = row.clone();
    if agreed_by_another(state, by, row).is_some()
        && let Some(excuse) = &mut heard.excuse
    {
        excuse.agreed_by = None;
    }
    heard
}

/// What loading these rows for an organisation would do.
pub fn plan<'s>(
    state: &State,
    zone: &TimeZone,
    by: OrganisationId,
    rows: &'s [Subject],
) -> Result<Plan<'s>, Failure> {
    if rows.len() > MOST_ROWS {
        let says = format!(
            "this sheet has {} rows, and at most {MOST_ROWS} can be loaded at once; split it",
            rows.len()
        );
        return Err(Failure::wrong("file", says));
    }
    let loaded = Loaded::by(state, by);
    let mut plan = Plan::default();
    for row in rows {
        if let Some(name) = agreed_by_another(state, by, row) {
            plan.left.push(format!(
                "The reason given for “{}” is kept. That {name} agreed is for them to say, so it does not excuse.",
                row.label()
            ));
        }
        // Whatever could not be kept is told before anything is.
        as_acts(row, blank_subject(), Digest::of(b""), |_| None, blank_salt)?;
        match loaded.find(row, zone) {
            None => plan.new.push(row),
            Some((_, known)) if known.struck.is_some() => {
                plan.left.push(format!(
                    "“{}” was struck out of the record and stays so.",
                    row.label()
                ));
            }
            Some((subject, known)) => {
                stays(state, known, row, &mut plan.left);
                let edits = edits(state, known, by, row, &mut plan.left)?;
                if edits.is_empty() {
                    plan.same += 1;
                } else {
                    plan.changed.push(Changed {
                        subject,
                        row,
                        edits,
                    });
                }
            }
        }
    }
    Ok(plan)
}

/// What is to be loaded.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The file, to name it by.
    pub sheet: Digest,
    /// What was read from it.
    pub rows: &'a [Subject],
    /// The zone in which its days are meant.
    pub zone: &'a TimeZone,
    /// The version of the area that whoever confirms it saw; nothing where nobody looked.
    pub seen: Option<i64>,
}

/// How many rows came to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Loading {
    /// New in the record.
    pub new: usize,
    /// Changed in it.
    pub changed: usize,
    /// As before.
    pub same: usize,
}

/// Loads rows for an organisation.
pub fn import(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    by: &Controller,
    wish: &Wish<'_>,
) -> Result<Loading, Failure> {
    may_import(call, by)?;
    let mut record = Record::load(tx, call, &by.area, Of::All)?;
    if let Some(seen) = wish.seen {
        record.unchanged_since(seen)?;
    }
    let is_here = |(id, _): (&OrganisationId, _)| *id == by.organisation;
    if !record.state().organisations().iter().any(is_here) {
        return Err(Failure::NotFound);
    }
    let before = record.state().clone();
    let plan = plan(&before, wish.zone, by.organisation, wish.rows)?;
    for row in &plan.new {
        load_new(&mut record, by.organisation, wish.sheet, row)?;
    }
    for changed in &plan.changed {
        for edit in &changed.edits {
            load_edit(&mut record, by.organisation, wish.sheet, changed, edit)?;
        }
    }
    Ok(Loading {
        new: plan.new.len(),
        changed: plan.changed.len(),
        same: plan.same,
    })
}

fn load_new(
    record: &mut Record<'_, '_, '_>,
    by: OrganisationId,
    sheet: Digest,
    row: &Subject,
) -> Result<(), Failure> {
    let call = record.call;
    let state = record.state();
    let called = |name: &str| state.organisation_called(name);
    let row = heard(state, by, row);
    let told = as_acts(&row, record.new_subject(), sheet, called, || call.salt())?;
    for (deed, openings) in told {
        record.beside(openings);
        record.act(by, deed)?;
    }
    Ok(())
}

fn load_edit(
    record: &mut Record<'_, '_, '_>,
    by: OrganisationId,
    sheet: Digest,
    changed: &Changed<'_>,
    edit: &Edit,
) -> Result<(), Failure> {
    let subject = changed.subject;
    let deed = match edit {
        Edit::Fact {
            fact,
            was: None,
            now,
        } => Deed::FactRecorded {
            subject,
            fact: fact.clone(),
            value: *now,
        },
        Edit::Fact {
            fact,
            was: Some(was),
            now,
        } => {
            let why = Wording::new("A later sheet says so.")
                .map_err(|why| Failure::wrong("file", why))?;
            Deed::FactCorrected {
                subject,
                fact: fact.clone(),
                was: *was,
                now: Some(*now),
                why: record.seal(&why),
            }
        }
        // The row says these as a new one would.
        Edit::Claim { .. } | Edit::Reason { .. } => {
            let Some((deed, openings)) = told_anew(record, by, sheet, changed, edit)? else {
                return Ok(());
            };
            record.beside(openings);
            deed
        }
    };
    record.act(by, deed)
}

/// The claim or the reason of a row, as the act of a new row has it.
fn told_anew(
    record: &Record<'_, '_, '_>,
    by: OrganisationId,
    sheet: Digest,
    changed: &Changed<'_>,
    edit: &Edit,
) -> Result<Option<(Deed, Vec<Opening>)>, Failure> {
    let subject = changed.subject;
    let call = record.call;
    let state = record.state();
    let called = |name: &str| state.organisation_called(name);
    let row = heard(state, by, changed.row);
    for (deed, openings) in as_acts(&row, subject, sheet, called, || call.salt())? {
        match (edit, deed) {
            (Edit::Claim { standard, .. }, Deed::SubjectRecorded { claims, .. }) => {
                let Some(claim) = claims.get(standard).copied() else {
                    return Ok(None);
                };
                let mut openings = openings;
                openings.retain(|opening| opening.commitment() == claim.words);
                let recorded = Deed::ClaimRecorded {
                    subject,
                    standard: standard.clone(),
                    claim,
                };
                return Ok(Some((recorded, openings)));
            }
            (Edit::Reason { .. }, excused @ Deed::Excused { .. }) => {
                return Ok(Some((excused, openings)));
            }
            _ => {}
        }
    }
    Ok(None)
}

/// What a row says otherwise that no act can change: what the subject is called, and whose it is. The reader is told.
fn stays(state: &State, known: &KnownSubject, row: &Subject, left: &mut Vec<String>) {
    let about = &known.about;
    let said = |text: Option<Commitment>| text.and_then(|text| state.words(text).said());
    let organiser = about.organiser;
    let is_theirs = |name: &str| {
        let called = organiser.and_then(|party| state.party_words(party).said());
        let registered = state.organisation_called(name).map(Party::Organisation);
        called == Some(name) || (registered.is_some() && registered == organiser)
    };
    let mut note = |what: &str, written: &str, is: &dyn Fn(&str) -> bool| {
        if let Ok(written) = Wording::new(written)
            && !is(written.as_str())
        {
            left.push(format!(
                "The {what} of “{}” stays as the record has it. A sheet cannot change it to “{}”.",
                said(about.title).unwrap_or_else(|| row.label()),
                written.as_str()
            ));
        }
    };
    note("title", &row.title, &|title| {
        said(about.title) == Some(title)
    });
    note("organiser", &row.organiser, &is_theirs);
    note("group", &row.body, &|body| said(about.body) == Some(body));
}

/// What a row says that the record does not. What was seen to happen here is not changed by a sheet.
fn edits(
    state: &State,
    known: &KnownSubject,
    by: OrganisationId,
    row: &Subject,
    left: &mut Vec<String>,
) -> Result<Vec<Edit>, Failure> {
    let mut edits = Vec::new();
    let key = |name: &alongside_charter::Name| {
        Key::try_from(name.clone())
            .map_err(|_| Failure::wrong("file", "a name has at most 64 characters"))
    };
    for (name, fact) in row.facts() {
        let fact_key = key(name)?;
        let now = Value::try_from(*fact)
            .map_err(|_| Failure::wrong("file", "a day lies between 1900 and 2999"))?;
        match known.facts.get(&fact_key) {
            Some((was, _)) if *was == now => {}
            Some((_, origin)) if origin.is_witnessed => left.push(format!(
                "“{}” of “{}” was recorded as it happened and stays so.",
                name.words(),
                row.label()
            )),
            found => edits.push(Edit::Fact {
                fact: fact_key,
                was: found.map(|(was, _)| *was),
                now,
            }),
        }
    }
    for (standard, claim) in row.claims() {
        let standard = key(standard)?;
        let is_known = known.claims.get(&standard).is_some_and(|(claimed, _)| {
            said(state, claimed).as_deref()
                == Wording::new(claim.words())
                    .ok()
                    .as_ref()
                    .map(Wording::as_str)
        });
        if !is_known && !claim.words().trim().is_empty() {
            edits.push(Edit::Claim {
                standard,
                words: claim.words().to_owned(),
            });
        }
    }
    edits.extend(reason(state, known, by, row));
    Ok(edits)
}

/// The reason of a row that the record does not have: not at all, not for this standard, or not with the agreement of
/// whoever the row is loaded for.
fn reason(state: &State, known: &KnownSubject, by: OrganisationId, row: &Subject) -> Option<Edit> {
    let heard = heard(state, by, row).excuse?;
    let words = Wording::new(&heard.reason).ok()?;
    let is_told = |known: &&KnownExcuse| {
        let standard = known.standard.as_ref().map(Key::name);
        state.words(known.reason).said() == Some(words.as_str())
            && standard == heard.standard.as_ref()
    };
    let mut told = known.excuses.iter().filter(is_told);
    let is_known = match &heard.agreed_by {
        None => told.next().is_some(),
        Some(_) => told.any(|known| known.agreed_by == Some(Party::Organisation(by))),
    };
    let says = |agreed: &String| format!("{} (agreed by {agreed})", words.as_str());
    (!is_known).then(|| Edit::Reason {
        words: heard
            .agreed_by
            .as_ref()
            .map_or_else(|| words.as_str().to_owned(), says),
    })
}

fn said(state: &State, claimed: &Claimed) -> Option<String> {
    state.words(claimed.words).said().map(ToOwned::to_owned)
}

/// What an organisation loaded before.
struct Loaded<'s> {
    state: &'s State,
    rows: Vec<(&'s str, SubjectId, &'s KnownSubject)>,
}

impl<'s> Loaded<'s> {
    fn by(state: &'s State, by: OrganisationId) -> Self {
        let mut rows: Vec<_> = state
            .known_subjects()
            .iter()
            .filter_map(|(id, known)| {
                let import = known.import?;
                let facts = known.facts.values().map(|(_, origin)| origin.by);
                let mut tellers = facts.chain(known.claims.values().map(|(_, origin)| origin.by));
                let tells_nothing = known.facts.is_empty() && known.claims.is_empty();
                let is_theirs = tells_nothing || tellers.any(|teller| teller == by);
                let row = state.words(import.row).said()?;
                is_theirs.then_some((row, *id, known))
            })
            .collect();
        rows.sort_by_key(|(row, id, _)| (*row, *id));
        Self { state, rows }
    }

    fn find(&self, row: &Subject, zone: &TimeZone) -> Option<(SubjectId, &'s KnownSubject)> {
        let id = Wording::new(&row.id).ok()?;
        let begins = self
            .rows
            .partition_point(|(known, ..)| *known < id.as_str());
        let candidates = self.rows.iter().skip(begins);
        candidates
            .take_while(|(known, ..)| *known == id.as_str())
            .find(|(_, subject, known)| self.is_same(*subject, known, row, zone))
            .map(|(_, subject, known)| (*subject, *known))
    }

    fn is_same(&self, id: SubjectId, known: &KnownSubject, row: &Subject, zone: &TimeZone) -> bool {
        if known.about.kind.0 != row.kind {
            return false;
        }
        let title = known
            .about
            .title
            .and_then(|title| self.state.words(title).said());
        let written = Wording::new(&row.title).ok();
        let is_titled = written.is_some();
        let is_same_title = title == written.as_ref().map(Wording::as_str);
        let day = self.state.subject(id).and_then(|subject| subject.day(zone));
        let is_same_day = day == row.day(zone);
        // A number may be no more than the number of a row, and every sheet has a second row.
        let is_numbered = row.id.bytes().all(|byte| byte.is_ascii_digit());
        let is_nearly_same = (is_titled && is_same_title) || (day.is_some() && is_same_day);
        (is_same_title && is_same_day) || (!is_numbered && is_nearly_same)
    }
}

/// For a look that keeps nothing.
fn blank_subject() -> SubjectId {
    SubjectId::new(alongside_domain::Instant::EPOCH, [0; 10])
}

/// For a look that keeps nothing.
fn blank_salt() -> alongside_domain::act::Salt {
    alongside_domain::act::Salt::new([0; 32])
}

/// Who a sheet names as organisers that are not registered, each once: they are kept by name.
pub fn unregistered<'s>(state: &State, rows: &'s [Subject]) -> Vec<&'s str> {
    let mut names: Vec<&str> = rows
        .iter()
        .map(|row| row.organiser.as_str())
        .filter(|name| !name.is_empty() && state.organisation_called(name).is_none())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
