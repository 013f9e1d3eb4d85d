//! Somebody opens the link they were sent, and is signed in.

use alongside_domain::PersonId;
use alongside_domain::sign_in::{LinkRefusal, Rate, SecretHash, Session, Strength};
use alongside_store::sessions::{self, Kept};
use alongside_store::{Transaction, rates, sign_in_links};

use crate::call::Call;
use crate::failure::Failure;

/// A session that has begun, with the secret for the browser's cookie.
pub struct SignedIn {
    /// Who.
    pub person: PersonId,
    /// The secret of the session.
    pub secret: [u8; 32],
}

/// Uses a link up and begins a session, on a device described in words that only its owner sees.
pub fn open_link(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    secret: &[u8],
    browser: Option<&[u8]>,
    network: &[u8; 32],
    device: &str,
) -> Result<SignedIn, Failure> {
    rates::take(tx, network, Rate::TRIES_FROM_A_NETWORK, call.now)??;
    let found = sign_in_links::find(tx, SecretHash::of(secret))?;
    let (id, link) = found.ok_or(LinkRefusal::Unknown)?;
    let link = link.open(secret, browser, call.now)?;
    if !sign_in_links::use_up(tx, id, call.now)? {
        return Err(LinkRefusal::Used.into());
    }
    begin(tx, call, link.person, Strength::Link, device)
}

/// Begins a session.
pub(crate) fn begin(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    person: PersonId,
    strength: Strength,
    device: &str,
) -> Result<SignedIn, Failure> {
    let secret = call.draw();
    let kept = Kept {
        id: call.id(),
        person,
        device: device.chars().take(100).collect(),
        session: Session::begin(strength, call.now),
    };
    sessions::begin(tx, &kept, SecretHash::of(&secret))?;
    Ok(SignedIn { person, secret })
}
