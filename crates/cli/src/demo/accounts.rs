//! Invented people, one for each role, to sign in as.

use alongside_app::give_role::give_role;
use alongside_app::{Call, Failure};
use alongside_domain::follow::{Follow, Pace, Target};
use alongside_domain::{AreaSlug, Controller, Email, HeldIn, OrganisationKind, Role};
use alongside_store::{Snapshot, Transaction, followers, people};

use super::Rivermead;

/// Somebody to sign in as.
pub(crate) struct Account {
    pub(crate) email: &'static str,
    pub(crate) name: &'static str,
    pub(crate) role: Role,
    /// Of which organisation; nothing for a role of the area or of the whole service.
    of: Option<OrganisationKind>,
}

use OrganisationKind::{Council, Forum};

/// Every role once. None of these people is real; the addresses end nowhere (RFC 2606).
pub(crate) const ACCOUNTS: [Account; 10] = [
    account(
        "amina@rivermead.example",
        "Amina Yusuf",
        Role::Member,
        Some(Forum),
    ),
    account(
        "jo@rivermead.example",
        "Jo Brandt",
        Role::Representative,
        Some(Forum),
    ),
    account(
        "forum@rivermead.example",
        "Carol Adeyemi",
        Role::CoOrdinator,
        Some(Forum),
    ),
    account(
        "steering@rivermead.example",
        "Piotr Nowak",
        Role::SteeringMember,
        Some(Forum),
    ),
    account(
        "officer@rivermead.example",
        "Dev Patel-Marsh",
        Role::Officer,
        Some(Council),
    ),
    account(
        "director@rivermead.example",
        "Ruth Ellison",
        Role::Sponsor,
        Some(Council),
    ),
    account(
        "councillor@rivermead.example",
        "Councillor Osei",
        Role::Scrutineer,
        Some(Council),
    ),
    account(
        "finance@rivermead.example",
        "Mei Lin Chow",
        Role::Finance,
        Some(Forum),
    ),
    account(
        "admin@rivermead.example",
        "Sal Whitcombe",
        Role::AreaAdministrator,
        None,
    ),
    account(
        "operator@rivermead.example",
        "Noor Haddad",
        Role::Operator,
        None,
    ),
];

const fn account(
    email: &'static str,
    name: &'static str,
    role: Role,
    of: Option<OrganisationKind>,
) -> Account {
    Account {
        email,
        name,
        role,
        of,
    }
}

/// The accounts as the page of the demo lists them.
pub(super) fn shown() -> Vec<alongside_web::Account> {
    let shown = |account: &Account| alongside_web::Account {
        name: account.name.to_owned(),
        role: account.role,
        place: match (account.of, account.role) {
            (Some(Forum), _) => "Rivermead Parent Carer Forum".to_owned(),
            (Some(_), _) => "Rivermead Council".to_owned(),
            (None, Role::Operator) => String::new(),
            (None, _) => "Rivermead".to_owned(),
        },
        email: account.email.to_owned(),
    };
    ACCOUNTS.iter().map(shown).collect()
}

/// Opens the accounts.
pub(super) fn open(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    rivermead: &Rivermead,
) -> Result<(), Failure> {
    for account in &ACCOUNTS {
        let held_in = match (account.of, account.role) {
            (Some(kind), _) => HeldIn::Organisation(Controller {
                area: rivermead.area.clone(),
                organisation: if kind == Forum {
                    rivermead.forum
                } else {
                    rivermead.council
                },
                kind,
            }),
            (None, Role::Operator) => HeldIn::Instance,
            (None, _) => HeldIn::Area(rivermead.area.clone()),
        };
        give_role(
            tx,
            call,
            account.email,
            account.name,
            account.role,
            &held_in,
        )?;
    }
    Ok(())
}

/// Whether the accounts are there, which no real database has: their addresses end nowhere.
pub(super) fn known(snapshot: &mut Snapshot<'_>) -> Result<bool, alongside_store::Error> {
    for account in &ACCOUNTS {
        let email: Option<Email> = account.email.parse().ok();
        let Some(email) = email else { return Ok(false) };
        if people::at_address(snapshot, &email.key())?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How many follow the borough by mail, and how many by text message: enough of each that the desk may say so.
const FOLLOWERS: [usize; 2] = [8, 6];

/// Somebody for each of the languages and ways in which people are told.
pub(super) fn follow(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
) -> Result<(), Failure> {
    let [mails, texts] = FOLLOWERS;
    let languages = ["en", "tr", "ar"].into_iter().cycle();
    for (number, language) in languages.take(mails + texts).enumerate() {
        // Numbers that Ofcom keeps for stories, from 07700 900000 on.
        let address = if number < mails {
            format!("family-{}@people.example", number + 1)
        } else {
            format!("07700 900{number:03}")
        };
        let known = followers::Known {
            id: call.id(),
            area: area.clone(),
            to: address.parse().map_err(|why| Failure::wrong("to", why))?,
            language: language.to_owned(),
            told_until: call.now,
        };
        followers::add(tx, &known)?;
        let follow = Follow {
            target: Target::Area,
            pace: if number < mails / 2 || number >= mails {
                Pace::Each
            } else {
                Pace::Weekly
            },
            asked: call.now,
            confirmed: Some(call.now),
        };
        followers::follow(tx, known.id, &follow)?;
    }
    Ok(())
}
