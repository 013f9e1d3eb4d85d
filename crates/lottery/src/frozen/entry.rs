//! What one person is given of a draw: their own entry, and nobody else's.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use super::{Check, Files, Outcome, Statement, Ticket, by_ticket, csv, json, leaves};
use crate::Pool;
use crate::commitment::{Hash, is_under, leaf, path};

/// The version of the file.
const VERSION: &str = "alongside-entry 1";

/// What the pool says of one person, with what it takes to check that this was fixed before the draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// `alongside-entry 1`.
    pub version: String,
    /// What they are known by in public.
    pub ticket: String,
    /// Their feature of each category, in the order of the quotas.
    pub features: Vec<Feature>,
    /// Who they live with, where they said so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub household: Option<String>,
    /// The salt of their commitment, in hexadecimal.
    pub salt: String,
    /// The hashes that lead from their leaf to the root, the nearest to the leaf first, in hexadecimal.
    pub path: Vec<String>,
}

/// What somebody is in one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// Such as `area`.
    pub category: String,
    /// Such as `north`.
    pub feature: String,
}

impl Entry {
    /// The entry of the person at a place in [`Pool::people`]; `None` where there is nobody.
    pub fn of(pool: &Pool, tickets: &[Ticket], place: usize) -> Option<Self> {
        let (person, ticket) = (pool.people().get(place)?, tickets.get(place)?);
        let by_ticket = by_ticket(tickets);
        let row = by_ticket.iter().position(|other| *other == place)?;
        let leaves = leaves(pool, tickets, &by_ticket);
        let features = person.quotas.iter().map(|quota| &pool.quotas()[*quota]);
        Some(Self {
            version: VERSION.to_owned(),
            ticket: ticket.name.clone(),
            features: features
                .map(|quota| Feature {
                    category: quota.category.clone(),
                    feature: quota.feature.clone(),
                })
                .collect(),
            household: person.household.clone(),
            salt: HEXLOWER.encode(&ticket.salt),
            path: path(&leaves, row)
                .iter()
                .map(|hash| HEXLOWER.encode(hash))
                .collect(),
        })
    }

    /// The text of the file.
    pub fn json(&self) -> String {
        json(self)
    }

    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, String> {
        let read: Self = serde_json::from_str(text)
            .map_err(|cause| format!("this is not an entry of a draw: {cause}"))?;
        if read.version != VERSION {
            return Err(format!(
                "the entry is of the version \"{}\", and this program knows \"{VERSION}\"",
                read.version
            ));
        }
        Ok(read)
    }

    /// What the pool says of them, such as `area = north, age = young`.
    pub fn shown(&self) -> String {
        let features = self
            .features
            .iter()
            .map(|feature| format!("{} = {}", feature.category, feature.feature));
        let household = self
            .household
            .iter()
            .map(|household| format!("household = {household}"));
        features.chain(household).collect::<Vec<_>>().join(", ")
    }

    fn leaf(&self) -> Option<Hash> {
        let features = self.features.iter().map(|feature| feature.feature.as_str());
        Some(leaf(
            &hash(&self.salt)?,
            &self.ticket,
            features.chain(self.household.as_deref()),
        ))
    }
}

fn hash(text: &str) -> Option<Hash> {
    HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
}

/// Checks what one person can about themselves, in public files that [`super::check`] has nothing against: that they were
/// in the pool as their entry says before the draw, on how many panels they are, and whether they were drawn.
pub fn check_entry(public: &Files, entry: &Entry) -> Vec<Check> {
    let ticket = &entry.ticket;
    let text = |name: &str| public.get(name).map(String::as_str).unwrap_or_default();
    let Ok(statement) = Statement::parse(text("draw.json")) else {
        return vec![Check::new(false, "draw.json can be read")];
    };
    let rows = csv::rows::<2>("commitments.csv", text("commitments.csv"), "ticket,leaf");
    let rows = rows.unwrap_or_default();
    let place = rows.iter().position(|[name, _]| name == ticket);
    let (Some(place), Some(own)) = (place, entry.leaf()) else {
        let says = format!("{ticket} is a ticket of this draw, with a salt that can be read");
        return vec![Check::new(false, says)];
    };
    let path: Option<Vec<Hash>> = entry.path.iter().map(|text| hash(text)).collect();
    let is_fixed = hash(&statement.commitments)
        .zip(path)
        .is_some_and(|(root, path)| is_under(&root, &own, place, statement.people, &path));
    let is_so =
        rows[place][1] == HEXLOWER.encode(&own) && are_named(text("quotas.csv"), &entry.features);
    let mut checks = vec![
        Check::new(
            is_so,
            format!(
                "your entry is in the pool as ticket {ticket}, as: {}",
                entry.shown()
            ),
        ),
        Check::new(
            is_fixed,
            "your entry was fixed with all others before the draw: its path leads to the root in draw.json",
        ),
        chance(public, ticket, statement.panels),
    ];
    if let Some(Ok(outcome)) = public.get("outcome.json").map(|text| Outcome::parse(text)) {
        checks.push(drawn(text("panels.csv"), ticket, &outcome));
    }
    checks
}

/// Whether the quotas name every feature under its category, in this order: what is hashed are the features alone.
fn are_named(quotas: &str, features: &[Feature]) -> bool {
    let mut rest = quotas;
    features.iter().all(|Feature { category, feature }| {
        let row = csv::line([category.as_str(), feature]);
        let row = format!("\n{},", row.trim_end_matches('\n'));
        let found = rest.find(&row);
        rest = found.map_or("", |at| &rest[at + row.len()..]);
        found.is_some()
    })
}

/// On how many panels a ticket is, and whether `chances.csv` says the same.
fn chance(public: &Files, ticket: &str, panels: usize) -> Check {
    let text = |name: &str| public.get(name).map(String::as_str).unwrap_or_default();
    let table = csv::rows::<2>("panels.csv", text("panels.csv"), "panel,tickets");
    let table = table.unwrap_or_default();
    let count = table
        .iter()
        .filter(|[_, tickets]| tickets.split(' ').any(|other| other == ticket))
        .count();
    let told = csv::rows::<3>("chances.csv", text("chances.csv"), "ticket,target,panels");
    let told = told.unwrap_or_default();
    let told = told.iter().find(|[name, ..]| *name == ticket);
    Check::new(
        told.is_some_and(|[.., told]| *told == count.to_string()),
        format!(
            "counted one by one, {ticket} is on {count} of {panels} panels: that was your chance, and chances.csv says the same"
        ),
    )
}

/// Whether a ticket was drawn, and whether the outcome says the same as the table.
fn drawn(table: &str, ticket: &str, outcome: &Outcome) -> Check {
    let rows = csv::rows::<2>("panels.csv", table, "panel,tickets").unwrap_or_default();
    let row = rows.iter().find(|[name, _]| *name == outcome.panel);
    let in_table = row.is_some_and(|[_, tickets]| tickets.split(' ').any(|other| other == ticket));
    let told = outcome.tickets.iter().any(|other| other == ticket);
    let was = if in_table { "was" } else { "was not" };
    Check::new(
        told == in_table,
        format!(
            "{ticket} {was} drawn: panel {} decides, and outcome.json says the same",
            outcome.panel
        ),
    )
}
