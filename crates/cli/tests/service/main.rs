//! The service as a process on a real port: killed, out of room, without its database or its bucket, and asked to end.

mod bucket;
mod client;
mod ending;
mod killed;
mod restored;
mod trouble;
