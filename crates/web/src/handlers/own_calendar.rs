//! One's own calendar: its secret address, and what programs read there.

use std::collections::BTreeMap;

use alongside_app::own_calendar::{self, Wanted};
use alongside_charter::Kind;
use alongside_domain::act::SubjectId;
use alongside_pages::feed::{Calendar, Event};
use alongside_pages::own::OwnCalendar;
use alongside_pages::public::Said;
use alongside_pages::{Language, Words, links};
use alongside_store::{calendars, outbox};
use axum::http::{HeaderName, HeaderValue, header};
use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::feeds::event;
use super::me::{day, visitor};
use super::sign_in::unsaid;
use crate::answer::{Answer, Media};
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::own_address::OwnAddress;

/// Where its address is made.
pub(crate) fn page(asked: &Asked) -> Result<Answer, Failure> {
    written(asked, "")
}

/// Makes its address, in place of the one before, and shows it this once.
pub(crate) fn make(asked: &Asked) -> Result<Answer, Failure> {
    let person = visitor(asked)?.person;
    let secret = asked.change(|tx, call| own_calendar::make(tx, call, person))?;
    written(asked, &BASE64URL_NOPAD.encode(&secret))
}

/// Takes its address away.
pub(crate) fn end(asked: &Asked) -> Result<Answer, Failure> {
    let person = visitor(asked)?.person;
    asked.change(|tx, _| own_calendar::end(tx, person))?;
    let here = OwnAddress::of_link(links::MY_CALENDAR);
    Ok(asked.done(&here, Said::CalendarEnded))
}

fn written(asked: &Asked, secret: &str) -> Result<Answer, Failure> {
    let person = visitor(asked)?.person;
    let made = asked.read(|snapshot| calendars::made(snapshot, person))?;
    let page = OwnCalendar {
        shell: asked.shell_of_form()?,
        origin: asked.service().settings().base.origin(),
        secret,
        made: made.map(day),
    };
    Ok(unsaid(Answer::personal(Media::Html, page.render()?)))
}

/// The calendar, for whoever has its address.
pub(crate) fn feed(asked: &Asked) -> Result<Answer, Failure> {
    let secret = BASE64URL_NOPAD.decode(asked.step("secret").as_bytes());
    let secret = secret.map_err(|_| Failure::NotFound)?;
    let language = Language::from_code(asked.query.get("lang")).unwrap_or(Language::English);
    let words = Words::of(language);
    let text = asked.read(|snapshot| {
        let wanted = own_calendar::open(snapshot, &secret)?.ok_or(Failure::NotFound)?;
        let mut found = Vec::new();
        for (slug, wanted) in &wanted {
            if let Some(known) = asked.service().areas().at(snapshot, slug)? {
                let changed = outbox::last_about_each(snapshot, slug.as_str())?;
                let changed: BTreeMap<String, Timestamp> = changed.into_iter().collect();
                found.push((known, wanted, changed));
            }
        }
        let events = found
            .iter()
            .flat_map(|(known, wanted, changed)| of_area(known, wanted, changed));
        let mut events: Vec<Event<'_>> = events.collect();
        let zone = found.first().map(|(known, ..)| known.area.zone.clone());
        let zone = zone.unwrap_or(TimeZone::UTC);
        events.sort_by_key(|event| event.starts.day(&zone));
        let calendar = Calendar {
            words,
            origin: asked.service().settings().base.origin(),
            name: &words.own_calendar(),
            // An instant is the same in every zone, and a day is written without one.
            zone: &zone,
            events: &events,
        };
        Ok::<_, Failure>(calendar.render())
    })?;
    let answer = Answer::personal(Media::Calendar, text)
        .and(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        )
        .and(
            HeaderName::from_static("x-robots-tag"),
            HeaderValue::from_static("noindex"),
        );
    Ok(unsaid(answer))
}

/// The meetings of an area that belong to somebody's calendar.
fn of_area<'a>(
    known: &'a Known,
    wanted: &Wanted,
    changed: &BTreeMap<String, Timestamp>,
) -> Vec<Event<'a>> {
    let meetings = known.area.subjects();
    let meetings = meetings.filter(|subject| {
        let id: Option<SubjectId> = subject.id.parse().ok();
        let takes = |id| wanted.takes(&known.area, id, &subject.body);
        subject.kind == Kind::Meeting && id.is_some_and(takes)
    });
    meetings
        .filter_map(|subject| event(known, subject, changed.get(&subject.id).copied()))
        .collect()
}
