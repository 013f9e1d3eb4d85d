//! A conversation put together: groups, what sets them apart, and what they share.

use std::collections::BTreeMap;
use std::fmt;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;
use sha2::{Digest as _, Sha256};

use crate::axes::{Axes, Point};
use crate::common_ground::{CommonGround, EXPLORED, Next, routing};
use crate::conversation::Conversation;
use crate::groups::middles_of;
use crate::made::Made;
use crate::representative::{Majority, Representative, majority, representative};
use crate::stability::{Grouped, is_beyond_chance, stability};
use crate::tally::{Counts, Tallies};
use crate::unsure::{Unsure, unsure};
use crate::votes::{Cell, Votes};

/// Nothing about fewer people than this is published.
pub const FEWEST: usize = 5;
/// A group has at least so many people, and at least one in fifty of those grouped.
const SMALLEST: usize = 3;
/// Who has voted on so many statements is put into a group; where there are fewer statements, who has voted on all.
const ENOUGH_VOTES: usize = 7;
/// Where fewer people have voted so often, those who voted most make up the number.
const ENOUGH_PEOPLE: usize = 15;
/// Groups that stand apart less than this are not clear.
pub const CLEAR_SILHOUETTE: f64 = 0.2;
/// Groups that come out less alike than this when people are drawn again are not clear.
pub const CLEAR_STABILITY: f64 = 0.5;

/// How a conversation is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settings {
    /// So many groups; without it as many as stand apart most clearly, 2 to 5.
    pub groups: Option<usize>,
    /// Everything given out may be published: no group has fewer than five people, and nothing is told of fewer.
    pub publish: bool,
    /// A statement counts only after it was let in.
    pub strict: bool,
    /// Tests are corrected for being many.
    pub correct: bool,
}

/// So many groups cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CannotGroup {
    /// How many were asked for.
    pub groups: usize,
    /// How many people have voted enough to be in one.
    pub people: usize,
    /// The fewest people in a group.
    pub smallest: usize,
}

impl fmt::Display for CannotGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            groups,
            people,
            smallest,
        } = self;
        write!(
            f,
            "{groups} groups of at least {smallest} people each cannot be made of the {people} people who have voted \
             enough and of how they voted. Ask for fewer groups, or leave the number to be found."
        )
    }
}

impl std::error::Error for CannotGroup {}

/// A group of people who vote alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// How many people are in it.
    pub size: usize,
    /// The middle of where they stand.
    pub middle: Point,
}

/// What the votes of a conversation come to.
///
/// The same votes give the same result, whatever the order in which they came and whichever machine looks at them.
#[derive(Debug, Clone)]
pub struct Opinion {
    settings: Settings,
    pub(crate) axes: Axes,
    pub(crate) clumps: Vec<Point>,
    /// For each person their place and group, where they have voted enough.
    pub(crate) places: Vec<Option<(Point, usize)>>,
    pub(crate) groups: Vec<Group>,
    silhouettes: BTreeMap<usize, f64>,
    pub(crate) chosen: Option<usize>,
    /// Another number of groups that stood apart more clearly, and how many times in a row.
    pub(crate) rival: Option<(usize, usize)>,
    stability: Option<f64>,
    is_beyond_chance: bool,
    pub(crate) tallies: Tallies,
    is_told: Vec<bool>,
    is_meta: Vec<bool>,
}

impl Opinion {
    /// Looks at a conversation.
    pub fn of(conversation: &Conversation, settings: Settings) -> Result<Self, CannotGroup> {
        Self::after(conversation, settings, None)
    }

    /// Looks at a conversation that goes on: the axes point where they did, groups begin from where they stood and keep
    /// their numbers, and their number changes only after another has won four times in a row.
    pub(crate) fn after(
        conversation: &Conversation,
        settings: Settings,
        before: Option<&Self>,
    ) -> Result<Self, CannotGroup> {
        let votes = conversation.votes();
        let axes = Axes::after(
            conversation,
            settings.strict,
            before.map(|before| &before.axes),
        );
        let grouped = grouped(votes, &axes, before);
        let points: Vec<Point> = grouped
            .iter()
            .map(|person| axes.place(votes.row(*person)))
            .collect();
        let smallest = smallest(settings, grouped.len());
        let mut chance = ChaCha8Rng::from_seed(seed(votes));
        let mut made = Made::of(&points, settings, smallest, before, &mut chance)?;
        made.name(&grouped, before);
        let rows: Vec<&[Cell]> = grouped.iter().map(|person| votes.row(*person)).collect();
        let mut opinion = Self {
            stability: None,
            is_beyond_chance: false,
            settings,
            clumps: made.clumps,
            places: vec![None; votes.people()],
            groups: groups(&points, &made.of, made.groups),
            silhouettes: made.silhouettes,
            chosen: made.chosen,
            rival: made.rival,
            tallies: Tallies::default(),
            is_told: (0..votes.statements())
                .map(|s| is_told(conversation, settings, s))
                .collect(),
            is_meta: conversation
                .statements()
                .iter()
                .map(|s| s.is_meta)
                .collect(),
            axes,
        };
        for ((person, point), group) in grouped.iter().zip(&points).zip(&made.of) {
            opinion.places[*person] = Some((*point, *group));
        }
        let group_of: Vec<Option<usize>> = opinion
            .places
            .iter()
            .map(|at| at.map(|(_, group)| group))
            .collect();
        opinion.tallies = Tallies::of(votes, &group_of, made.groups);
        if made.groups >= 2 {
            let grouped = Grouped {
                rows,
                of: made.of,
                groups: made.groups,
                axes: &opinion.axes,
                smallest,
            };
            let found = stability(&grouped, &mut chance);
            let is_beyond = is_beyond_chance(&grouped.rows, &opinion.axes, &mut chance);
            opinion.stability = Some(found);
            opinion.is_beyond_chance = is_beyond;
        }
        Ok(opinion)
    }

    /// How it was looked at.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// How many people have voted at all.
    pub fn people(&self) -> usize {
        self.places.len()
    }

    /// How many people are told of: all who have voted, but where fewer than five of them are in no group and all may be
    /// published, those in groups.
    pub fn people_told(&self) -> usize {
        if self.is_too_small() {
            return 0;
        }
        let outside = self.people() - self.grouped();
        if self.settings.publish && outside < FEWEST {
            self.grouped()
        } else {
            self.people()
        }
    }

    /// How many statements there are, without those that were taken out or, where that is asked for, not let in.
    pub fn statements_told(&self) -> usize {
        self.is_told.iter().filter(|is_told| **is_told).count()
    }

    /// How many statements were taken out or not let in.
    pub fn statements_left_out(&self) -> usize {
        self.is_told.len() - self.statements_told()
    }

    /// How many votes there are on the statements of [`Opinion::statements_told`].
    pub fn votes_told(&self) -> usize {
        let told = self
            .is_told
            .iter()
            .enumerate()
            .filter(|(_, is_told)| **is_told);
        told.map(|(statement, _)| self.tallies.everyone(statement).seen as usize)
            .sum()
    }

    /// How many of them have voted enough to be in a group.
    pub fn grouped(&self) -> usize {
        self.groups.iter().map(|group| group.size).sum()
    }

    /// Whether there are too few people to publish anything.
    pub fn is_too_small(&self) -> bool {
        self.settings.publish && self.grouped() < FEWEST
    }

    /// The groups, the largest first. One where the votes part into no groups, none where nobody voted.
    pub fn groups(&self) -> &[Group] {
        if self.is_too_small() {
            &[]
        } else {
            &self.groups
        }
    }

    /// The group of a person and their place on the map; none for who has voted too little.
    pub fn place(&self, person: usize) -> Option<(Point, usize)> {
        self.places.get(person).copied().flatten()
    }

    /// The map.
    pub fn axes(&self) -> &Axes {
        &self.axes
    }

    /// Whether the groups are clear: they stand apart ([`CLEAR_SILHOUETTE`]), come out again when people are drawn again
    /// ([`CLEAR_STABILITY`]), and votes hang together more than chance gives.
    pub fn is_clear(&self) -> bool {
        self.unclear().is_none() && self.groups().len() >= 2
    }

    /// Why the groups are not clear, where there are several.
    pub fn unclear(&self) -> Option<Unclear> {
        if self.groups.len() < 2 {
            return None;
        }
        if !self.is_beyond_chance {
            return Some(Unclear::NoMoreThanChance);
        }
        if self
            .silhouette()
            .is_none_or(|found| found < CLEAR_SILHOUETTE)
        {
            return Some(Unclear::NearEachOther);
        }
        if self.stability.is_none_or(|found| found < CLEAR_STABILITY) {
            return Some(Unclear::Unstable);
        }
        None
    }

    /// How clearly the groups stand apart, from -1 to 1.
    pub fn silhouette(&self) -> Option<f64> {
        self.silhouettes.get(&self.groups.len()).copied()
    }

    /// The same for every number of groups that was tried and can be made.
    pub fn silhouettes(&self) -> &BTreeMap<usize, f64> {
        &self.silhouettes
    }

    /// How alike the groups come out when people are drawn again: 1 where always the same, 0 where no more alike than by
    /// chance.
    pub fn stability(&self) -> Option<f64> {
        self.stability
    }

    /// Who said what, in numbers. Not all of it may be published.
    pub fn tallies(&self) -> &Tallies {
        &self.tallies
    }

    /// Whether something may be told that rests on these votes.
    pub fn may_tell(&self, counts: Counts) -> bool {
        !self.settings.publish || counts.seen as usize >= FEWEST
    }

    /// Whether a statement is told of at all: it was not taken out, and enough people have voted on it.
    pub fn tells(&self, statement: usize) -> bool {
        !self.is_too_small()
            && self.is_told.get(statement).copied().unwrap_or(false)
            && self.may_tell(self.tallies.everyone(statement))
    }

    /// Whether what each group said to a statement is told.
    pub fn tells_groups(&self, statement: usize) -> bool {
        self.tells(statement)
            && (0..self.tallies.groups())
                .all(|group| self.may_tell(self.tallies.in_group(group, statement)))
    }

    /// What sets each group apart. What may be published stands, here and in what follows, in the order of the coarse
    /// figures that are told of it.
    pub fn representative(&self) -> Vec<Representative> {
        let may_tell = |group, statement| {
            self.tells(statement)
                && !self.is_meta[statement]
                && self.may_tell(self.tallies.in_group(group, statement))
                && self.may_tell(self.tallies.elsewhere(group, statement))
        };
        let mut found = representative(&self.tallies, may_tell, self.settings.correct);
        self.order_representative(&mut found);
        found
    }

    /// What most people say.
    pub fn majority(&self) -> Vec<Majority> {
        let mut found = majority(&self.tallies, |statement| {
            self.tells(statement) && !self.is_meta[statement]
        });
        self.order_majority(&mut found);
        found
    }

    /// How far the groups agree on each statement, the most agreed first.
    pub fn common_ground(&self) -> Vec<CommonGround> {
        if self.groups.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<CommonGround> = (0..self.tallies.statements())
            .filter(|statement| self.tells_groups(*statement))
            .filter(|statement| self.tallies.everyone(*statement).seen > 0)
            .map(|statement| CommonGround::on(&self.tallies, statement))
            .collect();
        found.sort_by(|a, b| {
            b.agree
                .total_cmp(&a.agree)
                .then(a.statement.cmp(&b.statement))
        });
        self.order_common_ground(&mut found);
        found
    }

    /// What is not known yet.
    pub fn unsure(&self) -> Vec<Unsure> {
        let mut found = unsure(&self.tallies, self.people(), |statement| {
            self.tells(statement) && !self.is_meta[statement]
        });
        self.order_unsure(&mut found);
        found
    }

    /// How likely each statement is to be shown next, if a person has seen none.
    pub fn routing(&self) -> Vec<Next> {
        let is_asked = |statement: usize| self.tells(statement);
        routing(
            &self.tallies,
            &self.axes,
            is_asked,
            |s| self.is_meta[s],
            EXPLORED,
        )
    }

    /// Room for what came later: statements that are let in until somebody decides otherwise.
    pub(crate) fn widen(&mut self, people: usize, statements: usize) {
        self.places.resize(people.max(self.places.len()), None);
        self.tallies.widen(statements);
        self.is_told
            .resize(statements.max(self.is_told.len()), !self.settings.strict);
        self.is_meta
            .resize(statements.max(self.is_meta.len()), false);
    }
}

/// Why groups are not clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// Votes on different statements hang together no more than chance gives.
    NoMoreThanChance,
    /// The groups do not stand apart.
    NearEachOther,
    /// Other groups come out when people are drawn again.
    Unstable,
}

fn is_told(conversation: &Conversation, settings: Settings, statement: usize) -> bool {
    use crate::conversation::Standing;
    match conversation.statements()[statement].standing {
        Standing::Accepted => true,
        Standing::Waiting => !settings.strict,
        Standing::Rejected => false,
    }
}

/// The fewest people in a group.
fn smallest(settings: Settings, people: usize) -> usize {
    let least = if settings.publish { FEWEST } else { SMALLEST };
    least.max(people.div_ceil(50))
}

/// Who has voted enough, or was in a group before.
fn grouped(votes: &Votes, axes: &Axes, before: Option<&Opinion>) -> Vec<usize> {
    let given: Vec<usize> = votes.rows().iter().map(Vec::len).collect();
    let enough = ENOUGH_VOTES.min(votes.statements()).max(1);
    let mut order: Vec<usize> = (0..given.len())
        .filter(|person| given[*person] > 0)
        .collect();
    order.sort_by(|a, b| given[*b].cmp(&given[*a]).then(a.cmp(b)));
    let was = |person: usize| before.is_some_and(|before| before.place(person).is_some());
    let of_enough = order
        .iter()
        .filter(|person| given[**person] >= enough)
        .count();
    let taken = of_enough.max(ENOUGH_PEOPLE.min(order.len()));
    let mut grouped: Vec<usize> = order
        .iter()
        .enumerate()
        .filter(|(rank, person)| *rank < taken || was(**person))
        .map(|(_, person)| *person)
        .collect();
    grouped.sort_unstable();
    // Votes on statements that shape nothing give nobody a place.
    grouped.retain(|person| {
        votes
            .row(*person)
            .iter()
            .any(|cell| axes.counts(cell.statement()))
    });
    grouped
}

/// All chance in here comes from the votes, so that the same votes give the same result.
fn seed(votes: &Votes) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut bytes = Vec::new();
    for row in votes.rows() {
        bytes.clear();
        bytes.extend((row.len() as u64).to_le_bytes());
        bytes.extend(row.iter().flat_map(|cell| cell.bytes()));
        hash.update(&bytes);
    }
    hash.finalize().into()
}

fn groups(points: &[Point], of: &[usize], count: usize) -> Vec<Group> {
    let middles = middles_of(points, of, count);
    middles
        .into_iter()
        .enumerate()
        .map(|(number, middle)| Group {
            size: of.iter().filter(|group| **group == number).count(),
            middle,
        })
        .collect()
}
