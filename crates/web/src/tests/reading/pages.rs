//! Pages.

use std::fmt::Write as _;

use alongside_app::adopt_charter::adopt_charter;
use alongside_charter::{Audit, Charter, SchoolTerms, summarise};
use alongside_testkit::{Outcome, Scratch};
use jiff::civil::date;

use super::{CHARTER, HOSTILE, Place, RECORD, Town, rows};

alongside_testkit::on_both!(
    an_area_says_of_the_reference_record_what_the_command_line_says,
    every_page_of_an_area_is_there,
    the_standards_page_shows_what_is_asked_for,
    a_day_of_the_past_is_looked_at_as_it_was,
    the_record_is_read_page_by_page,
    the_holidays_of_an_areas_own_schools_count,
);

/// One more than a page of the record takes.
fn many() -> Vec<u8> {
    let mut sheet = "id,title,announced,starts\n".to_owned();
    for n in 0..60 {
        writeln!(sheet, "{n},Panel {n},2026-01-05,2026-02-02").unwrap();
    }
    sheet.into_bytes()
}

fn an_area_says_of_the_reference_record_what_the_command_line_says(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    town.haringey();
    let day = date(2022, 3, 19);
    let audit = Audit::new([Charter::parse(CHARTER)?], day);
    let subjects = rows(RECORD);
    let findings = audit.findings(&subjects);
    let mut expected: Vec<String> = findings
        .iter()
        .map(|of| {
            let (title, standard) = (of.about.title(), &of.standard.id);
            format!("{title} {standard} {} {}", of.verdict.name(), of.sum())
        })
        .collect();
    let mut told: Vec<String> = town
        .all("/api/areas/haringey/findings?as_of=2022-03-19", 7)
        .iter()
        .map(|of| {
            let text = |name: &str| of[name].as_str().unwrap().to_owned();
            let (title, standard) = (text("title"), text("standard"));
            format!("{title} {standard} {} {}", text("verdict"), text("sum"))
        })
        .collect();
    expected.sort();
    told.sort();
    assert_eq!(told, expected);

    let page = town.text("/haringey?as_of=2022-03-19");
    for of in summarise(&findings) {
        let says = of.standard.says.replace('\'', "&#39;");
        assert!(page.contains(&says), "{says}");
        if of.all.measured() > 0 {
            let kept = format!("{} of {}", of.all.kept, of.all.measured());
            assert!(page.contains(&kept), "{says}: {kept}");
        }
    }
    Ok(())
}

/// The address of the page of each subject and organisation.
fn addresses(town: &Town, slug: &str) -> Vec<String> {
    let mut addresses: Vec<String> = [
        "",
        "/standards",
        "/record",
        "/organisations",
        "/meetings",
        "/consultations",
        "/changes.atom",
        "/standards.csv",
        "/meetings.ics",
    ]
    .iter()
    .map(|rest| format!("/{slug}{rest}"))
    .collect();
    for of in ["subjects", "organisations"] {
        for thing in town.all(&format!("/api/areas/{slug}/{of}"), 500) {
            let page = thing["page"].as_str().unwrap();
            let path = page.strip_prefix("https://alongside.example").unwrap();
            addresses.push(path.to_owned());
        }
    }
    addresses
}

fn every_page_of_an_area_is_there(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    let place = town.open(HOSTILE, "hostile", "E09000014");
    let quoted = HOSTILE.replace('"', "\"\"");
    let sheet = format!(
        "id,title,organiser,body,announced,starts,source,excused\n1,\"{quoted}\",\"{quoted}\",\"{quoted}\",2026-01-05,2026-02-02,\"{quoted}\",\"{quoted}; agreed by the forum\"\n2,Later,,,2026-01-05,2026-05-02,,\n"
    );
    town.load(&place, sheet.as_bytes());
    for address in addresses(&town, "hostile") {
        let text = town.text(&address);
        let is_page = !address.contains(".csv") && !address.contains(".ics");
        assert!(!is_page || !text.contains("<script>alert"), "{address}");
        assert!(!is_page || !text.contains("onload="), "{address}");
    }
    let page = town.text("/?q=hostile");
    assert!(page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"));
    assert!(!page.contains("<script>alert"));
    // What is not there is told so, page or not.
    let gone = "019caf00-0000-7000-8000-000000000001";
    for address in [
        "/nowhere".to_owned(),
        "/nowhere/standards".to_owned(),
        "/nowhere/changes.atom".to_owned(),
        "/api/areas/nowhere".to_owned(),
        "/api/areas/nowhere/acts".to_owned(),
        "/hostile/wishes".to_owned(),
        "/hostile/meetings/1".to_owned(),
        format!("/hostile/meetings/{gone}"),
        format!("/hostile/meetings/{gone}.ics"),
        format!("/hostile/organisations/{gone}"),
        format!("/api/areas/hostile/subjects/{gone}"),
    ] {
        assert_eq!(town.get(&address).status, 404, "{address}");
    }
    Ok(())
}

fn the_standards_page_shows_what_is_asked_for(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    town.haringey();
    let all = town.all("/api/areas/haringey/findings", 500);
    let count = |query: &str| {
        town.all(&format!("/api/areas/haringey/findings?{query}"), 500)
            .len()
    };
    let having = |name: &str, value: &str| all.iter().filter(|of| of[name] == value).count();
    assert_eq!(count("result=missed"), having("result", "missed"));
    assert_eq!(
        count("standard=meeting-notice"),
        having("standard", "meeting-notice")
    );
    let organiser = all[0]["organiser"].as_str().unwrap();
    let written = organiser.replace(' ', "%20").replace('&', "%26");
    assert_eq!(
        count(&format!("organiser={written}")),
        having("organiser", organiser)
    );
    let between = all.iter().filter(|of| {
        of["day"]
            .as_str()
            .is_some_and(|day| ("2021-06-01".."2021-07-01").contains(&day))
    });
    assert_eq!(count("from=2021-06-01&to=2021-06-30"), between.count());
    assert!(count("result=missed") > 0 && count("result=missed") < all.len());

    let page = town.text("/haringey/standards?standard=meeting-notice&result=missed");
    let missed = all
        .iter()
        .filter(|of| of["standard"] == "meeting-notice" && of["result"] == "missed");
    assert_eq!(
        page.matches("<li class=\"finding").count(),
        missed.count().min(20)
    );
    // A page that is past the last is the last, and what cannot be read is told.
    assert_eq!(town.get("/haringey/standards?page=99").status, 200);
    for query in [
        "as_of=yesterday",
        "as_of=2022-02-30",
        "from=1/2/2021",
        "result=fine",
        "page=0",
    ] {
        let answered = town.get(&format!("/haringey/standards?{query}"));
        assert_eq!(answered.status, 400, "{query}");
        assert!(answered.text().contains("2026-03-02"), "{query}");
    }
    Ok(())
}

fn a_day_of_the_past_is_looked_at_as_it_was(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    let place = town.open("Rivermead", "rivermead", "");
    town.load(
        &place,
        b"id,title,announced,starts,papers\n1,Panel,2025-01-05,2025-02-02,2025-01-20\n",
    );
    let results = |query: &str| {
        let found = town.all(
            &format!("/api/areas/rivermead/findings?standard=papers-ahead{query}"),
            500,
        );
        found
            .iter()
            .map(|of| of["result"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let now = results("");
    assert_eq!(now, ["kept"]);
    assert_eq!(results("&as_of=2025-01-10"), ["due"]);
    // Nobody knows what will have been done by a day to come: it is as of now.
    assert_eq!(results("&as_of=2099-01-01"), now);
    let page = town.text("/rivermead/standards?as_of=2099-01-01");
    assert!(page.contains("2 March 2026"));
    assert!(
        town.text("/rivermead/standards?as_of=2025-01-10")
            .contains("10 January 2025")
    );
    Ok(())
}

fn the_record_is_read_page_by_page(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    let place = town.open("Rivermead", "rivermead", "");
    town.load(&place, &many());
    let first = town.text("/rivermead/record");
    let second = town.text("/rivermead/record?page=2");
    let lines = |page: &str| {
        // Behind the form, in which every meeting can be chosen.
        let acts = page.split_once("<ol class=\"events\">").unwrap().1;
        (0..60)
            .filter(|n| acts.contains(&format!("Panel {n}\u{2069}")))
            .count()
    };
    assert_eq!(lines(&first), 50);
    assert_eq!(lines(&second), 10);
    assert!(second.contains("Rivermead Council"));
    Ok(())
}

/// The standard: six weeks, and eight where a school holiday falls inside.
const DEFAULT: &str = include_str!("../../../../../charters/default.toml");
/// Seven weeks, with the autumn half-term holiday inside.
const CONSULTATION: &[u8] =
    b"kind,id,title,opened,closed\nconsultation,1,The strategy,2020-09-14,2020-11-02\n";
const TERMS: &str = include_str!("../../../../../calendars/school-terms/haringey.toml");

fn the_holidays_of_an_areas_own_schools_count(scratch: &Scratch) -> Outcome {
    let estimate = TERMS
        .replace("estimate = false", "estimate = true")
        .replace("gss =", "# gss =")
        .replace("area = \"haringey\"", "area = \"hillside\"");
    let terms = [TERMS, &estimate].map(|file| SchoolTerms::parse(file).unwrap());
    let town = Town::with_terms(scratch, terms.to_vec())?;
    let verdict = |place: &Place| {
        let (call, area) = (town.call(), &place.council.area);
        let from = date(2020, 7, 1);
        let adopted = town
            .database
            .write(|tx| adopt_charter(tx, &call, area, DEFAULT, from));
        adopted.unwrap();
        town.load(place, CONSULTATION);
        let findings = town.all(&format!("/api/areas/{area}/findings"), 50);
        let found = findings
            .into_iter()
            .find(|of| of["charter"] == "default" && of["standard"] == "consultation-open")
            .unwrap();
        found["verdict"].as_str().unwrap().to_owned()
    };
    let theirs = town.open("Haringey", "haringey-2021", "E09000014");
    assert_eq!(verdict(&theirs), "missed", "eight weeks are needed");
    let page = town.text("/haringey-2021/standards");
    assert!(page.contains("Haringey community schools"), "{page}");
    // Nobody published an estimate, so nobody is judged by one.
    let guessed = town.open("Hillside", "hillside", "");
    assert_eq!(verdict(&guessed), "kept");
    let page = town.text("/hillside/standards");
    assert!(!page.contains("Haringey community schools"));
    Ok(())
}
