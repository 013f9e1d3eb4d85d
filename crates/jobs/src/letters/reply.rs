//! The letter to somebody who would like to come to a meeting, and the meeting for their calendar.

use alongside_app::letter::{Coming, News};
use alongside_domain::Email;
use alongside_domain::reply::Standing as Stands;
use alongside_notify::{CalendarPart, Sender};
use alongside_pages::feed::{Event, Invitation, Method, Participant, Standing};
use alongside_pages::links::{self, Query};
use alongside_pages::mail::{Mail, ReplyMail, ReplyNews};
use alongside_pages::public::SubjectLink;
use alongside_pages::{Error, Words};
use data_encoding::BASE64URL_NOPAD;

/// The letter in words.
pub(super) fn mail(words: &Words, origin: &str, coming: &Coming) -> Result<Mail, Error> {
    let id = coming.subject.to_string();
    let page = links::subject(coming.area.as_str(), coming.kind, &id, &Query::new());
    ReplyMail {
        words,
        origin,
        news: match coming.news {
            None => ReplyNews::Stands,
            Some(News::Moved) => ReplyNews::Moved,
            Some(News::Off) => ReplyNews::Off,
            Some(News::Soon) => ReplyNews::Soon,
        },
        is_coming: coming.standing == Stands::Coming,
        title: &coming.title,
        page: &page,
        starts: coming.starts,
        zone: &coming.zone,
        place: &coming.place,
        joining: coming.joining.as_deref(),
        secret: &BASE64URL_NOPAD.encode(&coming.secret),
    }
    .render()
}

/// The meeting for the calendar of somebody who has a place: to be put in, changed or taken out. How to join is in the
/// letter alone, for calendars are shared with others.
pub(super) fn calendar(
    words: &Words,
    origin: &str,
    from: &Sender,
    to: &Email,
    coming: &Coming,
) -> Option<CalendarPart> {
    let is_off = coming.news == Some(News::Off);
    let method = match (coming.standing, is_off) {
        (Stands::Coming, false) => Method::Request,
        (Stands::Coming, true) => Method::Cancel,
        _ => return None,
    };
    let id = coming.subject.to_string();
    let organiser = from.address.reveal().to_owned();
    let invitation = Invitation {
        method,
        words,
        origin,
        zone: &coming.zone,
        event: Event {
            slug: coming.area.as_str(),
            subject: SubjectLink {
                kind: coming.kind,
                id: &id,
                title: &coming.title,
            },
            starts: coming.starts,
            ends: coming.ends,
            organiser: &coming.organiser,
            purpose: &coming.entry.purpose,
            place: &coming.place,
            has_joining: coming.joining.is_some(),
            standing: if is_off {
                Standing::Cancelled
            } else {
                Standing::Announced
            },
            sequence: coming.entry.sequence,
            changed: coming.changed,
        },
        // Answers to the service, which passes them to nobody: who comes says so on the page.
        organiser: Participant {
            name: &coming.organiser,
            address: &organiser,
        },
        attendee: Participant {
            name: "",
            address: to.reveal(),
        },
    };
    Some(CalendarPart {
        method: method.name(),
        text: invitation.render(),
    })
}
