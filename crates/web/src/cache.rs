//! Pages that were made already.
//!
//! A page is given out again only for the very version of its area that it was made from, in the same minute: the
//! version is read from the database for each request, so nobody sees a page older than the last change that was
//! kept. Findings depend on the time, and every page counts in minutes at the finest.

use std::sync::Arc;
use std::time::Duration;

use alongside_domain::Instant;
use alongside_pages::Language;
use parking_lot::{Condvar, Mutex};
use quick_cache::Weighter;
use quick_cache::sync::Cache as Kept;

use crate::answer::{Made, Media};

/// All pages together weigh no more.
const LIMIT: u64 = 16 * 1024 * 1024;
/// About how many pages fit.
const ABOUT: usize = 1_000;
/// What a page takes besides its bytes.
const OVERHEAD: usize = 512;
/// Nobody asks for a page at a longer address but to fill the memory.
const LONGEST_ADDRESS: usize = 512;

const MINUTE: i64 = 60 * 1_000_000;

/// What a page was made for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    version: i64,
    minute: i64,
    media: Media,
    /// `None` where nothing is written in a language.
    language: Option<Language>,
    /// The address within the service, which names the area, with as much of its question as somebody asks for.
    address: Box<str>,
}

impl Key {
    /// `None` where the page is not kept.
    pub(crate) fn new(
        version: i64,
        now: Instant,
        media: Media,
        language: Language,
        address: &str,
    ) -> Option<Self> {
        (address.len() <= LONGEST_ADDRESS).then(|| Self {
            version,
            minute: now.micros().div_euclid(MINUTE),
            media,
            language: media.is_for_a_reader().then_some(language),
            address: address.into(),
        })
    }
}

#[derive(Debug, Clone)]
struct Bytes;

impl Weighter<Key, Arc<Made>> for Bytes {
    fn weight(&self, key: &Key, made: &Arc<Made>) -> u64 {
        (key.address.len() + made.weight() + OVERHEAD) as u64
    }
}

/// The pages, the least wanted of which go when there is no more room.
#[derive(Debug)]
pub(crate) struct Cache {
    kept: Kept<Key, Arc<Made>, Bytes>,
    makers: Mutex<Makers>,
    freed: Condvar,
}

/// So many pages are made at once: more would only make each slower, and leave no thread for those that are there.
const AT_ONCE: usize = 4;
/// So many wait for their turn; who comes then is told to come again.
const MOST_WAITING: usize = 16;
/// So long at most.
const TO_WAIT: Duration = Duration::from_secs(5);

#[derive(Debug, Default)]
struct Makers {
    making: usize,
    waiting: usize,
}

/// The turn to make a page, until it goes.
#[derive(Debug)]
pub(crate) struct Turn<'c>(&'c Cache);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.makers.lock().making -= 1;
        self.0.freed.notify_one();
    }
}

impl Cache {
    pub(crate) fn new() -> Self {
        Self {
            kept: Kept::with_weighter(ABOUT, LIMIT, Bytes),
            makers: Mutex::default(),
            freed: Condvar::new(),
        }
    }

    /// The turn to make a page; none where too many are made and waited for already.
    pub(crate) fn turn(&self) -> Option<Turn<'_>> {
        let mut makers = self.makers.lock();
        if makers.making >= AT_ONCE {
            if makers.waiting >= MOST_WAITING {
                return None;
            }
            makers.waiting += 1;
            let is_full = |makers: &mut Makers| makers.making >= AT_ONCE;
            self.freed.wait_while_for(&mut makers, is_full, TO_WAIT);
            makers.waiting -= 1;
        }
        (makers.making < AT_ONCE).then(|| {
            makers.making += 1;
            Turn(self)
        })
    }

    /// The page that was made for this, or a new one. Who asks meanwhile waits for it rather than making it too.
    pub(crate) fn get_or_make<E>(
        &self,
        key: &Key,
        make: impl FnOnce() -> Result<Arc<Made>, E>,
    ) -> Result<Arc<Made>, E> {
        self.kept.get_or_insert_with(key, make)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    fn ask(cache: &Cache, version: i64, micros: i64, language: Language, address: &str) -> bool {
        let now = Instant::from_micros(micros).unwrap();
        let key = Key::new(version, now, Media::Html, language, address).unwrap();
        let mut is_made = false;
        let made = cache.get_or_make(&key, || {
            is_made = true;
            Ok::<_, Infallible>(Arc::new(Made::new(Media::Html, "page".into())))
        });
        made.unwrap();
        is_made
    }

    #[test]
    fn a_page_is_made_once_for_each_version_minute_language_and_address() {
        let cache = Cache::new();
        let english = Language::English;
        for (version, micros, language, address, is_made) in [
            (1, 0, english, "/a", true),
            (1, MINUTE - 1, english, "/a", false),
            (1, MINUTE, english, "/a", true),
            (2, MINUTE, english, "/a", true),
            (2, MINUTE, Language::Arabic, "/a", true),
            (2, MINUTE, english, "/a?standard=x", true),
            (2, MINUTE, english, "/a", false),
        ] {
            assert_eq!(
                ask(&cache, version, micros, language, address),
                is_made,
                "{version} {micros} {address}"
            );
        }
    }

    #[test]
    fn only_so_many_pages_are_made_at_once_and_waited_for() {
        let cache = Cache::new();
        let mut turns: Vec<Turn<'_>> = (0..AT_ONCE).map(|_| cache.turn().unwrap()).collect();
        cache.makers.lock().waiting = MOST_WAITING;
        assert!(cache.turn().is_none(), "nobody more waits");
        cache.makers.lock().waiting = 0;
        std::thread::scope(|scope| {
            let next = scope.spawn(|| cache.turn().is_some());
            while cache.makers.lock().waiting == 0 {
                std::thread::yield_now();
            }
            turns.pop();
            assert!(next.join().unwrap());
        });
        drop(turns);
        assert_eq!(cache.makers.lock().making, 0);
    }

    #[test]
    fn what_is_the_same_in_every_language_is_kept_once() {
        let key = |language| Key::new(1, Instant::EPOCH, Media::Json, language, "/api/areas");
        assert_eq!(key(Language::English), key(Language::Turkish));
    }

    #[test]
    fn no_number_of_addresses_fills_the_memory() {
        let cache = Cache::new();
        for number in 0..200 {
            let address = format!("/a?page={number}");
            let key = Key::new(1, Instant::EPOCH, Media::Html, Language::English, &address);
            let made = Made::new(Media::Html, vec![b' '; 300_000].into());
            let made = cache.get_or_make(&key.unwrap(), || Ok::<_, Infallible>(Arc::new(made)));
            made.unwrap();
        }
        assert!(cache.kept.weight() <= LIMIT);
        let long = format!("/a?{}", "x".repeat(LONGEST_ADDRESS));
        assert_eq!(
            Key::new(1, Instant::EPOCH, Media::Html, Language::English, &long),
            None
        );
    }
}
