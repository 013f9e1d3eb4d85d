//! What comes after a draw: alternates, and who steps in.

use std::path::Path;

use alongside_lottery::public_draw::Seed;
use alongside_lottery::{Pool, Replacement, alternates as choose, replace as step_in};

use super::folder::{self, Folder};
use super::read;
use crate::args::{AlternatesArgs, ReplaceArgs};
use crate::failure::Failure;
use crate::{Outcome, output};

/// A settled draw with its pool.
struct Settled {
    files: Folder,
    pool: Pool,
    /// Who is on the panel that was drawn: places in the pool.
    panel: Vec<usize>,
    /// What decides among people who help alike.
    seed: Seed,
}

impl Settled {
    fn read(folder: &Path) -> Result<Self, Failure> {
        let files = Folder::read(folder)?;
        let (Some((pool, _)), Some(people)) =
            (read::people_of(&files)?, files.private.get("people.csv"))
        else {
            return Err(Failure::Draw("who steps in depends on people's features: give the whole folder of the draw, with `private` in it.".to_owned()));
        };
        let Some(outcome) = files.outcome()? else {
            return Err(Failure::Draw(
                "this draw is not settled yet: run `alongside draw settle` first.".to_owned(),
            ));
        };
        let panel = places(&pool, &read::ids_of(people, &outcome.tickets)?)?;
        let seed = outcome.seed();
        Ok(Self {
            files,
            pool,
            panel,
            seed,
        })
    }

    fn ids(&self, places: &[usize]) -> Vec<String> {
        places
            .iter()
            .map(|place| self.pool.people()[*place].id.clone())
            .collect()
    }

    fn tickets(&self, places: &[usize]) -> Result<Vec<String>, Failure> {
        let people = self
            .files
            .private
            .get("people.csv")
            .map(String::as_str)
            .unwrap_or_default();
        let tickets = read::tickets(people, &self.pool)?;
        Ok(places
            .iter()
            .map(|place| tickets[*place].name.clone())
            .collect())
    }
}

fn places(pool: &Pool, ids: &[String]) -> Result<Vec<usize>, Failure> {
    let place = |id: &String| {
        let found = pool
            .people()
            .iter()
            .position(|person| person.id == id.trim());
        found.ok_or_else(|| Failure::Draw(format!("nobody in the pool has the id {id}.")))
    };
    ids.iter().map(place).collect()
}

/// Chooses alternates, and keeps them with the draw.
pub(super) fn alternates(args: &AlternatesArgs) -> Result<Outcome, Failure> {
    if !(0.0..=1.0).contains(&args.stays) {
        return Err(Failure::Draw(format!(
            "--stays: {} is not a chance. Write a number between 0 and 1, such as 0.85.",
            args.stays
        )));
    }
    let mut settled = Settled::read(&args.folder)?;
    if settled.files.private.contains_key("alternates.csv") {
        return Err(Failure::Draw(
            "alternates were chosen already: private/alternates.csv says who.".to_owned(),
        ));
    }
    let chosen = choose(
        &settled.pool,
        &settled.panel,
        args.count,
        args.stays,
        settled.seed,
    );
    let (ids, tickets) = (settled.ids(&chosen), settled.tickets(&chosen)?);
    let text = folder::listed(
        "ticket,id",
        tickets
            .iter()
            .zip(&ids)
            .map(|(ticket, id)| [ticket.as_str(), id]),
    );
    settled
        .files
        .private
        .insert("alternates.csv".to_owned(), text);
    settled
        .files
        .write_beside(&args.folder, &["private/alternates.csv"])?;
    output::say(&format!(
        "Alternates, the most helpful first: {}",
        ids.join(", ")
    ))
}

/// The headings of `replacements.csv`: who has gone, and who stepped in; a cell is empty where a seat stayed so.
const REPLACEMENTS: [&str; 3] = ["gone", "ticket", "id"];

/// Who has gone and who stepped in, so far: a row for each change.
#[derive(Default)]
struct Replacements {
    gone: Vec<String>,
    stepped_in: Vec<String>,
    text: String,
}

impl Replacements {
    fn read(text: Option<&String>) -> Result<Self, Failure> {
        const FILE: &str = "private/replacements.csv";
        let Some(text) = text else {
            return Ok(Self::default());
        };
        let table =
            alongside_sheet::table(FILE, text.as_bytes(), "one change").map_err(Failure::Tables)?;
        if table.headings != REPLACEMENTS {
            return Err(Failure::Draw(format!(
                "{FILE} should have the headings {}. It says who is on the panel by now: put back the file as `alongside draw replace` wrote it.",
                REPLACEMENTS.join(", ")
            )));
        }
        let ids = |column: usize| -> Vec<String> {
            let cells = table.rows.iter().filter_map(|(_, row)| row.get(column));
            cells.filter(|id| !id.is_empty()).cloned().collect()
        };
        Ok(Self {
            gone: ids(0),
            stepped_in: ids(2),
            text: text.clone(),
        })
    }

    /// The file with further rows.
    fn with(&self, gone: &[String], stepped_in: &[(String, String)]) -> String {
        let rows = (0..gone.len().max(stepped_in.len())).map(|row| {
            let (ticket, id) = stepped_in
                .get(row)
                .map_or(("", ""), |(ticket, id)| (ticket.as_str(), id.as_str()));
            [gone.get(row).map_or("", String::as_str), ticket, id]
        });
        if self.text.is_empty() {
            return folder::listed(&REPLACEMENTS.join(","), rows);
        }
        let further = folder::listed("", rows);
        format!("{}{further}", self.text.trim_end())
    }
}

/// Says who steps in, and keeps it with the draw.
pub(super) fn replace(args: &ReplaceArgs) -> Result<Outcome, Failure> {
    let mut settled = Settled::read(&args.folder)?;
    let before = Replacements::read(settled.files.private.get("replacements.csv"))?;
    let gone_before = places(&settled.pool, &before.gone)?;
    let panel: Vec<usize> = settled
        .panel
        .iter()
        .copied()
        .chain(places(&settled.pool, &before.stepped_in)?)
        .filter(|place| !gone_before.contains(place))
        .collect();
    let mut gone = places(&settled.pool, &args.gone)?;
    gone.sort_unstable();
    gone.dedup();
    if let Some(other) = gone.iter().find(|place| !panel.contains(place)) {
        let id = &settled.pool.people()[*other].id;
        return Err(Failure::Draw(if gone_before.contains(other) {
            format!("--gone: {id} has gone already, as private/replacements.csv says.")
        } else {
            format!("--gone: {id} is not on the panel.")
        }));
    }
    let mut from = who_may(&settled, args.from_pool)?;
    from.retain(|place| !gone_before.contains(place));
    let replacement = step_in(&settled.pool, &panel, &gone, &from, settled.seed)
        .map_err(|why| Failure::Draw(why.to_string()))?;
    let stepped_in: Vec<(String, String)> = settled
        .tickets(&replacement.people)?
        .into_iter()
        .zip(settled.ids(&replacement.people))
        .collect();
    let text = before.with(&settled.ids(&gone), &stepped_in);
    settled
        .files
        .private
        .insert("replacements.csv".to_owned(), text);
    settled
        .files
        .write_beside(&args.folder, &["private/replacements.csv"])?;
    let now = panel.len() - gone.len() + replacement.people.len();
    output::say(&told(&settled.pool, &replacement, now))
}

/// Who may step in: the alternates, or everybody.
fn who_may(settled: &Settled, from_pool: bool) -> Result<Vec<usize>, Failure> {
    let everybody = (0..settled.pool.people().len()).collect();
    if from_pool {
        return Ok(everybody);
    }
    let Some(text) = settled.files.private.get("alternates.csv") else {
        output::note(
            "No alternates were chosen, so whoever steps in is taken from the whole pool. Ask them before you count on them.",
        );
        return Ok(everybody);
    };
    let table = alongside_sheet::table("private/alternates.csv", text.as_bytes(), "one person")
        .map_err(Failure::Tables)?;
    let ids: Vec<String> = table
        .rows
        .into_iter()
        .filter_map(|(_, row)| row.into_iter().nth(1))
        .collect();
    places(&settled.pool, &ids)
}

/// Who steps in, and what is missed even so; `now` is how many the panel then has.
fn told(pool: &Pool, replacement: &Replacement, now: usize) -> String {
    let ids: Vec<&str> = replacement
        .people
        .iter()
        .map(|place| pool.people()[*place].id.as_str())
        .collect();
    let mut says = vec![if ids.is_empty() {
        "Nobody can step in.".to_owned()
    } else {
        format!("Stepping in: {}", ids.join(", "))
    }];
    let size = pool.size() as usize;
    if now < size {
        says.push(format!("{} of {size} seats stay empty.", size - now));
    }
    for (quota, count) in &replacement.missed {
        let quota = &pool.quotas()[*quota];
        says.push(format!(
            "{} = {}: {count} where {} to {} were agreed.",
            quota.category, quota.feature, quota.min, quota.max
        ));
    }
    says.join("\n")
}
