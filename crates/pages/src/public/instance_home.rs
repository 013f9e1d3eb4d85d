//! The first page of the instance: its areas, and a search for one's own.

use askama::Template;

use crate::form::Field;
use crate::links;
use crate::markup::without_control_characters;
use crate::public::shell::{Link, Shell};
use crate::words::isolated;

/// An area in the list of areas.
#[derive(Debug, Clone, Copy)]
pub struct AreaLink<'a> {
    /// Its name in addresses.
    pub slug: &'a str,
    /// What people call it.
    pub name: &'a str,
    /// The region it belongs to; empty where there is none.
    pub region: &'a str,
}

/// The first page of the instance.
#[derive(Debug, Clone, Copy)]
pub struct InstanceHome<'a> {
    /// What stands around it; without an area.
    pub shell: Shell<'a>,
    /// What was searched for; empty where nothing was.
    pub search: &'a str,
    /// The areas found, in the order of their names.
    pub areas: &'a [AreaLink<'a>],
}

impl InstanceHome<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let t = self.shell.t();
        let page = View {
            shell: self.shell,
            page: self,
            field: Field {
                name: "q".to_owned(),
                label: t.home_search(),
                hint: t.home_search_hint(),
                value: self.search.to_owned(),
                ..Field::default()
            },
            areas: self
                .areas
                .iter()
                .map(|area| {
                    let link = Link::new(links::area(area.slug), area.name.to_owned());
                    (link, area.region)
                })
                .collect(),
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "public/instance_home.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p InstanceHome<'p>,
    field: Field,
    areas: Vec<(Link, &'p str)>,
}

impl View<'_> {
    fn found(&self) -> String {
        if self.page.search.is_empty() {
            self.shell.t().home_areas()
        } else {
            self.shell.t().home_found(isolated(self.page.search))
        }
    }
}
