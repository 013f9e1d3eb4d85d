//! What those who run the service do with its database: bring it up to date, back it up, restore it, load a sheet
//! into it, invite the first operator.

use std::fs;
use std::path::Path;

use alongside_app::after_restore::after_restore;
use alongside_app::area::Area;
use alongside_app::import::{self, import};
use alongside_app::invite::invite;
use alongside_app::passkeys;
use alongside_app::{Call, Caller, Seeded};
use alongside_domain::act::Digest;
use alongside_domain::{AreaSlug, Controller, HeldIn, Instant, OrganisationKind, Role};
use alongside_sheet::Sheet;
use alongside_store::files::{FileError, Files};
use alongside_store::{Database, Options, Snapshot};
use alongside_web::chance_of_the_system;
use jiff::ToSpan;

use crate::args::ImportArgs;
use crate::config::Config;
use crate::failure::Failure;
use crate::{Outcome, output};

/// Opens the database and brings it up to date.
pub(crate) fn open(config: &Config) -> Result<Database, Failure> {
    let database = open_as_it_is(config)?;
    database.migrate()?;
    Ok(database)
}

/// Where uploaded files are kept. A bucket has to do what the service will ask of it.
pub(crate) async fn files(config: &Config) -> Result<Files, Failure> {
    const BUCKET: &str = "Check `files_endpoint`, `files_region`, `files_key` and `files_secret`, and that the key may list, read and write there.";
    const FOLDER: &str = "Check `files`, and that you may write there.";
    // A sheet is kept with what is known of it.
    let largest = config.largest_file() + 4 * 1024;
    let trusted = certificates(config.files_certificates.as_deref())?;
    let Some(bucket) = config.bucket(trusted.as_deref())? else {
        let folder = config.folder(config.files.as_ref(), "files");
        let files = Files::in_folder(&folder, largest);
        return files.map_err(|cause| cannot_keep(folder.display().to_string(), cause, FOLDER));
    };
    let unfit = |cause| cannot_keep(bucket.to_string(), cause, BUCKET);
    let files = Files::in_bucket(&bucket, largest).map_err(unfit)?;
    files.reach().await.map_err(unfit)?;
    Ok(files)
}

fn cannot_keep(place: String, cause: FileError, check: &'static str) -> Failure {
    Failure::Files {
        place,
        cause,
        check,
    }
}

/// Says whether the settings can be used, and the database and the bucket answer; nothing is changed in the database.
pub(crate) fn check(config: &Config) -> Result<Outcome, Failure> {
    let database = open_as_it_is(config)?;
    database.read(|_| Ok::<_, alongside_store::Error>(()))?;
    if config.bucket(None)?.is_none() {
        return output::say("The settings can be used, and the database answers.");
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| Failure::Start(error.to_string()))?;
    runtime.block_on(files(config))?;
    output::say("The settings can be used, and the database and the bucket answer.")
}

fn open_as_it_is(config: &Config) -> Result<Database, Failure> {
    let options = Options {
        trusted_certificates: certificates(config.database_certificates.as_deref())?,
        ..Options::default()
    };
    Ok(Database::open(&config.database, &options)?)
}

fn certificates(file: Option<&Path>) -> Result<Option<Vec<u8>>, Failure> {
    file.map(|file| fs::read(file).map_err(Failure::reading(file)))
        .transpose()
}

pub(crate) fn migrate(config: &Config) -> Result<Outcome, Failure> {
    open(config)?;
    output::say("The database is up to date.")
}

pub(crate) fn backup(config: &Config, file: &Path) -> Result<Outcome, Failure> {
    open_as_it_is(config)?.backup(file)?;
    output::say(&format!(
        "Backed up to {}. Keep a copy of the uploaded files with it.",
        file.display()
    ))
}

pub(crate) fn restore(
    config: &Config,
    file: &Path,
    now: jiff::Timestamp,
) -> Result<Outcome, Failure> {
    Database::restore(&config.database, file, |restored| {
        see_to_restored(restored, now)
    })?;
    output::say(&format!(
        "Restored from {}. Everybody has to sign in again, and signed records wait for `alongside record go-on`.",
        file.display()
    ))
}

/// What `restore` does after a backup was put back, where the tools of a server did that.
pub(crate) fn restored(config: &Config, now: jiff::Timestamp) -> Result<Outcome, Failure> {
    see_to_restored(&open(config)?, now)?;
    output::say(
        "The database is up to date. Everybody has to sign in again, and signed records wait for `alongside record go-on`.",
    )
}

fn see_to_restored(database: &Database, now: jiff::Timestamp) -> Result<(), Failure> {
    with_call(now, |call| database.write(|tx| after_restore(tx, call)))
}

pub(crate) fn forget_passkeys(
    config: &Config,
    email: &str,
    now: jiff::Timestamp,
) -> Result<Outcome, Failure> {
    let database = open(config)?;
    let count = with_call(now, |call| {
        database.write(|tx| passkeys::forget(tx, call, email))
    })?;
    output::say(&format!(
        "Forgot {count}. They sign in by a link to their address and add a new one."
    ))
}

pub(crate) fn invite_somebody(
    config: &Config,
    email: &str,
    area: Option<&str>,
    now: jiff::Timestamp,
) -> Result<Outcome, Failure> {
    let database = open(config)?;
    let (role, held_in) = match area {
        None => (Role::Operator, HeldIn::Instance),
        Some(area) => {
            let area: AreaSlug = area.parse().map_err(|_| no_area(area))?;
            (Role::AreaAdministrator, HeldIn::Area(area))
        }
    };
    with_call(now, |call| {
        database.write(|tx| invite(tx, call, email, role, held_in.clone()))
    })?;
    output::say(
        "Invited. A mail goes out as soon as the service runs; they sign in with this address and accept.",
    )
}

/// Loads a sheet, or only says what it would do.
pub(crate) fn load(
    config: &Config,
    args: &ImportArgs,
    now: jiff::Timestamp,
) -> Result<Outcome, Failure> {
    let database = open(config)?;
    let slug: AreaSlug = args.area.parse().map_err(|_| no_area(&args.area))?;
    let area = database.read(|snapshot: &mut Snapshot<'_>| Area::load(snapshot, &slug, None))?;
    let area = area.ok_or_else(|| no_area(&args.area))?;
    let by = organisation(&area, args.by.as_deref())?;
    let bytes = fs::read(&args.file).map_err(Failure::reading(&args.file))?;
    let sheet = sheet(&area, &args.file, &bytes, now)?;
    output::say(&told(&database, &area, &by, &sheet)?)?;
    if args.preview {
        return output::say("This was a preview. Nothing was changed.");
    }
    let wish = import::Wish {
        sheet: Digest::of(&bytes),
        rows: &sheet.subjects,
        zone: &area.zone,
        seen: None,
    };
    let done = with_call(now, |call| {
        database.write(|tx| import(tx, call, &by, &wish))
    })?;
    output::say(&format!(
        "Loaded: {} new, {} changed, {} as before.",
        done.new, done.changed, done.same
    ))
}

fn sheet(area: &Area, file: &Path, bytes: &[u8], now: jiff::Timestamp) -> Result<Sheet, Failure> {
    let today = area.zone.to_datetime(now).date();
    let until = today.checked_add(2.years()).unwrap_or(today);
    let name = file.file_name().map(|name| name.to_string_lossy());
    let name = name.as_deref().unwrap_or_default();
    area.read_sheet(name, bytes, until).map_err(Failure::Sheet)
}

/// What loading would do, in a few lines.
fn told(
    database: &Database,
    area: &Area,
    by: &Controller,
    sheet: &Sheet,
) -> Result<String, Failure> {
    use alongside_store::record::{Of, load};
    let known = database.read(|snapshot: &mut Snapshot<'_>| load(snapshot, &area.slug, Of::All))?;
    let known = known.ok_or_else(|| no_area(area.slug.as_str()))?;
    let plan = import::plan(&known.state, &area.zone, by.organisation, &sheet.subjects)?;
    let mut lines = vec![format!(
        "{} rows are new, {} change what the record says, {} are as the record has them.",
        plan.new.len(),
        plan.changed.len(),
        plan.same
    )];
    lines.extend(plan.left.iter().map(|left| format!("Left: {left}")));
    lines.extend(sheet.notes.iter().map(|note| format!("Note: {note}.")));
    for name in import::unregistered(&known.state, &sheet.subjects) {
        lines.push(format!(
            "Note: {name} is not registered in this area, and is kept by name."
        ));
    }
    Ok(lines.join("\n"))
}

fn organisation(area: &Area, name: Option<&str>) -> Result<Controller, Failure> {
    let found = match name {
        Some(name) => area.organisation_called(name),
        None => area.of_kind(OrganisationKind::Council).next(),
    };
    let found = found.ok_or_else(|| Failure::NoOrganisation {
        known: area
            .organisations
            .iter()
            .map(|known| known.name.as_str())
            .collect::<Vec<_>>()
            .join(", "),
    })?;
    Ok(Controller {
        area: area.slug.clone(),
        organisation: found.id,
        kind: found.kind,
    })
}

/// Runs something on behalf of whoever has the machine.
pub(crate) fn with_call<T>(
    now: jiff::Timestamp,
    work: impl FnOnce(&Call<'_>) -> Result<T, alongside_app::Failure>,
) -> Result<T, Failure> {
    let mut seed = [0; 32];
    chance_of_the_system()(&mut seed)?;
    let seeded = Seeded::new(seed);
    let call = Call {
        caller: Caller::Machine,
        now: Instant::try_from(now).map_err(|_| Failure::Clock)?,
        chance: &|bytes| seeded.fill(bytes),
    };
    Ok(work(&call)?)
}

fn no_area(slug: &str) -> Failure {
    Failure::NoArea(slug.to_owned())
}
