//! Changes of an area as an Atom feed (RFC 4287).

use std::io;

use jiff::Timestamp;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::links;
use crate::markup::without_control_characters;
use crate::public::ActRow;
use crate::words::{Words, isolated};

/// One change.
#[derive(Debug, Clone, Copy)]
pub struct AtomEntry<'a> {
    /// What stays the same for this act for ever and stands in an address, such as its digest.
    pub id: &'a str,
    /// The act.
    pub act: ActRow<'a>,
}

/// What changed lately in an area.
#[derive(Debug, Clone, Copy)]
pub struct AtomFeed<'a> {
    /// The words of its language.
    pub words: &'a Words,
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: &'a str,
    /// The area's name in addresses.
    pub slug: &'a str,
    /// What people call it.
    pub area: &'a str,
    /// When the area was opened; the feed's date where there is no entry.
    pub began: Timestamp,
    /// Its acts, newest first.
    pub entries: &'a [AtomEntry<'a>],
}

impl AtomFeed<'_> {
    /// The feed as XML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let mut out = Writer::new(Vec::new());
        self.write(&mut out)
            .map_err(|error| crate::Error::Custom(error.into()))?;
        let xml = String::from_utf8(out.into_inner())
            .map_err(|error| crate::Error::Custom(error.into()))?;
        let xml = without_control_characters(xml);
        Ok(self.words.without_needless_isolation(xml))
    }

    fn write(&self, out: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let says = self.words.says();
        let updated = self.entries.first().map_or(self.began, |of| of.act.at);
        let record = format!(
            "{}{}",
            self.origin,
            links::record(self.slug, &links::Query::new())
        );
        let own = format!("{}{}", self.origin, links::changes_atom(self.slug));
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        out.create_element("feed")
            .with_attributes([
                ("xmlns", "http://www.w3.org/2005/Atom"),
                ("xml:lang", self.words.code()),
            ])
            .write_inner_content(|out| {
                text(out, "title", &says.record_heading(isolated(self.area)))?;
                text(out, "id", &own)?;
                text(out, "updated", &updated.to_string())?;
                link(out, "self", "application/atom+xml", &own)?;
                link(out, "alternate", "text/html", &record)?;
                for entry in self.entries {
                    out.create_element("entry")
                        .write_inner_content(|out| self.entry(out, entry, &own))?;
                }
                Ok(())
            })?;
        Ok(())
    }

    fn entry(&self, out: &mut Writer<Vec<u8>>, entry: &AtomEntry<'_>, own: &str) -> io::Result<()> {
        let says = self.words.says();
        let act = &entry.act;
        let unknown = says.record_by_unknown();
        let by = if act.by.is_empty() { &unknown } else { act.by };
        let page = act
            .matter
            .href(self.slug)
            .unwrap_or_else(|| links::record(self.slug, &links::Query::new()));
        text(out, "title", &act.sentence(self.words))?;
        text(out, "id", &format!("{own}#{}", entry.id))?;
        text(out, "updated", &act.at.to_string())?;
        out.create_element("author")
            .write_inner_content(|out| text(out, "name", by))?;
        link(
            out,
            "alternate",
            "text/html",
            &format!("{}{page}", self.origin),
        )?;
        if act.why.is_empty() {
            return Ok(());
        }
        let reason = format!("{}: {}", says.record_reason(), isolated(act.why));
        text(out, "summary", &reason)
    }
}

fn text(out: &mut Writer<Vec<u8>>, name: &str, words: &str) -> io::Result<()> {
    out.create_element(name)
        .write_text_content(BytesText::new(words))?;
    Ok(())
}

fn link(out: &mut Writer<Vec<u8>>, rel: &str, kind: &str, href: &str) -> io::Result<()> {
    out.create_element("link")
        .with_attributes([("rel", rel), ("type", kind), ("href", href)])
        .write_empty()?;
    Ok(())
}
