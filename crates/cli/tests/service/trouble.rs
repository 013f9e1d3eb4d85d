//! A full disk and a database that is away: a plain page for who changes something, and back to work by itself.

use std::error::Error;
use std::time::{Duration, Instant};

use alongside_domain::Email;
use alongside_domain::sign_in::Session;
use alongside_store::{Database, Options, people, sessions};
use alongside_testkit::mail_server::Server;
use alongside_testkit::service::{Service, Setup};
use alongside_testkit::{Outcome, Own, Scratch, mail_server};

use crate::client::{Answer, Client};

const PROGRAM: &str = env!("CARGO_BIN_EXE_alongside");
const AREA: &str = "/rivermead";
const WHO: &str = "officer@rivermead.example";
const OTHER: &str = "admin@rivermead.example";
const IMPORT: &str = "/rivermead/desk/import";
const SHEET: (&str, &str) = (
    "sheet.csv",
    "kind,id,title,organiser,announced,starts\nmeeting,x1,An evening,Rivermead Council,2026-10-01,2026-10-20\n",
);

#[test]
fn on_a_full_disk_pages_are_read_and_nothing_is_kept_until_there_is_room() -> Outcome {
    let scratch = Scratch::sqlite()?;
    let mails = Server::start(mail_server::Setup::default())?;
    let setup = Setup::new(PROGRAM, scratch.url(), scratch.folder())?
        .demo()
        .with(
            "ALONGSIDE_MAIL_SERVER",
            format!("smtp://127.0.0.1:{}", mails.port),
        );
    let running = setup.start()?;
    let mut client = Client::new(&setup);
    assert_eq!(client.ask_for_link(WHO)?.status, 303);
    let mail = mails.mail_with(WHO).ok_or("no mail came")?;
    client.open_mail(&mail)?;
    let mut other = Client::new(&setup);
    let form = client.get(IMPORT)?;
    let (token, council) = (form.hidden("form-token")?, form.hidden("organisation")?);
    let fields = [("form-token", token.as_str()), ("organisation", &council)];
    // That they are here again would be noted, if it could be.
    last_seen_long_ago(scratch.url())?;

    running.fill_disk(true)?;
    hold_unavailable(&other.ask_for_link(OTHER)?);
    hold_unavailable(&client.upload(IMPORT, &fields, SHEET)?);
    for address in [AREA, "/rivermead/standards", "/rivermead/desk", "/me"] {
        let page = client.get(address)?;
        assert_eq!(page.status, 200, "{address}: {}", page.body);
    }

    running.fill_disk(false)?;
    assert_eq!(other.ask_for_link(OTHER)?.status, 303);
    mails
        .mail_with(OTHER)
        .ok_or("no mail came once there was room")?;
    let sent = client.upload(IMPORT, &fields, SHEET)?;
    assert_eq!(client.get(&sent.location)?.status, 200);
    end(running)
}

/// Their session was last used an hour ago.
fn last_seen_long_ago(url: &str) -> Outcome {
    let database = Database::open(url, &Options::default())?;
    let email: Email = WHO.parse()?;
    database.write(|tx| {
        let person = people::at_address(tx, &email.key())?.map(|person| person.id);
        for kept in sessions::of(tx, person.ok_or("nobody")?)? {
            let seen = kept.session.seen.plus_micros(-3_600_000_000);
            sessions::keep(
                tx,
                kept.id,
                &Session {
                    seen,
                    ..kept.session
                },
            )?;
        }
        Ok::<_, Box<dyn Error>>(())
    })
}

#[test]
fn without_its_server_the_service_says_so_and_comes_back_with_it() -> Outcome {
    let server = Own::start()?;
    let folder = Scratch::sqlite()?;
    let setup = Setup::new(PROGRAM, &server.url(), folder.folder())?.demo();
    let running = setup.start()?;
    let mut client = Client::new(&setup);
    assert_eq!(client.get(AREA)?.status, 200);

    server.stop()?;
    // No page is shown that might be older than the last change.
    hold_unavailable(&client.get(AREA)?);
    let token = client.get("/sign-in")?.hidden("form-token")?;
    let fields = [("form-token", token.as_str()), ("email", WHO)];
    hold_unavailable(&client.post("/sign-in", &fields)?);
    assert_eq!(
        client.get("/about")?.status,
        200,
        "what needs no database is there"
    );

    // Once that is known nobody waits long to be told.
    #[expect(
        clippy::disallowed_methods,
        reason = "how long somebody waits is measured by a real clock"
    )]
    let begun = Instant::now();
    for _ in 0..10 {
        hold_unavailable(&client.get(AREA)?);
    }
    let waited = begun.elapsed();
    assert!(waited < Duration::from_secs(5), "{waited:?}");

    server.start_again()?;
    assert_eq!(client.get(AREA)?.status, 200);
    assert_eq!(client.ask_for_link(WHO)?.status, 303);
    end(running)
}

#[test]
fn connections_that_were_cut_are_made_anew_and_nobody_notices() -> Outcome {
    let scratch = Scratch::postgres()?;
    let setup = Setup::new(PROGRAM, scratch.url(), scratch.folder())?.demo();
    let running = setup.start()?;
    let mut client = Client::new(&setup);
    for _ in 0..4 {
        assert_eq!(client.ask_for_link(WHO)?.status, 303);
        scratch.disconnect()?;
        assert_eq!(client.get(AREA)?.status, 200);
        scratch.disconnect()?;
    }
    end(running)
}

fn hold_unavailable(answer: &Answer) {
    assert_eq!(answer.status, 503, "{}", answer.body);
    // A page for a person, with a heading, and nothing about what is inside.
    assert!(answer.body.contains("<h1"), "{}", answer.body);
    for inside in ["SQLITE", "sqlite", "postgres", "database", "panicked"] {
        assert!(!answer.body.contains(inside), "{}", answer.body);
    }
}

fn end(running: Service) -> Outcome {
    running.ask_to_end()?;
    let status = running.end()?;
    assert!(status.success(), "{status}");
    Ok(())
}
