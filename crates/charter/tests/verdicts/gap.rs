//! Gaps: time between two facts.

use alongside_charter::{Audit, Charter, Kind, Measure, SchoolTerms, Subject, Verdict, When};
use jiff::civil::date;

use crate::{at, audit, charter, consultation, day, judged, meeting, notes, notice, standard};

fn consultation_rule() -> Charter {
    standard(
        "consultation",
        "rule = { gap = ['opened', 'closed'], at_least = '42 days', counted = 'inclusive' }\n\
         longer = [{ when = 'school-holiday', at_least = '56 days' }]",
    )
}

fn autumn_terms() -> SchoolTerms {
    SchoolTerms::parse(
        "id='x'\narea='x'\ntitle='x'\nsource='x'\n\
         [[term]]\nname='a'\nstarts=2024-09-02\nends=2024-10-25\n\
         [[term]]\nname='b'\nstarts=2024-11-04\nends=2024-12-20\n",
    )
    .unwrap()
}

#[test]
fn a_late_announcement_is_missed_by_the_days_it_lacks_with_the_sum_in_words() {
    let seen = judged(
        notice(),
        date(2021, 6, 15),
        meeting()
            .with("announced", date(2021, 6, 9))
            .with("starts", date(2021, 6, 14)),
    );
    assert_eq!(seen.verdict, Verdict::Missed);
    assert_eq!(seen.measured, Some(Measure::exactly(5)));
    assert_eq!(seen.shortfall, Some(Measure::exactly(16)));
    assert_eq!(seen.act_by, Some(day(date(2021, 5, 24))));
    assert_eq!(
        seen.sum,
        "Announced Wed 9 June 2021 for Mon 14 June 2021: 5 days by date difference (2 full working days \
         between). Three weeks needed an announcement by Mon 24 May 2021: 16 days short."
    );
}

#[test]
fn the_last_compliant_day_is_kept_with_nothing_to_spare() {
    let seen = judged(
        notice(),
        date(2021, 6, 15),
        meeting()
            .with("announced", date(2021, 5, 24))
            .with("starts", date(2021, 6, 14)),
    );
    assert_eq!(seen.verdict, Verdict::Kept);
    assert_eq!(seen.shortfall, Some(Measure::exactly(0)));
    assert!(
        seen.sum
            .ends_with("by Mon 24 May 2021: kept, with nothing to spare."),
        "{}",
        seen.sum
    );
}

#[test]
fn before_the_last_day_it_is_due_and_after_it_there_is_no_evidence() {
    let planned = || meeting().with("starts", date(2021, 6, 14));
    let due = judged(notice(), date(2021, 5, 24), planned());
    assert_eq!(
        (due.verdict, due.act_by),
        (Verdict::Due, Some(day(date(2021, 5, 24))))
    );
    assert_eq!(
        due.sum,
        "No announcement is recorded yet for Mon 14 June 2021. Three weeks means an announcement by Mon 24 May 2021."
    );
    let late = judged(notice(), date(2021, 5, 25), planned());
    assert_eq!(
        late.verdict,
        Verdict::NoEvidence,
        "no evidence is never a pass"
    );
    assert_eq!(late.shortfall, None);
}

#[test]
fn a_save_the_date_is_not_an_announcement() {
    let seen = judged(
        notice(),
        date(2021, 6, 20),
        meeting()
            .with("save-the-date", date(2021, 4, 1))
            .with("starts", date(2021, 6, 14)),
    );
    assert_eq!(seen.verdict, Verdict::NoEvidence);
    assert!(
        seen.sum.contains("A save-the-date went out Thu 1 April 2021; without time and place it is not an announcement."),
        "{}",
        seen.sum
    );
}

#[test]
fn a_meeting_that_was_moved_is_judged_again_from_the_change() {
    let seen = judged(
        notice(),
        date(2021, 7, 1),
        meeting()
            .with("announced", date(2021, 5, 1))
            .with("rescheduled", date(2021, 6, 10))
            .with("starts", date(2021, 6, 21)),
    );
    assert_eq!(
        (seen.verdict, seen.measured),
        (Verdict::Missed, Some(Measure::exactly(11)))
    );
    assert!(
        seen.sum
            .starts_with("Moved to a new date, last announced Thu 10 June 2021"),
        "{}",
        seen.sum
    );
}

#[test]
fn a_cancelled_meeting_is_judged_by_the_standard_for_that_and_by_no_other() {
    let both = charter(
        "[[standard]]\nid='notice'\napplies_to='meeting'\nsays='So.'\nstrength='ideal'\n\
         rule={gap=['announced','starts'],at_least='3 weeks',counted='date-difference'}\n\
         [[standard]]\nid='told'\napplies_to='meeting'\nsays='So.'\nstrength='ideal'\nwhen='cancelled'\n\
         rule={gap=['cancelled','starts'],at_least='2 days',counted='date-difference'}\n",
    );
    let seen = judged(
        both,
        date(2021, 7, 1),
        meeting()
            .with("announced", date(2021, 6, 9))
            .with("starts", date(2021, 6, 14))
            .with("cancelled", date(2021, 6, 13)),
    );
    assert_eq!(
        (seen.verdict, seen.measured),
        (Verdict::Missed, Some(Measure::exactly(1)))
    );
    assert!(
        seen.sum
            .ends_with("needed a cancellation notice by Sat 12 June 2021: 1 day short."),
        "{}",
        seen.sum
    );
}

#[test]
fn notes_are_due_until_their_last_day_and_late_after_it() {
    let held = || meeting().with("starts", date(2021, 6, 14));
    let due = judged(notes(), date(2021, 6, 29), held());
    assert_eq!(
        (due.verdict, due.act_by),
        (Verdict::Due, Some(day(date(2021, 6, 29))))
    );
    assert_eq!(
        judged(notes(), date(2021, 6, 30), held()).verdict,
        Verdict::NoEvidence
    );
    let late = judged(
        notes(),
        date(2021, 8, 1),
        held().with("minutes", date(2021, 7, 1)),
    );
    assert_eq!(
        (late.verdict, late.shortfall),
        (Verdict::Missed, Some(Measure::exactly(2)))
    );
    assert_eq!(
        late.sum,
        "Meeting on Mon 14 June 2021, notes published Thu 1 July 2021: 12 full working days between (17 days by date \
         difference). Ten working days allowed until Tue 29 June 2021 for published notes: 2 working days late."
    );
}

#[test]
fn notes_dated_before_the_meeting_show_nothing() {
    let seen = judged(
        notes(),
        date(2021, 8, 1),
        meeting()
            .with("starts", date(2021, 6, 14))
            .with("minutes", date(2021, 6, 1)),
    );
    assert_eq!(seen.verdict, Verdict::NoEvidence);
    assert!(
        seen.sum.contains("one of the dates is wrong"),
        "{}",
        seen.sum
    );
}

#[test]
fn a_late_evening_send_counts_as_its_day_in_london_and_a_clock_change_is_never_off_by_one() {
    // 23:30 UTC on 30 May 2021 is half past midnight on 31 May in London.
    let seen = judged(
        notice(),
        date(2021, 7, 1),
        meeting()
            .with("announced", at("2021-05-30T23:30:00Z"))
            .with("starts", at("2021-06-21T17:00:00Z")),
    );
    assert_eq!(
        (seen.verdict, seen.measured),
        (Verdict::Kept, Some(Measure::exactly(21)))
    );
    // The clocks went forward on 28 March 2021: 21 days all the same.
    let seen = judged(
        notice(),
        date(2021, 7, 1),
        meeting()
            .with("announced", at("2021-03-14T22:00:00Z"))
            .with("starts", at("2021-04-04T08:00:00Z")),
    );
    assert_eq!(seen.measured, Some(Measure::exactly(21)));
}

#[test]
fn hours_are_counted_between_instants_and_lie_between_two_figures_where_only_a_day_is_known() {
    let rule = || {
        standard(
            "meeting",
            "rule = { gap = ['papers', 'starts'], at_least = '48 hours', counted = 'hours' }",
        )
    };
    let starts = at("2021-03-29T09:00:00Z"); // 10:00 in London, the day after the clocks went forward
    let exact = judged(
        rule(),
        date(2021, 4, 1),
        meeting()
            .with("starts", starts)
            .with("papers", at("2021-03-27T09:30:00Z")),
    );
    assert_eq!(
        (exact.verdict, exact.measured),
        (Verdict::Missed, Some(Measure::exactly(47)))
    );
    assert_eq!(exact.act_by, Some(When::At(at("2021-03-27T09:00:00Z"))));
    assert!(
        exact
            .sum
            .contains("by Sat 27 March 2021 at 9am: 1 hour short."),
        "{}",
        exact.sum
    );
    let unsure = judged(
        rule(),
        date(2021, 4, 1),
        meeting()
            .with("starts", starts)
            .with("papers", date(2021, 3, 27)),
    );
    assert_eq!(
        (unsure.verdict, unsure.measured),
        (Verdict::NoEvidence, Some(Measure::between(33, 57)))
    );
    let early = judged(
        rule(),
        date(2021, 4, 1),
        meeting()
            .with("starts", starts)
            .with("papers", date(2021, 3, 26)),
    );
    assert_eq!(early.verdict, Verdict::Kept);
}

#[test]
fn papers_are_needed_earlier_when_an_interpreter_is_booked() {
    let rule = standard(
        "meeting",
        "rule = { gap = ['papers', 'starts'], at_least = '7 days', counted = 'date-difference' }\n\
         longer = [{ when = 'interpreter', at_least = '14 days' }]",
    );
    let meeting = meeting()
        .with("starts", date(2021, 6, 21))
        .with("papers", date(2021, 6, 10));
    assert_eq!(
        judged(rule.clone(), date(2021, 7, 1), meeting.clone()).verdict,
        Verdict::Kept
    );
    let seen = judged(rule, date(2021, 7, 1), meeting.with("interpreter", true));
    assert_eq!(
        (seen.verdict, seen.shortfall),
        (Verdict::Missed, Some(Measure::exactly(3)))
    );
    assert!(
        seen.sum.ends_with("With an interpreter booked, fourteen days needed papers by Mon 7 June 2021: 3 days short."),
        "{}",
        seen.sum
    );
}

#[test]
fn six_weeks_are_counted_with_both_days_and_two_weeks_more_with_a_school_holiday_inside() {
    let called_six_weeks = || consultation(date(2024, 10, 21), date(2024, 12, 1));
    let known =
        Audit::new([consultation_rule()], date(2025, 1, 1)).with_school_terms([autumn_terms()]);
    let seen = audit(&known, called_six_weeks());
    assert_eq!(
        (seen.verdict, seen.shortfall),
        (Verdict::Missed, Some(Measure::exactly(14)))
    );
    assert_eq!(seen.act_by, Some(day(date(2024, 10, 7))));
    assert!(
        seen.sum
            .contains("With a school holiday inside, 56 days needed"),
        "{}",
        seen.sum
    );

    let unknown = judged(consultation_rule(), date(2025, 1, 1), called_six_weeks());
    assert_eq!(
        (unknown.verdict, unknown.measured),
        (Verdict::Kept, Some(Measure::exactly(42)))
    );
    assert!(unknown.sum.ends_with(
        "School terms for these dates are not known, so no time was added for holidays."
    ));
}

#[test]
fn opening_earlier_than_needed_into_a_holiday_does_not_make_a_long_enough_period_too_short() {
    let known =
        Audit::new([consultation_rule()], date(2025, 1, 1)).with_school_terms([autumn_terms()]);
    // 4 November to 15 December is 42 days without a holiday; a day's earlier opening reaches into none
    // of it, a week's earlier opening reaches into half-term.
    for opened in [date(2024, 11, 4), date(2024, 11, 1), date(2024, 10, 28)] {
        assert_eq!(
            audit(&known, consultation(opened, date(2024, 12, 15))).verdict,
            Verdict::Kept,
            "{opened}"
        );
    }
    assert_eq!(
        audit(&known, consultation(date(2024, 11, 5), date(2024, 12, 15))).verdict,
        Verdict::Missed
    );
}

#[test]
fn what_should_follow_is_never_kept_where_it_is_dated_before() {
    for way in [
        "date-difference",
        "inclusive",
        "clear-days",
        "working-days-between",
        "working-days-before",
        "hours",
    ] {
        let unit = if way == "hours" { "hours" } else { "days" };
        let rule = standard(
            "meeting",
            &format!(
                "rule = {{ gap = ['starts', 'minutes'], at_most = '48 {unit}', counted = '{way}' }}"
            ),
        );
        // A Monday, and the Friday, Saturday and Sunday before.
        for minutes in [date(2024, 5, 31), date(2024, 6, 1), date(2024, 6, 2)] {
            let seen = judged(
                rule.clone(),
                date(2024, 9, 1),
                meeting()
                    .with("starts", date(2024, 6, 3))
                    .with("minutes", minutes),
            );
            assert_eq!(seen.verdict, Verdict::NoEvidence, "{way} {minutes}");
        }
        let same_day = meeting()
            .with("starts", date(2024, 6, 3))
            .with("minutes", date(2024, 6, 3));
        assert_eq!(
            judged(rule, date(2024, 9, 1), same_day).verdict,
            Verdict::Kept,
            "{way}"
        );
    }
}

#[test]
fn what_is_only_planned_is_due_and_says_how_it_would_come_out() {
    let short = || consultation(date(2028, 1, 4), date(2028, 1, 31));
    let seen = judged(consultation_rule(), date(2026, 11, 22), short());
    assert_eq!((seen.verdict, seen.shortfall), (Verdict::Due, None));
    assert!(
        seen.sum
            .starts_with("As planned: opened Tue 4 January 2028"),
        "{}",
        seen.sum
    );
    assert!(
        seen.sum.contains(": as planned, 14 days short."),
        "{}",
        seen.sum
    );
    assert_eq!(
        judged(consultation_rule(), date(2028, 1, 4), short()).verdict,
        Verdict::Missed
    );
}

#[test]
fn what_has_to_reach_ahead_is_kept_before_its_end_has_come() {
    let rule = standard(
        "body",
        "rule = { gap = ['calendar-published', 'calendar-until'], at_least = '182 days', counted = 'date-difference' }",
    );
    let body = Subject::new(Kind::Body, "b")
        .with("calendar-published", date(2026, 11, 1))
        .with("calendar-until", date(2027, 6, 1));
    assert_eq!(
        judged(rule, date(2026, 11, 22), body).verdict,
        Verdict::Kept
    );
}

#[test]
fn before_a_move_is_known_neither_is_the_new_date() {
    let moved = || {
        meeting()
            .with("announced", date(2024, 1, 1))
            .with("rescheduled", date(2024, 6, 1))
            .with("starts", date(2024, 6, 5))
    };
    let before = judged(notice(), date(2024, 5, 10), moved());
    assert_eq!(
        (before.verdict, before.measured),
        (Verdict::NoEvidence, None)
    );
    assert!(
        !before.sum.contains("2024") || !before.sum.contains("June"),
        "{}",
        before.sum
    );
    let after = judged(notice(), date(2024, 6, 1), moved());
    assert_eq!(
        (after.verdict, after.measured),
        (Verdict::Missed, Some(Measure::exactly(4)))
    );
}

#[test]
fn what_is_said_to_be_called_off_after_it_took_place_is_judged_like_the_rest() {
    let seen = judged(
        notice(),
        date(2024, 9, 1),
        meeting()
            .with("announced", date(2024, 6, 1))
            .with("starts", date(2024, 6, 5))
            .with("cancelled", date(2024, 7, 1)),
    );
    assert_eq!(seen.verdict, Verdict::Missed);
}
