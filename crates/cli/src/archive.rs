//! `alongside archive`: everything that an area shows in public, as a folder that opens without the service.

mod address;
mod page;
mod walk;

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use alongside_app::area::Area;
use alongside_charter::fact;
use alongside_domain::{AreaSlug, Instant};
use alongside_store::{Database, areas, log};
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use self::address::Place;
use self::walk::Walk;
use crate::args::ArchiveArgs;
use crate::config::Config;
use crate::failure::Failure;
use crate::record::SUMS;
use crate::{Outcome, keep, output, record, serve};

/// So often a copy is begun anew because somebody changed something meanwhile.
const TRIES: u32 = 3;
/// As many acts are given their places at once.
const AT_ONCE: u32 = 1024;
/// What is beside the record for whoever checks it.
const TO_CHECK: [(&str, &str); 3] = [
    (
        "record/record-format.md",
        include_str!("../../../docs/record-format.md"),
    ),
    ("record/acts.md", include_str!("../../../docs/acts.md")),
    (
        "record/check_record.py",
        include_str!("../../../docs/check_record.py"),
    ),
];

/// Makes the copy beside its place and puts it there when it is whole.
pub(crate) fn run(config: &Config, args: &ArchiveArgs, now: Timestamp) -> Result<Outcome, Failure> {
    if args.folder.exists() {
        return Err(Failure::FolderIsThere(args.folder.clone()));
    }
    let slug: AreaSlug = args
        .area
        .parse()
        .map_err(|_| Failure::NoArea(args.area.clone()))?;
    let database = keep::open(config)?;
    let part = output::part_of(&args.folder);
    let made = whole(config, &database, &slug, &part, now);
    let Ok(has_record) = made else {
        // The failure itself is told; what was begun and cannot be taken away changes nothing of it.
        drop(fs::remove_dir_all(&part));
        return made.map(|_| Outcome::Done);
    };
    fs::rename(&part, &args.folder).map_err(Failure::writing(&args.folder))?;
    let index = args.folder.join("index.html");
    let check = if has_record {
        format!(
            "Check it with `alongside record verify {}`.",
            args.folder.display()
        )
    } else {
        "It holds no signed record: `record_key` is not set, and none was signed before.".to_owned()
    };
    output::say(&format!(
        "The copy of {slug} is in {}. It begins with {}. {check}",
        args.folder.display(),
        index.display()
    ))
}

/// A copy during which nobody changed anything. Whether the signed record is in it.
fn whole(
    config: &Config,
    database: &Database,
    slug: &AreaSlug,
    folder: &Path,
    now: Timestamp,
) -> Result<bool, Failure> {
    for _ in 0..TRIES {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(Failure::writing(folder))?;
        }
        fs::create_dir_all(folder).map_err(Failure::writing(folder))?;
        let before = version(database, slug)?;
        publish(config, database, slug, now)?;
        pages(config, database, slug, folder, now)?;
        let has_record = signed_record(config, database, slug, folder, now)?;
        if version(database, slug)? == before {
            write(
                &folder.join("README.txt"),
                read_me(slug, has_record).as_bytes(),
            )?;
            sums(folder)?;
            return Ok(has_record);
        }
    }
    Err(Failure::Busy(slug.as_str().to_owned()))
}

fn version(database: &Database, slug: &AreaSlug) -> Result<i64, Failure> {
    let version = database.read(|snapshot| areas::version(snapshot, slug.as_str()))?;
    version.ok_or_else(|| Failure::NoArea(slug.as_str().to_owned()))
}

/// Has what waits signed first, so that nothing is on a page that is not in the record.
fn publish(
    config: &Config,
    database: &Database,
    slug: &AreaSlug,
    now: Timestamp,
) -> Result<(), Failure> {
    let Some(signer) = record::signer(config)? else {
        return Ok(());
    };
    while log::sequence(database, slug.as_str(), &signer, now, AT_ONCE)?.is_more {}
    Ok(())
}

fn pages(
    config: &Config,
    database: &Database,
    slug: &AreaSlug,
    folder: &Path,
    now: Timestamp,
) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::Start(error.to_string()))?;
    let files = runtime.block_on(keep::files(config))?;
    let at = Instant::try_from(now).map_err(|_| Failure::Clock)?;
    let service = serve::copied(config, database.clone(), files, at)?;
    let area = database.read(|snapshot| Area::load(snapshot, slug, None))?;
    let area = area.ok_or_else(|| Failure::NoArea(slug.as_str().to_owned()))?;
    let walk = Walk {
        place: &place(config, &area, now)?,
        router: service.router(),
        runtime: &runtime,
        folder,
    };
    walk.run()
}

fn place(config: &Config, area: &Area, now: Timestamp) -> Result<Place, Failure> {
    let days = || {
        let starts = area
            .subjects()
            .filter_map(|of| of.fact(fact::STARTS)?.when());
        starts.map(|when| when.day(&area.zone))
    };
    let today = area.zone.to_datetime(now).date();
    let month = |day: Option<jiff::civil::Date>| {
        let day = day.unwrap_or(today);
        day.strftime("%Y-%m").to_string()
    };
    Ok(Place {
        area: area.slug.as_str().to_owned(),
        origin: config.base()?.origin().to_owned(),
        today,
        months: (month(days().min()), month(days().max())),
    })
}

/// The signed record with what is needed to check it, where there is one.
fn signed_record(
    config: &Config,
    database: &Database,
    slug: &AreaSlug,
    folder: &Path,
    now: Timestamp,
) -> Result<bool, Failure> {
    if database
        .read(|snapshot| log::find(snapshot, slug.as_str()))?
        .is_none()
    {
        return Ok(false);
    }
    record::write(config, database, slug.as_str(), &folder.join("record"), now)?;
    for (file, text) in TO_CHECK {
        write(&folder.join(file), text.as_bytes())?;
    }
    Ok(true)
}

/// For whoever finds the folder in ten years.
fn read_me(slug: &AreaSlug, has_record: bool) -> String {
    let mut text = format!(
        "This folder is a copy of everything that the area `{slug}` showed in public.\n\n\
         Open index.html in any browser; nothing else is needed, and no internet.\n\
         copy.html says what is in the copy, and how to check it.\n\n\
         To see whether a file was damaged, in this folder:\n\n    sha256sum --check {SUMS}\n"
    );
    if has_record {
        text.push_str(
            "\nThe signed record is in the folder `record`. record/record-format.md explains it, and\n\
             two programs check it:\n\n    alongside record verify .\n    python3 record/check_record.py record\n",
        );
    }
    text
}

/// Writes the sum of every file, which tells a damaged one.
fn sums(folder: &Path) -> Result<(), Failure> {
    let mut files = Vec::new();
    below(folder, Path::new(""), &mut files)?;
    files.sort();
    let sum = |file: PathBuf| {
        let path = folder.join(&file);
        let bytes = fs::read(&path).map_err(Failure::reading(&path))?;
        let name = file.to_string_lossy().replace('\\', "/");
        let sum = HEXLOWER.encode(&Sha256::digest(&bytes));
        Ok::<_, Failure>(format!("{sum}  {name}\n"))
    };
    let lines: Result<String, Failure> = files.into_iter().map(sum).collect();
    write(&folder.join(SUMS), lines?.as_bytes())
}

fn below(folder: &Path, inside: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let here = folder.join(inside);
    for entry in fs::read_dir(&here).map_err(Failure::reading(&here))? {
        let entry = entry.map_err(Failure::reading(&here))?;
        let name = inside.join(entry.file_name());
        if entry.path().is_dir() {
            below(folder, &name, files)?;
        } else {
            files.push(name);
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(above) = path.parent() {
        fs::create_dir_all(above).map_err(Failure::writing(above))?;
    }
    let written = File::create(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(Failure::writing(path))
}
