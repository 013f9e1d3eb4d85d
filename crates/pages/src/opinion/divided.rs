//! What sets each group apart, told as "people who also said".

use alongside_opinion::{Representative, Side};

use super::group_letter;
use super::said::{Share, Statements};
use crate::number::{Count, by_count};

/// What sets one group apart.
pub(super) struct Divided<'a> {
    pub(super) letter: String,
    pub(super) size: String,
    /// What the group is first known by.
    pub(super) first: Option<Said<'a>>,
    /// What the same people also said.
    pub(super) also: Vec<Said<'a>>,
}

/// What a group says to one statement, beside what the others say.
pub(super) struct Said<'a> {
    statements: Statements<'a>,
    found: Representative,
    pub(super) here: Share,
    pub(super) elsewhere: Share,
}

impl Said<'_> {
    pub(super) fn words(&self) -> String {
        self.statements.words(self.found.statement)
    }

    pub(super) fn says(&self) -> &'static str {
        match self.found.side {
            Side::Agree => "agree",
            Side::Disagree => "disagree",
        }
    }

    pub(super) fn said(&self) -> &'static str {
        match self.found.side {
            Side::Agree => "agree with",
            Side::Disagree => "disagree with",
        }
    }

    pub(super) fn is_sure(&self) -> bool {
        self.found.is_sure
    }
}

impl<'a> Divided<'a> {
    pub(super) fn all(statements: Statements<'a>) -> Vec<Self> {
        let opinion = statements.opinion;
        let tallies = opinion.tallies();
        let found = opinion.representative();
        let groups = opinion.groups().iter().enumerate();
        groups
            .map(|(number, group)| {
                let mut said = found
                    .iter()
                    .filter(|found| found.group == number)
                    .map(|found| Said {
                        statements,
                        here: statements.share(found.counts, found.side),
                        elsewhere: statements
                            .share(tallies.elsewhere(number, found.statement), found.side),
                        found: *found,
                    });
                Self {
                    letter: group_letter(number),
                    size: format!(
                        "{} {}",
                        Count(group.size),
                        by_count(group.size, "person", "people")
                    ),
                    first: said.next(),
                    also: said.collect(),
                }
            })
            .collect()
    }
}
