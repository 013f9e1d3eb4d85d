//! The public pages of the service, each a struct of plain data with a `render` method.

mod area_home;
mod calendar;
mod cards;
mod components;
mod counts;
mod errors;
mod event;
mod filter;
mod instance_home;
mod organisation;
mod organisations;
mod rapid;
mod record;
mod said;
mod shell;
mod standards;
mod subject;
mod subjects;
mod text;
mod trend;

pub use area_home::{Act, Adopted, AreaHome, Change, Coming};
pub use calendar::{CalendarPage, CalendarRow};
pub use components::Components;
pub use errors::ErrorPage;
pub use filter::{Filter, Part};
pub use instance_home::{AreaLink, InstanceHome};
pub use organisation::OrganisationPage;
pub use organisations::{OrganisationRow, OrganisationsPage};
pub use rapid::Rapid;
pub use record::{ActRow, Matter, RecordPage};
pub use said::Said;
pub use shell::{Area, Assets, Shell, SubjectLink, Viewer};
pub use standards::{Agreed, StandardsPage};
pub use subject::{SubjectPage, Told};
pub use subjects::{SubjectRow, SubjectsPage};
pub use text::{Text, TextPage};
