//! No shortcut that hides a warning, a test or a missing piece.

use super::Finding;

/// What is refused and what to do in its place; in two parts, so that this file does not find itself.
const SHORTCUTS: [(&str, &str); 7] = [
    (
        concat!("#[", "allow("),
        "use `expect` with a reason, which complains when it is no longer needed",
    ),
    (
        concat!("#![", "allow("),
        "use `expect` with a reason, which complains when it is no longer needed",
    ),
    (concat!("#[", "ignore"), "mend the test or take it out"),
    (
        concat!("/// ```", "ignore"),
        "make the example compile, or mark it as text",
    ),
    (
        concat!("//! ```", "ignore"),
        "make the example compile, or mark it as text",
    ),
    (
        concat!("todo", "!("),
        "write it, or leave its caller out until it is there",
    ),
    (
        concat!("unimplemented", "!("),
        "write it, or leave its caller out until it is there",
    ),
];

pub(super) fn check(path: &str, text: &str) -> Vec<Finding> {
    let lines = (1..).zip(text.lines());
    let found = lines.filter_map(|(number, line)| {
        let (shortcut, instead) = SHORTCUTS
            .iter()
            .find(|(shortcut, _)| line.contains(shortcut))?;
        Some(Finding::new(
            path,
            number,
            format!("`{shortcut}`: {instead}"),
        ))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_is_found_with_its_line() {
        for (shortcut, _) in SHORTCUTS {
            let findings = check("a.rs", &format!("fn a() {{}}\n    {shortcut}\n"));
            assert_eq!(findings.len(), 1, "{shortcut}");
            assert_eq!(findings[0].line, 2, "{shortcut}");
        }
    }

    #[test]
    fn an_expectation_with_a_reason_is_in_order() {
        let text =
            "#[expect(clippy::cast_precision_loss, reason = \"counts are small\")]\n#[test]\n";
        assert!(check("a.rs", text).is_empty());
    }
}
