//! JSON: a list of items with the columns of a sheet as their keys.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::cell::Cell;
use crate::headings::Counted;
use crate::problem::{Problem, Problems};
use crate::rows::Rows;
use crate::{Reading, Sheet};

/// What a file of this format looks like, for messages.
const LIKE: &str =
    r#"[{"kind": "meeting", "announced": "2021-06-09", "starts": "2021-06-14T19:30"}]"#;

pub(crate) fn read(file: &str, text: &str, reading: &Reading<'_>) -> Result<Sheet, Vec<Problem>> {
    let items = items(text).map_err(|message| Problems::only(file, message))?;
    let mut rows = Rows::new(file, Counted::Items, reading);
    let mut places = BTreeMap::new();
    for (number, item) in (1..).zip(items) {
        match item {
            Value::Object(values) => read_item(number, values, &mut places, &mut rows),
            _ => rows.problem(number, None, format!("it has no keys. Write it as in {LIKE}.")),
        }
        if rows.is_full() {
            break;
        }
    }
    rows.finish()
}

/// The list itself, or the one under `subjects`.
fn items(text: &str) -> Result<Vec<Value>, String> {
    let value = serde_json::from_str(text).map_err(|error| {
        format!("this is not JSON: {error}. Correct it there, or write it as in {LIKE}.")
    })?;
    match value {
        Value::Array(items) => Ok(items),
        Value::Object(mut values) => match values.remove("subjects") {
            Some(Value::Array(items)) => Ok(items),
            _ => Err(format!("there is no list named \"subjects\" in it. Write one, or a list alone, as in {LIKE}.")),
        },
        _ => Err(format!("it holds no list. Write one, as in {LIKE}.")),
    }
}

fn read_item(
    number: usize,
    values: Map<String, Value>,
    places: &mut BTreeMap<String, usize>,
    rows: &mut Rows<'_>,
) {
    let mut found = Vec::with_capacity(values.len());
    for (key, value) in values {
        let place = match places.get(&key) {
            Some(place) => *place,
            None => {
                let place = rows.add_heading(number, &key);
                places.insert(key, place);
                place
            }
        };
        found.push((place, value));
    }
    // What is a list or has keys of its own is carried along as it is written.
    let nested: Vec<String> = found
        .iter()
        .map(|(_, value)| if value.is_array() || value.is_object() { value.to_string() } else { String::new() })
        .collect();
    rows.row(
        number,
        found.iter().zip(&nested).map(|((place, value), nested)| (*place, cell(value, nested))),
    );
}

fn cell<'v>(value: &'v Value, nested: &'v str) -> Cell<'v> {
    match value {
        Value::Null => Cell::Empty,
        Value::Bool(yes) => Cell::Flag(*yes),
        Value::Number(number) => number.as_f64().map_or(Cell::Empty, Cell::Number),
        Value::String(text) => Cell::text(text),
        Value::Array(_) | Value::Object(_) => Cell::Unreadable(
            nested.into(),
            "more than one value. Write one text, number, or true or false",
        ),
    }
}
