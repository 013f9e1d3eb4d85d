//! Every route of the service, in one table: an address, who may come there, and who answers.
//!
//! What the row says is checked before the handler runs, and nothing is mounted that has no row.

use std::collections::BTreeMap;
use std::sync::Arc;

use alongside_domain::policy::Action;
use alongside_pages::links;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::{MethodRouter, any};

use crate::dispatch::dispatch;
use crate::handlers::{
    api, area, calendar, changes, desk, feeds, files, flyers, follow, home, lines, log, me,
    operator, organisations, own_calendar, passkeys, record, replies, sign_in, standards, subjects,
    texts, who_could_come,
};
use crate::limits::Limit;
use crate::route::Access::{May, Public, SignedIn, Unasked};
use crate::route::On::{Area, Instance, Own};
use crate::route::{Access, Route};
use crate::service::Service;

/// Every route.
pub const ROUTES: &[Route] = &[
    // The look, and what machines ask for first.
    Route::page(links::ASSET, Unasked, files::asset),
    Route::page(links::BRAND, Unasked, files::brand),
    Route::page(links::LOGO, Unasked, files::logo),
    Route::page(files::ICON, Unasked, files::icon),
    Route::page(files::ROBOTS, Unasked, files::robots),
    Route::page(files::SECURITY, Unasked, files::security),
    // Texts.
    Route::page(links::ABOUT, Public, texts::about),
    Route::page(links::ACCESSIBILITY, Public, texts::accessibility),
    Route::page(links::PRIVACY, Public, texts::privacy),
    Route::page(links::GLOSSARY, Public, texts::glossary),
    // What a visitor reads.
    Route::page(links::HOME, Public, home::home)
        .live()
        .asking(&["q"]),
    Route::page(links::AREA, Public, area::area).asking(AS_OF),
    Route::page(links::STANDARDS, Public, standards::standards).asking(FINDINGS),
    Route::page(links::RECORD, Public, record::record).asking(&[
        "act",
        "organisation",
        "meeting",
        "from",
        "to",
        "page",
    ]),
    Route::page(links::RECORD_ACT, Public, record::act),
    Route::page(links::ORGANISATIONS, Public, organisations::organisations).asking(AS_OF),
    Route::page(links::ORGANISATION, Public, organisations::organisation).asking(AS_OF),
    Route::page(links::CALENDAR, Public, calendar::calendar).asking(&["from", "as_of"]),
    Route::page(links::SUBJECTS, Public, subjects::subjects).asking(&[
        "organiser",
        "as_of",
        "page",
    ]),
    Route::page(links::SUBJECT, Public, subjects::subject).asking(AS_OF),
    Route::page(links::WHO_COULD_COME, Public, who_could_come::page).asking(AS_OF),
    // Whoever is asked to a meeting says whether they come.
    Route::page(links::REPLY, Public, replies::form).live(),
    Route::form(links::REPLY, Public, replies::send),
    Route::page(links::CANNOT_COME, Public, replies::cannot).live(),
    Route::form(links::CANNOT_COME, Public, replies::cannot_come),
    Route::form(links::NOT_MY_REPLY, Public, replies::forget),
    Route::page(links::REPLY_LINK, Public, replies::link).live(),
    Route::form(links::REPLY_LINK, Public, replies::open).at_most(Limit::TRIES),
    Route::page(links::FLYER, Public, flyers::page),
    Route::page(links::FLYER_PDF, Unasked, flyers::pdf),
    // Following by email. Whoever ends it may be a mail program.
    Route::page(links::FOLLOW, Public, follow::form)
        .live()
        .asking(&["about"]),
    Route::form(links::FOLLOW, Public, follow::ask).at_most(Limit::LINKS),
    Route::page(links::FOLLOW_SENT, Public, follow::sent).live(),
    Route::page(links::FOLLOW_LINK, Public, follow::link).live(),
    Route::form(links::FOLLOW_LINK, Public, follow::change).at_most(Limit::TRIES),
    Route::page(links::FOLLOW_ENDING, Public, follow::ask_to_end).live(),
    Route::one_click(links::FOLLOW_ENDING, follow::end),
    Route::page(links::CHANGES, Public, changes::changes)
        .asking(&["from", "to"])
        .live(),
    Route::page(links::COPY, Public, texts::copy),
    // What programs read.
    Route::page(links::CHARTER_FILE, Unasked, standards::charter),
    Route::page(links::STANDARDS_CSV, Unasked, feeds::standards).asking(FINDINGS),
    Route::page(links::RECORD_CHECKPOINT, Unasked, log::checkpoint),
    Route::page(links::RECORD_KEY, Unasked, log::key),
    Route::page(links::RECORD_TILE, Unasked, log::tile),
    Route::page(links::RECORD_RECEIPT, Unasked, log::receipt),
    Route::page(links::RECORD_LINES, Unasked, lines::lines)
        .live()
        .asking(&["from"]),
    Route::page(links::CHANGES_ATOM, Unasked, feeds::changes),
    Route::page(links::MEETINGS_ICS, Unasked, feeds::meetings).asking(&["body"]),
    Route::api(links::API, api::index),
    Route::api(links::API_DESCRIPTION, api::description),
    Route::api(links::API_AREAS, api::areas::areas),
    Route::api(links::API_AREA, api::areas::area).asking(AS_OF),
    Route::api(links::API_SUBJECTS, api::subjects::subjects)
        .asking(&["kind", "from", "to", "limit", "cursor"]),
    Route::api(links::API_SUBJECT, api::subjects::subject).asking(AS_OF),
    Route::api(links::API_FINDINGS, api::findings::findings).asking(API_FINDINGS),
    Route::api(links::API_STANDARDS, api::standards::standards).asking(AS_OF),
    Route::api(links::API_ORGANISATIONS, api::organisations::organisations),
    Route::api(links::API_WHO_COULD_COME, api::who_could_come::page).asking(AS_OF),
    Route::api(links::API_ACTS, api::acts::acts).asking(PART),
    // The desk. Where a row asks only to see the desk, the handler or the use case asks for the very organisation.
    Route::page(links::DESK, AT_THE_DESK, desk::desk),
    Route::page(links::IMPORT, MAY_IMPORT, desk::import::form),
    Route::upload(links::IMPORT, MAY_IMPORT, desk::import::upload),
    Route::page(links::IMPORT_PREVIEW, MAY_IMPORT, desk::import::preview),
    Route::form(links::IMPORT_PREVIEW, MAY_IMPORT, desk::import::confirm),
    Route::page(links::PEOPLE, AT_THE_DESK, desk::people::page),
    Route::form(links::INVITATIONS, AT_THE_DESK, desk::people::invite),
    Route::form(
        links::INVITATION_WITHDRAWAL,
        AT_THE_DESK,
        desk::people::take_back,
    ),
    // Everyone may end their own.
    Route::form(links::ROLE_ENDING, SignedIn, desk::people::end),
    Route::page(
        links::DESK_ORGANISATIONS,
        AT_THE_DESK,
        desk::organisations::form,
    ),
    Route::form(
        links::DESK_ORGANISATIONS,
        May(Action::RegisterOrganisation, Area),
        desk::organisations::register,
    ),
    Route::form(
        links::FORUM_STAGE,
        May(Action::ChangeForumStage, Area),
        desk::organisations::change_stage,
    ),
    Route::page(links::DESK_MEETINGS, ANNOUNCES, desk::meetings::page),
    Route::form(links::DESK_MEETINGS, ANNOUNCES, desk::meetings::begin),
    Route::page(links::DESK_MEETING, ANNOUNCES, desk::meetings::meeting),
    Route::page(links::MEETING_REPLIES, PREPARES, desk::replies::page),
    Route::form(links::MEETING_REPLIES, PREPARES, desk::replies::arrange),
    Route::form(links::MEETING_DATE, ANNOUNCES, desk::meetings::move_it),
    Route::form(
        links::MEETING_CANCELLATION,
        ANNOUNCES,
        desk::meetings::call_off,
    ),
    Route::page(links::MEETING_CHANNELS, ANNOUNCES, desk::channels::page),
    Route::form(links::MEETING_CHANNELS, ANNOUNCES, desk::channels::note),
    Route::page(links::DUE, ANNOUNCES, desk::done::form),
    Route::form(links::DUE, ANNOUNCES, desk::done::note),
    Route::page(links::TEXT_WITHDRAWAL, WITHDRAWS, desk::withdrawal::page),
    Route::form(links::TEXT_WITHDRAWAL, WITHDRAWS, desk::withdrawal::send),
    Route::page(links::DESK_DATES, ANNOUNCES, desk::dates::form),
    Route::form(links::DESK_DATES, ANNOUNCES, desk::dates::save),
    Route::form(links::SAVED_PLAN, ANNOUNCES, desk::dates::plan),
    Route::page(links::PLAN_STEP, ANNOUNCES, desk::plan::page),
    Route::form(links::PLAN_STEP, ANNOUNCES, desk::plan::answer),
    Route::form(
        links::PLAN_SESSION_REMOVAL,
        ANNOUNCES,
        desk::plan::remove_session,
    ),
    Route::page(links::PLAN_CHECK, ANNOUNCES, desk::plan::check),
    Route::form(links::PLAN_ANNOUNCEMENT, ANNOUNCES, desk::plan::announce),
    Route::form(links::PLAN_REMOVAL, ANNOUNCES, desk::plan::give_up),
    Route::page(
        links::CHARTERS,
        May(Action::AdoptCharter, Area),
        desk::charters::form,
    ),
    Route::upload(
        links::CHARTERS,
        May(Action::AdoptCharter, Area),
        desk::charters::adopt,
    ),
    Route::form(
        links::CHARTER_ENDING,
        May(Action::AdoptCharter, Area),
        desk::charters::end,
    ),
    Route::page(
        links::SETTINGS,
        May(Action::ChangeArea, Area),
        desk::settings::form,
    ),
    Route::form(
        links::SETTINGS,
        May(Action::ChangeArea, Area),
        desk::settings::change,
    ),
    Route::upload(
        links::SETTINGS_LOGO,
        May(Action::ChangeArea, Area),
        desk::logo::choose,
    ),
    Route::form(
        links::LOGO_REMOVAL,
        May(Action::ChangeArea, Area),
        desk::logo::remove,
    ),
    // Signing in.
    Route::page(links::SIGN_IN, Public, sign_in::form)
        .live()
        .asking(NEXT),
    Route::form(links::SIGN_IN, Public, sign_in::ask).at_most(Limit::LINKS),
    Route::page(links::SIGN_IN_SENT, Public, sign_in::sent).live(),
    Route::page(links::SIGN_IN_LINK, Public, sign_in::link).live(),
    Route::form(links::SIGN_IN_LINK, Public, sign_in::open).at_most(Limit::TRIES),
    Route::json(links::SIGN_IN_CHALLENGE, Public, passkeys::challenge_known),
    Route::json(links::SIGN_IN_PASSKEY, Public, passkeys::sign_in).at_most(Limit::TRIES),
    Route::form(links::SIGN_OUT, Public, sign_in::sign_out),
    // One's own.
    Route::page(links::ME, OWN_PAGE, me::page),
    Route::form(links::ME_NAME, OWN_PAGE, me::name),
    Route::page(links::MY_CALENDAR, OWN_PAGE, own_calendar::page),
    Route::form(links::MY_CALENDAR, OWN_PAGE, own_calendar::make),
    Route::form(links::MY_CALENDAR_REMOVAL, OWN_PAGE, own_calendar::end),
    Route::page(links::MY_CALENDAR_ICS, Unasked, own_calendar::feed).live(),
    Route::form(links::MY_FOLLOWING, OWN_PAGE, me::change_following),
    Route::form(links::INVITATION_ACCEPTANCE, OWN_PAGE, me::accept),
    Route::form(links::SESSION_ENDING, OWN_SESSIONS, me::end),
    Route::page(links::PASSKEY_NEW, OWN_SESSIONS, passkeys::form).asking(NEXT),
    Route::json(
        links::PASSKEY_CHALLENGE,
        OWN_SESSIONS,
        passkeys::challenge_new,
    ),
    Route::json(links::PASSKEYS, OWN_SESSIONS, passkeys::add).at_most(Limit::TRIES),
    Route::form(links::PASSKEY_REMOVAL, OWN_SESSIONS, passkeys::remove),
    // Whoever runs the machine.
    Route::page(links::OPERATOR, OPERATOR, operator::page),
    Route::page(links::OPERATOR_NEW_AREA, OPENS_AREAS, operator::new_area),
    Route::form(links::OPERATOR_NEW_AREA, OPENS_AREAS, operator::open),
    Route::form(links::JOB_REVIVAL, OPERATOR, operator::revive),
    Route::form(
        links::OPERATOR_INVITATIONS,
        May(Action::KeepRunning, Instance),
        operator::invite,
    ),
    Route::form(
        links::KEEPER_ENDING,
        May(Action::EndKeeper, Instance),
        operator::end_role,
    ),
    Route::page(links::DEMO, Public, operator::demo).live(),
];

const AS_OF: &[&str] = &["as_of"];
const FINDINGS: &[&str] = &[
    "standard",
    "result",
    "organiser",
    "from",
    "to",
    "as_of",
    "page",
];
const API_FINDINGS: &[&str] = &[
    "standard",
    "result",
    "organiser",
    "from",
    "to",
    "as_of",
    "limit",
    "cursor",
];
const PART: &[&str] = &["limit", "cursor"];
const NEXT: &[&str] = &["next"];

const ANNOUNCES: Access = May(Action::Announce, Area);
const WITHDRAWS: Access = May(Action::WithdrawText, Area);
const PREPARES: Access = May(Action::PrepareMeeting, Area);
const OWN_PAGE: Access = May(Action::KeepOwnPage, Own);
const OWN_SESSIONS: Access = May(Action::KeepOwnSessions, Own);
const OPERATOR: Access = May(Action::SeeJobs, Instance);
const OPENS_AREAS: Access = May(Action::OpenArea, Instance);
const AT_THE_DESK: Access = May(Action::SeeDesk, Area);
const MAY_IMPORT: Access = May(Action::Import, Area);

/// Stands in the log and in what is counted for every address where nothing is.
const NOWHERE: &str = "(none)";

/// The routes as a router.
pub(crate) fn router(service: &Service, routes: &[Route]) -> Router {
    let mut patterns: BTreeMap<&'static str, Vec<Route>> = BTreeMap::new();
    for route in routes {
        patterns.entry(route.pattern).or_default().push(*route);
    }
    let mut mounted = Router::new();
    for (pattern, routes) in patterns {
        mounted = mounted.route(pattern, answers(service, pattern, routes));
    }
    mounted.fallback_service(answers(service, NOWHERE, Vec::new()))
}

/// Who answers at one address.
fn answers(service: &Service, pattern: &'static str, routes: Vec<Route>) -> MethodRouter {
    let (service, routes): (_, Arc<[Route]>) = (service.clone(), Arc::from(routes));
    any(move |request: Request<Body>| dispatch(service, pattern, routes, request))
}
