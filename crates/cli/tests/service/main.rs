//! The service as a process on a real port: killed, out of room, without its database, and asked to end.

mod client;
mod ending;
mod killed;
mod trouble;
