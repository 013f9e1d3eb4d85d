//! Adopting charters.

use alongside_app::Failure as App;
use alongside_app::adopt_charter::{adopt_charter, end_charter};
use alongside_app::area::{Adopted, Area};
use alongside_charter::Charter;
use alongside_domain::replay::Misfit;
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::public::Said;
use alongside_pages::staff::{AdoptedCharter, BuiltIn, ChartersForm, Ending};
use alongside_sheet::read_when;
use jiff::civil::Date;

use super::{again, done, here, shell};
use crate::answer::Answer;
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;

/// The charters of an area, and a form for one more.
pub(crate) fn form(asked: &Asked) -> Result<Answer, Failure> {
    let known = here(asked)?;
    let first = asked.service().settings().charters.first();
    let filled = Filled {
        // Most begin with one of those that come with the program.
        chosen: first.map_or("", |charter| charter.id),
        ..Filled::default()
    };
    Ok(asked.html(filled_in(asked, &known, &filled)?))
}

/// A charter is adopted from a day.
pub(crate) fn adopt(asked: &Asked) -> Result<Answer, Failure> {
    let (known, fields) = (here(asked)?, asked.fields()?);
    let area = &known.area;
    let mut filled = Filled {
        chosen: fields.get("charter"),
        from: fields.get("from"),
        ..Filled::default()
    };
    let (text, says) = text(asked);
    (filled.text, filled.file_error) = (text, says);
    let file = file(asked, &filled);
    let day = day(filled.from, area);
    if let Err(says) = &file {
        filled.text_error.clone_from(says);
    }
    if let Err(says) = &day {
        filled.from_error.clone_from(says);
    }
    if let (true, Ok(file), Ok(day)) = (filled.file_error.is_empty(), file, day) {
        let adopted = asked.change(|tx, call| adopt_charter(tx, call, &area.slug, &file, day));
        let Err(failure) = adopted else {
            let back = links::charters(area.slug.as_str());
            return done(asked, &back, Said::CharterAdopted);
        };
        filled.take(failure)?;
    }
    Ok(again(asked, filled_in(asked, &known, &filled)?))
}

/// A charter ends from a day.
pub(crate) fn end(asked: &Asked) -> Result<Answer, Failure> {
    let (known, fields) = (here(asked)?, asked.fields()?);
    let area = &known.area;
    let (chosen, from) = (fields.get("ends"), fields.get("ends-from"));
    let mut ends = Typed::new(chosen);
    if !area.adopted.iter().any(|of| of.charter.id == *chosen) {
        ends.error = "Choose which one ends.";
    }
    let says = match day(from, area) {
        Err(says) => says,
        Ok(_) if !ends.error.is_empty() => String::new(),
        Ok(day) => match asked.change(|tx, call| end_charter(tx, call, &area.slug, chosen, day)) {
            Ok(()) => {
                let back = links::charters(area.slug.as_str());
                return done(asked, &back, Said::CharterEnded);
            }
            Err(failure @ (App::Wrong(_) | App::Misfit(_) | App::ReadOnly)) => failure.to_string(),
            Err(failure) => return Err(failure.into()),
        },
    };
    let filled = Filled {
        ending: Ending {
            chosen: ends,
            from: Typed {
                value: from,
                error: &says,
            },
        },
        ..Filled::default()
    };
    Ok(again(asked, filled_in(asked, &known, &filled)?))
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Filled<'a> {
    chosen: &'a str,
    text: String,
    text_error: String,
    file_error: String,
    from: &'a str,
    from_error: String,
    mistakes: Vec<String>,
    ending: Ending<'a>,
}

impl Filled<'_> {
    /// Takes out of a failure what can be said beside a field.
    fn take(&mut self, failure: App) -> Result<(), Failure> {
        match failure {
            App::Charter(mistakes) => {
                self.mistakes = mistakes.iter().map(ToString::to_string).collect();
                let says = "This charter has mistakes. Each is told above the text, with its line.";
                says.clone_into(&mut self.text_error);
            }
            App::Wrong(wrong) => {
                wrong.with("from").clone_into(&mut self.from_error);
                wrong.with("file").clone_into(&mut self.text_error);
            }
            App::Misfit(misfit @ Misfit::Adoption(_)) => self.from_error = misfit.to_string(),
            failure @ App::ReadOnly => self.text_error = failure.to_string(),
            failure => return Err(failure.into()),
        }
        Ok(())
    }
}

/// The text of a charter of their own, of the file where one was sent in; or why it is none.
fn text(asked: &Asked) -> (String, String) {
    let sent = asked.upload("file").filter(|sent| !sent.bytes.is_empty());
    let Some(sent) = sent else {
        let typed = asked.fields().map_or("", |fields| fields.get("text"));
        // Browsers send every end of a line as two characters. A version is known by its bytes.
        return (typed.replace("\r\n", "\n"), String::new());
    };
    if let Ok(text) = std::str::from_utf8(&sent.bytes) {
        return (
            text.trim_start_matches('\u{feff}').to_owned(),
            String::new(),
        );
    }
    let says = "This file is not text. A charter is a text file in the TOML format.";
    (String::new(), says.to_owned())
}

/// The text of the charter that was chosen, or why there is none.
fn file(asked: &Asked, filled: &Filled<'_>) -> Result<String, String> {
    let mut built_in = asked.service().settings().charters.iter();
    match filled.chosen {
        // What is wrong with the file is told beside it.
        "" if !filled.file_error.is_empty() => Err(String::new()),
        "" if filled.text.trim().is_empty() => Err(
            "Paste the text of your charter or choose its file, or choose one of those above."
                .to_owned(),
        ),
        "" => Ok(filled.text.clone()),
        id => built_in
            .find(|charter| charter.id == id)
            .map(|charter| charter.text.to_owned())
            .ok_or_else(|| {
                "Choose one of the charters above, or paste one of your own.".to_owned()
            }),
    }
}

/// A day as somebody wrote it, or how to write one.
fn day(written: &str, area: &Area) -> Result<Date, String> {
    if written.trim().is_empty() {
        return Err("Write the day from which it counts, such as 2021-06-14.".to_owned());
    }
    let when = read_when(written.trim(), &area.zone);
    when.map(|when| when.day(&area.zone))
        .map_err(alongside_app::sentence)
}

fn filled_in(asked: &Asked, known: &Known, filled: &Filled<'_>) -> Result<String, Failure> {
    let area = &known.area;
    let today = area.zone.to_datetime(asked.now().timestamp()).date();
    let charters = asked.service().settings().charters;
    let read: Vec<(&str, Charter)> = charters
        .iter()
        .filter_map(|built_in| Some((built_in.id, Charter::parse(built_in.text).ok()?)))
        .collect();
    let built_in: Vec<BuiltIn<'_>> = read
        .iter()
        .map(|(id, charter)| BuiltIn {
            id,
            title: &charter.title,
        })
        .collect();
    let (now, before): (Vec<_>, Vec<_>) =
        area.adopted.iter().map(shown).partition(|adopted| {
            adopted.from <= today && adopted.until.is_none_or(|day| today < day)
        });
    let around = known.place();
    let form = ChartersForm {
        shell: shell(asked, &around)?,
        version: area.version,
        now: &now,
        before: &before,
        built_in: &built_in,
        chosen: filled.chosen,
        text: Typed {
            value: &filled.text,
            error: &filled.text_error,
        },
        from: Typed {
            value: filled.from,
            error: &filled.from_error,
        },
        mistakes: &filled.mistakes,
        file_error: &filled.file_error,
        ending: filled.ending,
    };
    Ok(form.render()?)
}

fn shown(adopted: &Adopted) -> AdoptedCharter<'_> {
    AdoptedCharter {
        title: &adopted.charter.title,
        id: adopted.charter.id.as_str(),
        from: adopted.from,
        until: adopted.until,
    }
}
