//! The service under load, on both databases: 50 areas, 20,000 meetings, 200,000 acts. `cargo xtask bench web` builds
//! everything for release, runs this, and puts what it prints into `docs/performance.md`.
//!
//! All traffic is on the loopback, bounded in time and in the number of connections.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark measures time and starts processes"
)]

mod data;
#[path = "../latency/mod.rs"]
mod latency;
mod load;
mod service;

use std::error::Error;
use std::fmt::Write as _;
use std::time::Duration;

use alongside_testkit::Scratch;

use load::{Flood, Paced};
use service::{Bare, Service, Weight};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How long each measurement takes.
const EACH: Duration = Duration::from_secs(8);
/// The list of 200 meetings, as a page, as a calendar and as JSON.
const LISTS: [(&str, &str); 3] = [
    ("page", "/area-7/meetings?page=2"),
    ("iCalendar", "/area-7/meetings.ics"),
    ("JSON", "/api/areas/area-7/subjects?kind=meeting&limit=200"),
];

fn main() -> Outcome<()> {
    let mut args = std::env::args().skip(1);
    if let (Some("bare"), Some(port), Some(file)) =
        (args.next().as_deref(), args.next(), args.next())
    {
        return service::serve_bare(port.parse()?, &file);
    }
    let sqlite = measure("SQLite", &Scratch::sqlite()?)?;
    let postgres = measure("PostgreSQL", &Scratch::postgres()?)?;
    print(&table(&sqlite, &postgres)?)
}

/// What was measured on one database: each line's name and figure.
type Figures = Vec<(String, String)>;

fn measure(name: &str, scratch: &Scratch) -> Outcome<Figures> {
    eprintln(&format!("{name}: making the data ..."))?;
    let made = data::fill(scratch.url())?;
    let mut figures = vec![(
        "making the data".to_owned(),
        format!("{:.0} s, {} acts", made.seconds, made.acts),
    )];
    let service = Service::start(scratch.url())?;
    figures.push((
        "start to first page".to_owned(),
        format!("{:.2} s", service.to_first_page.as_secs_f64()),
    ));
    eprintln(&format!("{name}: 500 requests a second ..."))?;
    // Once through everything, as a machine that has just begun is not what readers meet.
    let warm = load::paced(service.port, 500, EACH / 4, &Paced::every_page())?;
    let paced = load::paced(service.port, 500, EACH * 2, &Paced::every_page())?;
    for (what, latency) in [("the first two seconds", &warm), ("after that", &paced)] {
        figures.push((
            format!("public pages at 500 a second, {what}: p50, p99, most"),
            latency.to_string(),
        ));
    }
    for (what, address) in LISTS {
        eprintln(&format!("{name}: 200 meetings as {what} ..."))?;
        let flood = load::flood(service.port, address, EACH)?;
        let bare = Bare::start(&flood)?;
        let plain = load::flood(bare.port, "/", EACH)?;
        figures.push((
            format!("200 meetings as {what}, 16 connections: requests a second"),
            format!("{:.0}", flood.a_second()),
        ));
        figures.push((
            format!(
                "the same {} bytes from a bare handler; part of it reached",
                flood.bytes
            ),
            format!("{:.0}; {:.0} %", plain.a_second(), share(&flood, &plain)),
        ));
    }
    figures.push((
        "most memory resident".to_owned(),
        format!("{:.0} MB", service.megabytes()?),
    ));
    let weight = Weight::of(service.port)?;
    figures.push((
        "first visit of an area's page with styles and font".to_owned(),
        format!(
            "{:.0} KB in {} requests",
            weight.kilobytes(),
            weight.requests
        ),
    ));
    Ok(figures)
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn share(flood: &Flood, plain: &Flood) -> f64 {
    flood.answered as f64 / (plain.answered as f64).max(1.0) * 100.0
}

fn table(sqlite: &Figures, postgres: &Figures) -> Outcome<String> {
    let mut table = "| what | SQLite | PostgreSQL |\n|---|---|---|\n".to_owned();
    for ((what, one), (_, other)) in sqlite.iter().zip(postgres) {
        writeln!(table, "| {what} | {one} | {other} |")?;
    }
    Ok(table)
}

fn print(text: &str) -> Outcome<()> {
    use std::io::Write as _;
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}

fn eprintln(text: &str) -> Outcome<()> {
    use std::io::Write as _;
    Ok(writeln!(std::io::stderr(), "{text}")?)
}
