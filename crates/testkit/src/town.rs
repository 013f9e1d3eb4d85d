//! An area with many who follow it, and a meeting that is announced there.

use alongside_app::announce_meeting::{Breach, announce_meeting};
use alongside_app::area::Area;
use alongside_app::open_area::{Wish, open_area};
use alongside_app::plan_meeting::{self, Answer};
use alongside_app::prepare_meeting::{self, prepare};
use alongside_app::tell::{self, Telling};
use alongside_app::{Call, Caller};
use alongside_domain::act::SubjectId;
use alongside_domain::follow::{Follow, Pace, Target};
use alongside_domain::reply::Standing;
use alongside_domain::{AreaSlug, Instant};
use alongside_store::followers::{self, Known};
use alongside_store::{Database, Options, jobs, plans, replies};
use jiff::{Timestamp, ToSpan as _};

use crate::{Outcome, chance};

/// An area of its own in a database, by the clock of the machine, for a service that runs as a process.
pub struct Town {
    database: Database,
    area: AreaSlug,
}

#[expect(
    clippy::disallowed_methods,
    reason = "the service that runs beside it goes by the clock of the machine too"
)]
fn call() -> Call<'static> {
    Call {
        caller: Caller::Machine,
        now: Instant::try_from(Timestamp::now()).unwrap_or(Instant::EPOCH),
        chance: &draw,
    }
}

fn draw(bytes: &mut [u8]) {
    chance(bytes);
}

/// The address of one who follows the area.
pub fn family(number: usize) -> String {
    format!("family-{number}@people.example")
}

impl Town {
    /// Opens the database, makes its tables, and opens the area.
    pub fn open(url: &str) -> Outcome<Self> {
        let database = Database::open(url, &Options::default())?;
        database.migrate()?;
        let wish = Wish {
            name: "Rivermead",
            slug: "rivermead",
            gss: "",
            council: "Rivermead Council",
        };
        let opened = database.write(|tx| open_area(tx, &call(), &wish))?;
        Ok(Self {
            database,
            area: opened.area,
        })
    }

    /// So many follow everything in the area, a third in each language.
    pub fn follow(&self, count: usize) -> Outcome<()> {
        let call = call();
        self.database.write(|tx| {
            for (number, language) in ["en", "tr", "ar"]
                .into_iter()
                .cycle()
                .take(count)
                .enumerate()
            {
                let Ok(to) = family(number).parse() else {
                    continue;
                };
                let known = Known {
                    id: call.id(),
                    area: self.area.clone(),
                    to,
                    language: language.to_owned(),
                    told_until: call.now,
                };
                followers::add(tx, &known)?;
                let follow = Follow {
                    target: Target::Area,
                    pace: Pace::Each,
                    asked: call.now,
                    confirmed: Some(call.now),
                };
                followers::follow(tx, known.id, &follow)?;
            }
            Ok::<_, alongside_store::Error>(())
        })?;
        Ok(())
    }

    /// Plans a meeting three months ahead and announces it.
    pub fn announce(&self) -> Outcome<SubjectId> {
        let (call, database) = (call(), &self.database);
        let known = database.read(|snapshot| Area::load(snapshot, &self.area, None))?;
        let known = known.ok_or("no area")?;
        let by = known.organisations.first().ok_or("no council")?.id;
        let id = database.write(|tx| plan_meeting::begin(tx, &call, &known, by))?;
        let day = known.zone.to_datetime(call.now.timestamp()).date();
        let day = day
            .checked_add(90.days())?
            .strftime("%-d %B %Y")
            .to_string();
        let answers = [
            Answer::Purpose {
                title: "What becomes of short breaks",
                purpose: "To choose together which short breaks there are next year",
                body: "",
            },
            Answer::Level("participate"),
            Answer::Input {
                open: "Which short breaks",
                decided: "How much may be spent",
                used: "The council decides on it a month later",
            },
            Answer::Ways {
                means: &["online", "venue"],
                place: "The library, 1 High Road",
            },
            Answer::Session {
                day: &day,
                from: "18:00",
                to: "20:00",
            },
        ];
        let version = || -> Outcome<i64> {
            let plan = database.read(|snapshot| plans::find(snapshot, id))?;
            Ok(plan.ok_or("no plan")?.version)
        };
        for answer in answers {
            let seen = version()?;
            database.write(|tx| plan_meeting::answer(tx, &call, &known, (id, seen), &answer))?;
        }
        let (seen, breach) = (version()?, Breach::default());
        Ok(database
            .write(|tx| announce_meeting(tx, &call, &self.area, (id, seen), &breach, &[]))?)
    }

    /// Does what tells of it, batch after batch, and says how many letters wait then.
    pub fn tell_all(&self) -> Outcome<usize> {
        loop {
            let now = call().now.timestamp();
            let taken = self
                .database
                .write(|tx| jobs::take_prompt(tx, "bench", now, now + 1.minute(), 1))?;
            let Some(job) = taken.into_iter().find(|job| job.kind == tell::KIND) else {
                break;
            };
            let telling: Telling = serde_json::from_str(&job.payload)?;
            self.database
                .write(|tx| -> Result<(), alongside_app::Failure> {
                    tell::tell(tx, &call(), &telling)?;
                    jobs::complete(tx, &job, now)?;
                    Ok(())
                })?;
        }
        let now = call().now.timestamp();
        let backlog = self
            .database
            .read(|snapshot| jobs::backlog(snapshot, now))?;
        Ok(usize::try_from(backlog.open)?)
    }

    /// Where it is kept.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// A room with so many places.
    pub fn room(&self, meeting: SubjectId, places: usize) -> Outcome<()> {
        let wish = prepare_meeting::Wish {
            seen: 0,
            room: &places.to_string(),
            rule: "order",
            joining: "",
        };
        Ok(self
            .database
            .write(|tx| prepare(tx, &call(), &self.area, meeting, &wish))?)
    }

    /// How many have a place, and how many wait.
    pub fn standing(&self, meeting: SubjectId) -> Outcome<String> {
        let count = |standing| -> Outcome<usize> {
            let found = self
                .database
                .read(|snapshot| replies::standing(snapshot, meeting, standing))?;
            Ok(found.len())
        };
        Ok(format!(
            "{}, {}",
            count(Standing::Coming)?,
            count(Standing::Waiting)?
        ))
    }
}
