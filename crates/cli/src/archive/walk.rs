//! Every public page that an area's first page leads to, in every language, asked for in process and kept as files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use alongside_pages::{Language, Words, links};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use super::address::{Address, Place, Target};
use super::page::{self, Leads};
use crate::failure::Failure;

/// A walk through the service.
pub(super) struct Walk<'w> {
    pub(super) place: &'w Place,
    pub(super) router: Router,
    pub(super) runtime: &'w Runtime,
    /// Where the files go.
    pub(super) folder: &'w Path,
}

/// What was found at an address.
#[derive(Debug, Clone)]
struct Kept {
    file: String,
    media: Media,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Media {
    Page,
    Style,
    /// Depends on the language, as pages do.
    Print,
    Other,
}

/// What the service answered.
struct Answered {
    media: Media,
    /// How the name of its file ends, where the address does not say.
    ending: Option<&'static str>,
    bytes: Bytes,
}

/// What is known of each address; nothing where the copy has none.
type Found = BTreeMap<Address, Option<Kept>>;

impl Walk<'_> {
    /// Keeps everything, and makes the links of the pages lead from file to file.
    pub(super) fn run(&self) -> Result<(), Failure> {
        let found = self.fetch_all()?;
        for (address, kept) in &found {
            match kept {
                Some(kept) if kept.media == Media::Page => self.turn(address, kept, &found)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn fetch_all(&self) -> Result<Found, Failure> {
        let mut found = Found::new();
        let mut names = BTreeSet::new();
        let first = |language| Address::new(links::area(&self.place.area), language);
        let mut open: BTreeSet<Address> = Language::ALL.into_iter().map(first).collect();
        for path in [
            links::copy(&self.place.area),
            links::meetings_ics(&self.place.area),
        ] {
            open.insert(Address::new(path, Language::English));
        }
        while let Some(address) = open.pop_first() {
            if found.contains_key(&address) {
                continue;
            }
            if let Some(kept) = same_in_english(&address, &found) {
                found.insert(address, Some(kept));
                continue;
            }
            let Some(answered) = self.fetch(&address)? else {
                found.insert(address, None);
                continue;
            };
            let Answered {
                media,
                ending,
                bytes,
            } = answered;
            let file = free(&mut names, &address.file(self.place, ending));
            for link in leads_to(media, &bytes)? {
                if let Target::Here(next, _) = address.follow(&link, self.place) {
                    open.insert(next);
                }
            }
            self.write(&file, &bytes)?;
            found.insert(address, Some(Kept { file, media }));
        }
        Ok(found)
    }

    /// Asks for one; nothing where a copy has none.
    fn fetch(&self, address: &Address) -> Result<Option<Answered>, Failure> {
        let broken = |why: String| Failure::Page(format!("{}: {why}", address.path));
        let request = Request::get(address.request()).body(Body::empty());
        let request = request.map_err(|why| broken(why.to_string()))?;
        let answer = self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await;
            let (head, body) = answer.unwrap_or_else(|never| match never {}).into_parts();
            Ok::<_, axum::Error>((head, body.collect().await?.to_bytes()))
        });
        let (head, bytes) = answer.map_err(|why| broken(why.to_string()))?;
        match head.status {
            StatusCode::OK => {}
            status if status.is_server_error() => {
                return Err(broken(format!("the service answered {status}")));
            }
            _ => return Ok(None),
        }
        let media = head.headers.get(header::CONTENT_TYPE);
        let media = media.and_then(|media| media.to_str().ok()).unwrap_or("");
        let media = media.split(';').next().unwrap_or_default();
        let is_of_record = address.path.contains("/record/");
        let (media, ending) = match media {
            "text/html" => (Media::Page, Some("html")),
            "text/css" => (Media::Style, None),
            "application/pdf" => (Media::Print, None),
            "image/png" => (Media::Other, Some("png")),
            "text/plain" if !is_of_record => (Media::Other, Some("txt")),
            _ => (Media::Other, None),
        };
        Ok(Some(Answered {
            media,
            ending,
            bytes,
        }))
    }

    /// Makes the links of a page lead to files.
    fn turn(&self, address: &Address, kept: &Kept, found: &Found) -> Result<(), Failure> {
        let path = self.folder.join(&kept.file);
        let html = fs::read_to_string(&path).map_err(Failure::reading(&path))?;
        let up = "../".repeat(kept.file.matches('/').count());
        let words = Words::of(address.language);
        let turned = page::rewrite(&html, words, |link| {
            match address.follow(link, self.place) {
                Target::AsItIs => Leads::AsBefore,
                Target::Online(address) => Leads::Online(address),
                Target::Here(to, fragment) => match found.get(&to) {
                    Some(Some(kept)) => Leads::To(format!("{up}{}{fragment}", kept.file)),
                    _ => Leads::Online(format!("{}{link}", self.place.origin)),
                },
            }
        });
        let turned = turned.map_err(|why| Failure::Page(format!("{}: {why}", address.path)))?;
        self.write(&kept.file, turned.as_bytes())
    }

    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), Failure> {
        super::write(&self.folder.join(file), bytes)
    }
}

/// What is the same in every language is kept once; English comes first.
fn same_in_english(address: &Address, found: &Found) -> Option<Kept> {
    if address.language == Language::English {
        return None;
    }
    let english = found.get(&address.said_in(Language::English))?.as_ref()?;
    matches!(english.media, Media::Style | Media::Other).then(|| english.clone())
}

fn leads_to(media: Media, bytes: &[u8]) -> Result<Vec<String>, Failure> {
    let text = || String::from_utf8_lossy(bytes);
    match media {
        Media::Page => page::links(&text()).map_err(|why| Failure::Page(why.to_string())),
        Media::Style => Ok(page::parts_of_style(&text())
            .map(ToOwned::to_owned)
            .collect()),
        Media::Print | Media::Other => Ok(Vec::new()),
    }
}

/// A name that no other file has, on disks too that take capital letters for small ones.
fn free(names: &mut BTreeSet<String>, wanted: &str) -> String {
    let mut name = wanted.to_owned();
    let mut next = 2_u32;
    while !names.insert(name.to_lowercase()) {
        name = match wanted.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}_{next}.{ending}"),
            None => format!("{wanted}_{next}"),
        };
        next += 1;
    }
    name
}
