//! Letters to those who follow something, put in words.

use alongside_app::letter::{self, Told, What};
use alongside_pages::mail::{FollowMail, Followed, Happened, Mail, Meeting, Occasion, ToldMail};
use alongside_pages::text_message::{Content, TextMessage};
use alongside_pages::{Error, Words};
use data_encoding::BASE64URL_NOPAD;

/// The mail of a letter.
pub(super) fn write(words: &Words, origin: &str, told: &Told) -> Result<Mail, Error> {
    let secret = BASE64URL_NOPAD.encode(&told.secret);
    if let What::Follow(asked) = &told.what {
        let asked: Vec<Followed<'_>> = asked.iter().map(followed).collect();
        return FollowMail {
            words,
            origin,
            place: &told.name,
            asked: &asked,
            secret: &secret,
        }
        .render();
    }
    let (occasion, meetings) = occasion(&told.what);
    let meetings: Vec<Meeting<'_>> = meetings.iter().map(meeting).collect();
    ToldMail {
        words,
        origin,
        area: told.area.as_str(),
        place: &told.name,
        zone: &told.zone,
        occasion,
        meetings: &meetings,
        secret: &secret,
    }
    .render()
}

/// The text message of a letter.
pub(super) fn text(words: &Words, origin: &str, told: &Told) -> String {
    let (when, meetings) = occasion(&told.what);
    let meetings: Vec<Meeting<'_>> = meetings.iter().map(meeting).collect();
    TextMessage {
        words,
        origin,
        place: &told.name,
        zone: &told.zone,
        secret: &BASE64URL_NOPAD.encode(&told.secret),
        says: match &told.what {
            What::Follow(asked) if asked.is_empty() => Content::Again,
            What::Follow(_) => Content::Asked,
            _ => Content::Told {
                occasion: when,
                meetings: &meetings,
            },
        },
    }
    .render()
}

/// Why it goes out, and the meetings that it tells of.
fn occasion(what: &What) -> (Occasion, &[letter::Meeting]) {
    match what {
        What::Follow(_) => (Occasion::News, &[]),
        What::News(meetings) => (Occasion::News, meetings),
        What::Reminder(meeting, days) => (
            Occasion::Reminder { days: *days },
            std::slice::from_ref(meeting),
        ),
        What::Week(meetings) => (Occasion::Week, meetings),
    }
}

fn meeting(meeting: &letter::Meeting) -> Meeting<'_> {
    let ways = meeting.ways.iter();
    Meeting {
        id: meeting.id.to_string(),
        title: &meeting.title,
        happened: match meeting.happened {
            letter::Happened::Announced => Happened::Announced,
            letter::Happened::Moved(from) => Happened::Moved(from),
            letter::Happened::Off => Happened::Off,
        },
        times: meeting.times,
        ways: ways
            .map(|(means, place)| (*means, place.as_str()))
            .collect(),
        purpose: &meeting.purpose,
        why: &meeting.why,
    }
}

fn followed(followed: &letter::Followed) -> Followed<'_> {
    match followed {
        letter::Followed::Area => Followed::Area,
        letter::Followed::Body(name) => Followed::Body(name),
        letter::Followed::Meeting(title) => Followed::Meeting(title),
    }
}
