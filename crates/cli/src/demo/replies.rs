//! What people of the borough said of its meetings: who wanted to come, who could not, and why.

use alongside_app::reply::{By, Wish, come, decline};
use alongside_app::{Failure, Record};
use alongside_domain::act::{Description, Level, Means, SubjectId, Way};
use alongside_domain::reply::Reason;
use alongside_domain::sign_in::SecretHash;
use alongside_domain::{AreaSlug, Instant};
use alongside_store::Transaction;

use super::Telling;
use super::parts::words;
use super::story::{Meeting, Side};

/// An hour in microseconds.
const HOUR: i64 = 3_600 * 1_000_000;

const NAMES: [&str; 8] = [
    "Amara", "Bogdan", "Chloe", "Derya", "Esther", "Farah", "Gwen", "Hassan",
];

/// What people are told of a meeting before they decide to come.
pub(super) fn description(
    record: &mut Record<'_, '_, '_>,
    meeting: &Meeting,
) -> Result<Description, Failure> {
    let place = match meeting.by {
        Side::Council => "Rivermead Civic Centre, Mill Lane",
        Side::Health => "Riverside Health Centre, Bank Street",
        Side::Forum => "Rivermead Library, High Street",
    };
    let mut seal = |text: &str| Ok::<_, Failure>(record.seal(&words(text)?));
    let room = Way {
        means: Means::Venue,
        place: Some(seal(place)?),
    };
    let online = Way {
        means: Means::Online,
        place: None,
    };
    Ok(Description {
        level: match meeting.by {
            Side::Forum => Level::CoProduce,
            Side::Council | Side::Health => Level::Participate,
        },
        purpose: seal(
            "To go through what parent carers asked for last time, and to agree what comes next",
        )?,
        open: seal("What is done first, and how families hear of it")?,
        decided: seal("How much money there is this year")?,
        used: seal("The group decides at its next meeting, and writes to everyone who came")?,
        ways: vec![room, online],
    })
}

/// What people said of a meeting between its announcement and its day.
pub(super) fn replies(
    tx: &mut Transaction<'_>,
    telling: &Telling<'_>,
    area: &AreaSlug,
    (number, subject, meeting): (usize, SubjectId, &Meeting),
    (announced, until): (Instant, Instant),
) -> Result<(), Failure> {
    let is_short = meeting.notice < 21;
    let is_day = meeting.hour < 17;
    let people = 14 + number * 5 % 17;
    for person in 0..people {
        let hours = i64::try_from(person).unwrap_or_default();
        let now = announced.plus_micros((2 + 7 * hours) * HOUR);
        if now >= until {
            break;
        }
        let browser: [u8; 2] = [number, person].map(|part| part.to_le_bytes()[0]);
        let network = [browser[0]; 32];
        let by = By {
            person: None,
            browser: SecretHash::of(&browser),
            network: &network,
            language: "en",
        };
        let reason = match (person % 9, is_short, is_day) {
            (0 | 4 | 7, true, _) => Some(Reason::Notice),
            (1 | 5, _, true) => Some(Reason::Time),
            (2, _, _) | (6, _, true) => Some(Reason::Care),
            (8, _, false) => Some(Reason::Language),
            _ => None,
        };
        let call = telling.at(now);
        if let Some(reason) = reason {
            decline(tx, &call, area, subject, &by, reason)?;
            continue;
        }
        let needs: &[&str] = match person % 10 {
            3 => &["interpreter"],
            0 => &["step-free", "child-care"],
            _ => &[],
        };
        let wish = Wish {
            means: "venue",
            name: NAMES
                .iter()
                .cycle()
                .nth(number + person)
                .copied()
                .unwrap_or_default(),
            is_first: if person % 4 == 3 { "yes" } else { "no" },
            needs,
            language: if person % 10 == 3 { "Turkish" } else { "" },
            ..Wish::default()
        };
        come(tx, &call, area, subject, &by, &wish)?;
    }
    Ok(())
}
