//! As much of HTML as the tests look at.

/// The page without its styles, which are looked at by eye.
pub(crate) fn without_styles(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    format!("{before}<style>…</style>{after}")
}

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

/// Text as the templates write it.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = text.replace('&', "&#38;");
    for (sign, code) in [
        ('<', "&#60;"),
        ('>', "&#62;"),
        ('"', "&#34;"),
        ('\'', "&#39;"),
    ] {
        escaped = escaped.replace(sign, code);
    }
    escaped
}
