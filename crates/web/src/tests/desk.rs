//! The desk, on both databases, asked as people with roles ask it.

mod channels;
mod charters;
mod due;
mod import;
mod logo;
mod meetings;
mod organisations;
mod people;
mod refusals;
mod replies;
mod settings;
mod sheets;
mod withdrawal;

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;

use alongside_app::adopt_charter::adopt_charter;
use alongside_app::area::Area;
use alongside_app::give_role::give_role;
use alongside_app::open_area::{Opened, Wish, open_area};
use alongside_app::register_organisation::register_organisation;
use alongside_app::{Call, Caller};
use alongside_charter::FaithDays;
use alongside_domain::sign_in::{SecretHash, Session, Strength};
use alongside_domain::{
    AreaSlug, Controller, HeldIn, Instant, OrganisationId, OrganisationKind, PersonId, Role,
};
use alongside_store::files::Files;
use alongside_store::sessions::{self, Kept};
use alongside_store::{Database, Options, Transaction, roles};
use alongside_testkit::{Scratch, chance};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::Answered;
use crate::cookies::{self, Name, Secret};
use crate::sender;
use crate::service::{Parts, Service};
use crate::settings::{BuiltInCharter, Settings};

const RECORD: &[u8] = include_bytes!("../../../../records/haringey-2021.csv");
const AMAZE: &str = include_str!("../../../../charters/amaze-2020.toml");
const SE7: &str = include_str!("../../../../charters/se7-2011.toml");
const CHARTERS: &[BuiltInCharter] = &[
    BuiltInCharter {
        id: "amaze-2020",
        text: AMAZE,
    },
    BuiltInCharter {
        id: "se7-2011",
        text: SE7,
    },
];
const FAITH_DAYS: &str = include_str!("../../../../calendars/faith-days/england.toml");
const BROWSER: Secret = [7; 32];
const LARGEST_FILE: usize = 10 << 20;

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Nobody,
    Administrator,
    Officer,
    Sponsor,
    CoOrdinator,
    Steering,
    Member,
    /// The officer of another area.
    Elsewhere,
    Operator,
}

use By::{
    Administrator, CoOrdinator, Elsewhere, Member, Nobody, Officer, Operator, Sponsor, Steering,
};

impl By {
    const ALL: [Self; 9] = [
        Nobody,
        Administrator,
        Officer,
        Sponsor,
        CoOrdinator,
        Steering,
        Member,
        Elsewhere,
        Operator,
    ];

    const fn secret(self) -> Secret {
        [100 + self as u8; 32]
    }

    fn email(self) -> String {
        format!("{self:?}@people.example").to_lowercase()
    }
}

/// Two areas with people in them. The first has a council, a forum, and an NHS body in which nobody has had a role.
struct Town {
    service: Service,
    router: Router,
    database: Database,
    area: AreaSlug,
    council: Controller,
    forum: Controller,
    nhs: Controller,
    people: BTreeMap<By, PersonId>,
}

fn now() -> Instant {
    "2026-11-22T09:00:00.000000Z".parse().unwrap()
}

fn machine() -> Call<'static> {
    Call {
        caller: Caller::Machine,
        now: now(),
        chance: &chance,
    }
}

fn open(database: &Database, slug: &str) -> Controller {
    let wish = Wish {
        name: "Haringey <b>",
        slug,
        gss: "",
        council: "Haringey Council",
    };
    let opened = database.write(|tx| open_area(tx, &machine(), &wish));
    let Opened { area, council } = opened.unwrap();
    let from = "2020-07-01".parse().unwrap();
    let adopted = database.write(|tx| adopt_charter(tx, &machine(), &area, AMAZE, from));
    adopted.unwrap();
    Controller {
        area,
        organisation: council,
        kind: OrganisationKind::Council,
    }
}

fn register(
    database: &Database,
    area: &AreaSlug,
    kind: OrganisationKind,
    name: &str,
) -> Controller {
    let id = database.write(|tx| register_organisation(tx, &machine(), area, kind, name));
    Controller {
        area: area.clone(),
        organisation: id.unwrap(),
        kind,
    }
}

/// Somebody signs in by a passkey.
fn sign_in(
    tx: &mut Transaction<'_>,
    by: By,
    person: PersonId,
) -> Result<(), alongside_store::Error> {
    let kept = Kept {
        id: machine().id(),
        person,
        device: String::new(),
        session: Session::begin(Strength::Passkey, now()),
    };
    sessions::begin(tx, &kept, SecretHash::of(&by.secret()))
}

impl Town {
    fn new(scratch: &Scratch) -> Result<Self, Box<dyn Error>> {
        let database = Database::open(scratch.url(), &Options::default())?;
        database.migrate()?;
        let council = open(&database, "haringey");
        let elsewhere = open(&database, "elsewhere");
        let area = council.area.clone();
        let forum = register(&database, &area, OrganisationKind::Forum, "Our Forum");
        let nhs = register(&database, &area, OrganisationKind::NhsBody, "The Trust");
        let mut people = BTreeMap::new();
        for (by, role, held_in) in [
            (
                Administrator,
                Role::AreaAdministrator,
                HeldIn::Area(area.clone()),
            ),
            (
                Officer,
                Role::Officer,
                HeldIn::Organisation(council.clone()),
            ),
            (
                Sponsor,
                Role::Sponsor,
                HeldIn::Organisation(council.clone()),
            ),
            (
                CoOrdinator,
                Role::CoOrdinator,
                HeldIn::Organisation(forum.clone()),
            ),
            (
                Steering,
                Role::SteeringMember,
                HeldIn::Organisation(forum.clone()),
            ),
            (Member, Role::Member, HeldIn::Organisation(forum.clone())),
            (
                Elsewhere,
                Role::Officer,
                HeldIn::Organisation(elsewhere.clone()),
            ),
            (Operator, Role::Operator, HeldIn::Instance),
        ] {
            let (email, name) = (by.email(), format!("The {by:?}"));
            let person = database.write(|tx| {
                let person = give_role(tx, &machine(), &email, &name, role, &held_in)?;
                sign_in(tx, by, person)?;
                Ok::<_, alongside_app::Failure>(person)
            })?;
            people.insert(by, person);
        }
        let service = service(scratch, &database);
        Ok(Self {
            router: service.router(),
            service,
            database,
            area,
            council,
            forum,
            nhs,
            people,
        })
    }

    fn cookie(&self, by: By) -> String {
        let base = &self.service.settings().base;
        let pair = |name, secret| {
            let cookie = cookies::with_secret(name, base, &secret, 60);
            format!("{}={}", cookie.name(), cookie.value())
        };
        let browser = pair(Name::Browser, BROWSER);
        format!("{browser}; {}", pair(Name::Session, by.secret()))
    }

    fn ask(&self, by: By, method: &str, address: &str, kind: &str, body: Vec<u8>) -> Answered {
        let request = Request::builder()
            .method(method)
            .uri(address)
            .header("cookie", self.cookie(by))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", kind)
            .body(Body::from(body))
            .unwrap();
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

    fn get(&self, by: By, address: &str) -> Answered {
        self.ask(by, "GET", address, "", Vec::new())
    }

    /// A form sent in.
    fn post(&self, by: By, address: &str, fields: &[(&str, &str)]) -> Answered {
        let token = sender::token(&BROWSER);
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields).append_pair("form-token", &token);
        let kind = "application/x-www-form-urlencoded";
        self.ask(by, "POST", address, kind, form.finish().into_bytes())
    }

    /// A form sent in with a file.
    fn send(
        &self,
        by: By,
        address: &str,
        fields: &[(&str, &str)],
        name: &str,
        bytes: &[u8],
    ) -> Answered {
        let token = sender::token(&BROWSER);
        let part = |head: &str| format!("--edge\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        let mut body = Vec::new();
        for (field, value) in fields.iter().chain(&[("form-token", token.as_str())]) {
            body.extend(format!("{}{value}\r\n", part(&format!("name=\"{field}\""))).into_bytes());
        }
        body.extend(part(&format!("name=\"file\"; filename=\"{name}\"")).into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n--edge--\r\n");
        self.ask(
            by,
            "POST",
            address,
            "multipart/form-data; boundary=edge",
            body,
        )
    }

    /// The same as browsers send it where no file was chosen.
    fn send_without_file(&self, by: By, address: &str, fields: &[(&str, &str)]) -> Answered {
        self.send(by, address, fields, "", b"")
    }

    /// The area as it is.
    fn known(&self) -> Area {
        let found = self
            .database
            .read(|snapshot| Area::load(snapshot, &self.area, None));
        found.unwrap().unwrap()
    }

    fn version(&self) -> String {
        self.known().version.to_string()
    }

    /// Somebody else changes something.
    fn move_on(&self) {
        register(&self.database, &self.area, OrganisationKind::Host, "A host");
    }

    /// Lets nothing be added any more.
    fn close(&self) {
        let notice = "Built from its sources.";
        let closed = self.database.write(|tx| {
            alongside_app::change_settings::show_only(tx, &machine(), &self.area, notice)
        });
        closed.unwrap();
    }
}

fn service(scratch: &Scratch, database: &Database) -> Service {
    let parts = Parts {
        database: database.clone(),
        files: Files::in_folder(&scratch.folder().join("files"), LARGEST_FILE + 4_096).unwrap(),
        clock: Arc::new(now),
        chance: Arc::new(|bytes| {
            chance(bytes);
            Ok(())
        }),
        kept: Arc::new(|| {}),
        settings: Settings {
            base: "https://alongside.example".parse().unwrap(),
            contact: "help@alongside.example".to_owned(),
            is_behind_proxy: true,
            largest_file: LARGEST_FILE,
            charters: CHARTERS,
            school_terms: Vec::new(),
            usual_terms: Vec::new(),
            faith_days: vec![FaithDays::parse(FAITH_DAYS).unwrap()],
            demo: None,
            copy: None,
            witnesses: Vec::new(),
            texts: None,
        },
    };
    Service::bare(parts).unwrap()
}

impl Answered {
    /// What a page says, without its tags and marks.
    fn says(&self) -> String {
        let mut says = String::new();
        let mut is_tag = false;
        for c in self.text().chars() {
            match c {
                '<' => is_tag = true,
                '>' => is_tag = false,
                '\u{2068}' | '\u{2069}' => {}
                c if !is_tag => says.push(c),
                _ => {}
            }
        }
        says.replace("&#34;", "\"")
            .replace("&#38;", "&")
            .replace("&#39;", "'")
    }

    #[track_caller]
    fn must_say(&self, status: u16, all: &[&str]) {
        let says = self.says();
        assert_eq!(self.status, status, "{says}");
        for words in all {
            assert!(says.contains(words), "{words:?} is not in {says}");
        }
    }

    /// On to another page, which says that it was done.
    #[track_caller]
    fn must_lead(&self, location: &str, said: &str) {
        assert_eq!(self.status, 303, "{}", self.says());
        assert_eq!(self.header("location"), location);
        let cookie = self.header("set-cookie");
        // Behind it stands the act of which the page offers the receipt.
        let told = cookie.split([';', '.']).next();
        assert_eq!(told, Some(format!("said={said}").as_str()), "{cookie}");
    }

    /// Whether a field of a form shows this as what was typed.
    fn keeps(&self, value: &str) -> bool {
        self.text().contains(&format!("value=\"{value}\""))
    }

    /// Whether a choice is made.
    fn has_chosen(&self, value: &str) -> bool {
        self.text().contains(&format!("value=\"{value}\" checked"))
    }
}

fn text(id: OrganisationId) -> String {
    id.to_string()
}
