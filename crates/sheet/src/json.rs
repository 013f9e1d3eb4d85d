//! JSON: a list of items with the columns of a sheet as their keys.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::cell::Cell;
use crate::headings::{Counted, MAX_COLUMNS};
use crate::problem::{Problem, Problems};
use crate::rows::Rows;
use crate::taker::Taker;
use crate::{Reading, Sheet};

/// What a file of this format looks like, for messages.
const LIKE: &str =
    r#"[{"kind": "meeting", "announced": "2021-06-09", "starts": "2021-06-14T19:30"}]"#;

pub(crate) fn read(file: &str, text: &str, reading: &Reading<'_>) -> Result<Sheet, Vec<Problem>> {
    let mut rows = Rows::new(file, Counted::Items, reading);
    let refuse = |message: String| Err(Problems::only(file, message));
    let not_json = |error: serde_json::Error| {
        refuse(format!(
            "this is not JSON: {error}. Correct it there, or write it as in {LIKE}."
        ))
    };
    let list = match serde_json::from_str::<&RawValue>(text) {
        Ok(whole) if whole.get().starts_with('{') => match subjects(whole) {
            Ok(Some(list)) => list,
            Ok(None) => {
                let what = "there is no list named \"subjects\" in it";
                return refuse(format!("{what}. Write one, or a list alone as in {LIKE}."));
            }
            Err(error) => return not_json(error),
        },
        Ok(whole) => whole,
        Err(error) => return not_json(error),
    };
    if !list.get().starts_with('[') {
        return refuse(format!("it holds no list. Write one, as in {LIKE}."));
    }
    let mut list = serde_json::Deserializer::from_str(list.get());
    if let Err(error) = (Items {
        rows: &mut rows,
        places: BTreeMap::new(),
    })
    .deserialize(&mut list)
    {
        return not_json(error);
    }
    rows.finish()
}

/// What stands under `subjects`.
fn subjects(whole: &RawValue) -> serde_json::Result<Option<&RawValue>> {
    let Entries(entries) = serde_json::from_str(whole.get())?;
    Ok(entries
        .into_iter()
        .find(|(key, _)| key == "subjects")
        .map(|(_, value)| value))
}

/// Takes the items of a list one by one: a list can be eighty times as large once it is read.
struct Items<'i, 'r> {
    rows: &'i mut Rows<'r>,
    /// The place of each key among the headings.
    places: BTreeMap<String, usize>,
}

impl<'de> DeserializeSeed<'de> for Items<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, list: D) -> Result<(), D::Error> {
        list.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(item) = items.next_element::<&RawValue>()? {
            number += 1;
            if self.rows.is_full() {
                continue;
            }
            if item.get().starts_with('{') {
                let Entries(entries) =
                    serde_json::from_str(item.get()).map_err(de::Error::custom)?;
                self.item(number, entries);
            } else {
                let message = format!("it has no keys. Write it as in {LIKE}.");
                self.rows.problem(number, None, message);
            }
        }
        Ok(())
    }
}

impl Items<'_, '_> {
    fn item(&mut self, number: usize, entries: Vec<(String, &RawValue)>) {
        let mut found = Vec::with_capacity(entries.len());
        let mut seen = BTreeSet::new();
        for (key, value) in entries {
            let known = self.places.get(&key).copied();
            let place = known.unwrap_or_else(|| self.rows.add_heading(number, &key));
            if known.is_none() {
                self.places.insert(key, place);
            }
            if !seen.insert(place) {
                let message = "it stands twice in this item. Take out one of the two.";
                self.rows.problem(number, Some(place), message);
                continue;
            }
            found.push((place, scalar(value), value.get()));
        }
        let cells = found
            .iter()
            .map(|(place, value, written)| (*place, cell(value, written)));
        self.rows.row(number, cells);
    }
}

/// The value, unless it is a list or has keys of its own.
fn scalar(value: &RawValue) -> Value {
    match value.get().as_bytes().first() {
        Some(b'[' | b'{') => Value::Array(Vec::new()),
        _ => serde_json::from_str(value.get()).unwrap_or(Value::Null),
    }
}

fn cell<'v>(value: &'v Value, written: &'v str) -> Cell<'v> {
    match value {
        Value::Null => Cell::Empty,
        Value::Bool(yes) => Cell::Flag(*yes),
        Value::Number(number) => number.as_f64().map_or(Cell::Empty, Cell::Number),
        Value::String(text) => Cell::text(text),
        Value::Array(_) | Value::Object(_) => Cell::Unreadable(
            written.into(),
            "more than one value. Write one text, one number, or true or false",
        ),
    }
}

/// The keys and values of an item in their order.
struct Entries<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(item: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("keys and values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry::<String, &RawValue>()? {
                    if entries.len() > MAX_COLUMNS {
                        let message = format!("an item has more than {MAX_COLUMNS} keys");
                        return Err(de::Error::custom(message));
                    }
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        item.deserialize_map(InOrder)
    }
}
