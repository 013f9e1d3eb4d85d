//! Who holds which role in an area, and who is invited. Each sees what is their own organisation's to know: of a forum's
//! people nothing is seen from outside it, not by an area's administrator either, but for the one they invited first
//! and for as long as nobody else has come.

use std::sync::Arc;

use alongside_app::Failure as App;
use alongside_app::area::{Area, Organisation};
use alongside_app::end_role::end_role;
use alongside_app::invite::{invite as send, take_back as withdraw};
use alongside_domain::policy::{
    Action, Actor, Place, Refusal, can_be_ended_from_outside, has_nobody, is_in_charge, may,
};
use alongside_domain::{AreaSlug, HeldIn, Holding, Instant, Invitation, PersonName, Role};
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::public::Said;
use alongside_pages::staff::{HeldRole, PeoplePage, RoleOffer, SentInvitation};
use alongside_store::invitations::{self, Sent};
use alongside_store::roles::{self, HeldBy};
use jiff::civil::Date;

use super::{again, controller, done, shell, slug, stale};
use crate::answer::Answer;
use crate::areas;
use crate::asked::Asked;
use crate::failure::Failure;

/// Who has something to see here.
pub(super) const SEEN_BY: &[Action] = &[
    Action::InviteToOrganisation,
    Action::InviteFirst,
    Action::InviteToArea,
];

/// Who holds which role, and who is invited.
pub(crate) fn page(asked: &Asked) -> Result<Answer, Failure> {
    let known = Known::of(asked)?;
    Ok(asked.html(known.page(asked, Typed::default(), Typed::default())?))
}

/// Somebody is invited.
pub(crate) fn invite(asked: &Asked) -> Result<Answer, Failure> {
    let (known, fields) = (Known::of(asked)?, asked.fields()?);
    let mut email = Typed::new(fields.get("email"));
    let mut role = Typed::new(fields.get("role"));
    let offers = known.offers();
    let Some(offer) = offers.iter().find(|offer| offer.value == role.value) else {
        role.error = "Choose what they will do.";
        if email.value.trim().is_empty() {
            email.error = "Write the email address of whoever you invite.";
        }
        return Ok(again(asked, known.page(asked, email, role)?));
    };
    let sent = asked.change(|tx, call| {
        send(
            tx,
            call,
            email.value.trim(),
            offer.role,
            offer.held_in.clone(),
        )
    });
    let says = match sent {
        Ok(_) => {
            let back = links::people(known.area().slug.as_str());
            return done(asked, &back, Said::InvitationSent);
        }
        Err(App::Wrong(wrong)) => wrong.to_string(),
        Err(failure) => return Err(failure.into()),
    };
    email.error = &says;
    Ok(again(asked, known.page(asked, email, role)?))
}

/// An invitation is taken back.
pub(crate) fn take_back(asked: &Asked) -> Result<Answer, Failure> {
    let slug = slug(asked)?;
    let id = asked.step("invitation").parse();
    let id = id.map_err(|_| Failure::NotFound)?;
    let back = links::people(slug.as_str());
    match asked.change(|tx, call| withdraw(tx, call, &slug, id)) {
        Ok(()) => done(asked, &back, Said::InvitationTakenBack),
        // It was accepted meanwhile.
        Err(App::Wrong(_)) => stale(asked, &[], &back),
        Err(failure) => Err(failure.into()),
    }
}

/// A role is ended.
pub(crate) fn end(asked: &Asked) -> Result<Answer, Failure> {
    let slug = slug(asked)?;
    let id = asked.step("role").parse();
    let id = id.map_err(|_| Failure::NotFound)?;
    let holder = asked.change(|tx, call| {
        let holder = roles::find(tx, id)?.map(|held| held.person.id);
        end_role(tx, call, &slug, id)?;
        Ok(holder)
    })?;
    // Who ended their own may see nothing here any more.
    let is_own = holder.is_some() && holder == asked.visitor.as_ref().map(|own| own.person);
    let back = if is_own {
        links::ME.to_owned()
    } else {
        links::people(slug.as_str())
    };
    done(asked, &back, Said::RoleEnded)
}

/// Everything that is known of the people of an area, and who asks.
struct Known {
    area: Arc<areas::Known>,
    held: Vec<HeldBy>,
    sent: Vec<Sent>,
    sight: Sight,
}

/// What somebody may see and do, by the policy.
struct Sight {
    actor: Actor,
    now: Instant,
    /// Every role that is or was held in the area.
    holdings: Vec<Holding>,
}

/// A role to which somebody can be invited.
struct Offer {
    value: String,
    role: Role,
    held_in: HeldIn,
}

impl Known {
    fn of(asked: &Asked) -> Result<Self, Failure> {
        if !SEEN_BY.iter().any(|action| asked.may_here(*action)) {
            let missing = Action::InviteToOrganisation;
            return Err(Failure::Refused(Refusal::NoRole(missing)));
        }
        let slug = slug(asked)?;
        let found = asked.read(|snapshot| {
            let area = asked.service().areas().at(snapshot, &slug)?;
            let held = roles::in_area(snapshot, &slug)?;
            let sent = invitations::in_area(snapshot, &slug)?;
            Ok::<_, Failure>(area.map(|area| (area, held, sent)))
        })?;
        let (area, held, sent) = found.ok_or(Failure::NotFound)?;
        let sight = Sight {
            actor: asked.actor(),
            now: asked.now(),
            holdings: held.iter().map(|held| held.holding.clone()).collect(),
        };
        Ok(Self {
            area,
            held,
            sent,
            sight,
        })
    }

    fn area(&self) -> &Area {
        &self.area.area
    }

    fn page(&self, asked: &Asked, email: Typed<'_>, role: Typed<'_>) -> Result<String, Failure> {
        let seen = self
            .held
            .iter()
            .filter(|held| self.sight.sees(&held.holding));
        let seen: Vec<(String, &HeldBy)> = seen.map(|held| (held.id.to_string(), held)).collect();
        let held: Vec<HeldRole<'_>> = seen.iter().map(|(id, held)| self.held(id, held)).collect();
        let open = self.sent.iter().filter(|sent| self.sight.sees_sent(sent));
        let open: Vec<(String, &Sent)> = open
            .map(|sent| (sent.invitation.id.to_string(), sent))
            .collect();
        let open: Vec<SentInvitation<'_>> =
            open.iter().map(|(id, sent)| self.sent(id, sent)).collect();
        let offers = self.offers();
        let offers: Vec<RoleOffer<'_>> = offers
            .iter()
            .map(|offer| RoleOffer {
                value: &offer.value,
                role: offer.role,
                place: self.place(&offer.held_in),
            })
            .collect();
        let around = self.area.place();
        let page = PeoplePage {
            shell: shell(asked, &around)?,
            held: &held,
            invitations: &open,
            offers: &offers,
            email,
            role,
        };
        Ok(page.render()?)
    }

    fn held<'a>(&'a self, id: &'a str, held: &'a HeldBy) -> HeldRole<'a> {
        HeldRole {
            id,
            name: held.person.name.as_ref().map_or("", PersonName::reveal),
            email: held.person.email.reveal(),
            role: held.holding.role(),
            place: self.place(held.holding.held_in()),
            since: self.day(held.holding.from()),
            may_end: self.sight.may_end(held),
        }
    }

    fn sent<'a>(&'a self, id: &'a str, sent: &'a Sent) -> SentInvitation<'a> {
        let Sent { invitation, email } = sent;
        SentInvitation {
            id,
            email: email.reveal(),
            role: invitation.role,
            place: self.place(&invitation.held_in),
            until: self.day(invitation.sent.plus_micros(Invitation::LIFE)),
        }
    }

    /// What somebody can be invited to.
    fn offers(&self) -> Vec<Offer> {
        let going_on = self
            .area()
            .organisations
            .iter()
            .filter(|known| known.ended.is_none());
        let in_organisations = going_on.flat_map(|known| self.offers_in(known));
        let in_area = HeldIn::Area(self.area().slug.clone());
        let for_area = self.sight.may_invite_to(&in_area).then(|| Offer {
            value: format!("{}@area", Role::AreaAdministrator.name()),
            role: Role::AreaAdministrator,
            held_in: in_area,
        });
        in_organisations.chain(for_area).collect()
    }

    fn offers_in(&self, organisation: &Organisation) -> Vec<Offer> {
        let controller = controller(self.area(), organisation);
        let on = Place::Organisation(controller.clone());
        let is_theirs = self.sight.may(Action::InviteToOrganisation, &on);
        let held_in = HeldIn::Organisation(controller);
        if !is_theirs && !self.sight.may_invite_to(&held_in) {
            return Vec::new();
        }
        let fitting = || {
            let all = Role::ALL.into_iter();
            all.filter(|role| role.may_be_held_in(organisation.kind))
        };
        // The first to come has to be able to invite the others, because nobody outside can once they are there.
        let may_go_on = fitting().any(is_in_charge);
        fitting()
            .filter(|role| is_theirs || !may_go_on || is_in_charge(*role))
            .map(|role| Offer {
                value: format!("{}@{}", role.name(), organisation.id),
                role,
                held_in: held_in.clone(),
            })
            .collect()
    }

    fn place(&self, held_in: &HeldIn) -> &str {
        match held_in {
            HeldIn::Organisation(held) => {
                let mut all = self.area().organisations.iter();
                let found = all.find(|known| known.id == held.organisation);
                found.map_or("", |known| &known.name)
            }
            HeldIn::Area(_) => &self.area().name,
            HeldIn::Instance => "",
        }
    }

    fn day(&self, at: Instant) -> Date {
        self.area().zone.to_datetime(at.timestamp()).date()
    }
}

impl Sight {
    fn may(&self, action: Action, on: &Place) -> bool {
        may(&self.actor, action, on).is_ok()
    }

    /// Whether a role that is held now is theirs to know of.
    fn sees(&self, holding: &Holding) -> bool {
        if !holding.is_held_at(self.now) {
            return false;
        }
        match holding.held_in() {
            HeldIn::Instance => false,
            HeldIn::Area(area) => self.may(Action::InviteToArea, &Place::Area(area.clone())),
            HeldIn::Organisation(held) => {
                let on = Place::Organisation(held.clone());
                let is_member = holding.role() == Role::Member;
                let is_theirs = self.may(Action::InviteToOrganisation, &on)
                    && (!is_member || self.may(Action::SeeMembers, &on));
                is_theirs || self.may_end_from_outside(holding)
            }
        }
    }

    /// Whether an invitation is open, and one that they could have sent.
    fn sees_sent(&self, sent: &Sent) -> bool {
        let Invitation {
            accepted,
            taken_back,
            sent,
            held_in,
            ..
        } = &sent.invitation;
        let is_open = accepted.is_none()
            && taken_back.is_none()
            && self.now.micros_since(*sent) < Invitation::LIFE;
        is_open && self.may_invite_to(held_in)
    }

    /// As sending an invitation asks it.
    fn may_invite_to(&self, held_in: &HeldIn) -> bool {
        match held_in {
            HeldIn::Instance => false,
            HeldIn::Area(area) => self.may(Action::InviteToArea, &Place::Area(area.clone())),
            HeldIn::Organisation(held) => {
                let is_first = has_nobody(held, &self.holdings, self.now);
                self.may(
                    Action::InviteToOrganisation,
                    &Place::Organisation(held.clone()),
                ) || (is_first && self.may(Action::InviteFirst, &Place::Area(held.area.clone())))
            }
        }
    }

    /// As ending a role asks it.
    fn may_end(&self, held: &HeldBy) -> bool {
        let own = Place::Person {
            person: held.person.id,
            held_by: None,
        };
        self.may(Action::Leave, &own)
            || match held.holding.held_in() {
                HeldIn::Instance | HeldIn::Area(_) => self.may(Action::EndKeeper, &Place::Instance),
                HeldIn::Organisation(place) => {
                    self.may(Action::EndRole, &Place::Organisation(place.clone()))
                        || self.may_end_from_outside(&held.holding)
                }
            }
    }

    /// The role of somebody in charge of an organisation, which nobody in it can end.
    fn may_end_from_outside(&self, holding: &Holding) -> bool {
        let area = holding.held_in().area();
        let may = |area: &AreaSlug| self.may(Action::EndFirst, &Place::Area(area.clone()));
        area.is_some_and(may) && can_be_ended_from_outside(holding, &self.holdings, self.now)
    }
}
