//! The plan for reading in the terminal.

use std::io::Write;

use alongside_charter::{Fact, Kind, LongDay, Plan, Step, fact};
use comfy_table::Cell;

use super::{Told, asked};
use crate::failure::Failure;
use crate::output::{self, Plain, one_line};

/// Writes the steps for the day asked for and, where that is too late, for the earliest day.
pub(super) fn write(told: &Told<'_>, to: &mut dyn Write) -> Result<(), Failure> {
    let to = &mut Plain(to);
    writeln!(to, "Today is {}.\n", LongDay(told.today))?;
    steps(told, told.plan, to)?;
    if let Some(why) = told.moved_words() {
        writeln!(to, "\n{}", output::wrapped(&why, 0))?;
    }
    if let Some(earliest) = told.earliest {
        writeln!(to)?;
        steps(told, earliest, to)?;
    }
    writeln!(to, "\n{}", output::wrapped(&told.holidays_words(), 0))?;
    Ok(())
}

fn steps(told: &Told<'_>, plan: &Plan<'_>, to: &mut dyn Write) -> Result<(), Failure> {
    if plan.steps.is_empty() {
        let nothing = asked::nothing_words(told.audit, &plan.subject, told.today);
        writeln!(to, "{}", output::wrapped(&nothing, 0))?;
    } else {
        writeln!(to, "{}", headline(told, plan))?;
        let mut table = output::table(&["by", "what to do", "so that"]);
        for step in &plan.steps {
            table.add_row([
                Cell::new(by_words(step)),
                Cell::new(one_line(&step.action)),
                Cell::new(one_line(&step.standard.says)),
            ]);
        }
        writeln!(to, "{table}")?;
    }
    for remark in &plan.remarks {
        writeln!(to, "{}", output::wrapped(remark, 0))?;
    }
    Ok(())
}

fn headline(told: &Told<'_>, plan: &Plan<'_>) -> String {
    let day = LongDay(told.day(plan));
    match plan.subject.kind {
        Kind::Consultation => {
            let closes = told.closes(plan).map_or_else(String::new, |closes| {
                format!(", closing {}", LongDay(closes))
            });
            format!("A consultation opening {day}{closes}:")
        }
        kind => {
            let hour = match plan.subject.fact(fact::STARTS) {
                Some(Fact::At(instant)) => instant
                    .to_zoned(told.zone.clone())
                    .strftime(", %-I:%M%P")
                    .to_string(),
                _ => String::new(),
            };
            format!("A {kind} on {day}{hour}:")
        }
    }
}

fn by_words(step: &Step<'_>) -> String {
    match step.by {
        Some(by) if step.too_late => format!("{} (too late)", LongDay(by)),
        Some(by) => LongDay(by).to_string(),
        None => "before it".to_owned(),
    }
}
