//! How an area looks, whom to write to, and what it asks of staff.

use askama::Template;

use crate::form::{Choice, Choices, Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::{Logo, Shell};

/// The settings of an area.
#[derive(Debug, Clone, Copy)]
pub struct SettingsForm<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The version of the area that the form was made for; a hidden field sends it back.
    pub version: i64,
    /// Its colour, six hexadecimal figures.
    pub colour: Typed<'a>,
    /// The mail address for questions.
    pub contact: Typed<'a>,
    /// Whether staff are asked for a passkey.
    pub asks_for_passkey: bool,
    /// How many witnesses have to sign its record; nothing where none are asked.
    pub witnesses: Option<Typed<'a>>,
    /// Whether people can be told by text message; nothing where none can be sent here.
    pub sends_texts: Option<bool>,
    /// Its logo, which is a form of its own.
    pub logo: LogoForm<'a>,
}

/// Where a logo is chosen.
#[derive(Debug, Clone, Copy)]
pub struct LogoForm<'a> {
    /// The logo that is shown, where one is; a hidden field sends its file back.
    pub seen: Option<Logo<'a>>,
    /// How many megabytes a file may have.
    pub most_megabytes: u32,
    /// What is wrong with the file; empty where nothing is.
    pub file_error: &'a str,
    /// What somebody is told who cannot see it.
    pub says: Typed<'a>,
}

impl SettingsForm<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let d = shell.d();
        let page = View {
            shell,
            page: self,
            colour: Field::new(
                "colour",
                d.settings_colour(),
                d.settings_colour_hint(),
                self.colour,
            ),
            contact: Field::new(
                "contact",
                d.settings_contact(),
                d.settings_contact_hint(),
                self.contact,
            ),
            passkey: Choices {
                name: "passkey".to_owned(),
                label: d.settings_passkey(),
                hint: d.settings_passkey_hint(),
                options: yes_or_no(
                    [d.settings_passkey_yes(), d.settings_passkey_no()],
                    self.asks_for_passkey,
                ),
                ..Choices::default()
            },
            witnesses: self.witnesses.map(|typed| {
                let (label, hint) = (d.settings_witnesses(), d.settings_witnesses_hint());
                Field::new("witnesses", label, hint, typed)
            }),
            texts: self.sends_texts.map(|sends_texts| Choices {
                name: "texts".to_owned(),
                label: d.settings_texts(),
                hint: d.settings_texts_hint(),
                options: yes_or_no([d.settings_texts_yes(), d.settings_texts_no()], sends_texts),
                ..Choices::default()
            }),
            file: Field::new(
                "file",
                if self.logo.seen.is_some() {
                    d.settings_logo_another()
                } else {
                    d.settings_logo_file()
                },
                d.settings_logo_file_hint(self.logo.most_megabytes),
                Typed {
                    value: "",
                    error: self.logo.file_error,
                },
            ),
            says: Field::new(
                "says",
                d.settings_logo_says(),
                d.settings_logo_says_hint(),
                self.logo.says,
            ),
        };
        Ok(without_control_characters(page.render()?))
    }
}

/// Yes, or no, each in its words.
fn yes_or_no([yes, no]: [String; 2], is_yes: bool) -> Vec<Choice> {
    let options = [("yes", yes, is_yes), ("no", no, !is_yes)].into_iter();
    options
        .map(|(value, label, is_chosen)| Choice {
            value: value.to_owned(),
            label,
            is_chosen,
            ..Choice::default()
        })
        .collect()
}

#[derive(Template)]
#[template(path = "staff/settings.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p SettingsForm<'p>,
    colour: Field,
    contact: Field,
    passkey: Choices,
    witnesses: Option<Field>,
    texts: Option<Choices>,
    file: Field,
    says: Field,
}

impl View<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        let fields = [&self.colour, &self.contact]
            .into_iter()
            .chain(&self.witnesses);
        errors(fields.chain([&self.file, &self.says]).map(Field::told))
    }

    /// The logo that is shown, with its address.
    fn logo(&self) -> Option<(Logo<'_>, String)> {
        let logo = self.page.logo.seen?;
        Some((logo, links::logo(self.shell.slug(), logo.file)))
    }

    fn choosing(&self) -> String {
        links::settings_logo(self.shell.slug())
    }

    fn removal(&self) -> String {
        links::logo_removal(self.shell.slug())
    }

    fn action(&self) -> String {
        links::settings(self.shell.slug())
    }
}
