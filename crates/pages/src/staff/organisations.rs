//! Registering organisations, and the stages of a forum.

use alongside_domain::{ForumStage, OrganisationKind};
use askama::Template;

use crate::form::{Choice, Choices, Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::Shell;
use crate::words::isolated;

/// An organisation as the desk has it.
#[derive(Debug, Clone, Copy)]
pub struct Registered<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What it is.
    pub kind: OrganisationKind,
    /// Of a forum, how far it is.
    pub stage: Option<ForumStage>,
    /// The stages to which it can go; empty where it cannot be changed.
    pub next: &'a [ForumStage],
}

/// Where organisations are registered.
#[derive(Debug, Clone, Copy)]
pub struct OrganisationsForm<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The version of the area that the form was made for; a hidden field sends it back.
    pub version: i64,
    /// Those that are there.
    pub organisations: &'a [Registered<'a>],
    /// Whether whoever reads this may register another.
    pub may_register: bool,
    /// What a new one is called.
    pub name: Typed<'a>,
    /// What it is.
    pub kind: Option<OrganisationKind>,
    /// What is wrong with that; empty where nothing is.
    pub kind_error: &'a str,
}

impl OrganisationsForm<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let d = shell.d();
        let page = View {
            shell,
            page: self,
            rows: self
                .organisations
                .iter()
                .map(|of| row(of, &shell))
                .collect(),
            name: Field::new("name", d.register_name(), d.register_name_hint(), self.name),
            kind: Choices {
                name: "kind".to_owned(),
                label: d.register_kind(),
                error: self.kind_error.to_owned(),
                options: OrganisationKind::ALL
                    .into_iter()
                    .map(|kind| Choice {
                        value: kind_name(kind).to_owned(),
                        label: shell.words.organisation_kind(kind),
                        is_chosen: self.kind == Some(kind),
                        ..Choice::default()
                    })
                    .collect(),
                ..Choices::default()
            },
        };
        Ok(without_control_characters(page.render()?))
    }
}

/// What a form sends for a kind: as it stands in acts.
pub const fn kind_name(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::Council => "council",
        OrganisationKind::Forum => "forum",
        OrganisationKind::NhsBody => "nhs-body",
        OrganisationKind::SupportGroup => "support-group",
        OrganisationKind::School => "school",
        OrganisationKind::Host => "host",
    }
}

/// What a form sends for a stage: as it stands in acts.
pub const fn stage_name(stage: ForumStage) -> &'static str {
    match stage {
        ForumStage::None => "none",
        ForumStage::Forming => "forming",
        ForumStage::Established => "established",
        ForumStage::Dormant => "dormant",
        ForumStage::Closed => "closed",
    }
}

fn row<'a>(of: &Registered<'a>, shell: &Shell<'_>) -> Row<'a> {
    let (d, words) = (shell.d(), shell.words);
    let option = |stage: &ForumStage| Choice {
        value: stage_name(*stage).to_owned(),
        label: words.stage(*stage),
        ..Choice::default()
    };
    Row {
        name: of.name,
        kind: words.organisation_kind(of.kind),
        stage: of.stage.map(|stage| d.register_stage(words.stage(stage))),
        action: links::forum_stage(shell.slug(), of.id),
        change: (!of.next.is_empty()).then(|| Choices {
            // Two forums have two lists, whose names must differ on the page but not in what is sent.
            name: "stage".to_owned(),
            label: d.register_stage_new(isolated(of.name)),
            options: of.next.iter().map(option).collect(),
            ..Choices::default()
        }),
        seen: of.stage.map_or("", stage_name),
        id: of.id,
    }
}

/// An organisation, and what its forum can become.
struct Row<'a> {
    id: &'a str,
    name: &'a str,
    kind: String,
    stage: Option<String>,
    action: String,
    change: Option<Choices>,
    /// The stage it is at, which the form sends back.
    seen: &'static str,
}

#[derive(Template)]
#[template(path = "staff/organisations.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p OrganisationsForm<'p>,
    rows: Vec<Row<'p>>,
    name: Field,
    kind: Choices,
}

impl View<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        errors([self.name.told(), self.kind.told()])
    }

    fn action(&self) -> String {
        links::desk_organisations(self.shell.slug())
    }
}
