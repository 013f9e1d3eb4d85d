//! Figures of votes as people read them.

use alongside_ballot::Votes;

/// How many decimals are shown where there are any.
const SHOWN: u8 = 2;

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

/// Votes, cut off after two decimals, or without any.
pub(super) fn shown(votes: Votes, decimals: bool) -> String {
    let cut = votes.cut(SHOWN);
    let before = whole(cut.whole());
    if decimals {
        format!("{before}.{:02}", cut.units() % 100)
    } else {
        before
    }
}

/// By how much votes changed, as the shown figures have it; `None` where they did not.
pub(super) fn change(before: Votes, after: Votes, decimals: bool) -> Option<String> {
    let (before, after) = (before.cut(SHOWN), after.cut(SHOWN));
    let apart = before.units().abs_diff(after.units());
    let sign = if after > before { '+' } else { '−' };
    let (votes, part) = (whole(apart / 100), apart % 100);
    (apart > 0).then(|| {
        if decimals {
            format!("{sign}{votes}.{part:02}")
        } else {
            format!("{sign}{votes}")
        }
    })
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
        assert_eq!(shown(second.totals[1], true), "3.99");
        assert_eq!(
            change(first.totals[1], second.totals[1], true).unwrap(),
            "+1.99"
        );
        assert_eq!(
            change(first.totals[0], second.totals[0], true).unwrap(),
            "−2.00"
        );
        assert_eq!(change(first.totals[2], second.totals[2], true), None);
    }
}
