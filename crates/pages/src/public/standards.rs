//! The standards of an area: the charters with their sources, and every finding.

use alongside_charter::{Charter, Finding, SchoolTerms, StandardSummary};
use askama::Template;
use jiff::civil::Date;

use crate::form::{Choice, Choices, Field};
use crate::links::{self, Query};
use crate::markup::without_control_characters;
use crate::outcome::Outcome;
use crate::public::cards::Card;
use crate::public::counts::Counts;
use crate::public::filter::{self, Filter, Part};
use crate::public::rapid::Rapid;
use crate::public::shell::Shell;
use crate::source::Source;
use crate::words::isolated;

/// A charter that an area adopted.
#[derive(Debug, Clone, Copy)]
pub struct Agreed<'a> {
    /// The charter.
    pub charter: &'a Charter,
    /// The digest of its file.
    pub version: &'a str,
}

/// The standards of an area, with one part of the list of findings.
#[derive(Debug, Clone, Copy)]
pub struct StandardsPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The day as of which the findings hold.
    pub as_of: Date,
    /// The charters of the area, all versions.
    pub charters: &'a [Agreed<'a>],
    /// The terms of its schools, where they are known.
    pub school_terms: &'a [SchoolTerms],
    /// The summaries of all its findings.
    pub standing: &'a [StandardSummary<'a, 'a>],
    /// The meetings that were announced at short notice, where there are any; those of one organiser where one is
    /// asked for.
    pub rapid: Option<Rapid>,
    /// Everyone who organised something, to choose from.
    pub organisers: &'a [&'a str],
    /// Which findings were asked for.
    pub filter: Filter<'a>,
    /// The part of them that is shown.
    pub part: Part,
    /// The findings of that part, latest first.
    pub findings: &'a [&'a Finding<'a>],
}

impl<'a> StandardsPage<'a> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let as_of = Query::new().and("as_of", &self.as_of.to_string());
        let page = View {
            shell: self.shell,
            page: self,
            charters: self.charters.iter().map(|of| self.agreement(*of)).collect(),
            cards: self
                .findings
                .iter()
                .map(|finding| Card::new(&self.shell, &as_of, finding))
                .collect(),
            standard: self.standard_choice(),
            result: self.result_choice(),
            organiser: self.organiser_choice(),
            from: filter::day(&self.shell, "from", self.filter.from),
            to: filter::day(&self.shell, "to", self.filter.to),
        };
        Ok(without_control_characters(page.render()?))
    }

    fn query(&self) -> Query {
        self.filter.query().and("as_of", &self.as_of.to_string())
    }

    fn agreement(&self, of: Agreed<'a>) -> Agreement<'a> {
        let Agreed { charter, version } = of;
        let words = self.shell.words;
        let row = |standard: &'a alongside_charter::Standard| {
            let is_this = |of: &&StandardSummary<'a, 'a>| {
                // Versions of a standard share an id.
                of.charter.id == charter.id && of.standard == standard
            };
            let summary = self.standing.iter().find(is_this);
            let query = Query::new()
                .and("standard", standard.id.as_str())
                .and("as_of", &self.as_of.to_string());
            AgreementRow {
                says: &standard.says,
                href: format!("{}#results", links::standards(self.shell.slug(), &query)),
                strength: words.strength_means(standard.strength),
                source: standard.source.as_deref().and_then(Source::new),
                counts: Counts::new(words, summary.map(|of| of.all).unwrap_or_default()),
                shares: summary
                    .iter()
                    .flat_map(|of| of.shares.iter().copied())
                    .map(Outcome::of)
                    .map(|outcome| (outcome, words.outcome(outcome)))
                    .collect(),
            }
        };
        Agreement {
            title: &charter.title,
            file: links::charter_file(self.shell.slug(), version),
            source: Source::new(&charter.source),
            standards: charter.standards.iter().map(row).collect(),
        }
    }

    fn standard_choice(&self) -> Choices {
        let mut options: Vec<Choice> = Vec::new();
        for standard in self.charters.iter().flat_map(|of| &of.charter.standards) {
            // Versions of one standard share an id, and are asked for together.
            if !options
                .iter()
                .any(|known| standard.id == *known.value.as_str())
            {
                options.push(Choice {
                    value: standard.id.as_str().to_owned(),
                    label: standard.says.clone(),
                    is_chosen: standard.id == *self.filter.standard,
                    ..Choice::default()
                });
            }
        }
        let label = self.shell.t().standards_filter_standard();
        filter::choices(&self.shell, "standard", label, options)
    }

    fn result_choice(&self) -> Choices {
        let option = |outcome: Outcome| Choice {
            value: outcome.class().to_owned(),
            label: self.shell.words.outcome(outcome),
            is_chosen: self.filter.outcome == Some(outcome),
            ..Choice::default()
        };
        let label = self.shell.t().standards_filter_result();
        filter::choices(&self.shell, "result", label, Outcome::ALL.map(option))
    }

    fn organiser_choice(&self) -> Choices {
        let option = |organiser: &&str| Choice {
            value: (*organiser).to_owned(),
            label: (*organiser).to_owned(),
            is_chosen: self.filter.organiser == *organiser,
            ..Choice::default()
        };
        let label = self.shell.t().standards_filter_organisation();
        filter::choices(
            &self.shell,
            "organiser",
            label,
            self.organisers.iter().map(option),
        )
    }
}

/// One charter with its standards.
struct Agreement<'a> {
    title: &'a str,
    file: String,
    source: Option<Source<'a>>,
    standards: Vec<AgreementRow<'a>>,
}

struct AgreementRow<'a> {
    says: &'a str,
    href: String,
    strength: String,
    source: Option<Source<'a>>,
    counts: Counts<'a>,
    shares: Vec<(Outcome, String)>,
}

#[derive(Template)]
#[template(path = "public/standards.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p StandardsPage<'p>,
    charters: Vec<Agreement<'p>>,
    cards: Vec<Card<'p>>,
    standard: Choices,
    result: Choices,
    organiser: Choices,
    from: Field,
    to: Field,
}

impl View<'_> {
    fn heading(&self) -> String {
        self.shell
            .t()
            .standards_heading(isolated(self.shell.place()))
    }

    fn rapid(&self) -> Option<String> {
        let rapid = self.page.rapid.as_ref()?;
        Some(rapid.says(self.shell.words))
    }

    /// Where the form sends what was chosen.
    fn action(&self) -> String {
        links::standards(self.shell.slug(), &Query::new())
    }

    fn showing(&self) -> String {
        let words = self.shell.words;
        let part = self.page.part;
        words.says().standards_showing(
            words.count(part.begins() + 1),
            words.count(part.ends()),
            words.count(part.total),
        )
    }

    /// The same results as a table.
    fn csv(&self) -> String {
        links::standards_csv(self.shell.slug(), &self.page.query())
    }

    fn to_part(&self, number: usize) -> String {
        let query = self.page.query().and("page", &number.to_string());
        format!("{}#results", links::standards(self.shell.slug(), &query))
    }
}
