//! `alongside record verify URL`: what a site shows, held against the record that it signed.

use std::time::Duration;

use alongside_domain::act::{Act, Digest, Opening};
use alongside_pages::links;
use alongside_tlog::VerifierKey;
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::checks::Checks;
use super::entries::Entries;
use super::judged::{self, Shown};
use super::retold::Retold;
use super::site::{Site, pause};
use super::source::{Source, Unread};
use super::verify::Given;
use crate::failure::Failure;
use crate::{Outcome, now, output};

/// What was done is signed within half a minute, so somebody who looks in between looks once more.
const TRIES: u32 = 4;
const PAUSE: Duration = Duration::from_secs(15);
/// What was shown for longer and is still not signed is not only waiting, in seconds.
const LONGEST_WAIT: i64 = 5 * 60;
/// The clocks of two machines are no further apart, in seconds: what a service itself allows, and a minute for the look.
const BETWEEN_CLOCKS: i64 = 61 * 60;

/// A part of the acts that a site shows.
#[derive(Deserialize)]
struct Part {
    version: i64,
    items: Vec<Item>,
    #[serde(default)]
    next: Option<String>,
}

#[derive(Deserialize)]
struct Item {
    canonical: String,
    openings: Vec<Text>,
}

#[derive(Deserialize)]
struct Text {
    opening: Opening,
}

/// How a look went.
enum Look {
    /// It is over.
    Done(Checks),
    /// Something was done meanwhile, or is not signed yet.
    Again(Checks, &'static str),
}

/// Looks, and looks again where something was done in between.
pub(super) fn run(
    site: &Site,
    key: Option<&VerifierKey>,
    given: &Given<'_>,
) -> Result<Outcome, Failure> {
    let key = match key {
        Some(key) => key.clone(),
        None => super::verify::key_beside(&Source::Site(site))?,
    };
    let mut tries = 1;
    loop {
        match look(site, &key, given, tries == TRIES)? {
            Look::Again(_, why) if tries < TRIES => {
                output::note(why);
                pause(PAUSE);
            }
            Look::Done(checks) | Look::Again(checks, _) => return checks.told(),
        }
        tries += 1;
    }
}

fn look(site: &Site, key: &VerifierKey, given: &Given<'_>, is_last: bool) -> Result<Look, Failure> {
    let mut checks = Checks::default();
    let entries = Entries::read(&Source::Site(site), key.clone(), given, &mut checks)?;
    if checks.missed() > 0 {
        checks.leave(
            "the texts and the findings, as the record they would be held against does not hold",
        );
        return Ok(Look::Done(checks));
    }
    let mut retold = Retold::default();
    let Some(acts) = acts(site, &entries, &mut retold, &mut checks)? else {
        return Ok(Look::Done(checks));
    };
    if acts.is_changed {
        return Ok(changed(checks));
    }
    if acts.waiting > 0 && !is_last {
        let says = "The site shows what is not in the signed record yet, as it is for half a minute. Looking again…";
        return Ok(Look::Again(checks, says));
    }
    acts.wait(&mut checks);
    retold.told(true, &mut checks);
    let area = retold.area(|version| site.charter(version), &mut checks)?;
    let shown = findings(site, &mut checks)?;
    let (Some(area), Some(shown)) = (area, shown) else {
        return Ok(Look::Done(checks));
    };
    if acts.version != Some(shown.version) {
        return Ok(changed(checks));
    }
    if let Some(at) = shown.at() {
        let apart = at.duration_since(now()).as_secs();
        if apart.abs() > BETWEEN_CLOCKS {
            checks.miss(format!(
                "the site shows findings as of {at}, and by the clock of this machine it is {}",
                now()
            ));
        }
    }
    judged::hold(&area, given.terms, &shown, &mut checks);
    Ok(Look::Done(checks))
}

fn changed(mut checks: Checks) -> Look {
    checks.leave("the findings: something was done in the area each time they were fetched. Try again at a quieter hour");
    Look::Again(checks, "Somebody did something meanwhile. Looking again…")
}

/// What became of the acts that a site shows.
#[derive(Default)]
struct Acts {
    version: Option<i64>,
    /// Whether somebody did something while they were fetched.
    is_changed: bool,
    waiting: u32,
    /// When the first of those was done.
    since: Option<Timestamp>,
}

impl Acts {
    fn wait(&self, checks: &mut Checks) {
        let Some(since) = self.since else {
            return checks.hold(
                "the acts that the site shows are those of the signed record, and no others",
            );
        };
        let waited = now().duration_since(since).as_secs();
        let says = format!(
            "{} acts are shown that are not in the signed record yet, the first done at {since}",
            self.waiting
        );
        if waited > LONGEST_WAIT {
            checks.miss(format!(
                "{says}; it should have been there within half a minute"
            ));
        } else {
            checks.leave(format!(
                "{says}. What is said of findings rests on them too; look again in a minute"
            ));
        }
    }
}

/// Tells the acts that a site shows, each held against the record; nothing where they are not to be had.
fn acts(
    site: &Site,
    entries: &Entries,
    retold: &mut Retold,
    checks: &mut Checks,
) -> Result<Option<Acts>, Failure> {
    let mut acts = Acts::default();
    let mut logged = entries.acts.iter();
    let mut cursor = None;
    loop {
        let Some(part) = part::<Part>(site, links::API_ACTS, cursor.as_deref(), checks)? else {
            return Ok(None);
        };
        if acts.version.is_some_and(|version| version != part.version) {
            acts.is_changed = true;
            return Ok(Some(acts));
        }
        acts.version = Some(part.version);
        for item in part.items {
            let bytes = item.canonical.as_bytes();
            let texts = item.openings.into_iter().map(|text| text.opening).collect();
            match logged.next() {
                Some((place, digest)) if *digest == Digest::of(bytes) => {
                    retold.take(format_args!("entry {place}"), bytes, texts, checks);
                }
                Some((place, _)) => {
                    checks.miss(format!(
                        "the site shows another act in place of entry {place} of the signed record: {}",
                        super::verify::describe(bytes)
                    ));
                    return Ok(None);
                }
                None => {
                    acts.waiting += 1;
                    let at = Act::parse(bytes).ok().map(|act| act.at.timestamp());
                    acts.since = acts.since.or(at);
                    let name = format_args!("act {} of those that wait to be signed", acts.waiting);
                    retold.take(name, bytes, texts, checks);
                }
            }
        }
        cursor = part.next;
        if cursor.is_none() {
            break;
        }
    }
    if let Some((place, _)) = logged.next() {
        checks.miss(format!(
            "the site does not show entry {place} of the signed record, nor the {} acts after it",
            logged.len()
        ));
        return Ok(None);
    }
    Ok(Some(acts))
}

/// Every finding that a site shows now, all as of one instant; nothing where they are not to be had.
fn findings(site: &Site, checks: &mut Checks) -> Result<Option<Shown>, Failure> {
    for _ in 0..TRIES {
        let Some(mut shown) = part::<Shown>(site, links::API_FINDINGS, None, checks)? else {
            return Ok(None);
        };
        let mut is_whole = true;
        while let Some(cursor) = shown.next.take() {
            let Some(more) = part::<Shown>(site, links::API_FINDINGS, Some(&cursor), checks)?
            else {
                return Ok(None);
            };
            // The clock went on by a minute, or somebody did something.
            is_whole = more.version == shown.version && more.at() == shown.at();
            if !is_whole {
                break;
            }
            shown.items.extend(more.items);
            shown.next = more.next;
        }
        if is_whole {
            return Ok(Some(shown));
        }
    }
    checks.leave("the findings: the site gave each part as of another instant. Try again");
    Ok(None)
}

/// A part of a list of the JSON interface; nothing where the site has none.
fn part<T: DeserializeOwned>(
    site: &Site,
    list: &str,
    cursor: Option<&str>,
    checks: &mut Checks,
) -> Result<Option<T>, Failure> {
    let path = list.replace("{area}", site.area.as_str());
    let mut query = links::Query::new().and("limit", "500");
    if let Some(cursor) = cursor {
        query = query.and("cursor", cursor);
    }
    let address = site.base.with(&format!("{path}{query}"));
    let bytes = match site.get(&address) {
        Ok(bytes) => bytes,
        Err(Unread::Trouble(failure)) => return Err(failure),
        Err(Unread::Missing(why)) => {
            checks.miss(format!("{address} is not given out: {why}"));
            return Ok(None);
        }
    };
    let part = serde_json::from_slice(&bytes);
    if let Err(why) = &part {
        checks.miss(format!("{address} is not what it should be: {why}"));
    }
    Ok(part.ok())
}
