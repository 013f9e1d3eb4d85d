//! The look: styles, font and icon, built into the program.

use std::collections::BTreeMap;
use std::sync::Arc;

use alongside_pages::links;
use alongside_pages::public::Assets;
use bytes::Bytes;

use crate::answer::{Made, Media};

mod built {
    include!(concat!(env!("OUT_DIR"), "/look.rs"));
}

/// The file that says what each of the others is called.
const MANIFEST: &str = "manifest.json";

/// The program was built without its styles, or with some that do not belong together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` was not there when the program was built: run `cargo xtask assets`, then build again"
)]
pub struct NoLook(String);

/// The files of the look, ready to be sent.
#[derive(Debug)]
pub(crate) struct Look {
    /// Where pages find them.
    pub(crate) assets: Assets,
    files: BTreeMap<&'static str, Arc<Made>>,
    icon: String,
}

impl Look {
    /// What the program was built with.
    pub(crate) fn built_in() -> Result<Self, NoLook> {
        Self::of(built::FILES)
    }

    /// Files that are there and empty.
    pub(crate) fn bare() -> Result<Self, NoLook> {
        const NAMES: &[u8] = br#"{"alongside.css":"a.css","alongside-rtl.css":"r.css","font-latin.woff2":"f.woff2","icon.svg":"i.svg","passkey.js":"p.js"}"#;
        Self::of(&[
            (MANIFEST, NAMES),
            ("a.css", b""),
            ("r.css", b""),
            ("f.woff2", b""),
            ("i.svg", b""),
            ("p.js", b""),
        ])
    }

    fn of(files: &'static [(&'static str, &'static [u8])]) -> Result<Self, NoLook> {
        let missing = |name: &str| NoLook(format!("assets/dist/{name}"));
        let file = |name: &str| files.iter().find(|(found, _)| *found == name);
        let (_, manifest) = file(MANIFEST).ok_or_else(|| missing(MANIFEST))?;
        let names: BTreeMap<String, String> =
            serde_json::from_slice(manifest).map_err(|_| missing(MANIFEST))?;
        let name = |short: &str| {
            let name = names.get(short).ok_or_else(|| missing(short))?;
            file(name).map_or_else(|| Err(missing(name)), |_| Ok(name.clone()))
        };
        let address = |short: &str| name(short).map(|name| links::asset(&name));
        Ok(Self {
            assets: Assets {
                stylesheet: address("alongside.css")?,
                stylesheet_rtl: address("alongside-rtl.css")?,
                font: address("font-latin.woff2")?,
                icon: address("icon.svg")?,
                passkey_script: address("passkey.js")?,
            },
            icon: name("icon.svg")?,
            files: files
                .iter()
                .filter(|(name, _)| *name != MANIFEST)
                .map(|(name, bytes)| {
                    let made = Made::new(Media::of_file(name), Bytes::from_static(bytes));
                    (*name, Arc::new(made))
                })
                .collect(),
        })
    }

    /// The file of this name.
    pub(crate) fn file(&self, name: &str) -> Option<Arc<Made>> {
        self.files.get(name).cloned()
    }

    /// The icon.
    pub(crate) fn icon(&self) -> Option<Arc<Made>> {
        self.file(&self.icon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_built_without_its_look_says_what_to_run() {
        let says = Look::of(&[]).unwrap_err().to_string();
        assert_eq!(
            says,
            "`assets/dist/manifest.json` was not there when the program was built: run `cargo xtask assets`, then build again"
        );
        let says = Look::of(&[(MANIFEST, b"{}")]).unwrap_err().to_string();
        assert!(says.contains("alongside.css"), "{says}");
        let says = Look::of(&[(MANIFEST, br#"{"alongside.css":"alongside.1.css"}"#)])
            .unwrap_err()
            .to_string();
        assert!(says.contains("alongside.1.css"), "{says}");
    }
}
