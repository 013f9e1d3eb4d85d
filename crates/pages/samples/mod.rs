//! Samples: every page in every state, of invented places. The gallery test and the gallery that
//! people look at show the same ones.

mod components;
mod desk;
mod lists;
mod meetings;
mod operator;
mod own;
mod pages;
mod place;
mod replies;

pub(crate) use pages::each;
pub(crate) use place::{Place, State};

use alongside_pages::public::Assets;
use alongside_pages::{Direction, UnfitWords, Words};

/// The files of the look, under the names they have before the build gives each its hash.
pub(crate) fn assets() -> Assets {
    Assets {
        stylesheet: "/assets/alongside.css".to_owned(),
        stylesheet_rtl: "/assets/alongside-rtl.css".to_owned(),
        font: "/assets/font-latin.woff2".to_owned(),
        icon: "/assets/icon.svg".to_owned(),
        passkey_script: "/assets/passkey.js".to_owned(),
    }
}

/// The English words, each letter with a mark and every text a third longer: what a page says
/// without asking for its words stays plain, and what is too narrow shows.
pub(crate) fn pseudo() -> Result<Words, UnfitWords> {
    Words::read("en-XA", Direction::LeftToRight, &pseudo_ftl())
}

fn pseudo_ftl() -> String {
    let everyone = [
        include_str!("../../../locales/en/about.ftl"),
        include_str!("../../../locales/en/area-home.ftl"),
        include_str!("../../../locales/en/changes.ftl"),
        include_str!("../../../locales/en/copy.ftl"),
        include_str!("../../../locales/en/follow.ftl"),
        include_str!("../../../locales/en/instance.ftl"),
        include_str!("../../../locales/en/lists.ftl"),
        include_str!("../../../locales/en/mail.ftl"),
        include_str!("../../../locales/en/own.ftl"),
        include_str!("../../../locales/en/record.ftl"),
        include_str!("../../../locales/en/reply.ftl"),
        include_str!("../../../locales/en/shell.ftl"),
        include_str!("../../../locales/en/standards.ftl"),
        include_str!("../../../locales/en/stood.ftl"),
        include_str!("../../../locales/en/who.ftl"),
        include_str!("../../../locales/en/witness.ftl"),
        include_str!("../../../locales/en/words.ftl"),
    ];
    // The desk names its language once more.
    let desk = include_str!("../../../locales-desk/en/desk.ftl").lines();
    let desk = desk.filter(|line| !line.starts_with("language-name"));
    let everyone = everyone.iter().flat_map(|file| file.lines());
    everyone.chain(desk).map(pseudo_line).collect()
}

/// One line of a Fluent file with its text changed, and its names and placeables left as they are.
fn pseudo_line(line: &str) -> String {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let text_at = if line.starts_with('#') {
        line.len()
    } else if line.trim_start().starts_with(['[', '*']) {
        line.find(']').map_or(line.len(), |at| at + 1)
    } else if line.starts_with(is_name) {
        line.find('=').map_or(line.len(), |at| at + 1)
    } else {
        0
    };
    let (name, text) = line.split_at(text_at);
    let mut inside = 0_usize;
    let mut changed = String::from(name);
    let mut letters = 0;
    for c in text.chars() {
        match c {
            '{' => inside += 1,
            '}' => inside = inside.saturating_sub(1),
            _ => {}
        }
        letters += usize::from(inside == 0 && c.is_alphabetic());
        changed.push(if inside > 0 { c } else { marked(c) });
    }
    if letters > 3 && !name.is_empty() && !name.starts_with("hours-of") {
        changed.push_str(&"~".repeat(letters / 3));
    }
    changed.push('\n');
    changed
}

const fn marked(c: char) -> char {
    match c {
        'a' => 'å',
        'e' => 'é',
        'i' => 'ï',
        'o' => 'ö',
        'u' => 'ü',
        'A' => 'Å',
        'E' => 'É',
        'I' => 'Ï',
        'O' => 'Ö',
        'U' => 'Ü',
        'n' => 'ñ',
        's' => 'š',
        other => other,
    }
}
