//! What the borough has planned today: a series, a meeting at short notice, and a date to keep free; and somebody who
//! follows and comes.

use alongside_app::announce_meeting::{Breach, announce_meeting};
use alongside_app::area::Area;
use alongside_app::judge_dates::{Calendars, Judge};
use alongside_app::plan_meeting::{self, Answer};
use alongside_app::repeat_meeting::Repeats;
use alongside_app::reply::{By, Wish, come};
use alongside_app::save_date::{self, save_date};
use alongside_app::{Call, Failure};
use alongside_domain::act::{Level, Means, SubjectId};
use alongside_domain::follow::{Follow, Pace, Recipient, Target};
use alongside_domain::sign_in::SecretHash;
use alongside_domain::{Email, OrganisationId};
use alongside_store::plans::{self, PlanId};
use alongside_store::{Transaction, followers, people};

use super::{Rivermead, Telling};

/// A meeting as it is typed, but for its times.
struct Typed {
    title: &'static str,
    body: &'static str,
    purpose: &'static str,
    open: &'static str,
    decided: &'static str,
    used: &'static str,
    place: &'static str,
}

const COFFEE: Typed = Typed {
    title: "Coffee and questions",
    body: "Forum",
    purpose: "To meet other parent carers, and to ask the forum anything",
    open: "What the forum takes up next",
    decided: "Nothing: you decide what is talked about",
    used: "The steering group reads the notes and answers each question at the next one",
    place: "Rivermead Library, High Street",
};

const BUSES: Typed = Typed {
    title: "School transport from January",
    body: "School transport",
    purpose: "To hear what the new bus company must know before it begins",
    open: "Where the stops are, and who is told when a bus is late",
    decided: "Which company drives, and that it begins in January",
    used: "The council writes it into what the company has to keep to",
    place: "Rivermead Civic Centre, Mill Lane",
};

impl Telling<'_> {
    /// What was planned today.
    pub(super) fn ahead(&self, tx: &mut Transaction<'_>, at: &Rivermead) -> Result<(), Failure> {
        let call = self.at(self.now);
        let fair = save_date::Wish {
            organisation: &at.forum.to_string(),
            title: "Summer fair of the forum",
            body: "Forum",
            day: &self.ago(-170).to_string(),
        };
        save_date(tx, &call, &at.area, &fair)?;
        self.series(tx, &call, at)?;
        let meeting = self.at_short_notice(tx, &call, at)?;
        let area = here(tx, at)?;
        let next = plan_meeting::begin(tx, &call, &area, at.council)?;
        let purpose = Answer::Purpose {
            title: "What short breaks cost",
            purpose: "To look at next year's prices before they are decided",
            body: "Short breaks",
        };
        said(tx, &call, &area, next, &purpose)?;
        amina(tx, &call, at, meeting)
    }

    /// Every four weeks, in the evening.
    fn series(
        &self,
        tx: &mut Transaction<'_>,
        call: &Call<'_>,
        at: &Rivermead,
    ) -> Result<(), Failure> {
        let area = here(tx, at)?;
        let plan = planned(tx, call, at, at.forum, &COFFEE)?;
        let judge = Judge::new(&area, Calendars::default(), call.now);
        let times = Answer::Series {
            day: &self.ago(-52).to_string(),
            from: "18:30",
            to: "20:00",
            repeats: Repeats {
                every: "four-weeks",
                times: "4",
                judge: &judge,
            },
        };
        announced(tx, call, at, plan, &times, &Breach::default())?;
        Ok(())
    }

    /// Sooner than the agreement has it, for a reason that everyone reads.
    fn at_short_notice(
        &self,
        tx: &mut Transaction<'_>,
        call: &Call<'_>,
        at: &Rivermead,
    ) -> Result<SubjectId, Failure> {
        let plan = planned(tx, call, at, at.council, &BUSES)?;
        let day = super::story::on_a_weekday(self.ago(-9)).to_string();
        let time = Answer::Session {
            day: &day,
            from: "17:30",
            to: "19:00",
        };
        let breach = Breach {
            reason: "The company that drove until now gave up its contract last week.",
            measures: "A second meeting in January, and a phone line until then.",
        };
        announced(tx, call, at, plan, &time, &breach)
    }
}

fn here(tx: &mut Transaction<'_>, at: &Rivermead) -> Result<Area, Failure> {
    Area::load(tx, &at.area, None)?.ok_or(Failure::NotFound)
}

/// A plan in which nothing but the times is still to say.
fn planned(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    at: &Rivermead,
    by: OrganisationId,
    typed: &Typed,
) -> Result<PlanId, Failure> {
    let area = here(tx, at)?;
    let id = plan_meeting::begin(tx, call, &area, by)?;
    let Typed {
        title,
        body,
        purpose,
        open,
        decided,
        used,
        place,
    } = *typed;
    let answers = [
        Answer::Purpose {
            title,
            purpose,
            body,
        },
        Answer::Level(Level::Participate.name()),
        Answer::Input {
            open,
            decided,
            used,
        },
        Answer::Ways {
            means: &[Means::Venue.name(), Means::Online.name()],
            place,
        },
    ];
    for answer in &answers {
        said(tx, call, &area, id, answer)?;
    }
    Ok(id)
}

fn said(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &Area,
    id: PlanId,
    answer: &Answer<'_>,
) -> Result<i64, Failure> {
    let seen = plans::find(tx, id)?.ok_or(Failure::NotFound)?.version;
    plan_meeting::answer(tx, call, area, (id, seen), answer)?;
    Ok(plans::find(tx, id)?.ok_or(Failure::NotFound)?.version)
}

fn announced(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    at: &Rivermead,
    plan: PlanId,
    times: &Answer<'_>,
    breach: &Breach<'_>,
) -> Result<SubjectId, Failure> {
    let area = here(tx, at)?;
    let seen = said(tx, call, &area, plan, times)?;
    announce_meeting(tx, call, &at.area, (plan, seen), breach, &[])
}

/// A member of the forum follows one of its groups at her own address, and comes to the meeting at short notice.
fn amina(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    at: &Rivermead,
    meeting: SubjectId,
) -> Result<(), Failure> {
    let email: Email = super::accounts::ACCOUNTS[0]
        .email
        .parse()
        .map_err(|why| Failure::wrong("email", why))?;
    let person = people::at_address(tx, &email.key())?.ok_or(Failure::NotFound)?;
    let known = followers::Known {
        id: call.id(),
        area: at.area.clone(),
        to: Recipient::Mail(email),
        language: "en".to_owned(),
        told_until: call.now,
    };
    followers::add(tx, &known)?;
    let follow = Follow {
        target: Target::Body(COFFEE.body.to_owned()),
        pace: Pace::Weekly,
        asked: call.now,
        confirmed: Some(call.now),
    };
    followers::follow(tx, known.id, &follow)?;
    let by = By {
        person: Some(&person),
        browser: SecretHash::of(b"amina"),
        network: &[0; 32],
        language: "en",
    };
    let wish = Wish {
        means: Means::Venue.name(),
        name: "Amina",
        is_first: "no",
        ..Wish::default()
    };
    come(tx, call, &at.area, meeting, &by, &wish)?;
    Ok(())
}
