//! Facts in words.

use alongside_charter::{Fact, Name, fact};

use crate::public::shell::Shell;

/// What a fact is called; one that only a charter names is called by its name.
pub(crate) fn name(shell: &Shell<'_>, name: &Name) -> String {
    let t = shell.t();
    match name.as_str() {
        fact::ANNOUNCED => t.fact_announced(),
        fact::SAVE_THE_DATE => t.fact_save_the_date(),
        fact::STARTS => t.fact_starts(),
        fact::ENDS => t.fact_ends(),
        fact::OPENED => t.fact_opened(),
        fact::CLOSED => t.fact_closed(),
        fact::RESPONDED => t.fact_responded(),
        fact::AGENDA => t.fact_agenda(),
        fact::PAPERS => t.fact_papers(),
        fact::MINUTES => t.fact_minutes(),
        fact::SUBMITTED => t.fact_submitted(),
        fact::PAID => t.fact_paid(),
        fact::CANCELLED => t.fact_cancelled(),
        fact::RESCHEDULED => t.fact_rescheduled(),
        fact::DUE => t.fact_due(),
        fact::INTERPRETER => t.fact_interpreter(),
        fact::EVENING => t.fact_evening(),
        fact::WAYS => t.fact_ways(),
        _ => crate::number::capital(&name.words()),
    }
}

/// What is known of it.
pub(crate) fn value(shell: &Shell<'_>, fact: Fact) -> String {
    let t = shell.t();
    match (fact, fact.when()) {
        (_, Some(when)) => shell.words.moment(when, &shell.zone()),
        (Fact::Flag(false), _) => t.subject_no(),
        (Fact::Number(number), _) => number.to_string(),
        _ => t.subject_yes(),
    }
}
