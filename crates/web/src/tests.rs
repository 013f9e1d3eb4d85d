//! What every route has in common, asked without a network of a few routes that the service does not have.

mod access;
mod answers;
mod desk;
mod failures;
mod forms;
mod reading;
mod running;

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use alongside_app::open_area::{Opened, Wish, open_area};
use alongside_app::{Call, Caller};
use alongside_domain::sign_in::{SecretHash, Session, Strength};
use alongside_domain::{
    Controller, HeldIn, Holding, Instant, OrganisationKind, Person, PersonName, Role,
};
use alongside_store::files::Files;
use alongside_store::sessions::{self, Kept};
use alongside_store::{Database, Options, Transaction, people, roles};
use alongside_testkit::{Scratch, chance};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::answer::Answer;
use crate::asked::Asked;
use crate::cookies::{self, Name, Secret};
use crate::failure::Failure;
use crate::route::Route;
use crate::routes::router;
use crate::service::{Parts, Service};
use crate::settings::Settings;

/// The session of somebody who holds the roles that the test gives them.
const SESSION: Secret = [9; 32];
const BROWSER: Secret = [7; 32];

struct Answered {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answered {
    fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).map(|value| value.to_str().unwrap());
        value.unwrap_or_default()
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

/// What most of the routes answer.
fn ok(asked: &Asked) -> Result<Answer, Failure> {
    asked.shell()?;
    Ok(asked.html("done".to_owned()))
}

/// Rivermead with its council, and somebody with these roles there, who has signed in by a passkey.
fn somebody(tx: &mut Transaction<'_>, roles: &[Role]) -> Result<(), alongside_app::Failure> {
    let call = Call {
        caller: Caller::Machine,
        now: now(),
        chance: &chance,
    };
    let wish = Wish {
        name: "Rivermead",
        slug: "rivermead",
        gss: "",
        council: "Rivermead Council",
    };
    let Opened { area, council } = open_area(tx, &call, &wish)?;
    let person = Person {
        id: call.id(),
        name: Some(PersonName::new("Somebody").unwrap()),
        email: "somebody@people.example".parse().unwrap(),
    };
    people::add(tx, &person, now())?;
    for role in roles {
        let held_in = match role {
            Role::Operator => HeldIn::Instance,
            Role::AreaAdministrator => HeldIn::Area(area.clone()),
            _ => HeldIn::Organisation(Controller {
                area: area.clone(),
                organisation: council,
                kind: OrganisationKind::Council,
            }),
        };
        let holding = Holding::new(*role, held_in, now(), None)?;
        roles::give(tx, call.id(), person.id, &holding)?;
    }
    let kept = Kept {
        id: call.id(),
        person: person.id,
        device: String::new(),
        session: Session::begin(Strength::Passkey, now()),
    };
    Ok(sessions::begin(tx, &kept, SecretHash::of(&SESSION))?)
}

/// A service with these routes, whose database goes when it does.
struct House {
    service: Service,
    router: Router,
    _scratch: Scratch,
}

fn now() -> Instant {
    "2026-03-02T12:00:00.000000Z".parse().unwrap()
}

impl House {
    fn new(routes: &[Route]) -> Self {
        Self::at("https://alongside.example", routes, &[])
    }

    fn at(base: &str, routes: &[Route], roles: &[Role]) -> Self {
        let scratch = Scratch::sqlite().unwrap();
        // Few and impatient, so that a test can take what there is.
        let options = Options {
            connections: 1,
            attempts: 2,
            patience: Duration::from_millis(50),
            ..Options::default()
        };
        let database = Database::open(scratch.url(), &options).unwrap();
        database.migrate().unwrap();
        database.write(|tx| somebody(tx, roles)).unwrap();
        let drawn = AtomicU8::new(1);
        let parts = Parts {
            database,
            files: Files::in_folder(&scratch.folder().join("files"), 1_000).unwrap(),
            clock: Arc::new(now),
            chance: Arc::new(move |bytes| {
                bytes.fill(drawn.fetch_add(1, Ordering::Relaxed));
                Ok(())
            }),
            kept: Arc::new(|| {}),
            settings: Settings {
                base: base.parse().unwrap(),
                contact: "help@alongside.example".to_owned(),
                is_behind_proxy: true,
                largest_file: 2_000,
                charters: &[],
                school_terms: Vec::new(),
                usual_terms: Vec::new(),
                faith_days: Vec::new(),
                demo: None,
                copy: None,
                witnesses: Vec::new(),
                texts: None,
            },
        };
        let service = Service::bare(parts).unwrap();
        Self {
            router: router(&service, routes),
            service,
            _scratch: scratch,
        }
    }

    /// What is answered, once for all: each test has a runtime of its own.
    fn ask(&self, request: Request<Body>) -> Answered {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            Answered {
                status: parts.status,
                headers: parts.headers,
                body: body.collect().await.unwrap().to_bytes().to_vec(),
            }
        })
    }

    fn get(&self, address: &str) -> Answered {
        self.get_with(address, &[])
    }

    fn get_with(&self, address: &str, headers: &[(&str, &str)]) -> Answered {
        self.ask(request("GET", address, headers, ""))
    }

    fn cookie(&self, name: Name, secret: &Secret) -> String {
        let base = &self.service.settings().base;
        let cookie = cookies::with_secret(name, base, secret, 60);
        format!("{}={}", cookie.name(), cookie.value())
    }
}

fn request(method: &str, address: &str, headers: &[(&str, &str)], body: &str) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(address);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::from(body.to_owned())).unwrap()
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
