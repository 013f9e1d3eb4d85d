//! Agreed standards as data; dated facts in, findings out, each with its sum in words.
//!
//! People agree that meetings are announced three weeks ahead, that papers come a week before,
//! that expenses are paid within a fortnight. This library takes such an agreement as a file (a
//! [`Charter`] of [`Standard`]s), takes what is known of each meeting, consultation or claim (a
//! [`Subject`] with its [`Fact`]s), and says which standards were kept, by how much they were
//! missed, and how that was counted: a [`Finding`].
//!
//! ```
//! use alongside_charter::{Audit, Charter, Kind, Subject, Verdict};
//! use jiff::civil::date;
//!
//! let charter = Charter::parse(r#"
//!     id = "example-2024"
//!     title = "Working agreement"
//!     source = "where it was agreed"
//!     place = "england-and-wales"
//!     time_zone = "Europe/London"
//!
//!     [[standard]]
//!     id = "papers-ahead"
//!     applies_to = "meeting"
//!     says = "Papers are shared at least a week before the meeting."
//!     strength = "agreed"
//!     rule = { gap = ["papers", "starts"], at_least = "7 days", counted = "clear-days" }
//! "#).unwrap();
//!
//! let meetings = [Subject::new(Kind::Meeting, "spring")
//!     .with("announced", date(2024, 2, 26))
//!     .with("papers", date(2024, 3, 18))
//!     .with("starts", date(2024, 3, 25))];
//!
//! let audit = Audit::new([charter], date(2024, 4, 1));
//! let findings = audit.findings(&meetings);
//! assert_eq!(findings[0].verdict, Verdict::Missed);
//! assert_eq!(
//!     findings[0].sum().to_string(),
//!     "Papers shared Mon 18 March 2024 for Mon 25 March 2024: 6 clear days (4 full working days \
//!      between). Seven days needed papers by Sun 17 March 2024: 1 day short."
//! );
//! ```
//!
//! # What it holds to
//! - **No number is in the code.** Weeks, days and shares come from the charter. The ways of
//!   [counting](Counting) and the working days of a [`Calendar`] are what the code knows.
//! - **No evidence is never a pass.** What is not shown is [`Verdict::NoEvidence`], and stays out
//!   of what counts as measured.
//! - **A claim never becomes a record.** A [`Claim`] gives a finding with [`Basis::Claimed`], and
//!   settles it only where everything it may mean says the same.
//! - **The rule of the day judges for ever.** A subject is judged by the version of each standard
//!   in force when it was made public.
//! - **The same answer everywhere.** No file, network, clock or randomness is touched; time zones
//!   and bank holidays are built in, and can be overridden by text that you pass in.
//!
//! Dates and time zones are those of [`jiff`].
//!
//! # Where to look
//! [`Charter::parse`] for the file format, [`Counting`] for the ways of counting,
//! [`Audit`] for judging, [`summarise`] for how often each standard was kept, and [`Audit::plan`]
//! for what to do by when, before it is too late.

mod audit;
mod calendar;
mod charter;
mod claim;
mod counting;
mod document;
mod excuse;
pub mod fact;
mod finding;
mod name;
mod subject;
mod sum;
mod summary;
mod words;

pub use audit::{Audit, EVENING_FROM_HOUR, Plan, Step, unasked};
pub use calendar::{BankHoliday, Calendar, FaithDays, OfficialError, Place, SchoolTerms};
pub use charter::{
    Bound, Charter, Condition, Gap, Limit, Longer, Over, Rule, SCHOOL_HOLIDAY, Share, Standard,
    Strength,
};
pub use claim::{Claim, ClaimError, ClaimUnit, Measure};
pub use counting::Counting;
pub use document::{Mistake, Mistakes};
pub use excuse::Excuse;
pub use fact::{Fact, When};
pub use finding::{About, Basis, Finding, Verdict};
pub use jiff;
pub use name::Name;
pub use subject::{Kind, Subject};
pub use sum::Sum;
pub use summary::{FEWEST, OrganiserSummary, Quarter, Share95, StandardSummary, Tally, summarise};
pub use words::{LongDay, MONTHS};
