//! Quotas that cannot hold together, as they are told.

use alongside_lottery::{Infeasible, Pool};
use serde::Serialize;

use crate::args::DrawFormat;
use crate::failure::Failure;
use crate::output;

/// Tells which quotas cannot hold together, and what would be the least to give.
pub(super) fn tell(pool: &Pool, why: &Infeasible, format: DrawFormat) -> Result<(), Failure> {
    #[derive(Serialize)]
    struct QuotaRow<'t> {
        category: &'t str,
        feature: &'t str,
        min: u32,
        max: u32,
    }
    #[derive(Serialize)]
    struct WhyRow<'t> {
        conflict: Vec<QuotaRow<'t>>,
        relaxation: Option<Vec<QuotaRow<'t>>>,
        total: Option<u32>,
        by_households: bool,
    }
    let quota = |place: usize, min: u32, max: u32| {
        let quota = &pool.quotas()[place];
        QuotaRow {
            category: &quota.category,
            feature: &quota.feature,
            min,
            max,
        }
    };
    if format == DrawFormat::Json {
        let row = WhyRow {
            conflict: why
                .conflict
                .iter()
                .map(|clash| {
                    quota(
                        clash.quota,
                        pool.quotas()[clash.quota].min,
                        pool.quotas()[clash.quota].max,
                    )
                })
                .collect(),
            relaxation: why.relaxation.as_ref().map(|relaxed| {
                let rows = relaxed.iter().map(|to| quota(to.quota, to.min, to.max));
                rows.collect()
            }),
            total: why.total(pool),
            by_households: why.by_households,
        };
        return output::write(None, |to| {
            serde_json::to_writer(&mut *to, &row).map_err(std::io::Error::from)?;
            Ok(writeln!(to)?)
        });
    }
    let text = in_words(pool, why);
    output::say(&text)?;
    Ok(())
}

fn in_words(pool: &Pool, why: &Infeasible) -> String {
    let mut lines = Vec::new();
    if why.conflict.is_empty() {
        lines.push(format!(
            "No panel of {} can be drawn from these {} people, whatever the quotas: too many live with one another.",
            pool.size(),
            pool.people().len()
        ));
    } else {
        let many = match why.conflict.len() {
            1 => "This quota cannot be kept".to_owned(),
            2 => "These two cannot hold together".to_owned(),
            3 => "These three cannot hold together".to_owned(),
            n => format!("These {n} cannot hold together"),
        };
        lines.push(format!(
            "No panel of {} keeps all the quotas. {many}, with the people who are in the pool:",
            pool.size()
        ));
        for clash in &why.conflict {
            let quota = &pool.quotas()[clash.quota];
            let bound = match (clash.min, clash.max) {
                (true, true) => format!("at least {} and at most {}", quota.min, quota.max),
                (true, false) => format!("at least {}", quota.min),
                _ => format!("at most {}", quota.max),
            };
            lines.push(format!(
                "  {bound} with {} = {}",
                quota.category, quota.feature
            ));
        }
    }
    if why.by_households && !why.conflict.is_empty() {
        lines.push("They cannot because people who live together count once: without the column `household` all quotas could be kept.".to_owned());
    }
    match &why.relaxation {
        Some(relaxed) if !relaxed.is_empty() => {
            lines.push("The least that would have to give:".to_owned());
            for to in relaxed {
                let quota = &pool.quotas()[to.quota];
                let mut moves = Vec::new();
                if to.min != quota.min {
                    moves.push(format!("at least {} in place of {}", to.min, quota.min));
                }
                if to.max != quota.max {
                    moves.push(format!("at most {} in place of {}", to.max, quota.max));
                }
                lines.push(format!("  {} = {}: {}", quota.category, quota.feature, moves.join(", ")));
            }
        }
        _ => lines.push("Nothing that may give (min_flex, max_flex) is enough: let more give, or find more people.".to_owned()),
    }
    lines.push("Nothing was drawn. Change the quotas, agree the change with those who agreed them, and run the same command again.".to_owned());
    lines.join("\n")
}
