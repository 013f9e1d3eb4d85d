//! The benchmarks; figures worth keeping go into `docs/performance.md` with machine and command.

use anyhow::Result;

use crate::command::{self, cargo};

pub(crate) fn run() -> Result<()> {
    command::run(&mut cargo(
        "bench --locked --package alongside-charter --package alongside-store",
    ))
}
