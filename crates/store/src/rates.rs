//! How often something was tried, under a key that tells nobody by whom.

use alongside_domain::Instant;
use alongside_domain::sign_in::{Rate, Wait};

use crate::sql::{Error, Transaction, statements};

statements! {
    FULL = "select full_at from rates where key = $1";
    KEEP = "insert into rates (key, full_at) values ($1, $2) on conflict (key) do update set full_at = $2";
    FORGET = "delete from rates where full_at < $1";
}

/// Takes one try of a rate, or says how long to wait. A refusal changes nothing.
pub fn take(
    tx: &mut Transaction<'_>,
    key: &[u8],
    rate: Rate,
    now: Instant,
) -> Result<Result<(), Wait>, Error> {
    let full = tx.row(FULL, &[key.into()], |row| row.get(0))?;
    match rate.take(full, now) {
        Ok(full) => {
            tx.execute(KEEP, &[key.into(), full.into()])?;
            Ok(Ok(()))
        }
        Err(wait) => Ok(Err(wait)),
    }
}

/// Forgets who has all their tries again.
pub fn forget(tx: &mut Transaction<'_>, now: Instant) -> Result<u64, Error> {
    tx.execute(FORGET, &[now.into()])
}
