//! `alongside charter`: lists, shows and checks charters.

use std::io::Write;
use std::path::{Path, PathBuf};

use alongside_charter::{
    Bound, Charter, Limit, LongDay, Name, Rule, SchoolTerms, Standard, Strength,
};

use crate::args::{CharterArgs, CharterCommand};
use crate::failure::Failure;
use crate::output::Plain;
use crate::{Outcome, library, output};

/// Does what was asked.
pub(crate) fn run(args: &CharterArgs) -> Result<Outcome, Failure> {
    match &args.command {
        CharterCommand::List => output::write(None, |to| list(&mut Plain(to)))?,
        CharterCommand::Show { charter, toml } => show(charter, *toml)?,
        CharterCommand::Check { files } => check(files)?,
    }
    Ok(Outcome::Done)
}

fn list(to: &mut dyn Write) -> Result<(), Failure> {
    writeln!(
        to,
        "Charters (--charter ID; `alongside charter show ID` tells more):"
    )?;
    for built_in in library::CHARTERS {
        if let Ok(charter) = Charter::parse(built_in.text) {
            writeln!(
                to,
                "  {:14} {} ({})",
                charter.id.as_str(),
                charter.title,
                standards_words(&charter)
            )?;
        }
    }
    writeln!(to, "\nSchool terms (--terms ID):")?;
    for built_in in library::SCHOOL_TERMS {
        if let Ok(terms) = SchoolTerms::parse(built_in.text) {
            let estimate = if terms.estimate {
                " (an estimate: nobody published these dates)"
            } else {
                ""
            };
            writeln!(to, "  {:14} {}{estimate}", terms.id, terms.title)?;
        }
    }
    Ok(())
}

fn show(given: &str, toml: bool) -> Result<(), Failure> {
    let (name, text) = library::text("charter", library::CHARTERS, given)?;
    if toml {
        return output::write(None, |to| Ok(to.write_all(text.as_bytes())?));
    }
    let charter =
        Charter::parse(&text).map_err(|mistakes| Failure::Mistakes(vec![(name, mistakes)]))?;
    output::write(None, |to| {
        let to = &mut Plain(to);
        writeln!(to, "{} ({})", charter.title, charter.id)?;
        writeln!(to, "Source: {}", charter.source)?;
        writeln!(to, "Bank holidays of {}.", charter.place)?;
        for standard in &charter.standards {
            writeln!(
                to,
                "\n{}  [{}, {}]",
                standard.id,
                standard.applies_to,
                strength_words(standard.strength)
            )?;
            writeln!(to, "  {}", standard.says)?;
            writeln!(to, "  Rule: {}", rule_words(standard))?;
            if let Some(in_force) = in_force_words(standard) {
                writeln!(to, "  {in_force}")?;
            }
            if let Some(source) = &standard.source {
                writeln!(to, "  Source: {source}")?;
            }
        }
        Ok(())
    })
}

const fn strength_words(strength: Strength) -> &'static str {
    match strength {
        Strength::Law => "required by law",
        Strength::Agreed => "agreed",
        Strength::Ideal => "an ideal",
    }
}

fn limit_words(limit: &Limit) -> String {
    let side = match limit.bound {
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
    };
    format!("{side} {}", limit.written)
}

fn rule_words(standard: &Standard) -> String {
    let rule = match &standard.rule {
        Rule::Gap(gap) => {
            let usual = format!(
                "from \"{}\" to \"{}\" {}, counted as {} ({})",
                gap.from.words(),
                gap.to.words(),
                limit_words(&gap.limit),
                gap.counted.name(),
                gap.counted.explanation()
            );
            let longer = gap
                .longer
                .iter()
                .map(|l| format!("{} with {}", limit_words(&l.limit), l.when));
            [usual]
                .into_iter()
                .chain(longer)
                .collect::<Vec<_>>()
                .join("; ")
        }
        Rule::Present { fact, after } => {
            let after = after
                .as_ref()
                .map_or_else(String::new, |after| format!(" after \"{}\"", after.words()));
            format!("\"{}\" is recorded{after}", fact.words())
        }
        Rule::Number { name, limit } => format!("\"{}\" is {}", name.words(), limit_words(limit)),
        Rule::Share(share) => {
            let enough = share
                .with_at_least
                .map_or_else(String::new, |n| format!(" at least {n}"));
            format!(
                "\"{}\"{enough} in {} of {} over {}",
                share.of.words(),
                limit_words(&share.limit),
                standard.applies_to.plural(),
                share.over
            )
        }
    };
    match &standard.when {
        Some(when) => format!("with {when}: {rule}"),
        None => rule,
    }
}

fn in_force_words(standard: &Standard) -> Option<String> {
    match (standard.applies_from, standard.until) {
        (None, None) => None,
        (Some(from), None) => Some(format!(
            "Applies to what was made public from {} on.",
            LongDay(from)
        )),
        (None, Some(until)) => Some(format!(
            "Applies to what was made public before {}.",
            LongDay(until)
        )),
        (Some(from), Some(until)) => Some(format!(
            "Applies to what was made public from {} until before {}.",
            LongDay(from),
            LongDay(until)
        )),
    }
}

fn check(files: &[PathBuf]) -> Result<(), Failure> {
    let mut wrong = Vec::new();
    output::write(None, |to| {
        let to = &mut Plain(to);
        for file in files {
            match Charter::parse(&library::read_text(file)?) {
                Ok(charter) => {
                    writeln!(to, "{}: good, {}", shown(file), standards_words(&charter))?;
                    for (fact, near) in charter.own_facts() {
                        writeln!(to, "{}", output::wrapped(&own_words(&fact, near), 2))?;
                    }
                }
                Err(mistakes) => wrong.push((shown(file), mistakes)),
            }
        }
        Ok(())
    })?;
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Failure::Mistakes(wrong))
    }
}

/// "1 standard", "15 standards".
fn standards_words(charter: &Charter) -> String {
    match charter.standards.len() {
        1 => "1 standard".to_owned(),
        n => format!("{n} standards"),
    }
}

/// A fact that the program does not know may be one that this charter needs, or a slip of the pen.
fn own_words(fact: &Name, near: Option<&str>) -> String {
    let did_you_mean = near.map_or_else(
        || ".".to_owned(),
        |near| format!("; did you mean `{near}`?"),
    );
    format!(
        "`{fact}` is a fact of this charter's own, read from a column of that name{did_you_mean}"
    )
}

fn shown(file: &Path) -> String {
    file.display().to_string()
}
