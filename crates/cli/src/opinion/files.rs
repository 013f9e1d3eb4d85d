//! The files of a conversation: one of votes, or the folder that Polis gives out.

use std::fs;
use std::path::{Path, PathBuf};

use alongside_opinion::{
    Casts, Conversation, Problem, Signs, Statement, read_statements, read_topic, read_votes,
    read_wide_votes,
};

use super::Unread;
use crate::failure::Failure;
use crate::{inputs, output};

/// Reads a file of votes, or a folder with `votes.csv` (or `participants-votes.csv` where there is none), and, where they
/// are there, `comments.csv` and `summary.csv`. The problems of all files are told at once.
pub(crate) fn read(
    votes: &Path,
    out: Option<&Path>,
    signs: Option<Signs>,
) -> Result<Conversation, Failure> {
    if !votes.is_dir() {
        refuse_over(out, votes)?;
        let casts = told(read_votes(&inputs::name_of(votes), &bytes(votes)?, signs))?;
        return Ok(Conversation::new(casts, Vec::new()));
    }
    let files = Files::of(votes)?;
    for file in files.all() {
        refuse_over(out, file)?;
    }
    let mut problems = Vec::new();
    let casts = files.casts(signs)?;
    let statements = files.statements()?;
    let mut good =
        |found: Result<Casts, Vec<Problem>>| found.map_err(|found| problems.extend(found)).ok();
    let casts = good(casts);
    let statements = statements.map_err(|found| problems.extend(found)).ok();
    let (Some(casts), Some(statements)) = (casts, statements) else {
        return Err(Failure::Votes(Unread(problems)));
    };
    let mut conversation = Conversation::new(casts, statements);
    if let Some(summary) = &files.summary {
        conversation.topic = read_topic(&bytes(summary)?);
    }
    Ok(conversation)
}

/// What of a conversation is in a folder.
struct Files {
    votes: PathBuf,
    /// Whether it has a line for each participant, and not for each vote.
    is_wide: bool,
    comments: Option<PathBuf>,
    summary: Option<PathBuf>,
}

impl Files {
    fn of(folder: &Path) -> Result<Self, Failure> {
        let there = |name: &str| Some(folder.join(name)).filter(|file| file.is_file());
        let votes = there("votes.csv").map(|file| (file, false));
        let wide = || there("participants-votes.csv").map(|file| (file, true));
        let Some((votes, is_wide)) = votes.or_else(wide) else {
            return Err(Failure::NoVotes(folder.to_owned()));
        };
        Ok(Self {
            votes,
            is_wide,
            comments: there("comments.csv"),
            summary: there("summary.csv"),
        })
    }

    fn all(&self) -> impl Iterator<Item = &Path> {
        let others = [self.comments.as_deref(), self.summary.as_deref()];
        [self.votes.as_path()]
            .into_iter()
            .chain(others.into_iter().flatten())
    }

    fn casts(&self, signs: Option<Signs>) -> Result<Result<Casts, Vec<Problem>>, Failure> {
        let (name, bytes) = (inputs::name_of(&self.votes), bytes(&self.votes)?);
        Ok(if self.is_wide {
            read_wide_votes(&name, &bytes)
        } else {
            read_votes(&name, &bytes, signs)
        })
    }

    fn statements(&self) -> Result<Result<Vec<Statement>, Vec<Problem>>, Failure> {
        let Some(comments) = &self.comments else {
            return Ok(Ok(Vec::new()));
        };
        Ok(read_statements(
            &inputs::name_of(comments),
            &bytes(comments)?,
        ))
    }
}

fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(file).map_err(Failure::reading(file))
}

fn told(found: Result<Casts, Vec<Problem>>) -> Result<Casts, Failure> {
    found.map_err(|problems| Failure::Votes(Unread(problems)))
}

/// Refuses to write the report over a file that is read.
fn refuse_over(out: Option<&Path>, input: &Path) -> Result<(), Failure> {
    let Some(out) = out else { return Ok(()) };
    let Ok(input_place) = fs::canonicalize(input) else {
        return Ok(());
    };
    let written = [out.to_owned(), output::part_of(out)];
    let is_same = |path: &PathBuf| fs::canonicalize(path).is_ok_and(|place| place == input_place);
    if written.iter().any(is_same) {
        return Err(Failure::WritesOver {
            out: out.to_owned(),
            input: input.to_owned(),
        });
    }
    Ok(())
}
