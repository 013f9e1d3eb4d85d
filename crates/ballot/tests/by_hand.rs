//! Elections small enough to be worked out on paper, and files with every kind of line and mistake.

use alongside_ballot::{Action, ElectedBy, Rules, Stage, TieBreak, blt, count, no_lots};

const EVERY_KIND: &str = include_str!("ballots/every-kind.blt");
const BY_HAND: &str = include_str!("ballots/by-hand.blt");
const EARLIER: &str = include_str!("ballots/earlier-stage.blt");

fn figures(stage: &Stage) -> Vec<String> {
    stage.totals.iter().map(ToString::to_string).collect()
}

/// 56 papers, 3 seats: the quota is 56 / 4 + 1 = 15. Ann has 30, so 15 to pass on by 30 papers, each
/// at 15 × 1 / 30 = 0.5: 20 to Bo, 10 to Di. Bo then has 18 and is elected; 3 to pass on by 8 papers
/// worth 1 (3 × 1 / 18 = 0.16666) and 20 worth 0.5 (3 × 0.5 / 18 = 0.08333), all to Cy: 1.33328 +
/// 1.66660 = 2.99988, with 0.00012 lost. Eve has 7 and is out; 7 to Di, who has 17.
#[test]
fn a_count_that_fits_on_a_sheet_of_paper() {
    let count = count(&blt::read(BY_HAND).unwrap(), Rules::Scottish, &mut no_lots).unwrap();
    assert_eq!(count.winner_names(), ["Ann", "Bo", "Di"]);
    let expected = [
        ["30.00000", "8.00000", "6.00000", "5.00000", "7.00000"],
        ["15.00000", "18.00000", "6.00000", "10.00000", "7.00000"],
        ["15.00000", "15.00000", "8.99988", "10.00000", "7.00000"],
        ["15.00000", "15.00000", "8.99988", "17.00000", "0.00000"],
    ];
    let stages: Vec<Vec<String>> = count.stages.iter().map(figures).collect();
    assert_eq!(stages, expected);
    assert_eq!(count.stages[2].residue.to_string(), "0.00012");
    let moved = &count.stages[2].moves;
    assert_eq!(
        (moved.len(), moved[0].to, moved[0].papers),
        (1, Some(2), 28)
    );
    assert_eq!(count.stages[3].by, Some(ElectedBy::Quota));
}

#[test]
fn the_last_stage_at_which_they_differed_settles_a_tie() {
    let count = count(&blt::read(EARLIER).unwrap(), Rules::Scottish, &mut no_lots).unwrap();
    // Di is out and leaves Bo and Cy with 4 each; before, Cy had 3.
    let tie = count.stages[2].tie.as_ref().unwrap();
    assert_eq!((tie.chosen, &tie.by), (2, &TieBreak::EarlierStage(1)));
    assert_eq!(tie.between, [1, 2]);
    assert_eq!(count.winner_names(), ["Bo"]);
}

/// By Meek's rules the same papers elect the same three, with a quota that falls: Ann passes on more
/// once Bo, too, passes on what he has to spare.
#[test]
fn meek_counts_the_same_papers_afresh() {
    let count = count(&blt::read(BY_HAND).unwrap(), Rules::Meek, &mut no_lots).unwrap();
    assert_eq!(count.winner_names(), ["Ann", "Bo", "Di"]);
    assert_eq!(count.quota().to_string(), "14.000000001");
    let exclusion = |stage: &&Stage| matches!(stage.action, Action::Exclusion { .. });
    let out: Vec<_> = count
        .stages
        .iter()
        .filter(exclusion)
        .flat_map(|stage| stage.excluded.clone())
        .collect();
    assert_eq!(count.names(&out), ["Eve"]);
}

#[test]
fn every_kind_of_line_is_read_as_what_it_is() {
    let ballots = blt::read(EVERY_KIND).unwrap();
    let names: Vec<&str> = ballots
        .candidates()
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(
        names,
        ["Ann \"Nan\" Archer", "Bo Baker", "'Cy' O'Neil", "Di"]
    );
    assert_eq!(
        (ballots.title.as_str(), ballots.notes[0].as_str()),
        ("A title", "Where it comes from")
    );
    let papers: Vec<_> = ballots.papers().iter().collect();
    let expected: [(&[u16], u64); 5] = [
        (&[0, 2], 3),
        (&[0, 2, 1], 4),
        (&[1], 6),
        (&[3], 2),
        (&[3, 2], 7),
    ];
    assert_eq!(papers, expected);
    assert_eq!(
        (ballots.empty, ballots.spoilt, ballots.cut_short),
        (6, 3, 5)
    );
    assert_eq!((ballots.valid(), ballots.cast()), (20, 31));
    assert!(ballots.candidates()[3].withdrawn);
    assert_eq!(ballots.lot_order, Some(vec![2, 0, 1, 3]));
    let mut again = blt::read(&blt::write(&ballots)).unwrap();
    again.cut_short = ballots.cut_short;
    assert_eq!(again, ballots);
}

#[test]
fn line_ends_of_other_systems_and_a_byte_order_mark_change_nothing() {
    let plain = blt::read(BY_HAND).unwrap();
    assert_eq!(blt::read(&BY_HAND.replace('\n', "\r\n")).unwrap(), plain);
    assert_eq!(blt::read(&format!("\u{feff}{BY_HAND}")).unwrap(), plain);
    assert_eq!(blt::read(BY_HAND.trim_end()).unwrap(), plain);
}

/// A file, and how what is told of it begins.
const MISTAKES: &[(&str, &str)] = &[
    ("", "line 1: nothing is in this file."),
    ("\n# x\n", "line 1: nothing is in this file."),
    (
        "PK\u{3}\u{4}",
        "line 1: `PK\u{3}\u{4}` does not begin a BLT file.",
    ),
    ("3\n", "line 1: `3` does not begin a BLT file."),
    (
        "3 0\n",
        "line 1: the first line says that there is no seat to fill.",
    ),
    ("0 3\n", "line 1: the first line says that nobody stands."),
    ("99999 3\n", "line 1: 99999 candidates are more than 10000."),
    (
        "2 1\n1 1 2\n0\nA\nB\n",
        "line 2: this paper does not end with 0.",
    ),
    ("2 1\n1 3 0\n0\nA\nB\n", "line 2: there is no candidate 3"),
    (
        "2 1\n1 1 1 0\n0\nA\nB\n",
        "line 2: candidate `1` is ranked twice.",
    ),
    (
        "2 1\n1 1=2 1 0\n0\nA\nB\n",
        "line 2: candidate `1` is ranked twice.",
    ),
    (
        "2 1\n1.5 1 0\n0\nA\nB\n",
        "line 2: `1.5` is not a number of papers.",
    ),
    ("2 1\n0 1 0\n0\nA\nB\n", "line 2: this stands for 0 papers."),
    (
        "2 1\n2000000000000 1 0\n0\nA\nB\n",
        "line 2: 2000000000000 papers are more than",
    ),
    (
        "2 1\n900000000000 1 0\n900000000000 2 0\n0\nA\nB\n",
        "line 3: there are more than 1000000000000 papers.",
    ),
    (
        "2 1\n1 1 0 2 0\n0\nA\nB\n",
        "line 2: `2` stands after the 0 that ends the paper.",
    ),
    ("2 1\n1 bo 0\n0\nA\nB\n", "line 2: `bo` is not a candidate."),
    (
        "2 1\n(7 1 0\n0\nA\nB\n",
        "line 2: the paper's number has no closing parenthesis.",
    ),
    (
        "2 1\n-3\n1 1 0\n0\nA\nB\n",
        "line 2: `3` is not a candidate",
    ),
    (
        "2 1\n[nick a]\n1 1 0\n0\nA\nB\n",
        "line 2: there are 1 short names for 2 candidates.",
    ),
    (
        "2 1\n[nick a a]\n1 1 0\n0\nA\nB\n",
        "line 2: two candidates have the short name `a`.",
    ),
    (
        "2 1\n[nick a 7]\n1 1 0\n0\nA\nB\n",
        "line 2: `7` cannot be a short name",
    ),
    (
        "2 1\n[tie 1 1]\n1 1 0\n0\nA\nB\n",
        "line 2: the order of lot does not name every candidate once.",
    ),
    (
        "2 1\n[droop 1]\n1 1 0\n0\nA\nB\n",
        "line 2: `[droop 1]` is not known.",
    ),
    (
        "2 1\n1 1 0\n\"A\"\n\"B\"\n",
        "line 3: a name stands here, and the papers have not ended.",
    ),
    (
        "2 1\n1 1 0\n",
        "line 2: the file ends before its papers do.",
    ),
    (
        "2 1\n1 1 0\n0\nA\n",
        "line 4: the file ends after 1 of 2 names.",
    ),
    (
        "2 1\n1 1 0\n0\nA\nA\n",
        "line 5: A has this name in line 4 too.",
    ),
    (
        "2 1\n1 1 0\n0\n\"\"\nB\n",
        "line 4: a candidate has no name here.",
    ),
    (
        "2 1\n1 1 0\n0\n\"A\nB\n",
        "line 4: the quotation mark before the name has none after it.",
    ),
];

#[test]
fn each_mistake_is_told_with_its_line() {
    for (text, expected) in MISTAKES {
        let told = blt::read(text).unwrap_err().to_string();
        assert!(
            told.starts_with(expected),
            "{text:?}\nexpected {expected}\ntold     {told}"
        );
        assert_eq!(
            told.lines().count(),
            1,
            "{text:?} told more than once: {told}"
        );
    }
}
