//! An organisation's own history: never beside another's.

use alongside_charter::{OrganiserSummary, StandardSummary};
use askama::Template;
use jiff::civil::Date;

use crate::bar::Bar;
use crate::links;
use crate::markup::without_control_characters;
use crate::public::area_home::StandardRow;
use crate::public::counts::Counts;
use crate::public::filter::Filter;
use crate::public::rapid::Rapid;
use crate::public::shell::Shell;
use crate::public::trend::Trend;
use crate::tally::TallyView;
use crate::words::isolated;

/// One organisation beside its own past.
#[derive(Debug, Clone, Copy)]
pub struct OrganisationPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The day as of which the findings hold.
    pub as_of: Date,
    /// Its name, as the record writes it.
    pub name: &'a str,
    /// The summaries of the area's findings, of which its own are shown.
    pub standing: &'a [StandardSummary<'a, 'a>],
    /// Its meetings that were announced at short notice, where there are any.
    pub rapid: Option<Rapid>,
}

impl<'a> OrganisationPage<'a> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let words = self.shell.words;
        let own: Vec<_> = self.own().collect();
        let zero = TallyView::default();
        let all = own.iter().fold(zero, |sum, (_, of)| sum.and(&of.all));
        let counts = Counts::new(words, all.0);
        let page = View {
            shell: self.shell,
            page: self,
            bar: counts.bar("found-bar"),
            trend: Trend::new(
                words,
                self.as_of,
                own.iter().flat_map(|(_, of)| &of.quarters),
            ),
            standards: own.iter().map(|(of, own)| self.row(of, own)).collect(),
            counts,
        };
        Ok(without_control_characters(page.render()?))
    }

    fn own(&self) -> impl Iterator<Item = (&'a StandardSummary<'a, 'a>, &'a OrganiserSummary<'a>)> {
        let name = self.name;
        self.standing.iter().filter_map(move |of| {
            let own = of.organisers.iter().find(|own| own.organiser == name)?;
            Some((of, own))
        })
    }

    fn filter(&self) -> Filter<'a> {
        Filter {
            organiser: self.name,
            ..Filter::default()
        }
    }

    fn row(&self, of: &'a StandardSummary<'a, 'a>, own: &OrganiserSummary<'a>) -> StandardRow<'a> {
        let filter = Filter {
            standard: of.standard.id.as_str(),
            ..self.filter()
        };
        let query = filter.query().and("as_of", &self.as_of.to_string());
        StandardRow {
            says: &of.standard.says,
            href: links::standards(self.shell.slug(), &query),
            strength: self.shell.words.strength(of.standard.strength),
            counts: Counts::new(self.shell.words, own.all),
            shares: Vec::new(),
        }
    }
}

#[derive(Template)]
#[template(path = "public/organisation.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p OrganisationPage<'p>,
    counts: Counts<'p>,
    bar: Option<Bar>,
    trend: Option<Trend<'p>>,
    standards: Vec<StandardRow<'p>>,
}

impl View<'_> {
    fn rapid(&self) -> Option<String> {
        let rapid = self.page.rapid.as_ref()?;
        Some(rapid.says(self.shell.words))
    }

    fn trend_heading(&self) -> String {
        self.shell.t().organisation_trend(isolated(self.page.name))
    }

    fn all_findings(&self) -> String {
        let page = self.page;
        let query = page.filter().query().and("as_of", &page.as_of.to_string());
        links::standards(self.shell.slug(), &query)
    }
}
