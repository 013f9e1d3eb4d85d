//! A file is short enough to hold in the head.

use super::Finding;

const MOST_LINES: usize = 500;

pub(super) fn check(path: &str, text: &str) -> Option<Finding> {
    let lines = text.lines().count();
    let says = format!("{lines} lines, more than {MOST_LINES}: split it by noun");
    (lines > MOST_LINES).then(|| Finding::new(path, MOST_LINES + 1, says))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_hundred_lines_are_enough() {
        assert_eq!(check("a.rs", &"//\n".repeat(500)), None);
    }

    #[test]
    fn one_more_is_too_many() {
        let finding = check("a.rs", &"//\n".repeat(501)).unwrap();
        assert_eq!(
            finding.to_string(),
            "a.rs:501: 501 lines, more than 500: split it by noun"
        );
    }
}
