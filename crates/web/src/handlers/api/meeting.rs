//! What is said of a meeting, for machines.

use alongside_charter::{Kind, Subject as Of};
use alongside_domain::act::{Level, SubjectId};
use alongside_domain::meeting::SERIES;
use alongside_pages::feed::Standing;
use alongside_store::{Snapshot, places};
use serde::Serialize;
use utoipa::ToSchema;

use crate::areas::Known;
use crate::failure::Failure;
use crate::handlers::feeds::standing;
use crate::rapid::is_rapid;

/// What people are told of a meeting. How to join is told only to those who come.
#[derive(Serialize, ToSchema)]
pub(crate) struct Meeting {
    /// How certain it is: `saved` for a date to keep free that is no announcement, `announced`, or `cancelled`.
    status: &'static str,
    /// How far people are taken in: `inform`, `consult`, `participate` or `co-produce`; nothing where not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'static str>,
    /// What it is for; empty where not said.
    purpose: String,
    /// How people can take part; empty where not said.
    ways: Vec<Way>,
    /// Whether it was announced at short notice although that breaks a standard.
    rapid: bool,
    /// Whether it is one of a series: then each that it belongs together with is a meeting of its own.
    series: bool,
    /// The ids of the others that it belongs together with: of its series, or other times of the same meeting.
    beside: Vec<String>,
}

/// A way to take part.
#[derive(Serialize, ToSchema)]
pub(crate) struct Way {
    /// Which: `venue`, `online` or `phone`.
    means: &'static str,
    /// The address of the room, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
}

/// The places in the room of a meeting, as its page tells them.
#[derive(Serialize, ToSchema)]
pub(crate) struct Places {
    /// How many it has.
    room: u32,
    /// How many are left; at 0 it is full, and whoever comes next waits.
    left: u32,
}

impl Meeting {
    /// What is said of a subject; nothing where it is no meeting.
    pub(super) fn of(known: &Known, of: &Of) -> Option<Self> {
        if of.kind != Kind::Meeting {
            return None;
        }
        let id: Option<SubjectId> = of.id.parse().ok();
        let entry = id.and_then(|id| known.area.entry(id));
        let ways = entry.map_or(&[][..], |entry| &entry.ways).iter();
        let beside = id.map(|id| known.area.beside(id)).unwrap_or_default();
        Some(Self {
            status: match standing(of) {
                Standing::Saved => "saved",
                Standing::Announced => "announced",
                Standing::Cancelled => "cancelled",
            },
            level: entry.and_then(|entry| entry.level).map(Level::name),
            purpose: entry.map_or_else(String::new, |entry| entry.purpose.clone()),
            ways: ways
                .map(|(means, place)| Way {
                    means: means.name(),
                    place: place.clone(),
                })
                .collect(),
            rapid: is_rapid(of),
            series: of.fact(SERIES).is_some(),
            beside: beside.iter().map(|other| other.id.clone()).collect(),
        })
    }
}

impl Places {
    /// Those of a meeting; nothing where there is no limit.
    pub(super) fn of(snapshot: &mut Snapshot<'_>, id: SubjectId) -> Result<Option<Self>, Failure> {
        let places = places::find(snapshot, id)?;
        let both = places.room.zip(places.left());
        Ok(both.map(|(room, left)| Self { room, left }))
    }
}
