//! People, organisations, roles, who may do what, and public acts: types and decisions.
//!
//! Everything here is pure. Ids, instants, salts and secrets are passed in; what comes out is a
//! value or a refusal in words that the person who asked can act on. Where state is kept, how
//! pages look and how mail goes out is for others.
//!
//! # Where to look
//! - [`policy::may`] says who may do what, by one table.
//! - [`act::Act`] is what the public record is made of: canonical JSON without text or people.
//! - [`replay::State`] is what is known from a list of acts at an instant, and gives the subjects
//!   from which [`alongside_charter`] computes findings.
//! - [`Adoptions`] says which charters are in force on a day.
//! - [`sign_in`] decides about links, sessions, passkeys and how often something may be tried.
//!
//! # What it holds to
//! - **Nothing personal can enter an act**: no type in one can hold a text or a person.
//! - **What is personal cannot be printed.** [`Email`], [`Mobile`] and [`PersonName`] have to be asked.
//! - **A role counts where and while it is held**, and nowhere else.
//! - **Parse at the edge.** Every type here that has a text form reads back from one text only.
//!
//! # A meeting, from the act to the finding
//! ```
//! use alongside_charter::{Audit, Charter, Kind, Verdict};
//! use alongside_domain::act::{About, Act, Deed, Disclosed, Moment, Opening, Party, Salt, SubjectId, SubjectKind};
//! use alongside_domain::replay::State;
//! use alongside_domain::{Instant, OrganisationId, OrganisationKind, Wording};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // The caller draws the random bits; here they are fixed.
//! let now: Instant = "2026-03-02T12:00:00.000000Z".parse()?;
//! let council = OrganisationId::new(now, [1; 10]);
//! let act = |deed| -> Result<Act, Box<dyn std::error::Error>> {
//!     Ok(Act { area: "rivermead".parse()?, at: now, by: council, deed })
//! };
//! let area = Opening::new(Salt::new([1; 32]), &Wording::new("Rivermead")?);
//! let name = Opening::new(Salt::new([2; 32]), &Wording::new("Rivermead Council")?);
//! let title = Opening::new(Salt::new([3; 32]), &Wording::new("Spring meeting")?);
//! let about = About {
//!     kind: SubjectKind(Kind::Meeting),
//!     title: Some(title.commitment()),
//!     organiser: Some(Party::Organisation(council)),
//!     body: None,
//!     part_of: None,
//! };
//! let record = [
//!     Disclosed::new(act(Deed::AreaOpened { name: area.commitment(), gss: None })?, [area])?,
//!     Disclosed::new(
//!         act(Deed::OrganisationRegistered {
//!             organisation: council,
//!             kind: OrganisationKind::Council,
//!             name: name.commitment(),
//!         })?,
//!         [name],
//!     )?,
//!     Disclosed::new(
//!         act(Deed::Announced {
//!             subject: SubjectId::new(now, [2; 10]),
//!             about,
//!             starts: Moment::At("2026-03-10T10:00:00.000000Z".parse()?),
//!             ends: None,
//!             facts: [].into(),
//!         })?,
//!         [title],
//!     )?,
//! ];
//!
//! let (state, passed_over) = State::replay(&record, now);
//! assert!(passed_over.is_empty());
//! let subjects = state.subjects();
//! assert_eq!(subjects[0].title, "Spring meeting");
//!
//! # let charter = Charter::parse("id='x'\ntitle='x'\nsource='x'\nplace='england-and-wales'\ntime_zone='Europe/London'\n[[standard]]\nid='meeting-notice'\napplies_to='meeting'\nsays='So.'\nstrength='agreed'\nrule={gap=['announced','starts'],at_least='3 weeks',counted='date-difference'}\n").unwrap();
//! let audit = Audit::new([charter], now.timestamp());
//! assert_eq!(audit.findings(&subjects)[0].verdict, Verdict::Missed);
//! # Ok(())
//! # }
//! ```

pub mod act;
mod adoption;
mod area;
mod email;
pub mod follow;
mod id;
mod instant;
mod invitation;
pub mod meeting;
mod membership;
mod mobile;
mod organisation;
mod person;
pub mod policy;
pub mod replay;
pub mod reply;
mod role;
mod segments;
pub mod sign_in;
mod wording;

pub use adoption::{Adoption, AdoptionRefusal, Adoptions, Period};
pub use area::{AreaSlug, AreaSlugError, GssCode, NotAGssCode};
pub use email::{Email, EmailKey, NotAnEmail};
pub use id::{Id, NotAnId};
pub use instant::{Instant, NotAnInstant};
pub use invitation::{Invitation, InvitationId, InvitationRefusal};
pub use membership::{Membership, MembershipId, MembershipRefusal};
pub use mobile::{Mobile, NotAMobile};
pub use organisation::{
    Controller, ForumStage, Organisation, OrganisationId, OrganisationKind, StageRefusal,
};
pub use person::{Person, PersonId, PersonName};
pub use role::{HeldIn, Holding, HoldingRefusal, Role};
pub use segments::{Alphabet, NotAPrice, PiecePrice, Segments};
pub use wording::{Wording, WordingError};
