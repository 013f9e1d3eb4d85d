//! A database in a file, looked at from outside.

use std::error::Error;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

/// The tables in which a row holds these words anywhere.
pub(crate) fn tables_holding(path: &str, words: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut tables = connection.prepare("select name from sqlite_schema where type = 'table'")?;
    let tables: Vec<String> = tables
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut found = Vec::new();
    for table in tables {
        if holds(&connection, &table, words)? {
            found.push(table);
        }
    }
    Ok(found)
}

fn holds(connection: &Connection, table: &str, words: &str) -> rusqlite::Result<bool> {
    let mut rows = connection.prepare(&format!("select * from \"{table}\""))?;
    let columns = rows.column_count();
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            if let ValueRef::Text(bytes) | ValueRef::Blob(bytes) = row.get_ref(column)?
                && String::from_utf8_lossy(bytes).contains(words)
            {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
