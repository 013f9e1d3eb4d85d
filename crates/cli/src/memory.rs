//! How much memory the service takes.

/// The C library of most Linux systems gives each of many threads a store of free memory of its own, which all stay as
/// large as they ever were. Two of them serve two dozen threads as fast in a good third less memory
/// (`docs/performance.md`). How many there are is read before `main`, so the program begins once more in the same
/// process. Whoever sets the variable has their way.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(crate) fn share() {
    use std::env;
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    const SHARED: &str = "MALLOC_ARENA_MAX";
    if env::var_os(SHARED).is_some() {
        return;
    }
    if let Ok(program) = env::current_exe() {
        let mut again = Command::new(program);
        // It comes back only where that failed, and then goes on as it is.
        drop(again.args(env::args_os().skip(1)).env(SHARED, "2").exec());
    }
}

/// Elsewhere there is nothing to set.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) fn share() {}
