//! Passkeys: adding, removing and signing in with one. What is signed is checked at the edge, which knows the
//! protocol; here is kept what it needs.

use alongside_domain::policy::{Action, Place};
use alongside_domain::sign_in::{Link, Rate, SecretHash, Session, Strength};
use alongside_domain::{Email, PersonId, PersonName};
use alongside_store::passkeys::{self, Passkey, PasskeyId};
use alongside_store::sessions::{self, SessionId};
use alongside_store::{Class, Transaction, people, rates, roles};

use crate::call::Call;
use crate::failure::Failure;
use crate::open_link::{SignedIn, begin};

/// Keeps the question that was put to a browser.
pub fn ask(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    browser: SecretHash,
    state: &str,
    network: &[u8; 32],
) -> Result<(), Failure> {
    rates::take(tx, network, Rate::TRIES_FROM_A_NETWORK, call.now)??;
    Ok(passkeys::ask(tx, browser, state, call.now)?)
}

/// The question that was put to a browser, once, and as long as a link works.
pub fn asked(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    browser: SecretHash,
) -> Result<Option<String>, Failure> {
    let asked = passkeys::answer(tx, browser)?;
    let fresh = asked.filter(|(_, at)| call.now.micros_since(*at) < Link::LIFE);
    Ok(fresh.map(|(state, _)| state))
}

/// A passkey that a browser has made.
#[derive(Debug, Clone, Copy)]
pub struct Made<'a> {
    /// What browsers name it by.
    pub credential: &'a [u8],
    /// What a signature is checked with.
    pub data: &'a str,
    /// What its owner calls it; may be empty.
    pub name: &'a str,
}

/// Adds a passkey. Whoever has just made one has also used it, so from now on the session counts as signed in by it.
pub fn add(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    person: PersonId,
    session: SessionId,
    made: &Made<'_>,
) -> Result<(), Failure> {
    call.may(Action::KeepOwnSessions, &own(person))?;
    has_shown_one(tx, call, person, session)?;
    let name = match made.name.trim() {
        "" => "Passkey".to_owned(),
        name => PersonName::new(name)
            .map_err(|why| Failure::wrong("name", why))?
            .reveal()
            .to_owned(),
    };
    let passkey = Passkey {
        id: call.id(),
        person,
        data: made.data.to_owned(),
        name,
        added: call.now,
        used: Some(call.now),
    };
    passkeys::add(tx, &passkey, made.credential).map_err(|error| match error.class() {
        Class::Unique => Failure::wrong("name", "this passkey was added already"),
        _ => error.into(),
    })?;
    strengthen(tx, person, session)
}

/// Removes one of somebody's own passkeys.
pub fn remove(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    person: PersonId,
    session: SessionId,
    id: PasskeyId,
) -> Result<(), Failure> {
    call.may(Action::KeepOwnSessions, &own(person))?;
    has_shown_one(tx, call, person, session)?;
    if passkeys::remove(tx, id, person)? {
        Ok(())
    } else {
        Err(Failure::NotFound)
    }
}

/// Begins a session for somebody whose passkey has signed, and keeps what is checked next time.
pub fn sign_in(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    passkey: &Passkey,
    data: &str,
    device: &str,
) -> Result<SignedIn, Failure> {
    passkeys::used(tx, passkey.id, data, call.now)?;
    begin(tx, call, passkey.person, Strength::Passkey, device)
}

/// Whoever is staff and has a passkey changes their passkeys only when signed in by one. Otherwise it would be enough
/// to read their mail. Who has lost theirs asks whoever runs the service.
fn has_shown_one(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    person: PersonId,
    session: SessionId,
) -> Result<(), Failure> {
    let is_staff = roles::of(tx, person)?
        .iter()
        .any(|(_, held)| held.is_held_at(call.now) && held.role().is_staff());
    let sessions = sessions::of(tx, person)?;
    let shown = sessions
        .iter()
        .any(|kept| kept.id == session && kept.session.strength == Strength::Passkey);
    if is_staff && !shown && !passkeys::of(tx, person)?.is_empty() {
        let says = "you have a passkey: sign in with it first; if you have lost it, ask whoever runs this service";
        return Err(Failure::wrong("name", says));
    }
    Ok(())
}

/// Forgets every passkey of somebody who has lost theirs, and signs them out everywhere. Whoever has the machine may.
pub fn forget(tx: &mut Transaction<'_>, call: &Call<'_>, email: &str) -> Result<usize, Failure> {
    call.may(Action::KeepRunning, &Place::Instance)?;
    let email: Email = email.parse().map_err(|why| Failure::wrong("email", why))?;
    let person = people::at_address(tx, &email.key())?.ok_or(Failure::NotFound)?;
    let known = passkeys::of(tx, person.id)?;
    for passkey in &known {
        passkeys::remove(tx, passkey.id, person.id)?;
    }
    for kept in sessions::of(tx, person.id)? {
        sessions::keep(tx, kept.id, &kept.session.revoke(call.now))?;
    }
    Ok(known.len())
}

fn strengthen(tx: &mut Transaction<'_>, person: PersonId, id: SessionId) -> Result<(), Failure> {
    let found = sessions::of(tx, person)?
        .into_iter()
        .find(|kept| kept.id == id);
    let kept = found.ok_or(Failure::NotFound)?;
    let session = Session {
        strength: Strength::Passkey,
        ..kept.session
    };
    Ok(sessions::keep(tx, id, &session)?)
}

const fn own(person: PersonId) -> Place {
    Place::Person {
        person,
        held_by: None,
    }
}
