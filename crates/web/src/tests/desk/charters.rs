//! Charters are adopted.

use alongside_testkit::{Outcome, Scratch};

use super::*;

alongside_testkit::on_both!(
    a_charter_that_comes_with_the_program_is_adopted_from_a_day,
    a_charter_of_their_own_is_adopted_as_it_was_pasted,
    every_mistake_of_a_charter_is_told_with_its_line,
    a_mistake_is_told_beside_its_field_and_what_was_typed_is_kept,
    only_who_looks_after_the_area_adopts,
    a_charter_of_their_own_is_adopted_from_its_file,
    a_charter_ends_from_a_day,
    the_file_of_a_charter_is_there_for_everyone,
);

const CHARTERS: &str = "/haringey/desk/charters";

fn a_charter_that_comes_with_the_program_is_adopted_from_a_day(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let page = town.get(Administrator, CHARTERS);
    let title = alongside_charter::Charter::parse(SE7).unwrap().title;
    page.must_say(200, &["In force now", "from Wed 1 July 2020", &title]);
    assert!(
        page.has_chosen("amaze-2020"),
        "the first is chosen for a beginning"
    );
    // Browsers that know no field for a day send what was typed.
    for (from, charter, file) in [
        ("2026-12-01", "se7-2011", SE7),
        ("1 January 2027", "amaze-2020", AMAZE),
    ] {
        if charter == "amaze-2020" {
            // Another version in between, so that there is something to adopt.
            let other = format!("{AMAZE}\n# another\n");
            let fields = [("charter", ""), ("from", "2026-12-15"), ("text", &other)];
            town.send_without_file(Administrator, CHARTERS, &fields)
                .must_lead(CHARTERS, "charter-adopted");
        }
        let fields = [("charter", charter), ("from", from), ("text", "")];
        town.send_without_file(Administrator, CHARTERS, &fields)
            .must_lead(CHARTERS, "charter-adopted");
        let version = alongside_domain::act::Digest::of(file.as_bytes());
        assert!(
            town.known()
                .adopted
                .iter()
                .any(|known| known.version == version),
            "{from}"
        );
    }
    town.get(Administrator, CHARTERS).must_say(
        200,
        &[
            "Before, and from later on",
            "from Tue 1 December 2026",
            "from Fri 1 January 2027",
        ],
    );
    Ok(())
}

fn a_charter_of_their_own_is_adopted_as_it_was_pasted(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    // As browsers send it.
    let pasted = SE7.replace('\n', "\r\n");
    let fields = [("charter", ""), ("from", "2026-12-01"), ("text", &pasted)];
    town.send_without_file(Administrator, CHARTERS, &fields)
        .must_lead(CHARTERS, "charter-adopted");
    let version = town.known().adopted.last().unwrap().version;
    assert_eq!(version, alongside_domain::act::Digest::of(SE7.as_bytes()));
    Ok(())
}

fn every_mistake_of_a_charter_is_told_with_its_line(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let version = town.version();
    let text = SE7
        .replacen("title = ", "titel = ", 1)
        .replacen("time-zone", "timezone", 1);
    let mistakes = alongside_charter::Charter::parse(&text).unwrap_err();
    assert!(mistakes.len() > 1, "{mistakes}");
    let fields = [
        ("charter", ""),
        ("from", "2026-12-01"),
        ("text", text.as_str()),
    ];
    let answer = town.send_without_file(Administrator, CHARTERS, &fields);
    answer.must_say(
        422,
        &[
            "This charter has mistakes",
            "What in the text cannot be read",
        ],
    );
    for mistake in mistakes.iter() {
        let place = format!("line {}, column {}: ", mistake.line, mistake.column);
        answer.must_say(422, &[&place]);
    }
    assert!(answer.text().contains("titel = "), "the text is kept");
    assert!(answer.keeps("2026-12-01"));
    let answer = town.send_without_file(
        Administrator,
        CHARTERS,
        &[
            ("charter", ""),
            ("from", "2026-12-01"),
            ("text", "</textarea><script>alert(1)"),
        ],
    );
    assert_eq!(answer.status, 422);
    assert!(!answer.text().contains("<script"));
    assert_eq!(town.version(), version);
    Ok(())
}

fn a_mistake_is_told_beside_its_field_and_what_was_typed_is_kept(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let version = town.version();
    for (charter, from, says) in [
        ("se7-2011", "", "Write the day from which it counts"),
        ("se7-2011", "31/04/2026", "April has 30 days"),
        ("se7-2011", "soon", "soon"),
        ("", "2026-12-01", "Paste the text of your charter"),
        ("nobodys", "2026-12-01", "Choose one of the charters"),
        (
            "amaze-2020",
            "2026-11-01",
            "The earliest day it can count from is 2026-11-22",
        ),
        (
            "amaze-2020",
            "2026-12-01",
            "is in force on that day already",
        ),
    ] {
        let fields = [("charter", charter), ("from", from), ("text", "")];
        let answer = town.send_without_file(Administrator, CHARTERS, &fields);
        answer.must_say(422, &["There is something to put right", says]);
        assert!(answer.keeps(from), "{from}");
        assert!(
            charter == "nobodys" || answer.has_chosen(charter),
            "{charter}"
        );
    }
    let answer = town.send_without_file(Administrator, CHARTERS, &[]);
    answer.must_say(422, &["Write the day from which", "Paste the text"]);
    assert_eq!(town.version(), version);
    town.close();
    let fields = [("charter", "se7-2011"), ("from", "2026-12-01")];
    let answer = town.send_without_file(Administrator, CHARTERS, &fields);
    answer.must_say(
        422,
        &["This area is shown as it was built from its sources"],
    );
    Ok(())
}

fn only_who_looks_after_the_area_adopts(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let fields = [("charter", "se7-2011"), ("from", "2026-12-01")];
    for by in [
        Officer,
        Sponsor,
        CoOrdinator,
        Steering,
        Member,
        Elsewhere,
        Operator,
    ] {
        assert_eq!(town.get(by, CHARTERS).status, 403, "{by:?}");
        assert_eq!(
            town.send_without_file(by, CHARTERS, &fields).status,
            403,
            "{by:?}"
        );
    }
    assert_eq!(town.known().adopted.len(), 1);
    Ok(())
}

fn a_charter_of_their_own_is_adopted_from_its_file(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    // Larger than what a form of text alone may have.
    let file = format!("{SE7}\n{}", "# a remark\n".repeat(8_000));
    let fields = [("charter", ""), ("from", "2026-12-01"), ("text", "")];
    let answer = town.send(Administrator, CHARTERS, &fields, "x.toml", &[0xff, 0xfe]);
    answer.must_say(422, &["This file is not text"]);
    let answer = town.send(Administrator, CHARTERS, &fields, "x.toml", b"id = 'x'");
    answer.must_say(422, &["This charter has mistakes"]);
    assert!(
        answer.text().contains("id = "),
        "what the file says is kept"
    );
    town.send(
        Administrator,
        CHARTERS,
        &fields,
        "ours.toml",
        file.as_bytes(),
    )
    .must_lead(CHARTERS, "charter-adopted");
    let version = town.known().adopted.last().unwrap().version;
    assert_eq!(version, alongside_domain::act::Digest::of(file.as_bytes()));
    Ok(())
}

fn a_charter_ends_from_a_day(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let address = format!("{CHARTERS}/ending");
    let answer = town.post(Administrator, &address, &[]);
    answer.must_say(422, &["Choose which one ends", "Write the day from which"]);
    let fields = [("ends", "amaze-2020"), ("ends-from", "2026-11-01")];
    let answer = town.post(Administrator, &address, &fields);
    answer.must_say(422, &["2026-11-22"]);
    assert!(answer.keeps("2026-11-01") && answer.has_chosen("amaze-2020"));
    assert_eq!(town.post(Officer, &address, &fields).status, 403);
    let fields = [("ends", "amaze-2020"), ("ends-from", "1 December 2026")];
    town.post(Administrator, &address, &fields)
        .must_lead(CHARTERS, "charter-ended");
    let adopted = town.known().adopted;
    assert_eq!(adopted[0].until.unwrap().to_string(), "2026-12-01");
    Ok(())
}

fn the_file_of_a_charter_is_there_for_everyone(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let page = town.get(Nobody, "/haringey/standards");
    let version = alongside_domain::act::Digest::of(AMAZE.as_bytes());
    let address = format!("/haringey/standards/{version}");
    let written = address.replace(':', "%3A");
    assert!(page.text().contains(&written), "{written}");
    let file = town.get(Nobody, &written);
    assert!(file.status == 200 && file.text() == AMAZE);
    assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
    let other = alongside_domain::act::Digest::of(SE7.as_bytes());
    let never = town.get(Nobody, &format!("/haringey/standards/{other}"));
    assert_eq!(never.status, 404);
    Ok(())
}
