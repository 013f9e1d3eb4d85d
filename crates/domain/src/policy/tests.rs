use proptest::prelude::*;

use super::*;
use crate::organisation::{OrganisationId, OrganisationKind};

const NOW: i64 = 1_000;

fn at(micros: i64) -> Instant {
    Instant::from_micros(micros).unwrap()
}

fn controller(area: &str, number: u8, kind: OrganisationKind) -> Controller {
    Controller {
        area: area.parse().unwrap(),
        organisation: OrganisationId::new(Instant::EPOCH, [number; 10]),
        kind,
    }
}

fn person(number: u8) -> PersonId {
    PersonId::new(Instant::EPOCH, [number; 10])
}

fn actor(roles: Vec<Holding>) -> Actor {
    Actor::Person {
        id: person(1),
        roles,
        now: at(NOW),
    }
}

fn holding(role: Role, held_in: HeldIn) -> Holding {
    Holding::new(role, held_in, at(0), None).unwrap()
}

#[test]
fn the_whole_table() {
    let letter = |reach: Option<Reach>| match reach {
        None => '.',
        Some(Reach::Own) => 'o',
        Some(Reach::Organisation) => 'O',
        Some(Reach::Area) => 'A',
        Some(Reach::Instance) => '*',
    };
    let mut lines = vec![
        "o: one's own   O: the organisation of the role   A: the area of the role   *: everywhere"
            .to_owned(),
        "Whoever has signed in may do what is marked in every column.".to_owned(),
    ];
    let column = |texts: [String; 10]| texts.map(|text| format!("{text:>8}")).concat();
    let short = |role: Role| role.name().chars().take(7).collect();
    lines.push(format!("{:42}{}", "", column(Role::ALL.map(short))));
    for action in Action::ALL {
        let reach = |role| {
            let may =
                |who: &Who| matches!(who, Who::Anyone | Who::SignedIn) || *who == Who::Role(role);
            let row = rows(action).iter().find(|(who, _)| may(who));
            letter(row.map(|(_, reach)| *reach)).to_string()
        };
        lines.push(format!(
            "{:42}{}",
            action.words(),
            column(Role::ALL.map(reach))
        ));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_list_of_actions_is_whole_and_none_stands_twice() {
    let mut seen: Vec<Action> = Action::ALL.to_vec();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), Action::ALL.len());
    assert_eq!(
        Action::ALL.last(),
        Some(&Action::KeepRunning),
        "the last variant is in the list"
    );
    assert_eq!(Action::KeepRunning as usize + 1, Action::ALL.len());
}

#[test]
fn each_refusal_in_words() {
    let forum = controller("rivermead", 1, OrganisationKind::Forum);
    let steering = actor(vec![holding(
        Role::SteeringMember,
        HeldIn::Organisation(forum.clone()),
    )]);
    let claim_of = |number| Place::Person {
        person: person(number),
        held_by: Some(forum.clone()),
    };
    for (actor, action, on, words) in [
        (
            &Actor::Stranger,
            Action::SendClaim,
            claim_of(1),
            "Sign in to send in a claim.",
        ),
        (&steering, Action::ApprovePayment, claim_of(2), ""),
        (
            &steering,
            Action::ApprovePayment,
            claim_of(1),
            "You cannot approve a payment when the money goes to you. Somebody else has to.",
        ),
        (
            &steering,
            Action::KeepOwnPage,
            claim_of(2),
            "You can see and change your page only for yourself.",
        ),
        (
            &steering,
            Action::SeeMembers,
            Place::Organisation(forum.clone()),
            "Your roles here do not let you see who the members are. Ask whoever looks after this area who does.",
        ),
    ] {
        let said = may(actor, action, &on).err().map(|r| r.to_string());
        assert_eq!(said.unwrap_or_default(), words);
    }
}

#[test]
fn an_area_administrator_invites_only_the_first_person_of_a_forum() {
    let forum = controller("rivermead", 1, OrganisationKind::Forum);
    let administrator = actor(vec![holding(
        Role::AreaAdministrator,
        HeldIn::Area("rivermead".parse().unwrap()),
    )]);
    let on = Place::Organisation(forum.clone());
    assert!(may(&administrator, Action::InviteFirst, &on).is_ok());
    assert!(may(&administrator, Action::InviteToOrganisation, &on).is_err());
}

#[test]
fn who_is_invited_and_ended_from_outside() {
    let in_a = |number, kind| controller("rivermead", number, kind);
    let of = |role, place: &Controller| holding(role, HeldIn::Organisation(place.clone()));
    let forum = in_a(1, OrganisationKind::Forum);
    let council = in_a(2, OrganisationKind::Council);
    let host = in_a(3, OrganisationKind::Host);
    let lead = of(Role::CoOrdinator, &forum);
    let gone = lead.clone().ended(at(1));
    let member = of(Role::Member, &forum);
    let officer = of(Role::Officer, &council);
    let sponsor = of(Role::Sponsor, &council);
    let payer = of(Role::Finance, &host);
    // Who holds roles, whether the first is invited from outside, and which of them can be ended from there.
    for (place, held, is_invited, ended) in [
        (&forum, vec![], true, vec![]),
        (&forum, vec![&gone], true, vec![]),
        (&forum, vec![&lead], false, vec![&lead]),
        // A forum that has begun chooses for itself, and who its members are stays within it.
        (&forum, vec![&lead, &member], false, vec![]),
        (&forum, vec![&gone, &member], false, vec![]),
        (&forum, vec![&member], false, vec![]),
        (&council, vec![&sponsor], true, vec![]),
        (&council, vec![&officer, &sponsor], false, vec![&officer]),
        (
            &council,
            vec![&officer, &officer],
            false,
            vec![&officer, &officer],
        ),
        (&host, vec![], true, vec![]),
        (&host, vec![&payer], false, vec![&payer]),
        // Of one organisation nothing follows for another.
        (&forum, vec![&officer], true, vec![&officer]),
    ] {
        let known: Vec<Holding> = held.into_iter().cloned().collect();
        assert_eq!(has_nobody(place, &known, at(NOW)), is_invited, "{known:?}");
        let held = known.iter().filter(|holding| holding.is_held_at(at(NOW)));
        let found: Vec<&Holding> = held
            .filter(|holding| can_be_ended_from_outside(holding, &known, at(NOW)))
            .collect();
        assert_eq!(found, ended, "{known:?}");
    }
}

#[test]
fn only_an_operator_ends_the_roles_of_those_who_look_after_areas_and_the_service() {
    let area = HeldIn::Area("rivermead".parse().unwrap());
    let keeper = actor(vec![holding(Role::AreaAdministrator, area)]);
    let operator = actor(vec![holding(Role::Operator, HeldIn::Instance)]);
    assert!(may(&operator, Action::EndKeeper, &Place::Instance).is_ok());
    assert!(may(&keeper, Action::EndKeeper, &Place::Instance).is_err());
    let forum = Place::Organisation(controller("rivermead", 1, OrganisationKind::Forum));
    for action in [Action::EndRole, Action::EndFirst] {
        assert!(may(&operator, action, &forum).is_err());
    }
}

fn any_kind() -> impl Strategy<Value = OrganisationKind> {
    prop::sample::select(&OrganisationKind::ALL[..])
}

fn any_controller() -> impl Strategy<Value = Controller> {
    (
        prop::sample::select(vec!["rivermead", "hillford"]),
        0_u8..4,
        any_kind(),
    )
        // The number tells the kind too, as an organisation has one kind for good.
        .prop_map(|(area, number, kind)| controller(area, number * 8 + kind as u8, kind))
}

fn any_held_in() -> impl Strategy<Value = HeldIn> {
    prop_oneof![
        8 => any_controller().prop_map(HeldIn::Organisation),
        2 => prop::sample::select(vec!["rivermead", "hillford"])
            .prop_map(|area| HeldIn::Area(area.parse().unwrap())),
        1 => Just(HeldIn::Instance),
    ]
}

fn any_holding() -> impl Strategy<Value = Holding> {
    (
        prop::sample::select(&Role::ALL[..]),
        any_held_in(),
        0..2 * NOW,
        prop::option::of(0..2 * NOW),
    )
        .prop_filter_map("a role that can be held", |(role, held_in, from, until)| {
            Holding::new(role, held_in, at(from), until.map(at)).ok()
        })
}

fn any_place() -> impl Strategy<Value = Place> {
    prop_oneof![
        Just(Place::Instance),
        any_controller().prop_map(|c| Place::Area(c.area)),
        any_controller().prop_map(Place::Organisation),
        (0_u8..3, prop::option::of(any_controller())).prop_map(|(n, held_by)| Place::Person {
            person: person(n),
            held_by
        }),
    ]
}

fn any_action() -> impl Strategy<Value = Action> {
    prop::sample::select(&Action::ALL[..])
}

fn any_roles() -> impl Strategy<Value = Vec<Holding>> {
    prop::collection::vec(any_holding(), 0..6)
}

fn is_public(action: Action) -> bool {
    rows(action).iter().any(|(who, _)| *who == Who::Anyone)
}

fn is_for_whoever_signed_in(action: Action) -> bool {
    rows(action).iter().any(|(who, _)| *who == Who::SignedIn)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_forums_members_are_invisible_from_any_other_organisation(
        roles in any_roles(),
        forum in any_controller(),
        whose in 0_u8..3,
    ) {
        let outside: Vec<Holding> = roles
            .into_iter()
            .filter(|h| *h.held_in() != HeldIn::Organisation(forum.clone()))
            .collect();
        for on in [
            Place::Organisation(forum.clone()),
            Place::Person { person: person(whose), held_by: Some(forum.clone()) },
        ] {
            for action in [Action::SeeMembers, Action::KeepMembers] {
                prop_assert!(may(&actor(outside.clone()), action, &on).is_err());
            }
        }
    }

    #[test]
    fn no_council_role_sees_members_anywhere(roles in any_roles(), on in any_place()) {
        let council: Vec<Holding> = roles
            .into_iter()
            .filter(|h| matches!(h.held_in(), HeldIn::Organisation(held) if held.kind.is_service()))
            .collect();
        prop_assert!(may(&actor(council), Action::SeeMembers, &on).is_err());
    }

    #[test]
    fn nobody_approves_or_makes_their_own_payment(
        roles in any_roles(),
        held_by in prop::option::of(any_controller()),
    ) {
        let on = Place::Person { person: person(1), held_by };
        for action in Action::ALL.into_iter().filter(|action| action.is_about_money()) {
            prop_assert_eq!(may(&actor(roles.clone()), action, &on), Err(Refusal::OwnMoney(action)));
        }
    }

    #[test]
    fn an_operator_sees_nothing_personal_of_anyone_else(
        held_by in any_controller(),
        action in any_action(),
    ) {
        let operator = actor(vec![holding(Role::Operator, HeldIn::Instance)]);
        let on = Place::Person { person: person(2), held_by: Some(held_by.clone()) };
        if action.is_personal() {
            prop_assert!(may(&operator, action, &on).is_err());
            prop_assert!(may(&operator, action, &Place::Organisation(held_by)).is_err());
        }
    }

    #[test]
    fn a_role_in_one_area_gives_nothing_in_another(
        roles in any_roles(),
        action in any_action(),
        number in 0_u8..32,
        kind in any_kind(),
    ) {
        let here: Vec<Holding> = roles
            .into_iter()
            .filter(|h| h.held_in().area().is_some_and(|area| area.as_str() == "rivermead"))
            .collect();
        let there = Place::Organisation(controller("hillford", number, kind));
        prop_assert!(is_public(action) || may(&actor(here), action, &there).is_err());
    }

    #[test]
    fn ended_and_coming_roles_give_nothing(
        roles in any_roles(),
        action in any_action(),
        on in any_place(),
    ) {
        let not_now: Vec<Holding> = roles.iter().filter(|h| !h.is_held_at(at(NOW))).cloned().collect();
        prop_assert_eq!(may(&actor(not_now), action, &on), may(&actor(vec![]), action, &on));
        let now: Vec<Holding> = roles.iter().filter(|h| h.is_held_at(at(NOW))).cloned().collect();
        prop_assert_eq!(may(&actor(roles), action, &on), may(&actor(now), action, &on));
    }

    #[test]
    fn a_stranger_reads_everything_public_and_does_nothing_else(
        action in any_action(),
        on in any_place(),
    ) {
        let allowed = may(&Actor::Stranger, action, &on).is_ok();
        prop_assert_eq!(allowed, action == Action::ReadPublic);
    }

    #[test]
    fn without_a_role_only_what_is_ones_own_is_open(action in any_action(), on in any_place()) {
        if may(&actor(vec![]), action, &on).is_ok() && !is_public(action) {
            prop_assert!(is_for_whoever_signed_in(action));
            let is_own = matches!(&on, Place::Person { person: whose, .. } if *whose == person(1));
            prop_assert!(is_own);
        }
    }

    #[test]
    fn one_more_role_never_takes_anything_away(
        roles in any_roles(),
        more in any_holding(),
        action in any_action(),
        on in any_place(),
    ) {
        if may(&actor(roles.clone()), action, &on).is_ok() {
            let mut with = roles;
            with.push(more);
            prop_assert!(may(&actor(with), action, &on).is_ok());
        }
    }
}
