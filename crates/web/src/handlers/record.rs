//! The record of an area: its acts, newest first, and each by itself.

use alongside_charter::{Fact, When, fact};
use alongside_domain::act::{Disclosed, Opening};
use alongside_domain::policy::Action;
use alongside_pages::links;
use alongside_pages::public::{
    Act, ActId, ActPage, ActRow, Kept, RecordFilter, RecordPage, Sealed, Seen, SubjectLink,
    Witnessed,
};
use alongside_store::chosen::Wanted;
use alongside_store::{Snapshot, log, outbox, record as kept};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::acts::{Teller, signed};
use crate::answer::Answer;
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::own_address::OwnAddress;
use crate::{place, question};

/// So many acts stand on a page.
const ON_A_PAGE: u32 = 50;

/// So many subjects can be chosen from. The pages of all others lead to their acts.
const TO_CHOOSE: usize = 200;

const AN_ACT: &str = "This is no kind of act. Choose one from the list on the page of the record.";

/// The record, as far as it is asked for. It is made anew for each reader: it tells what is signed, and signing goes
/// on without the area changing.
pub(crate) fn record(asked: &Asked) -> Result<Answer, Failure> {
    place::as_it_is(asked, |snapshot, known| {
        let slug = known.area.slug.as_str();
        let filter = filter(asked)?;
        let wanted = wanted(&filter, &known.area.zone);
        let total = usize::try_from(wanted.count(snapshot, slug)?).unwrap_or(usize::MAX);
        let part = question::part(asked, ON_A_PAGE as usize, total)?;
        let newer = u32::try_from(part.begins()).unwrap_or(u32::MAX);
        let acts = wanted.latest(snapshot, slug, newer, ON_A_PAGE)?;
        let told = told(snapshot, &acts)?;
        let log = log::find(snapshot, slug)?;
        let teller = Teller::new(&known.area);
        let rows: Vec<ActRow<'_>> = acts
            .iter()
            .zip(&told)
            .map(|(act, told)| ActRow {
                signed: Some(signed(act, log.as_ref())),
                ..teller.row(act, told)
            })
            .collect();
        let organisations = organisations(known);
        let organisations: Vec<(&str, &str)> = organisations
            .iter()
            .map(|(id, name)| (id.as_str(), *name))
            .collect();
        let here = known.place();
        let witnesses = Witnesses::of(asked, snapshot, known)?;
        let seen = witnesses.as_ref().map_or_else(Vec::new, Witnesses::seen);
        let page = RecordPage {
            shell: place::shell(asked, &here)?,
            organisations: &organisations,
            subjects: &subjects(known, filter.meeting),
            filter,
            part,
            acts: &rows,
            published: log.and_then(|log| usize::try_from(log.size).ok()),
            witnessed: witnesses.as_ref().map(|of| of.told(&seen)),
        };
        Ok(page.render()?)
    })
}

/// One act, by its id. Its place in the record leads to it.
pub(crate) fn act(asked: &Asked) -> Result<Answer, Failure> {
    let area = asked.step("area");
    let written = asked.step("act");
    if let Ok(place) = written.parse::<u32>()
        && place.to_string() == written
    {
        let found = asked.read::<_, Failure>(|snapshot| {
            outbox::at_place(snapshot, area, place.into())?.ok_or(Failure::NotFound)
        })?;
        let page = links::record_act(area, &found.id.to_string());
        return Ok(Answer::see(&OwnAddress::of_link(&page)));
    }
    let id: ActId = written.parse().map_err(|_| Failure::NotFound)?;
    place::as_it_is(asked, |snapshot, known| {
        let found = outbox::find(snapshot, id.uuid())?;
        let act = found.filter(|act| act.area == known.area.slug.as_str());
        let act = act.ok_or(Failure::NotFound)?;
        let told = kept::disclosed(snapshot, &act)?;
        let gone = kept::taken_back(snapshot, act.id)?;
        let log = log::find(snapshot, &act.area)?;
        let teller = Teller::new(&known.area);
        let texts = sealed(&told, &gone);
        let withdrawal = withdrawal(asked, &act.area, id, &told);
        let here = known.place();
        let page = ActPage {
            shell: place::shell(asked, &here)?,
            act: teller.row(&act, &told),
            signed: signed(&act, log.as_ref()),
            entry: &act.body,
            digest: &told.digest().to_string(),
            texts: &texts,
            withdrawal: withdrawal.as_deref(),
        };
        Ok(page.render()?)
    })
}

/// Where whoever may takes a text of this act back, if it has any.
fn withdrawal(asked: &Asked, area: &str, id: ActId, told: &Disclosed) -> Option<String> {
    let may = asked.visitor.is_some() && asked.may_here(Action::WithdrawText);
    let has_text = told.openings().next().is_some();
    (may && has_text).then(|| links::text_withdrawal(area, &id.to_string()))
}

fn sealed<'a>(told: &'a Disclosed, gone: &[kept::TakenBack]) -> Vec<Sealed<'a>> {
    let commitments = told.act().commitments().into_iter();
    commitments
        .map(|commitment| {
            let here = told.openings().find(|(of, _)| *of == commitment);
            let back = gone.iter().find(|gone| gone.text == commitment);
            Sealed {
                commitment: commitment.to_string(),
                text: match (here, back) {
                    (Some((_, opening)), _) => opened(opening),
                    (None, Some(gone)) => Kept::TakenBack {
                        at: gone.at.timestamp(),
                        reason: gone.reason,
                    },
                    (None, None) => Kept::Missing,
                },
            }
        })
        .collect()
}

fn opened(opening: &Opening) -> Kept<'_> {
    Kept::Here {
        text: opening.text(),
        salt: opening.salt(),
    }
}

/// Acts that were chosen, with their texts: between two of them there may be thousands that were not.
fn told(snapshot: &mut Snapshot<'_>, acts: &[outbox::Act]) -> Result<Vec<Disclosed>, Failure> {
    acts.iter()
        .map(|act| Ok(kept::disclosed(snapshot, act)?))
        .collect()
}

/// Which acts are asked for.
fn filter(asked: &Asked) -> Result<RecordFilter<'_>, Failure> {
    let named = asked.query.get("act").trim();
    let act = match named {
        "" => None,
        name => Some(Act::called_in_record(name).ok_or(Failure::Question {
            field: "act",
            says: AN_ACT,
        })?),
    };
    Ok(RecordFilter {
        act,
        organisation: asked.query.get("organisation").trim(),
        meeting: asked.query.get("meeting").trim(),
        from: question::day(asked, "from")?,
        to: question::day(asked, "to")?,
    })
}

fn wanted<'a>(filter: &RecordFilter<'a>, zone: &TimeZone) -> Wanted<'a> {
    let begins = |day: Date| {
        let start = day.to_zoned(zone.clone()).ok()?;
        Some(start.timestamp())
    };
    let after = |day: Date| day.tomorrow().ok().and_then(begins);
    Wanted {
        kind: filter.act.and_then(Act::name_in_record).unwrap_or_default(),
        by: filter.organisation,
        about: filter.meeting,
        from: filter.from.and_then(begins).unwrap_or(Timestamp::MIN),
        before: filter.to.and_then(after).unwrap_or(Timestamp::MAX),
    }
}

fn organisations(known: &Known) -> Vec<(String, &str)> {
    let all = known.area.organisations.iter();
    all.map(|known| (known.id.to_string(), known.name.as_str()))
        .collect()
}

/// The latest subjects, and the one that was chosen.
fn subjects<'a>(known: &'a Known, chosen: &str) -> Vec<(SubjectLink<'a>, Option<When>)> {
    let zone = &known.area.zone;
    let mut all: Vec<(SubjectLink<'a>, Option<When>)> = known
        .area
        .subjects()
        .map(|subject| {
            let when = subject.fact(fact::STARTS).and_then(Fact::when);
            (SubjectLink::from(subject), when)
        })
        .collect();
    all.sort_by_key(|(_, when)| std::cmp::Reverse(when.map(|when| when.day(zone))));
    let mut place = 0;
    all.retain(|(subject, _)| {
        place += 1;
        place <= TO_CHOOSE || subject.id == chosen
    });
    all
}

/// The witnesses that are asked, with what they signed of a record.
struct Witnesses<'a> {
    asked: &'a [String],
    signed: Vec<log::Cosigned>,
    published: u64,
    needed: usize,
}

impl<'a> Witnesses<'a> {
    /// Nothing where none are asked, or there is nothing to sign yet.
    fn of(
        asked: &'a Asked,
        snapshot: &mut Snapshot<'_>,
        known: &Known,
    ) -> Result<Option<Self>, Failure> {
        let keys = asked.service().settings().witnesses.as_slice();
        let slug = known.area.slug.as_str();
        let log = log::find(snapshot, slug)?.filter(|log| !keys.is_empty() && log.size > 0);
        let Some(log) = log else { return Ok(None) };
        Ok(Some(Self {
            asked: keys,
            signed: log::cosigned(snapshot, slug)?,
            published: log.size,
            needed: usize::try_from(known.area.settings.witnesses_needed).unwrap_or(1),
        }))
    }

    fn seen(&self) -> Vec<Seen<'_>> {
        let seen = |key: &'a String| {
            let signed = self.signed.iter().find(|signed| signed.witness == *key);
            Seen {
                name: key.split('+').next().unwrap_or_default(),
                signed: signed.map(|signed| (signed.size, signed.at)),
            }
        };
        self.asked.iter().map(seen).collect()
    }

    const fn told<'s>(&self, seen: &'s [Seen<'s>]) -> Witnessed<'s> {
        Witnessed {
            needed: self.needed,
            published: self.published,
            witnesses: seen,
        }
    }
}
