//! Letters to those who follow something, put in words.

use alongside_app::letter::{self, Told, What};
use alongside_pages::mail::{FollowMail, Followed, Happened, Mail, Meeting, Occasion, ToldMail};
use alongside_pages::{Error, Words};
use data_encoding::BASE64URL_NOPAD;

/// The mail of a letter.
pub(super) fn write(words: &Words, origin: &str, told: &Told) -> Result<Mail, Error> {
    let secret = BASE64URL_NOPAD.encode(&told.secret);
    let (occasion, meetings) = match &told.what {
        What::Follow(asked) => {
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
        What::News(meetings) => (Occasion::News, meetings.as_slice()),
        What::Reminder(meeting, days) => (
            Occasion::Reminder { days: *days },
            std::slice::from_ref(meeting),
        ),
        What::Week(meetings) => (Occasion::Week, meetings.as_slice()),
    };
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
