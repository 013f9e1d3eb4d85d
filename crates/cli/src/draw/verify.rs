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

/// Goes through a draw again and says of each thing whether it holds.
pub(super) fn run(folder: &Path) -> Result<Outcome, Failure> {
    let files = Folder::read(folder)?;
    let mut checks = check(&files.public);
    let is_readable = checks.first().is_some_and(|check| check.holds);
    if is_readable {
        if let Some(page) = files.public.get("index.html") {
            let holds = *page == files.page()?;
            checks.push(Check {
                says: "index.html is the page that the other files make".to_owned(),
                holds,
            });
        }
        if !files.private.is_empty() {
            checks.extend(again(&files)?);
        }
    }
    let mut says: Vec<String> = checks
        .iter()
        .map(|check| {
            format!(
                "{} {}",
                if check.holds {
                    "holds:        "
                } else {
                    "DOES NOT HOLD:"
                },
                check.says
            )
        })
        .collect();
    if is_readable && !files.public.contains_key("outcome.json") {
        says.push("The draw is not settled yet: its public number is still to come.".to_owned());
    }
    if files.private.is_empty() {
        says.push(
            "Not looked at: whether the table was worked out from the pool. That needs the private files, which show everybody's features; whoever holds them runs the same command on the whole folder."
                .to_owned(),
        );
    }
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
