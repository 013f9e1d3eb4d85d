//! A full disk and a database that is away: a plain page for who changes something, and back to work by itself.

use alongside_testkit::service::{Service, Setup};
use alongside_testkit::{Outcome, Own, Scratch};

use crate::client::{Answer, Client};

const PROGRAM: &str = env!("CARGO_BIN_EXE_alongside");
const AREA: &str = "/rivermead";
const WHO: &str = "officer@rivermead.example";

#[test]
fn on_a_full_disk_pages_are_read_and_nothing_is_kept_until_there_is_room() -> Outcome {
    let scratch = Scratch::sqlite()?;
    let setup = Setup::new(PROGRAM, scratch.url(), scratch.folder())?.demo();
    let running = setup.start()?;
    let mut client = Client::new(&setup);
    assert_eq!(client.ask_for_link(WHO)?.status, 303);

    running.fill_disk(true)?;
    hold_unavailable(&client.ask_for_link(WHO)?);
    let page = client.get(AREA)?;
    assert_eq!(page.status, 200, "{}", page.body);

    running.fill_disk(false)?;
    assert_eq!(client.ask_for_link(WHO)?.status, 303);
    end(running)
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
