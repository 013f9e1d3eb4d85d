//! Pages for who runs the machine, and for who tries the demo. They are in English.

mod area;
mod demo;
mod overview;

pub use area::AreaForm;
pub use demo::{DemoAccount, DemoMail, DemoPage};
pub use overview::{BuriedJob, OperatorPage, QueueCounts};
