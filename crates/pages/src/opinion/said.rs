//! Statements, and which part of the people said what to them.

use alongside_opinion::{Conversation, Counts, Opinion, Side};

use crate::number::{Count, Percent};

/// The statements of a conversation with what was said to them.
#[derive(Clone, Copy)]
pub(super) struct Statements<'a> {
    pub(super) conversation: &'a Conversation,
    pub(super) opinion: &'a Opinion,
}

/// One statement in a table.
pub(super) struct Row<'a> {
    /// What it says; empty where only its id is known.
    text: &'a str,
    id: &'a str,
    /// The side that is told of; both where there is none.
    pub(super) side: Option<Side>,
    /// What everybody said.
    pub(super) everyone: Share,
    /// What each group said.
    pub(super) groups: Vec<Share>,
}

impl Row<'_> {
    /// What it says, or what it is called.
    pub(super) fn words(&self) -> String {
        words(self.text, self.id)
    }

    pub(super) fn says(&self) -> &'static str {
        match self.side {
            Some(Side::Agree) => "agree",
            Some(Side::Disagree) => "disagree",
            None => "",
        }
    }
}

fn words(text: &str, id: &str) -> String {
    if text.is_empty() {
        format!("Statement {id}")
    } else {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// How many of some people took a side.
#[derive(Clone, Copy)]
pub(super) struct Share {
    counts: Counts,
    side: Side,
    is_told: bool,
    has_counts: bool,
}

impl Share {
    /// "87 %", or that there are too few.
    pub(super) fn percent(&self) -> String {
        if self.counts.seen == 0 {
            return "not asked".to_owned();
        }
        if !self.is_told {
            return "too few to say".to_owned();
        }
        part_of(self.counts.of(self.side), self.counts.seen, self.has_counts)
    }

    /// "47 of 54"; empty where it is published or too few.
    pub(super) fn of(&self) -> String {
        if !self.is_told || !self.has_counts || self.counts.seen == 0 {
            return String::new();
        }
        let count = |count: u32| Count(usize::try_from(count).unwrap_or(usize::MAX));
        format!(
            "{} of {}",
            count(self.counts.of(self.side)),
            count(self.counts.seen)
        )
    }

    fn part(&self) -> f64 {
        self.counts.share(self.side)
    }
}

impl Row<'_> {
    /// "54", or that there are too few to say.
    pub(super) fn voted(&self) -> String {
        if self.everyone.is_told {
            Count(usize::try_from(self.everyone.counts.seen).unwrap_or(usize::MAX)).to_string()
        } else {
            "too few to say".to_owned()
        }
    }

    /// Which part agreed, disagreed and passed.
    pub(super) fn agreed(&self) -> String {
        self.part_of(self.everyone.counts.agree)
    }

    pub(super) fn disagreed(&self) -> String {
        self.part_of(self.everyone.counts.disagree)
    }

    pub(super) fn passed(&self) -> String {
        self.part_of(self.everyone.counts.passes())
    }

    fn part_of(&self, count: u32) -> String {
        let Share {
            counts, has_counts, ..
        } = self.everyone;
        if counts.seen < FEWEST_VOTES {
            return "too few to say".to_owned();
        }
        part_of(count, counts.seen, has_counts)
    }
}

/// Below this a part of the votes says nothing; nor is it told, where all may be published, of how many fewer it is.
const FEWEST_VOTES: u32 = 5;

/// "87 %". Where it may be published, and so few are on one side that a percentage would count them, only that.
fn part_of(count: u32, seen: u32, has_counts: bool) -> String {
    let is_few = |count: u32| !has_counts && (1..FEWEST_VOTES).contains(&count);
    if is_few(count) {
        return "fewer than five".to_owned();
    }
    if is_few(seen - count) {
        return "all but a few".to_owned();
    }
    Percent(f64::from(count) / f64::from(seen)).to_string()
}

impl<'a> Statements<'a> {
    pub(super) fn row(self, statement: usize, side: Option<Side>) -> Row<'a> {
        let tallies = self.opinion.tallies();
        let of_side = side.unwrap_or(Side::Agree);
        let known = &self.conversation.statements()[statement];
        Row {
            text: &known.text,
            id: &known.id,
            side,
            everyone: self.share(tallies.everyone(statement), of_side),
            groups: (0..tallies.groups())
                .map(|group| self.share(tallies.in_group(group, statement), of_side))
                .collect(),
        }
    }

    pub(super) fn words(self, statement: usize) -> String {
        let known = &self.conversation.statements()[statement];
        words(&known.text, &known.id)
    }

    pub(super) fn share(self, counts: Counts, side: Side) -> Share {
        Share {
            counts,
            side,
            is_told: self.opinion.may_tell(counts),
            has_counts: !self.opinion.settings().publish,
        }
    }

    /// What more than half of every group says, the most agreed first.
    pub(super) fn shared(self, most: usize) -> Vec<Row<'a>> {
        let mut found: Vec<(f64, usize, Side)> = Vec::new();
        for common in self.opinion.common_ground() {
            for (side, all) in [
                (Side::Agree, common.agree),
                (Side::Disagree, common.disagree),
            ] {
                if common.least(side) > 0.5 {
                    found.push((all, common.statement, side));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(most);
        found
            .into_iter()
            .map(|(_, statement, side)| self.row(statement, Some(side)))
            .collect()
    }

    /// What most people say, whichever group they are in.
    pub(super) fn majority(self) -> Vec<Row<'a>> {
        self.opinion
            .majority()
            .into_iter()
            .map(|found| self.row(found.statement, Some(found.side)))
            .collect()
    }

    /// Where the groups are furthest apart: by the share that agrees.
    pub(super) fn apart(self, most: usize) -> Vec<Row<'a>> {
        let mut found: Vec<(f64, Row<'a>)> = self
            .opinion
            .common_ground()
            .into_iter()
            .map(|common| self.row(common.statement, Some(Side::Agree)))
            .map(|row| {
                let parts = row.groups.iter().map(Share::part);
                let (least, greatest) = parts
                    .fold((1.0_f64, 0.0_f64), |(least, greatest), part| {
                        (least.min(part), greatest.max(part))
                    });
                (greatest - least, row)
            })
            .filter(|(apart, _)| *apart > 0.25)
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found.truncate(most);
        found.into_iter().map(|(_, row)| row).collect()
    }
}
