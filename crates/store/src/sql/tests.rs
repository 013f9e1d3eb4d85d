//! What the seam promises, held on both databases.

mod dialect;
mod house;
mod meeting;
mod schema;
mod secrecy;

use alongside_testkit::Scratch;

use super::{Database, Error, Options, Statement, Transaction};

/// A database with a table to play with.
fn open(scratch: &Scratch) -> Result<Database, Error> {
    let database = Database::open(scratch.url(), &Options::default())?;
    database.write(|tx| tx.execute(MAKE, &[]))?;
    database.write(|tx| tx.execute(START, &[]))?;
    Ok(database)
}

const MAKE: Statement =
    Statement::new("create table tally (id bigint primary key, n bigint not null)");
const START: Statement = Statement::new("insert into tally (id, n) values (1, 0)");
const READ: Statement = Statement::new("select n from tally where id = 1");
const WRITE: Statement = Statement::new("update tally set n = $1 where id = 1");

fn count_one(tx: &mut Transaction<'_>) -> Result<(), Error> {
    let n: Option<i64> = tx.row(READ, &[], |row| row.get(0))?;
    tx.execute(WRITE, &[(n.unwrap_or(0) + 1).into()])?;
    Ok(())
}

fn count(database: &Database) -> Result<Option<i64>, Error> {
    database.read(|snapshot| snapshot.row(READ, &[], |row| row.get(0)))
}
