//! `alongside count`: ballots in, winners out, stage by stage.

mod constraints;
mod json;
mod lot;
mod table;

use std::fs;
use std::path::Path;

use alongside_ballot::{
    Ballots, Constraint, Count, LotNeeded, Refusal, Rules, blt, count_within, lots_in_order,
    ranked_csv,
};
use alongside_lottery::public_draw::{Seed, spelled};
use alongside_pages::CountReport;

use self::lot::Hash;
use crate::args::{CountArgs, CountFormat, CountRules};
use crate::failure::Failure;
use crate::{Outcome, inputs, output};

/// Reads the ballots, counts them, writes the result.
pub(crate) fn run(args: &CountArgs) -> Result<Outcome, Failure> {
    let read = [Some(args.ballots.as_path()), args.constraints.as_deref()];
    inputs::refuse_over_any(args.out.as_deref(), read.into_iter().flatten())?;
    let format = match args.format {
        Some(format) => format,
        None => format_of(args.out.as_deref())?,
    };
    let seed = args.lot.as_deref().map(seed_of).transpose()?;
    let bytes = fs::read(&args.ballots).map_err(Failure::reading(&args.ballots))?;
    let hash = Hash::of(&bytes);
    let ballots = ballots(args, bytes)?;
    let constraints = match &args.constraints {
        Some(file) => constraints::read(file, &ballots)?,
        None => Vec::new(),
    };
    let rules = match args.rules {
        CountRules::Scottish => Rules::Scottish,
        CountRules::Meek => Rules::Meek,
    };
    let counted = if let Some(seed) = seed {
        let mut draw = |needed: &LotNeeded| Some(hash.lot(&seed, rules, needed));
        count_within(&ballots, rules, &constraints, &mut draw)
    } else {
        let order = ballots.lot_order.as_deref().unwrap_or_default();
        count_within(&ballots, rules, &constraints, &mut lots_in_order(order))
    };
    let count = match counted {
        Ok(count) => count,
        Err(Refusal::NeedsLot(needed)) => return needs_lot(args, format, &needed, &hash),
        Err(refusal) => return Err(Failure::Count(refused(args, &refusal))),
    };
    let told = Told {
        file: inputs::name_of(&args.ballots),
        count: &count,
        constraints: &constraints,
        lots: Lots::of(args, &ballots, &count, &hash),
    };
    write(args, format, &told)?;
    if let Some(out) = &args.out {
        output::note(&format!("The result is in {}", out.display()));
    }
    Ok(Outcome::Done)
}

/// A result and what has to stand beside it.
struct Told<'c> {
    /// The name of the file of ballots.
    file: String,
    count: &'c Count,
    constraints: &'c [Constraint],
    lots: Option<Lots>,
}

/// How lots were settled, where any were.
enum Lots {
    /// By a number that was announced, and the ballots as they were then.
    Number { number: String, hash: String },
    /// By an order that stands in the file of ballots.
    Order,
}

impl Lots {
    fn of(args: &CountArgs, ballots: &Ballots, count: &Count, hash: &Hash) -> Option<Self> {
        let by_lot =
            |tie: &alongside_ballot::Tie| matches!(tie.by, alongside_ballot::TieBreak::Lot { .. });
        if !count
            .stages
            .iter()
            .filter_map(|stage| stage.tie.as_ref())
            .any(by_lot)
        {
            return None;
        }
        match &args.lot {
            Some(number) => Some(Self::Number {
                number: spelled(number).unwrap_or_else(|| number.trim().to_owned()),
                hash: hash.to_string(),
            }),
            None => ballots.lot_order.is_some().then_some(Self::Order),
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Number { number, hash } => format!(
                "Lots were drawn by the announced number {number}, over ballots with the SHA-256 hash {hash}. \
                 Whoever has the ballots can repeat the draw."
            ),
            Self::Order => {
                "Lots were settled by the order that stands in the file of ballots.".to_owned()
            }
        }
    }
}

/// The seed of an announced number.
fn seed_of(number: &str) -> Result<Seed, Failure> {
    Seed::of_number(number).ok_or_else(|| {
        Failure::Count(format!(
            "--lot \"{number}\": a lot needs a number that was announced. Give its digits, with spaces, commas or hyphens between them."
        ))
    })
}

fn ballots(args: &CountArgs, bytes: Vec<u8>) -> Result<Ballots, Failure> {
    let text = String::from_utf8(bytes).map_err(|_| Failure::NotText {
        file: args.ballots.clone(),
    })?;
    let unread = |problems| Failure::Ballots {
        file: inputs::name_of(&args.ballots),
        problems,
    };
    if output::ending(&args.ballots).as_deref() == Some("csv") {
        let seats = args.seats.ok_or_else(|| {
            Failure::Count(
                "A CSV does not say how many are elected. Give the number as --seats.".to_owned(),
            )
        })?;
        return ranked_csv::read(&text, seats, &args.candidates).map_err(unread);
    }
    if !args.candidates.is_empty() {
        return Err(Failure::Count(
            "--candidate is for a CSV: a BLT file names everybody who stands.".to_owned(),
        ));
    }
    let ballots = blt::read(&text).map_err(unread)?;
    match args.seats {
        Some(seats) if seats != ballots.seats() => Err(Failure::Count(format!(
            "--seats {seats}: the file of ballots says that {} are elected. Leave --seats out, or mend the file.",
            ballots.seats()
        ))),
        _ => Ok(ballots),
    }
}

fn refused(args: &CountArgs, refusal: &Refusal) -> String {
    let file = inputs::name_of(&args.ballots);
    match refusal {
        Refusal::Infeasible { .. } => {
            format!(
                "{file}: {refusal}. Nothing was counted. Ask for less in the file of constraints."
            )
        }
        _ => format!("{file}: {refusal}. There is nothing to count."),
    }
}

/// A tie that waits for a lot: who ties, and what to do.
fn needs_lot(
    args: &CountArgs,
    format: CountFormat,
    needed: &LotNeeded,
    hash: &Hash,
) -> Result<Outcome, Failure> {
    if format == CountFormat::Json {
        output::write(None, |to| json::write_needed(needed, hash, to))?;
    }
    output::note(&output::wrapped(
        &format!(
            "{}: {needed}. Publish the hash of the ballots ({hash}) and which number will decide, wait until it is \
             announced, and run the same command with --lot and that number.",
            inputs::name_of(&args.ballots)
        ),
        0,
    ));
    Ok(Outcome::Open)
}

fn write(args: &CountArgs, format: CountFormat, told: &Told<'_>) -> Result<(), Failure> {
    output::write(args.out.as_deref(), |to| match format {
        CountFormat::Table => table::write(told, to),
        CountFormat::Json => json::write(told, to),
        CountFormat::Html => {
            let lots = told.lots.as_ref().map(Lots::words);
            let page = CountReport {
                file: &told.file,
                count: told.count,
                constraints: told.constraints,
                lots: lots.as_deref(),
            };
            let page = page
                .render()
                .map_err(|cause| Failure::Page(cause.to_string()))?;
            Ok(to.write_all(page.as_bytes())?)
        }
    })
}

/// The form that goes with the ending of the file asked for.
fn format_of(out: Option<&Path>) -> Result<CountFormat, Failure> {
    let Some((out, ending)) = out.and_then(|out| Some((out, output::ending(out)?))) else {
        return Ok(CountFormat::Table);
    };
    Ok(match ending.as_str() {
        "html" | "htm" => CountFormat::Html,
        "json" => CountFormat::Json,
        "txt" => CountFormat::Table,
        _ => {
            return Err(Failure::Ending {
                out: out.to_owned(),
                ending,
                known: ".html, .json or .txt",
            });
        }
    })
}
