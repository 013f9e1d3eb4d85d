//! Everyone builds the same thing, so the lock file is in git.

use super::Finding;

pub(super) fn check(is_tracked: bool) -> Option<Finding> {
    (!is_tracked).then(|| Finding::new("Cargo.lock", 1, "not in git: run `git add Cargo.lock`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_file_in_git_is_in_order() {
        assert_eq!(check(true), None);
    }

    #[test]
    fn a_lock_file_left_out_of_git_is_found() {
        assert!(check(false).is_some());
    }
}
