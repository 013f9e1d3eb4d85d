//! What is kept is what the acts say, on both databases.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_app::adopt_charter::adopt_charter;
use alongside_app::area::Area;
use alongside_app::change_forum_stage::change_forum_stage;
use alongside_app::import::{self, Loading};
use alongside_app::open_area::{Opened, Wish, open_area};
use alongside_app::register_organisation::register_organisation;
use alongside_app::{Call, Caller, Failure};
use alongside_charter::{Subject, Verdict};
use alongside_domain::act::{Deed, Digest, WithdrawalReason};
use alongside_domain::policy::Actor;
use alongside_domain::replay::State;
use alongside_domain::{Controller, ForumStage, Instant, OrganisationId, OrganisationKind};
use alongside_sheet::{Reading, read};
use alongside_store::record::Of;
use alongside_store::{Database, Options, outbox, record};
use alongside_testkit::{Outcome, Scratch, chance};
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;

alongside_testkit::on_both!(
    what_is_kept_of_an_area_is_what_its_acts_say,
    the_same_sheet_twice_changes_nothing,
    a_later_sheet_corrects_and_adds,
    an_agreement_that_comes_later_is_taken_up,
    what_a_later_sheet_cannot_change_is_told,
    acts_are_done_after_a_clock_that_was_far_ahead,
    an_area_read_after_a_change_is_the_area_read_anew,
    what_has_no_date_is_not_judged_by_a_charter_that_came_later,
    a_sheet_confirmed_after_somebody_changed_the_area_is_refused,
    a_text_taken_back_is_gone_from_the_database,
    acts_follow_one_another_though_the_clock_stands_still,
    strangers_do_nothing,
);

const RECORD: &[u8] = include_bytes!("../../../records/haringey-2021.csv");
const CHARTER: &str = include_str!("../../../charters/amaze-2020.toml");

fn machine() -> Call<'static> {
    Call {
        caller: Caller::Machine,
        now: "2026-11-22T09:00:00.000000Z".parse().unwrap(),
        chance: &chance,
    }
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/London").unwrap()
}

struct Place {
    database: Database,
    council: Controller,
}

fn open(scratch: &Scratch) -> Result<Place, Box<dyn std::error::Error>> {
    let database = Database::open(scratch.url(), &Options::default())?;
    database.migrate()?;
    let call = machine();
    let wish = Wish {
        name: "Haringey",
        slug: "haringey",
        gss: "E09000014",
        council: "Haringey Council",
    };
    let Opened { area, council } = database.write(|tx| open_area(tx, &call, &wish))?;
    let from = date(2020, 7, 1);
    database.write(|tx| adopt_charter(tx, &call, &area, CHARTER, from))?;
    let council = Controller {
        area,
        organisation: council,
        kind: OrganisationKind::Council,
    };
    Ok(Place { database, council })
}

fn rows(bytes: &[u8]) -> Vec<Subject> {
    let charter = alongside_charter::Charter::parse(CHARTER).unwrap();
    let reading = Reading {
        zone: &zone(),
        names: &charter.names(),
        standards: &[],
        until: date(2027, 1, 1),
    };
    read("a.csv", bytes, &reading).unwrap().subjects
}

fn load(place: &Place, bytes: &[u8]) -> Result<Loading, Failure> {
    let rows = rows(bytes);
    let zone = zone();
    let wish = import::Wish {
        sheet: Digest::of(bytes),
        rows: &rows,
        zone: &zone,
        seen: None,
    };
    place
        .database
        .write(|tx| import::import(tx, &machine(), &place.council, &wish))
}

/// The state that all the acts give, and the state that was kept.
fn both(place: &Place) -> (State, State) {
    place
        .database
        .read(|snapshot| {
            let acts = outbox::after(
                snapshot,
                place.council.area.as_str(),
                Timestamp::MIN,
                10_000,
            )?;
            let mut told = Vec::new();
            for act in &acts {
                told.push(record::disclosed(snapshot, act)?);
            }
            let far = Instant::from_micros(9_000_000_000_000_000).unwrap();
            let (state, passed_over) = State::replay(&told, far);
            assert_eq!(passed_over, []);
            let kept = record::load(snapshot, &place.council.area, Of::All)?.unwrap();
            Ok::<_, alongside_store::Error>((state, kept.state))
        })
        .unwrap()
}

fn area(place: &Place, earlier: Option<&Area>) -> Area {
    let slug = &place.council.area;
    let read = place
        .database
        .read(|snapshot| Area::load(snapshot, slug, earlier));
    read.unwrap().unwrap()
}

fn what_is_kept_of_an_area_is_what_its_acts_say(scratch: &Scratch) -> Outcome {
    let place = open(scratch)?;
    let loading = load(&place, RECORD)?;
    assert!(loading.new > 10, "{loading:?}");
    let forum = place.database.write(|tx| {
        let forum = OrganisationKind::Forum;
        register_organisation(tx, &machine(), &place.council.area, forum, "Our forum")
    })?;
    let steps = [ForumStage::None, ForumStage::Forming];
    place
        .database
        .write(|tx| change_forum_stage(tx, &machine(), &place.council.area, forum, steps))?;
    let (replayed, kept) = both(&place);
    assert_eq!(replayed, kept);
    let read = area(&place, None);
    let audits = read.audits(date(2022, 3, 19).into(), &[]);
    let findings = read.findings(&audits);
    let missed = findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Missed);
    assert!(missed.count() > 3);
    Ok(())
}

fn the_same_sheet_twice_changes_nothing(scratch: &Scratch) -> Outcome {
    let place = open(scratch)?;
    let first = load(&place, RECORD)?;
    let before = area(&place, None).version;
    let again = load(&place, RECORD)?;
    assert_eq!((again.new, again.changed, again.same), (0, 0, first.new));
    assert_eq!(area(&place, None).version, before);
    Ok(())
}

fn a_later_sheet_corrects_and_adds(scratch: &Scratch) -> Outcome {
    let place = open(scratch)?;
    load(
        &place,
        b"id,title,announced,starts\n1,Panel,2026-01-05,2026-02-02\n2,Board,,2026-03-02\n",
    )?;
    // The first is announced on another day; the second has minutes now; the third only has the number of the first.
    let later = b"id,title,announced,starts,minutes,claim:minutes-promptly,excused\n\
        1,Panel,2026-01-06,2026-02-02,,,\n\
        2,Board,,2026-03-02,2026-03-09,,snow; agreed by the forum\n";
    let loading = load(&place, later)?;
    assert_eq!((loading.new, loading.changed, loading.same), (0, 2, 0));
    let other = load(&place, b"id,title,starts\n1,Something else,2026-09-01\n")?;
    assert_eq!((other.new, other.changed), (1, 0));
    let read = area(&place, None);
    let find = |title: &str| {
        read.subjects()
            .find(|subject| subject.title == title)
            .unwrap()
    };
    assert_eq!(
        find("Panel").fact("announced").unwrap().day(&zone()),
        Some(date(2026, 1, 6))
    );
    assert!(find("Board").fact("minutes").is_some());
    assert!(find("Board").excuse.is_some());
    let (replayed, kept) = both(&place);
    assert_eq!(replayed, kept);
    Ok(())
}

/// What loading these rows would do.
fn look(place: &Place, by: OrganisationId, bytes: &[u8]) -> (usize, Vec<String>) {
    let (state, _) = both(place);
    let rows = rows(bytes);
    let plan = import::plan(&state, &zone(), by, &rows).unwrap();
    (plan.changed.len(), plan.left)
}

fn an_agreement_that_comes_later_is_taken_up(scratch: &Scratch) -> Outcome {
    const BEFORE: &[u8] = b"id,title,organiser,starts,excused\na,Panel,A school,2026-02-02,snow\n";
    const LATER: &[u8] = b"id,title,organiser,starts,excused\n\
        a,Panel,A school,2026-02-02,snow; agreed by Haringey Council\n";
    let place = open(scratch)?;
    load(&place, BEFORE)?;
    let loading = load(&place, LATER)?;
    assert_eq!((loading.new, loading.changed, loading.same), (0, 1, 0));
    let excuse = area(&place, None).subjects().next().unwrap().excuse.clone();
    assert_eq!(
        excuse.unwrap().agreed_by.as_deref(),
        Some("Haringey Council")
    );
    // Said again, with it and without it, it changes nothing.
    for again in [LATER, BEFORE] {
        let loading = load(&place, again)?;
        assert_eq!((loading.new, loading.changed, loading.same), (0, 0, 1));
    }
    let (replayed, kept) = both(&place);
    assert_eq!(replayed, kept);
    Ok(())
}

fn what_a_later_sheet_cannot_change_is_told(scratch: &Scratch) -> Outcome {
    let place = open(scratch)?;
    let by = place.council.organisation;
    load(
        &place,
        b"id,title,organiser,starts\na,Panel,Haringey Council,2026-02-02\n",
    )?;
    let later = b"id,title,organiser,body,starts\na,The panel,A school,Board,2026-02-02\n";
    let (changed, left) = look(&place, by, later);
    assert_eq!(changed, 0);
    assert_eq!(
        left,
        [
            "The title of “Panel” stays as the record has it. A sheet cannot change it to “The panel”.",
            "The organiser of “Panel” stays as the record has it. A sheet cannot change it to “A school”.",
            "The group of “Panel” stays as the record has it. A sheet cannot change it to “Board”.",
        ]
    );
    // What it leaves out it does not say otherwise.
    let (changed, left) = look(&place, by, b"id,title,starts\na,Panel,2026-02-02\n");
    assert_eq!((changed, left), (0, Vec::new()));
    Ok(())
}

fn acts_are_done_after_a_clock_that_was_far_ahead(scratch: &Scratch) -> Outcome {
    let place = open(scratch)?;
    let slug = &place.council.area;
    let register = |now: Instant, name: &str| {
        let call = Call { now, ..machine() };
        let kind = OrganisationKind::School;
        place
            .database
            .write(|tx| register_organisation(tx, &call, slug, kind, name))
    };
    let ahead: Instant = "2099-01-01T00:00:00.000000Z".parse()?;
    register(ahead, "One school")?;
    // The record goes on from there, an instant at a time, in the order in which things were done.
    register(machine().now, "Another school")?;
    load(&place, b"id,title,starts\n1,Panel,2026-02-02\n")?;
    let last = area(&place, None).last;
    assert!(last > ahead && last.micros_since(ahead) < 1_000, "{last}");
    let (replayed, kept) = both(&place);
    assert_eq!(replayed, kept);
    // What is judged by when it was told of is: what has a date of its own is as ever.
    assert_eq!(area(&place, None).subjects().count(), 1);
    Ok(())
}

fn an_area_read_after_a_change_is_the_area_read_anew(scratch: &Scratch) -> Outcome {
    let place = open(scratch)?;
    load(
        &place,
        b"id,title,announced,starts\n1,Panel,2026-01-05,2026-02-02\n2,Board,,2026-03-02\n",
    )?;
    let mut read = area(&place, None);
    let changes: [&[u8]; 2] = [
        b"id,title,announced,starts\n1,Panel,2026-01-06,2026-02-02\n3,Group,,2019-03-02\n",
        b"id,title,announced,starts,minutes\n2,Board,,2026-03-02,2026-03-04\n",
    ];
    for sheet in changes {
        load(&place, sheet)?;
        read = area(&place, Some(&read));
        let anew = area(&place, None);
        assert_eq!(read.version, anew.version);
        let sorted = |area: &Area| {
            let mut subjects: Vec<Subject> = area.subjects().cloned().collect();
            subjects.sort_by(|one, other| one.id.cmp(&other.id));
            subjects
        };
        assert_eq!(sorted(&read), sorted(&anew));
    }
    Ok(())
}

fn what_has_no_date_is_not_judged_by_a_charter_that_came_later(scratch: &Scratch) -> Outcome {
    const LATER: &str = include_str!("../../../charters/bromley-2012.toml");
    let place = open(scratch)?;
    load(&place, b"id,title\n1,Panel\n")?;
    let judged_by = |area: &Area| {
        let subject = area.subjects().next().unwrap();
        let audits = area.audits(date(2027, 6, 1).into(), &[]);
        let findings = area.findings_of(&audits, subject);
        let mut charters: Vec<String> = findings
            .iter()
            .map(|finding| finding.charter().id.to_string())
            .collect();
        charters.dedup();
        charters
    };
    let before = area(&place, None);
    assert_eq!(judged_by(&before), ["amaze-2020"]);
    let from = date(2027, 1, 1);
    let slug = &place.council.area;
    place
        .database
        .write(|tx| adopt_charter(tx, &machine(), slug, LATER, from))?;
    assert_eq!(judged_by(&area(&place, None)), ["amaze-2020"]);
    assert_eq!(judged_by(&area(&place, Some(&before))), ["amaze-2020"]);
    Ok(())
}

fn a_sheet_confirmed_after_somebody_changed_the_area_is_refused(scratch: &Scratch) -> Outcome {
    let place = open(scratch)?;
    let seen = area(&place, None).version;
    load(&place, b"id,title,starts\n1,Panel,2026-02-02\n")?;
    let rows = rows(b"id,title,starts\n2,Board,2026-03-02\n");
    let zone = zone();
    let wish = import::Wish {
        sheet: Digest::of(b"x"),
        rows: &rows,
        zone: &zone,
        seen: Some(seen),
    };
    let refused = place
        .database
        .write(|tx| import::import(tx, &machine(), &place.council, &wish));
    assert!(matches!(refused, Err(Failure::Stale)));
    Ok(())
}

fn a_text_taken_back_is_gone_from_the_database(scratch: &Scratch) -> Outcome {
    let place = open(scratch)?;
    load(&place, b"id,title,starts\n1,About Sam Okoro,2026-02-02\n")?;
    let (state, _) = both(&place);
    let (_, known) = state.known_subjects().iter().next().unwrap();
    let text = known.about.title.unwrap();
    place.database.write(|tx| {
        let call = machine();
        let mut record = alongside_app::Record::load(tx, &call, &place.council.area, Of::All)?;
        let reason = WithdrawalReason::Personal;
        record.act(
            place.council.organisation,
            Deed::TextWithdrawn { text, reason },
        )
    })?;
    let (replayed, kept) = both(&place);
    assert_eq!(replayed, kept);
    assert_eq!(area(&place, None).subjects().next().unwrap().title, "");
    Ok(())
}

fn acts_follow_one_another_though_the_clock_stands_still(scratch: &Scratch) -> Outcome {
    let place = open(scratch)?;
    load(&place, RECORD)?;
    let acts = place.database.read(|snapshot| {
        outbox::after(
            snapshot,
            place.council.area.as_str(),
            Timestamp::MIN,
            10_000,
        )
    })?;
    assert!(acts.is_sorted_by(|one, next| one.at < next.at));
    Ok(())
}

fn strangers_do_nothing(scratch: &Scratch) -> Outcome {
    let place = open(scratch)?;
    let stranger = Call {
        caller: Caller::Actor(Actor::Stranger),
        ..machine()
    };
    let area = &place.council.area;
    let kind = OrganisationKind::School;
    let register = place
        .database
        .write(|tx| register_organisation(tx, &stranger, area, kind, "A school"));
    assert!(matches!(register, Err(Failure::NotAllowed(_))));
    let adopt = place
        .database
        .write(|tx| adopt_charter(tx, &stranger, area, CHARTER, date(2020, 1, 1)));
    assert!(matches!(adopt, Err(Failure::NotAllowed(_))));
    Ok(())
}
