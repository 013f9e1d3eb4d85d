//! `alongside opinion`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use alongside_opinion::Part;
use serde_json::Value;

use super::common::{Ran, alongside, folder};

/// Two camps of 18 and 12 people, who share the first statement.
fn votes() -> String {
    let mut file = "statement,participant,vote,timestamp\n".to_owned();
    for person in 0..30 {
        for statement in 0..10 {
            let agrees = statement == 0 || (statement % 2 == 0) == (person % 5 < 3);
            let vote = if agrees { 1 } else { -1 };
            writeln!(file, "{statement},{person},{vote},{}", 100 + person).unwrap();
        }
    }
    file
}

fn opinion(folder: &Path, args: &[&str]) -> Ran {
    let mut all = vec!["opinion"];
    all.extend(args);
    alongside(folder, &all)
}

fn json(ran: &Ran) -> Value {
    assert_eq!(ran.status, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn groups_and_common_ground_come_out_as_json() {
    let folder = folder("opinion-json");
    fs::write(folder.join("votes.csv"), votes()).unwrap();
    let found = json(&opinion(&folder, &["votes.csv", "--format", "json"]));
    assert_eq!(
        (&found["people"], &found["statements"]),
        (&30.into(), &10.into())
    );
    assert_eq!(found["clear"], true);
    assert_eq!(found["groups"][0]["id"], "A");
    assert_eq!(found["groups"][0]["size"], 18);
    let members = &found["groups"][1]["members"];
    assert_eq!(members[0], "3");
    assert_eq!(members.as_array().unwrap().len(), 12);
    assert_eq!(found["common_ground"][0]["statement"], "0");
    let expected = (19.0 / 20.0) * (13.0 / 14.0);
    assert!((found["common_ground"][0]["agree"].as_f64().unwrap() - expected).abs() < 1e-12);
    assert_eq!(found["common_ground"][0]["minimum"], 13.0 / 14.0);
    assert!(found["silhouette"]["2"].as_f64().unwrap() > 0.9);
    assert_eq!(found["representative"][0]["group"], "A");
    assert_eq!(found["majority"][0]["side"], "agree");
    assert_eq!(found["positions"].as_array().unwrap().len(), 30);
    assert!(found["positions"][0]["x"].is_f64() && found["positions"][0]["participant"] == "0");
}

#[test]
fn what_is_published_names_nobody() {
    let folder = folder("opinion-publish");
    fs::write(folder.join("votes.csv"), votes()).unwrap();
    let found = json(&opinion(&folder, &["votes.csv", "--publish"]));
    assert!(found.get("positions").is_none());
    assert!(found["groups"][0].get("members").is_none());
    assert_eq!(found["groups"][1]["size"], 12);
    assert_eq!(found["common_ground"][0]["minimum"], 0.7);
    assert_gives_no_count_away(&found);
}

/// Two camps of five: one says the same to nearly everything, so that exact shares would tell what each of it said.
fn votes_of_ten() -> String {
    let mut file = "statement,participant,vote\n".to_owned();
    for person in 0..10 {
        for statement in 0..12 {
            let agrees = person < 5 || (statement < 9 && statement % 5 == person % 5);
            let vote = if agrees { 1 } else { -1 };
            writeln!(file, "{statement},{person},{vote}").unwrap();
        }
    }
    file
}

/// No figure with which a count could be worked out, and none that only one count gives, whoever of those it may rest on
/// has voted.
fn assert_gives_no_count_away(found: &Value) {
    let sizes: Vec<u32> = found["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| u32::try_from(group["size"].as_u64().unwrap()).unwrap())
        .collect();
    let people = u32::try_from(found["people"].as_u64().unwrap()).unwrap();
    // Counts out of `of` people that come out as this share.
    let alike = |share: f64, of: u32| {
        let share_of = |count| Part::of(count, of).map(Part::share);
        let is_near = |count: &u32| share_of(*count).is_some_and(|it| (it - share).abs() < 1e-9);
        (0..=of).filter(is_near).count()
    };
    let assert_open = |share: &Value, most: u32| {
        let Some(share) = share.as_f64() else { return };
        let counts: Vec<usize> = (5..=most).map(|seen| alike(share, seen)).collect();
        assert!(counts.iter().any(|many| *many > 0), "{share} of {most}");
        assert!(
            counts.iter().all(|many| *many != 1 && *many != 2),
            "{share} of {most}"
        );
    };
    for told in found["representative"].as_array().unwrap() {
        assert!(told["z"].is_null() && told["ratio"].is_null(), "{told}");
        let group = told["group"].as_str().unwrap().as_bytes()[0] - b'A';
        assert_open(&told["share"], sizes[usize::from(group)]);
    }
    for told in found["majority"].as_array().unwrap() {
        assert!(told["z"].is_null(), "{told}");
        assert_open(&told["share"], people);
    }
    for told in found["common_ground"].as_array().unwrap() {
        for side in ["minimum", "disagree_minimum"] {
            assert_open(&told[side], *sizes.iter().max().unwrap());
        }
        for product in ["agree", "disagree"] {
            let tenths = told[product].as_f64().unwrap() * 10.0;
            assert!((tenths - tenths.round()).abs() < 1e-9, "{told}");
        }
    }
    for told in found["routing"].as_array().unwrap() {
        assert!(
            told["priority"].is_null() && told["weight"].is_null(),
            "{told}"
        );
    }
}

#[test]
fn no_published_figure_gives_a_count_away() {
    let folder = folder("opinion-counts");
    fs::write(folder.join("votes.csv"), votes_of_ten()).unwrap();
    let found = json(&opinion(&folder, &["votes.csv", "--publish"]));
    assert_eq!(found["groups"].as_array().unwrap().len(), 2);
    assert!(!found["representative"].as_array().unwrap().is_empty());
    assert_gives_no_count_away(&found);
    let london = reference().join("opinion/london.youth.policing");
    if !london.is_dir() {
        // The data is not ours to hand on. Where a machine does the checking it has to be there.
        assert!(
            std::env::var_os("CI").is_none(),
            "the reference data is not there"
        );
        return;
    }
    for groups in [None, Some("2"), Some("3")] {
        let mut args = vec![london.to_str().unwrap(), "--publish"];
        args.extend(groups.iter().flat_map(|groups| ["--groups", groups]));
        let found = json(&opinion(&folder, &args));
        assert!(!found["common_ground"].as_array().unwrap().is_empty());
        assert_gives_no_count_away(&found);
    }
}

fn reference() -> PathBuf {
    env::var_os("ALONGSIDE_REFERENCE_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    )
}

#[test]
fn statements_that_were_taken_out_are_not_counted() {
    let folder = folder("opinion-taken-out");
    let inside = folder.join("talk");
    fs::create_dir(&inside).unwrap();
    fs::write(inside.join("votes.csv"), votes()).unwrap();
    fs::write(
        inside.join("comments.csv"),
        "comment-id,moderated\n8,-1\n9,-1\n",
    )
    .unwrap();
    assert_eq!(json(&opinion(&folder, &["talk"]))["statements"], 8);
    let page = opinion(&folder, &["talk", "--format", "html"]).out;
    let lead =
        "30 people voted on 8 statements, 240 votes in all. 2 more statements were left out.";
    assert!(page.contains(lead), "{page}");
}

#[test]
fn a_folder_has_statements_and_a_topic() {
    let folder = folder("opinion-folder");
    let inside = folder.join("talk");
    fs::create_dir(&inside).unwrap();
    fs::write(inside.join("votes.csv"), votes()).unwrap();
    fs::write(inside.join("summary.csv"), "topic,Getting there\n").unwrap();
    let mut comments = "comment-id,moderated,comment-body\n".to_owned();
    for statement in 0..10 {
        let moderated = if statement == 9 { -1 } else { 1 };
        writeln!(
            comments,
            "{statement},{moderated},\"Sentence, {statement}\""
        )
        .unwrap();
    }
    fs::write(inside.join("comments.csv"), comments).unwrap();
    let ran = opinion(&folder, &["talk", "--out", "report.html"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let page = fs::read_to_string(folder.join("report.html")).unwrap();
    assert!(page.contains("Getting there") && page.contains("Sentence, 0"));
    assert!(!page.contains("Sentence, 9"));
}

#[test]
fn what_is_wrong_in_all_files_is_told_at_once() {
    let folder = folder("opinion-wrong");
    let inside = folder.join("talk");
    fs::create_dir(&inside).unwrap();
    let ran = opinion(&folder, &["talk"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("there are no votes in talk"),
        "{}",
        ran.err
    );
    fs::write(
        inside.join("votes.csv"),
        "statement,participant,vote\n1,a,5\n1,,1\n",
    )
    .unwrap();
    fs::write(inside.join("comments.csv"), "comment-id,moderated\n1,7\n").unwrap();
    let ran = opinion(&folder, &["talk", "--out", "out.json"]);
    assert_eq!(ran.status, 2);
    for expected in [
        "votes.csv, line 2, column \"vote\": \"5\" is not a vote.",
        "votes.csv, line 3, column \"participant\": the cell is empty.",
        "comments.csv, line 2, column \"moderated\": \"7\" does not say",
        "3 problems: nothing was worked out.",
    ] {
        assert!(ran.err.contains(expected), "{}", ran.err);
    }
    assert!(!folder.join("out.json").exists());
}

#[test]
fn groups_that_cannot_be_made_and_reports_over_votes_are_refused() {
    let folder = folder("opinion-refused");
    fs::write(folder.join("votes.csv"), votes()).unwrap();
    let ran = opinion(&folder, &["votes.csv", "--groups", "9"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("--groups: 9 groups of at least 3 people"),
        "{}",
        ran.err
    );
    let ran = opinion(
        &folder,
        &["votes.csv", "--format", "json", "--out", "votes.csv"],
    );
    assert!(
        ran.err.contains("would write over votes.csv"),
        "{}",
        ran.err
    );
    assert_eq!(
        fs::read_to_string(folder.join("votes.csv")).unwrap(),
        votes()
    );
}

#[test]
fn the_other_sign_turns_every_vote() {
    let folder = folder("opinion-sign");
    fs::write(folder.join("votes.csv"), votes()).unwrap();
    let turned = json(&opinion(&folder, &["votes.csv", "--agree-is", "minus"]));
    assert_eq!(turned["majority"][0]["side"], "disagree");
}
