//! Both databases end up with the same tables.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;

use alongside_testkit::{Outcome, Scratch};

use super::super::{Database, Error, Options, Statement};

alongside_testkit::on_both!(
    every_statement_of_the_crate_is_understood,
    steps_are_taken_once,
    steps_that_several_take_at_once_are_taken_once,
    a_database_that_a_newer_program_changed_is_refused,
);

fn migrated(scratch: &Scratch) -> Result<Database, Error> {
    let database = Database::open(scratch.url(), &Options::default())?;
    database.migrate()?;
    Ok(database)
}

fn every_statement_of_the_crate_is_understood(scratch: &Scratch) -> Outcome {
    let database = migrated(scratch)?;
    let mut prepared = 0;
    for statement in crate::statements() {
        database.read(|snapshot| snapshot.prepare(statement))?;
        prepared += 1;
    }
    assert!(prepared >= 20, "{prepared}");
    Ok(())
}

fn steps_are_taken_once(scratch: &Scratch) -> Outcome {
    migrated(scratch)?.migrate()?;
    let again = migrated(scratch)?;
    let taken = again.read(|snapshot| {
        let steps = Statement::new("select version from refinery_schema_history order by version");
        snapshot.rows(steps, &[], |row| row.get::<i64>(0))
    })?;
    assert_eq!(taken, [1, 2, 10]);
    Ok(())
}

fn steps_that_several_take_at_once_are_taken_once(scratch: &Scratch) -> Outcome {
    let failed: Vec<Error> = thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| migrated(scratch))).collect();
        threads
            .into_iter()
            .filter_map(|thread| thread.join().ok()?.err())
            .collect()
    });
    assert!(failed.is_empty(), "{failed:?}");
    steps_are_taken_once(scratch)
}

fn a_database_that_a_newer_program_changed_is_refused(scratch: &Scratch) -> Outcome {
    const LATER: Statement = Statement::new(
        "insert into refinery_schema_history (version, name, applied_on, checksum)
         select 9999, 'later', applied_on, checksum from refinery_schema_history where version = 1",
    );
    let database = migrated(scratch)?;
    database.write(|tx| tx.execute(LATER, &[]))?;
    assert!(database.migrate().is_err());
    Ok(())
}

#[test]
fn both_databases_have_the_same_tables() -> Outcome {
    let (file, server) = (Scratch::sqlite()?, Scratch::postgres()?);
    let sqlite = read(&migrated(&file)?, &SQLITE)?;
    let postgres = read(&migrated(&server)?, &POSTGRES)?;
    assert!(sqlite.columns.len() > 15, "{sqlite:?}");
    assert_eq!(sqlite, postgres);
    Ok(())
}

#[test]
fn on_sqlite_every_table_refuses_what_is_not_of_its_type() -> Outcome {
    const LAX: Statement = Statement::new(
        "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0
         and name not in ('sqlite_schema', 'refinery_schema_history')",
    );
    let scratch = Scratch::sqlite()?;
    let database = migrated(&scratch)?;
    let lax: Vec<String> = database.read(|snapshot| snapshot.rows(LAX, &[], |row| row.get(0)))?;
    assert_eq!(lax, Vec::<String>::new());
    Ok(())
}

#[derive(Debug, PartialEq, Eq)]
struct Schema {
    /// Table, place, column, kind, whether it must be there.
    columns: Vec<(String, i64, String, &'static str, bool)>,
    /// Table, unique, partial, columns.
    indexes: BTreeSet<(String, bool, bool, Vec<String>)>,
    /// Table and column, and the table and column that it points at.
    pointers: BTreeSet<[String; 4]>,
}

struct Questions {
    columns: Statement,
    indexes: Statement,
    pointers: Statement,
}

const SQLITE: Questions = Questions {
    columns: Statement::new(
        "select t.name, c.cid, c.name, lower(c.type), c.\"notnull\" = 1
         from sqlite_schema t join pragma_table_info(t.name) c
         where t.type = 'table' and t.name not like 'sqlite%' and t.name <> 'refinery_schema_history'
         order by t.name, c.cid",
    ),
    indexes: Statement::new(
        "select t.name, i.name, i.\"unique\" = 1, i.partial = 1, c.name
         from sqlite_schema t join pragma_index_list(t.name) i join pragma_index_info(i.name) c
         where t.type = 'table' and t.name <> 'refinery_schema_history' order by t.name, i.name, c.seqno",
    ),
    pointers: Statement::new(
        "select t.name, f.\"from\", f.\"table\", f.\"to\"
         from sqlite_schema t join pragma_foreign_key_list(t.name) f where t.type = 'table'",
    ),
};

const POSTGRES: Questions = Questions {
    columns: Statement::new(
        "select table_name::text, (ordinal_position - 1)::bigint, column_name::text, data_type::text,
             is_nullable = 'NO'
         from information_schema.columns
         where table_schema = 'public' and table_name <> 'refinery_schema_history'
         order by table_name::text collate \"C\", ordinal_position",
    ),
    indexes: Statement::new(
        "select t.relname::text, i.relname::text, x.indisunique, x.indpred is not null, a.attname::text
         from pg_index x
         join pg_class i on i.oid = x.indexrelid
         join pg_class t on t.oid = x.indrelid
         join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
         cross join lateral unnest(x.indkey) with ordinality k (attribute, place)
         join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attribute
         where t.relname <> 'refinery_schema_history' order by t.relname, i.relname, k.place",
    ),
    pointers: Statement::new(
        "select t.relname::text, a.attname::text, f.relname::text, b.attname::text
         from pg_constraint c
         join pg_class t on t.oid = c.conrelid
         join pg_class f on f.oid = c.confrelid
         cross join lateral unnest(c.conkey, c.confkey) k (here, there)
         join pg_attribute a on a.attrelid = t.oid and a.attnum = k.here
         join pg_attribute b on b.attrelid = f.oid and b.attnum = k.there
         where c.contype = 'f'",
    ),
};

fn read(database: &Database, questions: &Questions) -> Result<Schema, Error> {
    database.read(|snapshot| {
        let columns = snapshot.rows(questions.columns, &[], |row| {
            let kind = kind(&row.get::<String>(3)?);
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, kind, row.get(4)?))
        })?;
        let parts = snapshot.rows(questions.indexes, &[], |row| {
            let index: (String, String, bool, bool) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok((index, row.get::<String>(4)?))
        })?;
        let mut indexes = BTreeMap::<_, Vec<String>>::new();
        for (index, column) in parts {
            indexes.entry(index).or_default().push(column);
        }
        let pointers = snapshot.rows(questions.pointers, &[], |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
        })?;
        Ok(Schema {
            columns,
            // The name that an index of its own accord has differs.
            indexes: indexes
                .into_iter()
                .map(|((table, _, unique, partial), columns)| (table, unique, partial, columns))
                .collect(),
            pointers: pointers.into_iter().collect(),
        })
    })
}

/// A yes or no has no type of its own on SQLite, so it counts as a whole number.
fn kind(ty: &str) -> &'static str {
    match ty {
        "bigint" | "boolean" | "integer" => "whole",
        "text" => "text",
        "blob" | "bytea" => "blob",
        _ => "not of our dialect",
    }
}
