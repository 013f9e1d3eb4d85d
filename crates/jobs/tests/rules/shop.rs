//! A queue with a clock that stands still until it is set, and mailers that fail as they are told.

use std::collections::VecDeque;
use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use alongside_app::open_area::{Wish, open_area};
use alongside_app::{Call, Caller};
use alongside_domain::{AreaSlug, Instant};
use alongside_jobs::{Clock, Compose, Failure, Message, Options, Runner, SendMessage};
use alongside_notify::{Mail, Mailer, Memory, SendError, Sender, Step, Text, Texter, Trouble, Why};
use alongside_store::jobs::{self, Ask, Backlog, Dead, Turn};
use alongside_store::{Database, Options as StoreOptions, Transaction, mails};
use alongside_testkit::{Scratch, chance};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

pub(crate) struct Shop {
    pub(crate) database: Database,
    now: Arc<Mutex<Timestamp>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shop {
    pub(crate) fn open(scratch: &Scratch) -> Result<Self, Box<dyn Error>> {
        let database = Database::open(scratch.url(), &StoreOptions::default())?;
        database.migrate()?;
        let now = "2026-11-23T08:00:00Z".parse()?;
        Ok(Self {
            database,
            now: Arc::new(Mutex::new(now)),
        })
    }

    pub(crate) fn now(&self) -> Timestamp {
        *lock(&self.now)
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        *lock(&self.now) += time;
    }

    pub(crate) fn clock(&self) -> Clock {
        let now = Arc::clone(&self.now);
        Arc::new(move || *lock(&now))
    }

    pub(crate) fn runner(&self, name: &str) -> Runner {
        Runner::new(self.database.clone(), self.clock(), Options::named(name))
    }

    /// A runner that sends mails.
    pub(crate) fn post(&self, name: &str, mailer: &Arc<impl Mailer + 'static>) -> Runner {
        let mailer = Arc::clone(mailer);
        self.runner(name).with(SendMessage::new(Letters, mailer))
    }

    pub(crate) fn enqueue(&self, number: u128, kind: &str) -> Result<(), alongside_store::Error> {
        self.enqueue_in(Turn::Prompt, number, kind)
    }

    /// A job that somebody waits for, or one of many.
    pub(crate) fn enqueue_in(
        &self,
        turn: Turn,
        number: u128,
        kind: &str,
    ) -> Result<(), alongside_store::Error> {
        let now = self.now();
        let ask = Ask {
            id: Uuid::from_u128(number),
            kind,
            key: None,
            payload: "sam@example.org",
            due: now,
            turn,
            max_attempts: 3,
            asked: now,
        };
        self.database.write(|tx| jobs::enqueue(tx, &ask)).map(drop)
    }

    /// An area to send things in for.
    pub(crate) fn open_area(&self) -> Result<AreaSlug, Box<dyn Error>> {
        let call = Call {
            caller: Caller::Machine,
            now: Instant::try_from(self.now())?,
            chance: &chance,
        };
        let wish = Wish {
            name: "Rivermead",
            slug: "rivermead",
            gss: "",
            council: "Rivermead Council",
        };
        Ok(self.database.write(|tx| open_area(tx, &call, &wish))?.area)
    }

    pub(crate) fn backlog(&self) -> Result<Backlog, alongside_store::Error> {
        let now = self.now();
        self.database.read(|snapshot| jobs::backlog(snapshot, now))
    }

    pub(crate) fn dead(&self) -> Result<Vec<Dead>, alongside_store::Error> {
        self.database.read(|snapshot| jobs::dead(snapshot, 10))
    }

    /// What the only dead job says.
    pub(crate) fn epitaph(&self) -> Result<String, Box<dyn Error>> {
        let mut dead = self.dead()?;
        let only = dead.pop().filter(|_| dead.is_empty());
        let says = only.and_then(|dead| dead.last_error);
        says.ok_or_else(|| "there is not one dead job that says why".into())
    }

    pub(crate) fn mark(&self, number: u128) -> Result<Option<mails::Mark>, alongside_store::Error> {
        let job = Uuid::from_u128(number);
        self.database.read(|snapshot| mails::find(snapshot, job))
    }
}

/// Writes to the address that the job says.
pub(crate) struct Letters;

impl Compose for Letters {
    fn compose(
        &self,
        _: &mut Transaction<'_>,
        job: Uuid,
        payload: &str,
        now: Timestamp,
    ) -> Result<Option<Message>, Failure> {
        let wrong = |_| Failure::never("not an address");
        let mail = Mail {
            id: job,
            from: Sender {
                name: "Alongside".to_owned(),
                address: "hello@alongside.example".parse().map_err(wrong)?,
            },
            to: payload.parse().map_err(wrong)?,
            subject: "Hello".to_owned(),
            text: "Hello".to_owned(),
            html: None,
            calendar: None,
            date: now,
            unsubscribe: None,
        };
        Ok(Some(mail.into()))
    }
}

/// How a mailer that is told to fails.
#[derive(Clone, Copy)]
pub(crate) enum Mishap {
    /// Takes the mail, and is gone before it says so.
    DiesAfter,
    /// Takes the mail, and does not know.
    Uncertain,
    /// Is not there.
    Away,
    /// Says that there is no such address.
    Refuses,
}

/// Has a mishap for each of the first mails, in order, and none after.
pub(crate) struct Post {
    pub(crate) sent: Memory,
    mishaps: Mutex<VecDeque<Mishap>>,
}

impl Post {
    pub(crate) fn with(mishaps: impl IntoIterator<Item = Mishap>) -> Arc<Self> {
        Arc::new(Self {
            sent: Memory::new(1000),
            mishaps: Mutex::new(mishaps.into_iter().collect()),
        })
    }
}

impl Post {
    /// What becomes of the next.
    fn next(&self, send: impl Fn() -> Result<(), SendError>) -> Result<(), SendError> {
        let why = |step, trouble| Why { step, trouble };
        let mishap = lock(&self.mishaps).pop_front();
        match mishap {
            None => send(),
            Some(Mishap::DiesAfter) => {
                send()?;
                // As a panic, which says nothing on the way out.
                std::panic::resume_unwind(Box::new("gone"))
            }
            Some(Mishap::Uncertain) => {
                send()?;
                Err(SendError::Uncertain(why(Step::End, Trouble::NoAnswer)))
            }
            Some(Mishap::Away) => {
                let away = Trouble::Machine("connection refused".to_owned());
                Err(SendError::Again(why(Step::Connecting, away)))
            }
            Some(Mishap::Refuses) => {
                let (code, detail) = (550, Some("5.1.1".to_owned()));
                let no = Trouble::Refused { code, detail };
                Err(SendError::Never(why(Step::Recipient, no)))
            }
        }
    }
}

impl Mailer for Post {
    fn send(&self, mail: &Mail) -> Result<(), SendError> {
        self.next(|| self.sent.send(mail))
    }
}

impl Texter for Post {
    fn send_text(&self, text: &Text) -> Result<(), SendError> {
        self.next(|| self.sent.send_text(text))
    }
}
