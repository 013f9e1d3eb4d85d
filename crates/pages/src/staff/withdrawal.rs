//! Taking back a text that must not stay: which, why, and what goes with it.

use alongside_domain::act::WithdrawalReason;
use askama::Template;

use crate::form::{Choice, Choices, Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::Shell;
use crate::words::{DeskSays, isolated};

/// A text that can go.
#[derive(Debug, Clone, Copy)]
pub struct TextLine<'a> {
    /// What stands for it in the entry, which the form sends.
    pub commitment: &'a str,
    /// What it says.
    pub text: &'a str,
    /// Whether it is ticked.
    pub is_chosen: bool,
}

/// Where a text of an act is taken back.
#[derive(Debug, Clone, Copy)]
pub struct WithdrawalForm<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The id of the act.
    pub act: &'a str,
    /// The texts to choose from.
    pub texts: &'a [TextLine<'a>],
    /// What is wrong with the choice; empty where nothing is.
    pub texts_error: &'a str,
    /// Why.
    pub reason: Option<WithdrawalReason>,
    /// What is wrong with that.
    pub reason_error: &'a str,
    /// Words that are looked for elsewhere too.
    pub words: Typed<'a>,
    /// What else holds them, once it was looked for: then it is asked whether all of this is to go.
    pub reach: Option<WithdrawalReach>,
}

/// What else holds the words that are to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithdrawalReach {
    /// So many texts of organisations for whom this reader may not act.
    pub of_others: usize,
    /// So many meetings that are planned and not announced.
    pub plans: usize,
}

/// What a form calls a reason.
pub const fn reason_name(reason: WithdrawalReason) -> &'static str {
    match reason {
        WithdrawalReason::Personal => "personal",
        WithdrawalReason::Legal => "legal",
        WithdrawalReason::Erasure => "erasure",
        WithdrawalReason::Safety => "safety",
        WithdrawalReason::Copyright => "copyright",
    }
}

/// Every reason, in the order of the form.
pub const REASONS: [WithdrawalReason; 5] = [
    WithdrawalReason::Personal,
    WithdrawalReason::Legal,
    WithdrawalReason::Erasure,
    WithdrawalReason::Safety,
    WithdrawalReason::Copyright,
];

impl WithdrawalForm<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let d = shell.d();
        let page = View {
            shell,
            page: self,
            texts: self.choice_of_texts(d),
            reason: Choices {
                name: "reason".to_owned(),
                label: d.withdrawal_why(),
                hint: d.withdrawal_why_hint(),
                error: self.reason_error.to_owned(),
                options: REASONS.map(|reason| self.option(d, reason)).into(),
            },
            words: Field::new(
                "words",
                d.withdrawal_words(),
                d.withdrawal_words_hint(),
                self.words,
            ),
        };
        Ok(without_control_characters(page.render()?))
    }

    fn choice_of_texts(&self, d: &DeskSays) -> Choices {
        Choices {
            name: "text".to_owned(),
            label: if self.reach.is_some() {
                d.withdrawal_all()
            } else {
                d.withdrawal_which()
            },
            error: self.texts_error.to_owned(),
            options: self
                .texts
                .iter()
                .map(|line| Choice {
                    value: line.commitment.to_owned(),
                    label: isolated(line.text),
                    is_chosen: line.is_chosen,
                    ..Choice::default()
                })
                .collect(),
            ..Choices::default()
        }
    }

    fn option(&self, d: &DeskSays, reason: WithdrawalReason) -> Choice {
        Choice {
            value: reason_name(reason).to_owned(),
            label: match reason {
                WithdrawalReason::Personal => d.withdrawal_why_personal(),
                WithdrawalReason::Legal => d.withdrawal_why_legal(),
                WithdrawalReason::Erasure => d.withdrawal_why_erasure(),
                WithdrawalReason::Safety => d.withdrawal_why_safety(),
                WithdrawalReason::Copyright => d.withdrawal_why_copyright(),
            },
            is_chosen: self.reason == Some(reason),
            ..Choice::default()
        }
    }
}

#[derive(Template)]
#[template(path = "staff/withdrawal.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p WithdrawalForm<'p>,
    texts: Choices,
    reason: Choices,
    words: Field,
}

impl View<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        if self.page.reach.is_some() {
            return errors([self.texts.told()]);
        }
        errors([self.texts.told(), self.reason.told(), self.words.told()])
    }

    fn action(&self) -> String {
        links::text_withdrawal(self.shell.slug(), self.page.act)
    }

    fn back(&self) -> String {
        links::record_act(self.shell.slug(), self.page.act)
    }

    fn reason_name(&self) -> &'static str {
        self.page.reason.map_or("", reason_name)
    }
}
