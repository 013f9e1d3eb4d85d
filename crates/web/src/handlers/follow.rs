//! Following by email or text message: asking, saying that it was oneself, changing and ending.

use alongside_app::follow::{self, Following, Wish};
use alongside_app::letter::{Followed as InWords, Happened};
use alongside_app::{Call, Caller, Failure as App};
use alongside_domain::AreaSlug;
use alongside_domain::act::SubjectId;
use alongside_domain::follow::Pace;
use alongside_pages::mail::Followed;
use alongside_pages::own::{
    AddressProblem, Ending, FollowEnding, FollowForm, FollowLink, FollowRow, FollowSent, ToldOf,
    Unanswered,
};
use alongside_pages::public::Said;
use alongside_pages::{Language, links};
use axum::http::StatusCode;
use data_encoding::BASE64URL_NOPAD;
use jiff::tz::TimeZone;

use super::sign_in::unsaid;
use crate::answer::{Answer, Media};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::own_address::OwnAddress;
use crate::place;

/// Where somebody asks.
pub(crate) fn form(asked: &Asked) -> Result<Answer, Failure> {
    let about = asked.query.get("about");
    let what = if about.is_empty() { "area" } else { "meeting" };
    let typed = Typed {
        about,
        what,
        pace: Pace::Each.name(),
        to: "",
        language: asked.visit.language,
    };
    let page = written(asked, &typed, None, Unanswered::default())?;
    Ok(asked.html(page))
}

/// Asks. What is answered is the same whoever asks for whom.
pub(crate) fn ask(asked: &Asked) -> Result<Answer, Failure> {
    let fields = asked.fields()?;
    let language = Language::from_code(fields.get("language"));
    let typed = Typed {
        about: fields.get("about"),
        what: fields.get("what"),
        pace: fields.get("pace"),
        to: fields.get("to").trim(),
        language: language.unwrap_or(asked.visit.language),
    };
    let area = slug(asked)?;
    let wish = Wish {
        about: about(typed.about)?,
        what: typed.what,
        pace: typed.pace,
        language: typed.language.code(),
    };
    let network = asked.network("links");
    let own = asked.visitor.as_ref().filter(|_| typed.to.is_empty());
    let done = asked.change(|tx, call| match own {
        Some(visitor) => follow::follow(tx, call, &area, visitor.person, &wish),
        None => follow::ask(tx, call, &area, typed.to, &wish, &network),
    });
    let wrong = match done {
        Ok(()) if own.is_some() => {
            let area = OwnAddress::of_link(&links::area(area.as_str()));
            return Ok(asked.done(&area, Said::FollowKept));
        }
        Ok(()) => return Ok(Answer::see(&OwnAddress::of_link(links::FOLLOW_SENT))),
        Err(App::Wrong(wrong)) => wrong,
        Err(failure) => return Err(failure.into()),
    };
    let problem = match wrong.with("to") {
        "" => None,
        _ if typed.to.is_empty() => Some(AddressProblem::Missing),
        _ => Some(AddressProblem::NotAnAddress),
    };
    let unanswered = Unanswered {
        what: !wrong.with("what").is_empty(),
        pace: !wrong.with("pace").is_empty(),
    };
    Ok(asked.again(written(asked, &typed, problem, unanswered)?))
}

/// What was typed and chosen.
struct Typed<'a> {
    about: &'a str,
    what: &'a str,
    pace: &'a str,
    to: &'a str,
    language: Language,
}

fn written(
    asked: &Asked,
    typed: &Typed<'_>,
    problem: Option<AddressProblem>,
    unanswered: Unanswered,
) -> Result<String, Failure> {
    let slug = slug(asked)?;
    let about = about(typed.about)?;
    asked.read(|snapshot| {
        let known = asked.service().areas().at(snapshot, &slug)?;
        let known = known.ok_or(Failure::NotFound)?;
        if known.area.settings.is_read_only {
            return Err(Failure::NotFound);
        }
        let choices = follow::choices(snapshot, &slug, about)?;
        let choices: Vec<(&str, Followed<'_>)> = choices
            .iter()
            .map(|(name, words)| (*name, in_words(words)))
            .collect();
        let here = known.place();
        let shell = place::shell(asked, &here)?;
        let visitor = asked.visitor.as_ref();
        let page = FollowForm {
            shell: alongside_pages::public::Shell {
                form_token: asked.shell_of_form()?.form_token,
                ..shell
            },
            about: typed.about,
            choices: &choices,
            what: typed.what,
            pace: typed.pace,
            language: typed.language,
            own: visitor.map(|visitor| visitor.email.reveal()),
            has_texts: asked.service().settings().texts.is_some()
                && known.area.settings.sends_texts,
            to: typed.to,
            problem,
            unanswered,
        };
        Ok::<_, Failure>(page.render()?)
    })
}

/// What is said once somebody asked.
pub(crate) fn sent(asked: &Asked) -> Result<Answer, Failure> {
    let page = FollowSent {
        shell: asked.shell()?,
        is_demo: asked.service().settings().demo.is_some(),
    };
    Ok(asked.html(page.render()?))
}

/// What the link of a mail opens. Nothing changes by that.
pub(crate) fn link(asked: &Asked) -> Result<Answer, Failure> {
    let Some(following) = opened(asked)? else {
        return gone(asked);
    };
    let language = Language::from_code(&following.language).unwrap_or(Language::English);
    if !asked.visit.is_chosen && asked.visit.language != language {
        // A text message has no room to say in which language its link opens.
        return Ok(Answer::see(&here(asked, language)));
    }
    let rows: Vec<FollowRow<'_>> = following
        .follows
        .iter()
        .map(|(follow, words)| FollowRow {
            followed: in_words(words),
            pace: follow.pace,
            is_confirmed: follow.confirmed.is_some(),
        })
        .collect();
    let told = match &following.about {
        Some(meeting) => Some((meeting, meeting.id.to_string(), zone(asked, &following)?)),
        None => None,
    };
    let page = FollowLink {
        shell: asked.shell_of_form()?,
        secret: asked.step("secret"),
        place: &following.name,
        area: following.area.as_str(),
        follows: &rows,
        language,
        about: told.as_ref().map(|(meeting, id, zone)| ToldOf {
            id,
            title: &meeting.title,
            starts: meeting.times.first().copied().flatten(),
            is_off: meeting.happened == Happened::Off,
            zone,
        }),
    };
    Ok(unsaid(Answer::personal(Media::Html, page.render()?)))
}

/// Says that it was them, or changes what they are told.
pub(crate) fn change(asked: &Asked) -> Result<Answer, Failure> {
    let Some(following) = opened(asked)? else {
        return gone(asked);
    };
    let fields = asked.fields()?;
    let names: Vec<String> = (0..following.follows.len())
        .map(|place| format!("pace-{place}"))
        .collect();
    let paces: Vec<&str> = names.iter().map(|name| fields.get(name)).collect();
    let language = Language::from_code(fields.get("language"));
    let language = language.or(Language::from_code(&following.language));
    let language = language.unwrap_or(Language::English);
    let secret = secret(asked);
    asked.change(|tx, call| follow::change(tx, call, &secret, language.code(), &paces))?;
    if opened(asked)?.is_none() {
        return ended(asked);
    }
    let here = here(asked, language);
    Ok(unsaid(asked.done(&here, Said::FollowKept)))
}

/// This link, opened in a language.
fn here(asked: &Asked, language: Language) -> OwnAddress {
    let link = links::follow_link(asked.step("secret"));
    OwnAddress::of_link(&links::in_language(&link, language.code()))
}

/// Asks whether all of it is to end. A program that opens the address has ended nothing.
pub(crate) fn ask_to_end(asked: &Asked) -> Result<Answer, Failure> {
    let Some(following) = opened(asked)? else {
        return gone(asked);
    };
    let page = FollowEnding {
        shell: asked.shell()?,
        ending: Ending::Asked {
            secret: asked.step("secret"),
            place: &following.name,
        },
    };
    Ok(unsaid(Answer::personal(Media::Html, page.render()?)))
}

/// Ends all of it, whoever holds the link: somebody by the button, or their mail program (RFC 8058).
pub(crate) fn end(asked: &Asked) -> Result<Answer, Failure> {
    let secret = secret(asked);
    asked.change(|tx, call| follow::end(tx, call, &secret))?;
    ended(asked)
}

fn ended(asked: &Asked) -> Result<Answer, Failure> {
    last(asked, Ending::Ended)
}

fn gone(asked: &Asked) -> Result<Answer, Failure> {
    Ok(last(asked, Ending::Gone)?.with_status(StatusCode::NOT_FOUND))
}

fn last(asked: &Asked, ending: Ending<'_>) -> Result<Answer, Failure> {
    let page = FollowEnding {
        shell: asked.shell()?,
        ending,
    };
    Ok(unsaid(Answer::personal(Media::Html, page.render()?)))
}

fn opened(asked: &Asked) -> Result<Option<Following>, Failure> {
    let secret = secret(asked);
    let call = Call {
        caller: Caller::Actor(asked.actor()),
        now: asked.now(),
        // Nothing is made here.
        chance: &|_| (),
    };
    asked.read(|snapshot| follow::open(snapshot, &call, &secret))
}

/// The zone in which the days of an area are meant.
fn zone(asked: &Asked, following: &Following) -> Result<TimeZone, Failure> {
    asked.read(|snapshot| {
        let known = asked.service().areas().at(snapshot, &following.area)?;
        let known = known.ok_or(Failure::NotFound)?;
        Ok::<_, Failure>(known.area.zone.clone())
    })
}

/// No link has an empty secret.
fn secret(asked: &Asked) -> Vec<u8> {
    let written = asked.step("secret").as_bytes();
    BASE64URL_NOPAD.decode(written).unwrap_or_default()
}

fn slug(asked: &Asked) -> Result<AreaSlug, Failure> {
    asked.step("area").parse().map_err(|_| Failure::NotFound)
}

fn about(written: &str) -> Result<Option<SubjectId>, Failure> {
    if written.is_empty() {
        return Ok(None);
    }
    let id = written.parse().map_err(|_| Failure::NotFound)?;
    Ok(Some(id))
}

pub(super) fn in_words(words: &InWords) -> Followed<'_> {
    match words {
        InWords::Area => Followed::Area,
        InWords::Body(name) => Followed::Body(name),
        InWords::Meeting(title) => Followed::Meeting(title),
    }
}
