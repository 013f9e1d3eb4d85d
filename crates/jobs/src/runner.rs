//! Threads that take jobs from the queue and see to it that each is done.

use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use std::{io, thread};

use alongside_store::jobs::{self, Leased, Turn};
use alongside_store::{Database, Error, Snapshot, Transaction};
use jiff::Timestamp;
use parking_lot::Mutex;

use crate::work::later;
use crate::{Bell, Clock, Context, Failure, Schedule, Work};

mod crew;

use crew::{Crew, Held};

/// Everything that a runner does and how. [`start`](Self::start) sets threads to it; [`work_off`](Self::work_off)
/// does it here and now.
pub struct Runner {
    database: Database,
    clock: Clock,
    options: Options,
    works: BTreeMap<&'static str, Box<dyn Work>>,
    schedules: Vec<Schedule>,
    bell: Bell,
    is_stopping: AtomicBool,
    /// One thread at a time looks for a job, for all; here are those of many that are leased and not begun.
    looking: Mutex<VecDeque<Ahead>>,
    crew: Crew,
}

/// How a runner works.
#[derive(Debug, Clone)]
pub struct Options {
    /// Its own among all that share the queue.
    pub name: String,
    /// How many jobs it does at once.
    pub workers: usize,
    /// How long a job stays in the hands of a process that died.
    pub lease: Duration,
    /// How long at most until it sees what another process enqueued, or that a time has come.
    pub look_every: Duration,
}

impl Options {
    /// As it should be for a runner of this name.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            workers: 4,
            lease: Duration::from_mins(1),
            look_every: Duration::from_secs(1),
        }
    }
}

impl Runner {
    /// A runner that knows no work yet.
    pub fn new(database: Database, clock: Clock, options: Options) -> Self {
        Self {
            database,
            clock,
            options,
            works: BTreeMap::new(),
            schedules: Vec::new(),
            bell: Bell::default(),
            is_stopping: AtomicBool::new(false),
            looking: Mutex::default(),
            crew: Crew::default(),
        }
    }

    /// With a kind of work, in place of what was known for this kind.
    #[must_use]
    pub fn with(mut self, work: impl Work + 'static) -> Self {
        self.works.insert(work.kind(), Box::new(work));
        self
    }

    /// With a schedule.
    #[must_use]
    pub fn with_schedule(mut self, schedule: Schedule) -> Self {
        self.schedules.push(schedule);
        self
    }

    /// The bell to ring when a job was enqueued.
    pub fn bell(&self) -> Bell {
        self.bell.clone()
    }

    /// Looks at the clock, and does every job that is due, one after another, in this thread; and those that become
    /// due by it. Says how many.
    pub fn work_off(&self) -> Result<u32, Error> {
        let worker = format!("{} 0", self.options.name);
        let mut done = 0;
        self.tick();
        let alone = |worker| self.take(worker, (self.clock)(), (1, &mut VecDeque::new()));
        while let Some(job) = alone(&worker)? {
            self.see_to(&job, self.crew.hold(&job));
            done += 1;
        }
        Ok(done)
    }

    /// Sets threads to work.
    pub fn start(self) -> io::Result<Running> {
        let runner = Arc::new(self);
        // Whatever was started stops again if a later thread cannot be.
        let running = Running(Arc::clone(&runner));
        for number in 1..=runner.options.workers {
            let (of_worker, on_duty) = (Arc::clone(&runner), crew::OnDuty::of(&runner));
            let worker = format!("{} {number}", runner.options.name);
            thread::Builder::new()
                .name("job".to_owned())
                .spawn(move || {
                    of_worker.work(&worker);
                    drop(on_duty);
                })?;
        }
        let keeper = Arc::clone(&runner);
        thread::Builder::new()
            .name("leases".to_owned())
            .spawn(move || keeper.keep_leases())?;
        Ok(running)
    }

    fn work(&self, worker: &str) {
        while !self.must_stop() {
            let work = || {
                while let Some((job, held)) = self.wait_for_job(worker) {
                    self.see_to(&job, held);
                }
            };
            if catch_unwind(AssertUnwindSafe(work)).is_err() {
                tracing::error!("a worker broke off outside any job, and goes on");
                self.bell.wait(self.bell.rings(), self.options.look_every);
            }
        }
    }

    fn must_stop(&self) -> bool {
        self.is_stopping.load(Ordering::Relaxed)
    }

    /// The next job, as soon as there is one; none when it is time to stop.
    fn wait_for_job(&self, worker: &str) -> Option<(Leased, Held<'_>)> {
        let mut ahead = self.looking.lock();
        loop {
            // Asked for first, so that the ring that says to stop is not slept through.
            let rings = self.bell.rings();
            if self.must_stop() {
                for Ahead { job, .. } in ahead.drain(..) {
                    self.give_back(&job);
                }
                return None;
            }
            self.tick();
            let wait = match self.look(worker, &mut ahead) {
                Ok(Look::Job(job)) if self.must_stop() => {
                    self.give_back(&job);
                    return None;
                }
                // It counts as held before the next worker looks.
                Ok(Look::Job(job)) => {
                    let held = self.crew.hold(&job);
                    return Some((*job, held));
                }
                Ok(Look::Wait(wait)) => wait.min(self.options.look_every),
                Err(error) => {
                    tracing::error!(%error, class = ?error.class(), "the queue cannot be looked at");
                    self.options.look_every
                }
            };
            self.bell.wait(rings, wait);
        }
    }

    fn look(&self, worker: &str, ahead: &mut VecDeque<Ahead>) -> Result<Look, Error> {
        let now = (self.clock)();
        let may_be_of_many = self.may_take_one_of_many();
        let prompt = |snapshot: &mut Snapshot<'_>| jobs::next_due_of(snapshot, Turn::Prompt);
        let prompt = self.database.read(prompt)?;
        let may_look_ahead = may_be_of_many && prompt.is_none_or(|due| due > now);
        if may_look_ahead {
            while let Some(Ahead { job, until }) = ahead.pop_front() {
                if until > now {
                    return Ok(Look::Job(Box::new(job)));
                }
                self.give_back(&job);
            }
        }
        let next = if may_be_of_many {
            self.database.read(jobs::next_due)?
        } else {
            prompt
        };
        // Thousands wait for the disk once for so many of them.
        let number = if may_look_ahead { AHEAD } else { 1 };
        let wait = match next {
            None => Duration::MAX,
            Some(due) if due > now => due.duration_since(now).unsigned_abs(),
            Some(_) => match self.take(worker, now, (number, ahead))? {
                Some(job) => return Ok(Look::Job(Box::new(job))),
                // Another process was faster, or it was a job to be buried.
                None => Duration::ZERO,
            },
        };
        Ok(Look::Wait(wait))
    }

    /// The next job, and as many ahead as make up the number.
    fn take(
        &self,
        worker: &str,
        now: Timestamp,
        (number, ahead): (u32, &mut VecDeque<Ahead>),
    ) -> Result<Option<Leased>, Error> {
        let until = later(now, self.options.lease);
        let taken = self.database.write(|tx| {
            if self.may_take_one_of_many() {
                jobs::take(tx, worker, now, until, number)
            } else {
                jobs::take_prompt(tx, worker, now, until, 1)
            }
        })?;
        let mut taken = taken.into_iter();
        let first = taken.next();
        // Begun in the first half of its lease or not at all: nobody makes it longer meanwhile.
        let until = later(now, self.options.lease / 2);
        ahead.extend(taken.map(|job| Ahead { job, until }));
        Ok(first)
    }

    /// Whether one more of thousands may be begun: where there are several workers, one is kept for what somebody
    /// waits for, such as a link to sign in.
    fn may_take_one_of_many(&self) -> bool {
        self.options.workers < 2 || self.crew.held_of_many() + 1 < self.options.workers
    }

    /// Enqueues what the schedules say.
    fn tick(&self) {
        let now = (self.clock)();
        for schedule in &self.schedules {
            if let Err(error) = schedule.tick(&self.database, now) {
                let (kind, class) = (schedule.kind, error.class());
                tracing::error!(kind, %error, ?class, "a schedule cannot be looked at");
            }
        }
    }

    /// Does a job, and keeps how it went.
    fn see_to(&self, job: &Leased, held: Held<'_>) {
        let begun = (self.clock)();
        let is_kept = Cell::new(false);
        let run = catch_unwind(AssertUnwindSafe(|| self.run(job, &is_kept)));
        let outcome = run.unwrap_or_else(|_| Err(Failure::again("the work broke off (a panic)")));
        drop(held);
        let ended = (self.clock)();
        let keep = |tx: &mut Transaction<'_>| match &outcome {
            Ok(()) => jobs::complete(tx, job, ended),
            Err(Failure { again: true, says }) => {
                let again = later(ended, jobs::back_off(job.attempt));
                jobs::fail(tx, job, ended, again, says)
            }
            Err(Failure { again: false, says }) => jobs::bury(tx, job, ended, says),
        };
        let kept = if is_kept.get() {
            Ok(true)
        } else {
            self.database.write(keep)
        };
        if job.turn == Turn::Bulk {
            // Whoever looks for a job may have passed over those like it.
            self.bell.ring();
        }
        let (kind, id, attempt) = (job.kind.as_str(), job.id, job.attempt);
        let millis = ended.duration_since(begun).as_millis();
        match &outcome {
            Ok(()) => tracing::info!(kind, %id, attempt, millis, "a job was done"),
            Err(Failure { again, says }) => {
                let again = *again && attempt < job.max_attempts;
                tracing::warn!(kind, %id, attempt, millis, again, %says, "a job was not done");
            }
        }
        match kept {
            Ok(true) => {}
            Ok(false) => tracing::warn!(kind, %id, attempt, "the job is in other hands by now"),
            // The lease lapses, and whoever takes the job then does it again.
            Err(error) => {
                let class = error.class();
                tracing::error!(kind, %id, attempt, %error, ?class, "how a job went was not kept");
            }
        }
    }

    fn run(&self, job: &Leased, is_kept: &Cell<bool>) -> Result<(), Failure> {
        let Some(work) = self.works.get(job.kind.as_str()) else {
            // Another process, of a newer version perhaps, may know it.
            let says = format!(
                "nobody here knows how to do a job of the kind `{}`",
                job.kind
            );
            return Err(Failure::again(says));
        };
        let context = Context {
            database: &self.database,
            clock: &self.clock,
            lease: self.options.lease,
            is_stopping: &self.is_stopping,
            is_kept,
        };
        work.run(job, &context)
    }

    fn give_back(&self, job: &Leased) {
        let now = (self.clock)();
        if let Err(error) = self.database.write(|tx| jobs::give_back(tx, job, now)) {
            // It comes back by itself when the lease lapses.
            tracing::warn!(kind = job.kind, id = %job.id, %error, "a job was not given back");
        }
    }

    /// Makes the leases of what runs longer, while there are workers.
    fn keep_leases(&self) {
        while self.crew.is_on_duty_after(self.options.lease / 3) {
            for job in self.crew.held() {
                let until = later((self.clock)(), self.options.lease);
                let (kind, id) = (job.kind.as_str(), job.id);
                match self.database.write(|tx| jobs::extend(tx, &job, until)) {
                    Ok(true) => {}
                    // Done just now, or taken by another after this process was held up for long.
                    Ok(false) => tracing::debug!(kind, %id, "no lease to be made longer"),
                    Err(error) => {
                        tracing::warn!(kind, %id, %error, "a lease was not made longer");
                    }
                }
            }
        }
    }
}

/// A job that is leased, and until when it may be begun.
struct Ahead {
    job: Leased,
    until: Timestamp,
}

/// As many of many are leased at once.
const AHEAD: u32 = 16;

enum Look {
    Job(Box<Leased>),
    /// Nothing until then.
    Wait(Duration),
}

/// Threads at work. Dropped, they stop after the job that each is at, and nobody waits for them.
pub struct Running(Arc<Runner>);

impl Running {
    /// Takes no more jobs, and waits until those that run are done, so long at most. Says whether they were; a job
    /// that was not is taken by another process when its lease lapses.
    #[must_use = "no means that a job still runs"]
    pub fn stop(self, patience: Duration) -> bool {
        self.tell();
        !self.0.crew.is_on_duty_after(patience)
    }

    fn tell(&self) {
        self.0.is_stopping.store(true, Ordering::Relaxed);
        self.0.bell.ring();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.tell();
    }
}
