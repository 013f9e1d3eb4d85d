//! The sum in words that stands behind every finding.

mod gap;

use std::fmt;

use crate::charter::{Bound, Limit, Rule};
use crate::claim::Claim;
use crate::fact::Fact;
use crate::finding::{About, Evidence, Finding, Verdict};
use crate::words::{LongDay, amount, capital, in_letters};

/// The sum of a finding, written out when it is displayed.
pub struct Sum<'f, 'a>(pub(crate) &'f Finding<'a>);

impl fmt::Display for Sum<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0.standard.rule, self.0.evidence) {
            (_, Evidence::Claimed(claim)) => self.claimed(f, claim)?,
            (
                Rule::Gap(gap),
                Evidence::Gap {
                    from,
                    to,
                    because,
                    terms_unknown,
                    ..
                },
            ) => {
                self.gap(f, gap, from, to, because)?;
                if terms_unknown {
                    f.write_str(" School terms for these dates are not known, so no time was added for holidays.")?;
                }
            }
            (
                _,
                Evidence::Share {
                    yes,
                    unknown,
                    total,
                },
            ) => self.share(f, yes, unknown, total)?,
            (Rule::Number { name, .. }, _) => self.number(f, &name.words())?,
            (
                Rule::Present { fact, after },
                Evidence::Present {
                    fact: found,
                    too_early,
                },
            ) => {
                self.present(f, &fact.words(), found)?;
                if let (Some(after), true) = (after, too_early) {
                    let after = after.words();
                    write!(
                        f,
                        " It is dated before \"{after}\", which it should follow, so it shows nothing."
                    )?;
                }
            }
            _ => {}
        }
        self.excuse(f)
    }
}

impl Sum<'_, '_> {
    fn share(
        &self,
        f: &mut fmt::Formatter<'_>,
        yes: usize,
        unknown: usize,
        total: usize,
    ) -> fmt::Result {
        let (About::Many { kind, first, last }, Rule::Share(share)) =
            (self.0.about, &self.0.standard.rule)
        else {
            return Ok(());
        };
        let things = if total == 1 {
            kind.name()
        } else {
            kind.plural()
        };
        write!(
            f,
            "{yes} of {total} {things} from {} to {}",
            LongDay(first),
            LongDay(last)
        )?;
        match share.with_at_least {
            Some(least) => write!(f, " with {least} or more {}", share.of.words())?,
            None => write!(f, " with \"{}\"", share.of.words())?,
        }
        if let Some(measured) = self.0.measured {
            write!(f, ": {measured} %")?;
        }
        if unknown > 0 {
            write!(f, "; for {unknown} it is not recorded")?;
        }
        f.write_str(". ")?;
        self.plain_result(f, &share.limit, " points")
    }

    fn number(&self, f: &mut fmt::Formatter<'_>, what: &str) -> fmt::Result {
        let Some(limit) = self.0.limit else {
            return Ok(());
        };
        match self.0.measured {
            Some(measured) => write!(f, "{}: {measured} recorded. ", capital(what))?,
            None if self.0.verdict == Verdict::Due => {
                write!(f, "{}: no number is recorded yet. ", capital(what))?;
            }
            None => write!(f, "{}: no number is recorded. ", capital(what))?,
        }
        self.plain_result(f, limit, "")
    }

    /// "At least 2 needed: 1 short."
    fn plain_result(&self, f: &mut fmt::Formatter<'_>, limit: &Limit, unit: &str) -> fmt::Result {
        match limit.bound {
            Bound::AtLeast => write!(f, "At least {} needed", limit.written)?,
            Bound::AtMost => write!(f, "At most {} allowed", limit.written)?,
        }
        match (self.0.verdict, self.0.shortfall()) {
            (Verdict::Kept, _) => f.write_str(": kept.")?,
            (_, Some(short)) => {
                let over = if limit.bound == Bound::AtLeast {
                    "short"
                } else {
                    "too many"
                };
                write!(f, ": {short}{unit} {over}.")?;
            }
            _ => f.write_str(".")?,
        }
        Ok(())
    }

    fn present(&self, f: &mut fmt::Formatter<'_>, what: &str, found: Option<Fact>) -> fmt::Result {
        match found {
            Some(fact) if fact.holds() => match fact.when() {
                Some(when) => write!(
                    f,
                    "\"{}\" is recorded, {}.",
                    capital(what),
                    LongDay(when.day(self.0.zone()))
                ),
                None => write!(f, "\"{}\" is recorded.", capital(what)),
            },
            Some(_) => write!(f, "The record says no to \"{what}\"."),
            None if self.0.verdict == Verdict::Due => {
                write!(f, "\"{}\" is not recorded yet.", capital(what))
            }
            None => write!(f, "\"{}\" is not recorded.", capital(what)),
        }
    }

    fn claimed(&self, f: &mut fmt::Formatter<'_>, claim: &Claim) -> fmt::Result {
        let dates = match self.0.standard.rule {
            Rule::Gap(_) => " The dates are not held.",
            _ => "",
        };
        let (Some(measured), Some(limit)) = (self.0.measured, self.0.limit) else {
            return write!(
                f,
                "Claimed, not recorded: \"{}\", which is no figure that can be held against the standard.{dates}",
                claim.words()
            );
        };
        write!(f, "Claimed, not recorded: \"{}\", that is ", claim.words())?;
        amount(f, measured, measured.is_one(), self.0.unit())?;
        write!(f, ".{dates} ")?;
        let period = in_letters(&limit.written);
        let verb = if limit.bound == Bound::AtLeast {
            "needed"
        } else {
            "allowed"
        };
        write!(f, "{period} {verb}")?;
        match self.0.verdict {
            Verdict::NoEvidence => f.write_str(": the claim does not settle it.")?,
            Verdict::Kept => f.write_str(": kept, if the claim is right.")?,
            _ => {
                self.result(f, limit.bound, limit)?;
                f.write_str(", if the claim is right.")?;
            }
        }
        Ok(())
    }

    fn excuse(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(excuse) = self.0.subject().and_then(|s| s.excuse.as_ref()) else {
            return Ok(());
        };
        let speaks_of_this = excuse
            .standard
            .as_ref()
            .is_none_or(|only| *only == self.0.standard.id);
        match (self.0.verdict, &excuse.agreed_by) {
            (Verdict::Excused, Some(who)) => {
                write!(f, " Excused: {}; agreed by {who}.", excuse.reason)
            }
            (Verdict::Missed, None) if speaks_of_this => write!(
                f,
                " A reason is given ({}), but not who agreed to it, so it does not excuse.",
                excuse.reason
            ),
            (Verdict::Missed, Some(_)) if speaks_of_this => write!(
                f,
                " A reason is given ({}), but only its organiser agreed to it, so it does not excuse.",
                excuse.reason
            ),
            _ => Ok(()),
        }
    }
}
