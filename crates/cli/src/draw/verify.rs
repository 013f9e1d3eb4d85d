//! `alongside draw verify`: the whole way again.

use std::path::Path;

use alongside_lottery::frozen::{Check, check, freeze};
use alongside_lottery::{Chances, Method, Refusal};

use super::folder::Folder;
use super::progress::Meter;
use super::read;
use super::told::Told;
use crate::failure::Failure;
use crate::{Outcome, output};

/// Goes through a draw again and says of each thing whether it holds. What cannot be read does not hold.
pub(super) fn run(folder: &Path) -> Result<Outcome, Failure> {
    let files = Folder::as_it_is(folder)?;
    let mut checks = check(&files.public);
    let is_readable = checks.first().is_some_and(|check| check.holds);
    checks.extend(files.unread.iter().map(|why| fails(&why.to_string())));
    if is_readable && files.is_whole {
        match again(&files) {
            Ok(again) => checks.extend(again),
            Err(why) => checks.push(fails(&format!(
                "the draw cannot be worked out again from the pool: {why}"
            ))),
        }
    }
    let mut says: Vec<String> = checks.iter().map(line).collect();
    says.extend(notes(&files, is_readable));
    let missed = checks.iter().filter(|check| !check.holds).count();
    says.push(match missed {
        0 => format!("All {} checks hold.", checks.len()),
        1 => format!("1 of {} checks does not hold.", checks.len()),
        n => format!("{n} of {} checks do not hold.", checks.len()),
    });
    output::say(&says.join("\n"))?;
    Ok(if missed == 0 {
        Outcome::Done
    } else {
        Outcome::Found
    })
}

fn fails(says: &str) -> Check {
    Check {
        says: says.to_owned(),
        holds: false,
    }
}

fn line(check: &Check) -> String {
    let holds = if check.holds {
        "holds:        "
    } else {
        "DOES NOT HOLD:"
    };
    format!("{holds} {}", check.says)
}

/// What a reader should know that says nothing against the draw.
fn notes(files: &Folder, is_readable: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if is_readable && !files.public.contains_key("outcome.json") {
        notes.push("The draw is not settled yet: its public number is still to come.".to_owned());
    }
    if let Some(page) = files.public.get("index.html")
        && !files.page().is_ok_and(|made| made == *page)
    {
        notes.push("index.html is not the page that this version makes of the other files. Another version may have made it, or somebody changed it: go by the other files, not by the page.".to_owned());
    }
    if !files.others.is_empty() {
        notes.push(format!("Not part of the draw: {}", files.others.join(", ")));
    }
    if !files.is_whole {
        notes.push("Not looked at: whether the table was worked out from the pool. That needs the private files, which show everybody's features; whoever holds them runs the same command on the whole folder.".to_owned());
    }
    notes
}

/// Works the draw out again from the private files and compares every file, byte for byte.
fn again(files: &Folder) -> Result<Vec<Check>, Failure> {
    let statement = files.statement()?;
    let text = |files: &alongside_lottery::frozen::Files, name: &str| {
        files
            .get(name)
            .cloned()
            .ok_or_else(|| Failure::Draw(format!("{name} is not there, which a whole folder has.")))
    };
    let (people, quotas) = (
        text(&files.private, "pool.csv")?,
        text(&files.public, "quotas.csv")?,
    );
    let (pool, _) = read::of_bytes(
        [
            ("private/pool.csv", people.as_bytes()),
            ("public/quotas.csv", quotas.as_bytes()),
        ],
        statement.size,
    )?;
    let tickets = read::tickets(&text(&files.private, "people.csv")?, &pool)?;
    let method = Method::named(&statement.method).ok_or_else(|| {
        Failure::Draw(format!(
            "draw.json names the method \"{}\", which is not known.",
            statement.method
        ))
    })?;
    let meter = Meter::new();
    let worked = Chances::find(&pool, method, &mut |step| meter.show(step)).and_then(|chances| {
        let lots = chances.lottery(statement.panels, &mut |step| meter.show(step))?;
        Ok((chances, lots))
    });
    meter.clear();
    let (chances, lots) = worked.map_err(|refusal| match refusal {
        Refusal::Infeasible(_) => {
            Failure::Draw("no panel keeps the quotas of this draw.".to_owned())
        }
        Refusal::Unsolved(why) => Failure::Draw(why.to_string()),
    })?;
    let told = Told::of(&pool, method, &chances, &lots)?;
    let frozen = freeze(
        &pool,
        method,
        &told.targets,
        &lots,
        &tickets,
        statement.by.clone(),
        told.notes(&tickets),
    );
    let same = |folder: &str,
                again: &alongside_lottery::frozen::Files,
                there: &alongside_lottery::frozen::Files| {
        let check = |(name, text): (&String, &String)| Check {
            says: format!(
                "{folder}/{name}, worked out again from the pool, is the same to the byte"
            ),
            holds: there.get(name) == Some(text),
        };
        again.iter().map(check).collect::<Vec<_>>()
    };
    let mut checks = same("public", &frozen.public, &files.public);
    checks.extend(same("private", &frozen.private, &files.private));
    Ok(checks)
}
