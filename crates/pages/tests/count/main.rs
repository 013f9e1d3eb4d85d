//! What the page of a count says, and what it never does.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_ballot::{Ballots, Constraint, Count, Rules, count_within};
use alongside_pages::{CountReport, stage_heading, stage_words};

/// A count with a surplus, ties, a lot, an exclusion and papers of every kind.
fn sample(rules: Rules) -> Count {
    let mut ballots = Ballots::new(3, ["Ann <b>", "Bo \"Rob\" O'Neil", "Cy", "Di", "Eve"]).unwrap();
    ballots.title = "Steering group <script>alert(1)</script>".into();
    ballots.add(&[0, 1], 1_200).unwrap();
    ballots.add(&[1], 200).unwrap();
    ballots.add(&[2, 3], 100).unwrap();
    ballots.add(&[3, 1], 100).unwrap();
    ballots.add(&[4], 7).unwrap();
    ballots.add(&[], 3).unwrap();
    ballots.spoilt = 2;
    ballots.cut_short = 5;
    ballots.withdraw(4).unwrap();
    count_within(&ballots, rules, &[], &mut |_| Some(1)).unwrap()
}

fn page(count: &Count) -> String {
    let lots = Some("Lots were drawn by the announced number 4 8 15.");
    let report = CountReport {
        file: "votes.blt",
        count,
        constraints: &[],
        lots,
    };
    report.render().unwrap()
}

fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let before = format!(" {name}=\"");
    let rest = page.split(before.as_str()).skip(1).collect::<Vec<_>>();
    rest.into_iter()
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

#[test]
fn every_stage_is_told_in_words_with_its_bar_and_its_table() {
    for rules in [Rules::Scottish, Rules::Meek] {
        let count = sample(rules);
        let page = page(&count);
        assert!(
            page.contains(&rules.title().replace('\'', "&#39;")),
            "{}",
            rules.title()
        );
        for stage in &count.stages {
            assert!(page.contains(&format!("id=\"stage-{}\"", stage.number)));
            assert!(page.contains(&format!(
                "id=\"bar-{}\">Votes after stage {}",
                stage.number, stage.number
            )));
            assert!(page.contains(&format!(
                "<caption>Votes after stage {}</caption>",
                stage.number
            )));
            for words in stage_words(&count, stage) {
                let words = words
                    .replace('"', "&#34;")
                    .replace('\'', "&#39;")
                    .replace('<', "&#60;")
                    .replace('>', "&#62;");
                assert!(page.contains(&words), "{words}");
            }
        }
    }
}

/// Two seats and six papers: the quota of Meek's rules is 2.000000001.
fn just_below() -> Count {
    let mut ballots = Ballots::new(2, ["Gil", "Helen", "Ivo"]).unwrap();
    ballots.add(&[0, 2], 3).unwrap();
    ballots.add(&[1], 2).unwrap();
    ballots.add(&[2], 1).unwrap();
    count_within(&ballots, Rules::Meek, &[], &mut |_| Some(1)).unwrap()
}

#[test]
fn nobody_looks_as_if_they_had_the_quota_who_has_not() {
    let count = just_below();
    let page = page(&count);
    assert!(page.contains("Whoever has 2.000000001 votes, the quota, is elected."));
    assert!(page.contains("<dd>2.000000001 votes elect a candidate"));
    assert!(page.contains("<td data-label=\"Votes\">2.000000000</td>"));
}

#[test]
fn one_vote_is_one_vote() {
    let mut two = Ballots::new(2, ["Castor", "Pollux", "Leda"]).unwrap();
    two.add(&[0, 1], 4).unwrap();
    two.add(&[1], 2).unwrap();
    two.add(&[2], 2).unwrap();
    let count = count_within(&two, Rules::Scottish, &[], &mut |_| Some(0)).unwrap();
    let page = page(&count);
    assert!(
        page.contains("Castor had 1 vote above the quota."),
        "{page}"
    );
}

#[test]
fn a_small_election_carries_a_caution() {
    let caution = "can show how single people voted";
    assert!(page(&just_below()).contains(caution));
    assert!(!page(&sample(Rules::Scottish)).contains(caution));
}

/// Every stage in words, a line each.
fn told(count: &Count) -> String {
    let stages = count.stages.iter().map(|stage| {
        let words = stage_words(count, stage).join(" ");
        format!("{}: {words}", stage_heading(count, stage))
    });
    stages.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_words_say_what_was_done_and_why() {
    insta::assert_snapshot!(told(&sample(Rules::Scottish)));
}

#[test]
fn meek_is_told_in_its_own_words() {
    insta::assert_snapshot!(told(&sample(Rules::Meek)));
}

#[test]
fn papers_that_were_not_counted_are_told_as_what_they_are() {
    let page = page(&sample(Rules::Scottish));
    for said in [
        "1,600 papers counted.",
        "3 papers without a mark.",
        "2 papers without a clear first choice.",
        "7 papers only for candidates who withdrew.",
        "5 papers counted only up to a place where the next choice was not clear.",
        "<bdi>Eve</bdi>. Choices for them were passed over.",
    ] {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn the_page_stands_alone_and_runs_nothing() {
    let page = page(&sample(Rules::Scottish));
    for asks in [
        "<script",
        "<img",
        "<iframe",
        "<form",
        " src=",
        "@import",
        "@font-face",
        " style=",
    ] {
        assert!(!page.contains(asks), "{asks}");
    }
    assert!(page.contains("&#60;script&#62;alert(1)"));
}

#[test]
fn every_id_is_there_once_and_every_link_has_its_target() {
    for rules in [Rules::Scottish, Rules::Meek] {
        let page = page(&sample(rules));
        let mut ids = attributes(&page, "id");
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        for target in attributes(&page, "href")
            .iter()
            .filter_map(|href| href.strip_prefix('#'))
        {
            assert!(ids.contains(&target), "{target}");
        }
        for label in attributes(&page, "aria-labelledby") {
            assert!(ids.contains(&label), "{label}");
        }
    }
}

#[test]
fn bounds_are_marked_as_no_part_of_the_rules() {
    let mut ballots = Ballots::new(2, ["Ann", "Bo", "Cy"]).unwrap();
    ballots.add(&[0, 1], 9).unwrap();
    ballots.add(&[1, 0], 6).unwrap();
    ballots.add(&[2], 2).unwrap();
    let constraints = [Constraint {
        name: "Area north".to_owned(),
        members: vec![0, 1],
        at_least: 0,
        at_most: 1,
    }];
    let count = count_within(&ballots, Rules::Scottish, &constraints, &mut |_| None).unwrap();
    assert_eq!(count.winner_names(), ["Ann", "Cy"]);
    let report = CountReport {
        file: "votes.blt",
        count: &count,
        constraints: &constraints,
        lots: None,
    };
    let page = report.render().unwrap();
    for said in [
        "with bounds that are no part of these rules",
        "Area north: at most 1 of Ann and Bo",
        "Bo can no longer be elected within the agreed bounds, and is out.",
    ] {
        assert!(page.contains(said), "{said}");
    }
}
