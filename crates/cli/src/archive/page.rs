//! A page of the service made to stand in a folder: its links lead to files, and what needs somebody who answers
//! (forms, and what is marked `on-screen` and is not printed either) is taken out.

use std::cell::RefCell;
use std::rc::Rc;

use alongside_pages::Words;
use lol_html::errors::RewritingError;
use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str};

/// Where a link leads in the copy.
pub(super) enum Leads {
    /// Where it did.
    AsBefore,
    /// To this file, as seen from the page.
    To(String),
    /// To the service, which may be there or not.
    Online(String),
}

/// Everything that a page leads to or is made of, as it is written there.
pub(super) fn links(html: &str) -> Result<Vec<String>, RewritingError> {
    let found = Rc::new(RefCell::new(Vec::new()));
    let each = |name: &'static str| {
        let found = Rc::clone(&found);
        move |element: &mut Element<'_, '_>| {
            found.borrow_mut().extend(read(element, name));
            Ok(())
        }
    };
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("a[href]", each("href")))
        .append_element_content_handler(element!("link[href]", each("href")))
        .append_element_content_handler(element!("img[src]", each("src")));
    rewrite_str(html, settings)?;
    Ok(found.take())
}

/// What a stylesheet is made of.
pub(super) fn parts_of_style(css: &str) -> impl Iterator<Item = &str> {
    let after = css.split("url(").skip(1);
    after
        .filter_map(|rest| rest.split(')').next())
        .map(|inside| inside.trim_matches(['"', '\'']))
}

/// The page as it stands in the copy.
pub(super) fn rewrite(
    html: &str,
    words: &Words,
    leads: impl Fn(&str) -> Leads,
) -> Result<String, RewritingError> {
    let online = format!(" ({})", words.online());
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("a[href]", |link| {
            match read(link, "href").map(|href| leads(&href)) {
                Some(Leads::To(file)) => link.set_attribute("href", &file)?,
                Some(Leads::Online(address)) => {
                    link.set_attribute("href", &address)?;
                    link.append(&online, ContentType::Text);
                }
                Some(Leads::AsBefore) | None => {}
            }
            Ok(())
        }))
        .append_element_content_handler(element!("link[href]", |link| {
            match read(link, "href").map(|href| leads(&href)) {
                // A browser does not let a page from a disk load a font ahead.
                Some(Leads::To(_)) if read(link, "rel").as_deref() == Some("preload") => {
                    link.remove();
                }
                Some(Leads::To(file)) => link.set_attribute("href", &file)?,
                Some(Leads::Online(_)) => link.remove(),
                Some(Leads::AsBefore) | None => {}
            }
            Ok(())
        }))
        .append_element_content_handler(element!("img[src]", |image| {
            if let Some(Leads::To(file)) = read(image, "src").map(|src| leads(&src)) {
                image.set_attribute("src", &file)?;
            }
            Ok(())
        }))
        .append_element_content_handler(element!("form, script[src], .on-screen", |live| {
            live.remove();
            Ok(())
        }));
    rewrite_str(html, settings)
}

/// An attribute, without the escapes that our templates write.
fn read(element: &Element<'_, '_>, name: &str) -> Option<String> {
    let written = element.get_attribute(name)?;
    let mut plain = written;
    for (escaped, c) in [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
    ] {
        plain = plain.replace(escaped, c);
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_files_and_what_needs_an_answer_is_gone() {
        let html = r#"<link rel="preload" href="/f"><link rel="stylesheet" href="/s"><a href="/a?x=1&#38;y=2">One</a><a href="/b">Two</a><form><input></form><p class="on-screen"><a href="/a">x</a></p><script src="/j"></script><script type="application/ld+json">{}</script>"#;
        let found = links(html).unwrap();
        assert_eq!(found, ["/f", "/s", "/a?x=1&y=2", "/b", "/a"]);
        let written = rewrite(
            html,
            Words::of(alongside_pages::Language::English),
            |link| match link {
                "/b" => Leads::Online("https://x.example/b".to_owned()),
                other => Leads::To(format!("..{other}")),
            },
        );
        let expected = r#"<link rel="stylesheet" href="../s"><a href="../a?x=1&y=2">One</a><a href="https://x.example/b">Two (online)</a><script type="application/ld+json">{}</script>"#;
        assert_eq!(written.unwrap(), expected);
    }

    #[test]
    fn a_stylesheet_says_what_it_is_made_of() {
        let css = "@font-face{src:url(\"font.woff2\")}a{fill:url(#p)}";
        assert_eq!(
            parts_of_style(css).collect::<Vec<_>>(),
            ["font.woff2", "#p"]
        );
    }
}
