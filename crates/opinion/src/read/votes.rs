//! A file with a line for each vote.

use jiff::Timestamp;

use super::table::{Column, Table, name_of};
use super::{Problem, quoted};
use crate::votes::{Casts, Vote};

/// Which number means agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// 1 agrees, -1 disagrees: what files given out by Polis say.
    AgreeIsPlus,
    /// -1 agrees, 1 disagrees: what the database of Polis says.
    AgreeIsMinus,
}

impl Signs {
    const PLUS: Self = Self::AgreeIsPlus;

    fn vote(self, number: i8) -> Vote {
        match (number, self) {
            (0, _) => Vote::Pass,
            (1, Self::AgreeIsPlus) | (-1, Self::AgreeIsMinus) => Vote::Agree,
            _ => Vote::Disagree,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::AgreeIsPlus => "Write 1 for agree, -1 for disagree and 0 for pass, or the words.",
            Self::AgreeIsMinus => {
                "Write -1 for agree, 1 for disagree and 0 for pass, or the words."
            }
        }
    }
}

/// What a heading such as `vote (agree=-1)` says beside its name.
fn signs_of(heading: &str) -> Option<Signs> {
    let name = name_of(heading).replace([' ', '-'], "");
    // The hyphens are gone, and with them the minus.
    let is_minus = heading.contains("=-1") || heading.contains("= -1");
    match name.split_once("agree=")?.1.trim_end_matches(')') {
        "1" | "+1" if is_minus => Some(Signs::AgreeIsMinus),
        "1" | "+1" => Some(Signs::AgreeIsPlus),
        _ => None,
    }
}

/// Reads votes, a line each: columns `statement` (or `comment-id`), `participant` (or `voter-id`), `vote`, and, where
/// there is one, `timestamp`; in any order, with others beside them.
///
/// A vote is 1, 0 or -1, or `agree`, `pass` or `disagree`. `signs` says which number agrees; so does the heading where it
/// is `vote (agree=1)` or `vote (agree=-1)`; without either, 1 agrees. A time is a whole number that grows, or an instant
/// such as `2026-03-01T09:30:00Z`. Without times, later lines count as later.
///
/// ```
/// use alongside_opinion::read_votes;
///
/// let file = "participant,statement,vote\nada,s1,1\nada,s1,-1\nben,s1,2\n";
/// let problems = read_votes("votes.csv", file.as_bytes(), None).unwrap_err();
/// assert_eq!(
///     problems[0].to_string(),
///     "votes.csv, line 4, column \"vote\": \"2\" is not a vote. Write 1 for agree, -1 for disagree and 0 for pass, or the words."
/// );
/// ```
pub fn read_votes(file: &str, bytes: &[u8], signs: Option<Signs>) -> Result<Casts, Vec<Problem>> {
    let mut table = Table::open(file, bytes, "then a line for each vote")?;
    let statement = table.needed(
        &["statement", "statement-id", "comment-id", "tid"],
        "which statement is voted on",
    );
    let participant = table.needed(
        &["participant", "participant-id", "voter-id", "pid"],
        "who votes",
    );
    let vote = table.column_where(|name| name == "vote" || name.starts_with("vote-("));
    if vote.is_none() {
        let says =
            "there is no column `vote`. It holds 1 for agree, -1 for disagree and 0 for pass.";
        table.problems.add(Some(1), None, says);
    }
    let at = table.column(&["timestamp", "time", "created"]);
    let (Some(statement), Some(participant), Some(vote)) = (statement, participant, vote) else {
        return table.problems.instead_of(Casts::default());
    };
    let signs = signs_agreed(&mut table, &vote, signs);
    let mut casts = Casts::default();
    let mut times = Times::default();
    while table.next() {
        if !table.is_whole() {
            continue;
        }
        let at = at.as_ref().map_or(Some(0), |at| times.read(&mut table, at));
        let says = read_vote(&mut table, &vote, signs);
        let has_who = has_id(&mut table, &participant);
        let has_what = has_id(&mut table, &statement);
        if let (Some(at), Some(says), true, true) = (at, says, has_who, has_what) {
            let (who, what) = (table.cell(&participant), table.cell(&statement));
            // Both were found to be text.
            if let (Ok(who), Ok(what)) = (std::str::from_utf8(who), std::str::from_utf8(what)) {
                casts.cast(who, what, says, at);
            }
        }
    }
    table.problems.instead_of(casts)
}

/// Which number agrees, where heading and caller do not say different things.
fn signs_agreed(table: &mut Table<'_>, vote: &Column, given: Option<Signs>) -> Signs {
    let stated = signs_of(&vote.heading);
    let has_bracket = name_of(&vote.heading) != "vote";
    if has_bracket && stated.is_none() {
        let says = "the heading does not say which number agrees. Write `vote (agree=1)` or `vote (agree=-1)`.";
        table.problems.add(Some(1), Some(&vote.heading), says);
    }
    if let (Some(stated), Some(given)) = (stated, given)
        && stated != given
    {
        let says = "the heading says one thing of which number agrees, and you say the other. Leave one of them out.";
        table.problems.add(Some(1), Some(&vote.heading), says);
    }
    given.or(stated).unwrap_or(Signs::PLUS)
}

/// Whether the cell holds a name.
fn has_id(table: &mut Table<'_>, column: &Column) -> bool {
    match table.text(column) {
        None => false,
        Some("") => {
            table.complain(column, "the cell is empty. Write the id, such as 12.");
            false
        }
        Some(_) => true,
    }
}

fn read_vote(table: &mut Table<'_>, column: &Column, signs: Signs) -> Option<Vote> {
    let text = table.text(column)?;
    let vote = vote_of(text, signs);
    if vote.is_none() {
        let says = format!("{} is not a vote. {}", quoted(text), signs.words());
        table.complain(column, says);
    }
    vote
}

pub(super) fn vote_of(text: &str, signs: Signs) -> Option<Vote> {
    match text {
        "1" | "+1" | "1.0" => Some(signs.vote(1)),
        "-1" | "-1.0" | "\u{2212}1" => Some(signs.vote(-1)),
        "0" | "0.0" | "-0" => Some(Vote::Pass),
        word if word.eq_ignore_ascii_case("agree") => Some(Vote::Agree),
        word if word.eq_ignore_ascii_case("disagree") => Some(Vote::Disagree),
        word if word.eq_ignore_ascii_case("pass") => Some(Vote::Pass),
        _ => None,
    }
}

/// Times of one kind: numbers or instants, and not both.
#[derive(Default)]
struct Times {
    are_numbers: Option<bool>,
}

impl Times {
    fn read(&mut self, table: &mut Table<'_>, column: &Column) -> Option<i64> {
        let text = table.text(column)?;
        let number = text.parse::<i64>().ok().map(|number| (true, number));
        let instant = || Some((false, text.parse::<Timestamp>().ok()?.as_microsecond()));
        let Some((is_number, at)) = number.or_else(instant) else {
            let says = format!(
                "{} is not a time. Write a whole number, such as 1403054214196, or an instant, such as \
                 2026-03-01T09:30:00Z.",
                quoted(text)
            );
            table.complain(column, says);
            return None;
        };
        if *self.are_numbers.get_or_insert(is_number) != is_number {
            let says = "times in this file are written in two ways, so it cannot be known which is later. Write all as \
                        numbers or all as instants.";
            table.complain(column, says);
            return None;
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_says_which_number_agrees() {
        for (heading, expected) in [
            ("vote", None),
            ("vote (agree=1)", Some(Signs::AgreeIsPlus)),
            ("Vote (agree = -1)", Some(Signs::AgreeIsMinus)),
            ("vote (agree=-1)", Some(Signs::AgreeIsMinus)),
            ("vote (yes)", None),
            ("vote (agree=7)", None),
        ] {
            assert_eq!(signs_of(heading), expected, "{heading}");
        }
    }
}
