//! What whoever runs the machine does: areas, the queue, other operators.

use alongside_app::end_role::end_keeper;
use alongside_app::invite::invite as send;
use alongside_app::open_area::{self, Wish};
use alongside_app::revive_job::revive_job;
use alongside_app::{Failure as App, Wrong};
use alongside_domain::{HeldIn, Instant, PersonName, Role};
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::operator::{
    AreaForm, BuriedJob, DemoAccount, DemoMail, DemoPage, OperatorPage, QueueCounts,
};
use alongside_pages::public::{AreaLink, Said};
use alongside_pages::staff::HeldRole;
use alongside_store::Snapshot;
use alongside_store::areas::{self, Area};
use alongside_store::jobs::{self, Backlog, Dead};
use alongside_store::roles::{self, HeldBy};
use jiff::tz::TimeZone;

use crate::answer::Answer;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::own_address::OwnAddress;

/// So many jobs that were given up are shown.
const SHOWN: u32 = 50;

/// Areas, queue, and jobs that were given up.
pub(crate) fn page(asked: &Asked) -> Result<Answer, Failure> {
    Ok(asked.html(written(asked, Typed::default(), "")?))
}

/// Gives a job that was given up all its attempts again.
pub(crate) fn revive(asked: &Asked) -> Result<Answer, Failure> {
    asked.change(|tx, call| revive_job(tx, call, asked.step("job")))?;
    Ok(done(asked, Said::JobRevived))
}

/// Invites another operator, or somebody to look after an area.
pub(crate) fn invite(asked: &Asked) -> Result<Answer, Failure> {
    let fields = asked.fields()?;
    let (email, area) = (fields.get("email").trim(), fields.get("area"));
    let (role, held_in) = match area {
        "" => (Role::Operator, HeldIn::Instance),
        area => {
            let area = area.parse().map_err(|_| Failure::NotFound)?;
            (Role::AreaAdministrator, HeldIn::Area(area))
        }
    };
    let sent = asked.change(|tx, call| send(tx, call, email, role, held_in.clone()));
    match sent {
        Ok(_) => Ok(done(asked, Said::InvitationSent)),
        Err(App::Wrong(wrong)) => {
            let says = wrong.to_string();
            let typed = Typed {
                value: email,
                error: &says,
            };
            Ok(asked.again(written(asked, typed, area)?))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Ends the role of an operator, or of somebody who looks after an area.
pub(crate) fn end_role(asked: &Asked) -> Result<Answer, Failure> {
    let id = asked.step("role").parse();
    let id = id.map_err(|_| Failure::NotFound)?;
    let is_own = asked.change(|tx, call| {
        let holder = roles::find(tx, id)?.map(|held| held.person.id);
        end_keeper(tx, call, id)?;
        Ok(holder.is_some() && holder == asked.visitor.as_ref().map(|own| own.person))
    })?;
    if is_own {
        // Who ended their own may see nothing here any more.
        return Ok(asked.done(&OwnAddress::of_link(links::ME), Said::RoleEnded));
    }
    Ok(done(asked, Said::RoleEnded))
}

/// Where an area is opened.
pub(crate) fn new_area(asked: &Asked) -> Result<Answer, Failure> {
    Ok(asked.html(area_form(asked, &Wrong::default())?))
}

/// Opens an area, and leads to its desk.
pub(crate) fn open(asked: &Asked) -> Result<Answer, Failure> {
    let fields = asked.fields()?;
    let wish = Wish {
        name: fields.get("name"),
        slug: fields.get("slug"),
        gss: fields.get("gss"),
        council: fields.get("council"),
    };
    match asked.change(|tx, call| open_area::open_area(tx, call, &wish)) {
        Ok(_) => Ok(done(asked, Said::AreaOpened)),
        Err(App::Wrong(wrong)) => Ok(asked.again(area_form(asked, &wrong)?)),
        Err(failure) => Err(failure.into()),
    }
}

/// Accounts to try, and the mails of the demo; nowhere but in the demo.
pub(crate) fn demo(asked: &Asked) -> Result<Answer, Failure> {
    let settings = asked.service().settings();
    let demo = settings.demo.as_ref().ok_or(Failure::NotFound)?;
    let accounts: Vec<DemoAccount<'_>> = demo
        .accounts
        .iter()
        .map(|account| DemoAccount {
            name: &account.name,
            role: account.role,
            place: &account.place,
            email: &account.email,
        })
        .collect();
    let mails = (demo.outbox)();
    let mails: Vec<DemoMail<'_>> = mails
        .iter()
        .map(|mail| DemoMail {
            at: mail.at,
            to: &mail.to,
            subject: &mail.subject,
            text: &mail.text,
        })
        .collect();
    let page = DemoPage {
        shell: asked.shell_of_form()?,
        origin: settings.base.origin(),
        accounts: &accounts,
        mails: &mails,
    };
    Ok(asked.html(page.render()?))
}

fn written(asked: &Asked, email: Typed<'_>, invited_to: &str) -> Result<String, Failure> {
    let Known {
        areas: mut all,
        backlog,
        dead,
        keepers,
    } = asked.read(|snapshot| Known::read(snapshot, asked.now()))?;
    all.sort_by(|a, b| a.name.cmp(&b.name));
    let ids: Vec<String> = keepers.iter().map(|held| held.id.to_string()).collect();
    let operators = keepers.iter().filter(|held| is_operator(held)).count();
    let keepers: Vec<HeldRole<'_>> = keepers
        .iter()
        .zip(&ids)
        .map(|(held, id)| HeldRole {
            id,
            name: held.person.name.as_ref().map_or("", PersonName::reveal),
            email: held.person.email.reveal(),
            role: held.holding.role(),
            place: place(&all, held.holding.held_in()),
            since: TimeZone::UTC
                .to_datetime(held.holding.from().timestamp())
                .date(),
            may_end: !is_operator(held) || operators > 1,
        })
        .collect();
    let areas: Vec<AreaLink<'_>> = all
        .iter()
        .map(|area| AreaLink {
            slug: area.slug.as_str(),
            name: &area.name,
            region: "",
        })
        .collect();
    let ids: Vec<String> = dead.iter().map(|job| job.id.to_string()).collect();
    let buried: Vec<BuriedJob<'_>> = dead
        .iter()
        .zip(&ids)
        .map(|(job, id)| BuriedJob {
            id,
            kind: &job.kind,
            attempts: job.attempts,
            last: job.ended,
            error: job.last_error.as_deref().unwrap_or_default(),
        })
        .collect();
    let count = |jobs: i64| usize::try_from(jobs).unwrap_or_default();
    let page = OperatorPage {
        shell: asked.shell_of_form()?,
        areas: &areas,
        queue: QueueCounts {
            due: count(backlog.due),
            later: count(backlog.open - backlog.due - backlog.running),
            running: count(backlog.running),
            buried: count(backlog.dead),
        },
        buried: &buried,
        keepers: &keepers,
        email,
        invited_to,
    };
    Ok(page.render()?)
}

/// All that the page shows.
struct Known {
    areas: Vec<Area>,
    backlog: Backlog,
    dead: Vec<Dead>,
    /// Who runs the service or looks after an area now.
    keepers: Vec<HeldBy>,
}

impl Known {
    fn read(snapshot: &mut Snapshot<'_>, now: Instant) -> Result<Self, alongside_store::Error> {
        let mut keepers = roles::of_keepers(snapshot)?;
        keepers.retain(|held| held.holding.is_held_at(now));
        Ok(Self {
            areas: areas::all(snapshot)?,
            backlog: jobs::backlog(snapshot, now.timestamp())?,
            dead: jobs::dead(snapshot, SHOWN)?,
            keepers,
        })
    }
}

fn is_operator(held: &HeldBy) -> bool {
    held.holding.role() == Role::Operator
}

/// What the area is called that somebody looks after; empty for the whole service.
fn place<'a>(areas: &'a [Area], held_in: &HeldIn) -> &'a str {
    let area = held_in.area();
    let found = areas.iter().find(|known| Some(&known.slug) == area);
    found.map_or("", |known| &known.name)
}

/// The form, with what was typed and what is wrong with its fields.
fn area_form(asked: &Asked, wrong: &Wrong) -> Result<String, Failure> {
    let typed = |name| Typed {
        value: asked.fields().map_or("", |fields| fields.get(name)),
        error: wrong.with(name),
    };
    let page = AreaForm {
        shell: asked.shell_of_form()?,
        name: typed("name"),
        slug: typed("slug"),
        gss: typed("gss"),
        council: typed("council"),
    };
    Ok(page.render()?)
}

fn done(asked: &Asked, said: Said) -> Answer {
    asked.done(&OwnAddress::of_link(links::OPERATOR), said)
}
