//! Counts, from ballots to exit statuses.

use std::fs;

use serde_json::Value;

use super::common::{Ran, alongside, folder, repository};

/// Cy and Di have one vote each from the first stage on.
const TIED: &str = "4 2\n6 1 0\n2 2 4 0\n1 3 2 0\n1 4 2 0\n1 - 0\n2 0\n0\n\"Ann\"\n\"Bo\"\n\"Cy\"\n\"Di\"\n\"Steering group\"\n";
const PLAIN: &str = "4 2\n-4\n9 1 2 3 0\n4 3 2 0\n2 2 3 0\n1 4 0\n1 1=2 3 0\n1 2 1=3 0\n0\nAnn\nBo\nCy\nDi\nSteering group\n";

fn count(test: &str, ballots: &str, args: &[&str]) -> Ran {
    let folder = folder(test);
    fs::write(folder.join("votes.blt"), ballots).unwrap();
    let mut all = vec!["count", "votes.blt"];
    all.extend(args);
    alongside(&folder, &all)
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|cause| panic!("{cause}\n{}{}", ran.out, ran.err))
}

fn schema() -> jsonschema::Validator {
    let text = fs::read_to_string(repository().join("docs/count.schema.json")).unwrap();
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

fn assert_keeps_to_schema(value: &Value) {
    let schema = schema();
    let faults: Vec<String> = schema
        .iter_errors(value)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_rules_are_named_and_every_paper_is_accounted_for() {
    let ran = count(
        "count_plain",
        PLAIN,
        &["--rules", "scottish", "--format", "json"],
    );
    assert_eq!(ran.status, 0, "{}", ran.err);
    let result = json(&ran);
    assert_keeps_to_schema(&result);
    assert_eq!(result["rules"], "scottish");
    assert_eq!(
        (&result["valid"], &result["spoilt"]),
        (&16.into(), &1.into())
    );
    assert_eq!(
        (&result["for_nobody"], &result["cut_short"]),
        (&1.into(), &1.into())
    );
    assert_eq!(result["withdrawn"], serde_json::json!(["Di"]));
    assert_eq!(result["quota"], "6.00000");
    assert_eq!(result["winners"], serde_json::json!(["Ann", "Bo"]));
    assert_eq!(result["stages"][1]["totals"]["Bo"], "5.99997");
    assert_eq!(result["stages"][1]["residue"], "0.00003");
    let table = count("count_table", PLAIN, &["--rules", "scottish"]);
    for said in [
        "SSI",
        "2007/42",
        "Papers without a clear first choice: 1.",
        "5.99997",
    ] {
        assert!(
            table.out.contains(said),
            "{said} is not told:\n{}",
            table.out
        );
    }
}

#[test]
fn the_json_result_keeps_to_its_published_schema_and_the_schema_refuses_others() {
    for rules in ["scottish", "meek"] {
        let ran = count(
            "count_schema",
            TIED,
            &["--rules", rules, "--format", "json", "--lot", "4 8 15"],
        );
        assert_eq!(ran.status, 0, "{}", ran.err);
        let result = json(&ran);
        assert_keeps_to_schema(&result);
        assert_eq!(result["lots"]["number"], "4 8 15");
        let ties = result["stages"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|stage| stage["tie"]["by"] == "lot");
        assert!(ties.count() > 0, "the sample has no lot");
        let mut wrong = result.clone();
        wrong["stages"][0]["residue"] = 0.5.into();
        assert!(!schema().is_valid(&wrong));
    }
}

#[test]
fn a_tie_that_needs_a_lot_stops_the_count_and_says_between_whom() {
    let ran = count(
        "count_tie",
        TIED,
        &["--rules", "scottish", "--format", "json"],
    );
    assert_eq!(ran.status, 3, "{}", ran.err);
    let open = json(&ran);
    assert_keeps_to_schema(&open);
    assert_eq!(
        open["lot_needed"]["among"],
        serde_json::json!(["Cy", "Di"]).clone()
    );
    assert!(
        ran.err.contains("Cy and Di tie") && ran.err.contains("--lot"),
        "{}",
        ran.err
    );
}

#[test]
fn the_same_number_gives_the_same_lot_and_a_word_is_no_number() {
    let run = |number: &str| {
        count(
            "count_lot",
            TIED,
            &["--rules", "scottish", "--format", "json", "--lot", number],
        )
    };
    assert_eq!(run("4 8 15").out, run("4, 08-15").out);
    let ran = run("seven");
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("--lot \"seven\""), "{}", ran.err);
}

#[test]
fn an_order_of_lot_in_the_file_is_kept_to_and_told() {
    let ballots = TIED.replace("4 2\n", "4 2\n[tie 4 3 2 1]\n");
    let args = ["--rules", "scottish", "--format", "json"];
    let result = json(&count("count_order", &ballots, &args));
    assert_keeps_to_schema(&result);
    assert_eq!(result["lots"]["by"], "order-in-file");
    let ties = result["stages"].as_array().unwrap();
    let lot = ties
        .iter()
        .find(|stage| stage["tie"]["by"] == "lot")
        .unwrap();
    assert_eq!(lot["tie"]["chosen"], "Di");
}

#[test]
fn everything_wrong_with_a_file_is_told_at_once_with_its_line_and_nothing_is_counted() {
    let ballots = PLAIN
        .replace("9 1 2 3 0", "9 1 5 0")
        .replace("2 2 3 0", "2 2 2 0")
        .replace("1 4 0", "x 4 0");
    let ran = count("count_typos", &ballots, &["--rules", "meek"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    for told in [
        "votes.blt, line 3: there is no candidate 5",
        "votes.blt, line 5: candidate `2` is ranked twice",
        "votes.blt, line 6: `x` is not a number of papers",
        "3 problems: nothing was counted.",
    ] {
        assert!(ran.err.contains(told), "{told} is not told:\n{}", ran.err);
    }
}

#[test]
fn ranked_columns_of_a_spreadsheet_are_counted() {
    let folder = folder("count_csv");
    fs::write(
        folder.join("votes.csv"),
        "name,1st,2nd\nx,Ann,Bo\ny,Bo,\nz,Ann,\n",
    )
    .unwrap();
    let ran = alongside(&folder, &["count", "votes.csv", "--rules", "meek"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("--seats"), "{}", ran.err);
    let args = [
        "count",
        "votes.csv",
        "--rules",
        "scottish",
        "--seats",
        "1",
        "--candidate",
        "Cy",
        "--format",
        "json",
    ];
    let ran = alongside(&folder, &args);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err
            .contains("`Bo` (lines 2 and 3) is none of those listed as candidates."),
        "{}",
        ran.err
    );
    let others = ["--candidate", "Ann", "--candidate", "Bo"];
    let args: Vec<&str> = args.into_iter().chain(others).collect();
    let ran = alongside(&folder, &args);
    let result = json(&ran);
    assert_eq!(result["winners"], serde_json::json!(["Ann"]));
    assert_eq!(result["candidates"], serde_json::json!(["Ann", "Bo", "Cy"]));
    assert!(
        !ran.out.contains("\"x\""),
        "what is not a choice is not read"
    );
}

#[test]
fn small_elections_are_cautioned_and_what_cannot_be_is_quoted() {
    let ran = count("count_small", PLAIN, &["--rules", "meek"]);
    assert!(
        ran.out.contains("Fewer than 200 papers were counted."),
        "{}",
        ran.out
    );
    let ran = count("count_no_lot", TIED, &["--rules", "meek", "--lot", ""]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("--lot \"\": a lot needs a number"),
        "{}",
        ran.err
    );
    let many = PLAIN.replacen("4 2", "4 10001", 1);
    let ran = count("count_seats", &many, &["--rules", "meek"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("10001 seats are more than 10000"),
        "{}",
        ran.err
    );
}

#[test]
fn bounds_are_kept_and_the_result_says_that_they_are_no_part_of_the_rules() {
    let folder = folder("count_bounds");
    fs::write(folder.join("votes.blt"), PLAIN).unwrap();
    fs::write(
        folder.join("bounds.csv"),
        "group,at_least,at_most,candidates\nNorth,,1,Ann; Bo\n",
    )
    .unwrap();
    let run = |more: &[&str]| {
        let mut args = vec![
            "count",
            "votes.blt",
            "--rules",
            "scottish",
            "--constraints",
            "bounds.csv",
        ];
        args.extend(more);
        alongside(&folder, &args)
    };
    let result = json(&run(&["--format", "json"]));
    assert_keeps_to_schema(&result);
    assert_eq!(result["winners"], serde_json::json!(["Ann", "Cy"]));
    assert_eq!(result["constraints"][0]["at_most"], 1);
    for form in ["table", "html"] {
        let told = run(&["--format", form]).out.replace('\n', " ");
        assert!(told.contains("no part of these rules"), "{told}");
    }
    fs::write(
        folder.join("bounds.csv"),
        "group,at_least,at_most,candidates\nNorth,2,1,Ann;Eve\nSouth,3,,Cy\n",
    )
    .unwrap();
    let ran = run(&[]);
    assert!(
        ran.err.contains("row 2: nobody stands who is called Eve"),
        "{}",
        ran.err
    );
    fs::write(
        folder.join("bounds.csv"),
        "group,at_least,at_most,candidates\nSouth,2,2,Cy\n",
    )
    .unwrap();
    let ran = run(&[]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err
            .contains("no choice of 2 candidates keeps all constraints"),
        "{}",
        ran.err
    );
}

#[test]
fn no_form_of_the_result_holds_a_paper() {
    // Nobody else marks Di before Bo; no form may show that somebody did.
    let ballots = TIED.replace("1 4 2 0\n", "1 4 2 1 3 0\n");
    for form in ["table", "json", "html"] {
        let ran = count(
            "count_private",
            &ballots,
            &["--rules", "scottish", "--format", form, "--lot", "1"],
        );
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(!ran.out.contains("4 2 1 3"), "{form}");
        assert!(form != "json" || !ran.out.contains("moves"), "{}", ran.out);
    }
}

#[test]
fn a_result_is_never_written_over_the_ballots() {
    let ran = count(
        "count_over",
        PLAIN,
        &["--rules", "meek", "--format", "json", "--out", "votes.blt"],
    );
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("would write over"), "{}", ran.err);
}
