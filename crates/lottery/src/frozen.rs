//! A draw that is fixed before its number is known, in files that can be published.
//!
//! [`freeze`] writes two folders' worth of texts. The *public* ones name nobody's features and no ids, only tickets.
//! Where quotas leave no room ([`Pool::fixed_categories`]) the panels still show which tickets are alike.
//!
//! | file | what is in it |
//! |---|---|
//! | `draw.json` | the method, the sizes, which public number will decide, and the hashes of the files below |
//! | `panels.csv` | every panel with its number and its tickets |
//! | `chances.csv` | every ticket with the chance that the method gives it, and on how many panels it is |
//! | `quotas.csv` | the quotas |
//! | `commitments.csv` | every ticket with the leaf that commits to its features ([`crate::commitment`]) |
//!
//! The *private* ones stay with the organiser: `pool.csv` as it was used, and `people.csv` with everybody's ticket, salt
//! and path, which each person may be given for themselves.
//!
//! [`settle`] says which panel a public number means. [`check`] goes through the public files again and makes every one
//! of them anew that follows from others; with the private ones [`freeze`] makes them all. [`check_entry`] is for
//! somebody who is in the pool and holds their own [`Entry`]. Every text is the same to the byte whenever the same is
//! frozen again.

mod by;
mod check;
mod csv;
mod entry;
mod outcome;

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use by::By;
pub use check::{Check, check};
pub use entry::{Entry, Feature, check_entry};
pub use outcome::{Answer, Outcome, SettleError, settle};

use self::csv::line;
use crate::commitment::{Hash, leaf, path, root};
use crate::{Lots, Method, Pool};

/// The version of the files and of everything that they depend on.
pub const VERSION: &str = "alongside-draw 1";

/// Texts by the names of their files.
pub type Files = BTreeMap<String, String>;

/// What is published before the draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// [`VERSION`].
    pub version: String,
    /// The name of the method.
    pub method: String,
    /// How many a panel has.
    pub size: u32,
    /// How many are in the pool.
    pub people: usize,
    /// How many panels there are.
    pub panels: usize,
    /// SHA-256 of `panels.csv`: what is drawn from.
    pub table: String,
    /// SHA-256 of `chances.csv`.
    pub chances: String,
    /// SHA-256 of `quotas.csv`.
    pub quotas: String,
    /// The root over the leaves in `commitments.csv`.
    pub commitments: String,
    /// What decides.
    pub by: By,
    /// What whoever reads of the draw should know, a sentence or more each.
    pub notes: Vec<String>,
}

impl Statement {
    /// The text of `draw.json`.
    pub fn json(&self) -> String {
        json(self)
    }

    /// Reads `draw.json`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let read: Self = serde_json::from_str(text)
            .map_err(|cause| format!("draw.json cannot be read: {cause}"))?;
        if read.version != VERSION {
            return Err(format!(
                "draw.json is of the version \"{}\", and this program knows \"{VERSION}\"",
                read.version
            ));
        }
        if read.panels == 0 {
            return Err("draw.json names no panels".to_owned());
        }
        Ok(read)
    }
}

/// The ticket that somebody is known by in public, and the salt of their commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// `T` and a number.
    pub name: String,
    /// Known to them and the organiser only.
    pub salt: Hash,
}

/// Tickets for everybody in a pool, in the order of [`Pool::people`], from 32 bytes that nobody else knows. The
/// numbers are in the order of a keyed hash of the ids, so that they say nothing about anybody.
pub fn tickets(pool: &Pool, secret: &[u8; 32]) -> Vec<Ticket> {
    let mut key = [0; 64];
    key[..32].copy_from_slice(secret);
    let keyed = |label: &[u8], id: &str| -> Hash {
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&key.into());
        mac.update(label);
        mac.update(id.as_bytes());
        mac.finalize().into_bytes().into()
    };
    let ids: Vec<&str> = pool
        .people()
        .iter()
        .map(|person| person.id.as_str())
        .collect();
    let mut order: Vec<(Hash, usize)> = ids
        .iter()
        .enumerate()
        .map(|(place, id)| (keyed(b"ticket ", id), place))
        .collect();
    order.sort_unstable();
    let wide = ids.len().to_string().len();
    let mut tickets: Vec<Ticket> = ids
        .iter()
        .map(|id| Ticket {
            name: String::new(),
            salt: keyed(b"salt ", id),
        })
        .collect();
    for (number, (_, place)) in (1..).zip(&order) {
        tickets[*place].name = format!("T{number:0wide$}");
    }
    tickets
}

/// A draw in files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// To be published before the draw.
    pub public: Files,
    /// To be kept.
    pub private: Files,
}

/// Writes a draw down: `targets` are the chances that the method gives, in the order of [`Pool::people`].
pub fn freeze(
    pool: &Pool,
    method: Method,
    targets: &[f64],
    lots: &Lots<'_>,
    tickets: &[Ticket],
    by: By,
    notes: Vec<String>,
) -> Frozen {
    let quotas = quotas_csv(pool);
    let panels = panels_csv(lots, tickets);
    let chances = chances_csv(targets, lots, tickets);
    let by_ticket = by_ticket(tickets);
    let leaves = leaves(pool, tickets, &by_ticket);
    let statement = Statement {
        version: VERSION.to_owned(),
        method: method.name().to_owned(),
        size: pool.size(),
        people: pool.people().len(),
        panels: lots.panels.len(),
        table: hash_of(&panels),
        chances: hash_of(&chances),
        quotas: hash_of(&quotas),
        commitments: HEXLOWER.encode(&root(&leaves)),
        by,
        notes,
    };
    let mut commitments = "ticket,leaf\n".to_owned();
    let mut people = "ticket,id,salt,path\n".to_owned();
    for (row, place) in by_ticket.iter().enumerate() {
        let Ticket { name, salt } = &tickets[*place];
        commitments.push_str(&line([name.as_str(), &HEXLOWER.encode(&leaves[row])]));
        let path: Vec<String> = path(&leaves, row)
            .iter()
            .map(|hash| HEXLOWER.encode(hash))
            .collect();
        people.push_str(&line([
            name.as_str(),
            &pool.people()[*place].id,
            &HEXLOWER.encode(salt),
            &path.join(" "),
        ]));
    }
    let public = [
        ("draw.json", statement.json()),
        ("panels.csv", panels),
        ("chances.csv", chances),
        ("quotas.csv", quotas),
        ("commitments.csv", commitments),
    ];
    let private = [("pool.csv", pool_csv(pool)), ("people.csv", people)];
    Frozen {
        public: public.map(|(name, text)| (name.to_owned(), text)).into(),
        private: private.map(|(name, text)| (name.to_owned(), text)).into(),
    }
}

/// What commits to each person, in the order of the tickets.
fn leaves(pool: &Pool, tickets: &[Ticket], by_ticket: &[usize]) -> Vec<Hash> {
    let features = |place: usize| {
        let person = &pool.people()[place];
        let quotas = person
            .quotas
            .iter()
            .map(|quota| pool.quotas()[*quota].feature.as_str());
        quotas.chain(person.household.as_deref())
    };
    let of = |place: &usize| {
        let Ticket { name, salt } = &tickets[*place];
        leaf(salt, name, features(*place))
    };
    by_ticket.iter().map(of).collect()
}

/// SHA-256 of a text in hexadecimal.
pub fn hash_of(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text))
}

fn json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// Places in the order of the tickets.
fn by_ticket(tickets: &[Ticket]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..tickets.len()).collect();
    places.sort_by(|a, b| tickets[*a].name.cmp(&tickets[*b].name));
    places
}

/// The number of a panel as it is written: as many digits as dice show it with.
pub fn panel_name(panel: usize, of: usize) -> String {
    let wide = crate::public_draw::dice_needed(of);
    format!("{panel:0wide$}")
}

fn panels_csv(lots: &Lots<'_>, tickets: &[Ticket]) -> String {
    let mut text = "panel,tickets\n".to_owned();
    for (number, panel) in lots.panels.iter().enumerate() {
        let mut names: Vec<&str> = panel
            .iter()
            .map(|place| tickets[*place].name.as_str())
            .collect();
        names.sort_unstable();
        text.push_str(&line([
            panel_name(number, lots.panels.len()).as_str(),
            &names.join(" "),
        ]));
    }
    text
}

fn chances_csv(targets: &[f64], lots: &Lots<'_>, tickets: &[Ticket]) -> String {
    let counts = lots.counts();
    chances_text(by_ticket(tickets).into_iter().map(|place| {
        // No finer than it takes to check the lottery: the whole number would tell people apart who are nearly alike.
        let target = format!("{:.3}", targets[place]);
        (tickets[place].name.as_str(), target, counts[place])
    }))
}

/// `chances.csv` from each ticket, its target, and on how many panels it is.
fn chances_text<'t>(rows: impl IntoIterator<Item = (&'t str, String, usize)>) -> String {
    let mut text = "ticket,target,panels\n".to_owned();
    for (ticket, target, count) in rows {
        text.push_str(&line([ticket, &target, &count.to_string()]));
    }
    text
}

/// The pool in one form: people in the order of their ids, with nothing but what the quotas look at.
fn pool_csv(pool: &Pool) -> String {
    let mut text = line(
        ["id"]
            .into_iter()
            .chain(pool.categories().iter().map(String::as_str))
            .chain(["household"]),
    );
    for person in pool.people() {
        let features = person
            .quotas
            .iter()
            .map(|quota| pool.quotas()[*quota].feature.as_str());
        let household = person.household.as_deref().unwrap_or_default();
        text.push_str(&line(
            [person.id.as_str()]
                .into_iter()
                .chain(features)
                .chain([household]),
        ));
    }
    text
}

fn quotas_csv(pool: &Pool) -> String {
    let mut text = "category,feature,min,max\n".to_owned();
    for quota in pool.quotas() {
        text.push_str(&line([
            quota.category.as_str(),
            &quota.feature,
            &quota.min.to_string(),
            &quota.max.to_string(),
        ]));
    }
    text
}
