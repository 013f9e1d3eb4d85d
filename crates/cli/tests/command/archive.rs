//! `alongside archive`: the public face of an area in a folder.

use std::fs;
use std::path::{Path, PathBuf};

use alongside_app::Record;
use alongside_domain::act::{Act, Deed, WithdrawalReason};
use alongside_store::outbox;
use alongside_store::record::Of;
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::common::{Ran, alongside};
use super::record::{Kept, holds, key};

const SHEET: &str = "Title,Organiser,Announced,Starts,Papers\n\
    Spring meeting,Rivermead Council,2024-02-26,2024-03-25 18:00,2024-03-18\n\
    <b>Odd</b> & meeting,Rivermead Council,2024-05-20,2024-06-10,2024-06-03\n";

/// An area with two meetings and three groups, of which nothing is signed yet.
pub(super) fn area(test: &str) -> Kept {
    let mut kept = Kept::new(test);
    fs::write(kept.folder.join("meetings.csv"), SHEET).unwrap();
    let sheet = ["import", "meetings.csv", "--area", "rivermead"];
    let loaded = alongside(&kept.folder, &sheet);
    assert_eq!(loaded.status, 0, "{}", loaded.err);
    kept.register(3);
    kept
}

fn archive(kept: &Kept, area: &str, folder: &str) -> Ran {
    alongside(&kept.folder, &["archive", area, folder])
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The files that hold this.
fn that_hold(folder: &Path, text: &[u8]) -> Vec<PathBuf> {
    let holds = |file: &PathBuf| {
        let bytes = fs::read(file).unwrap();
        bytes.windows(text.len()).any(|part| part == text)
    };
    files(folder).into_iter().filter(holds).collect()
}

/// What stands in each of these attributes.
fn leads(html: &str) -> impl Iterator<Item = &str> {
    let of = |attribute| html.split(attribute).skip(1);
    let all = of(" href=\"").chain(of(" src=\""));
    all.filter_map(|rest| rest.split('"').next())
}

#[test]
fn a_copy_opens_without_the_service_and_is_checked_with_its_record() {
    let kept = area("archive_whole");
    let made = archive(&kept, "rivermead", "copy");
    assert_eq!(made.status, 0, "{}", made.err);
    let copy = kept.folder.join("copy");
    let mut meetings = 0;
    for file in files(&copy) {
        if file.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let html = fs::read_to_string(&file).unwrap();
        let name = file.strip_prefix(&copy).unwrap().display();
        meetings += usize::from(name.to_string().starts_with("meetings/"));
        assert!(
            html.contains("https://alongside.example"),
            "{name} does not say of what it is a copy"
        );
        for needs_an_answer in ["<form", "<script src", "/sign-in"] {
            assert!(!html.contains(needs_an_answer), "{name}: {needs_an_answer}");
        }
        for lead in leads(&html) {
            let (target, _) = lead.split_once('#').unwrap_or((lead, ""));
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let target = file.parent().unwrap().join(target);
            assert!(target.is_file(), "{name} leads to {lead}");
        }
    }
    assert_eq!(
        meetings,
        2 * 2 * 3,
        "each meeting and its flyer, in each language"
    );
    for (file, says) in [
        ("index.html", "Is it working in"),
        ("index.tr.html", "lang=\"tr\""),
        ("meetings.html", "&#60;b&#62;Odd&#60;/b&#62; &#38; meeting"),
        ("copy.html", "alongside record verify"),
        ("README.txt", "record/check_record.py"),
        ("meetings.ics", "BEGIN:VCALENDAR"),
    ] {
        let text = fs::read_to_string(copy.join(file)).unwrap();
        assert!(text.contains(says), "{file}");
    }

    // What waited was signed first.
    let record = copy.join("record");
    holds(&record, &["--key", &key(&record)], &key(&record));
    let checkpoint = fs::read_to_string(record.join("checkpoint")).unwrap();
    let acts = kept
        .database
        .read(|snapshot| alongside_store::outbox::count(snapshot, "rivermead"))
        .unwrap();
    assert_eq!(checkpoint.lines().nth(1), Some(acts.to_string().as_str()));
}

#[test]
fn a_damaged_file_of_a_copy_is_told_by_its_sum() {
    let kept = area("archive_sums");
    assert_eq!(archive(&kept, "rivermead", "copy").status, 0);
    let copy = kept.folder.join("copy");
    let sums = fs::read_to_string(copy.join("SHA256SUMS")).unwrap();
    let damaged = || {
        sums.lines()
            .filter_map(|line| line.split_once("  "))
            .filter(|(sum, file)| {
                let bytes = fs::read(copy.join(file)).unwrap();
                *sum != HEXLOWER.encode(&Sha256::digest(&bytes))
            })
            .map(|(_, file)| file)
            .collect::<Vec<_>>()
    };
    assert!(damaged().is_empty());
    assert_eq!(
        sums.lines().count(),
        files(&copy).len() - 1,
        "all but the sums"
    );
    fs::write(copy.join("index.tr.html"), "x").unwrap();
    assert_eq!(damaged(), ["index.tr.html"]);
}

/// Takes back what the first meeting is called.
fn take_back_the_first_title(kept: &mut Kept) {
    let acts = kept
        .database
        .read(|snapshot| outbox::after(snapshot, "rivermead", Timestamp::MIN, 100));
    let title = acts.unwrap().iter().find_map(|act| {
        let act = Act::parse(act.body.as_bytes()).unwrap();
        match act.deed {
            Deed::SubjectRecorded { about, .. } => about.title.map(|title| (act.by, title)),
            _ => None,
        }
    });
    let ((by, text), call) = (title.unwrap(), kept.call());
    let reason = WithdrawalReason::Personal;
    let taken = kept.database.write(|tx| {
        let area = "rivermead".parse().unwrap();
        let mut record = Record::load(tx, &call, &area, Of::All)?;
        record.act(by, Deed::TextWithdrawn { text, reason })
    });
    taken.unwrap();
}

#[test]
fn a_text_taken_back_is_in_no_file_of_a_copy_and_the_record_still_holds() {
    let mut kept = area("archive_taken_back");
    assert_eq!(archive(&kept, "rivermead", "before").status, 0);
    assert!(that_hold(&kept.folder.join("before"), b"Spring meeting").len() > 10);
    take_back_the_first_title(&mut kept);
    assert_eq!(archive(&kept, "rivermead", "after").status, 0);
    let left = that_hold(&kept.folder.join("after"), b"Spring meeting");
    assert_eq!(left, Vec::<PathBuf>::new());
    let record = kept.folder.join("after/record");
    holds(&record, &["--key", &key(&record)], &key(&record));
}

#[test]
fn a_copy_that_cannot_be_made_leaves_nothing_and_writes_over_nothing() {
    let kept = area("archive_refused");
    let none = archive(&kept, "bromley", "copy");
    assert!(
        none.status == 2 && none.err.contains("there is no area `bromley`"),
        "{}",
        none.err
    );
    assert!(!kept.folder.join("copy").exists() && !kept.folder.join("copy.part").exists());
    fs::create_dir(kept.folder.join("copy")).unwrap();
    let there = archive(&kept, "rivermead", "copy");
    assert!(
        there.status == 2 && there.err.contains("is there already"),
        "{}",
        there.err
    );

    // Without a key there is a copy, and it says what it lacks.
    let settings = kept.folder.join("alongside.toml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, text.replace("record_key", "# record_key")).unwrap();
    let unsigned = archive(&kept, "rivermead", "unsigned");
    assert!(
        unsigned.status == 0 && unsigned.out.contains("It holds no signed record"),
        "{}",
        unsigned.err
    );
    let page = fs::read_to_string(kept.folder.join("unsigned/copy.html")).unwrap();
    assert!(page.contains("No signed record") && !page.contains("check_record.py"));
}
