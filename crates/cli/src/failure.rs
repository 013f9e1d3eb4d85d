//! Why a command could not be carried out, in the user's words.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use alongside_ballot::Problems as BallotProblems;
use alongside_charter::{LongDay, Mistake, Mistakes, OfficialError};
use alongside_opinion::CannotGroup;
use alongside_sheet::Problem;
use jiff::civil::Date;

use crate::opinion::Unread as UnreadVotes;

/// Why a command could not be carried out. Every mistake of a kind is told at once.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{file} cannot be read: {cause}. Check the name and that you may open the file.", file = .file.display())]
    Unreadable { file: PathBuf, cause: io::Error },
    #[error("{file} cannot be written: {cause}. Check that the folder is there and that you may write to it.", file = .file.display())]
    Unwritable { file: PathBuf, cause: io::Error },
    #[error("the report cannot be written: {0}")]
    Output(#[from] io::Error),
    #[error("{file} is not text in UTF-8. Save it as plain text in UTF-8.", file = .file.display())]
    NotText { file: PathBuf },
    #[error("{}", Problems(.0, "audited"))]
    Sheet(Vec<Problem>),
    #[error("{}", Unread { file, problems })]
    Ballots {
        file: String,
        problems: BallotProblems,
    },
    #[error("{0}")]
    Count(String),
    #[error("{0}")]
    Votes(UnreadVotes),
    #[error("there are no votes in {}. The folder should hold `votes.csv` or `participants-votes.csv`.", .0.display())]
    NoVotes(PathBuf),
    #[error("--groups: {0}")]
    Groups(CannotGroup),
    #[error("{}", Problems(.0, "drawn"))]
    Tables(Vec<Problem>),
    #[error("{0}")]
    Draw(String),
    #[error("{}", Mistaken(.0))]
    Mistakes(Vec<(String, Mistakes)>),
    #[error(
        "there is no {what} `{given}`, neither among those that come with the program ({known}) nor as a file. Give one of those ids, or the path of a file."
    )]
    Unknown {
        what: &'static str,
        given: String,
        known: String,
    },
    #[error("{file}: {cause}", file = .file.display())]
    BankHolidays { file: PathBuf, cause: OfficialError },
    #[error("{option}: {cause}")]
    Date { option: &'static str, cause: String },
    #[error(
        "--out {out} would write over {input}, which this command reads. Give the report another name.",
        out = .out.display(), input = .input.display()
    )]
    WritesOver { out: PathBuf, input: PathBuf },
    #[error("{again} and {first} are the same file. Give each file once.", again = .again.display(), first = .first.display())]
    GivenTwice { first: PathBuf, again: PathBuf },
    #[error(
        "--out {out}: the ending `.{ending}` does not say which form to write. Give a name that ends in {known}, or name the form with --format.",
        out = .out.display()
    )]
    Ending {
        out: PathBuf,
        ending: String,
        known: &'static str,
    },
    #[error(
        "{file} lists the bank holidays of one place and does not say which, and the charters are for {places}. Give the official bank-holidays.json, which has a list for each place, or use the charters of one place at a time.",
        file = .file.display()
    )]
    OnePlace { file: PathBuf, places: String },
    #[error(
        "{option}: {} has passed; today is {}. A plan looks ahead: give a day from today on, or the day to plan from as --today. What has been is for `alongside audit`.", LongDay(*.day), LongDay(*.today)
    )]
    Passed {
        option: &'static str,
        day: Date,
        today: Date,
    },
    #[error(
        "--closes: {} is before the consultation opens on {}. Give a later day, or leave it out: the first day that keeps the charter is then worked out.", LongDay(*.closes), LongDay(*.opens)
    )]
    ClosesFirst { closes: Date, opens: Date },
    #[error("--with {given}: no standard for this depends on a fact of that name. {known}")]
    NotAsked { given: String, known: String },
    #[error("two charters have the id `{0}`. Give one of them another id.")]
    SameId(String),
    #[error("the page cannot be made: {0}")]
    Page(String),
    #[error("{file} is not there. Check the name, or leave --config out.", file = .0.display())]
    NoConfig(PathBuf),
    #[error("the settings cannot be used:\n{}", .0.join("\n"))]
    Config(Vec<String>),
    #[error("the database: {cause}{}", Below(.cause))]
    Store {
        #[from]
        cause: alongside_store::Error,
    },
    #[error("{0}")]
    App(alongside_app::Failure),
    #[error("there is no area `{0}`. Its name is the one in its address, such as rivermead.")]
    NoArea(String),
    #[error(
        "there is no signed record of `{0}` here. Its name is the one in its address, and a record is signed once `record_key` is set and the service has run for a minute."
    )]
    NoRecord(String),
    #[error("{folder} is there already. Give the name of a folder that is not, or take this one away.", folder = .0.display())]
    FolderIsThere(PathBuf),
    #[error(
        "somebody changed {0} each time while the copy was made. Try again at a quieter hour; nothing was kept of this one."
    )]
    Busy(String),
    #[error("{file} is neither the folder of a record nor a receipt. A receipt begins with `c2sp.org/tlog-proof@v1`.", file = .0.display())]
    NotARecord(PathBuf),
    #[error(
        "{0} is not the address of an area. Give it as in a browser, such as https://alongside.example/rivermead."
    )]
    NotAnArea(String),
    #[error(
        "{0} would be asked without encryption, so anybody on the way could change what comes back. Give its https:// address."
    )]
    NotSecret(String),
    #[error(
        "{address} cannot be reached: {cause}. This says nothing of the record; try again later."
    )]
    Unreachable {
        address: String,
        cause: Box<ureq::Error>,
    },
    #[error("{folder} is being brought up to date by another program. Wait until it is done.", folder = .0.display())]
    MirrorRuns(PathBuf),
    #[error("{folder} is the copy of a record with another key than the one given as --key. Look which is right before anything else.", folder = .0.display())]
    OtherKey(PathBuf),
    #[error(
        "the copy in {folder} is not what its own checkpoint says, so nothing can be held against it: {why}. Look at it with `alongside record verify {folder}`, keep it, and begin a new copy in another folder.",
        folder = .folder.display()
    )]
    DamagedCopy { folder: PathBuf, why: String },
    #[error(
        "{address} is not there: {why}. Check the address, and that the area has a signed record."
    )]
    NotGivenOut { address: String, why: String },
    #[error(
        "a receipt is checked with the public key of its record. Give it as --key: it is one line, NAME+ID+KEY, which the record page shows."
    )]
    NoKey,
    #[error("{file} holds no secret key: {cause}", file = .0.display(), cause = .1)]
    SecretKey(PathBuf, alongside_tlog::NotAKey),
    #[error("{file} is the key of a log. `alongside record key FILE --witness NAME` makes one for a witness.", file = .0.display())]
    NotAWitness(PathBuf),
    #[error("{folder} is watched by another process. A witness runs once: two could sign two stories.", folder = .0.display())]
    WatchedTwice(PathBuf),
    #[error("{0}: {1}")]
    Key(String, alongside_tlog::NotAKey),
    #[error("the record: {cause}{}", Below(.cause))]
    Log {
        #[from]
        cause: alongside_store::log::Unsequenced,
    },
    #[error("there is no organisation of this name in the area. There are: {known}")]
    NoOrganisation { known: String },
    #[error("the clock of this machine is outside the years 1970 to 9999")]
    Clock,
    #[error(transparent)]
    Chance(#[from] alongside_web::NoChance),
    #[error("uploaded files cannot be kept in {place}{}. {check}", Below(.cause))]
    Files {
        place: String,
        cause: alongside_store::files::FileError,
        check: &'static str,
    },
    #[error("the service cannot start: {0}")]
    Start(String),
}

/// What lies below an error, each after a colon.
struct Below<'e>(&'e dyn std::error::Error);

impl fmt::Display for Below<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut below = self.0.source();
        while let Some(cause) = below {
            write!(f, ": {cause}")?;
            below = cause.source();
        }
        Ok(())
    }
}

impl From<alongside_app::Failure> for Failure {
    fn from(failure: alongside_app::Failure) -> Self {
        match failure {
            alongside_app::Failure::Store(cause) => Self::Store { cause },
            other => Self::App(other),
        }
    }
}

impl Failure {
    /// Marks a failure to read with the file's name.
    pub(crate) fn reading(file: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Unreadable {
            file: file.to_owned(),
            cause,
        }
    }

    /// Marks a failure to write with the file's name.
    pub(crate) fn writing(file: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Unwritable {
            file: file.to_owned(),
            cause,
        }
    }
}

/// More than this many problems of one file are only counted: the first ones show what is wrong.
const MOST_TOLD: usize = 200;

/// All problems, and what was not done because of them.
struct Problems<'p>(&'p [Problem], &'static str);

impl fmt::Display for Problems<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in self.0.iter().take(MOST_TOLD) {
            writeln!(f, "{problem}")?;
        }
        if let Some(more) = self.0.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
            writeln!(f, "… and {more} more.")?;
        }
        let (problems, them) = if self.0.len() == 1 {
            ("1 problem", "it")
        } else {
            ("problems", "them")
        };
        let count = if self.0.len() == 1 {
            String::new()
        } else {
            format!("{} ", self.0.len())
        };
        write!(
            f,
            "{count}{problems}: nothing was {}. Mend {them} and run the same command again.",
            self.1
        )
    }
}

/// What keeps a file of ballots from being counted.
struct Unread<'u> {
    file: &'u str,
    problems: &'u BallotProblems,
}

impl fmt::Display for Unread<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, problems } = self;
        let total = problems.iter().len();
        for problem in problems.iter().take(MOST_TOLD) {
            writeln!(f, "{file}, {problem}")?;
        }
        let all = if total < BallotProblems::MOST {
            total.to_string()
        } else {
            format!("{total} or more")
        };
        let (problems, them) = if total == 1 {
            ("problem", "it")
        } else {
            ("problems", "them")
        };
        if total > MOST_TOLD {
            writeln!(f, "… and more.")?;
        }
        write!(
            f,
            "{all} {problems}: nothing was counted. Mend {them} and run the same command again."
        )
    }
}

struct Mistaken<'m>(&'m [(String, Mistakes)]);

impl fmt::Display for Mistaken<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut total = 0;
        for (file, mistakes) in self.0 {
            for Mistake {
                line,
                column,
                message,
            } in mistakes.iter()
            {
                writeln!(f, "{file}:{line}:{column}: {message}")?;
            }
            total += mistakes.len();
        }
        write!(
            f,
            "{total} {}.",
            if total == 1 { "mistake" } else { "mistakes" }
        )
    }
}
