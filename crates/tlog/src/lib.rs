#![doc = include_str!("../README.md")]

mod base64;
mod checkpoint;
mod edge;
mod handover;
mod hash;
mod key;
mod note;
mod proof;
mod receipt;
mod replay;
mod sequence;
mod tile;
mod witness;

pub use checkpoint::{Checkpoint, NotACheckpoint, Opened, Unopened};
pub use edge::Edge;
pub use handover::{Handover, NotHandedOver};
pub use hash::{Hash, NotAHash};
pub use key::{KeyId, KeyName, Kind, NotAKey, SigningKey, VerifierKey};
pub use note::{LONGEST_NOTE, MOST_SIGNATURES, NotANote, Note, Signature, Unverified, Verified};
pub use proof::{LONGEST_PROOF, Tree, Unproven, continues, includes};
pub use receipt::{LONGEST_RECEIPT, NotAReceipt, Receipt, Unheld};
pub use replay::{Replay, Unfounded};
pub use sequence::{Next, Published, Refused};
pub use tile::{Bundle, FULL, Misfit, NoSuchAddress, Tile};
pub use witness::{Declined, MOST_PROVEN, NotASubmission, Submission};

/// The longest entry that a bundle can hold, in bytes.
pub const LONGEST_ENTRY: usize = 65_535;
