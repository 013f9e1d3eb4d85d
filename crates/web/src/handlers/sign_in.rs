//! Signing in by a link, and out.

use alongside_app::Failure as App;
use alongside_app::ask_for_link::ask_for_link;
use alongside_app::end_session::end_session;
use alongside_app::open_link::{self, SignedIn};
use alongside_domain::policy::{Action, Actor, Place, may};
use alongside_domain::sign_in::{Link, LinkRefusal, SecretHash, SessionLimits};
use alongside_domain::{AreaSlug, HeldIn, Holding, PersonId, Role};
use alongside_pages::links;
use alongside_pages::own::{AddressProblem, LinkProblem, LinkRefused, LinkSent, OpenLink, SignIn};
use alongside_pages::public::Said;
use alongside_store::roles;
use axum::http::{HeaderValue, StatusCode, header};
use cookie::Cookie;
use data_encoding::BASE64URL_NOPAD;

use crate::answer::Answer;
use crate::asked::Asked;
use crate::cookies::{self, Name};
use crate::device::device;
use crate::failure::Failure;
use crate::own_address::OwnAddress;

/// How long a link works, in minutes.
const MINUTES: u32 = 15;
const _: () = assert!(Link::LIFE == MINUTES as i64 * 60_000_000);

/// A browser keeps a session for as long as any lasts. It may be over here long before, and then a page says why.
pub(crate) const SESSION_LIFE: i64 = SessionLimits::AT_HOME.absolute / 1_000_000;

/// Where somebody signs in. Who has signed in goes on, unless a passkey is asked of them.
pub(crate) fn form(asked: &Asked) -> Result<Answer, Failure> {
    let next = OwnAddress::parse(asked.query.get("next"));
    if let Some(visitor) = &asked.visitor
        && !visitor.needs_passkey
    {
        return match next {
            Some(next) => Ok(Answer::see(&next)),
            None => Ok(Answer::see(&landing(asked, visitor.person)?)),
        };
    }
    let page = SignIn {
        shell: asked.shell_of_form()?,
        email: "",
        problem: None,
    };
    Ok(going_on_to(
        asked,
        asked.html(page.render()?),
        next.as_ref(),
    ))
}

/// Asks for a link. What is answered is the same whoever asks for whom.
pub(crate) fn ask(asked: &Asked) -> Result<Answer, Failure> {
    let email = asked.fields()?.get("email").trim();
    let browser = SecretHash::of(&asked.browser()?);
    let network = asked.network("links");
    let problem = match asked.change(|tx, call| ask_for_link(tx, call, email, browser, &network)) {
        Ok(_) => return Ok(Answer::see(&OwnAddress::of_link(links::SIGN_IN_SENT))),
        Err(App::Wrong(_)) if email.is_empty() => AddressProblem::Missing,
        Err(App::Wrong(_)) => AddressProblem::NotAnAddress,
        Err(failure) => return Err(failure.into()),
    };
    let page = SignIn {
        shell: asked.shell_of_form()?,
        email,
        problem: Some(problem),
    };
    Ok(asked.again(page.render()?))
}

/// What is said once a link was asked for.
pub(crate) fn sent(asked: &Asked) -> Result<Answer, Failure> {
    let page = LinkSent {
        shell: asked.shell()?,
        minutes: MINUTES,
        is_demo: asked.service().settings().demo.is_some(),
    };
    Ok(asked.html(page.render()?))
}

/// The page that a link opens. It tells nothing of the link, which programs that look through mail open too.
pub(crate) fn link(asked: &Asked) -> Result<Answer, Failure> {
    let page = OpenLink {
        shell: asked.shell_of_form()?,
        secret: asked.step("secret"),
    };
    Ok(unsaid(asked.html(page.render()?)))
}

/// Uses a link up.
pub(crate) fn open(asked: &Asked) -> Result<Answer, Failure> {
    let secret = BASE64URL_NOPAD.decode(asked.step("secret").as_bytes());
    // No link has an empty secret.
    let secret = secret.unwrap_or_default();
    let (browser, network) = (asked.browser()?, asked.network("tries"));
    let device = device(&asked.visit.headers);
    let opened = asked.change(|tx, call| {
        open_link::open_link(tx, call, &secret, Some(&browser), &network, &device)
    })?;
    let refusal = match opened {
        Ok(signed_in) => return signed_in_answer(asked, &signed_in),
        Err(refusal) => refusal,
    };
    let page = LinkRefused {
        shell: asked.shell()?,
        problem: match refusal {
            LinkRefusal::TooOld => LinkProblem::TooOld,
            LinkRefusal::Used => LinkProblem::Used,
            LinkRefusal::OtherBrowser => LinkProblem::OtherBrowser,
            LinkRefusal::Unknown => LinkProblem::Unknown,
        },
    };
    let answer = asked.html(page.render()?);
    Ok(unsaid(answer.with_status(StatusCode::FORBIDDEN)))
}

/// Signs out here. Nobody is asked whether they had signed in.
pub(crate) fn sign_out(asked: &Asked) -> Result<Answer, Failure> {
    end_here(asked)?;
    let base = &asked.service().settings().base;
    let answer = asked.done(&OwnAddress::of_link(links::HOME), Said::SignedOut);
    Ok(answer.and_cookie(cookies::removed(Name::Session, base)))
}

/// On to where somebody was going, with the session that has begun.
fn signed_in_answer(asked: &Asked, signed_in: &SignedIn) -> Result<Answer, Failure> {
    let (next, cookies) = begun(asked, signed_in)?;
    let answer = asked.done(&next, Said::SignedIn);
    Ok(cookies.into_iter().fold(answer, Answer::and_cookie))
}

/// Where somebody goes whose session has begun, and the cookies that go with it. A session that the browser held
/// before is ended.
pub(super) fn begun(
    asked: &Asked,
    signed_in: &SignedIn,
) -> Result<(OwnAddress, Vec<Cookie<'static>>), Failure> {
    end_here(asked)?;
    let base = &asked.service().settings().base;
    let secret = &signed_in.secret;
    let session = cookies::with_secret(Name::Session, base, secret, SESSION_LIFE);
    let (next, removed) = going(asked, signed_in.person)?;
    Ok((
        next,
        [Some(session), removed].into_iter().flatten().collect(),
    ))
}

/// Where somebody was going, and the cookie that takes the note of it away; or where they have most to do.
pub(super) fn going(
    asked: &Asked,
    person: PersonId,
) -> Result<(OwnAddress, Option<Cookie<'static>>), Failure> {
    let base = &asked.service().settings().base;
    match cookies::next(&asked.visit.headers, base) {
        Some(next) => Ok((next, Some(cookies::removed(Name::Next, base)))),
        None => Ok((landing(asked, person)?, None)),
    }
}

/// The answer with a note of where somebody is going, if they are.
pub(super) fn going_on_to(asked: &Asked, answer: Answer, next: Option<&OwnAddress>) -> Answer {
    let base = &asked.service().settings().base;
    match next {
        Some(next) => answer.and_cookie(cookies::with_next(base, next)),
        None => answer,
    }
}

fn end_here(asked: &Asked) -> Result<(), Failure> {
    let Some(visitor) = &asked.visitor else {
        return Ok(());
    };
    let (person, session) = (visitor.person, visitor.session);
    Ok(asked.change(|tx, call| end_session(tx, call, person, session))?)
}

/// The desk for whoever has one and no more, or their own page.
fn landing(asked: &Asked, person: PersonId) -> Result<OwnAddress, Failure> {
    let held = asked.read(|snapshot| roles::of(snapshot, person))?;
    let held: Vec<Holding> = held.into_iter().map(|(_, holding)| holding).collect();
    let mut desks: Vec<&AreaSlug> = held
        .iter()
        .filter(|holding| holding.is_held_at(asked.now()) && has_desk(asked, person, holding))
        .filter_map(|holding| holding.held_in().area())
        .collect();
    desks.sort();
    desks.dedup();
    let is_operator =
        |holding: &Holding| holding.role() == Role::Operator && holding.is_held_at(asked.now());
    Ok(match desks.as_slice() {
        [area] => OwnAddress::of_link(&links::desk(area.as_str())),
        [] if held.iter().any(is_operator) => OwnAddress::of_link(links::OPERATOR),
        _ => OwnAddress::of_link(links::ME),
    })
}

/// Whether a role leads to the desk of its area, or to the operator's page.
pub(super) fn has_desk(asked: &Asked, person: PersonId, holding: &Holding) -> bool {
    let actor = Actor::Person {
        id: person,
        roles: vec![holding.clone()],
        now: asked.now(),
    };
    let (action, place) = match holding.held_in() {
        HeldIn::Instance => (Action::SeeJobs, Place::Instance),
        HeldIn::Area(area) => (Action::SeeDesk, Place::Area(area.clone())),
        HeldIn::Organisation(held) => (Action::SeeDesk, Place::Organisation(held.clone())),
    };
    may(&actor, action, &place).is_ok()
}

/// The address of this page holds a secret: no other is told it, not even one of ours. (`no-referrer` would have
/// browsers send the page's own form as from nowhere.)
pub(super) fn unsaid(answer: Answer) -> Answer {
    answer.and(
        header::REFERRER_POLICY,
        HeaderValue::from_static("strict-origin"),
    )
}
