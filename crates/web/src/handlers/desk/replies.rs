//! Who comes to a meeting, and what is arranged for it.

use std::collections::BTreeMap;

use alongside_app::prepare_meeting::{Prepared, Wish, prepare, prepared};
use alongside_app::{Failure as App, Wrong};
use alongside_charter::{Fact, Kind, When, fact};
use alongside_domain::Instant;
use alongside_domain::act::{Means, SubjectId};
use alongside_domain::reply::{
    Rule, Standing, WEEKS_FOR_SIGN_LANGUAGE, Waiter, is_late_for_sign_language, queue,
    takes_a_place,
};
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::public::{Said, SubjectLink};
use alongside_pages::staff::{RepliesDesk, ReplyRow};
use alongside_store::replies::Reply;

use super::meetings::is_off;
use super::{again, done, here, shell, stale};
use crate::answer::Answer;
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::handlers::subjects::id_of;

/// Who comes, and the form with what is arranged.
pub(crate) fn page(asked: &Asked) -> Result<Answer, Failure> {
    let (known, id) = (here(asked)?, id_of(asked.step("subject"))?);
    let prepared = found(asked, &known, id)?;
    let room = prepared
        .places
        .room
        .map_or_else(String::new, |room| room.to_string());
    let typed = [
        Typed::new(room.as_str()),
        Typed::new(prepared.places.joining.as_str()),
    ];
    let page = written(asked, &known, (id, &prepared), prepared.places.rule, typed)?;
    Ok(asked.html(page))
}

/// It is arranged in this way.
pub(crate) fn arrange(asked: &Asked) -> Result<Answer, Failure> {
    let (known, id) = (here(asked)?, id_of(asked.step("subject"))?);
    let fields = asked.fields()?;
    let wish = Wish {
        seen: fields
            .get("version")
            .parse()
            .map_err(|_| Failure::Unreadable)?,
        room: fields.get("room"),
        rule: fields.get("rule"),
        joining: fields.get("joining"),
    };
    let slug = &known.area.slug;
    let back = links::meeting_replies(slug.as_str(), &id.to_string());
    let wrong = match asked.change(|tx, call| prepare(tx, call, slug, id, &wish)) {
        Ok(()) => return done(asked, &back, Said::MeetingPrepared),
        Err(App::Wrong(wrong)) => wrong,
        Err(App::Stale) => {
            let typed = [("Places", wish.room), ("How to join", wish.joining)];
            return stale(asked, &typed, &back);
        }
        Err(failure) => return Err(failure.into()),
    };
    let prepared = found(asked, &known, id)?;
    let rule = Rule::from_name(wish.rule).unwrap_or(prepared.places.rule);
    let typed = [
        field(&wrong, "room", wish.room),
        field(&wrong, "joining", wish.joining),
    ];
    let page = written(asked, &known, (id, &prepared), rule, typed)?;
    Ok(again(asked, page))
}

fn field<'a>(wrong: &'a Wrong, name: &str, value: &'a str) -> Typed<'a> {
    Typed {
        value,
        error: wrong.with(name),
    }
}

fn found(asked: &Asked, known: &Known, id: SubjectId) -> Result<Prepared, Failure> {
    let slug = &known.area.slug;
    let read = asked.look(|snapshot, call| prepared(snapshot, call, slug, id));
    read.map_err(|failure| match failure {
        // That there is such a meeting is public; who comes is nobody else's business.
        App::NotAllowed(_) => Failure::NotFound,
        failure => failure.into(),
    })
}

fn written(
    asked: &Asked,
    known: &Known,
    (id, prepared): (SubjectId, &Prepared),
    rule: Rule,
    [room, joining]: [Typed<'_>; 2],
) -> Result<String, Failure> {
    let subject = known.area.subject(id);
    let subject = subject.filter(|subject| subject.kind == Kind::Meeting);
    let subject = subject.ok_or(Failure::NotFound)?;
    let starts = subject.fact(fact::STARTS).and_then(Fact::when);
    let starts = starts.ok_or(Failure::NotFound)?;
    let means = means(known, id);
    let standing = |wanted| -> Vec<&Reply> {
        let of = prepared.replies.iter();
        of.filter(|reply| reply.standing == wanted).collect()
    };
    let waiting = standing(Standing::Waiting);
    let waiters = waiting.iter().enumerate().map(|(at, reply)| Waiter {
        id: at,
        asked: reply.asked,
        is_first: reply.is_first,
    });
    let next = queue(prepared.places.rule, waiters.collect());
    let waiting = next.iter().filter_map(|one| waiting.get(one.id).copied());
    let coming = standing(Standing::Coming);
    let around = known.place();
    let as_of = known.as_of(None, asked.now());
    let is_to_come = as_of.is_before(starts, &known.area.zone);
    let page = RepliesDesk {
        shell: shell(asked, &around)?,
        subject: SubjectLink::from(subject),
        starts,
        is_soon_for_sign_language: is_soon(starts, asked.now()),
        may_change: is_to_come && !is_off(subject) && !known.area.settings.is_read_only,
        coming: &coming.into_iter().filter_map(row).collect::<Vec<_>>(),
        waiting: &waiting.filter_map(row).collect::<Vec<_>>(),
        cannot: &cannot(&prepared.replies),
        version: prepared.places.version,
        room,
        rule,
        joining,
        has_room: means.iter().any(|means| takes_a_place(*means)),
        has_joining: means.iter().any(|means| !takes_a_place(*means)),
    };
    Ok(page.render()?)
}

/// Somebody who comes or waits, as long as it is known who.
fn row(reply: &Reply) -> Option<ReplyRow<'_>> {
    let attendee = reply.attendee.as_ref()?;
    let email = attendee.email.as_ref().filter(|_| attendee.needs.may_write);
    Some(ReplyRow {
        name: &attendee.name,
        means: reply.means,
        needs: &attendee.needs,
        email: email.map_or("", |email| email.reveal()),
    })
}

/// Why people cannot come, and how many said so.
fn cannot(replies: &[Reply]) -> Vec<(Option<alongside_domain::reply::Reason>, usize)> {
    let mut counts = BTreeMap::new();
    let gone = replies
        .iter()
        .filter(|reply| !reply.standing.wants_to_come());
    for reply in gone {
        *counts.entry(reply.reason).or_default() += 1;
    }
    counts.into_iter().collect()
}

/// So many weeks ahead an interpreter of sign language is booked, where it is later than that.
pub(super) fn is_soon(starts: When, now: Instant) -> Option<i64> {
    let When::At(starts) = starts else {
        return None;
    };
    let starts = Instant::try_from(starts).ok()?;
    is_late_for_sign_language(starts, now).then_some(WEEKS_FOR_SIGN_LANGUAGE)
}

/// How people can take part. Where nobody said how, it is a room.
fn means(known: &Known, id: SubjectId) -> Vec<Means> {
    match known.area.entry(id) {
        Some(entry) if !entry.ways.is_empty() => {
            entry.ways.iter().map(|(means, _)| *means).collect()
        }
        _ => vec![Means::Venue],
    }
}
