use alongside_charter::{Audit, Charter, Kind, Verdict};
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::act::samples::{
    about, act, at, claimed, day, key, name, one_of_each, opening, organisation, subject, text,
};
use crate::act::{Act, Moment, StrikeReason, Value};
use crate::organisation::{ForumStage, OrganisationKind};

/// Long after every act of a test.
const LATER: i64 = 10_000 * 86_400;

fn told(act: Act, texts: &[&str]) -> Disclosed {
    Disclosed::new(act, texts.iter().map(|text| opening(text))).unwrap()
}

/// The area, a council (1) and a forum (2).
fn beginning() -> Vec<Disclosed> {
    let [opened, council, forum]: [Act; 3] = one_of_each()[..3].to_vec().try_into().unwrap();
    vec![
        told(opened, &["Rivermead"]),
        told(council, &["Rivermead Council"]),
        told(forum, &["Rivermead Parent Carer Forum"]),
    ]
}

fn after_beginning(deeds: impl IntoIterator<Item = (i64, u8, Deed)>) -> Vec<Disclosed> {
    let more = deeds
        .into_iter()
        .map(|(seconds, by, deed)| told(act(seconds, by, deed), &[]));
    beginning().into_iter().chain(more).collect()
}

fn replay(acts: &[Disclosed], seconds: i64) -> State {
    let (state, passed_over) = State::replay(acts, at(seconds));
    assert_eq!(passed_over, []);
    state
}

fn announced(starts: Moment) -> Deed {
    Deed::Announced {
        subject: subject(1),
        about: about(Kind::Meeting),
        starts,
        ends: None,
        facts: [].into(),
    }
}

fn charter() -> Charter {
    Charter::parse(
        "id='x'\ntitle='x'\nsource='x'\nplace='england-and-wales'\ntime_zone='Europe/London'\n\
         [[standard]]\nid='meeting-notice'\napplies_to='meeting'\nsays='So.'\nstrength='agreed'\n\
         rule={gap=['announced','starts'],at_least='21 days',counted='date-difference'}\n",
    )
    .unwrap()
}

fn verdict(state: &State) -> Verdict {
    let audit = Audit::new([charter()], date(2050, 1, 1));
    let subjects = state.subjects();
    let findings = audit.findings(&subjects);
    assert_eq!(findings.len(), 1);
    findings[0].verdict
}

#[test]
fn one_act_of_each_kind_fits_what_came_before() {
    let acts: Vec<Disclosed> = one_of_each()
        .into_iter()
        .map(|act| told(act, &[]))
        .collect();
    let state = replay(&acts, LATER);
    assert_eq!(state.subjects().len(), 2, "one is struck out");
    assert_eq!(state.known_subjects().len(), 3, "and stays to be seen");
    assert!(state.adoptions().in_force(date(2026, 6, 1)).len() == 1);
}

#[test]
fn an_announcement_becomes_the_facts_that_a_finding_is_computed_from() {
    let acts = after_beginning([(300, 1, announced(Moment::Day(day(2026, 3, 22))))]);
    let state = replay(&acts, LATER);
    assert_eq!(verdict(&state), Verdict::Missed);
    let subjects = state.subjects();
    let audit = Audit::new([charter()], date(2050, 1, 1));
    assert_eq!(
        audit.findings(&subjects)[0].sum().to_string(),
        "Announced Mon 2 March 2026 for Sun 22 March 2026: 20 days by date difference (14 full \
         working days between). 21 days needed an announcement by Sun 1 March 2026: 1 day short."
    );
    assert_eq!(subjects[0].organiser, "Rivermead Council");
}

#[test]
fn a_save_the_date_is_no_announcement() {
    let saved = Deed::DateSaved {
        subject: subject(1),
        about: about(Kind::Meeting),
        starts: Moment::Day(day(2026, 6, 1)),
    };
    let moved = Deed::Rescheduled {
        subject: subject(1),
        starts: Moment::Day(day(2026, 6, 2)),
        ends: None,
        why: None,
    };
    let acts = after_beginning([(300, 1, saved.clone()), (400, 1, moved)]);
    assert_eq!(
        State::replay(&acts, at(LATER)).1,
        [(4, Misfit::NotAnnounced)]
    );

    let late = (86_400 * 80, 1, announced(Moment::Day(day(2026, 6, 1))));
    let state = replay(&after_beginning([(300, 1, saved), late]), LATER);
    assert_eq!(verdict(&state), Verdict::Missed);
}

#[test]
fn moving_a_meeting_starts_the_clock_again() {
    let first = (300, 1, announced(Moment::Day(day(2026, 4, 20))));
    let moved = Deed::Rescheduled {
        subject: subject(1),
        starts: Moment::Day(day(2026, 4, 21)),
        ends: None,
        why: None,
    };
    let acts = after_beginning([first, (86_400 * 45, 1, moved)]);
    assert_eq!(verdict(&replay(&acts, 86_400)), Verdict::Kept);
    assert_eq!(verdict(&replay(&acts, LATER)), Verdict::Missed);
}

fn imported() -> Deed {
    Deed::SubjectRecorded {
        subject: subject(3),
        about: about(Kind::Meeting),
        facts: [
            (key("announced"), Value::Day(day(2026, 1, 1))),
            (key("starts"), Value::Day(day(2026, 1, 10))),
        ]
        .into(),
        claims: [(key("papers-ahead"), claimed("<14d"))].into(),
        import: None,
    }
}

#[test]
fn a_correction_is_a_new_act_and_the_past_still_says_what_it_said() {
    let corrected = Deed::FactCorrected {
        subject: subject(3),
        fact: key("announced"),
        was: Value::Day(day(2026, 1, 1)),
        now: Some(Value::Day(day(2025, 12, 1))),
        why: text("The letter was dated wrongly"),
    };
    let acts = after_beginning([(300, 1, imported()), (86_400, 1, corrected)]);
    assert_eq!(verdict(&replay(&acts, 86_399)), Verdict::Missed);
    assert_eq!(verdict(&replay(&acts, 86_400)), Verdict::Kept);
    let state = replay(&acts, LATER);
    let known = &state.known_subjects()[&subject(3)];
    assert_eq!(known.acts.len(), 2);
    let (_, origin) = known.facts[&key("announced")];
    assert_eq!((origin.at, origin.is_witnessed), (at(86_400), false));
}

#[test]
fn only_the_other_side_can_agree_to_a_reason() {
    let excused = |agreed_by| Deed::Excused {
        subject: subject(1),
        standard: None,
        reason: text("The inspector gave the date"),
        agreed_by,
    };
    let late = (300, 1, announced(Moment::Day(day(2026, 3, 5))));
    for (agreed_by, expected) in [
        (None, Verdict::Missed),
        (Some(Party::Organisation(organisation(2))), Verdict::Excused),
        (
            Some(Party::Named(text("the steering group"))),
            Verdict::Excused,
        ),
    ] {
        let acts = after_beginning([late.clone(), (600, 1, excused(agreed_by))]);
        assert_eq!(verdict(&replay(&acts, LATER)), expected, "{agreed_by:?}");
    }
    let own = Some(Party::Organisation(organisation(1)));
    let acts = after_beginning([late, (600, 1, excused(own))]);
    let (state, passed_over) = State::replay(&acts, at(LATER));
    assert_eq!(passed_over, [(4, Misfit::OwnReason)]);
    assert_eq!(verdict(&state), Verdict::Missed);
}

#[test]
fn a_text_taken_back_is_shown_for_no_time_and_no_finding_changes() {
    let mut acts = beginning();
    let texts = ["Spring meeting", "SEND board"];
    let late = announced(Moment::Day(day(2026, 3, 5)));
    acts.push(told(act(300, 1, late), &texts));
    let excused = Deed::Excused {
        subject: subject(1),
        standard: None,
        reason: text("A child was named here"),
        agreed_by: Some(Party::Organisation(organisation(2))),
    };
    acts.push(told(act(600, 1, excused), &["A child was named here"]));
    let before = replay(&acts, LATER);
    let reason = text("A child was named here");
    assert_eq!(before.words(reason), Words::Say("A child was named here"));

    let withdrawn = Deed::TextWithdrawn {
        text: reason,
        reason: WithdrawalReason::Personal,
    };
    acts.push(told(act(86_400, 1, withdrawn), &[]));
    for seconds in [700, LATER] {
        let state = replay(&acts, seconds);
        assert_eq!(
            state.words(reason),
            Words::Withdrawn(WithdrawalReason::Personal)
        );
        assert!(!format!("{:?}", state.subjects()).contains("child"));
        assert_eq!(verdict(&state), verdict(&before));
        assert_eq!(
            state.words(text("Spring meeting")).said(),
            Some("Spring meeting")
        );
    }
    // The same when the text has been taken from outside the act as well.
    let gone: Vec<Disclosed> = acts.into_iter().map(|one| one.without(reason)).collect();
    assert_eq!(replay(&gone, LATER), {
        let mut with = before;
        with.withdraw(reason, WithdrawalReason::Personal);
        with
    });
}

#[test]
fn an_organisation_without_a_name_keeps_its_history_together() {
    let mut acts = after_beginning([(300, 1, announced(Moment::Day(day(2026, 3, 5))))]);
    acts[1] = acts[1].clone().without(text("Rivermead Council"));
    assert_eq!(
        replay(&acts, LATER).subjects()[0].organiser,
        organisation(1).to_string()
    );
}

#[test]
fn acts_that_do_not_fit_are_told_in_words_and_change_nothing() {
    let date = |n| Moment::Day(day(2026, 4, n));
    let cancelled = Deed::Cancelled {
        subject: subject(1),
        why: None,
    };
    let moved = |number| Deed::Rescheduled {
        subject: subject(number),
        starts: date(25),
        ends: None,
        why: None,
    };
    let stage = |from, to| Deed::ForumStageChanged {
        organisation: organisation(2),
        from,
        to,
    };
    let fact = |name: &str| Deed::FactRecorded {
        subject: subject(3),
        fact: key(name),
        value: Value::Flag(true),
    };
    let corrected = |number, name: &str| Deed::FactCorrected {
        subject: subject(number),
        fact: key(name),
        was: Value::Flag(true),
        now: None,
        why: text("No"),
    };
    let struck = Deed::SubjectStruck {
        subject: subject(3),
        reason: StrikeReason::Mistake,
    };
    let no_papers = Deed::PapersShared {
        subject: subject(1),
        papers: vec![],
    };
    let again = Deed::OrganisationRegistered {
        organisation: organisation(2),
        kind: OrganisationKind::Council,
        name: text("Again"),
    };
    let ended = |number| Deed::OrganisationEnded {
        organisation: organisation(number),
        successor: None,
    };
    let steps: Vec<(u8, Deed)> = vec![
        (1, one_of_each()[0].deed.clone()),
        (7, announced(date(20))),
        (1, again),
        (1, moved(1)),
        (1, announced(date(20))),
        (1, announced(date(21))),
        (1, corrected(1, "announced")),
        (1, no_papers),
        (
            1,
            Deed::ConsultationClosed {
                subject: subject(1),
            },
        ),
        (1, cancelled.clone()),
        (1, cancelled),
        (1, moved(1)),
        (1, imported()),
        (1, imported()),
        (1, fact("announced")),
        (1, corrected(3, "announced")),
        (1, struck.clone()),
        (1, struck),
        (2, stage(ForumStage::Forming, ForumStage::Established)),
        (2, stage(ForumStage::None, ForumStage::Established)),
        (2, stage(ForumStage::None, ForumStage::Forming)),
        (2, ended(2)),
        (2, stage(ForumStage::Forming, ForumStage::Established)),
    ];
    let (mut known, _) = State::replay(&beginning(), at(LATER));
    let mut said = Vec::new();
    for (by, deed) in steps {
        let kind = name(&deed);
        let before = known.clone();
        match known.apply(&told(act(900, by, deed), &[])) {
            Ok(()) => said.push(format!("{kind}: done")),
            Err(misfit) => {
                assert_eq!(known, before);
                said.push(format!("{kind}: {misfit}"));
            }
        }
    }
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn nothing_fits_before_the_record_begins_nor_from_another_area() {
    let elsewhere = Act {
        area: "hillford".parse().unwrap(),
        ..act(0, 1, announced(Moment::Day(day(2026, 4, 20))))
    };
    let (_, passed_over) = State::replay(&[told(elsewhere.clone(), &[])], at(LATER));
    assert_eq!(passed_over, [(0, Misfit::NotOpen)]);
    let mut acts = beginning();
    acts.push(told(elsewhere, &[]));
    assert_eq!(State::replay(&acts, at(LATER)).1, [(3, Misfit::OtherArea)]);
}

/// Acts of any kind in any order: most do not fit.
fn any_acts() -> impl Strategy<Value = Vec<Disclosed>> {
    let more = vec![
        announced(Moment::Day(day(2026, 4, 20))),
        imported(),
        Deed::Cancelled {
            subject: subject(3),
            why: None,
        },
    ];
    let pool: Vec<Deed> = one_of_each()
        .into_iter()
        .map(|act| act.deed)
        .chain(more)
        .collect();
    prop::collection::vec((prop::sample::select(pool), 1_i64..50, 1_u8..3), 0..40).prop_map(
        |steps| {
            let mut now = 300;
            let mut acts = beginning();
            for (deed, gap, by) in steps {
                now += gap;
                acts.push(told(act(now, by, deed), &[]));
            }
            acts
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_acts_up_to_an_instant_give_the_state_as_known_then(acts in any_acts(), seconds in 0_i64..2_500) {
        let (as_of, _) = State::replay(&acts, at(seconds));
        let until: Vec<Disclosed> = acts.into_iter().filter(|one| one.act().at <= at(seconds)).collect();
        let (then, _) = State::replay(&until, at(LATER));
        prop_assert_eq!(as_of.organisations(), then.organisations());
        prop_assert_eq!(as_of.adoptions(), then.adoptions());
        prop_assert_eq!(as_of.known_subjects(), then.known_subjects());
        prop_assert_eq!(as_of.area(), then.area());
    }

    #[test]
    fn one_by_one_or_all_at_once_is_the_same(acts in any_acts()) {
        let (at_once, passed_over) = State::replay(&acts, at(LATER));
        let mut one_by_one = State::default();
        let mut refused = 0;
        for one in &acts {
            let before = one_by_one.clone();
            if one_by_one.apply(one).is_err() {
                refused += 1;
                prop_assert_eq!(&one_by_one, &before, "what does not fit changes nothing");
            }
        }
        prop_assert_eq!(one_by_one, at_once);
        prop_assert_eq!(refused, passed_over.len());
    }
}
