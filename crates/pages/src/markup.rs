//! What every page goes through last.

/// HTML has no place for control characters, not even escaped; a record may hold them.
pub(crate) fn without_control_characters(html: String) -> String {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if html.contains(is_control) {
        html.replace(is_control, "\u{fffd}")
    } else {
        html
    }
}
