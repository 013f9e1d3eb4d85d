//! A text that must not stay is taken back: out of the database, with its salt, in the transaction in which an act says
//! so. What was signed holds neither, so nothing of it changes.

use std::collections::BTreeSet;

use alongside_domain::act::{Act, Commitment, Deed, WithdrawalReason};
use alongside_domain::policy::{Action, Place};
use alongside_domain::{AreaSlug, Controller, OrganisationId};
use alongside_store::plans::{self, Plan};
use alongside_store::record::{self as kept, Of, Shown};
use alongside_store::{Snapshot, Transaction, followers, outbox};

use crate::adopt_charter::council;
use crate::call::Call;
use crate::failure::Failure;
use crate::record::Record;

/// Fewer letters would be found everywhere.
const FEWEST_LETTERS: usize = 3;

/// What is to go.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The texts, by what stands for them.
    pub texts: &'a [Commitment],
    /// Words that are looked for in the texts of the area too; empty for none but those of the texts themselves.
    pub words: &'a str,
    /// Why.
    pub reason: WithdrawalReason,
}

/// A text that may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Going {
    /// What stands for it.
    pub commitment: Commitment,
    /// What it says.
    pub text: String,
    /// Whether it was chosen by itself, and not found by its words.
    pub is_chosen: bool,
    /// Which organisation says that it goes.
    by: OrganisationId,
}

/// How far it reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// The texts that were chosen, and all others of the area that hold the same words.
    pub going: Vec<Going>,
    /// How many more hold the same words, of organisations for whom whoever asks may not do this.
    pub of_others: usize,
    /// How many meetings that are planned hold the same words. Their plans go too.
    pub plans: usize,
}

/// Which texts hold the words that are to go.
pub fn reach(
    snapshot: &mut Snapshot<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    wish: &Wish<'_>,
) -> Result<Reach, Failure> {
    let words = wish.words.trim();
    if !words.is_empty() && words.chars().count() < FEWEST_LETTERS {
        let says = "write at least three letters, or leave it empty";
        return Err(Failure::wrong("words", says));
    }
    let known = kept::load(snapshot, area, Of::Subjects(&[]))?.ok_or(Failure::NotFound)?;
    let all = kept::texts(snapshot, area)?;
    let is_chosen = |shown: &Shown| wish.texts.contains(&shown.commitment);
    let sought = sought(&all, words, is_chosen);
    let mut reach = Reach {
        going: Vec::new(),
        of_others: 0,
        plans: holding(plans::in_area(snapshot, area)?, &sought).len(),
    };
    for shown in all {
        let chosen = is_chosen(&shown);
        if !chosen && !holds(&shown.text, &sought) {
            continue;
        }
        match who(snapshot, call, area, &known.state, &shown)? {
            Ok(by) => reach.going.push(Going {
                commitment: shown.commitment,
                text: shown.text,
                is_chosen: chosen,
                by,
            }),
            Err(refused) if chosen => return Err(refused),
            Err(_) => reach.of_others += 1,
        }
    }
    // What was chosen first, and each in the same order whenever it is asked.
    reach
        .going
        .sort_by_key(|going| (!going.is_chosen, going.commitment));
    Ok(reach)
}

/// Takes texts back, with all that holds the same words beside the record: plans that were not announced, and who
/// follows a body that is called so. A text that has gone already is [`Failure::Stale`].
pub fn withdraw_texts(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    wish: &Wish<'_>,
) -> Result<(), Failure> {
    if wish.texts.is_empty() {
        return Err(Failure::wrong("text", "choose what is to go"));
    }
    let reach = reach(tx, call, area, wish)?;
    let going: Vec<&Going> = reach.going.iter().filter(|text| text.is_chosen).collect();
    let wanted: BTreeSet<Commitment> = wish.texts.iter().copied().collect();
    if going.len() != wanted.len() {
        return Err(Failure::Stale);
    }
    let mut record = Record::load(tx, call, area, Of::Subjects(&[]))?;
    for going in &going {
        let withdrawn = Deed::TextWithdrawn {
            text: going.commitment,
            reason: wish.reason,
        };
        record.act(going.by, withdrawn)?;
    }
    forget_beside(tx, area, wish.words.trim(), &going)
}

/// Takes what was withdrawn out of what stands beside the record.
fn forget_beside(
    tx: &mut Transaction<'_>,
    area: &AreaSlug,
    words: &str,
    gone: &[&Going],
) -> Result<(), Failure> {
    let left = kept::texts(tx, area)?;
    let mut sought: Vec<String> = gone.iter().map(|text| text.text.to_lowercase()).collect();
    if !words.is_empty() {
        sought.push(words.to_lowercase());
    }
    for plan in holding(plans::in_area(tx, area)?, &sought) {
        plans::remove(tx, plan.id)?;
    }
    for text in gone {
        if !left.iter().any(|other| other.text == text.text) {
            followers::forget_body(tx, area, &text.text)?;
        }
    }
    Ok(())
}

/// What is looked for, in small letters.
fn sought(all: &[Shown], words: &str, is_chosen: impl Fn(&Shown) -> bool) -> Vec<String> {
    let chosen = all.iter().filter(|shown| is_chosen(shown));
    let mut sought: Vec<String> = chosen.map(|shown| shown.text.to_lowercase()).collect();
    if !words.is_empty() {
        sought.push(words.to_lowercase());
    }
    sought.retain(|words| words.chars().count() >= FEWEST_LETTERS);
    sought
}

fn holds(text: &str, sought: &[String]) -> bool {
    let text = text.to_lowercase();
    sought.iter().any(|words| text.contains(words.as_str()))
}

/// The plans that hold any of these words anywhere in their drafts.
fn holding(plans: Vec<Plan>, sought: &[String]) -> Vec<Plan> {
    let said = |text: &str| {
        serde_json::to_string(text)
            .unwrap_or_default()
            .to_lowercase()
    };
    let sought: Vec<String> = sought
        .iter()
        .map(|words| said(words).trim_matches('"').to_owned())
        .collect();
    let mut plans = plans;
    plans.retain(|plan| {
        let draft = serde_json::to_string(&plan.draft).unwrap_or_default();
        holds(&draft, &sought)
    });
    plans
}

/// Which organisation can say that a text goes: the one whose act it is, where whoever asks may act for it; else the
/// area's council, for whoever looks after the area.
fn who(
    snapshot: &mut Snapshot<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    state: &alongside_domain::replay::State,
    shown: &Shown,
) -> Result<Result<OrganisationId, Failure>, Failure> {
    let act = outbox::find(snapshot, shown.act)?.ok_or(Failure::NotFound)?;
    let act = Act::parse(act.body.as_bytes()).map_err(|_| Failure::NotFound)?;
    let known = state.organisations().get(&act.by);
    let own = known.filter(|known| known.ended.is_none()).map(|known| {
        Place::Organisation(Controller {
            area: area.clone(),
            organisation: act.by,
            kind: known.kind,
        })
    });
    if let Some(own) = own
        && call.may(Action::WithdrawText, &own).is_ok()
    {
        return Ok(Ok(act.by));
    }
    let allowed = call.may(Action::WithdrawText, &Place::Area(area.clone()));
    Ok(allowed.and_then(|()| council(state)))
}
