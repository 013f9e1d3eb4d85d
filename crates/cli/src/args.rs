//! The command line.

mod draw;
mod record;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

pub(crate) use self::draw::{
    AlternatesArgs, Answered, DrawArgs, DrawCommand, DrawFormat, MethodArg, PoolArgs, ReplaceArgs,
    VerifyArgs,
};
pub(crate) use self::record::{RecordArgs, RecordCommand};

/// Which agreed standards were kept, by how much they were missed, and the sum in words.
#[derive(Parser)]
#[command(name = "alongside", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Audit a record: a spreadsheet, a calendar or a JSON file
    Audit(AuditArgs),
    /// Plan a meeting or a consultation that keeps the standards
    Plan(PlanArgs),
    /// List, show and check charters
    Charter(CharterArgs),
    /// Count an election by single transferable vote, stage by stage
    Count(CountArgs),
    /// Find groups and common ground in votes on statements
    Opinion(OpinionArgs),
    /// Draw a panel by lot from a pool, under quotas, as fairly as can be
    Draw(DrawArgs),
    /// Run the service
    Serve(ServeArgs),
    /// Bring the database up to date
    Migrate(KeptArgs),
    /// Copy the whole database into a file, while the service runs (not of a server: its own tools do that)
    Backup(FileArgs),
    /// Put a backup in place of everything that is in the database (not of a server: its own tools do that)
    Restore(FileArgs),
    /// After a server's own tools have put a backup back: bring the database up to date, and sign everybody out
    Restored(KeptArgs),
    /// Load a sheet into the record of an area: anything that `audit` reads
    Import(ImportArgs),
    /// The signed record of an area: check it, write it out, see to its keys
    Record(RecordArgs),
    /// Copy everything that an area shows in public into a folder that opens without the service
    Archive(ArchiveArgs),
    /// Those who run the service
    Operator(OperatorArgs),
    /// The settings of the service
    Config(ConfigArgs),
}

/// Where the settings are.
#[derive(ClapArgs)]
pub(crate) struct KeptArgs {
    /// The file of settings [default: alongside.toml, where it is there]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// The database: sqlite:PATH or postgres:URL
    #[arg(long, value_name = "DATABASE")]
    pub(crate) database: Option<String>,
}

#[derive(ClapArgs)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) kept: KeptArgs,

    /// Where to listen, such as 127.0.0.1:8080
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<SocketAddr>,

    /// Fill an empty database with an invented borough, and keep mail to be read at /demo
    #[arg(long)]
    pub(crate) demo: bool,
}

#[derive(ClapArgs)]
pub(crate) struct FileArgs {
    /// The file of the backup
    pub(crate) file: PathBuf,

    #[command(flatten)]
    pub(crate) kept: KeptArgs,
}

#[derive(ClapArgs)]
pub(crate) struct ImportArgs {
    /// The sheet: CSV, XLSX, ODS, iCalendar or JSON
    pub(crate) file: PathBuf,

    /// The area, by its name in addresses
    #[arg(long, value_name = "AREA")]
    pub(crate) area: String,

    /// For which organisation, by its name [default: the council]
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,

    /// Only say what would change
    #[arg(long)]
    pub(crate) preview: bool,

    #[command(flatten)]
    pub(crate) kept: KeptArgs,
}

#[derive(ClapArgs)]
pub(crate) struct ArchiveArgs {
    /// The area, by its name in addresses
    pub(crate) area: String,

    /// The folder, which must not be there yet
    pub(crate) folder: PathBuf,

    #[command(flatten)]
    pub(crate) kept: KeptArgs,
}

#[derive(ClapArgs)]
pub(crate) struct OperatorArgs {
    #[command(subcommand)]
    pub(crate) what: OperatorCommand,
}

#[derive(Subcommand)]
pub(crate) enum OperatorCommand {
    /// Invite somebody to run the service, or to look after an area
    Invite {
        /// Their email address
        email: String,

        /// The area to look after, by its name in addresses
        #[arg(long, value_name = "AREA")]
        area: Option<String>,

        #[command(flatten)]
        kept: KeptArgs,
    },

    /// Forget the passkeys of somebody who has lost theirs, and sign them out everywhere
    ForgetPasskeys {
        /// Their email address
        email: String,

        #[command(flatten)]
        kept: KeptArgs,
    },
}

#[derive(ClapArgs)]
pub(crate) struct ConfigArgs {
    #[command(subcommand)]
    pub(crate) what: ConfigCommand,
}

#[derive(Subcommand)]
pub(crate) enum ConfigCommand {
    /// Say whether the settings can be used, and whether the database and the bucket answer
    Check {
        #[command(flatten)]
        kept: KeptArgs,
    },
}

/// What an audit and a plan both judge by.
#[derive(ClapArgs)]
pub(crate) struct JudgedBy {
    /// A charter to judge by: the id of one that comes with the program, or a file. May be given
    /// several times [default: default]
    #[arg(long = "charter", value_name = "ID|FILE")]
    pub(crate) charters: Vec<String>,

    /// School terms: the id of those that come with the program, or a file. May be given several
    /// times
    #[arg(long = "terms", value_name = "ID|FILE")]
    pub(crate) terms: Vec<String>,

    /// The official list of bank holidays (JSON or .ics), where it knows more than the program
    #[arg(long, value_name = "FILE")]
    pub(crate) bank_holidays: Option<PathBuf>,
}

#[derive(ClapArgs)]
pub(crate) struct AuditArgs {
    /// Records to audit: CSV, XLSX, ODS, iCalendar or JSON
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) judged_by: JudgedBy,

    /// Judge as of this day, such as 2022-03-19 or "19 March 2022" [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,

    /// The form of the report [default: by the ending of --out, else table]
    #[arg(long, value_enum)]
    pub(crate) format: Option<AuditFormat>,

    /// Write the report to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,

    /// Exit with status 1 where a standard has this verdict
    #[arg(long, value_enum, value_name = "VERDICT")]
    pub(crate) fail_on: Vec<FailOn>,
}

/// The forms an audit can take.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AuditFormat {
    /// For reading in the terminal
    Table,
    /// For programs; described by docs/audit.schema.json
    Json,
    /// For spreadsheets
    Csv,
    /// One page to read, print or hand on
    Html,
    /// For a wiki or an e-mail
    Markdown,
}

/// Verdicts that can fail a run.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// A standard was missed, as recorded
    Missed,
    /// A standard was missed, as far as is claimed and not recorded
    ClaimedMissed,
    /// Nothing shows whether a standard was kept
    NoEvidence,
}

#[derive(ClapArgs)]
#[command(group(clap::ArgGroup::new("what").required(true)))]
pub(crate) struct PlanArgs {
    /// The day of the meeting, such as 2026-12-14 or "14 December 2026", with or without a time
    #[arg(long, value_name = "DATE", group = "what")]
    pub(crate) meeting: Option<String>,

    /// The day on which the consultation opens
    #[arg(long, value_name = "DATE", group = "what")]
    pub(crate) consultation: Option<String>,

    /// The day on which the consultation closes [default: the first that keeps the charter]
    #[arg(long, value_name = "DATE", requires = "consultation")]
    pub(crate) closes: Option<String>,

    /// An interpreter is booked: the same as --with interpreter
    #[arg(long)]
    pub(crate) interpreter: bool,

    /// A fact that holds and that a standard depends on, such as council-meeting. May be given
    /// several times
    #[arg(long = "with", value_name = "NAME")]
    pub(crate) with: Vec<String>,

    #[command(flatten)]
    pub(crate) judged_by: JudgedBy,

    /// Plan as of this day [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<String>,

    /// The form of the plan [default: by the ending of --out, else table]
    #[arg(long, value_enum)]
    pub(crate) format: Option<PlanFormat>,

    /// Write the plan to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// The forms a plan can take.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlanFormat {
    /// For reading in the terminal
    Table,
    /// For programs
    Json,
    /// For a calendar
    Ics,
}

#[derive(ClapArgs)]
pub(crate) struct CountArgs {
    /// The ballots: a BLT file, or a CSV with a column for each choice
    #[arg(value_name = "BALLOTS")]
    pub(crate) ballots: PathBuf,

    /// The rules to count by. Agree them before the election: they can elect different people
    #[arg(long, value_enum)]
    pub(crate) rules: CountRules,

    /// How many are elected; a BLT file says so itself, a CSV does not
    #[arg(long, value_name = "NUMBER")]
    pub(crate) seats: Option<usize>,

    /// Somebody who stands, for a CSV; every other name in it is then refused. Given once for each
    #[arg(long = "candidate", value_name = "NAME")]
    pub(crate) candidates: Vec<String>,

    /// The announced number by which lots are drawn where the rules leave a tie to a lot, such as
    /// "4 8 15 16 23 42"
    #[arg(long, value_name = "NUMBER")]
    pub(crate) lot: Option<String>,

    /// Bounds on who is elected together, as a CSV (docs/ballot.md tells its columns). No statute has
    /// such bounds, and the result says so
    #[arg(long, value_name = "FILE")]
    pub(crate) constraints: Option<PathBuf>,

    /// The form of the result [default: by the ending of --out, else table]
    #[arg(long, value_enum)]
    pub(crate) format: Option<CountFormat>,

    /// Write the result to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// Rule sets of counts.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CountRules {
    /// As Scottish councils are elected (SSI 2007/42); can be checked by hand
    Scottish,
    /// Meek's method, reference rule of the PR Foundation
    Meek,
}

/// The forms a count can take.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CountFormat {
    /// For reading in the terminal
    Table,
    /// For programs; described by docs/count.schema.json
    Json,
    /// One page to read, print or hand on
    Html,
}

#[derive(ClapArgs)]
pub(crate) struct CharterArgs {
    #[command(subcommand)]
    pub(crate) command: CharterCommand,
}

#[derive(Subcommand)]
pub(crate) enum CharterCommand {
    /// List the charters and school terms that come with the program
    List,
    /// Show the standards of a charter in words
    Show {
        /// The id of a charter that comes with the program, or a file
        #[arg(value_name = "ID|FILE")]
        charter: String,
        /// Print the file itself, to copy and change
        #[arg(long)]
        toml: bool,
    },
    /// Tell every mistake in charter files, with line and column
    Check {
        /// Charter files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

#[derive(ClapArgs)]
pub(crate) struct OpinionArgs {
    /// A CSV file with a line for each vote (statement, participant, vote, timestamp), or a folder as Polis gives it out
    #[arg(value_name = "FOLDER|VOTES.csv")]
    pub(crate) votes: PathBuf,

    /// The form of the result [default: by the ending of --out, else json]
    #[arg(long, value_enum)]
    pub(crate) format: Option<OpinionFormat>,

    /// So many groups [default: as many as stand apart most clearly, 2 to 5]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u8).range(1..=20))]
    pub(crate) groups: Option<u8>,

    /// Leave out people and where they stand, and all that rests on fewer than five of them
    #[arg(long)]
    pub(crate) publish: bool,

    /// Which number agrees in a file of votes: 1 or -1 [default: as its heading says, else plus]
    #[arg(long, value_enum, value_name = "SIGN")]
    pub(crate) agree_is: Option<AgreeIs>,

    /// Leave out statements that nobody has let in yet
    #[arg(long)]
    pub(crate) strict: bool,

    /// Correct the tests for being many (Benjamini-Hochberg)
    #[arg(long)]
    pub(crate) correct: bool,

    /// Write the result to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// The forms in which groups and common ground are told.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OpinionFormat {
    /// For programs; described in docs/opinion.md
    Json,
    /// One page to read, print or hand on
    Html,
}

/// Which number agrees.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AgreeIs {
    /// 1 agrees, -1 disagrees
    Plus,
    /// -1 agrees, 1 disagrees
    Minus,
}
