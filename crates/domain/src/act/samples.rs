//! One invented act of each kind, with every field filled, for tests.

use std::collections::BTreeMap;

use alongside_charter::{Claim, Kind};
use jiff::civil::date;

use super::*;
use crate::organisation::{ForumStage, OrganisationKind};
use crate::wording::Wording;

pub(crate) fn organisation(number: u8) -> OrganisationId {
    OrganisationId::new(at(0), [number; 10])
}

pub(crate) fn subject(number: u8) -> SubjectId {
    SubjectId::new(at(0), [number; 10])
}

/// So many seconds after noon on 2 March 2026.
pub(crate) fn at(seconds: i64) -> Instant {
    Instant::from_micros((1_772_452_800 + seconds) * 1_000_000).unwrap()
}

pub(crate) fn opening(text: &str) -> Opening {
    // Salts are random; these follow from the text so that the samples stay the same.
    let seed = Digest::of(text.as_bytes());
    Opening::new(Salt::new(*seed.bytes()), &Wording::new(text).unwrap())
}

pub(crate) fn text(text: &str) -> Commitment {
    opening(text).commitment()
}

pub(crate) fn key(name: &str) -> Key {
    Key::try_from(name.to_owned()).unwrap()
}

pub(crate) fn day(year: i16, month: i8, day: i8) -> Day {
    Day::try_from(date(year, month, day)).unwrap()
}

pub(crate) fn claimed(words: &str) -> Claimed {
    Claimed::new(&Claim::parse(words).unwrap(), text(words)).unwrap()
}

pub(crate) fn about(kind: Kind) -> About {
    About {
        kind: SubjectKind(kind),
        title: Some(text("Spring meeting")),
        organiser: Some(Party::Organisation(organisation(1))),
        body: Some(text("SEND board")),
        part_of: Some(subject(9)),
    }
}

fn paper() -> Paper {
    Paper {
        file: Opening::of_file(Salt::new([5; 32]), Digest::of(b"a file")).commitment(),
        form: PaperForm::Translation,
        language: Some(key("tr")),
        title: text("Agenda"),
    }
}

fn facts() -> BTreeMap<Key, Value> {
    BTreeMap::from([
        (key("interpreter"), Value::Flag(true)),
        (key("ways"), Value::Number(3.try_into().unwrap())),
        (key("agenda"), Value::Day(day(2026, 3, 1))),
    ])
}

pub(crate) fn act(seconds: i64, by: u8, deed: Deed) -> Act {
    Act {
        area: "rivermead".parse().unwrap(),
        at: at(seconds),
        by: organisation(by),
        deed,
    }
}

/// The name of a kind of act. A new kind does not compile until it has a line here.
pub(crate) const fn name(deed: &Deed) -> &'static str {
    match deed {
        Deed::AreaOpened { .. } => "area-opened",
        Deed::OrganisationRegistered { .. } => "organisation-registered",
        Deed::OrganisationRenamed { .. } => "organisation-renamed",
        Deed::OrganisationEnded { .. } => "organisation-ended",
        Deed::ForumStageChanged { .. } => "forum-stage-changed",
        Deed::CharterAdopted { .. } => "charter-adopted",
        Deed::CharterEnded { .. } => "charter-ended",
        Deed::SubjectRecorded { .. } => "subject-recorded",
        Deed::FactRecorded { .. } => "fact-recorded",
        Deed::FactCorrected { .. } => "fact-corrected",
        Deed::ClaimRecorded { .. } => "claim-recorded",
        Deed::DateSaved { .. } => "date-saved",
        Deed::Announced { .. } => "announced",
        Deed::Described { .. } => "described",
        Deed::Rescheduled { .. } => "rescheduled",
        Deed::Cancelled { .. } => "cancelled",
        Deed::PapersShared { .. } => "papers-shared",
        Deed::MinutesPublished { .. } => "minutes-published",
        Deed::ConsultationOpened { .. } => "consultation-opened",
        Deed::ClosingMoved { .. } => "closing-moved",
        Deed::ConsultationClosed { .. } => "consultation-closed",
        Deed::ConsultationAnswered { .. } => "consultation-answered",
        Deed::Excused { .. } => "excused",
        Deed::SubjectStruck { .. } => "subject-struck",
        Deed::TextWithdrawn { .. } => "text-withdrawn",
    }
}

/// How many kinds [`name`] knows.
pub(crate) const KINDS: usize = 25;

fn about_the_area_and_what_was_elsewhere() -> Vec<Deed> {
    let (council, forum) = (organisation(1), organisation(2));
    let imported = subject(3);
    vec![
        Deed::AreaOpened {
            name: text("Rivermead"),
            gss: Some("E99999999".parse().unwrap()),
        },
        Deed::OrganisationRegistered {
            organisation: council,
            kind: OrganisationKind::Council,
            name: text("Rivermead Council"),
        },
        Deed::OrganisationRegistered {
            organisation: forum,
            kind: OrganisationKind::Forum,
            name: text("Rivermead Parent Carer Forum"),
        },
        Deed::OrganisationRenamed {
            organisation: forum,
            name: text("Rivermead Families"),
        },
        Deed::ForumStageChanged {
            organisation: forum,
            from: ForumStage::None,
            to: ForumStage::Forming,
        },
        Deed::CharterAdopted {
            charter: key("example-2026"),
            version: Digest::of(b"a charter"),
            from: day(2026, 1, 1),
        },
        Deed::SubjectRecorded {
            subject: imported,
            about: About {
                organiser: Some(Party::Named(text("A consultancy"))),
                ..about(Kind::Meeting)
            },
            facts: facts(),
            claims: [(key("meeting-notice"), claimed("17..18 days"))].into(),
            import: Some(Import {
                sheet: Digest::of(b"a sheet"),
                row: text("n1"),
                source: Some(text("a published letter")),
            }),
        },
        Deed::FactRecorded {
            subject: imported,
            fact: key("starts"),
            value: Value::At(at(0)),
        },
        Deed::FactCorrected {
            subject: imported,
            fact: key("ways"),
            was: Value::Number(3.try_into().unwrap()),
            now: Some(Value::Number(2.try_into().unwrap())),
            why: text("One was counted twice"),
        },
        Deed::ClaimRecorded {
            subject: imported,
            standard: key("papers-ahead"),
            claim: claimed("<14d"),
        },
    ]
}

fn what_happened_here() -> Vec<Deed> {
    let (council, forum) = (organisation(1), organisation(2));
    let (meeting, consultation, imported) = (subject(1), subject(2), subject(3));
    vec![
        Deed::DateSaved {
            subject: meeting,
            about: about(Kind::Meeting),
            starts: Moment::Day(day(2026, 4, 20)),
        },
        Deed::Announced {
            subject: meeting,
            about: about(Kind::Meeting),
            starts: Moment::At(at(30 * 86_400)),
            ends: Some(Moment::At(at(30 * 86_400 + 3_600))),
            facts: facts(),
        },
        Deed::Rescheduled {
            subject: meeting,
            starts: Moment::At(at(35 * 86_400)),
            ends: Some(Moment::At(at(35 * 86_400 + 3_600))),
            why: Some(text("The hall is closed")),
        },
        Deed::PapersShared {
            subject: meeting,
            papers: vec![paper()],
        },
        Deed::MinutesPublished {
            subject: meeting,
            minutes: vec![paper()],
        },
        Deed::Excused {
            subject: meeting,
            standard: Some(key("meeting-notice")),
            reason: text("The inspector gave the date"),
            agreed_by: Some(Party::Organisation(forum)),
        },
        Deed::Cancelled {
            subject: meeting,
            why: Some(text("Snow")),
        },
        Deed::ConsultationOpened {
            subject: consultation,
            about: about(Kind::Consultation),
            closes: Moment::Day(day(2026, 4, 30)),
            facts: facts(),
        },
        Deed::ClosingMoved {
            subject: consultation,
            closes: Moment::Day(day(2026, 5, 14)),
            why: Some(text("More people asked for time")),
        },
        Deed::ConsultationClosed {
            subject: consultation,
        },
        Deed::ConsultationAnswered {
            subject: consultation,
            answer: vec![paper()],
        },
        Deed::SubjectStruck {
            subject: imported,
            reason: StrikeReason::Duplicate(meeting),
        },
        Deed::TextWithdrawn {
            text: text("Snow"),
            reason: WithdrawalReason::Personal,
        },
        Deed::CharterEnded {
            charter: key("example-2026"),
            from: day(2027, 1, 1),
        },
        Deed::OrganisationEnded {
            organisation: forum,
            successor: Some(council),
        },
        Deed::Described {
            subject: consultation,
            description: Description {
                level: Level::Participate,
                purpose: text("To choose the venues of next year"),
                open: text("Which venues, and at what time of day"),
                decided: text("How much may be spent"),
                used: text("The board decides on 1 June and writes to everyone who came"),
                ways: vec![
                    Way {
                        means: Means::Venue,
                        place: Some(text("The library, 1 High Road")),
                    },
                    Way {
                        means: Means::Online,
                        place: None,
                    },
                ],
            },
        },
    ]
}

/// One act of each kind, in an order in which each fits what came before.
pub(crate) fn one_of_each() -> Vec<Act> {
    let deeds = about_the_area_and_what_was_elsewhere()
        .into_iter()
        .chain(what_happened_here());
    let numbered = (0_i64..).zip(deeds);
    numbered.map(|(n, deed)| act(n * 60, 1, deed)).collect()
}
