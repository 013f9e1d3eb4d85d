//! Who takes part in an area, by name and never by how they did.

use alongside_domain::{ForumStage, OrganisationKind};
use askama::Template;

use crate::links;
use crate::markup::without_control_characters;
use crate::public::shell::Shell;
use crate::words::isolated;

/// One organisation.
#[derive(Debug, Clone, Copy)]
pub struct OrganisationRow<'a> {
    /// Its name in addresses; empty where it has no page.
    pub slug: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What it is.
    pub kind: OrganisationKind,
    /// Of a forum, how far it is in its life.
    pub stage: Option<ForumStage>,
}

/// The organisations of an area.
#[derive(Debug, Clone, Copy)]
pub struct OrganisationsPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// All of them, in the order of their names.
    pub organisations: &'a [OrganisationRow<'a>],
}

impl OrganisationsPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let words = self.shell.words;
        let row = |of: &OrganisationRow<'_>| Row {
            href: (!of.slug.is_empty()).then(|| links::organisation(self.shell.slug(), of.slug)),
            name: of.name.to_owned(),
            kind: words.organisation_kind(of.kind),
            stage: of
                .stage
                .map(|stage| (words.stage(stage), words.stage_means(stage))),
        };
        let page = View {
            shell: self.shell,
            rows: self.organisations.iter().map(row).collect(),
        };
        Ok(without_control_characters(page.render()?))
    }
}

struct Row {
    href: Option<String>,
    name: String,
    kind: String,
    /// The stage, and what it means.
    stage: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "public/organisations.html")]
struct View<'p> {
    shell: Shell<'p>,
    rows: Vec<Row>,
}

impl View<'_> {
    fn heading(&self) -> String {
        let place = isolated(self.shell.place());
        self.shell.t().organisations_heading(place)
    }
}
