//! The command line of `alongside record`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use super::KeptArgs;

#[derive(ClapArgs)]
pub(crate) struct RecordArgs {
    #[command(subcommand)]
    pub(crate) what: RecordCommand,
}

#[derive(Subcommand)]
pub(crate) enum RecordCommand {
    /// Check what a site shows, a folder, an archive or a receipt against what was signed, and every finding with it
    Verify {
        /// The address of an area, such as `https://alongside.example/rivermead`; the folder of a record, with
        /// `checkpoint` and `tile` in it; a folder that `archive` wrote; or the file of a receipt
        what: PathBuf,

        /// The public key: for a folder the one that the record began with [default: its file `key`], for a receipt
        /// the one that counted when it was made
        #[arg(long, value_name = "KEY")]
        key: Option<String>,

        /// A checkpoint that you kept: whether the record still begins with what was signed then
        #[arg(long, value_name = "FILE")]
        since: Option<PathBuf>,

        /// School terms that the area is judged by besides those that come with the program
        #[arg(long, value_name = "FILE")]
        school_terms: Vec<String>,

        /// The public key of a witness that you trust; may be given several times
        #[arg(long, value_name = "KEY")]
        witness: Vec<String>,

        /// How many of these witnesses have to have signed [default: all of them]
        #[arg(long, value_name = "NUMBER", requires = "witness")]
        need: Option<usize>,
    },

    /// Keep a copy of the record of an area on another machine: each run fetches what is new, and refuses a record that
    /// was rewritten
    Mirror {
        /// The address of the area, such as `https://alongside.example/rivermead`
        address: String,

        /// The folder of the copy; it is made if it is not there
        folder: PathBuf,

        /// The public key that the record began with [default: the one in the folder, or else the one that the site
        /// gives out]
        #[arg(long, value_name = "KEY")]
        key: Option<String>,
    },

    /// Write the published record of an area into a folder, to be checked or served from there
    Export {
        /// The area, by its name in addresses
        area: String,

        /// The folder; it is made if it is not there
        folder: PathBuf,

        #[command(flatten)]
        kept: KeptArgs,
    },

    /// Make the secret key that the records of this service are signed with, or the key of a witness
    Key {
        /// The file to keep it in, which must not be there yet
        file: PathBuf,

        /// Make the key of a witness of this name: an address without `https://`, such as witness.example/w1
        #[arg(long, value_name = "NAME")]
        witness: Option<String>,

        #[command(flatten)]
        kept: KeptArgs,
    },

    /// Watch records, of others too, and cosign what only grew: a witness
    Witness {
        /// The file of the witness's secret key
        #[arg(long, value_name = "FILE")]
        key: PathBuf,

        /// A file with the public key of each record to watch, one a line
        #[arg(long, value_name = "FILE")]
        records: PathBuf,

        /// The folder that keeps what was seen; never restore it from a backup
        #[arg(long, value_name = "FOLDER")]
        seen: PathBuf,

        /// Where to listen
        #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8090")]
        listen: SocketAddr,
    },

    /// Begin the signed record of an area that is older than a day and never had one
    Begin {
        /// The area, by its name in addresses
        area: String,

        #[command(flatten)]
        kept: KeptArgs,
    },

    /// Let the record of an area go on after a backup was restored
    GoOn {
        /// The area, by its name in addresses
        area: String,

        #[command(flatten)]
        kept: KeptArgs,
    },

    /// Hand every record over from the key in the settings to another one
    HandOver {
        /// The file of the new secret key
        to: PathBuf,

        #[command(flatten)]
        kept: KeptArgs,
    },
}
