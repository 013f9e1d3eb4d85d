//! Lists: subjects, organisations, the record.

use alongside_charter::{Fact, Finding, Kind, Tally, fact};
use alongside_domain::act::WithdrawalReason;
use alongside_domain::{ForumStage, OrganisationKind};
use alongside_pages::Error;
use alongside_pages::Outcome;
use alongside_pages::feed::Standing;
use alongside_pages::links::{self, Query};
use alongside_pages::public::{
    Act, ActPage, ActRow, CalendarPage, CalendarRow, Kept, Matter, OrganisationRow,
    OrganisationsPage, Part, RecordFilter, RecordPage, Sealed, Seen, Shell, Signed, SubjectLink,
    SubjectRow, SubjectsPage, Witnessed,
};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan};

use super::place::{AS_OF, Place, State};

pub(crate) fn each(
    place: &Place,
    shell: Shell<'_>,
    findings: &[Finding<'_>],
    show: &mut dyn FnMut(&str, Result<String, Error>),
) {
    show("subjects", subjects(place, shell, findings));
    show("calendar", calendar(place, shell));
    show("organisations", organisations(place, shell));
    let acts = acts(place, if place.state == State::Many { 50 } else { 12 });
    let subjects: Vec<_> = place
        .subjects
        .iter()
        .map(|subject| {
            let when = subject.fact(fact::STARTS).and_then(Fact::when);
            (SubjectLink::from(subject), when)
        })
        .collect();
    let witnesses = [
        Seen {
            name: place.or_hostile("witness.example/w1"),
            signed: Some((
                1_204,
                Timestamp::from_second(1_795_330_800).unwrap_or_default(),
            )),
        },
        Seen {
            name: "parents.example/witness",
            signed: None,
        },
    ];
    let record = RecordPage {
        shell: Shell {
            address: &links::record("exampleshire", &Query::new()),
            ..shell
        },
        part: Part {
            number: 1,
            size: 50,
            total: if place.state == State::Many {
                1_204
            } else {
                acts.len()
            },
        },
        acts: &acts,
        organisations: &[
            ("council", place.council),
            ("forum", place.or_hostile("Exampleshire Parent Carer Forum")),
        ],
        subjects: &subjects,
        filter: RecordFilter::default(),
        published: (place.state != State::Empty).then_some(1_200),
        witnessed: (place.state != State::Empty).then_some(Witnessed {
            needed: 1 + usize::from(place.state == State::Long),
            published: 1_204,
            witnesses: &witnesses,
        }),
    };
    show("record", record.render());
    show("act", act(place, shell));
}

/// Every way in which a meeting can stand, one after another.
const STANDINGS: [Standing; 3] = [Standing::Announced, Standing::Saved, Standing::Cancelled];

fn subjects(place: &Place, shell: Shell<'_>, findings: &[Finding<'_>]) -> Result<String, Error> {
    let meetings = place.subjects.iter().filter(|s| s.kind == Kind::Meeting);
    let mut rows: Vec<SubjectRow<'_>> = meetings
        .zip(STANDINGS.into_iter().cycle())
        .map(|(subject, standing)| SubjectRow {
            subject: subject.into(),
            when: subject.fact(fact::STARTS).and_then(Fact::when),
            organiser: &subject.organiser,
            standing,
            tally: tally(findings, &subject.id),
        })
        .collect();
    rows.reverse();
    let day = |row: &SubjectRow<'_>| row.when.map(|when| when.day(&Place::zone()));
    let coming = rows.iter().take_while(|row| day(row) > Some(AS_OF)).count();
    if let Some(coming) = rows.get_mut(..coming) {
        coming.reverse();
    }
    let part = Part {
        number: 1,
        size: 200,
        total: rows.len(),
    };
    let has_any = !rows.is_empty();
    SubjectsPage {
        shell: Shell {
            address: &links::subjects("exampleshire", Kind::Meeting, &Query::new()),
            ..shell
        },
        as_of: AS_OF,
        kind: Kind::Meeting,
        kinds: if has_any {
            &[Kind::Meeting, Kind::Consultation]
        } else {
            &[Kind::Meeting]
        },
        organisers: if has_any {
            &["Exampleshire Council", "NHS Exampleshire"]
        } else {
            &[]
        },
        organiser: "",
        part,
        subjects: rows.get(..part.ends()).unwrap_or_default(),
    }
    .render()
}

fn calendar(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let meetings = place.subjects.iter().filter(|s| s.kind == Kind::Meeting);
    let rows: Vec<CalendarRow<'_>> = meetings
        .zip(STANDINGS.into_iter().cycle())
        .filter_map(|(subject, standing)| {
            Some(CalendarRow {
                subject: subject.into(),
                when: subject.fact(fact::STARTS).and_then(Fact::when)?,
                organiser: &subject.organiser,
                standing,
                is_moved: true,
            })
        })
        .collect();
    CalendarPage {
        shell: Shell {
            address: &links::calendar("exampleshire", &Query::new()),
            ..shell
        },
        from: date(2026, 9, 1),
        meetings: &rows,
    }
    .render()
}

fn tally(findings: &[Finding<'_>], id: &str) -> Tally {
    let mut tally = Tally::default();
    for finding in findings {
        if finding.subject().is_some_and(|subject| subject.id == id) {
            match Outcome::of(finding) {
                Outcome::Kept => tally.kept += 1,
                Outcome::Missed => tally.missed += 1,
                Outcome::Due => tally.due += 1,
                Outcome::Excused => tally.excused += 1,
                _ => tally.no_evidence += 1,
            }
        }
    }
    tally
}

fn organisations(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let row = |slug, name, kind, stage| OrganisationRow {
        slug,
        name,
        kind,
        stage,
    };
    let rows = [
        row("council", place.council, OrganisationKind::Council, None),
        row(
            "forum",
            place.or_hostile("Exampleshire Parent Carer Forum"),
            OrganisationKind::Forum,
            Some(ForumStage::Forming),
        ),
        row("", "NHS Exampleshire", OrganisationKind::NhsBody, None),
    ];
    OrganisationsPage {
        shell: Shell {
            address: &links::organisations("exampleshire"),
            ..shell
        },
        organisations: if place.state == State::Empty {
            &[]
        } else {
            &rows
        },
    }
    .render()
}

const ID: &str = "019caf00-0000-7000-8000-000000000001";

/// One act: a meeting that was moved, with a reason and one text that was taken back.
fn act(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let act = ActRow {
        id: ID.parse().ok(),
        at: Timestamp::UNIX_EPOCH,
        act: Act::Rescheduled,
        matter: Matter::Subject(SubjectLink {
            kind: Kind::Meeting,
            id: "m-0",
            title: place.or_hostile("Steering group"),
        }),
        by: place.council,
        why: place.or_hostile("the hall was flooded"),
        is_why_gone: false,
        signed: None,
    };
    let texts = [
        Sealed {
            commitment: format!("salted:{:064x}", 77),
            text: Kept::Here {
                text: place.or_hostile("the hall was flooded"),
                salt: format!("{:064x}", 78),
            },
        },
        Sealed {
            commitment: format!("salted:{:064x}", 79),
            text: Kept::TakenBack {
                at: Timestamp::UNIX_EPOCH,
                reason: WithdrawalReason::Legal,
            },
        },
        Sealed {
            commitment: format!("salted:{:064x}", 80),
            text: Kept::Missing,
        },
    ];
    ActPage {
        shell: Shell {
            address: &links::record_act("exampleshire", ID),
            ..shell
        },
        act,
        signed: if place.state == State::Long {
            Signed::Waiting
        } else {
            Signed::At(1_199)
        },
        entry: r#"{"act":"rescheduled","area":"exampleshire","at":"2026-03-02T12:00:00.000000Z","body":{},"version":1}"#,
        digest: "sha256:34f3c6810849fadb98b9afa1379f26761a9354763466ed76c3bf1991236527f7",
        texts: &texts,
        withdrawal: None,
    }
    .render()
}

/// The first acts of a record, of every shape.
pub(crate) fn acts(place: &Place, count: usize) -> Vec<ActRow<'_>> {
    let began = Timestamp::UNIX_EPOCH + (24 * 365 * 56).hours();
    let title = place.subjects.first().map_or("", |subject| &subject.title);
    let subject = Matter::Subject(SubjectLink {
        kind: Kind::Meeting,
        id: "m-0",
        title,
    });
    let name = place.or_hostile("Exampleshire Parent Carer Forum");
    let organisation = Matter::Organisation {
        slug: "forum",
        name,
    };
    let (from, to) = (ForumStage::Forming, ForumStage::Established);
    let forum = Matter::Forum { name, from, to };
    let charter = Matter::Charter {
        title: place.or_hostile("The Exampleshire agreement"),
        from: date(2024, 4, 1),
    };
    let shapes = [
        (Act::PapersShared, subject, ""),
        (
            Act::Rescheduled,
            subject,
            place.or_hostile("the hall was flooded"),
        ),
        (Act::Announced, subject, ""),
        (Act::Corrected, subject, "a slip in the date"),
        (Act::StageChanged, forum, ""),
        (Act::CharterAdopted, charter, ""),
        (
            Act::Withdrawn,
            Matter::TakenBack(WithdrawalReason::Personal),
            "",
        ),
        (Act::OrganisationRegistered, organisation, ""),
        (Act::AreaOpened, Matter::Area, ""),
    ];
    let count = if place.state == State::Empty {
        0
    } else {
        count
    };
    (0..count)
        .zip(shapes.into_iter().cycle())
        .map(|(number, (act, matter, why))| ActRow {
            id: ID.parse().ok(),
            at: began - i64::try_from(number).unwrap_or_default().hours(),
            act,
            matter,
            by: if number == 6 { "" } else { place.council },
            why,
            is_why_gone: number == 2,
            signed: match number {
                0 => Some(Signed::Waiting),
                9.. => None,
                before => Some(Signed::At(1_200 - before as u64)),
            },
        })
        .collect()
}
