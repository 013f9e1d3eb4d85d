//! The service in a browser: routes, forms, HTML and JSON, errors to status. The only crate that knows status codes.
//!
//! A request comes to a line of [`ROUTES`], which says who may come and who answers. What the line says is checked
//! before its handler runs: what was sent in, by whom, how often, and whether they may. The handler is a plain
//! function that reads from the database, or has a use case change something in it, and gives an answer. How that
//! goes out (compressed, kept by whom, or not at all because the reader has it) is settled afterwards.
//!
//! Everything runs that may wait for the database runs on threads of its own. The service reads no clock, no
//! environment and no file: [`Parts`] brings all it needs.

mod acts;
mod answer;
mod areas;
mod asked;
mod cache;
mod cookies;
mod crowd;
mod device;
mod dispatch;
mod encoding;
mod failure;
mod fields;
mod handlers;
mod language;
mod limits;
mod look;
mod metrics;
mod network;
mod ops;
mod own_address;
mod place;
mod preference;
mod question;
mod rapid;
mod relying_party;
mod reply;
mod route;
mod routes;
mod safety;
mod sender;
mod serve;
mod service;
mod settings;
mod visitor;

#[cfg(test)]
mod tests;

pub use handlers::api::findings::findings_shown;
pub use look::NoLook;
pub use route::{Access, On, Route, Speaks, Takes};
pub use routes::ROUTES;
pub use serve::serve;
pub use service::{Chance, Clock, Kept, NoChance, Parts, Service, Unfit, chance_of_the_system};
pub use settings::{
    Account, BaseUrl, BuiltInCharter, Demo, NotABaseUrl, Settings, ShownMail, Texts,
};
