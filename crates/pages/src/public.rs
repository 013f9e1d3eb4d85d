//! The public pages of the service, each a struct of plain data with a `render` method.

mod area_home;
mod counts;
mod shell;
mod trend;

pub use area_home::{Act, Adopted, AreaHome, Change, Coming};
pub use shell::{Area, Assets, Shell, SubjectLink};
