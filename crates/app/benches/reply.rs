//! What it costs that somebody says that they come, on both databases: into a room with places, into one that is full,
//! and that they cannot. The tests' server does not wait for its disk; the file does.

use std::error::Error;

use alongside_app::open_area::{Opened, Wish as Area, open_area};
use alongside_app::prepare_meeting::{self, prepare};
use alongside_app::reply::{By, Wish, come, decline};
use alongside_app::{Call, Caller, Failure, Record};
use alongside_charter::Kind;
use alongside_domain::Instant;
use alongside_domain::act::{About, Deed, Moment, Party, SubjectId, SubjectKind};
use alongside_domain::reply::Reason;
use alongside_domain::sign_in::SecretHash;
use alongside_store::record::Of;
use alongside_store::{Database, Options};
use alongside_testkit::{Scratch, chance};
use criterion::{Criterion, criterion_group, criterion_main};

criterion_group!(benches, both);
criterion_main!(benches);

const WISH: Wish<'static> = Wish {
    means: "venue",
    name: "Sam",
    email: "sam@example.org",
    is_first: "yes",
    needs: &["step-free"],
    language: "",
    note: "",
    may_write: false,
};

fn both(criterion: &mut Criterion) {
    let scratches = [
        ("sqlite", Scratch::sqlite()),
        ("postgres", Scratch::postgres()),
    ];
    for (name, scratch) in scratches {
        let measured = scratch.and_then(|scratch| measure(criterion, name, &scratch));
        assert!(measured.is_ok(), "{measured:?}");
    }
}

fn measure(criterion: &mut Criterion, name: &str, scratch: &Scratch) -> Result<(), Box<dyn Error>> {
    let database = Database::open(scratch.url(), &Options::default())?;
    database.migrate()?;
    let call = Call {
        caller: Caller::Machine,
        now: "2026-11-23T08:00:00.000000Z".parse()?,
        chance: &chance,
    };
    let wish = Area {
        name: "Rivermead",
        slug: "rivermead",
        gss: "",
        council: "Rivermead Council",
    };
    let opened = database.write(|tx| open_area(tx, &call, &wish))?;
    let [open, full] = [
        announce(&database, &call, &opened)?,
        announce(&database, &call, &opened)?,
    ];
    let arranged = prepare_meeting::Wish {
        seen: 0,
        room: "1",
        rule: "order",
        joining: "",
    };
    database.write(|tx| prepare(tx, &call, &opened.area, full, &arranged))?;
    let mut group = criterion.benchmark_group(name);
    let mut number = 0_u64;
    let mut say = |subject: SubjectId, reason: Option<Reason>| {
        number += 1;
        let network = [number.to_le_bytes(); 4].concat();
        let network: [u8; 32] = network.try_into().unwrap_or_default();
        let by = By {
            person: None,
            browser: SecretHash::of(&network),
            network: &network,
            language: "en",
        };
        let said = database.write(|tx| match reason {
            None => come(tx, &call, &opened.area, subject, &by, &WISH).map(drop),
            Some(reason) => decline(tx, &call, &opened.area, subject, &by, reason),
        });
        assert!(said.is_ok());
    };
    group.bench_function("somebody comes", |bencher| {
        bencher.iter(|| say(open, None));
    });
    group.bench_function("somebody waits", |bencher| {
        bencher.iter(|| say(full, None));
    });
    group.bench_function("somebody cannot come", |bencher| {
        bencher.iter(|| say(open, Some(Reason::Notice)));
    });
    group.finish();
    Ok(())
}

fn announce(database: &Database, call: &Call<'_>, opened: &Opened) -> Result<SubjectId, Failure> {
    let weeks = 70 * 24 * 3_600 * 1_000_000;
    let starts: Instant = call.now.plus_micros(weeks);
    database.write(|tx| {
        let mut record = Record::load(tx, call, &opened.area, Of::Subjects(&[]))?;
        let subject = record.new_subject();
        let announced = Deed::Announced {
            subject,
            about: About {
                kind: SubjectKind(Kind::Meeting),
                title: None,
                organiser: Some(Party::Organisation(opened.council)),
                body: None,
                part_of: None,
            },
            starts: Moment::At(starts),
            ends: None,
            facts: [].into(),
        };
        record.act(opened.council, announced)?;
        Ok(subject)
    })
}
