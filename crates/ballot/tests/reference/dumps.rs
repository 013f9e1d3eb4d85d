//! Reference dumps of the program droop, action by action: the Scottish rules and Meek's.

use std::path::Path;

use alongside_ballot::{Action, Ballots, Count, Rules, Stage, blt, count, lots_in_order};

use super::{files, folder, read};

/// One row of a dump.
struct Row {
    round: String,
    action: String,
    /// Figures by heading, such as `Quota` or `3.vote`.
    cells: Vec<(String, String)>,
}

impl Row {
    fn cell(&self, heading: &str) -> &str {
        let found = self.cells.iter().find(|(known, _)| known == heading);
        &found
            .unwrap_or_else(|| panic!("no {heading} in the dump"))
            .1
    }

    /// A figure of every candidate: `vote`, `kf` or `state`.
    fn each(&self, what: &str) -> Vec<&str> {
        let ending = format!(".{what}");
        let cells = self
            .cells
            .iter()
            .filter(|(heading, _)| heading.ends_with(&ending));
        cells.map(|(_, cell)| cell.as_str()).collect()
    }
}

/// The rows of actions, round by round from 0; the last holds the end.
fn rounds(dump: &str) -> Vec<Vec<Row>> {
    let mut lines = dump.lines();
    let headings: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let mut rounds: Vec<Vec<Row>> = Vec::new();
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        if ["log", "round"].contains(&cells[1]) {
            continue;
        }
        let pairs = headings.iter().zip(&cells);
        let row = Row {
            round: cells[0].to_owned(),
            action: cells[1].to_owned(),
            cells: pairs
                .map(|(heading, cell)| ((*heading).to_owned(), (*cell).to_owned()))
                .collect(),
        };
        match rounds.last_mut() {
            Some(round) if round[0].round == row.round => round.push(row),
            _ => rounds.push(vec![row]),
        }
    }
    rounds
}

/// The stages that our count has and the rounds of each dump that ends so, one after another.
fn each_dump(ending: &str, check: impl Fn(&str, &Ballots, &[Vec<Row>])) {
    let Some(folder) = folder("reference_vectors") else {
        return;
    };
    let dumps = files(&folder, ending);
    assert!(dumps.len() >= 4, "there are no dumps of {ending}");
    for dump in dumps {
        let name = dump.file_name().unwrap().to_string_lossy().into_owned();
        let election = name.strip_suffix(ending).unwrap();
        let ballots =
            blt::read(&read(&folder.join(Path::new(&format!("{election}.blt"))))).unwrap();
        check(&name, &ballots, &rounds(&read(&dump)));
    }
}

/// Their lots fall on whoever comes first in the order that the file has, else in that of the paper.
fn counted(ballots: &Ballots, rules: Rules) -> Count {
    let order: Vec<usize> = (0..ballots.candidates().len()).collect();
    let order = ballots.lot_order.clone().unwrap_or(order);
    count(ballots, rules, &mut lots_in_order(&order)).unwrap()
}

fn totals(stage: &Stage) -> Vec<String> {
    stage.totals.iter().map(ToString::to_string).collect()
}

/// Whom a run of rows elects or excludes: those whose state has changed from the row before.
fn changed(before: &Row, after: &Row, to: &str) -> Vec<usize> {
    let pairs = before
        .each("state")
        .into_iter()
        .zip(after.each("state"))
        .enumerate();
    let is = |state: &str| state.eq_ignore_ascii_case(to);
    pairs
        .filter(|(_, (was, now))| is(now) && !is(was))
        .map(|(place, _)| place)
        .collect()
}

fn sorted(candidates: &[usize]) -> Vec<usize> {
    let mut candidates = candidates.to_vec();
    candidates.sort_unstable();
    candidates
}

#[test]
fn every_scottish_dump_agrees_action_by_action() {
    each_dump("-scotland-fixed-p5-d5.txt", |name, ballots, rounds| {
        let ours = counted(ballots, Rules::Scottish);
        let mut stages = ours.stages.iter();
        let mut before = &rounds[0][0];
        for round in rounds {
            // They give a round to a candidate who has exactly the quota; rule 48 passes on only what
            // exceeds it, so that such a round changes nothing and is no stage.
            let passes_on =
                |row: &Row| row.action == "transfer" && row.each("vote") == before.each("vote");
            if round[0].action != "begin"
                && round.iter().any(passes_on)
                && round.iter().any(|row| row.action == "unpend")
            {
                before = round.last().unwrap();
                continue;
            }
            let last = round.last().unwrap();
            if last.action == "end" {
                let winners = last
                    .each("state")
                    .iter()
                    .enumerate()
                    .filter(|(_, state)| **state == "E")
                    .map(|(place, _)| place)
                    .collect::<Vec<_>>();
                assert_eq!(sorted(&ours.winners), winners, "{name}");
                break;
            }
            let stage = stages
                .next()
                .unwrap_or_else(|| panic!("{name}: no stage for round {}", last.round));
            let at = format!("{name}, round {}, stage {}", last.round, stage.number);
            let moved = round
                .iter()
                .find(|row| ["begin", "transfer"].contains(&row.action.as_str()))
                .unwrap();
            assert_eq!(totals(stage), moved.each("vote"), "{at}");
            assert_eq!(
                stage.non_transferable.to_string(),
                moved.cell("Non-Transferable"),
                "{at}"
            );
            assert_eq!(stage.quota.to_string(), moved.cell("Quota"), "{at}");
            assert_eq!(
                stage.tie.is_some(),
                round.iter().any(|row| row.action == "tie"),
                "{at}: tie"
            );
            let first = &round[0];
            let opened: Vec<usize> = match stage.action {
                Action::FirstPreferences => vec![],
                Action::Surplus { from, .. } => {
                    let unpend = round.iter().find(|row| row.action == "unpend").unwrap();
                    assert_eq!(
                        (before.each("state")[from], unpend.each("state")[from]),
                        ("e", "E"),
                        "{at}"
                    );
                    vec![]
                }
                Action::Exclusion { of, .. } => vec![of],
                Action::Surpluses => panic!("{at}: the Scottish rules have no such action"),
            };
            assert_eq!(opened, stage.excluded, "{at}");
            let defeats = if first.action == "begin" {
                vec![]
            } else {
                changed(before, last, "D")
            };
            assert_eq!(defeats, stage.excluded, "{at}: excluded");
            let elects = if first.action == "begin" {
                changed(first, last, "E")
            } else {
                changed(before, last, "E")
            };
            assert_eq!(sorted(&stage.elected), elects, "{at}: elected");
            before = last;
        }
        assert!(stages.next().is_none(), "{name}: we have more stages");
    });
}

#[test]
fn every_meek_dump_agrees_action_by_action() {
    each_dump("-meek-prf-o6-fixed-p9-d9.txt", |name, ballots, rounds| {
        let ours = counted(ballots, Rules::Meek);
        let mut stages = ours.stages.iter().peekable();
        let mut before = &rounds[0][0];
        assert_eq!(before.each("vote"), totals(&ours.stages[0]), "{name}");
        for round in &rounds[1..rounds.len() - 1] {
            // A round of theirs is a stage of ours; whom it defeats at its end begins our next stage.
            let mut stage = stages.next().unwrap();
            let mut left = stage.elected.len();
            for row in round {
                let at = format!("{name}, round {}, {}", row.round, row.action);
                let defeated = changed(before, row, "D");
                match row.action.as_str() {
                    "elect" => {
                        // Elected because no more are left than seats: after an exclusion of ours.
                        if left == 0 {
                            stage = stages.next().unwrap();
                            left = stage.elected.len();
                            assert_eq!(stage.totals.len(), row.each("vote").len());
                        }
                        let elected = changed(before, row, "E");
                        assert!(stage.elected.contains(&elected[0]), "{at}: {elected:?}");
                        assert_figures(&at, stage, row);
                        left -= 1;
                    }
                    "tie" => {
                        assert!(stages.peek().unwrap().tie.is_some(), "{at}");
                        assert_figures(&at, stage, row);
                        assert_settled(&at, stage, row);
                    }
                    "defeat" => {
                        assert_figures(&at, stage, row);
                        assert_settled(&at, stage, row);
                        if ours.winners.len()
                            > row
                                .each("state")
                                .iter()
                                .filter(|state| **state == "E")
                                .count()
                        {
                            assert_eq!(stages.peek().unwrap().excluded, defeated, "{at}");
                        } else {
                            // All seats are filled, and whoever is left was not elected.
                            assert!(!ours.winners.contains(&defeated[0]), "{at}");
                        }
                    }
                    other => panic!("{at}: {other} is not known"),
                }
                before = row;
            }
            assert_eq!(left, 0, "{name}: we elect more in stage {}", stage.number);
        }
        let end = rounds.last().unwrap().last().unwrap();
        let last = ours.stages.last().unwrap();
        assert_eq!(end.cell("Quota"), last.quota.to_string(), "{name}");
        assert_end(name, end, &ours);
        assert!(stages.next().is_none(), "{name}: we have more stages");
    });
}

/// Votes, quota and keep factors.
fn assert_figures(at: &str, stage: &Stage, row: &Row) {
    let keeping = stage.meek.as_ref().unwrap();
    let factors: Vec<String> = keeping.factors.iter().map(ToString::to_string).collect();
    assert_eq!(totals(stage), row.each("vote"), "{at}");
    assert_eq!(factors, row.each("kf"), "{at}: keep factors");
    assert_eq!(stage.quota.to_string(), row.cell("Quota"), "{at}: quota");
}

/// What is left over when nothing more is passed on.
fn assert_settled(at: &str, stage: &Stage, row: &Row) {
    let keeping = stage.meek.as_ref().unwrap();
    assert_eq!(
        keeping.surplus.to_string(),
        row.cell("Surplus"),
        "{at}: surplus"
    );
    assert_eq!(
        stage.non_transferable.to_string(),
        row.cell("Residual"),
        "{at}: residual"
    );
}

fn assert_end(at: &str, row: &Row, ours: &Count) {
    let states = row.each("state");
    let elected: Vec<usize> = (0..states.len())
        .filter(|place| states[*place] == "E")
        .collect();
    assert_eq!(sorted(&ours.winners), elected, "{at}");
}
