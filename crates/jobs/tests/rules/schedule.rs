//! What happens again and again happens once each time, whoever looks at the clock, on both databases.

use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::shop::{Post, Shop};
use alongside_domain::Instant;
use alongside_jobs::{Context, Failure, Forget, Options, Runner, Schedule, Work};
use alongside_store::files::{Digest, FileError};
use alongside_store::jobs::{self, Leased};
use alongside_store::logos::{self, Logo};
use alongside_store::sheets;
use alongside_testkit::{Outcome, Scratch};
use jiff::SignedDuration;

alongside_testkit::on_both!(
    each_time_comes_once_with_two_runners,
    each_time_comes_once_with_two_runners_of_several_threads,
    times_that_nobody_saw_come_once_together,
    every_night_what_was_done_a_week_ago_is_forgotten,
    every_night_the_files_of_sheets_older_than_a_day_are_removed,
    the_file_of_a_logo_goes_a_week_after_no_area_shows_it_any_more,
);

const HOURLY: Schedule = Schedule {
    kind: "count",
    next: |after| {
        let hour = SignedDuration::from_hours(1);
        let seconds = after.as_second().div_euclid(3600) * 3600;
        jiff::Timestamp::from_second(seconds).map_or(after, |start| start + hour)
    },
};

struct Count(Mutex<Sender<()>>);

impl Work for Count {
    fn kind(&self) -> &'static str {
        HOURLY.kind
    }

    fn run(&self, _: &Leased, _: &Context<'_>) -> Result<(), Failure> {
        let told = self.0.lock().map(|sender| sender.send(()));
        told.map(drop).map_err(|_| Failure::never("broken"))
    }
}

fn each_time_comes_once_with_two_runners(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    let (counted, count) = mpsc::channel();
    let runner = |name| {
        let work = Count(Mutex::new(counted.clone()));
        shop.runner(name).with(work).with_schedule(HOURLY)
    };
    let runners = [runner("a"), runner("b")];
    for hour in 0..5_u8 {
        let done = thread::scope(|scope| {
            let threads = runners.each_ref().map(|it| scope.spawn(|| it.work_off()));
            let done = threads.into_iter().map(thread::ScopedJoinHandle::join);
            done.filter_map(Result::ok).sum::<Result<u32, _>>()
        })?;
        // At first it is only planned.
        assert_eq!(done, u32::from(hour > 0), "{hour}");
        shop.pass(SignedDuration::from_hours(1));
    }
    assert_eq!(count.try_iter().count(), 4);
    Ok(())
}

fn each_time_comes_once_with_two_runners_of_several_threads(scratch: &Scratch) -> Outcome {
    const PATIENCE: Duration = Duration::from_secs(30);
    let shop = Shop::open(scratch)?;
    let (counted, count) = mpsc::channel();
    let start = |name: &str| {
        let options = Options {
            workers: 3,
            look_every: Duration::from_millis(5),
            ..Options::named(name)
        };
        let work = Count(Mutex::new(counted.clone()));
        let runner = Runner::new(shop.database.clone(), shop.clock(), options);
        runner.with(work).with_schedule(HOURLY).start()
    };
    HOURLY.tick(&shop.database, shop.now())?;
    let (first, second) = (start("a")?, start("b")?);
    for _ in 0..5 {
        shop.pass(SignedDuration::from_hours(1));
        count.recv_timeout(PATIENCE)?;
        // Until it is kept that it was done: an hour later its lease would have lapsed.
        while shop.backlog()?.open > 0 {
            thread::yield_now();
        }
    }
    assert!(first.stop(PATIENCE) && second.stop(PATIENCE));
    assert_eq!(count.try_iter().count(), 0);
    assert_eq!(shop.backlog()?.open, 0);
    Ok(())
}

fn times_that_nobody_saw_come_once_together(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    assert!(!HOURLY.tick(&shop.database, shop.now())?);
    shop.pass(SignedDuration::from_hours(30));
    assert!(HOURLY.tick(&shop.database, shop.now())?);
    assert!(!HOURLY.tick(&shop.database, shop.now())?);
    assert_eq!(shop.backlog()?.open, 1);
    shop.pass(SignedDuration::from_hours(1));
    assert!(HOURLY.tick(&shop.database, shop.now())?);
    Ok(())
}

fn every_night_what_was_done_a_week_ago_is_forgotten(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    shop.enqueue(1, "mail")?;
    let runner = shop
        .post("a", &Post::with([]))
        .with(Forget::new(Box::new(|_| Ok(()))))
        .with_schedule(Forget::SCHEDULE);
    runner.work_off()?;
    assert!(shop.mark(1)?.is_some());
    let mut nights = 0;
    for _ in 0..7 {
        shop.pass(SignedDuration::from_hours(24));
        nights += runner.work_off()?;
        assert!(shop.mark(1)?.is_some());
    }
    shop.pass(SignedDuration::from_hours(24));
    nights += runner.work_off()?;
    assert_eq!(nights, 8);
    assert_eq!(shop.mark(1)?, None);
    // The mail's, and the first night's once a week has passed since.
    let now = shop.now();
    let left = shop.database.write(|tx| jobs::forget(tx, now))?;
    assert_eq!(left, 7);
    Ok(())
}

fn every_night_the_files_of_sheets_older_than_a_day_are_removed(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    let area = shop.open_area()?;
    let send = |bytes: &[u8], hours: i64| {
        let at = shop.now() + SignedDuration::from_hours(hours);
        let (name, at) = (Digest::of(bytes), Instant::try_from(at)?);
        shop.database
            .write(|tx| sheets::expect(tx, name, &area, at))?;
        Ok::<_, Box<dyn std::error::Error>>(name)
    };
    // The night comes at half past two, eighteen and a half hours from now.
    let old = send(b"old", -6)?;
    let young = send(b"young", -5)?;
    let (removed, away) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(true)));
    let remove = {
        let (removed, away) = (Arc::clone(&removed), Arc::clone(&away));
        move |name: Digest| {
            if std::mem::take(&mut *away.lock().unwrap_or_else(PoisonError::into_inner)) {
                return Err(FileError::Missing(name));
            }
            removed
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(name);
            Ok(())
        }
    };
    let runner = shop
        .runner("a")
        .with(Forget::new(Box::new(remove)))
        .with_schedule(Forget::SCHEDULE);
    runner.work_off()?;
    shop.pass(SignedDuration::from_mins(18 * 60 + 31));
    runner.work_off()?;
    let left = |name| shop.database.read(|s| sheets::find(s, name, &area));
    assert!(
        left(old)?.is_some(),
        "what was not removed is not forgotten"
    );
    shop.pass(SignedDuration::from_secs(11));
    runner.work_off()?;
    assert_eq!(
        *removed.lock().unwrap_or_else(PoisonError::into_inner),
        [old]
    );
    assert!(left(old)?.is_none() && left(young)?.is_some());
    Ok(())
}

fn the_file_of_a_logo_goes_a_week_after_no_area_shows_it_any_more(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    let area = shop.open_area()?;
    let logo = |bytes: &[u8]| Logo {
        name: Digest::of(bytes),
        says: "Two hands".to_owned(),
        width: 100,
        height: 50,
    };
    let change_to = |logo: Option<&Logo>| {
        let now = Instant::try_from(shop.now())?;
        shop.database
            .write(|tx| logos::change(tx, &area, logo, now))?;
        Ok::<_, Box<dyn std::error::Error>>(())
    };
    let removed = Arc::new(Mutex::new(Vec::new()));
    let remove = {
        let removed = Arc::clone(&removed);
        move |name: Digest| {
            removed
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(name);
            Ok(())
        }
    };
    let runner = shop
        .runner("a")
        .with(Forget::new(Box::new(remove)))
        .with_schedule(Forget::SCHEDULE);
    runner.work_off()?;
    let (first, second) = (logo(b"first"), logo(b"second"));
    change_to(Some(&first))?;
    change_to(Some(&second))?;
    change_to(Some(&first))?;
    for night in 1..=10 {
        shop.pass(SignedDuration::from_hours(24));
        runner.work_off()?;
        let removed = removed.lock().unwrap_or_else(PoisonError::into_inner);
        let expected: &[Digest] = if night < 8 { &[] } else { &[second.name] };
        assert_eq!(*removed, expected, "night {night}");
    }
    let shown = shop.database.read(|s| logos::shown(s, &area))?;
    assert_eq!(shown, Some(first));
    Ok(())
}
