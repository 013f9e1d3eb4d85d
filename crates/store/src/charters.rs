//! The files of charters, kept as they were adopted.

use alongside_domain::act::Digest;

use crate::sql::{Error, Snapshot, Transaction, statements};

statements! {
    KEEP = "insert into charters (digest, file) values ($1, $2) on conflict (digest) do nothing";
    FIND = "select file from charters where digest = $1";
}

/// Keeps a file and gives the digest that acts name it by. The same file is kept once.
pub fn keep(tx: &mut Transaction<'_>, file: &str) -> Result<Digest, Error> {
    let digest = Digest::of(file.as_bytes());
    tx.execute(KEEP, &[digest.to_string().into(), file.into()])?;
    Ok(digest)
}

/// A file as it was adopted.
pub fn find(snapshot: &mut Snapshot<'_>, digest: Digest) -> Result<Option<String>, Error> {
    snapshot.row(FIND, &[digest.to_string().into()], |row| row.get(0))
}
