//! The way of every request: what is sent in is read, who asks is found, what may not be is refused, the handler
//! answers, and the answer goes out as the reader wants it.

use std::sync::Arc;
use std::time::Duration;

use alongside_domain::Instant;
use alongside_pages::public::{ErrorPage, Shell};
use alongside_pages::{Language, Words, links};
use axum::body::Body;
use axum::extract::{FromRequestParts as _, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Request, Response, StatusCode, header};
use data_encoding::BASE32_NOPAD;
use serde_json::json;

use crate::answer::{Answer, Media};
use crate::asked::{Asked, Visit};
use crate::cookies::{self, Name};
use crate::failure::Failure;
use crate::fields::{self, Fields, Sent};
use crate::language;
use crate::network;
use crate::own_address::OwnAddress;
use crate::reply::reply;
use crate::route::{Access, Route, Speaks, Takes};
use crate::safety;
use crate::sender::{self, Sender};
use crate::service::Service;
use crate::visitor::Visiting;

/// What is sent in has to be there by then.
const TO_ARRIVE: Duration = Duration::from_secs(30);
/// An answer has to be there by then; the database gives up earlier.
const TO_ANSWER: Duration = Duration::from_secs(30);

/// Answers a request at an address of which these are the routes; none where nothing is there.
pub(crate) async fn dispatch(
    service: Service,
    pattern: &'static str,
    routes: Arc<[Route]>,
    request: Request<Body>,
) -> Response<Body> {
    let began = service.now();
    let (mut parts, body) = request.into_parts();
    let reference = service
        .draw::<10>()
        .map_or_else(|_| String::new(), |bytes| BASE32_NOPAD.encode(&bytes));
    let route = routes.iter().find(|route| route.answers(&parts.method));
    let query = query(route, &parts);
    let visit = Arc::new(visit(&service, began, &reference, route, &parts, &query));
    let path = path(&mut parts).await;

    let done = match (route, path) {
        (Some(route), Ok(steps)) => {
            answer(Arc::clone(&visit), *route, query, steps, parts, body).await
        }
        (None, Ok(_)) => Err(no_route(&routes, &parts)),
        (_, Err(failure)) => Err(Refused::from(failure)),
    };
    let mut response = match done {
        Ok(response) => response,
        Err(Refused::Moved(address)) => reply(&visit, Answer::moved(&address)),
        Err(Refused::Failure(failure)) => refuse(&visit, &failure),
    };
    safety::guard(response.headers_mut(), service.settings().base.is_secure());
    if is_of_the_interface(visit.address.split('?').next().unwrap_or_default()) {
        safety::open(response.headers_mut());
    }
    if let Ok(reference) = HeaderValue::from_str(&reference) {
        response.headers_mut().insert("x-request-id", reference);
    }
    note(&visit, pattern, response.status(), &service);
    response
}

/// Why no handler answered.
enum Refused {
    Failure(Failure),
    Moved(OwnAddress),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// What stands behind the question mark, as far as whoever answers asks for it; the language of every page.
fn query(route: Option<&Route>, parts: &Parts) -> Fields {
    let all = Fields::parse(parts.uri.query().unwrap_or_default().as_bytes());
    let mut names = route.map_or(&[][..], |route| route.asks).to_vec();
    if Language::from_code(all.get("lang")).is_some() {
        names.push("lang");
    }
    all.only(&names)
}

fn visit(
    service: &Service,
    now: Instant,
    reference: &str,
    route: Option<&Route>,
    parts: &Parts,
    query: &Fields,
) -> Visit {
    let base = &service.settings().base;
    let kept = cookies::sent(&parts.headers, Name::Language, base);
    let (language, is_chosen) = language::of(Some(query.get("lang")), kept, &parts.headers);
    let path = parts.uri.path();
    Visit {
        service: service.clone(),
        now,
        reference: reference.to_owned(),
        language,
        is_chosen,
        address: format!("{path}{}", query.question()),
        speaks: match route {
            // An address of it that is not there looks like one of an area that nobody may open.
            _ if is_of_the_interface(path) => Speaks::Api,
            Some(route) => route.speaks,
            None => Speaks::Page,
        },
        takes_day: route.is_some_and(|route| route.asks.contains(&"as_of")),
        method: parts.method.clone(),
        headers: parts.headers.clone(),
        from: network::of(
            &parts.headers,
            &parts.extensions,
            service.settings().is_behind_proxy,
        ),
    }
}

/// Whether an address is one of the interface for machines.
fn is_of_the_interface(path: &str) -> bool {
    let rest = path.strip_prefix(links::API);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What stands in the address for each `{…}`; an address that is not UTF-8 is nowhere.
async fn path(parts: &mut Parts) -> Result<Vec<(String, String)>, Failure> {
    let steps = RawPathParams::from_request_parts(parts, &()).await;
    let steps = steps.map_err(|_| Failure::NotFound)?;
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    Ok(steps.iter().map(own).collect())
}

/// There is nothing here, or nothing in this way, or only a slash too many.
fn no_route(routes: &[Route], parts: &Parts) -> Refused {
    let takes = |method: &Method| routes.iter().any(|route| route.answers(method));
    let allowed = match (takes(&Method::GET), takes(&Method::POST)) {
        (true, true) => "GET, HEAD, POST",
        (true, false) => "GET, HEAD",
        (false, true) => "POST",
        (false, false) => {
            let (path, query) = (parts.uri.path(), parts.uri.query());
            let is_reading = matches!(parts.method, Method::GET | Method::HEAD);
            return OwnAddress::without_slashes_at_the_end(path, query)
                .filter(|_| is_reading)
                .map_or(Refused::Failure(Failure::NotFound), Refused::Moved);
        }
    };
    Refused::Failure(Failure::Method { allowed })
}

/// Reads what is sent in, then has the rest done on a thread that may wait for the database.
async fn answer(
    visit: Arc<Visit>,
    route: Route,
    query: Fields,
    steps: Vec<(String, String)>,
    parts: Parts,
    body: Body,
) -> Result<Response<Body>, Refused> {
    let service = visit.service.clone();
    let settings = service.settings();
    if let Some(limit) = route.limit {
        let taken = service.limits().take(limit, visit.from, visit.now);
        taken.map_err(Failure::from)?;
    }
    if route.takes == Takes::Upload {
        // A file is large: whoever may not send one is told before it is taken in.
        let (visit, steps) = (Arc::clone(&visit), steps.clone());
        let may = tokio::task::spawn_blocking(move || may_come(&visit, route.access, &steps));
        may.await
            .map_err(|_| Failure::fault("a check stopped in the middle"))??;
    }
    let sent = fields::read(route.takes, settings.largest_file, &parts.headers, body);
    let sent = tokio::time::timeout(TO_ARRIVE, sent).await;
    let sent = sent.map_err(|_| Failure::TooSlow)??;
    let work = move || {
        let visiting = visiting(&visit, route.access)?;
        let seed = visit.service.draw().map_err(Failure::from)?;
        let asked = Asked::new(Arc::clone(&visit), query, steps, visiting, sent, seed);
        let answer = handled(route, &asked).unwrap_or_else(|failure| {
            let shell = asked.shell();
            refusal(&visit, &failure, shell.ok())
        });
        Ok::<_, Failure>(reply(&visit, asked.with_cookies(answer)))
    };
    let work = tokio::task::spawn_blocking(work);
    match tokio::time::timeout(TO_ANSWER, work).await {
        Ok(Ok(done)) => Ok(done?),
        // The panic has said where it was; what it said may be about somebody, so it is not told here.
        Ok(Err(_)) => Err(Failure::fault("a handler stopped in the middle").into()),
        Err(_) => Err(Failure::Unavailable("no answer in time".into()).into()),
    }
}

/// Who has signed in, where that matters.
fn visiting(visit: &Visit, access: Access) -> Result<Visiting, Failure> {
    if access == Access::Unasked {
        return Ok(Visiting::Stranger);
    }
    let service = &visit.service;
    let base = &service.settings().base;
    let Some(secret) = cookies::secret(&visit.headers, Name::Session, base) else {
        return Ok(Visiting::Stranger);
    };
    Visiting::find(&service.parts().database, &secret, visit.now)
}

fn may_come(visit: &Visit, access: Access, steps: &[(String, String)]) -> Result<(), Failure> {
    let visitor = match visiting(visit, access)? {
        Visiting::In(visitor) => Some(visitor),
        Visiting::Stranger | Visiting::Over(_) => None,
    };
    access.check(visitor.as_deref(), area_of(steps))
}

fn area_of(steps: &[(String, String)]) -> Option<&str> {
    let area = steps.iter().find(|(name, _)| name == "area");
    area.map(|(_, value)| value.as_str())
}

/// Everything that is checked by the row of the table, and then the handler.
fn handled(route: Route, asked: &Asked) -> Result<Answer, Failure> {
    check_sender(route.takes, asked)?;
    route
        .access
        .check(asked.visitor.as_ref(), area_of(&asked.steps))?;
    (route.handler)(asked)
}

/// What changes something comes from a page of ours that this very browser opened.
fn check_sender(takes: Takes, asked: &Asked) -> Result<(), Failure> {
    match takes {
        Takes::Nothing => return Ok(()),
        // Not from a page of ours, or from anybody's: whoever knows the secret in the address may.
        Takes::OneClick => {
            let says = asked.fields()?.get("List-Unsubscribe");
            return if says == "One-Click" {
                Ok(())
            } else {
                Err(Failure::Form)
            };
        }
        Takes::Form | Takes::Upload | Takes::Json => {}
    }
    let headers = &asked.visit.headers;
    let base = &asked.service().settings().base;
    let browser = cookies::secret(headers, Name::Browser, base);
    let is_ours = match (&asked.sent, Sender::of(headers, base)) {
        (Sent::Json(_), sender) => sender == Sender::Ours,
        (Sent::Nothing, _) | (_, Sender::Another) => false,
        // The token says it where the browser does not.
        (Sent::Fields(fields, _), Sender::Ours | Sender::Unsaid) => {
            browser.is_some_and(|browser| sender::is_token(fields.get(sender::TOKEN), &browser))
        }
    };
    if is_ours { Ok(()) } else { Err(Failure::Form) }
}

fn refuse(visit: &Visit, failure: &Failure) -> Response<Body> {
    reply(visit, refusal(visit, failure, None))
}

/// A failure as an answer: a page, in the shell where there is one already, or problem JSON. It is written to the log
/// where the service is at fault.
pub(crate) fn refusal(visit: &Visit, failure: &Failure, shell: Option<Shell<'_>>) -> Answer {
    if let Some(cause) = failure.for_the_log() {
        tracing::error!(reference = visit.reference, cause, "a request failed");
    }
    let status = failure.status();
    let answer = match (visit.speaks, failure) {
        (Speaks::Page, Failure::SignIn) => return led_to(visit, links::SIGN_IN),
        (Speaks::Page, Failure::Passkey) => return led_to(visit, links::PASSKEY_NEW),
        (Speaks::Page, _) => Answer::personal(Media::Html, page(visit, failure, shell)),
        (Speaks::Api, _) => Answer::personal(Media::Problem, problem(visit, failure)),
    };
    let answer = answer.with_status(status);
    match failure {
        Failure::Method { allowed } => answer.and(header::ALLOW, HeaderValue::from_static(allowed)),
        Failure::TooOften(wait) => {
            let seconds = wait.micros.div_euclid(1_000_000) + 1;
            answer.and(header::RETRY_AFTER, HeaderValue::from(seconds))
        }
        Failure::Unavailable(_) => answer.and(header::RETRY_AFTER, HeaderValue::from(30)),
        _ => answer,
    }
}

/// There first, and then on to where this was, if that can be read: a form would have to be sent again.
fn led_to(visit: &Visit, first: &str) -> Answer {
    let is_reading = matches!(visit.method, Method::GET | Method::HEAD);
    let next = if is_reading { &visit.address } else { "" };
    let address = format!("{first}{}", links::Query::new().and("next", next));
    OwnAddress::parse(&address).map_or_else(
        || Answer::personal(Media::Text, "").with_status(StatusCode::UNAUTHORIZED),
        |address| Answer::see(&address),
    )
}

fn page(visit: &Visit, failure: &Failure, shell: Option<Shell<'_>>) -> String {
    let words = Words::of(visit.language);
    let assets = &visit.service.look().assets;
    let shell = shell.unwrap_or_else(|| Shell::new(words, assets, &visit.address));
    let page = match failure {
        Failure::Fault(_) => ErrorPage::Broken {
            reference: &visit.reference,
        },
        Failure::Unavailable(_) | Failure::TooSlow => ErrorPage::Unavailable,
        Failure::TooOften(wait) => ErrorPage::TooMany {
            minutes: u32::try_from(wait.micros / 60_000_000 + 1).unwrap_or(u32::MAX),
        },
        Failure::TooLarge { limit } => ErrorPage::TooLarge {
            megabytes: u32::try_from(limit >> 20).unwrap_or(u32::MAX).max(1),
        },
        Failure::SignIn | Failure::Passkey | Failure::Unsigned | Failure::Refused(_) => {
            ErrorPage::NotAllowed
        }
        // A page that is opened again shows how things are by now.
        Failure::Form | Failure::Unreadable => ErrorPage::FormExpired,
        Failure::Conflict(why) => ErrorPage::Conflict { why },
        Failure::NotFound | Failure::Method { .. } => ErrorPage::NotFound,
        Failure::Question { .. } => ErrorPage::Question,
    };
    page.render(shell).unwrap_or_default()
}

/// RFC 9457.
fn problem(visit: &Visit, failure: &Failure) -> String {
    let (title, detail) = failure.words();
    let mut problem = json!({
        "type": "about:blank",
        "title": title,
        "status": failure.status().as_u16(),
        "detail": detail,
    });
    if matches!(failure, Failure::Fault(_)) {
        problem["reference"] = json!(visit.reference);
    }
    problem.to_string()
}

/// One line for each request, in which nobody can be known again: no address but its pattern, no cookie, no network.
fn note(visit: &Visit, pattern: &'static str, status: StatusCode, service: &Service) {
    let micros = service.now().micros_since(visit.now);
    let method = match visit.method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    };
    let status = status.as_u16();
    service.metrics().answered(pattern, method, status, micros);
    tracing::info!(
        reference = visit.reference,
        method,
        route = pattern,
        status,
        micros,
        "answered"
    );
}
