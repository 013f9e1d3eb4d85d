//! Tables on the disk, read for a draw.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use alongside_lottery::frozen::Ticket;
use alongside_lottery::{Fault, Part, Pool, Table};
use alongside_sheet::{Place, Problem};
use data_encoding::HEXLOWER;

use super::folder::Folder;
use crate::failure::Failure;
use crate::inputs;

/// The pool, and what a reader of the files should know; or everything that is wrong with both.
pub(super) fn pool(
    people: &Path,
    quotas: &Path,
    size: u32,
) -> Result<(Pool, Vec<String>), Failure> {
    inputs::refuse_twice(&[people.to_owned(), quotas.to_owned()])?;
    let bytes = [people, quotas].map(|file| fs::read(file).map_err(Failure::reading(file)));
    let [people_bytes, quotas_bytes] = bytes;
    let names = inputs::names(&[people.to_owned(), quotas.to_owned()]);
    of_bytes(
        [(&names[0], &people_bytes?), (&names[1], &quotas_bytes?)],
        size,
    )
}

/// The same of what the files hold.
pub(super) fn of_bytes(
    files: [(&str, &[u8]); 2],
    size: u32,
) -> Result<(Pool, Vec<String>), Failure> {
    let [(people, people_bytes), (quotas, quotas_bytes)] = files;
    let read = [
        alongside_sheet::table(people, people_bytes, "one person"),
        alongside_sheet::table(quotas, quotas_bytes, "one quota"),
    ];
    let (people_table, quotas_table) = match read {
        [Ok(people), Ok(quotas)] => (people, quotas),
        [one, other] => {
            let problems = [one.err(), other.err()].into_iter().flatten().flatten();
            return Err(Failure::Tables(problems.collect()));
        }
    };
    let notes = [(people, &people_table), (quotas, &quotas_table)]
        .into_iter()
        .flat_map(|(file, table)| {
            table
                .notes
                .iter()
                .map(move |note| format!("{file}: {note}."))
        })
        .collect();
    let plain = |table: &alongside_sheet::Table| Table {
        headings: table.headings.clone(),
        rows: table.rows.clone(),
    };
    match Pool::read(&plain(&people_table), &plain(&quotas_table), size) {
        Ok(pool) => Ok((pool, notes)),
        Err(faults) => {
            let told = |fault: Fault| match fault.part {
                Part::Pool => problem(people, &people_table, fault),
                Part::Quotas => problem(quotas, &quotas_table, fault),
                Part::Size => Problem {
                    file: "--size".to_owned(),
                    place: Place::File,
                    message: fault.message,
                },
            };
            Err(Failure::Tables(faults.into_iter().map(told).collect()))
        }
    }
}

fn problem(file: &str, table: &alongside_sheet::Table, fault: Fault) -> Problem {
    let place = match &fault.column {
        Some((column, _)) => table.place(fault.row, *column),
        None if fault.row > 0 => Place::Row(fault.row),
        None => Place::File,
    };
    Problem {
        file: file.to_owned(),
        place,
        message: fault.message,
    }
}

/// The pool and the tickets of a whole draw; `None` where the private files are not there.
pub(super) fn people_of(files: &Folder) -> Result<Option<(Pool, Vec<Ticket>)>, Failure> {
    let (Some(people), Some(pool), Some(quotas)) = (
        files.private.get("people.csv"),
        files.private.get("pool.csv"),
        files.public.get("quotas.csv"),
    ) else {
        return Ok(None);
    };
    let (pool, _) = of_bytes(
        [
            ("private/pool.csv", pool.as_bytes()),
            ("public/quotas.csv", quotas.as_bytes()),
        ],
        files.statement()?.size,
    )?;
    let tickets = tickets(people, &pool)?;
    Ok(Some((pool, tickets)))
}

/// The tickets of `people.csv`, in the order of the pool's people.
pub(super) fn tickets(people: &str, pool: &Pool) -> Result<Vec<Ticket>, Failure> {
    let by_id = by_id(people)?;
    let ticket = |id: &String| {
        by_id.get(id).cloned().ok_or_else(|| {
            Failure::Draw(format!(
                "private/people.csv has no ticket for {id}, who is in pool.csv."
            ))
        })
    };
    pool.people()
        .iter()
        .map(|person| ticket(&person.id))
        .collect()
}

fn by_id(people: &str) -> Result<BTreeMap<String, Ticket>, Failure> {
    let table = alongside_sheet::table("private/people.csv", people.as_bytes(), "one person")
        .map_err(Failure::Tables)?;
    let row = |(number, cells): &(usize, Vec<String>)| {
        let salt = cells
            .get(2)
            .and_then(|salt| HEXLOWER.decode(salt.as_bytes()).ok()?.try_into().ok());
        match (cells.first(), cells.get(1), salt) {
            (Some(name), Some(id), Some(salt)) => Ok((
                id.clone(),
                Ticket {
                    name: name.clone(),
                    salt,
                },
            )),
            _ => Err(Failure::Draw(format!(
                "private/people.csv, row {number}: there should be a ticket, an id and a salt."
            ))),
        }
    };
    table.rows.iter().map(row).collect()
}

/// The ids that belong to tickets.
pub(super) fn ids_of(people: &str, tickets: &[String]) -> Result<Vec<String>, Failure> {
    let by_id = by_id(people)?;
    let id = |ticket: &String| {
        let found = by_id.iter().find(|(_, known)| known.name == *ticket);
        let (id, _) = found
            .ok_or_else(|| Failure::Draw(format!("private/people.csv has no ticket {ticket}.")))?;
        Ok(id.clone())
    };
    tickets.iter().map(id).collect()
}
