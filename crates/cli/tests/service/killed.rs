//! Killed in the middle, many times over: nothing that was acknowledged is lost, and no mail goes out twice.

use std::error::Error;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use alongside_app::{Call, Caller, Seeded, give_role::give_role};
use alongside_domain::replay::State;
use alongside_domain::{AreaSlug, HeldIn, Instant, Role};
use alongside_jobs::{Forget, Letters, Options as RunnerOptions, Runner, SendMessage, Tell};
use alongside_notify::{Sender as From, Smtp, SmtpOptions};
use alongside_store::record::{Of, disclosed, load};
use alongside_store::{Database, Options, Snapshot, areas, jobs, outbox};
use alongside_testkit::mail_server::{Server, Then};
use alongside_testkit::{Outcome, Scratch, chance, mail_server, service};

use crate::client::Client;

mod load;
mod told;

use load::{Acknowledged, Done, Load, email, locked};

alongside_testkit::on_both!(what_was_acknowledged_outlives_every_kill_and_no_mail_goes_out_twice);

/// So often it is killed.
const ROUNDS: u32 = 8;
/// Each asks for one link, so that whatever reaches an address twice was sent twice.
const PEOPLE: u64 = 2_000;
/// Loads sheets at the desk.
const OFFICER: &str = "officer@rivermead.example";
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
    let mut first = setup.start()?;
    let database = Database::open(scratch.url(), &Options::default())?;
    admit(&database)?;
    let mut officer = Client::new(&setup);
    officer.ask_for_link(OFFICER)?;
    let mail = server.mail_with(OFFICER).ok_or("the officer got no mail")?;
    officer.open_mail(&mail)?;
    first.kill()?;

    let load = Load::default();
    for round in 0..ROUNDS {
        let mut running = setup.start()?;
        let (tell, told) = mpsc::channel();
        let enough = wanted(round);
        let outcome: Done = thread::scope(|scope| {
            let asking = [0, 1].map(|_| {
                let tell = tell.clone();
                scope.spawn(|| {
                    let tell = tell;
                    load.ask_for_links(&setup, &tell)
                })
            });
            let desk = scope.spawn(|| load.load_at_desk(&mut officer, scratch, &tell));
            let loading = scope.spawn(|| load.load_sheets(&setup, scratch, &tell));
            let begun = wait_for(&told, enough, round);
            load.is_over.store(true, Ordering::Relaxed);
            running.kill()?;
            load.kill_command()?;
            begun?;
            let clients = asking.into_iter().chain([desk, loading]);
            for client in clients {
                client.join().map_err(|_| "a client broke off")??;
            }
            Ok(())
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

/// Waits for so many answers, every other time with a sheet among them.
fn wait_for(told: &Receiver<Acknowledged>, answers: u32, round: u32) -> Done {
    let (mut any, mut sheets) = (0, 0);
    while any < answers || sheets < round % 2 {
        let is_sheet = told.recv_timeout(Duration::from_mins(1))? == Acknowledged::Sheet;
        sheets += u32::from(is_sheet);
        any += 1;
    }
    Ok(())
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
            give_role(tx, &call, &email(number), "Somebody", role, &held_in)?;
        }
        Ok::<_, alongside_app::Failure>(())
    })?;
    Ok(())
}

/// Does what the killed left, each job as soon as it may be taken: another process would, a minute later.
fn work_off(database: &Database, address: &str) -> Outcome {
    let clock = Arc::new(Mutex::new(jiff::Timestamp::UNIX_EPOCH));
    let letters = Letters {
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
    .with(SendMessage::new(letters, mailer))
    .with(Tell(Box::new(|bytes| {
        chance(bytes);
        Ok(())
    })))
    .with(Forget::new(Box::new(|_| Ok(()))));
    while let Some(due) = database.read(jobs::next_due)? {
        let mut time = locked(&clock);
        *time = due.max(*time);
        drop(time);
        runner.work_off()?;
    }
    Ok(())
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
