//! A text that must not stay is taken back, and nothing of what was signed changes.

use alongside_domain::act::Deed;
use alongside_store::log::{self, Signer};
use alongside_store::outbox;
use alongside_testkit::{Outcome, Scratch};
use alongside_tlog::{KeyName, Kind, Note, SigningKey};
use jiff::Timestamp;

use super::*;

alongside_testkit::on_both!(
    a_text_goes_from_everywhere_and_the_record_still_holds,
    who_may_and_what_is_missing_is_told,
);

const CHILD: &str = "Sam Okoro";

fn publish(town: &Town) -> Outcome<String> {
    let signer = Signer {
        host: "alongside.example".to_owned(),
        key: SigningKey::from_seed(KeyName::new("alongside.example")?, Kind::Log, &[4; 32]),
    };
    while log::sequence(&town.database, "haringey", &signer, now().timestamp(), 100)?.is_more {}
    let found = town
        .database
        .read(|snapshot| log::find(snapshot, "haringey"))?;
    Ok(found.ok_or("no log")?.checkpoint)
}

/// The id and the subject of the act that recorded a meeting with the name of a child in its title.
fn record_a_child(town: &Town) -> (String, String) {
    let sheet = format!("id,title,starts\n1,About {CHILD},2026-02-02\n2,Board,2026-03-02\n");
    super::import::load(town, sheet.as_bytes());
    let acts = town
        .database
        .read(|snapshot| outbox::after(snapshot, "haringey", Timestamp::MIN, 100))
        .unwrap();
    for act in acts {
        let told = town
            .database
            .read(|snapshot| alongside_store::record::disclosed(snapshot, &act))
            .unwrap();
        if let Deed::SubjectRecorded { subject, .. } = told.act().deed
            && told.openings().any(|(_, text)| text.text().contains(CHILD))
        {
            return (act.id.to_string(), subject.to_string());
        }
    }
    panic!("the sheet was not loaded");
}

/// Every commitment that a page offers to take back.
fn offered(page: &str) -> Vec<String> {
    let parts = page.split("value=\"salted:").skip(1);
    parts
        .map(|rest| format!("salted:{}", &rest[..64]))
        .collect()
}

fn a_text_goes_from_everywhere_and_the_record_still_holds(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let (act, subject) = record_a_child(&town);
    let before = publish(&town)?;
    assert_eq!(scratch.tables_holding(CHILD)?, ["texts"]);
    let page = format!("/haringey/record/acts/{act}");
    let form = format!("/haringey/desk/acts/{act}/withdrawal");
    let shown = [
        page.clone(),
        format!("/haringey/meetings/{subject}"),
        format!("/haringey/meetings/{subject}.ics"),
        "/haringey".to_owned(),
        "/haringey/record".to_owned(),
        "/haringey/meetings".to_owned(),
        "/haringey/standards".to_owned(),
        "/haringey/standards?as_of=2026-02-10".to_owned(),
        "/haringey/standards.csv".to_owned(),
        "/haringey/calendar?from=2026-02".to_owned(),
        "/haringey/changes.atom".to_owned(),
        "/haringey/meetings.ics".to_owned(),
        "/haringey/record/entries.jsonl".to_owned(),
        "/api/areas/haringey/acts".to_owned(),
        "/api/areas/haringey/subjects".to_owned(),
        "/api/areas/haringey/findings".to_owned(),
    ];
    let holding = shown
        .iter()
        .filter(|address| town.get(Nobody, address).text().contains(CHILD));
    assert!(holding.count() >= 8, "the test looks where the text was");

    let choice = town.get(Officer, &form);
    choice.must_say(200, &["Which text is to go?", CHILD]);
    let title = offered(&choice.text())
        .into_iter()
        .next()
        .ok_or("nothing to choose")?;
    let fields = [
        ("text", title.as_str()),
        ("reason", "personal"),
        ("words", CHILD),
    ];
    let check = town.post(Officer, &form, &fields);
    check.must_say(200, &["Nothing has gone yet", "copies and mirrors"]);
    let all = offered(&check.text());
    assert!(all.len() >= 2, "the row of the sheet holds it too: {all:?}");
    assert_eq!(
        scratch.tables_holding(CHILD)?,
        ["texts"],
        "nothing has gone yet"
    );
    let mut fields: Vec<(&str, &str)> = all.iter().map(|text| ("text", text.as_str())).collect();
    fields.extend([
        ("reason", "personal"),
        ("words", CHILD),
        ("confirmed", "yes"),
    ]);
    let done = town.post(Officer, &form, &fields);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(done.header("location"), page);

    assert_eq!(scratch.tables_holding(CHILD)?, [""; 0]);
    for address in &shown {
        let answered = town.get(Nobody, address);
        assert_eq!(answered.status, 200, "{address}");
        assert!(!answered.text().contains(CHILD), "{address}");
    }
    town.get(Nobody, &page).must_say(
        200,
        &["This text was withdrawn on Sun 22 November 2026 because it told of somebody who can be recognised."],
    );
    town.get(Nobody, "/haringey/record")
        .must_say(200, &["recognised"]);

    // What was signed before is the beginning of what is signed now, and it can be checked to the last entry.
    let after = publish(&town)?;
    assert_ne!(before, after);
    let replayed = check_record(&town, &after)?;
    assert!(replayed > 4, "{replayed}");
    // Twice is once too often.
    let again = town.post(Officer, &form, &fields);
    assert_eq!(again.status, 409, "{}", again.text());
    Ok(())
}

/// Reads the published record from its files alone and holds it against its checkpoint.
fn check_record(town: &Town, checkpoint: &str) -> Outcome<u64> {
    use alongside_tlog::{Bundle, Checkpoint, Replay, VerifierKey};
    let key = town.get(Nobody, "/haringey/record/key").text();
    let key: VerifierKey = key.trim_end().parse()?;
    let read: Checkpoint = checkpoint.parse::<Note>()?.text().parse()?;
    let mut replay = Replay::new(key.name().as_str(), key.clone());
    for bundle in Bundle::all_of(read.size) {
        let address = format!("/haringey/record/{bundle}");
        for entry in bundle.read(&town.get(Nobody, &address).body)? {
            replay.add(entry, |_, _| {})?;
        }
    }
    replay.hold(checkpoint.as_bytes())?;
    Ok(read.size)
}

fn who_may_and_what_is_missing_is_told(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let (act, _) = record_a_child(&town);
    let form = format!("/haringey/desk/acts/{act}/withdrawal");
    for (by, status) in [
        (Nobody, 303),
        (Administrator, 200),
        (Officer, 200),
        (Sponsor, 403),
        // The act is not the forum's.
        (CoOrdinator, 403),
        (Steering, 403),
        (Member, 403),
        (Elsewhere, 403),
        (Operator, 403),
    ] {
        assert_eq!(town.get(by, &form).status, status, "{by:?}");
    }
    let page = format!("/haringey/record/acts/{act}");
    assert!(town.get(Officer, &page).text().contains(&form));
    assert!(!town.get(Nobody, &page).text().contains(&form));
    let missing = town.post(Officer, &form, &[("words", "x")]);
    missing.must_say(422, &["Choose what is to go.", "Choose why it has to go."]);
    let all = offered(&town.get(Officer, &form).text());
    let fields = [
        ("text", all[0].as_str()),
        ("reason", "legal"),
        ("words", "x"),
    ];
    town.post(Officer, &form, &fields)
        .must_say(422, &["at least three letters"]);
    assert!(!scratch.tables_holding(CHILD)?.is_empty());
    // A co-ordinator who sends the form in nevertheless.
    let fields = [
        ("text", all[0].as_str()),
        ("reason", "legal"),
        ("confirmed", "yes"),
    ];
    assert_eq!(town.post(CoOrdinator, &form, &fields).status, 403);
    assert!(!scratch.tables_holding(CHILD)?.is_empty());
    Ok(())
}
