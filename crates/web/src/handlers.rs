//! What answers: one file for each noun, each function thin.

pub(crate) mod desk;
pub(crate) mod files;
pub(crate) mod me;
pub(crate) mod operator;
pub(crate) mod passkeys;
pub(crate) mod sign_in;
pub(crate) mod texts;
