//! The story holds together, whatever day it is told.

use alongside_app::area::Area;
use alongside_charter::Verdict;
use alongside_store::{Database, Options};
use alongside_testkit::{Outcome, Scratch, chance};

use super::*;

fn told_on(now: &str) -> Result<(Scratch, Database), Box<dyn std::error::Error>> {
    let scratch = Scratch::sqlite()?;
    let database = Database::open(scratch.url(), &Options::default())?;
    database.migrate()?;
    fill(&database, now.parse()?, &chance)?;
    Ok((scratch, database))
}

#[test]
fn the_borough_has_good_stretches_and_bad_and_something_ahead() -> Outcome {
    let (_scratch, database) = told_on("2026-11-22T10:00:00.000000Z")?;
    let slug: AreaSlug = "rivermead".parse()?;
    let area = database.read(|snapshot| Area::load(snapshot, &slug, None))?;
    let area = area.ok_or("no area")?;
    let today: jiff::Timestamp = "2026-11-22T10:00:00Z".parse()?;
    let audits = area.audits(today.into(), &[]);
    let findings = area.findings(&audits);
    for verdict in Verdict::ALL {
        let count = findings.iter().filter(|f| f.verdict == verdict).count();
        assert!(count > 0, "{verdict:?}");
    }
    assert!(area.subjects().count() > 60);
    let planned = |fact: &str| {
        let subjects = area.subjects().filter(|of| of.fact(fact).is_some());
        subjects.count()
    };
    assert_eq!(planned(alongside_domain::meeting::SERIES), 4);
    assert_eq!(planned(alongside_domain::meeting::RAPID), 1);
    assert_eq!(planned(alongside_charter::fact::SAVE_THE_DATE), 1);
    assert_eq!(
        area.adopted.len(),
        2,
        "a starting charter, then an agreement"
    );
    Ok(())
}

#[test]
fn the_story_can_be_told_on_any_day() -> Outcome {
    for now in [
        "2026-01-01T00:00:00.000000Z",
        "2026-03-29T01:30:00.000000Z",
        "2028-02-29T23:59:59.000000Z",
        "2026-10-25T00:30:00.000000Z",
    ] {
        told_on(now)?;
    }
    Ok(())
}

#[test]
fn a_database_with_an_area_in_it_is_left_alone() -> Outcome {
    let (_scratch, database) = told_on("2026-11-22T10:00:00.000000Z")?;
    fill(&database, "2026-11-23T10:00:00.000000Z".parse()?, &chance)?;
    assert_eq!(
        database
            .read(|snapshot: &mut Snapshot<'_>| areas::all(snapshot))?
            .len(),
        3
    );
    Ok(())
}
