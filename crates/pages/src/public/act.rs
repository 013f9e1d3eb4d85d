//! One act: what was done in words, its place in the record, its exact entry, and how to check it.

use alongside_domain::act::WithdrawalReason;
use askama::Template;
use jiff::Timestamp;

use crate::links::{self, Query};
use crate::markup::without_control_characters;
use crate::public::record::{ActRow, Done, Signed, standing};
use crate::public::shell::{Link, Shell};
use crate::words::isolated;

/// A text that an act commits to.
#[derive(Debug, Clone)]
pub struct Sealed<'a> {
    /// What stands for it in the entry.
    pub commitment: String,
    /// What became of it.
    pub text: Kept<'a>,
}

/// What became of a text.
#[derive(Debug, Clone)]
pub enum Kept<'a> {
    /// It is here, with the salt that opens the commitment.
    Here {
        /// The text.
        text: &'a str,
        /// Thirty-two bytes in hexadecimal.
        salt: String,
    },
    /// It was taken back.
    TakenBack {
        /// When.
        at: Timestamp,
        /// Why.
        reason: WithdrawalReason,
    },
    /// It is not known here.
    Missing,
}

/// One act.
#[derive(Debug, Clone, Copy)]
pub struct ActPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The act.
    pub act: ActRow<'a>,
    /// Where it stands in the record.
    pub signed: Signed,
    /// Its entry, to the byte.
    pub entry: &'a str,
    /// SHA-256 of the entry: `sha256:` and hexadecimal.
    pub digest: &'a str,
    /// The texts that it commits to.
    pub texts: &'a [Sealed<'a>],
    /// Where its texts are taken back, for whoever may.
    pub withdrawal: Option<&'a str>,
}

impl ActPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let words = self.shell.words;
        let text = |of: &Sealed<'_>| Shown {
            commitment: of.commitment.clone(),
            here: match &of.text {
                Kept::Here { text, salt } => Some(((*text).to_owned(), salt.clone())),
                Kept::TakenBack { .. } | Kept::Missing => None,
            },
            gone: match &of.text {
                Kept::TakenBack { at, reason } => {
                    let day = at.to_zoned(self.shell.zone()).date();
                    let because = words.withdrawal(*reason);
                    words.says().act_text_withdrawn(words.day(day), because)
                }
                Kept::Here { .. } | Kept::Missing => words.says().act_text_missing(),
            },
        };
        let page = View {
            shell: self.shell,
            page: self,
            done: self.act.done(&self.shell, true),
            texts: self.texts.iter().map(text).collect(),
        };
        Ok(without_control_characters(page.render()?))
    }
}

/// A text as the page shows it.
struct Shown {
    commitment: String,
    /// The text and its salt.
    here: Option<(String, String)>,
    /// What became of it, where it is not here.
    gone: String,
}

#[derive(Template)]
#[template(path = "public/act.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p ActPage<'p>,
    done: Done<'p>,
    texts: Vec<Shown>,
}

impl View<'_> {
    fn heading(&self) -> String {
        self.page.act.sentence(self.shell.words)
    }

    fn way(&self) -> Vec<Link> {
        let mut way = self.shell.breadcrumbs();
        way.push(Link::new(
            links::record(self.shell.slug(), &Query::new()),
            self.shell.t().record_heading(isolated(self.shell.place())),
        ));
        way
    }

    fn standing(&self) -> String {
        standing(self.shell.words, self.page.signed)
    }

    /// Its receipt and the name of its file, once it is published.
    fn receipt(&self) -> Option<(String, String)> {
        let Signed::At(place) = self.page.signed else {
            return None;
        };
        let area = self.shell.slug();
        let file = format!("{area}-{place}.tlog-proof");
        Some((links::record_receipt(area, place), file))
    }
}
