//! Which panel a public number means.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{By, Files, Statement, csv, json, panel_name};
use crate::public_draw::{DiceError, Seed, dice, drand, spelled};

/// The public number, once it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// The signature of the round, in hexadecimal.
    Signature(String),
    /// What the dice show, the first die first.
    Dice(Vec<u8>),
    /// The number that was announced, in its one spelling ([`crate::public_draw::spelled`]).
    Number(String),
}

impl Answer {
    fn in_one_spelling(self) -> Self {
        match self {
            Self::Signature(signature) => Self::Signature(signature.trim().to_lowercase()),
            Self::Number(number) => Self::Number(spelled(&number).unwrap_or(number)),
            Self::Dice(faces) => Self::Dice(faces),
        }
    }

    /// The bytes that the number means; what dice show is the number of the panel, and nothing more.
    fn bytes(&self) -> Vec<u8> {
        let seed = match self {
            Self::Signature(signature) => HEXLOWER
                .decode(signature.as_bytes())
                .ok()
                .map(|bytes| Sha256::digest(bytes).to_vec()),
            Self::Number(number) => Seed::of_number(number).map(|seed| seed.bytes().to_vec()),
            Self::Dice(_) => None,
        };
        seed.unwrap_or_default()
    }
}

/// The panel that was drawn, as `outcome.json` says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// [`super::VERSION`].
    pub version: String,
    /// SHA-256 of the `draw.json` that was settled.
    pub draw: String,
    /// The public number.
    pub answer: Answer,
    /// The number of the panel.
    pub panel: String,
    /// Its tickets.
    pub tickets: Vec<String>,
}

/// Why a draw cannot be settled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettleError {
    /// A file is missing or not as it was frozen.
    #[error("{0}")]
    File(String),
    /// Another kind of number decides this draw.
    #[error("this draw is decided by {0}")]
    Another(&'static str),
    /// The signature is not the round's.
    #[error(transparent)]
    Signature(#[from] drand::SignatureError),
    /// The dice do not name a panel.
    #[error(transparent)]
    Dice(#[from] DiceError),
    /// The number is not one.
    #[error("\"{0}\" is not a number: write its digits, with spaces between its parts")]
    Number(String),
}

/// Settles a frozen draw: the same files and the same number always give the same outcome, however the number is
/// spelled.
pub fn settle(public: &Files, answer: Answer) -> Result<Outcome, SettleError> {
    let file = |name: &str| {
        public
            .get(name)
            .ok_or_else(|| SettleError::File(format!("{name} is not there")))
    };
    let draw = file("draw.json")?;
    let statement = Statement::parse(draw).map_err(SettleError::File)?;
    let agrees = statement.by.agrees(statement.panels);
    agrees.map_err(SettleError::File)?;
    let table = file("panels.csv")?;
    if super::hash_of(table) != statement.table {
        return Err(SettleError::File(
            "panels.csv is not the one that draw.json names: it was changed".to_owned(),
        ));
    }
    let answer = answer.in_one_spelling();
    let panel = panel(&statement, table, &answer)?;
    let rows = csv::rows::<2>("panels.csv", table, "panel,tickets").map_err(SettleError::File)?;
    let Some([name, tickets]) = rows.get(panel) else {
        return Err(SettleError::File(
            "panels.csv has fewer panels than draw.json says".to_owned(),
        ));
    };
    Ok(Outcome {
        version: super::VERSION.to_owned(),
        draw: super::hash_of(draw),
        answer,
        panel: (*name).to_owned(),
        tickets: tickets.split(' ').map(str::to_owned).collect(),
    })
}

fn panel(statement: &Statement, table: &str, answer: &Answer) -> Result<usize, SettleError> {
    let seed = match (&statement.by, answer) {
        (By::Drand { round, .. }, Answer::Signature(signature)) => drand::seed(*round, signature)?,
        (By::Number { .. }, Answer::Number(number)) => {
            Seed::of_number(number).ok_or_else(|| SettleError::Number(number.clone()))?
        }
        (By::Dice { .. }, Answer::Dice(faces)) => return Ok(dice(faces, statement.panels)?),
        (By::Drand { .. }, _) => {
            return Err(SettleError::Another(
                "the signature of a drand round: give it as --signature",
            ));
        }
        (By::Number { .. }, _) => {
            return Err(SettleError::Another(
                "a number that is announced: give it as --number",
            ));
        }
        (By::Dice { .. }, _) => {
            return Err(SettleError::Another("dice: give what they show as --dice"));
        }
    };
    let picked = seed.pick(&Sha256::digest(table).into(), statement.panels as u64);
    usize::try_from(picked)
        .map_err(|_| SettleError::File("draw.json names too many panels".to_owned()))
}

impl Outcome {
    /// The text of `outcome.json`.
    pub fn json(&self) -> String {
        json(self)
    }

    /// Reads `outcome.json`.
    pub fn parse(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|cause| format!("outcome.json cannot be read: {cause}"))
    }

    /// A seed for what follows from the outcome, such as alternates: SHA-256 of the hash of `draw.json` in hexadecimal,
    /// the number of the panel, and the seed of the public number (nothing for dice, which show the panel's).
    pub fn seed(&self) -> Seed {
        let hash = Sha256::new()
            .chain_update(&self.draw)
            .chain_update(&self.panel)
            .chain_update(self.answer.bytes())
            .finalize();
        Seed::of_bytes(hash.into())
    }

    /// The public number as people read it.
    pub fn shown(&self) -> String {
        match &self.answer {
            Answer::Signature(signature) => match HEXLOWER.decode(signature.as_bytes()) {
                Ok(bytes) => format!(
                    "the signature {}…",
                    HEXLOWER.encode(&bytes[..bytes.len().min(6)])
                ),
                Err(_) => "a signature".to_owned(),
            },
            Answer::Dice(faces) => faces
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" "),
            Answer::Number(number) => number.clone(),
        }
    }

    /// Whether the panel's number is one that such a draw has.
    pub fn is_of(&self, statement: &Statement) -> bool {
        self.panel.parse::<usize>().is_ok_and(|panel| {
            panel < statement.panels && panel_name(panel, statement.panels) == self.panel
        })
    }
}
