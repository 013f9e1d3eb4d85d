//! Ballots to BLT.

use std::fmt;

use super::names;
use crate::ballots::Ballots;

/// The election as a BLT file: candidates who withdrew, an order of lot, each distinct ranking once,
/// empty and spoilt papers, names, title and notes.
///
/// Papers in this form show every pattern of preferences. Publish them only of large elections: see
/// [`crate::FEWEST_TO_PUBLISH_PAPERS`].
///
/// ```
/// use alongside_ballot::{Ballots, blt};
///
/// let mut ballots = Ballots::new(1, ["Ann", "Bo"])?;
/// ballots.add(&[1, 0], 3)?;
/// let text = blt::write(&ballots);
/// assert_eq!(text, "2 1\n3 2 1 0\n0\n\"Ann\"\n\"Bo\"\n\"\"\n");
/// assert_eq!(blt::read(&text)?, ballots);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(ballots: &Ballots) -> String {
    Text(ballots).to_string()
}

struct Text<'b>(&'b Ballots);

impl fmt::Display for Text<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ballots = self.0;
        let candidates = ballots.candidates();
        writeln!(out, "{} {}", candidates.len(), ballots.seats())?;
        for (number, candidate) in (1..).zip(candidates) {
            if candidate.withdrawn {
                writeln!(out, "-{number}")?;
            }
        }
        if let Some(order) = &ballots.lot_order {
            let order: Vec<String> = order.iter().map(|place| (place + 1).to_string()).collect();
            writeln!(out, "[tie {}]", order.join(" "))?;
        }
        for (ranking, papers) in ballots.papers().iter() {
            write!(out, "{papers}")?;
            for rank in ranking {
                write!(out, " {}", rank + 1)?;
            }
            writeln!(out, " 0")?;
        }
        if ballots.empty > 0 {
            writeln!(out, "{} 0", ballots.empty)?;
        }
        if ballots.spoilt > 0 {
            writeln!(out, "{} - 0", ballots.spoilt)?;
        }
        writeln!(out, "0")?;
        for candidate in candidates {
            writeln!(out, "{}", names::write(&candidate.name))?;
        }
        writeln!(out, "{}", names::write(&ballots.title))?;
        for note in &ballots.notes {
            writeln!(out, "{}", names::write(note))?;
        }
        Ok(())
    }
}
