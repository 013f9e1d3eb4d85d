//! The plan for programs.

use std::io::Write;

use alongside_charter::{Plan, Step};
use serde::Serialize;

use super::Told;
use crate::failure::Failure;

/// Writes one JSON object.
pub(super) fn write(told: &Told<'_>, to: &mut dyn Write) -> Result<(), Failure> {
    let json = PlansRow {
        today: told.today.to_string(),
        plan: PlanRow::of(told, told.plan),
        earliest: told.earliest.map(|plan| PlanRow::of(told, plan)),
        school_terms_estimated: told.is_estimated(),
    };
    serde_json::to_writer_pretty(&mut *to, &json).map_err(std::io::Error::from)?;
    writeln!(to)?;
    Ok(())
}

#[derive(Serialize)]
struct PlansRow<'a> {
    today: String,
    plan: PlanRow<'a>,
    earliest: Option<PlanRow<'a>>,
    school_terms_estimated: bool,
}

#[derive(Serialize)]
struct PlanRow<'a> {
    kind: &'static str,
    day: String,
    closes: Option<String>,
    in_time: bool,
    steps: Vec<StepRow<'a>>,
    remarks: &'a [String],
}

impl<'a> PlanRow<'a> {
    fn of(told: &Told<'_>, plan: &'a Plan<'_>) -> Self {
        Self {
            kind: plan.subject.kind.name(),
            day: told.day(plan).to_string(),
            closes: told.closes(plan).map(|day| day.to_string()),
            in_time: plan.in_time(),
            steps: plan.steps.iter().map(StepRow::of).collect(),
            remarks: &plan.remarks,
        }
    }
}

#[derive(Serialize)]
struct StepRow<'a> {
    by: Option<String>,
    action: &'a str,
    too_late: bool,
    charter: &'a str,
    standard: &'a str,
    says: &'a str,
    sum: &'a str,
}

impl<'a> StepRow<'a> {
    fn of(step: &'a Step<'_>) -> Self {
        Self {
            by: step.by.map(|by| by.to_string()),
            action: &step.action,
            too_late: step.too_late,
            charter: step.charter.id.as_str(),
            standard: step.standard.id.as_str(),
            says: &step.standard.says,
            sum: &step.sum,
        }
    }
}
