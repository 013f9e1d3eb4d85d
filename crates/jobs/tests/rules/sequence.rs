//! What was done is published by whichever runner comes to it, on both databases.

use std::thread;

use alongside_jobs::{Runner, Sequence};
use alongside_store::log::{self, Signer};
use alongside_store::outbox;
use alongside_testkit::{Outcome, Scratch};
use alongside_tlog::{KeyName, Kind, SigningKey};
use jiff::{SignedDuration, ToSpan};
use uuid::Uuid;

use super::shop::Shop;

alongside_testkit::on_both!(
    what_was_done_is_published_with_several_runners,
    one_log_that_must_not_go_on_does_not_keep_the_others,
);

const AREAS: [&str; 3] = ["bromley", "haringey", "rivermead"];

fn runner(shop: &Shop, name: &str, host: &str) -> Outcome<Runner> {
    let signer = Signer {
        host: host.to_owned(),
        key: SigningKey::from_seed(KeyName::new(host)?, Kind::Log, &[5; 32]),
    };
    let work = Sequence::new(signer);
    Ok(shop
        .runner(name)
        .with(work)
        .with_schedule(Sequence::SCHEDULE))
}

fn add(shop: &Shop, area: &str, numbers: std::ops::Range<u32>) -> Outcome {
    let of = u128::from(area.as_bytes()[0]) << 32;
    shop.database.write(|tx| {
        numbers.clone().try_for_each(|number| {
            let at = shop.now() + i64::from(number).microseconds();
            let id = Uuid::from_u128(of + u128::from(number));
            outbox::add(tx, id, area, None, at, &format!("{{\"act\":{number}}}"))
        })
    })?;
    Ok(())
}

fn sizes(shop: &Shop) -> Outcome<Vec<u64>> {
    let sizes = AREAS.map(|area| {
        let found = shop.database.read(|snapshot| log::find(snapshot, area));
        found.map(|log| log.map_or(0, |log| log.size))
    });
    Ok(sizes.into_iter().collect::<Result<_, _>>()?)
}

fn what_was_done_is_published_with_several_runners(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    let runners = [
        runner(&shop, "a", "alongside.example")?,
        runner(&shop, "b", "alongside.example")?,
    ];
    let mut done = 0;
    for round in 1..=3 {
        for area in AREAS {
            add(&shop, area, done..done + 700)?;
        }
        done += 700;
        // The first look at the clock only plans.
        for _ in 0..2 {
            shop.pass(SignedDuration::from_secs(31));
            thread::scope(|scope| {
                let threads = runners.each_ref().map(|it| scope.spawn(|| it.work_off()));
                threads
                    .into_iter()
                    .filter_map(|thread| thread.join().ok())
                    .collect::<Result<Vec<_>, _>>()
            })?;
        }
        assert_eq!(sizes(&shop)?, [round * 700; 3]);
    }
    Ok(())
}

fn one_log_that_must_not_go_on_does_not_keep_the_others(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    let (ours, typo) = (
        runner(&shop, "a", "alongside.example")?,
        runner(&shop, "b", "alongside.exmaple")?,
    );
    let work_off = |runner: &Runner| -> Outcome {
        for _ in 0..2 {
            shop.pass(SignedDuration::from_secs(31));
            runner.work_off()?;
        }
        Ok(())
    };
    add(&shop, AREAS[0], 0..3)?;
    work_off(&ours)?;
    AREAS.iter().try_for_each(|area| add(&shop, area, 3..5))?;
    work_off(&typo)?;
    assert_eq!(
        sizes(&shop)?,
        [3, 2, 2],
        "a second log of the first area was begun, or the others have none"
    );
    assert!(shop.backlog()?.open == 0 && shop.backlog()?.dead == 0);
    Ok(())
}
