//! As much of HTML as the tests look at.

/// The page without its styles, which are looked at by eye.
pub(crate) fn without_styles(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    format!("{before}<style>…</style>{after}")
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
