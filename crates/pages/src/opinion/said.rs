//! Statements, and which part of the people said what to them.

use alongside_opinion::{Conversation, Counts, Opinion, Part, Side};

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
    /// What may be published of it in place of figures; none where figures are told.
    published: Option<Published>,
}

/// What is told of a share where everybody may read it.
#[derive(Clone, Copy)]
enum Published {
    Part(Part),
    TooFew,
    /// Beside what else is told, it would give counts away.
    Hidden,
}

impl Share {
    /// "87 %", "more than half", or that there are too few.
    pub(super) fn part(&self) -> String {
        match self.published {
            Some(published) => published.words().to_owned(),
            None if self.counts.seen == 0 => "not asked".to_owned(),
            None => percent(self.counts.of(self.side), self.counts.seen),
        }
    }

    /// "47 of 54"; empty where it is published or nobody was asked.
    pub(super) fn of(&self) -> String {
        if self.published.is_some() || self.counts.seen == 0 {
            return String::new();
        }
        format!(
            "{} of {}",
            count(self.counts.of(self.side)),
            count(self.counts.seen)
        )
    }

    /// The exact share, by which statements are chosen.
    fn share(&self) -> f64 {
        self.counts.share(self.side)
    }

    /// The share as it is told, by which they are ordered.
    fn told(&self) -> f64 {
        match self.published {
            None => self.share(),
            Some(Published::Part(part)) => part.share(),
            Some(Published::TooFew | Published::Hidden) => 0.0,
        }
    }
}

impl Published {
    fn words(self) -> &'static str {
        match self {
            Self::Part(Part::Few) => "few",
            Self::Part(Part::HalfOrFewer) => "half or fewer",
            Self::Part(Part::MoreThanHalf) => "more than half",
            Self::Part(Part::NearlyAll) => "nearly all",
            Self::TooFew => "too few to say",
            Self::Hidden => "not told",
        }
    }
}

/// Fewer votes than this say nothing about what people are not sure of.
const FEWEST_VOTES: u32 = 5;
/// What is not known is published only where so many have voted: why it is not known tells much about fewer.
const FEWEST_VOTES_PUBLISHED: u32 = 20;

impl Row<'_> {
    /// How many have voted; none where it may be published, for others could be worked out from it.
    pub(super) fn voted(&self) -> Option<String> {
        self.everyone
            .published
            .is_none()
            .then(|| count(self.everyone.counts.seen).to_string())
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
            counts, published, ..
        } = self.everyone;
        let (fewest, is_hidden) = match published {
            None => (FEWEST_VOTES, false),
            Some(found) => (FEWEST_VOTES_PUBLISHED, matches!(found, Published::Hidden)),
        };
        match Part::of(count, counts.seen) {
            Some(_) if is_hidden => Published::Hidden.words().to_owned(),
            Some(part) if counts.seen >= fewest => match published {
                Some(_) => Published::Part(part).words().to_owned(),
                None => percent(count, counts.seen),
            },
            _ => Published::TooFew.words().to_owned(),
        }
    }
}

fn count(count: u32) -> Count {
    Count(usize::try_from(count).unwrap_or(usize::MAX))
}

/// "87 %".
fn percent(count: u32, seen: u32) -> String {
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
            everyone: self.everyone(statement, side),
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
        let is_published = self.opinion.settings().publish;
        Share {
            counts,
            side,
            published: is_published.then(|| {
                Part::of(counts.of(side), counts.seen).map_or(Published::TooFew, Published::Part)
            }),
        }
    }

    /// What everybody said; of no side, only where neither gives counts away.
    fn everyone(self, statement: usize, side: Option<Side>) -> Share {
        let opinion = self.opinion;
        let counts = opinion.tallies().everyone(statement);
        let mut share = self.share(counts, side.unwrap_or(Side::Agree));
        let sides = side.map_or(Side::BOTH.to_vec(), |side| vec![side]);
        let mut parts = sides
            .into_iter()
            .map(|side| opinion.part_of_everyone(statement, side));
        if matches!(share.published, Some(Published::Part(_))) && parts.any(|part| part.is_none()) {
            share.published = Some(Published::Hidden);
        }
        share
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
        if self.opinion.settings().publish {
            // Chosen by exact figures and ordered by those that are told, or the order would tell more than they do.
            for (all, statement, side) in &mut found {
                let told = self.opinion.coarse_common_ground(*statement);
                *all = match side {
                    Side::Agree => told.agree,
                    Side::Disagree => told.disagree,
                };
            }
            found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        }
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
        let mut found: Vec<(f64, usize, Row<'a>)> = self
            .opinion
            .common_ground()
            .into_iter()
            .map(|common| {
                let row = self.row(common.statement, Some(Side::Agree));
                (between(&row, Share::share), common.statement, row)
            })
            .filter(|(apart, ..)| *apart > 0.25)
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found.truncate(most);
        if self.opinion.settings().publish {
            for (apart, _, row) in &mut found {
                *apart = between(row, Share::told);
            }
            found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        }
        found.into_iter().map(|(.., row)| row).collect()
    }
}

/// How far the groups are apart on a statement.
fn between(row: &Row<'_>, share: impl Fn(&Share) -> f64) -> f64 {
    let (least, greatest) = row
        .groups
        .iter()
        .map(share)
        .fold((1.0_f64, 0.0_f64), |(least, greatest), part| {
            (least.min(part), greatest.max(part))
        });
    greatest - least
}
