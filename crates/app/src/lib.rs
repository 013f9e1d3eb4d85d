//! What people and timers do, one file each: the only place where decisions meet the store.
//!
//! A use case is a function that is given a transaction, a [`Call`] (who asks, when, and where chance comes from) and
//! what is wanted. It loads, has `alongside_domain` decide, and keeps the new state, the public act and the jobs that
//! follow, all in that transaction. Pages, the JSON interface, the command line and jobs call the same ones. It may
//! run more than once ([`alongside_store::Database::write`]), so it does nothing else.
//!
//! [`area::Area`] is what pages are made from: an area as its acts leave it, with its findings as of any instant.

pub mod accept_invitation;
pub mod adopt_charter;
pub mod after_restore;
pub mod announce_meeting;
pub mod area;
pub mod ask_for_link;
mod call;
pub mod change_forum_stage;
pub mod change_logo;
pub mod change_name;
pub mod change_settings;
pub mod due;
pub mod end_role;
pub mod end_session;
mod failure;
pub mod follow;
pub mod forget;
pub mod give_role;
pub mod import;
pub mod invite;
pub mod judge_dates;
pub mod letter;
pub mod move_meeting;
pub mod note_done;
pub mod open_area;
pub mod open_link;
pub mod own_calendar;
pub mod passkeys;
pub mod picture;
pub mod plan_meeting;
pub mod prepare_meeting;
mod record;
pub mod register_organisation;
pub mod repeat_meeting;
pub mod reply;
pub mod revive_job;
pub mod save_date;
mod seeded;
pub mod sheets;
pub mod tell;
pub mod tell_people;
pub mod who;
pub mod who_could_come;
pub mod withdraw_text;
mod wrong;

pub use call::{Call, Caller};
pub use failure::Failure;
pub use record::Record;
pub use seeded::Seeded;
pub use wrong::{Wrong, sentence};
