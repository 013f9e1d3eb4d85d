//! Signing in, invitations and roles, on both databases.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_app::accept_invitation::accept_invitation;
use alongside_app::ask_for_link::ask_for_link;
use alongside_app::end_role::end_role;
use alongside_app::end_session::{end_session, sessions_of};
use alongside_app::forget::forget;
use alongside_app::give_role::give_role;
use alongside_app::invite::{invite, take_back};
use alongside_app::letter::{self, About, Says};
use alongside_app::open_area::{Opened, Wish, open_area};
use alongside_app::open_link::{SignedIn, open_link};
use alongside_app::register_organisation::register_organisation;
use alongside_app::who::{Signed, Who, who};
use alongside_app::{Call, Caller, Failure};
use alongside_domain::policy::{Action, Place};
use alongside_domain::sign_in::{LinkRefusal, Rate, SecretHash, SessionLimits};
use alongside_domain::{
    Controller, HeldIn, Instant, InvitationRefusal, OrganisationKind, PersonId, Role,
};
use alongside_store::{Database, Options, invitations, jobs, roles};
use alongside_testkit::{Outcome, Scratch, chance};

alongside_testkit::on_both!(
    a_link_signs_in_once_in_the_browser_that_asked,
    tries_that_are_refused_are_counted,
    whoever_asks_for_a_link_sees_the_same_and_a_job_is_there,
    no_secret_rests_in_the_queue,
    somebody_who_asks_too_often_is_sent_nothing_more,
    a_session_that_was_ended_is_over,
    staff_roles_count_only_after_a_passkey,
    an_invitation_is_accepted_by_whom_it_was_sent_to,
    an_administrator_invites_only_the_first_of_an_organisation,
    an_invitation_taken_back_gives_nothing,
    nobody_is_invited_again_and_again,
    nobody_invites_without_end,
    an_invitation_that_lapsed_long_ago_is_forgotten,
    a_role_is_ended_by_whoever_holds_it_or_runs_the_organisation,
);

fn at(minutes: i64) -> Instant {
    let begin: Instant = "2026-11-22T09:00:00.000000Z".parse().unwrap();
    begin.plus_micros(minutes * 60_000_000)
}

fn machine(minutes: i64) -> Call<'static> {
    Call {
        caller: Caller::Machine,
        now: at(minutes),
        chance: &chance,
    }
}

fn by(who: &Who, minutes: i64) -> Call<'static> {
    Call {
        caller: Caller::Actor(who.actor(at(minutes))),
        ..machine(minutes)
    }
}

struct Here {
    database: Database,
    council: Controller,
    forum: Controller,
}

const BROWSER: &[u8] = b"thirty-two bytes of a browser ..";
const NETWORK: [u8; 32] = [7; 32];

fn open(scratch: &Scratch) -> Result<Here, Box<dyn std::error::Error>> {
    let database = Database::open(scratch.url(), &Options::default())?;
    database.migrate()?;
    let wish = Wish {
        name: "Rivermead",
        slug: "rivermead",
        gss: "",
        council: "Rivermead Council",
    };
    let call = machine(0);
    let Opened { area, council } = database.write(|tx| open_area(tx, &call, &wish))?;
    let kind = OrganisationKind::Forum;
    let forum = database.write(|tx| register_organisation(tx, &call, &area, kind, "Forum"))?;
    let controller = |organisation, kind| Controller {
        area: area.clone(),
        organisation,
        kind,
    };
    Ok(Here {
        council: controller(council, OrganisationKind::Council),
        forum: controller(forum, kind),
        database,
    })
}

impl Here {
    fn give(&self, email: &str, role: Role, held_in: &HeldIn) -> PersonId {
        let given = self
            .database
            .write(|tx| give_role(tx, &machine(0), email, "Somebody", role, held_in));
        given.unwrap()
    }

    fn ask(&self, email: &str, minutes: i64) -> Result<(), Failure> {
        let browser = SecretHash::of(BROWSER);
        self.database
            .write(|tx| ask_for_link(tx, &machine(minutes), email, browser, &NETWORK).map(drop))
    }

    /// Takes every letter that waits, as the runner does.
    fn letters(&self, minutes: i64) -> Vec<letter::Letter> {
        let call = machine(minutes);
        let now = call.now.timestamp();
        let until = at(minutes + 1).timestamp();
        let taken = self
            .database
            .write(|tx| jobs::take(tx, "w", now, until, 100));
        let mut letters = Vec::new();
        for job in taken.unwrap() {
            let about: About = serde_json::from_str(&job.payload).unwrap();
            let letter = self.database.write(|tx| letter::prepare(tx, &call, about));
            letters.extend(letter.unwrap());
            self.database
                .write(|tx| jobs::complete(tx, &job, now))
                .unwrap();
        }
        letters
    }

    fn secret(&self, minutes: i64) -> [u8; 32] {
        let letters = self.letters(minutes);
        match letters.last().map(|letter| &letter.says) {
            Some(Says::Link { secret }) => *secret,
            _ => panic!("no link was sent"),
        }
    }

    fn open_link(
        &self,
        secret: &[u8],
        browser: &[u8],
        minutes: i64,
    ) -> Result<Result<SignedIn, LinkRefusal>, Failure> {
        self.database.write(|tx| {
            open_link(
                tx,
                &machine(minutes),
                secret,
                Some(browser),
                &NETWORK,
                "a phone",
            )
        })
    }

    fn who(&self, secret: &[u8], minutes: i64) -> Signed {
        self.database
            .read(|snapshot| who(snapshot, secret, at(minutes)))
            .unwrap()
    }

    fn sign_in(&self, email: &str, minutes: i64) -> Box<Who> {
        self.ask(email, minutes).unwrap();
        let secret = self.secret(minutes);
        let signed_in = self.open_link(&secret, BROWSER, minutes).unwrap().unwrap();
        match self.who(&signed_in.secret, minutes) {
            Signed::In(who) => who,
            other => panic!("{other:?}"),
        }
    }

    fn relax(&self) {
        let wish = alongside_app::change_settings::Wish {
            seen: self.version(),
            colour: "123456",
            contact: "",
            asks_passkey: false,
        };
        let area = &self.council.area;
        self.database
            .write(|tx| {
                alongside_app::change_settings::change_settings(tx, &machine(0), area, &wish)
            })
            .unwrap();
    }

    fn version(&self) -> i64 {
        let area = &self.council.area;
        let found = self
            .database
            .read(|s| alongside_store::areas::find(s, area));
        found.unwrap().unwrap().version
    }
}

fn a_link_signs_in_once_in_the_browser_that_asked(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    here.give(
        "sam@example.org",
        Role::Member,
        &HeldIn::Organisation(here.forum.clone()),
    );
    here.ask("Sam@Example.org", 0)?;
    let secret = here.secret(0);
    let elsewhere = here.open_link(&secret, b"another browser", 1)?;
    assert!(matches!(elsewhere, Err(LinkRefusal::OtherBrowser)));
    let signed_in = here.open_link(&secret, BROWSER, 1)??;
    assert!(matches!(here.who(&signed_in.secret, 2), Signed::In(_)));
    let again = here.open_link(&secret, BROWSER, 2)?;
    assert!(matches!(again, Err(LinkRefusal::Used)));
    here.ask("sam@example.org", 10)?;
    let late = here.secret(10);
    let late = here.open_link(&late, BROWSER, 26)?;
    assert!(matches!(late, Err(LinkRefusal::TooOld)));
    Ok(())
}

fn tries_that_are_refused_are_counted(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    for _ in 0..Rate::TRIES_FROM_A_NETWORK.burst {
        let tried = here.open_link(b"a guess", BROWSER, 0)?;
        assert!(matches!(tried, Err(LinkRefusal::Unknown)));
    }
    let once_more = here.open_link(b"a guess", BROWSER, 0);
    assert!(matches!(once_more, Err(Failure::TooOften(_))));
    for _ in 0..Rate::LINKS_FROM_A_NETWORK.burst {
        here.ask("nobody@example.org", 60)?;
    }
    let once_more = here.ask("nobody@example.org", 60);
    assert!(matches!(once_more, Err(Failure::TooOften(_))));
    Ok(())
}

fn whoever_asks_for_a_link_sees_the_same_and_a_job_is_there(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    here.give(
        "sam@example.org",
        Role::Member,
        &HeldIn::Organisation(here.forum.clone()),
    );
    let browser = SecretHash::of(BROWSER);
    let mut said = Vec::new();
    for (number, email) in (1..).zip(["sam@example.org", "nobody@example.org"]) {
        let asked = here
            .database
            .write(|tx| ask_for_link(tx, &machine(0), email, browser, &NETWORK))?;
        said.push(asked.words());
        let backlog = here
            .database
            .read(|s| jobs::backlog(s, at(0).timestamp()))?;
        assert_eq!(backlog.open, number);
    }
    assert_eq!(said[0], said[1]);
    assert_eq!(here.letters(0).len(), 1);
    Ok(())
}

fn no_secret_rests_in_the_queue(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    here.give(
        "sam@example.org",
        Role::Member,
        &HeldIn::Organisation(here.forum.clone()),
    );
    here.ask("sam@example.org", 0)?;
    let (now, until) = (at(0).timestamp(), at(1).timestamp());
    let taken = here
        .database
        .write(|tx| jobs::take(tx, "w", now, until, 9))?;
    let payload: serde_json::Value = serde_json::from_str(&taken[0].payload)?;
    let fields = payload.as_object().ok_or("no object")?;
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["link"]);
    assert!(!taken[0].payload.contains("sam"));
    Ok(())
}

fn somebody_who_asks_too_often_is_sent_nothing_more(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    here.give(
        "sam@example.org",
        Role::Member,
        &HeldIn::Organisation(here.forum.clone()),
    );
    for _ in 0..8 {
        here.ask("sam@example.org", 0)?;
    }
    assert_eq!(here.letters(0).len(), 5);
    Ok(())
}

fn a_session_that_was_ended_is_over(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    let person = here.give(
        "sam@example.org",
        Role::Member,
        &HeldIn::Organisation(here.forum.clone()),
    );
    here.ask("sam@example.org", 0)?;
    let secret = here.secret(0);
    let SignedIn { secret, .. } = here.open_link(&secret, BROWSER, 0)??;
    let Signed::In(sam) = here.who(&secret, 0) else {
        return Err("not signed in".into());
    };
    let limits = SessionLimits::AT_HOME;
    let kept = here
        .database
        .read(|s| sessions_of(s, person, limits, at(1)))?;
    assert_eq!(kept.len(), 1);
    let stranger = here.give(
        "other@example.org",
        Role::Member,
        &HeldIn::Organisation(here.forum.clone()),
    );
    let not_theirs = here
        .database
        .write(|tx| end_session(tx, &machine(1), stranger, kept[0].id));
    assert!(matches!(not_theirs, Err(Failure::NotFound)));
    here.database
        .write(|tx| end_session(tx, &by(&sam, 1), person, kept[0].id))?;
    assert!(matches!(here.who(&secret, 2), Signed::Out(_)));
    Ok(())
}

fn staff_roles_count_only_after_a_passkey(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    let council = Place::Organisation(here.council.clone());
    here.give(
        "officer@example.org",
        Role::Officer,
        &HeldIn::Organisation(here.council.clone()),
    );
    let who = here.sign_in("officer@example.org", 0);
    assert!(who.needs_passkey);
    let refused = by(&who, 1).may(Action::Announce, &council);
    assert!(matches!(refused, Err(Failure::NotAllowed(_))));
    here.relax();
    let who = here.sign_in("officer@example.org", 2);
    assert!(!who.needs_passkey);
    by(&who, 3).may(Action::Announce, &council)?;
    Ok(())
}

fn an_invitation_is_accepted_by_whom_it_was_sent_to(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    here.relax();
    let held_in = HeldIn::Organisation(here.council.clone());
    let id = here.database.write(|tx| {
        invite(
            tx,
            &machine(0),
            "new@example.org",
            Role::Officer,
            held_in.clone(),
        )
    })?;
    let twice = here.database.write(|tx| {
        invite(
            tx,
            &machine(0),
            "new@example.org",
            Role::Officer,
            held_in.clone(),
        )
    });
    assert!(matches!(twice, Err(Failure::Wrong { field: "email", .. })));
    let letters = here.letters(0);
    assert!(
        matches!(&letters[0].says, Says::Invitation { place: Some(name), .. } if name == "Rivermead Council")
    );
    here.give(
        "other@example.org",
        Role::Member,
        &HeldIn::Organisation(here.forum.clone()),
    );
    let other = here.sign_in("other@example.org", 1);
    let theirs = here
        .database
        .write(|tx| accept_invitation(tx, &by(&other, 1), other.person.id, id));
    assert!(matches!(
        theirs,
        Err(Failure::Invitation(InvitationRefusal::NotForYou))
    ));
    let new = here.sign_in("new@example.org", 2);
    assert!(new.roles.is_empty());
    here.database
        .write(|tx| accept_invitation(tx, &by(&new, 2), new.person.id, id))?;
    let new = here.sign_in("new@example.org", 3);
    assert_eq!(
        new.roles
            .iter()
            .map(alongside_domain::Holding::role)
            .collect::<Vec<_>>(),
        [Role::Officer]
    );
    Ok(())
}

fn an_administrator_invites_only_the_first_of_an_organisation(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    here.relax();
    let area = HeldIn::Area(here.forum.area.clone());
    here.give("admin@example.org", Role::AreaAdministrator, &area);
    let admin = here.sign_in("admin@example.org", 0);
    let forum = HeldIn::Organisation(here.forum.clone());
    let first = here.database.write(|tx| {
        invite(
            tx,
            &by(&admin, 0),
            "first@example.org",
            Role::CoOrdinator,
            forum.clone(),
        )
    })?;
    here.letters(0);
    let first_one = here.sign_in("first@example.org", 1);
    here.database
        .write(|tx| accept_invitation(tx, &by(&first_one, 1), first_one.person.id, first))?;
    let second = here.database.write(|tx| {
        invite(
            tx,
            &by(&admin, 2),
            "second@example.org",
            Role::CoOrdinator,
            forum.clone(),
        )
    });
    assert!(matches!(second, Err(Failure::NotAllowed(_))));
    Ok(())
}

fn an_invitation_taken_back_gives_nothing(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    let held_in = HeldIn::Organisation(here.council.clone());
    let id = here.database.write(|tx| {
        invite(
            tx,
            &machine(0),
            "new@example.org",
            Role::Officer,
            held_in.clone(),
        )
    })?;
    let area = &here.council.area;
    here.database
        .write(|tx| take_back(tx, &machine(1), area, id))?;
    assert!(here.letters(1).is_empty(), "nobody is written to any more");
    let new = here.sign_in("new@example.org", 2);
    let accepted = here
        .database
        .write(|tx| accept_invitation(tx, &by(&new, 2), new.person.id, id));
    assert!(matches!(
        accepted,
        Err(Failure::Invitation(InvitationRefusal::TakenBack))
    ));
    Ok(())
}

/// Somebody who looks after the area, and may do so.
fn administrator(here: &Here) -> Box<Who> {
    here.relax();
    let area = HeldIn::Area(here.forum.area.clone());
    here.give("admin@example.org", Role::AreaAdministrator, &area);
    here.sign_in("admin@example.org", 0)
}

fn nobody_is_invited_again_and_again(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    let admin = administrator(&here);
    let area = &here.forum.area;
    let once = |minutes: i64| {
        let held_in = HeldIn::Area(area.clone());
        let call = by(&admin, minutes);
        let role = Role::AreaAdministrator;
        let sent = here
            .database
            .write(|tx| invite(tx, &call, "new@example.org", role, held_in.clone()))?;
        // So that the next is not refused for this one.
        here.database.write(|tx| take_back(tx, &call, area, sent))
    };
    for _ in 0..Rate::INVITATIONS_TO_AN_ADDRESS.burst {
        once(1)?;
    }
    assert!(matches!(once(1), Err(Failure::TooOften(_))));
    once(1 + 6 * 60)?;
    Ok(())
}

fn nobody_invites_without_end(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    let admin = administrator(&here);
    let send = |call: &Call<'_>, number: u32| {
        let held_in = HeldIn::Area(here.forum.area.clone());
        let email = format!("new{number}@example.org");
        let role = Role::AreaAdministrator;
        here.database
            .write(|tx| invite(tx, call, &email, role, held_in.clone()))
    };
    let most = Rate::INVITATIONS_BY_A_PERSON.burst;
    for number in 0..most {
        send(&by(&admin, 1), number)?;
    }
    let once_more = send(&by(&admin, 1), most);
    assert!(matches!(once_more, Err(Failure::TooOften(_))));
    send(&machine(1), most)?;
    Ok(())
}

fn an_invitation_that_lapsed_long_ago_is_forgotten(scratch: &Scratch) -> Outcome {
    const DAY: i64 = 24 * 60;
    let here = open(scratch)?;
    let area = here.council.area.clone();
    let send = |email: &str, minutes: i64| {
        let held_in = HeldIn::Area(area.clone());
        let (call, role) = (machine(minutes), Role::AreaAdministrator);
        here.database
            .write(|tx| invite(tx, &call, email, role, held_in.clone()))
    };
    send("old@example.org", 0)?;
    send("newer@example.org", DAY)?;
    let left = |minutes: i64| {
        here.database.write(|tx| {
            forget(tx, &machine(minutes))?;
            Ok::<_, Failure>(invitations::in_area(tx, &area)?.len())
        })
    };
    assert_eq!(left(44 * DAY)?, 2);
    assert_eq!(left(44 * DAY + 1)?, 1);
    Ok(())
}

fn a_role_is_ended_by_whoever_holds_it_or_runs_the_organisation(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    here.relax();
    let forum = HeldIn::Organisation(here.forum.clone());
    here.give("member@example.org", Role::Member, &forum.clone());
    here.give("rep@example.org", Role::Representative, &forum.clone());
    here.give("co@example.org", Role::CoOrdinator, &forum);
    here.give(
        "officer@example.org",
        Role::Officer,
        &HeldIn::Organisation(here.council.clone()),
    );
    let area = &here.forum.area;
    let held = here.database.read(|s| roles::in_area(s, area))?;
    let id_of = |role| {
        held.iter()
            .find(|held| held.holding.role() == role)
            .map(|held| held.id)
    };
    let member = id_of(Role::Member).ok_or("no member")?;
    let rep = id_of(Role::Representative).ok_or("no representative")?;
    let officer = here.sign_in("officer@example.org", 1);
    let refused = here
        .database
        .write(|tx| end_role(tx, &by(&officer, 1), area, member));
    assert!(
        matches!(refused, Err(Failure::NotAllowed(_))),
        "a council ends no forum's role"
    );
    let oneself = here.sign_in("member@example.org", 1);
    here.database
        .write(|tx| end_role(tx, &by(&oneself, 1), area, member))?;
    let co = here.sign_in("co@example.org", 1);
    here.database
        .write(|tx| end_role(tx, &by(&co, 1), area, rep))?;
    let held = here.database.read(|s| roles::in_area(s, area))?;
    let over = held
        .iter()
        .filter(|held| !held.holding.is_held_at(at(2)))
        .count();
    assert_eq!(over, 2);
    Ok(())
}
