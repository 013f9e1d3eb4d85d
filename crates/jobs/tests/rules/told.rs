//! Whoever follows something is told of it, and each thing once, whatever stops in between, on both databases.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use super::town::Town;
use alongside_app::follow;
use alongside_app::tell::AT_ONCE;
use alongside_domain::follow::{Pace, Target};
use alongside_domain::reply::Standing;
use alongside_domain::sign_in::SecretHash;
use alongside_jobs::{Chance, Runner};
use alongside_store::followers;
use alongside_store::jobs;
use alongside_testkit::{Outcome, Scratch, chance};
use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, ToSpan as _};

alongside_testkit::on_both!(
    everybody_is_told_once_by_several_runners,
    a_batch_that_broke_off_is_neither_repeated_nor_forgotten,
    who_ended_it_meanwhile_is_not_written_to,
    what_was_called_off_meanwhile_is_told_as_it_is,
    people_are_reminded_once_each_time_and_of_no_time_that_was_changed,
    a_week_is_summed_up_once_and_only_where_there_was_anything,
    who_comes_and_follows_hears_of_each_thing_once,
    a_link_to_sign_in_goes_before_thousands,
);

pub(super) const HOUR: SignedDuration = SignedDuration::from_hours(1);

const NEW: &str = "New meeting: Spring meeting";

/// Has several runners do what there is, side by side, and says how many jobs that were.
pub(super) fn work_off(runners: &[Runner]) -> Result<u32, Box<dyn Error>> {
    let done = thread::scope(|scope| {
        let threads: Vec<_> = runners
            .iter()
            .map(|runner| scope.spawn(|| runner.work_off()))
            .collect();
        let done = threads.into_iter().map(thread::ScopedJoinHandle::join);
        done.filter_map(Result::ok).sum::<Result<u32, _>>()
    })?;
    Ok(done)
}

fn everybody_is_told_once_by_several_runners(scratch: &Scratch) -> Outcome {
    let town = Town::open(scratch)?;
    let body = Target::Body("SEND board".to_owned());
    for number in 0..AT_ONCE {
        town.follower(number, &[(Target::Area, Pace::Each)])?;
    }
    // Who follows it twice is told once, who hears of it once a week not yet, and who follows another not at all.
    let twice = [(Target::Area, Pace::Each), (body.clone(), Pace::Each)];
    town.follower(1_000, &twice)?;
    let both = [(Target::Area, Pace::Weekly), (body, Pace::Each)];
    town.follower(1_001, &both)?;
    town.follower(1_002, &[(Target::Area, Pace::Weekly)])?;
    let other = Target::Body("Another board".to_owned());
    town.follower(1_003, &[(other, Pace::Each)])?;
    town.announce("12 January 2027", "18:00")?;
    let runners = [town.usual("a")?, town.usual("b")?, town.usual("c")?];
    work_off(&runners)?;
    let told = town.told();
    assert_eq!(told.len(), AT_ONCE as usize + 2);
    assert!(told.values().all(|mails| mails == &[NEW]), "{told:?}");
    assert!(told.contains_key("f1000@people.example"));
    assert!(told.contains_key("f1001@people.example"));
    let backlog = town.shop.backlog()?;
    assert_eq!((backlog.open, backlog.dead), (0, 0));
    let mail = town.last()?;
    assert!(
        mail.text
            .contains("Tue 12 January 2027 at 6:00pm to 8:00pm"),
        "{}",
        mail.text
    );
    assert!(
        mail.text.contains("The library, 1 High Road"),
        "{}",
        mail.text
    );
    Ok(())
}

fn a_batch_that_broke_off_is_neither_repeated_nor_forgotten(scratch: &Scratch) -> Outcome {
    let town = Town::open(scratch)?;
    let many = AT_ONCE + 20;
    for number in 0..many {
        town.follower(number, &[(Target::Area, Pace::Each)])?;
    }
    town.announce("12 January 2027", "18:00")?;
    // The first process is gone in the middle of the first batch, and again in the middle of the second.
    let asked = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&asked);
    let dies: Chance = Box::new(move |bytes| {
        if counted.fetch_add(1, Ordering::Relaxed).is_multiple_of(2) {
            std::panic::resume_unwind(Box::new("gone"));
        }
        chance(bytes);
        Ok(())
    });
    let first = town.runner("a", dies)?;
    first.work_off()?;
    // Another did the first batch, kept it, and was gone before it could say so.
    town.shop.pass(HOUR);
    let (now, until) = (town.shop.now(), town.shop.now() + 1.minute());
    let taken = town
        .shop
        .database
        .write(|tx| jobs::take(tx, "killed", now, until, 1))?;
    let telling = serde_json::from_str(&taken[0].payload)?;
    let call = town.call();
    town.shop
        .database
        .write(|tx| alongside_app::tell::tell(tx, &call, &telling))?;
    town.shop.pass(HOUR);
    for _ in 0..4 {
        work_off(&[town.usual("b")?, town.usual("c")?])?;
        town.shop.pass(HOUR);
    }
    let told = town.told();
    assert_eq!(told.len(), many as usize);
    assert!(told.values().all(|mails| mails.len() == 1));
    assert!(asked.load(Ordering::Relaxed) > 0);
    assert_eq!(town.shop.backlog()?.open, 0);
    Ok(())
}

fn who_ended_it_meanwhile_is_not_written_to(scratch: &Scratch) -> Outcome {
    let town = Town::open(scratch)?;
    let gone = town.follower(1, &[(Target::Area, Pace::Each)])?;
    town.follower(2, &[(Target::Area, Pace::Each)])?;
    let secret = [9; 32];
    let call = town.call();
    let database = &town.shop.database;
    database.write(|tx| followers::link(tx, gone, SecretHash::of(&secret), call.now, None))?;
    town.announce("12 January 2027", "18:00")?;
    // The letters are enqueued, and none has gone out.
    let (now, until) = (town.shop.now(), town.shop.now() + 1.minute());
    let taken = database.write(|tx| jobs::take_prompt(tx, "b", now, until, 1))?;
    let telling = serde_json::from_str(&taken[0].payload)?;
    database.write(|tx| alongside_app::tell::tell(tx, &call, &telling))?;
    database.write(|tx| follow::end(tx, &call, &secret))?;
    town.shop.pass(HOUR);
    town.usual("a")?.work_off()?;
    let told = town.told();
    assert_eq!(told.keys().collect::<Vec<_>>(), ["f2@people.example"]);
    // Each mail says in its head how it is ended, and that link works.
    let mail = town.last()?;
    let address = mail.unsubscribe.ok_or("no way to end it")?;
    let secret = address
        .strip_prefix("https://alongside.example/follow/")
        .and_then(|rest| rest.strip_suffix("/ending"))
        .ok_or(address.clone())?;
    let secret = BASE64URL_NOPAD.decode(secret.as_bytes())?;
    let call = town.call();
    assert!(
        database
            .read(|s| follow::open(s, &call, &secret))?
            .is_some()
    );
    database.write(|tx| follow::end(tx, &call, &secret))?;
    assert!(
        database
            .read(|s| follow::open(s, &call, &secret))?
            .is_none()
    );
    let left = database.read(|snapshot| followers::count(snapshot, &town.area))?;
    assert_eq!(left, 0);
    Ok(())
}

fn what_was_called_off_meanwhile_is_told_as_it_is(scratch: &Scratch) -> Outcome {
    let town = Town::open(scratch)?;
    town.follower(1, &[(Target::Area, Pace::Each)])?;
    let meeting = town.announce("12 January 2027", "18:00")?;
    town.shop.pass(HOUR);
    town.move_to(meeting, "19 January 2027")?;
    town.shop.pass(HOUR);
    town.call_off(meeting)?;
    let runner = town.usual("a")?;
    runner.work_off()?;
    let told = town.told();
    assert_eq!(told["f1@people.example"], ["Called off: Spring meeting"]);
    let text = town.last()?.text;
    assert!(text.contains("Why: Nobody can come"), "{text}");
    // Each at its time where somebody was told of the one before.
    let second = town.announce("12 January 2027", "18:00")?;
    runner.work_off()?;
    town.shop.pass(HOUR);
    town.move_to(second, "26 January 2027")?;
    runner.work_off()?;
    let text = town.last()?.text;
    assert!(
        text.contains("It was to be Tue 12 January 2027 at 6:00pm."),
        "{text}"
    );
    assert!(
        text.contains("When: Tue 26 January 2027 at 6:00pm"),
        "{text}"
    );
    assert!(text.contains("Why: The hall is flooded"), "{text}");
    let subjects = &town.told()["f1@people.example"];
    assert_eq!(subjects[1..], [NEW, "New time: Spring meeting"]);
    Ok(())
}

fn people_are_reminded_once_each_time_and_of_no_time_that_was_changed(
    scratch: &Scratch,
) -> Outcome {
    let town = Town::open(scratch)?;
    let kept = town.announce("15 December 2026", "18:00")?;
    let moved = town.announce("16 December 2026", "18:00")?;
    let off = town.announce("17 December 2026", "18:00")?;
    for (number, meeting) in [(1, kept), (2, moved), (3, off)] {
        town.follower(number, &[(Target::Meeting(meeting), Pace::Weekly)])?;
    }
    town.shop.pass(HOUR);
    town.move_to(moved, "22 December 2026")?;
    town.call_off(off)?;
    let mut mails: Vec<String> = Vec::new();
    // Every hour two processes look, each of which is new.
    for _ in 0..(31 * 24) {
        town.shop.pass(HOUR);
        work_off(&[town.usual("a")?, town.usual("b")?])?;
        let now = town.shop.now().strftime("%d %H:%M").to_string();
        for mail in town.post.sent.mails().iter().rev().skip(mails.len()) {
            let to = mail.to.reveal();
            mails.push(format!("{now} {to} {}", mail.subject));
        }
    }
    mails.retain(|mail| !mail.contains("This week"));
    assert_eq!(
        mails,
        [
            "08 18:00 f1@people.example In a week: Spring meeting",
            "14 18:00 f1@people.example Tomorrow: Spring meeting",
            "15 18:00 f2@people.example In a week: Spring meeting",
            "21 18:00 f2@people.example Tomorrow: Spring meeting",
        ]
    );
    Ok(())
}

fn a_week_is_summed_up_once_and_only_where_there_was_anything(scratch: &Scratch) -> Outcome {
    let town = Town::open(scratch)?;
    town.follower(1, &[(Target::Area, Pace::Weekly)])?;
    town.follower(2, &[(Target::Area, Pace::Each)])?;
    let runners = [town.usual("a")?, town.usual("b")?];
    // It is Monday morning: nothing has happened by Thursday.
    work_off(&runners)?;
    town.shop.pass(SignedDuration::from_hours(4 * 24));
    work_off(&runners)?;
    assert_eq!(town.told().len(), 0);
    let first = town.announce("12 January 2027", "18:00")?;
    town.announce("13 January 2027", "18:00")?;
    work_off(&runners)?;
    town.move_to(first, "19 January 2027")?;
    town.shop.pass(SignedDuration::from_hours(7 * 24));
    work_off(&runners)?;
    work_off(&[town.usual("c")?])?;
    let told = town.told();
    assert_eq!(told["f1@people.example"], ["This week in Rivermead"]);
    assert_eq!(told["f2@people.example"].len(), 3);
    let mails = town.post.sent.mails();
    let week = mails
        .iter()
        .find(|mail| mail.subject.starts_with("This week"));
    let text = &week.ok_or("no letter")?.text;
    assert_eq!(text.matches("Spring meeting\n").count(), 2, "{text}");
    // What was moved before anybody was told of it is new, at the time that counts.
    assert!(!text.contains("It was to be"), "{text}");
    assert!(
        text.contains("19 January 2027") && text.contains("13 January 2027"),
        "{text}"
    );
    // The next week has what is new since.
    town.call_off(first)?;
    for _ in 0..3 {
        town.shop.pass(SignedDuration::from_hours(7 * 24));
        work_off(&[town.usual("d")?, town.usual("e")?])?;
    }
    assert_eq!(town.told()["f1@people.example"].len(), 2);
    Ok(())
}

fn who_comes_and_follows_hears_of_each_thing_once(scratch: &Scratch) -> Outcome {
    let town = Town::open(scratch)?;
    let meeting = town.announce("15 December 2026", "18:00")?;
    let follows = [
        (Target::Area, Pace::Each),
        (Target::Meeting(meeting), Pace::Each),
    ];
    for number in 1..=3 {
        town.follower(number, &follows)?;
    }
    // The first comes, however they write their address; the second cannot.
    town.reply(meeting, "F1@People.Example", Standing::Coming)?;
    town.reply(meeting, "f2@people.example", Standing::Declined)?;
    let runners = [town.usual("a")?, town.usual("b")?];
    work_off(&runners)?;
    for _ in 0..2 {
        town.shop.pass(HOUR);
        work_off(&runners)?;
    }
    town.move_to(meeting, "22 December 2026")?;
    work_off(&runners)?;
    for _ in 0..(23 * 24) {
        town.shop.pass(HOUR);
        work_off(&runners)?;
    }
    // The evening before.
    town.shop.pass(SignedDuration::from_hours(5 * 24 + 10));
    work_off(&runners)?;
    let told = town.told();
    let heard = |address: &str| told.get(address).cloned().unwrap_or_default();
    let all = [
        NEW,
        "New time: Spring meeting",
        "In a week: Spring meeting",
        "Tomorrow: Spring meeting",
    ];
    assert_eq!(heard("f2@people.example"), all);
    assert_eq!(heard("f3@people.example"), all);
    // As many: that it was announced as whoever follows, and the rest as somebody who comes.
    assert_eq!(heard("f1@people.example"), [NEW]);
    assert_eq!(heard("F1@people.example").len(), all.len() - 1);
    Ok(())
}

fn a_link_to_sign_in_goes_before_thousands(scratch: &Scratch) -> Outcome {
    let town = Town::open(scratch)?;
    for number in 0..30 {
        town.follower(number, &[(Target::Area, Pace::Each)])?;
    }
    town.announce("12 January 2027", "18:00")?;
    let call = town.call();
    let (now, until) = (town.shop.now(), town.shop.now() + 1.minute());
    let database = &town.shop.database;
    let taken = database.write(|tx| jobs::take_prompt(tx, "b", now, until, 1))?;
    let telling = serde_json::from_str(&taken[0].payload)?;
    database.write(|tx| alongside_app::tell::tell(tx, &call, &telling))?;
    town.shop.pass(SignedDuration::from_secs(1));
    database.write(|tx| {
        let wish = follow::Wish {
            about: None,
            what: "area",
            pace: "each",
            language: "tr",
        };
        follow::ask(tx, &call, &town.area, "sam@people.example", &wish, &[1; 32])
    })?;
    town.usual("a")?.work_off()?;
    let mails = town.post.sent.mails();
    let first = mails.last().ok_or("no mail")?;
    assert_eq!(first.to.reveal(), "sam@people.example");
    assert_eq!(first.subject, "Rivermead hakkında e-posta ister misiniz?");
    assert_eq!(first.unsubscribe, None);
    assert_eq!(mails.len(), 31);
    Ok(())
}
