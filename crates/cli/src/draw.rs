//! `alongside draw`: a panel by lot.

mod after;
mod conflict;
mod entry;
mod folder;
mod progress;
mod read;
mod told;
mod verify;

use alongside_lottery::frozen::{Answer, By, freeze, settle, tickets};
use alongside_lottery::public_draw::dice_needed;
use alongside_lottery::{Chances, Lots, Pool, Refusal};
use alongside_web::chance_of_the_system;
use jiff::Timestamp;

use self::folder::Folder;
use self::progress::Meter;
use self::told::Told;
use crate::args::{Answered, DrawArgs, DrawCommand, DrawFormat, PoolArgs};
use crate::failure::Failure;
use crate::{Outcome, output};

/// Draws, or does what comes after.
pub(crate) fn run(args: &DrawArgs, now: Timestamp) -> Result<Outcome, Failure> {
    match (&args.command, &args.pool) {
        (Some(DrawCommand::Verify(args)), _) => verify::run(args),
        (Some(DrawCommand::Entry { folder, id, out }), _) => entry::run(folder, id, out.as_deref()),
        (Some(DrawCommand::Settle { folder, answer }), _) => settled(folder, answer, now),
        (Some(DrawCommand::Alternates(args)), _) => after::alternates(args),
        (Some(DrawCommand::Replace(args)), _) => after::replace(args),
        (None, Some(args)) => draw(args, now),
        // The command line asks for one or the other.
        (None, None) => Err(Failure::Draw(
            "say from which pool to draw, with --pool, --quotas and --size".to_owned(),
        )),
    }
}

fn draw(args: &PoolArgs, now: Timestamp) -> Result<Outcome, Failure> {
    let by = decided_by(args, now)?;
    if let Some(folder) = &args.out {
        folder::refuse_taken(folder)?;
    }
    let (pool, notes) = read::pool(&args.pool, &args.quotas, args.size)?;
    for note in &notes {
        output::note(note);
    }
    let meter = Meter::new();
    let worked = work_out(&pool, args, &meter);
    meter.clear();
    let (chances, lots) = match worked {
        Ok(worked) => worked,
        Err(Refusal::Infeasible(why)) => {
            conflict::tell(&pool, &why, args.format)?;
            return Ok(Outcome::Open);
        }
        Err(Refusal::Unsolved(why)) => return Err(Failure::Draw(why.to_string())),
    };
    let told = Told::of(&pool, args.method.into(), &chances, &lots)?;
    if let Some(folder) = &args.out {
        freeze_into(folder, &told, &lots, by)?;
    }
    told.write(args.format)?;
    if let Some(folder) = &args.out {
        // In a table it stands among the warnings.
        if let Some(says) = told.leaves_no_room()
            && args.format != DrawFormat::Table
        {
            output::note(&says);
        }
        output::note(&format!(
            "The draw is frozen in {}. Publish what is in `public` before the draw, and keep `private` to yourself.",
            folder.display()
        ));
    }
    Ok(Outcome::Done)
}

fn work_out<'p>(
    pool: &'p Pool,
    args: &PoolArgs,
    meter: &Meter,
) -> Result<(Chances<'p>, Lots<'p>), Refusal> {
    let chances = Chances::find(pool, args.method.into(), &mut |step| meter.show(step))?;
    let lots = chances.lottery(args.panels as usize, &mut |step| meter.show(step))?;
    Ok((chances, lots))
}

/// What decides, as the options say.
fn decided_by(args: &PoolArgs, now: Timestamp) -> Result<By, Failure> {
    if let Some(which) = &args.by_number {
        let which = which.trim();
        if which.is_empty() {
            return Err(Failure::Draw(
                "--by-number: say which number decides, such as \"the National Lottery's six numbers of Wed 16 December 2026, lowest first\".".to_owned(),
            ));
        }
        return Ok(By::Number {
            which: which.to_owned(),
        });
    }
    let Some(at) = &args.at else {
        return Ok(By::Dice {
            dice: dice_needed(args.panels as usize),
        });
    };
    let time: Timestamp = at.parse().map_err(|_| {
        Failure::Draw(format!("--at: \"{at}\" is not a time. Write it with its zone, such as 2026-12-14T19:00Z or 2026-12-14T19:00+00:00."))
    })?;
    if time <= now {
        output::note(&format!(
            "--at {at} has passed: its number is known already, so nobody can be sure that it was not looked at first. Give a time to come."
        ));
    }
    By::drand_at(time.as_second()).ok_or_else(|| {
        Failure::Draw(format!(
            "--at: {at} is before the network's first number, in August 2023."
        ))
    })
}

fn freeze_into(
    folder: &std::path::Path,
    told: &Told<'_>,
    lots: &Lots<'_>,
    by: By,
) -> Result<(), Failure> {
    let mut secret = [0; 32];
    chance_of_the_system()(&mut secret)?;
    let tickets = tickets(told.pool, &secret);
    let frozen = freeze(
        told.pool,
        told.method,
        &told.targets,
        lots,
        &tickets,
        by,
        told.notes(&tickets),
    );
    let mut files = Folder {
        public: frozen.public,
        private: frozen.private,
        ..Folder::default()
    };
    files.add_page()?;
    files.write(folder)
}

/// Settles a draw and says who is on the panel.
fn settled(
    folder: &std::path::Path,
    answer: &Answered,
    now: Timestamp,
) -> Result<Outcome, Failure> {
    let mut files = Folder::read(folder)?;
    let statement = files.statement()?;
    if let By::Drand { time, .. } = &statement.by
        && statement.by.time().is_some_and(|at| now.as_second() < at)
    {
        return Err(Failure::Draw(format!(
            "this draw is decided at {time}, which is still to come. Settle it then. If that time has passed, set the clock of this machine right."
        )));
    }
    if files.public.contains_key("outcome.json") {
        return Err(Failure::Draw(format!(
            "{} is settled already: outcome.json says how. A draw is settled once.",
            folder.display()
        )));
    }
    let outcome = settle(&files.public, answered(answer)?)
        .map_err(|cause| Failure::Draw(format!("{cause}.")))?;
    files
        .public
        .insert("outcome.json".to_owned(), outcome.json());
    files.add_page()?;
    let mut says = format!(
        "Panel {} is drawn: {}",
        outcome.panel,
        outcome.tickets.join(" ")
    );
    if let Some(people) = files.private.get("people.csv") {
        let ids = read::ids_of(people, &outcome.tickets)?;
        says.push_str("\nThese are: ");
        says.push_str(&ids.join(", "));
        files.private.insert(
            "panel.csv".to_owned(),
            folder::listed(
                "ticket,id",
                outcome
                    .tickets
                    .iter()
                    .zip(&ids)
                    .map(|(ticket, id)| [ticket.as_str(), id]),
            ),
        );
    }
    files.write_beside(
        folder,
        &[
            "public/outcome.json",
            "public/index.html",
            "private/panel.csv",
        ],
    )?;
    output::say(&says)
}

fn answered(answer: &Answered) -> Result<Answer, Failure> {
    if let Some(signature) = &answer.signature {
        return Ok(Answer::Signature(signature.trim().to_lowercase()));
    }
    if let Some(number) = &answer.number {
        return Ok(Answer::Number(number.trim().to_owned()));
    }
    let shown = answer.dice.as_deref().unwrap_or_default();
    let faces = shown
        .chars()
        .filter(|c| !c.is_whitespace() && *c != ',')
        .map(|c| c.to_digit(10).and_then(|n| u8::try_from(n).ok()));
    let faces: Option<Vec<u8>> = faces.collect();
    let faces = faces.ok_or_else(|| {
        Failure::Draw(format!(
            "--dice: \"{shown}\" is not what dice show. Write one digit for each, such as 417."
        ))
    })?;
    Ok(Answer::Dice(faces))
}
