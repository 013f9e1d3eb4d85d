//! Calendars as other people's programs read them: the Python library `icalendar`, and `khal`, a calendar for the
//! terminal.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::Outcome;

/// Prints every event with what is asked for here, as JSON; a value that the library cannot make sense of fails.
const READ: &str = r#"
import json, sys
from icalendar import Calendar
calendar = Calendar.from_ical(sys.stdin.buffer.read())
def moment(event, name):
    return event[name].dt.isoformat() if name in event else None
def text(part, name):
    return str(part[name]) if name in part else None
zones = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
for zone in calendar.walk("VTIMEZONE"):
    zone.to_tz()
events = []
for event in calendar.walk("VEVENT"):
    one = {name.lower(): text(event, name) for name in
        ["UID", "SUMMARY", "STATUS", "LOCATION", "DESCRIPTION", "ORGANIZER", "ATTENDEE", "URL"]}
    one["sequence"] = int(event["SEQUENCE"])
    for name in ["DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND"]:
        one[name.lower()] = moment(event, name)
    events.append(one)
print(json.dumps({"method": text(calendar, "METHOD"), "name": text(calendar, "X-WR-CALNAME"),
    "zones": zones, "events": events, "errors": [str(error) for event in calendar.walk() for error in event.errors]}))
"#;

/// The programs.
#[derive(Debug)]
pub struct Readers {
    python: PathBuf,
    khal: PathBuf,
}

impl Readers {
    /// The programs of this machine. Where they are missing a test says so and is left out, but not on the machine
    /// that checks: there it fails.
    #[expect(
        clippy::print_stderr,
        reason = "whoever runs the tests should know what was left out"
    )]
    pub fn find() -> Outcome<Option<Self>> {
        let missing = "Python's `icalendar` and `khal` are not both here: install `python3-icalendar khal` (Debian, Ubuntu) or `python3-icalendar khal` (Fedora)";
        match Self::search() {
            Some(readers) => Ok(Some(readers)),
            None if env::var("CI").is_ok_and(|ci| ci == "true") => Err(missing.into()),
            None => {
                eprintln!("{missing}; what they read is left out");
                Ok(None)
            }
        }
    }

    fn search() -> Option<Self> {
        let path = env::var_os("PATH").unwrap_or_default();
        let find = |name: &str| {
            let mut files = env::split_paths(&path).map(|folder| folder.join(name));
            files.find(|file| file.is_file())
        };
        let readers = Self {
            // That of the system comes first: the library is one of its packages.
            python: Some(PathBuf::from("/usr/bin/python3"))
                .filter(|file| file.is_file())
                .or_else(|| find("python3"))?,
            khal: find("khal")?,
        };
        let has_library = Command::new(&readers.python)
            .args(["-c", "import icalendar"])
            .stderr(Stdio::null())
            .status();
        has_library
            .is_ok_and(|status| status.success())
            .then_some(readers)
    }

    /// A calendar as `icalendar` reads it: `method`, `name`, `zones`, `errors`, and `events` with their properties in
    /// lower case.
    pub fn icalendar(&self, text: &str) -> Outcome<Value> {
        let mut python = Command::new(&self.python);
        let read = run(python.args(["-c", READ]), text)?;
        Ok(serde_json::from_str(&read)?)
    }

    /// What is in somebody's calendar after `khal` took these in, one after the other: a line for each event of a
    /// year, `start|end|title|location|status`.
    pub fn khal(&self, texts: &[&str], year: i16) -> Outcome<Vec<String>> {
        let folder = tempfile::tempdir()?;
        let own = folder.path().display();
        let mut config = String::new();
        write!(config, "[calendars]\n[[own]]\npath = {own}/own\n")?;
        write!(config, "[sqlite]\npath = {own}/khal.db\n")?;
        config.push_str(
            "[locale]\nlocal_timezone = Europe/London\ndefault_timezone = Europe/London\n",
        );
        config.push_str("timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n");
        config.push_str("datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n");
        fs::create_dir(folder.path().join("own"))?;
        let settings = folder.path().join("config");
        fs::write(&settings, config)?;
        let khal = || {
            let mut khal = Command::new(&self.khal);
            khal.env("HOME", folder.path()).arg("-c").arg(&settings);
            khal
        };
        for (number, text) in texts.iter().enumerate() {
            let file = folder.path().join(format!("{number}.ics"));
            fs::write(&file, text)?;
            run(
                khal().args(["import", "--batch", "-a", "own"]).arg(&file),
                "",
            )?;
        }
        let format = "{start}|{end}|{title}|{location}|{status}";
        let mut list = khal();
        list.args(["list", "--day-format", "", "--format", format]);
        let listed = run(list.args([&format!("{year}-01-01"), "365d"]), "")?;
        let lines = listed.lines().map(|line| line.trim().to_owned());
        Ok(lines.filter(|line| !line.is_empty()).collect())
    }
}

/// What a program prints, given something to read.
fn run(command: &mut Command, input: &str) -> Outcome<String> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{command:?}: {said}").into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
