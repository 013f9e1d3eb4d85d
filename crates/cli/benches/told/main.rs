//! Twenty thousand who follow an area are told of a meeting while others read its pages, and many say at once that they
//! come to it, on both databases. `cargo xtask bench told` builds everything for release, runs this, and puts what it
//! prints into `docs/performance.md`.
//!
//! All traffic is on the loopback: a real mail server takes the mails, one connection after another or several at once.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark measures time and starts processes"
)]

#[path = "../latency/mod.rs"]
mod latency;
mod readers;

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use alongside_notify::{Mail, Mailer, Sender, Smtp, SmtpOptions};
use alongside_testkit::Scratch;
use alongside_testkit::mail_server::{Server, Setup as MailSetup};
use alongside_testkit::service::Setup;
use alongside_testkit::town::Town;
use uuid::Uuid;

use latency::Latency;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// As many follow the area.
const FOLLOWERS: usize = 20_000;
/// As many come, of whom the room takes some.
const COMING: usize = 3_000;
const PLACES: usize = 2_000;
/// As many at once say that they come.
const AT_ONCE: usize = 16;
/// How long pages are read each time.
const READING: Duration = Duration::from_secs(10);
/// Pages a second.
const READERS: u32 = 200;
/// As many mails show how fast the mail server is.
const BARE: u128 = 4_000;
/// How many mails the service sends at once where nothing is set.
const WORKERS: usize = 8;

fn main() -> Outcome<()> {
    let sqlite = measure("SQLite", &Scratch::sqlite()?)?;
    let postgres = measure("PostgreSQL", &Scratch::postgres()?)?;
    let mut table = "| what | SQLite | PostgreSQL |\n|---|---|---|\n".to_owned();
    for ((what, one), (_, other)) in sqlite.iter().zip(&postgres) {
        writeln!(table, "| {what} | {one} | {other} |")?;
    }
    Ok(std::io::Write::write_all(
        &mut std::io::stdout(),
        table.as_bytes(),
    )?)
}

/// What was measured on one database: each line's name and figure.
type Figures = Vec<(&'static str, String)>;

fn measure(name: &str, scratch: &Scratch) -> Outcome<Figures> {
    let mut figures = Vec::new();
    say(&format!("{name}: an area with {FOLLOWERS} followers ..."))?;
    let town = Town::open(scratch.url())?;
    town.follow(FOLLOWERS)?;
    let sink = Server::start(MailSetup::default())?;
    let address = format!("smtp://127.0.0.1:{}", sink.port);
    figures.push((
        "the mail server alone, eight senders that do nothing else: mails a second",
        format!("{:.0}", bare(&address)?),
    ));
    let service = Setup::new(
        env!("CARGO_BIN_EXE_alongside"),
        scratch.url(),
        scratch.folder(),
    )?
    .with("ALONGSIDE_MAIL_SERVER", &address)
    .with("ALONGSIDE_BEHIND_PROXY", "true");
    let running = service.start()?;
    say(&format!("{name}: pages without anything else ..."))?;
    readers::read(service.port(), READERS, READING / 4)?;
    let quiet = readers::read(service.port(), READERS, READING)?;
    figures.push((
        "pages at 200 a second while nothing is sent: p50, p99, most",
        quiet.to_string(),
    ));
    running.ask_to_end()?;
    running.end()?;

    say(&format!("{name}: it is announced ..."))?;
    let begun = Instant::now();
    let meeting = town.announce()?;
    figures.push(("announcing a meeting", millis(begun.elapsed())));
    let letters = town.tell_all()?;
    figures.push((
        "from there until a letter to each of 20,000 waits in the queue",
        millis(begun.elapsed()),
    ));
    if letters != FOLLOWERS {
        return Err(format!("{letters} letters wait").into());
    }
    say(&format!("{name}: they are sent while pages are read ..."))?;
    let before = sink.count();
    let sending = Instant::now();
    let running = service.start()?;
    readers::read(service.port(), READERS, READING / 4)?;
    let (first, since) = (sink.count(), Instant::now());
    let busy = readers::read(service.port(), READERS, READING)?;
    let sent = sink.count() - first;
    figures.push((
        "mails a second while pages are read",
        format!("{:.0}", rate(sent, since.elapsed())),
    ));
    figures.push((
        "pages at 200 a second while mails are sent: p50, p99, most",
        busy.to_string(),
    ));
    let mut left = FOLLOWERS;
    while left > 0 && sending.elapsed() < Duration::from_mins(15) {
        thread::sleep(Duration::from_millis(200));
        left = FOLLOWERS - (sink.count() - before).min(FOLLOWERS);
    }
    figures.push((
        "all 20,000 mails: seconds, mails a second",
        format!(
            "{:.0} s, {:.0}",
            sending.elapsed().as_secs_f64(),
            rate(FOLLOWERS - left, sending.elapsed())
        ),
    ));
    each_once(&sink.seen().mails[before..], FOLLOWERS)?;

    say(&format!("{name}: many come at once ..."))?;
    town.room(meeting, PLACES)?;
    let (rate, latency, again) = come(service.port(), &meeting.to_string())?;
    figures.push((
        "\"I'd like to come\", 16 at once, each a form opened and sent: replies a second",
        format!("{rate:.0}"),
    ));
    figures.push((
        "how long a reply takes: p50, p99, most",
        latency.to_string(),
    ));
    figures.push((
        "replies that had to be sent again, as too many wrote at once",
        again.to_string(),
    ));
    figures.push((
        "of 3,000 for 2,000 places: with a place, waiting",
        town.standing(meeting)?,
    ));
    running.ask_to_end()?;
    running.end()?;
    Ok(figures)
}

/// How many mails a second the server takes from as many senders that do nothing else.
fn bare(address: &str) -> Outcome<f64> {
    let smtp = Smtp::open(address, &SmtpOptions::default())?;
    let next = AtomicUsize::new(0);
    let begun = Instant::now();
    let sent = readers::side_by_side(WORKERS, || {
        let mut sent = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed) as u128;
            if number >= BARE {
                return Ok(sent);
            }
            smtp.send(&letter(number)?)?;
            sent.push(number);
        }
    })?;
    Ok(rate(sent.len(), begun.elapsed()))
}

fn letter(number: u128) -> Outcome<Mail> {
    Ok(Mail {
        id: Uuid::from_u128(number),
        from: Sender {
            name: "Alongside".to_owned(),
            address: "alongside@localhost.localdomain".parse()?,
        },
        to: format!("bare-{number}@people.example").parse()?,
        subject: "A mail as long as one that tells of a meeting".to_owned(),
        text: "A line of a mail as such lines are.\n".repeat(30),
        html: Some("<p>A line of a mail as such lines are.</p>\n".repeat(50)),
        calendar: None,
        date: jiff::Timestamp::UNIX_EPOCH,
        unsubscribe: None,
    })
}

/// Has many come at once: how many a second, how long each took, and how many were sent again.
fn come(port: u16, meeting: &str) -> Outcome<(f64, Latency, usize)> {
    let next = AtomicUsize::new(0);
    let begun = Instant::now();
    let took = readers::side_by_side(AT_ONCE, || {
        let mut took = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= COMING {
                return Ok(took);
            }
            took.push(readers::come(port, meeting, number)?);
        }
    })?;
    let rate = rate(COMING, begun.elapsed());
    let again = took.iter().map(|(_, again)| again).sum();
    let took = took.into_iter().map(|(took, _)| took).collect();
    Ok((rate, Latency::of(took), again))
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn rate(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}

fn millis(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1_000.0)
}

fn say(text: &str) -> Outcome<()> {
    Ok(std::io::Write::write_all(
        &mut std::io::stderr(),
        format!("{text}\n").as_bytes(),
    )?)
}

/// Whether everybody got one mail.
fn each_once(mails: &[String], count: usize) -> Outcome<()> {
    let to = mails.iter().filter_map(|mail| {
        let (_, rest) = mail.split_once("family-")?;
        rest.split('@').next()
    });
    let to: BTreeSet<&str> = to.collect();
    if mails.len() == count && to.len() == count {
        Ok(())
    } else {
        Err(format!("{} mails to {} people", mails.len(), to.len()).into())
    }
}
