//! What comes after a draw: alternates, and who steps in.

use std::path::Path;

use alongside_lottery::{Pool, alternates as choose, replace as step_in};

use super::folder::{self, Folder};
use super::read;
use crate::args::{AlternatesArgs, ReplaceArgs};
use crate::failure::Failure;
use crate::{Outcome, output};

/// A settled draw with its pool.
struct Settled {
    files: Folder,
    pool: Pool,
    /// Who is on the panel: places in the pool.
    panel: Vec<usize>,
}

impl Settled {
    fn read(folder: &Path) -> Result<Self, Failure> {
        let files = Folder::read(folder)?;
        let (Some(people), Some(pool), Some(quotas)) = (
            files.private.get("people.csv"),
            files.private.get("pool.csv"),
            files.public.get("quotas.csv"),
        ) else {
            return Err(Failure::Draw("who steps in depends on people's features: give the whole folder of the draw, with `private` in it.".to_owned()));
        };
        let (pool, _) = read::of_bytes(
            [
                ("private/pool.csv", pool.as_bytes()),
                ("public/quotas.csv", quotas.as_bytes()),
            ],
            files.statement()?.size,
        )?;
        let Some(outcome) = files.outcome()? else {
            return Err(Failure::Draw(
                "this draw is not settled yet: run `alongside draw settle` first.".to_owned(),
            ));
        };
        let panel = places(&pool, &read::ids_of(people, &outcome.tickets)?)?;
        Ok(Self { files, pool, panel })
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
    let Some(outcome) = settled.files.outcome()? else {
        return Err(Failure::Draw("this draw is not settled yet.".to_owned()));
    };
    let chosen = choose(
        &settled.pool,
        &settled.panel,
        args.count,
        args.stays,
        outcome.seed(),
    );
    let (ids, tickets) = (settled.ids(&chosen), settled.tickets(&chosen)?);
    let text = folder::listed("ticket,id", tickets.iter().zip(&ids));
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

/// Says who steps in, and keeps it with the draw.
pub(super) fn replace(args: &ReplaceArgs) -> Result<Outcome, Failure> {
    let mut settled = Settled::read(&args.folder)?;
    let gone = places(&settled.pool, &args.gone)?;
    if let Some(other) = gone.iter().find(|place| !settled.panel.contains(place)) {
        let id = &settled.pool.people()[*other].id;
        return Err(Failure::Draw(format!(
            "--gone: {id} is not on the panel that was drawn."
        )));
    }
    let from = match settled.files.private.get("alternates.csv") {
        Some(text) if !args.from_pool => {
            let table =
                alongside_sheet::table("private/alternates.csv", text.as_bytes(), "one person")
                    .map_err(Failure::Tables)?;
            let ids: Vec<String> = table
                .rows
                .into_iter()
                .filter_map(|(_, row)| row.into_iter().nth(1))
                .collect();
            places(&settled.pool, &ids)?
        }
        _ => (0..settled.pool.people().len()).collect(),
    };
    let replacement = step_in(&settled.pool, &settled.panel, &gone, &from)
        .map_err(|why| Failure::Draw(why.to_string()))?;
    let (ids, tickets) = (
        settled.ids(&replacement.people),
        settled.tickets(&replacement.people)?,
    );
    let mut says = vec![match ids.as_slice() {
        [] => "Nobody can step in.".to_owned(),
        ids => format!("Stepping in: {}", ids.join(", ")),
    }];
    if ids.len() < gone.len() {
        says.push(format!(
            "{} of {} seats stay empty.",
            gone.len() - ids.len(),
            gone.len()
        ));
    }
    for (quota, count) in &replacement.missed {
        let quota = &settled.pool.quotas()[*quota];
        says.push(format!(
            "{} = {}: {count} where {} to {} were agreed.",
            quota.category, quota.feature, quota.min, quota.max
        ));
    }
    let text = folder::listed("ticket,id", tickets.iter().zip(&ids));
    settled
        .files
        .private
        .insert("replacements.csv".to_owned(), text);
    settled
        .files
        .write_beside(&args.folder, &["private/replacements.csv"])?;
    output::say(&says.join("\n"))
}
