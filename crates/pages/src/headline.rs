//! The headline: what was found, in a few plain sentences and one bar.

use alongside_charter::{Finding, Strength, Verdict};

use crate::bar::Bar;
use crate::charter::CharterView;
use crate::number::{InWords, by_count, capital, listed};
use crate::outcome::Outcome;
use crate::tally::TallyView;

/// What was found in all.
pub(crate) struct Headline {
    pub(crate) tally: TallyView,
    pub(crate) bar: Option<Bar>,
    /// The first says what was measured; the others what was not.
    pub(crate) sentences: Vec<String>,
}

impl Headline {
    pub(crate) fn new(charters: &[CharterView<'_, '_>], findings: &[Finding<'_>]) -> Self {
        let tally = charters
            .iter()
            .flat_map(|charter| &charter.standards)
            .fold(TallyView::default(), |sum, view| sum.and(&view.tally.0));
        let shares: Vec<Verdict> = charters
            .iter()
            .flat_map(|charter| &charter.standards)
            .flat_map(|view| &view.shares)
            .map(|share| share.finding.verdict)
            .collect();
        let sentences = [
            Some(measured(&tally, &shares)),
            not_measured(&tally),
            claims(&tally),
            of_many(&shares),
            binding(findings),
        ];
        Self {
            bar: Bar::new("headline_bar".to_owned(), &tally),
            tally,
            sentences: sentences.into_iter().flatten().collect(),
        }
    }
}

/// "Of the 14 findings that could be measured, nine were kept and five were missed."
fn measured(tally: &TallyView, shares: &[Verdict]) -> String {
    let (kept, missed) = (tally.0.kept, tally.0.missed);
    match (tally.measured(), kept) {
        (0, _) if tally.total() == 0 && shares.is_empty() => {
            "Nothing in these files came under a standard, so there is nothing to find.".to_owned()
        }
        (0, _) if tally.total() == 0 => "No standard was tested for things one by one.".to_owned(),
        (0, _) => "Nothing could be measured, so nothing is shown as kept or missed.".to_owned(),
        (1, 1) => "One finding could be measured. It was kept.".to_owned(),
        (1, _) => "One finding could be measured. It was missed.".to_owned(),
        (measured, _) => format!(
            "Of the {} findings that could be measured, {} {} kept and {} {} missed.",
            InWords(measured),
            InWords(kept),
            was(kept),
            InWords(missed),
            was(missed)
        ),
    }
}

/// "For seven more there is no evidence, which is never a pass. Two are not due yet."
fn not_measured(tally: &TallyView) -> Option<String> {
    let tally = &tally.0;
    let mut sentences = Vec::new();
    if tally.no_evidence > 0 {
        sentences.push(format!(
            "For {} there is no evidence either way, and no evidence is never a pass.",
            InWords(tally.no_evidence)
        ));
    }
    if tally.due > 0 {
        sentences.push(format!(
            "{} {} not due yet.",
            capital(&InWords(tally.due).to_string()),
            is(tally.due)
        ));
    }
    if tally.excused > 0 {
        sentences.push(format!(
            "{} {} excused, for a reason that was agreed.",
            capital(&InWords(tally.excused).to_string()),
            is(tally.excused)
        ));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// "Five rest only on what somebody claims: two claimed kept and three claimed missed. …"
fn claims(tally: &TallyView) -> Option<String> {
    let parts: Vec<String> = [Outcome::ClaimedKept, Outcome::ClaimedMissed]
        .into_iter()
        .map(|outcome| (outcome.count(&tally.0), outcome.words()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{} {words}", InWords(count)))
        .collect();
    let claims = tally.0.claimed_kept + tally.0.claimed_missed;
    (claims > 0).then(|| {
        format!(
            "{} {} only on what somebody claims: {}. Claims are counted apart from the record.",
            capital(&InWords(claims).to_string()),
            by_count(claims, "rests", "rest"),
            listed(&parts)
        )
    })
}

/// "Two standards look at a share of many things taken together: one was kept and one was missed."
fn of_many(shares: &[Verdict]) -> Option<String> {
    let count = |verdict| shares.iter().filter(|of| **of == verdict).count();
    let parts: Vec<String> = [
        (Verdict::Kept, "kept"),
        (Verdict::Missed, "missed"),
        (Verdict::NoEvidence, "not shown either way"),
    ]
    .into_iter()
    .map(|(verdict, words)| (count(verdict), words))
    .filter(|(count, _)| *count > 0)
    .map(|(count, words)| match shares.len() {
        1 => format!("it was {words}"),
        _ => format!("{} {} {words}", InWords(count), was(count)),
    })
    .collect();
    (!parts.is_empty()).then(|| {
        format!(
            "{} {} at a share of many things taken together: {}.",
            capital(&InWords(shares.len()).to_string()),
            by_count(shares.len(), "standard looks", "standards look"),
            listed(&parts)
        )
    })
}

/// "Of those missed, one is required by law and four are good practice."
fn binding(findings: &[Finding<'_>]) -> Option<String> {
    let missed = |strength| {
        findings
            .iter()
            .filter(|finding| {
                Outcome::of(finding) == Outcome::Missed && finding.standard.strength == strength
            })
            .count()
    };
    let parts: Vec<String> = Strength::ALL
        .into_iter()
        .map(|strength| (missed(strength), strength))
        .filter(|(count, _)| *count > 0)
        .map(|(count, strength)| match strength {
            Strength::Law => format!("{} {} required by law", InWords(count), is(count)),
            Strength::Agreed => {
                format!("{} {} agreed by both sides", InWords(count), was(count))
            }
            Strength::Ideal => format!("{} {} good practice", InWords(count), is(count)),
        })
        .collect();
    let not_unlawful = if missed(Strength::Ideal) > 0 {
        " To miss good practice is not unlawful."
    } else {
        ""
    };
    (!parts.is_empty()).then(|| format!("Of those missed, {}.{not_unlawful}", listed(&parts)))
}

fn was(count: usize) -> &'static str {
    // "None was kept": none is one of them, not several.
    if count <= 1 { "was" } else { "were" }
}

fn is(count: usize) -> &'static str {
    if count <= 1 { "is" } else { "are" }
}
