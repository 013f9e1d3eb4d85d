//! What holds whatever the dates are.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_charter::{
    Audit, Basis, Calendar, Charter, Claim, Counting, Kind, Name, Place, Rule, Subject, Verdict,
    When,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn charter(bound: &str, days: i64, counted: Counting) -> Charter {
    let unit = if counted == Counting::Hours {
        "hours"
    } else {
        "days"
    };
    let gap = if bound == "at_least" {
        "['announced','starts']"
    } else {
        "['starts','minutes']"
    };
    Charter::parse(&format!(
        "id='x'\ntitle='x'\nsource='x'\nplace='england-and-wales'\ntime_zone='Europe/London'\n\
         [[standard]]\nid='s'\napplies_to='meeting'\nsays='So.'\nstrength='agreed'\n\
         rule={{gap={gap},{bound}='{days} {unit}',counted='{}'}}\n",
        counted.name()
    ))
    .unwrap()
}

fn meeting(first: (&str, Date), second: (&str, Date)) -> [Subject; 1] {
    [Subject::new(Kind::Meeting, "m")
        .with(first.0, first.1)
        .with(second.0, second.1)]
}

fn verdict(charter: &Charter, subjects: &[Subject]) -> (Verdict, Option<When>) {
    let audit = Audit::new([charter.clone()], date(2099, 1, 1));
    let finding = &audit.findings(subjects)[0];
    (finding.verdict, finding.act_by)
}

fn day() -> impl Strategy<Value = Date> {
    (0i32..14_600).prop_map(|offset| date(1995, 1, 1) + offset.days())
}

fn counting() -> impl Strategy<Value = Counting> {
    (0usize..Counting::ALL.len()).prop_map(|i| Counting::ALL[i])
}

proptest! {
    #[test]
    fn announcing_earlier_never_turns_kept_into_missed(
        starts in day(), notice in 0i32..120, earlier in 0i32..120, needed in 0i64..80, way in counting(),
    ) {
        let charter = charter("at_least", needed, way);
        let announced = starts - notice.days();
        let (first, _) = verdict(&charter, &meeting(("announced", announced), ("starts", starts)));
        let (second, _) = verdict(&charter, &meeting(("announced", announced - earlier.days()), ("starts", starts)));
        if first == Verdict::Kept {
            prop_assert_eq!(second, Verdict::Kept);
        }
    }

    #[test]
    fn the_last_day_is_kept_and_the_day_after_is_missed(starts in day(), needed in 1i64..120, way in counting()) {
        for (bound, fact) in [("at_least", "announced"), ("at_most", "minutes")] {
            if way == Counting::Hours {
                continue; // a day is not fine enough for hours: see the test of instants
            }
            let charter = charter(bound, needed, way);
            let (_, act_by) = verdict(&charter, &meeting(("starts", starts), ("papers", starts)));
            let Some(When::Day(act_by)) = act_by else { return Err(TestCaseError::fail("no last day")) };
            let (on, _) = verdict(&charter, &meeting(("starts", starts), (fact, act_by)));
            let (after, _) = verdict(&charter, &meeting(("starts", starts), (fact, act_by + 1.day())));
            prop_assert_eq!((on, after), (Verdict::Kept, Verdict::Missed), "{} {}", bound, act_by);
        }
    }

    #[test]
    fn the_last_instant_is_kept_and_the_second_after_is_missed(
        starts in day(), minutes in 0i32..1440, needed in 1i64..500,
    ) {
        let zone = jiff::tz::TimeZoneDatabase::bundled().get("Europe/London").unwrap();
        let starts = (starts.to_zoned(zone).unwrap().timestamp()).checked_add(i64::from(minutes).minutes()).unwrap();
        for (bound, fact) in [("at_least", "announced"), ("at_most", "minutes")] {
            let charter = charter(bound, needed, Counting::Hours);
            let with = |name: &str, at| [Subject::new(Kind::Meeting, "m").with("starts", starts).with(name, at)];
            let (_, act_by) = verdict(&charter, &with("papers", starts));
            let Some(When::At(act_by)) = act_by else { return Err(TestCaseError::fail("no last instant")) };
            let after = act_by.checked_add(1.second()).unwrap();
            prop_assert_eq!(verdict(&charter, &with(fact, act_by)).0, Verdict::Kept);
            prop_assert_eq!(verdict(&charter, &with(fact, after)).0, Verdict::Missed);
        }
    }

    #[test]
    fn an_exact_claim_says_what_the_same_recorded_figure_says_and_a_range_no_more(
        starts in day(), notice in 0i32..60, low in 0i64..60, width in 0i64..10, way in 0usize..5,
    ) {
        let way = Counting::ALL[way];
        let charter = charter("at_least", 21, way);
        let announced = starts - notice.days();
        let recorded = verdict(&charter, &meeting(("announced", announced), ("starts", starts))).0;
        let calendar = Calendar::by_rule(Place::EnglandAndWales);
        let figure = way.count(announced, starts, &calendar);
        let claimed = |words: String| {
            let mut subject = Subject::new(Kind::Meeting, "m");
            subject.claim(Name::new("s").unwrap(), Claim::parse(&words).unwrap());
            let subjects = [subject];
            let audit = Audit::new([charter.clone()], date(2099, 1, 1));
            let finding = &audit.findings(&subjects)[0];
            assert_eq!(finding.basis, Basis::Claimed);
            finding.verdict
        };
        if figure >= 0 {
            prop_assert_eq!(claimed(format!("{figure}d")), recorded);
        }
        let ends = [claimed(format!("{low}d")), claimed(format!("{}d", low + width))];
        let range = claimed(format!("{low}..{}d", low + width));
        prop_assert_eq!(range, if ends[0] == ends[1] { ends[0] } else { Verdict::NoEvidence });
    }

    #[test]
    fn a_sum_can_be_written_for_whatever_is_known(
        announced in proptest::option::of(day()), starts in proptest::option::of(day()),
        minutes in proptest::option::of(day()), as_of in day(), way in counting(), needed in 0i64..80,
    ) {
        for bound in ["at_least", "at_most"] {
            let charter = charter(bound, needed, way);
            let Rule::Gap(_) = charter.standards[0].rule else { unreachable!() };
            let mut subject = Subject::new(Kind::Meeting, "m");
            for (name, day) in [("announced", announced), ("starts", starts), ("minutes", minutes)] {
                if let Some(day) = day {
                    subject = subject.with(name, day);
                }
            }
            let subjects = [subject];
            let audit = Audit::new([charter], as_of);
            let sum = audit.findings(&subjects)[0].sum().to_string();
            prop_assert!(sum.ends_with('.') && !sum.contains("  "), "{}", sum);
        }
    }
}
