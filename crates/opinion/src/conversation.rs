//! A conversation: statements, and the votes on them.

use std::collections::BTreeMap;

use crate::votes::{Casts, Votes};

/// What those who look after a conversation decided about a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// It was let in, or nobody looks after the conversation.
    #[default]
    Accepted,
    /// Nobody has decided yet.
    Waiting,
    /// It was taken out: it shapes nothing and is shown nowhere.
    Rejected,
}

/// A statement that people vote on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// What it is called in the files.
    pub id: String,
    /// What it says; empty where only its id is known.
    pub text: String,
    /// Whether it was let in.
    pub standing: Standing,
    /// Whether it asks who somebody is ("I live in the north") and not what they think. It is told, and shapes no
    /// group.
    pub is_meta: bool,
}

impl Statement {
    /// A statement that was let in, of which no more than the id is known.
    pub fn called(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            ..Self::default()
        }
    }
}

/// Statements, and the votes on them that count.
#[derive(Debug, Clone, Default)]
pub struct Conversation {
    /// What it is about, where that is known.
    pub topic: Option<String>,
    votes: Votes,
    statements: Vec<Statement>,
}

impl Conversation {
    /// Puts votes and what is known of the statements together. A statement may be without votes, and one that is
    /// voted on may be unknown; of two with the same id the later one counts.
    pub fn new(mut casts: Casts, known: Vec<Statement>) -> Self {
        for statement in &known {
            casts.statement(&statement.id);
        }
        let votes = casts.latest();
        let mut known: BTreeMap<String, Statement> = known
            .into_iter()
            .map(|statement| (statement.id.clone(), statement))
            .collect();
        let statements = (0..votes.statements()).map(|number| {
            let id = votes.statement(number);
            known.remove(id).unwrap_or_else(|| Statement::called(id))
        });
        let statements = statements.collect();
        Self {
            topic: None,
            votes,
            statements,
        }
    }

    /// The votes that count.
    pub fn votes(&self) -> &Votes {
        &self.votes
    }

    /// The statements, in the order of their numbers.
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// The number of a participant, who is added where the name is new.
    pub(crate) fn person(&mut self, name: &str) -> usize {
        self.votes.person(name)
    }

    /// The number of a statement, which is added where the name is new.
    pub(crate) fn statement(&mut self, name: &str) -> usize {
        let number = self.votes.number_of_statement(name);
        if number == self.statements.len() {
            self.statements.push(Statement::called(name));
        }
        number
    }

    pub(crate) fn votes_mut(&mut self) -> &mut Votes {
        &mut self.votes
    }
}
