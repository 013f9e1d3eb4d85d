//! The operator's pages and the demo.

use alongside_domain::Role;
use alongside_pages::Error;
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::operator::{
    AreaForm, BuriedJob, DemoAccount, DemoMail, DemoPage, OperatorPage, QueueCounts,
};
use alongside_pages::public::{AreaLink, Said, Shell};
use alongside_pages::staff::HeldRole;
use jiff::Timestamp;

use super::place::{Place, State};

pub(crate) fn each(
    place: &Place,
    shell: Shell<'_>,
    show: &mut dyn FnMut(&str, Result<String, Error>),
) {
    show("operator", overview(place, shell));
    show("area-form", area_form(place, shell));
    show("demo", demo(place, shell));
}

fn overview(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let job = BuriedJob {
        id: "j1",
        kind: "mail",
        attempts: 5,
        last: Timestamp::UNIX_EPOCH,
        error: place.or_hostile("the mail server did not answer within 30 s"),
    };
    let area = AreaLink {
        slug: "exampleshire",
        name: place.name,
        region: "North East",
    };
    let is_empty = place.state == State::Empty;
    let keeper = |role, at, may_end| HeldRole {
        id: "r1",
        name: place.or_hostile("Sam Okoro"),
        email: place.or_hostile("sam@example.org"),
        role,
        place: at,
        since: jiff::civil::date(2026, 3, 2),
        may_end,
    };
    let keepers = [
        keeper(Role::Operator, "", false),
        keeper(Role::AreaAdministrator, place.name, true),
    ];
    OperatorPage {
        keepers: if is_empty { &[] } else { &keepers },
        shell: Shell {
            address: links::OPERATOR,
            said: (place.state == State::Usual).then_some(Said::JobRevived),
            ..shell
        },
        areas: if is_empty {
            &[]
        } else {
            std::slice::from_ref(&area)
        },
        queue: if is_empty {
            QueueCounts::default()
        } else {
            QueueCounts {
                due: 3,
                later: 1_204,
                running: 2,
                buried: 1,
            }
        },
        buried: if is_empty {
            &[]
        } else {
            std::slice::from_ref(&job)
        },
        invited_to: "",
        email: Typed {
            value: place.or_hostile(""),
            error: match place.state {
                State::Long => "Write an email address, such as name@example.org.",
                _ => place.or_hostile(""),
            },
        },
    }
    .render()
}

fn area_form(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let mut form = AreaForm {
        shell: Shell {
            address: links::OPERATOR_NEW_AREA,
            ..shell
        },
        name: Typed::default(),
        slug: Typed::default(),
        gss: Typed::default(),
        council: Typed::default(),
    };
    if place.state != State::Empty {
        form.name = Typed::new(place.name);
        form.slug = Typed {
            value: place.or_hostile("Example shire"),
            error: place.or_hostile(
                "“Example shire” cannot stand in an address. Use small letters, figures and hyphens.",
            ),
        };
    }
    form.render()
}

fn demo(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let account = |name, role, place, email| DemoAccount {
        name,
        role,
        place,
        email,
    };
    let accounts = [
        account(
            place.or_hostile("Sam Patel"),
            Role::Officer,
            place.council,
            "sam@exampleshire.example",
        ),
        account(
            "Ade Okoye",
            Role::CoOrdinator,
            "Exampleshire Parent Carer Forum",
            "ade@forum.example",
        ),
        account("Kim Lee", Role::Operator, "", "kim@alongside.example"),
    ];
    let text = "Someone, most likely you, asked to sign in. Open this link:\n\n\
        http://localhost:8080/sign-in/link/c2VjcmV0\n\nhttps://elsewhere.example/sign-in\n\
        http://localhost:8080.elsewhere.example/x\n";
    let mails = [
        DemoMail {
            at: Timestamp::UNIX_EPOCH,
            to: "sam@exampleshire.example",
            subject: "Sign in to Alongside",
            text,
        },
        DemoMail {
            at: Timestamp::UNIX_EPOCH,
            to: place.or_hostile("ade@forum.example"),
            subject: place.or_hostile("You are invited to Alongside"),
            text: place.or_hostile("You are invited."),
        },
    ];
    DemoPage {
        shell: Shell {
            address: links::DEMO,
            ..shell
        },
        origin: "http://localhost:8080",
        accounts: &accounts,
        mails: if place.state == State::Empty {
            &[]
        } else {
            &mails
        },
    }
    .render()
}
