//! The public pages of the service, each a struct of plain data with a `render` method.

mod area_home;
mod cards;
mod components;
mod counts;
mod errors;
mod event;
mod filter;
mod flyer;
mod instance_home;
mod organisation;
mod organisations;
mod record;
mod said;
mod shell;
mod standards;
mod subject;
mod subjects;
mod text;
mod trend;
mod who_could_come;

pub use area_home::{Act, Adopted, AreaHome, Change, Coming};
pub use components::Components;
pub use errors::ErrorPage;
pub use filter::{Filter, Part};
pub use flyer::{Flyer, Sheet};
pub use instance_home::{AreaLink, InstanceHome};
pub use organisation::OrganisationPage;
pub use organisations::{OrganisationRow, OrganisationsPage};
pub use record::{ActRow, Matter, RecordPage};
pub use said::Said;
pub use shell::{Area, Assets, Logo, Shell, SubjectLink, Viewer};
pub use standards::{Agreed, StandardsPage};
pub use subject::{SubjectPage, Told, has_flyer};
pub use subjects::{SubjectRow, SubjectsPage};
pub use text::{Text, TextPage};
pub use who_could_come::{MeetingThatWas, SaidOfMeetings, TimeOfDay, WhoCouldComePage};
