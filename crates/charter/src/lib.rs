//! Standards.
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

pub use audit::{Audit, Plan, Step};
pub use calendar::{BankHoliday, Calendar, OfficialError, Place, SchoolTerms};
pub use charter::{
    Bound, Charter, Condition, Gap, Limit, Longer, Over, Rule, SCHOOL_HOLIDAY, Share, Standard,
    Strength,
};
pub use claim::{Claim, ClaimError, ClaimUnit, Measure};
pub use counting::Counting;
pub use document::Mistake;
pub use excuse::Excuse;
pub use fact::{Fact, When};
pub use finding::{About, Basis, Finding, Verdict};
pub use name::Name;
pub use subject::{Kind, Subject};
pub use sum::Sum;
pub use summary::{FEWEST, OrganiserSummary, Quarter, Share95, StandardSummary, Tally, summarise};
pub use words::LongDay;
