//! Attributes of HTML, as far as the tests look at them.

/// The values of an attribute, in the order of the page.
pub(crate) fn attributes<'p>(page: &'p str, name: &str) -> impl Iterator<Item = &'p str> {
    let begins = format!(" {name}=\"");
    let places: Vec<usize> = page
        .match_indices(&begins)
        .map(|(at, _)| at + begins.len())
        .collect();
    places
        .into_iter()
        .filter_map(|at| page[at..].split('"').next())
}
