//! What answers: one file for each noun, each function thin.

pub(crate) mod desk;
pub(crate) mod files;
pub(crate) mod texts;
