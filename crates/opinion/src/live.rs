//! A conversation that goes on.

use crate::axes::Point;
use crate::conversation::Conversation;
use crate::means::nearest;
use crate::number::real;
use crate::opinion::{CannotGroup, Opinion, Settings};
use crate::votes::Vote;

/// Somebody changes group only when another group's middle is nearer than this part of the way to their own.
const NEARER: f64 = 0.9;
/// The map is due to be drawn anew when this part of the votes came since it was drawn.
const DUE: f64 = 0.01;
/// Who has cast so many votes is put into a group.
const ENOUGH_VOTES: usize = 7;

/// A vote that has just been cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewVote<'a> {
    /// What the participant is called. A new name is a new participant.
    pub participant: &'a str,
    /// What the statement is called. A new name is a new statement.
    pub statement: &'a str,
    /// The vote.
    pub vote: Vote,
}

/// A conversation with what its votes come to, kept up to date while people vote.
///
/// New votes are counted at once: all numbers are those of all votes. The map itself stays as it is, so that nobody sees
/// it shake: only those who have voted are placed anew on it, and each of them stays in their group unless another is
/// clearly nearer. When [`is_due`](Self::is_due), [`redraw`](Self::redraw) looks at everything afresh; its axes point the
/// way they did, its groups begin where they stood and keep their numbers, and their number changes only after another
/// has been clearer four times in a row.
///
/// ```
/// use alongside_opinion::{Casts, Conversation, Live, NewVote, Settings, Vote};
///
/// let mut casts = Casts::default();
/// for person in 0..20 {
///     for statement in 0..8 {
///         let vote = if (person < 10) == (statement % 2 == 0) { Vote::Agree } else { Vote::Disagree };
///         casts.cast(&person.to_string(), &statement.to_string(), vote, 0);
///     }
/// }
/// let mut live = Live::new(Conversation::new(casts, Vec::new()), Settings::default())?;
/// assert_eq!(live.opinion().groups().len(), 2);
/// let group = live.opinion().place(3).unwrap().1;
/// live.cast(&[NewVote { participant: "3", statement: "0", vote: Vote::Disagree }]);
/// assert_eq!(live.opinion().place(3).unwrap().1, group); // one vote does not make another person of her
/// # Ok::<(), alongside_opinion::CannotGroup>(())
/// ```
#[derive(Debug, Clone)]
pub struct Live {
    conversation: Conversation,
    opinion: Opinion,
    settings: Settings,
    votes: usize,
    since: usize,
    /// A person or statement came since, which the map does not know.
    is_wider: bool,
}

impl Live {
    /// Looks at the votes there are.
    pub fn new(conversation: Conversation, settings: Settings) -> Result<Self, CannotGroup> {
        let opinion = Opinion::of(&conversation, settings)?;
        Ok(Self {
            votes: conversation.votes().len(),
            conversation,
            opinion,
            settings,
            since: 0,
            is_wider: false,
        })
    }

    /// What the votes come to.
    pub fn opinion(&self) -> &Opinion {
        &self.opinion
    }

    /// The statements and votes.
    pub fn conversation(&self) -> &Conversation {
        &self.conversation
    }

    /// Takes in votes, each later than all before it. Gives the numbers of those who changed group or came into one.
    pub fn cast(&mut self, votes: &[NewVote<'_>]) -> Vec<usize> {
        let mut changed = Vec::with_capacity(votes.len());
        for new in votes {
            let person = self.conversation.person(new.participant);
            let known = self.conversation.statements().len();
            let statement = self.conversation.statement(new.statement);
            self.is_wider |= statement == known;
            let people = self.conversation.votes().people();
            self.opinion
                .widen(people, self.conversation.statements().len());
            let group = self.opinion.place(person).map(|(_, group)| group);
            let earlier = self
                .conversation
                .votes_mut()
                .put(person, statement, new.vote);
            if let Some(earlier) = earlier {
                self.opinion.tallies.take(group, statement, earlier);
            }
            self.opinion.tallies.add(group, statement, new.vote);
            changed.push(person);
        }
        self.since += votes.len();
        changed.sort_unstable();
        changed.dedup();
        changed.retain(|person| self.place_anew(*person));
        changed
    }

    /// Whether enough has changed for the map to be drawn anew.
    pub fn is_due(&self) -> bool {
        self.is_wider || real(self.since) > DUE * real(self.votes)
    }

    /// Draws the map anew from all votes, changing as little as they ask for.
    pub fn redraw(&mut self) -> Result<(), CannotGroup> {
        self.opinion = Opinion::after(&self.conversation, self.settings, Some(&self.opinion))?;
        self.votes = self.conversation.votes().len();
        self.since = 0;
        self.is_wider = false;
        Ok(())
    }

    /// Places a person by the votes that they have now. Whether they came into another group.
    fn place_anew(&mut self, person: usize) -> bool {
        let row = self.conversation.votes().row(person);
        let before = self.opinion.place(person);
        let enough = ENOUGH_VOTES.min(self.conversation.statements().len());
        let is_placed = row
            .iter()
            .any(|cell| self.opinion.axes.counts(cell.statement()));
        if self.opinion.groups.is_empty() || !is_placed || before.is_none() && row.len() < enough {
            return false;
        }
        let point = self.opinion.axes.place(row);
        let middles: Vec<Point> = self
            .opinion
            .groups
            .iter()
            .map(|group| group.middle)
            .collect();
        let near = nearest(point, &middles);
        let group = match before {
            Some((_, own))
                if point.distance(middles[near]) >= NEARER * point.distance(middles[own]) =>
            {
                own
            }
            _ => near,
        };
        self.opinion.places[person] = Some((point, group));
        let own = before.map(|(_, own)| own);
        if own == Some(group) {
            return false;
        }
        for cell in row {
            self.opinion
                .tallies
                .leave(own, cell.statement(), cell.vote());
            self.opinion
                .tallies
                .join(Some(group), cell.statement(), cell.vote());
        }
        if let Some(own) = own {
            self.opinion.groups[own].size -= 1;
        }
        self.opinion.groups[group].size += 1;
        true
    }
}
