//! A sheet is sent in, looked at and confirmed.

use alongside_app::import::{Wish, import};
use alongside_charter::Subject;
use alongside_domain::act::Digest;
use alongside_sheet::{Reading, read};
use alongside_testkit::{Outcome, Scratch};

use super::*;

alongside_testkit::on_both!(
    a_sheet_loaded_in_a_browser_is_the_sheet_loaded_directly,
    a_sheet_confirmed_twice_is_loaded_once,
    nothing_is_kept_of_a_sheet_once_it_was_loaded,
    what_changes_is_shown_with_what_it_was,
    a_sheet_confirmed_after_somebody_changed_the_area_is_shown_anew,
    a_sheet_is_loaded_in_the_name_that_was_chosen,
    a_sheet_is_seen_by_those_who_may_load_it_and_nobody_else,
    a_calendar_without_end_is_followed_as_far_when_it_is_confirmed,
    nothing_is_loaded_into_an_area_that_is_only_shown,
);

const IMPORT: &str = "/haringey/desk/import";

/// Sends a sheet in and gives the address at which it is looked at.
#[track_caller]
fn sent(town: &Town, by: By, name: &str, bytes: &[u8]) -> String {
    let council = text(town.council.organisation);
    let answer = town.send(by, IMPORT, &[("organisation", &council)], name, bytes);
    assert_eq!(answer.status, 303, "{}", answer.says());
    let address = answer.header("location").to_owned();
    assert!(address.starts_with("/haringey/desk/import/"), "{address}");
    address
}

#[track_caller]
pub(super) fn load(town: &Town, bytes: &[u8]) -> String {
    let address = sent(town, Officer, "a.csv", bytes);
    let version = town.version();
    let answer = town.post(Officer, &address, &[("version", &version)]);
    answer.must_lead("/haringey/desk", "sheet-loaded");
    address
}

/// What is known of each subject, without the id that it was given.
fn subjects(area: &Area) -> Vec<Subject> {
    let mut all: Vec<Subject> = area.subjects().cloned().collect();
    for subject in &mut all {
        subject.id.clear();
    }
    all.sort_by_cached_key(|subject| format!("{subject:?}"));
    all
}

fn a_sheet_loaded_in_a_browser_is_the_sheet_loaded_directly(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let address = sent(&town, Officer, "haringey-2021.csv", RECORD);
    let looked = town.get(Officer, &address);
    looked.must_say(
        200,
        &["This is what would change", "haringey-2021.csv", "New"],
    );
    assert!(
        town.known().subjects().next().is_none(),
        "nothing is kept by looking"
    );
    let version = town.version();
    assert!(looked.keeps(&version));
    let answer = town.post(Officer, &address, &[("version", &version)]);
    answer.must_lead("/haringey/desk", "sheet-loaded");

    let twin = Scratch::sqlite()?;
    let twin = Town::new(&twin)?;
    let (names, standards) = twin.known().names();
    let zone = twin.known().zone;
    let reading = Reading {
        zone: &zone,
        names: &names,
        standards: &standards,
        until: "2028-11-22".parse()?,
    };
    let sheet = read("haringey-2021.csv", RECORD, &reading).unwrap();
    let wish = Wish {
        sheet: Digest::of(RECORD),
        rows: &sheet.subjects,
        zone: &zone,
        seen: None,
    };
    twin.database
        .write(|tx| import(tx, &machine(), &twin.council, &wish))?;
    let loaded = subjects(&town.known());
    assert!(loaded.len() > 10);
    assert_eq!(loaded, subjects(&twin.known()));
    // The record names the file as anybody can who has it.
    let acts = town.database.read(|snapshot| {
        alongside_store::outbox::after(snapshot, "haringey", jiff::Timestamp::MIN, 1_000)
    })?;
    let digest = Digest::of(RECORD).to_string();
    assert!(acts.iter().any(|act| act.body.contains(&digest)));
    Ok(())
}

fn a_sheet_confirmed_twice_is_loaded_once(scratch: &Scratch) -> Outcome {
    const NOTHING: &str = "The record holds everything in this file already";
    let town = Town::new(scratch)?;
    let before = town.version();
    let address = load(&town, RECORD);
    let after = town.version();
    for version in [&before, &after] {
        let again = town.post(Officer, &address, &[("version", version)]);
        assert_eq!(
            (again.status.as_u16(), again.header("location")),
            (303, "/haringey/desk")
        );
    }
    let looked = town.get(Officer, &address);
    assert_eq!(looked.header("location"), "/haringey/desk");
    assert_eq!(
        sent(&town, Officer, "a.csv", RECORD),
        address,
        "the same file has the same address"
    );
    town.get(Officer, &address).must_say(200, &[NOTHING]);
    let again = town.post(Officer, &address, &[("version", &after)]);
    assert_eq!(again.header("location"), address);
    assert_eq!(town.version(), after);
    Ok(())
}

fn nothing_is_kept_of_a_sheet_once_it_was_loaded(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let sheet = b"title,starts\nPanel,2026-02-02\n";
    let address = sent(&town, Officer, "a.csv", sheet);
    assert_eq!(super::sheets::files_in(&scratch.folder().join("files")), 1);
    let version = town.version();
    town.post(Officer, &address, &[("version", &version)])
        .must_lead("/haringey/desk", "sheet-loaded");
    assert_eq!(super::sheets::files_in(&scratch.folder().join("files")), 0);
    Ok(())
}

fn what_changes_is_shown_with_what_it_was(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    load(
        &town,
        b"id,title,announced,starts\n1,Panel,2026-01-05,2026-02-02 7:30pm\n2,Board,,2026-03-02\n",
    );
    let later = "id,title,announced,starts,minutes,claim:minutes-promptly,excused,organiser,Mood\n\
        1,Panel,2026-01-06,2026-02-02 7:30pm,,,,,\n\
        2,Board,,2026-03-02,,,,,\n\
        3,<i>New</i>,,2026-04-02 18:30,,soon afterwards,snow; agreed by the forum,A school,sunny\n";
    let address = sent(&town, Officer, "later.csv", later.as_bytes());
    town.get(Officer, &address).must_say(
        200,
        &[
            "announced: Mon 5 January 2026 becomes Tue 6 January 2026",
            "&#60;i&#62;New&#60;/i&#62;",
            "starts: Thu 2 April 2026, 6:30pm",
            "said about minutes promptly: soon afterwards",
            "reason given: snow",
            "“A school” is not registered as an organisation here",
            "Mood",
        ],
    );
    Ok(())
}

fn a_sheet_confirmed_after_somebody_changed_the_area_is_shown_anew(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let address = sent(&town, Officer, "a.csv", b"title,starts\nPanel,2026-02-02\n");
    let seen = town.version();
    town.move_on();
    let answer = town.post(Officer, &address, &[("version", &seen)]);
    answer.must_say(
        409,
        &["Somebody changed this area while you were looking", "Panel"],
    );
    assert!(town.known().subjects().next().is_none());
    let version = town.version();
    assert!(answer.keeps(&version), "it can be confirmed as it is now");
    town.post(Officer, &address, &[("version", "soon")])
        .must_say(409, &[]);
    let answer = town.post(Officer, &address, &[("version", &version)]);
    answer.must_lead("/haringey/desk", "sheet-loaded");
    Ok(())
}

fn a_sheet_is_loaded_in_the_name_that_was_chosen(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let sheet = b"title,starts\nPanel,2026-02-02\n";
    // Who looks after the area may load for anybody, and has to say for whom.
    town.get(Administrator, IMPORT).must_say(
        200,
        &[
            "In whose name?",
            "Haringey Council",
            "Our Forum",
            "The Trust",
        ],
    );
    let answer = town.send(Administrator, IMPORT, &[], "a.csv", sheet);
    answer.must_say(422, &["Say in whose name it is loaded"]);
    // Others load for their own, whatever they send.
    let form = town.get(CoOrdinator, IMPORT);
    form.must_say(200, &["Load a sheet"]);
    assert!(!form.says().contains("In whose name?"));
    let own = text(town.forum.organisation);
    assert!(form.keeps(&own));
    let council = text(town.council.organisation);
    for other in [council.as_str(), "x", ""] {
        let answer = town.send(
            CoOrdinator,
            IMPORT,
            &[("organisation", other)],
            "a.csv",
            sheet,
        );
        let is_own = other.is_empty();
        assert_eq!(answer.status, if is_own { 303 } else { 422 }, "{other}");
    }
    let answer = town.send(
        CoOrdinator,
        IMPORT,
        &[("organisation", &own)],
        "a.csv",
        sheet,
    );
    let address = answer.header("location").to_owned();
    let version = town.version();
    town.post(CoOrdinator, &address, &[("version", &version)])
        .must_lead("/haringey/desk", "sheet-loaded");
    let acts = town.database.read(|snapshot| {
        alongside_store::outbox::after(snapshot, "haringey", jiff::Timestamp::MIN, 1_000)
    })?;
    assert!(
        acts.last()
            .unwrap()
            .body
            .contains(&format!("\"by\":\"{own}\""))
    );
    Ok(())
}

fn a_sheet_is_seen_by_those_who_may_load_it_and_nobody_else(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let sheet = b"title,starts\nPanel,2026-02-02\n";
    let address = sent(&town, Officer, "a.csv", sheet);
    let elsewhere = address.replacen("haringey", "elsewhere", 1);
    let version = town.version();
    for (by, address, status) in [
        (Officer, &address, 200),
        (Administrator, &address, 200),
        (CoOrdinator, &address, 403),
        (Steering, &address, 403),
        (Sponsor, &address, 403),
        (Member, &address, 403),
        (Elsewhere, &address, 403),
        (Operator, &address, 403),
        (Elsewhere, &elsewhere, 404),
        (Officer, &elsewhere, 403),
        (Nobody, &address, 303),
    ] {
        let answer = town.get(by, address);
        assert_eq!(answer.status, status, "{by:?} {address}");
        assert!(status == 200 || !answer.says().contains("Panel"));
        if status != 200 {
            let answer = town.post(by, address, &[("version", &version)]);
            let is_led = answer.header("location").starts_with("/sign-in");
            assert!(
                answer.status.is_client_error() || is_led,
                "{by:?} {address}"
            );
        }
    }
    assert_eq!(town.version(), version);
    // The sum that the record publishes of a file, or any other name, leads nowhere.
    load(&town, sheet);
    for name in [
        Digest::of(sheet).to_string(),
        "x".to_owned(),
        "0".repeat(64),
    ] {
        let answer = town.get(Officer, &format!("{IMPORT}/{name}"));
        assert_eq!(answer.status, 404, "{name}");
    }
    Ok(())
}

fn a_calendar_without_end_is_followed_as_far_when_it_is_confirmed(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let calendar = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Panel\r\n\
        DTSTAMP:20260101T000000Z\r\nDTSTART:20260105T180000Z\r\nRRULE:FREQ=MONTHLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let address = sent(&town, Officer, "a.txt", calendar);
    let looked = town.get(Officer, &address).says();
    let version = town.version();
    town.post(Officer, &address, &[("version", &version)])
        .must_lead("/haringey/desk", "sheet-loaded");
    let count = town.known().subjects().count();
    assert_eq!(count, 35, "to the end of the second year from now");
    assert!(looked.contains("35"), "{looked}");
    Ok(())
}

fn nothing_is_loaded_into_an_area_that_is_only_shown(scratch: &Scratch) -> Outcome {
    const WORDS: &str = "This area is shown as it was built from its sources";
    let town = Town::new(scratch)?;
    let sheet = b"title,starts\nPanel,2026-02-02\n";
    let address = sent(&town, Officer, "a.csv", sheet);
    town.close();
    let version = town.version();
    town.get(Officer, IMPORT).must_say(200, &[WORDS]);
    town.send(Officer, IMPORT, &[], "a.csv", sheet)
        .must_say(422, &[WORDS]);
    town.post(Officer, &address, &[("version", &version)])
        .must_say(422, &[WORDS]);
    assert!(town.known().subjects().next().is_none());
    Ok(())
}
