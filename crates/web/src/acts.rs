//! Acts as pages and feeds tell them.

use std::collections::BTreeMap;

use alongside_app::area::Area;
use alongside_domain::OrganisationId;
use alongside_domain::act::{About, Commitment, Deed, Disclosed, Key, SubjectId};
use alongside_domain::meeting::Channel;
use alongside_pages::public::{Act, ActRow, Matter, Signed, SubjectLink};
use alongside_store::log::Log;
use alongside_store::outbox;
use jiff::civil::Date;

/// Tells acts of an area in the names of today.
pub(crate) struct Teller<'a> {
    area: &'a Area,
    /// The names in addresses.
    ids: BTreeMap<OrganisationId, String>,
}

impl<'a> Teller<'a> {
    pub(crate) fn new(area: &'a Area) -> Self {
        let ids = area.organisations.iter();
        Self {
            area,
            ids: ids.map(|known| (known.id, known.id.to_string())).collect(),
        }
    }

    /// An act as a line of a list.
    pub(crate) fn row(&'a self, kept: &outbox::Act, told: &'a Disclosed) -> ActRow<'a> {
        let act = told.act();
        let why = why(&act.deed);
        let says = why.and_then(|reason| told.text(reason));
        ActRow {
            id: kept.id.to_string().parse().ok(),
            at: act.at.timestamp(),
            act: kind(&act.deed),
            matter: self.matter(told),
            by: self.called(act.by),
            why: says.unwrap_or_default(),
            is_why_gone: why.is_some() && says.is_none(),
            signed: None,
        }
    }

    fn matter(&'a self, told: &'a Disclosed) -> Matter<'a> {
        match &told.act().deed {
            Deed::AreaOpened { .. } => Matter::Area,
            Deed::OrganisationRegistered { organisation, .. }
            | Deed::OrganisationRenamed { organisation, .. }
            | Deed::OrganisationEnded { organisation, .. } => Matter::Organisation {
                slug: self.ids.get(organisation).map_or("", String::as_str),
                name: self.called(*organisation),
            },
            Deed::ForumStageChanged {
                organisation,
                from,
                to,
            } => Matter::Forum {
                name: self.called(*organisation),
                from: *from,
                to: *to,
            },
            Deed::CharterAdopted {
                charter,
                version,
                from,
            } => self.charter(charter, |known| known.version == *version, from.date()),
            Deed::CharterEnded { charter, from } => self.charter(
                charter,
                |known| known.charter.id == *charter.name(),
                from.date(),
            ),
            Deed::TextWithdrawn { reason, .. } => Matter::TakenBack(*reason),
            deed => deed
                .subject()
                .map_or(Matter::Text, |subject| self.subject(subject, told)),
        }
    }

    fn subject(&'a self, id: SubjectId, told: &'a Disclosed) -> Matter<'a> {
        if let Some(subject) = self.area.subject(id) {
            return Matter::Subject(SubjectLink::from(subject));
        }
        // What was struck out has no page. Its own acts say what it was called.
        let title = about(&told.act().deed).and_then(|about| about.title);
        match title.and_then(|title| told.text(title)) {
            Some(name) => Matter::Organisation { slug: "", name },
            None => Matter::Text,
        }
    }

    fn charter(
        &'a self,
        key: &'a Key,
        is_it: impl Fn(&alongside_app::area::Adopted) -> bool,
        from: Date,
    ) -> Matter<'a> {
        let known = self.area.adopted.iter().find(|known| is_it(known));
        let title = known.map_or(key.name().as_str(), |known| known.charter.title.as_str());
        Matter::Charter { title, from }
    }

    /// What an organisation is called; empty where its name was taken back.
    fn called(&'a self, id: OrganisationId) -> &'a str {
        let known = self.area.organisations.iter().find(|known| known.id == id);
        let name = known.map_or("", |known| known.name.as_str());
        if self.ids.get(&id).is_some_and(|id| id == name) {
            return "";
        }
        name
    }
}

/// How far an act is on its way into the log of its area.
pub(crate) fn signed(kept: &outbox::Act, log: Option<&Log>) -> Signed {
    let Some(log) = log else {
        return Signed::No;
    };
    let place = kept.entry.and_then(|entry| u64::try_from(entry).ok());
    let published = place.filter(|place| *place < log.size);
    published.map_or(Signed::Waiting, Signed::At)
}

/// What was done, in the words of pages.
pub(crate) fn kind(deed: &Deed) -> Act {
    match deed {
        Deed::AreaOpened { .. } => Act::AreaOpened,
        Deed::OrganisationRegistered { .. } => Act::OrganisationRegistered,
        Deed::OrganisationRenamed { .. } => Act::OrganisationRenamed,
        Deed::OrganisationEnded { .. } => Act::OrganisationEnded,
        Deed::ForumStageChanged { .. } => Act::StageChanged,
        Deed::CharterAdopted { .. } => Act::CharterAdopted,
        Deed::CharterEnded { .. } => Act::CharterEnded,
        Deed::SubjectRecorded { .. } => Act::Added,
        Deed::FactRecorded { fact, .. } if Channel::is_fact(fact.name().as_str()) => {
            Act::PeopleTold
        }
        Deed::FactRecorded { .. } => Act::FactRecorded,
        Deed::FactCorrected { .. } => Act::Corrected,
        Deed::ClaimRecorded { .. } => Act::ClaimRecorded,
        Deed::DateSaved { .. } => Act::DateSaved,
        Deed::Announced { .. } => Act::Announced,
        Deed::Described { .. } => Act::Described,
        Deed::Rescheduled { .. } => Act::Rescheduled,
        Deed::Cancelled { .. } => Act::Cancelled,
        Deed::PapersShared { .. } => Act::PapersShared,
        Deed::MinutesPublished { .. } => Act::MinutesPublished,
        Deed::ConsultationOpened { .. } => Act::Opened,
        Deed::ClosingMoved { .. } => Act::ClosingMoved,
        Deed::ConsultationClosed { .. } => Act::Closed,
        Deed::ConsultationAnswered { .. } => Act::Answered,
        Deed::Excused { .. } => Act::Excused,
        Deed::SubjectStruck { .. } => Act::Struck,
        Deed::TextWithdrawn { .. } => Act::Withdrawn,
    }
}

/// The reason given.
const fn why(deed: &Deed) -> Option<Commitment> {
    match deed {
        Deed::FactCorrected { why, .. } => Some(*why),
        Deed::Excused { reason, .. } => Some(*reason),
        Deed::Rescheduled { why, .. }
        | Deed::Cancelled { why, .. }
        | Deed::ClosingMoved { why, .. } => *why,
        _ => None,
    }
}

/// What it was about, in the act that first tells of it.
const fn about(deed: &Deed) -> Option<&About> {
    match deed {
        Deed::SubjectRecorded { about, .. }
        | Deed::DateSaved { about, .. }
        | Deed::Announced { about, .. }
        | Deed::ConsultationOpened { about, .. } => Some(about),
        _ => None,
    }
}
