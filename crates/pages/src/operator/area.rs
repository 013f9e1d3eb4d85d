//! Opening an area.

use askama::Template;

use crate::form::{Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::Shell;

/// Where an area is opened.
#[derive(Debug, Clone, Copy)]
pub struct AreaForm<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// What people call it.
    pub name: Typed<'a>,
    /// Its name in addresses.
    pub slug: Typed<'a>,
    /// Its code in the national register; may stay empty.
    pub gss: Typed<'a>,
    /// What its council is called.
    pub council: Typed<'a>,
}

impl AreaForm<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let d = shell.d();
        let page = View {
            shell,
            fields: [
                Field::new("name", d.area_form_name(), String::new(), self.name),
                Field::new(
                    "slug",
                    d.area_form_slug(),
                    d.area_form_slug_hint(),
                    self.slug,
                ),
                Field::new("gss", d.area_form_gss(), d.area_form_gss_hint(), self.gss),
                Field::new(
                    "council",
                    d.area_form_council(),
                    String::new(),
                    self.council,
                ),
            ],
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "operator/area.html")]
struct View<'p> {
    shell: Shell<'p>,
    fields: [Field; 4],
}

impl View<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        errors(self.fields.iter().map(Field::told))
    }
}
