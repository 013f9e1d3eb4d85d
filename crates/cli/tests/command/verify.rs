//! `alongside record verify`: every attack on what a site, a folder or an archive shows is found, and said so.

use std::fs;
use std::path::Path;

use alongside_app::adopt_charter::adopt_charter;
use alongside_domain::AreaSlug;
use alongside_testkit::service::{Service, Setup};
use jiff::civil::date;
use rusqlite::Connection;

use super::archive::area;
use super::common::{Ran, alongside, repository};
use super::record::{Kept, key, verify};

/// An area with a charter, two meetings and three groups, all of it signed.
pub(super) fn judged(test: &str) -> Kept {
    let mut kept = area(test);
    let file = repository().join("charters/default.toml");
    let (file, slug): (String, AreaSlug) = (
        fs::read_to_string(file).unwrap(),
        "rivermead".parse().unwrap(),
    );
    let call = kept.call();
    kept.database
        .write(|tx| adopt_charter(tx, &call, &slug, &file, date(2024, 1, 1)))
        .unwrap();
    kept.publish("first.key");
    kept
}

/// The service over the database of an area, and the address of the area.
pub(super) fn served(kept: &Kept) -> (Service, String) {
    let url = format!("sqlite:{}", kept.folder.join("a.db").display());
    let program = env!("CARGO_BIN_EXE_alongside");
    let setup = Setup::new(program, &url, &kept.folder).unwrap();
    let running = setup.start().unwrap();
    (
        running,
        format!("http://127.0.0.1:{}/rivermead", setup.port()),
    )
}

/// What somebody does who has the machine, past everything that the program sees to.
fn behind_its_back(kept: &Kept, sql: &str) {
    let database = Connection::open(kept.folder.join("a.db")).unwrap();
    database.execute_batch("pragma foreign_keys = off").unwrap();
    database.execute_batch(sql).unwrap();
}

fn look(kept: &Kept, key: &str) -> Ran {
    let (_running, address) = served(kept);
    alongside(&kept.folder, &["record", "verify", &address, "--key", key])
}

fn found(ran: &Ran, says: &str) {
    assert!(
        ran.status == 1 && ran.out.contains(says),
        "not said: {says}\n{}{}",
        ran.out,
        ran.err
    );
}

#[test]
fn whatever_is_changed_behind_a_site_is_found_from_outside() {
    const CHANGES: [(&str, &str, &str); 9] = [
        // An act.
        (
            "update outbox set body = replace(body, '2024-02-26', '2024-03-20')",
            "update outbox set body = replace(body, '2024-03-20', '2024-02-26')",
            "an entry was changed, or their order was",
        ),
        // What is kept of a meeting, and with it what the site shows.
        (
            "update subjects set known = replace(known, '2024-02-26', '2024-03-20')",
            "update subjects set known = replace(known, '2024-03-20', '2024-02-26')",
            "the finding “meeting-notice” for “Spring meeting” (2024-03-25) is shown as “missed”",
        ),
        // An entry is dropped.
        (
            "create table saved as select * from outbox where entry = 4; delete from outbox where entry = 4",
            "insert into outbox select * from saved; drop table saved",
            "cannot be read: the site answers 500",
        ),
        // Two change places.
        (
            "update outbox set entry = -entry where entry in (3, 4);
             update outbox set entry = 7 + entry where entry < 0",
            "update outbox set entry = -entry where entry in (3, 4);
             update outbox set entry = 7 + entry where entry < 0",
            "which is not after the one before it",
        ),
        // One is dated otherwise.
        (
            "update outbox set body = replace(body, '\"at\":\"20', '\"at\":\"21') where entry = 2",
            "update outbox set body = replace(body, '\"at\":\"21', '\"at\":\"20') where entry = 2",
            "entry 3 is dated",
        ),
        // A text is changed, which the site itself sees.
        (
            "update texts set opening = replace(opening, 'Spring', 'Winter')",
            "update texts set opening = replace(opening, 'Winter', 'Spring')",
            "is not given out: the site answers 500",
        ),
        // A text is held back, and no act says so.
        (
            "create table saved as select * from texts; update texts set opening = null where opening like '%Spring%'",
            "delete from texts; insert into texts select * from saved; drop table saved",
            "one of its texts is not shown, and no act takes it back",
        ),
        // The charter.
        (
            "update charters set file = replace(file, 'at_least = \"3 weeks\"', 'at_least = \"5 weeks\"')",
            "update charters set file = replace(file, 'at_least = \"5 weeks\"', 'at_least = \"3 weeks\"')",
            "is not the one that was adopted: it was changed",
        ),
        // A checkpoint that was never signed.
        (
            "update logs set checkpoint = replace(checkpoint, char(10) || size || char(10), char(10) || (size - 1) || char(10))",
            "update logs set checkpoint = replace(checkpoint, char(10) || (size - 1) || char(10), char(10) || size || char(10))",
            "does not fit the text",
        ),
    ];
    let kept = judged("verify_site");
    let trusted = key(&kept.export("before"));
    let ran = look(&kept, &trusted);
    assert!(
        ran.status == 0
            && ran.out.ends_with("Everything holds.\n")
            && ran.out.contains("findings that are shown, as of "),
        "{}{}",
        ran.out,
        ran.err
    );
    for (change, undo, says) in CHANGES {
        behind_its_back(&kept, change);
        found(&look(&kept, &trusted), says);
        behind_its_back(&kept, undo);
    }
    let ran = look(&kept, &trusted);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    // Another key, which the site itself gives out, is not the one that signed.
    let other = Kept::new("verify_site_other");
    other.publish("first.key");
    let others = key(&other.export("record"));
    found(&look(&kept, &others), "no key that is trusted signed this");
}

#[test]
fn only_a_site_that_can_be_believed_is_asked() {
    let kept = Kept::new("verify_addresses");
    for (address, says) in [
        ("http://alongside.example/rivermead", "without encryption"),
        ("https://alongside.example", "is not the address of an area"),
        (
            "http://127.0.0.1:9/rivermead",
            "This says nothing of the record",
        ),
    ] {
        let ran = alongside(&kept.folder, &["record", "verify", address]);
        assert!(
            ran.status == 2 && ran.err.contains(says),
            "{address}: {}{}",
            ran.out,
            ran.err
        );
    }
}

/// Changes a file of a folder, sees what is said, and puts it back.
fn changed(folder: &Path, file: &str, change: impl FnOnce(&str) -> String, says: &str) {
    let path = folder.join(file);
    let before = fs::read_to_string(&path).unwrap();
    let after = change(&before);
    assert_ne!(before, after, "{file} was not changed");
    fs::write(&path, after).unwrap();
    found(&verify(folder, &["--key", &key(folder)]), says);
    fs::write(&path, before).unwrap();
}

#[test]
fn a_folder_is_enough_to_work_out_every_finding_offline() {
    let mut kept = judged("verify_folder");
    let before = kept.export("before");
    kept.register(2);
    kept.publish("first.key");
    let record = kept.export("record");
    let trusted = key(&record);
    let ran = verify(&record, &["--key", &trusted]);
    assert!(
        ran.status == 0 && ran.out.contains("findings that are shown, as of "),
        "{}{}",
        ran.out,
        ran.err
    );
    let swap = |from: &'static str, to: &'static str| move |text: &str| text.replacen(from, to, 1);
    changed(
        &record,
        "findings.json",
        |text| text.replace("\"kept\"", "\"missed\""),
        "is shown as “missed”",
    );
    changed(
        &record,
        "findings.json",
        swap(
            "\"standard\": \"meeting-notice\"",
            "\"standard\": \"invented\"",
        ),
        "the finding “meeting-notice” for “Spring meeting” (2024-03-25) is not shown, and follows from the record",
    );
    changed(
        &record,
        "texts.jsonl",
        swap("Spring meeting", "Winter meeting"),
        "a text that is shown beside it is not the one it was published with",
    );
    let charters = fs::read_dir(record.join("charters")).unwrap();
    let charter = charters
        .map(|entry| entry.unwrap().file_name())
        .next()
        .unwrap();
    changed(
        &record,
        &format!("charters/{}", charter.to_str().unwrap()),
        swap("3 weeks", "5 weeks"),
        "is not the one that was adopted: it was changed",
    );
    // An older checkpoint in place of the newer one.
    let old = fs::read_to_string(before.join("checkpoint")).unwrap();
    changed(&record, "checkpoint", |_| old.clone(), "cannot be read");
    // A record alone is checked as far as it goes.
    for file in ["texts.jsonl", "findings.json"] {
        fs::remove_file(record.join(file)).unwrap();
    }
    let ran = verify(&record, &["--key", &trusted]);
    assert!(
        ran.status == 0
            && ran
                .out
                .contains("not checked:   the texts and the findings")
            && ran
                .out
                .ends_with("Everything that could be checked holds.\n"),
        "{}{}",
        ran.out,
        ran.err
    );
}

#[test]
fn no_byte_of_a_folder_can_be_changed_unseen() {
    let kept = judged("verify_bytes");
    let record = kept.export("record");
    let trusted = key(&record);
    let mut files: Vec<String> = ["checkpoint", "texts.jsonl", "findings.json"]
        .map(str::to_owned)
        .to_vec();
    for below in ["charters", "tile/entries/000.p", "tile/0/000.p"] {
        let found = fs::read_dir(record.join(below)).unwrap();
        let names = found.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        files.extend(names.map(|name| format!("{below}/{name}")));
    }
    assert_eq!(files.len(), 6, "{files:?}");
    for file in files {
        let path = record.join(&file);
        let before = fs::read(&path).unwrap();
        // Only the instant may be another one, as of which the same findings hold.
        let text = String::from_utf8_lossy(&before).into_owned();
        let instant = text.find("\"judged_at\"").map(|at| at..at + 60);
        for part in 0..25 {
            let at = (before.len() - 1) * part / 24;
            if instant
                .as_ref()
                .is_some_and(|instant| instant.contains(&at))
            {
                continue;
            }
            let mut bytes = before.clone();
            bytes[at] ^= 1;
            fs::write(&path, bytes).unwrap();
            let ran = verify(&record, &["--key", &trusted]);
            assert!(
                ran.status == 1 && ran.out.contains("DOES NOT HOLD: "),
                "byte {at} of {file}: {}{}",
                ran.out,
                ran.err
            );
        }
        fs::write(&path, before).unwrap();
    }
}

#[test]
fn an_archive_is_checked_with_its_sums_and_its_record() {
    let kept = judged("verify_archive");
    let made = alongside(&kept.folder, &["archive", "rivermead", "copy"]);
    assert_eq!(made.status, 0, "{}", made.err);
    let copy = kept.folder.join("copy");
    let trusted = key(&copy.join("record"));
    let ran = verify(&copy, &["--key", &trusted]);
    assert!(
        ran.status == 0
            && ran
                .out
                .contains("files of the copy are as `SHA256SUMS` has them")
            && ran.out.contains("findings that are shown, as of "),
        "{}{}",
        ran.out,
        ran.err
    );
    let page = copy.join("index.html");
    let html = fs::read_to_string(&page).unwrap();
    fs::write(&page, html.replacen("Rivermead", "Rivermeed", 1)).unwrap();
    let ran = verify(&copy, &["--key", &trusted]);
    found(&ran, "`index.html` was changed after the copy was made");
    fs::remove_file(&page).unwrap();
    found(
        &verify(&copy, &["--key", &trusted]),
        "`index.html` cannot be read",
    );
}
