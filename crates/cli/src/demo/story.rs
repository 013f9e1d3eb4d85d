//! Two years of an invented borough: good stretches and bad, as a list of what was done when.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Who does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Council,
    Health,
    Forum,
}

/// A meeting, from its announcement to its notes. Days are counted from the meeting.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meeting {
    pub(super) title: &'static str,
    pub(super) body: &'static str,
    pub(super) by: Side,
    pub(super) day: Date,
    /// The hour at which it starts, on the clock of the place.
    pub(super) hour: i8,
    pub(super) notice: i64,
    pub(super) agenda: Option<i64>,
    pub(super) papers: Option<i64>,
    pub(super) minutes: Option<i64>,
    pub(super) has_interpreter: bool,
    pub(super) cancelled: Option<i64>,
    /// A reason why the notice was short, to which the forum agreed.
    pub(super) reason: Option<&'static str>,
}

/// A consultation. Days are counted from its opening, and of the answer from its closing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Consultation {
    pub(super) title: &'static str,
    pub(super) by: Side,
    pub(super) opens: Date,
    pub(super) open_for: i64,
    pub(super) ways: i64,
    pub(super) answered: Option<i64>,
}

/// A promise, made on a day, and by when it is to be kept where that was said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Promise {
    pub(super) words: &'static str,
    pub(super) by: Side,
    pub(super) made: Date,
    pub(super) due: Option<i64>,
}

/// The days on which things turned, counted from today.
pub(super) mod turns {
    /// The area is opened.
    pub(crate) const OPENED: i64 = 760;
    /// Parent carers begin to set up a forum.
    pub(crate) const FORMING: i64 = 600;
    /// The forum has its members and its rules.
    pub(crate) const ESTABLISHED: i64 = 430;
    /// Both sides keep the agreement from here on.
    pub(crate) const AGREED: i64 = 400;
    /// People left the council's team, and it showed.
    pub(crate) const SLIPPED: i64 = 215;
    /// It was mended.
    pub(crate) const MENDED: i64 = 130;
}

/// How it went at a time: notice, agenda, papers and notes, each as days to choose from in turn.
struct Habit {
    notice: [i64; 4],
    agenda: [Option<i64>; 4],
    papers: [Option<i64>; 4],
    minutes: [Option<i64>; 4],
}

const BEFORE: Habit = Habit {
    notice: [6, 21, 5, 12],
    agenda: [None, Some(2), None, Some(7)],
    papers: [Some(1), None, Some(7), Some(3)],
    minutes: [None, Some(40), Some(13), Some(21)],
};
const AGREED: Habit = Habit {
    notice: [24, 28, 21, 16],
    agenda: [Some(8), Some(7), Some(10), Some(5)],
    papers: [Some(7), Some(8), Some(4), Some(9)],
    minutes: [Some(9), Some(13), Some(24), Some(8)],
};
const SLIPPED: Habit = Habit {
    notice: [10, 14, 22, 8],
    agenda: [Some(3), Some(7), None, Some(2)],
    papers: [Some(2), Some(5), Some(7), None],
    minutes: [Some(30), None, Some(19), Some(12)],
};
const MENDED: Habit = Habit {
    notice: [28, 31, 24, 35],
    agenda: [Some(10), Some(14), Some(9), Some(12)],
    papers: [Some(9), Some(8), Some(15), Some(10)],
    minutes: [Some(7), Some(10), Some(6), Some(12)],
};

/// A group that meets: every so many days, from so many days ago.
struct Group {
    title: &'static str,
    body: &'static str,
    by: Side,
    every: i64,
    first: i64,
    hour: i8,
}

const GROUPS: [Group; 5] = [
    Group {
        title: "SEND partnership board",
        body: "Partnership board",
        by: Side::Council,
        every: 56,
        first: 740,
        hour: 10,
    },
    Group {
        title: "Short breaks working group",
        body: "Short breaks",
        by: Side::Council,
        every: 42,
        first: 721,
        hour: 13,
    },
    Group {
        title: "Health and therapies group",
        body: "Health and therapies",
        by: Side::Health,
        every: 49,
        first: 700,
        hour: 11,
    },
    Group {
        title: "Open evening of the forum",
        body: "Forum",
        by: Side::Forum,
        every: 35,
        first: 420,
        hour: 18,
    },
    Group {
        title: "Preparing for adulthood group",
        body: "Preparing for adulthood",
        by: Side::Council,
        every: 84,
        first: 660,
        hour: 14,
    },
];

/// Every meeting, past and planned, in the order of their days.
pub(super) fn meetings(today: Date) -> Vec<Meeting> {
    let mut meetings = Vec::new();
    for (place, group) in (0..).zip(GROUPS) {
        let mut ago = group.first;
        let mut number = place;
        while ago > -75 {
            meetings.push(meeting(&group, today, ago, number));
            ago -= group.every;
            number += 1;
        }
    }
    meetings.sort_by_key(|meeting| meeting.day);
    turn_some(&mut meetings, today);
    meetings
}

fn meeting(group: &Group, today: Date, ago: i64, number: usize) -> Meeting {
    let habit = match ago {
        turns::AGREED.. => &BEFORE,
        turns::SLIPPED.. => &AGREED,
        turns::MENDED.. => &SLIPPED,
        _ => &MENDED,
    };
    // The forum plans early and writes its notes late.
    let is_forum = group.by == Side::Forum;
    Meeting {
        title: group.title,
        body: group.body,
        by: group.by,
        day: on_a_weekday(before(today, ago)),
        hour: group.hour,
        notice: if is_forum {
            26 + pick([0, 3, 9, 5], number)
        } else {
            pick(habit.notice, number)
        },
        agenda: pick(habit.agenda, number),
        papers: pick(habit.papers, number + 1),
        minutes: if is_forum {
            pick([Some(16), Some(9), Some(30), Some(12)], number)
        } else {
            pick(habit.minutes, number)
        },
        has_interpreter: number % 5 == 2,
        cancelled: None,
        reason: None,
    }
}

/// What happens in two years: two meetings are called off, and a reason is agreed for one short notice.
fn turn_some(meetings: &mut [Meeting], today: Date) {
    let nearest = |ago: i64, meetings: &mut [Meeting], change: &dyn Fn(&mut Meeting)| {
        let day = before(today, ago);
        let found = meetings
            .iter_mut()
            .filter(|meeting| meeting.by == Side::Council)
            .min_by_key(|meeting| (meeting.day - day).get_days().abs());
        found.into_iter().for_each(change);
    };
    nearest(520, meetings, &|meeting| meeting.cancelled = Some(0));
    nearest(90, meetings, &|meeting| meeting.cancelled = Some(6));
    nearest(300, meetings, &|meeting| {
        meeting.notice = 12;
        meeting.reason =
            Some("The school hall was flooded, and the only other room was free sooner.");
    });
}

pub(super) fn consultations(today: Date) -> [Consultation; 5] {
    let consultation = |title, by, ago, open_for, ways, answered| Consultation {
        title,
        by,
        opens: on_a_weekday(before(today, ago)),
        open_for,
        ways,
        answered,
    };
    [
        consultation(
            "Getting to school: who has a seat on the bus",
            Side::Council,
            690,
            27,
            1,
            None,
        ),
        consultation(
            "What short breaks should offer",
            Side::Council,
            505,
            43,
            2,
            Some(103),
        ),
        consultation(
            "Our plan for children with special educational needs",
            Side::Council,
            335,
            57,
            4,
            Some(70),
        ),
        consultation(
            "Waiting for speech and language therapy",
            Side::Health,
            205,
            45,
            3,
            Some(79),
        ),
        consultation("Holiday clubs next year", Side::Council, 18, 58, 3, None),
    ]
}

pub(super) fn promises(today: Date) -> [Promise; 4] {
    let promise = |words, by, ago, due| Promise {
        words,
        by,
        made: before(today, ago),
        due,
    };
    [
        promise(
            "A named person to call for every family that waits for an assessment",
            Side::Council,
            380,
            Some(150),
        ),
        promise(
            "Travel letters in plain English",
            Side::Council,
            350,
            Some(90),
        ),
        promise("More evening appointments", Side::Health, 190, None),
        promise(
            "Payment for parent representatives within two weeks",
            Side::Council,
            60,
            Some(120),
        ),
    ]
}

/// So many days before a day, or after it where below zero.
pub(super) fn before(day: Date, days: i64) -> Date {
    day.checked_sub(days.days()).unwrap_or(day)
}

/// The same day, or the Tuesday after a weekend.
pub(super) fn on_a_weekday(day: Date) -> Date {
    match day.weekday() {
        Weekday::Saturday => before(day, -3),
        Weekday::Sunday => before(day, -2),
        _ => day,
    }
}

fn pick<T: Copy>(from: [T; 4], number: usize) -> T {
    from[number % 4]
}
