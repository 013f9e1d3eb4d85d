//! Pages that are text alone: about, accessibility, privacy, and what the words mean.

use askama::Template;

use crate::markup::without_control_characters;
use crate::outcome::Outcome;
use crate::public::shell::Shell;
use crate::words::isolated;

/// Which text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// What the service is.
    About,
    /// The accessibility statement.
    Accessibility,
    /// What is kept of whom, and why.
    Privacy,
    /// What the words mean.
    Glossary,
}

/// A page of text.
#[derive(Debug, Clone, Copy)]
pub struct TextPage<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// Which text.
    pub text: Text,
    /// Whom to write to, such as a mail address.
    pub contact: &'a str,
}

impl TextPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let page = match self.text {
            Text::About => self.about(),
            Text::Accessibility => self.accessibility(),
            Text::Privacy => self.privacy(),
            Text::Glossary => self.glossary(),
        };
        Ok(without_control_characters(page.render()?))
    }

    fn about(&self) -> View<'_> {
        let t = self.shell.t();
        View {
            sections: vec![
                Section {
                    heading: t.about_how(),
                    says: vec![t.about_how_1(), t.about_how_2(), t.about_how_3()],
                },
                Section {
                    heading: t.about_fair(),
                    says: vec![t.about_fair_1(), t.about_fair_2(), t.about_fair_3()],
                },
                Section {
                    heading: t.about_range(),
                    says: vec![t.about_range_1(), t.about_range_2()],
                },
            ],
            ..self.page(t.about_heading(), t.about_lead())
        }
    }

    fn accessibility(&self) -> View<'_> {
        let t = self.shell.t();
        View {
            sections: vec![
                Section {
                    heading: t.accessibility_can(),
                    says: vec![
                        t.accessibility_can_1(),
                        t.accessibility_can_2(),
                        t.accessibility_can_3(),
                        t.accessibility_can_4(),
                    ],
                },
                Section {
                    heading: t.accessibility_not(),
                    says: vec![t.accessibility_not_1(), t.accessibility_not_2()],
                },
                Section {
                    heading: t.accessibility_how(),
                    says: vec![t.accessibility_how_1()],
                },
                Section {
                    heading: t.accessibility_tell(),
                    says: vec![t.accessibility_tell_1(isolated(self.contact))],
                },
            ],
            ..self.page(t.accessibility_heading(), t.accessibility_lead())
        }
    }

    fn privacy(&self) -> View<'_> {
        let t = self.shell.t();
        View {
            sections: vec![
                Section {
                    heading: t.privacy_read(),
                    says: vec![t.privacy_read_1()],
                },
                Section {
                    heading: t.privacy_shown(),
                    says: vec![t.privacy_shown_1(), t.privacy_shown_2()],
                },
                Section {
                    heading: t.privacy_meetings(),
                    says: vec![t.privacy_meetings_1()],
                },
                Section {
                    heading: t.privacy_told(),
                    says: vec![t.privacy_told_1(), t.privacy_told_2(), t.privacy_told_3()],
                },
                Section {
                    heading: t.privacy_ask(),
                    says: vec![t.privacy_ask_1(isolated(self.contact)), t.privacy_ask_2()],
                },
            ],
            ..self.page(t.privacy_heading(), t.privacy_lead())
        }
    }

    fn glossary(&self) -> View<'_> {
        let t = self.shell.t();
        let words = self.shell.words;
        let outcome = |of| (words.outcome(of), words.outcome_means(of));
        View {
            meanings: vec![
                (t.glossary_parent_carer(), t.glossary_parent_carer_means()),
                (t.glossary_forum(), t.glossary_forum_means()),
                (t.glossary_charter(), t.glossary_charter_means()),
                (t.glossary_standard(), t.glossary_standard_means()),
                (t.glossary_fact(), t.glossary_fact_means()),
                (t.glossary_record(), t.glossary_record_means()),
                (t.glossary_finding(), t.glossary_finding_means()),
                (t.glossary_consultation(), t.glossary_consultation_means()),
                (t.glossary_working_day(), t.glossary_working_day_means()),
            ],
            outcomes: Outcome::ALL.map(outcome).into(),
            ..self.page(t.glossary_heading(), t.glossary_lead())
        }
    }

    const fn page(&self, heading: String, lead: String) -> View<'_> {
        View {
            shell: self.shell,
            heading,
            lead,
            sections: Vec::new(),
            meanings: Vec::new(),
            outcomes: Vec::new(),
        }
    }
}

/// One part of a text.
struct Section {
    heading: String,
    says: Vec<String>,
}

#[derive(Template)]
#[template(path = "public/text.html")]
struct View<'p> {
    shell: Shell<'p>,
    heading: String,
    lead: String,
    sections: Vec<Section>,
    /// Words with what they mean.
    meanings: Vec<(String, String)>,
    /// The outcomes with what they mean.
    outcomes: Vec<(String, String)>,
}
