//! The school holidays that a plan rests on.

use alongside_charter::{Plan, Rule, SCHOOL_HOLIDAY};
use jiff::ToSpan;
use jiff::civil::Date;

use super::Told;

impl Told<'_> {
    /// Whether the plan looked at a day that is known from an estimate alone.
    pub(super) fn is_estimated(&self) -> bool {
        let is_published = |(first, last)| {
            let mut published = self
                .audit
                .school_terms()
                .iter()
                .filter(|terms| !terms.estimate);
            published.any(|terms| terms.holiday_within(first, last).is_some())
        };
        !self.looked_at().into_iter().all(is_published)
    }

    /// One line on the school holidays.
    pub(super) fn holidays_words(&self) -> String {
        let titles = |estimate: bool| {
            let terms = self.audit.school_terms().iter();
            let titles: Vec<&str> = terms
                .filter(|terms| terms.estimate == estimate)
                .map(|terms| terms.title.as_str())
                .collect();
            titles.join(" and ")
        };
        let (published, estimated) = (titles(false), titles(true));
        match (published.is_empty(), self.is_estimated()) {
            (true, _) => format!(
                "School holidays are an estimate: {estimated}. Give --terms FILE for the schools of your area."
            ),
            (false, true) => format!(
                "School holidays are those of {published}; for days that these do not know an estimate is \
                 used: {estimated}."
            ),
            (false, false) => {
                format!("School holidays are those of {published}; no estimate was used.")
            }
        }
    }

    /// The stretches of days in which a school holiday was looked for.
    fn looked_at(&self) -> Vec<(Date, Date)> {
        let asked = self.day(self.plan);
        // Each day from the one asked for to the earliest that suits is looked at by itself.
        let suits = self.earliest.map_or(asked, |earliest| self.day(earliest));
        let mut stretches: Vec<(Date, Date)> = asked
            .series(1.day())
            .take_while(|day| *day <= suits)
            .map(|day| (day, day))
            .collect();
        let asks = self
            .audit
            .charters()
            .flat_map(|charter| &charter.standards)
            .filter(|standard| standard.applies_to == self.plan.subject.kind)
            .any(|standard| match &standard.rule {
                Rule::Gap(gap) => gap
                    .longer
                    .iter()
                    .any(|longer| longer.when.name == *SCHOOL_HOLIDAY),
                _ => false,
            });
        if asks {
            stretches.extend(
                [Some(self.plan), self.earliest]
                    .into_iter()
                    .flatten()
                    .map(|plan| self.days(plan)),
            );
        }
        stretches
    }

    /// The first and the last day of what is planned.
    fn days(&self, plan: &Plan<'_>) -> (Date, Date) {
        let day = self.day(plan);
        let known = || {
            plan.subject
                .facts()
                .iter()
                .filter_map(|(_, fact)| fact.day(self.zone))
        };
        (known().min().unwrap_or(day), known().max().unwrap_or(day))
    }
}
