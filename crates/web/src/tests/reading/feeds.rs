//! Feeds, read as the programs read them that they are for.

use alongside_pages::feed::FINDINGS_COLUMNS;
use alongside_testkit::{Outcome, Scratch};
use icalendar::{CalendarComponent, Component as _};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::{HOSTILE, Town};

alongside_testkit::on_both!(feeds_are_read_by_those_they_are_for);

fn feeds_are_read_by_those_they_are_for(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    let place = town.open("Rivermead", "rivermead", "");
    let quoted = HOSTILE.replace('"', "\"\"");
    let sheet = format!(
        "id,title,announced,starts,ends,cancelled\n1,\"{quoted}\",2026-01-05,2026-02-02T19:00,2026-02-02T20:30,\n2,Later,2026-01-05,2026-05-02,,2026-02-01\n3,Undated,2026-01-05,,,\n"
    );
    town.load(&place, sheet.as_bytes());

    let feed = town.get("/rivermead/changes.atom");
    assert!(
        feed.header("content-type")
            .starts_with("application/atom+xml")
    );
    let (mut reader, mut entries) = (Reader::from_str(std::str::from_utf8(&feed.body)?), 0);
    loop {
        match reader.read_event()? {
            Event::Start(element) if element.name().as_ref() == "entry" => entries += 1,
            Event::Eof => break,
            _ => {}
        }
    }
    let acts = town.all("/api/areas/rivermead/acts", 100);
    assert_eq!(entries, acts.len());

    let table = town.get("/rivermead/standards.csv");
    assert!(table.header("content-type").starts_with("text/csv"));
    let mut rows = csv::Reader::from_reader(table.body.as_slice());
    assert_eq!(rows.headers()?, FINDINGS_COLUMNS.as_slice());
    let rows = rows.records().collect::<Result<Vec<_>, _>>()?;
    assert_eq!(
        rows.len(),
        town.all("/api/areas/rivermead/findings", 100).len()
    );
    let missed = town.get("/rivermead/standards.csv?result=missed");
    let mut missed = csv::Reader::from_reader(missed.body.as_slice());
    assert!(
        missed
            .records()
            .all(|row| row.is_ok_and(|row| &row[9] == "missed"))
    );

    let calendar = town.get("/rivermead/meetings.ics");
    assert!(calendar.header("content-type").starts_with("text/calendar"));
    let calendar: icalendar::Calendar = calendar.text().parse()?;
    let events: Vec<_> = calendar
        .components
        .iter()
        .filter_map(CalendarComponent::as_event)
        .collect();
    assert_eq!(events.len(), 2);
    assert_eq!(events[1].get_summary(), Some("Later"));
    assert_eq!(
        events[1].get_status(),
        Some(icalendar::EventStatus::Cancelled)
    );

    for subject in town.all("/api/areas/rivermead/subjects", 9) {
        let page = subject["page"]
            .as_str()
            .unwrap()
            .replace("https://alongside.example", "");
        let file = town.get(&format!("{page}.ics"));
        if subject["title"] == "Undated" {
            assert_eq!(file.status, 404);
        } else {
            let calendar: icalendar::Calendar = file.text().parse()?;
            // The meeting, and the rules of its zone.
            assert_eq!(calendar.components.len(), 2);
        }
    }
    Ok(())
}
