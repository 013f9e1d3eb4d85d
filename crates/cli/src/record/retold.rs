//! What is known once every act of a record was told again, with the texts that are shown beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use alongside_app::area::Area;
use alongside_charter::Charter;
use alongside_domain::act::{Act, Commitment, Deed, Digest, Disclosed, Opening};
use alongside_domain::replay::{State, Words};

use super::checks::Checks;
use super::source::Unread;
use crate::failure::Failure;

/// Acts told one after the other.
#[derive(Default)]
pub(super) struct Retold {
    state: State,
    acts: u64,
    misfits: u64,
    texts: u64,
    /// Texts that did not come with the act that commits to them.
    missing: Vec<(String, Commitment)>,
}

impl Retold {
    /// Takes the next act as it was logged, with the texts that are shown beside it. `name` is what people call it,
    /// such as `entry 7`.
    pub(super) fn take(
        &mut self,
        name: impl fmt::Display,
        bytes: &[u8],
        openings: Vec<Opening>,
        checks: &mut Checks,
    ) {
        let act = match Act::parse(bytes) {
            Ok(act) => act,
            Err(why) => return checks.miss(format!("{name}: {why}")),
        };
        let (its, strays): (Vec<_>, Vec<_>) = openings
            .into_iter()
            .partition(|opening| act.commitments().contains(&opening.commitment()));
        for _ in &strays {
            checks.miss(format!(
                "{name}: a text that is shown beside it is not the one it was published with. The text was changed, or belongs elsewhere"
            ));
        }
        self.texts += its.len() as u64;
        if let Deed::TextWithdrawn { text, .. } = act.deed
            && self.state.words(text).said().is_some()
        {
            checks.miss(format!(
                "{name} takes a text back, and that text is still shown"
            ));
        }
        let Ok(disclosed) = Disclosed::new(act, its) else {
            return checks.miss(format!("{name}: a text beside it belongs elsewhere"));
        };
        self.acts += 1;
        if strays.is_empty() {
            let missing = disclosed.missing().into_iter();
            self.missing
                .extend(missing.map(|text| (name.to_string(), text)));
        }
        if let Err(why) = self.state.apply(&disclosed) {
            self.misfits += 1;
            checks.miss(format!("{name} does not fit what came before it: {why}"));
        }
    }

    /// Says of all acts together whether they hold; of texts only where any were to be had.
    pub(super) fn told(&self, has_texts: bool, checks: &mut Checks) {
        if self.misfits == 0 {
            checks.hold(format!(
                "the {} acts are dated one after the other and each fits what was known before it",
                self.acts
            ));
        }
        if !has_texts {
            return;
        }
        let mut withdrawn = BTreeSet::new();
        let mut are_all_there = true;
        for (name, text) in &self.missing {
            match self.state.words(*text) {
                Words::Withdrawn(_) => drop(withdrawn.insert(text)),
                Words::Say(_) => {}
                Words::NotShown => {
                    are_all_there = false;
                    checks.miss(format!(
                        "{name}: one of its texts is not shown, and no act takes it back"
                    ));
                }
            }
        }
        if are_all_there {
            checks.hold(format!(
                "the {} texts are those that the acts were published with{}",
                self.texts,
                match withdrawn.len() {
                    0 => String::new(),
                    1 => "; 1 more was taken back, by an act that says so".to_owned(),
                    n => format!("; {n} more were taken back, by acts that say so"),
                }
            ));
        }
    }

    /// The area that these acts leave, judged by the charters that they adopt; nothing where a charter is not to be had.
    pub(super) fn area(
        &self,
        mut file: impl FnMut(&str) -> Result<Vec<u8>, Unread>,
        checks: &mut Checks,
    ) -> Result<Option<Area>, Failure> {
        let periods = self.state.adoptions().periods();
        let versions: BTreeSet<Digest> = periods
            .iter()
            .flat_map(|period| period.versions.values().copied())
            .collect();
        let mut charters = BTreeMap::new();
        for version in &versions {
            let bytes = match file(&version.to_string()) {
                Ok(bytes) => bytes,
                Err(Unread::Trouble(failure)) => return Err(failure),
                Err(Unread::Missing(why)) => {
                    checks.miss(format!(
                        "the file of the charter {version}, which was adopted, cannot be read: {why}"
                    ));
                    continue;
                }
            };
            if Digest::of(&bytes) != *version {
                checks.miss(format!(
                    "the file of the charter {version} is not the one that was adopted: it was changed"
                ));
                continue;
            }
            let text = String::from_utf8(bytes).ok();
            match text.and_then(|text| Charter::parse(&text).ok()) {
                Some(charter) => drop(charters.insert(*version, Arc::new(charter))),
                None => checks.leave(format!(
                    "the charter {version}: this program cannot read it, perhaps a newer one can"
                )),
            }
        }
        if charters.len() < versions.len() {
            return Ok(None);
        }
        checks.hold(match charters.len() {
            0 => "no charter was adopted yet".to_owned(),
            1 => "the file of the charter is the one that was adopted".to_owned(),
            n => format!("the files of the {n} charters are those that were adopted"),
        });
        Ok(Area::rebuilt(&self.state, &charters))
    }
}
