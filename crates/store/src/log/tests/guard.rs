//! Which log goes on, under which name and key.

use alongside_tlog::Refused;

use super::*;

alongside_testkit::on_both!(
    a_typo_never_starts_a_second_log,
    a_log_that_was_lost_or_is_old_is_not_begun_unasked,
    a_log_is_handed_over_by_an_entry_of_its_own,
    a_log_waits_after_a_backup_was_restored,
);

fn a_typo_never_starts_a_second_log(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    add(&database, 0..3)?;
    sequence_all(&database, &signer(), 10)?;
    let before = database.read(|snapshot| find(snapshot, AREA))?;
    add(&database, 3..6)?;
    let typo = Signer {
        host: "alongside.exmaple".to_owned(),
        ..signer()
    };
    let refused = sequence_all(&database, &typo, 10);
    assert!(
        matches!(refused, Err(Unsequenced::Refused(Refused::Origin { .. }))),
        "{refused:?}"
    );
    let refused = sequence_all(&database, &with_key(2), 10);
    assert!(
        matches!(refused, Err(Unsequenced::Refused(Refused::Key { .. }))),
        "{refused:?}"
    );
    let refused = begin_by_name(&database, AREA, &typo);
    assert!(matches!(refused, Err(Unsequenced::Begun(_))), "{refused:?}");
    assert_eq!(database.read(|snapshot| find(snapshot, AREA))?, before);
    assert_eq!(database.read(behind)?, [AREA]);
    // Set right, it goes on.
    assert_eq!(sequence_all(&database, &signer(), 10)?, 6);
    check(&database)?;
    Ok(())
}

fn a_log_that_was_lost_or_is_old_is_not_begun_unasked(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    let begun = sequence(&database, AREA, &signer(), start(), 10);
    assert!(
        matches!(begun, Err(Unsequenced::NoLog)),
        "an area without acts: {begun:?}"
    );
    add(&database, 0..3)?;
    let later = start() + 25.hours();
    let begun = sequence(&database, AREA, &signer(), later, 10);
    assert!(matches!(begun, Err(Unsequenced::Unnamed)), "{begun:?}");
    begin_by_name(&database, AREA, &signer())?;
    assert_eq!(sequence(&database, AREA, &signer(), later, 10)?.size, 3);

    let scratch = scratch.another()?;
    let copy = open(&scratch)?;
    add(&copy, 0..3)?;
    copy.write(|tx| outbox::enter(tx, AREA, 2))?;
    for begun in [
        sequence(&copy, AREA, &signer(), start(), 10).map(drop),
        begin_by_name(&copy, AREA, &signer()),
    ] {
        assert!(matches!(begun, Err(Unsequenced::Lost)), "{begun:?}");
    }
    Ok(())
}

fn a_log_is_handed_over_by_an_entry_of_its_own(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    add(&database, 0..3)?;
    sequence_all(&database, &signer(), 10)?;
    add(&database, 3..5)?;
    // Two that wait have places already, and one has none yet.
    database.write(|tx| outbox::enter(tx, AREA, 2))?;
    add(&database, 5..6)?;
    assert!(matches!(
        hand_over(&database, AREA, &with_key(2), &with_key(3)),
        Err(Unsequenced::Refused(Refused::Key { .. }))
    ));
    assert!(
        hand_over(&database, AREA, &signer(), &signer()).is_err(),
        "to itself"
    );
    assert_eq!(hand_over(&database, AREA, &signer(), &with_key(2))?, 5);
    assert!(
        hand_over(&database, AREA, &signer(), &with_key(3)).is_err(),
        "one waits already"
    );
    assert_eq!(database.read(behind)?, [AREA]);
    // The old key signs what came before, and no more; the new one goes on.
    assert_eq!(sequence(&database, AREA, &signer(), start(), 10)?.size, 5);
    check(&database)?;
    let refused = sequence(&database, AREA, &signer(), start(), 10);
    assert!(
        matches!(refused, Err(Unsequenced::Refused(Refused::Key { .. }))),
        "{refused:?}"
    );
    assert_eq!(sequence_all(&database, &with_key(2), 10)?, 7);
    let found = check(&database)?;
    assert_eq!(found[..5], bodies(0..5));
    assert!(
        found[5].starts_with("tlog-key-handover/v1\n"),
        "{}",
        found[5]
    );
    assert_eq!(found[6..], bodies(5..6));
    let log = database
        .read(|snapshot| find(snapshot, AREA))?
        .ok_or("no log")?;
    assert_eq!(log.key, with_key(2).key(AREA)?.verifier().to_string());
    assert_eq!(log.first_key, signer().key(AREA)?.verifier().to_string());
    assert_eq!(database.read(behind)?, Vec::<String>::new());
    Ok(())
}

fn a_log_waits_after_a_backup_was_restored(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    add(&database, 0..3)?;
    sequence_all(&database, &signer(), 10)?;
    add(&database, 3..5)?;
    let next = database.read(|snapshot| {
        let log = published(snapshot, AREA)?.ok_or_else(|| Error::other("no log"))?;
        Ok::<_, Error>((log.checkpoint.clone(), log))
    })?;
    database.write(pause_all)?;
    let waits = sequence(&database, AREA, &signer(), start(), 10);
    assert!(matches!(waits, Err(Unsequenced::Paused)), "{waits:?}");
    // Nor does whoever had read it before.
    let (checkpoint, log) = next;
    let key = signer().key(AREA)?;
    let next = log
        .next(&signer().origin(AREA), &key, [b"x".as_slice()])?
        .ok_or("nothing")?;
    assert!(!database.write(|tx| publish(tx, AREA, &checkpoint, &next))?);
    assert!(database.write(|tx| go_on(tx, AREA))?);
    assert!(!database.write(|tx| go_on(tx, "bromley"))?);
    assert_eq!(sequence_all(&database, &signer(), 10)?, 5);
    check(&database)?;
    Ok(())
}
