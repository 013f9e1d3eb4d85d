//! Each job is done, by somebody, as soon as it can be, on both databases.

use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use super::shop::Shop;
use alongside_jobs::{Context, Failure, Options, Runner, Work};
use alongside_store::jobs::{self, Leased, Turn};
use alongside_testkit::{Outcome, Scratch};
use jiff::SignedDuration;

alongside_testkit::on_both!(
    several_runners_do_each_job_once,
    a_ring_wakes_it_at_once,
    a_job_of_another_process_is_seen_by_itself,
    stopping_finishes_what_runs_and_begins_nothing,
    stopping_waits_no_longer_than_it_is_patient,
    what_was_taken_ahead_waits_for_what_is_prompt_and_is_given_back,
    a_long_job_stays_in_our_hands,
    a_panic_is_a_failure_and_the_worker_goes_on,
    a_kind_that_nobody_knows_is_tried_again_and_then_seen_by_an_operator,
    what_a_failure_says_is_kept_for_an_operator,
);

/// This long only where something is broken.
const PATIENCE: Duration = Duration::from_secs(30);

/// Says that it has begun, and ends when it is told to.
struct Wait {
    begun: Sender<u128>,
    end: Mutex<Receiver<()>>,
}

impl Wait {
    fn new() -> (Self, Receiver<u128>, Sender<()>) {
        let (begun, has_begun) = mpsc::channel();
        let (end, is_to_end) = mpsc::channel();
        let end_of_work = Mutex::new(is_to_end);
        let work = Self {
            begun,
            end: end_of_work,
        };
        (work, has_begun, end)
    }
}

impl Work for Wait {
    fn kind(&self) -> &'static str {
        "wait"
    }

    fn run(&self, job: &Leased, _: &Context<'_>) -> Result<(), Failure> {
        let broken = || Failure::never("the test is broken");
        self.begun.send(job.id.as_u128()).map_err(|_| broken())?;
        let end = self.end.lock().map_err(|_| broken())?;
        end.recv_timeout(PATIENCE).map_err(|_| broken())
    }
}

/// Says that it was done.
struct Tell(Sender<u128>);

impl Work for Tell {
    fn kind(&self) -> &'static str {
        "tell"
    }

    fn run(&self, job: &Leased, _: &Context<'_>) -> Result<(), Failure> {
        let told = self.0.send(job.id.as_u128());
        told.map_err(|_| Failure::never("the test is broken"))
    }
}

fn runner(shop: &Shop, name: &str, look_every: Duration, workers: usize) -> Runner {
    let options = Options {
        workers,
        look_every,
        ..Options::named(name)
    };
    Runner::new(shop.database.clone(), shop.clock(), options)
}

/// So long that only the bell wakes whoever waits.
const NEVER: Duration = Duration::from_hours(24);

fn several_runners_do_each_job_once(scratch: &Scratch) -> Outcome {
    const JOBS: u128 = 80;
    let shop = Shop::open(scratch)?;
    for number in 1..=JOBS {
        shop.enqueue(number, "tell")?;
    }
    let (done, is_done) = mpsc::channel();
    let start = |name| {
        let tell = Tell(done.clone());
        runner(&shop, name, NEVER, 3).with(tell).start()
    };
    let (first, second) = (start("a")?, start("b")?);
    let mut numbers = Vec::new();
    for _ in 0..JOBS {
        numbers.push(is_done.recv_timeout(PATIENCE)?);
    }
    assert!(first.stop(PATIENCE) && second.stop(PATIENCE));
    assert!(is_done.try_recv().is_err());
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=JOBS).collect::<Vec<_>>());
    assert_eq!(shop.backlog()?.open, 0);
    Ok(())
}

fn a_ring_wakes_it_at_once(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    let (done, is_done) = mpsc::channel();
    let runner = runner(&shop, "a", NEVER, 2).with(Tell(done));
    let bell = runner.bell();
    let running = runner.start()?;
    for number in 1..=3 {
        shop.enqueue(number, "tell")?;
        bell.ring();
        assert_eq!(is_done.recv_timeout(PATIENCE)?, number);
    }
    assert!(running.stop(PATIENCE));
    Ok(())
}

fn a_job_of_another_process_is_seen_by_itself(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    let (done, is_done) = mpsc::channel();
    let often = Duration::from_millis(20);
    let running = runner(&shop, "a", often, 2).with(Tell(done)).start()?;
    shop.enqueue(1, "tell")?;
    assert_eq!(is_done.recv_timeout(PATIENCE)?, 1);
    assert!(running.stop(PATIENCE));
    Ok(())
}

/// Goes on until it is time to stop.
struct Long(Sender<()>);

impl Work for Long {
    fn kind(&self) -> &'static str {
        "long"
    }

    fn run(&self, _: &Leased, context: &Context<'_>) -> Result<(), Failure> {
        self.0.send(()).ok();
        while !context.is_stopping() {
            std::thread::yield_now();
        }
        Ok(())
    }
}

fn stopping_finishes_what_runs_and_begins_nothing(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    for number in 1..=3 {
        shop.enqueue(number, "long")?;
    }
    let (begun, has_begun) = mpsc::channel();
    let running = runner(&shop, "a", NEVER, 1).with(Long(begun)).start()?;
    has_begun.recv_timeout(PATIENCE)?;
    assert!(running.stop(PATIENCE));
    assert_eq!(has_begun.try_iter().count(), 0);
    // Nothing is held back until a lease lapses, and nothing cost an attempt.
    let (now, until) = (shop.now(), shop.now() + Duration::from_mins(1));
    let left = shop
        .database
        .write(|tx| jobs::take(tx, "b", now, until, 9))?;
    let attempts: Vec<u32> = left.iter().map(|job| job.attempt).collect();
    assert_eq!(attempts, [1, 1]);
    Ok(())
}

fn stopping_waits_no_longer_than_it_is_patient(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    shop.enqueue(1, "wait")?;
    let (wait, has_begun, end) = Wait::new();
    let running = runner(&shop, "a", NEVER, 1).with(wait).start()?;
    has_begun.recv_timeout(PATIENCE)?;
    assert!(!running.stop(Duration::from_millis(1)));
    end.send(())?;
    Ok(())
}

fn what_was_taken_ahead_waits_for_what_is_prompt_and_is_given_back(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    for number in 1..=10 {
        shop.enqueue_in(Turn::Bulk, number, "wait")?;
    }
    let (work, has_begun, end) = Wait::new();
    let runner = runner(&shop, "a", NEVER, 3).with(work);
    let bell = runner.bell();
    let running = runner.start()?;
    let first = [
        has_begun.recv_timeout(PATIENCE)?,
        has_begun.recv_timeout(PATIENCE)?,
    ];
    assert!(first.iter().all(|number| *number <= 10));
    // All of them are leased, and two have begun; the third worker is there for what somebody waits for.
    assert_eq!(shop.backlog()?.due, 0);
    shop.enqueue(100, "wait")?;
    bell.ring();
    assert_eq!(has_begun.recv_timeout(PATIENCE)?, 100);
    assert!(!running.stop(Duration::ZERO));
    for _ in 0..3 {
        end.send(())?;
    }
    // Until they are given back.
    for _ in 0..PATIENCE.as_millis() {
        if shop.backlog()?.due == 8 {
            break;
        }
        assert!(has_begun.recv_timeout(Duration::from_millis(1)).is_err());
    }
    assert_eq!(shop.backlog()?.due, 8);
    let now = shop.now();
    let left = shop.database.write(|tx| {
        let until = now + SignedDuration::from_mins(1);
        jobs::take(tx, "b", now, until, 20)
    })?;
    assert_eq!(left.len(), 8);
    assert!(
        left.iter().all(|job| job.attempt == 1),
        "it has cost no attempt"
    );
    Ok(())
}

fn a_long_job_stays_in_our_hands(scratch: &Scratch) -> Outcome {
    let shop = Shop::open(scratch)?;
    shop.enqueue(1, "wait")?;
    let (wait, has_begun, end) = Wait::new();
    let lease = Duration::from_millis(60);
    let options = Options {
        lease,
        ..Options::named("a")
    };
    let runner = Runner::new(shop.database.clone(), shop.clock(), options).with(wait);
    let bell = runner.bell();
    let running = runner.start()?;
    has_begun.recv_timeout(PATIENCE)?;
    for _ in 0..5 {
        let due = shop.database.read(jobs::next_due)?;
        shop.pass(SignedDuration::from_millis(40));
        // Until the lease was made longer.
        for _ in 0..PATIENCE.as_millis() {
            if shop.database.read(jobs::next_due)? > due {
                break;
            }
            has_begun.recv_timeout(Duration::from_millis(1)).ok();
        }
    }
    // Three times as late as the first lease went.
    assert_eq!(shop.backlog()?.due, 0);
    end.send(())?;
    bell.ring();
    assert!(running.stop(PATIENCE));
    let backlog = shop.backlog()?;
    assert_eq!((backlog.open, backlog.dead), (0, 0));
    Ok(())
}

fn a_panic_is_a_failure_and_the_worker_goes_on(scratch: &Scratch) -> Outcome {
    struct Break;

    impl Work for Break {
        fn kind(&self) -> &'static str {
            "break"
        }

        fn run(&self, _: &Leased, _: &Context<'_>) -> Result<(), Failure> {
            std::panic::resume_unwind(Box::new("sam@example.org"))
        }
    }

    let shop = Shop::open(scratch)?;
    let (done, is_done) = mpsc::channel();
    let runner = shop.runner("a").with(Break).with(Tell(done));
    shop.enqueue(1, "break")?;
    shop.enqueue(2, "tell")?;
    assert_eq!(runner.work_off()?, 2);
    assert_eq!(is_done.try_recv()?, 2);
    for _ in 0..2 {
        shop.pass(SignedDuration::from_hours(1));
        assert_eq!(runner.work_off()?, 1);
    }
    assert_eq!(shop.epitaph()?, "the work broke off (a panic)");
    Ok(())
}

fn a_kind_that_nobody_knows_is_tried_again_and_then_seen_by_an_operator(
    scratch: &Scratch,
) -> Outcome {
    let shop = Shop::open(scratch)?;
    shop.enqueue(1, "dance")?;
    let runner = shop.runner("a");
    for _ in 0..3 {
        assert_eq!(runner.work_off()?, 1);
        shop.pass(SignedDuration::from_hours(1));
    }
    let says = shop.epitaph()?;
    assert_eq!(
        says,
        "nobody here knows how to do a job of the kind `dance`"
    );
    Ok(())
}

fn what_a_failure_says_is_kept_for_an_operator(scratch: &Scratch) -> Outcome {
    struct Fail;

    impl Work for Fail {
        fn kind(&self) -> &'static str {
            "fail"
        }

        fn run(&self, _: &Leased, _: &Context<'_>) -> Result<(), Failure> {
            Err(Failure::never("there is no such thing"))
        }
    }

    let shop = Shop::open(scratch)?;
    shop.enqueue(1, "fail")?;
    assert_eq!(shop.runner("a").with(Fail).work_off()?, 1);
    assert_eq!(shop.epitaph()?, "there is no such thing");
    Ok(())
}
