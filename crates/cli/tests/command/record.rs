//! `alongside record`: what a volunteer, a journalist and an operator do with the signed record.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use alongside_app::open_area::{Wish, open_area};
use alongside_app::register_organisation::register_organisation;
use alongside_app::{Call, Caller};
use alongside_domain::{AreaSlug, Instant, OrganisationKind};
use alongside_store::log::{self, Round, Signer, Unsequenced};
use alongside_store::{Database, Options};
use alongside_testkit::chance;

use super::common::{Ran, alongside, folder, repository};

const HOST: &str = "alongside.example";
/// Mon 23 November 2026, 08:00 UTC.
const START: i64 = 1_795_420_800_000_000;

/// A service with an area, a key, and so many organisations registered.
pub(super) struct Kept {
    pub(super) folder: PathBuf,
    pub(super) database: Database,
    now: i64,
    registered: u32,
}

impl Kept {
    pub(super) fn new(test: &str) -> Self {
        let folder = folder(test);
        let settings =
            format!("database = 'sqlite:a.db'\nurl = 'https://{HOST}'\nrecord_key = 'first.key'\n");
        fs::write(folder.join("alongside.toml"), settings).unwrap();
        let made = alongside(&folder, &["record", "key", "first.key"]);
        assert_eq!(made.status, 0, "{}", made.err);
        let url = format!("sqlite:{}", folder.join("a.db").display());
        let database = Database::open(&url, &Options::default()).unwrap();
        database.migrate().unwrap();
        let mut kept = Self {
            folder,
            database,
            now: START,
            registered: 0,
        };
        let wish = Wish {
            name: "Rivermead",
            slug: "rivermead",
            gss: "",
            council: "Rivermead Council",
        };
        let call = kept.call();
        kept.database
            .write(|tx| open_area(tx, &call, &wish))
            .unwrap();
        kept
    }

    pub(super) fn call(&mut self) -> Call<'static> {
        self.now += 1_000_000;
        Call {
            caller: Caller::Machine,
            now: Instant::from_micros(self.now).unwrap(),
            chance: &chance,
        }
    }

    /// Organisations join, each in an act.
    pub(super) fn register(&mut self, count: u32) {
        let area: AreaSlug = "rivermead".parse().unwrap();
        for _ in 0..count {
            self.registered += 1;
            let (name, call) = (format!("Group {}", self.registered), self.call());
            let kind = OrganisationKind::SupportGroup;
            let join = |tx: &mut alongside_store::Transaction<'_>| {
                register_organisation(tx, &call, &area, kind, &name)
            };
            self.database.write(join).unwrap();
        }
    }

    /// Publishes all there is, as the service does every half minute.
    pub(super) fn publish(&self, key: &str) {
        while self.round(key).unwrap().is_more {}
    }

    fn round(&self, key: &str) -> Result<Round, Unsequenced> {
        let line = fs::read_to_string(self.folder.join(key)).unwrap();
        let signer = Signer {
            host: HOST.to_owned(),
            key: line.trim_end().parse().unwrap(),
        };
        let now = Instant::from_micros(self.now).unwrap().timestamp();
        log::sequence(&self.database, "rivermead", &signer, now, 100)
    }

    /// Puts a backup back, as somebody does who has lost the database, or thinks so.
    pub(super) fn restore(&mut self, backup: &str) {
        // Everything lets go of the database.
        let elsewhere = format!("sqlite:{}", self.folder.join("elsewhere.db").display());
        let elsewhere = Database::open(&elsewhere, &Options::default()).unwrap();
        drop(std::mem::replace(&mut self.database, elsewhere));
        let restored = alongside(&self.folder, &["restore", backup]);
        assert!(
            restored.status == 0 && restored.out.contains("`alongside record go-on`"),
            "{}{}",
            restored.out,
            restored.err
        );
        let url = format!("sqlite:{}", self.folder.join("a.db").display());
        self.database = Database::open(&url, &Options::default()).unwrap();
    }

    /// The record as it is, in a folder of its own.
    pub(super) fn export(&self, name: &str) -> PathBuf {
        let ran = alongside(&self.folder, &["record", "export", "rivermead", name]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        self.folder.join(name)
    }
}

pub(super) fn verify(what: &Path, more: &[&str]) -> Ran {
    let mut args = vec!["record", "verify", what.to_str().unwrap()];
    args.extend(more);
    alongside(what.parent().unwrap(), &args)
}

/// The checker in Python that was written from `docs/record-format.md`; nothing where there is no Python.
fn in_python(what: &Path, more: &[&str]) -> Option<(i32, String)> {
    let script = repository().join("docs/check_record.py");
    let ran = Command::new("python3")
        .arg(script)
        .arg(what)
        .args(more)
        .output()
        .ok()?;
    Some((ran.status.code()?, String::from_utf8(ran.stdout).unwrap()))
}

pub(super) fn holds(what: &Path, more: &[&str], key: &str) {
    let ran = verify(what, more);
    assert!(
        ran.status == 0 && ran.out.ends_with("Everything holds.\n"),
        "{}{}",
        ran.out,
        ran.err
    );
    if let Some((status, out)) = in_python(what, &[key]) {
        assert_eq!(status, 0, "{out}");
    }
}

fn does_not_hold(what: &Path, more: &[&str], key: &str, says: &str) {
    let ran = verify(what, more);
    assert!(
        ran.status == 1 && ran.out.contains(says),
        "{says}: {}{}",
        ran.out,
        ran.err
    );
    if let Some((status, out)) = in_python(what, &[key]) {
        assert!(
            status == 1 && out.starts_with("DOES NOT HOLD: "),
            "{says}: {out}"
        );
    }
}

/// Whether a record begins with what a checkpoint of before said.
fn begins(record: &Path, before: &Path) -> bool {
    let (trusted, checkpoint) = (key(before), before.join("checkpoint"));
    let checkpoint = checkpoint.to_str().unwrap();
    let ran = verify(record, &["--key", &trusted, "--since", checkpoint]);
    let says = match ran.status {
        0 => "it begins with the",
        _ => "The record was rewritten since",
    };
    assert!(
        ran.out.contains(says) || ran.out.contains("entries are missing"),
        "{}{}",
        ran.out,
        ran.err
    );
    if let Some((status, out)) = in_python(record, &[&trusted, checkpoint]) {
        assert_eq!(status, ran.status, "{out}");
    }
    ran.status == 0
}

pub(super) fn key(folder: &Path) -> String {
    fs::read_to_string(folder.join("key"))
        .unwrap()
        .trim_end()
        .to_owned()
}

/// Changes a file, sees what is said, and puts it back.
fn tampered(folder: &Path, file: &str, change: impl FnOnce(&mut Vec<u8>), says: &str) {
    let (path, key) = (folder.join(file), key(folder));
    let before = fs::read(&path).unwrap();
    let mut bytes = before.clone();
    change(&mut bytes);
    fs::write(&path, bytes).unwrap();
    does_not_hold(folder, &["--key", &key], &key, says);
    fs::write(&path, before).unwrap();
}

#[test]
fn a_record_is_checked_by_two_programs_and_every_change_is_found() {
    let mut kept = Kept::new("record_changes");
    kept.register(300);
    kept.publish("first.key");
    let record = kept.export("record");
    let trusted = key(&record);
    holds(&record, &["--key", &trusted], &trusted);
    let without_key = verify(&record, &[]);
    assert_eq!(without_key.status, 0, "{}", without_key.err);
    assert!(
        without_key
            .err
            .contains("Compare it with one that you have from elsewhere"),
        "{}",
        without_key.err
    );

    let turn = |at: usize| move |bytes: &mut Vec<u8>| bytes[at] ^= 1;
    let changed = "an entry was changed, or their order was";
    tampered(&record, "tile/entries/000", turn(100), changed);
    tampered(&record, "tile/entries/001.p/46", turn(900), changed);
    tampered(
        &record,
        "tile/0/000",
        turn(40),
        "`tile/0/000` is missing, or holds other hashes",
    );
    tampered(
        &record,
        "tile/1/000.p/1",
        turn(0),
        "`tile/1/000.p/1` is missing, or holds other hashes",
    );
    let checkpoint = fs::read_to_string(record.join("checkpoint")).unwrap();
    let root_at = checkpoint.find("\n302\n").unwrap() + 6;
    tampered(
        &record,
        "checkpoint",
        turn(root_at),
        "does not fit the text",
    );
    tampered(
        &record,
        "checkpoint",
        |bytes| *bytes = b"no checkpoint".to_vec(),
        "is not a signed checkpoint",
    );
    tampered(
        &record,
        "tile/entries/001.p/46",
        |bytes| bytes.truncate(500),
        "ends within its entry",
    );
    let swap = |bytes: &mut Vec<u8>| {
        let one = usize::from(u16::from_be_bytes([bytes[0], bytes[1]])) + 2;
        bytes.rotate_left(one);
    };
    tampered(
        &record,
        "tile/entries/000",
        swap,
        "is not after the one before it",
    );
    holds(&record, &["--key", &trusted], &trusted);

    // Another key, which is whole in itself, is not the one that signed.
    let other = Kept::new("record_other_key");
    other.publish("first.key");
    let others = key(&other.export("record"));
    does_not_hold(
        &record,
        &["--key", &others],
        &others,
        "no key that is trusted signed this",
    );
}

#[test]
fn an_act_that_is_changed_in_the_database_is_found_by_whoever_checks() {
    let mut kept = Kept::new("record_database");
    kept.register(10);
    kept.publish("first.key");
    let before = kept.export("before");
    // Somebody with the whole machine, key and all, tells another story from the fifth entry on.
    let mut forked = Kept::new("record_forked");
    fs::copy(
        kept.folder.join("first.key"),
        forked.folder.join("first.key"),
    )
    .unwrap();
    forked.register(12);
    forked.publish("first.key");
    let record = forked.export("record");
    let trusted = key(&before);
    assert_eq!(trusted, key(&record));
    // In itself it holds, and that is why checkpoints are kept.
    holds(&record, &["--key", &trusted], &trusted);
    assert!(!begins(&record, &before));
    kept.register(5);
    kept.publish("first.key");
    let after = kept.export("after");
    assert!(begins(&after, &before));
    assert!(!begins(&before, &after), "entries are missing");
}

#[test]
fn a_receipt_proves_what_is_in_it_and_nothing_else() {
    let mut kept = Kept::new("record_receipt");
    kept.register(20);
    kept.publish("first.key");
    let trusted = key(&kept.export("record"));
    let receipt = kept
        .database
        .read(|snapshot| log::receipt(snapshot, "rivermead", 7))
        .unwrap()
        .unwrap();
    let file = kept.folder.join("meeting.tlog-proof");
    fs::write(&file, receipt.to_string()).unwrap();
    holds(&file, &["--key", &trusted], &trusted);
    let ran = verify(&file, &["--key", &trusted]);
    assert!(
        ran.out
            .contains("entry 7 is in the record alongside.example/rivermead/record"),
        "{}",
        ran.out
    );
    assert!(
        ran.out
            .contains("`organisation-registered` in rivermead at 2026-11-23T"),
        "{}",
        ran.out
    );
    let without_key = verify(&file, &[]);
    assert!(
        without_key.status == 2 && without_key.err.contains("Give it as --key"),
        "{}",
        without_key.err
    );

    let text = receipt.to_string();
    let at = text.find("extra ").unwrap() + 40;
    let mut bytes = text.into_bytes();
    bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
    fs::write(&file, bytes).unwrap();
    does_not_hold(
        &file,
        &["--key", &trusted],
        &trusted,
        "the proof does not lead from this entry",
    );
    fs::write(&file, "a shopping list").unwrap();
    let ran = verify(&file, &["--key", &trusted]);
    assert!(
        ran.status == 2
            && ran
                .err
                .contains("neither the folder of a record nor a receipt"),
        "{}",
        ran.err
    );
}

#[test]
fn a_key_is_made_once_and_handed_over_so_that_the_first_one_still_checks_everything() {
    let mut kept = Kept::new("record_keys");
    let again = alongside(&kept.folder, &["record", "key", "first.key"]);
    assert_eq!(again.status, 2, "a key was written over");
    kept.register(3);
    kept.publish("first.key");
    let before = kept.export("before");
    let trusted = key(&before);
    let made = alongside(&kept.folder, &["record", "key", "second.key"]);
    assert_eq!(made.status, 0, "{}", made.err);
    let handed = alongside(&kept.folder, &["record", "hand-over", "second.key"]);
    assert!(
        handed.status == 0 && handed.out.contains("entry 5 hands over to"),
        "{}{}",
        handed.out,
        handed.err
    );
    kept.register(3);
    kept.publish("second.key");
    let record = kept.export("record");
    assert_eq!(key(&record), trusted);
    holds(&record, &["--key", &trusted], &trusted);
    assert!(begins(&record, &before));
    let turn = |bytes: &mut Vec<u8>| {
        let at = bytes
            .windows(8)
            .position(|part| part == b"handover")
            .unwrap();
        bytes[at + 60] ^= 1;
    };
    tampered(
        &record,
        "tile/entries/000.p/9",
        turn,
        "does not hand the record over",
    );
}

#[test]
fn a_record_that_is_not_there_is_said_to_be_missing() {
    let kept = Kept::new("record_missing");
    let ran = alongside(&kept.folder, &["record", "export", "bromley", "out"]);
    assert!(
        ran.status == 2
            && ran
                .err
                .contains("there is no signed record of `bromley` here"),
        "{}",
        ran.err
    );
    let ran = alongside(&kept.folder, &["record", "begin", "bromley"]);
    assert!(
        ran.status == 2 && ran.err.contains("this area has no log"),
        "{}",
        ran.err
    );
    kept.publish("first.key");
    let ran = alongside(&kept.folder, &["record", "begin", "rivermead"]);
    assert!(
        ran.status == 2 && ran.err.contains("this area has a log already"),
        "{}",
        ran.err
    );
}

#[test]
fn after_a_backup_was_restored_nothing_is_signed_until_an_operator_says_so() {
    let mut kept = Kept::new("record_restored");
    kept.register(2);
    kept.publish("first.key");
    let backup = alongside(&kept.folder, &["backup", "yesterday.db"]);
    assert_eq!(backup.status, 0, "{}", backup.err);
    kept.register(2);
    kept.publish("first.key");
    let seen = kept.export("seen");
    kept.restore("yesterday.db");
    kept.register(3);
    let waits = kept.round("first.key");
    assert!(matches!(waits, Err(Unsequenced::Paused)), "{waits:?}");
    // Somebody who goes on all the same is found by whoever kept a checkpoint.
    let went_on = alongside(&kept.folder, &["record", "go-on", "rivermead"]);
    assert_eq!(went_on.status, 0, "{}", went_on.err);
    kept.publish("first.key");
    let rewritten = kept.export("rewritten");
    let trusted = key(&seen);
    holds(&rewritten, &["--key", &trusted], &trusted);
    assert!(!begins(&rewritten, &seen));
}
