//! A published draw that somebody changed: whatever they change, some check does not hold, for all and for one person.
#![no_main]

use std::sync::LazyLock;

use alongside_lottery::frozen::{Answer, By, Entry, Files, check, check_entry, freeze, settle, tickets};
use alongside_lottery::{Chances, Method, Pool, Table};
use libfuzzer_sys::fuzz_target;

/// A small draw that was settled, and the entry of one person in it.
static DRAW: LazyLock<(Files, Entry)> = LazyLock::new(|| {
    let row = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
    let quotas = Table::new(
        ["category", "feature", "min", "max"],
        [row(&["area", "north", "1", "2"]), row(&["area", "south", "1", "2"])],
    );
    let areas = ["north", "south", "south", "north", "south"];
    let people = Table::new(["area"], areas.map(|area| row(&[area])));
    let pool = Pool::read(&people, &quotas, 3).expect("a pool without faults");
    let chances = Chances::find(&pool, Method::Leximin, &mut |_| {}).expect("chances");
    let lots = chances.lottery(20, &mut |_| {}).expect("panels");
    let tickets = tickets(&pool, &[7; 32]);
    let by = By::Number { which: "the first that is heard".to_owned() };
    let targets = chances.all();
    let mut files = freeze(&pool, Method::Leximin, &targets, &lots, &tickets, by, vec!["A note.".to_owned()]).public;
    let outcome = settle(&files, Answer::Number("4 8 15".to_owned())).expect("a number");
    files.insert("outcome.json".to_owned(), outcome.json());
    let entry = Entry::of(&pool, &tickets, 1).expect("somebody");
    (files, entry)
});

/// Which file, from where, how many bytes are taken away, and what is put in their place.
type Change<'t> = (u8, u16, u8, &'t str);

fuzz_target!(|input: (Vec<Change<'_>>, &str)| {
    let (changes, other) = input;
    let (files, entry) = &*DRAW;
    let mut changed = files.clone();
    for (file, from, taken, put) in changes {
        let at = usize::from(file) % changed.len();
        let Some(text) = changed.values_mut().nth(at) else { continue };
        let mut from = usize::from(from) % (text.len() + 1);
        let mut to = (from + usize::from(taken)).min(text.len());
        while !text.is_char_boundary(from) {
            from -= 1;
        }
        while !text.is_char_boundary(to) {
            to += 1;
        }
        text.replace_range(from..to, put);
    }
    let holds = check(&changed).iter().all(|check| check.holds);
    assert_eq!(holds, changed == *files);
    let mine = check_entry(&changed, entry);
    assert!(!holds || mine.iter().all(|check| check.holds));
    if let Ok(other) = Entry::parse(other) {
        assert_eq!(Entry::parse(&other.json()), Ok(other.clone()));
        drop(check_entry(&changed, &other));
    }
});
