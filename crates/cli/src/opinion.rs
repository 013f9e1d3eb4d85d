//! `alongside opinion`: votes on statements in, groups and common ground out.

mod files;
mod json;

use std::fmt;

use alongside_opinion::{Opinion, Problem, Settings, Signs};
use alongside_pages::OpinionReport;

use crate::args::{AgreeIs, OpinionArgs, OpinionFormat};
use crate::failure::Failure;
use crate::{Outcome, inputs, output};

/// Reads the votes, works out what they come to, writes it.
pub(crate) fn run(args: &OpinionArgs) -> Result<Outcome, Failure> {
    let format = format_of(args)?;
    let signs = args.agree_is.map(|agree_is| match agree_is {
        AgreeIs::Plus => Signs::AgreeIsPlus,
        AgreeIs::Minus => Signs::AgreeIsMinus,
    });
    let conversation = files::read(&args.votes, args.out.as_deref(), signs)?;
    let settings = Settings {
        groups: args.groups.map(usize::from),
        publish: args.publish,
        strict: args.strict,
        correct: args.correct,
    };
    let opinion = Opinion::of(&conversation, settings).map_err(Failure::Groups)?;
    output::write(args.out.as_deref(), |to| match format {
        OpinionFormat::Json => json::write(&conversation, &opinion, to),
        OpinionFormat::Html => {
            let page = OpinionReport {
                source: &inputs::name_of(&args.votes),
                conversation: &conversation,
                opinion: &opinion,
            };
            let page = page
                .render()
                .map_err(|cause| Failure::Page(cause.to_string()))?;
            Ok(to.write_all(page.as_bytes())?)
        }
    })?;
    if let Some(out) = &args.out {
        output::note(&format!("The report is in {}", out.display()));
    }
    Ok(Outcome::Done)
}

/// The form that was named, else the one that the ending of the report's name says, else JSON.
fn format_of(args: &OpinionArgs) -> Result<OpinionFormat, Failure> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(out) = &args.out else {
        return Ok(OpinionFormat::Json);
    };
    match output::ending(out).as_deref() {
        Some("html" | "htm") => Ok(OpinionFormat::Html),
        Some("json") | None => Ok(OpinionFormat::Json),
        Some(ending) => Err(Failure::Ending {
            out: out.clone(),
            ending: ending.to_owned(),
            known: ".json or .html",
        }),
    }
}

/// The problems of all files, a line each.
#[derive(Debug)]
pub(crate) struct Unread(pub(crate) Vec<Problem>);

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// More than this many are only counted: the first ones show what is wrong.
        const MOST_TOLD: usize = 200;
        for problem in self.0.iter().take(MOST_TOLD) {
            writeln!(f, "{problem}")?;
        }
        if let Some(more) = self.0.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
            writeln!(f, "… and {more} more.")?;
        }
        let (problems, them) = match self.0.len() {
            1 => ("1 problem".to_owned(), "it"),
            many => (format!("{many} problems"), "them"),
        };
        write!(
            f,
            "{problems}: nothing was worked out. Mend {them} and run the same command again."
        )
    }
}
