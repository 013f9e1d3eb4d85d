//! People say whether they come, and places are shared out.

use std::collections::BTreeSet;

use alongside_app::announce_meeting::Breach;
use alongside_app::forget::forget;
use alongside_app::letter::{self, About, Says};
use alongside_app::move_meeting::call_off;
use alongside_app::prepare_meeting::{self, prepare, prepared};
use alongside_app::reply::{
    By, Wish, by_link, come, decline, earlier, not_mine, take_over, withdraw,
};
use alongside_app::{Call, Caller, Failure};
use alongside_domain::Person;
use alongside_domain::act::SubjectId;
use alongside_domain::policy::Actor;
use alongside_domain::reply::{Need, Reason, Standing};
use alongside_domain::sign_in::SecretHash;
use alongside_store::jobs;
use alongside_store::places;
use alongside_store::replies::{self, Reply};
use alongside_testkit::{Outcome, Scratch};

use crate::town::{Town, later, machine};

alongside_testkit::on_both!(
    somebody_without_an_account_comes_says_what_they_need_and_takes_it_back,
    somebody_who_cannot_come_says_why_and_nothing_is_kept_of_them,
    the_link_in_a_mail_shows_the_reply_and_takes_it_back,
    everything_that_is_wrong_with_a_reply_is_told_at_once,
    nobody_replies_to_what_is_over_or_called_off,
    who_comes_is_seen_by_whoever_organises_it_and_by_nobody_else,
    a_month_after_the_meeting_nobody_knows_who_came,
    a_browser_that_somebody_else_used_shows_nothing_of_them,
);

const NETWORK: [u8; 32] = [7; 32];

impl Town {
    /// A meeting in a room and online, at which nobody has asked for a place yet.
    pub(crate) fn meeting(&self) -> SubjectId {
        let id = self.planned();
        self.at(id, "2027-01-12", "18:00").unwrap();
        self.announce(id, &Breach::default()).unwrap();
        let known = self.known();
        let subject = known.subjects().next().unwrap();
        subject.id.parse().unwrap()
    }

    pub(crate) fn come(
        &self,
        subject: SubjectId,
        browser: u8,
        wish: &Wish<'_>,
    ) -> Result<Standing, Failure> {
        self.come_at(&machine(), subject, browser, wish)
    }

    pub(crate) fn come_at(
        &self,
        call: &Call<'_>,
        subject: SubjectId,
        browser: u8,
        wish: &Wish<'_>,
    ) -> Result<Standing, Failure> {
        let by = by(browser);
        let on = &self.database;
        on.write(|tx| come(tx, call, &self.area, subject, &by, wish))
    }

    pub(crate) fn prepare(
        &self,
        subject: SubjectId,
        room: &str,
        rule: &str,
        joining: &str,
    ) -> Result<(), Failure> {
        let on = &self.database;
        let seen = on.read(|snapshot| places::find(snapshot, subject))?.version;
        let wish = prepare_meeting::Wish {
            seen,
            room,
            rule,
            joining,
        };
        on.write(|tx| prepare(tx, &machine(), &self.area, subject, &wish))
    }

    pub(crate) fn replies(&self, subject: SubjectId) -> Vec<Reply> {
        let found = self
            .database
            .read(|snapshot| replies::to(snapshot, subject));
        found.unwrap()
    }

    pub(crate) fn standings(&self, subject: SubjectId) -> Vec<Standing> {
        self.replies(subject)
            .iter()
            .map(|reply| reply.standing)
            .collect()
    }

    pub(crate) fn taken(&self, subject: SubjectId) -> u32 {
        let found = self
            .database
            .read(|snapshot| places::find(snapshot, subject));
        found.unwrap().taken
    }

    /// What the letters to be sent are about, and the queue is emptied.
    pub(crate) fn letters(&self) -> Vec<About> {
        let now = later(1).now.timestamp();
        let taken = self.database.write(|tx| {
            let taken = jobs::take(tx, "test", now, now, 1000)?;
            for job in &taken {
                jobs::complete(tx, job, now)?;
            }
            Ok::<_, alongside_store::Error>(taken)
        });
        let taken = taken.unwrap();
        let letters = taken.iter().filter(|job| job.kind == letter::KIND);
        letters
            .map(|job| serde_json::from_str(&job.payload).unwrap())
            .collect()
    }

    pub(crate) fn coming(&self, about: About) -> Option<letter::Coming> {
        let call = machine();
        let letter = self.database.write(|tx| letter::prepare(tx, &call, about));
        letter.unwrap().map(|letter| match letter.says {
            Says::Reply(coming) => *coming,
            Says::Link { .. } | Says::Invitation { .. } | Says::Told(_) => panic!("another letter"),
        })
    }
}

pub(crate) fn hash(browser: u8) -> SecretHash {
    SecretHash::of(&[browser; 32])
}

pub(crate) fn by(browser: u8) -> By<'static> {
    By {
        person: None,
        browser: hash(browser),
        network: &NETWORK,
        language: "en",
    }
}

pub(crate) const IN_THE_ROOM: Wish<'static> = Wish {
    means: "venue",
    name: "Ayşe",
    email: "",
    is_first: "",
    needs: &[],
    language: "",
    note: "",
    may_write: false,
};

fn somebody_without_an_account_comes_says_what_they_need_and_takes_it_back(
    scratch: &Scratch,
) -> Outcome {
    let town = Town::new(scratch)?;
    let subject = town.meeting();
    let wish = Wish {
        needs: &["interpreter", "step-free", "no such need"],
        language: "Turkish",
        note: "I bring a pram",
        is_first: "yes",
        ..IN_THE_ROOM
    };
    assert_eq!(town.come(subject, 1, &wish)?, Standing::Coming);
    let replies = town.replies(subject);
    let [reply] = replies.as_slice() else {
        panic!("{replies:?}")
    };
    let attendee = reply.attendee.as_ref().unwrap();
    let needs = BTreeSet::from([Need::Interpreter, Need::StepFree]);
    assert_eq!(attendee.needs.ticked, needs);
    assert_eq!(
        (attendee.needs.language.as_str(), reply.is_first),
        ("Turkish", Some(true))
    );
    assert!(town.letters().is_empty(), "there is no address to write to");
    assert_eq!(town.taken(subject), 1);

    // Asked again from the same browser it is the same reply, changed.
    let online = Wish {
        means: "online",
        email: "ayse@example.org",
        ..wish
    };
    town.come(subject, 1, &online)?;
    assert_eq!(town.replies(subject).len(), 1);
    assert_eq!(town.taken(subject), 0, "online takes no place in the room");
    assert_eq!(town.letters().len(), 1);

    let call = machine();
    town.database
        .write(|tx| withdraw(tx, &call, &town.area, subject, &by(1)))?;
    let gone = &town.replies(subject)[0];
    assert_eq!(gone.standing, Standing::Withdrawn);
    assert!(
        gone.attendee.is_none(),
        "nothing is kept of who does not come"
    );
    Ok(())
}

fn somebody_who_cannot_come_says_why_and_nothing_is_kept_of_them(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let subject = town.meeting();
    let call = machine();
    let say = |browser, reason| {
        town.database
            .write(|tx| decline(tx, &call, &town.area, subject, &by(browser), reason))
    };
    say(1, Reason::Notice)?;
    say(1, Reason::Care)?;
    say(2, Reason::Notice)?;
    let replies = town.replies(subject);
    let reasons: BTreeSet<_> = replies.iter().map(|reply| reply.reason).collect();
    assert_eq!(
        reasons,
        BTreeSet::from([Some(Reason::Care), Some(Reason::Notice)])
    );
    assert!(
        replies
            .iter()
            .all(|reply| reply.attendee.is_none() && reply.person.is_none())
    );
    let counted = town
        .database
        .read(|snapshot| replies::count(snapshot, &town.area))?;
    assert_eq!(counted.iter().map(|of| of.count).sum::<u64>(), 2);
    // Whoever changes their mind comes.
    assert_eq!(town.come(subject, 1, &IN_THE_ROOM)?, Standing::Coming);
    let reasons: Vec<_> = town
        .replies(subject)
        .iter()
        .filter_map(|reply| reply.reason)
        .collect();
    assert_eq!(reasons, [Reason::Notice]);
    Ok(())
}

fn the_link_in_a_mail_shows_the_reply_and_takes_it_back(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let subject = town.meeting();
    let wish = Wish {
        email: "ayse@example.org",
        ..IN_THE_ROOM
    };
    town.come(subject, 1, &wish)?;
    let about = town.letters()[0];
    let first = town.coming(about).unwrap();
    assert_eq!(
        (first.title.as_str(), first.place.as_str()),
        ("Spring meeting", "The library, 1 High Road")
    );
    let again = town.coming(about).unwrap();
    assert_ne!(first.secret, again.secret);
    for secret in [first.secret, again.secret] {
        let found = town.database.read(|snapshot| by_link(snapshot, &secret))?;
        assert_eq!(
            found.standing,
            Standing::Coming,
            "the link of an earlier mail works too"
        );
    }
    let unknown = town.database.read(|snapshot| by_link(snapshot, &[9; 32]));
    assert!(matches!(unknown, Err(Failure::NotFound)));
    // On another device it is the same reply, and whatever was said there before is somebody else's.
    town.come(subject, 2, &IN_THE_ROOM)?;
    let taken = town
        .database
        .write(|tx| take_over(tx, &first.secret, hash(2)))?;
    assert_eq!(taken.subject, subject);
    let again = town
        .database
        .write(|tx| take_over(tx, &again.secret, hash(2)))?;
    assert_eq!(again.id, taken.id);
    let call = machine();
    let reason = Reason::Time;
    town.database
        .write(|tx| decline(tx, &call, &town.area, subject, &by(2), reason))?;
    let stands = town.standings(subject);
    assert!(stands.contains(&Standing::Declined) && stands.contains(&Standing::Coming));
    assert_eq!(town.taken(subject), 1);
    assert!(
        town.coming(about).is_none(),
        "nothing is sent to whoever does not come"
    );
    Ok(())
}

fn everything_that_is_wrong_with_a_reply_is_told_at_once(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let subject = town.meeting();
    let long = "x".repeat(501);
    let wish = Wish {
        means: "by boat",
        name: " ",
        email: "not an address",
        needs: &["translation"],
        note: &long,
        ..Wish::default()
    };
    let Err(Failure::Wrong(wrong)) = town.come(subject, 1, &wish) else {
        panic!("it is taken")
    };
    for field in ["means", "name", "email", "needs-language", "note"] {
        assert!(!wrong.with(field).is_empty(), "{field}: {wrong}");
    }
    let no_address = Wish {
        means: "online",
        ..IN_THE_ROOM
    };
    let Err(Failure::Wrong(wrong)) = town.come(subject, 1, &no_address) else {
        panic!("nobody can tell them how to join")
    };
    assert!(!wrong.with("email").is_empty());
    assert!(town.replies(subject).is_empty());
    Ok(())
}

fn nobody_replies_to_what_is_over_or_called_off(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let subject = town.meeting();
    let late = later(51);
    let begun = town.come_at(&late, subject, 1, &IN_THE_ROOM);
    assert!(matches!(begun, Err(Failure::Wrong(_))), "{begun:?}");
    let call = later(1);
    town.database
        .write(|tx| call_off(tx, &call, &town.area, subject, "Snow"))?;
    let off = town.come_at(&call, subject, 1, &IN_THE_ROOM);
    assert!(matches!(off, Err(Failure::NotFound)), "{off:?}");
    Ok(())
}

fn who_comes_is_seen_by_whoever_organises_it_and_by_nobody_else(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let subject = town.meeting();
    town.come(subject, 1, &IN_THE_ROOM)?;
    let seen = |call: &Call<'_>| {
        town.database
            .read(|snapshot| prepared(snapshot, call, &town.area, subject))
    };
    assert_eq!(seen(&machine())?.replies.len(), 1);
    let stranger = Call {
        caller: Caller::Actor(Actor::Stranger),
        ..machine()
    };
    assert!(matches!(seen(&stranger), Err(Failure::NotAllowed(_))));
    Ok(())
}

fn a_month_after_the_meeting_nobody_knows_who_came(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let subject = town.meeting();
    let wish = Wish {
        email: "ayse@example.org",
        ..IN_THE_ROOM
    };
    town.come(subject, 1, &wish)?;
    let secret = town.coming(town.letters()[0]).unwrap().secret;
    let at = |days: i64| -> Result<(), Failure> {
        let call = later(days);
        town.database.write(|tx| forget(tx, &call))
    };
    at(50 + 29)?;
    assert!(town.replies(subject)[0].attendee.is_some());
    at(50 + 32)?;
    let left = &town.replies(subject)[0];
    assert!(left.attendee.is_none() && left.browser.is_none() && left.person.is_none());
    assert_eq!(
        left.standing,
        Standing::Coming,
        "that somebody came is still counted"
    );
    let link = town.database.read(|snapshot| by_link(snapshot, &secret));
    assert!(matches!(link, Err(Failure::NotFound)));
    Ok(())
}

fn a_browser_that_somebody_else_used_shows_nothing_of_them(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let subject = town.meeting();
    town.come(subject, 1, &IN_THE_ROOM)?;
    let here = || -> Result<Option<Reply>, Failure> {
        town.database
            .read(|snapshot| earlier(snapshot, subject, None::<&Person>, hash(1)))
    };
    assert!(here()?.is_some());
    town.database.write(|tx| not_mine(tx, subject, hash(1)))?;
    assert!(here()?.is_none());
    town.come(
        subject,
        1,
        &Wish {
            name: "Ben",
            ..IN_THE_ROOM
        },
    )?;
    assert_eq!(town.replies(subject).len(), 2);
    Ok(())
}
