//! The steps from one shape of the database to the next: one text for both.

use refinery_core::{Migration, Runner};

use super::database::{Database, Engine};
use super::error::{Class, Error};
use super::transaction::Attempt;

/// Every step, in order. A step that has been released is never changed again: what is wrong is mended by a new one.
pub(super) const STEPS: &[(&str, &str)] = &[
    (
        "V0001__acts",
        include_str!("../../migrations/V0001__acts.sql"),
    ),
    (
        "V0002__jobs",
        include_str!("../../migrations/V0002__jobs.sql"),
    ),
    (
        "V0003__areas",
        include_str!("../../migrations/V0003__areas.sql"),
    ),
    (
        "V0004__people",
        include_str!("../../migrations/V0004__people.sql"),
    ),
    (
        "V0005__sign_in",
        include_str!("../../migrations/V0005__sign_in.sql"),
    ),
    (
        "V0006__mails",
        include_str!("../../migrations/V0006__mails.sql"),
    ),
    (
        "V0007__sheets",
        include_str!("../../migrations/V0007__sheets.sql"),
    ),
    (
        "V0008__plans",
        include_str!("../../migrations/V0008__plans.sql"),
    ),
    (
        "V0009__replies",
        include_str!("../../migrations/V0009__replies.sql"),
    ),
    (
        "V0010__logos",
        include_str!("../../migrations/V0010__logos.sql"),
    ),
    (
        "V0011__logs",
        include_str!("../../migrations/V0011__logs.sql"),
    ),
    (
        "V0012__told",
        include_str!("../../migrations/V0012__told.sql"),
    ),
    (
        "V0013__witnesses",
        include_str!("../../migrations/V0013__witnesses.sql"),
    ),
    (
        "V0014__calendars",
        include_str!("../../migrations/V0014__calendars.sql"),
    ),
    (
        "V0015__acts_found",
        include_str!("../../migrations/V0015__acts_found.sql"),
    ),
    (
        "V0016__texts",
        include_str!("../../migrations/V0016__texts.sql"),
    ),
    (
        "V0017__replies_key",
        include_str!("../../migrations/V0017__replies_key.sql"),
    ),
    (
        "V0018__jobs_spent",
        include_str!("../../migrations/V0018__jobs_spent.sql"),
    ),
];

/// What the steps call a thing, and what the engine does.
type Words = &'static [(&'static str, &'static str)];

// fork: the names of types, and tables that refuse what is not of the type
const SQLITE: Words = &[
    ("bool", "integer"),
    ("bigint", "integer"),
    (");", ") strict;"),
];
const POSTGRES: Words = &[("bool", "boolean"), ("blob", "bytea")];

impl Database {
    /// Takes the steps that have not been taken yet, all of them or none. Several processes may ask at once.
    ///
    /// A database that a newer program has changed is refused.
    pub fn migrate(&self) -> Result<(), Error> {
        match self.engine() {
            Engine::Sqlite(engine) => {
                let mut writer = engine.writer()?;
                let runner = runner(SQLITE)?;
                // Another process that takes the steps at the same time makes ours fail: a little later there are
                // none left to take. A step that is wrong fails every time.
                self.persist(|| {
                    let taken = runner.run(&mut *writer).map_err(failed);
                    taken.map_or_else(Attempt::Again, |_| Attempt::Done(Ok(())))
                })?;
            }
            // fork: one process at a time takes the steps
            Engine::Postgres(engine) => {
                let locking =
                    |error| super::postgres::fault("the steps could not be guarded", error);
                let runner = runner(POSTGRES)?;
                let mut connection = engine.connection()?;
                let client = &mut connection.client;
                client.batch_execute(LOCK).map_err(locking)?;
                let outcome = runner.run(client);
                // If the line went dead, the server has let go of the lock by itself.
                let unlocked = client.batch_execute(UNLOCK).map_err(locking);
                outcome.map_err(failed).and(unlocked)?;
            }
        }
        Ok(())
    }
}

/// A number that nobody else is likely to lock: "ALONGSID" in ASCII.
const LOCK: &str = "select pg_advisory_lock(x'414c4f4e47534944'::bigint)";
const UNLOCK: &str = "select pg_advisory_unlock(x'414c4f4e47534944'::bigint)";

fn runner(words: Words) -> Result<Runner, Error> {
    let steps = STEPS
        .iter()
        .map(|(name, text)| Migration::unapplied(name, &translate(text, words)));
    let steps = steps.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    Ok(Runner::new(&steps).set_grouped(true))
}

fn failed(error: refinery_core::Error) -> Error {
    let what = "the database could not be brought up to date";
    Error::new(Class::Other, what, error)
}

/// Puts the engine's words for the steps' own. A type is the second word of its line, and a table ends with `);` on
/// a line of its own: a step that is written in another way gives a schema that the tests refuse.
fn translate(text: &str, words: Words) -> String {
    let mut translated = String::with_capacity(text.len());
    for line in text.lines() {
        translated.push_str(&translate_line(line, words));
        translated.push('\n');
    }
    translated
}

fn translate_line(line: &str, words: Words) -> String {
    let put = |word: &str| words.iter().find(|(ours, _)| *ours == word);
    if let Some((_, theirs)) = put(line) {
        return (*theirs).to_owned();
    }
    let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
    let mut parts = rest.splitn(3, ' ');
    let (Some(name), Some(ty)) = (parts.next(), parts.next()) else {
        return line.to_owned();
    };
    let (ty, comma) = ty.strip_suffix(',').map_or((ty, ""), |ty| (ty, ","));
    match put(ty) {
        Some((_, theirs)) if !indent.is_empty() => {
            let rest = parts.next().map(|rest| format!(" {rest}"));
            format!("{indent}{name} {theirs}{comma}{}", rest.unwrap_or_default())
        }
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn every_step_in_the_folder_is_on_the_list_in_order() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let mut found: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        found.sort();
        let listed: Vec<String> = STEPS
            .iter()
            .map(|(name, _)| format!("{name}.sql"))
            .collect();
        assert_eq!(found, listed);
    }

    #[test]
    fn types_and_ends_of_tables_are_translated_and_nothing_else_is() {
        let step = "-- a bigint here\ncreate table x (\n    text bigint not null,\n    paid bool,\n    seal blob\n);\n";
        assert_eq!(
            translate(step, SQLITE),
            "-- a bigint here\ncreate table x (\n    text integer not null,\n    paid integer,\n    seal blob\n) strict;\n"
        );
        assert_eq!(
            translate(step, POSTGRES),
            "-- a bigint here\ncreate table x (\n    text bigint not null,\n    paid boolean,\n    seal bytea\n);\n"
        );
    }
}
