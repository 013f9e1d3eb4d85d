//! A stage of a count in words.

use alongside_ballot::{
    About, Action, Count, ElectedBy, Exclusion, FEWEST_TO_PUBLISH_PAPERS, Rules, Stage, Tie,
    TieBreak, Votes,
};

use super::figure::{SHOWN, places_of_quota, shown};
use crate::number::listed;

/// What a stage did, in a few words: `Ann’s surplus`.
pub fn stage_heading(count: &Count, stage: &Stage) -> String {
    match stage.action {
        Action::FirstPreferences => "First choices".to_owned(),
        Action::Surplus { from, .. } => format!("{} passes on a surplus", count.name(from)),
        Action::Surpluses => "The elected pass on what they have to spare".to_owned(),
        Action::Exclusion { of, .. } => format!("{} is out", count.name(of)),
    }
}

/// What a stage did, why, and who was elected by it: a few sentences.
pub fn stage_words(count: &Count, stage: &Stage) -> Vec<String> {
    let mut words: Vec<String> = stage.tie.iter().map(|one| tie(count, one)).collect();
    words.push(action(count, stage));
    words.extend(elected(count, stage));
    words
}

fn action(count: &Count, stage: &Stage) -> String {
    match stage.action {
        Action::FirstPreferences => {
            let quota = shown(stage.quota, places_of_quota(stage));
            format!(
                "Every paper counts for its first choice. Whoever has {quota} votes, the quota, is elected."
            )
        }
        Action::Surplus { from, surplus } => format!(
            "{name} had {} above the quota. They go on to the next choices on all papers that {name} held, each \
             paper at a part of its value.",
            votes(surplus),
            name = count.name(from),
        ),
        Action::Surpluses => {
            "Each of the elected keeps only as much of every vote as the quota needs. The rest goes on to the next \
             choices on the same papers."
                .to_owned()
        }
        Action::Exclusion { of, why } => {
            let name = count.name(of);
            let why = match why {
                Exclusion::Fewest if stage.tie.is_some() => format!("{name} is out."),
                Exclusion::Fewest => format!("{name} had the fewest votes and is out."),
                Exclusion::FewestUnguarded => format!(
                    "{name} had the fewest votes of those who could be left out, and is out. Others with fewer votes \
                     are needed to keep the agreed bounds."
                ),
                Exclusion::Doomed => {
                    format!("{name} can no longer be elected within the agreed bounds, and is out.")
                }
            };
            format!("{why} {}", passed_on(count, stage))
        }
    }
}

/// `1 vote`, `2 votes`, `1.50 votes`.
fn votes(votes: Votes) -> String {
    let told = shown(votes, if votes.is_whole() { 0 } else { SHOWN });
    let word = if told == "1" { "vote" } else { "votes" };
    format!("{told} {word}")
}

/// Why the totals of a small election are not for everybody; none where as many papers were counted as may be published.
pub fn count_caution(count: &Count) -> Option<String> {
    (count.papers.valid < FEWEST_TO_PUBLISH_PAPERS).then(|| {
        format!(
            "Fewer than {FEWEST_TO_PUBLISH_PAPERS} papers were counted. The totals of the stages of so few papers can \
             show how single people voted: publish who is elected, and think before you hand on more."
        )
    })
}

/// What became of the votes of somebody who is out.
fn passed_on(count: &Count, stage: &Stage) -> &'static str {
    let had_none = stage.number.checked_sub(2).and_then(|before| {
        let before = count.stages.get(before)?;
        let out = stage.excluded.first()?;
        before.totals.get(*out).map(|votes| votes.is_zero())
    });
    let counted = stage.meek.as_ref().is_none_or(|meek| meek.rounds > 0);
    match (had_none, counted, count.rules) {
        (_, false, _) => "No more are left than seats to fill, so no votes are passed on.",
        (Some(true), _, _) => "There were no votes to pass on.",
        (_, _, Rules::Meek) => "All papers are counted again as if this candidate had never stood.",
        (_, _, Rules::Scottish) => "These votes go on to the next choices.",
    }
}

fn tie(count: &Count, tie: &Tie) -> String {
    let names = names(count, &tie.between);
    let chosen = count.name(tie.chosen);
    let (tied, at) = match (tie.about, count.rules) {
        (About::Surplus, _) => (
            format!("{names} had the same number of votes to spare."),
            "the most",
        ),
        (About::Exclusion, Rules::Scottish) => {
            (format!("{names} had equally few votes."), "the fewest")
        }
        (About::Exclusion, Rules::Meek) => (
            format!(
                "{names} had equally few votes, or so nearly that what was left to pass on could have changed it."
            ),
            "the fewest",
        ),
    };
    match &tie.by {
        TieBreak::EarlierStage(stage) => {
            format!("{tied} {chosen} had {at} of them after stage {stage}, which decides.")
        }
        TieBreak::Lot { among } if among.len() < tie.between.len() => format!(
            "{tied} Earlier stages left it between {}, and a lot decided: it fell on {chosen}.",
            self::names(count, among)
        ),
        TieBreak::Lot { .. } => {
            format!("{tied} The rules leave this to a lot: it fell on {chosen}.")
        }
    }
}

fn elected(count: &Count, stage: &Stage) -> Option<String> {
    let names = names(count, &stage.elected);
    let are = if stage.elected.len() == 1 {
        "is"
    } else {
        "are"
    };
    Some(match stage.by? {
        ElectedBy::Quota => format!("{names} reached the quota and {are} elected."),
        ElectedBy::LastSeats => {
            format!("As many are left as there are seats to fill, so {names} {are} elected.")
        }
    })
}

fn names(count: &Count, candidates: &[usize]) -> String {
    let names: Vec<String> = count
        .names(candidates)
        .into_iter()
        .map(str::to_owned)
        .collect();
    listed(&names)
}
