//! Whoever follows by phone gets each text once, whatever stops in between, on both databases; and over the line that
//! GOV.UK Notify speaks.

use std::collections::BTreeMap;
use std::sync::Arc;

use alongside_app::follow;
use alongside_domain::Segments;
use alongside_domain::follow::{Pace, Target};
use alongside_notify::{GovUkNotify, HttpOptions, Templates};
use alongside_store::followers::{self, About, Reach};
use alongside_testkit::text_server::{KEY, MAIL_TEMPLATE, Server, TEXT_TEMPLATE};
use alongside_testkit::{Outcome, Scratch};
use data_encoding::BASE64URL_NOPAD;
use jiff::SignedDuration;

use super::shop::{Mishap, Post};
use super::told::{HOUR, work_off};
use super::town::{Town, same_every_time};

alongside_testkit::on_both!(
    everybody_gets_one_text_over_notify_from_several_runners,
    texts_remind_and_sum_up_once_each_time,
    a_text_that_may_have_gone_out_is_not_sent_again,
    a_text_waits_for_somebody_to_take_it,
    the_link_of_a_text_shows_the_meeting_and_ends_it,
);

const NUMBER: &str = "+447700900001";

fn number(last: u32) -> String {
    format!("+447700900{last:03}")
}

fn texts(town: &Town) -> BTreeMap<String, Vec<String>> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for text in town.post.sent.texts().iter().rev() {
        let to = text.to.reveal().to_owned();
        texts.entry(to).or_default().push(text.text.clone());
    }
    texts
}

fn everybody_gets_one_text_over_notify_from_several_runners(scratch: &Scratch) -> Outcome {
    let town = Town::open(scratch)?;
    for last in 0..30 {
        town.follower_at(&number(last), &[(Target::Area, Pace::Each)])?;
    }
    town.follower(1, &[(Target::Area, Pace::Each)])?;
    let server = Server::start(None)?;
    let runner = |name| {
        let templates = Templates {
            text: Some(TEXT_TEMPLATE.parse()?),
            mail: Some(MAIL_TEMPLATE.parse()?),
        };
        let options = HttpOptions::default();
        let notify = GovUkNotify::open(KEY, templates, Some(&server.address), &options)?;
        town.runner_with(name, same_every_time(), Some(Arc::new(notify)))
    };
    let subject = town.announce("12 January 2027", "18:00")?;
    let counted = town.shop.database.read(|snapshot| {
        let about = About {
            area: &town.area,
            whole: &subject.to_string(),
            body: "SEND board",
        };
        followers::reach(snapshot, about)
    })?;
    let reach = Reach {
        language: "en".to_owned(),
        mails: 1,
        texts: 30,
    };
    assert_eq!(counted, [reach]);
    work_off(&[runner("a")?, runner("b")?, runner("c")?])?;
    let taken = server.taken();
    let mut told: Vec<&str> = taken.iter().map(|taken| taken.to.as_str()).collect();
    told.sort_unstable();
    let wanted: Vec<String> = (0..30).map(number).collect();
    assert_eq!(told, wanted);
    for taken in &taken {
        let says = &taken.text;
        assert!(
            says.starts_with(
                "Rivermead. New meeting: Spring meeting. Tue 12 January 2027 at 6:00pm. "
            ),
            "{says}"
        );
        assert_eq!(Segments::of(says).count, 1, "{says}");
    }
    assert_eq!(town.told().len(), 1);
    assert_eq!(town.shop.backlog()?.dead, 0);
    Ok(())
}

fn texts_remind_and_sum_up_once_each_time(scratch: &Scratch) -> Outcome {
    let mut town = Town::open(scratch)?;
    // The provider is not there for the first two tries.
    town.post = Post::with([Mishap::Away, Mishap::Away]);
    let meeting = town.announce("4 December 2026", "18:00")?;
    town.shop.pass(HOUR);
    town.follower_at(NUMBER, &[(Target::Meeting(meeting), Pace::Each)])?;
    town.follower_at(&number(2), &[(Target::Area, Pace::Weekly)])?;
    town.shop.pass(HOUR);
    town.announce("15 January 2027", "18:00")?;
    // Every hour two processes look, each of which is new.
    for _ in 0..(14 * 24) {
        town.shop.pass(HOUR);
        work_off(&[town.usual("a")?, town.usual("b")?])?;
    }
    let texts = texts(&town);
    let begin = |to: &str| -> Vec<String> {
        let all = texts.get(to).into_iter().flatten();
        all.map(|text| text.split(" https").next().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(
        begin(NUMBER),
        [
            "Rivermead. In a week: Spring meeting. Fri 4 December 2026 at 6:00pm. Answer or stop texts:",
            "Rivermead. Tomorrow: Spring meeting. Fri 4 December 2026 at 6:00pm. Answer or stop texts:",
        ]
    );
    assert_eq!(
        begin(&number(2)),
        ["This week: 1 new or changed in Rivermead. Answer or stop texts:"]
    );
    assert_eq!(town.told().len(), 0);
    Ok(())
}

fn a_text_that_may_have_gone_out_is_not_sent_again(scratch: &Scratch) -> Outcome {
    let mut town = Town::open(scratch)?;
    town.post = Post::with([Mishap::Uncertain]);
    town.follower_at(NUMBER, &[(Target::Area, Pace::Each)])?;
    town.announce("12 January 2027", "18:00")?;
    for _ in 0..48 {
        work_off(&[town.usual("a")?, town.usual("b")?])?;
        town.shop.pass(HOUR);
    }
    assert_eq!(texts(&town)[NUMBER].len(), 1);
    let says = town.shop.epitaph()?;
    assert!(says.contains("it may have been sent, or not"), "{says}");
    assert!(!says.contains("7700"), "{says}");
    Ok(())
}

fn a_text_waits_for_somebody_to_take_it(scratch: &Scratch) -> Outcome {
    let town = Town::open(scratch)?;
    town.follower_at(NUMBER, &[(Target::Area, Pace::Each)])?;
    town.announce("12 January 2027", "18:00")?;
    town.runner_with("a", same_every_time(), None)?.work_off()?;
    assert_eq!((texts(&town).len(), town.shop.backlog()?.open), (0, 1));
    town.shop.pass(SignedDuration::from_hours(2));
    town.usual("b")?.work_off()?;
    assert_eq!(texts(&town)[NUMBER].len(), 1);
    Ok(())
}

fn the_link_of_a_text_shows_the_meeting_and_ends_it(scratch: &Scratch) -> Outcome {
    let town = Town::open(scratch)?;
    town.follower_at(NUMBER, &[(Target::Area, Pace::Each)])?;
    let meeting = town.announce("12 January 2027", "18:00")?;
    town.usual("a")?.work_off()?;
    let text = texts(&town)[NUMBER][0].clone();
    let (_, secret) = text.rsplit_once("/follow/").ok_or(text.clone())?;
    let secret = BASE64URL_NOPAD.decode(secret.as_bytes())?;
    let (call, database) = (town.call(), &town.shop.database);
    let opened = database.read(|snapshot| follow::open(snapshot, &call, &secret))?;
    let opened = opened.ok_or("the link opens nothing")?;
    assert!(opened.is_by_text);
    assert_eq!(opened.about.map(|meeting| meeting.id), Some(meeting));
    // It is as it is now.
    town.call_off(meeting)?;
    let opened = database.read(|snapshot| follow::open(snapshot, &call, &secret))?;
    let about = opened.and_then(|opened| opened.about).ok_or("no meeting")?;
    assert_eq!(about.happened, alongside_app::letter::Happened::Off);
    database.write(|tx| follow::end(tx, &call, &secret))?;
    // Nobody is told any more, of what was called off neither.
    town.shop.pass(HOUR);
    town.usual("b")?.work_off()?;
    assert_eq!(texts(&town)[NUMBER].len(), 1);
    Ok(())
}
