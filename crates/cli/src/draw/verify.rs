//! `alongside draw verify`: the whole way again.

use alongside_lottery::frozen::{
    Check, Entry, Files, Statement, check, check_entry, freeze, hash_of,
};
use alongside_lottery::{Chances, Measures, Method, Refusal};
use alongside_pages::{DrawPage, in_a_hundred};

use super::folder::{self, Folder};
use super::progress::Meter;
use super::read;
use super::told::Told;
use crate::args::VerifyArgs;
use crate::failure::Failure;
use crate::{Outcome, output};

/// Goes through a draw again and says of each thing whether it holds. What cannot be read does not hold.
pub(super) fn run(args: &VerifyArgs) -> Result<Outcome, Failure> {
    let mut files = Folder::as_it_is(&args.folder)?;
    if let Some(private) = &args.private {
        files.add_private(private)?;
    }
    let mine = match &args.mine {
        Some(file) => Some(
            Entry::parse(&folder::text(file)?)
                .map_err(|says| Failure::Draw(format!("--mine {}: {says}.", file.display())))?,
        ),
        None => None,
    };
    let mut checks = check(&files.public);
    let is_readable = checks.first().is_some_and(|check| check.holds);
    checks.extend(files.unread.iter().map(|why| fails(&why.to_string())));
    if is_readable {
        checks.extend(page(&files));
    }
    if is_readable && files.is_whole {
        match again(&files) {
            Ok(again) => checks.extend(again),
            Err(why) => checks.push(fails(&format!(
                "the draw cannot be worked out again from the pool: {why}"
            ))),
        }
    }
    if let Some(mine) = mine.as_ref().filter(|_| is_readable) {
        checks.extend(check_entry(&files.public, mine));
    }
    let missed = checks.iter().filter(|check| !check.holds).count();
    let mut says: Vec<String> = checks.iter().map(line).collect();
    says.extend(notes(&files, is_readable));
    says.push(match missed {
        0 => format!("All {} checks hold.", checks.len()),
        1 => format!("1 of {} checks does not hold.", checks.len()),
        n => format!("{n} of {} checks do not hold.", checks.len()),
    });
    if missed == 0 {
        let shown = shown(&files, mine.as_ref())?;
        says.extend(
            shown
                .iter()
                .map(|text| format!("\n{}", output::wrapped(text, 0))),
        );
    }
    output::say(&says.join("\n"))?;
    Ok(if missed == 0 {
        Outcome::Done
    } else {
        Outcome::Found
    })
}

/// The page, made again from the other files. One that another version of the program made may look otherwise.
fn page(files: &Folder) -> Option<Check> {
    let there = files.public.get("index.html")?;
    let is_same = files.page().is_ok_and(|made| made == *there);
    (is_same || there.contains(DrawPage::MADE_BY)).then(|| Check {
        says: "index.html, made again from the other files, is the same to the byte".to_owned(),
        holds: is_same,
    })
}

/// What it means that every check holds, and what it does not.
fn shown(files: &Folder, mine: Option<&Entry>) -> Result<Vec<String>, Failure> {
    let statement = files.statement()?;
    let mut says = vec![format!(
        "What this shows. If the fingerprint that was published before the draw is {}, nothing was changed since: not the panels, not the quotas, not what decides.",
        hash_of(&statement.json())
    )];
    says.extend(measures(&files.public, &statement));
    says.push(if files.public.contains_key("outcome.json") {
        "The public number means the panel that was announced; nobody could choose which."
            .to_owned()
    } else {
        "The public number is still to come. It decides by a rule that leaves no room.".to_owned()
    });
    says.push(if files.is_whole {
        "The panels keep the quotas, and they and the chances are what the method gives: all was worked out again from everybody's features.".to_owned()
    } else {
        "What it cannot show: that the panels keep the quotas, and that the chances are the fairest that the quotas allow. That follows from people's features, which are not published, because few of them are enough to recognise somebody. Somebody whom both sides trust can show it with the private files: --private FOLDER.".to_owned()
    });
    if mine.is_none() {
        says.push("What only those in the pool can show, each for themselves: that what the pool says of them is true. The organiser gives each their own entry: --mine FILE.".to_owned());
    } else {
        says.push("If what your entry says of you is not true, tell the organiser. Keep your ticket to yourself.".to_owned());
    }
    Ok(says)
}

/// The chances as counted from the table.
fn measures(public: &Files, statement: &Statement) -> Option<String> {
    let rows = public.get("chances.csv")?.lines().skip(1);
    let counts = rows.filter_map(|row| row.rsplit(',').next()?.parse::<u32>().ok());
    let all = f64::from(u32::try_from(statement.panels).ok()?);
    let chances: Vec<f64> = counts.map(|count| f64::from(count) / all).collect();
    let measures = Measures::of(&chances);
    Some(format!(
        "Counted from the {} panels, chances are between {} and {} (Gini {:.3}, geometric mean {}).",
        statement.panels,
        in_a_hundred(measures.min),
        in_a_hundred(measures.max),
        measures.gini,
        in_a_hundred(measures.geometric_mean)
    ))
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
        && is_readable
        && !page.contains(DrawPage::MADE_BY)
        && !files.page().is_ok_and(|made| made == *page)
    {
        notes.push("index.html is not the page that this version makes of the other files. Another version may have made it, or somebody changed it: go by the other files, not by the page.".to_owned());
    }
    if !files.others.is_empty() {
        notes.push(format!("Not part of the draw: {}", files.others.join(", ")));
    }
    notes
}

/// Works the draw out again from the private files and compares every file, byte for byte.
fn again(files: &Folder) -> Result<Vec<Check>, Failure> {
    let statement = files.statement()?;
    let (pool, tickets) = read::people_of(files)?.ok_or_else(|| {
        Failure::Draw(
            "pool.csv, people.csv or quotas.csv is not there, which a whole folder has.".to_owned(),
        )
    })?;
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
    let same = |folder: &str, again: &Files, there: &Files| {
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
