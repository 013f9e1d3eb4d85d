//! Meetings at the desk.

use alongside_charter::{Kind, When};
use alongside_domain::Instant;
use alongside_domain::act::{Level, Means};
use alongside_domain::meeting::{Channel, Draft, Session, Step};
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::public::{Sheet, Shell, SubjectLink};
use alongside_pages::staff::{
    Channels, DateForm, MeetingDesk, MeetingLine, MeetingStage, MeetingsDesk, Plan, PlanCheck,
    PlanDuty, PlanLine, PlanPage, PlanSession, PlannedBy, Texts,
};
use alongside_pages::{Code, Direction, Error, Language};
use jiff::civil::{Date, date};

use super::desk::error;
use super::place::{Place, State};

const SLUG: &str = "exampleshire";
const PLAN: &str = "p1";

static UTC: jiff::tz::TimeZone = jiff::tz::TimeZone::UTC;

pub(crate) fn each(
    place: &Place,
    shell: Shell<'_>,
    show: &mut dyn FnMut(&str, Result<String, Error>),
) {
    show("desk-meetings", meetings(place, shell));
    show("desk-meeting", meeting(place, shell));
    show("desk-channels", channels(place, shell));
    show("desk-date", save_date(place, shell));
    let draft = draft(place);
    let remarks = ["Mon 4 January 2027 is in the school holidays.".to_owned()];
    let misses = [PlanDuty {
        says: place.or_hostile("Parent carers are told of a meeting at least three weeks before."),
        action: "Announce the meeting with date, time and place",
        by: Some(date(2026, 12, 14)),
        sum: "Announced Mon 28 December 2026 for Mon 4 January 2027: 7 days. Needed: 21 days.",
    }];
    let to_do = [PlanDuty {
        says: "Papers are shared at least a week before.",
        action: "Share the papers",
        by: Some(date(2027, 1, 5)),
        sum: "",
    }];
    let sessions = [
        PlanSession {
            session: session(4, 10),
            misses: &misses,
            to_do: &[],
            remarks: &remarks,
        },
        PlanSession {
            session: session(12, 18),
            misses: &[],
            to_do: &to_do,
            remarks: &[],
        },
    ];
    let is_empty = place.state == State::Empty;
    let empty = Draft::default();
    let plan = Plan {
        id: PLAN,
        version: 3,
        draft: if is_empty { &empty } else { &draft },
        sessions: if is_empty { &[] } else { &sessions },
    };
    let wrong = Typed {
        value: place.or_hostile(""),
        error: error(place, "There is nothing written here yet"),
    };
    let typed = ["title", "level", "open", "means", "day"].map(|name| (name, wrong));
    for step in Step::ALL {
        let page = PlanPage {
            shell: Shell {
                address: &links::plan_step(SLUG, PLAN, step.name()),
                ..shell
            },
            plan,
            step,
            typed: if wrong.error.is_empty() { &[] } else { &typed },
            offers: &[date(2027, 1, 12), date(2027, 1, 13)],
            pair: (!is_empty).then(|| session(12, 10)),
        };
        show(&format!("plan-{}", step.name()), page.render());
    }
    let people = readers(place);
    let check = PlanCheck {
        shell: Shell {
            address: &links::plan_check(SLUG, PLAN),
            ..shell
        },
        plan,
        organisation: place.council,
        reason: wrong,
        measures: Typed::default(),
        error: "",
        texts: texts(place, &people),
    };
    show("plan-check", check.render());
}

/// How many are told by text message, in each language.
fn readers(place: &Place) -> Vec<(Language, usize)> {
    match place.state {
        State::Empty => Vec::new(),
        State::Many => vec![(Language::English, 1_200), (Language::Turkish, 34)],
        _ => vec![(Language::Arabic, 2)],
    }
}

fn texts<'a>(place: &Place, people: &'a [(Language, usize)]) -> Option<Texts<'a>> {
    (place.state != State::Usual).then_some(Texts {
        people,
        origin: "https://alongside.example",
        zone: &UTC,
        title: "Spring meeting",
        starts: Some(When::Day(date(2027, 1, 12))),
        price: "2.4".parse().ok(),
    })
}

fn session(day: i8, hour: i8) -> Session {
    let at = |hour| {
        let at = date(2027, 1, day).at(hour, 0, 0, 0);
        let at = at.to_zoned(jiff::tz::TimeZone::UTC).ok();
        at.and_then(|at| Instant::try_from(at.timestamp()).ok())
            .unwrap_or(Instant::EPOCH)
    };
    Session {
        starts: at(hour),
        ends: Some(at(hour + 1)),
    }
}

fn draft(place: &Place) -> Draft {
    Draft {
        title: place.or_hostile("Spring meeting").to_owned(),
        purpose: "To choose the venues of next year".to_owned(),
        body: "SEND board".to_owned(),
        level: Some(Level::Participate),
        open: "Which venues\nAt what time of day".to_owned(),
        decided: "How much may be spent".to_owned(),
        used: "The board decides on 1 June".to_owned(),
        means: vec![Means::Venue, Means::Online],
        place: "The library, 1 High Road".to_owned(),
        sessions: vec![session(4, 10), session(12, 18)],
        repeats: place.state == State::Many,
        left_out: vec!["Mon 11 January 2027 is in the school holidays.".to_owned()],
        saved: None,
    }
}

fn subject(place: &Place) -> SubjectLink<'_> {
    SubjectLink {
        kind: Kind::Meeting,
        id: "m-1",
        title: place.or_hostile("Spring meeting"),
    }
}

fn channels(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let address = "https://alongside.example/exampleshire/meetings/m-1";
    let sheet = Sheet {
        language: "en".to_owned(),
        direction: Direction::LeftToRight,
        over: format!("\u{2068}{}\u{2069} invites you", place.council),
        title: place.or_hostile("Spring meeting").to_owned(),
        parts: vec![(
            "When".to_owned(),
            vec!["Tue 12 January 2027, 6:00pm".to_owned()],
        )],
        more: "Everything about it is here:".to_owned(),
        address: address.to_owned(),
        code: Code::of(address).ok_or(std::fmt::Error)?,
        code_says: "Code to scan".to_owned(),
        questions: String::new(),
    };
    let used: Vec<(Channel, Date)> = match place.state {
        State::Usual | State::Hostile => vec![(Channel::WhatsApp, date(2026, 12, 15))],
        State::Many => Channel::ALL
            .map(|channel| (channel, date(2026, 12, 15)))
            .into(),
        State::Empty | State::Long => Vec::new(),
    };
    Channels {
        shell: Shell {
            address: &links::meeting_channels(SLUG, "m-1"),
            ..shell
        },
        subject: subject(place),
        starts: When::Day(date(2027, 1, 12)),
        announced: date(2026, 12, 14),
        sheets: &[
            (Language::English, sheet.clone()),
            (Language::Arabic, sheet),
        ],
        used: &used,
        ticked: &[Channel::Flyer],
        error: error(place, "Tick each way that you used."),
        day: Typed {
            value: place.or_hostile("2026-12-16"),
            error: error(place, "This day has not come yet."),
        },
        followers: match place.state {
            State::Usual => [12, 0],
            State::Empty => [0, 0],
            State::Many => [20_000, 340],
            _ => [3, 5],
        },
    }
    .render()
}

fn meetings(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let organisations = [
        PlannedBy {
            id: "o1",
            name: place.council,
        },
        PlannedBy {
            id: "o2",
            name: "Exampleshire Parent Carer Forum",
        },
    ];
    let plans = [
        PlanLine {
            id: PLAN,
            title: place.or_hostile("Spring meeting"),
            next: None,
        },
        PlanLine {
            id: "p2",
            title: "",
            next: Some(Step::Purpose),
        },
    ];
    let line = |day, stage| MeetingLine {
        subject: subject(place),
        starts: When::Day(date(2027, 1, day)),
        stage,
        may_change: true,
        may_prepare: true,
    };
    let meetings = [
        line(12, MeetingStage::Announced),
        line(13, MeetingStage::Off),
        line(14, MeetingStage::Saved),
    ];
    let is_empty = place.state == State::Empty;
    MeetingsDesk {
        shell: Shell {
            address: &links::desk_meetings(SLUG),
            ..shell
        },
        organisations: match place.state {
            State::Empty => &[],
            State::Usual => &organisations[..1],
            _ => &organisations,
        },
        error: error(place, "Choose in whose name the meeting is planned"),
        plans: if is_empty { &[] } else { &plans },
        meetings: if is_empty { &[] } else { &meetings },
    }
    .render()
}

fn meeting(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let wrong = Typed {
        value: place.or_hostile(""),
        error: error(place, "Write a day, such as 14 June 2027"),
    };
    MeetingDesk {
        shell: Shell {
            address: &links::desk_meeting(SLUG, "m-1"),
            ..shell
        },
        version: 42,
        subject: subject(place),
        starts: When::Day(date(2027, 1, 12)),
        is_saved: place.state == State::Empty,
        late_for_sign_language: (place.state == State::Usual).then_some(6),
        day: wrong,
        from: Typed::default(),
        to: Typed::default(),
        why: wrong,
        off: Typed::default(),
        texts: texts(place, &readers(place)),
    }
    .render()
}

fn save_date(place: &Place, shell: Shell<'_>) -> Result<String, Error> {
    let organisations = [
        PlannedBy {
            id: "o1",
            name: place.council,
        },
        PlannedBy {
            id: "o2",
            name: "Exampleshire Parent Carer Forum",
        },
    ];
    let typed = Typed {
        value: place.or_hostile(""),
        error: error(place, "There is nothing written here yet"),
    };
    DateForm {
        shell: Shell {
            address: &links::desk_dates(SLUG),
            ..shell
        },
        organisations: &organisations,
        organisation: typed,
        title: typed,
        body: Typed::default(),
        day: typed,
    }
    .render()
}
