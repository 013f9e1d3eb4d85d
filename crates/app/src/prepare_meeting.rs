//! A meeting that was announced is prepared: how many places the room has, who gets the next one, and how those who
//! come join. Who comes and what they need is read here, and nowhere else.

use alongside_charter::{Kind, fact};
use alongside_domain::act::{Party, SubjectId};
use alongside_domain::policy::{Action, Place};
use alongside_domain::reply::{Rule, Standing, takes_a_place};
use alongside_domain::{AreaSlug, Controller, Wording};
use alongside_store::places::{self, Places};
use alongside_store::record::{self, Of};
use alongside_store::replies::{self, Reply};
use alongside_store::{Snapshot, Transaction};

use crate::call::Call;
use crate::failure::Failure;
use crate::letter::{self, About};
use crate::reply::{fill, writes_to};
use crate::wrong::Wrong;

/// The longest text on how to join, in characters.
const LONGEST_JOINING: usize = 1_000;
/// The most places that anybody can say a room has.
const MOST_PLACES: u32 = 100_000;

/// What is arranged, as it was typed.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// What was arranged when whoever typed it looked.
    pub seen: i64,
    /// How many places the room has; empty for as many as come.
    pub room: &'a str,
    /// The name of the rule.
    pub rule: &'a str,
    /// How to join by video or phone.
    pub joining: &'a str,
}

/// What is arranged for a meeting, and every reply to it.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// What is arranged.
    pub places: Places,
    /// Every reply, in the order in which they asked.
    pub replies: Vec<Reply>,
}

/// Who comes to a meeting and what is arranged for it.
pub fn prepared(
    snapshot: &mut Snapshot<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    subject: SubjectId,
) -> Result<Prepared, Failure> {
    may(snapshot, call, slug, subject)?;
    Ok(Prepared {
        places: places::find(snapshot, subject)?,
        replies: replies::to(snapshot, subject)?,
    })
}

/// Arranges a meeting. Whoever waits gets a place that there is now, and those who join from elsewhere are told how
/// where that changed.
pub fn prepare(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    subject: SubjectId,
    wish: &Wish<'_>,
) -> Result<(), Failure> {
    may(tx, call, slug, subject)?;
    let before = places::find(tx, subject)?;
    if before.version != wish.seen {
        return Err(Failure::Stale);
    }
    let mut wrong = Wrong::default();
    let room = match wish.room.trim() {
        "" => Some(None),
        room => {
            let says = "write how many people the room holds, in figures, or leave it empty";
            let read = room.parse::<u32>().ok();
            let read = read.filter(|room| (1..=MOST_PLACES).contains(room));
            wrong.take("room", read.map(Some).ok_or(says))
        }
    };
    if let Some(Some(room)) = room
        && room < before.taken
    {
        let taken = before.taken;
        let says = format!("{taken} people have a place already. A place is never taken away");
        wrong.add("room", says);
    }
    let rule = Rule::from_name(wish.rule).ok_or("choose who gets the next place");
    let rule = wrong.take("rule", rule);
    let joining = match wish.joining.trim() {
        "" => Some(String::new()),
        joining => wrong
            .take("joining", Wording::within(joining, LONGEST_JOINING))
            .map(|joining| joining.as_str().to_owned()),
    };
    wrong.refuse()?;
    let (Some(room), Some(rule), Some(joining)) = (room, rule, joining) else {
        return Err(Failure::NotFound);
    };
    let is_told = joining != before.joining;
    let after = Places {
        room,
        rule,
        joining,
        ..before
    };
    if !places::change(tx, slug, subject, &after)? {
        return Err(Failure::Stale);
    }
    fill(tx, call, slug, subject)?;
    if is_told {
        for reply in replies::standing(tx, subject, Standing::Coming)? {
            let joins = reply.means.is_some_and(|means| !takes_a_place(means));
            if joins && writes_to(&reply) {
                letter::enqueue(tx, call, About::Reply(reply.id))?;
            }
        }
    }
    Ok(())
}

/// Only those who answer for the data of whoever organises the meeting see who comes.
fn may(
    snapshot: &mut Snapshot<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    subject: SubjectId,
) -> Result<(), Failure> {
    let known = record::load(snapshot, slug, Of::Subjects(&[subject]))?;
    let state = known.ok_or(Failure::NotFound)?.state;
    let known = state.known_subjects().get(&subject);
    let known = known.filter(|known| known.about.kind.0 == Kind::Meeting);
    let known = known.filter(|known| known.value(fact::ANNOUNCED).is_some());
    let Some(Party::Organisation(organisation)) = known.and_then(|known| known.about.organiser)
    else {
        return Err(Failure::NotFound);
    };
    let organiser = state.organisations().get(&organisation);
    let by = Controller {
        area: slug.clone(),
        organisation,
        kind: organiser.ok_or(Failure::NotFound)?.kind,
    };
    call.may(Action::PrepareMeeting, &Place::Organisation(by))
}
