//! Your page.

use alongside_app::Failure as App;
use alongside_app::accept_invitation::accept_invitation;
use alongside_app::change_name::change_name;
use alongside_app::end_session::{end_session, sessions_of};
use alongside_app::follow::{self, Following};
use alongside_app::letter::name_of;
use alongside_app::reply::{Mine, mine};
use alongside_domain::follow::Pace;
use alongside_domain::{AreaSlug, HeldIn, Instant, Invitation, Role};
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::mail::Followed;
use alongside_pages::own::{Me, MyFollowing, MyMeeting, PasskeyRow, RoleHeld, SessionRow, Waiting};
use alongside_pages::public::Said;
use alongside_store::passkeys::Passkey;
use alongside_store::sessions::Kept;
use alongside_store::{Snapshot, invitations, passkeys};
use data_encoding::BASE64URL_NOPAD;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::follow::in_words;
use super::sign_in::has_desk;
use crate::answer::Answer;
use crate::asked::Asked;
use crate::cookies::{self, Name};
use crate::failure::Failure;
use crate::own_address::OwnAddress;
use crate::visitor::Visitor;

/// Everything about whoever asks.
pub(crate) fn page(asked: &Asked) -> Result<Answer, Failure> {
    let name = visitor(asked)?.name.as_str();
    Ok(asked.html(written(asked, Typed::new(name))?))
}

/// Says what they are called.
pub(crate) fn name(asked: &Asked) -> Result<Answer, Failure> {
    let person = visitor(asked)?.person;
    let name = asked.fields()?.get("name");
    match asked.change(|tx, call| change_name(tx, call, person, name)) {
        Ok(()) => Ok(asked.done(&OwnAddress::of_link(links::ME), Said::NameKept)),
        Err(App::Wrong(wrong)) => {
            let typed = Typed {
                value: name,
                error: wrong.with("name"),
            };
            Ok(asked.again(written(asked, typed)?))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Signs out elsewhere, or here.
pub(crate) fn end(asked: &Asked) -> Result<Answer, Failure> {
    let visitor = visitor(asked)?;
    let id = asked.step("session").parse();
    let id = id.map_err(|_| Failure::NotFound)?;
    asked.change(|tx, call| end_session(tx, call, visitor.person, id))?;
    if id == visitor.session {
        let base = &asked.service().settings().base;
        let answer = asked.done(&OwnAddress::of_link(links::HOME), Said::SignedOut);
        return Ok(answer.and_cookie(cookies::removed(Name::Session, base)));
    }
    Ok(asked.done(&OwnAddress::of_link(links::ME), Said::SignedOutElsewhere))
}

/// Accepts an invitation.
pub(crate) fn accept(asked: &Asked) -> Result<Answer, Failure> {
    let person = visitor(asked)?.person;
    let id = asked.step("invitation").parse();
    let id = id.map_err(|_| Failure::NotFound)?;
    asked.change(|tx, call| accept_invitation(tx, call, person, id))?;
    Ok(asked.done(&OwnAddress::of_link(links::ME), Said::InvitationAccepted))
}

/// Leads to where what is followed in an area is changed or ended, as the link of a mail does.
pub(crate) fn change_following(asked: &Asked) -> Result<Answer, Failure> {
    let person = visitor(asked)?.person;
    let area: AreaSlug = asked.step("area").parse().map_err(|_| Failure::NotFound)?;
    let secret = asked.change(|tx, call| follow::own_link(tx, call, person, &area))?;
    let link = links::follow_link(&BASE64URL_NOPAD.encode(&secret));
    Ok(Answer::see(&OwnAddress::of_link(&link)))
}

/// All that the page shows.
struct Own {
    roles: Vec<Held>,
    invitations: Vec<(Invitation, String)>,
    sessions: Vec<Kept>,
    passkeys: Vec<Passkey>,
    meetings: Vec<Mine>,
    following: Vec<Following>,
}

struct Held {
    role: Role,
    place: String,
    area: String,
    has_desk: bool,
}

impl Own {
    fn read(snapshot: &mut Snapshot<'_>, asked: &Asked, visitor: &Visitor) -> Result<Self, App> {
        let now = asked.now();
        let mut roles = Vec::new();
        for holding in &visitor.roles {
            if holding.is_held_at(now) {
                let area = holding.held_in().area();
                roles.push(Held {
                    role: holding.role(),
                    place: place(snapshot, holding.held_in())?,
                    area: area.map_or_else(String::new, ToString::to_string),
                    has_desk: has_desk(asked, visitor.person, holding),
                });
            }
        }
        let mut waiting = Vec::new();
        for sent in invitations::to(snapshot, &visitor.email.key())? {
            let invitation = sent.invitation;
            if invitation.accept(&visitor.email.key(), now).is_ok() {
                let place = place(snapshot, &invitation.held_in)?;
                waiting.push((invitation, place));
            }
        }
        Ok(Self {
            roles,
            invitations: waiting,
            sessions: sessions_of(snapshot, visitor.person, visitor.limits(), now)?,
            passkeys: passkeys::of(snapshot, visitor.person)?,
            meetings: mine(snapshot, visitor.person, now)?,
            following: follow::of_person(snapshot, visitor.person)?,
        })
    }
}

fn place(snapshot: &mut Snapshot<'_>, held_in: &HeldIn) -> Result<String, App> {
    Ok(name_of(snapshot, held_in)?.unwrap_or_default())
}

fn written(asked: &Asked, name: Typed<'_>) -> Result<String, Failure> {
    let visitor = visitor(asked)?;
    let own = asked.read(|snapshot| Own::read(snapshot, asked, visitor))?;
    let roles: Vec<RoleHeld<'_>> = own.roles.iter().map(Held::row).collect();
    let ids: Vec<String> = own
        .invitations
        .iter()
        .map(|(invitation, _)| invitation.id.to_string())
        .collect();
    let invitations: Vec<Waiting<'_>> = own
        .invitations
        .iter()
        .zip(&ids)
        .map(|((invitation, place), id)| Waiting {
            id,
            role: invitation.role,
            place,
            until: day(invitation.sent.plus_micros(Invitation::LIFE)),
        })
        .collect();
    let ids: Vec<String> = own
        .sessions
        .iter()
        .map(|kept| kept.id.to_string())
        .collect();
    let sessions: Vec<SessionRow<'_>> = own
        .sessions
        .iter()
        .zip(&ids)
        .map(|(kept, id)| SessionRow {
            id,
            browser: &kept.device,
            began: day(kept.session.began),
            seen: day(kept.session.seen),
            is_this: kept.id == visitor.session,
        })
        .collect();
    let ids: Vec<String> = own
        .passkeys
        .iter()
        .map(|kept| kept.id.to_string())
        .collect();
    let passkeys: Vec<PasskeyRow<'_>> = own
        .passkeys
        .iter()
        .zip(&ids)
        .map(|(kept, id)| PasskeyRow {
            id,
            name: &kept.name,
            added: day(kept.added),
            used: kept.used.map(day),
        })
        .collect();
    let ids: Vec<String> = own
        .meetings
        .iter()
        .map(|of| of.reply.subject.to_string())
        .collect();
    let meetings: Vec<MyMeeting<'_>> = own
        .meetings
        .iter()
        .zip(&ids)
        .map(|(of, id)| MyMeeting {
            area: of.reply.area.as_str(),
            id,
            title: &of.title,
            starts: of.starts,
            zone: &of.zone,
            standing: of.reply.standing,
        })
        .collect();
    let follows: Vec<_> = own.following.iter().map(followed).collect();
    let following: Vec<MyFollowing<'_>> = own
        .following
        .iter()
        .zip(&follows)
        .map(|(of, follows)| MyFollowing {
            area: of.area.as_str(),
            place: &of.name,
            follows,
        })
        .collect();
    let page = Me {
        meetings: &meetings,
        following: &following,
        shell: asked.shell_of_form()?,
        name,
        email: visitor.email.reveal(),
        roles: &roles,
        invitations: &invitations,
        sessions: &sessions,
        passkeys: &passkeys,
    };
    Ok(page.render()?)
}

/// What somebody follows in an area, and how often they are told.
fn followed(of: &Following) -> Vec<(Followed<'_>, Pace)> {
    let follows = of.follows.iter();
    follows
        .map(|(follow, words)| (in_words(words), follow.pace))
        .collect()
}

impl Held {
    fn row(&self) -> RoleHeld<'_> {
        RoleHeld {
            role: self.role,
            place: &self.place,
            area: &self.area,
            has_desk: self.has_desk,
        }
    }
}

pub(super) fn visitor(asked: &Asked) -> Result<&Visitor, Failure> {
    asked.visitor.as_ref().ok_or(Failure::SignIn)
}

/// The page belongs to no area, so its days are those of UTC.
pub(super) fn day(at: Instant) -> Date {
    TimeZone::UTC.to_datetime(at.timestamp()).date()
}
