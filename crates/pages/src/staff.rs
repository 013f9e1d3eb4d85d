//! The desk of an area: pages for those who look after its record. They are in English.

mod channels;
mod charters;
mod dates;
mod desk;
mod done;
mod head;
mod import;
mod meetings;
mod organisations;
mod people;
mod plan;
mod replies;
mod settings;
mod stale;
mod texts;
mod withdrawal;

pub use channels::Channels;
pub use charters::{AdoptedCharter, BuiltIn, ChartersForm, Ending};
pub use dates::DateForm;
pub use desk::{Desk, DeskPart, DueLine, ToTell};
pub use done::DoneForm;
pub use import::{ChangedValue, ImportForm, ImportPreview, ImportProblems, ImportRow, ImportedBy};
pub use meetings::{MeetingDesk, MeetingLine, MeetingStage, MeetingsDesk, PlanLine, PlannedBy};
pub use organisations::{OrganisationsForm, Registered, kind_name, stage_name};
pub use people::{HeldRole, PeoplePage, RoleOffer, SentInvitation};
pub use plan::{ONCE, Plan, PlanCheck, PlanDuty, PlanPage, PlanSession};
pub use replies::{RepliesDesk, ReplyRow};
pub use settings::{LogoForm, SettingsForm};
pub use stale::StalePage;
pub use texts::Texts;
pub use withdrawal::{REASONS, TextLine, WithdrawalForm, WithdrawalReach, reason_name};
