//! A draw that is frozen, and what comes after.

use std::fs;

use super::super::common::alongside;
use super::{QUOTAS, draw, json, pool};

/// What was said, whatever the width of the lines.
fn says(out: &str, what: &str) -> bool {
    out.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .contains(what)
}

#[test]
fn a_draw_of_more_than_nine_people_without_ids_is_verified() {
    let folder = pool("draw_numbers_frozen");
    let row = |row: usize| {
        let (area, age) = (
            ["north", "south"][row % 2],
            ["young", "old", "old"][row % 3],
        );
        format!("{area},{age}")
    };
    let rows: Vec<String> = (0..23).map(row).collect();
    let people = format!("area,age\n{}\n", rows.join("\n"));
    fs::write(folder.join("people.csv"), people).unwrap();
    let ran = draw(&folder, &["--size", "3", "--out", "held"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let verified = alongside(&folder, &["draw", "verify", "held"]);
    assert_eq!(verified.status, 0, "{} {}", verified.out, verified.err);
}

#[test]
fn quotas_that_leave_no_room_are_warned_of_when_a_draw_is_frozen() {
    let folder = pool("draw_no_room");
    let ran = draw(&folder, &["--size", "3", "--out", "roomy"]);
    assert!(!says(&ran.out, "leave no room"), "{}", ran.out);
    let quotas = QUOTAS.replace("young,1,2", "young,1,1");
    fs::write(folder.join("quotas.csv"), quotas).unwrap();
    let ran = draw(&folder, &["--size", "3", "--out", "tight"]);
    assert!(
        says(&ran.out, "The quotas on age leave no room"),
        "{}",
        ran.out
    );
    // Whoever reads the page, the file for programs or what is published is told too.
    let page = draw(&folder, &["--size", "3", "--format", "html"]);
    assert!(page.out.contains("The quotas on age leave no room"));
    let told = draw(&folder, &["--size", "3", "--format", "json"]);
    let warnings = json(&told)["warnings"].to_string();
    assert!(
        warnings.contains("The quotas on age leave no room"),
        "{warnings}"
    );
    for name in ["draw.json", "index.html"] {
        let text = fs::read_to_string(folder.join("tight/public").join(name)).unwrap();
        assert!(text.contains("The quotas on age leave no room"), "{name}");
        let roomy = fs::read_to_string(folder.join("roomy/public").join(name)).unwrap();
        assert!(!roomy.contains("leave no room:"), "{name}");
    }
    let chances = fs::read_to_string(folder.join("tight/public/chances.csv")).unwrap();
    for row in chances.lines().skip(1) {
        let target = row.split(',').nth(1).unwrap();
        assert_eq!(target.len(), "0.123".len(), "{row}");
    }
}

#[test]
fn what_else_lies_in_the_folder_does_not_stop_a_draw() {
    let folder = pool("draw_stray");
    draw(&folder, &["--size", "3", "--out", "held"]);
    let again = |args: &[&str]| alongside(&folder, &[&["draw"], args].concat());
    let public = folder.join("held/public");
    fs::write(public.join(".DS_Store"), [0, 159, 146, 150]).unwrap();
    assert_eq!(again(&["settle", "held", "--dice", "07"]).status, 0);
    let page = fs::read_to_string(public.join("index.html")).unwrap();
    fs::write(public.join("index.html"), page.replace("<p>", "<p >")).unwrap();
    let changed = again(&["verify", "held"]);
    assert_eq!(changed.status, 1, "{}", changed.out);
    assert!(
        changed
            .out
            .contains("DOES NOT HOLD: index.html, made again"),
        "{}",
        changed.out
    );
    // A page that another version made says nothing about the draw.
    let made_by = "Made by Alongside ";
    let other = page.replace(made_by, &format!("{made_by}0.0."));
    assert_ne!(other, page);
    fs::write(public.join("index.html"), other).unwrap();
    let verified = again(&["verify", "held"]);
    assert_eq!(verified.status, 0, "{} {}", verified.out, verified.err);
    for part in [
        "Not part of the draw: public/.DS_Store",
        "index.html is not the page",
    ] {
        assert!(verified.out.contains(part), "{part}\n{}", verified.out);
    }
}

#[test]
fn files_that_cannot_be_read_are_checks_that_do_not_hold() {
    let folder = pool("draw_unreadable");
    draw(&folder, &["--size", "3", "--out", "held"]);
    let verify = || alongside(&folder, &["draw", "verify", "held"]);
    assert_eq!(verify().status, 0);
    for (file, changed, says) in [
        ("private/pool.csv", &b"id,area\n1,"[..], "worked out again"),
        ("private/people.csv", b"ticket,id\n", "worked out again"),
        ("public/quotas.csv", b"\xff\xfe\xfd", "public/quotas.csv"),
        ("public/chances.csv", b"", "chances.csv"),
        ("public/draw.json", b"{}", "draw.json"),
    ] {
        let place = folder.join("held").join(file);
        let before = fs::read(&place).unwrap();
        fs::write(&place, changed).unwrap();
        let ran = verify();
        assert_eq!(ran.status, 1, "{file}: {} {}", ran.out, ran.err);
        let is_told = ran
            .out
            .lines()
            .any(|line| line.starts_with("DOES NOT HOLD:") && line.contains(says));
        assert!(is_told, "{file}: {}", ran.out);
        fs::write(&place, before).unwrap();
    }
    fs::remove_file(folder.join("held/private/pool.csv")).unwrap();
    assert_eq!(verify().status, 1);
}

#[test]
fn a_draw_is_frozen_settled_and_checked_and_a_change_is_seen() {
    let folder = pool("draw_frozen");
    let ran = draw(&folder, &["--size", "3", "--out", "held"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(
        draw(&folder, &["--size", "3", "--out", "held"]).status,
        2,
        "a frozen draw is not written over"
    );
    let again = |args: &[&str]| alongside(&folder, &[&["draw"], args].concat());
    let settled = again(&["settle", "held", "--dice", "4 1"]);
    assert!(
        settled.out.contains("Panel 41 is drawn"),
        "{} {}",
        settled.out,
        settled.err
    );
    assert_eq!(
        again(&["settle", "held", "--dice", "42"]).status,
        2,
        "a draw is settled once"
    );
    let verified = again(&["verify", "held"]);
    assert_eq!(
        (verified.status, verified.out.contains("All 18 checks hold")),
        (0, true),
        "{}",
        verified.out
    );
    assert!(
        says(
            &verified.out,
            "all was worked out again from everybody's features"
        ),
        "{}",
        verified.out
    );
    // What was published can be checked by itself, and says what it cannot show.
    fs::rename(folder.join("held/private"), folder.join("away")).unwrap();
    let public = again(&["verify", "held/public"]);
    assert_eq!(
        (public.status, public.out.contains("All 11 checks hold")),
        (0, true),
        "{}",
        public.out
    );
    assert!(
        says(
            &public.out,
            "What it cannot show: that the panels keep the quotas"
        ),
        "{}",
        public.out
    );
    // Somebody who is trusted with the private files has them elsewhere.
    let trusted = again(&["verify", "held/public", "--private", "away"]);
    assert_eq!(
        (trusted.status, trusted.out.contains("All 18 checks hold")),
        (0, true),
        "{}",
        trusted.out
    );
    assert_eq!(
        again(&["verify", "held/public", "--private", "held/public"]).status,
        2
    );
    let table = fs::read_to_string(folder.join("held/public/panels.csv")).unwrap();
    fs::write(
        folder.join("held/public/panels.csv"),
        table.replacen("T1", "T2", 1),
    )
    .unwrap();
    let changed = again(&["verify", "held"]);
    assert_eq!(
        (changed.status, changed.out.contains("DOES NOT HOLD")),
        (1, true),
        "{}",
        changed.out
    );
}

#[test]
fn everybody_checks_their_own_entry() {
    let folder = pool("draw_mine");
    draw(&folder, &["--size", "3", "--out", "held"]);
    let again = |args: &[&str]| alongside(&folder, &[&["draw"], args].concat());
    assert_eq!(again(&["settle", "held", "--dice", "4 1"]).status, 0);
    assert_eq!(again(&["entry", "held", "--id", "nobody"]).status, 2);
    let people = fs::read_to_string(folder.join("held/private/people.csv")).unwrap();
    let drawn = fs::read_to_string(folder.join("held/private/panel.csv")).unwrap();
    let mut was_drawn = 0;
    for row in people.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let (ticket, id) = (cells[0], cells[1]);
        let out = format!("{id}.json");
        let given = again(&["entry", "held", "--id", id, "--out", &out]);
        assert_eq!(given.status, 0, "{}", given.err);
        let ran = again(&["verify", "held/public", "--mine", &out]);
        assert_eq!(ran.status, 0, "{}", ran.out);
        let entry =
            format!("holds:         your entry is in the pool as ticket {ticket}, as: area = ");
        assert!(ran.out.contains(&entry), "{}", ran.out);
        let counted = format!("{ticket} is on ");
        assert!(ran.out.contains(&counted), "{}", ran.out);
        let is_drawn = ran.out.contains(&format!("{ticket} was drawn"));
        assert_eq!(
            is_drawn,
            drawn.contains(&format!("{ticket},")),
            "{}",
            ran.out
        );
        was_drawn += u32::from(is_drawn);
        // What is not as it was fixed is seen.
        let text = fs::read_to_string(folder.join(&out)).unwrap();
        let (from, to) = if text.contains("north") {
            ("north", "south")
        } else {
            ("south", "north")
        };
        fs::write(folder.join(&out), text.replace(from, to)).unwrap();
        let changed = again(&["verify", "held/public", "--mine", &out]);
        assert_eq!(changed.status, 1, "{}", changed.out);
        assert!(
            changed
                .out
                .contains("DOES NOT HOLD: your entry is in the pool"),
            "{}",
            changed.out
        );
    }
    assert_eq!(was_drawn, 3);
    fs::write(folder.join("other.json"), "{}").unwrap();
    let other = again(&["verify", "held/public", "--mine", "other.json"]);
    assert_eq!(other.status, 2);
    assert!(
        other.err.contains("is not an entry of a draw"),
        "{}",
        other.err
    );
}

#[test]
fn a_draw_is_not_settled_before_its_time() {
    let folder = pool("draw_early");
    let args = ["--size", "3", "--out", "held", "--at", "9000-01-01T00:00Z"];
    assert_eq!(draw(&folder, &args).status, 0);
    let args = ["draw", "settle", "held", "--signature", "00"];
    let early = alongside(&folder, &args);
    assert_eq!(early.status, 2);
    assert!(
        early
            .err
            .contains("9000-01-01 00:00:00 UTC, which is still to come"),
        "{}",
        early.err
    );
}

#[test]
fn alternates_are_chosen_and_somebody_steps_in() {
    let folder = pool("draw_alternates");
    draw(
        &folder,
        &[
            "--size",
            "3",
            "--out",
            "held",
            "--by-number",
            "the first number of the evening",
        ],
    );
    let again = |args: &[&str]| alongside(&folder, &[&["draw"], args].concat());
    assert_eq!(
        again(&["alternates", "held", "--count", "2"]).status,
        2,
        "not before it is settled"
    );
    assert_eq!(again(&["settle", "held", "--number", "07 13"]).status, 0);
    let chosen = again(&["alternates", "held", "--count", "2"]);
    assert!(
        chosen
            .out
            .starts_with("Alternates, the most helpful first: "),
        "{} {}",
        chosen.out,
        chosen.err
    );
    let panel = fs::read_to_string(folder.join("held/private/panel.csv")).unwrap();
    let first = panel
        .lines()
        .nth(1)
        .unwrap()
        .split(',')
        .nth(1)
        .unwrap()
        .to_owned();
    let replaced = again(&["replace", "held", "--gone", &first]);
    assert!(
        replaced.out.starts_with("Stepping in: "),
        "{} {}",
        replaced.out,
        replaced.err
    );
    assert_eq!(again(&["replace", "held", "--gone", "nobody"]).status, 2);
    assert_eq!(again(&["verify", "held"]).status, 0);
}

#[test]
fn people_drop_out_one_after_another() {
    let folder = pool("draw_dropping");
    let by = "the first number of the evening";
    draw(
        &folder,
        &["--size", "3", "--out", "held", "--by-number", by],
    );
    let again = |args: &[&str]| alongside(&folder, &[&["draw"], args].concat());
    assert_eq!(again(&["settle", "held", "--number", "7 13"]).status, 0);
    let column = |file: &str, column: usize| -> Vec<String> {
        let text = fs::read_to_string(folder.join("held/private").join(file)).unwrap();
        let cell = |line: &str| line.split(',').nth(column).unwrap().to_owned();
        text.lines().skip(1).map(cell).collect()
    };
    let panel = column("panel.csv", 1);
    let first = again(&["replace", "held", "--gone", &panel[0]]);
    assert_eq!(first.status, 0, "{}", first.err);
    assert!(first.err.contains("from the whole pool"), "{}", first.err);
    let substitute = column("replacements.csv", 2).remove(0);
    assert!(!panel.contains(&substitute));
    // Who has gone has gone; who stepped in may go too.
    let gone = again(&["replace", "held", "--gone", &panel[0]]);
    assert_eq!(gone.status, 2);
    assert!(gone.err.contains("has gone already"), "{}", gone.err);
    let second = again(&["replace", "held", "--gone", &substitute]);
    assert_eq!(second.status, 0, "{}", second.err);
    let third = again(&["replace", "held", "--gone", &panel[1]]);
    assert_eq!(third.status, 0, "{}", third.err);
    let left = column("replacements.csv", 0);
    assert_eq!(left, [&panel[0], &substitute, &panel[1]].map(String::clone));
    let mut met: Vec<String> = column("replacements.csv", 2);
    met.retain(|id| !id.is_empty());
    met.extend(panel);
    let all = met.len();
    met.sort_unstable();
    met.dedup();
    assert_eq!(met.len(), all, "nobody steps in who was there before");
}
