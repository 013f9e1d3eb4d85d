//! Fifty areas with four hundred meetings each, every one with ten acts behind it.

use std::time::Instant as Clock;

use alongside_app::adopt_charter::adopt_charter;
use alongside_app::open_area::{Opened, Wish, open_area};
use alongside_app::{Call, Caller, Record, Seeded};
use alongside_charter::Kind;
use alongside_domain::act::{
    About, Deed, Digest, Key, Moment, Opening, Paper, PaperForm, Party, SubjectId, SubjectKind,
    Value,
};
use alongside_domain::{AreaSlug, Instant, OrganisationId, Wording};
use alongside_store::record::Of;
use alongside_store::{Database, Options, Transaction, outbox};
use jiff::civil::date;

use crate::Outcome;

pub(crate) const AREAS: usize = 50;
const MEETINGS: usize = 400;
const DAY: i64 = 24 * 3_600 * 1_000_000;

pub(crate) struct Made {
    pub(crate) seconds: f64,
    pub(crate) acts: u64,
}

pub(crate) fn fill(url: &str) -> Outcome<Made> {
    let begun = Clock::now();
    let database = Database::open(url, &Options::default())?;
    database.migrate()?;
    let seeded = Seeded::new([7; 32]);
    let chance = |bytes: &mut [u8]| seeded.fill(bytes);
    let mut acts = 0;
    for number in 0..AREAS {
        let slug = format!("area-{number}");
        database.write(|tx| fill_area(tx, &chance, &slug))?;
        acts += database.read(|snapshot| outbox::count(snapshot, &slug))?;
    }
    Ok(Made {
        seconds: begun.elapsed().as_secs_f64(),
        acts,
    })
}

type Chance<'a> = &'a (dyn Fn(&mut [u8]) + Send + Sync);

fn fill_area(
    tx: &mut Transaction<'_>,
    chance: Chance<'_>,
    slug: &str,
) -> Result<(), alongside_app::Failure> {
    let call_at = |day: usize, second: usize| Call {
        caller: Caller::Machine,
        now: at(day, second),
        chance,
    };
    let wish = Wish {
        name: &format!("Area {}", slug.trim_start_matches("area-")),
        slug,
        gss: "",
        council: "The council",
    };
    let Opened { area, council } = open_area(tx, &call_at(0, 0), &wish)?;
    let charter = include_str!("../../../../charters/default.toml");
    adopt_charter(tx, &call_at(0, 1), &area, charter, date(2015, 1, 1))?;
    // A meeting every nine days; each act about it on a day of its own, between those of the others.
    let mut steps: Vec<(usize, usize, usize)> = (0..MEETINGS)
        .flat_map(|meeting| (0..STEPS.len()).map(move |step| (meeting, step)))
        .map(|(meeting, step)| (day_of(meeting) + STEPS[step] + meeting % 5, meeting, step))
        .collect();
    steps.sort_unstable();
    let calls: Vec<Call<'_>> = (0..)
        .zip(&steps)
        .map(|(second, (day, ..))| call_at(*day, second))
        .collect();
    let first = call_at(1, 0);
    let mut record = Record::load(tx, &first, &area, Of::Subjects(&[]))?;
    let mut ids: Vec<Option<SubjectId>> = vec![None; MEETINGS];
    for ((_, meeting, step), call) in steps.iter().zip(&calls) {
        record.go_on(call);
        let Some(id) = ids.get_mut(*meeting) else {
            continue;
        };
        let subject = *id.get_or_insert_with(|| record.new_subject());
        act(&mut record, council, subject, *meeting, *step)?;
    }
    let _: AreaSlug = area;
    Ok(())
}

/// On which day of a meeting's life each act is done; it takes place on the sixtieth.
const STEPS: [usize; 10] = [0, 20, 30, 45, 50, 52, 53, 54, 70, 75];

const fn day_of(meeting: usize) -> usize {
    10 + meeting * 9
}

fn at(day: usize, second: usize) -> Instant {
    // From the beginning of 2016.
    const BEGIN: i64 = 1_451_606_400_000_000;
    let days = i64::try_from(day).unwrap_or(0);
    let seconds = i64::try_from(second % 3_600).unwrap_or(0);
    Instant::EPOCH.plus_micros(BEGIN + days * DAY + seconds * 1_000_000 + 9 * DAY / 24)
}

fn act(
    record: &mut Record<'_, '_, '_>,
    by: OrganisationId,
    subject: SubjectId,
    meeting: usize,
    step: usize,
) -> Result<(), alongside_app::Failure> {
    let starts = Moment::At(at(day_of(meeting) + 60 + meeting % 7, 0));
    let deed = match step {
        0 => Deed::DateSaved {
            subject,
            about: about(record, by, meeting)?,
            starts,
        },
        1 => Deed::Announced {
            subject,
            about: about(record, by, meeting)?,
            starts,
            ends: None,
            facts: [].into(),
        },
        2 => fact(subject, "agenda", Value::At(record.call().now))?,
        3 => Deed::PapersShared {
            subject,
            papers: vec![paper(record, "Papers")?],
        },
        4 => Deed::PapersShared {
            subject,
            papers: vec![paper(record, "Papers in Easy Read")?],
        },
        5 => fact(
            subject,
            "interpreter",
            Value::Flag(meeting.is_multiple_of(3)),
        )?,
        6 => fact(subject, "evening", Value::Flag(meeting.is_multiple_of(2)))?,
        7 => Deed::PapersShared {
            subject,
            papers: vec![paper(record, "A late paper")?],
        },
        8 => Deed::MinutesPublished {
            subject,
            minutes: vec![paper(record, "Notes")?],
        },
        _ => Deed::MinutesPublished {
            subject,
            minutes: vec![paper(record, "Notes in Easy Read")?],
        },
    };
    record.act(by, deed)
}

fn fact(subject: SubjectId, name: &str, value: Value) -> Result<Deed, alongside_app::Failure> {
    Ok(Deed::FactRecorded {
        subject,
        fact: Key::try_from(name.to_owned()).map_err(|why| unfit(&why))?,
        value,
    })
}

fn about(
    record: &mut Record<'_, '_, '_>,
    by: OrganisationId,
    meeting: usize,
) -> Result<About, alongside_app::Failure> {
    let title = format!("Meeting {meeting} of the working group on short breaks");
    let title = Wording::new(&title).map_err(|why| unfit(&why))?;
    Ok(About {
        kind: SubjectKind(Kind::Meeting),
        title: Some(record.seal(&title)),
        organiser: Some(Party::Organisation(by)),
        body: None,
        part_of: None,
    })
}

fn paper(record: &mut Record<'_, '_, '_>, title: &str) -> Result<Paper, alongside_app::Failure> {
    let file = Opening::of_file(record.call().salt(), Digest::of(title.as_bytes()));
    let commitment = file.commitment();
    record.beside([file]);
    let title = Wording::new(title).map_err(|why| unfit(&why))?;
    Ok(Paper {
        file: commitment,
        form: PaperForm::Original,
        language: None,
        title: record.seal(&title),
    })
}

fn unfit(why: &dyn std::fmt::Display) -> alongside_app::Failure {
    alongside_app::Failure::wrong("data", why)
}
