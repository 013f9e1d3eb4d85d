//! Who could come to the meetings of the last year.

use alongside_app::who_could_come::{Said, Time, Turnout, who_could_come};
use alongside_domain::reply::Told;
use alongside_pages::public::{
    MeetingThatWas, SaidOfMeetings, SubjectLink, TimeOfDay, WhoCouldComePage,
};
use alongside_store::replies;

use crate::answer::{Answer, Media};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::place;

pub(crate) fn page(asked: &Asked) -> Result<Answer, Failure> {
    place::of_area(asked, Media::Html, |snapshot, known| {
        let as_of = place::as_of(asked, known)?;
        let counted = replies::count(snapshot, &known.area.slug)?;
        let (area, zone) = (&known.area, &known.area.zone);
        let year = who_could_come(area.subjects(), &counted, zone, as_of.when);
        let here = known.place();
        let times = year.times().into_iter();
        let page = WhoCouldComePage {
            shell: place::shell(asked, &here)?,
            as_of: as_of.day,
            times: times.map(|(at, count)| (time(at), count)).collect(),
            notice: year.usual_notice(),
            said: told(&year.said),
            meetings: year.meetings.iter().map(meeting).collect(),
        };
        Ok(page.render()?)
    })
}

fn meeting<'a>(of: &Turnout<'a>) -> MeetingThatWas<'a> {
    MeetingThatWas {
        subject: SubjectLink::from(of.subject),
        day: of.day,
        time: time(of.time),
        notice: of.notice,
        said: told(&of.said),
    }
}

/// What people said, in numbers that tell of nobody.
fn told(said: &Said) -> SaidOfMeetings {
    let reasons = said.cannot.iter();
    SaidOfMeetings {
        wanted: Told::of(said.wanted),
        waited: Told::of(said.waited),
        first: Told::of(said.first),
        first_asked: Told::of(said.first_asked),
        cannot: Told::of(said.all_who_cannot()),
        reasons: reasons
            .map(|(reason, count)| (*reason, Told::of(*count)))
            .collect(),
    }
}

const fn time(time: Time) -> TimeOfDay {
    match time {
        Time::Day => TimeOfDay::Day,
        Time::Evening => TimeOfDay::Evening,
        Time::Weekend => TimeOfDay::Weekend,
        Time::Unknown => TimeOfDay::Unknown,
    }
}
