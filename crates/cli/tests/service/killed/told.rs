//! Killed while it tells many who follow an area, from the first of them to the last: nobody is forgotten, and nobody
//! is told twice.

use std::collections::BTreeSet;
use std::time::Duration;

use alongside_app::letter::About;
use alongside_store::{followers, jobs};
use alongside_testkit::mail_server::{self, Server, Then};
use alongside_testkit::town::{Town, family};
use alongside_testkit::{Outcome, Scratch, service};
use mail_parser::MessageParser;

use super::work_off;

alongside_testkit::on_both!(whoever_follows_is_told_once_though_it_is_killed_again_and_again);

/// More than one batch of them.
const FOLLOWERS: usize = 600;
/// How many have been told each time that it is killed. The first time, nobody was: it may be at the first batch.
const KILLED_AT: [usize; 5] = [0, 1, 40, 120, 250];
/// How many mails are on their way at once, and so how many may have been sent each time.
const AT_ONCE: usize = 8;

fn whoever_follows_is_told_once_though_it_is_killed_again_and_again(scratch: &Scratch) -> Outcome {
    let town = Town::open(scratch.url())?;
    town.follow(FOLLOWERS)?;
    // The moment in which nobody knows whether a mail went out is made long enough to be hit.
    let server = Server::start(mail_server::Setup {
        at: Some((".", Then::Wait(Duration::from_millis(5)))),
        ..mail_server::Setup::default()
    })?;
    let address = format!("smtp://127.0.0.1:{}", server.port);
    let binary = env!("CARGO_BIN_EXE_alongside");
    let setup = service::Setup::new(binary, scratch.url(), scratch.folder())?
        .with("ALONGSIDE_MAIL_SERVER", &address)
        .with("ALONGSIDE_MAILS_AT_ONCE", AT_ONCE.to_string());
    town.announce()?;
    for told in KILLED_AT {
        let mut running = setup.start()?;
        assert!(server.reaches(told), "{} of {told}", server.count());
        running.kill()?;
    }
    assert!(server.count() < FOLLOWERS, "it was killed too late");
    // Once more in peace, and then what the killed had taken: its lease lapses first.
    let last = setup.start()?;
    assert!(server.reaches(FOLLOWERS / 2));
    last.ask_to_end()?;
    assert!(last.end()?.success());
    work_off(town.database(), &address)?;

    let mut told = BTreeSet::new();
    for mail in server.seen().mails {
        let mail = MessageParser::default().parse(mail.as_bytes());
        let mail = mail.ok_or("not a mail")?;
        let to = mail.to().and_then(|to| to.first()?.address());
        let to = to.ok_or("to nobody")?.to_owned();
        assert!(told.insert(to.clone()), "{to} was told twice");
    }
    // An operator sees whom it may have told when it was killed.
    let shown = town.database().read(|snapshot| {
        let mut shown = BTreeSet::new();
        for job in jobs::dead(snapshot, 1_000)? {
            let why = job.last_error.unwrap_or_default();
            assert!(why.contains("may have been sent"), "{why}");
            let Ok(About::News { to, .. }) = serde_json::from_str(&job.payload) else {
                continue;
            };
            let known = followers::find(snapshot, to)?;
            shown.extend(known.map(|known| known.to.reveal().to_owned()));
        }
        Ok::<_, alongside_store::Error>(shown)
    })?;
    let all: BTreeSet<String> = (0..FOLLOWERS).map(family).collect();
    let known: BTreeSet<String> = told.union(&shown).cloned().collect();
    assert_eq!(known, all, "somebody was forgotten");
    assert!(shown.len() <= KILLED_AT.len() * AT_ONCE, "{shown:?}");
    Ok(())
}
