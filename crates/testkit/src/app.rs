//! The whole service in process.

mod client;
mod people;

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use alongside_app::{Call, Caller, Seeded};
use alongside_domain::replay::State;
use alongside_domain::{AreaSlug, Controller, Instant};
use alongside_jobs::{
    Chance, Letters, Options as RunnerOptions, Remind, Runner, SendMessage, SumUp, Tell,
};
use alongside_notify::{Mail, Memory, Sender, Text};
use alongside_store::files::Files;
use alongside_store::record::Of;
use alongside_store::{Database, Options, areas, jobs, outbox, record};
use alongside_web::{Demo, Parts, Route, Service, Settings, Texts};
use axum::Router;
use jiff::Timestamp;
use tokio::runtime::{Builder, Runtime};

use crate::{Outcome, Scratch, chance};

pub use client::{Client, Page};

/// The service on a fresh database: one area, `rivermead`, with a council and a forum, and somebody for every role.
///
/// It has a clock that stands still until it is moved, chance that is the same every time, and mails that go nowhere.
/// Nothing is done after a change until [`work_off`](Self::work_off). When it goes it sees to it that no job and no
/// mail is left over, and that what is kept of every area is what its acts say.
///
/// ```
/// use alongside_domain::Role;
/// use alongside_testkit::{Outcome, Scratch, TestApp};
///
/// fn an_officer_sees_the_desk(scratch: &Scratch) -> Outcome {
///     let app = TestApp::new(scratch)?;
///     let officer = app.sign_in_as(Role::Officer)?;
///     assert_eq!(officer.get("/rivermead/desk")?.status(), 200);
///     Ok(())
/// }
///
/// alongside_testkit::on_both!(an_officer_sees_the_desk);
/// ```
pub struct TestApp {
    /// Where everything is kept.
    pub database: Database,
    /// The area.
    pub area: AreaSlug,
    /// Its council.
    pub council: Controller,
    /// Its forum.
    pub forum: Controller,
    router: Router,
    runtime: Runtime,
    runner: Runner,
    clock: Arc<AtomicI64>,
    outbox: Arc<Memory>,
    /// How many of the mails and of the texts were looked at.
    seen: [Cell<usize>; 2],
    clients: Cell<u8>,
}

/// Where the service is found.
pub(crate) const ORIGIN: &str = "https://alongside.example";
/// The instant at which every test begins.
const BEGIN: &str = "2026-11-22T09:00:00.000000Z";
/// More mails than any test sends.
const MAILS: usize = 1_000;
const MINUTE: i64 = 60_000_000;

impl TestApp {
    /// The service as it is run.
    pub fn new(scratch: &Scratch) -> Outcome<Self> {
        Self::with(scratch, None)
    }

    /// The demo, without its story.
    pub fn demo(scratch: &Scratch, demo: Demo) -> Outcome<Self> {
        Self::with(scratch, Some(demo))
    }

    fn with(scratch: &Scratch, demo: Option<Demo>) -> Outcome<Self> {
        let database = Database::open(scratch.url(), &Options::default())?;
        database.migrate()?;
        let begin: Instant = BEGIN.parse()?;
        let clock = Arc::new(AtomicI64::new(begin.micros()));
        let (for_web, for_jobs) = (Arc::clone(&clock), Arc::clone(&clock));
        let drawn = Seeded::new([7; 32]);
        let service = Service::bare(Parts {
            database: database.clone(),
            files: Files::in_folder(&scratch.folder().join("files"), 10 << 20)?,
            clock: Arc::new(move || at(&for_web)),
            chance: Arc::new(move |bytes| {
                drawn.fill(bytes);
                Ok(())
            }),
            kept: Arc::new(|| {}),
            settings: Settings {
                base: ORIGIN.parse()?,
                contact: "help@alongside.example".to_owned(),
                // Every client comes from a network of its own.
                is_behind_proxy: true,
                largest_file: 10 << 20,
                demo,
                copy: None,
                witnesses: Vec::new(),
                texts: Some(Texts {
                    price: "2.4".parse().ok(),
                }),
                charters: &[],
                school_terms: Vec::new(),
                usual_terms: Vec::new(),
                faith_days: Vec::new(),
            },
        })?;
        let outbox = Arc::new(Memory::new(MAILS));
        let drawn = Arc::new(Seeded::new([8; 32]));
        let drawing = || -> Chance {
            let drawn = Arc::clone(&drawn);
            Box::new(move |bytes| {
                drawn.fill(bytes);
                Ok(())
            })
        };
        let letters = Letters {
            origin: ORIGIN.to_owned(),
            from: Sender {
                name: "Alongside".to_owned(),
                address: "alongside@alongside.example".parse()?,
            },
            chance: drawing(),
        };
        let clock_of_jobs = Arc::new(move || at(&for_jobs).timestamp());
        let runner = Runner::new(
            database.clone(),
            clock_of_jobs,
            RunnerOptions::named("test"),
        )
        .with(
            SendMessage::new(letters, Arc::clone(&outbox) as Arc<_>)
                .and_texts(Some(Arc::clone(&outbox) as Arc<_>)),
        )
        .with(Tell(drawing()))
        .with(Remind(drawing()))
        .with(SumUp(drawing()));
        let people::Place {
            area,
            council,
            forum,
        } = people::settle(&database, begin)?;
        Ok(Self {
            router: service.router(),
            runtime: Builder::new_current_thread().enable_all().build()?,
            database,
            area,
            council,
            forum,
            runner,
            clock,
            outbox,
            seen: [Cell::new(0), Cell::new(0)],
            clients: Cell::new(0),
        })
    }

    /// What time it is.
    pub fn now(&self) -> Instant {
        at(&self.clock)
    }

    /// Moves the clock on.
    pub fn wait(&self, duration: Duration) {
        let micros = i64::try_from(duration.as_micros()).unwrap_or(i64::MAX / 4);
        self.clock.fetch_add(micros, Ordering::Relaxed);
    }

    /// Moves the clock on by so many minutes.
    pub fn wait_minutes(&self, minutes: i64) {
        self.clock.fetch_add(minutes * MINUTE, Ordering::Relaxed);
    }

    /// For a use case as whoever has the machine calls it.
    pub fn machine(&self) -> Call<'static> {
        Call {
            caller: Caller::Machine,
            now: self.now(),
            chance: &chance,
        }
    }

    /// Does every job that is due, and says how many.
    pub fn work_off(&self) -> Outcome<u32> {
        Ok(self.runner.work_off()?)
    }

    /// The mails since they were last looked at, the earliest first. Jobs that are due are done before.
    pub fn mails(&self) -> Outcome<Vec<Mail>> {
        self.work_off()?;
        let [seen, _] = &self.seen;
        Ok(newest(self.outbox.mails(), seen))
    }

    /// The one mail that was sent since mails were last looked at.
    pub fn mail(&self) -> Outcome<Mail> {
        let [mail] = <[Mail; 1]>::try_from(self.mails()?)
            .map_err(|mails| format!("{} mails instead of one", mails.len()))?;
        Ok(mail)
    }

    /// The text messages since they were last looked at, the earliest first. Jobs that are due are done before.
    pub fn texts(&self) -> Outcome<Vec<Text>> {
        self.work_off()?;
        let [_, seen] = &self.seen;
        Ok(newest(self.outbox.texts(), seen))
    }

    /// A browser that nobody has used yet, in a network of its own.
    pub fn client(&self) -> Client<'_> {
        let number = self.clients.get().wrapping_add(1);
        self.clients.set(number);
        Client::new(self, format!("198.51.100.{number}"))
    }

    /// Every route of the service.
    pub fn routes(&self) -> &'static [Route] {
        alongside_web::ROUTES
    }

    /// What is wrong with what is left, if anything.
    fn left_over(&self) -> Outcome<Option<String>> {
        let now = self.now().timestamp();
        let backlog = self.database.read(|s| jobs::backlog(s, now))?;
        if backlog.open > 0 || backlog.dead > 0 {
            return Ok(Some(format!("jobs are left over: {backlog:?}")));
        }
        let sent = [self.outbox.mails().len(), self.outbox.texts().len()];
        for (sent, seen) in sent.into_iter().zip(&self.seen) {
            let unread = sent - seen.get();
            if unread > 0 {
                return Ok(Some(format!("{unread} messages were not looked at")));
            }
        }
        for area in self.database.read(areas::all)? {
            let (told, kept) = self.database.read(|snapshot| {
                let acts = outbox::after(snapshot, area.slug.as_str(), Timestamp::MIN, 100_000)?;
                let told = acts.iter().map(|act| record::disclosed(snapshot, act));
                let told = told.collect::<Result<Vec<_>, _>>()?;
                let kept = record::load(snapshot, &area.slug, Of::All)?;
                Ok::<_, alongside_store::Error>((told, kept))
            })?;
            let far = Instant::from_micros(9_000_000_000_000_000).ok_or("no instant")?;
            let (state, passed_over) = State::replay(&told, far);
            if !passed_over.is_empty() || Some(state) != kept.map(|known| known.state) {
                let slug = area.slug;
                return Ok(Some(format!(
                    "what is kept of {slug} is not what its acts say"
                )));
            }
        }
        Ok(None)
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // A test that has failed already says why.
        if !std::thread::panicking() {
            let left_over = self.left_over();
            let left_over = left_over.unwrap_or_else(|error| Some(error.to_string()));
            assert_eq!(left_over, None);
        }
    }
}

/// Those that were not seen yet, the earliest first.
fn newest<T>(mut sent: Vec<T>, seen: &Cell<usize>) -> Vec<T> {
    let new = sent.len() - seen.replace(sent.len());
    sent.truncate(new);
    sent.reverse();
    sent
}

fn at(clock: &AtomicI64) -> Instant {
    Instant::from_micros(clock.load(Ordering::Relaxed)).unwrap_or(Instant::EPOCH)
}
