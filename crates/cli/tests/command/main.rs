//! The command as a new user meets it.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

#[path = "../common/mod.rs"]
mod common;

mod archive;
mod audit;
mod charter;
mod count;
mod draw;
mod forms;
mod inputs;
mod mirror;
mod opinion;
mod plan;
mod record;
mod verify;
mod witness;

use std::fs;

use common::{Ran, alongside, folder};

const GOOD: &str = "Title,Announced,Starts,Papers,Minutes,Room\n\
    Spring meeting,26/02/2024,25 March 2024 18:00,2024-03-18,2 April 2024,Library\n\
    Summer meeting,20 May 2024,2024-06-10,3 June 2024,,Hall\n";

fn audit(test: &str, sheet: &str, args: &[&str]) -> Ran {
    let folder = folder(test);
    fs::write(folder.join("meetings.csv"), sheet).unwrap();
    let mut all = vec!["audit", "meetings.csv", "--as-of", "2024-12-01"];
    all.extend(args);
    alongside(&folder, &all)
}
