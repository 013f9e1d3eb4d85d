//! Taking back a text that must not stay: which and why, then what goes with it, then it is done.

use alongside_app::Failure as App;
use alongside_app::withdraw_text::{Reach, Wish, reach, withdraw_texts};
use alongside_domain::AreaSlug;
use alongside_domain::act::{Commitment, WithdrawalReason};
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::public::{ActId, Said};
use alongside_pages::staff::{REASONS, TextLine, WithdrawalForm, WithdrawalReach, reason_name};
use alongside_store::{outbox, record};

use super::{again, done, here, shell, slug, stale};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::failure::Failure;

/// The texts of an act to choose from.
pub(crate) fn page(asked: &Asked) -> Result<Answer, Failure> {
    let act = Of::found(asked)?;
    // Whoever may not take back all of it is told before they fill anything in.
    let all: Vec<Commitment> = act.texts.iter().map(|(text, _)| *text).collect();
    let wish = Wish {
        texts: &all,
        words: "",
        reason: WithdrawalReason::Personal,
    };
    asked.look(|snapshot, call| reach(snapshot, call, &act.area, &wish))?;
    Ok(asked.html(filled_in(asked, &act, &Filled::default())?))
}

/// Which and why: shown with all that goes with it, and done once that was read.
pub(crate) fn send(asked: &Asked) -> Result<Answer, Failure> {
    let act = Of::found(asked)?;
    let fields = asked.fields()?;
    let texts: Option<Vec<Commitment>> = fields.all("text").map(|text| text.parse().ok()).collect();
    let texts = texts.ok_or(Failure::Unreadable)?;
    let reason = REASONS
        .into_iter()
        .find(|reason| reason_name(*reason) == fields.get("reason"));
    let mut filled = Filled {
        chosen: &texts,
        reason,
        words: fields.get("words"),
        ..Filled::default()
    };
    if texts.is_empty() {
        filled.texts_error = "Choose what is to go.";
    }
    let (Some(reason), false) = (reason, texts.is_empty()) else {
        if reason.is_none() {
            filled.reason_error = "Choose why it has to go.";
        }
        return Ok(again(asked, filled_in(asked, &act, &filled)?));
    };
    let wish = Wish {
        texts: &texts,
        words: filled.words,
        reason,
    };
    let is_confirmed = fields.get("confirmed") == "yes";
    match tried(asked, &act, &wish, is_confirmed) {
        Ok(None) => {
            let back = links::record_act(act.area.as_str(), &act.id.to_string());
            done(asked, &back, Said::TextWithdrawn)
        }
        Ok(Some(reach)) => Ok(asked.html(to_confirm(asked, &act, &filled, &reach)?)),
        Err(App::Wrong(wrong)) => {
            filled.words_error = wrong.with("words");
            Ok(again(asked, filled_in(asked, &act, &filled)?))
        }
        Err(App::Stale) => {
            let back = links::record_act(act.area.as_str(), &act.id.to_string());
            stale(asked, &[], &back)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Done, if that was confirmed; else how far it would reach.
fn tried(
    asked: &Asked,
    act: &Of,
    wish: &Wish<'_>,
    is_confirmed: bool,
) -> Result<Option<Reach>, App> {
    if is_confirmed {
        asked.change(|tx, call| withdraw_texts(tx, call, &act.area, wish))?;
        return Ok(None);
    }
    let reach = asked.look(|snapshot, call| reach(snapshot, call, &act.area, wish))?;
    let chosen = reach.going.iter().filter(|text| text.is_chosen).count();
    if chosen == wish.texts.len() {
        Ok(Some(reach))
    } else {
        Err(App::Stale)
    }
}

/// An act with the texts that it still has.
struct Of {
    area: AreaSlug,
    id: ActId,
    texts: Vec<(Commitment, String)>,
}

impl Of {
    fn found(asked: &Asked) -> Result<Self, Failure> {
        let area = slug(asked)?;
        let id: ActId = asked.step("act").parse().map_err(|_| Failure::NotFound)?;
        let told = asked.read::<_, Failure>(|snapshot| {
            let act = outbox::find(snapshot, id.uuid())?;
            let act = act.filter(|act| act.area == area.as_str());
            Ok(record::disclosed(snapshot, &act.ok_or(Failure::NotFound)?)?)
        })?;
        let texts = told.openings();
        Ok(Self {
            area,
            id,
            texts: texts
                .map(|(commitment, opening)| (commitment, opening.text().to_owned()))
                .collect(),
        })
    }
}

/// What was filled in, and what is wrong with it.
#[derive(Default)]
struct Filled<'a> {
    chosen: &'a [Commitment],
    texts_error: &'a str,
    reason: Option<WithdrawalReason>,
    reason_error: &'a str,
    words: &'a str,
    words_error: &'a str,
}

fn filled_in(asked: &Asked, act: &Of, filled: &Filled<'_>) -> Result<String, Failure> {
    let texts: Vec<(String, &str, bool)> = act
        .texts
        .iter()
        .map(|(of, text)| (of.to_string(), text.as_str(), filled.chosen.contains(of)))
        .collect();
    rendered(asked, act, filled, &texts, None)
}

fn to_confirm(
    asked: &Asked,
    act: &Of,
    filled: &Filled<'_>,
    reach: &Reach,
) -> Result<String, Failure> {
    let texts: Vec<(String, &str, bool)> = reach
        .going
        .iter()
        .map(|going| (going.commitment.to_string(), going.text.as_str(), true))
        .collect();
    let rest = WithdrawalReach {
        of_others: reach.of_others,
        plans: reach.plans,
    };
    rendered(asked, act, filled, &texts, Some(rest))
}

fn rendered(
    asked: &Asked,
    act: &Of,
    filled: &Filled<'_>,
    texts: &[(String, &str, bool)],
    reach: Option<WithdrawalReach>,
) -> Result<String, Failure> {
    let known = here(asked)?;
    let around = known.place();
    let texts: Vec<TextLine<'_>> = texts
        .iter()
        .map(|(commitment, text, is_chosen)| TextLine {
            commitment,
            text,
            is_chosen: *is_chosen,
        })
        .collect();
    let form = WithdrawalForm {
        shell: shell(asked, &around)?,
        act: &act.id.to_string(),
        texts: &texts,
        texts_error: filled.texts_error,
        reason: filled.reason,
        reason_error: filled.reason_error,
        words: Typed {
            value: filled.words,
            error: filled.words_error,
        },
        reach,
    };
    Ok(form.render()?)
}
