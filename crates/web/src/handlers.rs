//! What answers: one file for each noun, each function thin.

pub(crate) mod api;
pub(crate) mod area;
pub(crate) mod calendar;
pub(crate) mod changes;
pub(crate) mod desk;
pub(crate) mod feeds;
pub(crate) mod files;
pub(crate) mod flyers;
pub(crate) mod follow;
pub(crate) mod home;
pub(crate) mod lines;
pub(crate) mod log;
pub(crate) mod me;
pub(crate) mod operator;
pub(crate) mod organisations;
pub(crate) mod own_calendar;
pub(crate) mod passkeys;
pub(crate) mod record;
pub(crate) mod replies;
pub(crate) mod sign_in;
pub(crate) mod standards;
pub(crate) mod subjects;
pub(crate) mod texts;
pub(crate) mod who_could_come;
