//! `alongside draw`.

mod frozen;

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
