//! The command line of `alongside draw`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

#[derive(ClapArgs)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct DrawArgs {
    #[command(subcommand)]
    pub(crate) command: Option<DrawCommand>,

    #[command(flatten)]
    pub(crate) pool: Option<PoolArgs>,
}

/// A draw from the beginning.
#[derive(ClapArgs)]
pub(crate) struct PoolArgs {
    /// Who put themselves forward, one a row: CSV, XLSX or ODS, with a column for each category, and `id` and
    /// `household` if there are
    #[arg(long, value_name = "FILE")]
    pub(crate) pool: PathBuf,

    /// What the panel must look like: `category`, `feature`, `min`, `max`, one a row; `min_flex` and `max_flex` say
    /// how far a quota may be moved where they cannot hold together
    #[arg(long, value_name = "FILE")]
    pub(crate) quotas: PathBuf,

    /// How many the panel has
    #[arg(long, value_name = "NUMBER")]
    pub(crate) size: u32,

    /// What makes chances fair
    #[arg(long, value_enum, default_value_t = MethodArg::Leximin)]
    pub(crate) method: MethodArg,

    /// How many equally likely panels the lottery has; 100 are enough for a preview
    #[arg(long, value_name = "NUMBER", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) panels: u32,

    /// Freeze the draw into this folder, which must not be there yet: what to publish, and what to keep
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,

    /// The time of the draw, such as 2026-12-14T19:00Z: the number that drand gives out then decides
    #[arg(long, value_name = "TIME", requires = "out", group = "decides")]
    pub(crate) at: Option<String>,

    /// Ten-sided dice decide (this is so unless you say otherwise)
    #[arg(long, requires = "out", group = "decides")]
    pub(crate) by_dice: bool,

    /// A number that somebody else announces decides: say which, such as "the National Lottery's six numbers of
    /// Wed 16 December 2026, lowest first"
    #[arg(long, value_name = "WHICH", requires = "out", group = "decides")]
    pub(crate) by_number: Option<String>,

    /// The form of what is told
    #[arg(long, value_enum, default_value_t = DrawFormat::Table)]
    pub(crate) format: DrawFormat,
}

#[derive(Subcommand)]
pub(crate) enum DrawCommand {
    /// Go through a frozen draw again: every published file that follows from others is made again and compared to the
    /// byte; with the private files, the whole draw
    Verify(VerifyArgs),
    /// Give one person their own entry, with which they can check themselves (`verify --mine`)
    Entry {
        /// The folder of the draw
        folder: PathBuf,

        /// Whose: their id in the pool
        #[arg(long, value_name = "ID")]
        id: String,

        /// The file to write, in place of the terminal
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Say what the public number was, and so which panel is drawn
    Settle {
        /// The folder of the draw
        folder: PathBuf,

        #[command(flatten)]
        answer: Answered,
    },
    /// Choose in advance who steps in for whoever drops out
    Alternates(AlternatesArgs),
    /// Say who steps in for those who have dropped out
    Replace(ReplaceArgs),
}

#[derive(ClapArgs)]
pub(crate) struct VerifyArgs {
    /// The folder of the draw, or of what was published of it
    pub(crate) folder: PathBuf,

    /// The private files, where they are not beside the public ones: whoever holds them works out the whole draw again
    #[arg(long, value_name = "FOLDER")]
    pub(crate) private: Option<PathBuf>,

    /// Your own entry, as the organiser gave it to you: what the pool says of you, how likely you were to be drawn, and
    /// whether you were
    #[arg(long, value_name = "FILE")]
    pub(crate) mine: Option<PathBuf>,
}

/// The public number, in one of its forms.
#[derive(ClapArgs)]
#[group(required = true, multiple = false)]
pub(crate) struct Answered {
    /// The signature of the drand round that the draw names
    #[arg(long, value_name = "HEX")]
    pub(crate) signature: Option<String>,

    /// What the dice show, the first die first, such as 417 or 4,1,7
    #[arg(long, value_name = "FACES")]
    pub(crate) dice: Option<String>,

    /// The number that was announced, such as "07 13 22 31 40 49"
    #[arg(long, value_name = "NUMBER")]
    pub(crate) number: Option<String>,
}

#[derive(ClapArgs)]
pub(crate) struct AlternatesArgs {
    /// The folder of the draw, once it is settled
    pub(crate) folder: PathBuf,

    /// How many
    #[arg(long, value_name = "NUMBER")]
    pub(crate) count: usize,

    /// The chance that a member stays to the end
    #[arg(long, value_name = "CHANCE", default_value_t = 0.85)]
    pub(crate) stays: f64,
}

#[derive(ClapArgs)]
pub(crate) struct ReplaceArgs {
    /// The folder of the draw, once it is settled
    pub(crate) folder: PathBuf,

    /// The ids of those who have dropped out, parted by commas. May be given several times
    #[arg(long, value_name = "ID", value_delimiter = ',', required = true)]
    pub(crate) gone: Vec<String>,

    /// Choose from everybody in the pool, and not from the alternates
    #[arg(long)]
    pub(crate) from_pool: bool,
}

/// The methods.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MethodArg {
    /// The smallest chance as great as can be, then the second smallest, and so on
    Leximin,
    /// The smallest chance as great as can be
    Maximin,
    /// The product of all chances as great as can be
    Nash,
    /// Neither tiny chances nor great ones: less to gain for whoever says something untrue
    Goldilocks,
    /// Everybody as near to the same chance as can be
    Uniform,
}

/// The forms in which a draw is told.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DrawFormat {
    /// For reading in the terminal
    Table,
    /// For programs
    Json,
    /// One page to read, print or hand on
    Html,
}
