//! An area with a charter in which meetings are planned.

use alongside_app::adopt_charter::adopt_charter;
use alongside_app::announce_meeting::{Breach, announce_meeting};
use alongside_app::area::Area;
use alongside_app::open_area::{Opened, Wish, open_area};
use alongside_app::plan_meeting::{self, Answer};
use alongside_app::{Call, Caller, Failure};
use alongside_domain::meeting::Step;
use alongside_domain::{AreaSlug, OrganisationId};
use alongside_store::plans::{self, PlanId};
use alongside_store::{Database, Options};
use alongside_testkit::{Scratch, chance};
use jiff::civil::date;

const CHARTER: &str = include_str!("../../../../charters/default.toml");

pub(crate) struct Town {
    pub(crate) database: Database,
    pub(crate) area: AreaSlug,
    pub(crate) council: OrganisationId,
}

pub(crate) fn machine() -> Call<'static> {
    Call {
        caller: Caller::Machine,
        now: "2026-11-23T09:00:00.000000Z".parse().unwrap(),
        chance: &chance,
    }
}

pub(crate) fn later(days: i64) -> Call<'static> {
    Call {
        now: machine().now.plus_micros(days * 86_400_000_000),
        ..machine()
    }
}

impl Town {
    pub(crate) fn new(scratch: &Scratch) -> Result<Self, Box<dyn std::error::Error>> {
        let database = Database::open(scratch.url(), &Options::default())?;
        database.migrate()?;
        let call = machine();
        let wish = Wish {
            name: "Rivermead",
            slug: "rivermead",
            gss: "",
            council: "Rivermead Council",
        };
        let Opened { area, council } = database.write(|tx| open_area(tx, &call, &wish))?;
        let from = date(2020, 7, 1);
        database.write(|tx| adopt_charter(tx, &call, &area, CHARTER, from))?;
        Ok(Self {
            database,
            area,
            council,
        })
    }

    pub(crate) fn known(&self) -> Area {
        let found = self
            .database
            .read(|snapshot| Area::load(snapshot, &self.area, None));
        found.unwrap().unwrap()
    }

    pub(crate) fn begin(&self) -> PlanId {
        let (area, call) = (self.known(), machine());
        let id = self
            .database
            .write(|tx| plan_meeting::begin(tx, &call, &area, self.council));
        id.unwrap()
    }

    pub(crate) fn plan(&self, id: PlanId) -> plans::Plan {
        let found = self.database.read(|snapshot| plans::find(snapshot, id));
        found.unwrap().unwrap()
    }

    pub(crate) fn answer(&self, id: PlanId, answer: &Answer<'_>) -> Result<(), Failure> {
        let (area, call) = (self.known(), machine());
        let seen = self.plan(id).version;
        let kept = self
            .database
            .write(|tx| plan_meeting::answer(tx, &call, &area, (id, seen), answer));
        kept.map(drop)
    }

    /// A plan in which nothing but the dates is still to say.
    pub(crate) fn planned(&self) -> PlanId {
        let id = self.begin();
        for answer in [
            Answer::Purpose {
                title: "Spring meeting",
                purpose: "To choose the venues of next year",
                body: "SEND board",
            },
            Answer::Level("participate"),
            Answer::Input {
                open: "Which venues",
                decided: "How much may be spent",
                used: "The board decides on 1 June",
            },
            Answer::Ways {
                means: &["online", "venue"],
                place: "The library, 1 High Road",
            },
        ] {
            self.answer(id, &answer).unwrap();
        }
        assert_eq!(self.plan(id).draft.lacks(), Some(Step::Dates));
        id
    }

    pub(crate) fn at(&self, id: PlanId, day: &str, from: &str) -> Result<(), Failure> {
        let to = "";
        self.answer(id, &Answer::Session { day, from, to })
    }

    pub(crate) fn announce(&self, id: PlanId, breach: &Breach<'_>) -> Result<(), Failure> {
        let (call, seen) = (machine(), self.plan(id).version);
        let announced = self
            .database
            .write(|tx| announce_meeting(tx, &call, &self.area, (id, seen), breach, &[]));
        announced.map(drop)
    }
}
