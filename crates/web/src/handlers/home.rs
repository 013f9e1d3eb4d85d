//! The first page of the instance, with a search for one's own area.

use alongside_pages::public::{AreaLink, InstanceHome};
use alongside_store::areas;
use unicode_normalization::UnicodeNormalization as _;

use crate::answer::{Answer, Media};
use crate::asked::Asked;
use crate::failure::Failure;

pub(crate) fn home(asked: &Asked) -> Result<Answer, Failure> {
    let version = asked.read::<_, Failure>(|snapshot| Ok(areas::version_of_all(snapshot)?))?;
    asked.kept(version, Media::Html, || {
        let mut all = asked.read::<_, Failure>(|snapshot| Ok(areas::all(snapshot)?))?;
        all.sort_by_cached_key(|area| (folded(&area.name), area.slug.clone()));
        let search = asked.query.get("q").trim();
        let wanted = folded(search);
        let found: Vec<AreaLink<'_>> = all
            .iter()
            .filter(|area| is_it(area, &wanted))
            .map(|area| AreaLink {
                slug: area.slug.as_str(),
                name: &area.name,
                region: "",
            })
            .collect();
        let page = InstanceHome {
            shell: asked.shell()?,
            search,
            areas: &found,
        };
        Ok(page.render()?)
    })
}

/// By a part of its name, of its name in addresses, or its code in the national register.
fn is_it(area: &areas::Area, wanted: &str) -> bool {
    let gss = area.gss.as_ref().map(alongside_domain::GssCode::as_str);
    folded(&area.name).contains(wanted)
        || folded(area.slug.as_str()).contains(wanted)
        || gss.is_some_and(|gss| folded(gss) == wanted)
}

/// Letters and figures alone, without marks and case, words one space apart: `Ynys Môn` is found by `ynys-mon`.
fn folded(text: &str) -> String {
    let is_mark = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    let letters = text
        .nfd()
        .filter(|c| !is_mark(c))
        .flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(text.len());
    for letter in letters {
        if letter.is_alphanumeric() {
            folded.push(letter);
        } else if letter != '\'' && letter != '’' && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_typed() {
        for (written, typed) in [
            ("Ynys Môn", "ynys-mon"),
            ("King’s Lynn", "kings lynn"),
            ("E09000014", " e09000014 "),
            ("Stoke-on-Trent", "STOKE ON TRENT"),
        ] {
            assert_eq!(folded(written), folded(typed));
        }
    }
}
