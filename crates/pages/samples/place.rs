//! Invented places: what is known of one in each state.

use alongside_charter::{Audit, Charter, Claim, Excuse, Kind, Name, Subject, fact};
use alongside_pages::Colour;
use alongside_pages::public::Logo;
use jiff::ToSpan;
use jiff::civil::{Date, date, time};
use jiff::tz::TimeZone;

/// What a page may meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Usual,
    Empty,
    Long,
    Hostile,
    Many,
}

impl State {
    pub(crate) const ALL: [Self; 5] = [
        Self::Usual,
        Self::Empty,
        Self::Long,
        Self::Hostile,
        Self::Many,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Empty => "empty",
            Self::Long => "long",
            Self::Hostile => "hostile",
            Self::Many => "many",
        }
    }
}

/// Markup, quotes, a control character and a sign that turns the direction of writing.
pub(crate) const HOSTILE: &str =
    "</title><script>alert('x')</script>\" onclick=\"alert(1)\u{7}\u{202e}evil";

/// The same for what stands in an attribute, and is not the name of the area.
const HOSTILE_LOGO: &str = "\" onload=\"alert(1)\"><script>alert('x')</script>\u{7}\u{202e}evil";

const LONG: &str = "Donaudampfschifffahrtsgesellschaftskapitänswitwenversammlung of the \
    Working Group on Preparing for Adulthood, Post-16 Transport and Short Breaks, second part, \
    continued from the session that had to be given a new date";

/// The day on which the samples are looked at.
pub(crate) const AS_OF: Date = date(2026, 11, 22);

/// One place.
pub(crate) struct Place {
    pub(crate) state: State,
    pub(crate) name: &'static str,
    pub(crate) colour: Colour,
    pub(crate) council: &'static str,
    pub(crate) forum: Option<&'static str>,
    pub(crate) notice: Option<&'static str>,
    pub(crate) audit: Audit,
    pub(crate) charter: Charter,
    pub(crate) subjects: Vec<Subject>,
}

impl Place {
    pub(crate) fn new(state: State, charter: Charter, colour: Colour) -> Self {
        let name = match state {
            State::Usual | State::Many => "Exampleshire",
            State::Empty => "Newfield",
            State::Long => {
                "Royal Borough of Upper and Lower Exampleshire-on-the-Water with Sampleton"
            }
            State::Hostile => HOSTILE,
        };
        Self {
            state,
            name,
            colour,
            council: match state {
                State::Hostile => HOSTILE,
                State::Long => {
                    "The Council of the Royal Borough of Upper and Lower Exampleshire-on-the-Water"
                }
                _ => "Exampleshire Council",
            },
            forum: (state != State::Empty).then_some("Exampleshire Parent Carer Forum"),
            notice: match state {
                State::Many => Some("This record was built from public sources. It is read-only."),
                State::Hostile => Some(HOSTILE),
                _ => None,
            },
            audit: Audit::new([charter.clone()], AS_OF),
            charter,
            subjects: subjects(state),
        }
    }

    /// Whom to write to.
    pub(crate) const fn contact(&self) -> &'static str {
        match self.state {
            State::Hostile => HOSTILE,
            _ => "help@exampleshire.example",
        }
    }

    /// What whoever reads a page is called.
    pub(crate) const fn person(&self) -> &'static str {
        match self.state {
            State::Empty => "",
            State::Hostile => HOSTILE,
            State::Long => "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh",
            State::Usual | State::Many => "Sam Patel",
        }
    }

    /// Its logo: wide and narrow, and one that says the name of the area again.
    pub(crate) const fn logo(&self) -> Option<Logo<'static>> {
        let (says, width, height) = match self.state {
            State::Usual | State::Empty => return None,
            State::Long => (
                "The council, the health board and the forum, together",
                240,
                40,
            ),
            State::Many => (self.name, 64, 64),
            State::Hostile => (HOSTILE_LOGO, 120, 64),
        };
        Some(Logo {
            file: "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
            says,
            width,
            height,
        })
    }

    /// This where the state is the hostile one.
    pub(crate) const fn or_hostile(&self, usual: &'static str) -> &'static str {
        match self.state {
            State::Hostile => HOSTILE,
            _ => usual,
        }
    }

    pub(crate) fn zone() -> TimeZone {
        TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
    }
}

fn subjects(state: State) -> Vec<Subject> {
    let count = match state {
        State::Empty => return Vec::new(),
        State::Usual | State::Long | State::Hostile => 22,
        State::Many => 260,
    };
    let mut subjects: Vec<Subject> = (0..count).map(|number| meeting(state, number)).collect();
    subjects.extend((0..4).map(|number| consultation(state, number)));
    subjects
}

fn title(state: State, number: i64, usual: &str) -> String {
    match state {
        State::Hostile if number % 3 == 0 => HOSTILE.to_owned(),
        State::Long if number % 2 == 0 => LONG.to_owned(),
        _ => usual.to_owned(),
    }
}

/// One meeting a month from March 2025, or one every three days: at first with too little
/// notice, later mostly in time.
fn meeting(state: State, number: i64) -> Subject {
    let step = if state == State::Many { 3 } else { 32 };
    let day = date(2025, 3, 14) + (number * step).days();
    let is_late = number % 7 == 0 || (number < 8 && number % 2 == 0);
    let notice = if is_late { 9 } else { 26 };
    let usual = [
        "Steering group",
        "SEND partnership board",
        "Short breaks working group",
    ];
    let at = usize::try_from(number % 3).unwrap_or_default();
    let organisers = [
        "Exampleshire Council",
        "Exampleshire Parent Carer Forum",
        "NHS Exampleshire",
    ];
    let mut meeting = Subject::new(Kind::Meeting, format!("m-{number}"));
    meeting.title = title(state, number, usual.get(at).copied().unwrap_or_default());
    meeting.organiser = match state {
        State::Hostile if number % 4 == 0 => HOSTILE.to_owned(),
        _ => organisers.get(at).copied().unwrap_or_default().to_owned(),
    };
    meeting.source = match number % 3 {
        0 => format!("https://exampleshire.example/meetings/{number}"),
        1 => "Notes of the steering group".to_owned(),
        _ if state == State::Hostile => "javascript:alert(1)".to_owned(),
        _ => String::new(),
    };
    let starts = day.to_datetime(time(if number % 4 == 0 { 18 } else { 10 }, 30, 0, 0));
    meeting = meeting.with(fact::ANNOUNCED, day - notice.days());
    if let Ok(starts) = starts.to_zoned(Place::zone()) {
        meeting = meeting.with(fact::STARTS, starts.timestamp());
    }
    if number % 5 != 1 {
        meeting = meeting.with(fact::PAPERS, day - (if is_late { 2 } else { 8 }).days());
    }
    if number % 6 != 2 {
        meeting = meeting.with(fact::MINUTES, day + (if is_late { 30 } else { 9 }).days());
    }
    if number == 4 {
        meeting.excuse = Some(Excuse::parse(
            "papers-ahead: the printer failed; agreed by the steering group",
        ));
    }
    if let (11, Some(name), Ok(claim)) = (
        number,
        Name::new("papers-ahead"),
        Claim::parse("papers came the evening before, about 1 day"),
    ) {
        meeting.claim(name, claim);
    }
    meeting
}

fn consultation(state: State, number: i64) -> Subject {
    let opened = date(2025, 3, 3) + (number * 150).days();
    let mut consultation = Subject::new(Kind::Consultation, format!("c-{number}"))
        .with(fact::OPENED, opened)
        .with(
            fact::CLOSED,
            opened + (if number == 0 { 20 } else { 44 }).days(),
        );
    if number < 2 {
        consultation = consultation.with(fact::RESPONDED, opened + 100.days());
    }
    consultation.title = title(state, number, "Short breaks: what should change?");
    "Exampleshire Council".clone_into(&mut consultation.organiser);
    "https://exampleshire.example/have-your-say".clone_into(&mut consultation.source);
    consultation
}
