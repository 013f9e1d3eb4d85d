//! The life of a parent carer forum.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How far a forum is in its life.
///
/// ```
/// use alongside_domain::ForumStage;
/// assert!(ForumStage::Forming.step_to(ForumStage::Established).is_ok());
/// assert_eq!(
///     ForumStage::Closed.step_to(ForumStage::Forming).unwrap_err().to_string(),
///     "This forum has closed, and a closed forum stays closed. If parent carers are starting again, register the new forum."
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForumStage {
    /// There is none yet.
    None,
    /// Parent carers are setting it up.
    Forming,
    /// It has its members, its steering group and its rules.
    Established,
    /// It is there and rests.
    Dormant,
    /// It has ended.
    Closed,
}

/// Why a forum cannot go from one stage to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StageRefusal {
    /// It is there already.
    #[error("This forum is at that stage already: {0}. Nothing needs to change.")]
    AlreadyThere(ForumStage),
    /// It has ended.
    #[error(
        "This forum has closed, and a closed forum stays closed. If parent carers are starting again, register the new forum."
    )]
    HasClosed,
    /// There is nothing yet that could be so.
    #[error("This forum has not begun. It has to be forming before it can be {0}.")]
    NotBegun(ForumStage),
    /// What has been cannot be undone.
    #[error("This forum has gone further, so it cannot go back to {0}.")]
    NoWayBack(ForumStage),
    /// Nobody rests before they have worked.
    #[error(
        "This forum is still forming. It can become established, or close if it does not come about."
    )]
    StillForming,
}

impl ForumStage {
    /// All stages, from first to last.
    pub const ALL: [Self; 5] = [
        Self::None,
        Self::Forming,
        Self::Established,
        Self::Dormant,
        Self::Closed,
    ];

    /// The stage after this step, or why it cannot be taken. A dormant forum can form anew or go
    /// on as it was; one that has closed stays so.
    pub fn step_to(self, next: Self) -> Result<Self, StageRefusal> {
        use ForumStage::{Closed, Dormant, Established, Forming, None};
        match (self, next) {
            (from, to) if from == to => Err(StageRefusal::AlreadyThere(to)),
            (Closed, _) => Err(StageRefusal::HasClosed),
            (None, Established | Dormant | Closed) => Err(StageRefusal::NotBegun(next)),
            (_, None) | (Established, Forming) => Err(StageRefusal::NoWayBack(next)),
            (Forming, Dormant) => Err(StageRefusal::StillForming),
            _ => Ok(next),
        }
    }

    /// Whether there are members who can be asked and seats that can be filled.
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Forming | Self::Established)
    }
}

impl fmt::Display for ForumStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "not begun",
            Self::Forming => "forming",
            Self::Established => "established",
            Self::Dormant => "dormant",
            Self::Closed => "closed",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_between_two_stages() {
        let table: Vec<String> = ForumStage::ALL
            .into_iter()
            .flat_map(|from| ForumStage::ALL.map(|to| (from, to)))
            .map(|(from, to)| match from.step_to(to) {
                Ok(_) => format!("{from} -> {to}: yes"),
                Err(refusal) => format!("{from} -> {to}: {refusal}"),
            })
            .collect();
        insta::assert_snapshot!(table.join("\n"));
    }

    #[test]
    fn from_closed_no_step_leads_anywhere() {
        for to in ForumStage::ALL {
            assert!(ForumStage::Closed.step_to(to).is_err());
        }
    }
}
