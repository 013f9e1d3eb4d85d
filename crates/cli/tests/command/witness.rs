//! `alongside record witness`, with a service that asks it: what it signs, and what it never signs.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;

use alongside_jobs::{Cosign, Options, Runner};
use alongside_notify::{Answer, Witness as Asked};
use alongside_store::log;
use alongside_tlog::{Checkpoint, Kind, Submission, VerifierKey};
use jiff::{Timestamp, ToSpan as _};

use super::common::{alongside, folder};
use super::record::{Kept, key, verify};

/// A witness that runs, until it goes.
struct Witness {
    child: Child,
    key: VerifierKey,
    port: u16,
}

impl Drop for Witness {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Makes the key of a witness and the list of what it watches.
fn prepare(folder: &Path, name: &str, watched: &[String]) {
    let args = ["record", "key", "witness.key", "--witness", name];
    let made = alongside(folder, &args);
    assert_eq!(made.status, 0, "{}", made.err);
    fs::write(folder.join("records"), watched.join("\n")).unwrap();
}

fn start(folder: &Path) -> Witness {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let mut child = Command::new(env!("CARGO_BIN_EXE_alongside"))
        .args(["record", "witness", "--key", "witness.key"])
        .args(["--records", "records", "--seen", "seen"])
        .arg(format!("--listen=127.0.0.1:{port}"))
        .current_dir(folder)
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut lines = lines.map_while(Result::ok);
    assert!(lines.any(|line| line.starts_with("This witness listens at")));
    let key = lines.next().unwrap().parse().unwrap();
    // What it says later is not waited for.
    thread::spawn(move || lines.for_each(drop));
    Witness { child, key, port }
}

impl Witness {
    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn asked(&self) -> Asked {
        Asked::at(&self.address()).unwrap()
    }

    fn key(&self) -> VerifierKey {
        self.key.clone()
    }
}

/// Has what the service does every half minute done once.
fn cosign(kept: &Kept, witnesses: &[&Witness], round: i64) {
    let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
    let now = now + (round * 60).seconds();
    let asked = witnesses.iter().map(|of| (of.key(), of.asked())).collect();
    let runner = Runner::new(
        kept.database.clone(),
        Arc::new(move || now),
        Options::named("test"),
    );
    let runner = runner
        .with(Cosign::new(asked))
        .with_schedule(Cosign::SCHEDULE);
    // A schedule that is new begins; the next time it is due.
    runner.work_off().unwrap();
    let then = now + 60.seconds();
    let again = witnesses.iter().map(|of| (of.key(), of.asked())).collect();
    let runner = Runner::new(
        kept.database.clone(),
        Arc::new(move || then),
        Options::named("test"),
    );
    let runner = runner
        .with(Cosign::new(again))
        .with_schedule(Cosign::SCHEDULE);
    runner.work_off().unwrap();
}

/// How many of these witnesses signed what is published now.
fn signed(kept: &Kept, witnesses: &[&Witness]) -> usize {
    let (log, note) = kept
        .database
        .read(|snapshot| log::checkpoint(snapshot, "rivermead"))
        .unwrap()
        .unwrap();
    let mut trusted: Vec<VerifierKey> = witnesses.iter().map(|of| of.key()).collect();
    trusted.push(log.key.parse().unwrap());
    let opened = Checkpoint::open_note(&note, &log.origin, &trusted).unwrap();
    assert_eq!(opened.checkpoint.size, log.size);
    opened.witnesses()
}

fn submission(kept: &Kept, old: u64) -> Submission {
    let read = kept.database.read(|snapshot| {
        let log = log::find(snapshot, "rivermead")?;
        let proof = log::prefix(snapshot, "rivermead", old)?;
        Ok::<_, alongside_store::Error>(log.zip(proof))
    });
    let (log, proof) = read.unwrap().unwrap();
    Submission {
        old,
        proof,
        checkpoint: log.checkpoint.parse().unwrap(),
    }
}

/// A record with its public key, and a folder for a witness that watches it.
fn watched(test: &str) -> (Kept, PathBuf) {
    let mut kept = Kept::new(test);
    kept.register(3);
    kept.publish("first.key");
    let key = key(&kept.export("begun"));
    let place = folder(&format!("{test}_witness"));
    prepare(&place, "witness.example/w1", &["# watched".to_owned(), key]);
    (kept, place)
}

#[test]
fn witnesses_sign_a_record_that_only_grows() {
    let (mut kept, place) = watched("witness_grows");
    let second = folder("witness_grows_second");
    prepare(
        &second,
        "second.example/w",
        &[key(&kept.folder.join("begun"))],
    );
    let witnesses = [&start(&place), &start(&second)];
    assert_eq!(signed(&kept, &witnesses), 0);
    cosign(&kept, &witnesses, 0);
    assert_eq!(signed(&kept, &witnesses), 2);
    let record = kept.export("cosigned");
    let keys = witnesses.map(|of| of.key().to_string());
    let [one, other] = &keys;
    let both = ["--witness", one.as_str(), "--witness", other.as_str()];
    let checked = verify(&record, &both);
    let says = "2 of the 2 witnesses that you trust signed this checkpoint";
    assert!(
        checked.status == 0 && checked.out.contains(says),
        "{}",
        checked.out
    );
    // Another that did not sign, and all three are asked for, or two of them.
    let third = folder("witness_grows_third");
    prepare(&third, "third.example/w", &[]);
    let third = start(&third).key().to_string();
    let all = [&both[..], &["--witness", &third]].concat();
    let checked = verify(&record, &all);
    assert!(
        checked.status == 1 && checked.out.contains("and 3 are needed"),
        "{}",
        checked.out
    );
    assert_eq!(
        verify(&record, &[&all[..], &["--need", "2"]].concat()).status,
        0
    );
    kept.register(300);
    kept.publish("first.key");
    assert_eq!(signed(&kept, &witnesses), 0, "what is new nobody saw yet");
    cosign(&kept, &witnesses, 10);
    assert_eq!(signed(&kept, &witnesses), 2);
    let receipt = kept
        .database
        .read(|snapshot| log::receipt(snapshot, "rivermead", 7))
        .unwrap()
        .unwrap();
    assert_eq!(
        receipt.checkpoint.signatures().len(),
        3,
        "a receipt has them too"
    );
    // Anybody can ask the witness what it saw.
    let seen = ureq::get(witnesses[0].address()).call().unwrap();
    let about = seen.into_body().read_to_string().unwrap();
    let path = about.split("seen at ").nth(1).unwrap().trim();
    let seen = ureq::get(format!("{}{path}", witnesses[0].address()));
    let seen = seen.call().unwrap().into_body().read_to_string().unwrap();
    assert!(
        seen.starts_with("alongside.example/rivermead/record\n305\n"),
        "{seen}"
    );
}

#[test]
fn a_witness_that_is_away_holds_nothing_up_and_forgets_nothing() {
    let (mut kept, place) = watched("witness_away");
    let mut witness = start(&place);
    cosign(&kept, &[&witness], 0);
    witness.child.kill().unwrap();
    witness.child.wait().unwrap();
    kept.register(2);
    kept.publish("first.key");
    cosign(&kept, &[&witness], 10);
    assert_eq!(signed(&kept, &[&witness]), 0);
    let again = start(&place);
    let asked = again.asked().ask(&submission(&kept, 0).to_string());
    assert_eq!(asked, Ok(Answer::Seen(5)), "it was killed, and remembers");
    // Two with one memory could sign two stories.
    let other = alongside(
        &place,
        &[
            "record",
            "witness",
            "--key",
            "witness.key",
            "--records",
            "records",
            "--seen",
            "seen",
            "--listen",
            "127.0.0.1:0",
        ],
    );
    assert!(
        other.status == 2 && other.err.contains("is watched by another process"),
        "{}",
        other.err
    );
    cosign(&kept, &[&again], 20);
    assert_eq!(signed(&kept, &[&again]), 1);
}

#[test]
fn a_record_that_was_rewritten_is_never_signed_and_kept_as_evidence() {
    let (mut kept, place) = watched("witness_rewritten");
    let witness = start(&place);
    cosign(&kept, &[&witness], 0);
    kept.register(5);
    kept.publish("first.key");
    cosign(&kept, &[&witness], 10);
    assert_eq!(signed(&kept, &[&witness]), 1);
    // Somebody with the whole machine, key and all, tells another story of the same length and longer.
    let mut forked = Kept::new("witness_forked");
    fs::copy(
        kept.folder.join("first.key"),
        forked.folder.join("first.key"),
    )
    .unwrap();
    forked.register(9);
    forked.publish("first.key");
    let asked = witness.asked().ask(&submission(&forked, 10).to_string());
    assert_eq!(asked, Ok(Answer::Declined(422)));
    let evidence = fs::read_dir(place.join("seen")).unwrap();
    let evidence: Vec<String> = evidence
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains(".rewritten-"))
        .collect();
    assert_eq!(evidence.len(), 1);
    // An older checkpoint shown again, as after a backup was put back.
    let backup = submission(&forked, 0);
    let asked = witness.asked().ask(&backup.to_string());
    assert_eq!(asked, Ok(Answer::Seen(10)));
    cosign(&forked, &[&witness], 20);
    assert_eq!(signed(&forked, &[&witness]), 0);
    assert_eq!(signed(&kept, &[&witness]), 1, "the true one stays signed");
}

#[test]
fn of_two_stories_told_at_once_a_witness_signs_one() {
    let (mut kept, place) = watched("witness_race");
    let mut forked = Kept::new("witness_race_forked");
    fs::copy(
        kept.folder.join("first.key"),
        forked.folder.join("first.key"),
    )
    .unwrap();
    kept.register(10);
    kept.publish("first.key");
    forked.register(13);
    forked.publish("first.key");
    let witness = start(&place);
    let stories = [submission(&kept, 0), submission(&forked, 0)];
    assert_eq!(stories[0].checkpoint.text().lines().nth(1), Some("15"));
    assert_eq!(stories[1].checkpoint.text().lines().nth(1), Some("15"));
    let signed: Vec<usize> = thread::scope(|scope| {
        let asked: Vec<_> = (0..16)
            .map(|number| {
                let (witness, story) = (witness.asked(), stories[number % 2].to_string());
                scope.spawn(move || (number % 2, witness.ask(&story).unwrap()))
            })
            .collect();
        let all = asked.into_iter().map(|asked| asked.join().unwrap());
        all.filter(|(_, answer)| matches!(answer, Answer::Signed(_)))
            .map(|(story, _)| story)
            .collect()
    });
    assert_eq!(
        signed.len(),
        1,
        "it signs one, and then knows how large the log was"
    );
}

#[test]
fn a_witness_signs_for_those_alone_that_it_watches() {
    let (kept, place) = watched("witness_keys");
    let other = Kept::new("witness_keys_other");
    other.publish("first.key");
    let witness = start(&place);
    // The same name under another key.
    let asked = witness.asked().ask(&submission(&other, 0).to_string());
    assert_eq!(asked, Ok(Answer::Declined(403)));
    let mut sent = submission(&kept, 0).to_string();
    sent = sent.replace("/rivermead/", "/bromley/");
    assert_eq!(witness.asked().ask(&sent), Ok(Answer::Declined(404)));
    assert_eq!(witness.asked().ask("old x\n\n"), Ok(Answer::Declined(400)));
    // The key of a log is no key of a witness.
    fs::copy(kept.folder.join("first.key"), place.join("log.key")).unwrap();
    let refused = alongside(
        &place,
        &[
            "record",
            "witness",
            "--key",
            "log.key",
            "--records",
            "records",
            "--seen",
            "other",
        ],
    );
    assert!(
        refused.status == 2 && refused.err.contains("is the key of a log"),
        "{}",
        refused.err
    );
    assert_eq!(witness.key.kind(), Kind::Witness);
}
