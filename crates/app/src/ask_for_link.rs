//! Somebody asks for a link to sign in with.

use alongside_domain::Email;
use alongside_domain::sign_in::{Asked, NextMail, Rate, SecretHash, ask};
use alongside_store::{Transaction, people, rates, sign_in_links};

use crate::call::Call;
use crate::failure::Failure;
use crate::letter::{self, About};

/// Asks for a link, from a browser with a secret of its own and a network that `network` stands for without telling
/// which it is. What follows looks the same whoever asks.
///
/// What cannot be an address is refused before anything is looked up, and does not count as a try. After a try was
/// taken nothing refuses, so every one that was taken is kept.
pub fn ask_for_link(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    email: &str,
    browser: SecretHash,
    network: &[u8; 32],
) -> Result<Asked, Failure> {
    let email: Email = email.parse().map_err(|why| Failure::wrong("email", why))?;
    let key = email.key();
    rates::take(tx, network, Rate::LINKS_FROM_A_NETWORK, call.now)??;
    // An address is no key that anybody should read in a table of tries.
    let address = SecretHash::of(key.reveal().as_bytes());
    let is_within = rates::take(tx, address.bytes(), Rate::LINKS_FOR_AN_ADDRESS, call.now)?.is_ok();
    let known = people::at_address(tx, &key)?.map(|person| person.id);
    let asked = ask(known, is_within);
    let about = match asked.mail {
        NextMail::LinkFor(person) => {
            let id = call.id();
            sign_in_links::ask(tx, id, person, browser, call.now)?;
            About::Link(id)
        }
        NextMail::Nothing => About::Nothing,
    };
    letter::enqueue(tx, call, about)?;
    Ok(asked)
}
