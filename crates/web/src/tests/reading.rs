//! What visitors and programs read, from areas whose records were made as people make them.

mod feeds;
mod fresh;
mod interface;
mod log;
mod pages;
mod record;
mod stood;

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use alongside_app::adopt_charter::adopt_charter;
use alongside_app::import::{self, Loading};
use alongside_app::open_area::{Opened, Wish, open_area};
use alongside_app::{Call, Caller};
use alongside_charter::{Charter, SchoolTerms, Subject};
use alongside_domain::act::Digest;
use alongside_domain::{Controller, Instant, OrganisationKind};
use alongside_sheet::{Reading, read};
use alongside_store::files::Files;
use alongside_store::{Database, Options};
use alongside_testkit::{Scratch, chance};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use jiff::civil::date;
use jiff::tz::TimeZone;
use tower::ServiceExt as _;

use super::{Answered, now, request};
use crate::routes::{ROUTES, router};
use crate::service::{Parts, Service};
use crate::settings::Settings;

const RECORD: &[u8] = include_bytes!("../../../../records/haringey-2021.csv");
const CHARTER: &str = include_str!("../../../../charters/amaze-2020.toml");

/// Breaks out of text, of attributes, of tables and of feeds, where it can.
const HOSTILE: &str = "<script>alert(1)</script>\\\"' & =cmd";

/// A service with all its routes on a database of the test.
pub(super) struct Town {
    pub(super) database: Database,
    router: Router,
    clock: Arc<AtomicI64>,
}

/// An area of it.
pub(super) struct Place {
    pub(super) council: Controller,
}

impl Place {
    pub(super) fn slug(&self) -> &str {
        self.council.area.as_str()
    }
}

pub(super) fn zone() -> TimeZone {
    TimeZone::get("Europe/London").unwrap()
}

/// The rows of a sheet as they are loaded.
pub(super) fn rows(bytes: &[u8]) -> Vec<Subject> {
    let charter = Charter::parse(CHARTER).unwrap();
    let standards = charter.standards.iter();
    let standards: Vec<_> = standards.map(|standard| standard.id.clone()).collect();
    let reading = Reading {
        zone: &zone(),
        names: &charter.names(),
        standards: &standards,
        until: date(2027, 1, 1),
    };
    read("a.csv", bytes, &reading).unwrap().subjects
}

impl Town {
    pub(super) fn on(scratch: &Scratch) -> Result<Self, Box<dyn Error>> {
        Self::with_terms(scratch, Vec::new())
    }

    /// The same where the terms of schools are known.
    pub(super) fn with_terms(
        scratch: &Scratch,
        school_terms: Vec<SchoolTerms>,
    ) -> Result<Self, Box<dyn Error>> {
        let database = Database::open(scratch.url(), &Options::default())?;
        database.migrate()?;
        let clock = Arc::new(AtomicI64::new(now().micros()));
        let parts = Parts {
            database: database.clone(),
            files: Files::in_folder(&scratch.folder().join("files"), 1_000).unwrap(),
            clock: {
                let clock = Arc::clone(&clock);
                Arc::new(move || Instant::from_micros(clock.load(Ordering::Relaxed)).unwrap())
            },
            kept: Arc::new(|| {}),
            chance: Arc::new(|bytes| {
                chance(bytes);
                Ok(())
            }),
            settings: Settings {
                base: "https://alongside.example".parse().unwrap(),
                contact: "help@alongside.example".to_owned(),
                is_behind_proxy: true,
                largest_file: 2_000,
                demo: None,
                copy: None,
                witnesses: Vec::new(),
                texts: None,
                charters: &[],
                school_terms,
                usual_terms: Vec::new(),
                faith_days: Vec::new(),
            },
        };
        let service = Service::bare(parts)?;
        Ok(Self {
            router: router(&service, ROUTES),
            database,
            clock,
        })
    }

    /// Somebody with the machine, now.
    pub(super) fn call(&self) -> Call<'static> {
        Call {
            caller: Caller::Machine,
            now: Instant::from_micros(self.clock.load(Ordering::Relaxed)).unwrap(),
            chance: &chance,
        }
    }

    pub(super) fn pass(&self, seconds: i64) {
        let micros = seconds * 1_000_000;
        self.clock.fetch_add(micros, Ordering::Relaxed);
    }

    /// An area that keeps the charter.
    pub(super) fn open(&self, name: &str, slug: &str, gss: &str) -> Place {
        let call = self.call();
        let wish = Wish {
            name,
            slug,
            gss,
            council: &format!("{name} Council"),
        };
        let opened = self.database.write(|tx| open_area(tx, &call, &wish));
        let Opened { area, council } = opened.unwrap();
        let from = date(2020, 7, 1);
        let adopted = self
            .database
            .write(|tx| adopt_charter(tx, &call, &area, CHARTER, from));
        adopted.unwrap();
        Place {
            council: Controller {
                area,
                organisation: council,
                kind: OrganisationKind::Council,
            },
        }
    }

    /// The area of the reference record.
    pub(super) fn haringey(&self) -> Place {
        let place = self.open("Haringey", "haringey", "E09000014");
        self.load(&place, RECORD);
        place
    }

    pub(super) fn load(&self, place: &Place, bytes: &[u8]) -> Loading {
        let (rows, zone, call) = (rows(bytes), zone(), self.call());
        let wish = import::Wish {
            sheet: Digest::of(bytes),
            rows: &rows,
            zone: &zone,
            seen: None,
        };
        let loaded = self
            .database
            .write(|tx| import::import(tx, &call, &place.council, &wish));
        loaded.unwrap()
    }

    pub(super) fn ask(&self, request: Request<Body>) -> Answered {
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

    pub(super) fn get(&self, address: &str) -> Answered {
        self.ask(request("GET", address, &[], ""))
    }

    /// What is answered, which has to be there.
    pub(super) fn text(&self, address: &str) -> String {
        let answered = self.get(address);
        assert_eq!(answered.status, 200, "{address}: {}", answered.text());
        answered.text()
    }

    pub(super) fn json(&self, address: &str) -> serde_json::Value {
        serde_json::from_str(&self.text(address)).unwrap()
    }

    /// Every thing of a list of the interface, read so many at a time.
    pub(super) fn all(&self, address: &str, limit: usize) -> Vec<serde_json::Value> {
        let join = if address.contains('?') { '&' } else { '?' };
        let mut next = Some(format!("{address}{join}limit={limit}"));
        let mut all = Vec::new();
        while let Some(address) = next {
            let answered = self.get(&address);
            assert_eq!(answered.status, 200, "{address}: {}", answered.text());
            let list: serde_json::Value = serde_json::from_str(&answered.text()).unwrap();
            let items = list["items"].as_array().unwrap();
            assert!(items.len() <= limit);
            all.extend(items.iter().cloned());
            let link = answered.header("link");
            assert_eq!(link.is_empty(), list["next"].is_null());
            next = link
                .strip_prefix("<https://alongside.example")
                .and_then(|link| link.strip_suffix(">; rel=\"next\""))
                .map(ToOwned::to_owned);
        }
        all
    }
}
