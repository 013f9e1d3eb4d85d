//! Signing in, and your page.

use alongside_charter::When;
use alongside_domain::Role;
use alongside_domain::follow::Pace;
use alongside_domain::reply::Standing;
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::mail::Followed;
use alongside_pages::own::{
    AddPasskey, AddressProblem, Ending, FollowEnding, FollowForm, FollowLink, FollowRow,
    FollowSent, LinkProblem, LinkRefused, LinkSent, Me, MyFollowing, MyMeeting, OpenLink,
    OwnCalendar, PasskeyAsked, PasskeyRow, RoleHeld, SessionRow, SignIn, ToldOf, Unanswered,
    Waiting,
};
use alongside_pages::public::{Area, Said, Shell, Viewer};
use alongside_pages::{Error, Language};
use jiff::civil::date;

use super::place::{Place, State};

static UTC: jiff::tz::TimeZone = jiff::tz::TimeZone::UTC;

pub(crate) fn each<'s>(
    place: &Place,
    shell: Shell<'s>,
    area: &'s Area<'s>,
    show: &mut dyn FnMut(&str, Result<String, Error>),
) {
    let stranger = Shell {
        viewer: Viewer::Stranger,
        desk: false,
        address: links::SIGN_IN,
        ..shell
    };
    let problem = match place.state {
        State::Usual => None,
        State::Empty => Some(AddressProblem::Missing),
        _ => Some(AddressProblem::NotAnAddress),
    };
    let sign_in = SignIn {
        shell: stranger,
        email: match place.state {
            State::Usual | State::Empty => "",
            _ => place.or_hostile("sam at example.org"),
        },
        problem,
    };
    show("sign-in", sign_in.render());
    let sent = LinkSent {
        shell: stranger,
        minutes: 15,
        is_demo: place.state == State::Usual,
    };
    show("link-sent", sent.render());
    let secret = place.or_hostile("c2VjcmV0");
    let open = OpenLink {
        shell: stranger,
        secret,
    };
    show("link-open", open.render());
    let refused = LinkRefused {
        shell: stranger,
        problem: match place.state {
            State::Usual => LinkProblem::OtherBrowser,
            State::Empty => LinkProblem::Unknown,
            State::Long => LinkProblem::TooOld,
            _ => LinkProblem::Used,
        },
    };
    show("link-refused", refused.render());
    follow(place, stranger, area, show);
    let passkey = AddPasskey {
        shell: Shell {
            address: links::PASSKEY_NEW,
            ..shell
        },
        asked: match place.state {
            State::Usual => PasskeyAsked::OfStaff,
            State::Empty => PasskeyAsked::No,
            _ => PasskeyAsked::NotNow,
        },
    };
    show("passkey", passkey.render());
    show("me", me(place, shell));
    show("own-calendar", calendar(place, shell));
}

fn follow<'s>(
    place: &Place,
    shell: Shell<'s>,
    area: &'s Area<'s>,
    show: &mut dyn FnMut(&str, Result<String, Error>),
) {
    let is_wrong = !matches!(place.state, State::Usual | State::Empty);
    let title = place.or_hostile("Spring meeting");
    let body = place.or_hostile("SEND board");
    let choices = [
        ("area", Followed::Area),
        ("body", Followed::Body(body)),
        ("meeting", Followed::Meeting(title)),
    ];
    let form = FollowForm {
        shell: Shell {
            area: Some(area),
            ..shell
        },
        about: "m1",
        choices: &choices,
        what: if is_wrong { "" } else { "meeting" },
        pace: if is_wrong { "" } else { "each" },
        language: Language::Turkish,
        own: (place.state == State::Empty).then_some("sam@example.org"),
        has_texts: place.state != State::Usual,
        to: if is_wrong { "sam at example.org" } else { "" },
        problem: is_wrong.then_some(AddressProblem::NotAnAddress),
        unanswered: Unanswered {
            what: is_wrong,
            pace: is_wrong,
        },
    };
    show("follow", form.render());
    let is_demo = place.state == State::Usual;
    let public = Shell {
        form_token: "",
        ..shell
    };
    let sent = FollowSent {
        shell: public,
        is_demo,
    };
    show("follow-sent", sent.render());
    let row = |followed, pace| FollowRow {
        followed,
        pace,
        is_confirmed: place.state != State::Empty,
    };
    let rows = [
        row(Followed::Area, Pace::Weekly),
        row(Followed::Body(body), Pace::Each),
        row(Followed::Meeting(title), Pace::Each),
    ];
    let secret = place.or_hostile("c2VjcmV0");
    let link = FollowLink {
        shell,
        secret,
        place: area.name,
        area: area.slug,
        follows: &rows,
        language: Language::English,
        about: (place.state != State::Usual).then_some(ToldOf {
            id: "m1",
            title,
            starts: Some(When::Day(date(2027, 1, 12))),
            is_off: place.state == State::Empty,
            zone: &UTC,
        }),
    };
    show("follow-link", link.render());
    let ending = match place.state {
        State::Usual => Ending::Ended,
        State::Empty => Ending::Gone,
        _ => Ending::Asked {
            secret,
            place: area.name,
        },
    };
    let ending = FollowEnding {
        shell: public,
        ending,
    };
    show("follow-ending", ending.render());
}

fn calendar(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    OwnCalendar {
        shell: Shell {
            address: links::MY_CALENDAR,
            ..shell
        },
        origin: "https://alongside.example",
        secret: match place.state {
            State::Usual => "xq0Kc2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmU",
            State::Empty => "",
            _ => place.or_hostile("c2VjcmV0"),
        },
        made: (place.state != State::Empty).then_some(date(2026, 11, 1)),
    }
    .render()
}

fn me(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let session = |id, browser, is_this| SessionRow {
        id,
        browser,
        began: date(2026, 11, 1),
        seen: date(2026, 11, 22),
        is_this,
    };
    let held = |role, place, area, has_desk| RoleHeld {
        role,
        place,
        area,
        has_desk,
    };
    let passkey = |id, name, used| PasskeyRow {
        id,
        name,
        added: date(2026, 11, 1),
        used,
    };
    let waiting = Waiting {
        id: "i1",
        role: Role::SteeringMember,
        place: place.or_hostile("Exampleshire Parent Carer Forum"),
        until: date(2026, 12, 1),
    };
    let roles = [
        held(Role::Officer, place.council, "exampleshire", true),
        held(
            Role::Member,
            "Newfield Parent Carer Forum",
            "newfield",
            false,
        ),
        held(Role::Operator, "", "", true),
    ];
    let sessions = [
        session("s1", "Firefox on Windows", true),
        session("s2", place.or_hostile("Safari on iPhone"), false),
        session("s3", "", false),
    ];
    let passkeys = [
        passkey("p1", place.or_hostile("Laptop"), Some(date(2026, 11, 20))),
        passkey("p2", "", None),
    ];
    let is_empty = place.state == State::Empty;
    let zone = jiff::tz::TimeZone::UTC;
    let meetings = [Standing::Coming, Standing::Declined].map(|standing| MyMeeting {
        area: "exampleshire",
        id: "m-1",
        title: place.or_hostile("Spring meeting"),
        starts: When::Day(date(2027, 1, 12)),
        zone: &zone,
        standing,
    });
    let follows = [
        (Followed::Area, Pace::Weekly),
        (
            Followed::Meeting(place.or_hostile("Spring meeting")),
            Pace::Each,
        ),
    ];
    let following = MyFollowing {
        area: "exampleshire",
        place: place.or_hostile("Exampleshire"),
        follows: &follows,
    };
    Me {
        following: unless(is_empty, std::slice::from_ref(&following)),
        shell: Shell {
            address: links::ME,
            said: (place.state == State::Usual).then_some(Said::SignedIn),
            ..shell
        },
        name: Typed {
            value: place.person(),
            error: if place.state == State::Long {
                "This name is too long. Write one of up to 100 letters."
            } else {
                ""
            },
        },
        meetings: unless(is_empty, &meetings),
        email: place.or_hostile("sam.patel@exampleshire.example"),
        roles: unless(is_empty, &roles),
        invitations: unless(is_empty, std::slice::from_ref(&waiting)),
        sessions: sessions
            .get(..if is_empty { 1 } else { 3 })
            .unwrap_or_default(),
        passkeys: unless(is_empty, &passkeys),
    }
    .render()
}

/// Nothing of it in the state in which there is nothing.
const fn unless<T>(is_empty: bool, all: &[T]) -> &[T] {
    if is_empty { &[] } else { all }
}
