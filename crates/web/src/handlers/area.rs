//! The first page of an area.

use alongside_charter::{fact, summarise};
use alongside_domain::act::{Act, Deed};
use alongside_domain::{ForumStage, OrganisationKind};
use alongside_pages::feed::Standing;
use alongside_pages::public::{Adopted, AreaHome, Change, Coming, SubjectLink};
use alongside_store::{Error, Snapshot, outbox};

use crate::acts;
use crate::answer::{Answer, Media};
use crate::areas::{AsOf, Known};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::handlers::feeds::standing;
use crate::place;
use crate::rapid::rapid;

/// So much is shown of what is planned, and of what changed.
const SHOWN: usize = 8;
/// Among so many acts there are some about subjects.
const LOOKED_AT: u32 = 60;

pub(crate) fn area(asked: &Asked) -> Result<Answer, Failure> {
    place::of_area(asked, Media::Html, |snapshot, known| {
        let as_of = place::as_of(asked, known)?;
        let audits = known.audits(&as_of);
        let findings = known.area.findings(&audits);
        let standing = summarise(&findings);
        let here = known.place();
        let of_kind = |kind| known.area.of_kind(kind).next();
        let forum = of_kind(OrganisationKind::Forum)
            .filter(|forum| !matches!(forum.stage, Some(ForumStage::None | ForumStage::Closed)));
        let page = AreaHome {
            can_follow: !known.area.settings.is_read_only,
            shell: place::shell(asked, &here)?,
            as_of: as_of.day,
            standing: &standing,
            rapid: rapid(known, &as_of, &findings, None),
            council: of_kind(OrganisationKind::Council).map_or("", |council| &council.name),
            forum: forum.map(|forum| forum.name.as_str()),
            charters: &adopted(known, &as_of),
            coming: &coming(known, &as_of),
            changes: &changes(snapshot, known, &as_of)?,
        };
        Ok(page.render()?)
    })
}

/// The charters that count on the day.
fn adopted<'a>(known: &'a Known, as_of: &AsOf) -> Vec<Adopted<'a>> {
    let counts = |known: &&alongside_app::area::Adopted| {
        known.from <= as_of.day && known.until.is_none_or(|until| as_of.day < until)
    };
    let adopted = known.area.adopted.iter().filter(counts);
    adopted
        .map(|known| Adopted {
            charter: &known.charter,
            since: known.from,
        })
        .collect()
}

fn coming<'a>(known: &'a Known, as_of: &AsOf) -> Vec<Coming<'a>> {
    let zone = &known.area.zone;
    let mut coming: Vec<Coming<'a>> = known
        .area
        .subjects()
        .filter(|subject| subject.fact(fact::CANCELLED).is_none())
        .filter_map(|subject| {
            let when = subject.when(zone)?;
            as_of.is_before(when, zone).then_some(Coming {
                subject: SubjectLink::from(subject),
                when,
                organiser: &subject.organiser,
                is_saved: standing(subject) == Standing::Saved,
            })
        })
        .collect();
    coming.sort_by_key(|coming| coming.when.day(zone));
    coming.truncate(SHOWN);
    coming
}

/// What was done lately, each once though it was done in several acts.
fn changes<'a>(
    snapshot: &mut Snapshot<'_>,
    known: &'a Known,
    as_of: &AsOf,
) -> Result<Vec<Change<'a>>, Error> {
    let area = &known.area;
    let acts = outbox::before(snapshot, area.slug.as_str(), as_of.before, LOOKED_AT)?;
    let mut changes: Vec<Change<'a>> = Vec::new();
    for act in acts {
        let Ok(act) = Act::parse(act.body.as_bytes()) else {
            continue;
        };
        let subject = act.deed.subject().and_then(|subject| area.subject(subject));
        let Some(subject) = subject.filter(|_| !matches!(act.deed, Deed::SubjectStruck { .. }))
        else {
            continue;
        };
        let change = Change {
            day: area.zone.to_datetime(act.at.timestamp()).date(),
            act: acts::kind(&act.deed),
            subject: SubjectLink::from(subject),
        };
        let is_same = |known: &Change<'_>| {
            (known.day, known.act, known.subject.id)
                == (change.day, change.act, subject.id.as_str())
        };
        if !changes.iter().any(is_same) {
            changes.push(change);
        }
        if changes.len() == SHOWN {
            break;
        }
    }
    Ok(changes)
}
