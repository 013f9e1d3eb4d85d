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
///
/// That a link does not sign in is an answer and no failure: the try counts, so it has to be kept with it.
pub fn open_link(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    secret: &[u8],
    browser: Option<&[u8]>,
    network: &[u8; 32],
    device: &str,
) -> Result<Result<SignedIn, LinkRefusal>, Failure> {
    rates::take(tx, network, Rate::TRIES_FROM_A_NETWORK, call.now)??;
    let Some((id, link)) = sign_in_links::find(tx, SecretHash::of(secret))? else {
        return Ok(Err(LinkRefusal::Unknown));
    };
    let link = match link.open(secret, browser, call.now) {
        Ok(link) => link,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if !sign_in_links::use_up(tx, id, call.now)? {
        return Ok(Err(LinkRefusal::Used));
    }
    Ok(Ok(begin(tx, call, link.person, Strength::Link, device)?))
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
