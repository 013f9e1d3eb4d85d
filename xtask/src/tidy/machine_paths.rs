//! Nothing in the repository points into the folders of one person's machine.

use super::Finding;

// In two parts, so that this file does not find itself.
const FOLDERS: [&str; 4] = [
    concat!("/", "home/"),
    concat!("/", "root/"),
    concat!("/", "work/"),
    concat!("/", "Users/"),
];

pub(super) fn check(path: &str, text: &str) -> Vec<Finding> {
    let lines = (1..).zip(text.lines());
    let found = lines.filter_map(|(number, line)| {
        let folder = FOLDERS.iter().find(|folder| starts_a_path(line, folder))?;
        Some(Finding::new(
            path,
            number,
            format!("a path of one machine: `{folder}`"),
        ))
    });
    found.collect()
}

/// Whether the folder stands at the beginning of a path, not inside one or inside a web address.
fn starts_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || "._-~%}".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(line: &str) -> bool {
        // `@` stands for the slash, so that this file does not find itself.
        !check("a.md", &line.replace('@', "/")).is_empty()
    }

    #[test]
    fn a_path_of_one_machine_is_found_wherever_it_begins() {
        assert!(is_found("@home@sam@out.html"));
        assert!(is_found("written to \"@root@out.html\""));
        assert!(is_found("see file:@@@work@out.html"));
        assert!(is_found("target = @Users@sam@target"));
    }

    #[test]
    fn web_addresses_and_paths_inside_the_repository_are_left_alone() {
        assert!(!is_found("https:@@www.example.org@home@news"));
        assert!(!is_found("src@work@mod.rs"));
        assert!(!is_found("${HOME}@work@x"));
        assert!(!is_found("parents at home and at work"));
    }

    #[test]
    fn the_finding_says_the_line() {
        let text = "one\ntwo @home@sam\n".replace('@', "/");
        assert_eq!(check("a.md", &text)[0].line, 2);
    }
}
