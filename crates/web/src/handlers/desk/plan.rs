//! The plan of a meeting, question by question, and its announcement.

use std::sync::Arc;

use alongside_app::announce_meeting::{Breach, announce_meeting};
use alongside_app::judge_dates::{Calendars, Judge, Judged, Line};
use alongside_app::plan_meeting::{self, Answer as Answered};
use alongside_app::repeat_meeting::Repeats;
use alongside_app::{Failure as App, Wrong};
use alongside_charter::When;
use alongside_domain::meeting::Step;
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::public::Said;
use alongside_pages::staff::{ONCE, Plan as Shown, PlanCheck, PlanDuty, PlanPage, PlanSession};
use alongside_store::plans::{Plan, PlanId};
use jiff::civil::Date;

use super::meetings::plan_id;
use super::texts::Readers;
use super::{again, done, here, see, shell, stale};
use crate::answer::Answer;
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;

/// One question.
pub(crate) fn page(asked: &Asked) -> Result<Answer, Failure> {
    let open = Open::of(asked)?;
    Ok(asked.html(open.written(asked, step(asked)?, &[])?))
}

/// One question is answered.
pub(crate) fn answer(asked: &Asked) -> Result<Answer, Failure> {
    let (open, step, fields) = (Open::of(asked)?, step(asked)?, asked.fields()?);
    let means: Vec<&str> = fields.all("means").collect();
    let get = |name| fields.get(name);
    let answer = match step {
        Step::Purpose => Answered::Purpose {
            title: get("title"),
            purpose: get("purpose"),
            body: get("body"),
        },
        Step::Level => Answered::Level(get("level")),
        Step::Input => Answered::Input {
            open: get("open"),
            decided: get("decided"),
            used: get("used"),
        },
        Step::Ways => Answered::Ways {
            means: &means,
            place: get("place"),
        },
        Step::Dates if !matches!(get("every"), "" | ONCE) => Answered::Series {
            day: get("day"),
            from: get("from"),
            to: get("to"),
            repeats: Repeats {
                every: get("every"),
                times: get("times"),
                judge: &open.judge,
            },
        },
        Step::Dates => Answered::Session {
            day: get("day"),
            from: get("from"),
            to: get("to"),
        },
    };
    match open.change(asked, &answer) {
        Ok(()) => {
            // Another time may follow a time; every other question leads to the next one.
            let next = step.next().unwrap_or(Step::Dates);
            see(&open.to(next))
        }
        Err(App::Wrong(wrong)) => {
            let ticked = means.join(" ");
            let typed = typed(asked, step, &ticked, &wrong)?;
            Ok(again(asked, open.written(asked, step, &typed)?))
        }
        Err(App::Stale) => {
            let typed: Vec<(&str, &str)> = names(step)
                .iter()
                .map(|name| (*name, fields.get(name)))
                .collect();
            stale(asked, &typed, &open.to(step))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// A time is taken out.
pub(crate) fn remove_session(asked: &Asked) -> Result<Answer, Failure> {
    let open = Open::of(asked)?;
    let place = asked.fields()?.get("time").parse();
    let place = place.map_err(|_| Failure::Unreadable)?;
    match open.change(asked, &Answered::NoSession(place)) {
        Ok(()) => see(&open.to(Step::Dates)),
        Err(App::Stale) => stale(asked, &[], &open.to(Step::Dates)),
        Err(failure) => Err(failure.into()),
    }
}

/// A plan is given up.
pub(crate) fn give_up(asked: &Asked) -> Result<Answer, Failure> {
    let known = here(asked)?;
    let id: PlanId = plan_id(asked)?;
    asked.change(|tx, call| plan_meeting::give_up(tx, call, &known.area, id))?;
    let back = links::desk_meetings(known.area.slug.as_str());
    done(asked, &back, Said::PlanGivenUp)
}

/// Everything that was said.
pub(crate) fn check(asked: &Asked) -> Result<Answer, Failure> {
    let open = Open::of(asked)?;
    Ok(asked.html(open.checked(asked, [Typed::default(); 2], "")?))
}

/// What was planned is announced.
pub(crate) fn announce(asked: &Asked) -> Result<Answer, Failure> {
    let (open, fields) = (Open::of(asked)?, asked.fields()?);
    let breach = Breach {
        reason: fields.get("reason"),
        measures: fields.get("measures"),
    };
    let (slug, terms) = (&open.known.area.slug, &open.known.terms);
    let seen = (open.plan.id, seen(asked)?);
    let announced = asked.change(|tx, call| announce_meeting(tx, call, slug, seen, &breach, terms));
    match announced {
        Ok(subject) => {
            // The website alone reaches few: what comes next is to tell people.
            let next = links::meeting_channels(slug.as_str(), &subject.to_string());
            done(asked, &next, Said::MeetingAnnounced)
        }
        Err(App::Wrong(wrong)) => {
            let typed = |name, value| Typed {
                value,
                error: wrong.with(name),
            };
            let typed = [
                typed("reason", breach.reason),
                typed("measures", breach.measures),
            ];
            let page = open.checked(asked, typed, wrong.with("plan"))?;
            Ok(again(asked, page))
        }
        Err(App::Stale) => {
            let typed = [("Why", breach.reason), ("Measures", breach.measures)];
            let back = links::plan_check(slug.as_str(), &open.id);
            stale(asked, &typed, &back)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// A plan that whoever asks may change, with what the charters say of it.
struct Open {
    known: Arc<Known>,
    plan: Plan,
    id: String,
    judge: Judge,
    judged: Vec<Judged>,
}

impl Open {
    fn of(asked: &Asked) -> Result<Self, Failure> {
        let known = here(asked)?;
        let id = plan_id(asked)?;
        let actor = alongside_app::Caller::Actor(asked.actor());
        let call = alongside_app::Call {
            caller: actor,
            now: asked.now(),
            chance: &|_| {},
        };
        let plan = asked.read(|snapshot| plan_meeting::find(snapshot, &call, &known.area, id))?;
        let settings = asked.service().settings();
        let calendars = Calendars {
            terms: &known.terms,
            usual_terms: &settings.usual_terms,
            faith_days: &settings.faith_days,
        };
        let judge = Judge::new(&known.area, calendars, asked.now());
        let judged = judge.judge(&plan.draft);
        Ok(Self {
            known,
            id: plan.id.to_string(),
            plan,
            judge,
            judged,
        })
    }

    fn to(&self, step: Step) -> String {
        links::plan_step(self.known.area.slug.as_str(), &self.id, step.name())
    }

    fn change(&self, asked: &Asked, answer: &Answered<'_>) -> Result<(), App> {
        let seen = seen(asked).map_err(|_| App::Stale)?;
        let changed = asked.change(|tx, call| {
            plan_meeting::answer(tx, call, &self.known.area, (self.plan.id, seen), answer)
        });
        changed.map(drop)
    }

    fn written(
        &self,
        asked: &Asked,
        step: Step,
        typed: &[(&str, Typed<'_>)],
    ) -> Result<String, Failure> {
        let area = &self.known.area;
        let today = area.zone.to_datetime(asked.now().timestamp()).date();
        let offers: Vec<Date> = match step {
            Step::Dates => self.judge.offers(&self.plan.draft, today),
            _ => Vec::new(),
        };
        let duties = Duties::of(&self.judged);
        let sessions = duties.sessions(&self.judged);
        let around = self.known.place();
        let page = PlanPage {
            shell: shell(asked, &around)?,
            plan: self.shown(&sessions),
            step,
            typed,
            offers: &offers,
            pair: match step {
                Step::Dates => self.judge.counterpart(&self.plan.draft, asked.now()),
                _ => None,
            },
        };
        Ok(page.render()?)
    }

    fn checked(
        &self,
        asked: &Asked,
        [reason, measures]: [Typed<'_>; 2],
        error: &str,
    ) -> Result<String, Failure> {
        let duties = Duties::of(&self.judged);
        let sessions = duties.sessions(&self.judged);
        let mut organisations = self.known.area.organisations.iter();
        let by = organisations.find(|of| of.id == self.plan.organisation);
        let around = self.known.place();
        let draft = &self.plan.draft;
        let readers = Readers::of_body(asked, &self.known, &draft.body)?;
        let first = draft.sessions.first();
        let starts = first.map(|session| When::At(session.starts.timestamp()));
        let page = PlanCheck {
            shell: shell(asked, &around)?,
            plan: self.shown(&sessions),
            organisation: by.map_or("", |of| of.name.as_str()),
            reason,
            measures,
            error,
            texts: readers.texts(&draft.title, starts),
        };
        Ok(page.render()?)
    }

    fn shown<'a>(&'a self, sessions: &'a [PlanSession<'a>]) -> Shown<'a> {
        Shown {
            id: &self.id,
            version: self.plan.version,
            draft: &self.plan.draft,
            sessions,
        }
    }
}

/// What the charters say of each time, as pages take it.
struct Duties<'a>(Vec<[Vec<PlanDuty<'a>>; 2]>);

impl<'a> Duties<'a> {
    fn of(judged: &'a [Judged]) -> Self {
        fn duty(line: &Line) -> PlanDuty<'_> {
            PlanDuty {
                says: &line.says,
                action: &line.action,
                by: line.by,
                sum: &line.sum,
            }
        }
        let each = judged.iter();
        Self(
            each.map(|of| [&of.misses, &of.to_do].map(|lines| lines.iter().map(duty).collect()))
                .collect(),
        )
    }

    fn sessions(&'a self, judged: &'a [Judged]) -> Vec<PlanSession<'a>> {
        let both = judged.iter().zip(&self.0);
        both.map(|(of, [misses, to_do])| PlanSession {
            session: of.session,
            misses,
            to_do,
            remarks: &of.remarks,
        })
        .collect()
    }
}

fn step(asked: &Asked) -> Result<Step, Failure> {
    Step::from_name(asked.step("step")).ok_or(Failure::NotFound)
}

/// The version that the form was made for.
fn seen(asked: &Asked) -> Result<i64, Failure> {
    let seen = asked.fields()?.get("version").parse();
    seen.map_err(|_| Failure::Unreadable)
}

/// The fields of a page.
const fn names(step: Step) -> &'static [&'static str] {
    match step {
        Step::Purpose => &["title", "purpose", "body"],
        Step::Level => &["level"],
        Step::Input => &["open", "decided", "used"],
        Step::Ways => &["means", "place"],
        Step::Dates => &["day", "from", "to", "every", "times"],
    }
}

/// What was typed on a page, each with what is wrong with it.
fn typed<'a>(
    asked: &'a Asked,
    step: Step,
    ticked: &'a str,
    wrong: &'a Wrong,
) -> Result<Vec<(&'static str, Typed<'a>)>, Failure> {
    let fields = asked.fields()?;
    let typed = |name: &&'static str| {
        let value = match *name {
            "means" => ticked,
            name => fields.get(name),
        };
        let error = wrong.with(name);
        (*name, Typed { value, error })
    };
    Ok(names(step).iter().map(typed).collect())
}
