#![doc = include_str!("../README.md")]
//!
//! # The problem
//!
//! `n` people put themselves forward for a panel of `k`. Quotas say how many of the panel must have each feature:
//! `min ≤ count ≤ max`. Of a household at most one is taken. There are more panels that keep all this than anybody can
//! list. A *lottery* over them gives everybody a chance π. Which lottery is fairest?
//!
//! # The method
//!
//! 1. **Groups.** People with the same features can be exchanged, and the fairness goals here have a best answer that
//!    treats them alike. So a panel is how many seats `c_t` each group `t` of `n_t` people has, and an answer is the
//!    expected seats `x_t`, with the chance `p_t = x_t / n_t`. (`groups.rs`)
//! 2. **Who is in no panel** is found first, and told: [`Chances::uncovered`]. (`coverage.rs`)
//! 3. **Leximin over what quotas allow on average.** Stage by stage: `max z` with `x_t ≥ n_t z` for all that are not
//!    settled and `x_t ≥ n_t p_t` for all that are; then those that cannot rise above `z` are settled at it. They are
//!    found by asking again and again how many can rise at once. (`leximin.rs`)
//! 4. **Can panels give that?** `min ε` with `Σ λ_P c_P ≥ x − ε n`, by column generation: the dual's prices `y` say
//!    which panel is wanted most, and an integer programme finds it. If `max_P y·c < y·x`, no panels give `x`, and
//!    `y·c ≤ max_P y·c` is a cut: back to 3. With few groups this ends with a proof; [`Chances::shortfall`] says how
//!    near it came. (`hull.rs`)
//! 5. **A lottery of M equally likely panels** ([`Chances::lottery`]): panel by panel, the one that gives most to
//!    those who are owed most. (`lottery.rs`) With weights in place of equal chances the same panels come nearer still
//!    ([`Lots::weights`]): in pools too large for step 4 that shows what panels can give. (`weights.rs`)
//! 6. **A draw in public**: [`frozen`] writes it down in files that name no features, [`public_draw`] turns a public
//!    number into the number of a panel, [`commitment`] lets everybody check their own entry.
//!
//! Quotas that no panel keeps give [`Refusal::Infeasible`] with an irreducible conflict and a least relaxation.
//! [`alternates`] and [`replace`] are for those who drop out.
//!
//! # Sources
//!
//! Flanigan, Gölz, Gupta, Hennig, Procaccia, Nature 596 (2021), doi 10.1038/s41586-021-03788-6, for leximin and how it is
//! measured; Flanigan, Kehne, Procaccia, `NeurIPS` 2021, for uniform lotteries; Baharav, Flanigan, EC 2024, for
//! Goldilocks; Assos, Baharav, Flanigan, Procaccia, EC 2025, for alternates. Steps 3 and 4 as a shortcut made exact by
//! cuts are our own.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts of people and panels are far below 2^52"
)]

mod advice;
mod alternates;
mod chances;
pub mod commitment;
mod coverage;
pub mod frozen;
mod groups;
mod hull;
mod infeasible;
mod leximin;
mod lots;
mod lottery;
mod measures;
mod method;
mod pool;
mod program;
pub mod public_draw;
mod weights;

pub use advice::TOO_MUCH;
pub use alternates::{Replacement, alternates, replace};
pub use chances::{Chances, Mixture, Progress, Refusal};
pub use infeasible::{Clash, Infeasible, Relaxed};
pub use lots::Lots;
pub use measures::Measures;
pub use method::Method;
pub use pool::{Fault, Part, Person, Pool, Quota, Table};
pub use weights::Weights;

/// The solver gave up. This has not been seen on any pool that makes sense; it is told and never guessed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the chances could not be worked out: {cause}")]
pub struct Unsolved {
    cause: String,
}

impl Unsolved {
    fn new(cause: &microlp::Error) -> Self {
        Self {
            cause: cause.to_string(),
        }
    }

    fn because(cause: &str) -> Self {
        Self {
            cause: cause.to_owned(),
        }
    }
}
