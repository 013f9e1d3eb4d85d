//! The record as pages and as lines: each act by itself, some of them, and all with their texts.

use alongside_store::log::{self, Signer};
use alongside_testkit::{Outcome, Scratch};
use alongside_tlog::{KeyName, Kind, SigningKey};
use sha2::{Digest as _, Sha256};

use super::Town;

alongside_testkit::on_both!(
    an_act_has_a_page_that_waits_to_be_signed_and_then_offers_its_receipt,
    the_record_is_narrowed_by_what_by_whom_about_what_and_when,
    every_entry_comes_as_a_line_with_the_texts_that_open_it,
);

const RECORD: &str = "/haringey/record";

fn publish(town: &Town) -> Outcome {
    let signer = Signer {
        host: "alongside.example".to_owned(),
        key: SigningKey::from_seed(KeyName::new("alongside.example")?, Kind::Log, &[4; 32]),
    };
    let now = town.call().now.timestamp();
    while log::sequence(&town.database, "haringey", &signer, now, 100)?.is_more {}
    Ok(())
}

/// The address of the first page of an act on the record.
fn first_act(page: &str) -> String {
    let at = page.find("/haringey/record/acts/").unwrap();
    let address = &page[at..];
    address[..address.find('"').unwrap()].to_owned()
}

fn an_act_has_a_page_that_waits_to_be_signed_and_then_offers_its_receipt(
    scratch: &Scratch,
) -> Outcome {
    let town = Town::on(scratch)?;
    let haringey = town.haringey();
    let address = first_act(&town.text(RECORD));
    let page = town.text(&address);
    assert!(page.contains("has signed no record"), "{page}");
    publish(&town)?;
    town.pass(1);
    town.load(
        &haringey,
        b"id,title,starts\nlast-one,Last of all,2026-02-02\n",
    );
    let waiting = first_act(&town.text(RECORD));
    let page = town.text(&waiting);
    assert!(page.contains("Waiting to be signed"), "{page}");
    assert!(page.contains("Last of all"), "{page}");
    assert!(!page.contains(".tlog-proof"), "{page}");

    // Signing changes nothing of the area, and the page tells all the same.
    publish(&town)?;
    let page = town.text(&waiting);
    let acts = town.all("/api/areas/haringey/acts", 500);
    let (last, place) = (acts.last().unwrap(), acts.len() - 1);
    assert!(page.contains(&format!("Entry {place}")), "{page}");
    assert!(page.contains(&format!("{RECORD}/entries/{place}/receipt")));
    let canonical = last["canonical"].as_str().unwrap().replace('"', "&#34;");
    assert!(page.contains(&canonical), "{canonical} is not in {page}");
    let by_place = town.get(&format!("{RECORD}/acts/{place}"));
    assert_eq!(by_place.header("location"), waiting);
    for nowhere in [
        "acts/0007",
        "acts/9999",
        "acts/x",
        "acts/019caf00-0000-7000-8000-000000000001",
    ] {
        assert_eq!(
            town.get(&format!("{RECORD}/{nowhere}")).status,
            404,
            "{nowhere}"
        );
    }
    // An act of one area is not found in another.
    town.open("Rivermead", "rivermead", "");
    let elsewhere = waiting.replace("haringey", "rivermead");
    assert_eq!(town.get(&elsewhere).status, 404);
    Ok(())
}

fn the_record_is_narrowed_by_what_by_whom_about_what_and_when(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    let place = town.haringey();
    let acts = |question: &str| {
        let page = town.text(&format!("{RECORD}?{question}"));
        page.matches("class=\"events__when\"").count()
    };
    let all = town.all("/api/areas/haringey/acts", 500);
    let of = |name: &str| {
        let begins = format!("{{\"act\":\"{name}\"");
        all.iter()
            .filter(|act| act["canonical"].as_str().unwrap().starts_with(&begins))
            .count()
    };
    assert_eq!(acts("act=charter-adopted"), of("charter-adopted"));
    let recorded = of("subject-recorded");
    assert!(recorded > 10);
    assert_eq!(acts("act=subject-recorded"), recorded.min(50));
    assert_eq!(acts("act=announced"), 0);
    let council = place.council.organisation.to_string();
    assert_eq!(acts(&format!("organisation={council}")), all.len().min(50));
    assert_eq!(acts("organisation=019caf00-0000-7000-8000-000000000001"), 0);
    let subject = town.all("/api/areas/haringey/subjects", 500)[0]["id"].clone();
    let about = acts(&format!("meeting={}", subject.as_str().unwrap()));
    assert!((1..5).contains(&about), "{about}");
    let both = format!("meeting={}&act=charter-adopted", subject.as_str().unwrap());
    assert_eq!(acts(&both), 0);
    assert_eq!(acts("to=2020-01-01"), 0);
    assert_eq!(acts("from=2020-01-01"), all.len().min(50));
    // What was chosen stays chosen on the next page and in the form.
    let page = town.text(&format!("{RECORD}?organisation={council}&from=2020-01-01"));
    if all.len() > 50 {
        let next = format!("?organisation={council}&#38;from=2020-01-01&#38;page=2#acts");
        assert!(page.contains(&next), "{next} is not in {page}");
    }
    assert!(page.contains("value=\"2020-01-01\""));
    for question in ["act=nonsense", "from=yesterday", "page=0"] {
        let answered = town.get(&format!("{RECORD}?{question}"));
        assert_eq!(answered.status, 400, "{question}");
    }
    Ok(())
}

fn every_entry_comes_as_a_line_with_the_texts_that_open_it(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    town.haringey();
    let address = format!("{RECORD}/entries.jsonl");
    assert_eq!(town.get(&address).status, 404, "nothing is signed yet");
    publish(&town)?;
    let answered = town.get(&address);
    assert_eq!(answered.header("content-type"), "application/jsonl");
    assert_eq!(answered.header("cache-control"), "no-cache");
    let acts = town.all("/api/areas/haringey/acts", 500);
    let text = answered.text();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), acts.len().min(500));
    let mut texts = 0;
    for (place, (line, act)) in lines.iter().zip(&acts).enumerate() {
        assert_eq!(line["index"], place);
        assert_eq!(line["entry"], act["canonical"]);
        assert_eq!(line["openings"], act["openings"]);
        for opening in line["openings"].as_array().unwrap() {
            let salt = opening["opening"]["salt"].as_str().unwrap();
            let mut bytes = data_encoding::HEXLOWER.decode(salt.as_bytes())?;
            bytes.extend(opening["opening"]["text"].as_str().unwrap().bytes());
            let sum = data_encoding::HEXLOWER.encode(&Sha256::digest(bytes));
            assert_eq!(opening["commitment"], format!("salted:{sum}"));
            texts += 1;
        }
    }
    assert!(texts > 10, "{texts}");
    let last = town.text(&format!("{address}?from={}", acts.len() - 1));
    assert_eq!(last.lines().count(), 1);
    assert_eq!(town.text(&format!("{address}?from={}", acts.len())), "");
    assert_eq!(town.get(&format!("{address}?from=x")).status, 400);
    assert_eq!(town.get(&format!("{address}?from=-1")).status, 400);
    Ok(())
}
