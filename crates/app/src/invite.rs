//! Somebody is invited to a role, or an invitation is taken back.

use alongside_domain::policy::{Action, Actor, Place, has_nobody};
use alongside_domain::sign_in::{Rate, SecretHash};
use alongside_domain::{
    AreaSlug, Email, HeldIn, Holding, Invitation, InvitationId, OrganisationKind, Role,
};
use alongside_store::invitations::{self, Sent};
use alongside_store::{Transaction, rates, record, roles};

use crate::call::{Call, Caller};
use crate::failure::Failure;
use crate::letter::{self, About};

/// Invites somebody to a role. They are written to, and accept when they have signed in.
///
/// The first operator is invited by whoever has the machine; to sign in at all somebody has to be known, so an
/// account is made for the address.
pub fn invite(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    email: &str,
    role: Role,
    held_in: HeldIn,
) -> Result<InvitationId, Failure> {
    let email: Email = email.parse().map_err(|why| Failure::wrong("email", why))?;
    // Whether the role can be held there at all.
    Holding::new(role, held_in.clone(), call.now, None)?;
    may_invite(tx, call, &held_in)?;
    let known = invitations::to(tx, &email.key())?;
    let is_open = |sent: &Sent| {
        let Sent { invitation, .. } = sent;
        invitation.role == role
            && invitation.held_in == held_in
            && invitation.accepted.is_none()
            && invitation.taken_back.is_none()
            && call.now.micros_since(invitation.sent) < Invitation::LIFE
    };
    if known.iter().any(is_open) {
        let says = "this person is invited to this role already, and has not answered yet";
        return Err(Failure::wrong("email", says));
    }
    // Nothing refuses after this, so every turn that was taken is kept: each is a mail that goes out.
    take_turn(tx, call, &email, &held_in)?;
    crate::accept_invitation::make_account(tx, call, &email)?;
    let invitation = Invitation {
        id: call.id(),
        to: email.key(),
        role,
        held_in,
        sent: call.now,
        taken_back: None,
        accepted: None,
    };
    let id = invitation.id;
    invitations::send(tx, &Sent { invitation, email })?;
    letter::enqueue(tx, call, About::Invitation(id))?;
    Ok(id)
}

/// Each invitation is a mail to somebody who did not ask for it, so there are not too many of them: to an address, by
/// a person, in an area. Whoever has the machine is not held up.
fn take_turn(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    email: &Email,
    held_in: &HeldIn,
) -> Result<(), Failure> {
    let Caller::Actor(actor) = &call.caller else {
        return Ok(());
    };
    // What is counted is nothing that anybody should read in a table of tries.
    let key = |what: &str, whose: &str| SecretHash::of(format!("{what} {whose}").as_bytes());
    let address = key("invitations to", email.key().reveal());
    let mut turns = vec![(address, Rate::INVITATIONS_TO_AN_ADDRESS)];
    if let Actor::Person { id, .. } = actor {
        let by = key("invitations by", &id.to_string());
        turns.push((by, Rate::INVITATIONS_BY_A_PERSON));
    }
    if let Some(area) = held_in.area() {
        let area = key("invitations in", area.as_str());
        turns.push((area, Rate::INVITATIONS_IN_AN_AREA));
    }
    for (key, rate) in turns {
        rates::take(tx, key.bytes(), rate, call.now)??;
    }
    Ok(())
}

/// Takes back an invitation that was not accepted.
pub fn take_back(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    id: InvitationId,
) -> Result<(), Failure> {
    let Sent { invitation, .. } = invitations::find(tx, id)?.ok_or(Failure::NotFound)?;
    if invitation.held_in.area() != Some(area) {
        return Err(Failure::NotFound);
    }
    may_invite(tx, call, &invitation.held_in)?;
    if invitation.accepted.is_some() {
        let says = "this invitation was accepted; to end the role, end it below";
        return Err(Failure::wrong("invitation", says));
    }
    let taken_back = invitation.taken_back.or(Some(call.now));
    let invitation = Invitation {
        taken_back,
        ..invitation
    };
    Ok(invitations::keep(tx, &invitation)?)
}

fn may_invite(tx: &mut Transaction<'_>, call: &Call<'_>, held_in: &HeldIn) -> Result<(), Failure> {
    match held_in {
        HeldIn::Instance => call.may(Action::KeepRunning, &Place::Instance),
        HeldIn::Area(area) => {
            alongside_store::areas::find(tx, area)?.ok_or(Failure::NotFound)?;
            let places = [Place::Area(area.clone()), Place::Instance];
            call.may_any(Action::InviteToArea, &places)
        }
        HeldIn::Organisation(controller) => {
            let known = record::load(tx, &controller.area, record::Of::Subjects(&[]))?;
            let known = known.ok_or(Failure::NotFound)?;
            let organisation = known.state.organisations().get(&controller.organisation);
            let kind: Option<OrganisationKind> = organisation.map(|found| found.kind);
            if kind != Some(controller.kind) {
                return Err(Failure::NotFound);
            }
            let on = Place::Organisation(controller.clone());
            let refused = call.may(Action::InviteToOrganisation, &on);
            if refused.is_ok() {
                return Ok(());
            }
            let held: Vec<Holding> = roles::in_area(tx, &controller.area)?
                .into_iter()
                .map(|held| held.holding)
                .collect();
            if has_nobody(controller, &held, call.now) {
                return call.may(Action::InviteFirst, &Place::Area(controller.area.clone()));
            }
            refused
        }
    }
}
