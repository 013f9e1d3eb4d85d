//! Nobody reads anything older than the last change that was kept.

use alongside_app::Record;
use alongside_domain::act::{Act, Deed, WithdrawalReason};
use alongside_store::areas::{self, Settings};
use alongside_store::outbox;
use alongside_store::record::Of;
use alongside_testkit::{Outcome, Scratch};
use jiff::Timestamp;

use super::{Place, Town, request};

alongside_testkit::on_both!(
    a_page_after_a_change_is_not_older,
    a_change_just_made_counts_though_the_clock_lags,
    a_clock_that_was_far_ahead_once_leaves_findings_as_of_today,
    a_change_in_one_area_leaves_the_pages_of_another,
    a_text_taken_back_is_nowhere,
    areas_are_found_by_name_and_code,
    what_nobody_asks_for_makes_no_other_page,
);

const ONE: &[u8] = b"id,title,announced,starts\n1,Panel,2026-01-05,2026-02-02\n";
const TWO: &[u8] = b"id,title,announced,starts\n2,Board,2026-01-05,2026-02-02\n";

const READ: [&str; 8] = [
    "/rivermead",
    "/rivermead/standards",
    "/rivermead/meetings",
    "/rivermead/record",
    "/rivermead/changes.atom",
    "/rivermead/meetings.ics",
    "/rivermead/standards.csv",
    "/api/areas/rivermead/subjects",
];

fn a_page_after_a_change_is_not_older(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    let place = town.open("Rivermead", "rivermead", "");
    town.load(&place, ONE);
    let tags = READ.map(|address| {
        let answered = town.get(address);
        assert!(answered.text().contains("Panel"), "{address}");
        assert!(!answered.text().contains("Board"), "{address}");
        answered.header("etag").to_owned()
    });
    town.load(&place, TWO);
    for (address, tag) in READ.iter().zip(tags) {
        let headers = [("if-none-match", tag.as_str())];
        let answered = town.ask(request("GET", address, &headers, ""));
        assert_eq!(answered.status, 200, "{address}");
        assert!(answered.text().contains("Board"), "{address}");
    }
    // What stays as it is need not be sent again.
    let tag = town.get("/rivermead").header("etag").to_owned();
    let again = town.ask(request("GET", "/rivermead", &[("if-none-match", &tag)], ""));
    assert_eq!(again.status, 304);

    let before = town.text("/rivermead");
    let seen = town.json("/api/areas/rivermead")["version"]
        .as_i64()
        .unwrap();
    let settings = Settings {
        colour: "7a1f5c".to_owned(),
        contact: "hello@rivermead.example".to_owned(),
        notice: "Built from public sources.".to_owned(),
        asks_passkey: true,
        is_read_only: true,
        witnesses_needed: 1,
        sends_texts: false,
    };
    let area = &place.council.area;
    let changed = town
        .database
        .write(|tx| areas::change(tx, area, seen, &settings))?;
    assert!(changed);
    let after = town.text("/rivermead");
    assert!(!before.contains("7a1f5c") && after.contains("7a1f5c"));
    assert!(after.contains("Built from public sources."));
    Ok(())
}

fn a_change_just_made_counts_though_the_clock_lags(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    let place = town.open("Rivermead", "rivermead", "");
    town.load(&place, ONE);
    // Another machine, whose clock is ahead, is told of it; then this one is asked.
    town.pass(30);
    town.load(&place, TWO);
    town.pass(-30);
    for address in READ {
        assert!(town.text(address).contains("Board"), "{address}");
    }
    Ok(())
}

fn a_clock_that_was_far_ahead_once_leaves_findings_as_of_today(scratch: &Scratch) -> Outcome {
    const YEARS: i64 = 70 * 365 * 24 * 3_600;
    let town = Town::on(scratch)?;
    let place = town.open("Rivermead", "rivermead", "");
    town.load(&place, ONE);
    let today = town.json("/api/areas/rivermead")["as_of"].clone();
    town.pass(YEARS);
    town.load(&place, TWO);
    town.pass(-YEARS);
    // What is done now is still done, and seen.
    let three = b"id,title,announced,starts\n3,Group,2026-01-05,2026-02-02\n";
    town.load(&place, three);
    let area = town.json("/api/areas/rivermead");
    assert_eq!(area["as_of"], today);
    assert!(area["last_act"].as_str().unwrap() > "2090");
    for address in READ {
        let text = town.text(address);
        assert!(
            text.contains("Board") && text.contains("Group"),
            "{address}"
        );
    }
    Ok(())
}

fn a_change_in_one_area_leaves_the_pages_of_another(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    let place = town.open("Rivermead", "rivermead", "");
    town.load(&place, ONE);
    let other = town.open("Hillside", "hillside", "");
    let before = town.json("/api/areas/rivermead");
    let tag = town.get("/rivermead/meetings").header("etag").to_owned();
    town.load(&other, TWO);
    assert_eq!(town.json("/api/areas/rivermead"), before);
    assert_eq!(town.get("/rivermead/meetings").header("etag"), tag);
    let subject = town.all("/api/areas/rivermead/subjects", 9);
    let id = subject[0]["id"].as_str().unwrap();
    // A subject of one area is not to be had in another.
    assert_eq!(town.get(&format!("/hillside/meetings/{id}")).status, 404);
    assert_eq!(
        town.get(&format!("/api/areas/hillside/subjects/{id}"))
            .status,
        404
    );
    Ok(())
}

fn a_text_taken_back_is_nowhere(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    let place = town.open("Rivermead", "rivermead", "");
    town.load(&place, b"id,title,starts\n1,About Sam Okoro,2026-02-02\n");
    let page = town.all("/api/areas/rivermead/subjects", 9)[0]["page"].clone();
    let page = page
        .as_str()
        .unwrap()
        .replace("https://alongside.example", "");
    let mut read: Vec<&str> = READ.to_vec();
    read.extend([
        "/api/areas/rivermead/acts",
        "/api/areas/rivermead/findings",
        &page,
    ]);
    for address in &read {
        town.text(address);
    }
    take_back_the_first_title(&town, &place);
    for address in read {
        assert!(!town.text(address).contains("Sam Okoro"), "{address}");
    }
    Ok(())
}

/// Takes back what the first subject that came in with a sheet is called.
pub(super) fn take_back_the_first_title(town: &Town, place: &Place) {
    let acts = town
        .database
        .read(|snapshot| outbox::after(snapshot, place.slug(), Timestamp::MIN, 100));
    let title =
        acts.unwrap()
            .iter()
            .find_map(|act| match Act::parse(act.body.as_bytes()).unwrap().deed {
                Deed::SubjectRecorded { about, .. } => about.title,
                _ => None,
            });
    let (text, reason) = (title.unwrap(), WithdrawalReason::Personal);
    let taken = town.database.write(|tx| {
        let call = town.call();
        let mut record = Record::load(tx, &call, &place.council.area, Of::All)?;
        record.act(
            place.council.organisation,
            Deed::TextWithdrawn { text, reason },
        )
    });
    taken.unwrap();
}

fn areas_are_found_by_name_and_code(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    assert_eq!(town.get("/").status, 200);
    town.open("Ynys Môn", "ynys-mon", "W06000001");
    town.open("Rivermead", "rivermead", "");
    for (search, found, not_found) in [
        ("", "Rivermead", "nothing of the kind"),
        ("ynys%20mon", "/ynys-mon\"", "/rivermead\""),
        ("RIVER", "/rivermead\"", "/ynys-mon\""),
        ("w06000001", "/ynys-mon\"", "/rivermead\""),
        ("%3Cscript%3E", "script", "<script>"),
    ] {
        let page = town.text(&format!("/?q={search}"));
        assert!(page.contains(found), "{search}: {page}");
        assert!(!page.contains(not_found), "{search}");
    }
    assert_eq!(town.json("/api/areas")["items"][1]["gss"], "W06000001");
    Ok(())
}

fn what_nobody_asks_for_makes_no_other_page(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    let place = town.open("Rivermead", "rivermead", "");
    town.load(&place, ONE);
    for address in READ {
        let page = town.get(address);
        for junk in [
            "?x=1",
            "?utm_source=mail&x",
            "?lang=xx",
            "?as-of=2026-01-01",
        ] {
            let other = town.get(&format!("{address}{junk}"));
            assert_eq!(other.text(), page.text(), "{address}{junk}");
            assert!(!other.text().contains("utm_source"), "{address}");
        }
    }
    // In another order, and said twice.
    let one = town.get("/rivermead/standards?result=kept&organiser=x");
    let other = town.get("/rivermead/standards?organiser=x&y=&result=kept&result=missed");
    assert_eq!(one.text(), other.text());
    let filtered = town.get("/rivermead/meetings?organiser=nobody");
    assert!(!filtered.text().contains("Panel"));
    Ok(())
}
