//! Rules of a charter in plain words.

use alongside_charter::{Bound, Counting, Gap, Limit, LongDay, Rule, Share, Standard, Strength};
use jiff::civil::Date;

use crate::number::capital;
use crate::source::Source;

/// A standard's rule, as a list of what a reader has to know of it.
pub(crate) struct RuleView<'a> {
    pub(crate) standard: &'a Standard,
}

impl<'a> RuleView<'a> {
    pub(crate) const fn strength(&self) -> &'static str {
        strength(self.standard.strength)
    }

    pub(crate) fn source(&self) -> Option<Source<'a>> {
        self.standard.source.as_deref().and_then(Source::new)
    }

    /// What is tested, such as "at least 3 weeks from “announced” to “starts”".
    pub(crate) fn tested(&self) -> String {
        match &self.standard.rule {
            Rule::Gap(gap) => tested_gap(gap),
            Rule::Present { fact, after: None } => {
                format!("“{}” is recorded", capital(&fact.words()))
            }
            Rule::Present {
                fact,
                after: Some(after),
            } => {
                format!(
                    "“{}” is recorded, not before “{}”",
                    capital(&fact.words()),
                    after.words()
                )
            }
            Rule::Number { name, limit } => {
                format!("“{}” is {}", capital(&name.words()), amount(limit))
            }
            Rule::Share(share) => self.tested_share(share),
        }
    }

    fn tested_share(&self, share: &Share) -> String {
        let kinds = self.standard.applies_to.plural();
        let of = share.of.words();
        let having = match share.with_at_least {
            Some(least) => format!("{least} or more “{of}”"),
            None => format!("“{of}”"),
        };
        format!(
            "{} of all {kinds} over {} have {having}",
            capital(&amount(&share.limit)),
            share.over
        )
    }

    /// Which subjects it is for: what kind, and made public when.
    pub(crate) fn applies_to(&self) -> String {
        let kinds = capital(self.standard.applies_to.plural());
        let when = self.standard.when.as_ref().map(|when| {
            let not = if when.negated { "not " } else { "" };
            format!(" that are {not}“{}”", when.name.words())
        });
        let public = days(self.standard.applies_from, self.standard.until)
            .map(|days| format!(" made public {days}"));
        [Some(kinds), when, public].into_iter().flatten().collect()
    }

    /// The way of counting, for a gap.
    pub(crate) const fn counted(&self) -> Option<Counting> {
        match &self.standard.rule {
            Rule::Gap(gap) => Some(gap.counted),
            _ => None,
        }
    }

    /// The way of counting in one line.
    pub(crate) fn counted_in_words(&self) -> Option<String> {
        let counted = self.counted()?;
        Some(format!("{}: {}", name(counted), counted.explanation()))
    }
}

/// How binding a standard is.
pub(crate) const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Law => "The law requires it",
        Strength::Agreed => "Both sides agreed it",
        Strength::Ideal => "Good practice (an ideal): a miss is not unlawful",
    }
}

/// The same in a word or two, for a table.
pub(crate) const fn strength_in_short(strength: Strength) -> &'static str {
    match strength {
        Strength::Law => "Law",
        Strength::Agreed => "Agreed",
        Strength::Ideal => "Good practice",
    }
}

/// The name of a way of counting, such as "Working days between".
pub(crate) fn name(counted: Counting) -> String {
    capital(&counted.name().replace('-', " "))
}

fn tested_gap(gap: &Gap) -> String {
    let usual = format!(
        "{} from “{}” to “{}”",
        capital(&amount(&gap.limit)),
        gap.from.words(),
        gap.to.words()
    );
    let longer = gap.longer.iter().map(|longer| {
        let not = if longer.when.negated { "not " } else { "" };
        let when = longer.when.name.words();
        format!("; {} if {not}“{when}”", amount(&longer.limit))
    });
    std::iter::once(usual).chain(longer).collect()
}

fn amount(limit: &Limit) -> String {
    match limit.bound {
        Bound::AtLeast => format!("at least {}", limit.written),
        Bound::AtMost => format!("at most {}", limit.written),
    }
}

fn days(from: Option<Date>, until: Option<Date>) -> Option<String> {
    match (from.map(LongDay), until.map(LongDay)) {
        (Some(from), Some(until)) => Some(format!("from {from}, and before {until}")),
        (Some(from), None) => Some(format!("from {from}")),
        (None, Some(until)) => Some(format!("before {until}")),
        (None, None) => None,
    }
}
