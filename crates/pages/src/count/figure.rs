//! Figures of votes as people read them.

use alongside_ballot::{Stage, Votes};

/// How many decimals are shown where there are any.
pub(super) const SHOWN: u8 = 2;

/// A whole number with commas between thousands.
pub(super) fn whole(number: u128) -> String {
    let figures = number.to_string();
    let mut out = String::with_capacity(figures.len() + figures.len() / 3);
    for (place, figure) in figures.char_indices() {
        if place > 0 && (figures.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(figure);
    }
    out
}

/// Votes, cut off after so many decimals.
pub(super) fn shown(votes: Votes, places: u8) -> String {
    let cut = votes.cut(places);
    let before = whole(cut.whole());
    match cut.to_string().split_once('.') {
        Some((_, decimals)) => format!("{before}.{decimals}"),
        None => before,
    }
}

/// How many decimals the figures of a stage need: none where all are whole, else two; but all there are where somebody
/// who has less than the quota would look as if they had it.
pub(super) fn places(stage: &Stage) -> u8 {
    let quota = stage.quota;
    let looks_elected = |votes: &Votes| *votes < quota && votes.cut(SHOWN) == quota.cut(SHOWN);
    if stage.totals.iter().any(looks_elected) {
        return quota.places();
    }
    let lost = [stage.non_transferable, stage.residue];
    let is_whole = stage
        .totals
        .iter()
        .chain(&lost)
        .all(|votes| votes.is_whole());
    if is_whole { 0 } else { SHOWN }
}

/// The same for the quota, which can have decimals where no candidate has.
pub(super) fn places_of_quota(stage: &Stage) -> u8 {
    let least = if stage.quota.is_whole() { 0 } else { SHOWN };
    places(stage).max(least)
}

/// By how much votes changed, as the shown figures have it; `None` where they did not.
pub(super) fn change(before: Votes, after: Votes, places: u8) -> Option<String> {
    let cut = places.max(SHOWN);
    let (before, after) = (before.cut(cut), after.cut(cut));
    let apart = before.units().abs_diff(after.units());
    let sign = if after > before { '+' } else { '−' };
    (apart > 0).then(|| format!("{sign}{}", shown(after.of_units(apart), places)))
}

/// A part of a whole in percent, for places in a drawing.
#[expect(
    clippy::cast_precision_loss,
    reason = "a drawing needs three figures of it"
)]
pub(super) fn percent(part: Votes, of: Votes) -> f64 {
    if of.is_zero() {
        return 0.0;
    }
    part.units() as f64 / of.units() as f64 * 100.0
}

#[cfg(test)]
mod tests {
    use alongside_ballot::{Ballots, Rules, count, no_lots};

    use super::*;

    #[test]
    fn thousands_are_parted_by_commas() {
        assert_eq!(
            [0, 999, 1_000, 1_234_567].map(whole),
            ["0", "999", "1,000", "1,234,567"]
        );
    }

    #[test]
    fn a_figure_below_the_quota_never_looks_as_if_it_had_reached_it() {
        let mut ballots = Ballots::new(2, ["Ann", "Bo", "Cy"]).unwrap();
        ballots.add(&[0, 1], 6).unwrap();
        ballots.add(&[1], 2).unwrap();
        ballots.add(&[2], 3).unwrap();
        let count = count(&ballots, Rules::Scottish, &mut no_lots).unwrap();
        let (first, second) = (&count.stages[0], &count.stages[1]);
        // Two votes over, by 6 papers at 0.33333.
        assert_eq!(shown(second.totals[1], 2), "3.99");
        assert_eq!(
            change(first.totals[1], second.totals[1], 2).unwrap(),
            "+1.99"
        );
        assert_eq!(
            change(first.totals[0], second.totals[0], 2).unwrap(),
            "−2.00"
        );
        assert_eq!(change(first.totals[2], second.totals[2], 2), None);
    }
}
