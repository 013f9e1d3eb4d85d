//! How far a long draw has come, told to somebody who waits at a terminal.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};

use alongside_lottery::Progress;

/// One line on the terminal that is written over again and again; nothing where nobody waits.
pub(super) struct Meter {
    is_seen: bool,
    last: Cell<Option<(&'static str, usize)>>,
}

impl Meter {
    pub(super) fn new() -> Self {
        Self {
            is_seen: io::stderr().is_terminal(),
            last: Cell::new(None),
        }
    }

    /// Writes how far it has come, where that is another hundredth than before.
    pub(super) fn show(&self, step: Progress) {
        if !self.is_seen {
            return;
        }
        let (what, done, all) = match step {
            Progress::Reached(done, all) => ("looking for panels for everybody", done, all),
            Progress::Settled(done, all) => ("settling chances", done, all),
            Progress::Mixed(done, all) => ("checking that panels can give them", done, all),
            Progress::Drawn(done, all) => ("making panels", done, all),
        };
        let part = (done * 100 / all.max(1)).min(100);
        if self.last.replace(Some((what, part))) != Some((what, part)) {
            let mut terminal = io::stderr().lock();
            // Whoever cannot see it misses nothing.
            drop(write!(terminal, "\r\x1b[2K{what}: {part} %"));
            drop(terminal.flush());
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        if self.is_seen {
            drop(write!(io::stderr().lock(), "\r\x1b[2K"));
        }
    }
}
