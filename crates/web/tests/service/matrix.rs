//! Who comes where: every route, asked by a stranger, by somebody for each role, by somebody without one, and by
//! staff who have not used a passkey yet.

use std::fmt::Write as _;

use alongside_domain::Role;
use alongside_domain::policy::{Action, Reach, Who, rows};
use alongside_testkit::{Client, Outcome, Page, Scratch, TestApp, on_both};
use alongside_web::{Access, On, Route, Takes};
use serde_json::json;

on_both!(who_comes_where);

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Stranger,
    WithoutRole,
    /// An officer who signed in by a link alone.
    WithoutPasskey,
    Of(Role),
}

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Went {
    /// They were answered.
    Ok,
    /// They may, and there is nothing here, or what was sent does not fit.
    Nothing,
    Unfit,
    /// They are asked to sign in, or to use a passkey.
    SignIn,
    Passkey,
    Refused,
}

/// What stands for each `{…}` of an address.
const STEPS: [(&str, &str); 20] = [
    ("{area}", "rivermead"),
    ("{kind}", "meetings"),
    ("{subject}", "m1"),
    ("{organisation}", "00000000-0000-7000-8000-000000000000"),
    ("{file}", "a.css"),
    ("{plan}", "00000000-0000-7000-8000-000000000000"),
    ("{step}", "level"),
    ("{version}", "sha256:00"),
    ("{colour}", "4a3f8f"),
    ("{sheet}", "00000000-0000-7000-8000-000000000000"),
    ("{invitation}", "00000000-0000-7000-8000-000000000000"),
    ("{role}", "00000000-0000-7000-8000-000000000000"),
    ("{session}", "00000000-0000-7000-8000-000000000000"),
    ("{passkey}", "00000000-0000-7000-8000-000000000000"),
    ("{job}", "00000000-0000-7000-8000-000000000000"),
    ("{*tile}", "0/000"),
    ("{entry}", "0"),
    ("{fact}", "papers"),
    ("{act}", "00000000-0000-7000-8000-000000000000"),
    ("{secret}", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
];

/// What is sent to each form. Whoever may not is refused whatever it is.
const FIELDS: [(&str, &[(&str, &str)]); 44] = [
    ("/sign-in", &[("email", "unknown@people.example")]),
    ("/sign-in/link/{secret}", &[]),
    ("/sign-out", &[]),
    ("/{area}/meetings/{subject}/reply", &[]),
    ("/{area}/meetings/{subject}/cannot-come", &[]),
    ("/{area}/meetings/{subject}/reply/not-mine", &[]),
    ("/replies/{secret}", &[]),
    ("/{area}/follow", &[("what", "area"), ("pace", "each")]),
    ("/follow/{secret}", &[]),
    (
        "/follow/{secret}/ending",
        &[("List-Unsubscribe", "One-Click")],
    ),
    ("/me/name", &[("name", "Sam")]),
    ("/me/calendar", &[]),
    ("/me/calendar/removal", &[]),
    ("/me/following/{area}", &[]),
    ("/me/sessions/{session}/ending", &[]),
    ("/me/invitations/{invitation}/acceptance", &[]),
    ("/me/passkeys/{passkey}/removal", &[]),
    ("/operator/areas/new", &[]),
    ("/operator/jobs/{job}/revival", &[]),
    ("/operator/invitations", &[("email", "none")]),
    ("/operator/roles/{role}/ending", &[]),
    ("/{area}/desk/import/{sheet}", &[]),
    ("/{area}/desk/invitations", &[]),
    ("/{area}/desk/invitations/{invitation}/withdrawal", &[]),
    ("/{area}/desk/roles/{role}/ending", &[]),
    ("/{area}/desk/organisations", &[]),
    ("/{area}/desk/organisations/{organisation}/stage", &[]),
    ("/{area}/desk/charters", &[]),
    ("/{area}/desk/charters/ending", &[]),
    ("/{area}/desk/meetings", &[]),
    ("/{area}/desk/meetings/{subject}/replies", &[]),
    ("/{area}/desk/meetings/{subject}/date", &[]),
    ("/{area}/desk/meetings/{subject}/cancellation", &[]),
    ("/{area}/desk/meetings/{subject}/channels", &[]),
    ("/{area}/desk/due/{subject}/{fact}", &[]),
    ("/{area}/desk/acts/{act}/withdrawal", &[]),
    ("/{area}/desk/dates", &[]),
    ("/{area}/desk/dates/{subject}/plan", &[]),
    ("/{area}/desk/meetings/plans/{plan}/{step}", &[]),
    ("/{area}/desk/meetings/plans/{plan}/dates/removal", &[]),
    ("/{area}/desk/meetings/plans/{plan}/announcement", &[]),
    ("/{area}/desk/meetings/plans/{plan}/removal", &[]),
    ("/{area}/desk/settings", &[]),
    ("/{area}/desk/settings/logo/removal", &[]),
];

fn who_comes_where(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let everyone: Vec<By> = [By::Stranger, By::WithoutRole, By::WithoutPasskey]
        .into_iter()
        .chain(Role::ALL.into_iter().map(By::Of))
        .collect();
    let mut routes: Vec<&Route> = app.routes().iter().collect();
    // Whoever signs out is a stranger from then on.
    routes.sort_by_key(|route| route.pattern() == "/sign-out");
    let mut lines: Vec<String> = routes
        .iter()
        .map(|route| format!("{:<4} {:<50}", route.method().as_str(), route.pattern()))
        .collect();
    for by in &everyone {
        let client = by.client(&app)?;
        for (route, line) in routes.iter().zip(&mut lines) {
            let went = went(&ask(&client, route)?);
            assert_follows(*by, route, went);
            write!(line, " {:<8}", went.short())?;
        }
    }
    let mut names = String::new();
    for by in &everyone {
        write!(names, " {:<8}", by.short())?;
    }
    let table = format!("{:<55}{names}\n{}\n", "", lines.join("\n"));
    let table: Vec<&str> = table.lines().map(str::trim_end).collect();
    insta::assert_snapshot!("who_comes_where", table.join("\n"));
    app.work_off()?;
    Ok(())
}

impl By {
    fn client(self, app: &TestApp) -> Outcome<Client<'_>> {
        let client = match self {
            Self::Stranger => app.client(),
            Self::WithoutRole => app.sign_in_without_role()?,
            Self::WithoutPasskey => app.sign_in_by_link_as(Role::Officer)?,
            Self::Of(role) => app.sign_in_as(role)?,
        };
        // A form was opened.
        client.follow(if self == Self::Stranger {
            "/sign-in"
        } else {
            "/me"
        })?;
        Ok(client)
    }

    fn short(self) -> String {
        match self {
            Self::Stranger => "stranger".to_owned(),
            Self::WithoutRole => "no role".to_owned(),
            Self::WithoutPasskey => "no key".to_owned(),
            Self::Of(role) => role.name().chars().take(8).collect(),
        }
    }

    /// Whether a line of the policy is about them.
    fn is(self, who: Who) -> bool {
        match who {
            Who::Anyone => true,
            Who::SignedIn => self != Self::Stranger,
            Who::Role(role) => self == Self::Of(role),
        }
    }
}

impl Went {
    const fn short(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Nothing => "nothing",
            Self::Unfit => "unfit",
            Self::SignIn => "sign in",
            Self::Passkey => "passkey",
            Self::Refused => "-",
        }
    }
}

fn ask(client: &Client<'_>, route: &Route) -> Outcome<Page> {
    let pattern = route.pattern();
    let mut address = pattern.to_owned();
    for (step, value) in STEPS {
        address = address.replace(step, value);
    }
    assert!(
        !address.contains('{'),
        "say in STEPS what stands for a step of {pattern}"
    );
    match route.takes() {
        Takes::Nothing => client.get(&address),
        Takes::Json => client.post_json(&address, &json!({})),
        Takes::Upload => client.upload(&address, ("sheet", "a.csv"), "id\n"),
        Takes::Form | Takes::OneClick => {
            let fields = FIELDS.iter().find(|(of, _)| *of == pattern);
            let (_, fields) =
                fields.unwrap_or_else(|| panic!("say in FIELDS what is sent to {pattern}"));
            client.post(&address, fields)
        }
    }
}

fn went(page: &Page) -> Went {
    let leads_to = |address| page.location().starts_with(address);
    match page.status() {
        303 if leads_to("/sign-in?next=") => Went::SignIn,
        303 if page.location() == "/sign-in" => Went::SignIn,
        303 if leads_to("/me/passkeys/new") => Went::Passkey,
        200..=399 => Went::Ok,
        401 => Went::SignIn,
        403 if page.says("You cannot do this here") || page.says("Not for you") => Went::Refused,
        404 => Went::Nothing,
        400..=499 => Went::Unfit,
        status => panic!("{status}: {}", page.text),
    }
}

/// That it went as the policy says: whom its row lets in is answered, refused at most for the very thing they asked
/// for; all others are not.
fn assert_follows(by: By, route: &Route, went: Went) {
    let pattern = route.pattern();
    let is_in = matches!(went, Went::Ok | Went::Nothing | Went::Unfit);
    let expected = match route.access() {
        Access::Unasked | Access::Public => true,
        Access::SignedIn => by != By::Stranger,
        Access::May(action, on) => may(by, action, on),
    };
    if expected {
        assert!(is_in || went == Went::Refused, "{by:?} {pattern}: {went:?}");
        return;
    }
    let officer = By::Of(Role::Officer);
    let with_passkey = match route.access() {
        Access::May(action, on) => by == By::WithoutPasskey && may(officer, action, on),
        _ => false,
    };
    let why_not = match by {
        By::Stranger => Went::SignIn,
        _ if with_passkey => Went::Passkey,
        _ => Went::Refused,
    };
    assert_eq!(went, why_not, "{by:?} {pattern}");
}

/// Whether any line of the policy's table lets them do this somewhere there.
fn may(by: By, action: Action, on: On) -> bool {
    rows(action).iter().any(|(who, reach)| {
        let reaches = match on {
            On::Instance => *reach == Reach::Instance,
            On::Area => matches!(reach, Reach::Area | Reach::Organisation),
            On::Own => *reach == Reach::Own,
        };
        by.is(*who) && reaches
    })
}
