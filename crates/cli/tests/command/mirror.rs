//! `alongside record mirror`: a copy that goes on with its record, and refuses one that was rewritten.

use std::fs;
use std::path::{Path, PathBuf};

use super::common::{Ran, alongside};
use super::record::{Kept, holds, key, verify};
use super::verify::served;

/// Brings the copy up to date from the service over the database as it is.
fn mirror(kept: &Kept, folder: &str) -> Ran {
    let (_running, address) = served(kept);
    alongside(&kept.folder, &["record", "mirror", &address, folder])
}

fn says(ran: &Ran, status: i32, says: &str) {
    assert!(
        ran.status == status && ran.out.contains(says),
        "not said: {says}\n{}{}",
        ran.out,
        ran.err
    );
}

fn evidence(copy: &Path) -> Vec<PathBuf> {
    let found = fs::read_dir(copy.join("evidence")).unwrap();
    found.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn a_copy_fetches_what_is_new_and_goes_on_where_it_broke_off() {
    let mut kept = Kept::new("mirror_goes_on");
    kept.register(250);
    kept.publish("first.key");
    says(
        &mirror(&kept, "copy"),
        0,
        "with 252 entries, 252 of them new",
    );
    let copy = kept.folder.join("copy");
    let trusted = key(&copy);
    holds_so_far(&copy, &trusted);
    says(&mirror(&kept, "copy"), 0, "Nothing is new");

    // What a copy that broke off may have left: a file in its place, one beside it, one that is damaged.
    let before = fs::read(copy.join("checkpoint")).unwrap();
    kept.register(20);
    kept.publish("first.key");
    fs::write(copy.join("tile/entries/000"), b"half a file").unwrap();
    fs::write(copy.join("tile/entries/001.part"), b"half a file").unwrap();
    says(
        &mirror(&kept, "copy"),
        0,
        "with 272 entries, 20 of them new",
    );
    holds_so_far(&copy, &trusted);
    assert!(
        !copy.join("tile/entries/000.p/252").exists(),
        "an old edge stays"
    );
    let kept_then = kept.folder.join("checkpoint-before");
    fs::write(&kept_then, before).unwrap();
    let since = verify(
        &copy,
        &["--key", &trusted, "--since", kept_then.to_str().unwrap()],
    );
    says(&since, 0, "it begins with the 252 entries");

    // A copy that was damaged here is not held against anything.
    let path = copy.join("tile/entries/000");
    let mut bytes = fs::read(&path).unwrap();
    bytes[500] ^= 1;
    fs::write(&path, bytes).unwrap();
    let ran = mirror(&kept, "copy");
    assert!(
        ran.status == 2 && ran.err.contains("is not what its own checkpoint says"),
        "{}{}",
        ran.out,
        ran.err
    );
}

/// The record alone, without what is shown beside it.
fn holds_so_far(copy: &Path, trusted: &str) {
    let ran = verify(copy, &["--key", trusted]);
    says(&ran, 0, "Everything that could be checked holds.");
}

#[test]
fn a_backup_that_was_restored_and_went_on_is_refused_with_the_evidence() {
    let mut kept = Kept::new("mirror_restored");
    kept.register(3);
    kept.publish("first.key");
    let backup = alongside(&kept.folder, &["backup", "yesterday.db"]);
    assert_eq!(backup.status, 0, "{}", backup.err);
    kept.register(4);
    kept.publish("first.key");
    says(&mirror(&kept, "copy"), 0, "with 9 entries");
    let copy = kept.folder.join("copy");
    let (trusted, signed) = (key(&copy), fs::read(copy.join("checkpoint")).unwrap());

    kept.restore("yesterday.db");
    let shorter = mirror(&kept, "copy");
    says(
        &shorter,
        1,
        "REFUSED: the site shows the record with 5 entries, and has signed it with 9: the last 4 are missing",
    );
    // By mistake, without a look at what somebody else kept.
    let went_on = alongside(&kept.folder, &["record", "go-on", "rivermead"]);
    assert_eq!(went_on.status, 0, "{}", went_on.err);
    kept.register(6);
    kept.publish("first.key");
    let rewritten = mirror(&kept, "copy");
    says(
        &rewritten,
        1,
        "REFUSED: the record was rewritten. The site has signed a record of 9 entries, and now signs one of 11",
    );
    says(
        &rewritten,
        1,
        "The first entry that differs is entry 5: it was `organisation-registered`",
    );

    // The copy is as it was, and holds; what was signed then and now is side by side.
    assert_eq!(fs::read(copy.join("checkpoint")).unwrap(), signed);
    holds_so_far(&copy, &trusted);
    assert_eq!(evidence(&copy).len(), 2);
    let theirs = kept.export("theirs");
    let of_it = evidence(&copy)
        .into_iter()
        .find(|place| place.join("entry-5-kept").exists());
    let of_it = of_it.unwrap();
    assert_eq!(fs::read(of_it.join("checkpoint-kept")).unwrap(), signed);
    assert_eq!(
        fs::read(of_it.join("checkpoint-refused")).unwrap(),
        fs::read(theirs.join("checkpoint")).unwrap()
    );
    holds(&theirs, &["--key", &trusted], &trusted);
    let told = fs::read_to_string(of_it.join("what-happened.txt")).unwrap();
    assert!(told.contains("the record was rewritten"), "{told}");
    // It is refused each time, and kept once.
    says(
        &mirror(&kept, "copy"),
        1,
        "REFUSED: the record was rewritten",
    );
    assert_eq!(evidence(&copy).len(), 2);
}

#[test]
fn two_who_were_shown_two_records_find_out() {
    let mut kept = Kept::new("mirror_one");
    kept.register(3);
    kept.publish("first.key");
    says(&mirror(&kept, "copy"), 0, "with 5 entries");
    // The same key tells somebody else another story of the same length.
    let mut other = Kept::new("mirror_other");
    fs::copy(
        kept.folder.join("first.key"),
        other.folder.join("first.key"),
    )
    .unwrap();
    other.register(3);
    other.publish("first.key");
    let (_running, address) = served(&other);
    let ran = alongside(&kept.folder, &["record", "mirror", &address, "copy"]);
    says(
        &ran,
        1,
        "REFUSED: the record was rewritten. The site has signed a record of 5 entries, and now signs one of 5",
    );
    // Another key is another matter.
    let mut stranger = Kept::new("mirror_stranger");
    stranger.register(4);
    stranger.publish("first.key");
    let (_running, address) = served(&stranger);
    let ran = alongside(&kept.folder, &["record", "mirror", &address, "copy"]);
    says(
        &ran,
        1,
        "REFUSED: what the site gives out is not what it signed: no key that is trusted signed this",
    );
}
