//! `alongside draw`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::common::{Ran, alongside, folder, repository};

const QUOTAS: &str =
    "category,feature,min,max\narea,north,1,2\narea,south,1,2\nage,young,1,2\nage,old,1,2\n";
const PEOPLE: &str = "id,area,age,household\nann,North,young,\nbob,south,young,h1\ncas,south,old,h1\n\
    dee,south,old,\neve,north,old,\nfay,south,young,\n";

/// A folder with a pool in it.
fn pool(test: &str) -> PathBuf {
    let folder = folder(test);
    fs::write(folder.join("people.csv"), PEOPLE).unwrap();
    fs::write(folder.join("quotas.csv"), QUOTAS).unwrap();
    folder
}

fn draw(folder: &Path, args: &[&str]) -> Ran {
    let mut all = vec![
        "draw",
        "--pool",
        "people.csv",
        "--quotas",
        "quotas.csv",
        "--panels",
        "60",
    ];
    all.extend(args);
    alongside(folder, &all)
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{} {}", ran.out, ran.err))
}

#[test]
fn a_draw_for_programs_has_its_fixed_form() {
    let folder = pool("draw_json");
    let ran = draw(&folder, &["--size", "3", "--format", "json"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let told = json(&ran);
    assert_eq!(told["method"], "leximin");
    assert_eq!(told["size"], 3);
    let ids: Vec<&str> = told["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| person["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["ann", "bob", "cas", "dee", "eve", "fay"]);
    for person in told["people"].as_array().unwrap() {
        let (target, chance) = (
            person["target"].as_f64().unwrap(),
            person["chance"].as_f64().unwrap(),
        );
        assert!((target - chance).abs() < 0.06, "{person}");
    }
    assert_eq!(told["panels"].as_array().unwrap().len(), 60);
    assert!(
        told["panels"]
            .as_array()
            .unwrap()
            .iter()
            .all(|panel| panel.as_array().unwrap().len() == 3)
    );
    assert!(told["measures"]["geometric_mean"].as_f64().unwrap() > 0.3);
    assert_eq!(told["uncovered"], Value::Array(Vec::new()));
    assert_eq!(
        ran.out,
        draw(&folder, &["--size", "3", "--format", "json"]).out,
        "twice the same bytes"
    );
}

#[test]
fn without_ids_people_are_the_numbers_of_their_rows() {
    let folder = pool("draw_numbers");
    fs::write(
        folder.join("people.csv"),
        "area;age\nnorth;young\n\nsouth;old\nsouth;young\n",
    )
    .unwrap();
    let told = json(&draw(&folder, &["--size", "2", "--format", "json"]));
    assert_eq!(told["people"][2]["id"], "3");
    assert_eq!(told["uncovered"], serde_json::json!(["3"]));
    assert!(
        told["warnings"][0]
            .as_str()
            .unwrap()
            .contains("1 person is in no panel"),
        "{told}"
    );
}

#[test]
fn a_draw_of_more_than_nine_people_without_ids_is_verified() {
    let folder = pool("draw_numbers_frozen");
    let rows: String = (0..23)
        .map(|row| {
            format!(
                "{},{}\n",
                ["north", "south"][row % 2],
                ["young", "old", "old"][row % 3]
            )
        })
        .collect();
    fs::write(folder.join("people.csv"), format!("area,age\n{rows}")).unwrap();
    let ran = draw(&folder, &["--size", "3", "--out", "held"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let verified = alongside(&folder, &["draw", "verify", "held"]);
    assert_eq!(verified.status, 0, "{} {}", verified.out, verified.err);
}

#[test]
fn quotas_that_cannot_hold_together_are_named_and_nothing_is_drawn() {
    let folder = pool("draw_infeasible");
    let quotas = QUOTAS.replace("north,1,2", "north,3,3");
    fs::write(folder.join("quotas.csv"), quotas).unwrap();
    let ran = draw(
        &folder,
        &["--size", "3", "--format", "json", "--out", "frozen"],
    );
    assert_eq!(ran.status, 3, "{}", ran.err);
    let told = json(&ran);
    assert_eq!(
        told["conflict"][0],
        serde_json::json!({"category": "area", "feature": "north", "min": 3, "max": 3})
    );
    assert!(told["total"].as_u64().unwrap() >= 1);
    assert!(!folder.join("frozen").exists());
    let words = draw(&folder, &["--size", "3"]).out;
    assert!(
        words.contains("cannot") && words.contains("The least that would have to give"),
        "{words}"
    );
}

#[test]
fn it_is_said_when_households_are_what_quotas_fail_by() {
    let folder = pool("draw_households");
    // Ann and Eve are the only ones of the north.
    let people = PEOPLE
        .replace("North,young,", "North,young,h2")
        .replace("north,old,", "north,old,h2");
    fs::write(folder.join("people.csv"), &people).unwrap();
    let quotas = QUOTAS.replace("north,1,2", "north,2,2");
    fs::write(folder.join("quotas.csv"), quotas).unwrap();
    let told = json(&draw(&folder, &["--size", "3", "--format", "json"]));
    assert_eq!(told["by_households"], true, "{told}");
    let words = draw(&folder, &["--size", "3"]).out;
    assert!(
        words.contains("because people who live together count once"),
        "{words}"
    );
    // Three of the north are too many with or without households.
    let quotas = QUOTAS.replace("north,1,2", "north,3,3");
    fs::write(folder.join("quotas.csv"), quotas).unwrap();
    let told = json(&draw(&folder, &["--size", "3", "--format", "json"]));
    assert_eq!(told["by_households"], false, "{told}");
}

#[test]
fn where_nothing_may_give_enough_the_relaxation_is_null() {
    let folder = pool("draw_nothing_gives");
    let flexible = |row: &str| match row.split(',').collect::<Vec<_>>()[..] {
        ["category", ..] => format!("{row},min_flex,max_flex\n"),
        [_, _, min, max] => format!("{row},{min},{max}\n"),
        _ => unreachable!("quotas have four columns"),
    };
    let quotas: String = QUOTAS
        .replace("north,1,2", "north,3,3")
        .lines()
        .map(flexible)
        .collect();
    fs::write(folder.join("quotas.csv"), quotas).unwrap();
    let ran = draw(&folder, &["--size", "3", "--format", "json"]);
    assert_eq!(ran.status, 3, "{}", ran.err);
    let told = json(&ran);
    assert_eq!(
        (&told["relaxation"], &told["total"]),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn quotas_that_leave_no_room_are_warned_of_when_a_draw_is_frozen() {
    let folder = pool("draw_no_room");
    let ran = draw(&folder, &["--size", "3", "--out", "roomy"]);
    assert!(!ran.err.contains("leave no room"), "{}", ran.err);
    let quotas = QUOTAS.replace("young,1,2", "young,1,1");
    fs::write(folder.join("quotas.csv"), quotas).unwrap();
    let ran = draw(&folder, &["--size", "3", "--out", "tight"]);
    assert!(
        ran.err.contains("The quotas on age leave no room"),
        "{}",
        ran.err
    );
    let chances = fs::read_to_string(folder.join("tight/public/chances.csv")).unwrap();
    for row in chances.lines().skip(1) {
        let target = row.split(',').nth(1).unwrap();
        assert_eq!(target.len(), "0.123".len(), "{row}");
    }
}

#[test]
fn everything_wrong_with_both_files_is_told_at_once_with_its_place() {
    let folder = pool("draw_faults");
    fs::write(
        folder.join("people.csv"),
        PEOPLE.replace("dee,south", "ann,west"),
    )
    .unwrap();
    fs::write(
        folder.join("quotas.csv"),
        QUOTAS.replace("young,1,2", "young,two,2"),
    )
    .unwrap();
    let ran = draw(&folder, &["--size", "9"]);
    assert_eq!(ran.status, 2);
    for part in [
        "people.csv, row 5, column A \"id\": \"ann\" is the id of row 2 already",
        "people.csv, row 5, column B \"area\": \"west\" is not a feature",
        "quotas.csv, row 4, column C \"min\": \"two\" is not a whole number",
        "--size: 9 cannot be drawn from a pool of 6",
        "nothing was drawn",
    ] {
        assert!(ran.err.contains(part), "{part}\n{}", ran.err);
    }
}

#[test]
fn no_quota_looks_at_a_column_that_means_something_else() {
    let folder = pool("draw_ours");
    let quotas = format!("{QUOTAS}Household,h1,0,1\nid,ann,0,1\n");
    fs::write(folder.join("quotas.csv"), quotas).unwrap();
    let ran = draw(&folder, &["--size", "3", "--out", "held"]);
    assert_eq!(ran.status, 2);
    for part in [
        "quotas.csv, row 6, column A \"category\": the column `household` of the pool",
        "quotas.csv, row 7, column A \"category\": the column `id` of the pool",
    ] {
        assert!(ran.err.contains(part), "{part}\n{}", ran.err);
    }
    assert!(!folder.join("held").exists());
}

#[test]
fn what_else_lies_in_the_folder_does_not_stop_a_draw() {
    let folder = pool("draw_stray");
    draw(&folder, &["--size", "3", "--out", "held"]);
    let again = |args: &[&str]| alongside(&folder, &[&["draw"], args].concat());
    let public = folder.join("held/public");
    fs::write(public.join(".DS_Store"), [0, 159, 146, 150]).unwrap();
    assert_eq!(again(&["settle", "held", "--dice", "07"]).status, 0);
    // A page that another version made says nothing about the draw.
    let page = fs::read_to_string(public.join("index.html")).unwrap();
    fs::write(public.join("index.html"), page.replace("<p>", "<p >")).unwrap();
    let verified = again(&["verify", "held"]);
    assert_eq!(verified.status, 0, "{} {}", verified.out, verified.err);
    for part in [
        "Not part of the draw: public/.DS_Store",
        "index.html is not the page",
    ] {
        assert!(verified.out.contains(part), "{part}\n{}", verified.out);
    }
}

#[test]
fn files_that_cannot_be_read_are_checks_that_do_not_hold() {
    let folder = pool("draw_unreadable");
    draw(&folder, &["--size", "3", "--out", "held"]);
    let verify = || alongside(&folder, &["draw", "verify", "held"]);
    assert_eq!(verify().status, 0);
    for (file, changed, says) in [
        ("private/pool.csv", &b"id,area\n1,"[..], "worked out again"),
        ("private/people.csv", b"ticket,id\n", "worked out again"),
        ("public/quotas.csv", b"\xff\xfe\xfd", "public/quotas.csv"),
        ("public/chances.csv", b"", "chances.csv"),
        ("public/draw.json", b"{}", "draw.json"),
    ] {
        let place = folder.join("held").join(file);
        let before = fs::read(&place).unwrap();
        fs::write(&place, changed).unwrap();
        let ran = verify();
        assert_eq!(ran.status, 1, "{file}: {} {}", ran.out, ran.err);
        let is_told = ran
            .out
            .lines()
            .any(|line| line.starts_with("DOES NOT HOLD:") && line.contains(says));
        assert!(is_told, "{file}: {}", ran.out);
        fs::write(&place, before).unwrap();
    }
    fs::remove_file(folder.join("held/private/pool.csv")).unwrap();
    assert_eq!(verify().status, 1);
}

#[test]
fn a_draw_is_frozen_settled_and_checked_and_a_change_is_seen() {
    let folder = pool("draw_frozen");
    let ran = draw(&folder, &["--size", "3", "--out", "held"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(
        draw(&folder, &["--size", "3", "--out", "held"]).status,
        2,
        "a frozen draw is not written over"
    );
    let again = |args: &[&str]| alongside(&folder, &[&["draw"], args].concat());
    let settled = again(&["settle", "held", "--dice", "4 1"]);
    assert!(
        settled.out.contains("Panel 41 is drawn"),
        "{} {}",
        settled.out,
        settled.err
    );
    assert_eq!(
        again(&["settle", "held", "--dice", "42"]).status,
        2,
        "a draw is settled once"
    );
    let verified = again(&["verify", "held"]);
    assert_eq!(
        (verified.status, verified.out.contains("All 16 checks hold")),
        (0, true),
        "{}",
        verified.out
    );
    // What was published can be checked by itself.
    fs::rename(folder.join("held/private"), folder.join("away")).unwrap();
    let public = again(&["verify", "held/public"]);
    assert_eq!(
        (public.status, public.out.contains("All 9 checks hold")),
        (0, true),
        "{}",
        public.out
    );
    let table = fs::read_to_string(folder.join("held/public/panels.csv")).unwrap();
    fs::write(
        folder.join("held/public/panels.csv"),
        table.replacen("T1", "T2", 1),
    )
    .unwrap();
    let changed = again(&["verify", "held"]);
    assert_eq!(
        (changed.status, changed.out.contains("DOES NOT HOLD")),
        (1, true),
        "{}",
        changed.out
    );
}

#[test]
fn a_draw_is_not_settled_before_its_time() {
    let folder = pool("draw_early");
    let args = ["--size", "3", "--out", "held", "--at", "9000-01-01T00:00Z"];
    assert_eq!(draw(&folder, &args).status, 0);
    let args = ["draw", "settle", "held", "--signature", "00"];
    let early = alongside(&folder, &args);
    assert_eq!(early.status, 2);
    assert!(
        early
            .err
            .contains("9000-01-01 00:00:00 UTC, which is still to come"),
        "{}",
        early.err
    );
}

#[test]
fn alternates_are_chosen_and_somebody_steps_in() {
    let folder = pool("draw_alternates");
    draw(
        &folder,
        &[
            "--size",
            "3",
            "--out",
            "held",
            "--by-number",
            "the first number of the evening",
        ],
    );
    let again = |args: &[&str]| alongside(&folder, &[&["draw"], args].concat());
    assert_eq!(
        again(&["alternates", "held", "--count", "2"]).status,
        2,
        "not before it is settled"
    );
    assert_eq!(again(&["settle", "held", "--number", "07 13"]).status, 0);
    let chosen = again(&["alternates", "held", "--count", "2"]);
    assert!(
        chosen
            .out
            .starts_with("Alternates, the most helpful first: "),
        "{} {}",
        chosen.out,
        chosen.err
    );
    let panel = fs::read_to_string(folder.join("held/private/panel.csv")).unwrap();
    let first = panel
        .lines()
        .nth(1)
        .unwrap()
        .split(',')
        .nth(1)
        .unwrap()
        .to_owned();
    let replaced = again(&["replace", "held", "--gone", &first]);
    assert!(
        replaced.out.starts_with("Stepping in: "),
        "{} {}",
        replaced.out,
        replaced.err
    );
    assert_eq!(again(&["replace", "held", "--gone", "nobody"]).status, 2);
    assert_eq!(again(&["verify", "held"]).status, 0);
}

#[test]
fn people_drop_out_one_after_another() {
    let folder = pool("draw_dropping");
    let by = "the first number of the evening";
    draw(
        &folder,
        &["--size", "3", "--out", "held", "--by-number", by],
    );
    let again = |args: &[&str]| alongside(&folder, &[&["draw"], args].concat());
    assert_eq!(again(&["settle", "held", "--number", "7 13"]).status, 0);
    let column = |file: &str, column: usize| -> Vec<String> {
        let text = fs::read_to_string(folder.join("held/private").join(file)).unwrap();
        let cell = |line: &str| line.split(',').nth(column).unwrap().to_owned();
        text.lines().skip(1).map(cell).collect()
    };
    let panel = column("panel.csv", 1);
    let first = again(&["replace", "held", "--gone", &panel[0]]);
    assert_eq!(first.status, 0, "{}", first.err);
    assert!(first.err.contains("from the whole pool"), "{}", first.err);
    let substitute = column("replacements.csv", 2).remove(0);
    assert!(!panel.contains(&substitute));
    // Who has gone has gone; who stepped in may go too.
    let gone = again(&["replace", "held", "--gone", &panel[0]]);
    assert_eq!(gone.status, 2);
    assert!(gone.err.contains("has gone already"), "{}", gone.err);
    let second = again(&["replace", "held", "--gone", &substitute]);
    assert_eq!(second.status, 0, "{}", second.err);
    let third = again(&["replace", "held", "--gone", &panel[1]]);
    assert_eq!(third.status, 0, "{}", third.err);
    let left = column("replacements.csv", 0);
    assert_eq!(left, [&panel[0], &substitute, &panel[1]].map(String::clone));
    let mut met: Vec<String> = column("replacements.csv", 2);
    met.retain(|id| !id.is_empty());
    met.extend(panel);
    let all = met.len();
    met.sort_unstable();
    met.dedup();
    assert_eq!(met.len(), all, "nobody steps in who was there before");
}

#[test]
fn a_page_says_it_for_everybody() {
    let folder = pool("draw_page");
    fs::write(
        folder.join("quotas.csv"),
        QUOTAS.replace("area", "<b>area</b>"),
    )
    .unwrap();
    fs::write(
        folder.join("people.csv"),
        PEOPLE.replace("id,area", "id,<b>area</b>"),
    )
    .unwrap();
    let ran = draw(&folder, &["--size", "3", "--format", "html"]);
    assert!(
        ran.out.contains("A panel of 3, drawn from 6 people"),
        "{}",
        ran.err
    );
    assert!(
        !ran.out.contains("<b>area"),
        "what is in a file is shown and never run"
    );
    assert!(!ran.out.contains("<script"));
}

#[test]
fn a_pool_of_70_gets_the_chances_that_others_worked_out() {
    let pools = repository().join("crates/lottery/tests/pools/syn_mass_24");
    let ran = alongside(
        &pools,
        &[
            "draw",
            "--pool",
            "respondents.csv",
            "--quotas",
            "categories.csv",
            "--size",
            "24",
            "--format",
            "json",
        ],
    );
    let told = json(&ran);
    let expected: Value =
        serde_json::from_str(&fs::read_to_string(pools.join("expected.json")).unwrap()).unwrap();
    let expected = expected["leximin_probability_by_row_order"]
        .as_array()
        .unwrap();
    for (person, expected) in told["people"].as_array().unwrap().iter().zip(expected) {
        let target = person["target"].as_f64().unwrap();
        assert!(
            (target - expected.as_f64().unwrap()).abs() < 1e-3,
            "{person} {expected}"
        );
    }
}
