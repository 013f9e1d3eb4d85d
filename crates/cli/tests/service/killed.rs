//! Killed in the middle, many times over: nothing that was acknowledged is lost, and no mail goes out twice.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::io::Read as _;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use alongside_app::letter::About;
use alongside_app::{Call, Caller, Seeded, give_role::give_role};
use alongside_domain::replay::State;
use alongside_domain::{AreaSlug, HeldIn, Instant, Role};
use alongside_jobs::{Forget, Letters, Options as RunnerOptions, Runner, SendMail};
use alongside_notify::{Sender as From, Smtp, SmtpOptions};
use alongside_store::record::{Of, disclosed, load};
use alongside_store::{Database, Options, Snapshot, areas, jobs, outbox, people, sign_in_links};
use alongside_testkit::mail_server::{Server, Then};
use alongside_testkit::{Outcome, Scratch, chance, mail_server, service};
use mail_parser::MessageParser;

use crate::client::Client;

alongside_testkit::on_both!(what_was_acknowledged_outlives_every_kill_and_no_mail_goes_out_twice);

/// So often it is killed.
const ROUNDS: u32 = 8;
/// Rows of a sheet: all of them are loaded, or none.
const ROWS: u32 = 12;
/// Each asks for one link, so that whatever reaches an address twice was sent twice.
const PEOPLE: u32 = 600;
const AREA: &str = "rivermead";

fn what_was_acknowledged_outlives_every_kill_and_no_mail_goes_out_twice(
    scratch: &Scratch,
) -> Outcome {
    // The moment in which nobody knows whether a mail went out is made long enough to be hit.
    let server = Server::start(mail_server::Setup {
        at: Some((".", Then::Wait(Duration::from_millis(15)))),
        ..mail_server::Setup::default()
    })?;
    let address = format!("smtp://127.0.0.1:{}", server.port);
    let setup = service::Setup::new(
        env!("CARGO_BIN_EXE_alongside"),
        scratch.url(),
        scratch.folder(),
    )?
    .demo()
    .with("ALONGSIDE_MAIL_SERVER", &address)
    .with("ALONGSIDE_BEHIND_PROXY", "true");
    setup.start()?.kill()?;
    let database = Database::open(scratch.url(), &Options::default())?;
    admit(&database)?;

    let load = Load::default();
    for round in 0..ROUNDS {
        let mut running = setup.start()?;
        let (tell, told) = mpsc::channel();
        let enough = wanted(round);
        let outcome: Done = thread::scope(|scope| {
            let asking = [0, 1].map(|_| {
                let tell = tell.clone();
                scope.spawn(|| load.ask_for_links(&setup, tell))
            });
            let loading = scope.spawn(|| load.load_sheets(&setup, scratch, tell));
            let begun = wait_for(&told, enough);
            load.is_over.store(true, Ordering::Relaxed);
            running.kill()?;
            load.kill_command()?;
            begun?;
            for asked in asking {
                asked.join().map_err(|_| "a client broke off")??;
            }
            loading.join().map_err(|_| "a client broke off")?
        });
        outcome.map_err(|error| -> Box<dyn Error> { error })?;
        load.is_over.store(false, Ordering::Relaxed);
    }
    // Once more in peace: it starts, and what was left is done; a lease of the killed lapses first.
    let last = setup.start()?;
    last.ask_to_end()?;
    assert!(last.end()?.success());
    work_off(&database, &address)?;

    load.hold_mails(&database, &server.seen().mails)?;
    load.hold_sheets(&setup, scratch)?;
    hold_records(&database)
}

/// After so much has happened it is killed: earlier or later each time.
fn wanted(round: u32) -> u32 {
    let mut drawn = [0; 1];
    chance(&mut drawn);
    10 + u32::from(drawn[0] % 40) + round
}

fn wait_for(told: &Receiver<()>, events: u32) -> Result<(), Box<dyn Error + Send + Sync>> {
    for _ in 0..events {
        told.recv_timeout(Duration::from_secs(60))?;
    }
    Ok(())
}

/// What clients did, and what was acknowledged to them.
#[derive(Default)]
struct Load {
    is_over: AtomicBool,
    next: AtomicU64,
    asked: Mutex<BTreeSet<String>>,
    loaded: Mutex<Vec<u64>>,
    command: Mutex<Option<Child>>,
}

type Done = Result<(), Box<dyn Error + Send + Sync>>;

impl Load {
    /// Signs in as one person after another, until the service is killed.
    fn ask_for_links(&self, setup: &service::Setup, tell: Sender<()>) -> Done {
        let mut client = Client::new(setup);
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            client.network = format!("192.0.{}.{}", number / 250 % 250, number % 250);
            let email = email(number);
            match client.ask_for_link(&email) {
                Ok(answer) if answer.status == 303 => {
                    locked(&self.asked).insert(email);
                    if tell.send(()).is_err() {
                        return Ok(());
                    }
                }
                // Nothing was acknowledged, whatever was kept.
                Err(_) if self.is_over.load(Ordering::Relaxed) => return Ok(()),
                other => return Err(format!("{email}: {other:?}").into()),
            }
        }
    }

    /// Loads one sheet after another through the command, until that is killed too.
    fn load_sheets(&self, setup: &service::Setup, scratch: &Scratch, tell: Sender<()>) -> Done {
        while !self.is_over.load(Ordering::Relaxed) {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let file = format!("{number}.csv");
            fs::write(scratch.folder().join(&file), sheet(number))?;
            let mut command = setup.command(&["import", &file, "--area", AREA]);
            let mut child = command.stdout(Stdio::piped()).spawn()?;
            let mut out = child.stdout.take();
            *locked(&self.command) = Some(child);
            if self.is_over.load(Ordering::Relaxed) {
                // It began after the others were killed.
                self.kill_command().map_err(|error| error.to_string())?;
            }
            // Its output ends when it does.
            let mut said = String::new();
            out.as_mut().map(|out| out.read_to_string(&mut said));
            let mut child = locked(&self.command).take().ok_or("no command ran")?;
            if child.wait()?.success() {
                locked(&self.loaded).push(number);
                drop(tell.send(()));
            } else if !self.is_over.load(Ordering::Relaxed) {
                return Err(format!("{file} was not loaded: {said}").into());
            }
        }
        Ok(())
    }

    fn kill_command(&self) -> Done {
        locked(&self.command)
            .as_mut()
            .map_or(Ok(()), |child| Ok(child.kill()?))
    }

    /// Every mail that was asked for went out once, or an operator sees it; none went out twice.
    fn hold_mails(&self, database: &Database, mails: &[String]) -> Outcome {
        let (mut ids, mut addresses) = (BTreeSet::new(), BTreeSet::new());
        for mail in mails {
            let mail = MessageParser::default()
                .parse(mail.as_bytes())
                .ok_or("not a mail")?;
            let id = mail.message_id().ok_or("a mail without an id")?.to_owned();
            assert!(ids.insert(id.clone()), "{id} went out twice");
            let to = mail
                .to()
                .and_then(|to| to.first()?.address())
                .ok_or("to nobody")?;
            assert!(addresses.insert(to.to_owned()), "{to} was written to twice");
        }
        let given_up = given_up(database)?;
        for (email, says) in &given_up {
            assert!(says.contains("may have been sent"), "{email}: {says}");
        }
        let seen: BTreeSet<&String> = given_up.iter().map(|(email, _)| email).collect();
        let asked = locked(&self.asked);
        let lost: Vec<_> = asked
            .iter()
            .filter(|email| !addresses.contains(*email) && !seen.contains(email))
            .collect();
        assert!(
            lost.is_empty(),
            "acknowledged, and neither sent nor shown: {lost:?}"
        );
        assert!(asked.len() > 50, "only {} were asked for", asked.len());
        Ok(())
    }

    /// Every sheet that was loaded is in the record, and no part of any other.
    fn hold_sheets(&self, setup: &service::Setup, scratch: &Scratch) -> Outcome {
        let loaded = locked(&self.loaded);
        assert!(loaded.len() > 3, "only {} sheets were loaded", loaded.len());
        for number in 0..self.next.load(Ordering::Relaxed) {
            let file = format!("{number}.csv");
            if !scratch.folder().join(&file).exists() {
                continue;
            }
            let mut preview = setup.command(&["import", &file, "--area", AREA, "--preview"]);
            let output = preview.stdout(Stdio::piped()).output()?;
            let said = String::from_utf8(output.stdout)?;
            let whole = said.starts_with(&format!(
                "0 rows are new, 0 change what the record says, {ROWS} are"
            ));
            let none = said.starts_with(&format!("{ROWS} rows are new, 0 change"));
            assert!(
                whole || (none && !loaded.contains(&number)),
                "{file}: {said}"
            );
        }
        Ok(())
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn email(number: u64) -> String {
    format!("person-{number}@example.org")
}

fn sheet(number: u64) -> String {
    let mut sheet = "kind,id,title,organiser,announced,starts\n".to_owned();
    for row in 0..ROWS {
        sheet.push_str(&format!("meeting,k{number}-{row},Meeting {number} {row},Rivermead Council,2026-01-02,2026-02-02\n"));
    }
    sheet
}

/// Opens accounts for everybody who will ask.
fn admit(database: &Database) -> Outcome {
    let seeded = Seeded::new([7; 32]);
    let fill = |bytes: &mut [u8]| seeded.fill(bytes);
    let call = Call {
        caller: Caller::Machine,
        now: Instant::try_from("2026-01-01T00:00:00Z".parse::<jiff::Timestamp>()?)?,
        chance: &fill,
    };
    let held_in = HeldIn::Area(AREA.parse::<AreaSlug>()?);
    let role = Role::AreaAdministrator;
    database.write(|tx| {
        for number in 0..PEOPLE {
            give_role(tx, &call, &email(number.into()), "Somebody", role, &held_in)?;
        }
        Ok::<_, alongside_app::Failure>(())
    })?;
    Ok(())
}

/// Does what the killed left, each job as soon as it may be taken: another process would, a minute later.
fn work_off(database: &Database, address: &str) -> Outcome {
    let clock = Arc::new(Mutex::new(jiff::Timestamp::UNIX_EPOCH));
    let letters = Letters {
        database: database.clone(),
        origin: "http://localhost".to_owned(),
        from: From {
            name: "Alongside".to_owned(),
            address: "alongside@example.org".parse()?,
        },
        chance: Box::new(|bytes| {
            chance(bytes);
            Ok(())
        }),
    };
    let time = Arc::clone(&clock);
    let mailer = Arc::new(Smtp::open(address, &SmtpOptions::default())?);
    let runner = Runner::new(
        database.clone(),
        Arc::new(move || *locked(&time)),
        RunnerOptions::named("the next"),
    )
    .with(SendMail::new(letters, mailer))
    .with(Forget);
    while let Some(due) = database.read(jobs::next_due)? {
        let mut time = locked(&clock);
        *time = due.max(*time);
        drop(time);
        runner.work_off()?;
    }
    Ok(())
}

/// Whose mails were given up, and why.
fn given_up(database: &Database) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    database.read(|snapshot: &mut Snapshot<'_>| {
        let mut found = Vec::new();
        for job in jobs::dead(snapshot, 1_000)? {
            let Ok(About::Link(id)) = serde_json::from_str(&job.payload) else {
                continue;
            };
            let Some((person, _)) = sign_in_links::asked_by(snapshot, id)? else {
                continue;
            };
            if let Some(person) = people::find(snapshot, person)? {
                found.push((
                    person.email.reveal().to_owned(),
                    job.last_error.unwrap_or_default(),
                ));
            }
        }
        Ok(found)
    })
}

/// What is kept of every area is what its acts say.
fn hold_records(database: &Database) -> Outcome {
    database.read(|snapshot: &mut Snapshot<'_>| -> Outcome {
        for area in areas::all(snapshot)? {
            let mut told = Vec::new();
            for act in outbox::after(
                snapshot,
                area.slug.as_str(),
                jiff::Timestamp::UNIX_EPOCH,
                u32::MAX,
            )? {
                told.push(disclosed(snapshot, &act)?);
            }
            let far = Instant::from_micros(9_000_000_000_000_000).ok_or("no such time")?;
            let (replayed, passed_over) = State::replay(&told, far);
            assert_eq!(passed_over, []);
            let kept = load(snapshot, &area.slug, Of::All)?.ok_or("no area")?;
            assert!(
                replayed == kept.state,
                "{} is not what its acts say",
                area.slug
            );
        }
        Ok(())
    })
}
