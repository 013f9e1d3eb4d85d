//! The shell: what stands around every page.

use std::borrow::Borrow;

use alongside_charter::{Kind, Subject, When};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::brand::Colour;
use crate::links::{self, Query};
use crate::public::record::ActId;
use crate::public::said::Said;
use crate::public::stood::Stood;
use crate::words::{DeskSays, Language, Says, Words, isolated};

/// The addresses of styles, font and icon, as the manifest of the built assets names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assets {
    /// `alongside.css`.
    pub stylesheet: String,
    /// `alongside-rtl.css`, for languages written from right to left.
    pub stylesheet_rtl: String,
    /// `font-latin.woff2`.
    pub font: String,
    /// `icon.svg`.
    pub icon: String,
    /// `passkey.js`, on the pages where a passkey is used or added.
    pub passkey_script: String,
}

/// A logo, at its size on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Logo<'a> {
    /// The name of its file.
    pub file: &'a str,
    /// What somebody is told who cannot see it.
    pub says: &'a str,
    /// How wide it is, in CSS pixels.
    pub width: u32,
    /// How high.
    pub height: u32,
}

/// An area as its pages name it.
#[derive(Debug, Clone)]
pub struct Area<'a> {
    /// Its name in addresses.
    pub slug: &'a str,
    /// What people call it.
    pub name: &'a str,
    /// Its brand colour.
    pub colour: Colour,
    /// Its logo, where it has one.
    pub logo: Option<Logo<'a>>,
    /// Its time zone.
    pub zone: TimeZone,
    /// Whether its record can be read, so that the pages lead there.
    pub has_record: bool,
    /// Something every page has to say first, such as where a read-only record comes from.
    pub notice: Option<&'a str>,
    /// Where it is shown as it stood.
    pub stood: Option<Stood>,
}

/// A link to a subject.
#[derive(Debug, Clone, Copy)]
pub struct SubjectLink<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: &'a str,
    /// What it is called; empty where it has no title.
    pub title: &'a str,
}

impl<'a> SubjectLink<'a> {
    pub(crate) fn to(&self, area: &str) -> String {
        links::subject(area, self.kind, self.id, &Query::new())
    }

    pub(crate) const fn label(&self) -> &'a str {
        if self.title.is_empty() {
            self.id
        } else {
            self.title
        }
    }
}

impl<'a> From<&'a Subject> for SubjectLink<'a> {
    fn from(subject: &'a Subject) -> Self {
        Self {
            kind: subject.kind,
            id: &subject.id,
            title: &subject.title,
        }
    }
}

/// Who reads a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Viewer<'a> {
    /// Somebody who has not signed in: all of them see the same page.
    #[default]
    Stranger,
    /// Somebody who has.
    SignedIn {
        /// What they are called; empty where they have not said.
        name: &'a str,
    },
}

/// A copy of pages, which stands somewhere else and changes no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopyOf<'a> {
    /// When it was made.
    pub at: Timestamp,
    /// Of which service: its address, such as `https://alongside.example`.
    pub origin: &'a str,
}

/// What every page is given: its language, the files of its look, where it is.
#[derive(Debug, Clone, Copy)]
pub struct Shell<'a> {
    /// The words of its language.
    pub words: &'a Words,
    /// The files of its look.
    pub assets: &'a Assets,
    /// The page's own address with its question, for the links to other languages.
    pub address: &'a str,
    /// The area, on its pages.
    pub area: Option<&'a Area<'a>>,
    /// Who reads it.
    pub viewer: Viewer<'a>,
    /// Whether they may see the area's desk.
    pub desk: bool,
    /// What every form sends back as `form-token`; empty on a page without a form. Pages for
    /// somebody signed in have one, because signing out is a form.
    pub form_token: &'a str,
    /// What was done just now.
    pub said: Option<Said>,
    /// The act that it was, where it was a public one.
    pub act: Option<ActId>,
    /// Whether it is the demo, to whose page every page leads.
    pub is_demo: bool,
    /// Where the page stands in a copy.
    pub copy: Option<CopyOf<'a>>,
    /// Whether it can be asked for as it stood on a day.
    pub takes_day: bool,
}

/// One line of a list of links.
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) words: String,
    pub(crate) is_here: bool,
}

impl Link {
    pub(crate) const fn new(href: String, words: String) -> Self {
        Self {
            href,
            words,
            is_here: false,
        }
    }
}

/// One language to switch to.
pub(crate) struct LanguageLink {
    pub(crate) href: String,
    pub(crate) code: &'static str,
    pub(crate) dir: &'static str,
    pub(crate) name: &'static str,
    pub(crate) is_here: bool,
}

impl Area<'_> {
    /// Where its logo is.
    pub(crate) fn logo_address(&self, logo: &Logo<'_>) -> String {
        links::logo(self.slug, logo.file)
    }

    /// What stands for the logo beside the name of the area: nothing where it would only say the name again.
    pub(crate) fn logo_beside_name<'l>(&self, logo: &Logo<'l>) -> &'l str {
        let alike = |text: &str| text.trim().to_lowercase();
        if alike(logo.says) == alike(self.name) {
            ""
        } else {
            logo.says
        }
    }
}

impl<'a> Shell<'a> {
    /// What stands around a page outside any area, for a stranger.
    pub const fn new(words: &'a Words, assets: &'a Assets, address: &'a str) -> Self {
        Self {
            words,
            assets,
            address,
            area: None,
            viewer: Viewer::Stranger,
            desk: false,
            form_token: "",
            said: None,
            act: None,
            is_demo: false,
            copy: None,
            takes_day: false,
        }
    }

    pub(crate) const fn t(&self) -> &'a Says {
        self.words.says()
    }

    pub(crate) fn d(&self) -> &'a DeskSays {
        self.words.desk()
    }

    /// The same around a page of the desk.
    pub(crate) fn at_the_desk(self) -> Self {
        Self {
            words: self.words.at_the_desk(),
            ..self
        }
    }

    /// What was done just now, in words.
    /// Where the receipt is of what was done just now.
    pub(crate) fn receipt(&self) -> Option<String> {
        let (area, act) = (self.area?, self.act.filter(|_| self.said.is_some())?);
        Some(links::record_act(area.slug, &act.to_string()))
    }

    pub(crate) fn said(&self) -> Option<String> {
        self.said.map(|said| self.words.said(said))
    }

    /// In a copy, what every page says first: of what, and when it was made.
    pub(crate) fn copied(&self) -> Option<String> {
        let copy = self.copy?;
        let when = self.words.moment(When::At(copy.at), &self.zone());
        Some(self.t().copy_banner(isolated(copy.origin), when))
    }

    /// Whether somebody signed in reads it.
    pub(crate) const fn is_signed_in(&self) -> bool {
        matches!(self.viewer, Viewer::SignedIn { .. })
    }

    /// What whoever reads it is called; empty where that is not known.
    pub(crate) const fn viewer_name(&self) -> &'a str {
        match self.viewer {
            Viewer::Stranger => "",
            Viewer::SignedIn { name } => name,
        }
    }

    pub(crate) fn lang(&self) -> &'a str {
        self.words.code()
    }

    pub(crate) const fn dir(&self) -> &'static str {
        self.words.direction().dir()
    }

    pub(crate) fn is_rtl(&self) -> bool {
        self.dir() == "rtl"
    }

    /// What a part in English says of itself on a page in another language.
    pub(crate) fn english(&self) -> &'static str {
        self.words.english_part()
    }

    pub(crate) fn stylesheet(&self) -> &'a str {
        if self.is_rtl() {
            &self.assets.stylesheet_rtl
        } else {
            &self.assets.stylesheet
        }
    }

    /// The logo of the area, with the area.
    pub(crate) fn logo(&self) -> Option<(&'a Area<'a>, &'a Logo<'a>)> {
        let area = self.area?;
        Some((area, area.logo.as_ref()?))
    }

    /// The area's name, or the service's.
    pub(crate) fn place(&self) -> &'a str {
        self.area.map_or("Alongside", |area| area.name)
    }

    pub(crate) fn slug(&self) -> &'a str {
        self.area.map_or("", |area| area.slug)
    }

    pub(crate) fn day(&self, day: impl Borrow<Date>) -> String {
        self.words.day(*day.borrow())
    }

    pub(crate) fn brand(&self) -> Option<String> {
        self.area.map(|area| links::brand(&area.colour.to_string()))
    }

    pub(crate) fn zone(&self) -> TimeZone {
        self.area.map_or(TimeZone::UTC, |area| area.zone.clone())
    }

    /// The first step of every way; in a copy there is one area.
    fn all_areas(&self) -> Option<Link> {
        let all = || Link::new(links::HOME.to_owned(), self.t().shell_all_areas());
        self.copy.is_none().then(all)
    }

    /// The way to the first page of an area.
    pub(crate) fn breadcrumbs_to_area(&self) -> Vec<Link> {
        self.all_areas().into_iter().collect()
    }

    /// The way to a page of the area, or to one of the instance.
    pub(crate) fn breadcrumbs(&self) -> Vec<Link> {
        let area = self
            .area
            .map(|area| Link::new(links::area(area.slug), area.name.to_owned()));
        [self.all_areas(), area].into_iter().flatten().collect()
    }

    /// The way to what stands below the desk.
    pub(crate) fn breadcrumbs_below_the_desk(&self) -> Vec<Link> {
        let mut way = self.breadcrumbs();
        way.push(Link::new(links::desk(self.slug()), self.t().shell_desk()));
        way
    }

    /// The way to what stands below the operator's page.
    pub(crate) fn breadcrumbs_below_the_operator(&self) -> Vec<Link> {
        let mut way = self.breadcrumbs();
        way.push(Link::new(
            links::OPERATOR.to_owned(),
            self.d().operator_heading(),
        ));
        way
    }

    /// The way to what stands below one's own page.
    pub(crate) fn breadcrumbs_below_me(&self) -> Vec<Link> {
        let mut way = self.breadcrumbs_to_area();
        way.push(Link::new(links::ME.to_owned(), self.t().shell_your_page()));
        way
    }

    /// The way to what stands below the subjects of a kind.
    pub(crate) fn breadcrumbs_below(&self, kind: impl Borrow<Kind>) -> Vec<Link> {
        let kind = *kind.borrow();
        let mut way = self.breadcrumbs();
        way.push(Link::new(
            links::subjects(self.slug(), kind, &Query::new()),
            self.words.kinds(kind),
        ));
        way
    }

    /// The way to what stands below the organisations.
    pub(crate) fn breadcrumbs_below_organisations(&self) -> Vec<Link> {
        let mut way = self.breadcrumbs();
        way.push(Link::new(
            links::organisations(self.slug()),
            self.t().shell_nav_organisations(),
        ));
        way
    }

    /// Where the name in the header leads.
    pub(crate) fn home(&self) -> String {
        self.area
            .map_or_else(|| links::HOME.to_owned(), |area| links::area(area.slug))
    }

    /// The main parts, of which the one that the page belongs to is marked.
    pub(crate) fn navigation(&self) -> Vec<Link> {
        let t = self.t();
        let Some(area) = self.area else {
            return Vec::new();
        };
        let here = self.address.split('?').next().unwrap_or_default();
        let mut links = vec![
            Link::new(links::area(area.slug), t.shell_nav_home()),
            Link::new(
                links::standards(area.slug, &Query::new()),
                t.shell_nav_standards(),
            ),
        ];
        links.push(Link::new(
            links::subjects(area.slug, Kind::Meeting, &Query::new()),
            t.shell_nav_meetings(),
        ));
        links.push(Link::new(
            links::organisations(area.slug),
            t.shell_nav_organisations(),
        ));
        if area.has_record {
            links.push(Link::new(
                links::record(area.slug, &Query::new()),
                t.shell_footer_record(),
            ));
        }
        if self.desk {
            links.push(Link::new(links::desk(area.slug), t.shell_desk()));
        }
        for link in &mut links {
            link.is_here = link.href == here;
        }
        links
    }

    pub(crate) fn footer(&self) -> Vec<Link> {
        let t = self.t();
        let link = |href: &str, words| Link::new(href.to_owned(), words);
        let mut links = vec![
            link(links::ABOUT, t.shell_footer_about()),
            link(links::GLOSSARY, t.shell_footer_glossary()),
            link(links::ACCESSIBILITY, t.shell_footer_accessibility()),
            link(links::PRIVACY, t.shell_footer_privacy()),
        ];
        if self.is_demo {
            links.push(link(links::DEMO, t.shell_footer_demo()));
        }
        links
    }

    pub(crate) fn languages(&self) -> Vec<LanguageLink> {
        let link = |language: Language| LanguageLink {
            href: links::in_language(self.address, language.code()),
            code: language.code(),
            dir: language.direction().dir(),
            name: language.own_name(),
            is_here: language.code() == self.lang(),
        };
        Language::ALL.into_iter().map(link).collect()
    }
}
