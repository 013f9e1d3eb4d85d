//! Loading a sheet: it is sent in, shown as what it would change, and confirmed.

mod kept;
mod preview;

use std::sync::Arc;

use alongside_app::area::{Area, Organisation};
use alongside_app::import::{self, Wish};
use alongside_app::{Call, Caller, Failure as App, sheets};
use alongside_domain::Controller;
use alongside_domain::policy::{Action, Refusal};
use alongside_domain::replay::State;
use alongside_pages::links;
use alongside_pages::public::Said;
use alongside_pages::staff::{ImportForm, ImportProblems, ImportedBy};
use alongside_sheet::Sheet;
use alongside_store::files::Digest as FileName;
use alongside_store::record::{self, Of};
use axum::http::StatusCode;

use self::kept::Kept;
use super::{again, controller, done, here, see, shell, slug};
use crate::answer::Answer;
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;

const MEGABYTE: usize = 1 << 20;

/// Where a file is chosen.
pub(crate) fn form(asked: &Asked) -> Result<Answer, Failure> {
    let known = here(asked)?;
    let says = if known.area.settings.is_read_only {
        App::ReadOnly.to_string()
    } else {
        String::new()
    };
    Ok(asked.html(filled_in(asked, &known, "", &says)?))
}

/// A file comes in. It is kept if everything in it can be loaded, and nothing is where something cannot.
pub(crate) fn upload(asked: &Asked) -> Result<Answer, Failure> {
    let known = here(asked)?;
    let area = &known.area;
    let chosen = asked.fields()?.get("organisation");
    let again = |says: &str| Ok(again(asked, filled_in(asked, &known, chosen, says)?));
    let theirs = loaded_for(asked, area)?;
    if area.settings.is_read_only {
        return again(&App::ReadOnly.to_string());
    }
    let by = match theirs.as_slice() {
        [only] if chosen.is_empty() => Some(*only),
        several => several
            .iter()
            .copied()
            .find(|known| known.id.to_string() == chosen),
    };
    let Some(by) = by else {
        return again("Say in whose name it is loaded. Then choose the file again.");
    };
    let sent = asked.upload("file").filter(|sent| !sent.bytes.is_empty());
    let Some(sent) = sent else {
        return again("Choose a file that has something in it.");
    };
    let limit = asked.service().settings().largest_file;
    if sent.bytes.len() > limit {
        return again(&too_large(sent.bytes.len(), limit));
    }
    let kept = Kept::new(area, by.id, &sent.name, sent.bytes.clone(), asked.now());
    if let Err(problems) = kept.read(area) {
        return told(asked, &known, &kept, &problems);
    }
    let packed = kept.packed()?;
    let (name, by) = (FileName::of(&packed), controller(area, by));
    asked.change(|tx, call| sheets::expect(tx, call, &by, name))?;
    match asked.keep_file(packed) {
        Ok(name) => see(&links::import_preview(
            area.slug.as_str(),
            &name.to_string(),
        )),
        Err(Failure::TooLarge { limit }) => again(&too_large(sent.bytes.len(), limit)),
        Err(failure) => Err(failure),
    }
}

/// What a sheet would change. One that was loaded is gone.
pub(crate) fn preview(asked: &Asked) -> Result<Answer, Failure> {
    if is_loaded(asked)? {
        return see(&links::desk(asked.step("area")));
    }
    Looked::at(asked)?.shown(asked, StatusCode::OK, None)
}

/// A sheet is loaded as it was shown, and its file is removed. Whoever confirms it again is led on as the first time.
pub(crate) fn confirm(asked: &Asked) -> Result<Answer, Failure> {
    const CHANGED: &str = "Somebody changed this area while you were looking, so nothing was loaded. This is what the file would change now.";
    if is_loaded(asked)? {
        return see(&links::desk(asked.step("area")));
    }
    let Looked { kept, known, by } = &Looked::at(asked)?;
    let area = &known.area;
    let stale = || Looked::at(asked)?.shown(asked, StatusCode::CONFLICT, Some(CHANGED));
    if area.settings.is_read_only {
        let page = filled_in(asked, known, "", &App::ReadOnly.to_string())?;
        return Ok(again(asked, page));
    }
    if asked.fields()?.get("version") != area.version.to_string() {
        return stale();
    }
    let sheet = match kept.read(area) {
        Ok(sheet) => sheet,
        Err(problems) => return told(asked, known, kept, &problems),
    };
    let wish = Wish {
        sheet: kept.digest(),
        rows: &sheet.subjects,
        zone: &area.zone,
        // By this version it was read; whatever is done meanwhile has it refused.
        seen: Some(area.version),
    };
    let slug = area.slug.as_str();
    let name = name(asked)?;
    match asked.change(|tx, call| sheets::load(tx, call, by, &wish, name)) {
        Ok(loading) if loading.new + loading.changed == 0 => {
            see(&links::import_preview(slug, asked.step("sheet")))
        }
        Ok(_) => {
            asked.remove_file(name);
            done(asked, &links::desk(slug), Said::SheetLoaded)
        }
        Err(App::Stale) => stale(),
        Err(failure) => told(asked, known, kept, &[as_problem(failure)?]),
    }
}

/// The name of the file in the address.
fn name(asked: &Asked) -> Result<FileName, Failure> {
    FileName::parse(asked.step("sheet")).ok_or(Failure::NotFound)
}

/// Whether the sheet that the address names was loaded, and its file removed.
fn is_loaded(asked: &Asked) -> Result<bool, Failure> {
    let (area, name) = (slug(asked)?, name(asked)?);
    let loaded = asked.read(|snapshot| sheets::is_loaded(snapshot, &area, name))?;
    loaded.ok_or(Failure::NotFound)
}

/// A kept sheet, and the area that it would change.
struct Looked {
    kept: Kept,
    known: Arc<Known>,
    by: Controller,
}

impl Looked {
    /// The sheet that the address names, for somebody who may load it.
    fn at(asked: &Asked) -> Result<Self, Failure> {
        let known = here(asked)?;
        let kept = Kept::unpacked(&asked.file(name(asked)?)?, &known.area.slug);
        let kept = kept.ok_or(Failure::NotFound)?;
        let by = kept.organisation(&known.area).ok_or(Failure::NotFound)?;
        let by = controller(&known.area, by);
        may_load(asked, &by)?;
        Ok(Self { kept, known, by })
    }

    /// The page with what it would change, and with something to say first.
    fn shown(
        &self,
        asked: &Asked,
        status: StatusCode,
        first: Option<&str>,
    ) -> Result<Answer, Failure> {
        let Self { kept, known, by } = self;
        let area = &known.area;
        let sheet = match kept.read(area) {
            Ok(sheet) => sheet,
            Err(problems) => return told(asked, known, kept, &problems),
        };
        // If this is of another moment than the area, what it gives cannot be confirmed and is shown anew.
        let found = asked.read(|snapshot| record::load(snapshot, &area.slug, Of::All))?;
        let of = found.ok_or(Failure::NotFound)?;
        let plan = match import::plan(&of.state, &area.zone, by.organisation, &sheet.subjects) {
            Ok(plan) => plan,
            Err(failure) => return told(asked, known, kept, &[as_problem(failure)?]),
        };
        let is_done = plan.new.is_empty() && plan.changed.is_empty();
        let mut notes = if is_done {
            Vec::new()
        } else {
            notes(&of.state, &sheet, first)
        };
        notes.extend(plan.left.iter().cloned());
        let page = preview::page(asked, self, of.version.min(area.version), &plan, &notes)?;
        // There is nothing to do over again where nothing is to be done.
        let status = if is_done { StatusCode::OK } else { status };
        Ok(asked.html(page).with_status(status))
    }
}

/// What the reader of a preview should know.
fn notes(state: &State, sheet: &Sheet, first: Option<&str>) -> Vec<String> {
    let unknown = import::unregistered(state, &sheet.subjects);
    let unknown = unknown.into_iter().map(|name| {
        format!("“{name}” is not registered as an organisation here. It is kept as a name.")
    });
    let passed_over = sheet.notes.iter().map(alongside_app::sentence);
    let first = first.map(ToOwned::to_owned);
    first
        .into_iter()
        .chain(passed_over)
        .chain(unknown)
        .collect()
}

/// What in a file keeps it from being loaded, where it is that.
fn as_problem(failure: App) -> Result<String, App> {
    match failure {
        App::Import(_) | App::Wrong(_) | App::Misfit(_) => Ok(failure.to_string()),
        failure => Err(failure),
    }
}

/// Every problem of a file. Nothing of it was kept.
fn told(asked: &Asked, known: &Known, kept: &Kept, problems: &[String]) -> Result<Answer, Failure> {
    let area = &known.area;
    let theirs = loaded_for(asked, area)?;
    let options = Options::of(&theirs);
    let around = known.place();
    let chosen = kept.organisation(area).map(|by| by.id.to_string());
    let form = ImportForm {
        shell: shell(asked, &around)?,
        most_megabytes: megabytes(asked.service().settings().largest_file),
        organisations: &options.all(),
        chosen: &chosen.unwrap_or_default(),
        error: "",
    };
    let page = ImportProblems {
        shell: form.shell,
        form,
        file: &kept.told.file,
        problems,
        total: problems.len(),
    };
    Ok(again(asked, page.render()?))
}

fn filled_in(asked: &Asked, known: &Known, chosen: &str, says: &str) -> Result<String, Failure> {
    let theirs = loaded_for(asked, &known.area)?;
    let options = Options::of(&theirs);
    let around = known.place();
    let form = ImportForm {
        shell: shell(asked, &around)?,
        most_megabytes: megabytes(asked.service().settings().largest_file),
        organisations: &options.all(),
        chosen,
        error: says,
    };
    Ok(form.render()?)
}

/// The organisations in whose name whoever asks may load a sheet; a refusal where there is none.
fn loaded_for<'a>(asked: &Asked, area: &'a Area) -> Result<Vec<&'a Organisation>, Failure> {
    let going_on = area
        .organisations
        .iter()
        .filter(|known| known.ended.is_none());
    let theirs: Vec<&Organisation> = going_on
        .filter(|known| may_load(asked, &controller(area, known)).is_ok())
        .collect();
    if theirs.is_empty() {
        return Err(Failure::Refused(Refusal::NoRole(Action::Import)));
    }
    Ok(theirs)
}

fn may_load(asked: &Asked, by: &Controller) -> Result<(), App> {
    let call = Call {
        caller: Caller::Actor(asked.actor()),
        now: asked.now(),
        // Nothing is drawn to answer a question.
        chance: &|_| {},
    };
    import::may_import(&call, by)
}

/// Organisations with their ids as a form sends them.
struct Options<'a>(Vec<(String, &'a str)>);

impl<'a> Options<'a> {
    fn of(theirs: &[&'a Organisation]) -> Self {
        let option = |known: &&'a Organisation| (known.id.to_string(), known.name.as_str());
        Self(theirs.iter().map(option).collect())
    }

    fn all(&self) -> Vec<ImportedBy<'_>> {
        self.0
            .iter()
            .map(|(id, name)| ImportedBy { id, name })
            .collect()
    }
}

fn too_large(found: usize, limit: usize) -> String {
    let mut tenths = found.saturating_mul(10).div_ceil(MEGABYTE);
    // A file that is only just too large is not shown as large as the most.
    tenths = tenths.max(limit.saturating_mul(10).div_ceil(MEGABYTE) + 1);
    format!(
        "This file has {}.{} megabytes, and the most is {}. Cut it in two, or leave out what is not needed.",
        tenths / 10,
        tenths % 10,
        megabytes(limit)
    )
}

/// As people speak of a limit.
fn megabytes(bytes: usize) -> u32 {
    u32::try_from(bytes / MEGABYTE).unwrap_or(u32::MAX).max(1)
}
