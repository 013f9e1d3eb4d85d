//! Rows of any text make a pool or a list of faults.
#![no_main]

use alongside_lottery::{Pool, Table};
use libfuzzer_sys::fuzz_target;

fn table(text: &str) -> Table {
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let headings = lines.next().unwrap_or_default();
    Table::new(headings.iter().map(String::as_str), lines)
}

fuzz_target!(|input: (&str, &str, u32)| {
    let (people, quotas, size) = input;
    let (people, quotas) = (table(people), table(quotas));
    if let Ok(pool) = Pool::read(&people, &quotas, size) {
        assert_eq!(pool.people().len(), people.rows.len());
    }
});
