//! Signing in, and your page.

use alongside_charter::When;
use alongside_domain::Role;
use alongside_domain::reply::Standing;
use alongside_pages::Error;
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::own::{
    AddPasskey, AddressProblem, LinkProblem, LinkRefused, LinkSent, Me, MyMeeting, OpenLink,
    PasskeyAsked, PasskeyRow, RoleHeld, SessionRow, SignIn, Waiting,
};
use alongside_pages::public::{Said, Shell, Viewer};
use jiff::civil::date;

use super::place::{Place, State};

pub(crate) fn each(
    place: &Place,
    shell: Shell<'_>,
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
    Me {
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
        meetings: if place.state == State::Empty {
            &[]
        } else {
            &meetings
        },
        email: place.or_hostile("sam.patel@exampleshire.example"),
        roles: if is_empty { &[] } else { &roles },
        invitations: if is_empty {
            &[]
        } else {
            std::slice::from_ref(&waiting)
        },
        sessions: sessions
            .get(..if is_empty { 1 } else { 3 })
            .unwrap_or_default(),
        passkeys: if is_empty { &[] } else { &passkeys },
    }
    .render()
}
