//! Passkeys: adding one, removing one, signing in with one. What is asked is kept here, under the browser that was
//! asked, and answered once.

use alongside_app::Failure as App;
use alongside_app::passkeys::{self, Made};
use alongside_domain::sign_in::SecretHash;
use alongside_pages::links;
use alongside_pages::own::{AddPasskey, PasskeyAsked};
use alongside_pages::public::Said;
use alongside_store::passkeys as kept;
use serde::{Deserialize, Serialize};
use serde_json::json;
use webauthn_rs::Webauthn;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, WebauthnError,
};

use super::sign_in::{begun, going, going_on_to};
use crate::answer::{Answer, Media};
use crate::asked::Asked;
use crate::cookies;
use crate::device::device;
use crate::failure::Failure;
use crate::own_address::OwnAddress;
use crate::visitor::Visitor;

/// What a browser was asked, until it answers. It never leaves the service.
#[derive(Debug, Serialize, Deserialize)]
enum Question {
    /// To make a passkey for this person.
    New {
        person: String,
        state: PasskeyRegistration,
    },
    /// To sign with one that it has.
    Known(DiscoverableAuthentication),
}

/// Where somebody adds a passkey. Who is asked for one and has one uses it instead; should it be lost, it can be
/// removed on their own page first.
pub(crate) fn form(asked: &Asked) -> Result<Answer, Failure> {
    let visitor = visitor(asked)?;
    let next = OwnAddress::parse(asked.query.get("next"));
    let person = visitor.person;
    let has_some = !asked
        .read(|snapshot| kept::of(snapshot, person))?
        .is_empty();
    if visitor.needs_passkey && has_some {
        let to_sign_in = Answer::see(&OwnAddress::of_link(links::SIGN_IN));
        return Ok(going_on_to(asked, to_sign_in, next.as_ref()));
    }
    let page = AddPasskey {
        shell: asked.shell_of_form()?,
        asked: match (visitor.needs_passkey, visitor.is_staff && !has_some) {
            (true, _) => PasskeyAsked::OfStaff,
            (false, true) => PasskeyAsked::NotNow,
            (false, false) => PasskeyAsked::No,
        },
    };
    Ok(going_on_to(
        asked,
        asked.html(page.render()?),
        next.as_ref(),
    ))
}

/// What a new passkey is to sign.
pub(crate) fn challenge_new(asked: &Asked) -> Result<Answer, Failure> {
    let (visitor, webauthn) = (visitor(asked)?, webauthn(asked)?);
    let person = visitor.person;
    let known = asked.read(|snapshot| kept::of(snapshot, person))?;
    let known = known
        .iter()
        .map(|passkey| serde_json::from_str::<Passkey>(&passkey.data))
        .map(|passkey| passkey.map(|passkey| passkey.cred_id().clone()))
        .collect::<Result<Vec<_>, _>>()?;
    let email = visitor.email.reveal();
    let shown = Some(visitor.name.as_str()).filter(|name| !name.is_empty());
    // The id goes to the authenticator of the one whose it is, and nowhere else.
    let (challenge, state) = webauthn
        .start_passkey_registration(person.uuid(), email, shown.unwrap_or(email), Some(known))
        .map_err(Failure::fault)?;
    let mut challenge = serde_json::to_value(&challenge)?;
    // It is to be found later without a name typed in.
    let wanted = &mut challenge["publicKey"]["authenticatorSelection"];
    wanted["residentKey"] = json!("required");
    wanted["requireResidentKey"] = json!(true);
    let person = person.to_string();
    put(asked, &Question::New { person, state })?;
    Ok(json_answer(challenge.to_string()))
}

/// A new passkey.
pub(crate) fn add(asked: &Asked) -> Result<Answer, Failure> {
    let (visitor, webauthn) = (visitor(asked)?, webauthn(asked)?);
    let answered: RegisterPublicKeyCredential = asked.json()?;
    let Some(Question::New { person, state }) = take(asked)? else {
        return Err(Failure::Unsigned);
    };
    if person != visitor.person.to_string() {
        return Err(Failure::Unsigned);
    }
    let passkey = webauthn
        .finish_passkey_registration(&answered, &state)
        .map_err(|error| unsigned(&error))?;
    let (data, name) = (
        serde_json::to_string(&passkey)?,
        device(&asked.visit.headers),
    );
    let made = Made {
        credential: passkey.cred_id().as_ref(),
        data: &data,
        name: &name,
    };
    let (person, session) = (visitor.person, visitor.session);
    let added = asked.change(|tx, call| passkeys::add(tx, call, person, session, &made));
    match added {
        Ok(()) => {}
        // It is somebody's already.
        Err(App::Wrong(_)) => return Err(Failure::Unsigned),
        Err(failure) => return Err(failure.into()),
    }
    let (next, removed) = going(asked, person)?;
    let answer = gone_on(asked, &next, Said::PasskeyAdded);
    Ok(removed.into_iter().fold(answer, Answer::and_cookie))
}

/// Removes one.
pub(crate) fn remove(asked: &Asked) -> Result<Answer, Failure> {
    let visitor = visitor(asked)?;
    let (person, session) = (visitor.person, visitor.session);
    let id = asked.step("passkey").parse();
    let id = id.map_err(|_| Failure::NotFound)?;
    asked.change(|tx, call| passkeys::remove(tx, call, person, session, id))?;
    Ok(asked.done(&OwnAddress::of_link(links::ME), Said::PasskeyRemoved))
}

/// What a passkey is to sign to sign somebody in, whoever it is.
pub(crate) fn challenge_known(asked: &Asked) -> Result<Answer, Failure> {
    let (challenge, state) = webauthn(asked)?
        .start_discoverable_authentication()
        .map_err(Failure::fault)?;
    put(asked, &Question::Known(state))?;
    Ok(json_answer(serde_json::to_string(&challenge)?))
}

/// Signs somebody in whose passkey has signed.
pub(crate) fn sign_in(asked: &Asked) -> Result<Answer, Failure> {
    let webauthn = webauthn(asked)?;
    let answered: PublicKeyCredential = asked.json()?;
    let Some(Question::Known(state)) = take(asked)? else {
        return Err(Failure::Unsigned);
    };
    let (person, credential) = webauthn
        .identify_discoverable_authentication(&answered)
        .map_err(|error| unsigned(&error))?;
    let found = asked.read(|snapshot| kept::find(snapshot, credential))?;
    let found = found.filter(|found| found.person.uuid() == person);
    let found = found.ok_or(Failure::Unsigned)?;
    let mut passkey: Passkey = serde_json::from_str(&found.data)?;
    let result = webauthn
        .finish_discoverable_authentication_v2(&answered, state, &passkey)
        .map_err(|error| unsigned(&error))?;
    passkey.update_credential(&result);
    let data = serde_json::to_string(&passkey)?;
    let device = device(&asked.visit.headers);
    let signed_in = asked.change(|tx, call| passkeys::sign_in(tx, call, &found, &data, &device))?;
    let (next, cookies) = begun(asked, &signed_in)?;
    let answer = gone_on(asked, &next, Said::SignedIn);
    Ok(cookies.into_iter().fold(answer, Answer::and_cookie))
}

/// Keeps what this browser was asked, in place of what it was asked before.
fn put(asked: &Asked, question: &Question) -> Result<(), Failure> {
    let browser = SecretHash::of(&asked.browser()?);
    let state = serde_json::to_string(question)?;
    let network = asked.network("tries");
    Ok(asked.change(|tx, call| passkeys::ask(tx, call, browser, &state, &network))?)
}

/// What this browser was asked. It is gone then, however the answer turns out.
fn take(asked: &Asked) -> Result<Option<Question>, Failure> {
    let browser = SecretHash::of(&asked.browser()?);
    let state = asked.change(|tx, call| passkeys::asked(tx, call, browser))?;
    Ok(state.as_deref().map(serde_json::from_str).transpose()?)
}

fn visitor(asked: &Asked) -> Result<&Visitor, Failure> {
    asked.visitor.as_ref().ok_or(Failure::SignIn)
}

fn webauthn(asked: &Asked) -> Result<&Webauthn, Failure> {
    asked.service().webauthn().ok_or(Failure::NotFound)
}

/// Which of many things was wrong is nothing that whoever sent it needs to know.
fn unsigned(error: &WebauthnError) -> Failure {
    tracing::info!(%error, "a passkey was not taken");
    Failure::Unsigned
}

fn json_answer(json: String) -> Answer {
    Answer::personal(Media::Json, json)
}

/// Tells the script where to go on.
fn gone_on(asked: &Asked, next: &OwnAddress, said: Said) -> Answer {
    let base = &asked.service().settings().base;
    json_answer(json!({ "location": next.as_str() }).to_string())
        .and_cookie(cookies::with_said(base, said, None))
}
