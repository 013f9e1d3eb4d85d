//! Saying whether one comes to a meeting, and who comes.

use std::collections::BTreeSet;

use alongside_charter::{Kind, When};
use alongside_domain::act::Means;
use alongside_domain::reply::{Need, Needs, Reason, Rule, Standing, Told};
use alongside_pages::Error;
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::own::{Asked, CannotPage, Invited, ReplyLink, ReplyPage, Stands};
use alongside_pages::public::{
    MeetingThatWas, SaidOfMeetings, Shell, SubjectLink, TimeOfDay, Viewer, WhoCouldComePage,
};
use alongside_pages::staff::{RepliesDesk, ReplyRow};
use jiff::civil::date;

use super::desk::error;
use super::place::{AS_OF, Place, State};

const SLUG: &str = "exampleshire";

fn subject(place: &Place) -> SubjectLink<'_> {
    SubjectLink {
        kind: Kind::Meeting,
        id: "m-1",
        title: place.or_hostile("Spring meeting"),
    }
}

fn invited<'a>(place: &'a Place, ways: &'a [(Means, Option<&'a str>)]) -> Invited<'a> {
    Invited {
        subject: subject(place),
        starts: When::Day(date(2027, 1, 12)),
        organiser: place.council,
        ways,
        room: match place.state {
            State::Usual => Some((30, 12)),
            State::Empty => None,
            _ => Some((30, 0)),
        },
        rule: match place.state {
            State::Usual => Rule::Order,
            _ => Rule::NewFirst,
        },
    }
}

fn stands(place: &Place, standing: Standing) -> Stands<'_> {
    Stands {
        standing,
        means: Some(Means::Online),
        place: 3,
        joining: match place.state {
            State::Empty => "",
            _ => place.or_hostile("Ring 01632 960 123 and ask for the meeting"),
        },
        is_by_browser: place.state != State::Usual,
    }
}

/// Where people say whether they come.
pub(crate) fn each(
    place: &Place,
    shell: Shell<'_>,
    show: &mut dyn FnMut(&str, Result<String, Error>),
) {
    let all = [
        (
            Means::Venue,
            Some(place.or_hostile("The library, 1 High Road")),
        ),
        (Means::Online, None),
    ];
    let ways = if place.state == State::Empty {
        &all[..1]
    } else {
        &all
    };
    let wrong = |says| Typed {
        value: place.or_hostile(""),
        error: error(place, says),
    };
    let is_wrong = place.state != State::Usual && place.state != State::Empty;
    let address = links::reply(SLUG, "m-1");
    let stranger = Shell {
        viewer: Viewer::Stranger,
        desk: false,
        address: &address,
        ..shell
    };
    let reply = ReplyPage {
        shell: stranger,
        invited: invited(place, ways),
        stands: None,
        has_account: false,
        asked: Asked {
            means: wrong("Choose how you want to take part"),
            name: wrong("Write what we should call you"),
            email: wrong("Write your email address"),
            is_first: if is_wrong { "no" } else { "" },
            needs: if is_wrong {
                &["interpreter", "step-free"]
            } else {
                &[]
            },
            language: wrong("Write which language you need"),
            note: wrong("This is too long"),
            may_write: is_wrong,
        },
    };
    show("reply", reply.render());
    for standing in Standing::ALL {
        let kept = ReplyPage {
            stands: Some(stands(place, standing)),
            has_account: place.state == State::Usual,
            asked: Asked::default(),
            ..reply
        };
        show(&format!("reply-{}", standing.name()), kept.render());
    }
    let cannot = CannotPage {
        shell: stranger,
        invited: invited(place, ways),
        is_coming: place.state != State::Usual,
    };
    show("cannot-come", cannot.render());
    let secret = place.or_hostile("c2VjcmV0");
    let found = (invited(place, ways), stands(place, Standing::Coming));
    let link = ReplyLink {
        shell: stranger,
        secret,
        found: Some(found),
    };
    show("reply-link", link.render());
    let unknown = ReplyLink {
        found: None,
        ..link
    };
    show("link-unknown", unknown.render());
}

/// A year of meetings, with what people said of them.
pub(crate) fn year(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let said = |wanted, cannot| SaidOfMeetings {
        wanted: Told::of(wanted),
        waited: Told::of(wanted / 10),
        first: Told::of(wanted / 2),
        first_asked: Told::of(wanted),
        cannot: Told::of(cannot),
        reasons: if cannot == 0 {
            Vec::new()
        } else {
            let reasons = [
                (Some(Reason::Notice), Told::of(cannot / 2)),
                (Some(Reason::Care), Told::Few),
            ];
            reasons.to_vec()
        },
    };
    let meeting = |time, notice, said| MeetingThatWas {
        subject: subject(place),
        day: date(2026, 10, 12),
        time,
        notice,
        said,
    };
    let meetings = vec![
        meeting(TimeOfDay::Evening, Some(28), said(32, 18)),
        meeting(TimeOfDay::Day, Some(1), said(3, 0)),
        meeting(TimeOfDay::Unknown, None, said(0, 0)),
    ];
    let is_empty = place.state == State::Empty;
    WhoCouldComePage {
        shell: Shell {
            address: &links::who_could_come(SLUG),
            ..shell
        },
        as_of: AS_OF,
        times: vec![
            (TimeOfDay::Day, 1),
            (TimeOfDay::Evening, 1),
            (TimeOfDay::Weekend, 0),
            (TimeOfDay::Unknown, 1),
        ],
        notice: (place.state == State::Usual).then_some((21, 2)),
        said: said(35, if place.state == State::Usual { 18 } else { 0 }),
        meetings: if is_empty { Vec::new() } else { meetings },
    }
    .render()
}

/// Who comes, for those who prepare it.
pub(crate) fn desk(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let ticked = [Need::SignLanguage, Need::Interpreter, Need::StepFree];
    let needs = Needs {
        ticked: BTreeSet::from(ticked),
        language: place.or_hostile("Turkish").to_owned(),
        note: place.or_hostile("I bring a pram").to_owned(),
        may_write: true,
    };
    let none = Needs::default();
    let row = |name, needs, email| ReplyRow {
        name,
        means: Some(Means::Venue),
        needs,
        email,
    };
    let rows = [
        row(
            place.or_hostile("Ayşe"),
            &needs,
            place.or_hostile("ayse@example.org"),
        ),
        row("Ben", &none, ""),
    ];
    let is_empty = place.state == State::Empty;
    RepliesDesk {
        shell: Shell {
            address: &links::meeting_replies(SLUG, "m-1"),
            ..shell
        },
        subject: subject(place),
        starts: When::Day(date(2027, 1, 12)),
        is_soon_for_sign_language: (place.state == State::Usual).then_some(6),
        may_change: !is_empty,
        coming: if is_empty { &[] } else { &rows },
        waiting: if is_empty { &[] } else { &rows[1..] },
        cannot: if is_empty {
            &[]
        } else {
            &[(Some(Reason::Notice), 2), (None, 1)]
        },
        version: 2,
        room: Typed {
            value: if is_empty { "" } else { place.or_hostile("30") },
            error: error(place, "Write how many people the room holds, in figures"),
        },
        rule: Rule::Order,
        joining: Typed::new(place.or_hostile("Ring 01632 960 123")),
        has_room: true,
        has_joining: !is_empty,
    }
    .render()
}
