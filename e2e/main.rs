//! Journeys in a real browser: Debian's Chromium, driven against the service with its demo.
//!
//! Every page and state that a journey comes to is looked at by axe, on a narrow and on a wide screen. With
//! `ALONGSIDE_PICTURES=1` pictures of them are kept in `out/e2e`.

mod ahead;
mod desk;
mod house;
mod import;
mod keyboard;
mod meeting;
mod own;
mod sign_in;
mod tab;
mod visitor;
