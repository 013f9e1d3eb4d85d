//! `alongside record`: the signed record of an area, its keys, and checking it.

mod beside;
mod checks;
mod entries;
mod export;
mod judged;
mod keys;
mod mirror;
mod online;
mod retold;
mod site;
mod source;
mod sums;
mod verify;
mod witness;
mod witnesses;

use alongside_store::log;

use crate::args::{RecordArgs, RecordCommand};
use crate::failure::Failure;
use crate::{Outcome, keep, output, settings};

pub(crate) use self::export::write;
pub(crate) use self::keys::{begin_all, signer};
pub(crate) use self::sums::SUMS;
use self::witnesses::Witnesses;

/// Checks, writes out, or sees to keys.
pub(crate) fn run(args: &RecordArgs) -> Result<Outcome, Failure> {
    match &args.what {
        RecordCommand::Verify {
            what,
            key,
            since,
            school_terms,
            witness,
            need,
        } => {
            let witnesses = Witnesses::read(witness, *need)?;
            let (key, since) = (key.as_deref(), since.as_deref());
            verify::run(what, key, since, school_terms, &witnesses)
        }
        RecordCommand::Mirror {
            address,
            folder,
            key,
        } => mirror::run(address, folder, key.as_deref()),
        RecordCommand::Export { area, folder, kept } => export::run(&settings(kept)?, area, folder),
        RecordCommand::Key {
            file,
            witness: Some(name),
            ..
        } => keys::make_for_witness(name, file),
        RecordCommand::Key { file, kept, .. } => keys::make(&settings(kept)?, file),
        RecordCommand::Witness {
            key,
            records,
            seen,
            listen,
        } => witness::run(&witness::Wish {
            key,
            records,
            seen,
            listen: *listen,
        }),
        RecordCommand::Begin { area, kept } => {
            let config = settings(kept)?;
            let signer = keys::signer_or_say(&config)?;
            log::begin_by_name(&keep::open(&config)?, area, &signer)?;
            output::say(&format!(
                "The record of {area} is called {} and is signed from now on.",
                signer.origin(area)
            ))
        }
        RecordCommand::GoOn { area, kept } => {
            let database = keep::open(&settings(kept)?)?;
            if !database.write(|tx| log::go_on(tx, area))? {
                return Err(Failure::NoRecord(area.clone()));
            }
            output::say(&format!("The record of {area} goes on."))
        }
        RecordCommand::HandOver { to, kept } => keys::hand_over(&settings(kept)?, to),
    }
}
