//! Links, sessions, and who somebody is.

use super::*;

alongside_testkit::on_both!(
    a_link_signs_in_once_in_the_browser_that_asked,
    tries_that_are_refused_are_counted,
    whoever_asks_for_a_link_sees_the_same_and_a_job_is_there,
    no_secret_rests_in_the_queue,
    somebody_who_asks_too_often_is_sent_nothing_more,
    a_session_that_was_ended_is_over,
    nothing_that_signs_in_comes_back_with_a_backup,
    staff_roles_count_only_after_a_passkey,
);

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

fn nothing_that_signs_in_comes_back_with_a_backup(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    let forum = HeldIn::Organisation(here.forum.clone());
    here.give("sam@example.org", Role::Member, &forum);
    here.ask("sam@example.org", 0)?;
    let link = here.secret(0);
    let SignedIn { secret, .. } = here.open_link(&link, BROWSER, 0)??;
    here.ask("sam@example.org", 1)?;
    let unused = here.secret(1);
    let before = here.version();
    // Of a clock that was ahead of ours, too.
    here.database.write(|tx| after_restore(tx, &machine(-5)))?;
    assert!(matches!(here.who(&secret, 2), Signed::Never));
    let opened = here.open_link(&unused, BROWSER, 2)?;
    assert!(matches!(opened, Err(LinkRefusal::Unknown)));
    // No page of what was done since the backup is taken for one of what is done from now on.
    let after = here.version();
    assert!(after > before + 1_000_000_000);
    here.relax();
    assert_eq!(here.version(), after + 1);
    here.database.write(|tx| after_restore(tx, &machine(3)))?;
    assert!(here.version() > after + 1);
    let who = here.sign_in("sam@example.org", 4);
    let refused = here.database.write(|tx| after_restore(tx, &by(&who, 4)));
    assert!(matches!(refused, Err(Failure::NotAllowed(_))));
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
